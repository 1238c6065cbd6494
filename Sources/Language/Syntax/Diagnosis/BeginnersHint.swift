/// Plain words for the mistakes that beginners make: habits of other languages, missing signs, letters of another
/// alphabet.
struct BeginnersHint {
    private let fault: SyntaxFault
    private let tokens: [Token]
    /// The token at which the error is, and the first one of its line.
    private let at: Int
    private let lineStart: Int

    /// What may be meant, from the error and the tokens around it.
    static func hint(_ fault: SyntaxFault, _ read: Lexer.Result) -> String? {
        BeginnersHint(fault, read.tokens).flatMap { $0.letters ?? $0.message ?? $0.signs ?? $0.words }
    }

    private init?(_ fault: SyntaxFault, _ tokens: [Token]) {
        let place = tokens.firstIndex {
            ($0.range.line, $0.range.column) >= (fault.range.line, fault.range.column)
        }
        guard let at = place ?? tokens.indices.last else { return nil }
        self.fault = fault
        self.tokens = tokens
        self.at = at
        var first = at
        while first > 0, tokens[first - 1].range.line == tokens[at].range.line,
            tokens[first - 1].kind != .indent, tokens[first - 1].kind != .dedent
        {
            first -= 1
        }
        lineStart = first
    }

    private func isSign(_ place: Int, _ sign: Sign) -> Bool {
        tokens.indices.contains(place) && tokens[place].kind == .sign(sign)
    }

    private func name(_ place: Int) -> String? {
        guard tokens.indices.contains(place), case .name(let name) = tokens[place].kind else { return nil }
        return name
    }

    private func keyword(_ place: Int) -> Keyword? {
        guard tokens.indices.contains(place), case .keyword(let word) = tokens[place].kind else { return nil }
        return word
    }

    /// True where a sign follows another one without space.
    private func touches(_ place: Int) -> Bool {
        place > 0 && tokens[place - 1].range.endColumn == tokens[place].range.column
            && tokens[place - 1].range.line == tokens[place].range.line
    }

    // MARK: By the message

    private static let byMessage: [(part: String, hint: String)] = [
        ("expected ':'", "a line that begins a block ends with a colon"),
        ("expected an indented block", "the lines of a block begin further right: four spaces"),
        ("unexpected indent", "the line begins further right than the one before"),
        ("unexpected unindent", "the line begins further left than its block"),
        ("Missing parentheses in call to", "print is a function: its values stand in brackets"),
        ("Maybe you meant '==' or ':='", "= gives a value to a name, == compares"),
        ("here. Maybe you meant '=='", "= gives a value to the name on its left, == compares"),
        ("perhaps you meant \"==\"?", "= gives a value to a parameter's name, == compares"),
        ("expected '('", "a function has brackets even without parameters: def name():"),
        ("expected 'else' after 'if' expression", "a conditional expression has three parts: a if condition else b"),
        ("expected 'except' or 'finally' block", "try needs an except or finally at its own indentation"),
        ("multiple exception types must be", "write except (A, B):"),
        ("did you forget parentheses around the", "write [(x, y) for x, y in pairs]"),
        ("positional argument follows keyword", "arguments without a name come first"),
        ("non-default argument follows default", "parameters with a default come last"),
        ("cannot mix bytes and nonbytes", "the strings that stand side by side must be of one kind"),
    ]

    private var message: String? {
        if keyword(lineStart) == .for, fault.message.contains("Maybe you meant '=='") { return BeginnersHint.loop }
        if fault.message.hasPrefix("expected ':'"), let hint = signs ?? elseIf { return hint }
        return BeginnersHint.byMessage.first { fault.message.contains($0.part) }?.hint
    }

    // MARK: By the signs

    private var elseIf: String? {
        keyword(at) == .if && keyword(at - 1) == .else || keyword(at) == .else && keyword(at + 1) == .if
            ? "write elif instead of else if" : nil
    }

    private var signs: String? {
        if let elseIf { return elseIf }
        let isFirst = at == lineStart
        if isSign(at, "!") {
            return isFirst && name(at + 1) == "ls" ? "there is no shell here" : "write not instead of !"
        }
        if isSign(at, "&"), isSign(at - 1, "&") { return "write and instead of &&" }
        if isSign(at, "|"), isSign(at - 1, "|") { return "write or instead of ||" }
        if isSign(at, ">"), isSign(at - 1, "="), touches(at) {
            return "write >= for greater or equal (=> is no operator)"
        }
        if isSign(at, "<"), isSign(at - 1, "="), touches(at) { return "write <= for less or equal" }
        if isSign(at, "="), isSign(at - 1, "=="), touches(at) { return "write == to compare" }
        if isSign(at, "<>") { return "write != for unequal" }
        if isSign(at, "?") { return "write: a if condition else b" }
        if isSign(at, "$") { return "names have no $ before them" }
        if isSign(at - 1, "+"), isSign(at - 2, "+"), touches(at - 1) { return "write x += 1 instead of x++" }
        if isSign(at - 1, "-"), isSign(at - 2, "-"), touches(at - 1) { return "write x -= 1 instead of x--" }
        let opens = tokens[lineStart...].prefix { $0.range.line == tokens[lineStart].range.line }
        if opens.contains(where: { $0.kind == .sign("{") }), let word = keyword(lineStart),
            [.if, .while, .for, .def, .class, .else, .elif, .try].contains(word)
        {
            return "blocks have no braces: end the line with a colon and indent the lines below"
        }
        return nil
    }

