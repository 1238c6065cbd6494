import Loops
import Synchronization
import Testing

private func naive(_ m: Int, _ n: Int, _ k: Int, _ a: [Float], _ ta: Bool, _ b: [Float], _ tb: Bool) -> [Double] {
    (0..<(m * n)).map { at in
        let (i, j) = (at / n, at % n)
        return (0..<k).reduce(0.0) { sum, p in
            sum + Double(ta ? a[p * m + i] : a[i * k + p]) * Double(tb ? b[j * k + p] : b[p * n + j])
        }
    }
}

@Test(arguments: [(1, 1, 1), (3, 4, 5), (17, 10, 33), (1, 64, 9), (40, 1, 7)])
func productsAgreeWithTheDefinition(_ shape: (Int, Int, Int)) throws {
    let blas = try OpenBLAS.loaded.get()
    let (m, n, k) = shape
    var numbers = Numbers(seed: 6)
    let a = numbers.floats(m * k), b = numbers.floats(k * n), start = numbers.floats(m * n)
    for (ta, tb) in [(false, false), (true, false), (false, true), (true, true)] {
        let c = Memory(start)
        blas.product(
            m: m, n: n, k: k, a: a, strideA: ta ? m : k, transposeA: ta, b: b, strideB: tb ? k : n, transposeB: tb,
            beta: 0.5, c: c.base, strideC: n)
        let expected = zip(naive(m, n, k, a, ta, b, tb), start).map { $0 + 0.5 * Double($1) }
        #expect(difference(c.values, expected) < 1e-5 && c.isIntact, "\(shape) \(ta) \(tb)")
    }
    var wide = [Double](repeating: 0, count: m * n)
    blas.product(
        m: m, n: n, k: k, a: a.map(Double.init), strideA: k, b: b.map(Double.init), strideB: n, c: &wide, strideC: n)
    for (x, y) in zip(wide, naive(m, n, k, a, false, b, false)) { #expect(abs(x - y) < 1e-12) }
}

@Test func productsWithoutRowsOrColumnsWriteNothing() throws {
    let blas = try OpenBLAS.loaded.get()
    let c = Memory([3])
    blas.product(m: 0, n: 1, k: 1, a: [1], strideA: 1, b: [1], strideB: 1, c: c.base, strideC: 1)
    blas.product(m: 1, n: 0, k: 1, a: [1], strideA: 1, b: [1], strideB: 1, c: c.base, strideC: 1)
    #expect(c.values == [3] && c.isIntact)
}

/// What several threads write to, each its own places.
private final class Board: Sendable {
    private let marks: Mutex<[Int]>
    init(_ count: Int) { marks = Mutex([Int](repeating: 0, count: count)) }
    func mark(_ place: Int) { marks.withLock { $0[place] += 1 } }
    var values: [Int] { marks.withLock { $0 } }
}

@Test(arguments: [1, 2, 4, 33])
func workersDoEachPartOnce(_ count: Int) {
    let workers = Workers(count: count)
    for parts in [0, 1, 2, 3, 7, 50] {
        let board = Board(parts)
        for _ in 0..<200 { workers.run(parts: parts) { board.mark($0) } }
        #expect(board.values == [Int](repeating: 200, count: parts), "\(parts) parts on \(count) workers")
    }
}

@Test func longPartsAreWaitedFor() {
    let workers = Workers(count: 3)
    for _ in 0..<20 {
        let board = Board(3)
        workers.run(parts: 3) { part in
            // Long enough that who waits falls asleep.
            let end = ContinuousClock.now + .milliseconds(part == 0 ? 0 : 2)
            while ContinuousClock.now < end {}
            board.mark(part)
        }
        #expect(board.values == [1, 1, 1])
    }
}

@Test func threadsThatShareWorkersDoNotDisturbEachOther() async {
    let workers = Workers(count: 2)
    let sums = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
            group.addTask {
                let board = Board(8)
                for _ in 0..<2000 { workers.run(parts: 8) { board.mark($0) } }
                return board.values.reduce(0, +)
            }
        }
        return await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(sums == [16_000, 16_000, 16_000, 16_000])
}

/// Division through memory: the optimizer must neither know the result nor move the division to another place.
private final class Division {
    var small = Float.leastNormalMagnitude
    var divisor: Float = 4
    private(set) var quotients: [Float] = []

    @inline(never) func run() { quotients.append(small / divisor) }
}

@Test func smallNumbersAreFlushedAndComeBack() {
    let division = Division()
    division.run()
    let state = Workers.flushSmallNumbers()
    division.run()
    Workers.restore(state)
    division.run()
    let (before, flushed, after) = (division.quotients[0], division.quotients[1], division.quotients[2])
    #expect(before > 0 && after == before)
    #if arch(x86_64)
        #expect(flushed == 0)
    #endif
}
