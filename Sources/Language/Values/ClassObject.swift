/// A class as a value: one that the program defined, or the face of a native type or built-in exception.
public final class ClassObject: Object {
    public var name: String
    /// The path to the definition: `Outer.Inner`.
    public var qualifiedName: String
    public let bases: [ClassObject]
    /// The ancestors in the order in which attributes are looked up (C3).
    ///
    /// The class itself is not among them: it would keep itself alive, and each definition of it that a notebook runs
    /// again.
    private let ancestors: [ClassObject]
    /// The class and its ancestors in the order in which attributes are looked up.
    public var order: [ClassObject] { [self] + ancestors }
    public var members: [String: Value] = [:]
    /// Names in the order of definition, for `dir` and completion.
    var memberOrder: [String] = []
    /// The native type that this is the face of, own or inherited.
    public let native: NativeType?
    /// True where the program defined the class.
    public let isUser: Bool
    /// The built-in exception nearest above, where instances can be raised.
    let exception: ExceptionKind?
    /// The module that `type(x)` shows; a module that is written in the language sets its own.
    var module: String
    var doc: Value = .none
    /// What `__slots__` names; `nil` where the class has none.
    var slotNames: [String]?
    /// True where the class descends from `abc.ABC`: methods without bodies keep it from having instances.
    var checksAbstract = false
    /// The methods that are still to be written.
    var abstractNames: [String] = []
    /// The members, where the class is an enumeration.
    var enumeration: Enumeration?
    /// The shape of instances that have no attributes yet.
    let emptyShape = Shape()
    /// The shape of instances that keep their attributes in a dictionary.
    let dictionaryShape = Shape()
    /// Room for attributes that a new instance gets.
    var usualAttributes = 4
    /// The shorter way of making values of a built-in type.
    let quick: QuickCall?
    /// The `__init__` that a call of the class runs, found in the interpreter's state `initializerEpoch`.
    var initializer: Function?
    var initializerEpoch = 0

    init?(
        name: String, bases: [ClassObject], native: NativeType?, exception: ExceptionKind? = nil, isUser: Bool,
        module: String
    ) {
        self.name = name
        qualifiedName = name
        self.bases = bases
        self.native = native ?? bases.lazy.compactMap(\.native).first
        self.exception = exception ?? bases.lazy.compactMap(\.exception).first
        self.isUser = isUser
        quick = isUser || exception != nil ? nil : native?.constructor?.quick
        self.module = module
        guard let ancestors = ClassObject.merge(bases.map(\.order) + [bases]) else { return nil }
        self.ancestors = ancestors
        super.init()
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
        if let value = members[name] { return value }
        for cls in ancestors { if let value = cls.members[name] { return value } }
        return nil
    }

    /// What stands after `cls` in the order, for `super()`.
    func lookUp(_ name: String, after cls: ClassObject) -> Value? {
        var next = 0
        if cls !== self {
            guard let place = ancestors.firstIndex(where: { $0 === cls }) else { return nil }
            next = place + 1
        }
        for cls in ancestors[next...] { if let value = cls.members[name] { return value } }
        return nil
    }

    /// True for the class itself and its descendants.
    public func isSubclass(of other: ClassObject) -> Bool {
        self === other || ancestors.contains { $0 === other }
    }
}

/// The names of an instance's attributes in the order in which they were first set. Instances that got the same names
/// in the same order share a shape, so that a look-up remembered for the shape holds for all of them.
final class Shape {
    /// More names than this are kept in a dictionary instead.
    static let limit = 64

    let names: [String]
    /// Shapes with one more name.
    private var larger: [(name: String, shape: Shape)] = []

    init(names: [String] = []) { self.names = names }

    var count: Int { names.count }

    /// The place of an attribute; names are few, so a walk beats hashing.
    func place(of name: String) -> Int? {
        for i in names.indices where names[i] == name { return i }
        return nil
    }

