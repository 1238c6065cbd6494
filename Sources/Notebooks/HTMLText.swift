/// Text as HTML.
enum HTMLText {
    /// `text` with the signs that mean something in HTML escaped; safe between tags and in quoted attributes.
    static func escaped(_ text: some StringProtocol) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
            // Control signs are not allowed in HTML; NUL would even end some parsers.
            case 0..<9, 11, 12, 14..<32, 127: out.append(contentsOf: "\u{FFFD}".utf8)
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Text for a terminal as HTML: colours and weight (SGR) become classes named as nbconvert names them, all other
    /// escape sequences go; of a line that returned to its start the last state stays.
    static func terminal(_ text: String) -> String {
        var out = ""
        var style = TerminalStyle()
        var plain = ""
        func flush() {
            if plain.isEmpty { return }
            out += style.wrapped(escaped(plain))
            plain = ""
        }
        let scalars = Array(withoutReturns(text).unicodeScalars)
        var at = 0
        while at < scalars.count {
            guard scalars[at] == "\u{1B}" else {
                plain.unicodeScalars.append(scalars[at])
                at += 1
                continue
            }
            at += 1
            if at < scalars.count, "]P_^X".unicodeScalars.contains(scalars[at]) {
                at = endOfString(scalars, from: at + 1)
                continue
            }
            guard at < scalars.count, scalars[at] == "[" else {
                at += 1
                continue
            }
            at += 1
            var codes = ""
            while at < scalars.count, (0x20...0x3F).contains(scalars[at].value) {
                codes.unicodeScalars.append(scalars[at])
                at += 1
            }
            if at < scalars.count, scalars[at] == "m" {
                flush()
                style.apply(codes.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
            }
            at += 1
        }
        flush()
        return out
    }

    /// Behind a terminal's string, such as a window's title: it ends with BEL or ESC `\\`. One that does not end within
    /// its line is no string.
    private static func endOfString(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var at = start
        while at < scalars.count, scalars[at] != "\n" {
            if scalars[at] == "\u{07}" { return at + 1 }
            if scalars[at] == "\u{1B}" { return at + 1 < scalars.count && scalars[at + 1] == "\\" ? at + 2 : at }
            at += 1
        }
        return start
    }

    private static func withoutReturns(_ text: String) -> String {
        if !text.utf8.contains(13) { return text }
        // "\r\n" is one Character: lines are cut at line feeds of the code points.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            var parts = line.split(separator: "\r", omittingEmptySubsequences: false)
            while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
            return String(String.UnicodeScalarView(parts.last ?? line))
        }.joined(separator: "\n")
    }
}

/// The state of a terminal's pen.
private struct TerminalStyle {
    private var isBold = false
    private var isItalic = false
    private var isUnderlined = false
    private var ink: String?
    private var paper: String?

    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// Takes the numbers of one sequence.
    mutating func apply(_ codes: [Int]) {
        var rest = codes[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: self = TerminalStyle()
            case 1: isBold = true
            case 3: isItalic = true
            case 4: isUnderlined = true
            case 22: isBold = false
            case 23: isItalic = false
            case 24: isUnderlined = false
            case 30...37: ink = "ansi-\(TerminalStyle.names[code - 30])-fg"
            case 90...97: ink = "ansi-\(TerminalStyle.names[code - 90])-intense-fg"
            case 40...47: paper = "ansi-\(TerminalStyle.names[code - 40])-bg"
            case 100...107: paper = "ansi-\(TerminalStyle.names[code - 100])-intense-bg"
            case 39: ink = nil
            case 49: paper = nil
            case 38, 48:
                // 5;n of 256 colours, 2;r;g;b.
                let kind = rest.popFirst()
                let colour: String?
                if kind == 5, let number = rest.popFirst() {
                    colour = TerminalStyle.colour(number)
                } else if kind == 2, rest.count >= 3 {
                    colour = "rgb(" + rest.prefix(3).map { String($0 & 255) }.joined(separator: ",") + ")"
                    rest = rest.dropFirst(3)
                } else {
                    colour = nil
                }
                if code == 38 { ink = colour.map { "color:\($0)" } } else { paper = colour.map { "background:\($0)" } }
            default: break
            }
        }
    }

    private static func colour(_ number: Int) -> String? {
        switch number {
        case 16...231:
            let levels = [0, 95, 135, 175, 215, 255]
            let n = number - 16
            return "rgb(\(levels[n / 36]),\(levels[n / 6 % 6]),\(levels[n % 6]))"
        case 232...255: return "rgb(\(8 + (number - 232) * 10),\(8 + (number - 232) * 10),\(8 + (number - 232) * 10))"
        default: return nil
        }
    }

    func wrapped(_ html: String) -> String {
        var classes: [String] = []
        var rules: [String] = []
        if isBold { classes.append("ansi-bold") }
        if isItalic { classes.append("ansi-italic") }
        if isUnderlined { classes.append("ansi-underline") }
        for part in [ink, paper].compactMap(\.self) {
            if part.hasPrefix("ansi-") { classes.append(part) } else { rules.append(part) }
        }
        if classes.isEmpty && rules.isEmpty { return html }
        let first = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        let second = rules.isEmpty ? "" : " style=\"\(rules.joined(separator: ";"))\""
        return "<span\(first)\(second)>\(html)</span>"
    }
}
