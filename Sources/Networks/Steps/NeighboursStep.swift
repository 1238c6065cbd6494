import Loops

/// Local response normalization: each channel over the size of its neighbours, pixel by pixel.
final class NeighboursStep: Step {
    private let site: StepSite
    private let rule: NeighbourLoops.Rule
    private let channels: Int
    /// A row for each part.
    private let rooms: Scratch
    private let roomCount: Int

    init(site: StepSite, rule: NeighbourLoops.Rule) throws(NetworkError) {
        self.site = site
        self.rule = rule
        channels = site.inputs[0].shape.last ?? 1
        roomCount = rule.roomCount(channels)
        rooms = try Scratch(roomCount * StepSite.parts, "a local response normalization")
    }

    /// Pixels of a batch.
    private func pixels(_ run: StepRun) -> Int { run.count * site.inputCount / max(channels, 1) }

    func forward(_ run: StepRun) {
        site.share(pixels(run)) { part, some in
            let from = some.lowerBound * channels
            site.loops.neighbours.forward(
                site.output + from, site.input + from, some.count, channels, rule, rooms.base + part * roomCount)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(pixels(run)) { part, some in
            let from = some.lowerBound * channels
            site.loops.neighbours.gradient(
                dx + from, site.outputGradient + from, site.input + from, some.count, channels, rule,
                rooms.base + part * roomCount)
        }
    }
}
