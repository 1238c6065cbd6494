import Loops

extension Window {
    /// Runs a job on each sample; where they are few on some rows of the output, whose first element is at `offset`: the
    /// window's top says where they are.
    fileprivate func share(
        _ count: Int, _ site: StepSite, _ body: (_ window: Window, _ sample: Int, _ offset: Int) -> Void
    ) {
        if count >= StepSite.parts {
            return site.share(count) { _, samples in
                for sample in samples { body(self, sample, 0) }
            }
        }
        site.sharePieces(count, of: outputHeight) { _, sample, rows in
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
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.maxPoolGradient(
                    window, site.outputGradient + sample * site.outputCount, places + sample * site.outputCount,
                    dx + sample * site.inputCount)
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
