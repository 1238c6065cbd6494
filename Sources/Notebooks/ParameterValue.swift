import JSON

/// The value of a notebook's parameter.
public enum ParameterValue: Sendable, Equatable {
    /// A whole number of any size, by its decimal digits.
    case whole(String)
    /// Anything that JSON has; numbers without fraction may be here too.
    case value(JSON)

    /// What a word on the command line means, as papermill's `-p` types it: True, False, None, whole numbers and floats
    /// as Python reads them, anything else a string.
    public init(word: String) {
        switch word {
        case "True": self = .value(.bool(true))
        case "False": self = .value(.bool(false))
        case "None": self = .value(.null)
        default:
            if let number = ParameterValue.number(word) {
                self = number
            } else {
                self = .value(.string(word))
            }
        }
    }

    /// Python's `int(word)`, else its `float(word)`: space around, a sign, single underscores between digits.
    private static func number(_ word: String) -> ParameterValue? {
        let trimmed = word.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let parts = trimmed.split(separator: "_", omittingEmptySubsequences: false)
        for (left, right) in zip(parts, parts.dropFirst()) {
            guard let before = left.last, let after = right.first, before.isASCIIDigit, after.isASCIIDigit else {
                return nil
            }
        }
        let text = String(trimmed.filter { $0 != "_" })
        let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        if !unsigned.isEmpty, unsigned.allSatisfy(\.isASCIIDigit) {
            let digits = String(unsigned.drop { $0 == "0" })
            return .whole(digits.isEmpty ? "0" : (text.first == "-" ? "-" : "") + digits)
        }
        // Swift reads hexadecimal floats and "nan(1)", which Python's float does not.
        let isDecimal = unsigned.allSatisfy { $0.isASCIIDigit || ".eE+-".contains($0) }
        guard isDecimal || ["inf", "infinity", "nan"].contains(unsigned.lowercased()) else { return nil }
        return Double(text).map { .value(.double($0)) }
    }

    /// What stands in the notebook's metadata. JSON has neither NaN nor infinities nor numbers of any size: they are
    /// strings there.
    public var json: JSON {
        switch self {
        case .whole(let digits): Int(digits).map { .int($0) } ?? .string(digits)
        case .value(let value): value
        }
    }

    /// The Python expression that gives the value, as papermill writes it (dict keys as strings), letters beyond ASCII
    /// as they are.
    public var literal: String {
        switch self {
        case .whole(let digits): digits
        case .value(let value): ParameterValue.literal(value)
        }
    }

    private static func literal(_ value: JSON) -> String {
        switch value {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .int(let number): String(number)
        case .double(let number): literal(number)
        case .string(let text): quoted(text)
        case .array(let values): "[" + values.map(literal).joined(separator: ", ") + "]"
        case .object(let fields):
            "{" + fields.map { "\(quoted($0.key)): \(literal($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func literal(_ number: Double) -> String {
        if number.isFinite { return number.description }
        return number.isNaN ? "float('nan')" : number > 0 ? "float('inf')" : "float('-inf')"
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                out += scalar.value < 16 ? "\\x0" : "\\x"
                out += String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
