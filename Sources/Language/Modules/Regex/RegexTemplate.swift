/// What `sub` puts in place of a match: text with groups in it.
struct RegexTemplate {
    enum Part {
        case literal(Value)
        case group(Int)
    }

    let parts: [Part]

    /// True where the template is the same for every match.
    var isConstant: Bool { parts.allSatisfy { if case .literal = $0 { true } else { false } } }

    /// Reads `\1`, `\g<name>` and the escapes of a template.
    init(_ template: RegexSubject, for pattern: PatternObject) throws(RegexError) {
        var parser = try RegexParser(template.codes, isText: template.isText, flags: [])
        parts = try parser.template(pattern)
    }

    /// The text for one match.
    func values(_ match: MatchObject) -> [Value] {
        parts.compactMap { part in
            switch part {
            case .literal(let value): value
            case .group(let group): match.spans.range(group).map { match.subject.slice($0) }
            }
        }
    }
}

extension RegexParser {
    /// template: (escape | code point)*
    fileprivate mutating func template(_ pattern: PatternObject) throws(RegexError) -> [RegexTemplate.Part] {
        var parts: [RegexTemplate.Part] = []
        var literal: [UInt32] = []
        func flush() {
            if literal.isEmpty { return }
            parts.append(
                .literal(
                    isText ? Value(text(literal)) : .object(BytesObject(literal.map { UInt8(truncatingIfNeeded: $0) })))
            )
            literal = []
        }
        while let token = try get() {
            guard token.isEscape else {
                literal.append(token.code)
                continue
            }
            switch try templateEscape(token.code, pattern) {
            case .code(let codes): literal += codes
            case .group(let group):
                flush()
                parts.append(.group(group))
            }
        }
        flush()
        return parts
    }

    private enum TemplateEscape {
        case code([UInt32])
        case group(Int)
    }

    private mutating func templateEscape(_ code: UInt32, _ pattern: PatternObject) throws(RegexError)
        -> TemplateEscape
    {
        if code == UInt32(UInt8(ascii: "g")) { return .group(try templateGroup(pattern)) }
        if code == 48 {
            let digits = try getWhile(2, RegexParser.isOctal)
            return .code([(UInt32(text(digits), radix: 8) ?? 0) & 0xFF])
        }
        if RegexParser.isDigit(code) {
            var digits = [code]
            if let second = next, !second.isEscape, RegexParser.isDigit(second.code) {
                _ = try get()
                digits.append(second.code)
                if RegexParser.isOctal(code), RegexParser.isOctal(second.code), let third = next, !third.isEscape,
                    RegexParser.isOctal(third.code)
                {
                    _ = try get()
                    digits.append(third.code)
                    let value = UInt32(text(digits), radix: 8) ?? 0
                    if value > 0o377 {
                        throw error("octal escape value \\\(text(digits)) outside of range 0-0o377", back: 4)
                    }
                    return .code([value])
                }
            }
            let group = Int(text(digits)) ?? 0
            if group > pattern.program.groupCount {
                throw error("invalid group reference \(group)", back: digits.count)
            }
            return .group(group)
        }
        if let control = RegexParser.control(code) { return .code([control]) }
        if RegexParser.isLetter(code) { throw error("bad escape \\" + text([code]), back: 2) }
        return .code([92, code])
    }

    private mutating func templateGroup(_ pattern: PatternObject) throws(RegexError) -> Int {
        guard try match("<") else { throw error("missing <") }
        let name = try getUntil(">", "group name")
        let word = text(name)
        if RegexParser.isIdentifier(name) {
            guard let group = pattern.names.first(where: { $0.name == word })?.group else {
                throw RegexError(message: "unknown group name \(Interpreter.quoted(word))", kind: .indexError)
            }
            return group
        }
        guard name.allSatisfy(RegexParser.isDigit) else {
            throw error("bad character in group name \(Interpreter.quoted(word))", back: name.count + 1)
        }
        let group = Int(word) ?? Int.max
        if group > pattern.program.groupCount {
            throw error("invalid group reference \(word)", back: name.count + 1)
        }
        return group
    }
}
