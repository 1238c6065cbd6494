/// Unpacks deflate (RFC 1951) where it is known how much comes out, faster than zlib.
///
/// Two tables of a decoder each: a table of `rootBits` bits gives most symbols at once, longer codes go on in a second
/// one. Bits wait in a word of 64; while eight bytes of input and a longest match of output are left, nothing needs to be
/// checked between refills. What is wrong in any way gives `nil`: the caller asks zlib, which knows what to say.
struct Inflate {
    private var input: UnsafePointer<UInt8>
    private let inputEnd: UnsafePointer<UInt8>
    private var word: UInt64 = 0
    /// Bits of `word` that count.
    private var count: UInt64 = 0
    private let output: UnsafeMutablePointer<UInt8>
    private let size: Int
    private var written = 0
    private let symbols: UnsafeMutablePointer<UInt32>
    private let distances: UnsafeMutablePointer<UInt32>

    /// Unpacks a deflate stream into `output`, which it must fill exactly; gives how many bytes of input it took.
    static func unpack(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard let start = input.baseAddress, let target = output.baseAddress else { return nil }
        let symbols = UnsafeMutablePointer<UInt32>.allocate(capacity: Table.symbolCapacity)
        let distances = UnsafeMutablePointer<UInt32>.allocate(capacity: Table.distanceCapacity)
        defer {
            symbols.deallocate()
            distances.deallocate()
        }
        var inflate = Inflate(
            input: start, inputEnd: start + input.count, output: target, size: output.count, symbols: symbols,
            distances: distances)
        var isLast = false
        while !isLast {
            guard let flag = inflate.take(1), let kind = inflate.take(2) else { return nil }
            isLast = flag == 1
            let isRight =
                switch kind {
                case 0: inflate.copyStored()
                case 1: inflate.buildFixed() && inflate.unpackBlock()
                case 2: inflate.readCodes() && inflate.unpackBlock()
                default: false
                }
            if !isRight { return nil }
        }
        guard inflate.written == output.count else { return nil }
        return inflate.input - start - Int(inflate.count / 8)
    }

    private init(
        input: UnsafePointer<UInt8>, inputEnd: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>, size: Int,
        symbols: UnsafeMutablePointer<UInt32>, distances: UnsafeMutablePointer<UInt32>
    ) {
        (self.input, self.inputEnd, self.output, self.size) = (input, inputEnd, output, size)
        (self.symbols, self.distances) = (symbols, distances)
    }

    // MARK: Bits

    /// The next bits as a number; `nil` at the end of the input.
    private mutating func take(_ bits: UInt64) -> Int? {
        refillSlowly()
        if count < bits { return nil }
        let value = Int(word & (1 << bits - 1))
        word >>= bits
        count -= bits
        return value
    }

    private mutating func refillSlowly() {
        while count <= 56, input < inputEnd {
            word |= UInt64(input.pointee) << count
            input += 1
            count += 8
        }
    }

    // MARK: Blocks

    private mutating func copyStored() -> Bool {
        // Whole bytes that wait in the word go back.
        input -= Int(count / 8)
        (word, count) = (0, 0)
        guard inputEnd - input >= 4 else { return false }
        let length = Int(input[0]) | Int(input[1]) << 8, inverse = Int(input[2]) | Int(input[3]) << 8
        input += 4
        guard length == inverse ^ 0xFFFF, inputEnd - input >= length, size - written >= length else { return false }
        (output + written).update(from: input, count: length)
        input += length
        written += length
        return true
    }

    private func buildFixed() -> Bool {
        let lengths = (0..<288).map { UInt8($0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8) }
        return Table.buildSymbols(lengths[...], into: symbols)
            && Table.buildDistances([UInt8](repeating: 5, count: 32)[...], into: distances)
    }

