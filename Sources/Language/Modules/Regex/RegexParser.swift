/// Reads a pattern into a tree, with CPython's messages and places for what it refuses.
///
/// A recursive descent over code points. Groups nest at most `depthLimit` deep, so that no pattern reaches the end
/// of the machine's stack. Warnings of CPython about patterns that may change their meaning are not given.
struct RegexParser {
    /// A code point of the pattern, or a backslash with what follows it.
    struct Token: Equatable {
        let code: UInt32
        let isEscape: Bool

        var length: Int { isEscape ? 2 : 1 }

        /// True for the unescaped sign.
        func `is`(_ sign: Unicode.Scalar) -> Bool { !isEscape && code == sign.value }
    }

    let source: [UInt32]
    /// True for a pattern of text, false for one of bytes.
    let isText: Bool
    var flags: RegexFlags
    /// Group numbers by name, in the order of definition.
    var names: [(name: String, group: Int)] = []
    /// Widths of the groups, `nil` while a group is open; group 0 is the whole.
    var widths: [(Int, Int)?] = [nil]
    private var lookbehindGroups: Int?
    private var conditionPlaces: [(group: Int, place: Int)] = []
    private var index = 0
    private(set) var next: Token?

    static let depthLimit = 200
    static let groupLimit = 1 << 30

    init(_ source: [UInt32], isText: Bool, flags: RegexFlags) throws(RegexError) {
        self.source = source
        self.isText = isText
        self.flags = flags
        try advance()
    }

    // MARK: Tokens

    private mutating func advance() throws(RegexError) {
        guard index < source.count else {
            next = nil
            return
        }
        if source[index] == 92 {
            guard index + 1 < source.count else {
                throw RegexError(message: "bad escape (end of pattern)", position: source.count - 1)
            }
            next = Token(code: source[index + 1], isEscape: true)
            index += 2
        } else {
            next = Token(code: source[index], isEscape: false)
            index += 1
        }
    }

    /// Takes the next token.
    mutating func get() throws(RegexError) -> Token? {
        let token = next
        try advance()
        return token
    }

    /// Takes the next token if it is this sign.
    mutating func match(_ sign: Unicode.Scalar) throws(RegexError) -> Bool {
        guard let next, next.is(sign) else { return false }
        try advance()
        return true
    }

    /// The place of the next token.
    var place: Int { index - (next?.length ?? 0) }

    private mutating func seek(_ place: Int) throws(RegexError) {
        index = place
        try advance()
    }

    /// An error so many code points before the next token.
    func error(_ message: String, back: Int = 0) -> RegexError {
        var shown = ""
        for scalar in message.unicodeScalars {
            let isPlain = isText || scalar.isASCII
            shown += isPlain ? String(scalar) : "\\x" + String(scalar.value, radix: 16)
        }
        return RegexError(message: shown, position: place - back)
    }

    /// Digits from a set, at most so many.
    mutating func getWhile(_ most: Int, _ accepts: (UInt32) -> Bool) throws(RegexError) -> [UInt32] {
        var taken: [UInt32] = []
        while taken.count < most, let token = next, !token.isEscape, accepts(token.code) {
            taken.append(token.code)
            try advance()
        }
        return taken
    }

    /// The text up to a sign, as names stand between brackets.
    mutating func getUntil(_ sign: Unicode.Scalar, _ what: String) throws(RegexError) -> [UInt32] {
        var taken: [UInt32] = []
        while true {
            guard let token = try get() else {
                if taken.isEmpty { throw error("missing " + what) }
                throw error("missing \(sign), unterminated name", back: taken.count)
            }
            if token.is(sign) {
                if taken.isEmpty { throw error("missing " + what, back: 1) }
                return taken
            }
            if token.isEscape { taken.append(92) }
            taken.append(token.code)
        }
    }

    // MARK: The grammar

    /// pattern: the whole of it.
    mutating func parse() throws(RegexError) -> [RegexNode] {
        let nodes = try alternation(flags.contains(.verbose), depth: 0)
        try checkFlags()
        if next != nil { throw error("unbalanced parenthesis") }
        for (group, place) in conditionPlaces where group >= widths.count {
            throw RegexError(message: "invalid group reference \(group)", position: place)
        }
        return nodes
    }

    private mutating func checkFlags() throws(RegexError) {
        if isText {
            if flags.contains(.locale) {
                throw RegexError(message: "cannot use LOCALE flag with a str pattern", kind: .valueError)
            }
            if !flags.contains(.ascii) {
                flags.insert(.unicode)
            } else if flags.contains(.unicode) {
                throw RegexError(message: "ASCII and UNICODE flags are incompatible", kind: .valueError)
            }
        } else {
            if flags.contains(.unicode) {
                throw RegexError(message: "cannot use UNICODE flag with a bytes pattern", kind: .valueError)
            }
            if flags.contains(.locale), flags.contains(.ascii) {
                throw RegexError(message: "ASCII and LOCALE flags are incompatible", kind: .valueError)
            }
        }
    }

