import Language

/// `functools`: functions that take and give functions.
enum PythonFunctools {
    static let module = NativeModule(
        "functools", doc: "Functions that take and give functions.",
        functions: [
            NativeFunction(
                "reduce", [.positional("function"), .positional("iterable"), .positional("initial", .missing)],
                doc: "The result of a function of two values applied from left to right."
            ) { (call) throws(LanguageError) in
                let source = try call.interpreter.iterate(call[1])
                guard var total = call.isGiven(2) ? call[2] : try source.next(call.interpreter) else {
                    throw LanguageError.typeError("reduce() of empty iterable with no initial value")
                }
                while let value = try source.next(call.interpreter) {
                    total = try call.interpreter.call(call[0], [total, value])
                }
                return total
            },
            NativeFunction("wraps", [Parameter("wrapped")], doc: "A decorator that keeps a function's name and doc.") {
                call in
                let wrapped = call[0]
                return native("wraps", [.positional("wrapper")]) { (inner) throws(LanguageError) in
                    try copyNames(from: wrapped, to: inner[0], inner.interpreter)
                    return inner[0]
                }
            },
            NativeFunction(
                "update_wrapper", [Parameter("wrapper"), Parameter("wrapped")],
                doc: "Gives a function another one's name and doc."
            ) { (call) throws(LanguageError) in
                try copyNames(from: call[1], to: call[0], call.interpreter)
                return call[0]
            },
            NativeFunction("cache", [.positional("user_function")], doc: "A function that remembers all its results.") {
                call in .object(CachedFunction(call[0], limit: nil))
            },
            NativeFunction(
                "lru_cache", [Parameter("maxsize", .int(128)), Parameter("typed", .bool(false))],
                doc: "A decorator: the function remembers its latest results."
            ) { (call) throws(LanguageError) in
                switch call[0] {
                case .none, .int:
                    let limit = call[0].isNone ? nil : max(0, try call.int(0))
                    return native("lru_cache", [.positional("user_function")]) { inner in
                        .object(CachedFunction(inner[0], limit: limit))
                    }
                default: return .object(CachedFunction(call[0], limit: 128))
                }
            },
            NativeFunction(
                "cmp_to_key", [Parameter("mycmp")], doc: "A sort key from a function that compares two values."
            ) { call in
                let compare = call[0]
                return native("K", [.positional("obj")]) { inner in
                    .object(ComparisonKey(inner[0], compare))
                }
            },
        ],
        types: [partial])

    private static func native(
        _ name: String, _ parameters: [Parameter], _ body: @escaping (Call) throws(LanguageError) -> Value
    ) -> Value {
        let shared = Confined(body)
        return .object(
            NativeFunctionObject(
                NativeFunction(name, parameters, doc: "Made by functools.") { (call) throws(LanguageError) in
                    try shared.body(call)
                }))
    }

    /// A closure over values of one interpreter; it never leaves that interpreter's thread.
    private struct Confined: @unchecked Sendable {
        let body: (Call) throws(LanguageError) -> Value

        init(_ body: @escaping (Call) throws(LanguageError) -> Value) { self.body = body }
    }

    private static func copyNames(from wrapped: Value, to wrapper: Value, _ interpreter: Interpreter)
        throws(LanguageError)
    {
        guard case .function = wrapper else { return }
        for name in ["__name__", "__doc__"] {
            if let value = try interpreter.findAttribute(wrapped, name) {
                try interpreter.setAttribute(wrapper, name, value)
            }
        }
        try interpreter.setAttribute(wrapper, "__wrapped__", wrapped)
    }

    /// A function with some of its arguments.
    final class PartialObject: Object {
        let function: Value
        let arguments: [Value]
        let named: [(String, Value)]

        init(_ function: Value, _ arguments: [Value], _ named: [(String, Value)]) {
            self.function = function
            self.arguments = arguments
            self.named = named
        }

        override var nativeType: NativeType { PythonFunctools.partial }
    }

