import LoopTable

/// Elements as keys whose order, as numbers without sign, is the order of the elements; NaN comes last.
protocol Sortable: BitwiseCopyable {
    associatedtype Key: FixedWidthInteger & UnsignedInteger
    /// Writes the keys of n elements, over them or elsewhere.
    static func encode(_ elements: UnsafeRawPointer, _ keys: UnsafeMutableRawPointer, _ n: Int)
    /// Writes the elements of n keys, over them or elsewhere.
    static func decode(_ keys: UnsafeRawPointer, _ elements: UnsafeMutableRawPointer, _ n: Int)
    /// The key, the same for elements that are equal: for both zeros.
    var rank: Key { get }
}

extension Double: Sortable {
    @inline(__always) static func encode(_ elements: UnsafeRawPointer, _ keys: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(elements, keys, n) { (bits: SIMD8<Int64>) in
            let key = bits ^ ((bits &>> 63) | SIMD8<Int64>(repeating: .min))
            return key.replacing(
                with: SIMD8<Int64>(repeating: -1),
                where: (bits & SIMD8<Int64>(repeating: .max)) .> SIMD8<Int64>(repeating: 0x7ff0_0000_0000_0000))
        }
    }

    @inline(__always) static func decode(_ keys: UnsafeRawPointer, _ elements: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(keys, elements, n) { (key: SIMD8<Int64>) in
            let bits = key ^ ((~key &>> 63) | SIMD8<Int64>(repeating: .min))
            return bits.replacing(
                with: SIMD8<Int64>(repeating: 0x7ff8_0000_0000_0000), where: key .== SIMD8<Int64>(repeating: -1))
        }
    }

    @inline(__always) var rank: UInt64 {
        let bits = Int64(bitPattern: (self + 0).bitPattern)
        return self != self ? .max : UInt64(bitPattern: bits ^ ((bits &>> 63) | .min))
    }
}

extension Float: Sortable {
    @inline(__always) static func encode(_ elements: UnsafeRawPointer, _ keys: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(elements, keys, n) { (bits: SIMD16<Int32>) in
            let key = bits ^ ((bits &>> 31) | SIMD16<Int32>(repeating: .min))
            return key.replacing(
                with: SIMD16<Int32>(repeating: -1),
                where: (bits & SIMD16<Int32>(repeating: .max)) .> SIMD16<Int32>(repeating: 0x7f80_0000))
        }
    }

    @inline(__always) static func decode(_ keys: UnsafeRawPointer, _ elements: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(keys, elements, n) { (key: SIMD16<Int32>) in
            let bits = key ^ ((~key &>> 31) | SIMD16<Int32>(repeating: .min))
            return bits.replacing(
                with: SIMD16<Int32>(repeating: 0x7fc0_0000), where: key .== SIMD16<Int32>(repeating: -1))
        }
    }

    @inline(__always) var rank: UInt32 {
        let bits = Int32(bitPattern: (self + 0).bitPattern)
        return self != self ? .max : UInt32(bitPattern: bits ^ ((bits &>> 31) | .min))
    }
}

extension Int64: Sortable {
    @inline(__always) static func encode(_ elements: UnsafeRawPointer, _ keys: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(elements, keys, n) { (x: SIMD8<Int64>) in x ^ SIMD8<Int64>(repeating: .min) }
    }

    @inline(__always) static func decode(_ keys: UnsafeRawPointer, _ elements: UnsafeMutableRawPointer, _ n: Int) {
        encode(keys, elements, n)
    }

    @inline(__always) var rank: UInt64 { UInt64(bitPattern: self ^ .min) }
}

extension Int32: Sortable {
    @inline(__always) static func encode(_ elements: UnsafeRawPointer, _ keys: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(elements, keys, n) { (x: SIMD16<Int32>) in x ^ SIMD16<Int32>(repeating: .min) }
    }

    @inline(__always) static func decode(_ keys: UnsafeRawPointer, _ elements: UnsafeMutableRawPointer, _ n: Int) {
        encode(keys, elements, n)
    }

