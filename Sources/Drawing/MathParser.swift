/// Reads a formula from left to right and puts its boxes together.
struct MathParser {
    private typealias Box = MathLayout.Box

    /// How letters look.
    private enum Face { case math, upright, bold, slanted, doubled, script, mono }

    private let source: [Character]
    private var at = 0
    private var style: TextStyle
    private var face = Face.math
    private var depth = 0
    /// The first command that is not known.
    private(set) var unknown: String?

    init(_ source: String, _ style: TextStyle) {
        self.source = Array(source)
        self.style = style
    }

    /// Deeper nesting than this is not drawn.
    private static let depthLimit = 40

    // MARK: Rows

    /// Boxes side by side, up to a closing sign or the end.
    mutating func row(until end: Character?) -> MathLayout.Box {
        var row = Box(ascent: style.size * 0.5)
        depth += 1
        defer { depth -= 1 }
        var isAfterOperand = false
        while at < source.count, depth < MathParser.depthLimit {
            if let end, source[at] == end {
                at += 1
                return row
            }
            if source[at] == " " || source[at] == "~" {
                at += 1
                continue
            }
            let (box, kind) = item()
            let room = kind == .relation && isAfterOperand ? style.size * 0.22 : 0
            row.add(box, x: row.width + room, y: 0)
            row.width += kind == .comma ? style.size * 0.2 : room
            isAfterOperand = kind != .relation && kind != .opening
        }
        if depth >= MathParser.depthLimit { at = source.count }
        return row
    }

    private enum Kind { case operand, relation, opening, comma, large }

    /// One sign with its powers and indices.
    private mutating func item() -> (Box, Kind) {
        var (box, kind) = nucleus()
        var (above, below): (Box?, Box?) = (nil, nil)
        while at < source.count {
            if source[at] == "^" {
                at += 1
                above = script()
            } else if source[at] == "_" {
                at += 1
                below = script()
            } else if source[at] == "'" {
                at += 1
                above = smaller { MathLayout.word("′", $0.style) }
            } else {
                break
            }
        }
        guard above != nil || below != nil else { return (box, kind) }
        if kind == .large {
            box = stacked(box, above, below)
        } else {
            let start = box.width + style.size * 0.04
            if let above {
                let rise =
                    max(box.ascent - style.size * 0.33, style.size * 0.36) + max(above.descent - style.size * 0.2, 0)
                box.add(above, x: start, y: -rise)
            }
            if let below {
                box.add(below, x: start, y: max(box.descent, style.size * 0.12) + style.size * 0.06)
            }
        }
        return (box, kind == .large ? .operand : kind)
    }

    private mutating func script() -> Box { smaller { $0.argument() } }

    /// What `body` makes in smaller letters.
    private mutating func smaller(_ factor: Double = 0.7, _ body: (inout MathParser) -> Box) -> Box {
        let old = style.size
        style.size = max(old * factor, 5)
        defer { style.size = old }
        return body(&self)
    }

    /// A group in braces, or a single sign.
    private mutating func argument() -> Box {
        while at < source.count, source[at] == " " { at += 1 }
        guard at < source.count else { return Box() }
        depth += 1
        defer { depth -= 1 }
        guard depth < MathParser.depthLimit else {
            at = source.count
            return Box()
        }
        if source[at] == "{" {
            at += 1
            return row(until: "}")
        }
        return nucleus().0
    }

    /// Limits over and under a large sign.
    private func stacked(_ box: Box, _ above: Box?, _ below: Box?) -> Box {
        let width = max(box.width, above?.width ?? 0, below?.width ?? 0)
        var all = Box()
        all.add(box, x: (width - box.width) / 2, y: 0)
        if let above {
            all.add(above, x: (width - above.width) / 2, y: -box.ascent - above.descent - style.size * 0.06)
        }
        if let below {
            all.add(below, x: (width - below.width) / 2, y: box.descent + below.ascent + style.size * 0.04)
        }
        all.width = width + style.size * 0.12
        return all
    }

    // MARK: Signs

    private mutating func nucleus() -> (Box, Kind) {
        let character = source[at]
        at += 1
        switch character {
        case "\\": return command()
        case "{": return (row(until: "}"), .operand)
        case "}", "^", "_": return (Box(), .operand)
        case "-": return (letters("\u{2212}", .upright), .relation)
        case "*": return (letters("∗", .upright), .relation)
        case "+", "=", "<", ">", ":", "×", "·", "±", "→", "←", "≤", "≥", "≈", "≠", "∈":
            return (letters(String(character), .upright), .relation)
        case "(", "[": return (letters(String(character), .upright), .opening)
        case ",", ";": return (letters(String(character), .upright), .comma)
        default:
            if face == .math, !character.isLetter { return (letters(String(character), .upright), .operand) }
            return (letters(String(character), face), .operand)
        }
    }

