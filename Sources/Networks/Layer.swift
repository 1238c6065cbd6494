import Autograd
import Tensors

/// A layer of a network: its kind, settings and, once its input's shape is known, its weights.
public final class Layer: Equatable {
    public let kind: LayerKind
    public var name: String
    /// Settings as given.
    public let settings: [String: Setting]
    /// False freezes the weights.
    public var trainable = true {
        didSet { for layer in sublayers { layer.trainable = trainable } }
    }
    public private(set) var weights: [Weight] = []
    /// Layers inside this one, whose weights it learns: what a wrapper wraps, what a layer of the program holds.
    public private(set) var sublayers: [Layer] = []
    /// Shapes of the first inputs and outputs, without the batch; empty before the layer is built.
    public private(set) var inputShapes: [[Int]] = []
    public private(set) var outputShapes: [[Int]] = []
    public private(set) var isBuilt = false
    /// Its uses on symbols, in their order.
    public internal(set) var nodes: [LayerNode] = []
    /// What stands for the layer elsewhere: the program's value of it.
    public weak var counterpart: AnyObject?
    /// The settings with what they mean.
    public let values: Settings

    /// - Throws: for unknown or impossible settings.
    public init(_ kind: LayerKind, name: String, settings: [String: Setting]) throws(NetworkError) {
        self.kind = kind
        self.name = name
        self.settings = settings
        values = try Settings(owner: kind.name, rows: kind.settings, given: settings)
        try kind.check(values)
        for row in kind.settings {
            if case .layer(let inner)? = values.values[row.name] { sublayers.append(inner) }
        }
    }

    public static func == (a: Layer, b: Layer) -> Bool { a === b }

    /// All settings, those that were not given with their fall-backs.
    public var allSettings: [String: Setting] { values.values }

    public var inputShape: [Int] { inputShapes.first ?? [] }
    public var outputShape: [Int] { outputShapes.first ?? [] }

    /// True where functions of the program see the values of the layer, or of one inside of it: they may keep them.
    var callsProgram: Bool {
        func isFunction(_ setting: Setting) -> Bool {
            switch setting {
            case .function: true
            case .list(let settings): settings.contains(where: isFunction)
            case .layer(let inner): inner.callsProgram
            default: false
            }
        }
        return kind.callsProgram || values.values.values.contains(where: isFunction)
            || sublayers.contains(where: \.callsProgram)
    }

    /// Own weights and those of the layers inside, those that learn by gradients first.
    public var allWeights: [Weight] {
        if sublayers.isEmpty { return weights }
        let all = weights + sublayers.flatMap(\.allWeights)
        return all.filter(\.isTrainable) + all.filter { !$0.isTrainable }
    }

    /// How many numbers the layer has.
    public var parameterCount: Int { allWeights.reduce(0) { $0 + $1.count } }

    /// Weights that training changes.
    public var trainableWeights: [Weight] {
        if !trainable { return [] }
        return weights.filter(\.isTrainable) + sublayers.flatMap(\.trainableWeights)
    }

    /// Takes a layer in whose weights it learns; not one that holds this one, which would have no end.
    public func adopt(_ layer: Layer) {
        if layer.holds(self) || sublayers.contains(where: { $0 === layer }) { return }
        sublayers.append(layer)
    }

    /// True for the layer itself and what is inside of it.
    private func holds(_ other: Layer) -> Bool { self === other || sublayers.contains { $0.holds(other) } }

    /// Adds a weight beside those of the kind's table, for layers of the program.
    public func addWeight(_ row: WeightRow, _ randomness: Randomness) throws(NetworkError) -> Weight {
        let weight = try Weight(row, randomness)
        weights.append(weight)
        return weight
    }

    /// Says that the weights are there: for layers of the program, which build themselves.
    public func markBuilt(_ inputs: [[Int]]) {
        inputShapes = inputs
        isBuilt = true
    }

    /// Shapes of the outputs for shapes of inputs, without the batch; -1 for extents that only the data tell.
    public func outputShapes(_ inputs: [[Int]]) throws(NetworkError) -> [[Int]] {
        for input in inputs { try Extents.count(input, "an input of layer \"\(name)\"") }
        let outputs: [[Int]]
        do throws(NetworkError) { outputs = try kind.shapes(self, inputs) } catch { throw named(error, inputs) }
        for output in outputs { try Extents.count(output, "the output of layer \"\(name)\"") }
        return outputs
    }

