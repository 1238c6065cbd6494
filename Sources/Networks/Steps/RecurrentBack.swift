import Loops

/// The way back of a walk along sequences: through time step by step (Werbos, 1990), each part by itself, then the weights'
/// gradients over all steps at once.
final class RecurrentBack {
    private let site: StepSite
    private let kind: RecurrentStep.Kind
    private let steps: Int
    private let features: Int
    private let units: Int
    private let rowStride: Int
    private let gateStride: Int
    /// Gradients of h and of the cell (of a GRU what goes past the products), [U] for each sample.
    private let dh: Scratch
    private let carry: Scratch
    /// Gradients of h of samples whose step does not count.
    private let held: Scratch
    /// What nothing flows into.
    private let zeros: Scratch
    /// Of each part the sums of its gates' gradients.
    private let biasSums: Scratch
    /// R and W turned.
    private let statePanels: Scratch
    private let inputPanels: Scratch
    /// Gates with gradients of h and with those of x; rows [h | x] with gates.
    private let toState: Gathering
    private let toInput: Gathering
    private let all: Gathering
    /// Of a GRU that resets first: R of the gate g turned, its gradients with those of r h, and r h with gates.
    private let candidatePanels: Scratch
    private let toReset: Gathering
    private let resets: Gathering

    /// About half of a core's second-level cache, in floats.
    private static let cacheCount = 100_000

    init(
        _ site: StepSite, _ kind: RecurrentStep.Kind, _ steps: Int, _ features: Int, _ units: Int, _ rowStride: Int,
        _ gateStride: Int, _ what: String
    ) throws(NetworkError) {
        self.site = site
        self.kind = kind
        self.steps = steps
        self.features = features
        self.units = units
        self.rowStride = rowStride
        self.gateStride = gateStride
        let columns = kind.gates * units, hasInput = site.inputGradient != nil
        dh = try Scratch(site.batch * units, what)
        carry = try Scratch(site.batch * units, what)
        held = try Scratch(site.masks.isEmpty ? 0 : site.batch * units, what)
        zeros = try Scratch(units, what)
        biasSums = try Scratch(StepSite.parts * gateStride, what)
        statePanels = try Scratch(ProductLoops.panelCount(rows: columns, columns: units), what)
        inputPanels = try Scratch(hasInput ? ProductLoops.panelCount(rows: columns, columns: features) : 0, what)
        // A GRU's state takes part by z, r and the fourth of what is kept.
        toState = try Gathering(
            rows: (0..<site.batch).map { ($0 * gateStride, $0 * units) },
            segments: kind == .gru ? [0, units, 3 * units] : [0],
            length: kind == .gru ? units : kind == .resetFirst ? 2 * units : columns)
        toInput = try Gathering(
            rows: hasInput ? (0..<site.batch).map { ($0 * gateStride, $0 * steps * features) } : [], segments: [0],
            length: columns)
        let atOnce = max(64, RecurrentBack.cacheCount / (rowStride + gateStride))
        all = try Gathering(
            rows: (0..<min(atOnce, site.batch * steps)).map { ($0 * rowStride, $0 * gateStride) }, segments: [0],
            length: units)
        let isReset = kind == .resetFirst
        candidatePanels = try Scratch(isReset ? ProductLoops.panelCount(rows: units, columns: units) : 0, what)
        toReset = try Gathering(
            rows: isReset ? (0..<site.batch).map { ($0 * gateStride, $0 * units) } : [], segments: [0], length: units)
        resets = try Gathering(
            rows: isReset ? (0..<all.count).map { ($0 * gateStride, $0 * gateStride) } : [], segments: [0],
            length: units)
    }

    /// Packs the weights for the way back.
    func pack(_ step: RecurrentStep) {
        let loops = site.loops.products, columns = kind.gates * units
        let depth = kind == .resetFirst ? 2 * units : columns
        loops.pack(step.recurrent.storage, 1, columns, depth, units, statePanels.base, 0, depth)
        if kind == .resetFirst {
            loops.pack(step.recurrent.storage + 2 * units, 1, columns, units, units, candidatePanels.base, 0, units)
        }
        if site.inputGradient == nil { return }
        loops.pack(step.kernel.storage, 1, columns, columns, features, inputPanels.base, 0, columns)
    }