    /// The codes of a block, which are packed themselves (RFC 1951, 3.2.7).
    private mutating func readCodes() -> Bool {
        guard let literals = take(5), let distances = take(5), let given = take(4) else { return false }
        let (symbolCount, distanceCount) = (literals + 257, distances + 1)
        guard symbolCount <= 286, distanceCount <= 30 else { return false }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [UInt8](repeating: 0, count: 19)
        for place in order.prefix(given + 4) {
            guard let length = take(3) else { return false }
            lengths[place] = UInt8(length)
        }
        var codes = [UInt32](repeating: 0, count: 128)
        guard codes.withUnsafeMutableBufferPointer({ Table.buildLengths(lengths[...], into: $0) }) else { return false }
        var all: [UInt8] = []
        all.reserveCapacity(symbolCount + distanceCount + 138)
        while all.count < symbolCount + distanceCount {
            refillSlowly()
            let entry = codes[Int(word & 127)]
            let bits = UInt64(entry & 31)
            guard bits > 0, bits <= count else { return false }
            word >>= bits
            count -= bits
            let symbol = Int(entry >> 16)
            if symbol < 16 {
                all.append(UInt8(symbol))
                continue
            }
            let (extra, least): (UInt64, Int) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
            guard let more = take(extra), symbol != 16 || !all.isEmpty else { return false }
            all += [UInt8](repeating: symbol == 16 ? all[all.count - 1] : 0, count: least + more)
        }
        guard all.count == symbolCount + distanceCount, all[256] != 0 else { return false }
        return Table.buildSymbols(all[..<symbolCount], into: symbols)
            && Table.buildDistances(all[symbolCount...], into: self.distances)
    }

    /// Literals and matches up to the end of a block.
    private mutating func unpackBlock() -> Bool { unpackQuickly() ?? unpackCarefully() }

    /// Goes as far as nothing needs to be checked: true at the end of the block, false where it is damaged, `nil` where
    /// the input or the output comes to its end.
    private mutating func unpackQuickly() -> Bool? {
        // Locals stay in registers.
        var (input, word, count, written) = (self.input, self.word, self.count, self.written)
        let (inputEnd, output, size) = (self.inputEnd, self.output, self.size)
        let (symbols, distances) = (self.symbols, self.distances)
        defer { (self.input, self.word, self.count, self.written) = (input, word, count, written) }
        // A match may be written eight bytes at a time beyond its end, and three literals come before it.
        while inputEnd - input >= 16, size - written >= Table.longestMatch + 16 {
            // At least 56 bits from here: two literals, a symbol of a length with its extra bits.
            word |= UnsafeRawPointer(input).loadUnaligned(as: UInt64.self) &<< count
            input += Int((63 &- count) &>> 3)
            count |= 56
            var entry = Table.symbol(word, symbols)
            if entry & Table.literal != 0 {
                word &>>= UInt64(entry & 31)
                count &-= UInt64(entry & 31)
                output[written] = UInt8(truncatingIfNeeded: entry &>> 16)
                written &+= 1
                entry = Table.symbol(word, symbols)
                if entry & Table.literal != 0 {
                    word &>>= UInt64(entry & 31)
                    count &-= UInt64(entry & 31)
                    output[written] = UInt8(truncatingIfNeeded: entry &>> 16)
                    written &+= 1
                    entry = Table.symbol(word, symbols)
                    if entry & Table.literal != 0 {
                        word &>>= UInt64(entry & 31)
                        count &-= UInt64(entry & 31)
                        output[written] = UInt8(truncatingIfNeeded: entry &>> 16)
                        written &+= 1
                        continue
                    }
                }
            }
            let bits = UInt64(entry & 31), extra = UInt64(entry &>> 8 & 31)
            if bits == 0 { return false }
            word &>>= bits
            if entry & Table.end != 0 {
                count &-= bits
                return true
            }
            let length = Int(entry &>> 16) &+ Int(word & (1 &<< extra &- 1))
            word &>>= extra
            count &-= bits &+ extra
            word |= UnsafeRawPointer(input).loadUnaligned(as: UInt64.self) &<< count
            input += Int((63 &- count) &>> 3)
            count |= 56
            let place = Table.distance(word, distances)
            let placeBits = UInt64(place & 31), placeExtra = UInt64(place &>> 8 & 31)
            word &>>= placeBits
            let distance = Int(place &>> 16) &+ Int(word & (1 &<< placeExtra &- 1))
            word &>>= placeExtra
            count &-= placeBits &+ placeExtra
            if placeBits == 0 || distance > written { return false }
            var (from, to) = (UnsafeRawPointer(output + written - distance), UnsafeMutableRawPointer(output + written))
            written &+= length
            if distance >= 8 {
                let stop = output + written
                while to < stop {
                    to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
                    from += 8
                    to += 8
                }
            } else {
                for k in 0..<length {
                    to.storeBytes(of: from.load(fromByteOffset: k, as: UInt8.self), toByteOffset: k, as: UInt8.self)
                }
            }
        }
        return nil
    }