    /// Makes the weights for shapes of inputs; later calls only check that they fit the same weights.
    public func build(_ inputs: [[Int]], _ randomness: Randomness) throws(NetworkError) {
        if isBuilt, inputs == inputShapes { return }
        let outputs = try outputShapes(inputs)
        var rows: [WeightRow]
        do throws(NetworkError) { rows = try kind.weights(self, inputs) } catch { throw named(error, inputs) }
        if isBuilt {
            for (row, weight) in zip(rows, weights) where row.shape != weight.shape {
                throw NetworkError(
                    .shape,
                    "Input 0 of layer \"\(name)\" is incompatible with the layer: expected shape=\(Layer.text(inputShape)), found shape=\(Layer.text(inputs.first ?? []))"
                )
            }
            return
        }
        try kind.build?(self, inputs, randomness)
        var made: [Weight] = []
        for row in rows { made.append(try Weight(row, randomness)) }
        weights += made
        inputShapes = inputs
        outputShapes = outputs
        isBuilt = true
    }

    /// The layer's outputs for variables, as an expression whose gradients can be taken; builds the layer where needed.
    public func callAsFunction(
        _ inputs: [Variable], _ evaluation: Evaluation, _ randomness: Randomness, masks: [Int] = [],
        arguments: [String: Setting] = [:]
    ) throws(NetworkError) -> [Variable] {
        try build(inputs.dropLast(masks.count).map { Array($0.shape.dropFirst()) }, randomness)
        let outputs = try kind.expression(
            LayerRun(
                layer: self, inputs: inputs, evaluation: evaluation, masks: masks, arguments: arguments))
        if let regularizer = try values.regularizer("activity_regularizer") {
            for output in outputs {
                evaluation.add(loss: try computing { () throws(TensorError) in try regularizer.loss(of: output) })
            }
        }
        return outputs
    }

    /// Makes layers inside the only ones, instead of those that the settings named.
    func wrap(_ layers: [Layer]) { sublayers = layers }

    /// True where the output adds to the loss: then the expression is evaluated, which knows how.
    var regularizesActivity: Bool {
        guard let setting = values.values["activity_regularizer"] else { return false }
        return setting != Setting.none
    }

    /// The activation with which the layer's loops end; `nil` where there is none, or where loops have no part in it.
    var fusedActivation: ActivationKind? {
        guard !kind.isRecurrent, kind.settings.contains(where: { $0.name == "activation" }),
            let activation = try? values.activation("activation"), activation.formula != nil
        else { return nil }
        return activation
    }

    /// The layer itself; or, where its activation has no loops and all the rest has, the layer without it upon the same
    /// weights, and the activation as a layer of its own.
    func parts() throws(NetworkError) -> [Layer] {
        guard kind.endsWithActivation, !regularizesActivity, try values.activation("activation").formula == nil,
            let activation = settings["activation"]
        else { return [self] }
        var plain = settings
        plain["activation"] = nil
        let sums = try Layer(kind, name: name, settings: plain)
        sums.weights = weights
        sums.trainable = trainable
        sums.inputShapes = inputShapes
        sums.outputShapes = outputShapes
        sums.isBuilt = isBuilt
        return [sums, try Layer(.activation, name: name, settings: ["activation": activation])]
    }

    /// An error about shapes with the layer's name and what it got.
    private func named(_ error: NetworkError, _ inputs: [[Int]]) -> NetworkError {
        guard error.kind == .shape, error.message.hasPrefix("expected") || error.message.hasPrefix("min_ndim") else {
            return error
        }
        return NetworkError(
            .shape, "Input 0 of layer \"\(name)\" is incompatible with the layer: \(error.message)", hint: error.hint)
    }

    /// A shape with the batch as Keras writes it.
    static func text(_ shape: [Int]) -> String {
        if shape.isEmpty { return "(None,)" }
        return "(None, " + shape.map { $0 < 0 ? "None" : "\($0)" }.joined(separator: ", ") + ")"
    }
}
