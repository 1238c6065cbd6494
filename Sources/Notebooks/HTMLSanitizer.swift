import Language

/// HTML of strangers made harmless: known elements and attributes stay, everything that could act, load or lay itself
/// over the page goes. Elements that are not closed are closed.
///
/// Nothing is trusted to be well-formed: the text is cut into tags and text, and every tag is written anew.
struct HTMLSanitizer {
    private let bytes: [UInt8]
    private var at = 0
    private var out: [UInt8] = []
    private var open: [String] = []
    /// True where something that acts was left out: another form of the same output may show more.
    private(set) var hasDropped = false

    private init(_ html: String) { bytes = Array(html.utf8) }

    /// The harmless form, and whether something that acts was left out.
    static func harmless(_ html: String) -> (html: String, hasDropped: Bool) {
        var reader = HTMLSanitizer(html)
        reader.run()
        return (String(decoding: reader.out, as: UTF8.self), reader.hasDropped)
    }

    /// Elements that hold others; deeper nesting than a page needs is flattened.
    private static let elements: Set<String> = [
        "a", "abbr", "b", "blockquote", "caption", "center", "code", "colgroup", "dd", "del", "details", "div", "dl",
        "dt",
        "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "ol",
        "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot",
        "th", "thead", "tr", "tt", "u", "ul", "var",
    ]
    private static let empty: Set<String> = ["br", "col", "hr", "img", "wbr"]
    /// Elements whose content goes with them.
    private static let acting: Set<String> = [
        "script", "style", "iframe", "object", "embed", "applet", "template", "noscript", "math", "textarea", "title",
        "select", "xmp", "noembed", "noframes", "plaintext", "video", "audio", "canvas", "form",
    ]
    private static let attributes: Set<String> = [
        "alt", "title", "width", "height", "colspan", "rowspan", "align", "valign", "class", "open", "start", "dir",
        "lang", "role", "color", "bgcolor", "border", "cellpadding", "cellspacing", "scope",
    ]
    /// What looks like the page's own word, such as a mark that was given, is not for a notebook to say.
    private static let ownClasses: Set<String> = ["mark", "prompt", "page", "cell"]
    private static let depthLimit = 200

