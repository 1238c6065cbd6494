import Loops

extension Window {
    /// Runs a job on each sample; where they are few on some rows of the output, whose first element is at `offset`: the
    /// window's top says where they are.
    fileprivate func share(
        _ count: Int, _ site: StepSite, _ body: (_ window: Window, _ sample: Int, _ offset: Int) -> Void
    ) {
        site.shareRows(count, of: outputHeight) { sample, rows in
            var window = self
            window.outputHeight = rows.count
            window.top = top - rows.lowerBound * strideHeight
            body(window, sample, rows.lowerBound * outputWidth * channels)
        }
    }
}

/// The largest value under each window; its place is kept for the way back.
final class MaxPoolingStep: Step {
    private let site: StepSite
    private let window: Window
    private var places: UnsafeMutablePointer<Int32>
    private var capacity = 0

    init(site: StepSite, window: Window) {
        self.site = site
        self.window = window
        places = .allocate(capacity: 1)
    }

    deinit { places.deallocate() }

    func forward(_ run: StepRun) {
        if run.isTraining && run.count > capacity {
            places.deallocate()
            places = .allocate(capacity: run.count * site.outputCount)
            capacity = run.count
        }
        window.share(run.count, site) { window, sample, offset in
            let out = sample * site.outputCount + offset
            site.loops.maxPool(
                window, site.input + sample * site.inputCount, site.output + out, run.isTraining ? places + out : nil)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        if run.count < StepSite.parts { return backwardPieces(run, dx) }
        site.share(run.count) { _, samples in
            for sample in samples {
                (dx + sample * site.inputCount).update(repeating: 0, count: site.inputCount)
                addGradient(window, sample, 0, dx)
            }
        }
    }

    /// Adds the gradients of some rows of a sample's output, whose first element is at `offset`.
    private func addGradient(_ window: Window, _ sample: Int, _ offset: Int, _ dx: Target) {
        let from = sample * site.outputCount + offset
        site.loops.maxPoolGradient(window, site.outputGradient + from, places + from, dx + sample * site.inputCount)
    }

    /// A few samples, each shared by several workers. Windows overlap: pieces are longer than a window, so that one is clear
    /// of the next but one, and every second goes first.
    private func backwardPieces(_ run: StepRun, _ dx: Target) {
        site.share(run.count * site.inputCount) { _, some in
            (dx + some.lowerBound).update(repeating: 0, count: some.count)
        }
        let rows = window.outputHeight, pieces = max(1, min(StepSite.parts, rows / window.windowHeight))
        for turn in 0..<min(2, pieces) {
            let half = (pieces - turn + 1) / 2
            site.workers.run(parts: run.count * half) { part in
                let piece = part % half * 2 + turn, first = rows * piece / pieces
                var window = window
                window.outputHeight = rows * (piece + 1) / pieces - first
                addGradient(window, part / half, first * window.outputWidth * window.channels, dx)
            }
        }
    }
}

/// The mean of the values under each window.
final class AveragePoolingStep: Step {
    private let site: StepSite
    private let window: Window

    init(site: StepSite, window: Window) {
        self.site = site
        self.window = window
    }

    func forward(_ run: StepRun) {
        window.share(run.count, site) { window, sample, offset in
            site.loops.averagePool(
                window, site.input + sample * site.inputCount, site.output + sample * site.outputCount + offset)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.averagePoolGradient(
                    window, site.outputGradient + sample * site.outputCount, dx + sample * site.inputCount)
            }
        }
    }
}