    /// alternation: sequence ('|' sequence)*
    mutating func alternation(_ verbose: Bool, depth: Int) throws(RegexError) -> [RegexNode] {
        if depth > RegexParser.depthLimit {
            throw RegexError(message: "maximum recursion depth exceeded", kind: .recursionError)
        }
        var verbose = verbose
        var ways: [[RegexNode]] = []
        repeat {
            ways.append(try sequence(verbose, depth: depth + 1, isFirst: depth == 0 && ways.isEmpty))
            if depth == 0 { verbose = flags.contains(.verbose) }
        } while try match("|")
        if ways.count == 1 { return ways[0] }
        return [RegexParser.asSet(ways) ?? .branch(ways)]
    }

    /// `a|b|[cd]` is a set, which matches without trying ways.
    private static func asSet(_ ways: [[RegexNode]]) -> RegexNode? {
        var items: [RegexSetItem] = []
        for way in ways {
            guard way.count == 1 else { return nil }
            switch way[0] {
            case .literal(let code): items.append(.range(code, code))
            case .set(let more, false): items += more
            default: return nil
            }
        }
        return .set(items: items, isNegated: false)
    }

    /// sequence: (atom quantifier?)*
    mutating func sequence(_ verbose: Bool, depth: Int, isFirst: Bool = false) throws(RegexError) -> [RegexNode] {
        var verbose = verbose
        var nodes: [RegexNode] = []
        while let token = next, !token.is("|"), !token.is(")") {
            try advance()
            if verbose, !token.isEscape {
                if [32, 9, 10, 13, 11, 12].contains(token.code) { continue }
                if token.is("#") {
                    while let inside = try get(), !inside.is("\n") {}
                    continue
                }
            }
            if token.isEscape {
                nodes.append(try escape(token.code))
                continue
            }
            switch Unicode.Scalar(token.code) {
            case "[": nodes.append(try set())
            case "*", "+", "?", "{": try quantify(token, &nodes)
            case ".": nodes.append(.any)
            case "^": nodes.append(.anchor(.lineOrTextStart))
            case "$": nodes.append(.anchor(.lineOrTextEnd))
            case "(":
                if let node = try group(&verbose, depth: depth, mayHaveFlags: isFirst && nodes.isEmpty) {
                    nodes.append(node)
                }
            default: nodes.append(.literal(token.code))
            }
        }
        return nodes.flatMap { node in
            if case .group(nil, [], [], let inner) = node { inner } else { [node] }
        }
    }

    /// quantifier: ('*' | '+' | '?' | '{' n? (',' m?)? '}') ('?' | '+')?
    private mutating func quantify(_ token: Token, _ nodes: inout [RegexNode]) throws(RegexError) {
        let here = place
        var (least, most) = (0, RegexNode.unlimited)
        switch Unicode.Scalar(token.code) {
        case "?": most = 1
        case "*": break
        case "+": least = 1
        default:
            if let next, next.is("}") {
                nodes.append(.literal(token.code))
                return
            }
            let isDigit: (UInt32) -> Bool = { (48...57).contains($0) }
            let low = try getWhile(Int.max, isDigit)
            let high = try match(",") ? try getWhile(Int.max, isDigit) : low
            guard try match("}") else {
                nodes.append(.literal(token.code))
                try seek(here)
                return
            }
            if !low.isEmpty { least = try repeatCount(low) }
            if !high.isEmpty {
                most = try repeatCount(high)
                if most < least { throw error("min repeat greater than max repeat", back: place - here) }
            }
        }
        guard let last = nodes.last else { throw error("nothing to repeat", back: place - here + 1) }
        var inner = [last]
        switch last {
        case .anchor: throw error("nothing to repeat", back: place - here + 1)
        case .repetition: throw error("multiple repeat", back: place - here + 1)
        case .group(nil, [], [], let nodes): inner = nodes
        default: break
        }
        let greed: RegexGreed = try match("?") ? .lazy : try match("+") ? .possessive : .greedy
        nodes[nodes.count - 1] = .repetition(least: least, most: most, greed, inner)
    }

    private func repeatCount(_ digits: [UInt32]) throws(RegexError) -> Int {
        var count = 0
        for digit in digits {
            count = count * 10 + Int(digit) - 48
            if count >= Int(UInt32.max) {
                throw RegexError(message: "the repetition number is too large", kind: .overflowError)
            }
        }
        return count
    }

