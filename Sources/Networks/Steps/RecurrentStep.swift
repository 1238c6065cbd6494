import Loops

/// SimpleRNN, LSTM and GRU: walks along sequences [N, T, F] with a state of U units.
///
/// The samples of a part walk through all steps by themselves, nobody waits for the others. What a step multiplies lies in
/// one row of each sample, [h | x], so that R above W is one matrix and a product gives all gates' sums. Rows and gates of
/// all steps are kept while training, a step's samples side by side: the gradient of each weight is then one product over
/// the rows of all samples and steps. A prediction keeps one step.
final class RecurrentStep: Step {
    enum Kind {
        case simple, lstm, gru
        /// A GRU whose reset gate works on the state, not on its product.
        case resetFirst

        /// Columns of the weights, in units.
        var gates: Int { self == .simple ? 1 : self == .lstm ? 4 : 3 }
        /// What is kept of a step, in units: gates, and of a GRU what the reset gate works on or gives.
        var blocks: Int { self == .simple ? 1 : 4 }
        var stateCount: Int { self == .lstm ? 2 : 1 }
        var isGRU: Bool { self == .gru || self == .resetFirst }
    }

    let site: StepSite
    let kind: Kind
    let curve: RecurrentLoops.Curve
    let kernel: Weight
    let recurrent: Weight
    let bias: Weight?
    let steps: Int
    let features: Int
    let units: Int
    let goesBackwards: Bool
    /// True where every step's state is an output.
    let givesAll: Bool
    /// True where a way back will come.
    let isKept: Bool
    /// [N, T], 0 where a step does not count.
    let mask: Target?
    /// Initial states, and where the last ones go.
    let initial: [StepSite.Port]
    let last: [StepSite.Port]

    /// Floats from one row [h | x] to the next, and from one sample's gates to the next's.
    let rowStride: Int
    let gateStride: Int
    let rows: Scratch
    let gates: Scratch
    /// Cells of an LSTM, [U] each.
    let cells: Scratch
    /// States of layers that forget some of them: the rows have what is kept.
    private let states: Scratch?
    let dropout: RecurrentDropout?
    /// False while nothing is forgotten, because nothing is learned.
    private(set) var forgets = false
    /// Sums of a GRU's state, [3 U] for each sample.
    let sums: Scratch
    let panels: Scratch
    /// Rows [h | x], or their beginnings, with gates; a GRU's h with its sums.
    private let forwards: Gathering
    private let ofState: Gathering
    /// Of a GRU that resets first: R of the gate g, and rows r h with their sums.
    private let candidatePanels: Scratch
    private let ofReset: Gathering
    let back: RecurrentBack?

    /// - Returns: `nil` where only the expression knows how.
    init?(_ layer: Layer, _ site: StepSite, kind: Kind) throws(NetworkError) {
        let s = layer.values
        guard let curve = RecurrentLoops.Curve(try s.activation("activation")) else { return nil }
        if kind != .simple, try s.activation("recurrent_activation") != .named("sigmoid") { return nil }
        let initial = Array(site.inputs.dropFirst().dropLast(site.masks.count))
        guard let shape = site.inputs.first?.shape, shape.count == 2, shape[0] > 0, shape[1] > 0 else { return nil }
        guard initial.isEmpty || initial.count == kind.stateCount && site.masks.isEmpty else { return nil }
        self.site = site
        var kind = kind
        if kind == .gru, try !s.bool("reset_after") { kind = .resetFirst }
        self.kind = kind
        self.curve = curve
        self.initial = initial
        kernel = layer.weights[0]
        recurrent = layer.weights[1]
        bias = layer.weights.count > 2 ? layer.weights[2] : nil
        steps = shape[0]
        features = kernel.shape[0]
        units = recurrent.shape[0]
        goesBackwards = try s.bool("go_backwards")
        givesAll = try s.bool("return_sequences")
        last = Array(site.outputs.dropFirst())
        mask = site.masks.isEmpty ? nil : site.inputs[site.inputs.count - 1].values
        isKept = site.outputs[0].gradient != nil
        rowStride = RecurrentStep.stride(units + features)
        gateStride = RecurrentStep.stride(kind.blocks * units)
        let (units, features, columns) = (self.units, self.features, kind.gates * self.units)
        let what = "sequences of \(steps) steps in a layer of \(units) units"
        let slots = site.batch * (isKept ? steps + 1 : 1)
        rows = try Scratch(slots * rowStride, what)
        gates = try Scratch(slots * gateStride, what)
        cells = try Scratch(kind == .lstm ? slots * units : 0, what)
        let dropout = try RecurrentDropout(layer, site, features: features, units: units)
        self.dropout = dropout
        states = try dropout?.states.map { (_) throws(NetworkError) in try Scratch(slots * units, what) }
        sums = try Scratch(kind.isGRU ? site.batch * columns : 0, what)
        panels = try Scratch(ProductLoops.panelCount(rows: units + features, columns: columns), what)
        let (rowStride, gateStride) = (self.rowStride, self.gateStride)
        forwards = try Gathering(
            rows: (0..<site.batch).map { ($0 * rowStride, $0 * gateStride) }, segments: [0], length: units + features)
        ofState = try Gathering(
            rows: kind.isGRU ? (0..<site.batch).map { ($0 * rowStride, $0 * columns) } : [], segments: [0],
            length: units)
        let isReset = kind == .resetFirst
        candidatePanels = try Scratch(
            isReset ? ProductLoops.panelCount(rows: units, columns: units) : 0, what)
        ofReset = try Gathering(
            rows: isReset ? (0..<site.batch).map { ($0 * gateStride, $0 * columns) } : [], segments: [0],
            length: units)
        back = isKept ? try RecurrentBack(site, kind, steps, features, units, rowStride, gateStride, what) : nil
    }

