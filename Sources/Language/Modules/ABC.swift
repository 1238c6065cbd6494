/// `abc`: classes that are only there to be derived from.
enum ABCModule {
    static let base = NativeType(
        name: "ABC", module: "abc", doc: "The base of classes with methods that others must write.",
        constructor: NativeFunction("ABC", doc: "An object without attributes.") { call in
            .object(Instance(cls: call.interpreter.classObject(for: .object)))
        }, allowsSubclasses: true)

    static let meta = NativeType(name: "ABCMeta", module: "abc", doc: "The metaclass of ABC.", base: .type)

    static let module = NativeModule(
        "abc", doc: "Abstract classes.",
        functions: [
            NativeFunction(
                "abstractmethod", [.positional("function")], doc: "Marks a method that derived classes must write."
            ) {
                (call) throws(LanguageError) in
                if case .function = call[0] {
                    try call.interpreter.setAttribute(call[0], "__isabstractmethod__", .bool(true))
                } else if case .object(let descriptor as Descriptor) = call[0], case .function = descriptor.get {
                    try call.interpreter.setAttribute(descriptor.get, "__isabstractmethod__", .bool(true))
                }
                return call[0]
            }
        ], types: [base, meta])

    /// The names of a class's methods that are marked and not written, in the order of the alphabet.
    static func abstractNames(of cls: ClassObject) -> [String] {
        var names: Set<String> = []
        for ancestor in cls.order where ancestor.isUser {
            for name in ancestor.memberOrder {
                if let member = cls.lookUp(name), isAbstract(member) { names.insert(name) }
            }
        }
        return names.sorted()
    }

    private static func isAbstract(_ member: Value) -> Bool {
        switch member {
        case .function(let function): function.attributes.contains { $0.0 == "__isabstractmethod__" }
        case .object(let descriptor as Descriptor):
            isAbstract(descriptor.get) || isAbstract(descriptor.set) || isAbstract(descriptor.delete)
        default: false
        }
    }

    /// CPython's error for an object of a class with methods still to be written.
    static func isAbstract(_ cls: ClassObject) -> LanguageError {
        let names = cls.abstractNames
        return .typeError(
            "Can't instantiate abstract class \(cls.name) with abstract method\(names.count == 1 ? "" : "s") \(names.joined(separator: ", "))",
            hint: "derive a class that defines \(names.count == 1 ? "it" : "them")")
    }
}
