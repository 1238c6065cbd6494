import Autograd
import Loops
import Tensors

/// A graph of layers: what Keras calls a Sequential or a functional model.
///
/// A network belongs to one thread. It knows nothing of the language; data come as tensors, news go out through closures.
public final class Network {
    public var name: String
    /// True for a stack that layers are added to.
    public let isSequential: Bool
    /// What the network is made of: a stack's layers in their order, also before it is built; other networks' in the
    /// order of their calls.
    public private(set) var callees: [Callee] = []
    public private(set) var inputs: [Symbol] = []
    public private(set) var outputs: [Symbol] = []
    /// Calls of layers, each after those whose values it uses.
    public private(set) var calls: [LayerCall] = []
    /// Its uses as a layer on symbols, in their order.
    public internal(set) var nodes: [LayerNode] = []
    /// What stands for the network elsewhere: the program's value of it.
    public weak var counterpart: AnyObject?
    public private(set) var isBuilt = false
    /// Where initial weights, the order of samples and dropout come from.
    public var randomness = Randomness(seed: 0)
    /// How the network learns; `nil` before it is compiled.
    public private(set) var training: Training?
    /// False evaluates every layer as its expression: slower, the truth that loops are tested against.
    public var usesLoops = true {
        didSet { forgetPlans() }
    }
    let workers: Workers
    /// The plans in use, the newest first: for the layers that learn now and, where some are frozen and thawed by turns, for
    /// those that did before.
    private var trainingPlans: [Plan] = []
    /// The training that was cancelled last, as long as nothing else was begun or changed.
    var paused: Fitting?
    private var predictionPlan: Plan?

    /// An empty stack.
    /// - Parameter workers: threads that compute; networks may share them as long as one computes at a time.
    public init(name: String, workers: Workers = Network.sharedWorkers) {
        self.name = name
        self.workers = workers
        isSequential = true
    }

    /// The graph between symbols.
    /// - Throws: `value` where an output does not come from the inputs.
    public init(
        name: String, inputs: [Symbol], outputs: [Symbol], workers: Workers = Network.sharedWorkers
    ) throws(NetworkError) {
        self.name = name
        self.workers = workers
        isSequential = false
        self.inputs = inputs
        self.outputs = outputs
        for input in inputs { try Extents.count(input.shape, "an input") }
        calls = try Network.order(inputs, outputs)
        callees = Network.byDepth(inputs, calls)
        var masks: [String: Int] = [:]
        for case .layer(let layer) in callees where layer.kind.isMask {
            let number = masks[layer.kind.stem, default: 0]
            masks[layer.kind.stem] = number + 1
            layer.name = layer.kind.stem + (number == 0 ? "" : "_\(number)")
        }
        var names: [String: Int] = [:]
        for callee in callees { names[callee.name, default: 0] += 1 }
        for (name, count) in names.sorted(by: { $0.key < $1.key }) where count > 1 {
            throw NetworkError(
                .value,
                "The name \"\(name)\" is used \(count) times in the model. All operation names should be unique.",
                hint: "give each layer a name of its own, or none")
        }
        isBuilt = true
    }

    /// As many threads as the machine has cores, at most as many as a batch has parts.
    public static let sharedWorkers = Workers(count: min(StepSite.parts, Workers.cores))

    /// The calls between inputs and outputs, each after those whose values it uses; of two that could come first, the one
    /// that was made first.
    private static func order(_ inputs: [Symbol], _ outputs: [Symbol]) throws(NetworkError) -> [LayerCall] {
        var found: [LayerCall] = []
        var state: [ObjectIdentifier: Bool] = [:]
        for output in outputs + outputs.compactMap(\.mask) {
            // An explicit stack: deep networks would overflow the thread's.
            var pending: [(symbol: Symbol, isLeaving: Bool)] = [(output, false)]
            while let (symbol, isLeaving) = pending.popLast() {
                if inputs.contains(where: { $0 === symbol }) { continue }
                guard let call = symbol.origin?.call else {
                    throw NetworkError(
                        .value,
                        "`inputs` not connected to `outputs`: the value '\(symbol.name)' of shape \(Layer.text(symbol.shape)) comes from an input that is not among the model's",
                        hint: "list every Input in inputs=")
                }
                let key = ObjectIdentifier(call)
                if isLeaving {
                    if state[key] == false {
                        state[key] = true
                        found.append(call)
                    }
                    continue
                }
                if state[key] != nil { continue }
                state[key] = false
                pending.append((symbol, true))
                for input in call.inputs.reversed() { pending.append((input, false)) }
            }
        }
        return found
    }