    /// The distance of rows: an odd number of cache lines, since places at one power of two drive each other out.
    private static func stride(_ width: Int) -> Int { ((width + 15) / 16 | 1) * 16 }

    // MARK: Places

    /// The place of a step among those that are kept.
    private func slot(_ step: Int, _ count: Int) -> Int { isKept ? step * count : 0 }

    /// Rows [h | x] of a step, from a sample on; `count` samples are in the batch.
    func rowLines(_ step: Int, _ sample: Int, _ count: Int) -> Lines {
        Lines(rows.base + (slot(step, count) + sample) * rowStride, rowStride)
    }

    /// States before a step.
    func stateLines(_ step: Int, _ sample: Int, _ count: Int) -> Lines {
        guard let states else { return rowLines(step, sample, count) }
        return Lines(states.base + (slot(step, count) + sample) * units, units)
    }

    func gateLines(_ step: Int, _ sample: Int, _ count: Int) -> Lines {
        Lines(gates.base + (slot(step, count) + sample) * gateStride, gateStride)
    }

    func cellLines(_ step: Int, _ sample: Int, _ count: Int) -> Lines {
        kind == .lstm ? Lines(cells.base + (slot(step, count) + sample) * units, units) : Lines(cells.base, 0)
    }

    /// Where the input of a step lies in a sequence.
    func place(_ step: Int) -> Int { goesBackwards ? steps - 1 - step : step }

    /// Calls `body` for neighbouring samples whose step counts: the first one's place in the range, and how many.
    func forEachRun(_ step: Int, _ samples: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
        guard let mask else { return body(0, samples.count) }
        var first = 0
        for i in 0..<samples.count where mask[(samples.lowerBound + i) * steps + place(step)] == 0 {
            if i > first { body(first, i - first) }
            first = i + 1
        }
        if first < samples.count { body(first, samples.count - first) }
    }

    /// Calls `body` for each sample whose step does not count.
    func forEachSkipped(_ step: Int, _ samples: Range<Int>, _ body: (_ place: Int) -> Void) {
        guard let mask else { return }
        for i in 0..<samples.count where mask[(samples.lowerBound + i) * steps + place(step)] == 0 { body(i) }
    }

    // MARK: Forward

    func forward(_ run: StepRun) {
        if run.areWeightsNew { pack() }
        forgets = run.isTraining
        if forgets { dropout?.draw(run) }
        site.share(run.count) { _, samples in walk(run.count, samples) }
    }

    private func pack() {
        let loops = site.loops.products, columns = kind.gates * units
        let isOne = !kind.isGRU, depth = units + features
        if kind == .resetFirst {
            loops.pack(recurrent.storage, columns, 1, units, 2 * units, panels.base, 0, units)
            loops.pack(recurrent.storage + 2 * units, columns, 1, units, units, candidatePanels.base, 0, units)
        } else {
            loops.pack(recurrent.storage, columns, 1, units, columns, panels.base, 0, isOne ? depth : units)
        }
        loops.pack(
            kernel.storage, columns, 1, features, columns, isOne ? panels.base : inputPanels, isOne ? units : 0,
            isOne ? depth : features)
    }

    /// Where a GRU's W begins, behind R.
    private var inputPanels: Target {
        panels.base + ProductLoops.panelCount(rows: units, columns: kind.gates * units)
    }

    private func walk(_ count: Int, _ samples: Range<Int>) {
        let first = samples.lowerBound, m = samples.count
        begin(count, samples)
        for step in 0..<steps {
            let row = stateLines(step, first, count), next = stateLines(step + 1, first, count)
            let gates = gateLines(step, first, count)
            let old = cellLines(step, first, count), cell = cellLines(step + 1, first, count)
            gather(step, count, samples)
            multiply(rowLines(step, first, count), gates, first, m)
            if kind == .resetFirst { reset(step, count, samples) }
            forEachRun(step, samples) { from, n in
                advance(
                    gates.from(from), sums.base + (first + from) * kind.gates * units, old.from(from), cell.from(from),
                    row.from(from), next.from(from), n)
            }
            if isKept {
                forEachSkipped(step, samples) { i in
                    next.from(i).base.update(from: row.from(i).base, count: units)
                    if kind == .lstm { cell.from(i).base.update(from: old.from(i).base, count: units) }
                }
            }
            if givesAll { copy(next, m, to: site.output + (first * steps + step) * units, steps * units) }
        }
        let end = stateLines(steps, first, count)
        if !givesAll { copy(end, m, to: site.output + first * units, units) }
        for (port, state) in zip(last, [end, cellLines(steps, first, count)]) {
            copy(state, m, to: port.values + first * units, units)
        }
    }