    /// The shape with one more name.
    func adding(_ name: String) -> Shape {
        for next in larger where next.name == name { return next.shape }
        let made = Shape(names: names + [name])
        larger.append((name, made))
        return made
    }
}

/// An object of a class that the program defined.
public class Instance: Object {
    public private(set) var cls: ClassObject
    /// Which attributes there are. Empty where `dictionary` holds them.
    private(set) var shape: Shape
    /// The values of the shape's names.
    private(set) var slots: UnsafeMutablePointer<Value>
    private var capacity: Int
    /// The attributes as a dictionary, once the program asked for `__dict__`, removed one, or has very many.
    private(set) var dictionary: Dict?

    public init(cls: ClassObject) {
        self.cls = cls
        shape = cls.emptyShape
        capacity = cls.usualAttributes
        slots = .allocate(capacity: capacity)
    }

    deinit {
        slots.deinitialize(count: shape.count)
        slots.deallocate()
    }

    public override var nativeType: NativeType { cls.native ?? .object }

    /// The instance's own attributes in the order in which they came.
    public var ownAttributes: [(name: String, value: Value)] {
        if let dictionary {
            return dictionary.table.pairs.compactMap { key, value in
                if case .str(let name) = key { (name.string, value) } else { nil }
            }
        }
        return shape.names.indices.map { (shape.names[$0], slots[$0]) }
    }

    /// The instance's own attribute.
    public func attribute(_ name: String) -> Value? {
        if let dictionary { return dictionary.text(name) }
        return shape.place(of: name).map { slots[$0] }
    }

    /// Sets the instance's own attribute.
    public func setAttribute(_ name: String, _ value: Value) {
        if let dictionary { return dictionary.setText(name, value) }
        if let place = shape.place(of: name) {
            slots[place] = value
            return
        }
        if shape.count == Shape.limit { return asDictionary().setText(name, value) }
        append(value, shape.adding(name))
    }

    /// The register at a remembered place, if the shape is the remembered one.
    @inline(__always) func slot(_ place: Int, of remembered: Shape?) -> UnsafeMutablePointer<Register>? {
        shape === remembered ? slots.registers + place : nil
    }

    /// Adds an attribute: `larger` is the shape with its name.
    @inline(__always) func append(_ value: Value, _ larger: Shape) {
        if shape.count == capacity { grow() }
        (slots + shape.count).initialize(to: value)
        shape = larger
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: slots, count: shape.count)
        slots.deallocate()
        slots = larger
        capacity *= 2
        cls.usualAttributes = max(cls.usualAttributes, capacity)
    }

    /// Removes an attribute; false where there is none.
    func removeAttribute(_ name: String) -> Bool {
        if attribute(name) == nil { return false }
        return asDictionary().removeText(name)
    }

    /// Makes the instance one of another class; its attributes stay, in a dictionary.
    func become(_ other: ClassObject) {
        _ = asDictionary()
        cls = other
        shape = other.dictionaryShape
    }

    /// Names and values in their order.
    var attributes: [(name: String, value: Value)] {
        guard let dictionary else { return shape.names.indices.map { (shape.names[$0], slots[$0]) } }
        return dictionary.table.pairs.compactMap { key, value in
            if case .str(let name) = key { (name.string, value) } else { nil }
        }
    }

    /// The attributes as the dictionary that `__dict__` gives: a change of it is a change of the instance.
    func asDictionary() -> Dict {
        if let dictionary { return dictionary }
        let made = Dict()
        for (name, value) in attributes { made.setText(name, value) }
        slots.deinitialize(count: shape.count)
        shape = cls.dictionaryShape
        dictionary = made
        return made
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
    /// The calls that it passed through until it was caught last.
    var trace: [TraceEntry] = []
    /// What the error said besides its message.
    var hint: String?
    /// Generators that were local to the calls that it ended.
    var held: [Value] = []

    public init(cls: ClassObject, arguments: [Value]) {
        self.arguments = arguments
        super.init(cls: cls)
        attachDetails()
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
