/// A parsing expression grammar, read from its text.
///
/// A rule is `name: alternatives`; lines that begin further right go on. In an alternative stand `'sign'` or `'word'`,
/// `"word"` for a name with that text, token classes in capitals, rules, and groups in brackets; behind one `?`, `*` or
/// `+`; before one `&` (must follow), `!` (must not), `&&` (else the error "expected '…'"), `sep.` (with separators
/// between), `a=` (a name for actions). `~` forbids the alternatives behind. `first <- more` takes `more` as often as it
/// goes. After `=>` stands what the alternative is: a kind of node, or an error after `!`.
struct Grammar: Sendable {
    indirect enum Item: Sendable {
        case sign(Sign, String)
        case keyword(Keyword)
        case soft(String)
        case token(TokenClass)
        case rule(Int)
        case group([Alternative])
        case optional(Item)
        case many(Item, atLeast: Int)
        case gather(Item, separator: Item)
        case ahead(Item, isWanted: Bool)
        case forced(Item, String)
        case named(Item, Character)
        case cut
        case fold(Item, Item)
    }

    enum TokenClass: String, Sendable {
        case NAME, NUMBER, STRING, NEWLINE, INDENT, DEDENT, END, SOFT
    }

    struct Alternative: Sendable {
        var items: [Item] = []
        var action: Action?
    }

    enum Action: Sendable {
        case kind(String)
        case error(String, message: String)
    }

    struct Rule: Sendable {
        let name: String
        /// True for rules of mistakes, which the first reading leaves out.
        let isMistake: Bool
        /// True for rules whose outcome CPython keeps, even where it was found without the rules of mistakes.
        let isRemembered: Bool
        var alternatives: [Alternative]
    }

    private static let remembered: Set<String> = [
        "expression", "star_expression", "disjunction", "conjunction", "inversion", "factor", "await", "strings",
        "arguments", "star_target", "target_with_star", "delete_target", "simple", "block", "bitwise_or",
        "bitwise_xor", "bitwise_and", "shift", "sum", "term", "primary", "target_head", "attributes", "dotted",
        "wrong_named",
    ]

    private(set) var rules: [Rule] = []
    private var places: [String: Int] = [:]

    /// The number of a rule.
    func place(of name: String) -> Int { places[name] ?? 0 }

    /// Python's grammar.
    static let python = Grammar(statements + "\n" + expressions + "\n" + mistakes)

    private init(_ text: String) {
        var bodies: [(String, String)] = []
        for line in text.split(separator: "\n") {
            if line.first == " " {
                bodies[bodies.count - 1].1 += " " + line.drop { $0 == " " }
            } else if let colon = line.firstIndex(of: ":") {
                bodies.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        for (i, body) in bodies.enumerated() { places[body.0] = i }
        for body in bodies {
            var reader = GrammarReader(body.1, places: places)
            rules.append(
                Rule(
                    name: body.0, isMistake: body.0.hasPrefix("wrong_") && body.0 != "wrong_annotated",
                    isRemembered: Grammar.remembered.contains(body.0),
                    alternatives: reader.alternatives()))
        }
    }
}

/// Reads the body of one rule.
private struct GrammarReader {
    private let text: [Character]
    private var at = 0
    private let places: [String: Int]

    init(_ text: String, places: [String: Int]) {
        self.text = Array(text)
        self.places = places
    }

    private mutating func skipSpace() { while at < text.count, text[at] == " " { at += 1 } }

    private mutating func accept(_ sign: String) -> Bool {
        skipSpace()
        let signs = Array(sign)
        guard at + signs.count <= text.count, Array(text[at..<(at + signs.count)]) == signs else { return false }
        at += signs.count
        return true
    }

    private mutating func word() -> String {
        skipSpace()
        let from = at
        while at < text.count, text[at].isLetter || text[at] == "_" { at += 1 }
        return String(text[from..<at])
    }

    mutating func alternatives() -> [Grammar.Alternative] {
        var all: [Grammar.Alternative] = []
        repeat {
            var one = Grammar.Alternative()
            while true {
                skipSpace()
                if at >= text.count || text[at] == "|" || text[at] == ")" { break }
                if accept("=>") {
                    one.action = action()
                } else if accept("<-") {
                    one.items = [.fold(one.items[0], item())]
                } else {
                    one.items.append(item())
                }
            }
            all.append(one)
        } while accept("|")
        return all
    }

    private mutating func action() -> Grammar.Action {
        guard accept("!") else { return .kind(word()) }
        let kind = word()
        // The names of the parts stand there for the reader: `range a b`.
        while accept("a") || accept("b") {}
        var message = ""
        if accept("\"") {
            // A quotation mark ends the message where the alternative ends.
            while at < text.count {
                if text[at] == "\"" {
                    let rest = text[(at + 1)...].drop { $0 == " " }
                    if rest.isEmpty || rest.first == "|" { break }
                }
                message.append(text[at])
                at += 1
            }
            at += 1
        }
        return .error(kind, message: message)
    }

    private mutating func item() -> Grammar.Item {
        if accept("~") { return .cut }
        if accept("&&") {
            let inner = atom()
            if case .sign(_, let text) = inner { return .forced(inner, text) }
            return inner
        }
        if accept("&") { return .ahead(suffixed(), isWanted: true) }
        if accept("!") { return .ahead(suffixed(), isWanted: false) }
        skipSpace()
        if at + 1 < text.count, text[at] == "a" || text[at] == "b", text[at + 1] == "=" {
            let name = text[at]
            at += 2
            return .named(suffixed(), name)
        }
        return suffixed()
    }

    private mutating func suffixed() -> Grammar.Item {
        let inner = atom()
        if at < text.count {
            switch text[at] {
            case "?":
                at += 1
                return .optional(inner)
            case "*":
                at += 1
                return .many(inner, atLeast: 0)
            case "+":
                at += 1
                return .many(inner, atLeast: 1)
            case ".":
                at += 1
                let element = atom()
                at += 1
                return .gather(element, separator: inner)
            default: break
            }
        }
        return inner
    }

    private mutating func atom() -> Grammar.Item {
        if accept("(") {
            let inner = alternatives()
            _ = accept(")")
            return .group(inner)
        }
        if accept("'") {
            let from = at
            while at < text.count, text[at] != "'" { at += 1 }
            let sign = String(text[from..<at])
            at += 1
            if let keyword = Keyword.byText[sign] { return .keyword(keyword) }
            let scalars = sign.unicodeScalars.map(\.value) + [0x80, 0x80]
            return Sign(scalars[0], scalars[1], scalars[2]).map { .sign($0, sign) } ?? .soft(sign)
        }
        if accept("\"") {
            let from = at
            while at < text.count, text[at] != "\"" { at += 1 }
            at += 1
            return .soft(String(text[from..<(at - 1)]))
        }
        let name = word()
        if let token = Grammar.TokenClass(rawValue: name) { return .token(token) }
        guard let place = places[name] else { preconditionFailure("no rule of the grammar is called \(name)") }
        return .rule(place)
    }
}
