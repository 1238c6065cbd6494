import Loops

/// Where the tiles of a convolution lie, and the maps between images and planes of transformed tiles (`WinogradLoops`).
///
/// Tiles are numbered row by row, one sample after the other.
struct WinogradTiles {
    /// A transformed tile's elements, one in each plane.
    static let planes = 36

    let window: Window
    let filters: Int
    let size: WinogradLoops.Size
    /// Rows and columns of tiles in an image.
    let rows: Int
    let columns: Int
    private let loops: LoopTable

    init(_ window: Window, filters: Int, size: WinogradLoops.Size, _ loops: LoopTable) {
        self.window = window
        self.filters = filters
        self.size = size
        self.loops = loops
        rows = (window.outputHeight + size.results - 1) / size.results
        columns = (window.outputWidth + size.results - 1) / size.results
    }

    var channels: Int { window.channels }
    var perImage: Int { rows * columns }

    /// What one worker needs of its own: a tile over the border, and one between its two maps.
    struct Room {
        let border: Target
        let tile: Target

        init(_ base: Target, _ tiles: WinogradTiles) {
            border = base
            tile = base + 36 * max(tiles.channels, tiles.filters)
        }
    }

    /// Floats of a worker's room.
    var roomCount: Int { 36 * max(channels, filters) + WinogradLoops.roomCount }

    /// A tile: its sample, and its first result's row and column.
    private struct Tile {
        let sample: Int
        let row: Int
        let column: Int
    }

    private func tile(_ number: Int) -> Tile {
        let place = number % perImage
        return Tile(
            sample: number / perImage, row: place / columns * size.results, column: place % columns * size.results)
    }

    /// The pixels of a tile that are in the image, and its first one's row and column, which may be outside.
    private func pixels(_ tile: Tile) -> (y0: Int, x0: Int, rows: Range<Int>, columns: Range<Int>, isInside: Bool) {
        let (y0, x0) = (tile.row - window.top, tile.column - window.left)
        let rows = max(0, y0)..<max(0, y0, min(window.height, y0 + 6))
        let columns = max(0, x0)..<max(0, x0, min(window.width, x0 + 6))
        return (y0, x0, rows, columns, rows.count == 6 && columns.count == 6)
    }

    /// v = Bᵀ d B of a tile of the images at `images`; planes of v at `plane`.
    func transformImage(_ number: Int, _ images: Source, to v: Target, _ plane: Int, _ room: Room) {
        let tile = tile(number), (y0, x0, rows, columns, isInside) = pixels(tile)
        let x = images + tile.sample * window.imageCount
        if isInside {
            return loops.winograd.image(
                x + (y0 * window.width + x0) * channels, window.width * channels, channels, v, plane, room.tile)
        }
        room.border.update(repeating: 0, count: 36 * channels)
        for row in rows where !columns.isEmpty {
            (room.border + ((row - y0) * 6 + columns.lowerBound - x0) * channels).update(
                from: x + (row * window.width + columns.lowerBound) * channels, count: columns.count * channels)
        }
        loops.winograd.image(room.border, 6 * channels, channels, v, plane, room.tile)
    }

    /// y = Aᵀ m A + bias of a tile of the results at `results`; rectified where asked for.
    func result(
        _ number: Int, _ m: Source, _ plane: Int, bias: Source?, isRectified: Bool, to results: Target, _ room: Room
    ) {
        let tile = tile(number), extent = size.results, width = window.outputWidth
        let y = results + (tile.sample * window.places + tile.row * width + tile.column) * filters
        if tile.row + extent <= window.outputHeight && tile.column + extent <= width {
            return loops.winograd.result(m, plane, filters, bias, isRectified, y, width * filters, room.tile, size)
        }
        loops.winograd.result(m, plane, filters, bias, isRectified, room.border, extent * filters, room.tile, size)
        let columns = min(extent, width - tile.column)
        for row in 0..<min(extent, window.outputHeight - tile.row) {
            (y + row * width * filters).update(from: room.border + row * extent * filters, count: columns * filters)
        }
    }

    /// z = A dy Aᵀ of a tile of the results' gradients at `gradients`.
    func transformGradient(_ number: Int, _ gradients: Source, to z: Target, _ plane: Int, _ room: Room) {
        let tile = tile(number), extent = size.results, width = window.outputWidth
        let dy = gradients + (tile.sample * window.places + tile.row * width + tile.column) * filters
        if tile.row + extent <= window.outputHeight && tile.column + extent <= width {
            return loops.winograd.resultGradient(dy, width * filters, filters, z, plane, room.tile, size)
        }
        let columns = min(extent, width - tile.column)
        room.border.update(repeating: 0, count: 16 * filters)
        for row in 0..<min(extent, window.outputHeight - tile.row) {
            (room.border + row * extent * filters).update(from: dy + row * width * filters, count: columns * filters)
        }
        loops.winograd.resultGradient(room.border, extent * filters, filters, z, plane, room.tile, size)
    }

    /// dx += B dv Bᵀ of a tile of the images' gradients at `gradients`.
    func addBack(_ number: Int, _ dv: Source, _ plane: Int, to gradients: Target, _ room: Room) {
        let tile = tile(number), (y0, x0, rows, columns, isInside) = pixels(tile)
        let dx = gradients + tile.sample * window.imageCount
        if isInside {
            return loops.winograd.imageGradient(
                dv, plane, channels, dx + (y0 * window.width + x0) * channels, window.width * channels, room.tile)
        }
        room.border.update(repeating: 0, count: 36 * channels)
        loops.winograd.imageGradient(dv, plane, channels, room.border, 6 * channels, room.tile)
        for row in rows where !columns.isEmpty {
            loops.add(
                dx + (row * window.width + columns.lowerBound) * channels,
                room.border + ((row - y0) * 6 + columns.lowerBound - x0) * channels, columns.count * channels)
        }
    }
}
