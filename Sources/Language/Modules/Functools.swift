/// `functools`: functions made of functions.
enum FunctoolsModule {
    static let rows: [NativeFunction] = [
        NativeFunction(
            "reduce", [.positional("function"), .positional("iterable"), .positional("initial", .missing)],
            doc: "Folds values by a function of two, from the left."
        ) { (call) throws(LanguageError) in
            let iteration: Iteration
            do throws(LanguageError) { iteration = try call.interpreter.iterate(call[1]) } catch {
                if error.kind != .typeError || !error.raised.message.hasSuffix("is not iterable") { throw error }
                throw LanguageError.typeError("reduce() arg 2 must support iteration")
            }
            var result = call[2]
            if !call.isGiven(2) {
                guard let first = try iteration.next(call.interpreter) else {
                    throw LanguageError.typeError("reduce() of empty iterable with no initial value")
                }
                result = first
            }
            while let value = try iteration.next(call.interpreter) {
                result = try call.interpreter.call(call[0], [result, value])
            }
            return result
        },
        NativeFunction(
            "partial", [.positional("func"), .rest("args"), .keywords("keywords")],
            doc: "The function with some arguments given."
        ) { call in
            .object(PartialObject(call[0], call.rest(1), call.keywords(2)))
        },
        NativeFunction("cache", [.positional("function")], doc: "The function with its answers remembered.") { call in
            .object(CachedFunction(call[0], limit: nil))
        },
        NativeFunction(
            "lru_cache", [Parameter("maxsize", .int(128)), Parameter("typed", .bool(false))],
            doc: "The function with its last answers remembered."
        ) { (call) throws(LanguageError) in
            switch call[0] {
            case .function: return .object(CachedFunction(call[0], limit: 128))
            default:
                let limit = call[0].isNone ? nil : try call.place(0)
                return .object(
                    NativeFunctionObject(
                        NativeFunction("decorator", [.positional("function")], doc: "Remembers a function's answers.") {
                            .object(CachedFunction($0[0], limit: limit))
                        }))
            }
        },
        NativeFunction(
            "wraps", [Parameter("wrapped")], doc: "Gives a decorator's function the name and documentation of another."
        ) { call in
            let wrapped = Unchecked(value: call[0])
            return .object(
                NativeFunctionObject(
                    NativeFunction("decorator", [.positional("function")], doc: "Takes over name and documentation.") {
                        (call) throws(LanguageError) in
                        guard case .function(let function) = call[0] else { return call[0] }
                        let interpreter = call.interpreter
                        if let name = try interpreter.findAttribute(wrapped.value, "__name__"),
                            case .str(let name) = name
                        {
                            function.name = name.string
                        }
                        if let path = try interpreter.findAttribute(wrapped.value, "__qualname__"),
                            case .str(let path) = path
                        {
                            function.qualifiedName = path.string
                        }
                        if let doc = try interpreter.findAttribute(wrapped.value, "__doc__") { function.doc = doc }
                        try interpreter.setAttribute(call[0], "__wrapped__", wrapped.value)
                        return call[0]
                    }))
        },
        NativeFunction(
            "cmp_to_key", [Parameter("mycmp")], doc: "A key for sorting from a function that compares two values."
        ) { call in
            let compare = Unchecked(value: call[0])
            return .object(
                NativeFunctionObject(
                    NativeFunction("key", [.positional("value")], doc: "The key of a value.") {
                        .object(ComparisonKey($0[0], compare.value))
                    }))
        },
        NativeFunction(
            "total_ordering", [.positional("cls")], doc: "Fills in the comparisons that a class leaves out."
        ) { (call) throws(LanguageError) in
            guard case .object(let cls as ClassObject) = call[0] else {
                throw LanguageError.typeError("total_ordering wants a class")
            }
            try completeOrder(of: cls, call.interpreter)
            return call[0]
        },
    ]

    /// The missing comparisons, from the one that is there and equality.
    private static func completeOrder(of cls: ClassObject, _ interpreter: Interpreter) throws(LanguageError) {
        // For each root, what the others are: (negated, also equal).
        let names = ["__lt__", "__le__", "__gt__", "__ge__"]
        guard let root = names.first(where: { cls.members[$0] != nil }) else {
            throw LanguageError.valueError("must define at least one ordering operation: < > <= >=")
        }
        let isUp = root == "__gt__" || root == "__ge__"
        let isLoose = root == "__le__" || root == "__ge__"
        for name in names where cls.members[name] == nil {
            let wantsUp = name == "__gt__" || name == "__ge__"
            let wantsLoose = name == "__le__" || name == "__ge__"
            let method = NativeFunction(name, [.positional("other")], doc: "Made from \(root).") {
                (call) throws(LanguageError) in
                guard let me = call.receiver else { return .none }
                let inner = call.interpreter
                let answer = try inner.truth(inner.call(try inner.getAttribute(me, root), [call[0]]))
                let equal = try inner.equal(me, call[0])
                // `root` says: strictly on its side, or (loose) also equal.
                let strictly = isLoose ? answer && !equal : answer
                let mine = wantsUp == isUp ? strictly : !strictly && !equal
                return .bool(wantsLoose ? mine || equal : mine)
            }
            try interpreter.setAttribute(.object(cls), name, .object(NativeFunctionObject(method, takesReceiver: true)))
        }
    }

