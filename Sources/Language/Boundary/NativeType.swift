/// A built-in type as a table: what its values can do, with the documentation that help and completion show.
///
/// Types never change after they were made, so the rows are shared by all interpreters.
public final class NativeType: Sendable {
    /// The name that messages and `type(x)` show.
    public let name: String
    /// The module that `type(x)` shows before the name; empty for built-ins.
    public let module: String
    public let doc: String
    /// The type whose rows this one inherits.
    public let base: NativeType?
    /// A second parent, for `isinstance` only.
    public let also: NativeType?
    /// What calling the type does; `nil` where programs can't make values.
    public let constructor: NativeFunction?
    public let methods: [NativeFunction]
    public let properties: [NativeProperty]
    public let slots: Slots
    /// The type as which `type(x)` shows its values; `nil` for itself. A second way to do what one type promises.
    public let shownAs: NativeType?
    /// True where a program's class may inherit from the type; its instances are plain objects with the type's rows.
    public let allowsSubclasses: Bool
    private let methodsByName: [String: NativeFunction]
    private let propertiesByName: [String: NativeProperty]

    public init(
        name: String, module: String = "", doc: String, base: NativeType? = nil, also: NativeType? = nil,
        constructor: NativeFunction? = nil,
        methods: [NativeFunction] = [], properties: [NativeProperty] = [], allowsSubclasses: Bool = false,
        shownAs: NativeType? = nil, slots: Slots = Slots()
    ) {
        self.shownAs = shownAs
        self.name = name
        self.module = module
        self.doc = doc
        self.base = base
        self.also = also
        let isC = module.isEmpty || ["collections", "itertools"].contains(module)
        self.constructor = constructor.map { NativeFunction($0, owner: nil, isC: isC) }
        self.methods = methods.map {
            NativeFunction($0, owner: isC && !module.isEmpty ? "\(module).\(name)" : name, isC: isC)
        }
        self.properties = properties
        self.slots = slots
        self.allowsSubclasses = allowsSubclasses
        methodsByName = Dictionary(self.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        propertiesByName = Dictionary(properties.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The method called `name`, own or inherited.
    public func method(_ name: String) -> NativeFunction? { methodsByName[name] ?? base?.method(name) }

    /// The property called `name`, own or inherited.
    public func property(_ name: String) -> NativeProperty? { propertiesByName[name] ?? base?.property(name) }

    /// True for the type itself and what inherits from it.
    public func isKind(of other: NativeType) -> Bool { self === other || base?.isKind(of: other) == true }

    /// The name as messages write it: types that CPython has in C carry their module there.
    public var messageName: String {
        module == "numpy" || NativeType.namedWithModule.contains(name) ? module + "." + name : name
    }

    private static let namedWithModule: Set<String> = [
        "date", "datetime", "time", "timedelta", "timezone", "tzinfo", "Pattern", "Match", "deque", "defaultdict",
        "OrderedDict", "partial", "_lru_cache_wrapper", "StringIO", "BytesIO", "TextIOWrapper", "BufferedReader",
        "BufferedWriter",
    ]

    /// Names of all methods and properties.
    public var memberNames: [String] {
        methods.map(\.name) + properties.map(\.name) + (base?.memberNames ?? [])
    }

    /// The first slot of that kind, own or inherited.
    @inline(__always) public func slot<T>(_ path: KeyPath<Slots, T?>) -> T? {
        var type = self
        while true {
            if let found = type.slots[keyPath: path] { return found }
            guard let next = type.base else { return nil }
            type = next
        }
    }
}

/// An attribute that a type computes.
public struct NativeProperty: Sendable {
    public let name: String
    public let doc: String
    public let get: @Sendable (Object, Interpreter) throws(LanguageError) -> Value
    /// `nil` where the attribute can't be assigned.
    public let set: (@Sendable (Object, Value, Interpreter) throws(LanguageError) -> Void)?

    public init(
        _ name: String, doc: String, set: (@Sendable (Object, Value, Interpreter) throws(LanguageError) -> Void)? = nil,
        get: @escaping @Sendable (Object, Interpreter) throws(LanguageError) -> Value
    ) {
        self.name = name
        self.doc = doc
        self.get = get
        self.set = set
    }
}

/// The operators that a type may answer to.
public enum BinaryOperator: UInt8, Sendable, CaseIterable {
    case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
    case and, or, xor, shiftLeft, shiftRight

    /// As it is written.
    public var symbol: String {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .modulo: "%"
        case .power: "**"
        case .matrixMultiply: "@"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        }
    }

    /// The middle of the special method's name: `add` of `__add__`, `__radd__`, `__iadd__`.
    var stem: String {
        switch self {
        case .add: "add"
        case .subtract: "sub"
        case .multiply: "mul"
        case .divide: "truediv"
        case .floorDivide: "floordiv"
        case .modulo: "mod"
        case .power: "pow"
        case .matrixMultiply: "matmul"
        case .and: "and"
        case .or: "or"
        case .xor: "xor"
        case .shiftLeft: "lshift"
        case .shiftRight: "rshift"
        }
    }

    private static let methods = allCases.map { "__\($0.stem)__" }
    private static let reflectedMethods = allCases.map { "__r\($0.stem)__" }
    private static let inPlaceMethods = allCases.map { "__i\($0.stem)__" }

    /// The special method of the left side: `__add__`.
    var method: String { Self.methods[Int(rawValue)] }
    /// The special method of the right side: `__radd__`.
    var reflectedMethod: String { Self.reflectedMethods[Int(rawValue)] }
    /// The special method of `+=` and its kin: `__iadd__`.
    var inPlaceMethod: String { Self.inPlaceMethods[Int(rawValue)] }
}

/// Comparisons that a type may answer to.
public enum Comparison: UInt8, Sendable {
    case less, lessEqual, equal, notEqual, greater, greaterEqual

    /// As it is written.
    public var symbol: String {
        switch self {
        case .less: "<"
        case .lessEqual: "<="
        case .equal: "=="
        case .notEqual: "!="
        case .greater: ">"
        case .greaterEqual: ">="
        }
    }

    /// The comparison with its sides exchanged.
    public var mirrored: Comparison {
        switch self {
        case .less: .greater
        case .lessEqual: .greaterEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .greater: .less
        case .greaterEqual: .lessEqual
        }
    }

    /// The special method.
    var method: String {
        switch self {
        case .less: "__lt__"
        case .lessEqual: "__le__"
        case .equal: "__eq__"
        case .notEqual: "__ne__"
        case .greater: "__gt__"
        case .greaterEqual: "__ge__"
        }
    }
}

/// Operators of one operand.
public enum UnaryOperator: UInt8, Sendable {
    case negate, plus, invert

    /// As it is written.
    public var symbol: String {
        switch self {
        case .negate: "-"
        case .plus: "+"
        case .invert: "~"
        }
    }
}

/// What the language asks of a value of a native type; what a type leaves out raises Python's TypeError.
public struct Slots: Sendable {
    /// `repr(x)`.
    public var repr: (@Sendable (Object, Interpreter) throws(LanguageError) -> String)?
    /// `str(x)`; where left out, `repr`.
    public var str: (@Sendable (Object, Interpreter) throws(LanguageError) -> String)?
    /// `format(x, spec)`.
    public var format: (@Sendable (Object, String, Interpreter) throws(LanguageError) -> String)?
    /// `x op y`, or `y op x` when `reflected`; `nil` says "not implemented", and the other side is asked.
    public var binary:
        (
            @Sendable (BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool, Interpreter)
                throws(LanguageError) ->
                Value?
        )?
    /// `x op y`, or `y op x` when `reflected`, where nobody but the expression knows `me`: the result is written over it.
    /// False says that this does not do, and `binary` is asked.
    public var consume:
        (
            @Sendable (BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool, Interpreter)
                throws(LanguageError) -> Bool
        )?
    /// `x op= y`; `nil` says "not implemented", and `binary` is asked.
    public var inPlace: (@Sendable (BinaryOperator, Object, Value, Interpreter) throws(LanguageError) -> Value?)?
    public var unary: (@Sendable (UnaryOperator, Object, Interpreter) throws(LanguageError) -> Value)?
    /// `x < y` and its kin (already mirrored where `me` stood on the right); the answer may be any value.
    public var compare:
        (@Sendable (Comparison, _ me: Object, _ other: Value, Interpreter) throws(LanguageError) -> Value?)?
    /// `bool(x)`; where left out, `length`, else true.
    public var truth: (@Sendable (Object, Interpreter) throws(LanguageError) -> Bool)?
    public var length: (@Sendable (Object, Interpreter) throws(LanguageError) -> Int)?
    public var getItem: (@Sendable (Object, Value, Interpreter) throws(LanguageError) -> Value)?
    public var setItem: (@Sendable (Object, Value, Value, Interpreter) throws(LanguageError) -> Void)?
    public var deleteItem: (@Sendable (Object, Value, Interpreter) throws(LanguageError) -> Void)?
    /// A fresh iterator over the value.
    public var iterate: (@Sendable (Object, Interpreter) throws(LanguageError) -> Iteration)?
    public var contains: (@Sendable (Object, Value, Interpreter) throws(LanguageError) -> Bool)?
    /// `x(…)`.
    public var call: (@Sendable (Object, [Value], [(String, Value)], Interpreter) throws(LanguageError) -> Value)?
    /// `x(…)` with arguments by place alone, without arrays of them; `nil` leaves the call to `call`.
    public var callInPlace:
        (@Sendable (Object, UnsafeBufferPointer<Value>, Interpreter) throws(LanguageError) -> Value?)?
    /// An attribute that is neither method nor property.
    public var getAttribute: (@Sendable (Object, String, Interpreter) throws(LanguageError) -> Value?)?
    /// Names that `getAttribute` answers to, for completion.
    public var attributeNames: (@Sendable (Object, Interpreter) -> [String])?
    /// Assignment to an attribute that is no property; false says that it can't be.
    public var setAttribute: (@Sendable (Object, String, Value, Interpreter) throws(LanguageError) -> Bool)?
    public var hash: (@Sendable (Object, Interpreter) throws(LanguageError) -> Int)?
    /// `int(x)`, `range(x)`, list indexes: the value as an integer, where it is one.
    public var index: (@Sendable (Object, Interpreter) -> Int?)?
    /// `float(x)`, where the value is a number.
    public var float: (@Sendable (Object, Interpreter) throws(LanguageError) -> Double?)?
    /// What a front end shows when the value is a cell's result or is given to `display`, beside its text.
    public var mimeBundle: (@Sendable (Object, Interpreter) throws(LanguageError) -> MIMEBundle?)?

    /// True where an object of the type that stands in a class becomes a method, as functions do.
    public var bindsToInstances = false

    public init() {}

    /// Slots set in a closure: `Slots { $0.repr = … }`.
    public init(_ fill: (inout Slots) -> Void) { fill(&self) }
}

/// A source of values, asked one at a time; `nil` is the end.
public final class Iteration: Object {
    private let step: (Interpreter) throws(LanguageError) -> Value?
    public let typeNamed: String
    private var finished = false

    /// An iterator that asks `step` until it answers `nil`.
    public init(_ typeNamed: String = "iterator", _ step: @escaping (Interpreter) throws(LanguageError) -> Value?) {
        self.typeNamed = typeNamed
        self.step = step
    }

    /// An iterator over values at hand.
    public convenience init(over values: [Value], named name: String = "iterator") {
        var place = 0
        self.init(name) { _ in
            if place == values.count { return nil }
            place += 1
            return values[place - 1]
        }
    }

    /// The next value, or `nil` at the end and ever after.
    public func next(_ interpreter: Interpreter) throws(LanguageError) -> Value? {
        if finished { return nil }
        try interpreter.checkInterrupt()
        if let value = try step(interpreter) { return value }
        finished = true
        return nil
    }

    public override var nativeType: NativeType { .iterator }
}
