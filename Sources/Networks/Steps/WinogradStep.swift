import Loops

/// A convolution by Winograd's F(4x4, 3x3) or F(2x2, 5x5): tiles of results, transformed, become 36 products of
/// [tiles, channels] with [channels, filters], a quarter of the definition's multiplications, or 36 of 100.
///
/// The way back is the transpose of the way forward: z = A dy Aᵀ; du = vᵀ z; dv = z uᵀ, whose B dv Bᵀ overlap and are added.
final class WinogradStep: Step {
    private let site: StepSite
    private let window: Window
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let applied: AppliedWeights
    private let channels: Int
    private let filters: Int
    private let tileRows: Int
    private let tileColumns: Int
    /// Tiles that are worked on together.
    private let together: Int
    /// Rows of tiles in a plane of channels, and of filters.
    private let channelRows: Gathering
    private let filterRows: Gathering
    /// The transformed kernel [36, C, F], and packed for the way forward and back.
    private let transformed: Scratch
    private let panels: Scratch
    private let backPanels: Scratch
    /// For each part: planes of channels, planes of filters, a border's tile, the transformed kernel's gradient, the
    /// bias's.
    private let scratch: Scratch
    private let scratchCount: Int
    private let imagePlane: Int
    private let resultPlane: Int

    private static let planes = 36
    /// What a core's second-level cache holds of both planes, in floats. Measured: 100,000 to 200,000 are alike.
    private static let cacheCount = 150_000

    private let size: WinogradLoops.Size
    /// Rows and columns of results in a tile.
    private let extent: Int

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

