import Language

/// Says what a name means: signature, documentation, type and value.
struct Inspection {
    let interpreter: Interpreter

    /// The name in a cell that only asks: `fit?` or `?fit`; `nil` for other cells.
    static func question(_ source: String) -> String? {
        let scalars = Array(source.unicodeScalars.filter { !$0.properties.isWhitespace })
        guard scalars.first == "?" || scalars.last == "?" else { return nil }
        let name = scalars.filter { $0 != "?" }
        guard !name.isEmpty, scalars.count - name.count <= 2, name.allSatisfy({ $0 == "." || NameChain.isNamePart($0) })
        else { return nil }
        return String(String.UnicodeScalarView(name))
    }

    /// What is known of the name at the cursor, or of the function whose brackets it stands in; `nil` for nothing.
    func bundle(_ code: String, at cursor: Int) -> MIMEBundle? {
        let scalars = Array(code.unicodeScalars)
        if let chain = NameChain(scalars, at: cursor, whole: true), !chain.last.isEmpty,
            let value = NameChain.value(of: chain.base + [chain.last], interpreter)
        {
            return MIMEBundle(text: text(chain.last, value))
        }
        guard let call = NameChain.openCall(scalars, before: cursor), let name = call.names.last,
            let value = NameChain.value(of: call.names, interpreter)
        else { return nil }
        return MIMEBundle(text: text(name, value))
    }

    private func text(_ name: String, _ value: Value) -> String {
        if let signature = Signature(value, interpreter) {
            return heading("Signature", signature.text) + heading("Docstring", signature.doc)
                + heading("Type", value.typeName)
        }
        if case .object(let module as ModuleObject) = value {
            return heading("Module", module.name) + heading("Docstring", module.doc)
        }
        let shown = String(((try? interpreter.repr(value)) ?? "").prefix(1000))
        return heading("Type", value.typeName) + heading("Value", shown)
            + heading("Docstring", value.nativeType.doc)
    }

    /// A labelled part, the label in red as IPython has it; nothing for an empty one.
    private func heading(_ label: String, _ text: String) -> String {
        text.isEmpty ? "" : "\u{1B}[31m\(label):\u{1B}[0m \(text)\n"
    }
}
