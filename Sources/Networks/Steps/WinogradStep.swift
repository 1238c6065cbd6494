import Loops

/// A convolution by Winograd's F(4x4, 3x3) or F(2x2, 5x5): tiles of results, transformed, become 36 products of
/// [tiles, channels] with [channels, filters], a quarter of the definition's multiplications, or 36 of 100.
///
/// The way back is the transpose of the way forward: z = A dy Aᵀ; du = vᵀ z; dv = z uᵀ, whose B dv Bᵀ overlap and are added.
/// Every part of a batch goes its way alone, some tiles at a time.
final class WinogradStep: Step {
    private let site: StepSite
    private let tiles: WinogradTiles
    private let activation: ActivationKind
    private let weights: WinogradWeights
    /// Tiles that are worked on together.
    private let together: Int
    /// Rows of tiles in a plane of channels, and of filters.
    private let channelRows: Gathering
    private let filterRows: Gathering
    /// For each part: planes of channels, planes of filters, its room, the transformed kernel's gradient, the bias's.
    private let scratch: Scratch
    private let scratchCount: Int
    private let imagePlane: Int
    private let resultPlane: Int
    var addsToSum: Bool { site.inputs[0].sum != nil }

    /// What a core's second-level cache holds of both planes, in floats. Measured: 100,000 to 200,000 are alike.
    private static let cacheCount = 150_000

    /// Transformed weights and their gradients take 28 times the memory of a 3x3 kernel, some 66 MB here.
    private static let mostPairs = 1 << 16

    /// The size of the method that pays, if any: no strides, whole vectors of channels, and tiles that are mostly used, so
    /// that two thirds of the definition's multiplications are enough, of a 5x5 window half.
    static func size(_ window: Window, filters: Int, groups: Int) -> WinogradLoops.Size? {
        guard window.windowHeight == window.windowWidth, let size = WinogradLoops.Size(rawValue: window.windowHeight),
            window.strideHeight == 1, window.strideWidth == 1, window.dilationHeight == 1, window.dilationWidth == 1,
            groups == 1, window.channels % 16 == 0, filters % 16 == 0,
            window.channels * filters <= mostPairs
        else { return nil }
        let extent = size.results
        let tiles = ((window.outputHeight + extent - 1) / extent) * ((window.outputWidth + extent - 1) / extent)
        return tiles * 36 <= window.places * (size == .three ? 6 : 12) ? size : nil
    }