    private func letters(_ text: String, _ face: Face) -> Box {
        var style = self.style
        var text = text
        switch face {
        case .math, .slanted: style.isItalic = true
        case .upright: style.isItalic = false
        case .bold: (style.isBold, style.isItalic) = (true, false)
        case .mono: (style.isMonospaced, style.isItalic) = (true, false)
        case .doubled:
            style.isItalic = false
            text = text.map { MathSymbols.doubled[$0] ?? String($0) }.joined()
        case .script:
            style.isItalic = true
            text = text.map { MathSymbols.script[$0] ?? String($0) }.joined()
            if text.unicodeScalars.contains(where: { $0.value > 0x2000 }) { style.isItalic = false }
        }
        return MathLayout.word(text, style)
    }

    private mutating func command() -> (Box, Kind) {
        guard at < source.count else { return (Box(), .operand) }
        var name = ""
        while at < source.count, source[at].isLetter, source[at].isASCII {
            name.append(source[at])
            at += 1
        }
        if name.isEmpty {
            name = String(source[at])
            at += 1
        }
        if let space = MathSymbols.spaces[name] { return (Box(width: style.size * space), .operand) }
        if let letter = MathSymbols.letters[name] {
            return (letters(letter, face == .bold ? .bold : .slanted), .operand)
        }
        if let sign = MathSymbols.signs[name] { return (letters(sign, face == .bold ? .bold : .upright), .operand) }
        if let sign = MathSymbols.operators[name] { return (letters(sign, .upright), .relation) }
        if let sign = MathSymbols.large[name] { return (grown(sign, by: 1.45), .large) }
        if let sign = MathSymbols.integrals[name] { return (grown(sign, by: 1.5), .operand) }
        if MathSymbols.limits.contains(name) { return (letters(name, .upright), .large) }
        if MathSymbols.functions.contains(name) {
            var box = letters(name, .upright)
            if at < source.count, source[at] != "(", source[at] != "^", source[at] != "_" {
                box.width += style.size * 0.16
            }
            return (box, .operand)
        }
        if MathSymbols.styles.contains(name) { return (styled(name), .operand) }
        if let mark = MathSymbols.accents[name] { return (accented(mark, name), .operand) }
        switch name {
        case "frac", "dfrac", "tfrac", "cfrac": return (fraction(hasBar: true), .operand)
        case "binom": return (enclosed(fraction(hasBar: false), "(", ")"), .operand)
        case "sqrt": return (root(), .operand)
        case "left": return (fenced(), .operand)
        case "right", "middle", "big", "Big", "bigl", "bigr", "limits", "displaystyle", "textstyle":
            return (Box(), .operand)
        default:
            if unknown == nil { unknown = "\\" + name }
            return (letters(name, .upright), .operand)
        }
    }

    /// A sign in larger letters, its middle where that of letters is.
    private func grown(_ sign: String, by factor: Double) -> Box {
        var style = self.style
        (style.size, style.isItalic) = (style.size * factor, false)
        var box = Box()
        box.add(MathLayout.word(sign, style), x: 0, y: style.size * 0.09)
        box.ascent = style.size * 0.72
        box.descent = style.size * 0.24
        return box
    }

    private mutating func styled(_ name: String) -> Box {
        let old = face
        face =
            switch name {
            case "mathbf", "textbf", "boldsymbol", "bf": .bold
            case "mathit", "textit", "it": .slanted
            case "mathbb": .doubled
            case "mathcal", "mathscr", "mathfrak": .script
            case "mathtt": .mono
            case "mathdefault": .math
            default: .upright
            }
        defer { face = old }
        // Words keep their spaces.
        if ["text", "textbf", "textit", "mathrm", "operatorname"].contains(name), at < source.count, source[at] == "{",
            let end = source[at...].firstIndex(of: "}"),
            !source[at..<end].contains(where: { "\\^_$".contains($0) })
        {
            let words = String(source[(at + 1)..<end])
            at = end + 1
            return letters(name.hasPrefix("text") ? words : words.filter { $0 != " " }, face)
        }
        return argument()
    }

    // MARK: Structures

