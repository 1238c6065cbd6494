import Loops

/// y = x B for many rows of x over the workers, B [depth, columns] packed.
///
/// Work is cut into panels of 64 columns, and into rows where these are few: a worker packs a panel and goes over all rows
/// while it is in the second-level cache. Every element of y is summed in the same order, however work is cut.
final class MatrixProduct {
    private let depth: Int
    private let columns: Int
    /// Rows of x that are worked on together.
    private let together: Int
    /// Rows of x with those of y, a stretch of x's columns each.
    private let stretches: [Gathering]
    private let panels: Scratch

    /// Rows of B whose panel of columns takes a small part of a core's second-level cache.
    private static let stretch = 1_024
    /// Columns of the widest panel.
    private static let panel = 64
    /// A whole number of tiles, of six, eight or twelve rows.
    private static let tiles = 24
    /// Pieces of work, at least, so that workers end together.
    private static let pieces = 16

    /// - Parameter rows: of x at most
    init(depth: Int, columns: Int, rows: Int, _ what: @autoclosure () -> String) throws(NetworkError) {
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
        panels = try Scratch(ProductLoops.panelCount(rows: depth, columns: columns), what())
    }

    /// The panels of some columns, of a stretch of rows.
    private func panels(_ place: Int, _ column: Int) -> Target {
        panels.base + ProductLoops.panelCount(rows: place * MatrixProduct.stretch, columns: columns)
            + stretches[place].depth * column
    }

    /// Where the elements of B are.
    struct Matrix {
        let base: Source
        let rowStride: Int
        let columnStride: Int
    }

    private func pack(_ b: Matrix, _ place: Int, _ column: Int, _ loops: ProductLoops) {
        let from = b.base + place * MatrixProduct.stretch * b.rowStride + column * b.columnStride
        let depth = stretches[place].depth
        loops.pack(
            from, b.rowStride, b.columnStride, depth, min(MatrixProduct.panel, columns - column),
            panels(place, column), 0, depth)
    }

    /// Sets `rows` rows of y.
    ///
    /// - Parameters:
    ///   - b: packed before; `nil` where it is what it was
    ///   - bias: a number for each column
    func run(
        _ x: Source, _ rows: Int, packing b: Matrix?, bias: Source?, isRectified: Bool, _ workers: Workers,
        _ loops: ProductLoops, to y: Target
    ) {
        let wide = (columns + MatrixProduct.panel - 1) / MatrixProduct.panel
        let high = (rows + MatrixProduct.tiles - 1) / MatrixProduct.tiles
        let cuts = max(1, min(high, (MatrixProduct.pieces + wide - 1) / wide))
        if let b, cuts > 1 {
            workers.run(parts: wide * stretches.count) { part in
                pack(b, part / wide, part % wide * MatrixProduct.panel, loops)
            }
        }
        workers.run(parts: wide * cuts) { part in
            let column = part / cuts * MatrixProduct.panel, cut = part % cuts
            let from = high * cut / cuts * MatrixProduct.tiles
            let end = min(high * (cut + 1) / cuts * MatrixProduct.tiles, rows)
            for (place, stretch) in stretches.enumerated() {
                if let b, cuts == 1 { pack(b, place, column, loops) }
                let start: ProductLoops.Beginning = place > 0 ? .result : bias.map { .bias($0 + column) } ?? .zero
                for first in Swift.stride(from: from, to: end, by: together) {
                    loops.product(
                        stretch.rows(x + first * depth + place * MatrixProduct.stretch), min(together, end - first),
                        panels(place, column), min(MatrixProduct.panel, columns - column), start,
                        isRectified && place == stretches.count - 1, y + first * columns + column, stretch.results)
                }
            }
        }
    }
}