    private mutating func run() {
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") { tag() } else { text() }
        }
        for name in open.reversed() { put("</\(name)>") }
    }

    private mutating func put(_ text: String) { out.append(contentsOf: text.utf8) }

    private mutating func text() {
        let stop = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        for byte in bytes[at..<stop] {
            if byte == UInt8(ascii: ">") { put("&gt;") } else if byte == 0 { put("\u{FFFD}") } else { out.append(byte) }
        }
        at = stop
    }

    private mutating func tag() {
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return skipDeclaration() }
        let closes = next == UInt8(ascii: "/")
        var cursor = at + (closes ? 2 : 1)
        guard cursor < bytes.count, HTMLSanitizer.isLetter(bytes[cursor]) else {
            put("&lt;")
            at += 1
            return
        }
        let start = cursor
        while cursor < bytes.count, HTMLSanitizer.isNamePart(bytes[cursor]) { cursor += 1 }
        let name = String(decoding: bytes[start..<cursor], as: UTF8.self).lowercased()
        if name == "svg", !closes { return picture() }
        let from = at
        at = cursor
        let found = readAttributes()
        if HTMLSanitizer.acting.contains(name) {
            hasDropped = true
            if !closes { skipContent(of: name) }
            return
        }
        if closes { return close(name) }
        precondition(at > from)
        let isEmpty = HTMLSanitizer.empty.contains(name)
        guard isEmpty || HTMLSanitizer.elements.contains(name) else {
            hasDropped = hasDropped || ["input", "button", "link", "meta", "base", "source"].contains(name)
            return
        }
        if !isEmpty {
            if open.count >= HTMLSanitizer.depthLimit { return }
            open.append(name)
        }
        put("<\(name)")
        for (key, value) in found {
            guard let kept = HTMLSanitizer.kept(key, value, of: name) else {
                hasDropped = hasDropped || key.hasPrefix("on")
                continue
            }
            put(" \(key)=\"\(kept)\"")
        }
        if name == "a" { put(" rel=\"noopener noreferrer\"") }
        put(">")
    }

    /// Closes an element and those inside it that were left open; one that was never opened is passed by.
    private mutating func close(_ name: String) {
        guard let place = open.lastIndex(of: name) else { return }
        while open.count > place { put("</\(open.removeLast())>") }
    }

    private mutating func skipDeclaration() {
        let isComment = bytes[at...].starts(with: "<!--".utf8)
        let end = isComment ? find("-->", from: at + 4) : find(">", from: at)
        at = end ?? bytes.count
    }

    private mutating func skipContent(of name: String) {
        at = find("</\(name)", from: at) ?? bytes.count
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
        at = min(at + 1, bytes.count)
    }

    /// The place after a text, letters of either case; `nil` where it does not come.
    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var place = start
        while place + wanted.count <= bytes.count {
            if bytes[place] | 0x20 == wanted[0] | 0x20,
                zip(bytes[place...], wanted).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && HTMLSanitizer.isLetter($0)) })
            {
                return place + wanted.count
            }
            place += 1
        }
        return nil
    }

    /// A drawing inside the page becomes an image: in images nothing runs and nothing is loaded.
    private mutating func picture() {
        let stop = find("</svg>", from: at) ?? bytes.count
        var svg = String(decoding: bytes[at..<stop], as: UTF8.self)
        at = stop
        if !svg.contains("xmlns=") { svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + svg.dropFirst(4) }
        put("<img alt=\"\" src=\"data:image/svg+xml;base64,\(Base64.text(Array(svg.utf8)))\">")
    }

    /// Attributes up to and with the tag's end.
    private mutating func readAttributes() -> [(key: String, value: String)] {
        var found: [(key: String, value: String)] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if HTMLSanitizer.isSpace(bytes[at]) || bytes[at] == UInt8(ascii: "/") {
                at += 1
                continue
            }
            let start = at
            while at < bytes.count, !HTMLSanitizer.isSpace(bytes[at]), !"=>/".utf8.contains(bytes[at]) { at += 1 }
            // A lone "=" is a name of its own, so that each turn goes on.
            if at == start { at += 1 }
            let key = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
            skipSpace()
            var value = ""
            if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
                at += 1
                skipSpace()
                value = readValue()
            }
            // No element needs more.
            if found.count < 64, !found.contains(where: { $0.key == key }) { found.append((key, value)) }
        }
        at = min(at + 1, bytes.count)
        return found
    }

    private mutating func skipSpace() {
        while at < bytes.count, HTMLSanitizer.isSpace(bytes[at]) { at += 1 }
    }

    private mutating func readValue() -> String {
        guard at < bytes.count else { return "" }
        let quote = bytes[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let stop = bytes[(at + 1)...].firstIndex(of: quote) ?? bytes.count
            defer { at = min(stop + 1, bytes.count) }
            return String(decoding: bytes[(at + 1)..<stop], as: UTF8.self)
        }
        let start = at
        while at < bytes.count, !HTMLSanitizer.isSpace(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// An attribute's value as it may stand in the page; `nil` where it may not.
    private static func kept(_ key: String, _ value: String, of element: String) -> String? {
        switch key {
        case "href" where element == "a": return isLink(value) ? quoted(value) : nil
        case "src" where element == "img": return isPicture(value) ? quoted(value) : nil
        case "style": return isPlainStyle(value) ? quoted(value) : nil
        case "class":
            let names = value.split { $0.isWhitespace || $0.isNewline }.filter { !ownClasses.contains(String($0)) }
            // `&` could spell one of them in another way.
            return names.isEmpty || value.contains("&") ? nil : quoted(names.joined(separator: " "))
        default:
            return attributes.contains(key) || key.hasPrefix("aria-") && key.allSatisfy(isKeyPart) ? quoted(value) : nil
        }
    }

    private static func isKeyPart(_ sign: Character) -> Bool { sign.isASCII && sign.isLetter || sign == "-" }

    private static func quoted(_ value: String) -> String {
        var out = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "&quot;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case _ where scalar.value < 0x20: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// To another page, a mail, a place in this page or a file beside it.
    private static func isLink(_ value: String) -> Bool {
        let lower = value.lowercased()
        if ["http://", "https://", "mailto:", "#"].contains(where: { lower.hasPrefix($0) }) { return true }
        // No scheme: neither a colon nor an escape that could be one.
        return value.unicodeScalars.allSatisfy { sign in
            sign.value > 0x9F || sign.properties.isAlphabetic || ("0"..."9").contains(sign)
                || "._~/#?=%-".unicodeScalars.contains(sign)
        }
    }

    private static func isPicture(_ value: String) -> Bool {
        let kinds = ["png", "jpeg", "gif", "webp", "svg+xml"].map { "data:image/\($0);base64," }
        guard let kind = kinds.first(where: { value.hasPrefix($0) }) else { return false }
        return value.utf8.dropFirst(kind.utf8.count).allSatisfy { byte in
            isLetter(byte) || (48...57).contains(byte) || "+/= \n\r".utf8.contains(byte)
        }
    }

    /// Colours, sizes, borders: nothing that loads, or that leaves its place on the page.
    private static func isPlainStyle(_ value: String) -> Bool {
        let lower = value.lowercased()
        let bad = [
            "url", "expression", "position", "import", "script", "\\", "/*", "@", "&", "behavior", "binding", "fixed",
        ]
        return !bad.contains { lower.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
    private static func isNamePart(_ byte: UInt8) -> Bool { isLetter(byte) || (48...57).contains(byte) || byte == 45 }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