    // MARK: By the words

    private static let loop = "a loop looks like this: for x in values:"

    private static let declarations: Set<String> = [
        "var", "let", "const", "int", "float", "double", "string", "auto", "bool", "char", "long", "dim",
    ]

    private var words: String? {
        guard fault.message == "invalid syntax" else { return nil }
        if let first = name(lineStart) {
            if BeginnersHint.declarations.contains(first), name(lineStart + 1) != nil {
                return "variables are not declared: write name = value"
            }
            if ["function", "func", "fn", "define", "sub", "void"].contains(first), name(lineStart + 1) != nil {
                return "functions begin with def: def name(parameters):"
            }
            if ["elseif", "elsif", "elsif", "elif"].contains(first) { return "write elif" }
            if at == lineStart + 1, let meant = Suggestion.nearest(to: first, among: Keyword.allCases.map(\.rawValue)),
                meant != first
            {
                return "did you mean the word '\(meant)' instead of '\(first)'?"
            }
        }
        if keyword(lineStart) == .for { return BeginnersHint.loop }
        if keyword(lineStart) == .import, keyword(at) == .from { return "write from module import name" }
        if let word = keyword(at), [.elif, .else, .except, .finally].contains(word), at == lineStart {
            return
                "'\(word.rawValue)' has no '\(word == .elif || word == .else ? "if" : "try")' before it at its indentation"
        }
        if let word = keyword(at - 1), isSign(at, "="), at - 1 == lineStart {
            return "'\(word.rawValue)' is a word of the language and can't be a name"
        }
        if let word = keyword(at), isSign(at + 1, "=") || isSign(at + 1, ".") || keyword(at - 1) == .def {
            return "'\(word.rawValue)' is a word of the language and can't be a name"
        }
        return nil
    }

    /// Letters of another alphabet in a word of the language.
    private var letters: String? {
        for token in tokens[lineStart...].prefix(while: { $0.range.line == tokens[lineStart].range.line }) {
            guard case .name(let name) = token.kind, let latin = LookAlike.latin(name) else { continue }
            if Keyword.byText[latin.word] != nil { return latin.hint }
        }
        return nil
    }
}

/// Letters and signs that look like others.
enum LookAlike {
    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "к": "k",
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "У": "Y",
        "Х": "X", "І": "I", "α": "a", "ο": "o", "ν": "v", "Α": "A", "Ο": "O", "Τ": "T",
    ]

    private static let signs: [Unicode.Scalar: String] = [
        "\u{2013}": "a dash: write the minus sign -", "\u{2014}": "a dash: write the minus sign -",
        "\u{2212}": "a typographic minus: write -", "\u{2010}": "a typographic hyphen: write -",
        "×": "a multiplication sign: write *", "·": "a dot: write *", "÷": "a division sign: write /",
        "≤": "write <=", "≥": "write >=", "≠": "write !=", "…": "one sign: write three dots ...",
        "«": "a typographic quote: write \"", "»": "a typographic quote: write \"",
        "„": "a typographic quote: write \"", "´": "an accent: write '", "′": "a prime: write '",
        "；": "a wide semicolon: write ;", "：": "a wide colon: write :", "，": "a wide comma: write ,",
        "（": "a wide bracket: write (", "）": "a wide bracket: write )", "²": "write ** 2", "³": "write ** 3",
        "∞": "write float('inf')", "√": "write math.sqrt(x)", "→": "write ->", "€": "names and operators have no €",
        "№": "names have no №: write a word or #",
    ]

    /// A word in Latin letters that looks the same, with the hint that names the letters; `nil` where nothing does.
    static func latin(_ word: String) -> (word: String, hint: String)? {
        var latin = String.UnicodeScalarView()
        var found: [Unicode.Scalar] = []
        for scalar in word.unicodeScalars {
            guard let letter = letters[scalar] else {
                latin.append(scalar)
                continue
            }
            latin.append(letter)
            if !found.contains(scalar) { found.append(scalar) }
        }
        guard let first = found.first else { return nil }
        let alphabet = first.value < 0x400 ? "Greek" : "Cyrillic"
        let named = found.map { "'\($0)'" }.joined(separator: ", ")
        let what = found.count == 1 ? "the letter \(named) is \(alphabet)" : "the letters \(named) are \(alphabet)"
        return (String(latin), "\(what): write '\(String(latin))' in Latin letters")
    }

    /// What to write instead of a sign that Python does not know.
    static func sign(_ c: Unicode.Scalar) -> String? {
        signs[c].map { "'\(c)' is \($0)".replacing("is write", with: "is no operator: write") }
    }
}
