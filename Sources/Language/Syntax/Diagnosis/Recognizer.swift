/// Matches tokens against the grammar with backtracking, remembering what matched where, so that time stays linear.
///
/// It answers whether a program fits and how far it was read, and, with the rules of mistakes, throws their errors. That
/// is how CPython 3.11 finds its messages; the order of rules is its order.
final class Recognizer {
    /// A part of the program that fits a rule.
    final class Node {
        /// What it is (`name`, `call`, `tuple`, …); empty for tokens and plain rows.
        let kind: String
        let first: Int
        /// One past the last token.
        let end: Int
        let parts: [Node]

        init(_ kind: String, _ first: Int, _ end: Int, _ parts: [Node] = []) {
            self.kind = kind
            self.first = first
            self.end = end
            self.parts = parts
        }
    }

    /// Found an error: a message and its place.
    struct Mistake: Error {
        var fault: SyntaxFault
        /// True for what the lexer found, which is final.
        var isFinal = false
    }

    let read: Lexer.Result
    private let grammar = Grammar.python
    private(set) var findsMistakes = false
    /// One past the last token that was looked at.
    private(set) var seen = 0
    private var known: [Int: Node?] = [:]
    private var depth = 0
    /// Brackets open behind each token.
    private lazy var levels: [Int] = {
        var level = 0
        return read.tokens.map { token in
            if case .sign(let sign) = token.kind {
                if sign == "(" || sign == "[" || sign == "{" { level += 1 }
                if sign == ")" || sign == "]" || sign == "}" { level -= 1 }
            }
            return level
        }
    }()

    /// Rules inside one another, as in CPython.
    private static let depthLimit = 6000

    init(_ read: Lexer.Result) { self.read = read }

    /// True if the program fits a rule from some token on.
    func fits(_ rule: String, from start: Int, findsMistakes: Bool) throws(Mistake) -> Bool {
        self.findsMistakes = findsMistakes
        known.removeAll(keepingCapacity: true)
        return try match(rule: grammar.place(of: rule), at: start) != nil
    }

    // MARK: Matching

    private func token(_ at: Int) throws(Mistake) -> Token {
        seen = max(seen, min(at, read.tokens.count - 1) + 1)
        if let fault = read.fault, at >= read.tokens.count - 1 { throw Mistake(fault: fault, isFinal: true) }
        return read.tokens[min(at, read.tokens.count - 1)]
    }

    private func match(rule: Int, at: Int) throws(Mistake) -> Node? {
        let row = grammar.rules[rule]
        if row.isMistake && !findsMistakes { return nil }
        let key = (at * grammar.rules.count + rule) * 2 + (findsMistakes && !row.isRemembered ? 1 : 0)
        if let found = known[key] { return found }
        depth += 1
        defer { depth -= 1 }
        if depth > Recognizer.depthLimit {
            throw Mistake(
                fault: SyntaxFault(kind: .memoryError, message: "", range: try token(at).range), isFinal: true)
        }
        let before = findsMistakes
        if row.name == "expression_itself" { findsMistakes = false }
        defer { findsMistakes = before }
        let found = try match(row.alternatives, at: at)
        known[key] = found
        return found
    }

    private func match(_ alternatives: [Grammar.Alternative], at start: Int) throws(Mistake) -> Node? {
        for alternative in alternatives {
            var at = start
            var parts: [Node] = []
            var named: [Character: Node] = [:]
            var isCut = false
            var fits = true
            for item in alternative.items {
                if case .cut = item {
                    isCut = true
                    continue
                }
                var inner = item
                var name: Character?
                if case .named(let one, let label) = item {
                    inner = one
                    name = label
                }
                guard let node = try match(inner, at: at) else {
                    fits = false
                    break
                }
                if let name { named[name] = node }
                if case .ahead = inner { continue }
                at = node.end
                parts.append(node)
            }
            if fits {
                switch alternative.action {
                case .kind(let kind): return try node(kind, start, at, parts, named)
                case .error(let kind, let message):
                    try mistake(kind, named, message, end: at)
                case nil:
                    let meant = parts.filter { !$0.kind.isEmpty || !$0.parts.isEmpty }
                    return meant.count == 1 && parts.count <= 3
                        ? meant[0].widened(start, at, parts) : Node("", start, at, meant)
                }
            }
            if isCut { return nil }
        }
        return nil
    }

