/// A set of code points that answers quickly: a bit for each below 256, ranges and kinds above.
struct RegexSet: Sendable {
    /// The final answer for code points below 256.
    private var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private var ranges: [ClosedRange<UInt32>] = []
    private var categories: [(RegexCategory, isNegated: Bool)] = []
    private let isNegated: Bool
    private let ignoresCase: Bool
    private let flags: RegexFlags

    /// A set as `[…]` writes it, under the flags that hold there.
    init(_ items: [RegexSetItem], isNegated: Bool, flags: RegexFlags) {
        self.isNegated = isNegated
        self.flags = flags
        ignoresCase = flags.contains(.ignoreCase)
        for item in items {
            switch item {
            case .range(let first, let last): ranges.append(first...last)
            case .category(let category, let isNegated): categories.append((category, isNegated))
            }
        }
        if ignoresCase { ranges = ranges.flatMap { RegexSet.folded($0, flags) } }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        merge()
        for code in UInt32(0)..<256 where slowly(code) { mark(code) }
    }

    /// Everything that matches a range without regard to case, in lower case.
    private static func folded(_ range: ClosedRange<UInt32>, _ flags: RegexFlags) -> [ClosedRange<UInt32>] {
        var made: [ClosedRange<UInt32>] = [range]
        // No letter beyond has another case.
        let last = min(range.upperBound, flags.contains(.unicode) ? 0x1_E944 : 127)
        guard range.lowerBound <= last else { return made }
        for code in range.lowerBound...last {
            let lower = RegexCase.lower(code, flags)
            if lower != code { made.append(lower...lower) }
            for other in RegexCase.kin(of: lower, flags) { made.append(other...other) }
        }
        return made
    }

    private mutating func merge() {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        ranges = merged
    }

    private mutating func mark(_ code: UInt32) {
        let bit = UInt64(1) << UInt64(code & 63)
        switch code >> 6 {
        case 0: low.0 |= bit
        case 1: low.1 |= bit
        case 2: low.2 |= bit
        default: low.3 |= bit
        }
    }

    /// True if the set has the code point.
    @inline(__always) func contains(_ code: UInt32) -> Bool {
        if code > 255 { return slowly(code) }
        let word =
            switch code >> 6 {
            case 0: low.0
            case 1: low.1
            case 2: low.2
            default: low.3
            }
        return word >> UInt64(code & 63) & 1 != 0
    }

    private func slowly(_ code: UInt32) -> Bool {
        let code = ignoresCase ? RegexCase.lower(code, flags) : code
        return (isInRange(code) || categories.contains { RegexSet.holds($0.0, code, flags) != $0.isNegated })
            != isNegated
    }

    private func isInRange(_ code: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < code { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(code)
    }

    /// True if a code point is of a kind: of Unicode's under `re.UNICODE`, of ASCII's otherwise.
    static func holds(_ category: RegexCategory, _ code: UInt32, _ flags: RegexFlags) -> Bool {
        if code < 128 {
            switch category {
            case .digit: return (48...57).contains(code)
            case .space:
                return code == 32 || (9...13).contains(code) || (flags.contains(.unicode) && (28...31).contains(code))
            case .word:
                return (97...122).contains(code) || (65...90).contains(code) || (48...57).contains(code) || code == 95
            }
        }
        guard flags.contains(.unicode), let scalar = Unicode.Scalar(code) else { return false }
        switch category {
        case .digit: return scalar.properties.generalCategory == .decimalNumber
        case .space: return scalar.properties.isWhitespace
        case .word: return isAlphanumeric(scalar)
        }
    }

    /// `str.isalnum` of one code point.
    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: scalar.properties.numericType != nil
        }
    }
}
