internal import BigInt

/// A function of the library as a row of a table: name, parameters, documentation and what it does.
///
/// Argument checking, `help`, completion and the manual all come from the same row.
public final class NativeFunction: Sendable {
    public let name: String
    public let parameters: [Parameter]
    /// First line: what it does in a sentence.
    public let doc: String
    public let body: @Sendable (Call) throws(LanguageError) -> Value
    /// True for a method that is called on the type and takes no value of it: `dict.fromkeys`.
    let isStatic: Bool
    /// True for a method that takes the class it is called on: `Layer.from_config`.
    let isOfClass: Bool
    /// The type or module that CPython's messages name before the function: `list.append`, `math.sqrt`.
    let owner: String?
    /// True for what CPython writes in C, whose messages about arguments differ from those of functions in Python.
    let isC: Bool
    /// A shorter way for the commonest arguments.
    let quick: QuickCall?
    /// How many parameters come before the first that must be named or collects the rest.
    let positionalCount: Int
    /// True where all parameters are plain, so that arguments in place need no binding.
    let isPlain: Bool
    /// True where a parameter takes what is left by place or by name.
    let collects: Bool

    public init(
        _ name: String, _ parameters: [Parameter] = [], doc: String, isStatic: Bool = false, isOfClass: Bool = false,
        body: @escaping @Sendable (Call) throws(LanguageError) -> Value
    ) {
        owner = nil
        isC = false
        quick = nil
        self.name = name
        self.parameters = parameters
        self.doc = doc
        self.body = body
        self.isStatic = isStatic
        self.isOfClass = isOfClass
        positionalCount = parameters.firstIndex { $0.kind != .normal && $0.kind != .positionalOnly } ?? parameters.count
        isPlain = positionalCount == parameters.count
        collects = parameters.contains { $0.kind == .varPositional || $0.kind == .varKeywords }
    }

    /// The name with its owner: `list.append`.
    var qualifiedName: String { owner.map { "\($0).\(name)" } ?? name }

    /// The row as a member of a type or module.
    init(_ row: NativeFunction, owner: String?, isC: Bool) {
        name = row.name
        parameters = row.parameters
        doc = row.doc
        body = row.body
        isStatic = row.isStatic
        isOfClass = row.isOfClass
        positionalCount = row.positionalCount
        isPlain = row.isPlain
        collects = row.collects
        self.owner = row.owner ?? owner
        self.isC = isC
        quick = row.quick
    }

    /// A row with a shorter way beside the body.
    init(
        _ name: String, _ parameters: [Parameter] = [], doc: String, quick: QuickCall,
        body: @escaping @Sendable (Call) throws(LanguageError) -> Value
    ) {
        self.quick = quick
        owner = nil
        isC = false
        self.name = name
        self.parameters = parameters
        self.doc = doc
        self.body = body
        isStatic = false
        isOfClass = false
        positionalCount = parameters.firstIndex { $0.kind != .normal && $0.kind != .positionalOnly } ?? parameters.count
        isPlain = positionalCount == parameters.count
        collects = parameters.contains { $0.kind == .varPositional || $0.kind == .varKeywords }
    }

    /// The signature as Python writes it: `zeros(shape, dtype=float)`.
    public var signature: String {
        var parts: [String] = []
        var starred = false
        for (i, parameter) in parameters.enumerated() {
            if parameter.kind == .keywordOnly && !starred {
                parts.append("*")
                starred = true
            }
            if parameter.kind == .varPositional { starred = true }
            parts.append(parameter.description)
            if parameter.kind == .positionalOnly, i + 1 == parameters.count || parameters[i + 1].kind != .positionalOnly
            {
                parts.append("/")
            }
        }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }
}

/// A parameter of a native function.
public struct Parameter: Sendable, CustomStringConvertible {
    /// How arguments reach it.
    public enum Kind: Sendable {
        /// By place only (`/` follows it).
        case positionalOnly
        /// By place or by name.
        case normal
        /// By name only (`*` stands before it).
        case keywordOnly
        /// `*name`: takes what is left by place, as a tuple.
        case varPositional
        /// `**name`: takes what is left by name, as a dictionary.
        case varKeywords
    }

