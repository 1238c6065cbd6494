/// `heapq`: lists as heaps, with CPython's order of comparisons, so that the lists look the same.
enum HeapModule {
    /// Values with the function that compares them.
    private struct Heap {
        let list: List
        let interpreter: Interpreter
        /// True where the largest comes first.
        var isMax = false

        func precedes(_ a: Value, _ b: Value) throws(LanguageError) -> Bool {
            try interpreter.truth(isMax ? interpreter.compare(.less, b, a) : interpreter.compare(.less, a, b))
        }

        private func check(_ count: Int) throws(LanguageError) {
            if list.values.count != count { throw LanguageError.runtimeError("list changed size during iteration") }
        }

        /// Moves a value towards the root until its parent precedes it.
        func rise(_ place: Int, from start: Int) throws(LanguageError) {
            let count = list.values.count
            guard place < count else { return }
            var place = place
            let item = list.values[place]
            while place > start {
                let parent = (place - 1) >> 1
                let above = list.values[parent]
                let goes = try precedes(item, above)
                try check(count)
                if !goes { break }
                list.values[place] = above
                place = parent
            }
            list.values[place] = item
        }

        /// Moves a value to a leaf along the smaller children, then up to its place.
        func sink(_ start: Int) throws(LanguageError) {
            let count = list.values.count
            guard start < count else { return }
            var place = start
            let item = list.values[place]
            var child = 2 * place + 1
            while child < count {
                let right = child + 1
                if right < count {
                    let leftFirst = try precedes(list.values[child], list.values[right])
                    try check(count)
                    if !leftFirst { child = right }
                }
                list.values[place] = list.values[child]
                place = child
                child = 2 * place + 1
            }
            list.values[place] = item
            try rise(place, from: start)
        }

        func heapify() throws(LanguageError) {
            for place in stride(from: list.values.count / 2 - 1, through: 0, by: -1) {
                try sink(place)
                if place & 0xFFF == 0 { try interpreter.checkInterrupt() }
            }
        }

        func pop() throws(LanguageError) -> Value {
            guard let last = list.values.popLast() else { throw LanguageError.indexError("index out of range") }
            guard let first = list.values.first else { return last }
            list.values[0] = last
            try sink(0)
            return first
        }
    }

    private static func heap(_ call: Call) throws(LanguageError) -> Heap {
        guard case .list(let list) = call[0] else {
            throw LanguageError.typeError(
                "\(call.function.name)() argument 1 must be list, not \(call[0].typeName)")
        }
        return Heap(list: list, interpreter: call.interpreter)
    }

    private static func extremes(_ name: String, _ doc: String, largest: Bool) -> NativeFunction {
        NativeFunction(name, [Parameter("n"), Parameter("iterable"), Parameter("key", .none)], doc: doc) {
            (call) throws(LanguageError) in
            let interpreter = call.interpreter
            let count = try call.place(0)
            let sorted = try interpreter.call(
                interpreter.globals.builtin("sorted") ?? .none, [call[1]],
                [("key", call[2]), ("reverse", .bool(largest))])
            return Value(Array(try interpreter.array(of: sorted).prefix(max(0, count))))
        }
    }

    private static func merged(_ call: Call) throws(LanguageError) -> Value {
        let (key, isMax) = (call[1], try call.bool(2))
        var sources: [Iteration] = []
        for value in call.rest(0) { sources.append(try call.interpreter.iterate(value)) }
        // What each source gives next, with the key by which it is chosen.
        var heads: [(key: Value, value: Value)?]?
        func advance(_ source: Int, _ interpreter: Interpreter) throws(LanguageError) -> (key: Value, value: Value)? {
            guard let value = try sources[source].next(interpreter) else { return nil }
            return (key.isNone ? value : try interpreter.call(key, [value]), value)
        }
        return .object(
            Iteration("generator") { (interpreter) throws(LanguageError) in
                var present: [(key: Value, value: Value)?] = []
                if let heads {
                    present = heads
                } else {
                    for i in sources.indices { present.append(try advance(i, interpreter)) }
                }
                var best: Int?
                for (i, head) in present.enumerated() {
                    guard let head else { continue }
                    guard let found = best, let other = present[found] else {
                        best = i
                        continue
                    }
                    let comes = try interpreter.truth(
                        isMax
                            ? interpreter.compare(.less, other.key, head.key)
                            : interpreter.compare(.less, head.key, other.key))
                    if comes { best = i }
                }
                guard let best, let head = present[best] else { return nil }
                present[best] = try advance(best, interpreter)
                heads = present
                return head.value
            })
    }

