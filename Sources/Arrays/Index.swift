import Language
import Tensors

/// What stands between an array's brackets, read from the language's values.
public enum NumPyIndex {
    private static var wrong: LanguageError {
        .indexError(
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
        )
    }

    /// The items of a key.
    public static func items(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> [IndexItem] {
        guard case .tuple(let tuple) = key else { return [try item(key, interpreter)] }
        var result: [IndexItem] = []
        var hasEllipsis = false
        for part in tuple.values {
            let next = try item(part, interpreter)
            if case .ellipsis = next {
                if hasEllipsis { throw LanguageError.indexError("an index can only have a single ellipsis ('...')") }
                hasEllipsis = true
            }
            result.append(next)
        }
        return result
    }

    private static func item(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> IndexItem {
        switch key {
        case .int(let place): return .index(place)
        case .none: return .newAxis
        case .object(let slice as SliceObject):
            return .slice(
                start: try part(slice.start, interpreter), stop: try part(slice.stop, interpreter),
                step: try part(slice.step, interpreter))
        case .object(is EllipsisObject): return .ellipsis
        case .object(let number as ScalarObject) where number.dtype.isInteger:
            return .index(Int(number.scalar.int))
        case .object(let truth as ScalarObject) where truth.dtype == .bool:
            return .mask(try lifting { () throws(TensorError) in try Tensor(truth.scalar, dtype: .bool) })
        case .object(let array as ArrayObject): return try item(array.tensor)
        case .list(let list):
            if list.values.isEmpty {
                return .places(try lifting { () throws(TensorError) in try Tensor(shape: [0], dtype: .int64) })
            }
            let places = try NumPyArgument.tensor(key, interpreter)
            guard !places.dtype.isFloat else { throw wrong }
            return try item(places)
        case .tuple: return try item(NumPyArgument.tensor(key, interpreter))
        case .object(is RangeObject): return try item(NumPyArgument.tensor(key, interpreter))
        case .bool(let truth):
            return .mask(try lifting { () throws(TensorError) in try Tensor(.bool(truth), dtype: .bool) })
        default: throw wrong
        }
    }

    private static func item(_ tensor: Tensor) throws(LanguageError) -> IndexItem {
        if tensor.dtype == .bool { return .mask(tensor) }
        guard tensor.dtype.isInteger else {
            throw LanguageError.indexError("arrays used as indices must be of integer (or boolean) type")
        }
        return tensor.rank == 0 ? .index(Int(tensor.scalar(at: []).int)) : .places(tensor)
    }

    private static func part(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        if case .none = value { return nil }
        if let place = interpreter.index(value) { return place }
        if case .object(let number as BigInteger) = value { return number.nearest }
        throw LanguageError.typeError("slice indices must be integers or None or have an __index__ method")
    }

    /// `array[key]`.
    static let get: @Sendable (Object, Value, Interpreter) throws(LanguageError) -> Value = {
        (object, key, interpreter) throws(LanguageError) in
        guard let array = object as? ArrayObject else { return .none }
        let tensor = array.tensor
        if case .int(let index) = key, tensor.rank > 0 {
            let size = tensor.shape[0]
            guard index >= -size && index < size else {
                throw LanguageError.indexError("index \(index) is out of bounds for axis 0 with size \(size)")
            }
            let place = index < 0 ? index + size : index
            if tensor.rank == 1 { return .object(ScalarObject(tensor.scalar(at: [place]), tensor.dtype)) }
            return .object(ArrayObject(tensor[first: place]))
        }
        if case .object(let object) = key, let places = (object as? ArrayObject)?.tensor,
            let part = try lifting({ () throws(TensorError) in try tensor.elements(at: places) })
        {
            return .object(ArrayObject(part))
        }
        if let view = PlainIndex.view(tensor, key) { return view }
        let items = try items(key, interpreter)
        let part = try lifting { () throws(TensorError) in try tensor[items] }
        let keepsArray = items.contains { if case .ellipsis = $0 { true } else { false } }
        return keepsArray ? Value(part) : .result(part)
    }

    /// `array[key] = value`.
    static let set: @Sendable (Object, Value, Value, Interpreter) throws(LanguageError) -> Void = {
        (object, key, value, interpreter) throws(LanguageError) in
        guard let array = object as? ArrayObject else { return }
        let tensor = array.tensor
        if try PlainIndex.set(tensor, key, value) { return }
        let items = try items(key, interpreter)
        // A wrong index is told of before a value that does not fit; places of arrays are looked at after it.
        try lifting { () throws(TensorError) in try tensor.check(items) }
        if let single = try element(tensor, items, value, interpreter) {
            return try lifting { () throws(TensorError) in try tensor.set(items, to: single) }
        }
        let new: Tensor
        switch value {
        case .str(let text) where tensor.rank > 0:
            let number = Double(text.string)
            guard let number else {
                throw tensor.dtype.isFloat
                    ? LanguageError.valueError("could not convert string to float: '\(text.string)'")
                    : LanguageError.valueError("invalid literal for int() with base 10: '\(text.string)'")
            }
            new = try NumPyArgument.tensor(.float(number), interpreter, dtype: tensor.dtype)
        case .none where tensor.dtype.isFloat:
            new = try NumPyArgument.tensor(.float(.nan), interpreter, dtype: tensor.dtype)
        case .object(let number as ScalarObject) where isGathered(items):
            // Cast at once, and told of even where no element takes it.
            new = try FloatErrors.watch("cast", interpreter) { () throws(LanguageError) in
                try lifting { () throws(TensorError) in
                    try Tensor(number.scalar, dtype: number.dtype).asType(tensor.dtype)
                }
            }
        case .int, .float, .object(is ScalarObject):
            new = try NumPyArgument.assigned(value, to: tensor.dtype, interpreter)
        case .list, .tuple, .object(is ItemArray):
            new =
                ItemFunctions.holdsItems(value)
                ? try ItemGathering.array(value, nil, interpreter).numbers(tensor.dtype, interpreter)
                : try NumPyArgument.tensor(value, interpreter, dtype: tensor.dtype)
        default: new = try NumPyArgument.tensor(value, interpreter)
        }
        if new.dtype == tensor.dtype {
            return try lifting { () throws(TensorError) in try tensor.set(items, to: new) }
        }
        try FloatErrors.watch("cast", interpreter) { () throws(LanguageError) in
            try lifting { () throws(TensorError) in try tensor.set(items, to: new) }
        }
    }

    /// True where arrays of places or masks are among the items.
    private static func isGathered(_ items: [IndexItem]) -> Bool {
        items.contains { item in
            switch item {
            case .places, .mask: true
            default: false
            }
        }
    }

    /// What a sequence or array puts into one element: truth values take a list's truth, all else refuses it.
    private static func element(
        _ tensor: Tensor, _ items: [IndexItem], _ value: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor? {
        var (places, isWhole) = (0, false)
        for item in items {
            switch item {
            case .index: places += 1
            case .ellipsis: isWhole = true
            default: return nil
            }
        }
        guard places == tensor.rank else { return nil }
        let refusal = "setting an array element with a sequence."
        switch value {
        case .list, .tuple:
            if tensor.dtype == .bool, !isWhole {
                let truth = try interpreter.truth(value)
                return try lifting { () throws(TensorError) in try Tensor(.bool(truth), dtype: .bool) }
            }
            _ = try lifting { () throws(TensorError) in try tensor[items] }
            if tensor.dtype.isInteger, !isWhole {
                throw LanguageError.typeError(
                    "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'",
                    hint: "one element takes one number")
            }
            throw LanguageError.valueError(
                isWhole
                    ? refusal + " The requested array would exceed the maximum number of dimension of 0." : refusal,
                hint: "one element takes one number")
        case .object(let array as ArrayObject) where array.tensor.rank > 0 && !isWhole:
            if tensor.dtype == .bool, array.tensor.count == 1 { return nil }
            _ = try lifting { () throws(TensorError) in try tensor[items] }
            throw LanguageError.valueError(refusal, hint: "one element takes one number")
        default: return nil
        }
    }
}
