import Loops

/// A convolution by Winograd's method (`WinogradStep`) whose workers share the tiles of the same images, then their planes:
/// every plane's weights are read once, and their gradient is written once. For batches of fewer images than parts, and
/// for kernels so large that each part's own gradient of the transformed kernel would go through memory.
final class WinogradPlanesStep: Step {
    private let site: StepSite
    private let tiles: WinogradTiles
    private let activation: ActivationKind
    private let weights: WinogradWeights
    /// Tiles that are worked on together.
    private let together: Int
    /// Rows of tiles in a plane of channels, and of filters.
    private let channelRows: Gathering
    private let filterRows: Gathering
    private let imagePlane: Int
    private let resultPlane: Int
    /// Planes of channels and of filters.
    private let v: Scratch
    private let m: Scratch
    /// The transformed kernel's gradient.
    private let du: Scratch
    /// For each part its room, and the bias's gradient.
    private let rooms: Scratch
    private let roomCount: Int
    var addsToSum: Bool { site.inputs[0].sum != nil }

    /// True where this way pays: 36 floats for each pair of channel and filter, some 1 MB, are beyond a core's cache.
    static func pays(_ tiles: WinogradTiles, batch: Int) -> Bool {
        batch < StepSite.parts || tiles.channels * tiles.filters >= 1 << 13
    }

    /// Floats of all planes that stay in the machine's last cache.
    private static let cacheCount = 1 << 21

    init(layer: Layer, site: StepSite, tiles: WinogradTiles, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.tiles = tiles
        self.activation = activation
        weights = try WinogradWeights(layer, site, tiles)
        let (channels, filters) = (tiles.channels, tiles.filters), planes = WinogradTiles.planes
        let fitting = WinogradPlanesStep.cacheCount / (planes * (channels + filters)) / 12 * 12
        together = max(1, min(tiles.perImage * site.batch, max(48, fitting)))
        // Not a power of two apart: 36 places at the same distance in a cache's page would drive each other out.
        imagePlane = together * channels + 16
        resultPlane = together * filters + 16
        channelRows = try Gathering(
            rows: (0..<together).map { ($0 * channels, $0 * filters) }, segments: [0], length: channels)
        filterRows = try Gathering(
            rows: (0..<together).map { ($0 * filters, $0 * channels) }, segments: [0], length: filters)
        let what = "a convolution"
        v = try Scratch(planes * imagePlane, what)
        m = try Scratch(planes * resultPlane, what)
        du = try Scratch(site.outputs[0].gradient == nil ? 0 : planes * channels * filters, what)
        roomCount = tiles.roomCount + filters
        rooms = try Scratch(roomCount * StepSite.parts, what)
    }

    private func room(_ part: Int) -> WinogradTiles.Room { .init(rooms.base + part * roomCount, tiles) }
    private func dBias(_ part: Int) -> Target { rooms.base + part * roomCount + tiles.roomCount }

    /// Runs a job for each few tiles of the batch: the first one's number, and how many.
    private func eachFew(_ run: StepRun, _ body: (_ first: Int, _ count: Int) -> Void) {
        let count = run.count * tiles.perImage
        for first in stride(from: 0, to: count, by: together) {
            if run.isCancelled { return }
            body(first, min(together, count - first))
        }
    }

    func forward(_ run: StepRun) {
        if run.areWeightsNew { weights.refresh() }
        let isRectified = activation.formula == .relu, (channels, filters) = (tiles.channels, tiles.filters)
        eachFew(run) { first, count in
            site.share(count) { part, some in
                for i in some {
                    tiles.transformImage(first + i, site.input, to: v.base + i * channels, imagePlane, room(part))
                }
            }
            site.workers.run(parts: WinogradTiles.planes) { p in
                site.loops.products.product(
                    channelRows.rows(v.base + p * imagePlane), count, weights.panels.base + p * weights.pairs, filters,
                    .zero, false, m.base + p * resultPlane, channelRows.results)
            }
            site.share(count) { part, some in
                for i in some {
                    tiles.result(
                        first + i, m.base + i * filters, resultPlane, bias: weights.appliedBias,
                        isRectified: isRectified, to: site.output, room(part))
                }
            }
        }
        if !isRectified { activation.apply(run.count * tiles.window.places, columns: filters, site) }
    }

    func backward(_ run: StepRun) {
        let (channels, filters) = (tiles.channels, tiles.filters)
        if site.inputGradient != nil { weights.packBack() }
        if let dx = site.inputGradient, !addsToSum {
            site.share(run.count * site.inputCount) { _, some in
                (dx + some.lowerBound).update(repeating: 0, count: some.count)
            }
        }
        for part in 0..<StepSite.parts { dBias(part).update(repeating: 0, count: filters) }
        site.share(run.count * tiles.window.places) { part, places in
            let from = places.lowerBound * filters, dy = site.outputGradient + from
            if !site.skipsActivationGradient {
                activation.gradient(dy, site.output + from, rows: places.count, columns: filters, site.loops)
            }
            if weights.bias != nil && site.learns { site.loops.sumRows(dBias(part), dy, places.count, filters) }
        }
        eachFew(run) { first, count in
            site.share(count) { part, some in
                let room = room(part)
                for i in some {
                    tiles.transformGradient(
                        first + i, site.outputGradient, to: m.base + i * filters, resultPlane, room)
                    if site.learns {
                        tiles.transformImage(first + i, site.input, to: v.base + i * channels, imagePlane, room)
                    }
                }
            }
            site.workers.run(parts: WinogradTiles.planes) { p in
                if site.learns {
                    site.loops.products.outer(
                        channelRows.rows(v.base + p * imagePlane), count, m.base + p * resultPlane,
                        channelRows.results, filters, first > 0, du.base + p * weights.pairs, filters)
                }
                if site.inputGradient == nil { return }
                site.loops.products.product(
                    filterRows.rows(m.base + p * resultPlane), count, weights.backPanels.base + p * weights.pairs,
                    channels, .zero, false, v.base + p * imagePlane, filterRows.results)
            }
            if let dx = site.inputs[0].sum ?? site.inputGradient { addBack(first, count, dx) }
        }
        guard site.learns else { return }
        weights.setGradient(du.base)
        guard let bias = weights.bias else { return }
        bias.gradient.update(repeating: 0, count: filters)
        for part in 0..<StepSite.parts { site.loops.add(bias.gradient, dBias(part), filters) }
    }

    /// Adds tiles onto the images' gradients. Neighbours overlap: pieces are longer than a row of tiles, so that one is
    /// clear of the next but one, and every second goes first.
    private func addBack(_ first: Int, _ count: Int, _ dx: Target) {
        let pieces = max(1, min(StepSite.parts, count / (tiles.columns + 2)))
        for turn in 0..<min(2, pieces) {
            site.workers.run(parts: (pieces - turn + 1) / 2) { part in
                let piece = 2 * part + turn
                for i in (count * piece / pieces)..<(count * (piece + 1) / pieces) {
                    tiles.addBack(first + i, v.base + i * tiles.channels, imagePlane, to: dx, room(piece))
                }
            }
        }
    }
}
