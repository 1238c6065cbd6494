extension Interpreter {
    /// `container[key]`.
    public func getItem(_ container: Value, _ key: Value) throws(LanguageError) -> Value {
        switch container {
        case .list(let list):
            if case .int(let place) = key {
                return list.values[try place.within(list.values.count, "list index out of range")]
            }
            if let slice = key.slice { return Value(try pick(list.values, slice)) }
            return list.values[try sequenceIndex(key, "list").within(list.values.count, "list index out of range")]
        case .tuple(let tuple):
            if let slice = key.slice { return .tuple(Tuple(try pick(tuple.values, slice))) }
            return tuple.values[try sequenceIndex(key, "tuple").within(tuple.values.count, "tuple index out of range")]
        case .dict(let dict):
            if let place = try dict.table.find(key, hash: hash(key), self) { return dict.table[place: place] }
            if let variant = dict.variant { return try variant.missing(dict, key, self) }
            throw LanguageError.keyError(key)
        case .str(let text):
            if let slice = key.slice { return try pick(text, slice) }
            return .str(
                text.character(at: try sequenceIndex(key, "string").within(text.count, "string index out of range")))
        case .object(let object):
            if let range = object as? RangeObject {
                guard case .int(let place) = key else {
                    return try NativeType.rangeSlots.getItem?(range, key, self) ?? .none
                }
                return .int(
                    range.start &+ (try place.within(range.count, "range object index out of range")) &* range.step)
            }
            if let bytes = object as? BytesObject {
                if let slice = key.slice {
                    let (start, _, step, count) = try bounds(slice, bytes.bytes.count)
                    return .object(BytesObject((0..<count).map { bytes.bytes[start + $0 * step] }))
                }
                return .int(
                    Int(bytes.bytes[try sequenceIndex(key, "byte").within(bytes.bytes.count, "index out of range")]))
            }
            if let slot = object.nativeType.slot(\.getItem) { return try slot(object, key, self) }
            if let answer = try callSpecial("__getitem__", container, [key]) { return answer }
            if let payload = container.payload { return try derivedItem(container, payload, key) }
            if let enumeration = (object as? ClassObject)?.enumeration {
                guard case .str(let name) = key, let member = enumeration[name.string] else {
                    throw LanguageError.keyError(key)
                }
                return member
            }
            if let cls = object as? ClassObject, let answer = try parametrized(cls, key) { return answer }
        default: break
        }
        throw LanguageError.typeError(
            container.heapObject is ClassObject
                ? "type '\((container.heapObject as? ClassObject)?.name ?? "")' is not subscriptable"
                : "'\(container.typeName)' object is not subscriptable", hint: subscriptHint(container))
    }

    /// `list[int]`: classes of containers take parameters, which mean nothing here.
    private func parametrized(_ cls: ClassObject, _ key: Value) throws(LanguageError) -> Value? {
        if let method = cls.lookUp("__class_getitem__") {
            if case .object(let descriptor as Descriptor) = method {
                return try call(descriptor.get, [.object(cls), key])
            }
            return try call(method, [.object(cls), key])
        }
        let plain: Set<String> = ["object", "int", "float", "bool", "str", "bytes", "range", "slice"]
        let isPlain = cls.order.allSatisfy { $0.isUser || $0.exception != nil || plain.contains($0.name) }
        return isPlain ? nil : .object(cls)
    }

    /// An item of a built-in container inside an instance; a dictionary's class may have `__missing__`.
    private func derivedItem(_ container: Value, _ payload: Value, _ key: Value) throws(LanguageError) -> Value {
        if case .dict(let dict) = payload, case .object(let instance as Instance) = container,
            instance.cls.overrides("__missing__"), try dict.table.find(key, hash: hash(key), self) == nil,
            let answer = try callSpecial("__missing__", container, [key])
        {
            return answer
        }
        return try naming(container, payload) { () throws(LanguageError) in try getItem(payload, key) }
    }

    private func subscriptHint(_ container: Value) -> String? {
        switch container {
        case .function: "a function is called with round brackets: f(x)"
        case .none: "the value is None: a function without `return` gives None"
        default: nil
        }
    }

    /// `container[key] = value`.
    public func setItem(_ container: Value, _ key: Value, _ value: Value) throws(LanguageError) {
        switch container {
        case .list(let list):
            if let slice = key.slice { return try assign(list, slice, value) }
            let place = try sequenceIndex(key, "list").within(list.values.count, "list assignment index out of range")
            list.values[place] = value
            return
        case .dict(let dict): return try dict.table.set(key, value, hash: hash(key), self)
        case .object(let object):
            if let slot = object.nativeType.slot(\.setItem) { return try slot(object, key, value, self) }
            if try callSpecial("__setitem__", container, [key, value]) != nil { return }
            if let payload = container.payload {
                return try naming(container, payload) { () throws(LanguageError) in try setItem(payload, key, value) }
            }
        default: break
        }
        _ = try isPlace(key, in: container)
        throw LanguageError.typeError("'\(container.typeName)' object does not support item assignment")
    }

    /// `del container[key]`.
    public func deleteItem(_ container: Value, _ key: Value) throws(LanguageError) {
        switch container {
        case .list(let list):
            if let slice = key.slice {
                let (start, _, step, count) = try bounds(slice, list.values.count)
                let gone = Set((0..<count).map { start + $0 * step })
                list.values = list.values.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
                return
            }
            let place = try sequenceIndex(key, "list").within(list.values.count, "list assignment index out of range")
            list.values.remove(at: place)
            return
        case .dict(let dict):
            guard let place = try dict.table.find(key, hash: hash(key), self) else { throw LanguageError.keyError(key) }
            dict.table.remove(place: place)
            return
        case .object(let object):
            if let slot = object.nativeType.slot(\.deleteItem) { return try slot(object, key, self) }
            if try callSpecial("__delitem__", container, [key]) != nil { return }
            if let payload = container.payload {
                return try naming(container, payload) { () throws(LanguageError) in try deleteItem(payload, key) }
            }
        default: break
        }
        let isPlace = try isPlace(key, in: container)
        throw LanguageError.typeError(
            "'\(container.typeName)' object \(isPlace ? "doesn't" : "does not") support item deletion")
    }

    /// Whether CPython takes a key for a place in a value whose elements can't change; raises IndexError for a place
    /// beyond 64 bits.
    private func isPlace(_ key: Value, in container: Value) throws(LanguageError) -> Bool {
        switch container {
        case .str, .tuple: break
        case .object(let object):
            guard
                object is SetObject || object.nativeType === NativeType.range || object is BytesObject
                    || object is Instance
            else { return false }
        default: return false
        }
        if try integer(key) == nil { return false }
        _ = try sequenceIndex(key, "sequence")
        return true
    }

    private func sequenceIndex(_ key: Value, _ kind: String) throws(LanguageError) -> Int {
        if case .int(let place) = key { return place }
        if let place = try smallInteger(key) { return place }
        if try integer(key) != nil {
            throw LanguageError.indexError("cannot fit '\(key.typeName)' into an index-sized integer")
        }
        if kind == "string" { throw LanguageError.typeError("string indices must be integers, not '\(key.typeName)'") }
        throw LanguageError.typeError("\(kind) indices must be integers or slices, not \(key.typeName)")
    }

    /// Start, stop and step of a slice over `count` elements, clipped as Python does, and how many elements it takes.
    public func bounds(
        _ slice: SliceObject, _ count: Int
    ) throws(LanguageError) -> (start: Int, stop: Int, step: Int, count: Int) {
        func part(_ value: Value) throws(LanguageError) -> Int? {
            if value.isNone { return nil }
            guard let number = try integer(value)?.clamped else { throw LanguageError.notASliceIndex }
            return number
        }
        let step = try part(slice.step) ?? 1
        if step == 0 { throw LanguageError.valueError("slice step cannot be zero") }
        func clip(_ value: Int, _ low: Int, _ high: Int) -> Int {
            let from = value < 0 ? value.addingReportingOverflow(count).partialValue : value
            return min(max(from, low), high)
        }
        let low = step > 0 ? 0 : -1
        let high = step > 0 ? count : count - 1
        let start = try part(slice.start).map { clip($0, low, high) } ?? (step > 0 ? low : high)
        let stop = try part(slice.stop).map { clip($0, low, high) } ?? (step > 0 ? high : low)
        let span = step > 0 ? stop - start : start - stop
        let taken = span > 0 ? Int((UInt(span) - 1) / step.magnitude) + 1 : 0
        return (start, stop, step, taken)
    }

    private func pick(_ values: [Value], _ slice: SliceObject) throws(LanguageError) -> [Value] {
        let (start, _, step, count) = try bounds(slice, values.count)
        if step == 1 { return Array(values[start..<start + count]) }
        return (0..<count).map { values[start + $0 * step] }
    }

    private func pick(_ text: Str, _ slice: SliceObject) throws(LanguageError) -> Value {
        let (start, _, step, count) = try bounds(slice, text.count)
        if text.isASCII && step == 1 {
            let utf8 = text.string.utf8
            let from = utf8.index(utf8.startIndex, offsetBy: start)
            return Value(String(text.string[from..<utf8.index(from, offsetBy: count)]))
        }
        var result = String.UnicodeScalarView()
        let scalars = text.scalars
        for i in 0..<count { result.append(scalars[start + i * step]) }
        return Value(String(result))
    }

    /// `list[a:b:c] = values`.
    private func assign(_ list: List, _ slice: SliceObject, _ value: Value) throws(LanguageError) {
        let new: [Value]
        do throws(LanguageError) {
            new = try array(of: value)
        } catch {
            if error.kind == .typeError { throw LanguageError.typeError("can only assign an iterable") }
            throw error
        }
        let (start, stop, step, count) = try bounds(slice, list.values.count)
        if step == 1 {
            list.values.replaceSubrange(start..<max(start, stop), with: new)
            return
        }
        if new.count != count {
            throw LanguageError.valueError(
                "attempt to assign sequence of size \(new.count) to extended slice of size \(count)")
        }
        for i in 0..<count { list.values[start + i * step] = new[i] }
    }
}

extension Value {
    /// The slice that stands between brackets, where it is one.
    @inlinable public var slice: SliceObject? {
        if case .object(let object) = self { object as? SliceObject } else { nil }
    }
}

extension Int {
    /// A Python index into `count` elements: negative ones count from the end; outside is an IndexError.
    @inline(__always) public func within(_ count: Int, _ message: @autoclosure () -> String) throws(LanguageError)
        -> Int
    {
        let place = self < 0 ? self &+ count : self
        if place < 0 || place >= count { throw LanguageError.indexError(message()) }
        return place
    }
}
