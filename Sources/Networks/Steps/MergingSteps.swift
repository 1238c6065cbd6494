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
        site.share(run.count) { _, samples in
            var offset = 0
            for (input, width) in zip(site.inputs, widths) {
                let first = samples.lowerBound * stretches
                ConcatenateStep.copy(
                    input.values + first * width, every: width, to: site.output + first * row + offset, every: row,
                    samples.count * stretches, width)
                offset += width
            }
        }
    }

    func backward(_ run: StepRun) {
        let row = widths.reduce(0, +)
        site.share(run.count) { _, samples in
            var offset = 0
            for (input, width) in zip(site.inputs, widths) {
                if let dx = input.gradient {
                    let first = samples.lowerBound * stretches
                    ConcatenateStep.copy(
                        site.outputGradient + first * row + offset, every: row, to: dx + first * width, every: width,
                        samples.count * stretches, width)
                }
                offset += width
            }
        }
    }
}

extension ConcatenateStep {
    /// Copies stretches of `width` floats; short ones of whole vectors without a call for each.
    fileprivate static func copy(
        _ from: Source, every fromStride: Int, to: Target, every toStride: Int, _ count: Int, _ width: Int
    ) {
        guard width % 16 == 0 && width <= 512 else {
            for i in 0..<count { (to + i * toStride).update(from: from + i * fromStride, count: width) }
            return
        }
        var from = UnsafeRawPointer(from), to = UnsafeMutableRawPointer(to)
        let size = MemoryLayout<Float>.size
        for _ in 0..<count {
            for at in stride(from: 0, to: width * size, by: 16 * size) {
                to.storeBytes(
                    of: from.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self), toByteOffset: at,
                    as: SIMD16<Float>.self)
            }
            from += fromStride * size
            to += toStride * size
        }
    }
}

/// The sum of inputs of one shape.
final class AddStep: Step {
    private let site: StepSite

    init(site: StepSite) { self.site = site }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.outputCount, n = samples.count * site.outputCount
            (site.output + from).update(from: site.input + from, count: n)
            for other in site.inputs.dropFirst() { site.loops.add(site.output + from, other.values + from, n) }
        }
    }

    func backward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.outputCount, n = samples.count * site.outputCount
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
