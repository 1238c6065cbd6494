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
        if times < 1 << 16, low < 1 << 40, high < 1 << 62 {
            // Remainders are taken seldom: nothing overflows before.
            high &+= times &* low &+ byte &* ((times &* (times &+ 1)) >> 1)
        } else {
            (low, high) = (low % 65521, high % 65521)
            high += times * low + byte * (times * (times + 1) / 2 % 65521)
        }
        low &+= byte &* times
        tokens.append(UInt16(value))
        if count > 1 { repeatLast(count - 1) }
    }

    /// Adds tokens for the byte before, once more so often.
    private mutating func repeatLast(_ times: Int) {
        var left = times
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
        tokens.withUnsafeBufferPointer { tokens in
            var start = 0
            repeat {
                let end = min(start + RunDeflate.blockTokens, tokens.count)
                RunDeflate.write(
                    UnsafeBufferPointer(rebasing: tokens[start..<end]), isLast: end == tokens.count, to: &bits)
                start = end
            } while start < tokens.count
        }
        var stream = bits.finish()
        for sum in [high % 65521, low % 65521] {
            stream += [UInt8(truncatingIfNeeded: sum >> 8), UInt8(truncatingIfNeeded: sum)]
        }
        return stream
    }

    /// Tokens that share a code: enough to make up for its description.
    private static let blockTokens = 1 << 15

    /// A block with codes of its own.
    private static func write(_ tokens: UnsafeBufferPointer<UInt16>, isLast: Bool, to bits: inout BitWriter) {
        // Tokens are counted, and then the symbols that they are written as.
        var times = [Int](repeating: 0, count: 515)
        for token in tokens { times[Int(token)] += 1 }
        var counts = [Int](repeating: 0, count: 286)
        counts[endOfBlock] = 1
        for token in times.indices where times[token] > 0 {
            counts[token < 256 ? token : Int(lengthSymbols[token - 256])] += times[token]
        }
        // A code of one symbol alone is no code.
        if counts[0] == 0 { counts[0] = 1 }
        let code = HuffmanCode(counts: counts, limit: 15)
        bits.add(isLast ? 0b101 : 0b100, 3)
        writeLengths(of: code, to: &bits)
        // The bits of each token, put together once: symbol, extra bits and the only distance, one back.
        let ready = (0..<515).map { token -> BitWriter.Word in
            let symbol = token < 256 ? token : Int(lengthSymbols[token - 256])
            let (bits, count) = (code.bits[symbol], Int(code.lengths[symbol]))
            guard token > 256 else { return BitWriter.Word(bits, count) }
            let (base, extra) = lengthCodes[symbol - 257]
            return BitWriter.Word(
                bits | UInt32(truncatingIfNeeded: token - 256 - base) << UInt32(count), count + extra + 1)
        }
        bits.add(tokens, ready)
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
    /// At most 24 bits, and above them how many they are.
    struct Word {
        let packed: UInt32

        init(_ bits: UInt32, _ count: Int) { packed = bits | UInt32(truncatingIfNeeded: count) << 24 }
    }

    private var bytes: [UInt8]
    /// Fewer than eight bits between two calls.
    private var waiting: UInt64 = 0
    private var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Adds at most 32 bits.
    mutating func add(_ bits: UInt32, _ count: Int) {
        waiting |= UInt64(bits) << UInt64(self.count)
        self.count += count
        while self.count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: waiting))
            waiting >>= 8
            self.count -= 8
        }
    }

    /// Adds the bits of each token.
    ///
    /// - Parameter words: one for each number that a token may be.
    mutating func add(_ tokens: UnsafeBufferPointer<UInt16>, _ words: [Word]) {
        // Three bytes are room for any token; eight are written at once.
        let room = tokens.count * 3 + 16
        var (waiting, count) = (waiting, count)
        bytes += [UInt8](unsafeUninitializedCapacity: room) { target, written in
            guard let start = UnsafeMutableRawPointer(target.baseAddress) else { return }
            var at = start
            words.withUnsafeBufferPointer { words in
                for token in tokens {
                    let word = words[Int(token)].packed
                    waiting |= UInt64(word & 0xFF_FFFF) << UInt64(count)
                    count += Int(word >> 24)
                    at.storeBytes(of: waiting.littleEndian, as: UInt64.self)
                    at += count >> 3
                    waiting >>= UInt64(count & ~7)
                    count &= 7
                }
            }
            written = at - start
        }
        (self.waiting, self.count) = (waiting, count)
    }

    /// The bytes, the last one filled up with zeros.
    mutating func finish() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(truncatingIfNeeded: waiting)) }
        return bytes
    }
}
