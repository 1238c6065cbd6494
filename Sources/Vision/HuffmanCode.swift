/// A code of bits for symbols, the more frequent the shorter, in the canonical form that deflate asks for (RFC 1951, 3.2.2).
struct HuffmanCode {
    /// Bits of each symbol; 0 for symbols that do not occur.
    let lengths: [UInt8]
    /// The bits of each symbol, the first one lowest.
    let bits: [UInt32]

    /// The code of symbols that occur so often, none longer than `limit` bits. At least two symbols must occur.
    init(counts: [Int], limit: Int) {
        var counts = counts
        var lengths = HuffmanCode.lengths(counts)
        // Counts that are more alike give codes that are more alike; ones alone give the shortest.
        while let longest = lengths.max(), Int(longest) > limit {
            counts = counts.map { $0 == 0 ? 0 : max($0 >> 1, 1) }
            lengths = HuffmanCode.lengths(counts)
        }
        self.lengths = lengths
        // The first code of each length follows the last shorter one, with a bit more.
        var next = [UInt32](repeating: 0, count: limit + 1)
        for length in lengths where length > 0 { next[Int(length)] += 1 }
        var code: UInt32 = 0
        for length in 1...limit {
            let count = next[length]
            next[length] = code
            code = (code + count) << 1
        }
        bits = lengths.map { length in
            guard length > 0 else { return 0 }
            let code = next[Int(length)]
            next[Int(length)] += 1
            return HuffmanCode.reversed(code, Int(length))
        }
    }

    /// Lengths by Huffman's algorithm: the two rarest become one, until one is left.
    private static func lengths(_ counts: [Int]) -> [UInt8] {
        let leaves = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        var lengths = [UInt8](repeating: 0, count: counts.count)
        guard leaves.count > 1 else { return lengths }
        // Leaves in order, and behind them what they were joined to, which come in order too.
        var weights = leaves.map { counts[$0] }
        var parents = [Int](repeating: 0, count: 2 * leaves.count - 1)
        var (leaf, joined) = (0, leaves.count)
        for _ in 1..<leaves.count {
            var weight = 0
            for _ in 0..<2 {
                let takesLeaf = leaf < leaves.count && (joined >= weights.count || weights[leaf] <= weights[joined])
                let taken = takesLeaf ? leaf : joined
                if takesLeaf { leaf += 1 } else { joined += 1 }
                weight += weights[taken]
                parents[taken] = weights.count
            }
            weights.append(weight)
        }
        var depths = [UInt8](repeating: 0, count: parents.count)
        for node in stride(from: parents.count - 2, through: 0, by: -1) {
            depths[node] = min(depths[parents[node]], 254) + 1
        }
        for (place, symbol) in leaves.enumerated() { lengths[symbol] = depths[place] }
        return lengths
    }

    private static func reversed(_ code: UInt32, _ length: Int) -> UInt32 {
        var (code, result): (UInt32, UInt32) = (code, 0)
        for _ in 0..<length {
            result = result << 1 | code & 1
            code >>= 1
        }
        return result
    }
}
