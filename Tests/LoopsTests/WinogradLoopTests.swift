import Loops
import Testing

private let cases = tables.flatMap { table in [WinogradLoops.Size.three, .five].map { (table, $0) } }

/// One tile: 6x6 pixels of 32 channels, all filters a 3x3 or 5x5 window of each channel by itself, so that a product of planes
/// is one of elements.
private struct Tile {
    static let channels = 32
    let size: WinogradLoops.Size
    let image: Memory
    let kernel: Memory

    init(_ size: WinogradLoops.Size, seed: UInt64) {
        var numbers = Numbers(seed: seed)
        self.size = size
        image = Memory(numbers.floats(36 * Tile.channels))
        kernel = Memory(numbers.floats(size.rawValue * size.rawValue * Tile.channels))
    }

    /// The definition: each channel's window slides over it.
    var expected: [Double] {
        let (n, c, m) = (size.rawValue, Tile.channels, size.results)
        let (x, w) = (image.values, kernel.values)
        return (0..<(m * m * c)).map { at in
            let (row, column, channel) = (at / c / m, at / c % m, at % c)
            var sum = 0.0
            for i in 0..<n {
                for j in 0..<n {
                    sum +=
                        Double(x[((row + i) * 6 + column + j) * c + channel]) * Double(w[(i * n + j) * c + channel])
                }
            }
            return sum
        }
    }
}

@Test(arguments: cases)
func tilesOfWinogradAgreeWithTheDefinition(_ table: Int, _ size: WinogradLoops.Size) {
    let loops = Loops.available[table].winograd, c = Tile.channels, m = size.results
    let tile = Tile(size, seed: 5), room = Memory(count: WinogradLoops.roomCount)
    let u = Memory(count: 36 * c), v = Memory(count: 36 * c), y = Memory(count: m * m * c)
    // 20 pairs of channel and filter are no whole vectors.
    loops.weights(tile.kernel.base, u.base, 20, c, room.base, size)
    loops.weights(tile.kernel.base + 20, u.base + 20, c - 20, c, room.base, size)
    loops.image(tile.image.base, 6 * c, c, v.base, c, room.base)
    for i in 0..<(36 * c) { v.base[i] *= u.base[i] }
    loops.result(v.base, c, c, nil, false, y.base, m * c, room.base, size)
    #expect(difference(y.values, tile.expected) < 1e-5 && u.isIntact && v.isIntact && y.isIntact)
    // With a bias and rectified.
    var numbers = Numbers(seed: 6)
    let bias = Memory(numbers.floats(c))
    loops.result(v.base, c, c, bias.base, true, y.base, m * c, room.base, size)
    let finished = tile.expected.enumerated().map { max(0, $1 + Double(bias.values[$0 % c])) }
    #expect(difference(y.values, finished) < 1e-5 && y.isIntact)
}

/// A linear map and its transpose: the product of L x with z is that of x with the transpose's z.
@Test(arguments: cases)
func gradientsOfWinogradAreTheTransposedMaps(_ table: Int, _ size: WinogradLoops.Size) {
    let loops = Loops.available[table].winograd, c = Tile.channels, m = size.results
    func product(_ a: Memory, _ b: Memory) -> Double { zip(a.values, b.values).reduce(0) { $0 + Double($1.0 * $1.1) } }
    var numbers = Numbers(seed: 7)
    let tile = Tile(size, seed: 8), room = Memory(count: WinogradLoops.roomCount)
    let planes = Memory(numbers.floats(36 * c)), mapped = Memory(count: 36 * c)

    let dx = Memory([Float](repeating: 0, count: 36 * c))
    loops.image(tile.image.base, 6 * c, c, mapped.base, c, room.base)
    loops.imageGradient(planes.base, c, c, dx.base, 6 * c, room.base)
    #expect(abs(product(mapped, planes) - product(tile.image, dx)) < 1e-3 && dx.isIntact)

    let dw = Memory(count: tile.kernel.count)
    loops.weights(tile.kernel.base, mapped.base, c, c, room.base, size)
    loops.weightsGradient(planes.base, dw.base, 20, c, room.base, size)
    loops.weightsGradient(planes.base + 20, dw.base + 20, c - 20, c, room.base, size)
    #expect(abs(product(mapped, planes) - product(tile.kernel, dw)) < 1e-3 && dw.isIntact)

    let dy = Memory(numbers.floats(m * m * c)), y = Memory(count: m * m * c)
    loops.result(planes.base, c, c, nil, false, y.base, m * c, room.base, size)
    loops.resultGradient(dy.base, m * c, c, mapped.base, c, room.base, size)
    #expect(abs(product(y, dy) - product(planes, mapped)) < 1e-3 && mapped.isIntact)
}