    init(layer: Layer, site: StepSite, tiles: WinogradTiles, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.tiles = tiles
        self.activation = activation
        weights = try WinogradWeights(layer, site, tiles)
        let (channels, filters) = (tiles.channels, tiles.filters)
        let most = tiles.perImage * ((site.batch + StepSite.parts - 1) / StepSite.parts)
        let fitting = WinogradStep.cacheCount / (WinogradTiles.planes * (channels + filters)) / 12 * 12
        together = max(1, min(most, max(24, fitting)))
        // Not a power of two apart: 36 places at the same distance in a cache's page would drive each other out.
        imagePlane = together * channels + 16
        resultPlane = together * filters + 16
        channelRows = try Gathering(
            rows: (0..<together).map { ($0 * channels, $0 * filters) }, segments: [0], length: channels)
        filterRows = try Gathering(
            rows: (0..<together).map { ($0 * filters, $0 * channels) }, segments: [0], length: filters)
        scratchCount =
            WinogradTiles.planes * (imagePlane + resultPlane + channels * filters) + tiles.roomCount + filters
            + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, "a convolution")
        // Other activations go over all samples at the end.
        site.given?.isOffered = activation.formula == .relu || activation == .linear
    }

    /// The parts of a part's scratch.
    private struct Room {
        let v: Target
        let m: Target
        let own: WinogradTiles.Room
        let du: Target
        let dBias: Target
    }

    private func room(_ part: Int) -> Room {
        let v = scratch.base + part * scratchCount
        let m = v + WinogradTiles.planes * imagePlane, own = m + WinogradTiles.planes * resultPlane
        let du = own + tiles.roomCount
        return Room(
            v: v, m: m, own: .init(own, tiles), du: du, dBias: du + WinogradTiles.planes * weights.pairs)
    }

    /// Runs a job for each few tiles of each part: the first one's number, and how many.
    private func share(_ run: StepRun, _ body: (_ room: Room, _ first: Int, _ count: Int) -> Void) {
        site.share(run.count) { part, samples in
            let room = room(part), end = samples.upperBound * tiles.perImage
            for first in stride(from: samples.lowerBound * tiles.perImage, to: end, by: together) {
                if run.isCancelled { return }
                body(room, first, min(together, end - first))
            }
        }
    }

    /// The same where no result depends on tiles beside it: the last few images of a long batch are shared by workers.
    private func shareTiles(_ run: StepRun, _ body: (_ room: Room, _ first: Int, _ count: Int) -> Void) {
        if run.count >= StepSite.parts { return share(run, body) }
        site.sharePieces(run.count, of: tiles.perImage) { part, sample, some in
            let room = room(part)
            for first in stride(from: some.lowerBound, to: some.upperBound, by: together) {
                if run.isCancelled { return }
                body(room, sample * tiles.perImage + first, min(together, some.upperBound - first))
            }
        }
    }

    func forward(_ run: StepRun) {
        if run.areWeightsNew { weights.refresh() }
        let isRectified = activation.formula == .relu, (channels, filters) = (tiles.channels, tiles.filters)
        shareTiles(run) { room, first, count in
            for i in 0..<count {
                tiles.transformImage(first + i, site.input, to: room.v + i * channels, imagePlane, room.own)
            }
            for p in 0..<WinogradTiles.planes {
                site.loops.products.product(
                    channelRows.rows(room.v + p * imagePlane), count, weights.panels.base + p * weights.pairs, filters,
                    .zero, false, room.m + p * resultPlane, channelRows.results)
            }
            for i in 0..<count {
                tiles.result(
                    first + i, room.m + i * filters, resultPlane, bias: weights.appliedBias, isRectified: isRectified,
                    to: site.output, room.own)
            }
            if let given = site.given, given.isDone(run) {
                given.work(first / tiles.perImage..<(first + count) / tiles.perImage, run.isTraining)
            }
        }
        if !isRectified { activation.apply(run.count * tiles.window.places, columns: filters, site) }
    }

    func backward(_ run: StepRun) {
        let (channels, filters) = (tiles.channels, tiles.filters)
        if site.inputGradient != nil { weights.packBack() }
        site.share(run.count) { part, samples in
            let room = room(part), places = samples.count * tiles.window.places
            room.du.update(repeating: 0, count: WinogradTiles.planes * weights.pairs + filters)
            let from = samples.lowerBound * site.outputCount, dy = site.outputGradient + from
            if !site.skipsActivationGradient {
                activation.gradient(dy, site.output + from, rows: places, columns: filters, site.loops)
            }
            if weights.bias != nil && site.learns { site.loops.sumRows(room.dBias, dy, places, filters) }
            if let dx = site.inputGradient, !addsToSum {
                (dx + samples.lowerBound * site.inputCount).update(
                    repeating: 0, count: samples.count * site.inputCount)
            }
        }
        share(run) { room, first, count in
            for i in 0..<count {
                tiles.transformGradient(first + i, site.outputGradient, to: room.m + i * filters, resultPlane, room.own)
            }
            if site.learns {
                for i in 0..<count {
                    tiles.transformImage(first + i, site.input, to: room.v + i * channels, imagePlane, room.own)
                }
                for p in 0..<WinogradTiles.planes {
                    site.loops.products.outer(
                        channelRows.rows(room.v + p * imagePlane), count, room.m + p * resultPlane,
                        channelRows.results, filters, true, room.du + p * weights.pairs, filters)
                }
            }
            guard let dx = site.inputs[0].sum ?? site.inputGradient else { return }
            for p in 0..<WinogradTiles.planes {
                site.loops.products.product(
                    filterRows.rows(room.m + p * resultPlane), count, weights.backPanels.base + p * weights.pairs,
                    channels, .zero, false, room.v + p * imagePlane, filterRows.results)
            }
            for i in 0..<count { tiles.addBack(first + i, room.v + i * channels, imagePlane, to: dx, room.own) }
        }
        gatherGradients(run)
    }

    /// The parts' sums are added in their order, so that the result does not depend on who was first.
    private func gatherGradients(_ run: StepRun) {
        guard site.learns else { return }
        let pairs = weights.pairs, parts = min(StepSite.parts, max(run.count, 1)), sum = room(0).du
        weights.setGradient(sum) { from, count in
            for p in 0..<WinogradTiles.planes {
                for part in 1..<max(parts, 1) {
                    site.loops.add(sum + p * pairs + from, room(part).du + p * pairs + from, count)
                }
            }
        }
        guard let bias = weights.bias else { return }
        bias.gradient.update(repeating: 0, count: tiles.filters)
        for part in 0..<parts { site.loops.add(bias.gradient, room(part).dBias, tiles.filters) }
    }
}
