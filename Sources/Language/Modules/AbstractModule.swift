/// `abc`: classes that must be completed before objects can be made of them.
enum AbstractModule {
    /// What `@abstractmethod` sets, as in CPython.
    private static let mark = "__isabstractmethod__"

    /// `abc.ABC`.
    static let type: NativeType = NativeType(
        name: "ABC", module: "abc", doc: "The base of classes with methods to complete.",
        constructor: NativeFunction("ABC", doc: "An object without anything.") { call in
            .object(Instance(cls: call.interpreter.classObject(for: type)))
        }, allowsSubclasses: true)

    private static func isAbstract(_ member: Value) -> Bool {
        switch member {
        case .function(let function): return function.attributes.contains { $0.0 == mark }
        case .object(let descriptor as Descriptor): return isAbstract(descriptor.get) || isAbstract(descriptor.set)
        default: return false
        }
    }

    /// TypeError where a class still has methods to complete.
    static func check(_ cls: ClassObject) throws(LanguageError) {
        var missing: [String] = []
        var seen: Set<String> = []
        for ancestor in cls.order {
            for name in ancestor.memberOrder where seen.insert(name).inserted {
                if let member = ancestor.members[name], isAbstract(member) { missing.append(name) }
            }
        }
        if missing.isEmpty { return }
        throw LanguageError.typeError(
            "Can't instantiate abstract class \(cls.name) with abstract method\(missing.count == 1 ? "" : "s") \(missing.sorted().joined(separator: ", "))"
        )
    }

    static let module = NativeModule(
        "abc", doc: "Classes that must be completed.",
        functions: [
            NativeFunction(
                "abstractmethod", [.positional("funcobj")], doc: "Marks a method that classes below must define."
            ) { (call) throws(LanguageError) in
                if case .function = call[0] { try call.interpreter.setAttribute(call[0], mark, .bool(true)) }
                return call[0]
            }
        ], types: [type])
}
