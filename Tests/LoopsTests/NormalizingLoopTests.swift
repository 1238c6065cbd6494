import Loops
import Testing

/// Loops over the columns of tables beside their formulas, around the edges of vectors.
@Test(arguments: tables) func columnsAreNormalizedAsTheirFormulasSay(_ table: Int) {
    let loops = Loops.available[table].normalizing
    var numbers = Numbers(seed: 21)
    for columns in [1, 3, 15, 16, 17, 31, 32, 40, 48, 64, 65, 100, 131] {
        for rows in [1, 2, 7, 33] {
            let x = numbers.floats(rows * columns, 3), dy = numbers.floats(rows * columns)
            let rowsOf = (0..<5).map { _ in numbers.floats(columns) }
            let (mean, a, b, d) = (Memory(rowsOf[0]), Memory(rowsOf[1]), Memory(rowsOf[2]), Memory(rowsOf[3]))
            let (values, gradients) = (Memory(x), Memory(dy))
            func down(_ c: Int, _ term: (Int) -> Double) -> Double {
                (0..<rows).reduce(Double(rowsOf[4][c])) { $0 + term($1 * columns + c) }
            }
            let sums = Memory(rowsOf[4]), squares = Memory(rowsOf[4]), products = Memory(rowsOf[4])
            loops.moments(sums.base, squares.base, values.base, mean.base, rows, columns)
            loops.products(products.base, gradients.base, values.base, mean.base, rows, columns)
            let distance = { (i: Int) in Double(x[i]) - Double(rowsOf[0][i % columns]) }
            #expect(difference(sums.values, (0..<columns).map { c in down(c) { distance($0) } }) < 1e-5)
            #expect(
                difference(squares.values, (0..<columns).map { c in down(c) { distance($0) * distance($0) } }) < 1e-5)
            #expect(
                difference(products.values, (0..<columns).map { c in down(c) { Double(dy[$0]) * distance($0) } }) < 1e-5
            )
            let scaled = Memory(count: x.count), rectified = Memory(count: x.count), combined = Memory(dy)
            loops.scaleRectified(rectified.base, values.base, a.base, b.base, rows, columns)
            loops.scale(scaled.base, values.base, a.base, b.base, rows, columns)
            loops.combine(combined.base, combined.base, values.base, a.base, b.base, d.base, rows, columns)
            let at = { (row: [Float], i: Int) in Double(row[i % columns]) }
            #expect(
                difference(scaled.values, x.indices.map { Double(x[$0]) * at(rowsOf[1], $0) + at(rowsOf[2], $0) })
                    < 1e-6)
            #expect(
                difference(
                    combined.values,
                    x.indices.map {
                        Double(dy[$0]) * at(rowsOf[1], $0) + Double(x[$0]) * at(rowsOf[2], $0) + at(rowsOf[3], $0)
                    }) < 1e-6)
            #expect(rectified.values == scaled.values.map { max($0, 0) })
            for memory in [sums, squares, products, scaled, rectified, combined] { #expect(memory.isIntact) }
        }
    }
}
