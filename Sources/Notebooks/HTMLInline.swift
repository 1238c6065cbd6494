/// What stands inside a block of Markdown: code, formulas, links, pictures, emphasis.
struct HTMLInline {
    private let signs: [Character]
    private let attachments: [String: String]
    private let depth: Int
    private var at = 0
    private var hasTagEnds = true
    /// How far each mark of emphasis was looked for in vain: no later one need look there again.
    private var searched: [String: Int] = [:]
    private var out = ""

    init(_ text: String, attachments: [String: String], depth: Int = 0) {
        signs = Array(text)
        self.attachments = attachments
        self.depth = depth
    }

    /// What begins ends within so many signs, or it is no mark: a text full of marks takes no longer than any other.
    private static let reach = 4000
    /// Longer paragraphs are shown as they are written.
    private static let limit = 200_000

    private var horizon: Int { min(signs.count, at + HTMLInline.reach) }

    func html() -> String {
        if signs.count > HTMLInline.limit { return HTMLText.escaped(String(signs)) }
        var reader = self
        while reader.at < reader.signs.count { reader.step() }
        return reader.out
    }

    private func text(_ range: Range<Int>) -> String { String(signs[range]) }

    private func inner(_ range: Range<Int>) -> String {
        // Deeper emphasis than any text has is shown as it is written.
        depth > 8
            ? HTMLText.escaped(text(range))
            : HTMLInline(text(range), attachments: attachments, depth: depth + 1).html()
    }

    /// Where `mark` stands next, from `start` on.
    private func find(_ mark: [Character], from start: Int) -> Int? {
        guard start + mark.count <= horizon else { return nil }
        return (start...(horizon - mark.count)).first { place in
            signs[place] == mark[0] && signs[place..<(place + mark.count)].elementsEqual(mark)
        }
    }

    private func has(_ mark: String) -> Bool {
        let wanted = Array(mark)
        return at + wanted.count <= signs.count && Array(signs[at..<(at + wanted.count)]) == wanted
    }

    private mutating func step() {
        switch signs[at] {
        case "\\": escape()
        case "`": if !code() { plain() }
        case "$": if !formula() { plain() }
        case "!" where has("!["): if !link(isPicture: true) { plain() }
        case "[": if !link(isPicture: false) { plain() }
        case "<": tag()
        case "*", "_": if !emphasis() { plain() }
        case "~" where has("~~"): if !span("~~", "del") { plain() }
        case " " where has("  \n"):
            out += "<br>\n"
            at += 3
        case "&": entity()
        default: plain()
        }
    }

    private mutating func plain() {
        out += HTMLText.escaped(String(signs[at]))
        at += 1
    }

    private mutating func escape() {
        if has("\\("), let end = find(["\\", ")"], from: at + 2) { return math(to: end + 2) }
        if has("\\["), let end = find(["\\", "]"], from: at + 2) { return math(to: end + 2) }
        if at + 1 < signs.count, "\\`*_{}[]()#+-.!|~<>$".contains(signs[at + 1]) { at += 1 }
        plain()
    }

    private mutating func math(to end: Int) {
        out += "<span class=\"math\">\(HTMLText.escaped(text(at..<end)))</span>"
        at = end
    }

    private mutating func code() -> Bool {
        let count = signs[at..<horizon].prefix { $0 == "`" }.count
        var stop = at + count
        while stop < horizon {
            let run = signs[stop..<horizon].prefix { $0 == "`" }.count
            if run == count {
                var inside = text((at + count)..<stop)
                if inside.count > 2, inside.hasPrefix(" "), inside.hasSuffix(" ") {
                    inside = String(inside.dropFirst().dropLast())
                }
                out += "<code>\(HTMLText.escaped(inside))</code>"
                at = stop + count
                return true
            }
            stop += max(run, 1)
        }
        return false
    }

    /// `$x$` with neither space inside the signs nor a digit behind them (prices), or `$$x$$`.
    private mutating func formula() -> Bool {
        if has("$$") {
            guard let end = find(["$", "$"], from: at + 2) else { return false }
            math(to: end + 2)
            return true
        }
        guard at + 1 < signs.count, !signs[at + 1].isWhitespace else { return false }
        var stop = at + 1
        while stop < horizon, signs[stop] != "$" || signs[stop - 1] == "\\" { stop += 1 }
        guard stop < horizon, stop > at + 1, !signs[stop - 1].isWhitespace else { return false }
        if stop + 1 < signs.count, signs[stop + 1].isNumber { return false }
        math(to: stop + 1)
        return true
    }