    /// A symbol at a time with every check.
    private mutating func unpackCarefully() -> Bool {
        while true {
            refillSlowly()
            let entry = Table.symbol(word, symbols)
            let bits = UInt64(entry & 31), extra = UInt64(entry >> 8 & 31)
            guard bits > 0, bits + extra <= count else { return false }
            word >>= bits
            count -= bits
            if entry & Table.literal != 0 {
                if written == size { return false }
                output[written] = UInt8(truncatingIfNeeded: entry >> 16)
                written += 1
                continue
            }
            if entry & Table.end != 0 { return true }
            guard let more = take(extra) else { return false }
            let length = Int(entry >> 16) + more
            refillSlowly()
            let place = Table.distance(word, distances)
            let placeBits = UInt64(place & 31)
            guard placeBits > 0, placeBits <= count else { return false }
            word >>= placeBits
            count -= placeBits
            guard let further = take(UInt64(place >> 8 & 31)) else { return false }
            let distance = Int(place >> 16) + further
            guard distance <= written, size - written >= length else { return false }
            for _ in 0..<length {
                output[written] = output[written - distance]
                written += 1
            }
        }
    }

    // MARK: Tables

    /// Tables from bits to symbols.
    ///
    /// An entry: the bits to take (5 bits, 0 where no code begins so), flags, how many extra bits follow (from bit 8), the
    /// literal or the smallest length or distance (from bit 16).
    private enum Table {
        static let literal: UInt32 = 1 << 5, end: UInt32 = 1 << 6, more: UInt32 = 1 << 7
        static let longestMatch = 258
        static let symbolBits = 11, distanceBits = 8, longest = 15
        /// Behind the first table a second one for each of its entries that goes on, at most one for each symbol.
        static let symbolCapacity = 1 << symbolBits + 288 << (longest - symbolBits)
        static let distanceCapacity = 1 << distanceBits + 32 << (longest - distanceBits)

        @inline(__always)
        static func symbol(_ word: UInt64, _ table: UnsafeMutablePointer<UInt32>) -> UInt32 {
            let entry = table[Int(truncatingIfNeeded: word & (1 << UInt64(symbolBits) - 1))]
            if entry & more == 0 { return entry }
            return table[Int(entry >> 8) + Int(word >> UInt64(symbolBits) & (1 << UInt64(longest - symbolBits) - 1))]
        }

        @inline(__always)
        static func distance(_ word: UInt64, _ table: UnsafeMutablePointer<UInt32>) -> UInt32 {
            let entry = table[Int(truncatingIfNeeded: word & (1 << UInt64(distanceBits) - 1))]
            if entry & more == 0 { return entry }
            return table[
                Int(entry >> 8) + Int(word >> UInt64(distanceBits) & (1 << UInt64(longest - distanceBits) - 1))]
        }

