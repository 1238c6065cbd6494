import Loops

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
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.maxPool(
                    window, site.input + sample * site.inputCount, site.output + sample * site.outputCount,
                    run.isTraining ? places + sample * site.outputCount : nil)
            }
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
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.averagePool(
                    window, site.input + sample * site.inputCount, site.output + sample * site.outputCount)
            }
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
