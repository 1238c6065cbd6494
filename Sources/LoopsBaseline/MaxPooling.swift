import CProcessor
import LoopTable

/// The largest value under each window.
extension Pooling {
    private typealias Places = SIMD16<Int32>

    /// The elements from `at` on.
    @inline(__always) private static func lanes(_ at: Int) -> Places {
        Places(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            &+ Places(repeating: Int32(truncatingIfNeeded: at))
    }

    static func maxPool(_ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<Int32>?) {
        if let places {
            largest(w, x, y) { view, k, place in
                UnsafeMutableRawPointer(places + view + k).storeBytes(of: place, as: Places.self)
            } one: { view, place in
                places[view] = Int32(truncatingIfNeeded: place)
            }
        } else {
            largest(w, x, y) { _, _, _ in
            } one: { _, _ in
            }
        }
    }

    /// Finds maxima, and tells where they are: of sixteen elements of the output at once, or of one.
    @inline(__always) private static func largest(
        _ w: Window, _ x: Source, _ y: Target, several: (_ out: Int, _ k: Int, Places) -> Void,
        one: (_ out: Int, _ place: Int) -> Void
    ) {
        let c = w.channels, total = w.places * c, rowStride = w.width * c
        views(w) { view in
            let rows = view.rows.count, columns = view.columns.count
            if rows * columns == 0 { return }
            let first = view.rows.lowerBound * rowStride + view.columns.lowerBound * c
            var k = 0
            while k < c && view.out + k + 16 <= total {
                var row = first + k
                var best = x.vector(row), place = lanes(row)
                for _ in 0..<rows {
                    var at = row
                    for _ in 0..<columns {
                        let value = x.vector(at)
                        let isLarger = vector_above(value, best)
                        best = vector_chosen(isLarger, value, best)
                        place = vector_chosen_bits(isLarger, lanes(at), place)
                        at += c
                    }
                    row += rowStride
                }
                y.store(best, view.out + k)
                several(view.out, k, place)
                k += 16
            }
            for channel in min(k, c)..<c {
                var best = first + channel
                for row in 0..<rows {
                    for column in 0..<columns {
                        let at = first + row * rowStride + column * c + channel
                        if x[at] > x[best] { best = at }
                    }
                }
                y[view.out + channel] = x[best]
                one(view.out + channel, best)
            }
        }
    }

    static func maxPoolGradient(_ w: Window, _ dy: Source, _ places: UnsafePointer<Int32>, _ dx: Target) {
        dx.update(repeating: 0, count: w.imageCount)
        for i in 0..<(w.places * w.channels) { dx[Int(places[i])] += dy[i] }
    }
}
