import Loops

/// dW = xᵀ dy over the workers, x [rows, inputs] and dy [rows, units].
///
/// Large matrices are multiplied as on the way forward, xᵀ with the packed dy: read where they lie, every row of a tile
/// is on another page. Small ones are not worth the copies. Every element is summed in the same order, however work is
/// cut.
final class KernelGradient {
    private let inputs: Int
    private let units: Int
    /// Rows that are worked on together where they lie, and where they are.
    private let together: Int
    private let whole: Gathering
    private let turned: Turned?

    /// xᵀ and what multiplies it.
    private struct Turned {
        let rows: Int
        let x: Scratch
        let product: MatrixProduct
    }

    /// Pieces of work, at least, so that workers end together.
    private static let pieces = 16
    /// Rows of x, and of dW, and columns from which on the copies cost less than they gain.
    private static let leastRows = 32
    private static let leastColumns = 128

    /// - Parameter rows: of x at most
    init(inputs: Int, units: Int, rows: Int, _ workers: Workers, _ what: @autoclosure () -> String)
        throws(NetworkError)
    {
        self.inputs = inputs
        self.units = units
        // Distances are 32-bit numbers.
        let together = max(1, min(rows, 256, (1 << 30) / max(inputs, units)))
        self.together = together
        whole = try Gathering(
            rows: (0..<together).map { ($0 * inputs, $0 * units) }, segments: [0], length: inputs)
        let isLarge = min(rows, inputs) >= KernelGradient.leastRows && units >= KernelGradient.leastColumns
        turned =
            isLarge
            ? Turned(
                rows: rows, x: try Scratch(inputs * rows, what()),
                product: try MatrixProduct(
                    depth: rows, columns: units, rows: inputs, keepsPanels: false, workers, what())) : nil
    }

    /// Sets dW from `count` rows.
    func run(
        _ x: Source, _ dy: Source, _ count: Int, _ workers: Workers, _ loops: ProductLoops, to dw: Target
    ) {
        guard let turned, turned.rows == count else { return multiply(x, dy, count, workers, loops, dw) }
        let pieces = KernelGradient.pieces
        workers.run(parts: pieces) { piece in
            let from = inputs * piece / pieces, to = inputs * (piece + 1) / pieces
            loops.turn(x + from, inputs, count, to - from, turned.x.base + from * count, count)
        }
        turned.product.run(
            turned.x.base, inputs, packing: .init(base: dy, rowStride: units, columnStride: 1), workers, loops,
            to: .init(y: dw, bias: nil, isRectified: false))
    }

    /// Each piece of work some columns of dW, in 32 as the widest tiles are; where they are few some rows, in eights.
    private func multiply(
        _ x: Source, _ dy: Source, _ count: Int, _ workers: Workers, _ loops: ProductLoops, _ dw: Target
    ) {
        let isCutByUnits = units >= 256
        let tile = isCutByUnits ? 32 : 8, extent = isCutByUnits ? units : inputs
        let tiles = (extent + tile - 1) / tile, pieces = min(KernelGradient.pieces, tiles)
        workers.run(parts: pieces) { piece in
            let from = tiles * piece / pieces * tile, to = min(tiles * (piece + 1) / pieces * tile, extent)
            let row = isCutByUnits ? 0 : from, column = isCutByUnits ? from : 0
            for first in stride(from: 0, to: count, by: together) {
                var rows = whole.rows(x + first * inputs + row)
                rows.length = isCutByUnits ? inputs : to - from
                loops.outer(
                    rows, min(together, count - first), dy + first * units + column, whole.results,
                    isCutByUnits ? to - from : units, first > 0, dw + row * units + column, units)
            }
        }
    }
}
