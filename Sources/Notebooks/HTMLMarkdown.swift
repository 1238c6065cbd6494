/// Markdown as front ends of Jupyter show it: headings, lists, tables, quotes, code, emphasis, links, pictures, formulas.
///
/// HTML in the text is passed on; whoever shows the result takes it through `HTMLSanitizer`.
struct HTMLMarkdown {
    /// What `attachment:` links mean: data URLs by name.
    private let attachments: [String: String]
    /// Quotes and lists stand in each other no deeper than this.
    private static let depthLimit = 20

    /// The text as HTML, not made harmless yet.
    static func html(_ text: String, attachments: [String: String] = [:]) -> String {
        let clean = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: "    ")
        return HTMLMarkdown(attachments: attachments).blocks(
            clean.split(separator: "\n", omittingEmptySubsequences: false), depth: 0)
    }

    // MARK: Blocks

    private func blocks(_ lines: [Substring], depth: Int) -> String {
        var out = ""
        var rest = lines[...]
        while let line = rest.first {
            let indent = line.prefix { $0 == " " }.count
            let bare = line.dropFirst(indent)
            if bare.isEmpty {
                rest = rest.dropFirst()
            } else if let fence = HTMLMarkdown.fence(bare) {
                out += fenced(&rest, fence, indent)
            } else if bare.hasPrefix("$$") || bare.hasPrefix("\\begin{") || bare.hasPrefix("\\[") {
                out += formula(&rest)
            } else if let level = HTMLMarkdown.headingLevel(bare) {
                rest = rest.dropFirst()
                var title = bare.dropFirst(level)
                while title.last == "#" || title.last == " " { title = title.dropLast() }
                out += "<h\(level)>\(inline(String(title.drop { $0 == " " })))</h\(level)>\n"
            } else if HTMLMarkdown.isRule(bare) {
                rest = rest.dropFirst()
                out += "<hr>\n"
            } else if bare.hasPrefix(">"), depth < HTMLMarkdown.depthLimit {
                var inner: [Substring] = []
                while let next = rest.first, next.drop(while: { $0 == " " }).hasPrefix(">") {
                    let text = next.drop { $0 == " " }.dropFirst()
                    inner.append(text.hasPrefix(" ") ? text.dropFirst() : text)
                    rest = rest.dropFirst()
                }
                out += "<blockquote>\n\(blocks(inner, depth: depth + 1))</blockquote>\n"
            } else if HTMLMarkdown.marker(line) != nil, depth < HTMLMarkdown.depthLimit {
                out += list(&rest, depth: depth)
            } else if rest.count > 1, line.contains("|"), HTMLMarkdown.isTableRule(rest[rest.startIndex + 1]) {
                out += table(&rest)
            } else if indent >= 4 {
                var code: [Substring] = []
                while let next = rest.first, next.hasPrefix("    ") || next.allSatisfy({ $0 == " " }) {
                    code.append(next.dropFirst(4))
                    rest = rest.dropFirst()
                }
                while code.last?.isEmpty == true { code.removeLast() }
                out += "<pre><code>\(HTMLText.escaped(code.joined(separator: "\n")))</code></pre>\n"
            } else {
                out += paragraph(&rest)
            }
        }
        return out
    }

    private static func fence(_ line: Substring) -> (sign: Character, count: Int)? {
        guard let sign = line.first, sign == "`" || sign == "~" else { return nil }
        let count = line.prefix { $0 == sign }.count
        return count >= 3 ? (sign, count) : nil
    }

    private func fenced(_ rest: inout ArraySlice<Substring>, _ fence: (sign: Character, count: Int), _ indent: Int)
        -> String
    {
        let language = rest.removeFirst().drop { $0 == " " || $0 == fence.sign }.lowercased()
        var code: [Substring] = []
        while let line = rest.popFirst() {
            let bare = line.drop { $0 == " " }
            if bare.prefix(while: { $0 == fence.sign }).count >= fence.count,
                bare.allSatisfy({ $0 == fence.sign || $0 == " " })
            {
                break
            }
            code.append(line.dropFirst(min(indent, line.prefix { $0 == " " }.count)))
        }
        let text = code.joined(separator: "\n")
        let isOurs = ["python", "py", "svertka", "ipython"].contains { language.hasPrefix($0) }
        return "<pre><code>\(isOurs ? HTMLCode.html(text) : HTMLText.escaped(text))</code></pre>\n"
    }

    /// A formula on lines of its own stays as it is written.
    private func formula(_ rest: inout ArraySlice<Substring>) -> String {
        let first = rest.removeFirst()
        var lines = [first]
        let bare = first.drop { $0 == " " }
        let end: String
        if bare.hasPrefix("$$") {
            end = "$$"
        } else if bare.hasPrefix("\\[") {
            end = "\\]"
        } else {
            end = "\\end{" + bare.dropFirst(7).prefix { $0 != "}" } + "}"
        }
        if !bare.dropFirst(2).contains(end) {
            while let line = rest.popFirst() {
                lines.append(line)
                if line.contains(end) { break }
            }
        }
        return "<div class=\"math\">\(HTMLText.escaped(lines.joined(separator: "\n")))</div>\n"
    }

    private static func headingLevel(_ line: Substring) -> Int? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level) else { return nil }
        let next = line.dropFirst(level).first
        return next == nil || next == " " ? level : nil
    }

    private static func isRule(_ line: Substring) -> Bool {
        guard let sign = line.first, "-*_".contains(sign) else { return false }
        return line.count { $0 == sign } >= 3 && line.allSatisfy { $0 == sign || $0 == " " }
    }

    /// The sign that begins a list's entry: where its text starts, and its number where it has one.
    private static func marker(_ line: Substring) -> (width: Int, number: Int?)? {
        let indent = line.prefix { $0 == " " }.count
        let bare = line.dropFirst(indent)
        guard let first = bare.first else { return nil }
        if "-*+".contains(first), bare.dropFirst().first == " " || bare.count == 1 { return (indent + 2, nil) }
        let digits = bare.prefix { $0.isASCII && $0.isNumber }
        let after = bare.dropFirst(digits.count)
        guard (1...9).contains(digits.count), let sign = after.first, sign == "." || sign == ")",
            after.dropFirst().first == " "
        else { return nil }
        return (indent + digits.count + 2, Int(digits))
    }

    private func list(_ rest: inout ArraySlice<Substring>, depth: Int) -> String {
        guard let first = rest.first, let kind = HTMLMarkdown.marker(first) else { return "" }
        let base = first.prefix { $0 == " " }.count
        var items: [[Substring]] = []
        var isLoose = false
        var wasBlank = false
        while let line = rest.first {
            let indent = line.prefix { $0 == " " }.count
            if indent == line.count {
                wasBlank = true
                items[items.count - 1].append("")
                rest = rest.dropFirst()
                continue
            }
            if let found = HTMLMarkdown.marker(line), indent < base + 2, indent >= base {
                if (found.number == nil) != (kind.number == nil) { break }
                isLoose = isLoose || wasBlank
                items.append([line.dropFirst(min(found.width, line.count))])
            } else if indent >= base + 2 {
                items[items.count - 1].append(line.dropFirst(min(indent, kind.width)))
            } else if wasBlank || items.isEmpty {
                break
            } else {
                items[items.count - 1].append(line[...])
            }
            wasBlank = false
            rest = rest.dropFirst()
        }
        let name = kind.number == nil ? "ul" : "ol"
        let start = kind.number.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
        let entries = items.map { item -> String in
            let inner = blocks(item, depth: depth + 1)
            // The text of a tight list stands without paragraphs.
            let isPlain = !isLoose && inner.hasPrefix("<p>")
            return "<li>\(isPlain ? HTMLMarkdown.unwrapped(inner) : inner)</li>\n"
        }
        return "<\(name)\(start)>\n\(entries.joined())</\(name)>\n"
    }

    private static func unwrapped(_ html: String) -> String {
        guard let end = html.firstRange(of: "</p>\n") else { return html }
        return html[html.index(html.startIndex, offsetBy: 3)..<end.lowerBound] + "\n" + html[end.upperBound...]
    }

    private static func isTableRule(_ line: Substring) -> Bool {
        line.contains("-") && line.contains("|") && line.allSatisfy { "-|: ".contains($0) }
    }

    private static func cells(_ line: Substring) -> [Substring] {
        var text = line.drop { $0 == " " }
        while text.last == " " { text = text.dropLast() }
        if text.hasPrefix("|") { text = text.dropFirst() }
        if text.hasSuffix("|"), !text.hasSuffix("\\|") { text = text.dropLast() }
        var cells: [Substring] = []
        var start = text.startIndex
        var isCode = false
        var previous: Character?
        for place in text.indices {
            let sign = text[place]
            if sign == "`" { isCode.toggle() }
            if sign == "|", !isCode, previous != "\\" {
                cells.append(text[start..<place])
                start = text.index(after: place)
            }
            previous = sign
        }
        return cells + [text[start...]]
    }

    private func table(_ rest: inout ArraySlice<Substring>) -> String {
        let head = HTMLMarkdown.cells(rest.removeFirst())
        let sides = HTMLMarkdown.cells(rest.removeFirst()).map { cell -> String in
            let bare = cell.filter { $0 != " " }
            let (left, right) = (bare.hasPrefix(":"), bare.hasSuffix(":"))
            return right ? (left ? " align=\"center\"" : " align=\"right\"") : left ? " align=\"left\"" : ""
        }
        func row(_ cells: [Substring], _ name: String) -> String {
            let parts = head.indices.map { column in
                let text = column < cells.count ? String(cells[column]).replacing("\\|", with: "|") : ""
                let side = column < sides.count ? sides[column] : ""
                return "<\(name)\(side)>\(inline(HTMLMarkdown.trimmed(text)))</\(name)>"
            }
            return "<tr>\(parts.joined())</tr>\n"
        }
        var body = ""
        while let line = rest.first, line.contains("|") {
            body += row(HTMLMarkdown.cells(line), "td")
            rest = rest.dropFirst()
        }
        return "<table>\n<thead>\n\(row(head, "th"))</thead>\n<tbody>\n\(body)</tbody>\n</table>\n"
    }

    private static func trimmed(_ text: String) -> String {
        var part = text.drop { $0 == " " }
        while part.last == " " { part = part.dropLast() }
        return String(part)
    }

    private func paragraph(_ rest: inout ArraySlice<Substring>) -> String {
        var lines: [Substring] = []
        while let line = rest.first {
            let bare = line.drop { $0 == " " }
            if bare.isEmpty { break }
            let begins =
                HTMLMarkdown.fence(bare) != nil || bare.hasPrefix("$$") || HTMLMarkdown.headingLevel(bare) != nil
                || HTMLMarkdown.isRule(bare) || bare.hasPrefix(">")
                || HTMLMarkdown.marker(line).map { $0.number ?? 1 == 1 } == true
            if begins && !lines.isEmpty { break }
            lines.append(bare)
            rest = rest.dropFirst()
        }
        // An element of the page's layout needs no paragraph around it.
        if let first = lines.first, HTMLMarkdown.beginsElement(first) {
            return lines.joined(separator: "\n") + "\n"
        }
        return "<p>\(inline(lines.joined(separator: "\n")))</p>\n"
    }

    private static let layout: Set<String> = [
        "blockquote", "center", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
        "p",
        "pre", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "svg",
    ]

    /// True for a line that begins or ends such an element, or is a comment.
    private static func beginsElement(_ line: Substring) -> Bool {
        if line.hasPrefix("<!--") { return true }
        guard line.first == "<" else { return false }
        let name = line.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
        return layout.contains(name.lowercased())
    }

    // MARK: Inline

    /// Text of one block: code, formulas, links and pictures first, since nothing inside them is emphasis.
    private func inline(_ text: String) -> String {
        HTMLInline(text, attachments: attachments).html()
    }
}