    @inline(__always) var rank: UInt32 { UInt32(bitPattern: self ^ .min) }
}

/// Sorting and the places in order of rows of elements.
enum Ordering {
    /// Sorts rows of some length in place; `spare` has room for one row. False for types without such a loop.
    static func sort(
        _ element: ArrayElement, _ values: UnsafeMutableRawPointer, _ rows: Int, _ length: Int,
        _ spare: UnsafeMutableRawPointer
    ) -> Bool {
        switch element {
        case .float64: sort(Double.self, values, rows, length, spare)
        case .float32: sort(Float.self, values, rows, length, spare)
        case .int64: sort(Int64.self, values, rows, length, spare)
        case .int32: sort(Int32.self, values, rows, length, spare)
        case .bool, .uint8: return false
        }
        return true
    }

    @inline(__always)
    private static func sort<T: Sortable>(
        _ type: T.Type, _ memory: UnsafeMutableRawPointer, _ rows: Int, _ length: Int, _ room: UnsafeMutableRawPointer
    ) {
        let keys = memory.assumingMemoryBound(to: T.Key.self)
        let spare = room.assumingMemoryBound(to: T.Key.self)
        for row in 0..<rows {
            let own = keys + row * length
            T.encode(own, own, length)
            T.decode(RadixSort.sort(own, spare, length), own, length)
        }
    }

    /// The places that sort a row, equal elements in their order; `spare` has room for as many. False for types without
    /// such a loop, and for elements that it takes too long to tell apart.
    static func order(
        _ element: ArrayElement, _ row: UnsafeRawPointer, _ n: Int, _ places: UnsafeMutablePointer<UInt64>,
        _ spare: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        switch element {
        case .float64: order(Double.self, row, n, places, spare)
        case .float32: order(Float.self, row, n, places, spare)
        case .int64: order(Int64.self, row, n, places, spare)
        case .int32: order(Int32.self, row, n, places, spare)
        case .bool, .uint8: false
        }
    }

    /// Sorts the keys' highest differing bits with the places in the low bits.
    @inline(__always)
    private static func order<T: Sortable>(
        _ type: T.Type, _ row: UnsafeRawPointer, _ n: Int, _ places: UnsafeMutablePointer<UInt64>,
        _ spare: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        if n == 0 { return true }
        let x = row.assumingMemoryBound(to: T.self)
        for i in 0..<n { places[i] = UInt64(truncatingIfNeeded: x[i].rank) }
        let bits = RadixSort.differingBits(places, n)
        let placeBits = Int.bitWidth - (n - 1).leadingZeroBitCount
        let dropped = UInt64(max(0, bits + placeBits - 64))
        let (width, place) = (UInt64(placeBits), (UInt64(1) &<< UInt64(placeBits)) &- 1)
        // Bits that all keys share fall out at the top.
        let shared = UInt64(64 - bits)
        for i in 0..<n {
            let own = bits == 0 ? 0 : ((places[i] &<< shared) &>> shared) &>> dropped
            places[i] = (own &<< width) | UInt64(i)
        }
        let known = bits - Int(dropped)
        let digit = n < 4096 ? 8 : 11
        let wanted = n <= 512 ? 8 : Int.bitWidth - n.leadingZeroBitCount + 5
        let passes = n < 24 ? 0 : (min(known, wanted) + digit - 1) / digit
        let low = max(0, known - passes * digit)
        let sorted = RadixSort.distribute(places, spare, n, from: placeBits + low, passes: passes, digit: digit)
        if low > 0 || dropped > 0 {
            let done = RadixSort.insert(sorted, n, budget: 16 * n) { a, b in
                if dropped == 0 || (a ^ b) > place { return a < b }
                // Alike as far as the bits reach: the elements themselves tell.
                let (i, j) = (Int(a & place), Int(b & place))
                let (p, q) = (x[i].rank, x[j].rank)
                return p < q || (p == q && i < j)
            }
            if !done { return false }
        }
        for i in 0..<n { places[i] = sorted[i] & place }
        return true
    }
}
