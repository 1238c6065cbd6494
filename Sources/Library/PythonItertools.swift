import Language

/// `itertools`: iterators made of iterators.
enum PythonItertools {
    static let module = NativeModule(
        "itertools", doc: "Iterators made of iterators.", functions: walks + combinations,
        types: [chain])

    /// An iterator as a value.
    static func iterator(
        _ name: String, _ step: @escaping (Interpreter) throws(LanguageError) -> Value?
    ) -> Value { .object(Iteration("itertools.\(name)", step)) }

    private static func chained(_ sources: Iteration) -> Value {
        var current: Iteration?
        return iterator("chain") { (interpreter) throws(LanguageError) in
            while true {
                if let value = try current?.next(interpreter) { return value }
                guard let next = try sources.next(interpreter) else { return nil }
                current = try interpreter.iterate(next)
            }
        }
    }

    static let chain = NativeType(
        name: "chain", module: "itertools", doc: "The values of several iterables, one after another.",
        constructor: NativeFunction("chain", [.rest("iterables")], doc: "The values of several iterables in turn.") {
            call in chained(Iteration(over: call.rest(0)))
        },
        methods: [
            NativeFunction(
                "from_iterable", [.positional("iterable")], doc: "The values of the iterables in an iterable.",
                isStatic: true
            ) { (call) throws(LanguageError) in chained(try call.interpreter.iterate(call[0])) }
        ])