    /// What stands for an argument that is not given.
    public enum Default: Sendable {
        /// There must be one.
        case required
        /// The function sees that there is none (`call.isGiven`).
        case missing
        case none
        case bool(Bool)
        case int(Int)
        case float(Double)
        case str(String)

        /// The default as a value.
        var value: Value {
            switch self {
            case .required, .missing: .unbound
            case .none: .none
            case .bool(let value): .bool(value)
            case .int(let value): .int(value)
            case .float(let value): .float(value)
            case .str(let value): Value(value)
            }
        }
    }

    public let name: String
    public let kind: Kind
    public let fallback: Default
    public let doc: String

    public init(_ name: String, _ fallback: Default = .required, kind: Kind = .normal, doc: String = "") {
        self.name = name
        self.kind = kind
        self.fallback = kind == .varPositional || kind == .varKeywords ? .missing : fallback
        self.doc = doc
    }

    /// A parameter that is given by place only.
    public static func positional(_ name: String, _ fallback: Default = .required, doc: String = "") -> Parameter {
        Parameter(name, fallback, kind: .positionalOnly, doc: doc)
    }

    /// A parameter that is given by name only.
    public static func keyword(_ name: String, _ fallback: Default, doc: String = "") -> Parameter {
        Parameter(name, fallback, kind: .keywordOnly, doc: doc)
    }

    /// `*name`.
    public static func rest(_ name: String, doc: String = "") -> Parameter {
        Parameter(name, .missing, kind: .varPositional, doc: doc)
    }

    /// `**name`.
    public static func keywords(_ name: String, doc: String = "") -> Parameter {
        Parameter(name, .missing, kind: .varKeywords, doc: doc)
    }

    public var description: String {
        switch (kind, fallback) {
        case (.varPositional, _): "*\(name)"
        case (.varKeywords, _): "**\(name)"
        case (_, .required): name
        case (_, .missing): "\(name)=…"
        case (_, .none): "\(name)=None"
        case (_, .bool(let value)): "\(name)=\(value ? "True" : "False")"
        case (_, .int(let value)): "\(name)=\(value)"
        case (_, .float(let value)): "\(name)=\(FloatText.repr(value))"
        case (_, .str(let value)): "\(name)='\(value)'"
        }
    }
}

/// One call of a native function: its arguments in the order of the row's parameters. Valid only until the function returns.
public struct Call {
    public unowned(unsafe) let interpreter: Interpreter
    public unowned(unsafe) let function: NativeFunction
    let arguments: UnsafeMutablePointer<Value>
    /// Where the object before the dot lies.
    let place: UnsafeMutablePointer<Value>?

    /// The object before the dot; `nil` for plain functions.
    public var receiver: Value? { place?.pointee }

    /// The argument at a parameter's place; unbound where none was given and the default is `missing`.
    public subscript(place: Int) -> Value { arguments[place] }

    /// True where the caller gave something.
    public func isGiven(_ place: Int) -> Bool { !arguments[place].isUnbound }

    /// The argument, or `nil` where none or None was given.
    public func optional(_ place: Int) -> Value? {
        switch arguments[place] {
        case .unbound, .none: nil
        case let value: value
        }
    }

    private func wrong(_ place: Int, _ wanted: String) -> LanguageError {
        if function.isC { return ArgumentErrors.wrong(arguments[place], place, function, wanted) }
        return .typeError(
            "\(function.name)() argument '\(function.parameters[place].name)' must be \(wanted), not \(arguments[place].typeName)"
        )
    }

    /// An integer argument.
    public func int(_ place: Int) throws(LanguageError) -> Int {
        if case .int(let value) = arguments[place] { return value }
        if arguments[place].beyond64Bits != nil { throw LanguageError.beyondC }
        guard let value = try interpreter.smallInteger(arguments[place]) else { throw wrong(place, "int") }
        return value
    }

