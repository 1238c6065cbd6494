import Loops

/// Images laid into larger or smaller ones: zeros around them, or without their borders. Sequences are images of one row.
final class FramingStep: Step {
    private let site: StepSite
    private let channels: Int
    /// Rows and columns of input and output.
    private let input: (height: Int, width: Int)
    private let output: (height: Int, width: Int)
    /// Where the input's first pixel comes to lie in the output; below 0 where it is cut off.
    private let top: Int
    private let left: Int

    init(site: StepSite, top: Int, left: Int) {
        func extents(_ shape: [Int]) -> (Int, Int) { shape.count == 3 ? (shape[0], shape[1]) : (1, shape[0]) }
        self.site = site
        channels = site.inputs[0].shape.last ?? 1
        input = extents(site.inputs[0].shape)
        output = extents(site.outputs[0].shape)
        self.top = top
        self.left = left
    }

    /// Runs a job for each row of pixels that both have: floats from the beginning of the input's sample and the output's.
    private func rows(_ body: (_ input: Int, _ output: Int, _ count: Int) -> Void) {
        let columns = max(0, -left)..<max(0, -left, min(input.width, output.width - left))
        for row in max(0, -top)..<max(0, -top, min(input.height, output.height - top)) {
            body(
                (row * input.width + columns.lowerBound) * channels,
                ((row + top) * output.width + columns.lowerBound + left) * channels, columns.count * channels)
        }
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            for sample in samples {
                let x = site.input + sample * site.inputCount, y = site.output + sample * site.outputCount
                if site.outputCount > site.inputCount { y.update(repeating: 0, count: site.outputCount) }
                rows { (y + $1).update(from: x + $0, count: $2) }
            }
        }
    }

    func backward(_ run: StepRun) {
        guard let gradient = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            for sample in samples {
                let dx = gradient + sample * site.inputCount, dy = site.outputGradient + sample * site.outputCount
                if site.inputCount > site.outputCount { dx.update(repeating: 0, count: site.inputCount) }
                rows { (dx + $0).update(from: dy + $1, count: $2) }
            }
        }
    }
}

/// Every pixel several times, along rows and columns. Sequences are images of one row.
final class UpSamplingStep: Step {
    private let site: StepSite
    private let channels: Int
    private let height: Int
    private let width: Int
    /// How often along each axis.
    private let times: (rows: Int, columns: Int)

    init(site: StepSite, times: (rows: Int, columns: Int)) {
        let shape = site.inputs[0].shape
        self.site = site
        self.times = times
        channels = shape.last ?? 1
        (height, width) = shape.count == 3 ? (shape[0], shape[1]) : (1, shape[0])
    }

    func forward(_ run: StepRun) {
        let line = width * times.columns * channels
        site.share(run.count) { _, samples in
            for row in (samples.lowerBound * height)..<(samples.upperBound * height) {
                let x = site.input + row * width * channels, y = site.output + row * times.rows * line
                for column in 0..<width {
                    for i in 0..<times.columns {
                        (y + (column * times.columns + i) * channels).update(
                            from: x + column * channels, count: channels)
                    }
                }
                for i in 1..<max(times.rows, 1) { (y + i * line).update(from: y, count: line) }
            }
        }
    }

    func backward(_ run: StepRun) {
        guard let gradient = site.inputGradient else { return }
        let line = width * times.columns * channels
        site.share(run.count) { _, samples in
            for row in (samples.lowerBound * height)..<(samples.upperBound * height) {
                let dx = gradient + row * width * channels, dy = site.outputGradient + row * times.rows * line
                // The lines of a row are added to the first, which nobody asks for again.
                for i in 1..<max(times.rows, 1) { site.loops.add(dy, dy + i * line, line) }
                for column in 0..<width {
                    let to = dx + column * channels, from = dy + column * times.columns * channels
                    to.update(from: from, count: channels)
                    for i in 1..<max(times.columns, 1) { site.loops.add(to, from + i * channels, channels) }
                }
            }
        }
    }
}