    private static let walks: [NativeFunction] = [
        NativeFunction("count", [Parameter("start", .int(0)), Parameter("step", .int(1))], doc: "Numbers without end.")
        {
            call in
            var next = call[0]
            let step = call[1]
            return iterator("count") { (interpreter) throws(LanguageError) in
                let value = next
                next = try interpreter.binary(.add, next, step)
                return value
            }
        },
        NativeFunction("cycle", [.positional("iterable")], doc: "The values of an iterable again and again.") {
            (call) throws(LanguageError) in
            let source = try call.interpreter.iterate(call[0])
            var seen: [Value] = []
            var place = 0
            return iterator("cycle") { (interpreter) throws(LanguageError) in
                if let value = try source.next(interpreter) {
                    seen.append(value)
                    return value
                }
                if seen.isEmpty { return nil }
                place = (place + 1) % seen.count
                return seen[(place + seen.count - 1) % seen.count]
            }
        },
        NativeFunction(
            "repeat", [Parameter("object"), Parameter("times", .missing)], doc: "One value again and again."
        ) { (call) throws(LanguageError) in
            let value = call[0]
            var left = call.isGiven(1) ? try call.int(1) : Int.max
            return iterator("repeat") { _ in
                if left <= 0 { return nil }
                left -= 1
                return value
            }
        },
        NativeFunction(
            "islice",
            [.positional("iterable"), .positional("start"), .positional("stop", .missing), .positional("step", .none)],
            doc: "Some of the values, as a slice would take them."
        ) { (call) throws(LanguageError) in
            func bound(_ place: Int, _ fallback: Int) throws(LanguageError) -> Int {
                guard let value = call.optional(place) else { return fallback }
                guard let number = call.interpreter.index(value), number >= 0 else {
                    throw LanguageError.valueError(
                        "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                }
                return number
            }
            let source = try call.interpreter.iterate(call[0])
            var next = call.isGiven(2) ? try bound(1, 0) : 0
            let stop = call.isGiven(2) ? try bound(2, Int.max) : try bound(1, Int.max)
            let step = try bound(3, 1)
            if step == 0 { throw LanguageError.valueError("Step for islice() must be a positive integer or None.") }
            var place = 0
            return iterator("islice") { (interpreter) throws(LanguageError) in
                while next < stop {
                    guard let value = try source.next(interpreter) else { return nil }
                    place += 1
                    if place - 1 == next {
                        next = next.addingReportingOverflow(step).overflow ? Int.max : next + step
                        return value
                    }
                }
                return nil
            }
        },
        NativeFunction(
            "accumulate",
            [Parameter("iterable"), Parameter("func", .none), .keyword("initial", .none)],
            doc: "Running sums, or running results of a function of two values."
        ) { (call) throws(LanguageError) in
            let source = try call.interpreter.iterate(call[0])
            let function = call.optional(1)
            var total: Value? = nil
            var first = call.optional(2)
            return iterator("accumulate") { (interpreter) throws(LanguageError) in
                if let value = first {
                    first = nil
                    total = value
                    return value
                }
                guard let value = try source.next(interpreter) else { return nil }
                let result: Value
                if let before = total {
                    result =
                        if let function { try interpreter.call(function, [before, value]) } else {
                            try interpreter.binary(.add, before, value)
                        }
                } else {
                    result = value
                }
                total = result
                return result
            }
        },
        NativeFunction(
            "takewhile", [.positional("predicate"), .positional("iterable")], doc: "Values as long as a test holds."
        ) { (call) throws(LanguageError) in
            let test = call[0]
            let source = try call.interpreter.iterate(call[1])
            return iterator("takewhile") { (interpreter) throws(LanguageError) in
                guard let value = try source.next(interpreter) else { return nil }
                return try interpreter.truth(interpreter.call(test, [value])) ? value : nil
            }
        },
        NativeFunction(
            "dropwhile", [.positional("predicate"), .positional("iterable")],
            doc: "Values from the first for which a test fails."
        ) { (call) throws(LanguageError) in
            let test = call[0]
            let source = try call.interpreter.iterate(call[1])
            var dropping = true
            return iterator("dropwhile") { (interpreter) throws(LanguageError) in
                while let value = try source.next(interpreter) {
                    if !dropping { return value }
                    if try !interpreter.truth(interpreter.call(test, [value])) {
                        dropping = false
                        return value
                    }
                }
                return nil
            }
        },
        NativeFunction(
            "filterfalse", [.positional("predicate"), .positional("iterable")],
            doc: "The values for which a test fails."
        ) { (call) throws(LanguageError) in
            let test = call[0]
            let source = try call.interpreter.iterate(call[1])
            return iterator("filterfalse") { (interpreter) throws(LanguageError) in
                while let value = try source.next(interpreter) {
                    let answer = test.isNone ? value : try interpreter.call(test, [value])
                    if try !interpreter.truth(answer) { return value }
                }
                return nil
            }
        },
        NativeFunction(
            "compress", [Parameter("data"), Parameter("selectors")], doc: "The values whose selectors are true."
        ) { (call) throws(LanguageError) in
            let data = try call.interpreter.iterate(call[0]), selectors = try call.interpreter.iterate(call[1])
            return iterator("compress") { (interpreter) throws(LanguageError) in
                while let value = try data.next(interpreter), let selector = try selectors.next(interpreter) {
                    if try interpreter.truth(selector) { return value }
                }
                return nil
            }
        },
        NativeFunction(
            "starmap", [.positional("function"), .positional("iterable")],
            doc: "A function of each tuple's values as arguments."
        ) { (call) throws(LanguageError) in
            let function = call[0]
            let source = try call.interpreter.iterate(call[1])
            return iterator("starmap") { (interpreter) throws(LanguageError) in
                guard let value = try source.next(interpreter) else { return nil }
                return try interpreter.call(function, interpreter.array(of: value))
            }
        },
        NativeFunction("pairwise", [.positional("iterable")], doc: "Pairs of neighbours.") {
            (call) throws(LanguageError) in
            let source = try call.interpreter.iterate(call[0])
            var before: Value?
            return iterator("pairwise") { (interpreter) throws(LanguageError) in
                if before == nil { before = try source.next(interpreter) }
                guard let left = before, let right = try source.next(interpreter) else { return nil }
                before = right
                return .tuple(Tuple([left, right]))
            }
        },
        NativeFunction(
            "zip_longest", [.rest("iterables"), .keyword("fillvalue", .none)],
            doc: "Tuples of values at the same place until the longest ends."
        ) { (call) throws(LanguageError) in
            var sources: [Iteration?] = []
            for value in call.rest(0) { sources.append(try call.interpreter.iterate(value)) }
            let fill = call[1]
            return iterator("zip_longest") { (interpreter) throws(LanguageError) in
                var values: [Value] = []
                var found = false
                for i in sources.indices {
                    if let value = try sources[i]?.next(interpreter) {
                        values.append(value)
                        found = true
                    } else {
                        sources[i] = nil
                        values.append(fill)
                    }
                }
                return found ? .tuple(Tuple(values)) : nil
            }
        },
        NativeFunction(
            "groupby", [Parameter("iterable"), Parameter("key", .none)], doc: "Runs of values with equal keys."
        ) { (call) throws(LanguageError) in
            let groups = Groups(try call.interpreter.iterate(call[0]), key: call.optional(1))
            return iterator("groupby") { (interpreter) throws(LanguageError) in try groups.nextGroup(interpreter) }
        },
        NativeFunction(
            "tee", [.positional("iterable"), .positional("n", .int(2))], doc: "Several iterators over the same values."
        ) { (call) throws(LanguageError) in
            let source = try call.interpreter.iterate(call[0])
            let count = try call.int(1)
            if count < 0 { throw LanguageError.valueError("n must be >= 0") }
            if count > 1_000_000 { throw LanguageError(.memoryError, "") }
            let shared = Shared(source)
            return .tuple(
                Tuple(
                    (0..<count).map { _ in
                        var place = 0
                        return iterator("_tee") { (interpreter) throws(LanguageError) in
                            place += 1
                            return try shared.value(at: place - 1, interpreter)
                        }
                    }))
        },
        NativeFunction("batched", [.positional("iterable"), .positional("n")], doc: "Tuples of so many values each.") {
            (call) throws(LanguageError) in
            let source = try call.interpreter.iterate(call[0])
            let count = try call.int(1)
            if count < 1 { throw LanguageError.valueError("n must be at least one") }
            return iterator("batched") { (interpreter) throws(LanguageError) in
                var values: [Value] = []
                while values.count < count, let value = try source.next(interpreter) { values.append(value) }
                return values.isEmpty ? nil : .tuple(Tuple(values))
            }
        },
    ]

    /// What iterators from one `tee` have read so far.
    private final class Shared {
        let source: Iteration
        var values: [Value] = []

        init(_ source: Iteration) { self.source = source }

        func value(at place: Int, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
            while values.count <= place {
                guard let value = try source.next(interpreter) else { return nil }
                values.append(value)
            }
            return values[place]
        }
    }

    /// The walk behind `groupby`: asking for the next group ends the one before.
    private final class Groups {
        let source: Iteration
        let key: Value?
        /// The value that begins the next group or goes on with the current one.
        var pending: (key: Value, value: Value)?
        var current: Value?
        var number = 0

        init(_ source: Iteration, key: Value?) {
            self.source = source
            self.key = key
        }

        private func read(_ interpreter: Interpreter) throws(LanguageError) -> Bool {
            guard let value = try source.next(interpreter) else {
                pending = nil
                return false
            }
            let made = if let key { try interpreter.call(key, [value]) } else { value }
            pending = (made, value)
            return true
        }

        func nextGroup(_ interpreter: Interpreter) throws(LanguageError) -> Value? {
            if let current {
                while let (key, _) = pending, try interpreter.equal(key, current) {
                    if try !read(interpreter) { return nil }
                }
            } else {
                _ = try read(interpreter)
            }
            guard let (key, _) = pending else { return nil }
            current = key
            number += 1
            let mine = number
            let group = iterator("_grouper") { [self] (interpreter) throws(LanguageError) in
                guard mine == number, let (next, value) = pending, try interpreter.equal(next, key) else { return nil }
                _ = try read(interpreter)
                return value
            }
            return .tuple(Tuple([key, group]))
        }
    }
}
