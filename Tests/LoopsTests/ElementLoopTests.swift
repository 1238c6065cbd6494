import Glibc
import Loops
import Testing

@Test(arguments: tables, sizes)
func activationsAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table]
    var numbers = Numbers(seed: UInt64(n))
    let x = numbers.floats(n, 6)
    let cases: [(String, (Target, Int) -> Void, (Double) -> Double)] = [
        ("relu", loops.relu, { max($0, 0) }), ("sigmoid", loops.sigmoid, { 1 / (1 + exp(-$0)) }),
        ("tanh", loops.tanh, Glibc.tanh),
    ]
    for (name, loop, formula) in cases {
        let y = Memory(x)
        loop(y.base, n)
        #expect(difference(y.values, x.map { formula(Double($0)) }) < 2e-6, "\(loops.name) \(name) of \(n)")
        #expect(y.isIntact, "\(loops.name) \(name) of \(n)")
    }
}

@Test(arguments: tables)
func activationsOfExtremeNumbersStayInTheirRange(_ table: Int) {
    let loops = Loops.available[table]
    let x: [Float] = [-.infinity, -1e30, -100, -88, 0, 88, 100, 1e30, .infinity, 1e-20, -1e-20]
    let sigmoid = Memory(x), tanh = Memory(x)
    loops.sigmoid(sigmoid.base, x.count)
    loops.tanh(tanh.base, x.count)
    #expect(sigmoid.values.allSatisfy { $0 >= 0 && $0 <= 1 }, "\(loops.name): \(sigmoid.values)")
    #expect(tanh.values.allSatisfy { $0 >= -1 && $0 <= 1 }, "\(loops.name): \(tanh.values)")
    #expect(sigmoid.values[4] == 0.5 && tanh.values[4] == 0)
}

@Test(arguments: tables)
func relusKeepNotANumber(_ table: Int) {
    let y = Memory([.nan, -1, 2])
    Loops.available[table].relu(y.base, 3)
    #expect(y.values[0].isNaN && y.values[1] == 0 && y.values[2] == 2)
}

@Test(arguments: tables, [(0, 3), (1, 1), (2, 10), (3, 16), (5, 17)])
func softmaxRowsAreProbabilities(_ table: Int, _ shape: (Int, Int)) {
    let loops = Loops.available[table]
    let (rows, columns) = shape
    var numbers = Numbers(seed: 5)
    let x = numbers.floats(rows * columns, 90)
    let y = Memory(x)
    loops.softmax(y.base, rows, columns)
    var expected: [Double] = []
    for row in 0..<rows {
        let values = x[(row * columns)..<((row + 1) * columns)].map(Double.init)
        let top = values.max() ?? 0
        let sum = values.reduce(0) { $0 + exp($1 - top) }
        expected += values.map { exp($0 - top) / sum }
    }
    #expect(difference(y.values, expected) < 2e-6, "\(loops.name) \(shape)")
    #expect(y.isIntact)
}

@Test(arguments: tables, sizes)
func gradientsOfActivationsAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table]
    var numbers = Numbers(seed: UInt64(n) + 9)
    let dy = numbers.floats(n, 2)
    let y = numbers.floats(n).map { abs($0) < 0.1 ? 0 : $0 }
    let cases: [(String, (Target, Source, Int) -> Void, (Double, Double) -> Double)] = [
        ("relu", loops.reluGradient, { dy, y in y > 0 ? dy : 0 }),
        ("sigmoid", loops.sigmoidGradient, { dy, y in dy * y * (1 - y) }),
        ("tanh", loops.tanhGradient, { dy, y in dy * (1 - y * y) }),
        ("add", loops.add, { a, b in a + b }),
    ]
    for (name, loop, formula) in cases {
        let result = Memory(dy), told = Memory(y)
        loop(result.base, told.base, n)
        #expect(
            difference(result.values, zip(dy, y).map { formula(Double($0), Double($1)) }) < 1e-6,
            "\(loops.name) \(name) of \(n)")
        #expect(result.isIntact && told.values == y)
    }
}