    private mutating func fraction(hasBar: Bool) -> Box {
        let factor = depth > 2 ? 0.75 : 0.85
        let above = smaller(factor) { $0.argument() }
        let below = smaller(factor) { $0.argument() }
        let (gap, thickness) = (style.size * 0.12, max(style.size * 0.06, 0.7))
        let axis = -style.size * 0.3
        let width = max(above.width, below.width) + style.size * 0.1
        var box = Box()
        box.add(above, x: (width - above.width) / 2, y: axis - gap - above.descent)
        box.add(below, x: (width - below.width) / 2, y: axis + gap + below.ascent)
        if hasBar { box.bars.append(Rect(0, axis - thickness / 2, width, thickness)) }
        box.width = width + style.size * 0.08
        return box
    }

    private mutating func root() -> Box {
        var index: Box?
        if at < source.count, source[at] == "[" {
            at += 1
            index = smaller(0.55) { $0.row(until: "]") }
        }
        let inner = argument()
        let start = max((index?.width ?? 0) - style.size * 0.2, 0)
        let (top, bottom) = (-inner.ascent - style.size * 0.12, max(inner.descent, style.size * 0.05))
        let sign = style.size * 0.55
        var box = Box()
        box.add(inner, x: start + sign + style.size * 0.05, y: 0)
        box.width += style.size * 0.05
        box.lines.append([
            Point(start, -style.size * 0.28), Point(start + sign * 0.25, -style.size * 0.38),
            Point(start + sign * 0.6, bottom), Point(start + sign, top), Point(box.width, top),
        ])
        if let index { box.add(index, x: 0, y: -style.size * 0.45) }
        box.ascent = max(box.ascent, -top + style.size * 0.05)
        box.width += style.size * 0.06
        return box
    }

    private mutating func accented(_ mark: String, _ name: String) -> Box {
        let inner = argument()
        var box = Box()
        box.add(inner, x: 0, y: 0)
        let isTall = inner.letters.contains { $0.text.contains { $0.isUppercase || "bdfhklt".contains($0) } }
        let top = inner.letters.count > 1 || isTall ? inner.ascent : style.size * 0.56
        let thickness = max(style.size * 0.06, 0.7)
        switch name {
        case "overline", "bar":
            box.bars.append(
                Rect(style.size * 0.04, -top - style.size * 0.1, inner.width - style.size * 0.04, thickness))
        case "underline": box.bars.append(Rect(0, inner.descent + style.size * 0.02, inner.width, thickness))
        case "vec":
            let sign = smaller(0.7) { $0.letters("→", .upright) }
            box.add(sign, x: (inner.width - sign.width) / 2 + style.size * 0.05, y: -top + style.size * 0.12)
        default:
            let sign = letters(mark, .upright)
            box.add(sign, x: (inner.width - sign.width) / 2 + style.size * 0.05, y: style.size * 0.56 - top)
        }
        box.width = max(inner.width, style.size * 0.3)
        box.ascent = max(box.ascent, top + style.size * 0.2)
        return box
    }

    /// `\left( … \right)`: signs as high as what stands between them.
    private mutating func fenced() -> Box {
        let opening = fence()
        depth += 1
        defer { depth -= 1 }
        guard depth < MathParser.depthLimit else {
            at = source.count
            return Box()
        }
        var inner = Box(ascent: style.size * 0.5)
        while at < source.count {
            if source[at...].starts(with: "\\right") {
                at += 6
                break
            }
            if source[at] == " " {
                at += 1
                continue
            }
            let (box, kind) = item()
            let room = kind == .relation ? style.size * 0.22 : 0
            inner.add(box, x: inner.width + room, y: 0)
            inner.width += room
        }
        return enclosed(inner, opening, fence())
    }

    private mutating func fence() -> String {
        guard at < source.count else { return "" }
        let character = source[at]
        at += 1
        if character == "." { return "" }
        guard character == "\\" else { return String(character) }
        var name = ""
        while at < source.count, source[at].isLetter {
            name.append(source[at])
            at += 1
        }
        if name.isEmpty, at < source.count {
            name = String(source[at])
            at += 1
        }
        return MathSymbols.signs[name] ?? name
    }

    private func enclosed(_ inner: Box, _ opening: String, _ closing: String) -> Box {
        let factor = max(1, (inner.ascent + inner.descent) / (style.size * 0.95))
        var signStyle = style
        (signStyle.size, signStyle.isItalic) = (style.size * min(factor, 3), false)
        let drop = factor > 1.05 ? (inner.descent - inner.ascent) / 2 + signStyle.size * 0.27 : 0
        var box = Box()
        for part in [opening, closing].enumerated() {
            if part.offset == 1 { box.add(inner, x: box.width, y: 0) }
            guard !part.element.isEmpty else { continue }
            box.add(MathLayout.word(part.element, signStyle), x: box.width, y: drop)
        }
        return box
    }
}