    static let module = NativeModule(
        "functools", doc: "Functions made of functions.", functions: rows + [CachedProperty.row], written: written)
}

/// A value of the interpreter's thread in a function that could in principle go elsewhere.
struct Unchecked: @unchecked Sendable {
    let value: Value
}

/// A function with some of its arguments given.
final class PartialObject: Object {
    let function: Value
    let arguments: [Value]
    let named: [(String, Value)]

    init(_ function: Value, _ arguments: [Value], _ named: [(String, Value)]) {
        self.function = function
        self.arguments = arguments
        self.named = named
    }

    override var nativeType: NativeType { PartialObject.type }

    static let type: NativeType = NativeType(
        name: "partial", module: "functools", doc: "A function with some arguments given.",
        properties: [
            NativeProperty("func", doc: "The function.") { (object, _) in (object as? PartialObject)?.function ?? .none
            },
            NativeProperty("args", doc: "The arguments given by place.") { (object, _) in
                .tuple(Tuple((object as? PartialObject)?.arguments ?? []))
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let partial = object as? PartialObject else { return "functools.partial" }
                var parts = [try interpreter.repr(partial.function)]
                for value in partial.arguments { parts.append(try interpreter.repr(value)) }
                for (name, value) in partial.named { parts.append("\(name)=\(try interpreter.repr(value))") }
                return "functools.partial(\(parts.joined(separator: ", ")))"
            }
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let partial = object as? PartialObject else { return .none }
                let kept = partial.named.filter { one in !named.contains { $0.0 == one.0 } }
                return try interpreter.call(partial.function, partial.arguments + arguments, kept + named)
            }
        })
}

/// A function whose answers are remembered by its arguments.
final class CachedFunction: Object {
    let function: Value
    let limit: Int?
    private var answers = Table()
    private var hits = 0
    private var misses = 0

    init(_ function: Value, limit: Int?) {
        self.function = function
        self.limit = limit
    }

    override var nativeType: NativeType { CachedFunction.type }

    private func call(
        _ arguments: [Value], _ named: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let key = Value.tuple(Tuple(arguments + named.flatMap { [Value($0.0), $0.1] }))
        let hash = try interpreter.hash(key)
        if let place = try answers.find(key, hash: hash, interpreter) {
            hits += 1
            guard limit != nil else { return answers[place: place] }
            let entry = answers.remove(place: place)
            try answers.set(key, entry.value, hash: hash, interpreter)
            return entry.value
        }
        misses += 1
        let answer = try interpreter.call(function, arguments, named)
        try answers.set(key, answer, hash: hash, interpreter)
        if let limit, answers.count > limit {
            for place in 0..<answers.extent where answers.entry(at: place) != nil {
                answers.remove(place: place)
                break
            }
        }
        return answer
    }

    static let type: NativeType = NativeType(
        name: "_lru_cache_wrapper", module: "functools", doc: "A function whose answers are remembered.",
        methods: [
            NativeFunction("cache_clear", doc: "Forgets all answers.") { call in
                guard case .object(let cached as CachedFunction)? = call.receiver else { return .none }
                cached.answers.removeAll()
                (cached.hits, cached.misses) = (0, 0)
                return .none
            },
            NativeFunction("cache_info", doc: "How often an answer was known.") { (call) throws(LanguageError) in
                guard case .object(let cached as CachedFunction)? = call.receiver else { return .none }
                let cls = NamedTuples.type(
                    "CacheInfo", ["hits", "misses", "maxsize", "currsize"], [], call.interpreter)
                return try call.interpreter.call(
                    .object(cls),
                    [
                        .int(cached.hits), .int(cached.misses), cached.limit.map { .int($0) } ?? .none,
                        .int(cached.answers.count),
                    ])
            },
        ],
        slots: Slots {
            $0.bindsToInstances = true
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let cached = object as? CachedFunction else { return .none }
                return try cached.call(arguments, named, interpreter)
            }
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                guard let cached = object as? CachedFunction else { return nil }
                if name == "__wrapped__" { return cached.function }
                return name == "__name__" || name == "__doc__"
                    ? try interpreter.findAttribute(cached.function, name) : nil
            }
        })
}

/// A sort key that asks a function of two values.
final class ComparisonKey: Object {
    let value: Value
    let function: Value

    init(_ value: Value, _ function: Value) {
        self.value = value
        self.function = function
    }

    override var nativeType: NativeType { ComparisonKey.type }

    static let type: NativeType = NativeType(
        name: "KeyWrapper", module: "functools", doc: "A sort key that asks a function.",
        slots: Slots {
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let a = object as? ComparisonKey, case .object(let b as ComparisonKey) = other else { return nil }
                return try interpreter.compare(op, try interpreter.call(a.function, [a.value, b.value]), .int(0))
            }
        })
}
