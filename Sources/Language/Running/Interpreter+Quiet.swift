extension Interpreter {
    /// The value of an expression as far as it is known without running the program: names, attributes, elements at
    /// written places, literals. A call of a class answers with the class, whose attributes the instance has.
    public func quietValue(of text: String) -> Value? {
        guard let program = try? Parser.parse("(" + text + ")"), program.statements.count == 1,
            case .expression(let expression) = program.statements[0].kind
        else { return nil }
        return quietValue(expression, depth: 0)
    }

    private func quietValue(_ expression: Expression, depth: Int) -> Value? {
        if depth > 50 { return nil }
        switch expression.kind {
        case .name(let name): return globals[name] ?? globals.builtin(name)
        case .attribute(let object, let name):
            guard let value = quietValue(object, depth: depth + 1) else { return nil }
            return (try? findAttribute(value, name)) ?? nil
        case .constant(let literal):
            switch literal {
            case .int(let number): return .int(number)
            case .float(let number): return .float(number)
            case .string(let text): return Value(text)
            case .bool(let flag): return .bool(flag)
            case .none: return Value.none
            case .bytes(let bytes): return .object(BytesObject(bytes))
            default: return nil
            }
        case .unary(.negate, let inner):
            if case .int(let number)? = quietValue(inner, depth: depth + 1) { return .int(0 &- number) }
            return nil
        case .joined: return Value("")
        case .list, .comprehension(.list, _, _, _): return .list(List([]))
        case .tuple: return .tuple(Tuple([]))
        case .dict, .comprehension(.dict, _, _, _): return .dict(Dict())
        case .item(let container, let key):
            guard let value = quietValue(container, depth: depth + 1), let place = quietValue(key, depth: depth + 1)
            else { return nil }
            switch value {
            case .list, .tuple, .dict, .str: return try? getItem(value, place)
            default: return nil
            }
        case .call(let callee, _):
            guard case .object(let cls as ClassObject)? = quietValue(callee, depth: depth + 1) else { return nil }
            return .object(cls)
        default: return nil
        }
    }

    /// The names that a text gives values to or mentions, without those after a dot: the cell's own names, which are
    /// known before it runs.
    public static func namesMentioned(in text: String) -> [String] {
        let tokens = Lexer.read(text).tokens
        var names: [String] = []
        var seen: Set<String> = []
        for (i, token) in tokens.enumerated() {
            guard case .name(let name) = token.kind, i == 0 || tokens[i - 1].kind != .sign("."),
                seen.insert(name).inserted
            else { continue }
            names.append(name)
        }
        return names
    }
}
