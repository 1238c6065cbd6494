/// What is wrong with a network, its settings or its data, worded as Keras words it.
public struct NetworkError: Error, Equatable {
    public enum Kind: Sendable {
        /// A setting or value that does not fit.
        case value
        /// Data whose shape does not fit.
        case shape
        /// Something that has to be done first: compile, build.
        case order
        /// Someone asked to stop.
        case cancelled
        /// More memory than there is.
        case memory
        /// A library that is missing.
        case library
    }

    public let kind: Kind
    public let message: String
    /// What to do about it.
    public let hint: String?

    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}

/// A setting of a layer, loss or optimizer as the user gave it.
public enum Setting: Sendable, Equatable {
    case none
    case bool(Bool)
    case int(Int)
    case ints([Int])
    case double(Double)
    case string(String)
}

/// A setting that a row of a table takes.
public struct SettingRow: Sendable {
    public let name: String
    /// `nil` where the setting must be given.
    public let fallback: Setting?
    public let doc: String

    public init(_ name: String, _ fallback: Setting? = nil, doc: String) {
        self.name = name
        self.fallback = fallback
        self.doc = doc
    }
}

/// Settings as given, with the fall-backs of their rows.
struct Settings {
    let owner: String
    let values: [String: Setting]

    /// Checks names against the rows.
    init(owner: String, rows: [SettingRow], given: [String: Setting]) throws(NetworkError) {
        self.owner = owner
        var values: [String: Setting] = [:]
        for name in given.keys.sorted() where !rows.contains(where: { $0.name == name }) {
            throw NetworkError(.value, "\(owner): unknown argument '\(name)'")
        }
        for row in rows {
            guard let value = given[row.name] ?? row.fallback else {
                throw NetworkError(.value, "\(owner): the argument '\(row.name)' is missing")
            }
            values[row.name] = value
        }
        self.values = values
    }

    private func wrong(_ name: String, _ wanted: String) -> NetworkError {
        NetworkError(.value, "\(owner): the argument '\(name)' must be \(wanted)")
    }

    func bool(_ name: String) throws(NetworkError) -> Bool {
        switch values[name] {
        case .bool(let value)?: return value
        case .int(let value)?: return value != 0
        default: throw wrong(name, "True or False")
        }
    }

    func double(_ name: String) throws(NetworkError) -> Double {
        switch values[name] {
        case .double(let value)?: return value
        case .int(let value)?: return Double(value)
        default: throw wrong(name, "a number")
        }
    }

    /// A whole number above 0.
    func count(_ name: String) throws(NetworkError) -> Int {
        guard case .int(let value)? = values[name], value > 0 else {
            throw NetworkError(
                .value,
                "Received an invalid value for `\(name)`, expected a positive integer. Received: \(name)=\(text(name))")
        }
        return try bounded(value, name)
    }

    /// Sizes beyond this are a slip of the pen; below it, products of sizes stay far from overflow.
    private static let sizeLimit = 1 << 24

    private func bounded(_ value: Int, _ name: String) throws(NetworkError) -> Int {
        if value > Settings.sizeLimit {
            throw NetworkError(.memory, "\(owner): \(name)=\(text(name)) needs more memory than there is")
        }
        return value
    }

    /// One number for both directions, or two.
    func pair(_ name: String) throws(NetworkError) -> (Int, Int) {
        let pair: (Int, Int)
        switch values[name] {
        case .int(let value)? where value > 0: pair = (value, value)
        case .ints(let values)? where values.count == 2 && values.allSatisfy({ $0 > 0 }): pair = (values[0], values[1])
        case .ints(let values)? where values.count == 1 && values[0] > 0: pair = (values[0], values[0])
        default: throw wrong(name, "a positive integer or a pair of them, not \(text(name))")
        }
        return (try bounded(pair.0, name), try bounded(pair.1, name))
    }

    func string(_ name: String) throws(NetworkError) -> String {
        guard case .string(let value)? = values[name] else { throw wrong(name, "text") }
        return value
    }

    func isNone(_ name: String) -> Bool { values[name] == Setting.none }

    /// A setting as the user would write it.
    func text(_ name: String) -> String {
        switch values[name] {
        case .bool(let value)?: value ? "True" : "False"
        case .int(let value)?: "\(value)"
        case .ints(let values)?: "(" + values.map(String.init).joined(separator: ", ") + ")"
        case .double(let value)?: "\(value)"
        case .string(let value)?: "'\(value)'"
        default: "None"
        }
    }
}
