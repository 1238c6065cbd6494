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
    private var variables: [ObjectIdentifier: (weight: Weight, variable: Variable)] = [:]
    private var replaced: [(ObjectIdentifier, (weight: Weight, variable: Variable)?)] = []
    /// New values of weights that do not learn by gradients, such as moving means.
    private(set) var updates: [(weight: Weight, value: Tensor)] = []
    /// What layers add to the loss.
    public private(set) var losses: [Variable] = []

    /// - key: begins the stream of random numbers of the evaluation.
    public init(isTraining: Bool, tracksWeights: Bool, key: UInt64) {
        self.isTraining = isTraining
        self.tracksWeights = tracksWeights
        self.key = key
    }

    /// A weight as a variable, the same one each time it is asked for.
    public func variable(_ weight: Weight) throws(NetworkError) -> Variable {
        if let known = variables[ObjectIdentifier(weight)] { return known.variable }
        let made = try computing { () throws(TensorError) in
            tracksWeights && weight.isTrainable ? try Variable(weight.view) : try Variable.constant(weight.view)
        }
        variables[ObjectIdentifier(weight)] = (weight, made)
        return made
    }

    /// Lets a weight stand for another variable until `restore()`: what is computed from it.
    func replace(_ weight: Weight, with variable: Variable) {
        let key = ObjectIdentifier(weight)
        replaced.append((key, variables[key]))
        variables[key] = (weight, variable)
    }

    /// Weights stand for themselves again.
    func restore() {
        for (key, before) in replaced.reversed() { variables[key] = before }
        replaced = []
    }

    /// The variable of a weight, where it was asked for.
    public func known(_ weight: Weight) -> Variable? { variables[ObjectIdentifier(weight)]?.variable }

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
    /// True where the last input is a mask.
    public let hasMask: Bool
    /// What the call said besides its inputs: `use_causal_mask=True`.
    public let arguments: [String: Setting]

    public init(
        layer: Layer, inputs: [Variable], evaluation: Evaluation, hasMask: Bool = false,
        arguments: [String: Setting] = [:]
    ) {
        self.layer = layer
        self.inputs = inputs
        self.evaluation = evaluation
        self.hasMask = hasMask
        self.arguments = arguments
    }

    /// Which steps count; `nil` for all.
    var mask: Tensor? { hasMask ? inputs.last?.value : nil }
    /// The inputs without the mask.
    var operands: [Variable] { hasMask ? inputs.dropLast() : inputs }

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
