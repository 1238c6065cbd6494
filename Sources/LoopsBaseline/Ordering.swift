import LoopTable

/// Elements as keys whose order, as numbers without sign, is the order of the elements; NaN comes last.
protocol Sortable: BitwiseCopyable {
    associatedtype Key: FixedWidthInteger & UnsignedInteger
    var key: Key { get }
    init(key: Key)
    /// The same key for elements that are equal: of both zeros.
    var rank: Key { get }
}

extension Double: Sortable {
    @inline(__always) var key: UInt64 {
        let bits = Int64(bitPattern: bitPattern)
        return self != self ? .max : UInt64(bitPattern: bits ^ ((bits &>> 63) | .min))
    }
    @inline(__always) init(key: UInt64) {
        let bits = Int64(bitPattern: key)
        self = key == .max ? .nan : Double(bitPattern: UInt64(bitPattern: bits ^ (~(bits &>> 63) | .min)))
    }
    @inline(__always) var rank: UInt64 { (self + 0).key }
}

extension Float: Sortable {
    @inline(__always) var key: UInt32 {
        let bits = Int32(bitPattern: bitPattern)
        return self != self ? .max : UInt32(bitPattern: bits ^ ((bits &>> 31) | .min))
    }
    @inline(__always) init(key: UInt32) {
        let bits = Int32(bitPattern: key)
        self = key == .max ? .nan : Float(bitPattern: UInt32(bitPattern: bits ^ (~(bits &>> 31) | .min)))
    }
    @inline(__always) var rank: UInt32 { (self + 0).key }
}

extension Int64: Sortable {
    @inline(__always) var key: UInt64 { UInt64(bitPattern: self ^ .min) }
    @inline(__always) init(key: UInt64) { self = Int64(bitPattern: key) ^ .min }
    @inline(__always) var rank: UInt64 { key }
}

extension Int32: Sortable {
    @inline(__always) var key: UInt32 { UInt32(bitPattern: self ^ .min) }
    @inline(__always) init(key: UInt32) { self = Int32(bitPattern: key) ^ .min }
    @inline(__always) var rank: UInt32 { key }
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
        let values = memory.assumingMemoryBound(to: T.self)
        let keys = memory.assumingMemoryBound(to: T.Key.self)
        let spare = room.assumingMemoryBound(to: T.Key.self)
        for row in 0..<rows {
            let (x, k) = (values + row * length, keys + row * length)
            for i in 0..<length { k[i] = x[i].key }
            let sorted = RadixSort.sort(k, spare, length)
            if sorted == k {
                for i in 0..<length { x[i] = T(key: k[i]) }
            } else {
                for i in 0..<length { x[i] = T(key: sorted[i]) }
            }
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
