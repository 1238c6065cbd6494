/// `typing`: names for annotations, which the language reads and does not check.
enum TypingModule {
    private static let names = [
        "Any", "AnyStr", "Callable", "ClassVar", "Collection", "Dict", "Final", "FrozenSet", "Generator", "Hashable",
        "Iterable", "Iterator", "List", "Literal", "Mapping", "MutableMapping", "MutableSequence", "NoReturn",
        "Optional", "Sequence", "Set", "Sized", "Tuple", "Type", "Union",
        "AbstractSet", "Annotated", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "BinaryIO",
        "ByteString", "ChainMap", "Concatenate", "Container", "ContextManager", "Coroutine", "Counter", "DefaultDict",
        "Deque", "IO", "ItemsView", "KeysView", "LiteralString", "MappingView", "Match", "MutableSet", "Never",
        "NotRequired", "OrderedDict", "Pattern", "Required", "Reversible", "Self", "SupportsAbs", "SupportsBytes",
        "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "Text", "TextIO",
        "TypeAlias", "TypeGuard", "Unpack", "ValuesView",
    ]

    static let module = NativeModule(
        "typing", doc: "Names for annotations, which are read and not checked.",
        functions: [
            same("final", "Marks what is not to be inherited from or changed."),
            same("no_type_check", "Marks what has no types to check."),
            same("overload", "Marks one of several signatures."),
            same("runtime_checkable", "Marks a protocol that isinstance may ask."),
            NativeFunction(
                "NewType", [Parameter("name"), Parameter("tp")], doc: "A function that gives values as they are."
            ) {
                (call) throws(LanguageError) in
                let name = try call.string(0)
                return .object(
                    NativeFunctionObject(NativeFunction(name, [.positional("x")], doc: "The value as it is.") { $0[0] })
                )
            },
            NativeFunction("cast", [Parameter("typ"), Parameter("val")], doc: "The value as it is.") { call in call[1]
            },
            NativeFunction(
                "TypeVar", [.positional("name"), .rest("constraints"), .keywords("options")], doc: "A name for a type."
            ) { (call) throws(LanguageError) in .object(AnnotationName("~" + (try call.string(0)))) },
        ],
        types: [protocolType, genericType],
        constants: { _ in
            names.map { ($0, .object(AnnotationName("typing." + $0))) } + [("TYPE_CHECKING", .bool(false))]
        })

    /// A decorator that leaves things as they are.
    private static func same(_ name: String, _ doc: String) -> NativeFunction {
        NativeFunction(name, [.positional("f")], doc: doc) { call in call[0] }
    }

    /// A name that stands in annotations, with or without brackets behind it.
    private final class AnnotationName: Object {
        let text: String

        init(_ text: String) { self.text = text }

        override var nativeType: NativeType { TypingModule.name }
    }

    /// `class P(Protocol)`: a class like others.
    private static let protocolType = NativeType(
        name: "Protocol", module: "typing", doc: "The base of classes that say what others can do.",
        allowsSubclasses: true)
    /// `class Box(Generic[T])`: a class like others; what stands in brackets is read and not checked.
    private static let genericType = NativeType(
        name: "Generic", module: "typing", doc: "The base of classes with names for types.", allowsSubclasses: true)

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