    /// The first step's states: those given, or zeros.
    private func begin(_ count: Int, _ samples: Range<Int>) {
        let first = samples.lowerBound
        let states = [stateLines(0, first, count), cellLines(0, first, count)].prefix(kind.stateCount)
        for (place, state) in states.enumerated() {
            for i in 0..<samples.count {
                let to = state.base + i * state.stride
                if initial.isEmpty {
                    to.update(repeating: 0, count: units)
                } else {
                    to.update(from: initial[place].values + (first + i) * units, count: units)
                }
            }
        }
    }

    /// The rows [h | x] of a step: inputs as they come, states where they are not there already.
    private func gather(_ step: Int, _ count: Int, _ samples: Range<Int>) {
        for sample in samples {
            let row = rowLines(step, sample, count).base, state = stateLines(step, sample, count).base
            let x = site.input + (sample * steps + place(step)) * features
            if forgets, let dropout, dropout.inputs != nil {
                dropout.keepInputs(row + units, x, sample)
            } else {
                (row + units).update(from: x, count: features)
            }
            if state == row { continue }
            if forgets, let dropout {
                dropout.keepStates(row, state, sample)
            } else {
                row.update(from: state, count: units)
            }
        }
    }

    private func copy(_ state: Lines, _ count: Int, to: Target, _ stride: Int) {
        for i in 0..<count { (to + i * stride).update(from: state.base + i * state.stride, count: units) }
    }

    /// The sums of a step's gates, and of a GRU those of its state aside.
    private func multiply(_ row: Lines, _ gates: Lines, _ first: Int, _ count: Int) {
        let loops = site.loops.products, columns = kind.gates * units
        func beginning(_ place: Int) -> ProductLoops.Beginning {
            bias.map { .bias(Source($0.storage) + place * columns) } ?? .zero
        }
        if !kind.isGRU {
            return loops.product(
                forwards.rows(row.base), count, panels.base, columns, beginning(0), false, gates.base,
                forwards.results)
        }
        var x = forwards.rows(row.base + units)
        x.length = features
        loops.product(x, count, inputPanels, columns, beginning(0), false, gates.base, forwards.results)
        let isReset = kind == .resetFirst
        loops.product(
            ofState.rows(row.base), count, panels.base, isReset ? 2 * units : columns, isReset ? .zero : beginning(1),
            false, sums.base + first * columns, ofState.results)
    }

    /// The gates z and r, and the sums that r h gives.
    private func reset(_ step: Int, _ count: Int, _ samples: Range<Int>) {
        let first = samples.lowerBound, stride = kind.gates * units
        let gates = gateLines(step, first, count), row = rowLines(step, first, count)
        let sums = Lines(self.sums.base + first * stride, stride)
        forEachRun(step, samples) { from, n in
            site.loops.recurrent.reset(gates.from(from), sums.from(from), row.from(from), n, units)
        }
        site.loops.products.product(
            ofReset.rows(gates.base + 3 * units), samples.count, candidatePanels.base, units, .zero, false, sums.base,
            ofReset.results)
    }

    /// What follows the products.
    private func advance(
        _ gates: Lines, _ sums: Target, _ old: Lines, _ cell: Lines, _ row: Lines, _ next: Lines, _ count: Int
    ) {
        let loops = site.loops.recurrent
        switch kind {
        case .simple: loops.simple(gates, next, count, units, curve)
        case .lstm: loops.lstm(gates, old, cell, next, count, units, curve)
        case .gru: loops.gru(gates, Lines(sums, 3 * units), row, next, count, units, curve)
        case .resetFirst: loops.blend(gates, Lines(sums, 3 * units), row, next, count, units, curve)
        }
    }

    func backward(_ run: StepRun) {
        guard let back else { return }
        back.pack(self)
        site.share(run.count) { part, samples in back.walk(self, run.count, part, samples) }
        if site.learns { back.sumWeightGradients(self, run.count) }
        back.findInputGradient(self, run.count)
    }
}

extension RecurrentLoops.Curve {
    /// `nil` for activations that the loops do not have.
    init?(_ activation: ActivationKind) {
        switch activation.formula {
        case .linear: self = .linear
        case .relu: self = .relu
        case .sigmoid: self = .sigmoid
        case .tanh: self = .tanh
        case .softmax, .leaky, .elu, nil: return nil
        }
    }
}
