/// Sorting of keys, which are whole numbers without sign, by their digits.
///
/// The keys are distributed by as many of their highest differing digits as tell most of them apart, the lowest of these
/// first; insertion puts the few in order that differ further down only.
enum RadixSort {
    /// Sorts n keys, with room for as many to spare; the result stands in one of the two.
    @inline(__always)
    static func sort<K: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafeMutablePointer<K>, _ spare: UnsafeMutablePointer<K>, _ n: Int
    ) -> UnsafeMutablePointer<K> {
        if n < 24 {
            _ = insert(keys, n, budget: .max) { $0 < $1 }
            return keys
        }
        let bits = differingBits(keys, n)
        let digit = n < 4096 ? 8 : 11
        let wanted = n <= 512 ? 8 : Int.bitWidth - n.leadingZeroBitCount + 5
        let passes = (min(bits, wanted) + digit - 1) / digit
        let low = max(0, bits - passes * digit)
        let sorted = distribute(keys, spare, n, from: low, passes: passes, digit: digit)
        if low == 0 || insert(sorted, n, budget: 16 * n, isBefore: { $0 < $1 }) { return sorted }
        return distribute(
            sorted, sorted == keys ? spare : keys, n, from: 0, passes: (bits + digit - 1) / digit, digit: digit)
    }

    /// Number of low bits in which some keys differ.
    @inline(__always)
    static func differingBits<K: FixedWidthInteger & UnsignedInteger>(_ keys: UnsafePointer<K>, _ n: Int) -> Int {
        if n == 0 { return 0 }
        let first = keys[0]
        var differing: K = 0
        for i in 0..<n { differing |= keys[i] ^ first }
        return K.bitWidth - differing.leadingZeroBitCount
    }

    /// Distributes stably by some digits, the lowest first; the result stands in one of the two places.
    @inline(__always)
    static func distribute<K: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafeMutablePointer<K>, _ spare: UnsafeMutablePointer<K>, _ n: Int, from low: Int, passes: Int,
        digit: Int
    ) -> UnsafeMutablePointer<K> {
        if passes == 0 { return keys }
        var (source, target) = (keys, spare)
        let size = 1 << digit
        let mask = K(truncatingIfNeeded: size - 1)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size * passes) { space in
            guard let counts = space.baseAddress else { return }
            counts.initialize(repeating: 0, count: size * passes)
            switch passes {
            case 1: count(keys, n, low, digit, counts, 1)
            case 2: count(keys, n, low, digit, counts, 2)
            case 3: count(keys, n, low, digit, counts, 3)
            default: count(keys, n, low, digit, counts, passes)
            }
            for pass in 0..<passes {
                let shift = K(truncatingIfNeeded: low + pass * digit)
                let places = counts + pass * size
                // All keys share the digit: nothing moves.
                if Int(places[Int(truncatingIfNeeded: (source[0] &>> shift) & mask)]) == n { continue }
                var next: UInt32 = 0
                for d in 0..<size {
                    let here = places[d]
                    places[d] = next
                    next &+= here
                }
                for i in 0..<n {
                    let key = source[i]
                    let d = Int(truncatingIfNeeded: (key &>> shift) & mask)
                    target[Int(places[d])] = key
                    places[d] &+= 1
                }
                swap(&source, &target)
            }
        }
        return source
    }

    /// How often each digit occurs in each place.
    @inline(__always)
    private static func count<K: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafePointer<K>, _ n: Int, _ low: Int, _ digit: Int, _ counts: UnsafeMutablePointer<UInt32>,
        _ passes: Int
    ) {
        let size = 1 << digit
        let (shift, step) = (K(truncatingIfNeeded: low), K(truncatingIfNeeded: digit))
        let mask = K(truncatingIfNeeded: size - 1)
        for i in 0..<n {
            var key = keys[i] &>> shift
            for pass in 0..<passes {
                counts[pass &* size &+ Int(truncatingIfNeeded: key & mask)] &+= 1
                key = key &>> step
            }
        }
    }

    /// Puts nearly sorted keys in order; false where that takes more than `budget` moves, the keys then being in some order.
    @inline(__always)
    static func insert<K: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafeMutablePointer<K>, _ n: Int, budget: Int, isBefore: (K, K) -> Bool
    ) -> Bool {
        var left = budget
        var i = 1
        while i < n {
            let key = keys[i]
            if isBefore(key, keys[i - 1]) {
                var place = i
                repeat {
                    keys[place] = keys[place - 1]
                    place -= 1
                } while place > 0 && isBefore(key, keys[place - 1])
                keys[place] = key
                left -= i - place
                if left < 0 { return false }
            }
            i += 1
        }
        return true
    }
}
