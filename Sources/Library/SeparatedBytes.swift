import Language

/// Takes bytes out of the state of a widget: they travel beside the message.
struct SeparatedBytes {
    /// Keys and places that lead to each.
    private(set) var paths: [Value] = []
    private(set) var buffers: [Value] = []

    private static let depthLimit = 200

    /// The value without the bytes in it: dictionaries lose their keys, lists have None in their place.
    mutating func without(_ value: Value, path: [Value], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard path.count < SeparatedBytes.depthLimit else { throw LanguageError.valueError("too deep for JSON") }
        let count = buffers.count
        switch value {
        case .dict(let dict):
            let kept = Dict()
            var changed = false
            for (key, item) in dict.table.pairs {
                if item.byteContent != nil {
                    take(item, path + [key])
                    continue
                }
                let rest = try without(item, path: path + [key], interpreter)
                changed = changed || !rest.isIdentical(to: item)
                try kept.set(key, rest, interpreter)
            }
            return buffers.count == count && !changed ? value : .dict(kept)
        case .list(let list): return try items(list.values, value, path, interpreter)
        case .tuple(let tuple): return try items(tuple.values, value, path, interpreter)
        default: return value
        }
    }

    private mutating func items(
        _ values: [Value], _ whole: Value, _ path: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let count = buffers.count
        var kept: [Value] = []
        for (place, item) in values.enumerated() {
            if item.byteContent != nil {
                take(item, path + [.int(place)])
                kept.append(.none)
            } else {
                kept.append(try without(item, path: path + [.int(place)], interpreter))
            }
        }
        return buffers.count == count ? whole : Value(kept)
    }

    private mutating func take(_ bytes: Value, _ path: [Value]) {
        paths.append(Value(path))
        buffers.append(bytes)
    }
}
