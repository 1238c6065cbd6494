extension Interpreter {
    /// `repr(value)`, as CPython writes it.
    public func repr(_ value: Value) throws(LanguageError) -> String {
        switch value {
        case .unbound: return "<unbound>"
        case .none: return "None"
        case .bool(let flag): return flag ? "True" : "False"
        case .int(let number): return String(number)
        case .float(let number): return FloatText.repr(number)
        case .str(let text):
            if text is TypedStr, let slot = text.nativeType.slot(\.repr) { return try slot(text, self) }
            return Interpreter.quoted(text.string)
        case .list(let list):
            return try nested(list, "[...]") { () throws(LanguageError) in "[" + (try join(list.values)) + "]" }
        case .tuple(let tuple):
            if let slot = tuple.nativeType.slot(\.repr) { return try slot(tuple, self) }
            return try nested(tuple, "(...)") { () throws(LanguageError) in
                "(" + (try join(tuple.values)) + (tuple.values.count == 1 ? ",)" : ")")
            }
        case .dict(let dict):
            if let variant = dict.variant {
                return try nested(dict, "{...}") { () throws(LanguageError) in try variant.repr(dict, self) }
            }
            return try nested(dict, "{...}") { () throws(LanguageError) in
                var text = "{"
                for (i, (key, value)) in dict.table.pairs.enumerated() {
                    if i > 0 { text += ", " }
                    text += try repr(key) + ": " + repr(value)
                    try checkLength(text)
                }
                return text + "}"
            }
        case .function(let function): return "<function \(function.qualifiedName) at \(address(function))>"
        case .object(let object): return try reprObject(object, value)
        }
    }

    private func reprObject(_ object: Object, _ value: Value) throws(LanguageError) -> String {
        if object is Instance {
            if let answer = try callSpecial("__repr__", value, []) {
                guard case .str(let text) = answer else {
                    throw LanguageError.typeError("__repr__ returned non-string (type \(answer.typeName))")
                }
                return text.string
            }
            if let exception = object as? ExceptionObject {
                return exception.cls.name + "(" + (try join(exception.arguments)) + ")"
            }
            return try plainRepr(value)
        }
        if let slot = object.nativeType.slot(\.repr) {
            return try nested(object, "...") { () throws(LanguageError) in try slot(object, self) }
        }
        let type = object.nativeType
        let module = type.module.isEmpty ? "" : type.module + "."
        return "<\(module)\(type.name) object at \(address(object))>"
    }

    /// What `object.__repr__` and the built-in types below a class show.
    func plainRepr(_ value: Value) throws(LanguageError) -> String {
        guard case .object(let object as Instance) = value else { return try repr(value) }
        if let payload = value.payload { return try derivedRepr(payload, object) }
        if let slot = object.nativeType.slot(\.repr) { return try slot(object, self) }
        if !object.cls.isUser { return "<\(object.cls.name) object at \(address(object))>" }
        return "<\(object.cls.module).\(object.cls.qualifiedName) object at \(address(object))>"
    }

    /// Texts of the types whose `repr` begins with their name begin with the derived class's name.
    private func derivedRepr(_ payload: Value, _ object: Instance) throws(LanguageError) -> String {
        let text = try nested(object, "...") { () throws(LanguageError) in try repr(payload) }
        if case .object(let set as SetObject) = payload, !set.isFrozen {
            return text == "set()" ? object.cls.name + "()" : "\(object.cls.name)(\(text))"
        }
        let name = payload.nativeType.name
        return text.hasPrefix(name + "(") ? object.cls.name + text.dropFirst(name.count) : text
    }

    /// `str(value)`.
    public func str(_ value: Value) throws(LanguageError) -> String {
        switch value {
        case .str(let text): return text.string
        case .object(let object):
            if let answer = try callSpecial("__str__", value, []) {
                guard case .str(let text) = answer else {
                    throw LanguageError.typeError("__str__ returned non-string (type \(answer.typeName))")
                }
                return text.string
            }
            if let exception = object as? ExceptionObject { return try message(of: exception) }
            if case .str(let text)? = value.payload { return text.string }
            if let slot = object.nativeType.slot(\.str) { return try slot(object, self) }
            do throws(LanguageError) {
                return try repr(value)
            } catch {
                let head = "__repr__ returned non-string"
                guard error.kind == .typeError, error.raised.message.hasPrefix(head) else { throw error }
                throw LanguageError.typeError(
                    "__str__ returned non-string" + error.raised.message.dropFirst(head.count))
            }
        default: return try repr(value)
        }
    }

    /// `format(value, spec)`: what stands after the colon in an f-string.
    public func format(_ value: Value, _ spec: String) throws(LanguageError) -> String {
        if case .object(let object) = value {
            if let answer = try callSpecial("__format__", value, [Value(spec)]) { return try str(answer) }
            if let slot = object.nativeType.slot(\.format) { return try slot(object, spec, self) }
        }
        if spec.isEmpty { return try str(value) }
        if let payload = value.payload {
            switch payload {
            case .list, .tuple, .dict: break
            default: return try format(payload, spec)
            }
        }
        return try FormatSpec.format(value, spec, self)
    }

    /// What `str(exception)` gives.
    func message(of exception: ExceptionObject) throws(LanguageError) -> String {
        if let text = ExceptionObject.unicodeMessage(exception.kind, exception.arguments) { return text }
        switch exception.arguments.count {
        case 0: return ""
        case 1: return exception.kind == .keyError ? try repr(exception.arguments[0]) : try str(exception.arguments[0])
        case 2:
            if exception.cls.isSubclass(of: exceptionClass(.osError)) {
                let text = "[Errno \(try str(exception.arguments[0]))] \(try str(exception.arguments[1]))"
                return try exception.attribute("filename").map { (name) throws(LanguageError) in
                    text + ": " + (try repr(name))
                } ?? text
            }
            return try repr(.tuple(Tuple(exception.arguments)))
        default: return try repr(.tuple(Tuple(exception.arguments)))
        }
    }

    private func join(_ values: [Value]) throws(LanguageError) -> String {
        var text = ""
        for (i, value) in values.enumerated() {
            if i > 0 { text += ", " }
            text += try repr(value)
            try checkLength(text)
        }
        return text
    }

    /// Lists that share their elements may have texts beyond any memory: heard and ended early.
    private func checkLength(_ text: String) throws(LanguageError) {
        try checkInterrupt()
        if text.utf8.count > Interpreter.sizeLimit / 4 { throw LanguageError(.memoryError, "") }
    }

    /// Makes a container's text, or `shortened` if it is inside itself.
    func nested(
        _ object: Object, _ shortened: String, _ make: () throws(LanguageError) -> String
    ) throws(LanguageError) -> String {
        let id = ObjectIdentifier(object)
        if printing.contains(id) { return shortened }
        try enter()
        printing.append(id)
        defer {
            printing.removeLast()
            leave()
        }
        return try make()
    }

    /// A stand-in for an address, as `repr` shows it.
    public func address(_ object: Object) -> String {
        let digits = String(UInt(bitPattern: ObjectIdentifier(object)), radix: 16)
        return "0x" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }

    /// A string in quotes with escapes, as `repr` writes it.
    public static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar =
            text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
        var out = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote: out += "\\" + String(quote)
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let s where s.value < 0x20 || s.value == 0x7F: out += "\\x" + hex(s.value, 2)
            case let s where s.value >= 0x80 && !isPrintable(s):
                out +=
                    s.value < 0x100
                    ? "\\x" + hex(s.value, 2) : s.value < 0x10000 ? "\\u" + hex(s.value, 4) : "\\U" + hex(s.value, 8)
            default: out.unicodeScalars.append(scalar)
            }
        }
        out.unicodeScalars.append(quote)
        return out
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    private static func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
