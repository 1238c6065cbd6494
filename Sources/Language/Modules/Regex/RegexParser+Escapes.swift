/// Escapes and character sets.
extension RegexParser {
    /// `\d`, `\D` and their kin.
    private static func category(_ code: UInt32) -> RegexSetItem? {
        switch Unicode.Scalar(code) {
        case "d": .category(.digit, isNegated: false)
        case "D": .category(.digit, isNegated: true)
        case "s": .category(.space, isNegated: false)
        case "S": .category(.space, isNegated: true)
        case "w": .category(.word, isNegated: false)
        case "W": .category(.word, isNegated: true)
        default: nil
        }
    }

    /// `\n` and its kin; `\b` only inside sets.
    static func control(_ code: UInt32) -> UInt32? {
        switch Unicode.Scalar(code) {
        case "a": 7
        case "b": 8
        case "f": 12
        case "n": 10
        case "r": 13
        case "t": 9
        case "v": 11
        case "\\": 92
        default: nil
        }
    }

    private static func anchor(_ code: UInt32) -> RegexAnchor? {
        switch Unicode.Scalar(code) {
        case "A": .textStart
        case "Z": .textEnd
        case "b": .boundary
        case "B": .noBoundary
        default: nil
        }
    }

    static func isLetter(_ code: UInt32) -> Bool { (65...90).contains(code) || (97...122).contains(code) }

    static func isOctal(_ code: UInt32) -> Bool { (48...55).contains(code) }

    static func isDigit(_ code: UInt32) -> Bool { (48...57).contains(code) }

    private static func isHex(_ code: UInt32) -> Bool {
        isDigit(code) || (65...70).contains(code) || (97...102).contains(code)
    }

    /// escape: what follows a backslash outside of sets.
    mutating func escape(_ code: UInt32) throws(RegexError) -> RegexNode {
        if let item = RegexParser.category(code) { return .set(items: [item], isNegated: false) }
        if let anchor = RegexParser.anchor(code) { return .anchor(anchor) }
        if let control = RegexParser.control(code) { return .literal(control) }
        if let numbered = try numberedEscape(code) { return .literal(numbered) }
        if code == 48 {
            let digits = try getWhile(2, RegexParser.isOctal)
            return .literal(UInt32(text(digits), radix: 8) ?? 0)
        }
        if RegexParser.isDigit(code) { return try digitEscape(code) }
        if RegexParser.isLetter(code) { throw error("bad escape \\" + text([code]), back: 2) }
        return .literal(code)
    }

    /// `\12`: a group, or with three octal digits a code point.
    private mutating func digitEscape(_ first: UInt32) throws(RegexError) -> RegexNode {
        var digits = [first]
        if let second = next, !second.isEscape, RegexParser.isDigit(second.code) {
            digits.append(second.code)
            _ = try get()
            if RegexParser.isOctal(first), RegexParser.isOctal(second.code), let third = next, !third.isEscape,
                RegexParser.isOctal(third.code)
            {
                digits.append(third.code)
                _ = try get()
                return .literal(try octal(digits))
            }
        }
        let group = Int(text(digits)) ?? 0
        guard group < widths.count else { throw error("invalid group reference \(group)", back: digits.count) }
        if widths[group] == nil { throw error("cannot refer to an open group", back: digits.count + 1) }
        try checkLookbehind(group)
        return .reference(group)
    }

    private func octal(_ digits: [UInt32]) throws(RegexError) -> UInt32 {
        let value = UInt32(text(digits), radix: 8) ?? 0
        if value > 0o377 {
            throw error(
                "octal escape value \\\(text(digits)) outside of range 0-0o377", back: digits.count + 1)
        }
        return value
    }

    /// `\x41`, `\u20ac`, `\U0001f600`, `\N{EM DASH}`; `nil` for other escapes.
    private mutating func numberedEscape(_ code: UInt32) throws(RegexError) -> UInt32? {
        let count: Int
        switch Unicode.Scalar(code) {
        case "x": count = 2
        case "u" where isText: count = 4
        case "U" where isText: count = 8
        case "N" where isText: return try namedEscape()
        default: return nil
        }
        let digits = try getWhile(count, RegexParser.isHex)
        let written = "\\" + text([code]) + text(digits)
        if digits.count != count { throw error("incomplete escape " + written, back: written.unicodeScalars.count) }
        guard let value = UInt32(text(digits), radix: 16), value <= 0x10FFFF else {
            throw error("bad escape " + written, back: written.unicodeScalars.count)
        }
        return value
    }

    private mutating func namedEscape() throws(RegexError) -> UInt32 {
        guard try match("{") else { throw error("missing {") }
        let codes = try getUntil("}", "character name")
        let name = text(codes).uppercased()
        for code in UInt32(0)...0x1FFFF {
            if let properties = Unicode.Scalar(code)?.properties, (properties.name ?? properties.nameAlias) == name {
                return code
            }
        }
        throw error("undefined character name \(Interpreter.quoted(text(codes)))", back: codes.count + 4)
    }

    /// set: '[' '^'? item+ ']'
    mutating func set() throws(RegexError) -> RegexNode {
        let here = place - 1
        let isNegated = try match("^")
        var items: [RegexSetItem] = []
        while true {
            guard let token = try get() else { throw error("unterminated character set", back: place - here) }
            if token.is("]"), !items.isEmpty { break }
            let first = try setItem(token)
            guard try match("-") else {
                items.append(first)
                continue
            }
            guard let end = try get() else { throw error("unterminated character set", back: place - here) }
            if end.is("]") {
                items += [first, .range(45, 45)]
                break
            }
            let second = try setItem(end)
            guard case .range(let low, _) = first, case .range(let high, _) = second, low <= high else {
                throw error(
                    "bad character range \(text(token))-\(text(end))", back: token.length + 1 + end.length)
            }
            items.append(.range(low, high))
        }
        if items.count == 1, case .range(let low, let high) = items[0], low == high {
            return isNegated ? .notLiteral(low) : .literal(low)
        }
        return .set(items: items, isNegated: isNegated)
    }

    private mutating func setItem(_ token: Token) throws(RegexError) -> RegexSetItem {
        func one(_ code: UInt32) -> RegexSetItem { .range(code, code) }
        guard token.isEscape else { return one(token.code) }
        let code = token.code
        if let control = RegexParser.control(code) { return one(control) }
        if let item = RegexParser.category(code) { return item }
        if let numbered = try numberedEscape(code) { return one(numbered) }
        if RegexParser.isOctal(code) {
            let digits = [code] + (try getWhile(2, RegexParser.isOctal))
            return one(try octal(digits))
        }
        if RegexParser.isDigit(code) || RegexParser.isLetter(code) {
            throw error("bad escape \\" + text([code]), back: 2)
        }
        return one(code)
    }
}