@Test(arguments: tables, [(1, 1), (3, 10), (2, 16), (4, 33)])
func rowLoopsAgreeWithTheirFormulas(_ table: Int, _ shape: (Int, Int)) {
    let loops = Loops.available[table]
    let (rows, columns) = shape
    var numbers = Numbers(seed: 77)
    let x = numbers.floats(rows * columns), bias = numbers.floats(columns)
    let sums = Memory(bias)
    let source = Memory(x)
    loops.sumRows(sums.base, source.base, rows, columns)
    let columnSums = (0..<columns).map { c in
        Double(bias[c]) + (0..<rows).reduce(0.0) { $0 + Double(x[$1 * columns + c]) }
    }
    #expect(difference(sums.values, columnSums) < 1e-6 && sums.isIntact)

    // dx = y (dy - sum of dy y), row by row
    let gradient = Memory(x), outputs = Memory(numbers.floats(rows * columns))
    loops.softmaxGradient(gradient.base, outputs.base, rows, columns)
    let y = outputs.values.map(Double.init)
    let expected = x.indices.map { i in
        let start = i / columns * columns
        let dot = (start..<(start + columns)).reduce(0.0) { $0 + Double(x[$1]) * y[$1] }
        return y[i] * (Double(x[i]) - dot)
    }
    #expect(difference(gradient.values, expected) < 1e-5 && gradient.isIntact)
}

@Test(arguments: tables, sizes)
func scalingAndWideningAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table]
    var numbers = Numbers(seed: UInt64(n) + 3)
    let x = numbers.floats(n, 255)
    let scaled = Memory(x)
    loops.scale(scaled.base, 0.25, -1, n)
    #expect(difference(scaled.values, x.map { Double($0) * 0.25 - 1 }) < 1e-6 && scaled.isIntact)
    let bytes = (0..<n).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
    let wide = Memory(count: n)
    bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { loops.widen(wide.base, base, n) } }
    #expect(wide.values == bytes.map(Float.init) && wide.isIntact)
}

@Test(arguments: tables, [Float(0.25), 0.5, 0.9])
func dropoutForgetsItsShareAndScalesTheRest(_ table: Int, _ rate: Float) {
    let loops = Loops.available[table]
    let n = 40_000
    let ones = Memory([Float](repeating: 1, count: n)), whole = Memory(count: n), parts = Memory(count: n)
    loops.dropout(whole.base, ones.base, rate, 0x1234_5678_9ABC_DEF0, 0, n)
    let kept = whole.values.filter { $0 != 0 }
    #expect(kept.allSatisfy { abs($0 - 1 / (1 - rate)) < 1e-5 })
    // Five standard deviations of a binomial share.
    let share = Float(kept.count) / Float(n)
    #expect(abs(share - (1 - rate)) < 5 * (rate * (1 - rate) / Float(n)).squareRoot(), "kept \(share)")
    // A number's fate hangs on its place alone, not on how the work was cut.
    for (from, to) in [(0, 7), (7, 16_001), (16_001, n)] {
        loops.dropout(parts.base + from, ones.base + from, rate, 0x1234_5678_9ABC_DEF0, UInt32(from), to - from)
    }
    #expect(parts.values == whole.values && parts.isIntact)
    let other = Memory(count: n)
    loops.dropout(other.base, ones.base, rate, 0x1234_5678_9ABC_DEF1, 0, n)
    #expect(other.values != whole.values)
}

@Test func dropoutIsTheSameForEveryInstructionSet() {
    let ones = Memory([Float](repeating: 1, count: 333))
    let results = Loops.available.map { loops in
        let y = Memory(count: 333)
        loops.dropout(y.base, ones.base, 0.5, 42, 17, 333)
        return y.values
    }
    for result in results { #expect(result == results[0]) }
}
