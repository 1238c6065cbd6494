import Autograd
import Tensors

/// One evaluation of layers as expressions over variables: a step of a training on the tape, or a call of a layer on
/// arrays. It knows what the layers share: whether they learn, their weights as variables, and random numbers.
public final class Evaluation {
    /// True while layers behave as in training; a tape's calls say so each by itself.
    public var isTraining: Bool
    /// True where gradients with respect to weights will be asked for.
    public let tracksWeights: Bool
    private let key: UInt64
    private var draws: UInt64 = 0
    /// True inside of a plan, whose weights stay as they are until gradients were taken: they are not copied.
    private let isPlanned: Bool
    private var variables: [ObjectIdentifier: Known] = [:]

    /// A weight as the variables that were made of it: a new one whenever its numbers had changed.
    private struct Known {
        let weight: Weight
        var version: Int
        var variable: Variable
        var earlier: [Variable] = []
        /// What the weight stands for meanwhile, innermost last.
        var replacements: [Variable] = []
    }

    /// New values of weights that do not learn by gradients, such as moving means.
    private(set) var updates: [(weight: Weight, value: Tensor)] = []
    /// What layers add to the loss.
    public private(set) var losses: [Variable] = []

    /// - key: begins the stream of random numbers of the evaluation.
    public convenience init(isTraining: Bool, tracksWeights: Bool, key: UInt64) {
        self.init(isTraining: isTraining, tracksWeights: tracksWeights, key: key, isPlanned: false)
    }

    init(isTraining: Bool, tracksWeights: Bool, key: UInt64, isPlanned: Bool) {
        self.isPlanned = isPlanned
        self.isTraining = isTraining
        self.tracksWeights = tracksWeights
        self.key = key
    }

    /// A weight as a variable, the same one each time it is asked for.
    public func variable(_ weight: Weight) throws(NetworkError) -> Variable {
        let key = ObjectIdentifier(weight)
        let known = variables[key]
        if let replacement = known?.replacements.last { return replacement }
        if let known, known.version == weight.version { return known.variable }
        let made = try computing { () throws(TensorError) in
            let value = try isPlanned ? weight.view : weight.tensor()
            return tracksWeights && weight.isTrainable ? try Variable(value) : try .constant(value)
        }
        if var known {
            known.earlier.append(known.variable)
            (known.variable, known.version) = (made, weight.version)
            variables[key] = known
        } else {
            variables[key] = Known(weight: weight, version: weight.version, variable: made)
        }
        return made
    }

    /// Lets a weight stand for another variable while `body` runs: what is computed from it.
    func replacing<R>(
        _ weights: [Weight], by change: (Variable) throws(NetworkError) -> Variable,
        _ body: () throws(NetworkError) -> R
    ) throws(NetworkError) -> R {
        for weight in weights {
            let changed = try change(variable(weight))
            variables[ObjectIdentifier(weight)]?.replacements.append(changed)
        }
        defer { for weight in weights { variables[ObjectIdentifier(weight)]?.replacements.removeLast() } }
        return try body()
    }

    /// The variables that were made of a weight, none where it was not asked for.
    public func known(_ weight: Weight) -> [Variable] {
        guard let known = variables[ObjectIdentifier(weight)] else { return [] }
        return known.earlier + [known.variable]
    }

    /// Notes a new value of a weight that does not learn by gradients.
    public func update(_ weight: Weight, to value: Tensor) { updates.append((weight, value)) }

    /// Adds a number to the loss.
    public func add(loss: Variable) { losses.append(loss) }

    /// Gives the weights their noted values.
    public func applyUpdates() throws(NetworkError) {
        for (weight, value) in updates { try weight.set(value) }
        updates = []
    }

    /// The key of the next stream of random numbers.
    public func nextKey() -> UInt64 {
        draws += 1
        return (key &+ draws) &* 0xD134_2543_DE82_EF95
    }
}

/// What the expression of a layer sees.
public struct LayerRun {
    public let layer: Layer
    public let inputs: [Variable]
    public let evaluation: Evaluation
    /// The places of the inputs whose masks stand at the end of `inputs`, in this order.
    public let masks: [Int]
    /// What the call said besides its inputs: `use_causal_mask=True`.
    public let arguments: [String: Setting]

    public init(
        layer: Layer, inputs: [Variable], evaluation: Evaluation, masks: [Int] = [],
        arguments: [String: Setting] = [:]
    ) {
        self.layer = layer
        self.inputs = inputs
        self.evaluation = evaluation
        self.masks = masks
        self.arguments = arguments
    }

    /// Which steps of an input count; `nil` for all.
    func mask(of place: Int = 0) -> Tensor? {
        masks.firstIndex(of: place).map { inputs[inputs.count - masks.count + $0].value }
    }
    /// The inputs without the masks.
    var operands: [Variable] { Array(inputs.dropLast(masks.count)) }

    /// A truth value that the call gave.
    func flag(_ name: String) -> Bool { arguments[name] == .bool(true) }

    /// The first input.
    var x: Variable { inputs[0] }
    var values: Settings { layer.values }
    var isTraining: Bool { evaluation.isTraining }

    /// The variable of the weight at a place.
    func weight(_ place: Int) throws(NetworkError) -> Variable { try evaluation.variable(layer.weights[place]) }

    /// The weight called `name`; `nil` where the layer has none.
    func weight(named name: String) throws(NetworkError) -> Variable? {
        guard let weight = layer.weights.first(where: { $0.name == name }) else { return nil }
        return try evaluation.variable(weight)
    }

    /// A number like the first input's.
    func number(_ value: Double) throws(NetworkError) -> Variable {
        try computing { () throws(TensorError) in
            try .constant(Tensor(.float(value), dtype: x.value.dtype))
        }
    }
}
