/// `functools.cached_property`: an attribute that a function computes once for each object.
enum CachedProperty {
    /// Under which name the value is kept: the one under which the descriptor stands in the class.
    private static func name(of descriptor: Descriptor, in cls: ClassObject) -> String? {
        for ancestor in cls.order {
            for (name, member) in ancestor.members where member.heapObject === descriptor { return name }
        }
        return nil
    }

    /// The descriptor, which the functions that make it up must know.
    private final class Box: @unchecked Sendable {
        weak var descriptor: Descriptor?
    }

    private static func place(_ call: Call, _ box: Box) throws(LanguageError) -> (Instance, String) {
        guard case .object(let instance as Instance) = call[0], let descriptor = box.descriptor,
            let name = name(of: descriptor, in: instance.cls)
        else {
            throw LanguageError.typeError("Cannot use cached_property instance without calling __set_name__ on it.")
        }
        return (instance, name)
    }

    private static func native(
        _ name: String, _ body: @escaping @Sendable (Call) throws(LanguageError) -> Value
    ) -> Value {
        .object(
            NativeFunctionObject(
                NativeFunction(
                    name, [.positional("object"), .positional("value", .missing)], doc: "A part of cached_property.",
                    body: body)))
    }

    static let row = NativeFunction(
        "cached_property", [Parameter("func")], doc: "An attribute that a function computes once for each object."
    ) { call in
        let function = Unchecked(value: call[0])
        let box = Box()
        let descriptor = Descriptor(
            .property,
            get: native("get") { (call) throws(LanguageError) in
                let (instance, name) = try place(call, box)
                if let known = instance.attribute(name) { return known }
                let value = try call.interpreter.call(function.value, [call[0]])
                instance.setAttribute(name, value)
                return value
            },
            set: native("set") { (call) throws(LanguageError) in
                let (instance, name) = try place(call, box)
                instance.setAttribute(name, call[1])
                return .none
            })
        box.descriptor = descriptor
        return .object(descriptor)
    }
}
