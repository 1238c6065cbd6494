import Loops
import Synchronization

/// y = x B for many rows of x over the workers, B [depth, columns] packed.
///
/// Work is cut into panels of 64 columns, and into rows where these are few: a worker packs a panel and goes over all rows
/// while it is in the second-level cache. A matrix that is another one each time, as weights in training are, is never
/// packed as a whole: a worker packs one panel over the last. Every element of y is summed in the same order, however work
/// is cut.
final class MatrixProduct {
    private let depth: Int
    private let columns: Int
    /// Rows of x that are worked on together.
    private let together: Int
    /// Rows of x with those of y, a stretch of x's columns each.
    private let stretches: [Gathering]
    private let panels: Scratch
    /// A panel for each worker.
    private let room: Scratch
    /// Panels that whole pieces of work take each, where they are not kept: as many for each worker.
    private let passing: Int
    /// Floats of a panel that passes by.
    private let roomCount: Int

    /// Rows of B whose panel of columns takes a small part of a core's second-level cache.
    private static let stretch = 1_024
    /// Columns of the widest panel.
    private static let panel = 64
    /// A whole number of tiles, of six, eight or twelve rows.
    private static let tiles = 24
    /// Pieces of work, at least, so that workers end together.
    private static let pieces = 16

    /// - Parameters:
    ///   - rows: of x at most
    ///   - keepsPanels: false where each run packs its matrix: then all but the last panels pass by
    init(
        depth: Int, columns: Int, rows: Int, keepsPanels: Bool, _ workers: Workers, _ what: @autoclosure () -> String
    ) throws(NetworkError) {
        self.depth = depth
        self.columns = columns
        // Distances are 32-bit numbers.
        let together = max(1, min(rows, 256, (1 << 30) / max(depth, columns)))
        self.together = together
        var stretches: [Gathering] = []
        for first in stride(from: 0, to: depth, by: MatrixProduct.stretch) {
            stretches.append(
                try Gathering(
                    rows: (0..<together).map { ($0 * depth, $0 * columns) }, segments: [0],
                    length: min(MatrixProduct.stretch, depth - first)))
        }
        self.stretches = stretches
        let wide = (columns + MatrixProduct.panel - 1) / MatrixProduct.panel
        passing = keepsPanels ? 0 : wide / workers.count * workers.count
        let kept = max(0, columns - passing * MatrixProduct.panel)
        roomCount = min(depth, MatrixProduct.stretch) * MatrixProduct.panel
        room = try Scratch(passing > 0 ? workers.count * roomCount : 0, what())
        panels = try Scratch(ProductLoops.panelCount(rows: depth, columns: kept), what())
    }

    /// The kept panels of some columns, of a stretch of rows.
    private func panels(_ place: Int, _ column: Int) -> Target {
        let first = passing * MatrixProduct.panel
        return panels.base + ProductLoops.panelCount(rows: place * MatrixProduct.stretch, columns: columns - first)
            + stretches[place].depth * (column - first)
    }

    /// Where the elements of B are.
    struct Matrix {
        let base: Source
        let rowStride: Int
        let columnStride: Int
    }

    private func pack(_ b: Matrix, _ place: Int, _ column: Int, _ loops: ProductLoops, to panel: Target) {
        let from = b.base + place * MatrixProduct.stretch * b.rowStride + column * b.columnStride
        let depth = stretches[place].depth
        loops.pack(
            from, b.rowStride, b.columnStride, depth, min(MatrixProduct.panel, columns - column),
            panel, 0, depth)
    }

    /// Where a product goes and what it starts from.
    struct Result {
        let y: Target
        /// A number for each column.
        let bias: Source?
        let isRectified: Bool
    }

    /// Sets `rows` rows of y.
    ///
    /// - Parameter b: packed before; `nil` where it is what it was
    func run(
        _ x: Source, _ rows: Int, packing b: Matrix?, _ workers: Workers, _ loops: ProductLoops, to result: Result
    ) {
        if let b, passing > 0 {
            let next = Atomic<Int>(0)
            workers.run(parts: workers.count) { worker in
                let room = room.base + worker * roomCount
                while true {
                    let panel = next.add(1, ordering: .relaxed).oldValue
                    if panel >= passing { return }
                    multiply(x, 0..<rows, panel * MatrixProduct.panel, loops, result) { (place, column) in
                        pack(b, place, column, loops, to: room)
                        return room
                    }
                }
            }
        }
        let wide = (columns + MatrixProduct.panel - 1) / MatrixProduct.panel - passing
        let high = (rows + MatrixProduct.tiles - 1) / MatrixProduct.tiles
        if wide <= 0 { return }
        let cuts = max(1, min(high, (MatrixProduct.pieces + wide - 1) / wide))
        if let b, cuts > 1 {
            workers.run(parts: wide * stretches.count) { part in
                let place = part / wide, column = (passing + part % wide) * MatrixProduct.panel
                pack(b, place, column, loops, to: panels(place, column))
            }
        }
        workers.run(parts: wide * cuts) { part in
            let cut = part % cuts
            let from = high * cut / cuts * MatrixProduct.tiles
            let end = min(high * (cut + 1) / cuts * MatrixProduct.tiles, rows)
            multiply(x, from..<end, (passing + part / cuts) * MatrixProduct.panel, loops, result) { (place, column) in
                let panel = panels(place, column)
                if let b, cuts == 1 { pack(b, place, column, loops, to: panel) }
                return panel
            }
        }
    }

    /// Some rows of one panel's columns.
    /// - Parameter panel: gives the packed panel of a stretch
    private func multiply(
        _ x: Source, _ rows: Range<Int>, _ column: Int, _ loops: ProductLoops, _ result: Result,
        panel: (_ place: Int, _ column: Int) -> Target
    ) {
        for (place, stretch) in stretches.enumerated() {
            let packed = panel(place, column)
            let start: ProductLoops.Beginning =
                place > 0 ? .result : result.bias.map { .bias($0 + column) } ?? .zero
            for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: together) {
                loops.product(
                    stretch.rows(x + first * depth + place * MatrixProduct.stretch),
                    min(together, rows.upperBound - first), packed, min(MatrixProduct.panel, columns - column), start,
                    result.isRectified && place == stretches.count - 1, result.y + first * columns + column,
                    stretch.results)
            }
        }
    }
}
