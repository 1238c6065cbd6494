/// Packs bytes that come as runs into a zlib stream (RFC 1950 and 1951).
///
/// Looks for runs alone, as zlib does under `Z_RLE`, and gives files of the same size. It never sees the bytes one by one,
/// so rows without a change, most of a chart, cost nothing.
struct RunDeflate {
    /// Bytes as they are, or 256 more than the length of a repetition of the byte before.
    private var tokens: [UInt16] = []
    private var value: UInt8 = 0
    private var count = 0
    /// The two sums of Adler-32.
    private var low: UInt64 = 1
    private var high: UInt64 = 0

    /// Adds a byte, `count` times; at most 2^31 times.
    @inline(__always)
    mutating func add(_ value: UInt8, _ count: Int) {
        if value == self.value {
            self.count += count
        } else {
            close()
            (self.value, self.count) = (value, count)
        }
    }

    /// Makes tokens of the run.
    private mutating func close() {
        guard count > 0 else { return }
        let (byte, times) = (UInt64(value), UInt64(count))
        // Each byte is added to the first sum, and then the first sum to the second.
        high += times * low + byte * (times * (times + 1) / 2 % 65521)
        low += byte * times
        (low, high) = (low % 65521, high % 65521)
        tokens.append(UInt16(value))
        var left = count - 1
        while left >= 3 {
            let length = left > 258 && left < 261 ? left - 3 : min(left, 258)
            tokens.append(UInt16(256 + length))
            left -= length
        }
        for _ in 0..<left { tokens.append(UInt16(value)) }
    }

    /// The stream of all that was added.
    mutating func finish() -> [UInt8] {
        close()
        count = 0
        // Window of 32 KB, the quickest way of packing.
        var bits = BitWriter([0x78, 0x01])
        var start = 0
        repeat {
            let end = min(start + 1 << 15, tokens.count)
            RunDeflate.write(tokens[start..<end], isLast: end == tokens.count, to: &bits)
            start = end
        } while start < tokens.count
        var stream = bits.finish()
        for sum in [high, low] { stream += [UInt8(truncatingIfNeeded: sum >> 8), UInt8(truncatingIfNeeded: sum)] }
        return stream
    }

    /// A block with codes of its own.
    private static func write(_ tokens: ArraySlice<UInt16>, isLast: Bool, to bits: inout BitWriter) {
        var counts = [Int](repeating: 0, count: 286)
        counts[endOfBlock] = 1
        // A code of one symbol alone is no code.
        counts[0] = 1
        for token in tokens { counts[token < 256 ? Int(token) : Int(lengthSymbols[Int(token) - 256])] += 1 }
        let code = HuffmanCode(counts: counts, limit: 15)
        bits.add(isLast ? 0b101 : 0b100, 3)
        writeLengths(of: code, to: &bits)
        // The bits of each token, put together once: symbol, extra bits and the only distance, one back.
        let ready = (0..<515).map { token -> (bits: UInt32, count: Int) in
            let symbol = token < 256 ? token : Int(lengthSymbols[token - 256])
            let (bits, count) = (code.bits[symbol], Int(code.lengths[symbol]))
            guard token > 256 else { return (bits, count) }
            let (base, extra) = lengthCodes[symbol - 257]
            return (bits | UInt32(truncatingIfNeeded: token - 256 - base) << UInt32(count), count + extra + 1)
        }
        ready.withUnsafeBufferPointer { ready in
            for token in tokens { bits.add(ready[Int(token)].bits, ready[Int(token)].count) }
        }
        bits.add(code.bits[endOfBlock], Int(code.lengths[endOfBlock]))
    }

    /// The lengths of the codes, themselves packed (RFC 1951, 3.2.7); of distances there is one, with one bit.
    private static func writeLengths(of code: HuffmanCode, to bits: inout BitWriter) {
        let used = (code.lengths.lastIndex { $0 > 0 } ?? endOfBlock) + 1
        let lengths = code.lengths[..<used] + [1]
        var symbols: [(symbol: Int, extra: Int, bits: Int)] = []
        var at = 0
        while at < lengths.count {
            let length = lengths[at]
            let run = lengths[at...].prefix { $0 == length }.count
            switch (length, run) {
            case (0, 11...):
                symbols.append((18, min(run, 138) - 11, 7))
                at += min(run, 138)
            case (0, 3...):
                symbols.append((17, run - 3, 3))
                at += run
            case (_, 4...) where length > 0:
                symbols.append((Int(length), 0, 0))
                symbols.append((16, min(run - 1, 6) - 3, 2))
                at += 1 + min(run - 1, 6)
            default:
                symbols.append((Int(length), 0, 0))
                at += 1
            }
        }
        var counts = [Int](repeating: 0, count: 19)
        for symbol in symbols { counts[symbol.symbol] += 1 }
        if counts.count(where: { $0 > 0 }) < 2 { counts[counts[0] > 0 ? 1 : 0] = 1 }
        let short = HuffmanCode(counts: counts, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let last = max(order.lastIndex { short.lengths[$0] > 0 } ?? 3, 3)
        bits.add(UInt32(used - 257), 5)
        bits.add(0, 5)
        bits.add(UInt32(last + 1 - 4), 4)
        for symbol in order[...last] { bits.add(UInt32(short.lengths[symbol]), 3) }
        for (symbol, extra, count) in symbols {
            bits.add(short.bits[symbol], Int(short.lengths[symbol]))
            bits.add(UInt32(extra), count)
        }
    }

    private static let endOfBlock = 256

    /// The shortest length and the extra bits of each of the symbols 257 to 285.
    private static let lengthCodes: [(base: Int, extra: Int)] =
        (0..<28).map { place in
            let extra = place < 8 ? 0 : place / 4 - 1
            return (place < 8 ? place + 3 : (4 + place % 4) << extra + 3, extra)
        } + [(258, 0)]

    /// The symbol of each length from 3 to 258.
    private static let lengthSymbols: [UInt16] = (0...258).map { length in
        UInt16(257 + (lengthCodes.lastIndex { $0.base <= length } ?? 0))
    }
}

/// Bits into bytes, the lowest bit first.
private struct BitWriter {
    private var bytes: [UInt8]
    private var waiting: UInt64 = 0
    private var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Adds at most 32 bits.
    @inline(__always)
    mutating func add(_ bits: UInt32, _ count: Int) {
        waiting |= UInt64(bits) << UInt64(self.count)
        self.count += count
        guard self.count >= 32 else { return }
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: waiting).littleEndian) { bytes.append(contentsOf: $0) }
        waiting >>= 32
        self.count -= 32
    }

    /// The bytes, the last one filled up with zeros.
    mutating func finish() -> [UInt8] {
        while count > 0 {
            bytes.append(UInt8(truncatingIfNeeded: waiting))
            waiting >>= 8
            count -= 8
        }
        return bytes
    }
}
