import Loops

/// Inputs one after the other along an axis: stretches of each, by turns.
final class ConcatenateStep: Step {
    private let site: StepSite
    /// Stretches of a sample, and for each input the floats of one.
    private let stretches: Int
    private let widths: [Int]

    /// - Parameter axis: of a sample
    init(site: StepSite, axis: Int) {
        self.site = site
        stretches = site.outputs[0].shape.prefix(axis).reduce(1, *)
        widths = site.inputs.map { $0.shape.dropFirst(axis).reduce(1, *) }
    }

    func forward(_ run: StepRun) {
        let row = widths.reduce(0, +)
        site.share(run.count * stretches) { _, some in
            var offset = 0
            for (input, width) in zip(site.inputs, widths) {
                let first = some.lowerBound
                site.loops.stretches.copy(
                    input.values + first * width, width, site.output + first * row + offset, row, some.count, width)
                offset += width
            }
        }
    }

    func backward(_ run: StepRun) {
        let row = widths.reduce(0, +)
        site.share(run.count * stretches) { _, some in
            var offset = 0
            for (slot, (input, width)) in zip(site.inputs, widths).enumerated() {
                if let dx = input.gradient {
                    let first = some.lowerBound
                    let dy = site.outputGradient + first * row + offset, to = dx + first * width
                    if site.rectifiedInputs.contains(slot) {
                        site.loops.stretches.rectifierGradient(
                            dy, row, input.values + first * width, to, width, some.count, width)
                    } else {
                        site.loops.stretches.copy(dy, row, to, width, some.count, width)
                    }
                }
                offset += width
            }
        }
    }
}

/// The sum of inputs of one shape.
final class AddStep: Step {
    private let site: StepSite

    init(site: StepSite) { self.site = site }

    func forward(_ run: StepRun) {
        site.share(run.count * site.outputCount) { _, some in
            let (from, n) = (some.lowerBound, some.count)
            (site.output + from).update(from: site.input + from, count: n)
            for other in site.inputs.dropFirst() { site.loops.add(site.output + from, other.values + from, n) }
        }
    }

    func backward(_ run: StepRun) {
        site.share(run.count * site.outputCount) { _, some in
            let (from, n) = (some.lowerBound, some.count)
            for input in site.inputs {
                if let dx = input.gradient { (dx + from).update(from: site.outputGradient + from, count: n) }
            }
        }
    }
}

/// The mean of each channel over all places.
final class GlobalAverageStep: Step {
    private let site: StepSite
    private let channels: Int
    private let places: Int

    init(site: StepSite) {
        self.site = site
        channels = site.inputs[0].shape.last ?? 1
        places = site.inputCount / max(channels, 1)
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            for sample in samples {
                let y = site.output + sample * channels
                y.update(repeating: 0, count: channels)
                site.loops.sumRows(y, site.input + sample * site.inputCount, places, channels)
                site.loops.scale(y, 1 / Float(places), 0, channels)
            }
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            for sample in samples {
                let image = dx + sample * site.inputCount, dy = site.outputGradient + sample * channels
                site.loops.scale(dy, 1 / Float(places), 0, channels)
                for place in 0..<places { (image + place * channels).update(from: dy, count: channels) }
            }
        }
    }
}
