internal import BigInt
extension Builtins {
    /// Printing, asking, and values as text.
    static let textRows: [NativeFunction] = [
        NativeFunction(
            "print",
            [
                .rest("values"), .keyword("sep", .str(" ")), .keyword("end", .str("\n")), .keyword("file", .none),
                .keyword("flush", .bool(false)),
            ],
            doc: "Prints values, separated by `sep` and followed by `end`."
        ) { (call) throws(LanguageError) in
            func text(_ place: Int, _ fallback: String) throws(LanguageError) -> String {
                switch call.plain(place) {
                case .none: return fallback
                case .str(let text): return text.string
                default:
                    throw LanguageError.typeError(
                        "\(call.function.parameters[place].name) must be None or a string, not \(call[place].typeName)")
                }
            }
            func write(_ line: String) throws(LanguageError) {
                if let other = call[3].isNone ? call.interpreter.redirectedOutput : call[3] {
                    _ = try call.interpreter.call(call.interpreter.getAttribute(other, "write"), [Value(line)])
                } else {
                    call.interpreter.write(line)
                }
            }
            let separator = try text(1, " ")
            var line = ""
            for (i, value) in call.rest(0).enumerated() {
                if i > 0 { line += separator }
                do throws(LanguageError) {
                    line += try call.interpreter.str(value)
                } catch {
                    // What stands before a value without text has been printed.
                    try write(line)
                    throw error
                }
            }
            try write(line + text(2, "\n"))
            if !call[3].isNone, try call.bool(4) {
                _ = try call.interpreter.call(call.interpreter.getAttribute(call[3], "flush"), [])
            }
            return .none
        },
        NativeFunction("input", [.positional("prompt", .str(""))], doc: "Asks the person for a line.") {
            (call) throws(LanguageError) in
            Value(try call.interpreter.line(prompt: call.interpreter.str(call[0]), isPassword: false))
        },
        NativeFunction("repr", [.positional("object")], doc: "A value as the program would write it.") {
            (call) throws(LanguageError) in
            Value(try call.interpreter.repr(call[0]))
        },
        NativeFunction("ascii", [.positional("object")], doc: "repr() with escapes for everything beyond ASCII.") {
            (call) throws(LanguageError) in Value(Interpreter.escapedToASCII(try call.interpreter.repr(call[0])))
        },
        NativeFunction(
            "format", [.positional("value"), .positional("spec", .str(""))], doc: "A value as text by a format spec."
        ) {
            (call) throws(LanguageError) in Value(try call.interpreter.format(call[0], try call.string(1)))
        },
        NativeFunction("chr", [.positional("code")], doc: "The sign with a code point.") {
            (call) throws(LanguageError) in
            if call[0].beyond64Bits != nil { throw LanguageError.overflow("Python int too large to convert to C int") }
            let code = try call.int(0)
            if Int32(exactly: code) == nil { throw LanguageError.overflow("Python int too large to convert to C int") }
            guard code >= 0, code < 0x110000 else { throw LanguageError.valueError("chr() arg not in range(0x110000)") }
            guard let scalar = Unicode.Scalar(UInt32(code)) else {
                throw LanguageError.valueError("surrogate code points are not supported")
            }
            return Value(String(scalar))
        },
        NativeFunction("ord", [.positional("sign")], doc: "The code point of a sign.", quick: QuickCalls.ord) {
            (call) throws(LanguageError) in
            if let bytes = call[0].byteContent {
                if bytes.count == 1 { return .int(Int(bytes[0])) }
                throw LanguageError.typeError("ord() expected a character, but string of length \(bytes.count) found")
            }
            guard case .str(let text) = call.plain(0) else {
                throw LanguageError.typeError("ord() expected string of length 1, but \(call[0].typeName) found")
            }
            guard text.count == 1, let scalar = text.string.unicodeScalars.first else {
                throw LanguageError.typeError("ord() expected a character, but string of length \(text.count) found")
            }
            return .int(Int(scalar.value))
        },
        radixRow("hex", "0x", 16), radixRow("oct", "0o", 8), radixRow("bin", "0b", 2),
        NativeFunction("help", [.positional("object", .missing)], doc: "Prints the documentation of a value.") {
            (call) throws(LanguageError) in
            let text =
                call.isGiven(0)
                ? call.interpreter.documentation(of: call[0]) : "help(x) shows what x is and what it can do."
            call.interpreter.write(text + "\n")
            return .none
        },
    ]

    private static func radixRow(_ name: String, _ prefix: String, _ radix: Int) -> NativeFunction {
        NativeFunction(name, [.positional("number")], doc: "A whole number in base \(radix), as text.") {
            (call) throws(LanguageError) in
            let number = try call.interpreter.requireInteger(call[0])
            let digits = try BigArithmetic(call.interpreter).digits(number.magnitude, radix: radix)
            return Value((number.isNegative ? "-" : "") + prefix + digits)
        }
    }
}

extension Interpreter {
    /// Signature and documentation of a value, as `help` and Shift-Tab show them.
    public func documentation(of value: Value) -> String {
        switch value {
        case .function(let function):
            let doc = (try? str(function.doc)) ?? ""
            return function.signature(self) + (function.doc.isNone ? "" : "\n\n" + doc)
        case .object(let native as NativeFunctionObject): return documentation(of: native.function)
        case .object(let method as BoundMethod): return documentation(of: method.function)
        case .object(let cls as ClassObject):
            var lines = ["class \(cls.name)"]
            if let constructor = cls.isUser ? nil : cls.native?.constructor { lines = [documentation(of: constructor)] }
            if !cls.doc.isNone, let doc = try? str(cls.doc) { lines.append("\n" + doc) }
            return lines.joined(separator: "\n")
        case .object(let module as ModuleObject): return "module \(module.name)\n\n\(module.doc)"
        default: return "\(value.typeName)\n\n\(value.nativeType.doc)"
        }
    }

    private func documentation(of function: NativeFunction) -> String {
        var text = function.signature + "\n\n" + function.doc
        let described = function.parameters.filter { !$0.doc.isEmpty }
        if !described.isEmpty {
            text += "\n\nParameters:\n" + described.map { "  \($0.name): \($0.doc)" }.joined(separator: "\n")
        }
        return text
    }
}

extension Interpreter {
    /// A line that the person types.
    /// - isPassword: true where it is not to be shown.
    func line(prompt: String, isPassword: Bool) throws(LanguageError) -> String {
        guard let ask = host.readLine else {
            throw LanguageError(
                .runtimeError, "input() has nobody to ask here",
                hint: "run the cell in a notebook or a terminal that can answer")
        }
        do {
            return try ask(prompt, isPassword)
        } catch let error as LanguageError {
            throw error
        } catch {
            throw LanguageError(.eofError, "EOF when reading a line")
        }
    }
}
