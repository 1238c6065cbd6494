import Language
import Tensors

/// Arrays of texts and objects as arrays of other types.
extension ItemArray {
    /// The elements as texts of a width, or as objects; the array itself where it has the type.
    func cast(to wanted: ItemType, _ interpreter: Interpreter) throws(LanguageError) -> ItemArray {
        var wanted = wanted
        if wanted == .text(0) {
            wanted = type.isText ? type : .text(max(1, try widest(interpreter)))
        }
        if wanted == type { return self }
        var cells: [Value] = []
        for (i, element) in try elements.enumerated() {
            if i & 0xFFFF == 0 { try interpreter.checkInterrupt() }
            cells.append(try ItemGathering.textCell(element, wanted, interpreter))
        }
        return try ItemArray(cells, places.shape, wanted)
    }

    private func widest(_ interpreter: Interpreter) throws(LanguageError) -> Int {
        var width = 0
        for element in try elements { width = max(width, try interpreter.str(element).unicodeScalars.count) }
        return width
    }

    /// The elements as numbers: texts are read as `int` and `float` read them, objects must be numbers.
    ///
    /// - isPlain: true where the texts came from a list: errors show them as they stand there.
    func numbers(
        _ dtype: DType, _ interpreter: Interpreter, isPlain: Bool = false
    ) throws(LanguageError) -> Tensor {
        if dtype == .bool { return try truths(interpreter) }
        guard let read = interpreter.globals.builtin(dtype.isFloat ? "float" : "int") else { throw refusal }
        var numbers: [Value] = []
        for (i, element) in try elements.enumerated() {
            if i & 0xFFFF == 0 { try interpreter.checkInterrupt() }
            if case .none = element, dtype.isFloat {
                numbers.append(.float(.nan))
                continue
            }
            do throws(LanguageError) {
                numbers.append(try interpreter.call(read, [element]))
            } catch {
                guard type.isText, error.kind == .valueError else { throw error }
                let start =
                    dtype.isFloat
                    ? "could not convert string to float" : "invalid literal for int() with base 10"
                throw LanguageError.valueError(
                    "\(start): \(try interpreter.repr(isPlain ? ItemGathering.objectCell(element) : element))")
            }
        }
        let flat = try NumPyArgument.tensor(Value(numbers), interpreter, dtype: dtype)
        return try lifting { () throws(TensorError) in try flat.reshaped(places.shape) }
    }

    /// Where texts are not empty and objects are true.
    func truths(_ interpreter: Interpreter) throws(LanguageError) -> Tensor {
        var truths: [Bool] = []
        try NumPyState.of(interpreter).nested { () throws(LanguageError) in
            for element in try elements { truths.append(try interpreter.truth(element)) }
        }
        return try lifting { () throws(TensorError) in try Tensor(truths, shape: places.shape) }
    }
}

/// `astype` to and from texts and objects.
enum ItemCasting {
    /// The method of arrays of texts and objects.
    static func astype(_ items: ItemArray, _ call: Call) throws(LanguageError) -> Value {
        if let type = ItemType(call[0]) {
            let result = try items.cast(to: type, call.interpreter)
            return .object(result === items ? try items.copy() : result)
        }
        return Value(try items.numbers(try NumPyArgument.dtype(call[0]), call.interpreter))
    }

    /// What `astype` of an array of numbers gives for a type of texts or objects; `nil` for other types.
    static func astype(_ x: Tensor, _ call: Call) throws(LanguageError) -> Value? {
        guard let type = ItemType(call[0]) else { return nil }
        let items = try ItemGathering.numbers(x, type, call.interpreter)
        if case .object(is ScalarObject)? = call.receiver { return try items.elements.first }
        return .object(items)
    }
}
