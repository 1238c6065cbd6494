import Language
import Tensors

/// Reading and setting parts of arrays of texts and objects.
enum ItemIndex {
    /// `array[key]`: the places are indexed as numbers are.
    static let get: @Sendable (Object, Value, Interpreter) throws(LanguageError) -> Value = {
        (object, key, interpreter) throws(LanguageError) in
        guard let items = object as? ItemArray else { return .none }
        switch try NumPyIndex.get(ArrayObject(items.places), key, interpreter) {
        case .object(let part as ArrayObject): return try items.with(part.tensor, keepsArray: true)
        case .object(let place as ScalarObject): return items.block.cells[Int(place.scalar.int)]
        case let other: return other
        }
    }

    /// `array[key] = value`: the cells of the places that the key selects.
    static let set: @Sendable (Object, Value, Value, Interpreter) throws(LanguageError) -> Void = {
        (object, key, value, interpreter) throws(LanguageError) in
        guard let items = object as? ItemArray else { return }
        let targets: Tensor
        switch try NumPyIndex.get(ArrayObject(items.places), key, interpreter) {
        case .object(let part as ArrayObject): targets = part.tensor
        case .object(let place as ScalarObject):
            items.block.cells[Int(place.scalar.int)] = try single(value, items.type, interpreter)
            return
        default: return
        }
        let source = try ItemGathering.array(value, items.type, interpreter)
        guard let wide = source.places.broadcast(to: targets.shape) else {
            try tell(items, key, source, interpreter)
            // Leading axes of length one are left out, as NumPy does.
            let rest = try lifting { () throws(TensorError) in try source.places.reshaped(targets.shape) }
            return try assign(items, targets, ItemArray(rest, source.block))
        }
        try assign(items, targets, ItemArray(wide, source.block))
    }

    private static func assign(_ items: ItemArray, _ targets: Tensor, _ source: ItemArray) throws(LanguageError) {
        // Read as a whole first: the source may be a view of the target.
        let new = try source.elements
        let places = try lifting { () throws(TensorError) in try targets.elements(as: Int64.self) }
        for (place, element) in zip(places, new) { items.block.cells[Int(place)] = element }
    }

    private static func single(
        _ value: Value, _ type: ItemType, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        guard type.isText else { return ItemGathering.objectCell(value) }
        switch value {
        case .list, .tuple:
            throw LanguageError.valueError("setting an array element with a sequence")
        case .object(let array as ItemArray):
            guard array.places.count == 1 else {
                throw LanguageError.valueError("setting an array element with a sequence")
            }
            return try ItemGathering.textCell(array.elements[0], type, interpreter)
        default: return try ItemGathering.textCell(value, type, interpreter)
        }
    }

    /// Raises what assigning numbers of those shapes raises; nothing where they fit.
    private static func tell(
        _ items: ItemArray, _ key: Value, _ source: ItemArray, _ interpreter: Interpreter
    ) throws(LanguageError) {
        let target = try lifting { () throws(TensorError) in try Tensor(shape: items.places.shape, dtype: .int64) }
        try NumPyIndex.set(ArrayObject(target), key, Value(source.places), interpreter)
    }
}
