import Language

/// Finds what fits before the cursor: attributes, modules, keyword arguments, names of the program, keys, files.
///
/// The code may be unfinished and wrong; nothing of it runs.
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
        let context = CodeContext(scalars, before: cursor)
        switch context.place {
        case .comment: return Completion(matches: [], start: cursor, end: cursor)
        case .string(let string): return inString(scalars, cursor, string, context.codeStart)
        case .code: return inCode(scalars, cursor, context)
        }
    }

    // MARK: In code

    private func inCode(_ scalars: [Unicode.Scalar], _ cursor: Int, _ context: CodeContext) -> Completion {
        var start = cursor
        while start > context.codeStart, NameChain.isNamePart(scalars[start - 1]) { start -= 1 }
        let typed = String(String.UnicodeScalarView(scalars[start..<cursor]))
        let none = Completion(matches: [], start: cursor, end: cursor)
        if let first = typed.unicodeScalars.first, first.value >= 48, first.value <= 57 { return none }
        let lineStart = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let line = String(String.UnicodeScalarView(scalars[max(lineStart, context.codeStart)..<cursor]))
        var matches: [Completion.Match]
        if let found = imports(line, typed) {
            matches = found
        } else if start > context.codeStart, scalars[start - 1] == "." {
            let receiver = Receiver(scalars, endingAt: start - 1, notBefore: context.codeStart)
            // `1.` is a number that goes on.
            let isNumber = receiver.text.unicodeScalars.first.map { $0.value >= 48 && $0.value <= 57 } ?? false
            matches = isNumber ? [] : attributes(of: receiver.value(interpreter))
        } else if isNewName(line, typed) {
            return none
        } else {
            let arguments = parameters(Array(scalars[context.codeStart...]), cursor - context.codeStart)
            if typed.isEmpty, arguments.isEmpty {
                let keys = keys(scalars, cursor, nil, context.codeStart)
                return Completion(matches: keys, start: cursor, end: cursor)
            }
            matches = arguments + ownNames(scalars, start, cursor) + names()
        }
        let showsHidden = typed.hasPrefix("_")
        var seen: Set<String> = []
        let fitting = matches.filter { match in
            match.text.hasPrefix(typed) && (showsHidden || !match.text.hasPrefix("_"))
                && seen.insert(match.text).inserted
        }
        return Completion(matches: fitting, start: start, end: cursor)
    }

    /// True where a name is being made up: `def fi`, `class Ne`, `import numpy as n`.
    private func isNewName(_ line: String, _ typed: String) -> Bool {
        let before = line.dropLast(typed.count).split(separator: " ", omittingEmptySubsequences: true)
        return line.dropLast(typed.count).hasSuffix(" ") && ["def", "class", "as"].contains(before.last ?? "")
    }

    /// Names that the cell itself mentions elsewhere.
    private func ownNames(_ scalars: [Unicode.Scalar], _ start: Int, _ cursor: Int) -> [Completion.Match] {
        var rest = Array(scalars[..<start])
        rest.append(contentsOf: " ".unicodeScalars)
        rest.append(contentsOf: scalars[cursor...])
        let text = String(String.UnicodeScalarView(rest))
        return Interpreter.namesMentioned(in: text).sorted().compactMap { name in
            if interpreter.globals[name] != nil || interpreter.globals.builtin(name) != nil { return nil }
            return Completion.Match(text: name, kind: "statement")
        }
    }

    /// `import nu`, `from keras import la`, `from keras.la`: modules and what they hold; `nil` on other lines.
    private func imports(_ line: String, _ typed: String) -> [Completion.Match]? {
        let words = line.split(separator: " ")
        guard let first = words.first, first == "import" || first == "from", line.unicodeScalars.contains(" ") else {
            return nil
        }
        if first == "from", words.count > 2 || words.count == 2 && line.hasSuffix(" ") {
            guard words.count > 2, words[2] == "import" else {
                return [Completion.Match(text: "import", kind: "keyword")]
            }
            return interpreter.module(String(words[1])).map { attributes(of: .object($0)) } ?? []
        }
        if first == "import", words.count > 2, words[words.count - (typed.isEmpty ? 1 : 2)] == "as" { return [] }
        let path = typed.isEmpty && line.hasSuffix(" ") ? "" : words.last.map(String.init) ?? ""
        let prefix = path.lastIndex(of: ".").map { String(path[...$0]) } ?? ""
        let parts = interpreter.moduleNames.filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count).prefix { $0 != "." })
        }
        return Array(Set(parts)).sorted().map { Completion.Match(text: $0, kind: "module") }
    }

    private func attributes(of value: Value?) -> [Completion.Match] {
        guard let value else { return [] }
        return interpreter.attributeNames(value).map { name in match(name, attribute(name, of: value)) }
    }

    /// The value of an attribute, unless asking for it may run code: properties are named, not asked.
    private func attribute(_ name: String, of value: Value) -> Value? {
        if case .object(let object) = value {
            // Methods of an instance stand in its class.
            if let instance = object as? Instance {
                guard case .function(let method)? = try? interpreter.findAttribute(.object(instance.cls), name) else {
                    return nil
                }
                return .function(method)
            }
            if object.nativeType.property(name) != nil { return nil }
        }
        return (try? interpreter.findAttribute(value, name)) ?? nil
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

    // MARK: In strings

    /// Keys of a dictionary in `data["`, else names of files.
    private func inString(
        _ scalars: [Unicode.Scalar], _ cursor: Int, _ string: CodeContext.OpenString, _ codeStart: Int
    ) -> Completion {
        let typed = String(String.UnicodeScalarView(scalars[string.inside..<cursor]))
        if string.start > 0, scalars[string.start - 1] == "[" {
            let keys = keys(scalars, string.start, string.quote, codeStart).filter { $0.text.hasPrefix(typed) }
            return Completion(matches: keys, start: string.inside, end: cursor)
        }
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let name = typed.dropFirst(folder.count)
        let start = cursor - name.unicodeScalars.count
        // No file is meant where a sentence stands.
        if typed.unicodeScalars.contains("\n") || typed.unicodeScalars.contains(" ") && folder.isEmpty {
            return Completion(matches: [], start: cursor, end: cursor)
        }
        let files = (try? FilePath.names(in: folder.isEmpty ? "." : folder)) ?? []
        let found = files.filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted()
        let matches = found.prefix(200).map { file in
            Completion.Match(text: FilePath.isFolder(folder + file) ? file + "/" : file, kind: "path")
        }
        return Completion(matches: Array(matches), start: start, end: cursor)
    }

    /// Keys of what stands before `[`: inside quotes without them, else as they are written.
    private func keys(_ scalars: [Unicode.Scalar], _ place: Int, _ quote: Unicode.Scalar?, _ codeStart: Int)
        -> [Completion.Match]
    {
        guard place > codeStart, scalars[place - 1] == "[" else { return [] }
        let receiver = Receiver(scalars, endingAt: place - 1, notBefore: codeStart)
        guard case .dict(let dict)? = receiver.value(interpreter) else { return [] }
        return dict.table.pairs.prefix(1000).compactMap { key, _ in
            switch key {
            case .str(let text):
                guard let quote else {
                    return Completion.Match(text: Interpreter.quoted(text.string), kind: "dict key")
                }
                return text.string.unicodeScalars.contains(quote)
                    ? nil : Completion.Match(text: text.string, kind: "dict key")
            case .int(let number): return quote == nil ? Completion.Match(text: String(number), kind: "dict key") : nil
            default: return nil
            }
        }
    }
}
