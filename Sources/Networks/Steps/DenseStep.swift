import Loops

/// y = activation(x W + b)
final class DenseStep: Step {
    private let site: StepSite
    private let kernel: Weight
    private let bias: Weight?
    private let activation: ActivationKind
    private let inputs: Int
    private let units: Int
    /// Rows that one sample holds: more than one where the input has more axes.
    private let rows: Int
    /// Rows of x and dy that are worked on together.
    private let together: Int
    /// Rows of x with those of y, a stretch of inputs each; and rows of dy with those of dx.
    private let stretches: [Gathering]
    private let whole: Gathering
    private let back: Gathering
    /// The packed kernel, stretch by stretch, and its transpose.
    private let panels: Scratch
    private let backPanels: Scratch

    /// Inputs of which the packed kernel's columns stay in a core's second-level cache.
    private static let stretch = 512

    init(layer: Layer, site: StepSite, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        inputs = kernel.shape[0]
        units = kernel.shape[1]
        rows = site.inputCount / inputs
        // Distances are 32-bit numbers.
        together = max(1, min(site.batch * rows, 256, (1 << 30) / max(inputs, units)))
        let (inputs, units, together) = (self.inputs, self.units, self.together)
        func gathering(_ from: Int, _ to: Int, _ length: Int) throws(NetworkError) -> Gathering {
            try Gathering(rows: (0..<together).map { ($0 * from, $0 * to) }, segments: [0], length: length)
        }
        var stretches: [Gathering] = []
        for first in stride(from: 0, to: inputs, by: DenseStep.stretch) {
            stretches.append(try gathering(inputs, units, min(DenseStep.stretch, inputs - first)))
        }
        self.stretches = stretches
        whole = try gathering(inputs, units, inputs)
        back = try gathering(units, inputs, units)
        panels = try Scratch(ProductLoops.panelCount(rows: inputs, columns: units), "a dense layer")
        backPanels = try Scratch(
            site.inputGradient == nil ? 0 : ProductLoops.panelCount(rows: units, columns: inputs), "a dense layer")
    }

    private func stretchPanels(_ place: Int) -> Target {
        panels.base + ProductLoops.panelCount(rows: place * DenseStep.stretch, columns: units)
    }

    /// Runs a job for each few rows of a range of samples: the first row, and how many.
    private func blocks(_ samples: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
        let end = samples.upperBound * rows
        for first in stride(from: samples.lowerBound * rows, to: end, by: together) {
            body(first, min(together, end - first))
        }
    }

    func forward(_ run: StepRun) {
        let loops = site.loops.products
        if run.areWeightsNew {
            site.workers.run(parts: stretches.count) { place in
                let depth = stretches[place].depth
                loops.pack(
                    kernel.storage + place * DenseStep.stretch * units, units, 1, depth, units, stretchPanels(place), 0,
                    depth)
            }
        }
        let isRectified = activation.formula == .relu
        site.share(run.count) { _, samples in
            blocks(samples) { first, count in
                let y = site.output + first * units
                for (place, stretch) in stretches.enumerated() {
                    let start: ProductLoops.Beginning =
                        place > 0 ? .result : bias.map { .bias(Source($0.storage)) } ?? .zero
                    loops.product(
                        stretch.rows(site.input + first * inputs + place * DenseStep.stretch), count,
                        stretchPanels(place), units, start, isRectified && place == stretches.count - 1, y,
                        stretch.results)
                }
                if !isRectified { activation.apply(y, rows: count, columns: units, site.loops) }
            }
        }
    }

    func backward(_ run: StepRun) {
        let m = run.count * rows
        let dy = site.outputGradient, loops = site.loops.products
        if !site.skipsActivationGradient {
            site.share(run.count) { _, samples in
                let from = samples.lowerBound * site.outputCount
                activation.gradient(
                    dy + from, site.output + from, rows: samples.count * rows, columns: units, site.loops)
            }
        }
        if site.learns {
            // dW = xᵀ dy: each part some rows of it, in eights as the loops' tiles are.
            let tiles = (inputs + 7) / 8, parts = min(StepSite.parts, tiles)
            site.workers.run(parts: parts) { part in
                let from = tiles * part / parts * 8, to = min(tiles * (part + 1) / parts * 8, inputs)
                blocks(0..<run.count) { first, count in
                    var x = whole.rows(site.input + first * inputs + from)
                    x.length = to - from
                    loops.outer(
                        x, count, dy + first * units, whole.results, units, first > 0, kernel.gradient + from * units,
                        units)
                }
            }
            if let bias {
                bias.gradient.update(repeating: 0, count: units)
                site.loops.sumRows(bias.gradient, dy, m, units)
            }
        }
        guard let dx = site.inputGradient else { return }
        // dx = dy Wᵀ: panels are 64 columns wide, or less at the end.
        let wide = (inputs + 63) / 64, parts = min(StepSite.parts, wide)
        site.workers.run(parts: parts) { part in
            let from = wide * part / parts * 64, to = min(wide * (part + 1) / parts * 64, inputs)
            loops.pack(
                kernel.storage + from * units, 1, units, units, to - from, backPanels.base + units * from, 0, units)
        }
        site.share(run.count) { _, samples in
            blocks(samples) { first, count in
                loops.product(
                    back.rows(dy + first * units), count, backPanels.base, inputs, .zero, false, dx + first * inputs,
                    back.results)
            }
        }
    }
}
