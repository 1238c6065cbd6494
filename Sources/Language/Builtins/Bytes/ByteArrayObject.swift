/// `bytearray`: bytes that change.
final class ByteArrayObject: Object {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    override var nativeType: NativeType { .bytearray }
}

extension Value {
    /// The bytes of a bytes or bytearray.
    public var byteContent: [UInt8]? {
        switch self {
        case .object(let object as BytesObject): object.bytes
        case .object(let object as ByteArrayObject): object.bytes
        default: nil
        }
    }

    /// Bytes as a value.
    init(bytes: [UInt8]) { self = .object(BytesObject(bytes)) }
}

extension NativeType {
    static let bytearray: NativeType = NativeType(
        name: "bytearray", doc: "Bytes that change.", constructor: BytesMethods.bytearray,
        methods: BytesMethods.sharedRows(isMutable: true) + BytesMethods.changingRows,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "bytearray(\(BytesMethods.repr((object as? ByteArrayObject)?.bytes ?? [])))"
            }
            $0.length = { (object, _) throws(LanguageError) in (object as? ByteArrayObject)?.bytes.count ?? 0 }
            $0.hash = { (_, _) throws(LanguageError) in
                throw LanguageError.typeError("unhashable type: 'bytearray'")
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                var place = 0
                return Iteration("bytearray_iterator") { _ in
                    guard let bytes = (object as? ByteArrayObject)?.bytes, place < bytes.count else { return nil }
                    place += 1
                    return .int(Int(bytes[place - 1]))
                }
            }
            $0.contains = { (object, value, interpreter) throws(LanguageError) in
                try BytesMethods.contains((object as? ByteArrayObject)?.bytes ?? [], value, interpreter)
            }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let array = object as? ByteArrayObject else { return .none }
                if let slice = key.slice {
                    let (start, _, step, count) = try interpreter.bounds(slice, array.bytes.count)
                    return .object(ByteArrayObject((0..<count).map { array.bytes[start + $0 * step] }))
                }
                return .int(Int(array.bytes[try array.place(key, interpreter)]))
            }
            $0.setItem = { (object, key, value, interpreter) throws(LanguageError) in
                guard let array = object as? ByteArrayObject else { return }
                guard let slice = key.slice else {
                    array.bytes[try array.place(key, interpreter)] = try BytesMethods.byte(value, interpreter)
                    return
                }
                let new = try BytesMethods.content(value, interpreter)
                let (start, stop, step, count) = try interpreter.bounds(slice, array.bytes.count)
                if step == 1 {
                    array.bytes.replaceSubrange(start..<max(start, stop), with: new)
                } else if new.count == count {
                    for i in 0..<count { array.bytes[start + i * step] = new[i] }
                } else {
                    throw LanguageError.valueError(
                        "attempt to assign bytes of size \(new.count) to extended slice of size \(count)")
                }
            }
            $0.deleteItem = { (object, key, interpreter) throws(LanguageError) in
                guard let array = object as? ByteArrayObject else { return }
                guard let slice = key.slice else {
                    array.bytes.remove(at: try array.place(key, interpreter))
                    return
                }
                let (start, _, step, count) = try interpreter.bounds(slice, array.bytes.count)
                let gone = Set((0..<count).map { start + $0 * step })
                array.bytes = array.bytes.indices.filter { !gone.contains($0) }.map { array.bytes[$0] }
            }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard let mine = (object as? ByteArrayObject)?.bytes, let theirs = other.byteContent else { return nil }
                return .bool(BytesMethods.compare(op, mine, theirs))
            }
            $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
                guard let mine = (object as? ByteArrayObject)?.bytes else { return nil }
                switch op {
                case .add:
                    guard let theirs = other.byteContent else { return nil }
                    return reflected
                        ? .object(BytesObject(theirs + mine)) : .object(ByteArrayObject(mine + theirs))
                case .multiply:
                    guard let times = try interpreter.smallInteger(other) else { return nil }
                    return .object(ByteArrayObject(try BytesMethods.repeated(mine, times)))
                default: return nil
                }
            }
            $0.inPlace = { (op, object, other, interpreter) throws(LanguageError) in
                guard op == .add, let array = object as? ByteArrayObject else { return nil }
                guard let theirs = other.byteContent else {
                    throw LanguageError.typeError("can't concat \(other.typeName) to bytearray")
                }
                array.bytes += theirs
                return .object(array)
            }
        })
}

extension ByteArrayObject {
    fileprivate func place(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int {
        guard let place = try interpreter.smallInteger(key) else {
            throw LanguageError.typeError("bytearray indices must be integers or slices, not \(key.typeName)")
        }
        return try place.within(bytes.count, "bytearray index out of range")
    }
}

extension BytesMethods {
    /// `bytearray(…)`.
    static let bytearray = NativeFunction(
        "bytearray",
        [Parameter("source", .missing), Parameter("encoding", .missing), Parameter("errors", .missing)],
        doc: "Bytes that change, from numbers, a text or a count."
    ) { (call) throws(LanguageError) in .object(ByteArrayObject(try content(call))) }

    private static func array(_ call: Call) throws(LanguageError) -> ByteArrayObject {
        guard case .object(let array as ByteArrayObject)? = call.receiver else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires a 'bytearray' object")
        }
        return array
    }

    /// What only bytes that change can do.
    static let changingRows: [NativeFunction] = [
        NativeFunction("append", [.positional("item")], doc: "Adds a byte.") { (call) throws(LanguageError) in
            try array(call).bytes.append(try byte(call[0], call.interpreter))
            return .none
        },
        NativeFunction("extend", [.positional("iterable")], doc: "Adds bytes.") { (call) throws(LanguageError) in
            try array(call).bytes += try content(call[0], call.interpreter, "byte must be in range(0, 256)")
            return .none
        },
        NativeFunction("insert", [.positional("index"), .positional("item")], doc: "Adds a byte at a place.") {
            (call) throws(LanguageError) in
            let array = try array(call)
            let place = try call.place(0)
            let count = array.bytes.count
            array.bytes.insert(
                try byte(call[1], call.interpreter), at: min(count, max(0, place < 0 ? place + count : place)))
            return .none
        },
        NativeFunction("pop", [.positional("index", .int(-1))], doc: "Takes out a byte.") {
            (call) throws(LanguageError) in
            let array = try array(call)
            if array.bytes.isEmpty { throw LanguageError.indexError("pop from empty bytearray") }
            let place = try call.place(0).within(array.bytes.count, "pop index out of range")
            return .int(Int(array.bytes.remove(at: place)))
        },
        NativeFunction("remove", [.positional("value")], doc: "Takes out the first such byte.") {
            (call) throws(LanguageError) in
            let array = try array(call)
            guard let place = array.bytes.firstIndex(of: try byte(call[0], call.interpreter)) else {
                throw LanguageError.valueError("value not found in bytearray")
            }
            array.bytes.remove(at: place)
            return .none
        },
        NativeFunction("reverse", doc: "Turns the order round.") { (call) throws(LanguageError) in
            try array(call).bytes.reverse()
            return .none
        },
        NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
            try array(call).bytes = []
            return .none
        },
        NativeFunction("copy", doc: "A new bytearray of the same bytes.") { (call) throws(LanguageError) in
            .object(ByteArrayObject(try array(call).bytes))
        },
    ]
}