    init(
        layer: Layer, site: StepSite, window: Window, size: WinogradLoops.Size, activation: ActivationKind
    ) throws(NetworkError) {
        self.site = site
        self.size = size
        extent = size.results
        self.window = window
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        applied = try AppliedWeights(layer, site)
        channels = window.channels
        filters = kernel.shape[3]
        tileRows = (window.outputHeight + extent - 1) / extent
        tileColumns = (window.outputWidth + extent - 1) / extent
        let most = tileRows * tileColumns * ((site.batch + StepSite.parts - 1) / StepSite.parts)
        let fitting = WinogradStep.cacheCount / (WinogradStep.planes * (channels + filters)) / 12 * 12
        together = max(1, min(most, max(24, fitting)))
        // Not a power of two apart: 36 places at the same distance in a cache's page would drive each other out.
        imagePlane = together * channels + 16
        resultPlane = together * filters + 16
        let (channels, filters) = (self.channels, self.filters)
        channelRows = try Gathering(
            rows: (0..<together).map { ($0 * channels, $0 * filters) }, segments: [0], length: channels)
        filterRows = try Gathering(
            rows: (0..<together).map { ($0 * filters, $0 * channels) }, segments: [0], length: filters)
        let what = "a convolution"
        transformed = try Scratch(WinogradStep.planes * channels * filters, what)
        panels = try Scratch(WinogradStep.planes * channels * filters, what)
        backPanels = try Scratch(site.inputGradient == nil ? 0 : WinogradStep.planes * channels * filters, what)
        scratchCount =
            WinogradStep.planes * (imagePlane + resultPlane + channels * filters) + 36 * max(channels, filters)
            + WinogradLoops.roomCount + filters + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, what)
    }

    /// The parts of a part's scratch.
    private struct Room {
        let v: Target
        let m: Target
        let border: Target
        /// A tile between its two maps.
        let tile: Target
        let du: Target
        let dBias: Target
    }

    private func room(_ part: Int) -> Room {
        let v = scratch.base + part * scratchCount
        let m = v + WinogradStep.planes * imagePlane
        let border = m + WinogradStep.planes * resultPlane
        let tile = border + 36 * max(channels, filters)
        let du = tile + WinogradLoops.roomCount
        return Room(
            v: v, m: m, border: border, tile: tile, du: du, dBias: du + WinogradStep.planes * channels * filters)
    }

    /// A tile: its sample, and its first result's row and column.
    private struct Tile {
        let sample: Int
        let row: Int
        let column: Int
    }

    private func tile(_ first: Int, _ i: Int) -> Tile {
        let perImage = tileRows * tileColumns, place = (first + i) % perImage
        return Tile(
            sample: (first + i) / perImage, row: place / tileColumns * extent,
            column: place % tileColumns * extent)
    }

    /// Runs a job for each few tiles of each part: the first one's number, and how many.
    private func share(_ run: StepRun, _ body: (_ room: Room, _ first: Int, _ count: Int) -> Void) {
        let perImage = tileRows * tileColumns
        site.share(run.count) { part, samples in
            let room = room(part), end = samples.upperBound * perImage
            for first in stride(from: samples.lowerBound * perImage, to: end, by: together) {
                if run.isCancelled { return }
                body(room, first, min(together, end - first))
            }
        }
    }

    /// The same where no result depends on tiles beside it: a few images are shared by several workers.
    private func shareTiles(_ run: StepRun, _ body: (_ room: Room, _ first: Int, _ count: Int) -> Void) {
        if run.count >= StepSite.parts { return share(run, body) }
        let perImage = tileRows * tileColumns
        site.sharePieces(run.count, of: perImage) { part, sample, tiles in
            let room = room(part)
            for first in stride(from: tiles.lowerBound, to: tiles.upperBound, by: together) {
                if run.isCancelled { return }
                body(room, sample * perImage + first, min(together, tiles.upperBound - first))
            }
        }
    }

    /// Splits work on elements evenly over parts, in vectors of 16.
    private func split(_ count: Int, _ body: (_ from: Int, _ count: Int, _ room: Target) -> Void) {
        let vectors = (count + 15) / 16
        site.workers.run(parts: StepSite.parts) { part in
            let from = vectors * part / StepSite.parts * 16, to = min(vectors * (part + 1) / StepSite.parts * 16, count)
            if to > from { body(from, to - from, room(part).tile) }
        }
    }

    private func pack(_ panels: Target, isBack: Bool) {
        let (c, f) = (channels, filters)
        site.workers.run(parts: StepSite.parts) { part in
            for p in (WinogradStep.planes * part / StepSite.parts)..<(WinogradStep.planes * (part + 1) / StepSite.parts)
            {
                let from = transformed.base + p * c * f, to = panels + p * c * f
                if isBack {
                    site.loops.products.pack(from, 1, f, f, c, to, 0, f)
                } else {
                    site.loops.products.pack(from, f, 1, c, f, to, 0, c)
                }
            }
        }
    }

    /// v = Bᵀ d B of some tiles.
    private func transformImages(_ first: Int, _ count: Int, _ room: Room) {
        let loops = site.loops.winograd
        for i in 0..<count {
            let tile = tile(first, i)
            let x = site.input + tile.sample * site.inputCount
            let (y0, x0) = (tile.row - window.top, tile.column - window.left)
            if y0 >= 0 && x0 >= 0 && y0 + 6 <= window.height && x0 + 6 <= window.width {
                loops.image(
                    x + (y0 * window.width + x0) * channels, window.width * channels, channels, room.v + i * channels,
                    imagePlane, room.tile)
            } else {
                let rows = max(0, y0)..<min(window.height, y0 + 6), columns = max(0, x0)..<min(window.width, x0 + 6)
                room.border.update(repeating: 0, count: 36 * channels)
                for row in rows where !columns.isEmpty {
                    (room.border + ((row - y0) * 6 + columns.lowerBound - x0) * channels).update(
                        from: x + (row * window.width + columns.lowerBound) * channels, count: columns.count * channels)
                }
                loops.image(room.border, 6 * channels, channels, room.v + i * channels, imagePlane, room.tile)
            }
        }
    }

    func forward(_ run: StepRun) {
        let loops = site.loops.winograd
        if run.areWeightsNew {
            applied.refresh(site.loops)
            split(channels * filters) { from, count, tile in
                loops.weights(applied.kernel + from, transformed.base + from, count, channels * filters, tile, size)
            }
            pack(panels.base, isBack: false)
        }
        let isRectified = activation.formula == .relu
        let (height, width) = (window.outputHeight, window.outputWidth)
        shareTiles(run) { room, first, count in
            transformImages(first, count, room)
            for p in 0..<WinogradStep.planes {
                site.loops.products.product(
                    channelRows.rows(room.v + p * imagePlane), count, panels.base + p * channels * filters, filters,
                    .zero, false, room.m + p * resultPlane, channelRows.results)
            }
            for i in 0..<count {
                let tile = tile(first, i)
                let y = site.output + tile.sample * site.outputCount + (tile.row * width + tile.column) * filters
                let bias = applied.bias
                if tile.row + extent <= height && tile.column + extent <= width {
                    loops.result(
                        room.m + i * filters, resultPlane, filters, bias, isRectified, y, width * filters,
                        room.tile, size)
                } else {
                    loops.result(
                        room.m + i * filters, resultPlane, filters, bias, isRectified, room.border, extent * filters,
                        room.tile, size)
                    let columns = min(extent, width - tile.column)
                    for row in 0..<min(extent, height - tile.row) {
                        (y + row * width * filters).update(
                            from: room.border + row * extent * filters, count: columns * filters)
                    }
                }
            }
        }
        if activation.formula == .relu || activation.formula == .linear { return }
        site.share(run.count) { _, samples in
            activation.apply(
                site.output + samples.lowerBound * site.outputCount, rows: samples.count * window.places,
                columns: filters, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        if site.inputGradient != nil { pack(backPanels.base, isBack: true) }
        site.share(run.count) { part, samples in
            let room = room(part)
            room.du.update(repeating: 0, count: WinogradStep.planes * channels * filters + filters)
            let dy = site.outputGradient + samples.lowerBound * site.outputCount
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + samples.lowerBound * site.outputCount, rows: samples.count * window.places,
                    columns: filters, site.loops)
            }
            if bias != nil && site.learns {
                site.loops.sumRows(room.dBias, dy, samples.count * window.places, filters)
            }
            site.inputGradient.map {
                ($0 + samples.lowerBound * site.inputCount).update(
                    repeating: 0, count: samples.count * site.inputCount)
            }
        }
        share(run) { room, first, count in
            transformGradients(first, count, room)
            if site.learns {
                transformImages(first, count, room)
                for p in 0..<WinogradStep.planes {
                    site.loops.products.outer(
                        channelRows.rows(room.v + p * imagePlane), count, room.m + p * resultPlane,
                        channelRows.results, filters, true, room.du + p * channels * filters, filters)
                }
            }
            guard let dx = site.inputGradient else { return }
            for p in 0..<WinogradStep.planes {
                site.loops.products.product(
                    filterRows.rows(room.m + p * resultPlane), count, backPanels.base + p * channels * filters,
                    channels,
                    .zero, false, room.v + p * imagePlane, filterRows.results)
            }
            for i in 0..<count { addBack(tile(first, i), room.v + i * channels, room, dx) }
        }
        gatherGradients(run)
    }

    /// z = A dy Aᵀ of some tiles.
    private func transformGradients(_ first: Int, _ count: Int, _ room: Room) {
        let loops = site.loops.winograd, width = window.outputWidth
        for i in 0..<count {
            let tile = tile(first, i)
            let dy = site.outputGradient + tile.sample * site.outputCount + (tile.row * width + tile.column) * filters
            let z = room.m + i * filters
            if tile.row + extent <= window.outputHeight && tile.column + extent <= width {
                loops.resultGradient(dy, width * filters, filters, z, resultPlane, room.tile, size)
            } else {
                let columns = min(extent, width - tile.column)
                room.border.update(repeating: 0, count: 16 * filters)
                for row in 0..<min(extent, window.outputHeight - tile.row) {
                    (room.border + row * extent * filters).update(
                        from: dy + row * width * filters, count: columns * filters)
                }
                loops.resultGradient(room.border, extent * filters, filters, z, resultPlane, room.tile, size)
            }
        }
    }

    /// dx += B dv Bᵀ of one tile.
    private func addBack(_ tile: Tile, _ dv: Source, _ room: Room, _ gradient: Target) {
        let loops = site.loops.winograd
        let dx = gradient + tile.sample * site.inputCount
        let (y0, x0) = (tile.row - window.top, tile.column - window.left)
        if y0 >= 0 && x0 >= 0 && y0 + 6 <= window.height && x0 + 6 <= window.width {
            loops.imageGradient(
                dv, imagePlane, channels, dx + (y0 * window.width + x0) * channels, window.width * channels,
                room.tile)
            return
        }
        let rows = max(0, y0)..<min(window.height, y0 + 6), columns = max(0, x0)..<min(window.width, x0 + 6)
        room.border.update(repeating: 0, count: 36 * channels)
        loops.imageGradient(dv, imagePlane, channels, room.border, 6 * channels, room.tile)
        for row in rows where !columns.isEmpty {
            site.loops.add(
                dx + (row * window.width + columns.lowerBound) * channels,
                room.border + ((row - y0) * 6 + columns.lowerBound - x0) * channels, columns.count * channels)
        }
    }

    /// dw = Gᵀ du G; the parts' sums are added in their order, so that the result does not depend on who was first.
    private func gatherGradients(_ run: StepRun) {
        guard site.learns else { return }
        let pairs = channels * filters
        let parts = min(StepSite.parts, max(run.count, 1))
        split(pairs) { from, count, tile in
            let sum = room(0).du
            for p in 0..<WinogradStep.planes {
                for part in 1..<max(parts, 1) {
                    site.loops.add(sum + p * pairs + from, room(part).du + p * pairs + from, count)
                }
            }
            site.loops.winograd.weightsGradient(sum + from, kernel.gradient + from, count, pairs, tile, size)
        }
        guard let bias else { return }
        bias.gradient.update(repeating: 0, count: filters)
        for part in 0..<parts { site.loops.add(bias.gradient, room(part).dBias, filters) }
    }
}