    // MARK: Through time

    /// Turns the gates of a part's samples into their gradients, from the last step to the first.
    func walk(_ step: RecurrentStep, _ count: Int, _ part: Int, _ samples: Range<Int>) {
        let first = samples.lowerBound, m = samples.count, loops = site.loops
        let dh = Lines(self.dh.base + first * units, units), carry = Lines(self.carry.base + first * units, units)
        let total = biasSums.base + part * gateStride
        total.update(repeating: 0, count: gateStride)
        begin(step, samples)
        for t in stride(from: steps - 1, through: 0, by: -1) {
            let gates = step.gateLines(t, first, count)
            let (row, next) = (step.stateLines(t, first, count), step.stateLines(t + 1, first, count))
            let (old, cell) = (step.cellLines(t, first, count), step.cellLines(t + 1, first, count))
            let dy = slopes(step, t, first)
            step.forEachSkipped(t, samples) { i in
                // All of it goes to the state before: nothing to the gates.
                let d = dh.from(i).base
                gates.from(i).base.update(repeating: 0, count: gateStride)
                loops.add(d, dy.from(i).base, units)
                if kind.isGRU {
                    loops.add(carry.from(i).base, d, units)
                } else {
                    (held.base + (first + i) * units).update(from: d, count: units)
                }
            }
            step.forEachRun(t, samples) { from, n in
                let (gates, dh, dy, carry) = (gates.from(from), dh.from(from), dy.from(from), carry.from(from))
                switch kind {
                case .simple:
                    loops.recurrent.simpleGradient(gates, next.from(from), dh, dy, n, units, step.curve)
                case .lstm:
                    loops.recurrent.lstmGradient(
                        gates, old.from(from), cell.from(from), dh, dy, carry, n, units, step.curve)
                case .gru: loops.recurrent.gruGradient(gates, row.from(from), dh, dy, carry, n, units, step.curve)
                case .resetFirst:
                    loops.recurrent.blendGradient(gates, row.from(from), dh, dy, carry, n, units, step.curve)
                }
            }
            if kind == .resetFirst { passReset(step, t, count, samples, dh) }
            if site.learns, step.bias != nil { loops.sumRows(total, gates.base, m, gateStride) }
            if t == 0, step.initial.allSatisfy({ $0.gradient == nil }) { return }
            loops.products.product(
                toState.rows(gates.base), m, statePanels.base, units, kind == .resetFirst ? .result : .zero, false,
                dh.base, toState.results)
            if step.forgets, let dropout = step.dropout {
                for i in 0..<m { dropout.keepStates(dh.from(i).base, dh.from(i).base, first + i) }
            }
            if !kind.isGRU {
                step.forEachSkipped(t, samples) { i in
                    dh.from(i).base.update(from: held.base + (first + i) * units, count: units)
                }
            }
        }
        if kind.isGRU { loops.add(dh.base, carry.base, m * units) }
        for (port, gradient) in zip(step.initial, [dh, carry]) {
            port.gradient.map { ($0 + first * units).update(from: gradient.base, count: m * units) }
        }
    }

    /// From the gate g through r h: the gradient of r's sum, and h's share in place of dh.
    private func passReset(_ step: RecurrentStep, _ t: Int, _ count: Int, _ samples: Range<Int>, _ dh: Lines) {
        let gates = step.gateLines(t, samples.lowerBound, count), row = step.rowLines(t, samples.lowerBound, count)
        site.loops.products.product(
            toReset.rows(gates.base + 2 * units), samples.count, candidatePanels.base, units, .zero, false, dh.base,
            toReset.results)
        step.forEachRun(t, samples) { from, n in
            site.loops.recurrent.resetGradient(gates.from(from), row.from(from), dh.from(from), n, units)
        }
    }

