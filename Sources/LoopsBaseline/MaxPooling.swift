import CProcessor
import LoopTable

/// The largest value under each window, and where it is.
extension Pooling {
    private typealias Places = SIMD16<Int32>

    /// The elements from `at` on.
    @inline(__always) private static func lanes(_ at: Int) -> Places {
        Places(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            &+ Places(repeating: Int32(truncatingIfNeeded: at))
    }

    static func maxPool(_ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<Int32>?) {
        guard let places else { return fold(w, x, y, Largest.self) }
        if w.strideHeight < w.windowHeight || w.strideWidth < w.windowWidth {
            findByLines(w, x, y, places)
        } else {
            find(w, x, y, places)
        }
    }

    /// Windows that share nothing: each is gone over by itself.
    private static func find(_ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<Int32>) {
        let c = w.channels, total = w.places * c, line = w.width * c
        for oh in 0..<w.outputHeight {
            let rows = inside(oh * w.strideHeight - w.top, w.windowHeight, w.height)
            for ow in 0..<w.outputWidth {
                let columns = inside(ow * w.strideWidth - w.left, w.windowWidth, w.width)
                if rows.isEmpty || columns.isEmpty { continue }
                let first = rows.lowerBound * line + columns.lowerBound * c, out = (oh * w.outputWidth + ow) * c
                var k = 0
                while k < c && out + k + 16 <= total {
                    var row = first + k
                    var best = x.vector(row), place = lanes(row)
                    for _ in 0..<rows.count {
                        var at = row
                        for _ in 0..<columns.count {
                            let value = x.vector(at), isLarger = vector_above(value, best)
                            best = vector_chosen(isLarger, value, best)
                            place = vector_chosen_bits(isLarger, lanes(at), place)
                            at += c
                        }
                        row += line
                    }
                    y.store(best, out + k)
                    store(place, places + out + k)
                    k += 16
                }
                for channel in min(k, c)..<c {
                    var best = first + channel
                    for row in 0..<rows.count {
                        for column in 0..<columns.count {
                            let at = first + row * line + column * c + channel
                            if x[at] > x[best] { best = at }
                        }
                    }
                    y[out + channel] = x[best]
                    places[out + channel] = Int32(truncatingIfNeeded: best)
                }
            }
        }
    }

    /// Windows that share elements: the largest of each column first, which several windows then look at. Of equal values the
    /// first counts, row by row, as when each window is gone over by itself.
    private static func findByLines(_ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<Int32>) {
        let c = w.channels, total = w.places * c, line = w.width * c
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * (line + 16)) { room in
            guard let best = room.baseAddress else { return }
            best.update(repeating: 0, count: 2 * (line + 16))
            let at = UnsafeMutableRawPointer(best + line + 16).assumingMemoryBound(to: Int32.self)
            for oh in 0..<w.outputHeight {
                let rows = inside(oh * w.strideHeight - w.top, w.windowHeight, w.height)
                if rows.isEmpty { continue }
                let first = rows.lowerBound * line, end = rows.upperBound * line
                vectors(line) { i in
                    var value = x.vector(first + i), place = lanes(first + i), row = first + line + i
                    while row < end {
                        let other = x.vector(row), isLarger = vector_above(other, value)
                        value = vector_chosen(isLarger, other, value)
                        place = vector_chosen_bits(isLarger, lanes(row), place)
                        row += line
                    }
                    best.store(value, i)
                    store(place, at + i)
                } one: { i in
                    var place = first + i
                    for row in rows.dropFirst() where x[row * line + i] > x[place] { place = row * line + i }
                    best[i] = x[place]
                    at[i] = Int32(truncatingIfNeeded: place)
                }
                for ow in 0..<w.outputWidth {
                    let columns = inside(ow * w.strideWidth - w.left, w.windowWidth, w.width)
                    if columns.isEmpty { continue }
                    let left = columns.lowerBound * c, right = columns.upperBound * c
                    let out = (oh * w.outputWidth + ow) * c
                    var k = 0
                    while k < c && out + k + 16 <= total {
                        var value = best.vector(left + k), place = load(at + left + k), next = left + c
                        while next < right {
                            let other = best.vector(next + k), otherPlace = load(at + next + k)
                            let isBetter = vector_precedes(other, value, otherPlace, place)
                            value = vector_chosen(isBetter, other, value)
                            place = vector_chosen_bits(isBetter, otherPlace, place)
                            next += c
                        }
                        y.store(value, out + k)
                        store(place, places + out + k)
                        k += 16
                    }
                    for channel in min(k, c)..<c {
                        var found = left + channel
                        for i in stride(from: found + c, to: right, by: c)
                        where best[i] > best[found] || best[i] == best[found] && at[i] < at[found] {
                            found = i
                        }
                        y[out + channel] = best[found]
                        places[out + channel] = at[found]
                    }
                }
            }
        }
    }

    @inline(__always) private static func load(_ from: UnsafePointer<Int32>) -> Places {
        UnsafeRawPointer(from).loadUnaligned(as: Places.self)
    }

    @inline(__always) private static func store(_ places: Places, _ to: UnsafeMutablePointer<Int32>) {
        UnsafeMutableRawPointer(to).storeBytes(of: places, as: Places.self)
    }

    static func maxPoolGradient(_ w: Window, _ dy: Source, _ places: UnsafePointer<Int32>, _ dx: Target) {
        for i in 0..<(w.places * w.channels) { dx[Int(places[i])] += dy[i] }
    }
}
