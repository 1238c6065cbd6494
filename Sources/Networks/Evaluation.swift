import Autograd
import Tensors

/// One evaluation of layers as expressions over variables: a step of a training on the tape, or a call of a layer on
/// arrays. It knows what the layers share: whether they learn, their weights as variables, and random numbers.
public final class Evaluation {
    public let isTraining: Bool
    /// True where gradients with respect to weights will be asked for.
    public let tracksWeights: Bool
    private let key: UInt64
    private var draws: UInt64 = 0
    private var variables: [ObjectIdentifier: (weight: Weight, variable: Variable)] = [:]
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

    public init(layer: Layer, inputs: [Variable], evaluation: Evaluation) {
        self.layer = layer
        self.inputs = inputs
        self.evaluation = evaluation
    }

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
