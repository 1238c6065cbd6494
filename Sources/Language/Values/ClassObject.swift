/// A class as a value: one that the program defined, or the face of a native type or built-in exception.
public final class ClassObject: Object {
    public var name: String
    public let bases: [ClassObject]
    /// The class and its ancestors in the order in which attributes are looked up (C3).
    public private(set) var order: [ClassObject] = []
    public var members: [String: Value] = [:]
    /// Names in the order of definition, for `dir` and completion.
    var memberOrder: [String] = []
    /// The native type that this is the face of, own or inherited.
    public let native: NativeType?
    /// True where the program defined the class.
    let isUser: Bool
    /// The built-in exception nearest above, where instances can be raised.
    let exception: ExceptionKind?
    let module: String
    var doc: Value = .none
    /// Grows with every change of a class, so that remembered look-ups are forgotten.
    var version = 0

    init?(
        name: String, bases: [ClassObject], native: NativeType?, exception: ExceptionKind? = nil, isUser: Bool,
        module: String
    ) {
        self.name = name
        self.bases = bases
        self.native = native ?? bases.lazy.compactMap(\.native).first
        self.exception = exception ?? bases.lazy.compactMap(\.exception).first
        self.isUser = isUser
        self.module = module
        super.init()
        guard let rest = ClassObject.merge(bases.map(\.order) + [bases]) else { return nil }
        order = [self] + rest
    }

    /// The C3 linearization of Python's classes; `nil` where the bases contradict each other.
    private static func merge(_ lists: [[ClassObject]]) -> [ClassObject]? {
        var lists = lists.filter { !$0.isEmpty }
        var result: [ClassObject] = []
        while !lists.isEmpty {
            guard
                let next = lists.lazy.map({ $0[0] }).first(where: { head in
                    !lists.contains { $0.dropFirst().contains { $0 === head } }
                })
            else { return nil }
            result.append(next)
            lists = lists.map { $0[0] === next ? Array($0.dropFirst()) : $0 }.filter { !$0.isEmpty }
        }
        return result
    }

    public override var nativeType: NativeType { .type }

    /// What the class or the nearest ancestor holds under `name`.
    public func lookUp(_ name: String) -> Value? {
        for cls in order { if let value = cls.members[name] { return value } }
        return nil
    }

    /// What stands after `cls` in the order, for `super()`.
    func lookUp(_ name: String, after cls: ClassObject) -> Value? {
        guard let place = order.firstIndex(where: { $0 === cls }) else { return nil }
        for next in order[(place + 1)...] { if let value = next.members[name] { return value } }
        return nil
    }

    /// True for the class itself and its descendants.
    public func isSubclass(of other: ClassObject) -> Bool { order.contains { $0 === other } }
}

/// An object of a class that the program defined.
public class Instance: Object {
    public let cls: ClassObject
    /// Attribute values in the order in which they were first set.
    var attributes: [(name: String, value: Value)] = []

    public init(cls: ClassObject) { self.cls = cls }

    public override var nativeType: NativeType { cls.native ?? .object }

    /// The place of an attribute; names are few, so a walk beats hashing.
    @inline(__always) func place(of name: String) -> Int? {
        for i in attributes.indices where attributes[i].name == name { return i }
        return nil
    }

    /// The attribute at a remembered place, if class and name are still the ones that were remembered.
    @inline(__always) func value(at place: Int, of remembered: ClassObject?, named name: String) -> Value? {
        guard remembered === cls, place < attributes.count, attributes[place].name == name else { return nil }
        return attributes[place].value
    }

    /// Sets the attribute at a remembered place; false where what was remembered is no longer true.
    @inline(__always) func replace(at place: Int, of remembered: ClassObject?, named name: String, with value: Value)
        -> Bool
    {
        guard remembered === cls, place < attributes.count, attributes[place].name == name else { return false }
        attributes[place].value = value
        return true
    }

    /// The instance's own attribute.
    public func attribute(_ name: String) -> Value? { place(of: name).map { attributes[$0].value } }

    /// Sets the instance's own attribute.
    public func setAttribute(_ name: String, _ value: Value) {
        if let place = place(of: name) { attributes[place].value = value } else { attributes.append((name, value)) }
    }
}

/// An exception as the program sees it.
public final class ExceptionObject: Instance {
    public var arguments: [Value]
    /// What `raise … from` named.
    var cause: Value = .none
    /// What was being handled when this one was raised.
    var context: ExceptionObject?
    var suppressesContext = false
    /// The error that carries the exception, once raised.
    weak var raised: LanguageError.Raised?

    public init(cls: ClassObject, arguments: [Value]) {
        self.arguments = arguments
        super.init(cls: cls)
    }

    /// The built-in kind nearest above the class.
    public var kind: ExceptionKind { cls.exception ?? .exception }
}

/// `super()`: looks attributes up after a class in an object's order.
final class SuperObject: Object {
    let after: ClassObject
    let receiver: Value
    let start: ClassObject

    init(after: ClassObject, receiver: Value, start: ClassObject) {
        self.after = after
        self.receiver = receiver
        self.start = start
    }

    override var nativeType: NativeType { .superType }
}
