/// `re`: regular expressions as CPython 3.11 has them, by a matcher of our own.
///
/// Foundation's and Swift's expressions differ from Python's in syntax, in the order of ways and in what groups hold.
/// A pattern is parsed to a tree, made into a program and run by a backtracking matcher without recursion. Left out:
/// the warnings about patterns that may change their meaning, and `re.DEBUG`'s listing.
enum ReModule {
    /// `re.error`.
    static let failure = LibraryException(
        name: "error", module: "re", parent: .exception, doc: "What a pattern that can't be read raises.")

    /// The program's error for a pattern that was refused.
    static func error(_ error: RegexError, _ source: RegexSubject, _ interpreter: Interpreter) -> LanguageError {
        if let kind = error.kind { return LanguageError(kind, error.message) }
        guard let position = error.position else {
            return interpreter.error(
                failure, error.message,
                [
                    ("msg", Value(error.message)), ("pattern", .none), ("pos", .none), ("lineno", .none),
                    ("colno", .none),
                ])
        }
        let before = source.codes.prefix(max(0, position))
        let line = before.count { $0 == 10 } + 1
        let column = before.count - (before.lastIndex(of: 10) ?? -1)
        var message = "\(error.message) at position \(position)"
        if source.codes.contains(10) { message += " (line \(line), column \(column))" }
        return interpreter.error(
            failure, message,
            [
                ("msg", Value(error.message)), ("pattern", source.value), ("pos", .int(position)),
                ("lineno", .int(line)), ("colno", .int(column)),
            ])
    }

    /// Patterns that were compiled before, so that `re.match(p, …)` in a loop compiles once.
    private final class Known {
        struct Key: Hashable {
            let codes: [UInt32]
            let isText: Bool
            let flags: RegexFlags
        }

        var patterns: [Key: PatternObject] = [:]
    }

    /// As many as CPython keeps.
    private static let cacheLimit = 512

    /// A pattern from an argument: compiled already, or text or bytes to compile.
    static func pattern(_ value: Value, _ flags: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> PatternObject
    {
        guard let number = try interpreter.smallInteger(flags) else {
            throw LanguageError.typeError("'\(flags.typeName)' object cannot be interpreted as an integer")
        }
        let source: RegexSubject
        switch value {
        case .object(let pattern as PatternObject):
            if number == 0 { return pattern }
            throw LanguageError.valueError("cannot process flags argument with a compiled pattern")
        case .str(let text): source = .text(text)
        case .object(let bytes as BytesObject): source = .bytes(bytes)
        default: throw LanguageError.typeError("first argument must be string or compiled pattern")
        }
        let known = interpreter.state(of: Known.self) { Known() }
        let key = Known.Key(codes: source.codes, isText: source.isText, flags: RegexFlags(rawValue: number))
        if let found = known.patterns[key] { return found }
        do throws(RegexError) {
            let made = try PatternObject(source, flags: key.flags)
            if known.patterns.count >= cacheLimit { known.patterns.removeAll() }
            known.patterns[key] = made
            return made
        } catch {
            throw ReModule.error(error, source, interpreter)
        }
    }

    /// A function of the module that is a method of patterns: the pattern first, flags last.
    private static func method(_ name: String, _ parameters: [Parameter], _ doc: String) -> NativeFunction {
        let flagsPlace = parameters.count + 1
        return NativeFunction(
            name, [Parameter("pattern")] + parameters + [Parameter("flags", .int(0))], doc: doc
        ) { (call) throws(LanguageError) in
            let pattern = try pattern(call[0], call[flagsPlace], call.interpreter)
            guard let method = PatternObject.type.method(name) else { return .none }
            return try call.interpreter.callNative(
                method, receiver: .object(pattern), (1..<flagsPlace).map { call[$0] })
        }
    }

    private static let text = Parameter("string")

    private static let rows: [NativeFunction] = [
        NativeFunction(
            "compile", [Parameter("pattern"), Parameter("flags", .int(0))], doc: "A pattern ready for use."
        ) { (call) throws(LanguageError) in .object(try pattern(call[0], call[1], call.interpreter)) },
        method("match", [text], "The match at the beginning of a text, or None."),
        method("fullmatch", [text], "The match of a whole text, or None."),
        method("search", [text], "The first match in a text, or None."),
        method("findall", [text], "All matches in a text, or their groups."),
        method("finditer", [text], "Match after match in a text."),
        method("split", [text, Parameter("maxsplit", .int(0))], "The parts of a text between matches."),
        method(
            "sub", [Parameter("repl"), text, Parameter("count", .int(0))],
            "A text with matches replaced by a template or by what a function makes of them."),
        method(
            "subn", [Parameter("repl"), text, Parameter("count", .int(0))], "As `sub`, with the number of replacements."
        ),
        NativeFunction("escape", [Parameter("pattern")], doc: "A pattern that matches just this text.") {
            (call) throws(LanguageError) in
            let subject: RegexSubject
            switch call[0] {
            case .str(let text): subject = .text(text)
            case .object(let bytes as BytesObject): subject = .bytes(bytes)
            default:
                throw LanguageError.typeError(
                    "decoding to str: need a bytes-like object, \(call[0].typeName) found")
            }
            let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".unicodeScalars.map(\.value))
            let codes: [UInt32] = subject.codes.flatMap { code -> [UInt32] in
                special.contains(code) ? [92, code] : [code]
            }
            if subject.isText {
                let scalars = codes.compactMap { code in Unicode.Scalar(code) }
                return Value(String(String.UnicodeScalarView(scalars)))
            }
            return .object(BytesObject(codes.map { code in UInt8(truncatingIfNeeded: code) }))
        },
        NativeFunction("purge", doc: "Forgets the patterns that were compiled before.") { call in
            call.interpreter.state(of: Known.self) { Known() }.patterns.removeAll()
            return .none
        },
    ]

    static let module = NativeModule(
        "re", doc: "Regular expressions: patterns of text.", functions: rows,
        types: [PatternObject.type, MatchObject.type, RegexFlagObject.type],
        constants: { interpreter in
            var names: [(String, Value)] = [
                ("error", .object(interpreter.exceptionClass(failure))), ("NOFLAG", .object(RegexFlagObject([]))),
            ]
            for (flag, name) in RegexFlagObject.all {
                let value = Value.object(RegexFlagObject(flag))
                names.append((name, value))
                if let letter = RegexFlags.letters.first(where: { $0.flag == flag })?.letter {
                    names.append((letter.uppercased(), value))
                }
            }
            return names
        })
}
