/// `itertools`: iterators made of iterators.
enum ItertoolsModule {
    private static func lazily(
        _ name: String, _ step: @escaping (Interpreter) throws(LanguageError) -> Value?
    ) -> Value { .object(Iteration(name, step)) }

    private static func predicate(
        _ name: String, _ doc: String,
        _ make: @escaping @Sendable (Iteration, @escaping (Value, Interpreter) throws(LanguageError) -> Bool) -> Value
    ) -> NativeFunction {
        NativeFunction(name, [.positional("predicate"), .positional("iterable")], doc: doc) {
            (call) throws(LanguageError) in
            let function = call[0]
            return make(try call.interpreter.iterate(call[1])) { (value, interpreter) throws(LanguageError) in
                if function.isNone { return try interpreter.truth(value) }
                return try interpreter.truth(interpreter.call(function, [value]))
            }
        }
    }

    private static let walkRows: [NativeFunction] = [
        NativeFunction("count", [Parameter("start", .int(0)), Parameter("step", .int(1))], doc: "Numbers without end.")
        {
            call in
            var next = call[0]
            let step = call[1]
            return lazily("count") { (interpreter) throws(LanguageError) in
                let value = next
                next = try interpreter.binary(.add, next, step)
                return value
            }
        },
        NativeFunction("cycle", [.positional("iterable")], doc: "The values of an iterable again and again.") {
            (call) throws(LanguageError) in
            let values = try call.values(0)
            var place = 0
            return lazily("cycle") { _ in
                if values.isEmpty { return nil }
                defer { place = (place + 1) % values.count }
                return values[place]
            }
        },
        NativeFunction("repeat", [Parameter("object"), Parameter("times", .missing)], doc: "A value again and again.") {
            (call) throws(LanguageError) in
            var left = call.isGiven(1) ? max(0, try call.place(1)) : Int.max
            let value = call[0]
            return lazily("repeat") { _ in
                if left == 0 { return nil }
                left -= 1
                return value
            }
        },
        NativeFunction("islice", [.positional("iterable"), .rest("bounds")], doc: "A slice of an iterator.") {
            (call) throws(LanguageError) in
            let inner = try call.interpreter.iterate(call[0])
            var bounds: [Int?] = []
            for (i, value) in call.rest(1).enumerated() {
                let bound = value.isNone ? nil : try call.interpreter.integer(value)?.clamped ?? -1
                if i < 2, let bound, bound < 0 || bound == Int.max {
                    let isStop = i == 1 || call.rest(1).count == 1
                    throw LanguageError.valueError(
                        "\(isStop ? "Stop argument" : "Indices") for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                    )
                }
                bounds.append(bound)
            }
            let (start, stop, step): (Int, Int?, Int)
            switch bounds.count {
            case 1: (start, stop, step) = (0, bounds[0], 1)
            case 2, 3: (start, stop, step) = (bounds[0] ?? 0, bounds[1], bounds.count == 3 ? bounds[2] ?? 1 : 1)
            default: throw LanguageError.typeError("islice expected at least 2 arguments, got \(bounds.count + 1)")
            }
            if step < 1 { throw LanguageError.valueError("Step for islice() must be a positive integer or None.") }
            var (place, wanted) = (0, start)
            return lazily("islice") { (interpreter) throws(LanguageError) in
                if let stop, wanted >= stop { return nil }
                while let value = try inner.next(interpreter) {
                    place += 1
                    if place - 1 == wanted {
                        wanted += step
                        return value
                    }
                    if place & 0xFFF == 0 { try interpreter.checkInterrupt() }
                }
                return nil
            }
        },
        predicate("takewhile", "Values as long as a test holds.") { inner, holds in
            var isDone = false
            return lazily("takewhile") { (interpreter) throws(LanguageError) in
                if isDone { return nil }
                guard let value = try inner.next(interpreter), try holds(value, interpreter) else {
                    isDone = true
                    return nil
                }
                return value
            }
        },
        predicate("dropwhile", "Values from the first on for which a test fails.") { inner, holds in
            var isOpen = false
            return lazily("dropwhile") { (interpreter) throws(LanguageError) in
                while let value = try inner.next(interpreter) {
                    if isOpen { return value }
                    if try !holds(value, interpreter) {
                        isOpen = true
                        return value
                    }
                }
                return nil
            }
        },
        predicate("filterfalse", "Values for which a test fails.") { inner, holds in
            lazily("filterfalse") { (interpreter) throws(LanguageError) in
                while let value = try inner.next(interpreter) {
                    if try !holds(value, interpreter) { return value }
                }
                return nil
            }
        },
        NativeFunction("chain", [.rest("iterables")], doc: "The values of several iterables, one after another.") {
            call in chain(Iteration(over: call.rest(0)))
        },
        NativeFunction(
            "starmap", [.positional("function"), .positional("iterable")], doc: "A function of each tuple's values."
        ) {
            (call) throws(LanguageError) in
            let (function, inner) = (call[0], try call.interpreter.iterate(call[1]))
            return lazily("starmap") { (interpreter) throws(LanguageError) in
                guard let value = try inner.next(interpreter) else { return nil }
                return try interpreter.call(function, try interpreter.array(of: value))
            }
        },
        NativeFunction(
            "accumulate", [Parameter("iterable"), Parameter("func", .none), .keyword("initial", .none)],
            doc: "Running sums, or running results of a function of two."
        ) { (call) throws(LanguageError) in
            let (inner, function) = (try call.interpreter.iterate(call[0]), call[1])
            var total: Value?
            var first = call.optional(2)
            return lazily("accumulate") { (interpreter) throws(LanguageError) in
                if let start = first {
                    first = nil
                    total = start
                    return start
                }
                guard let value = try inner.next(interpreter) else { return nil }
                if let now = total {
                    total =
                        function.isNone
                        ? try interpreter.binary(.add, now, value) : try interpreter.call(function, [now, value])
                } else {
                    total = value
                }
                return total
            }
        },
        NativeFunction(
            "compress", [Parameter("data"), Parameter("selectors")], doc: "The values whose selector is true."
        ) {
            (call) throws(LanguageError) in
            let (data, selectors) = (try call.interpreter.iterate(call[0]), try call.interpreter.iterate(call[1]))
            return lazily("compress") { (interpreter) throws(LanguageError) in
                while let value = try data.next(interpreter), let chosen = try selectors.next(interpreter) {
                    if try interpreter.truth(chosen) { return value }
                }
                return nil
            }
        },
        NativeFunction("pairwise", [.positional("iterable")], doc: "Pairs of neighbours.") {
            (call) throws(LanguageError) in
            let inner = try call.interpreter.iterate(call[0])
            var last: Value?
            return lazily("pairwise") { (interpreter) throws(LanguageError) in
                if last == nil { last = try inner.next(interpreter) }
                guard let first = last, let second = try inner.next(interpreter) else { return nil }
                last = second
                return .tuple(Tuple([first, second]))
            }
        },
        NativeFunction(
            "zip_longest", [.rest("iterables"), .keyword("fillvalue", .none)],
            doc: "Tuples of values at the same place, filled up where an iterable is short."
        ) { (call) throws(LanguageError) in
            var inner: [Iteration] = []
            for value in call.rest(0) { inner.append(try call.interpreter.iterate(value)) }
            let fill = call[1]
            return lazily("zip_longest") { (interpreter) throws(LanguageError) in
                var values: [Value] = []
                var isEmpty = true
                for iteration in inner {
                    let value = try iteration.next(interpreter)
                    if value != nil { isEmpty = false }
                    values.append(value ?? fill)
                }
                return isEmpty ? nil : .tuple(Tuple(values))
            }
        },
        NativeFunction(
            "groupby", [Parameter("iterable"), Parameter("key", .none)], doc: "Runs of values with the same key."
        ) {
            (call) throws(LanguageError) in
            let (inner, key) = (try call.interpreter.iterate(call[0]), call[1])
            var pending: (key: Value, value: Value)?
            return lazily("groupby") { (interpreter) throws(LanguageError) in
                func next() throws(LanguageError) -> (key: Value, value: Value)? {
                    guard let value = try inner.next(interpreter) else { return nil }
                    return (key.isNone ? value : try interpreter.call(key, [value]), value)
                }
                if pending == nil { pending = try next() }
                guard let first = pending else { return nil }
                var run = [first.value]
                pending = nil
                while let one = try next() {
                    if try !interpreter.same(one.key, first.key) {
                        pending = one
                        break
                    }
                    run.append(one.value)
                }
                return .tuple(Tuple([first.key, .object(Iteration(over: run))]))
            }
        },
        NativeFunction("tee", [.positional("iterable"), .positional("n", .int(2))], doc: "Several iterators over one.")
        {
            (call) throws(LanguageError) in
            let values = try call.values(0)
            return .tuple(Tuple((0..<max(0, try call.place(1))).map { _ in .object(Iteration(over: values)) }))
        },
    ]

    /// The values of each iterable that an iterator gives.
    private static func chain(_ outer: Iteration) -> Value {
        var inner: Iteration?
        return lazily("chain") { (interpreter) throws(LanguageError) in
            while true {
                if let value = try inner?.next(interpreter) { return value }
                guard let next = try outer.next(interpreter) else { return nil }
                inner = try interpreter.iterate(next)
            }
        }
    }

    /// Choices of places, in lexicographic order: the caller turns the places of one choice into those of the next.
    private static func choices(
        _ name: String, _ pool: [Value], first: [Int]?, _ next: @escaping ([Int]) -> [Int]?
    ) -> Value {
        var places = first
        return lazily(name) { (interpreter) throws(LanguageError) in
            guard let now = places else { return nil }
            if interpreter.host.interrupt.isRaised { try interpreter.checkInterrupt() }
            places = next(now)
            return .tuple(Tuple(now.map { pool[$0] }))
        }
    }

    private static func size(_ call: Call, _ place: Int) throws(LanguageError) -> Int {
        let size = try call.place(place)
        if size < 0 { throw LanguageError.valueError("r must be non-negative") }
        return size
    }

    private static let choiceRows: [NativeFunction] = [
        NativeFunction(
            "product", [.rest("iterables"), .keyword("repeat", .int(1))],
            doc: "Every tuple with one value of each iterable."
        ) {
            (call) throws(LanguageError) in
            var pools: [[Value]] = []
            for value in call.rest(0) { pools.append(try call.interpreter.array(of: value)) }
            pools = Array(repeatElement(pools, count: max(0, try call.place(1))).joined())
            let sizes = pools.map(\.count)
            let flat = Array(pools.joined())
            let starts = sizes.indices.map { sizes[..<$0].reduce(0, +) }
            let first = sizes.contains(0) ? nil : starts
            return choices("product", flat, first: first) { places in
                var places = places
                for i in places.indices.reversed() {
                    places[i] += 1
                    if places[i] < starts[i] + sizes[i] { return places }
                    places[i] = starts[i]
                }
                return nil
            }
        },
        NativeFunction(
            "combinations", [Parameter("iterable"), Parameter("r")], doc: "Every choice of r values, in order."
        ) {
            (call) throws(LanguageError) in
            let (pool, r) = (try call.values(0), try size(call, 1))
            return choices("combinations", pool, first: r > pool.count ? nil : Array(0..<r)) { places in
                var places = places
                guard let i = places.indices.last(where: { places[$0] != $0 + pool.count - r }) else { return nil }
                places[i] += 1
                for j in (i + 1)..<max(r, i + 1) { places[j] = places[j - 1] + 1 }
                return places
            }
        },
        NativeFunction(
            "combinations_with_replacement", [Parameter("iterable"), Parameter("r")],
            doc: "Every choice of r values, which may repeat."
        ) { (call) throws(LanguageError) in
            let (pool, r) = (try call.values(0), try size(call, 1))
            let first = pool.isEmpty && r > 0 ? nil : Array(repeating: 0, count: r)
            return choices("combinations_with_replacement", pool, first: first) { places in
                var places = places
                guard let i = places.indices.last(where: { places[$0] != pool.count - 1 }) else { return nil }
                let next = places[i] + 1
                for j in i..<r { places[j] = next }
                return places
            }
        },
        NativeFunction(
            "permutations", [Parameter("iterable"), Parameter("r", .none)], doc: "Every order of r of the values."
        ) {
            (call) throws(LanguageError) in
            let pool = try call.values(0)
            let r = call[1].isNone ? pool.count : try size(call, 1)
            let count = pool.count
            return choices("permutations", pool, first: r > count ? nil : Array(0..<r)) { places in
                var places = places
                var free = Set(0..<count).subtracting(places)
                for i in places.indices.reversed() {
                    free.insert(places[i])
                    if let next = free.filter({ $0 > places[i] }).min() {
                        places[i] = next
                        free.remove(next)
                        for j in (i + 1)..<max(r, i + 1) {
                            guard let least = free.min() else { return nil }
                            places[j] = least
                            free.remove(least)
                        }
                        return places
                    }
                }
                return nil
            }
        },
    ]

    static let module = NativeModule(
        "itertools", doc: "Iterators made of iterators.", functions: walkRows + choiceRows,
        constants: { interpreter in
            // `chain.from_iterable`: chain is a callable that carries it.
            let from = NativeFunction(
                "from_iterable", [.positional("iterable")], doc: "Chains the iterables of an iterable."
            ) {
                (call) throws(LanguageError) in chain(try call.interpreter.iterate(call[0]))
            }
            let type = NativeType(
                name: "chain", module: "itertools", doc: "The values of several iterables, one after another.",
                constructor: walkRows.first { $0.name == "chain" })
            let cls = interpreter.classObject(for: type)
            cls.members["from_iterable"] = .object(NativeFunctionObject(from))
            return [("chain", .object(cls))]
        })
}