    private func match(_ item: Grammar.Item, at: Int) throws(Mistake) -> Node? {
        switch item {
        case .sign(let sign, _): return try token(at).kind == .sign(sign) ? Node("", at, at + 1) : nil
        case .keyword(let keyword): return try token(at).kind == .keyword(keyword) ? Node("", at, at + 1) : nil
        case .soft(let word): return try token(at).kind == .name(word) ? Node("", at, at + 1) : nil
        case .token(let kind):
            let token = try token(at)
            let fits =
                switch (kind, token.kind) {
                case (.NAME, .name), (.STRING, .string), (.NEWLINE, .newline), (.INDENT, .indent), (.DEDENT, .dedent),
                    (.END, .end), (.NUMBER, .int), (.NUMBER, .bigInt), (.NUMBER, .float), (.NUMBER, .imaginary):
                    true
                // CPython compares by the length of the name: the first letters of a soft keyword do.
                case (.SOFT, .name(let name)): ["match", "case", "_"].contains { $0.hasPrefix(name) }
                default: false
                }
            return fits ? Node(kind == .NAME ? "name" : "", at, at + 1) : nil
        case .rule(let rule): return try match(rule: rule, at: at)
        case .group(let alternatives): return try match(alternatives, at: at)
        case .optional(let inner): return try match(inner, at: at) ?? Node("", at, at)
        case .many(let inner, let least):
            var parts: [Node] = []
            var end = at
            while let node = try match(inner, at: end), node.end > end {
                parts.append(node)
                end = node.end
            }
            return parts.count >= least ? Node("", at, end, parts) : nil
        case .gather(let element, let separator):
            guard let first = try match(element, at: at) else { return nil }
            var parts = [first]
            var end = first.end
            while let sign = try match(separator, at: end), let node = try match(element, at: sign.end) {
                parts.append(node)
                end = node.end
            }
            return Node("", at, end, parts)
        case .ahead(let inner, let isWanted):
            return (try match(inner, at: at) != nil) == isWanted ? Node("", at, at) : nil
        case .forced(let inner, let text):
            if let node = try match(inner, at: at) { return node }
            throw Mistake(fault: SyntaxFault(message: "expected '\(text)'", range: try token(at).range))
        case .named(let inner, _): return try match(inner, at: at)
        case .cut: return Node("", at, at)
        case .fold(let first, let more):
            guard var node = try match(first, at: at) else { return nil }
            while let next = try match(more, at: node.end) { node = Node(next.kind, at, next.end, [node]) }
            return node
        }
    }

    /// The node of an alternative that says what it is.
    private func node(_ kind: String, _ start: Int, _ end: Int, _ parts: [Node], _ named: [Character: Node])
        throws(Mistake) -> Node?
    {
        switch kind {
        case "strings":
            var parser = Parser(read)
            parser.at = start
            do throws(SyntaxFault) {
                let value = try parser.strings()
                if case .joined = value.kind { return Node("joined", start, end) }
            } catch {
                _ = try token(end)
                throw Mistake(fault: error)
            }
            return Node("literal", start, end)
        case "real", "imaginary":
            guard let number = named["a"] else { return nil }
            let isImaginary = if case .imaginary = read.tokens[number.first].kind { true } else { false }
            if isImaginary != (kind == "imaginary") {
                let what = kind == "real" ? "real" : "imaginary"
                throw Mistake(
                    fault: SyntaxFault(
                        message: "\(what) number required in complex literal", range: read.tokens[number.first].range))
            }
            return Node("literal", start, end)
        case "part": return named["a"]
        default: return Node(kind, start, end, parts.flatMap(\.meant))
        }
    }

    // MARK: Mistakes

    private func range(_ node: Node) -> SourceRange { range(from: node.first, to: node.end) }

    private func range(from first: Int, to end: Int) -> SourceRange {
        let start = read.tokens[min(first, read.tokens.count - 1)].range
        let last = read.tokens[max(first, min(end, read.tokens.count) - 1)].range
        return SourceRange(line: start.line, column: start.column, endLine: last.endLine, endColumn: last.endColumn)
    }

    private func text(_ node: Node) -> String {
        switch read.tokens[node.first].kind {
        case .name(let name): name
        case .keyword(let keyword): keyword.rawValue
        case .sign(let sign): sign.text
        default: ""
        }
    }

