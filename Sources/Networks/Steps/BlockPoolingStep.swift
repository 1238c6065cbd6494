import Loops

/// Maximum pooling of windows that lie side by side. The largest element's number in its window is kept for the way back,
/// which is also that of a rectifier before it.
final class BlockPoolingStep: Step {
    private let site: StepSite
    private let window: Window
    private let isRectified: Bool
    private var places: UnsafeMutablePointer<UInt8>
    private var capacity = 0

    init(site: StepSite, window: Window) {
        self.site = site
        self.window = window
        isRectified = site.rectifiedInputs.contains(0)
        places = .allocate(capacity: 1)
        site.taken?.work = { [unowned self] samples, isTraining in
            for sample in samples { pool(sample, rows: 0..<window.outputHeight, isTraining) }
        }
    }

    deinit { places.deallocate() }

    /// The step for any windows.
    static func any(site: StepSite, window: Window) -> any Step {
        window.isBlocks
            ? BlockPoolingStep(site: site, window: window) : MaxPoolingStep(site: site, window: window)
    }

    /// Floats of the image under a row of windows.
    private var band: Int { window.windowHeight * window.width * window.channels }
    private var outputLine: Int { window.outputWidth * window.channels }

    /// Some rows of windows, as a window over an image of their own.
    private func part(_ rows: Range<Int>) -> Window {
        var window = window
        window.outputHeight = rows.count
        return window
    }

    private func pool(_ sample: Int, rows: Range<Int>, _ isTraining: Bool) {
        let x = site.input + sample * site.inputCount + rows.lowerBound * band
        let out = sample * site.outputCount + rows.lowerBound * outputLine
        if isTraining {
            site.loops.blocks.largest(part(rows), x, site.output + out, places + out, isRectified)
        } else {
            site.loops.maxPool(part(rows), x, site.output + out, nil)
        }
    }

    /// Makes room for what is kept of a batch; before any step of a plan may hand samples over.
    func prepare(_ run: StepRun) {
        guard run.isTraining, run.count > capacity else { return }
        places.deallocate()
        places = .allocate(capacity: run.count * site.outputCount)
        capacity = run.count
    }

    func forward(_ run: StepRun) {
        if site.taken?.isDone(run) == true { return }
        prepare(run)
        site.shareRows(run.count, of: window.outputHeight) { sample, rows in pool(sample, rows: rows, run.isTraining) }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        let covered = window.outputHeight * band
        site.shareRows(run.count, of: window.outputHeight) { sample, rows in
            let from = sample * site.outputCount + rows.lowerBound * outputLine
            let to = dx + sample * site.inputCount
            site.loops.blocks.gradient(
                part(rows), site.outputGradient + from, places + from, to + rows.lowerBound * band)
            if rows.upperBound == window.outputHeight && covered < site.inputCount {
                (to + covered).update(repeating: 0, count: site.inputCount - covered)
            }
        }
    }
}
