import Loops
import Testing

@Suite struct ArrayOrderTests {
    /// Numbers of several kinds: all different, many ties, special ones, alike in their highest bits.
    private func kinds(_ n: Int) -> [[Double]] {
        var numbers = Numbers(seed: UInt64(n))
        let special: [Double] = [0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -1, 1]
        return [
            (0..<n).map { _ in Double(numbers.next() >> 11) * 0x1p-53 },
            (0..<n).map { _ in Double(numbers.next() % 10) - 5 },
            (0..<n).map { _ in special[Int(numbers.next() % 8)] },
            (0..<n).map { _ in numbers.next() % 2 == 0 ? 1e-300 : 1 + Double(numbers.next() % (1 << 40)) * 0x1p-52 },
            (0..<n).map { Double($0) }, (0..<n).map { -Double($0) }, (0..<n).map { _ in numbers.anyDouble() },
        ]
    }

    private static let lengths = [1, 2, 3, 23, 24, 25, 64, 100, 512, 513, 1000, 4095, 4096, 20000]

    @Test(arguments: tables) func rowsAreSortedAndNotANumberComesLast(_ table: Int) {
        for n in ArrayOrderTests.lengths {
            for x in kinds(n) {
                check(table, .float64, x) { a, b in a < b || (b.isNaN && !a.isNaN) }
                check(table, .float32, x.map { Float($0) }) { a, b in a < b || (b.isNaN && !a.isNaN) }
                let whole = x.map { Int64(exactly: $0) ?? Int64(truncatingIfNeeded: $0.bitPattern) }
                check(table, .int64, whole, <)
                check(table, .int32, whole.map { Int32(truncatingIfNeeded: $0) }, <)
            }
        }
    }

    /// Sorts twice the row, and finds the places; both against the standard library's stable sort.
    private func check<T: BitwiseCopyable & CustomStringConvertible>(
        _ table: Int, _ element: ArrayElement, _ x: [T], _ isBefore: (T, T) -> Bool
    ) {
        let loops = Loops.available[table]
        let n = x.count
        let values = ArrayMemory(x + x.reversed())
        let spare = ArrayMemory(x)
        #expect(loops.arrays.sort(element, values.base, 2, n, spare.base))
        let wanted = x.indices.sorted { isBefore(x[$0], x[$1]) || (!isBefore(x[$1], x[$0]) && $0 < $1) }
        let expected = wanted.map { x[$0] }
        let label: Comment = "\(loops.name) \(element) of \(n)"
        let got = values.values
        for row in [got.prefix(n), got.suffix(n)] {
            let isSorted = zip(row, expected).allSatisfy { !isBefore($0, $1) && !isBefore($1, $0) }
            #expect(isSorted, label)
        }
        #expect(values.isIntact && spare.isIntact, label)
        let source = ArrayMemory(x)
        let (places, room) = (
            ArrayMemory([UInt64](repeating: 0, count: n)), ArrayMemory([UInt64](repeating: 0, count: n))
        )
        let isDone = loops.arrays.order(
            element, source.base, n, places.base.assumingMemoryBound(to: UInt64.self),
            room.base.assumingMemoryBound(to: UInt64.self))
        if isDone { #expect(places.values == wanted.map(UInt64.init), label) }
        #expect(isDone || n >= 64, label)
        #expect(places.isIntact && room.isIntact, label)
    }

    @Test(arguments: tables) func extremesAreTheFirstOfEquals(_ table: Int) {
        let loops = Loops.available[table]
        for (rows, length) in [
            (1, 1), (1, 10), (8, 1), (9, 10), (17, 3), (1, 31), (1, 32), (3, 33), (1, 100), (2, 1001),
        ] {
            for x in kinds(rows * length) {
                for isGreatest in [true, false] {
                    check(loops, .float64, x, rows, length, isGreatest) { $0.isNaN }
                    check(loops, .float32, x.map { Float($0) }, rows, length, isGreatest) { $0.isNaN }
                    let whole = x.map { Int64(exactly: $0) ?? 0 }
                    check(loops, .int64, whole, rows, length, isGreatest) { _ in false }
                }
            }
        }
    }

    private func check<T: BitwiseCopyable & Comparable>(
        _ loops: LoopTable, _ element: ArrayElement, _ x: [T], _ rows: Int, _ length: Int, _ isGreatest: Bool,
        _ isNaN: (T) -> Bool
    ) {
        let (memory, places) = (ArrayMemory(x), ArrayMemory([Int64](repeating: -1, count: rows)))
        #expect(
            loops.arrays.extremes(
                element, memory.base, rows, length, isGreatest, places.base.assumingMemoryBound(to: Int64.self)))
        for row in 0..<rows {
            let line = x[(row * length)..<((row + 1) * length)]
            var best = line.startIndex
            for i in line.indices where !isNaN(x[best]) {
                if isNaN(x[i]) || (isGreatest ? x[i] > x[best] : x[i] < x[best]) { best = i }
            }
            #expect(Int(places.values[row]) == best - line.startIndex, "\(loops.name) \(element) \(rows) \(length)")
        }
        #expect(places.isIntact)
    }

