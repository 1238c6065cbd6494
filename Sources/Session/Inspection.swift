import Language
import Library

/// Says what a name means: signature, documentation, type and value.
struct Inspection {
    let interpreter: Interpreter

    /// The name in a cell that only asks, and whether it asks for the source: `fit?`, `?fit`, `fit??`.
    static func question(_ source: String) -> (name: String, detail: Int)? {
        let scalars = Array(source.unicodeScalars.filter { !$0.properties.isWhitespace })
        guard scalars.first == "?" || scalars.last == "?" else { return nil }
        let name = scalars.filter { $0 != "?" }
        let asked = scalars.count - name.count
        guard !name.isEmpty, asked <= 2, name.allSatisfy({ $0 == "." || NameChain.isNamePart($0) }) else { return nil }
        return (String(String.UnicodeScalarView(name)), asked - 1)
    }

    /// What is known of the name at the cursor, or of the function whose brackets it stands in; `nil` for nothing.
    /// - detail: 1 asks for the source as well.
    func bundle(_ code: String, at cursor: Int, detail: Int = 0) -> MIMEBundle? {
        let scalars = Array(code.unicodeScalars)
        if let chain = NameChain(scalars, at: cursor, whole: true), !chain.last.isEmpty,
            let value = NameChain.value(of: chain.base + [chain.last], interpreter)
        {
            return MIMEBundle(text: text(chain.last, value, detail))
        }
        guard let call = NameChain.openCall(scalars, before: cursor), let name = call.names.last,
            let value = NameChain.value(of: call.names, interpreter)
        else { return nil }
        return MIMEBundle(text: text(name, value, detail))
    }

    private func text(_ name: String, _ value: Value, _ detail: Int) -> String {
        let example = heading("Example", Example.of(value, asked: name, interpreter).map { "\n" + $0.text } ?? "")
        if let signature = Signature(value, interpreter) {
            let source = detail > 0 ? interpreter.sourceText(of: value) : nil
            let said = source.map { heading("Source", "\n" + $0) } ?? heading("Docstring", signature.doc)
            return heading("Signature", signature.text) + said + example
                + heading("Type", value.typeName)
        }
        if case .object(let module as ModuleObject) = value {
            return heading("Module", module.name) + heading("Docstring", module.doc)
        }
        let shown = String(((try? interpreter.repr(value)) ?? "").prefix(1000))
        return heading("Type", value.typeName) + heading("Value", shown) + size(of: value)
            + heading("Docstring", doc(of: value)) + example
    }

    /// The shape of an array, the length of a container.
    private func size(of value: Value) -> String {
        if case .object(let object) = value {
            if object is Instance { return "" }
            if let shape = (try? interpreter.findAttribute(value, "shape")) ?? nil {
                return heading("Shape", (try? interpreter.repr(shape)) ?? "")
            }
        }
        return (try? interpreter.length(value)).map { heading("Length", String($0)) } ?? ""
    }

    /// The documentation of an object's class.
    private func doc(of value: Value) -> String {
        if case .object(let object as Instance) = value,
            case .str(let own)? = try? interpreter.findAttribute(value, "__doc__")
        {
            _ = object
            return own.string
        }
        return value.nativeType.doc
    }

    /// A labelled part, the label in red as IPython has it; nothing for an empty one.
    private func heading(_ label: String, _ text: String) -> String {
        text.isEmpty ? "" : "\u{1B}[31m\(label):\u{1B}[0m \(text)\n"
    }
}
