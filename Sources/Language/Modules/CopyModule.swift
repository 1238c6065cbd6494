/// `copy`: values that share nothing with their models.
enum CopyModule {
    static let module = NativeModule(
        "copy", doc: "Copies of values.",
        functions: [
            NativeFunction("copy", [Parameter("x")], doc: "A new container with the same elements.") {
                (call) throws(LanguageError) in try shallow(call[0], call.interpreter)
            },
            NativeFunction(
                "deepcopy", [Parameter("x"), Parameter("memo", .none)],
                doc: "A copy of a value and of everything in it."
            ) { (call) throws(LanguageError) in
                var done: [ObjectIdentifier: Value] = [:]
                var kept: [Value] = []
                return try deep(call[0], &done, &kept, 0, call.interpreter)
            },
        ])

    private static func shallow(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        switch value {
        case .list(let list): return Value(list.values)
        case .dict, .object(is SetObject): break
        case .object(let instance as Instance):
            if let answer = try interpreter.callSpecial("__copy__", value, []) { return answer }
            if instance is ExceptionObject { return value }
            let payload = try value.payload.map { (payload) throws(LanguageError) in try shallow(payload, interpreter) }
            let made = payload.map { DerivedInstance(cls: instance.cls, payload: $0) } ?? Instance(cls: instance.cls)
            for (name, value) in try attributes(value, interpreter) { made.setAttribute(name, value) }
            return .object(made)
        case .object(is ClassObject), .object(is ModuleObject): return value
        case .object: break
        default: return value
        }
        guard let method = try interpreter.findAttribute(value, "copy") else { return value }
        return try interpreter.call(method, [])
    }

    private static func attributes(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [(
        String, Value
    )] {
        guard case .dict(let dict)? = try interpreter.findAttribute(value, "__dict__") else { return [] }
        return dict.table.pairs.compactMap { key, value in
            if case .str(let name) = key { (name.string, value) } else { nil }
        }
    }

    /// `done` holds the copies by the identity of their models, `kept` keeps those models alive meanwhile.
    private static func deep(
        _ value: Value, _ done: inout [ObjectIdentifier: Value], _ kept: inout [Value], _ depth: Int,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        guard let object = value.heapObject else { return value }
        if let copy = done[ObjectIdentifier(object)] { return copy }
        if depth > 900 {
            throw LanguageError(.recursionError, "maximum recursion depth exceeded while copying")
        }
        kept.append(value)
        func remember(_ copy: Value) { done[ObjectIdentifier(object)] = copy }
        switch value {
        case .list(let list):
            let made = List()
            remember(.list(made))
            for part in list.values {
                made.values.append(try deep(part, &done, &kept, depth + 1, interpreter))
            }
            return .list(made)
        case .tuple(let tuple):
            var parts: [Value] = []
            for part in tuple.values { parts.append(try deep(part, &done, &kept, depth + 1, interpreter)) }
            if let copy = done[ObjectIdentifier(object)] { return copy }
            let same = zip(parts, tuple.values).allSatisfy { $0.isIdentical(to: $1) }
            let copy = same ? value : .tuple(Tuple(parts))
            remember(copy)
            return copy
        case .dict(let dict):
            guard case .dict(let made) = try shallow(value, interpreter) else { return value }
            remember(.dict(made))
            made.table.removeAll()
            for (key, part) in dict.table.pairs {
                try made.set(
                    deep(key, &done, &kept, depth + 1, interpreter),
                    deep(part, &done, &kept, depth + 1, interpreter), interpreter)
            }
            return .dict(made)
        case .object(let instance as Instance):
            if let answer = try interpreter.callSpecial("__deepcopy__", value, [.dict(Dict())]) {
                remember(answer)
                return answer
            }
            if instance is ExceptionObject { return value }
            var payload = value.payload
            if let inner = payload { payload = try deep(inner, &done, &kept, depth + 1, interpreter) }
            let made = payload.map { DerivedInstance(cls: instance.cls, payload: $0) } ?? Instance(cls: instance.cls)
            remember(.object(made))
            for (name, part) in try attributes(value, interpreter) {
                made.setAttribute(name, try deep(part, &done, &kept, depth + 1, interpreter))
            }
            return .object(made)
        case .str, .function: return value
        default:
            let copy = try shallow(value, interpreter)
            remember(copy)
            return copy
        }
    }
}
