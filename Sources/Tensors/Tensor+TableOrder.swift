/// Distinct whole numbers in the order in which NumPy's hash table keeps them.
///
/// `np.unique_values` promises no order; NumPy 2.4 gives that of libstdc++'s `unordered_set`. It follows from what the
/// table is: one list of all entries, where the entries of a bucket stand side by side; a new entry goes to the front of
/// its bucket, that of an empty bucket to the front of the list. A number's bucket is the FNV-1a hash of its bytes modulo
/// the number of buckets, a prime, at first at least the number of elements or 1024, and doubled when there are more
/// entries than buckets.
extension Tensor {
    /// The distinct elements in the table's order; `nil` for types that NumPy sorts.
    public func uniqueInTableOrder() throws(TensorError) -> Tensor? {
        guard dtype.isInteger else { return nil }
        Work.add(count)
        let flat = try flattened().contiguous()
        defer { withExtendedLifetime(flat) {} }
        let (size, bytes) = (dtype.itemSize, flat.start.assumingMemoryBound(to: UInt8.self))
        var table = EntryTable(for: flat.count)
        var seen = Set<UInt64>()
        for place in 0..<flat.count {
            var (number, hash): (UInt64, UInt64) = (0, 14_695_981_039_346_656_037)
            for byte in 0..<size {
                let value = UInt64(bytes[place * size + byte])
                number |= value << UInt64(8 * byte)
                hash = (hash ^ value) &* 1_099_511_628_211
            }
            if seen.insert(number).inserted { table.insert(Int64(place), hash) }
        }
        return try flat.take(Tensor(table.order), axis: 0)
    }
}

/// The order of a hash table's entries, and how buckets lie in it.
private struct EntryTable {
    /// Sizes that the table takes, of those that it can come to here.
    private static let primes = [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113,
        127, 137, 139, 149, 157, 167, 179, 193, 199, 211, 227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467,
        503, 541, 577, 619, 661, 709, 761, 823, 887, 953, 1031,
    ]
    /// Those beyond, each the next after twice the one before it.
    private static let greater = [
        2179, 4703, 9497, 19183, 38873, 78779, 159_871, 324_503, 658_753, 1_337_629, 2_716_249, 5_515_729, 11_200_489,
        22_744_717, 46_187_573, 93_793_069, 190_465_427, 386_778_277, 785_430_967, 1_594_975_441, 3_238_918_481,
    ]
    /// For each entry its hash and the entry behind it; the list's head is entry 0.
    private var hashes: [UInt64] = [0]
    private var next: [Int] = [0]
    private var places: [Int64] = [0]
    /// The entry before each bucket's first; -1 for empty buckets.
    private var before: [Int]

    init(for count: Int) {
        let least = min(count, 1024)
        before = [Int](repeating: -1, count: EntryTable.primes.first { $0 >= least } ?? 1031)
    }

    /// The places of the entries as the list has them.
    var order: [Int64] {
        var (order, entry) = ([Int64](), next[0])
        while entry != 0 {
            order.append(places[entry])
            entry = next[entry]
        }
        return order
    }

    mutating func insert(_ place: Int64, _ hash: UInt64) {
        if hashes.count > before.count { grow() }
        hashes.append(hash)
        places.append(place)
        next.append(0)
        link(hashes.count - 1)
    }

    private func bucket(_ entry: Int) -> Int { Int(hashes[entry] % UInt64(before.count)) }

    private mutating func link(_ entry: Int) {
        let own = bucket(entry)
        let left = before[own]
        next[entry] = next[max(left, 0)]
        next[max(left, 0)] = entry
        guard left < 0 else { return }
        if next[entry] != 0 { before[bucket(next[entry])] = entry }
        before[own] = 0
    }

    /// More buckets; the entries are put in again as the list had them.
    private mutating func grow() {
        let size = EntryTable.greater.first { $0 >= 2 * before.count } ?? 2 * before.count + 1
        before = [Int](repeating: -1, count: size)
        var entry = next[0]
        next[0] = 0
        while entry != 0 {
            let after = next[entry]
            link(entry)
            entry = after
        }
    }
}
