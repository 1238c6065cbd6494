import Loops

/// A window with weights of its own at each place: for each place a product of all samples' windows with its kernel.
///
/// The kernel is [OH OW, KH KW C, F], the bias [OH, OW, F].
final class LocalStep: Step {
    private let site: StepSite
    private let window: Window
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let filters: Int
    /// Elements of a window.
    private let depth: Int
    /// Samples that are worked on together.
    private let together: Int
    /// Rows are samples: their windows at a place, and on the way back their results there.
    private let windows: Gathering
    private let results: Gathering
    /// One place's packed weights for each part; and those of all places for the way back.
    private let panels: Scratch
    private let panelCount: Int
    private let backPanels: Scratch
    private let backCount: Int
    /// For each part, gradients of windows.
    private let scratch: Scratch

    init(layer: Layer, site: StepSite, window w: Window, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        window = w
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        filters = kernel.shape.last ?? 1
        depth = w.patch
        // Distances are 32-bit numbers.
        together = max(1, min(site.batch, 256, (1 << 30) / max(site.inputCount, site.outputCount, 1)))
        let (depth, filters, line) = (self.depth, self.filters, w.windowWidth * w.channels)
        windows = try Gathering(
            rows: (0..<together).map { ($0 * site.inputCount, $0 * site.outputCount) },
            segments: (0..<w.windowHeight).map { $0 * w.width * w.channels }, length: line)
        results = try Gathering(
            rows: (0..<together).map { ($0 * site.outputCount, $0 * depth) }, segments: [0], length: filters)
        let what = "a locally connected layer"
        panelCount = ProductLoops.panelCount(rows: depth, columns: filters)
        panels = try Scratch(StepSite.parts * panelCount, what)
        backCount = ProductLoops.panelCount(rows: filters, columns: depth)
        backPanels = try Scratch(site.inputGradient == nil ? 0 : w.places * backCount, what)
        scratch = try Scratch(site.inputGradient == nil ? 0 : StepSite.parts * together * depth, what)
    }

    /// Runs a job for each place of each part of the places: where its window begins in a sample.
    private func sharePlaces(_ body: (_ part: Int, _ place: Int, _ start: Int) -> Void) {
        let places = window.places, parts = min(StepSite.parts, max(places, 1))
        site.workers.run(parts: parts) { part in
            for place in (places * part / parts)..<(places * (part + 1) / parts) { body(part, place, start(place)) }
        }
    }

    private func start(_ place: Int) -> Int {
        let (row, column) = (place / window.outputWidth, place % window.outputWidth)
        return (row * window.strideHeight * window.width + column * window.strideWidth) * window.channels
    }

    /// Goes over a range of samples, some at a time: the first, and how many.
    private func blocks(_ samples: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
        for first in stride(from: samples.lowerBound, to: samples.upperBound, by: together) {
            body(first, min(together, samples.upperBound - first))
        }
    }

    func forward(_ run: StepRun) {
        let loops = site.loops.products, isRectified = activation.formula == .relu
        sharePlaces { part, place, start in
            let panels = panels.base + part * panelCount
            loops.pack(kernel.storage + place * depth * filters, filters, 1, depth, filters, panels, 0, depth)
            blocks(0..<run.count) { first, count in
                loops.product(
                    windows.rows(site.input + first * site.inputCount + start), count, panels, filters,
                    bias.map { .bias(Source($0.storage + place * filters)) } ?? .zero, isRectified,
                    site.output + first * site.outputCount + place * filters, windows.results)
            }
        }
        if isRectified { return }
        site.share(run.count) { _, samples in
            activation.apply(
                site.output + samples.lowerBound * site.outputCount, rows: samples.count * window.places,
                columns: filters, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        let loops = site.loops.products, dy = site.outputGradient
        if !site.skipsActivationGradient {
            site.share(run.count) { _, samples in
                let from = samples.lowerBound * site.outputCount
                activation.gradient(
                    dy + from, site.output + from, rows: samples.count * window.places, columns: filters, site.loops)
            }
        }
        sharePlaces { _, place, start in
            let weights = place * depth * filters
            if site.learns {
                blocks(0..<run.count) { first, count in
                    loops.outer(
                        windows.rows(site.input + first * site.inputCount + start), count,
                        dy + first * site.outputCount + place * filters, windows.results, filters, first > 0,
                        kernel.gradient + weights, filters)
                }
            }
            if site.inputGradient != nil {
                loops.pack(
                    kernel.storage + weights, 1, filters, filters, depth, backPanels.base + place * backCount, 0,
                    filters)
            }
        }
        if let bias, site.learns {
            bias.gradient.update(repeating: 0, count: bias.count)
            site.loops.sumRows(bias.gradient, dy, run.count, bias.count)
        }
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { part, samples in
            (dx + samples.lowerBound * site.inputCount).update(repeating: 0, count: samples.count * site.inputCount)
            blocks(samples) { first, count in goBack(part, first, count, dx) }
        }
    }

    /// Adds the gradients of the windows of some samples onto them.
    private func goBack(_ part: Int, _ first: Int, _ count: Int, _ gradient: Target) {
        let room = scratch.base + part * together * depth, line = window.windowWidth * window.channels
        for place in 0..<window.places {
            site.loops.products.product(
                results.rows(site.outputGradient + first * site.outputCount + place * filters), count,
                backPanels.base + place * backCount, depth, .zero, false, room, results.results)
            for sample in 0..<count {
                let dx = gradient + (first + sample) * site.inputCount + start(place)
                for row in 0..<window.windowHeight {
                    site.loops.add(
                        dx + row * window.width * window.channels, room + sample * depth + row * line, line)
                }
            }
        }
    }
}
