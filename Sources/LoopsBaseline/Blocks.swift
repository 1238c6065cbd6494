import CProcessor
import LoopTable

/// Maximum pooling of windows side by side, at least sixteen channels at a time.
enum Blocks {
    static let loops = BlockLoops(largest: largest, gradient: gradient)

    private typealias Bytes = SIMD16<UInt8>
    private typealias Numbers = SIMD16<Int32>

    private static func largest(
        _ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<UInt8>, _ isRectified: Bool
    ) {
        let c = w.channels, line = w.width * c
        let nowhere = Numbers(repeating: isRectified ? Int32(BlockLoops.nowhere) : 0)
        let least = Vector(repeating: isRectified ? 0 : -.infinity)
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth {
                let first = oh * w.windowHeight * line + ow * w.windowWidth * c, out = (oh * w.outputWidth + ow) * c
                Pooling.vectors(c) { k in
                    var best = x.vector(first + k), place = Numbers.zero, number = Numbers.zero
                    for row in 0..<w.windowHeight {
                        var at = first + row * line + k
                        for _ in 0..<w.windowWidth {
                            let value = x.vector(at), isLarger = vector_above(value, best)
                            best = vector_chosen(isLarger, value, best)
                            place = vector_chosen_bits(isLarger, number, place)
                            number &+= Numbers(repeating: 1)
                            at += c
                        }
                    }
                    y.store(best, out + k)
                    place = vector_chosen_bits(vector_above(best, least), place, nowhere)
                    UnsafeMutableRawPointer(places + out + k).storeBytes(of: vector_narrowed(place), as: Bytes.self)
                } one: { _ in
                }
            }
        }
    }

    private static func gradient(_ w: Window, _ dy: Source, _ places: UnsafePointer<UInt8>, _ dx: Target) {
        let c = w.channels, line = w.width * c, covered = w.outputWidth * w.windowWidth * c
        for oh in 0..<w.outputHeight {
            let top = oh * w.windowHeight * line
            for ow in 0..<w.outputWidth {
                let first = top + ow * w.windowWidth * c, out = (oh * w.outputWidth + ow) * c
                Pooling.vectors(c) { k in
                    let slope = dy.vector(out + k)
                    let place = vector_widened(UnsafeRawPointer(places + out + k).loadUnaligned(as: Bytes.self))
                    var number = Numbers.zero
                    for row in 0..<w.windowHeight {
                        var at = first + row * line + k
                        for _ in 0..<w.windowWidth {
                            dx.store(vector_where_equal(slope, place, number), at)
                            number &+= Numbers(repeating: 1)
                            at += c
                        }
                    }
                } one: { _ in
                }
            }
            for row in 0..<w.windowHeight where covered < line {
                (dx + top + row * line + covered).update(repeating: 0, count: line - covered)
            }
        }
    }
}
