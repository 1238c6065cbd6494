import Loops
import Tensors

/// A stack of layers: what Keras calls a Sequential model.
///
/// A network belongs to one thread. It knows nothing of the language; data come as tensors, news go out through closures.
public final class Network {
    public var name: String
    public private(set) var layers: [Layer] = []
    /// Shape of one sample; `nil` until it is known.
    public private(set) var inputShape: [Int]?
    public private(set) var isBuilt = false
    /// Where initial weights, the order of samples and dropout come from.
    public var randomness = Randomness(seed: 0)
    var loss: Loss?
    public private(set) var optimizer: Optimizer?
    public private(set) var metrics: [MetricKind] = []
    let workers: Workers
    private var trainingPlan: Plan?
    private var predictionPlan: Plan?

    /// - Parameter workers: threads that compute; networks may share them as long as one computes at a time.
    public init(name: String, workers: Workers = Network.sharedWorkers) {
        self.name = name
        self.workers = workers
    }

    /// As many threads as the machine has cores, at most as many as a batch has parts.
    public static let sharedWorkers = Workers(count: min(StepSite.parts, Plan.coreCount))

    // MARK: Building

    /// Adds a layer at the end; once the input's shape is known, layers are built as they come.
    public func add(_ layer: Layer) throws(NetworkError) {
        if layers.contains(where: { $0.name == layer.name }) {
            throw NetworkError(
                .value,
                "All layers added to a Sequential model should have unique names. Name '\(layer.name)' is already the name of a layer in this model. Update the `name` argument to pass a unique name."
            )
        }
        if isBuilt, let shape = outputShape ?? inputShape { try layer.build(shape, randomness) }
        layers.append(layer)
        forgetPlans()
    }

    /// Removes the last layer.
    @discardableResult public func pop() throws(NetworkError) -> Layer {
        guard let last = layers.popLast() else { throw NetworkError(.value, "There are no layers in the model.") }
        forgetPlans()
        return last
    }

    /// Tells the shape of one sample before any layer is there: `Input(shape)`.
    public func setInput(shape: [Int]) throws(NetworkError) {
        if let inputShape, inputShape != shape {
            throw NetworkError(.value, "the model has an input of shape \(inputShape) already")
        }
        try build(inputShape: shape)
    }

    /// Makes every layer's weights.
    public func build(inputShape shape: [Int]) throws(NetworkError) {
        for extent in shape where extent < 1 {
            throw NetworkError(.shape, "the input's shape \(shape) has an extent below 1")
        }
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow || product > 1 << 31 {
                throw NetworkError(.memory, "one sample of the input's shape \(shape) needs more memory than there is")
            }
            count = product
        }
        var current = shape
        for layer in layers {
            try layer.build(current, randomness)
            current = layer.outputShape
        }
        inputShape = shape
        isBuilt = true
    }

    /// Shape of one sample's output.
    public var outputShape: [Int]? { isBuilt ? layers.last?.outputShape ?? inputShape : nil }

    /// All weights, in the order of the layers.
    public var weights: [Weight] { layers.flatMap(\.weights) }

    public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

    /// Those that training changes.
    public var trainableParameterCount: Int { layers.filter(\.trainable).reduce(0) { $0 + $1.parameterCount } }

    // MARK: Compiling

    /// Chooses how the network learns.
    public func compile(
        loss kind: LossKind, lossSettings: [String: Setting] = [:], optimizer: Optimizer, metrics: [MetricKind] = []
    ) throws(NetworkError) {
        loss = try Loss(kind, settings: lossSettings)
        self.optimizer = optimizer
        self.metrics = metrics
        for weight in weights { weight.clearSlots() }
        forgetPlans()
    }

    public var isCompiled: Bool { loss != nil && optimizer != nil }

    /// Names of what training tells: the loss, then the metrics.
    public var metricNames: [String] { ["loss"] + metrics.map(\.name) }

    private func forgetPlans() {
        trainingPlan = nil
        predictionPlan = nil
    }

    /// The loss, or an error that says what to do first.
    func compiledLoss(_ action: String) throws(NetworkError) -> Loss {
        guard let loss else {
            throw NetworkError(
                .order, "You must call `compile()` before calling `\(action)()`.",
                hint: "model.compile(loss=…, optimizer=…, metrics=['accuracy'])")
        }
        return loss
    }

    // MARK: Plans

    private var lastActivation: ActivationKind {
        guard let last = layers.last, last.kind.settings.contains(where: { $0.name == "activation" }) else {
            return .linear
        }
        return (try? last.values.activation("activation")) ?? .linear
    }

    /// The plan for training with batches of a size.
    func planForTraining(batch: Int) throws(NetworkError) -> Plan {
        guard let inputShape else { throw NetworkError(.order, "the model is not built yet") }
        if let trainingPlan, trainingPlan.batch == batch { return trainingPlan }
        trainingPlan = nil
        let plan = try Plan(
            layers, inputShape: inputShape, batch: batch, absorbs: loss?.absorbs(lastActivation) ?? false,
            isTrained: true,
            workers: workers)
        trainingPlan = plan
        return plan
    }

    /// The plan for looking only.
    func planForPrediction(batch: Int) throws(NetworkError) -> Plan {
        guard let inputShape else { throw NetworkError(.order, "the model is not built yet") }
        if let predictionPlan, predictionPlan.batch == batch { return predictionPlan }
        predictionPlan = nil
        let plan = try Plan(
            layers, inputShape: inputShape, batch: batch, absorbs: loss?.absorbs(lastActivation) ?? false,
            isTrained: false,
            workers: workers)
        predictionPlan = plan
        return plan
    }

    /// True where the loss works before the last activation.
    var isAbsorbed: Bool { loss?.absorbs(lastActivation) ?? false }
}