    /// Throws the error of a rule of mistakes, unless a closer look finds none.
    private func mistake(_ kind: String, _ parts: [Character: Node], _ message: String, end: Int) throws(Mistake) {
        let token = read.tokens[max(0, seen - 1)]
        var last = token.range
        if token.kind == .indent || token.kind == .dedent || token.kind == .end {
            // These have no place of their own: CPython points at the sign before.
            last.column = max(1, last.column - (token.kind == .end ? 0 : 1))
            last.endColumn = last.column + 1
        }
        func fail(_ message: String, _ range: SourceRange, _ kind: ExceptionKind = .syntaxError) throws(Mistake) {
            var text = message
            if let a = parts["a"]?.meaning {
                text = text.replacing("{a}", with: Recognizer.description[a.kind] ?? a.kind)
                text = text.replacing("{text a}", with: self.text(a))
                text = text.replacing("{line a}", with: String(read.tokens[a.first].range.line))
            }
            throw Mistake(fault: SyntaxFault(kind: kind, message: text, range: range))
        }
        guard let a = parts["a"]?.meaning else {
            return try fail(message, last, kind == "indent" ? .indentationError : .syntaxError)
        }
        let b = parts["b"]?.meaning ?? a
        switch kind {
        case "last": try fail(message, last)
        case "indent": try fail(message, last, .indentationError)
        case "at": try fail(message, range(a))
        case "range": try fail(message, range(from: a.first, to: b.end))
        case "from":
            var place = range(a)
            place.endLine = last.endLine
            place.endColumn = last.endColumn - 1
            try fail(message, place)
        case "end":
            var place = range(a)
            place.column = place.endColumn - 1
            place.line = place.endLine
            try fail(message, place)
        case "assign", "delete", "for":
            guard let invalid = target(a, kind) else { return }
            let name = Recognizer.description[invalid.kind] ?? invalid.kind
            try fail(kind == "delete" ? "cannot delete \(name)" : "cannot assign to \(name)", range(invalid))
        case "comma":
            if isLegacy(a) || levels[max(0, end - 1)] == 0 { return }
            try fail("invalid syntax. Perhaps you forgot a comma?", range(from: a.first, to: b.end))
        case "print":
            guard isLegacy(a) else { return }
            let word = text(a)
            try fail(
                "Missing parentheses in call to '\(word)'. Did you mean \(word)(...)?", range(from: a.first, to: b.end))
        case "generator":
            let plain = a.meant.flatMap { $0.kind == "arguments" ? $0.parts : [$0] }.filter {
                !$0.kind.hasPrefix("keyword")
            }
            guard plain.count > 1, let first = plain.last else { return }
            try fail("Generator expression must be parenthesized", range(from: first.first, to: b.end))
        case "unpacking": if hasUnpacking(b) { try fail(message, range(a)) }
        case "arguments":
            try fail("positional argument follows keyword argument" + (hasUnpacking(a) ? " unpacking" : ""), last)
        default: preconditionFailure("no kind of mistake is called \(kind)")
        }
    }

    /// True where `**` stands among arguments.
    private func hasUnpacking(_ arguments: Node) -> Bool {
        (arguments.first..<arguments.end).contains { place in
            read.tokens[place].kind == .sign("**") && levels[place] == levels[max(0, arguments.first - 1)]
                && (place == arguments.first || read.tokens[place - 1].kind == .sign(","))
        }
    }

    /// True for a lone `print` or `exec`, which were statements once.
    private func isLegacy(_ node: Node) -> Bool {
        node.kind == "name" && node.end == node.first + 1 && ["print", "exec"].contains(text(node))
    }

    /// The first part of a target that can't be one.
    private func target(_ node: Node, _ use: String) -> Node? {
        let node = node.meaning
        switch node.kind {
        case "list", "tuple":
            for part in node.parts { if let invalid = target(part, use) { return invalid } }
            return nil
        case "starred": return use == "delete" ? node : node.parts.first.flatMap { target($0, use) }
        case "comparison" where use == "for":
            guard let left = node.parts.first, read.tokens[left.end].kind == .keyword(.in) else { return nil }
            return target(left, use)
        case "name", "attribute", "item", "": return nil
        default: return node
        }
    }

    /// What CPython calls kinds of expressions in messages.
    private static let description = [
        "operation": "expression", "conditional": "conditional expression", "yield": "yield expression",
        "walrus": "named expression", "item": "subscript", "call": "function call", "await": "await expression",
        "true": "True", "false": "False", "none": "None", "joined": "f-string expression",
        "generator": "generator expression", "dict": "dict literal", "set": "set display",
        "list_comprehension": "list comprehension", "set_comprehension": "set comprehension",
        "dict_comprehension": "dict comprehension",
    ]
}

extension Recognizer.Node {
    /// The expressions that a row of nodes holds.
    fileprivate var meant: [Recognizer.Node] { kind.isEmpty ? parts.flatMap(\.meant) : [self] }

    /// What stands in brackets that mean nothing.
    fileprivate var meaning: Recognizer.Node { kind.isEmpty && parts.count == 1 ? parts[0].meaning : self }

    /// The only part of an alternative that means something; with tokens beside it, it covers them where it has to go on.
    fileprivate func widened(_ start: Int, _ end: Int, _ all: [Recognizer.Node]) -> Recognizer.Node {
        if first == start && self.end == end { return self }
        return Recognizer.Node("", start, end, [self])
    }
}