    static let partial = NativeType(
        name: "partial", module: "functools", doc: "A function with some of its arguments.",
        constructor: NativeFunction(
            "partial", [.positional("func"), .rest("args"), .keywords("keywords")],
            doc: "A function with some of its arguments."
        ) { (call) throws(LanguageError) in
            if case .object(let inner as PartialObject) = call[0] {
                let names = Set(call.keywords(2).map(\.0))
                return .object(
                    PartialObject(
                        inner.function, inner.arguments + call.rest(1),
                        inner.named.filter { !names.contains($0.0) } + call.keywords(2)))
            }
            return .object(PartialObject(call[0], call.rest(1), call.keywords(2)))
        },
        properties: [
            NativeProperty("func", doc: "The function.") { (o, _) in (o as? PartialObject)?.function ?? .none },
            NativeProperty("args", doc: "Arguments by place.") { (o, _) in
                .tuple(Tuple((o as? PartialObject)?.arguments ?? []))
            },
            NativeProperty("keywords", doc: "Arguments by name.") { (o, interpreter) throws(LanguageError) in
                let dict = Dict()
                for (name, value) in (o as? PartialObject)?.named ?? [] {
                    try dict.set(Value(name), value, interpreter)
                }
                return .dict(dict)
            },
        ],
        slots: Slots {
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let me = object as? PartialObject else { return Value.none }
                let names = Set(named.map(\.0))
                return try interpreter.call(
                    me.function, me.arguments + arguments, me.named.filter { !names.contains($0.0) } + named)
            }
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let me = object as? PartialObject else { return "functools.partial" }
                var parts = [try interpreter.repr(me.function)]
                for value in me.arguments { parts.append(try interpreter.repr(value)) }
                for (name, value) in me.named { parts.append("\(name)=" + (try interpreter.repr(value))) }
                return "functools.partial(" + parts.joined(separator: ", ") + ")"
            }
        })

    /// A function with the results that it gave, the oldest first.
    final class CachedFunction: Object {
        let function: Value
        /// How many results are kept; `nil` for all.
        let limit: Int?
        let results = Dict()
        var hits = 0
        var misses = 0

        init(_ function: Value, limit: Int?) {
            self.function = function
            self.limit = limit
        }

        override var nativeType: NativeType { PythonFunctools.cached }

        func call(
            _ arguments: [Value], _ named: [(String, Value)], _ interpreter: Interpreter
        ) throws(LanguageError) -> Value {
            var key = Value.tuple(Tuple(arguments))
            if arguments.count == 1, named.isEmpty, case .int = arguments[0] { key = arguments[0] }
            if !named.isEmpty {
                key = .tuple(
                    Tuple([key] + named.flatMap { [Value($0.0), $0.1] }))
            }
            let hash = try interpreter.hash(key)
            if let place = try results.table.find(key, hash: hash, interpreter) {
                hits += 1
                let value = results.table[place: place]
                if limit != nil {
                    results.table.remove(place: place)
                    try results.table.set(key, value, hash: hash, interpreter)
                }
                return value
            }
            misses += 1
            let value = try interpreter.call(function, arguments, named)
            if limit == 0 { return value }
            if let limit, results.table.count >= limit {
                var oldest = 0
                while oldest < results.table.extent, results.table.entry(at: oldest) == nil { oldest += 1 }
                if oldest < results.table.extent { results.table.remove(place: oldest) }
            }
            try results.table.set(key, value, hash: hash, interpreter)
            return value
        }
    }

    static let cached = NativeType(
        name: "_lru_cache_wrapper", module: "functools", doc: "A function that remembers results.",
        methods: [
            NativeFunction("cache_clear", doc: "Forgets all results.") { call in
                if case .object(let me as CachedFunction)? = call.receiver {
                    me.results.table.removeAll()
                    me.hits = 0
                    me.misses = 0
                }
                return .none
            },
            NativeFunction("cache_info", doc: "Hits, misses, the limit and how many results are kept.") { call in
                guard case .object(let me as CachedFunction)? = call.receiver else { return .none }
                return .object(
                    NamedTupleObject(
                        cacheRow,
                        [
                            .int(me.hits), .int(me.misses), me.limit.map { .int($0) } ?? .none,
                            .int(me.results.table.count),
                        ]))
            },
        ],
        slots: Slots {
            $0.bindsToInstances = true
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                try (object as? CachedFunction)?.call(arguments, named, interpreter) ?? .none
            }
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                guard let me = object as? CachedFunction else { return nil }
                return name == "__wrapped__" ? me.function : try interpreter.findAttribute(me.function, name)
            }
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let me = object as? CachedFunction else { return "" }
                return "<functools._lru_cache_wrapper object at \(interpreter.address(me))>"
            }
        })

    private static let cacheRow = NamedTupleObject.row("CacheInfo", ["hits", "misses", "maxsize", "currsize"])

    /// A value that is ordered by a function of two values.
    final class ComparisonKey: Object {
        let value: Value
        let compare: Value

        init(_ value: Value, _ compare: Value) {
            self.value = value
            self.compare = compare
        }

        override var nativeType: NativeType { PythonFunctools.comparisonKey }
    }

    static let comparisonKey = NativeType(
        name: "KeyWrapper", module: "functools", doc: "A value ordered by a function.",
        slots: Slots {
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let me = object as? ComparisonKey, case .object(let you as ComparisonKey) = other else {
                    return nil
                }
                let answer = try interpreter.call(me.compare, [me.value, you.value])
                return try interpreter.compare(op, answer, .int(0))
            }
        })
}
