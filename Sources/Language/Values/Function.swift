import Synchronization

/// A function of the program: compiled code with the defaults and variables that it was made with.
public final class Function: Object {
    let code: Code
    let entry: UnsafeMutablePointer<Code.Entry>
    let defaults: [Value]
    /// Defaults of keyword-only parameters, in their order; unbound where there is none.
    let keywordDefaults: [Value]
    let closure: [Cell]
    /// Where the cells keep their values.
    let places: UnsafeMutablePointer<UnsafeMutablePointer<Register>>
    public var name: String
    /// What the definition called it, whatever the program calls it now.
    public var definedName: String { code.name }
    /// The text that defines it, as tracebacks name it: `Cell In[3]`, `File "<string>"`.
    public var sourceName: String { code.source.name }
    /// What messages call the function: `Class.method`.
    public var qualifiedName: String
    public var doc: Value
    /// Attributes that the program set (`f.calls = 0`).
    var attributes: [(String, Value)] = []

    init(code: Code, defaults: [Value], keywordDefaults: [Value], closure: [Cell]) {
        self.code = code
        entry = code.entry
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        self.closure = closure
        places = .allocate(capacity: max(1, closure.count))
        for (i, cell) in closure.enumerated() { (places + i).initialize(to: cell.place) }
        name = code.name
        qualifiedName = code.qualifiedName
        doc = code.doc.map { Value($0) } ?? .none
    }

    deinit { places.deallocate() }

    public override var nativeType: NativeType { .function }

    /// The signature as it was written, defaults as `repr` shows them.
    /// True where an argument of that name can be given.
    public func takes(_ name: String) -> Bool { code.parameters.hasKeywords || code.parameters.names.contains(name) }

    public func signature(_ interpreter: Interpreter) -> String {
        let p = code.parameters
        var parts: [String] = []
        for i in 0..<p.positional {
            var text = p.names[i]
            let d = i - (p.positional - defaults.count)
            if d >= 0 { text += "=" + ((try? interpreter.repr(defaults[d])) ?? "…") }
            parts.append(text)
            if p.positionalOnly > 0, i + 1 == p.positionalOnly { parts.append("/") }
        }
        if p.hasRest {
            parts.append("*" + p.names[p.positional + p.keywordOnly])
        } else if p.keywordOnly > 0 {
            parts.append("*")
        }
        for i in 0..<p.keywordOnly {
            var text = p.names[p.positional + i]
            if !keywordDefaults[i].isUnbound { text += "=" + ((try? interpreter.repr(keywordDefaults[i])) ?? "…") }
            parts.append(text)
        }
        if p.hasKeywords { parts.append("**" + p.names[p.count - 1]) }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }
}

/// A function or native function with its first argument fixed: `items.append`.
public final class BoundMethod: Object {
    public let function: Value
    public let receiver: Value

    init(function: Value, receiver: Value) {
        self.function = function
        self.receiver = receiver
    }

    public override var nativeType: NativeType { .method }
}

/// A native function as a value; with a receiver it is a bound method.
public final class NativeFunctionObject: Object {
    public let function: NativeFunction
    public let receiver: Value?
    /// Set where the function stands in a class: calling takes the first argument as receiver.
    let takesReceiver: Bool
    /// The function's shorter way, if it is called as it stands.
    let quick: QuickCall?

    public init(_ function: NativeFunction, receiver: Value? = nil, takesReceiver: Bool = false) {
        self.function = function
        self.receiver = receiver
        self.takesReceiver = takesReceiver
        quick = takesReceiver || receiver != nil ? nil : function.quick
    }

    public override var nativeType: NativeType { .nativeFunction }
}

/// A module as a value.
public final class ModuleObject: Object {
    public let name: String
    public let doc: String
    public var members: [String: Value] = [:] {
        didSet { state = ModuleObject.states.wrappingAdd(1, ordering: .relaxed).newValue }
    }
    /// A number that no other module's names have, and these only while they stay as they are.
    public private(set) var state = 0
    private static let states = Atomic<Int>(0)
    /// The part that is written in the language and of which topics may still wait, with what it defined so far.
    private let written: WrittenModule?
    private var definitions: [String: Value] = [:]

    public init(name: String, doc: String) {
        self.name = name
        self.doc = doc
        written = nil
    }

    init(name: String, doc: String, written: WrittenModule?) {
        self.name = name
        self.doc = doc
        self.written = written
    }

    /// A member; the topic that defines it runs now if it did not yet.
    func member(_ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        if let found = members[name] { return found }
        guard let written, !name.hasPrefix("_") else { return nil }
        return try take { (names) throws(LanguageError) in
            try written.load(name, of: self.name, into: &names, interpreter)
            return names[name]
        }
    }

    /// Runs what still waits.
    func loadAll(_ interpreter: Interpreter) throws(LanguageError) {
        guard let written else { return }
        try take { (names) throws(LanguageError) in
            try written.loadAll(of: name, into: &names, interpreter)
        }
    }

    /// Adds what a body defines to the members; what the program put there meanwhile stays.
    private func take<Result>(
        _ body: (inout [String: Value]) throws(LanguageError) -> Result
    ) throws(LanguageError) -> Result {
        var names = definitions
        let result = try body(&names)
        for (name, value) in names where definitions[name] == nil && members[name] == nil && !name.hasPrefix("_") {
            members[name] = value
        }
        // While the body ran, it may have asked for members of other topics.
        definitions.merge(names) { now, _ in now }
        return result
    }

    /// Puts back what the library gave: members as they were, and what topics have defined since.
    public func restore(_ given: [String: Value]) {
        members = given.merging(definitions.filter { !$0.key.hasPrefix("_") }) { given, _ in given }
    }

    /// The names of all members, also of those that wait.
    var memberNames: [String] { Array(members.keys) + (written?.exports ?? []) }

    public override var nativeType: NativeType { .module }
}

/// `property`, `staticmethod` and `classmethod`: what a class holds to answer differently when asked for an attribute.
final class Descriptor: Object {
    enum Kind {
        /// Calls the getter, setter or deleter.
        case property
        /// Gives the function as it is.
        case staticMethod
        /// Gives the function bound to the class.
        case classMethod
    }

    let kind: Kind
    let get: Value
    let set: Value
    let delete: Value

    init(_ kind: Kind, get: Value, set: Value = .none, delete: Value = .none) {
        self.kind = kind
        self.get = get
        self.set = set
        self.delete = delete
    }

    override var nativeType: NativeType {
        switch kind {
        case .property: .propertyType
        case .staticMethod: .staticMethod
        case .classMethod: .classMethod
        }
    }
}