    // MARK: Groups

    /// group: what follows '('. `nil` for comments and flags, which leave nothing.
    private mutating func group(_ verbose: inout Bool, depth: Int, mayHaveFlags: Bool) throws(RegexError) -> RegexNode?
    {
        let start = place - 1
        var (adding, removing): (RegexFlags, RegexFlags) = ([], [])
        var name: [UInt32]?
        var (captures, isAtomic) = (true, false)
        if try match("?") {
            guard let sign = try get() else { throw error("unexpected end of pattern") }
            switch sign.isEscape ? nil : Unicode.Scalar(sign.code) {
            case "P":
                if try match("<") {
                    let found = try getUntil(">", "group name")
                    try checkName(found)
                    name = found
                } else if try match("=") {
                    return try namedReference()
                } else {
                    guard let after = try get() else { throw error("unexpected end of pattern") }
                    throw error("unknown extension ?P" + text(after), back: after.length + 2)
                }
            case ":": captures = false
            case "#":
                while true {
                    if next == nil { throw error("missing ), unterminated comment", back: place - start) }
                    if try get()?.is(")") == true { return nil }
                }
            case "=", "!", "<": return try look(sign, start, verbose, depth)
            case "(": return try condition(start, verbose, depth)
            case ">": (captures, isAtomic) = (false, true)
            case let scalar? where scalar == "-" || RegexParser.flag(scalar) != nil:
                guard let found = try inlineFlags(scalar) else {
                    if !mayHaveFlags {
                        throw error("global flags not at the start of the expression", back: place - start)
                    }
                    verbose = flags.contains(.verbose)
                    return nil
                }
                (adding, removing) = found
                captures = false
            default: throw error("unknown extension ?" + text(sign), back: sign.length + 1)
            }
        }
        var number: Int?
        if captures { number = try openGroup(name) }
        let inside = (verbose || adding.contains(.verbose)) && !removing.contains(.verbose)
        let nodes = try alternation(inside, depth: depth + 1)
        if try !match(")") { throw error("missing ), unterminated subpattern", back: place - start) }
        if let number { widths[number] = nodes.width(widths) }
        return isAtomic ? .atomic(nodes) : .group(number, adding: adding, removing: removing, nodes)
    }

    private mutating func openGroup(_ name: [UInt32]?) throws(RegexError) -> Int {
        let number = widths.count
        widths.append(nil)
        if widths.count > RegexParser.groupLimit { throw error("too many groups") }
        guard let name else { return number }
        let word = text(name)
        if let before = names.first(where: { $0.name == word }) {
            throw error(
                "redefinition of group name \(Interpreter.quoted(word)) as group \(number); was group \(before.group)",
                back: name.count + 1)
        }
        names.append((word, number))
        return number
    }

    private mutating func namedReference() throws(RegexError) -> RegexNode {
        let name = try getUntil(")", "group name")
        try checkName(name)
        let word = text(name)
        guard let group = names.first(where: { $0.name == word })?.group else {
            throw error("unknown group name \(Interpreter.quoted(word))", back: name.count + 1)
        }
        if widths[group] == nil { throw error("cannot refer to an open group", back: name.count + 1) }
        try checkLookbehind(group)
        return .reference(group)
    }

    private mutating func look(_ sign: Token, _ start: Int, _ verbose: Bool, _ depth: Int) throws(RegexError)
        -> RegexNode
    {
        var sign = sign
        let isBehind = sign.is("<")
        let outer = lookbehindGroups
        if isBehind {
            guard let after = try get() else { throw error("unexpected end of pattern") }
            if !after.is("="), !after.is("!") {
                throw error("unknown extension ?<" + text(after), back: after.length + 2)
            }
            sign = after
            if outer == nil { lookbehindGroups = widths.count }
        }
        let nodes = try alternation(verbose, depth: depth + 1)
        if isBehind, outer == nil { lookbehindGroups = nil }
        if try !match(")") { throw error("missing ), unterminated subpattern", back: place - start) }
        return .look(isAhead: !isBehind, isNegated: sign.is("!"), nodes)
    }