    /// Inputs and layers from the first to the last, those at the same distance from the outputs in the order in which
    /// they were found: Keras's order of `model.layers`.
    private static func byDepth(_ inputs: [Symbol], _ calls: [LayerCall]) -> [Callee] {
        var depths: [ObjectIdentifier: Int] = [:]
        var entries: [(callee: Callee, depth: Int)] = []
        func raise(_ callee: Callee, _ depth: Int) -> Int {
            if let i = entries.firstIndex(where: { $0.callee.isSame(as: callee) }) {
                entries[i].depth = max(entries[i].depth, depth)
                return entries[i].depth
            }
            entries.append((callee, depth))
            return depth
        }
        var inputDepths: [ObjectIdentifier: Int] = [:]
        for call in calls.reversed() {
            let depth = raise(call.callee, depths[ObjectIdentifier(call)] ?? 0)
            for symbol in call.inputs {
                if inputs.contains(where: { $0 === symbol }) {
                    inputDepths[ObjectIdentifier(symbol)] = max(inputDepths[ObjectIdentifier(symbol)] ?? 0, depth + 1)
                } else if let parent = symbol.origin?.call {
                    depths[ObjectIdentifier(parent)] = max(depths[ObjectIdentifier(parent)] ?? 0, depth + 1)
                }
            }
        }
        // Of one depth, what was found first comes first: calls stand in the order of the search.
        var found = inputs.map { (Callee.input($0), inputDepths[ObjectIdentifier($0)] ?? 0) }
        for call in calls where !found.contains(where: { $0.0.isSame(as: call.callee) }) {
            found.append((call.callee, entries.first { $0.callee.isSame(as: call.callee) }?.depth ?? 0))
        }
        let order = found.indices.sorted { found[$0].1 == found[$1].1 ? $0 < $1 : found[$0].1 > found[$1].1 }
        return order.map { found[$0].0 }
    }

    // MARK: Building a stack

    /// Adds a layer at the end; once the input's shape is known, layers are built as they come.
    public func add(_ callee: Callee) throws(NetworkError) {
        if case .network(let network) = callee, network.holds(self) {
            throw NetworkError(.value, "the model '\(name)' can't be a part of itself")
        }
        if callees.contains(where: { $0.name == callee.name }) {
            throw NetworkError(
                .value,
                "All layers added to a Sequential model should have unique names. Name '\(callee.name)' is already the name of a layer in this model. Update the `name` argument to pass a unique name."
            )
        }
        if isBuilt { try extend(callee) }
        callees.append(callee)
        forgetPlans()
    }

    public func add(_ layer: Layer) throws(NetworkError) { try add(.layer(layer)) }

    /// True for the network itself and those inside of it.
    private func holds(_ other: Network) -> Bool {
        self === other
            || callees.contains { if case .network(let inner) = $0 { inner.holds(other) } else { false } }
    }

    /// Calls what comes next upon the stack's output.
    private func extend(_ callee: Callee) throws(NetworkError) {
        switch callee {
        case .layer(let layer): outputs = try LayerCall.call(layer, outputs, randomness)
        case .network(let network): outputs = try LayerCall.call(network, outputs)
        case .input: break
        }
        calls = try Network.order(inputs, outputs)
    }

    /// Removes the last layer.
    @discardableResult public func pop() throws(NetworkError) -> Callee {
        guard let last = callees.popLast() else { throw NetworkError(.value, "There are no layers in the model.") }
        forgetPlans()
        if let inputShape {
            let whole = inputs
            isBuilt = false
            inputs = []
            try build(inputShape: inputShape, symbols: whole)
        }
        return last
    }

