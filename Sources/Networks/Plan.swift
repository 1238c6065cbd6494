import Glibc
import Loops
import Tensors

/// A network compiled for batches of up to a number of samples: every buffer and every loop is chosen, so that a step of
/// layers that have loops allocates nothing and decides nothing.
///
/// Networks inside are taken apart: a plan is a list of jobs, one for each call of a layer, in an order in which every
/// value is there before it is used. A value that several jobs use gets the sum of their gradients.
final class Plan {
    /// An output of the network: its values, and where the loss puts their gradient.
    struct Output {
        let shape: [Int]
        let values: Target
        let gradient: Target
        let isAbsorbed: Bool
        /// True where the network ends with a sigmoid.
        let isSigmoid: Bool
        /// 1 for places that count, 0 for others: [count, places]; `nil` where all do.
        let mask: Target?

        var count: Int { shape.reduce(1, *) }
    }

    /// One call of a layer.
    private struct Job {
        let layer: Layer
        let step: any Step
        /// Gradients that are added to others of the same value after the step's way back.
        let sums: [(to: Target, from: Target, count: Int)]
        /// False where no gradient comes back.
        let goesBack: Bool
        /// Gradients of outputs that nobody uses: zeros.
        let unused: [(Target, Int)]
        /// Multiply-adds and outputs of a sample; 0 where operations on arrays are counted as they are done.
        let work: Int
    }

    let batch: Int
    /// The network's `weightsVersion` of which the steps' packed weights are; `nil` before the first way forward.
    var packed: Int?
    let inputShapes: [[Int]]
    /// Which of the network's layers learned when the plan was made.
    let learners: [Bool]
    let loops: LoopTable
    let inputs: [Target]
    let outputs: [Output]
    private let workers: Workers
    private var jobs: [Job] = []
    /// Gradients of values that stand as several outputs.
    private let sums: [(to: Target, from: Target, count: Int)]
    private let arena: FloatMemory
    /// Weights that several jobs use, with the sum of their gradients.
    private var shared: [ObjectIdentifier: (weight: Weight, sum: Target)] = [:]

    /// - Parameters:
    ///   - shapes: of the inputs' samples, every extent known
    ///   - absorbs: for each output whether the loss gives the gradient before the given last activation
    init(
        _ network: Network, shapes: [[Int]], batch: Int, isTrained: Bool, workers: Workers,
        absorbs: (_ output: Int, ActivationKind) -> Bool
    ) throws(NetworkError) {
        var graph = PlanGraph()
        let inputValues = shapes.map { graph.add(shape: $0) }
        let outputValues = try graph.expand(network, inputValues)
        graph.mark(outputs: outputValues, isTrained: isTrained, usesLoops: network.usesLoops)
        self.batch = batch
        self.workers = workers
        inputShapes = shapes
        learners = network.layers.map(\.trainable)
        loops = Loops.best

        // Only an activation that ends a call whose result nobody else uses can be left to the loss.
        var absorbed = [Bool](repeating: false, count: outputValues.count)
        for (place, value) in outputValues.enumerated() {
            guard let call = graph.values[value].producer, graph.values[value].uses == 1 else { continue }
            let layer = graph.calls[call].layer
            if network.usesLoops, layer.kind.step != nil, !layer.regularizesActivity,
                let activation = layer.fusedActivation
            {
                absorbed[place] = absorbs(place, activation)
            }
        }

        var memory = PlanMemory()
        var places = graph.values.map { _ in -1 }
        graph.placeValues(&memory, &places, keepsAll: isTrained)
        let gradients = isTrained ? graph.placeGradients(&memory, outputValues) : PlanGraph.Gradients()
        let extra = isTrained ? [] : outputValues.map { memory.take(graph.values[$0].count) }
        let (total, overflow) = memory.size.multipliedReportingOverflow(by: batch)
        if overflow || total > Plan.memoryLimit / 4 {
            throw NetworkError(
                .memory,
                "a batch of \(batch) samples needs \(overflow ? "far" : "\(total >> 28) GB,") more memory than there is",
                hint: "use a smaller batch_size")
        }
        arena = try FloatMemory(total + Scratch.slack, "a batch of \(batch) samples")
        let start = arena.base
        func at(_ place: Int) -> Target { start + place * batch }
        inputs = inputValues.map { at(places[$0]) }
        sums = gradients.sumsOfOutputs.map { (at($0.to), at($0.from), $0.count) }
        outputs = outputValues.indices.map { i in
            Output(
                shape: graph.values[outputValues[i]].shape, values: at(places[outputValues[i]]),
                gradient: at(isTrained ? gradients.ofOutputs[i] : extra[i]), isAbsorbed: absorbed[i],
                isSigmoid: graph.values[outputValues[i]].producer.flatMap {
                    graph.calls[$0].layer.fusedActivation?.formula
                } == .sigmoid,
                mask: graph.masks[i].flatMap { mask in
                    // One entry for each place of the output.
                    let rows = graph.values[outputValues[i]].shape.dropLast().reduce(1, *)
                    return graph.values[mask].count == rows ? at(places[mask]) : nil
                })
        }
        var rectified = isTrained && network.usesLoops ? graph.valuesRectifiedByTheirUsers() : []
        let handovers = graph.calls.map { _ in Handover() }
        for (index, call) in graph.calls.enumerated() {
            let back = isTrained ? gradients.ofCalls[index] : nil
            let ports = call.inputs.enumerated().map { slot, value in
                StepSite.Port(
                    shape: graph.values[value].shape, values: at(places[value]),
                    gradient: back.flatMap { $0.inputs[slot] }.map(at),
                    sum: back.flatMap { call in call.sums.first { $0.from == call.inputs[slot] } }.map { at($0.to) })
            }
            let results = call.outputs.enumerated().map { slot, value in
                StepSite.Port(
                    shape: graph.values[value].shape, values: at(places[value]),
                    gradient: back.flatMap { $0.outputs[slot] }.map(at))
            }
            let isLast = zip(outputValues, absorbed).contains { $1 && call.outputs.contains($0) }
            let site = StepSite(
                loops: loops, workers: workers, inputs: ports, outputs: results,
                skipsActivationGradient: isLast || !rectified.isDisjoint(with: call.outputs),
                rectifiedInputs: Set(call.inputs.indices.filter { rectified.contains(call.inputs[$0]) }),
                learns: !call.layer.trainableWeights.isEmpty, index: index,
                batch: batch, masks: call.masks, followers: call.followers,
                isApplied: call.isApplied, given: call.successor.map { handovers[$0] },
                taken: call.isSuccessor ? handovers[index] : nil)
            if call.isFolded { continue }
            let fast = try (network.usesLoops && call.hasStep ? call.layer.kind.step : nil).flatMap {
                (make) throws(NetworkError) in
                try make(call.layer, site)
            }
            let step: any Step
            if let fast {
                step = fast
            } else {
                // An expression has the gradient of all of it.
                rectified.subtract(call.outputs)
                step = ExpressionStep(
                    call.layer, site, network.randomness, masks: call.masks, arguments: call.arguments)
            }
            jobs.append(
                Job(
                    layer: call.layer, step: step,
                    sums: step.addsToSum ? [] : (back?.sums ?? []).map { (at($0.to), at($0.from), $0.count) },
                    goesBack: back != nil,
                    unused: (back?.unused ?? []).map { (at($0.place), $0.count) },
                    work: step is ExpressionStep
                        ? 0
                        : (LayerCost.multiplyAdds(
                            call.layer, ports.map(\.shape), outputs: results.map(\.shape)) ?? 0)
                            + results.reduce(0) { $0 + $1.count }))
        }
        if isTrained { shareWeights(graph) }
    }

