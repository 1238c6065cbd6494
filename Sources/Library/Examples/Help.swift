import Language

/// `help` and `svertka.help`: documentation with an example that runs, by value or by name, and what there is.
enum Help {
    /// The row of both; `svertka.help()` and `help()` are one.
    static let row = NativeFunction(
        "help",
        [
            .positional("object", .missing)
        ],
        doc: """
            Prints what a function, class, module or value is, with an example that runs.

            object: anything, or a name as text: help(np.pad), help("Dense"), help("keras.layers"). Without it: a list of \
            what has examples.
            """
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        guard call.isGiven(0) else {
            interpreter.write(overview + "\n")
            return .none
        }
        if case .str(let name) = call[0] {
            interpreter.write(try named(name.string, interpreter) + "\n")
        } else {
            interpreter.write(text(of: call[0], asked: "", interpreter) + "\n")
        }
        return .none
    }

    /// Signature, documentation, parameters and example.
    static func text(of value: Value, asked: String, _ interpreter: Interpreter) -> String {
        let said = documentation(of: value, interpreter)
        guard let example = Example.of(value, asked: asked, interpreter) else { return said }
        return said + "\n\nExample:\n" + indented(example.text)
    }

    /// How a ufunc is called: as NumPy says it, without what is not offered.
    private static func ufunc(_ value: Value, _ interpreter: Interpreter) -> String? {
        guard value.nativeType.name == "ufunc", case .int(let count)? = try? interpreter.findAttribute(value, "nin"),
            case .str(let name)? = try? interpreter.findAttribute(value, "__name__")
        else { return nil }
        return
            "\(name.string)(\(count == 1 ? "x" : "x1, x2"), /, out=None, *, where=True, dtype=None)\n\n\(value.nativeType.doc)"
    }

    /// A class says in its own words what its parameters mean; its constructor's row would say it again.
    private static func documentation(of value: Value, _ interpreter: Interpreter) -> String {
        if let text = ufunc(value, interpreter) { return text }
        guard case .object(let cls as ClassObject) = value, !cls.isUser, let constructor = cls.native?.constructor,
            case .str(let doc)? = try? interpreter.findAttribute(value, "__doc__")
        else { return interpreter.documentation(of: value) }
        let told = doc.string.split(separator: "\n").map { $0.drop { $0 == " " } }
        let rest = constructor.parameters.filter { parameter in
            !parameter.doc.isEmpty && !told.contains { $0.hasPrefix("\(parameter.name):") }
        }
        let more = rest.map { "  \($0.name): \($0.doc)" }.joined(separator: "\n")
        let signature = cls.name + constructor.signature.drop { $0 != "(" }
        return "\(signature)\n\n\(doc.string)" + (more.isEmpty ? "" : "\n\nMore parameters:\n\(more)")
    }

    /// Help for a name that is written as text: whole or its last part, in any case.
    private static func named(_ name: String, _ interpreter: Interpreter) throws(LanguageError) -> String {
        if let module = interpreter.module(name) { return text(of: .object(module), asked: name, interpreter) }
        let wanted = spelled(name)
        var found = Example.table.filter { spelled($0.name) == wanted }
        if found.isEmpty {
            found = Example.table.filter { spelled($0.name).hasSuffix(".\(wanted)") && $0.value(interpreter) != nil }
        }
        if let first = found.first, let value = first.value(interpreter) {
            let others = found.dropFirst().map(\.name)
            return text(of: value, asked: first.name, interpreter)
                + (others.isEmpty ? "" : "\n\nAlso of that name: \(others.joined(separator: ", "))")
        }
        let near = Example.table.map(\.name).filter { spelled($0).contains(wanted) }
        throw .nameError(
            "there is no help for '\(name)'",
            hint: near.isEmpty
                ? "help() lists what there is; help(object) takes the object itself"
                : "do you mean \(near.prefix(8).joined(separator: ", "))?")
    }

    /// `np.` and `plt.` are written for whole names.
    private static func spelled(_ name: String) -> String {
        let short = ["np.": "numpy.", "plt.": "matplotlib.pyplot.", "layers.": "keras.layers.", "tf.keras.": "keras."]
        let lower = name.lowercased()
        for (from, to) in short where lower.hasPrefix(from) { return to + lower.dropFirst(from.count) }
        return lower
    }

    /// All names that have examples, by module.
    private static var overview: String {
        var modules: [(name: String, words: [String])] = []
        for row in Example.table {
            let module = String(row.name.dropLast(row.word.count + 1))
            if let at = modules.firstIndex(where: { $0.name == module }) {
                modules[at].words.append(String(row.word))
            } else {
                modules.append((module, [String(row.word)]))
            }
        }
        return """
            help(name) or name? says what a name is, with an example that runs: help(np.pad), help("Dense"), Dense?
            Shift-Tab shows the same inside a call; Tab completes names.

            """ + modules.map { "\n\($0.name)\n\(wrapped($0.words))" }.joined(separator: "\n")
    }

    private static func wrapped(_ words: [String]) -> String {
        var lines = ["   "]
        for word in words {
            if lines[lines.count - 1].count + word.count > 98 { lines.append("   ") }
            lines[lines.count - 1] += " " + word
        }
        return lines.joined(separator: "\n")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
    }
}
