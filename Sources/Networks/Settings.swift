/// Settings as given, with the fall-backs of their rows.
public struct Settings: Sendable {
    let owner: String
    public let values: [String: Setting]

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

    public func bool(_ name: String) throws(NetworkError) -> Bool {
        switch values[name] {
        case .bool(let value)?: return value
        case .int(let value)?: return value != 0
        default: throw wrong(name, "True or False")
        }
    }

    public func double(_ name: String) throws(NetworkError) -> Double {
        switch values[name] {
        case .double(let value)?: return value
        case .int(let value)?: return Double(value)
        default: throw wrong(name, "a number")
        }
    }

    /// A whole number above 0.
    public func count(_ name: String) throws(NetworkError) -> Int {
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
    public func pair(_ name: String) throws(NetworkError) -> (Int, Int) {
        let pair: (Int, Int)
        switch values[name] {
        case .int(let value)? where value > 0: pair = (value, value)
        case .ints(let values)? where values.count == 2 && values.allSatisfy({ $0 > 0 }): pair = (values[0], values[1])
        case .ints(let values)? where values.count == 1 && values[0] > 0: pair = (values[0], values[0])
        default: throw wrong(name, "a positive integer or a pair of them, not \(text(name))")
        }
        return (try bounded(pair.0, name), try bounded(pair.1, name))
    }

    public func string(_ name: String) throws(NetworkError) -> String {
        guard case .string(let value)? = values[name] else { throw wrong(name, "text") }
        return value
    }

    public func isNone(_ name: String) -> Bool { values[name] == Setting.none }

    /// Whole numbers: a list, or one for all of `count` axes.
    public func ints(_ name: String, count: Int) throws(NetworkError) -> [Int] {
        switch values[name] {
        case .int(let value)?: return [Int](repeating: try bounded(value, name), count: count)
        case .ints(let values)? where values.count == count:
            for value in values { _ = try bounded(value, name) }
            return values
        case .ints(let values)? where values.count == 1:
            return [Int](repeating: try bounded(values[0], name), count: count)
        default: throw wrong(name, "a whole number or \(count) of them, not \(text(name))")
        }
    }

    /// The layer that a wrapper wraps.
    public func layer(_ name: String) throws(NetworkError) -> Layer {
        guard case .layer(let layer)? = values[name] else { throw wrong(name, "a layer") }
        return layer
    }

    /// A whole number of any sign.
    public func int(_ name: String) throws(NetworkError) -> Int {
        guard case .int(let value)? = values[name] else { throw wrong(name, "a whole number, not \(text(name))") }
        return value
    }

    /// Numbers: a list, or one alone.
    public func doubles(_ name: String) throws(NetworkError) -> [Double] {
        switch values[name] {
        case .ints(let values)?: return values.map(Double.init)
        case .doubles(let values)?: return values
        case .int(let value)?: return [Double(value)]
        case .double(let value)?: return [value]
        default: throw wrong(name, "a list of numbers, not \(text(name))")
        }
    }

    /// A setting as the user would write it.
    func text(_ name: String) -> String { values[name].map(Settings.text) ?? "None" }

    private static func text(_ setting: Setting) -> String {
        switch setting {
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "\(value)"
        case .ints(let values): "(" + values.map(String.init).joined(separator: ", ") + ")"
        case .double(let value): "\(value)"
        case .doubles(let values): "(" + values.map { "\($0)" }.joined(separator: ", ") + ")"
        case .string(let value): "'\(value)'"
        case .row(let row): "<\(row.name)>"
        case .layer(let layer): "<\(layer.kind.name) name=\(layer.name)>"
        case .function(let function): "<function \(function.name)>"
        case .list(let list): "[" + list.map(text).joined(separator: ", ") + "]"
        }
    }
}