    deinit {
        for (_, sum) in shared.values { sum.deallocate() }
    }

    private func shareWeights(_ graph: PlanGraph) {
        var uses: [ObjectIdentifier: (weight: Weight, count: Int)] = [:]
        for call in graph.calls {
            for weight in call.layer.allWeights { uses[ObjectIdentifier(weight), default: (weight, 0)].count += 1 }
        }
        for (key, use) in uses where use.count > 1 {
            shared[key] = (use.weight, .allocate(capacity: max(use.weight.count, 1)))
        }
    }

    /// Three quarters of the machine's memory, in bytes.
    private static let memoryLimit: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES)), size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size / 4 * 3 : 4 << 30
    }()

    /// Values of every layer for the samples in `inputs`.
    func forward(_ run: StepRun, isCancelled: () -> Bool) throws(NetworkError) {
        for job in jobs { job.step.prepare(run) }
        for job in jobs {
            if isCancelled() { throw NetworkError(.cancelled, "interrupted") }
            Work.count(job.work, times: run.count)
            try job.step.forward(run)
            if run.isCancelled { throw NetworkError(.cancelled, "interrupted") }
        }
    }

    /// The way forward without training; what the steps packed of the weights is kept as long as these are the same.
    func predict(_ count: Int, weightsVersion: Int, isCancelled: () -> Bool) throws(NetworkError) {
        let run = StepRun(count: count, isTraining: false, key: 0, areWeightsNew: packed != weightsVersion)
        // A way forward that is cancelled may not pack them all.
        packed = nil
        try forward(run, isCancelled: isCancelled)
        packed = weightsVersion
    }

    /// What layers added to the loss in the last forward.
    var addedLoss: Double { jobs.reduce(0) { $0 + $1.step.addedLoss } }

    /// Gradients of every weight from the outputs' gradients.
    func backward(_ run: StepRun, isCancelled: () -> Bool) throws(NetworkError) {
        for sum in sums { StepSite.add(sum.to, sum.from, run.count * sum.count, loops, workers) }
        for (_, sum) in shared { sum.sum.update(repeating: 0, count: sum.weight.count) }
        for job in jobs.reversed() where job.goesBack {
            if isCancelled() { throw NetworkError(.cancelled, "interrupted") }
            for (unused, count) in job.unused { unused.update(repeating: 0, count: run.count * count) }
            Work.count(job.work, times: run.count, 2)
            try job.step.backward(run)
            if run.isCancelled { throw NetworkError(.cancelled, "interrupted") }
            for sum in job.sums { StepSite.add(sum.to, sum.from, run.count * sum.count, loops, workers) }
            if shared.isEmpty { continue }
            for weight in job.layer.allWeights {
                if let sum = shared[ObjectIdentifier(weight)] { loops.add(sum.sum, weight.gradient, weight.count) }
            }
        }
        for (weight, sum) in shared.values { weight.gradient.update(from: sum, count: weight.count) }
    }
}
