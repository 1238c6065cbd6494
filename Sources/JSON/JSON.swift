/// A JSON value. Objects keep the order in which their keys were written.
public indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number that was written without fraction or exponent and fits 64 bits.
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    public static func == (a: JSON, b: JSON) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let x), .bool(let y)): x == y
        case (.int(let x), .int(let y)): x == y
        case (.double(let x), .double(let y)): x == y
        case (.string(let x), .string(let y)): x == y
        case (.array(let x), .array(let y)): x == y
        case (.object(let x), .object(let y)):
            x.count == y.count && zip(x, y).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }
}

// MARK: Reading parts

extension JSON {
    /// The value under `key` of an object (the last one, where a key is repeated); `nil` for anything else.
    public subscript(key: String) -> JSON? {
        get {
            guard case .object(let fields) = self else { return nil }
            return fields.last { $0.key == key }?.value
        }
        set {
            guard case .object(var fields) = self else { return }
            if let newValue {
                if let place = fields.lastIndex(where: { $0.key == key }) {
                    fields[place].value = newValue
                } else {
                    fields.append((key, newValue))
                }
            } else {
                fields.removeAll { $0.key == key }
            }
            self = .object(fields)
        }
    }

    /// The text of a string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number, where it is whole.
    public var int: Int? {
        switch self {
        case .int(let number): number
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The number as a floating-point one.
    public var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }

    public var array: [JSON]? { if case .array(let values) = self { values } else { nil } }

    public var fields: [(key: String, value: JSON)]? { if case .object(let fields) = self { fields } else { nil } }
}

// MARK: Writing values in code

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { ($0.0, $0.1) }) }
}