    /// The argument, or the built-in value inside an instance of a class that inherits from a built-in type. Functions
    /// that keep the argument must not ask so.
    func plain(_ place: Int) -> Value { arguments[place].payload ?? arguments[place] }

    /// An integer argument of any size.
    func integer(_ place: Int) throws(LanguageError) -> BigInt { try interpreter.requireInteger(arguments[place]) }

    /// A number as floating-point.
    public func double(_ place: Int) throws(LanguageError) -> Double {
        switch arguments[place] {
        case .float(let value): return value
        case .int(let value): return Double(value)
        default:
            guard let value = try interpreter.number(arguments[place]) else { throw wrong(place, "a number") }
            return value
        }
    }

    /// A text argument.
    public func string(_ place: Int) throws(LanguageError) -> String {
        guard case .str(let text) = arguments[place].payload ?? arguments[place] else { throw wrong(place, "str") }
        return text.string
    }

    /// The truth of an argument.
    public func bool(_ place: Int) throws(LanguageError) -> Bool { try interpreter.truth(arguments[place]) }

    /// An argument that says yes or no by a whole number, as `reverse=` of sorting does.
    public func flag(_ place: Int) throws(LanguageError) -> Bool { try int(place) != 0 }

    /// Every value of an iterable argument.
    public func values(_ place: Int) throws(LanguageError) -> [Value] { try interpreter.array(of: arguments[place]) }

    /// What `*name` collected.
    public func rest(_ place: Int) -> [Value] {
        if case .tuple(let tuple) = arguments[place] { tuple.values } else { [] }
    }

    /// What `**name` collected.
    public func keywords(_ place: Int) -> [(String, Value)] {
        guard case .dict(let dict) = arguments[place] else { return [] }
        return dict.table.pairs.compactMap { key, value in
            if case .str(let name) = key { (name.string, value) } else { nil }
        }
    }
}

/// A module of the library: what `import` finds under a dotted name.
///
/// Its tables are made when the module is imported: most programs use few modules, and tables take memory and time.
public struct NativeModule: Sendable {
    /// Dotted: `numpy.random`.
    public let name: String
    public let doc: String
    /// Further names, made once for each interpreter.
    public let constants: @Sendable (Interpreter) -> [(String, Value)]
    /// Names under which `import` finds the same module: `tensorflow.keras`.
    public let aliases: [String]
    private let functionRows: @Sendable () -> [NativeFunction]
    private let typeRows: @Sendable () -> [NativeType]
    private let writtenPart: @Sendable () -> WrittenModule?

    /// Modules that CPython writes in C.
    private static let modulesInC: Set<String> = ["math", "time", "itertools", "operator", "sys", "_random"]

    public init(
        _ name: String, doc: String, aliases: [String] = [],
        functions: @escaping @Sendable @autoclosure () -> [NativeFunction] = [],
        types: @escaping @Sendable @autoclosure () -> [NativeType] = [],
        constants: @escaping @Sendable (Interpreter) -> [(String, Value)] = { _ in [] }
    ) {
        self.init(
            name, doc: doc, aliases: aliases, functions: functions(), types: types(), written: nil,
            constants: constants)
    }

    /// A module of which a part is written in the language itself.
    public init(
        _ name: String, doc: String, aliases: [String] = [],
        functions: @escaping @Sendable @autoclosure () -> [NativeFunction] = [],
        types: @escaping @Sendable @autoclosure () -> [NativeType] = [],
        written: @escaping @Sendable @autoclosure () -> WrittenModule?,
        constants: @escaping @Sendable (Interpreter) -> [(String, Value)] = { _ in [] }
    ) {
        self.name = name
        self.doc = doc
        self.aliases = aliases
        self.constants = constants
        functionRows = functions
        typeRows = types
        writtenPart = written
    }

    /// The module's functions, as its owner's: messages name the module.
    public var functions: [NativeFunction] {
        functionRows().map { NativeFunction($0, owner: name, isC: NativeModule.modulesInC.contains(name)) }
    }

    public var types: [NativeType] { typeRows() }

    /// The part of the module that is written in the language itself.
    var written: WrittenModule? { writtenPart() }
}
