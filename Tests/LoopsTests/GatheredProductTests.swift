import Loops
import Testing

/// A matrix of rows that lie anywhere, as windows of an image do, and where its results go.
private struct Gathered {
    let data: Memory
    let starts: [Int32]
    let segments: [Int32]
    let length: Int
    let results: [Int32]
    let columns: Int

    init(_ numbers: inout Numbers, rows: Int, segments count: Int, length: Int, columns: Int) {
        // Rows overlap, in no order; segments are a little apart.
        starts = (0..<rows).map { _ in Int32(numbers.int(0...(3 * rows))) }
        segments = (0..<count).map { Int32($0 * (length + 3)) }
        // The loops may read eight floats behind a row.
        data = Memory(numbers.floats(3 * rows + count * (length + 3) + 8))
        self.length = length
        self.columns = columns
        // Every result row has its own place, in turned order.
        results = (0..<rows).map { Int32((rows - 1 - $0) * (columns + 2)) }
    }

    var depth: Int { segments.count * length }

    func element(_ row: Int, _ k: Int) -> Double {
        Double(data.values[Int(starts[row] + segments[k / length]) + k % length])
    }

    func with<R>(_ body: (GatheredRows, UnsafePointer<Int32>) -> R) throws -> R {
        try starts.withUnsafeBufferPointer { starts in
            try segments.withUnsafeBufferPointer { segments in
                try results.withUnsafeBufferPointer { results in
                    let rows = GatheredRows(
                        base: data.base, starts: try #require(starts.baseAddress),
                        segments: try #require(segments.baseAddress), segmentCount: segments.count, length: length)
                    return body(rows, try #require(results.baseAddress))
                }
            }
        }
    }
}

/// Rows around the heights of tiles, columns around the widths of panels.
private let shapes: [(rows: Int, segments: Int, length: Int, columns: Int)] = [
    (1, 1, 1, 1), (2, 3, 3, 6), (5, 1, 9, 15), (6, 2, 8, 16), (7, 3, 5, 17), (8, 1, 40, 31), (11, 2, 16, 32),
    (12, 3, 7, 33), (13, 1, 24, 47), (3, 2, 10, 48), (25, 3, 6, 49), (4, 1, 17, 63), (19, 2, 12, 64), (9, 1, 5, 65),
    (14, 2, 9, 100), (6, 1, 33, 130),
]

@Test(arguments: tables)
func productsOfGatheredRowsAgreeWithTheDefinition(_ table: Int) throws {
    let loops = Loops.available[table].products
    var numbers = Numbers(seed: 31)
    for (rows, segments, length, columns) in shapes {
        let x = Gathered(&numbers, rows: rows, segments: segments, length: length, columns: columns)
        let depth = x.depth, stride = columns + 2
        let b = numbers.floats(depth * columns), bias = Memory(numbers.floats(columns))
        let panels = Memory(count: ProductLoops.panelCount(rows: depth, columns: columns))
        // Packed in two goes, from the matrix and from its transpose.
        let half = depth / 2
        let turned = (0..<(depth * columns)).map { b[$0 % depth * columns + $0 / depth] }
        let straight = Memory(b), transposed = Memory(turned)
        loops.pack(straight.base, columns, 1, half, columns, panels.base, 0, depth)
        loops.pack(transposed.base + half, 1, depth, depth - half, columns, panels.base, half, depth)
        #expect(panels.isIntact)
        let before = numbers.floats(rows * stride)
        for (start, isRectified) in [(0, false), (0, true), (1, false), (1, true), (2, false), (2, true)] {
            let y = Memory(before)
            let from: ProductLoops.Beginning = start == 0 ? .zero : start == 1 ? .bias(bias.base) : .result
            try x.with { loops.product($0, rows, panels.base, columns, from, isRectified, y.base, $1) }
            var expected = before.map(Double.init)
            for row in 0..<rows {
                for column in 0..<columns {
                    let at = Int(x.results[row]) + column
                    let first = start == 0 ? 0 : start == 1 ? Double(bias.values[column]) : expected[at]
                    let sum = (0..<depth).reduce(first) { $0 + x.element(row, $1) * Double(b[$1 * columns + column]) }
                    expected[at] = isRectified ? max(0, sum) : sum
                }
            }
            #expect(
                difference(y.values, expected) < 1e-5 && y.isIntact,
                "\(Loops.available[table].name) \(rows) \(segments) \(length) \(columns) \(start) \(isRectified)")
        }
    }
}

@Test(arguments: tables)
func outerProductsOfGatheredRowsAgreeWithTheDefinition(_ table: Int) throws {
    let loops = Loops.available[table].products
    var numbers = Numbers(seed: 32)
    for (rows, segments, length, columns) in shapes {
        let x = Gathered(&numbers, rows: rows, segments: segments, length: length, columns: columns)
        let stride = columns + 3
        // The loops may read 32 floats behind a row.
        let dy = Memory(numbers.floats(rows * (columns + 2) + 32))
        let before = numbers.floats(x.depth * stride)
        for addsUp in [false, true] {
            let dw = Memory(before)
            try x.with { loops.outer($0, rows, dy.base, $1, columns, addsUp, dw.base, stride) }
            var expected = before.map(Double.init)
            for k in 0..<x.depth {
                for column in 0..<columns {
                    let first = addsUp ? expected[k * stride + column] : 0
                    expected[k * stride + column] = (0..<rows).reduce(first) {
                        $0 + x.element($1, k) * Double(dy.values[Int(x.results[$1]) + column])
                    }
                }
            }
            #expect(
                difference(dw.values, expected) < 1e-5 && dw.isIntact,
                "\(Loops.available[table].name) \(rows) \(segments) \(length) \(columns) \(addsUp)")
        }
    }
}

/// What is not a number stays so, through the rectifier too.
@Test(arguments: tables)
func productsKeepNotANumber(_ table: Int) throws {
    let loops = Loops.available[table].products
    var numbers = Numbers(seed: 33)
    let x = Gathered(&numbers, rows: 3, segments: 1, length: 4, columns: 64)
    let panels = Memory([Float](repeating: .nan, count: ProductLoops.panelCount(rows: 4, columns: 64)))
    let y = Memory(count: 3 * 66)
    try x.with { loops.product($0, 3, panels.base, 64, .zero, true, y.base, $1) }
    #expect(x.results.allSatisfy { y.values[Int($0)].isNaN && y.values[Int($0) + 63].isNaN })
}

@Test(arguments: tables)
func turnedMatricesHaveColumnsAsRows(_ table: Int) throws {
    let loops = Loops.available[table].products
    var numbers = Numbers(seed: 34)
    for (rows, columns) in [(1, 1), (16, 16), (40, 31), (33, 50), (5, 17), (64, 3)] {
        let matrix = Memory(numbers.floats(rows * (columns + 2))), turned = Memory(count: columns * (rows + 1))
        loops.turn(matrix.base, columns + 2, rows, columns, turned.base, rows + 1)
        let expected = (0..<(columns * (rows + 1))).map { place in
            let (column, row) = (place / (rows + 1), place % (rows + 1))
            return row < rows ? matrix.values[row * (columns + 2) + column] : 0
        }
        #expect(turned.values == expected && turned.isIntact, "\(Loops.available[table].name) \(rows) \(columns)")
    }
}