    /// Tells the shape of one sample before any layer is there: `Input(shape)`.
    public func setInput(shape: [Int]) throws(NetworkError) { try setInput(Symbol(name: "input", shape: shape)) }

    /// The same with the symbol that stands for it.
    public func setInput(_ symbol: Symbol) throws(NetworkError) {
        if let inputShape, inputShape != symbol.shape {
            throw NetworkError(.value, "the model has an input of shape \(inputShape) already")
        }
        try build(inputShape: symbol.shape, symbols: [symbol])
    }

    /// Makes every layer's weights.
    public func build(inputShape shape: [Int]) throws(NetworkError) {
        if isBuilt {
            if let inputShape, Network.fits(shape, inputShape) { return }
            throw NetworkError(.shape, "the model has an input of shape \(inputShape ?? []) already, not \(shape)")
        }
        try build(inputShape: shape, symbols: [Symbol(name: "input", shape: shape)])
    }

    /// The same for several inputs.
    public func build(inputShapes shapes: [[Int]]) throws(NetworkError) {
        guard shapes.count == 1 || isBuilt else {
            throw NetworkError(.value, "a stack of layers has one input, not \(shapes.count)")
        }
        if !isBuilt { try build(inputShape: shapes[0]) }
    }

    private func build(inputShape shape: [Int], symbols: [Symbol]) throws(NetworkError) {
        for extent in shape where extent < 1 && extent != -1 {
            throw NetworkError(.shape, "the input's shape \(shape) has an extent below 1")
        }
        if try Extents.count(shape, "one sample of the input") > 1 << 31 {
            throw NetworkError(.memory, "one sample of the input's shape \(shape) needs more memory than there is")
        }
        inputs = symbols
        outputs = symbols
        calls = []
        do throws(NetworkError) {
            for callee in callees { try extend(callee) }
        } catch {
            // As if nothing had been told: another input may fit.
            (inputs, outputs, calls) = ([], [], [])
            throw error
        }
        isBuilt = true
    }

    /// True where a shape fits another one, in which -1 stands for any extent.
    static func fits(_ shape: [Int], _ wanted: [Int]) -> Bool {
        shape.count == wanted.count && zip(shape, wanted).allSatisfy { $0 == $1 || $1 < 0 }
    }

    // MARK: What is in it

    /// Layers, with those of networks inside, each once.
    public var layers: [Layer] {
        var found: [Layer] = []
        for callee in callees {
            switch callee {
            case .layer(let layer): if !found.contains(where: { $0 === layer }) { found.append(layer) }
            case .input: break
            case .network(let network):
                for layer in network.layers where !found.contains(where: { $0 === layer }) { found.append(layer) }
            }
        }
        return found
    }

    /// Shape of one sample; `nil` until it is known.
    public var inputShape: [Int]? { inputs.first?.shape }
    /// Shape of one sample's first output.
    public var outputShape: [Int]? { isBuilt ? outputs.first?.shape : nil }

    /// Shapes of the outputs for shapes of the inputs.
    public func outputShapes(_ shapes: [[Int]]) throws(NetworkError) -> [[Int]] {
        if zip(shapes, inputs).allSatisfy({ $0 == $1.shape }) { return outputs.map(\.shape) }
        var graph = PlanGraph()
        let values = try graph.expand(self, shapes.map { graph.add(shape: $0) })
        return values.map { graph.values[$0].shape }
    }

