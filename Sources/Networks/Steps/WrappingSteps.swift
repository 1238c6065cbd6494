import Loops

/// The layer inside for each step of a sequence: steps are samples to it.
final class TimeDistributedStep: Step {
    private let inner: any Step
    private let steps: Int

    /// - Returns: `nil` where the layer inside has no loops.
    init?(layer: Layer, site: StepSite) throws(NetworkError) {
        guard let inner = layer.sublayers.first, !inner.kind.isRecurrent, !inner.regularizesActivity,
            let make = inner.kind.step, let steps = site.inputs[0].shape.first, site.masks.isEmpty
        else { return nil }
        func port(_ port: StepSite.Port) -> StepSite.Port {
            .init(shape: Array(port.shape.dropFirst()), values: port.values, gradient: port.gradient)
        }
        let (batch, overflow) = site.batch.multipliedReportingOverflow(by: steps)
        if overflow { return nil }
        let step = try make(
            inner,
            StepSite(
                loops: site.loops, workers: site.workers, inputs: site.inputs.map(port),
                outputs: site.outputs.map(port), skipsActivationGradient: false, learns: site.learns,
                index: site.index, batch: batch))
        guard let step else { return nil }
        self.inner = step
        self.steps = steps
    }

    private func spread(_ run: StepRun) -> StepRun {
        StepRun(
            count: run.count * steps, isTraining: run.isTraining, key: run.key, areWeightsNew: run.areWeightsNew)
    }

    var addedLoss: Double { inner.addedLoss }

    func forward(_ run: StepRun) throws(NetworkError) { try inner.forward(spread(run)) }

    func backward(_ run: StepRun) throws(NetworkError) { try inner.backward(spread(run)) }
}

/// A recurrent layer that walks forwards and one that walks backwards, and what joins their outputs.
final class BidirectionalStep: Step {
    /// How both outputs become one; `both` leaves them as they are.
    private enum Mode: String { case concat, sum, mul, ave, both }

    private let site: StepSite
    private let mode: Mode
    /// Forwards and backwards: the step, its output, and on the way back its output's gradient and its input's.
    private let ways: [(step: any Step, output: Scratch, gradient: Scratch, inputGradient: Target?)]
    private let inputRoom: Scratch
    /// Outputs of a sample, each of U floats; several come backwards from the second layer.
    private let rows: Int
    private let units: Int

    /// - Returns: `nil` where one of the layers has no loops.
    init?(layer: Layer, site: StepSite) throws(NetworkError) {
        guard layer.sublayers.count == 2 else { return nil }
        let values = layer.values
        guard let mode = Mode(rawValue: values.isNone("merge_mode") ? "both" : try values.string("merge_mode")) else {
            return nil
        }
        let layers = layer.sublayers, isKept = site.outputs[0].gradient != nil
        let shape = try layers[0].outputShapes([site.inputs[0].shape])[0]
        let count = shape.reduce(1, *), what = "a layer for both directions"
        let given = Array(site.inputs.dropFirst().dropLast(site.masks.count))
        let states = Array(site.outputs.dropFirst(mode == .both ? 2 : 1))
        let inputRoom = try Scratch(site.inputGradient == nil ? 0 : site.batch * site.inputCount, what)
        var drawn: UInt64 = 0
        var ways: [(step: any Step, output: Scratch, gradient: Scratch, inputGradient: Target?)] = []
        for (place, inner) in layers.enumerated() {
            if inner.regularizesActivity { return nil }
            let output = try Scratch(site.batch * count, what)
            let gradient = try Scratch(isKept ? site.batch * count : 0, what)
            let dx = site.inputGradient.map { place == 0 ? $0 : inputRoom.base }
            func half(_ ports: [StepSite.Port]) -> ArraySlice<StepSite.Port> {
                place == 0 ? ports.prefix(ports.count / 2) : ports.suffix(ports.count / 2)
            }
            let x = StepSite.Port(shape: site.inputs[0].shape, values: site.input, gradient: dx)
            let y = StepSite.Port(shape: shape, values: output.base, gradient: isKept ? gradient.base : nil)
            let step = try inner.kind.step.flatMap { (make) throws(NetworkError) in
                try make(
                    inner,
                    StepSite(
                        loops: site.loops, workers: site.workers,
                        inputs: [x] + half(given) + site.inputs.suffix(site.masks.count), outputs: [y] + half(states),
                        skipsActivationGradient: false, learns: !inner.trainableWeights.isEmpty, index: site.index,
                        batch: site.batch, masks: site.masks, drawn: drawn))
            }
            guard let step else { return nil }
            drawn += (step as? RecurrentStep)?.dropout?.draws ?? 0
            ways.append((step, output, gradient, dx))
        }
        self.site = site
        self.mode = mode
        self.ways = ways
        self.inputRoom = inputRoom
        units = shape[shape.count - 1]
        rows = try layers[0].values.bool("return_sequences") ? shape[0] : 1
    }

    func forward(_ run: StepRun) throws(NetworkError) {
        for way in ways { try way.step.forward(run) }
        site.share(run.count) { _, samples in
            forEachPair(samples) { a, b, row in
                switch mode {
                case .concat:
                    let y = site.output + 2 * row * units
                    y.update(from: ways[0].output.base + a, count: units)
                    (y + units).update(from: ways[1].output.base + b, count: units)
                case .both:
                    (site.output + a).update(from: ways[0].output.base + a, count: units)
                    (site.outputs[1].values + a).update(from: ways[1].output.base + b, count: units)
                case .sum: join(a, b) { $0 + $1 }
                case .mul: join(a, b) { $0 * $1 }
                case .ave: join(a, b) { ($0 + $1) / 2 }
                }
            }
        }
    }

    /// Calls `body` for what belongs together: the places in both layers' outputs, and the row.
    private func forEachPair(_ samples: Range<Int>, _ body: (_ a: Int, _ b: Int, _ row: Int) -> Void) {
        for sample in samples {
            for i in 0..<rows {
                let row = sample * rows + i
                body(row * units, (sample * rows + rows - 1 - i) * units, row)
            }
        }
    }

    @inline(__always) private func join(_ a: Int, _ b: Int, _ f: (Float, Float) -> Float) {
        let (y, one, two) = (site.output + a, ways[0].output.base + a, ways[1].output.base + b)
        for k in 0..<units { y[k] = f(one[k], two[k]) }
    }

    func backward(_ run: StepRun) throws(NetworkError) {
        let dy = site.outputGradient
        site.share(run.count) { _, samples in
            forEachPair(samples) { a, b, row in
                let (one, two) = (ways[0].gradient.base + a, ways[1].gradient.base + b)
                switch mode {
                case .concat:
                    one.update(from: dy + 2 * row * units, count: units)
                    two.update(from: dy + (2 * row + 1) * units, count: units)
                case .both:
                    one.update(from: dy + a, count: units)
                    two.update(from: (site.outputs[1].gradient ?? dy) + a, count: units)
                case .sum:
                    one.update(from: dy + a, count: units)
                    two.update(from: dy + a, count: units)
                case .mul:
                    let (y, z) = (ways[0].output.base + a, ways[1].output.base + b)
                    for k in 0..<units { (one[k], two[k]) = (dy[a + k] * z[k], dy[a + k] * y[k]) }
                case .ave: for k in 0..<units { (one[k], two[k]) = (dy[a + k] / 2, dy[a + k] / 2) }
                }
            }
        }
        for way in ways { try way.step.backward(run) }
        if let dx = ways[0].inputGradient { site.loops.add(dx, inputRoom.base, run.count * site.inputCount) }
    }
}
