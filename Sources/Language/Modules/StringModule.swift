/// `string`: signs by kind.
enum StringModule {
    private static let lower = "abcdefghijklmnopqrstuvwxyz"
    private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let digits = "0123456789"
    private static let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    private static let whitespace = " \t\n\r\u{B}\u{C}"

    static let module = NativeModule(
        "string", doc: "Signs by kind.",
        functions: [
            NativeFunction(
                "capwords", [Parameter("s"), Parameter("sep", .none)], doc: "Every word with a capital letter."
            ) { (call) throws(LanguageError) in
                let interpreter = call.interpreter
                let words = try interpreter.call(interpreter.getAttribute(call[0], "split"), [call[1]])
                var made: [Value] = []
                for word in try interpreter.array(of: words) {
                    guard case .str = word.payload ?? word else {
                        throw LanguageError.typeError(
                            "descriptor 'capitalize' for 'str' objects doesn't apply to a '\(word.typeName)' object")
                    }
                    made.append(try interpreter.call(interpreter.getAttribute(word, "capitalize"), []))
                }
                let separator = call[1].isNone ? Value(" ") : call[1]
                return try interpreter.call(interpreter.getAttribute(separator, "join"), [Value(made)])
            }
        ], written: written,
        constants: { _ in
            [
                ("ascii_lowercase", Value(lower)), ("ascii_uppercase", Value(upper)),
                ("ascii_letters", Value(lower + upper)), ("digits", Value(digits)),
                ("hexdigits", Value(digits + "abcdefABCDEF")), ("octdigits", Value("01234567")),
                ("punctuation", Value(punctuation)), ("whitespace", Value(whitespace)),
                ("printable", Value(digits + lower + upper + punctuation + whitespace)),
            ]
        })
}
