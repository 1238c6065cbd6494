/// `typing`: names for annotations, which the language reads and does not check.
enum TypingModule {
    private static let names = [
        "Any", "AnyStr", "Callable", "ClassVar", "Collection", "Dict", "Final", "FrozenSet", "Generator", "Hashable",
        "Iterable", "Iterator", "List", "Literal", "Mapping", "MutableMapping", "MutableSequence", "NoReturn",
        "Optional", "Sequence", "Set", "Sized", "Tuple", "Type", "Union",
    ]

    static let module = NativeModule(
        "typing", doc: "Names for annotations, which are read and not checked.",
        functions: [
            NativeFunction("cast", [Parameter("typ"), Parameter("val")], doc: "The value as it is.") { call in call[1]
            },
            NativeFunction(
                "TypeVar", [.positional("name"), .rest("constraints"), .keywords("options")], doc: "A name for a type."
            ) { (call) throws(LanguageError) in .object(AnnotationName("~" + (try call.string(0)))) },
        ],
        constants: { _ in
            names.map { ($0, .object(AnnotationName("typing." + $0))) } + [("TYPE_CHECKING", .bool(false))]
        })

    /// A name that stands in annotations, with or without brackets behind it.
    private final class AnnotationName: Object {
        let text: String

        init(_ text: String) { self.text = text }

        override var nativeType: NativeType { TypingModule.name }
    }

    private static let name = NativeType(
        name: "_SpecialForm", module: "typing", doc: "A name for annotations.",
        slots: Slots {
            $0.repr = { (object, _) in (object as? AnnotationName)?.text ?? "" }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                let inside: [Value] = if case .tuple(let tuple) = key { tuple.values } else { [key] }
                var parts: [String] = []
                for value in inside {
                    if case .object(let cls as ClassObject) = value {
                        parts.append(cls.name)
                    } else {
                        parts.append(try interpreter.repr(value))
                    }
                }
                return .object(
                    AnnotationName(
                        ((object as? AnnotationName)?.text ?? "") + "[" + parts.joined(separator: ", ") + "]"))
            }
            $0.binary = { (op, object, _, _, _) in op == .or ? .object(object) : nil }
        })
}