    private static let heapParameter = Parameter.positional("heap")
    private static let itemParameter = Parameter.positional("item")

    static let module = NativeModule(
        "heapq", doc: "Lists as heaps: the smallest value comes first.",
        functions: [
            NativeFunction("heappush", [heapParameter, itemParameter], doc: "Adds a value.") {
                (call) throws(LanguageError) in
                let heap = try heap(call)
                heap.list.values.append(call[1])
                try heap.rise(heap.list.values.count - 1, from: 0)
                return .none
            },
            NativeFunction("heappop", [heapParameter], doc: "Takes out the smallest value.") {
                (call) throws(LanguageError) in try heap(call).pop()
            },
            NativeFunction("heapify", [heapParameter], doc: "Makes a list a heap.") { (call) throws(LanguageError) in
                try heap(call).heapify()
                return .none
            },
            NativeFunction(
                "heapreplace", [heapParameter, itemParameter], doc: "Takes out the smallest, then adds a value."
            ) {
                (call) throws(LanguageError) in
                let heap = try heap(call)
                guard let first = heap.list.values.first else { throw LanguageError.indexError("index out of range") }
                heap.list.values[0] = call[1]
                try heap.sink(0)
                return first
            },
            NativeFunction(
                "heappushpop", [heapParameter, itemParameter], doc: "Adds a value, then takes out the smallest."
            ) {
                (call) throws(LanguageError) in
                let heap = try heap(call)
                guard let first = heap.list.values.first, try heap.precedes(first, call[1]) else { return call[1] }
                if heap.list.values.isEmpty { throw LanguageError.indexError("index out of range") }
                heap.list.values[0] = call[1]
                try heap.sink(0)
                return first
            },
            extremes("nlargest", "The largest values, the largest first.", largest: true),
            extremes("nsmallest", "The smallest values, the smallest first.", largest: false),
            NativeFunction(
                "merge", [.rest("iterables"), .keyword("key", .none), .keyword("reverse", .bool(false))],
                doc: "Sorted iterables as one sorted iterator."
            ) { (call) throws(LanguageError) in try merged(call) },
        ])
}

/// `bisect`: places in sorted lists.
enum BisectModule {
    private static let parameters = [
        Parameter("a"), Parameter("x"), Parameter("lo", .int(0)), Parameter("hi", .none),
        Parameter.keyword("key", .none),
    ]

    /// The place for a value, before or after those equal to it.
    private static func place(_ call: Call, _ value: Value, after: Bool) throws(LanguageError) -> Int {
        let interpreter = call.interpreter
        var low = try call.place(2)
        if low < 0 { throw LanguageError.valueError("lo must be non-negative") }
        var high = call[3].isNone ? try interpreter.length(call[0]) : try call.place(3)
        while low < high {
            let middle = low + (high - low) / 2
            var item = try interpreter.getItem(call[0], .int(middle))
            if !call[4].isNone { item = try interpreter.call(call[4], [item]) }
            if after {
                if try interpreter.truth(interpreter.compare(.less, value, item)) {
                    high = middle
                } else {
                    low = middle + 1
                }
            } else {
                if try interpreter.truth(interpreter.compare(.less, item, value)) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
        }
        return low
    }

    private static func finder(_ name: String, after: Bool) -> NativeFunction {
        NativeFunction(
            name, parameters, doc: "The place for a value, \(after ? "after" : "before") those equal to it."
        ) { (call) throws(LanguageError) in .int(try place(call, call[1], after: after)) }
    }

    private static func inserter(_ name: String, after: Bool) -> NativeFunction {
        NativeFunction(
            name, parameters, doc: "Puts a value at its place, \(after ? "after" : "before") those equal to it."
        ) { (call) throws(LanguageError) in
            let interpreter = call.interpreter
            let key = call[4].isNone ? call[1] : try interpreter.call(call[4], [call[1]])
            let place = Value.int(try place(call, key, after: after))
            return try interpreter.call(interpreter.getAttribute(call[0], "insert"), [place, call[1]])
        }
    }

    static let module = NativeModule(
        "bisect", doc: "Places in sorted lists.",
        functions: [
            finder("bisect", after: true), finder("bisect_right", after: true), finder("bisect_left", after: false),
            inserter("insort", after: true), inserter("insort_right", after: true),
            inserter("insort_left", after: false),
        ])
}
