/// `collections.deque`: a list that grows and shrinks at both ends.
final class DequeObject: Object {
    /// Elements from `head` on; what stands before was taken out.
    private var storage: [Value] = []
    private var head = 0
    let limit: Int?

    init(_ values: [Value], limit: Int?) {
        self.limit = limit
        storage = values
        super.init()
        trim(left: true)
    }

    override var nativeType: NativeType { DequeObject.type }

    var count: Int { storage.count - head }
    var values: [Value] {
        get { Array(storage[head...]) }
        set {
            storage = newValue
            head = 0
        }
    }

    private func trim(left: Bool) {
        guard let limit else { return }
        while count > limit { _ = left ? popLeft() : storage.popLast() }
    }

    func append(_ value: Value) {
        storage.append(value)
        trim(left: true)
    }

    func appendLeft(_ value: Value) {
        if head == 0 {
            let room = max(8, storage.count)
            storage.insert(contentsOf: repeatElement(.none, count: room), at: 0)
            head = room
        }
        head -= 1
        storage[head] = value
        trim(left: false)
    }

    func pop() -> Value? { count == 0 ? nil : storage.removeLast() }

    func popLeft() -> Value? {
        if count == 0 { return nil }
        let value = storage[head]
        storage[head] = .none
        head += 1
        if head > 32 && head * 2 > storage.count {
            storage.removeSubrange(..<head)
            head = 0
        }
        return value
    }

    private static func deque(_ call: Call) throws(LanguageError) -> DequeObject {
        guard case .object(let deque as DequeObject)? = call.receiver else {
            throw LanguageError.typeError("not a deque")
        }
        return deque
    }

    static let type: NativeType = NativeType(
        name: "deque", module: "collections", doc: "A list that grows and shrinks at both ends.",
        constructor: NativeFunction(
            "deque", [Parameter("iterable", .missing), Parameter("maxlen", .none)],
            doc: "A list that grows and shrinks at both ends, perhaps with a largest length."
        ) { (call) throws(LanguageError) in
            var limit: Int?
            if !call[1].isNone {
                guard call[1].bigInt != nil else { throw LanguageError.typeError("an integer is required") }
                limit = try call.place(1)
                if limit ?? 0 < 0 { throw LanguageError.valueError("maxlen must be non-negative") }
            }
            return .object(DequeObject(call.isGiven(0) ? try call.values(0) : [], limit: limit))
        },
        methods: [
            NativeFunction("append", [.positional("value")], doc: "Adds a value on the right.") {
                (call) throws(LanguageError) in
                try deque(call).append(call[0])
                return .none
            },
            NativeFunction("appendleft", [.positional("value")], doc: "Adds a value on the left.") {
                (call) throws(LanguageError) in
                try deque(call).appendLeft(call[0])
                return .none
            },
            NativeFunction("pop", doc: "Takes out the last value.") { (call) throws(LanguageError) in
                guard let value = try deque(call).pop() else {
                    throw LanguageError.indexError("pop from an empty deque")
                }
                return value
            },
            NativeFunction("popleft", doc: "Takes out the first value.") { (call) throws(LanguageError) in
                guard let value = try deque(call).popLeft() else {
                    throw LanguageError.indexError("pop from an empty deque")
                }
                return value
            },
            NativeFunction("extend", [.positional("iterable")], doc: "Adds values on the right.") {
                (call) throws(LanguageError) in
                for value in try call.values(0) { try deque(call).append(value) }
                return .none
            },
            NativeFunction("extendleft", [.positional("iterable")], doc: "Adds values on the left, one after another.")
            {
                (call) throws(LanguageError) in
                for value in try call.values(0) { try deque(call).appendLeft(value) }
                return .none
            },
            NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
                try deque(call).values = []
                return .none
            },
            NativeFunction("copy", doc: "A new deque of the same values.") { (call) throws(LanguageError) in
                let deque = try deque(call)
                return .object(DequeObject(deque.values, limit: deque.limit))
            },
            NativeFunction("count", [.positional("value")], doc: "How often a value occurs.") {
                (call) throws(LanguageError) in
                var count = 0
                for value in try deque(call).values where try call.interpreter.same(value, call[0]) { count += 1 }
                return .int(count)
            },
            NativeFunction("rotate", [.positional("n", .int(1))], doc: "Moves values from the right end to the left.") {
                (call) throws(LanguageError) in
                let deque = try deque(call)
                let (count, n) = (deque.count, try call.place(0))
                if count > 1 {
                    let shift = ((n % count) + count) % count
                    let values = deque.values
                    deque.values = Array(values.suffix(shift) + values.prefix(count - shift))
                }
                return .none
            },
        ],
        properties: [
            NativeProperty("maxlen", doc: "The largest length, or None.") { (object, _) in
                (object as? DequeObject)?.limit.map { .int($0) } ?? .none
            }
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                let deque = object as? DequeObject
                let inside = try interpreter.repr(Value(deque?.values ?? []))
                return "deque(\(inside)" + (deque?.limit.map { ", maxlen=\($0))" } ?? ")")
            }
            $0.length = { (object, _) throws(LanguageError) in (object as? DequeObject)?.count ?? 0 }
            $0.iterate = { (object, _) throws(LanguageError) in
                Iteration(over: (object as? DequeObject)?.values ?? [])
            }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let deque = object as? DequeObject, let place = try interpreter.smallInteger(key) else {
                    throw LanguageError.typeError("sequence index must be integer, not '\(key.typeName)'")
                }
                return deque.storage[deque.head + (try place.within(deque.count, "deque index out of range"))]
            }
            $0.setItem = { (object, key, value, interpreter) throws(LanguageError) in
                guard let deque = object as? DequeObject, let place = try interpreter.smallInteger(key) else {
                    throw LanguageError.typeError("sequence index must be integer, not '\(key.typeName)'")
                }
                deque.storage[deque.head + (try place.within(deque.count, "deque index out of range"))] = value
            }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let a = object as? DequeObject, case .object(let b as DequeObject) = other else { return nil }
                return try interpreter.compare(op, Value(a.values), Value(b.values))
            }
        })
}