    private mutating func condition(_ start: Int, _ verbose: Bool, _ depth: Int) throws(RegexError) -> RegexNode {
        let name = try getUntil(")", "group name")
        let word = text(name)
        var group = 0
        if RegexParser.isIdentifier(name) {
            guard let known = names.first(where: { $0.name == word })?.group else {
                throw error("unknown group name \(Interpreter.quoted(word))", back: name.count + 1)
            }
            group = known
        } else {
            guard name.allSatisfy({ (48...57).contains($0) }) else {
                throw error("bad character in group name \(Interpreter.quoted(word))", back: name.count + 1)
            }
            group = Int(word) ?? Int.max
            if group == 0 { throw error("bad group number", back: name.count + 1) }
            if group >= RegexParser.groupLimit { throw error("invalid group reference \(word)", back: name.count + 1) }
            if !conditionPlaces.contains(where: { $0.group == group }) {
                conditionPlaces.append((group, place - name.count - 1))
            }
        }
        try checkLookbehind(group)
        let yes = try sequence(verbose, depth: depth + 1)
        var no: [RegexNode]?
        if try match("|") {
            no = try sequence(verbose, depth: depth + 1)
            if next?.is("|") == true { throw error("conditional backref with more than two branches") }
        }
        if try !match(")") { throw error("missing ), unterminated subpattern", back: place - start) }
        return .condition(group, yes, no)
    }

    /// The flag with a letter.
    static func flag(_ letter: Unicode.Scalar) -> RegexFlags? {
        RegexFlags.letters.first { $0.letter == Character(letter) }?.flag
    }

    /// flags: 'aiLmsux'* ('-' 'imsx'+)? (':' | ')'); `nil` for flags of the whole pattern.
    private mutating func inlineFlags(_ first: Unicode.Scalar) throws(RegexError) -> (RegexFlags, RegexFlags)? {
        var (adding, removing): (RegexFlags, RegexFlags) = ([], [])
        var sign = first
        while sign != "-", sign != ":", sign != ")" {
            guard let flag = RegexParser.flag(sign) else { break }
            if isText, flag == .locale {
                throw error("bad inline flags: cannot use 'L' flag with a str pattern")
            }
            if !isText, flag == .unicode {
                throw error("bad inline flags: cannot use 'u' flag with a bytes pattern")
            }
            adding.insert(flag)
            if RegexFlags.alphabet.contains(flag), adding.intersection(.alphabet) != flag {
                throw error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            }
            sign = try flagSign("missing -, : or )", until: ")-:")
        }
        if sign == ")" {
            flags.formUnion(adding)
            return nil
        }
        if adding.contains(.template) { throw error("bad inline flags: cannot turn on global flag", back: 1) }
        if sign == "-" {
            sign = try flagSign("missing flag", until: "")
            while sign != ":" {
                guard let flag = RegexParser.flag(sign) else { break }
                if RegexFlags.alphabet.contains(flag) {
                    throw error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                }
                removing.insert(flag)
                sign = try flagSign("missing :", until: ":")
            }
        }
        if removing.contains(.template) { throw error("bad inline flags: cannot turn off global flag", back: 1) }
        if !adding.isDisjoint(with: removing) {
            throw error("bad inline flags: flag turned on and off", back: 1)
        }
        return (adding, removing)
    }

    private mutating func flagSign(_ missing: String, until ends: String) throws(RegexError) -> Unicode.Scalar {
        guard let token = try get() else { throw error(missing) }
        guard !token.isEscape, let sign = Unicode.Scalar(token.code) else { throw error(missing, back: token.length) }
        if ends.unicodeScalars.contains(sign) || RegexParser.flag(sign) != nil { return sign }
        throw error(sign.properties.isAlphabetic ? "unknown flag" : missing, back: token.length)
    }

    // MARK: Names and references

    /// True for what may name a variable.
    static func isIdentifier(_ codes: [UInt32]) -> Bool {
        for (i, code) in codes.enumerated() {
            guard let scalar = Unicode.Scalar(code) else { return false }
            let properties = scalar.properties
            if scalar == "_" || (i == 0 ? properties.isXIDStart : properties.isXIDContinue) { continue }
            return false
        }
        return !codes.isEmpty
    }

    private func checkName(_ name: [UInt32]) throws(RegexError) {
        if !RegexParser.isIdentifier(name) {
            throw error("bad character in group name \(Interpreter.quoted(text(name)))", back: name.count + 1)
        }
    }

    /// Inside a lookbehind only groups from before it can be meant.
    func checkLookbehind(_ group: Int) throws(RegexError) {
        guard let limit = lookbehindGroups else { return }
        if group >= widths.count || widths[group] == nil { throw error("cannot refer to an open group") }
        if group >= limit { throw error("cannot refer to group defined in the same lookbehind subpattern") }
    }

    /// Code points as text.
    func text(_ codes: [UInt32]) -> String {
        String(String.UnicodeScalarView(codes.compactMap { Unicode.Scalar($0) }))
    }

    /// A token as it is written.
    func text(_ token: Token) -> String { text(token.isEscape ? [92, token.code] : [token.code]) }
}
