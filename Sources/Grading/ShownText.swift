import JSON

/// Text of strangers, shown so that nothing in it acts: control signs, marks that turn the direction of writing and signs
/// that cannot be seen stand as their code.
public enum ShownText {
    /// True for signs that make text look like something else.
    private static func deceives(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Directions, joiners without width, byte order mark, tags, fillers.
        case 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0x115F, 0x1160, 0x3164, 0xFFA0,
            0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }

    /// One line for a terminal or a table.
    public static func line(_ text: String) -> String {
        shown(text) { deceives($0) || $0.value < 32 || (0x7F...0x9F).contains($0.value) }
    }

    /// Text of several lines; colours of terminals stay, since pages show them as such.
    public static func text(_ text: String) -> String { shown(text, where: deceives) }

    private static func shown(_ text: String, where isHidden: (Unicode.Scalar) -> Bool) -> String {
        if !text.unicodeScalars.contains(where: isHidden) { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) { out += code(scalar) } else { out.unicodeScalars.append(scalar) }
        }
        return out
    }

    /// All texts of a value; long ones, which are pictures, stay as they are.
    static func texts(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(self.text(text))
        case .array(let values): .array(values.map(texts))
        case .object(let fields):
            .object(
                fields.map {
                    ($0.key, $0.key.hasPrefix("image/p") || $0.key.hasPrefix("image/j") ? $0.value : texts($0.value))
                })
        default: value
        }
    }
}