    /// All weights, in the order of the layers.
    public var weights: [Weight] {
        var seen: Set<ObjectIdentifier> = []
        return callees.flatMap(\.allWeights).filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    /// Weights that training changes.
    public var trainableWeights: [Weight] {
        var seen: Set<ObjectIdentifier> = []
        return layers.flatMap(\.trainableWeights).filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    public var parameterCount: Int { weights.reduce(0) { $0 + $1.count } }

    /// Numbers that training changes.
    public var trainableParameterCount: Int { trainableWeights.reduce(0) { $0 + $1.count } }

    /// False where any layer is frozen; setting it sets all.
    public var trainable: Bool {
        get { layers.allSatisfy(\.trainable) }
        set {
            for layer in layers { layer.trainable = newValue }
            paused = nil
        }
    }

    /// The outputs for variables, as an expression whose gradients can be taken.
    public func callAsFunction(_ values: [Variable], _ evaluation: Evaluation) throws(NetworkError) -> [Variable] {
        if !isBuilt { try build(inputShapes: values.map { Array($0.shape.dropFirst()) }) }
        guard values.count == inputs.count else {
            throw NetworkError(
                .value,
                "Layer \"\(name)\" expects \(inputs.count) input(s), but it received \(values.count) input tensors.")
        }
        var known: [ObjectIdentifier: Variable] = [:]
        for (symbol, value) in zip(inputs, values) { known[ObjectIdentifier(symbol)] = value }
        for call in calls {
            let arguments = call.inputs.compactMap { known[ObjectIdentifier($0)] }
            let results: [Variable]
            switch call.callee {
            case .input: results = arguments
            case .layer(let layer):
                results = try layer(
                    arguments, evaluation, randomness, masks: call.masks, arguments: call.arguments)
            case .network(let network): results = try network(arguments, evaluation)
            }
            for (symbol, value) in zip(call.outputs, results) { known[ObjectIdentifier(symbol)] = value }
        }
        return outputs.compactMap { known[ObjectIdentifier($0)] }
    }

    // MARK: Compiling

    /// Chooses how the network learns.
    public func compile(_ training: Training) {
        self.training = training
        for weight in weights { weight.clearSlots() }
        forgetPlans()
    }

    /// The same with one output.
    public func compile(
        loss kind: LossKind, lossSettings: [String: Setting] = [:], optimizer: Optimizer, metrics: [MetricKind] = []
    ) throws(NetworkError) {
        compile(
            Training(
                [Training.Goal(loss: try Loss(kind, settings: lossSettings), metrics: metrics)], optimizer: optimizer))
    }

    public var optimizer: Optimizer? { training?.optimizer }

    /// Names of what training tells: the loss, then the metrics.
    public var metricNames: [String] { training?.metricNames ?? ["loss"] }

    public var isCompiled: Bool { training != nil }

    /// True after a training was cancelled, until another begins or the network changes.
    public var isPaused: Bool { paused != nil }

    /// Weights were added, or goals changed: plans are made anew, and no training goes on.
    public func forgetPlans() {
        paused = nil
        trainingPlans = []
        predictionPlan = nil
    }

    /// How the network learns, or an error that says what to do first.
    func compiled(_ action: String) throws(NetworkError) -> Training {
        guard let training else {
            throw NetworkError(
                .order, "You must call `compile()` before calling `\(action)()`.",
                hint: "model.compile(loss=…, optimizer=…, metrics=['accuracy'])")
        }
        return training
    }

    // MARK: Plans

    /// The plan for batches of a size: for training, or for looking only.
    func plan(_ shapes: [[Int]], batch: Int, isTrained: Bool) throws(NetworkError) -> Plan {
        let learners = layers.map(\.trainable)
        let known = isTrained ? trainingPlans.first { $0.learners == learners } : predictionPlan
        if let known, known.batch >= batch, known.batch <= 2 * batch || known.batch <= 32, known.inputShapes == shapes,
            !isTrained || known.learners == learners
        {
            return known
        }
        // Memory is given back before more is taken.
        if isTrained {
            trainingPlans = trainingPlans.filter { $0.learners != learners && $0.inputShapes == shapes }.prefix(1) + []
        } else {
            predictionPlan = nil
        }
        let training = training
        let plan = try Plan(self, shapes: shapes, batch: batch, isTrained: isTrained, workers: workers) {
            output, activation in
            training?.absorbs(output, activation) ?? false
        }
        if isTrained { trainingPlans.insert(plan, at: 0) } else { predictionPlan = plan }
        return plan
    }
}
