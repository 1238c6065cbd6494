import LoopTable

/// Places of the greatest or the least elements of rows: the first of equals, and NaN before all numbers.
enum Extremes {
    /// False for types without such a loop.
    static func places(
        _ element: ArrayElement, _ x: UnsafeRawPointer, _ rows: Int, _ length: Int, _ isGreatest: Bool,
        _ places: UnsafeMutablePointer<Int64>
    ) -> Bool {
        if length >= Int(Int32.max) { return false }
        switch (element, isGreatest) {
        case (.float64, true): find(Double.self, x, rows, length, places, { $0 .> $1 }, { $0 .!= $0 }, { $0 > $1 })
        case (.float64, false): find(Double.self, x, rows, length, places, { $0 .< $1 }, { $0 .!= $0 }, { $0 < $1 })
        case (.float32, true): find(Float.self, x, rows, length, places, { $0 .> $1 }, { $0 .!= $0 }, { $0 > $1 })
        case (.float32, false): find(Float.self, x, rows, length, places, { $0 .< $1 }, { $0 .!= $0 }, { $0 < $1 })
        case (.int64, true):
            find(Int64.self, x, rows, length, places, { $0 .> $1 }, { _ in .init(repeating: false) }, { $0 > $1 })
        case (.int64, false):
            find(Int64.self, x, rows, length, places, { $0 .< $1 }, { _ in .init(repeating: false) }, { $0 < $1 })
        default: return false
        }
        return true
    }

    @inline(__always)
    private static func find<T: SIMDScalar & Comparable>(
        _ type: T.Type, _ memory: UnsafeRawPointer, _ rows: Int, _ length: Int,
        _ places: UnsafeMutablePointer<Int64>,
        _ beat: (SIMD8<T>, SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>,
        _ isNaN: (SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>, _ beats: (T, T) -> Bool
    ) where T.SIMDMaskScalar: FixedWidthInteger & SignedInteger {
        let x = memory.assumingMemoryBound(to: T.self)
        var row = 0
        while row + 8 <= rows {
            let first = x + row * length
            if !eight(first, length, places + row, beat, isNaN) {
                for k in 0..<8 { places[row + k] = Int64(one(first + k * length, length, beats)) }
            }
            row += 8
        }
        while row < rows {
            let first = x + row * length
            places[row] = Int64(long(first, length, beat, isNaN, beats) ?? one(first, length, beats))
            row += 1
        }
    }

    /// Eight rows side by side; false where there is NaN among the elements.
    @inline(__always)
    private static func eight<T: SIMDScalar & Comparable>(
        _ x: UnsafePointer<T>, _ length: Int, _ places: UnsafeMutablePointer<Int64>,
        _ beat: (SIMD8<T>, SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>,
        _ isNaN: (SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>
    ) -> Bool where T.SIMDMaskScalar: FixedWidthInteger & SignedInteger {
        @inline(__always) func column(_ i: Int) -> SIMD8<T> {
            let p = x + i
            return SIMD8(
                p[0], p[length], p[2 * length], p[3 * length], p[4 * length], p[5 * length], p[6 * length],
                p[7 * length])
        }
        typealias Lanes = SIMD8<T.SIMDMaskScalar>
        var best = column(0)
        var place = Lanes.zero
        var isNotNumber = unsafeBitCast(isNaN(best), to: Lanes.self)
        var i = 1
        while i < length {
            let new = column(i)
            let isBetter = beat(new, best)
            best.replace(with: new, where: isBetter)
            place.replace(with: Lanes(repeating: T.SIMDMaskScalar(truncatingIfNeeded: i)), where: isBetter)
            isNotNumber |= unsafeBitCast(isNaN(new), to: Lanes.self)
            i += 1
        }
        if !isZero(isNotNumber) { return false }
        for k in 0..<8 { places[k] = Int64(place[k]) }
        return true
    }

    /// One long row, eight elements side by side; `nil` where it is short or there is NaN among the elements.
    @inline(__always)
    private static func long<T: SIMDScalar & Comparable>(
        _ x: UnsafePointer<T>, _ length: Int,
        _ beat: (SIMD8<T>, SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>,
        _ isNaN: (SIMD8<T>) -> SIMDMask<SIMD8<T.SIMDMaskScalar>>, _ beats: (T, T) -> Bool
    ) -> Int? where T.SIMDMaskScalar: FixedWidthInteger & SignedInteger {
        if length < 32 { return nil }
        typealias Lanes = SIMD8<T.SIMDMaskScalar>
        @inline(__always) func at(_ i: Int) -> SIMD8<T> { UnsafeRawPointer(x + i).loadUnaligned(as: SIMD8<T>.self) }
        var (best, other) = (at(0), at(8))
        var (place, otherPlace) = (Lanes.zero, Lanes(repeating: 8))
        var isNotNumber = unsafeBitCast(isNaN(best), to: Lanes.self) | unsafeBitCast(isNaN(other), to: Lanes.self)
        var i = 16
        while i + 16 <= length {
            let (new, next) = (at(i), at(i + 8))
            let (isBetter, isNextBetter) = (beat(new, best), beat(next, other))
            best.replace(with: new, where: isBetter)
            other.replace(with: next, where: isNextBetter)
            place.replace(with: Lanes(repeating: T.SIMDMaskScalar(truncatingIfNeeded: i)), where: isBetter)
            otherPlace.replace(
                with: Lanes(repeating: T.SIMDMaskScalar(truncatingIfNeeded: i + 8)), where: isNextBetter)
            isNotNumber |= unsafeBitCast(isNaN(new), to: Lanes.self) | unsafeBitCast(isNaN(next), to: Lanes.self)
            i += 16
        }
        if !isZero(isNotNumber) { return nil }
        var (value, found) = (best[0], Int(place[0]))
        @inline(__always) func offer(_ new: T, _ at: Int) {
            if beats(new, value) || (new == value && at < found) { (value, found) = (new, at) }
        }
        for lane in 0..<8 {
            offer(best[lane], Int(place[lane]) + lane)
            offer(other[lane], Int(otherPlace[lane]) + lane)
        }
        while i < length {
            if x[i] != x[i] { return nil }
            offer(x[i], i)
            i += 1
        }
        return found
    }

    /// One row, element by element.
    @inline(__always)
    private static func one<T: Comparable>(_ x: UnsafePointer<T>, _ length: Int, _ beats: (T, T) -> Bool) -> Int {
        var best = 0
        var i = 1
        while i < length && x[best] == x[best] {
            if x[i] != x[i] || beats(x[i], x[best]) { best = i }
            i += 1
        }
        return best
    }

    @inline(__always)
    private static func isZero<S: FixedWidthInteger & SIMDScalar>(_ lanes: SIMD8<S>) -> Bool {
        let four = lanes.lowHalf | lanes.highHalf
        let two = four.lowHalf | four.highHalf
        return two[0] | two[1] == 0
    }
}
