import Language

/// Finds the names that fit before the cursor: attributes, modules, keyword arguments, names of the program.
struct Completer {
    let interpreter: Interpreter

    private static let keywords = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass",
        "raise", "return", "try", "while", "with", "yield",
    ]

    /// The matches, best first: what a program defined before what is built in; names that begin with `_` last and
    /// only if asked for.
    func complete(_ code: String, at cursor: Int) -> Completion {
        let scalars = Array(code.unicodeScalars)
        let cursor = min(max(cursor, 0), scalars.count)
        guard let chain = NameChain(scalars, at: cursor) else {
            return Completion(matches: [], start: cursor, end: cursor)
        }
        var matches: [Completion.Match]
        let lineStart = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let line = String(String.UnicodeScalarView(scalars[lineStart..<cursor]))
        if let found = imports(line, chain) {
            matches = found
        } else if !chain.base.isEmpty {
            matches = attributes(of: NameChain.value(of: chain.base, interpreter))
        } else {
            matches = chain.last.isEmpty && parameters(scalars, cursor).isEmpty ? [] : parameters(scalars, cursor)
            matches += names()
        }
        let showsHidden = chain.last.hasPrefix("_")
        var seen: Set<String> = []
        let fitting = matches.filter { match in
            match.text.hasPrefix(chain.last) && (showsHidden || !match.text.hasPrefix("_"))
                && seen.insert(match.text).inserted
        }
        return Completion(matches: fitting, start: chain.start, end: cursor)
    }

    /// `import nu`, `from keras import la`, `from keras.la`: modules and what they hold; `nil` on other lines.
    private func imports(_ line: String, _ chain: NameChain) -> [Completion.Match]? {
        let words = line.split(separator: " ")
        guard let first = words.first, first == "import" || first == "from", line.contains(" ") else { return nil }
        if first == "from", words.count > 2 || words.count == 2 && line.hasSuffix(" ") {
            guard words.count > 2, words[2] == "import" else {
                return [Completion.Match(text: "import", kind: "keyword")]
            }
            return interpreter.module(String(words[1])).map { attributes(of: .object($0)) } ?? []
        }
        let prefix = chain.base.isEmpty ? "" : chain.base.joined(separator: ".") + "."
        let parts = interpreter.moduleNames.filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count).prefix { $0 != "." })
        }
        return Array(Set(parts)).sorted().map { Completion.Match(text: $0, kind: "module") }
    }

    private func attributes(of value: Value?) -> [Completion.Match] {
        guard let value else { return [] }
        return interpreter.attributeNames(value).map { name in
            let attribute = isComputed(value, name) ? nil : (try? interpreter.findAttribute(value, name)) ?? nil
            return match(name, attribute)
        }
    }

    /// Attributes of instances may be properties that run code: they are named, not asked.
    private func isComputed(_ value: Value, _ name: String) -> Bool {
        guard case .object(let object) = value else { return false }
        return object is Instance || object.nativeType.property(name) != nil
    }

    private func names() -> [Completion.Match] {
        interpreter.globals.definedNames.sorted().map { match($0, interpreter.globals[$0]) }
            + interpreter.globals.builtinNames.map { match($0, interpreter.globals.builtin($0)) }
            + Completer.keywords.map { Completion.Match(text: $0, kind: "keyword") }
    }

    /// `activation=` inside `Dense(10, `.
    private func parameters(_ code: [Unicode.Scalar], _ cursor: Int) -> [Completion.Match] {
        guard let call = NameChain.openCall(code, before: cursor),
            let callee = NameChain.value(of: call.names, interpreter)
        else { return [] }
        return Signature(callee, interpreter)?.parameterNames.map { Completion.Match(text: $0 + "=", kind: "param") }
            ?? []
    }

    private func match(_ name: String, _ value: Value?) -> Completion.Match {
        guard let value else { return Completion.Match(text: name, kind: "instance") }
        let kind =
            switch value {
            case .function: "function"
            case .object(let object):
                switch object {
                case is ModuleObject: "module"
                case is ClassObject: "class"
                case is NativeFunctionObject, is BoundMethod: "function"
                default: "instance"
                }
            default: "instance"
            }
        let signature = kind == "function" || kind == "class" ? Signature(value, interpreter)?.text ?? "" : ""
        return Completion.Match(text: name, kind: kind, signature: signature)
    }
}
