import Language

/// What a value can be called with.
struct Signature {
    /// `Dense(units, activation=None)`.
    let text: String
    let doc: String

    /// `nil` for values that cannot be called or tell nothing.
    init?(_ value: Value, _ interpreter: Interpreter) {
        switch value {
        case .function(let function):
            text = function.signature(interpreter)
            doc = Signature.text(function.doc)
        case .object(let native as NativeFunctionObject):
            text = native.function.signature
            doc = native.function.doc
        case .object(let method as BoundMethod):
            guard let inner = Signature(method.function, interpreter) else { return nil }
            text = Signature.withoutFirst(inner.text)
            doc = inner.doc
        case .object(let cls as ClassObject):
            if let make = try? interpreter.findAttribute(value, "__init__"), case .function(let function) = make {
                let inner = Signature.withoutFirst(function.signature(interpreter))
                text = cls.name + inner.drop { $0 != "(" }
            } else if let constructor = cls.native?.constructor {
                let inner = constructor.signature
                text = cls.name + inner.drop { $0 != "(" }
            } else {
                text = cls.name + "()"
            }
            let own = (try? interpreter.findAttribute(value, "__doc__")) ?? nil
            doc = own.map(Signature.text) ?? cls.native?.doc ?? ""
        default: return nil
        }
    }

    /// Names that may be given as keywords.
    var parameterNames: [String] {
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return [] }
        var names: [String] = []
        var part = ""
        var depth = 0
        for sign in text[text.index(after: open)...].dropLast() + "," {
            if sign == "," && depth == 0 {
                let name = part.drop { $0 == " " }.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
                if !name.isEmpty { names.append(String(name)) }
                part = ""
                continue
            }
            if "([{".contains(sign) { depth += 1 }
            if ")]}".contains(sign) { depth -= 1 }
            part.append(sign)
        }
        return names
    }

    /// `f(self, x)` as it is seen through an object: `f(x)`.
    private static func withoutFirst(_ text: String) -> String {
        guard let open = text.firstIndex(of: "(") else { return text }
        let inside = text[text.index(after: open)...]
        guard let comma = inside.firstIndex(of: ",") else { return text[..<open] + "()" }
        return String(text[...open] + inside[inside.index(after: comma)...].drop { $0 == " " })
    }

    private static func text(_ doc: Value) -> String { if case .str(let text) = doc { text.string } else { "" } }
}
