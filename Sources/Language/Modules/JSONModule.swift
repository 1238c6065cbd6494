/// `json`: values as JSON text and back.
enum JSONModule {
    static let module = NativeModule(
        "json", doc: "Values as JSON text and back.",
        functions: [
            NativeFunction("dumps", [Parameter("obj")] + options, doc: "A value as JSON text.") {
                (call) throws(LanguageError) in try text(call, optionsFrom: 1)
            },
            NativeFunction("dump", [Parameter("obj"), Parameter("fp")] + options, doc: "Writes a value as JSON text.") {
                (call) throws(LanguageError) in
                _ = try call.interpreter.call(
                    call.interpreter.getAttribute(call[1], "write"), [try text(call, optionsFrom: 2)])
                return .none
            },
            NativeFunction("loads", [Parameter("s")] + hooks, doc: "The value that a JSON text stands for.") {
                (call) throws(LanguageError) in
                if case .str(let text) = call[0] { return try Reader.value(text.string, call) }
                guard let bytes = call[0].byteContent else {
                    throw LanguageError.typeError(
                        "the JSON object must be str, bytes or bytearray, not \(call[0].typeName)")
                }
                return try Reader.value(try TextCodec("utf-8-sig").decode(bytes), call)
            },
            NativeFunction("load", [Parameter("fp")] + hooks, doc: "The value that a file's JSON text stands for.") {
                (call) throws(LanguageError) in
                let read = try call.interpreter.getAttribute(call[0], "read")
                let text = try call.interpreter.call(read, [])
                if let bytes = text.byteContent {
                    return try Reader.value(try TextCodec("utf-8-sig").decode(bytes), call)
                }
                return try Reader.value(call.interpreter.str(text), call)
            },
        ], written: written,
        constants: { interpreter in [("JSONDecodeError", .object(interpreter.exceptionClass(failure)))] })

    /// `json.JSONDecodeError`.
    static let failure = LibraryException(
        name: "JSONDecodeError", module: "json.decoder", parent: .valueError, doc: "What a text that is no JSON raises."
    )

    /// What `loads` makes of objects and numbers, in the order of the parameters.
    private static let hooks: [Parameter] = [
        .keyword("cls", .none), .keyword("object_hook", .none), .keyword("parse_float", .none),
        .keyword("parse_int", .none), .keyword("parse_constant", .none), .keyword("object_pairs_hook", .none),
    ]

    /// The text of a value, by an encoder of the program's where one is given.
    private static func text(_ call: Call, optionsFrom first: Int) throws(LanguageError) -> Value {
        guard let cls = call.optional(first + 8) else {
            return Value(try Writer(call, optionsFrom: first).text(call[0]))
        }
        var named: [(String, Value)] = []
        for (place, option) in options.enumerated() where option.name != "cls" {
            named.append((option.name, call[first + place]))
        }
        let encoder = try call.interpreter.call(cls, [], named)
        return try call.interpreter.call(call.interpreter.getAttribute(encoder, "encode"), [call[0]])
    }

    /// The classes that programs inherit from.
    private static let written = WrittenModule(
        source: #"""
            class JSONEncoder:
                """Writes values as JSON; a class that inherits from it says in `default` what to do with others."""

                item_separator = ', '
                key_separator = ': '

                def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                             sort_keys=False, indent=None, separators=None, default=None):
                    self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
                    self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
                    self.separators = separators
                    if default is not None:
                        self.default = default

                def default(self, o):
                    """The value to write in place of one that JSON does not know."""
                    raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

                def encode(self, o):
                    """A value as JSON text."""
                    import json
                    return json.dumps(
                        o, skipkeys=self.skipkeys, ensure_ascii=self.ensure_ascii, allow_nan=self.allow_nan,
                        sort_keys=self.sort_keys, indent=self.indent, separators=self.separators, default=self.default)

                def iterencode(self, o):
                    """A value as JSON text, in pieces."""
                    yield self.encode(o)


            class JSONDecoder:
                """Reads values from JSON text."""

                def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                             object_pairs_hook=None):
                    self.hooks = dict(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                                      parse_constant=parse_constant, object_pairs_hook=object_pairs_hook)

                def decode(self, s):
                    """The value that a text stands for."""
                    import json
                    return json.loads(s, **self.hooks)
            """#)

    private static let options: [Parameter] = [
        .keyword("skipkeys", .bool(false)), .keyword("ensure_ascii", .bool(true)), .keyword("indent", .none),
        .keyword("separators", .none), .keyword("default", .none), .keyword("sort_keys", .bool(false)),
        .keyword("allow_nan", .bool(true)), .keyword("check_circular", .bool(true)), .keyword("cls", .none),
    ]
}