        static func buildSymbols(_ lengths: ArraySlice<UInt8>, into table: UnsafeMutablePointer<UInt32>) -> Bool {
            build(lengths, root: symbolBits, into: table, isLoneCodeRight: true) { symbol in
                if symbol < 256 { return UInt32(symbol) << 16 | literal }
                if symbol == 256 { return end }
                // 257...264 are 3...10, then four lengths for each count of extra bits; 285 is 258.
                let step = symbol - 257
                if step >= 29 { return nil }
                if step == 28 { return 258 << 16 }
                if step < 8 { return UInt32(step + 3) << 16 }
                let extra = step / 4 - 1
                return UInt32((4 + step % 4) << extra + 3) << 16 | UInt32(extra) << 8
            }
        }

        static func buildDistances(_ lengths: ArraySlice<UInt8>, into table: UnsafeMutablePointer<UInt32>) -> Bool {
            build(lengths, root: distanceBits, into: table, isLoneCodeRight: true) { symbol in
                if symbol >= 30 { return nil }
                if symbol < 4 { return UInt32(symbol + 1) << 16 }
                let extra = symbol / 2 - 1
                return UInt32((2 + symbol % 2) << extra + 1) << 16 | UInt32(extra) << 8
            }
        }

        static func buildLengths(_ lengths: ArraySlice<UInt8>, into table: UnsafeMutableBufferPointer<UInt32>) -> Bool {
            guard let start = table.baseAddress, table.count >= 128 else { return false }
            return build(lengths, root: 7, into: start, isLoneCodeRight: false) { UInt32($0) << 16 }
        }

        /// Fills a table from the lengths of the symbols' codes.
        ///
        /// - Parameters:
        ///   - entry: a symbol's entry without its bits; `nil` for symbols that must not come.
        ///   - isLoneCodeRight: one code of one bit may stand alone, and none at all, as zlib takes it.
        private static func build(
            _ lengths: ArraySlice<UInt8>, root: Int, into table: UnsafeMutablePointer<UInt32>, isLoneCodeRight: Bool,
            entry: (Int) -> UInt32?
        ) -> Bool {
            var counts = [Int](repeating: 0, count: longest + 1)
            for length in lengths { counts[Int(length)] += 1 }
            counts[0] = 0
            var left = 1
            for length in 1...longest {
                left = left * 2 - counts[length]
                if left < 0 { return false }
            }
            let used = counts.reduce(0, +)
            if left > 0, !(isLoneCodeRight && (used == 0 || used == 1 && counts[1] == 1)) { return false }
            var next = [Int](repeating: 0, count: longest + 2), code = 0
            for length in 1...longest {
                next[length] = code
                code = (code + counts[length]) << 1
            }
            table.update(repeating: 0, count: 1 << root)
            var end = 1 << root
            for (symbol, length) in lengths.enumerated() where length > 0 {
                let bits = Int(length)
                // Codes come with their first bit lowest.
                let reversed = Int(UInt16(next[bits]).reversed >> UInt16(16 - bits))
                next[bits] += 1
                guard let plain = entry(symbol) else { continue }
                let value = plain | UInt32(bits)
                if bits <= root {
                    for place in stride(from: reversed, to: 1 << root, by: 1 << bits) { table[place] = value }
                    continue
                }
                let first = reversed & (1 << root - 1), rest = longest - root
                if table[first] & more == 0 {
                    table[first] = UInt32(end) << 8 | more
                    (table + end).update(repeating: 0, count: 1 << rest)
                    end += 1 << rest
                }
                let second = Int(table[first] >> 8)
                for place in stride(from: reversed >> root, to: 1 << rest, by: 1 << (bits - root)) {
                    table[second + place] = value
                }
            }
            return true
        }
    }
}

extension UInt16 {
    /// The bits in the other order.
    fileprivate var reversed: UInt16 {
        var value = self
        value = value >> 1 & 0x5555 | (value & 0x5555) << 1
        value = value >> 2 & 0x3333 | (value & 0x3333) << 2
        value = value >> 4 & 0x0F0F | (value & 0x0F0F) << 4
        return value.byteSwapped
    }
}