    @Test(arguments: tables) func marksPickElements(_ table: Int) {
        var numbers = Numbers(seed: 9)
        for n in Array(0...70) + [1000] {
            for share in [0, 1, 5, 9, 10] as [UInt64] {
                let marks = (0..<n).map { _ in numbers.next() % 10 < share ? UInt8(1) : 0 }
                check(table, (0..<n).map { _ in numbers.next() }, marks)
                check(table, (0..<n).map { _ in UInt32(truncatingIfNeeded: numbers.next()) }, marks)
                check(table, (0..<n).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }, marks)
                check(table, (0..<n).map { _ in SIMD2(numbers.next(), numbers.next()) }, marks)
            }
        }
    }

    private func check<T: BitwiseCopyable & Equatable>(_ table: Int, _ x: [T], _ marks: [UInt8]) {
        let expected = zip(x, marks).filter { $1 != 0 }.map { $0.0 }
        let (source, flags) = (ArrayMemory(x), ArrayMemory(marks))
        let out = ArrayMemory(Array(x.prefix(expected.count)))
        Loops.available[table].arrays.pick(
            source.base, MemoryLayout<T>.stride, flags.base.assumingMemoryBound(to: UInt8.self), x.count, out.base,
            expected.count)
        #expect(out.values == expected && out.isIntact)
    }

    @Test(arguments: tables) func columnsAreSummedInTheOrderOfTheRows(_ table: Int) {
        let loops = Loops.available[table].arrays
        var numbers = Numbers(seed: 10)
        for columns in Array(1...40) + [64, 65] {
            for rows in [0, 1, 2, 9] {
                let x = (0..<rows * columns).map { _ in Double(numbers.float()) * 1.1 }
                let centers = (0..<columns).map { _ in Double(numbers.float()) }
                let begin = (0..<columns).map { _ in Double(numbers.float()) }
                var (sums, squares) = (begin, begin)
                for row in 0..<rows {
                    for c in 0..<columns {
                        let value = x[row * columns + c]
                        sums[c] += value
                        squares[c] += (value - centers[c]) * (value - centers[c])
                    }
                }
                let (memory, middle) = (ArrayMemory(x), ArrayMemory(centers))
                let (got, gotSquares) = (ArrayMemory(begin), ArrayMemory(begin))
                #expect(loops.sumColumns(.float64, memory.base, columns * 8, rows, columns, got.base))
                #expect(
                    loops.sumSquares(.float64, memory.base, columns * 8, rows, columns, middle.base, gotSquares.base))
                #expect(got.values == sums && got.isIntact, "\(rows) \(columns)")
                #expect(gotSquares.values == squares && gotSquares.isIntact, "\(rows) \(columns)")
            }
        }
    }

    @Test(arguments: tables) func sumsArePairwise(_ table: Int) {
        let loops = Loops.available[table].arrays
        var numbers = Numbers(seed: 11)
        for n in Array(8...600) + [1000, 4099, 100_003] {
            let x = (0..<n).map { _ in Double(numbers.float()) * 1.1 }
            let memory = ArrayMemory(x, shift: n % 7)
            var (sum, single): (Double, Float) = (0, 0)
            #expect(loops.sum(.float64, memory.base, n, &sum))
            #expect(sum == pairwise(x[...]), "\(n)")
            let short = x.map { Float($0) }
            let floats = ArrayMemory(short)
            #expect(loops.sum(.float32, floats.base, n, &single))
            #expect(single == pairwise(short[...]), "\(n)")
        }
    }

    /// NumPy's order, as its source writes it.
    private func pairwise<T: BinaryFloatingPoint>(_ x: ArraySlice<T>) -> T {
        let n = x.count
        if n > 128 {
            let half = x.startIndex + n / 2 - n / 2 % 8
            return pairwise(x[..<half]) + pairwise(x[half...])
        }
        var r = Array(x.prefix(8))
        let end = x.startIndex + n - n % 8
        for i in stride(from: x.startIndex + 8, to: end, by: 8) { for k in 0..<8 { r[k] += x[i + k] } }
        var sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
        for i in end..<x.endIndex { sum += x[i] }
        return sum
    }

    @Test(arguments: tables) func placesOutsideAreFound(_ table: Int) {
        let areWithin = Loops.available[table].arrays.areWithin
        for n in 0...40 {
            var places = (0..<n).map { Int64($0 * 7 % 40) }
            #expect(areWithin(places, n, 40))
            for i in 0..<n {
                for wrong in [-1, 40, Int64.min, .max] {
                    let right = places[i]
                    places[i] = wrong
                    #expect(!areWithin(places, n, 40), "\(n) \(i) \(wrong)")
                    places[i] = right
                }
            }
        }
    }
}
