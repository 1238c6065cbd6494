/// A formula between dollar signs, taken apart into letters with places: powers, indices, fractions, roots, sums.
///
/// The part of TeX that matplotlib's mathtext knows, as far as labels of plots use it.
struct MathLayout {
    /// Letters of one look with the left end of their line.
    struct Letters {
        let text: String
        var at: Point
        let style: TextStyle
    }

    /// What is put together: letters and bars around a base line at y = 0, y down.
    struct Box {
        var width = 0.0
        /// Above and below the base line.
        var ascent = 0.0
        var descent = 0.0
        var letters: [Letters] = []
        /// Filled areas: bars of fractions.
        var bars: [Rect] = []
        /// Lines: signs of roots.
        var lines: [[Point]] = []

        /// Adds another box with its left end of the base line at a point.
        mutating func add(_ other: Box, x: Double, y: Double) {
            letters += other.letters.map {
                Letters(text: $0.text, at: Point($0.at.x + x, $0.at.y + y), style: $0.style)
            }
            bars += other.bars.map { Rect($0.x + x, $0.y + y, $0.width, $0.height) }
            lines += other.lines.map { $0.map { Point($0.x + x, $0.y + y) } }
            width = max(width, x + other.width)
            ascent = max(ascent, other.ascent - y)
            descent = max(descent, other.descent + y)
        }
    }

    /// True where a text holds formulas: an even number of dollar signs that are not escaped.
    static func isFormula(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return false }
        let count = parts(of: text).count
        return count > 1 && count % 2 == 1
    }

    /// What stands outside and inside of dollar signs, in turns.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in text {
            if isEscaped {
                if character != "$" || parts.count % 2 == 0 { parts[parts.count - 1] += "\\" }
                parts[parts.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "$" {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        if isEscaped { parts[parts.count - 1] += "\\" }
        return parts
    }

    /// A line of text with formulas in it.
    static func line(_ text: String, style: TextStyle) -> Box {
        var box = Box(ascent: style.size * 0.76, descent: style.size * 0.24)
        for (place, part) in parts(of: text).enumerated() where !part.isEmpty {
            let next = place % 2 == 0 ? word(part, style) : formula(part, style)
            box.add(next, x: box.width, y: 0)
        }
        return box
    }

    /// The first command that no formula can have, with its backslash.
    static func unknownCommand(in text: String) -> String? {
        guard isFormula(text) else { return nil }
        for (place, part) in parts(of: text).enumerated() where place % 2 == 1 {
            var parser = MathParser(part, TextStyle())
            _ = parser.row(until: nil)
            if let unknown = parser.unknown { return unknown }
        }
        return nil
    }

    private static func formula(_ source: String, _ style: TextStyle) -> Box {
        var parser = MathParser(source, style)
        return parser.row(until: nil)
    }

    /// Letters without structure.
    static func word(_ text: String, _ style: TextStyle) -> Box {
        Box(
            width: CairoText.width(of: text, style: style), ascent: style.size * 0.73, descent: style.size * 0.2,
            letters: [Letters(text: text, at: Point(0, 0), style: style)])
    }
}

/// Formulas between dollar signs in text.
public enum Formula {
    /// The first command that no formula can have, with its backslash; nil where all can be drawn.
    public static func unknownCommand(in text: String) -> String? { MathLayout.unknownCommand(in: text) }
}