    /// The last states' gradients: those of the outputs that they are, or zeros.
    private func begin(_ step: RecurrentStep, _ samples: Range<Int>) {
        let from = samples.lowerBound * units, n = samples.count * units
        for (place, state) in [dh, carry].enumerated() {
            let to = state.base + from
            if place < step.last.count, let gradient = step.last[place].gradient {
                to.update(from: gradient + from, count: n)
            } else {
                to.update(repeating: 0, count: n)
            }
        }
    }

    /// The output's gradient of a step.
    private func slopes(_ step: RecurrentStep, _ t: Int, _ first: Int) -> Lines {
        if step.givesAll { return Lines(site.outputGradient + (first * steps + t) * units, steps * units) }
        return t == steps - 1 ? Lines(site.outputGradient + first * units, units) : Lines(zeros.base, 0)
    }

    // MARK: Over all steps

    /// dR = hᵀ dgates and dW = xᵀ dgates: each part some rows of them, in eights as the loops' tiles are.
    func sumWeightGradients(_ step: RecurrentStep, _ count: Int) {
        let columns = kind.gates * units, rowCount = count * steps
        let upper = (units + 7) / 8, tiles = upper + (features + 7) / 8, parts = min(StepSite.parts, tiles)
        site.workers.run(parts: parts) { part in
            let from = tiles * part / parts, to = tiles * (part + 1) / parts
            let ofState = min(from * 8, units)..<min(to * 8, units)
            let ofInput = min(max(from - upper, 0) * 8, features)..<min(max(to - upper, 0) * 8, features)
            for first in stride(from: 0, to: rowCount, by: all.count) {
                let n = min(all.count, rowCount - first)
                let row = step.rows.base + first * rowStride, dGates = step.gates.base + first * gateStride
                func add(
                    _ x: Target, _ length: Int, _ gate: Int, _ gates: Int, _ dw: Target, _ rows: Gathering? = nil
                ) {
                    if length <= 0 { return }
                    var x = (rows ?? all).rows(x)
                    x.length = length
                    site.loops.products.outer(
                        x, n, dGates + gate * units, all.results, gates * units, first > 0, dw, columns)
                }
                let dr = step.recurrent.gradient + ofState.lowerBound * columns
                let h = row + ofState.lowerBound
                switch kind {
                case .gru:
                    add(h, ofState.count, 0, 2, dr)
                    add(h, ofState.count, 3, 1, dr + 2 * units)
                case .resetFirst:
                    add(h, ofState.count, 0, 2, dr)
                    add(dGates + 3 * units + ofState.lowerBound, ofState.count, 2, 1, dr + 2 * units, resets)
                case .simple, .lstm: add(h, ofState.count, 0, kind.gates, dr)
                }
                add(
                    row + units + ofInput.lowerBound, ofInput.count, 0, kind.gates,
                    step.kernel.gradient + ofInput.lowerBound * columns)
            }
        }
        guard let bias = step.bias else { return }
        for part in 1..<min(StepSite.parts, max(count, 2)) where part < count {
            site.loops.add(biasSums.base, biasSums.base + part * gateStride, gateStride)
        }
        bias.gradient.update(from: biasSums.base, count: columns)
        if kind == .gru {
            let ofState = bias.gradient + columns
            ofState.update(from: biasSums.base, count: 2 * units)
            (ofState + 2 * units).update(from: biasSums.base + 3 * units, count: units)
        }
    }

    /// dx = dgates Wᵀ, each part some steps.
    func findInputGradient(_ step: RecurrentStep, _ count: Int) {
        guard let dx = site.inputGradient else { return }
        let parts = min(StepSite.parts, steps)
        site.workers.run(parts: parts) { part in
            for t in steps * part / parts..<steps * (part + 1) / parts {
                site.loops.products.product(
                    toInput.rows(step.gateLines(t, 0, count).base), count, inputPanels.base, features, .zero, false,
                    dx + step.place(t) * features, toInput.results)
                guard step.forgets, let dropout = step.dropout else { continue }
                for sample in 0..<count {
                    let d = dx + (sample * steps + step.place(t)) * features
                    dropout.keepInputs(d, d, sample)
                }
            }
        }
    }
}
