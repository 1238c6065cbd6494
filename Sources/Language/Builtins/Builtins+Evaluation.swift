/// Texts as programs: `eval`, `exec`, and what is refused of their kin.
extension Builtins {
    /// The text of an argument: what stands there, without white space around it.
    private static func source(_ call: Call) throws(LanguageError) -> String {
        if case .str(let text) = call[0] { return text.string }
        if let bytes = call[0].byteContent { return try TextCodec("utf-8").decode(bytes) }
        throw LanguageError.typeError("\(call.function.name)() arg 1 must be a string, bytes or code object")
    }

    /// Evaluates an expression in the program's names, with those of dictionaries before them.
    private static func evaluate(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let text = String(try source(call).drop { $0 == " " || $0 == "\t" })
        var named: [(name: String, value: Value)] = []
        for place in 1...2 where !call[place].isNone {
            guard case .dict(let dict) = call[place] else {
                throw LanguageError.typeError(
                    place == 1 ? "globals must be a dict" : "locals must be a mapping")
            }
            for (key, value) in dict.table.pairs {
                guard case .str(let name) = key, RegexParser.isIdentifier(name.string.unicodeScalars.map(\.value)),
                    (try? Parser.parse(name.string + " = 0")) != nil
                else { continue }
                named.removeAll { $0.name == name.string }
                named.append((name.string, value))
            }
        }
        try check(text)
        do throws(LanguageError) {
            if named.isEmpty { return try interpreter.run(text, name: "File \"<string>\"") ?? .none }
            let names = named.map(\.name).joined(separator: ", ")
            let function = try interpreter.run("lambda \(names): (\n\(text)\n)", name: "File \"<string>\"") ?? .none
            return try interpreter.call(function, named.map(\.value))
        } catch {
            if error.kind == .nameError, error.raised.hint == nil {
                error.raised.hint = "eval sees the names of the program, and of a dictionary: eval(text, {'x': x})"
            }
            throw error
        }
    }

    /// SyntaxError where a text is no expression.
    private static func check(_ text: String) throws(LanguageError) {
        let source = SourceText(name: "File \"<string>\"", text: text)
        do throws(SyntaxFault) {
            let program = try Parser.parse(text)
            if program.statements.count == 1, case .expression = program.statements[0].kind { return }
        } catch {
            let raised = LanguageError(error.kind, error.message, hint: error.hint)
            raised.raised.trace = [TraceEntry(source: source, range: error.range, function: "<module>")]
            throw raised
        }
        throw LanguageError(
            .syntaxError, "invalid syntax", hint: "eval takes one expression; exec takes statements")
    }

    private static func refused(_ name: String, _ why: String, _ hint: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not here: \(why).") {
            (_) throws(LanguageError) in
            throw LanguageError(.notImplementedError, "\(name)() is not available: \(why)", hint: hint)
        }
    }

    static let evaluationRows: [NativeFunction] = [
        NativeFunction(
            "eval",
            [.positional("source"), .positional("globals", .none), .positional("locals", .none)],
            doc: "The value of an expression that stands in a text."
        ) { (call) throws(LanguageError) in try evaluate(call) },
        NativeFunction(
            "exec",
            [.positional("source"), .positional("globals", .none), .positional("locals", .none)],
            doc: "Runs statements that stand in a text, in the names of the program."
        ) { (call) throws(LanguageError) in
            if !call[1].isNone || !call[2].isNone {
                throw LanguageError(
                    .notImplementedError, "exec() with names of its own is not available",
                    hint: "exec(text) runs in the names of the program; eval(text, names) takes a dictionary")
            }
            _ = try call.interpreter.run(try source(call), name: "File \"<string>\"", showsResult: false)
            return .none
        },
        refused("compile", "programs are compiled when they run", "give the text to exec or eval"),
        refused("breakpoint", "there is no debugger here", "print the values, or look at them in the next cell"),
        refused("memoryview", "there are no views of memory", "slices of bytes and bytearray are copies"),
        refused("aiter", "cells run one after another", "use iter"),
        refused("anext", "cells run one after another", "use next"),
        refused(
            "locals", "functions keep their variables in registers",
            "globals() gives the program's variables; collect others in a dictionary"),
        NativeFunction(
            "__import__", [Parameter("name"), .rest("more")], doc: "The module behind a name, as `import` finds it."
        ) { (call) throws(LanguageError) in
            .object(try call.interpreter.importNamed(try call.string(0), top: true))
        },
    ]
}
