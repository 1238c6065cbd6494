extension Interpreter {
    /// The text of a function or class of the program, with its decorators; `nil` where it has none.
    public func sourceText(of value: Value) -> String? {
        switch value {
        case .function(let function): return Interpreter.definition(of: function.code, named: function.code.name)
        case .object(let method as BoundMethod): return sourceText(of: method.function)
        case .object(let cls as ClassObject):
            for name in attributeNames(value) {
                guard case .function(let method)? = cls.members[name] else { continue }
                if let text = Interpreter.definition(of: method.code, named: cls.name) { return text }
            }
            return nil
        default: return nil
        }
    }

    /// Finds the statement that defines a name and holds a piece of code.
    private static func definition(of code: Code, named name: String) -> String? {
        guard let line = code.ranges.first(where: { $0.line > 1 || $0.endColumn > 2 })?.line ?? code.ranges.first?.line,
            let program = try? Parser.parse(code.source.lines.joined(separator: "\n"))
        else { return nil }
        guard let found = definition(name, around: line, in: program.statements) else { return nil }
        let lines = code.source.lines
        guard found.range.line >= 1, found.range.endLine <= lines.count else { return nil }
        let first = lines[found.range.line - 1]
        let indent = first.prefix { $0 == " " || $0 == "\t" }.count
        return lines[(found.range.line - 1)..<found.range.endLine].map { line in
            line.prefix(indent).allSatisfy { $0 == " " || $0 == "\t" } ? String(line.dropFirst(indent)) : line
        }.joined(separator: "\n")
    }

    private static func definition(_ name: String, around line: Int, in statements: [Statement]) -> Statement? {
        for statement in statements where statement.range.line <= line && line <= statement.range.endLine {
            let inner: [Statement]
            var own: String?
            switch statement.kind {
            case .function(let definition):
                own = definition.name
                inner = definition.body
            case .classDefinition(let name, _, let body, _):
                own = name
                inner = body
            case .if(_, let then, let otherwise): inner = then + otherwise
            case .for(_, _, let body, let otherwise), .while(_, let body, let otherwise): inner = body + otherwise
            case .with(_, let body): inner = body
            case .try(let body, let clauses, let otherwise, let final):
                inner = body + clauses.flatMap(\.body) + otherwise + final
            default: inner = []
            }
            if let found = definition(name, around: line, in: inner) { return found }
            if own == name { return statement }
        }
        return nil
    }
}