    /// `[text](address "title")`, with `!` before it a picture.
    private mutating func link(isPicture: Bool) -> Bool {
        let open = at + (isPicture ? 1 : 0)
        var level = 0
        var close = open
        while close < horizon {
            if signs[close] == "\\" {
                close += 1
            } else if signs[close] == "[" {
                level += 1
            } else if signs[close] == "]" {
                level -= 1
                if level == 0 { break }
            }
            close += 1
        }
        guard close + 1 < horizon, signs[close + 1] == "(" else { return false }
        var stop = close + 2
        level = 1
        while stop < horizon {
            if signs[stop] == "(" { level += 1 }
            if signs[stop] == ")" {
                level -= 1
                if level == 0 { break }
            }
            stop += 1
        }
        guard stop < horizon else { return false }
        let target = text((close + 2)..<stop)
        var address = String(target.prefix { $0 != " " })
        if address.hasPrefix("<"), address.hasSuffix(">") { address = String(address.dropFirst().dropLast()) }
        let quoted = HTMLText.escaped(address)
        if isPicture {
            var source = quoted
            if address.hasPrefix("attachment:") {
                source = attachments[String(address.dropFirst("attachment:".count))] ?? ""
            }
            let label = HTMLText.escaped(text((open + 1)..<close))
            // A picture that is not in the notebook itself is named: the page holds all that it shows.
            out +=
                source.hasPrefix("data:")
                ? "<img src=\"\(source)\" alt=\"\(label)\">"
                : "<a href=\"\(source)\">[\(label.isEmpty ? quoted : label)]</a>"
        } else {
            out += "<a href=\"\(quoted)\">\(inner((open + 1)..<close))</a>"
        }
        at = stop + 1
        return true
    }

    /// `<https://…>` is a link, other tags pass.
    private mutating func tag() {
        // Pictures inside tags are long: only the end of the text limits them, and one search that fails is the last.
        guard hasTagEnds, let stop = signs[at...].firstIndex(of: ">") else {
            hasTagEnds = false
            return plain()
        }
        if stop <= at + 1 { return plain() }
        let inside = text((at + 1)..<stop)
        if inside.hasPrefix("http://") || inside.hasPrefix("https://"), !inside.contains(" ") {
            out += "<a href=\"\(HTMLText.escaped(inside))\">\(HTMLText.escaped(inside))</a>"
            at = stop + 1
        } else if let first = inside.first, first.isASCII && first.isLetter || first == "/" || first == "!" {
            out += text(at..<(stop + 1))
            at = stop + 1
        } else {
            plain()
        }
    }

    private mutating func entity() {
        let stop = signs[at..<horizon].prefix(12).firstIndex(of: ";")
        if let stop, stop > at + 1,
            signs[(at + 1)..<stop].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") })
        {
            out += text(at..<(stop + 1))
            at = stop + 1
        } else {
            plain()
        }
    }

    private mutating func emphasis() -> Bool {
        let sign = signs[at]
        let isWordBefore = at > 0 && (signs[at - 1].isLetter || signs[at - 1].isNumber)
        // In the middle of a word `_` is a letter: names of variables.
        if sign == "_" && isWordBefore { return false }
        for (mark, name) in [(String(repeating: sign, count: 2), "strong"), (String(sign), "em")] where has(mark) {
            if span(mark, name) { return true }
        }
        return false
    }

    private mutating func span(_ mark: String, _ name: String) -> Bool {
        let wanted = Array(mark)
        let start = at + wanted.count
        guard start < signs.count, !signs[start].isWhitespace else { return false }
        var from = max(start + 1, searched[mark] ?? 0)
        while let stop = find(wanted, from: from) {
            let after = stop + wanted.count
            let isInWord = mark.first == "_" && after < signs.count && (signs[after].isLetter || signs[after].isNumber)
            let isLonger =
                wanted.count == 1 && (after < signs.count && signs[after] == wanted[0] || signs[stop - 1] == wanted[0])
            if !signs[stop - 1].isWhitespace, !isInWord, !isLonger {
                out += "<\(name)>\(inner(start..<stop))</\(name)>"
                at = after
                return true
            }
            from = stop + (isLonger ? 2 : 1)
        }
        searched[mark] = horizon - wanted.count + 1
        return false
    }
}
