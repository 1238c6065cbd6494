import Arrays
import Drawing
import Language
import Tensors
import Vision

/// Numbers that a program gave to be drawn: an array, a list, a tuple, a range, nested or not.
struct NumberField {
    /// Sizes; none for a single number.
    let shape: [Int]
    /// In row-major order.
    let values: [Double]
    /// True when every number was an integer: pixels of 0...255.
    let isWhole: Bool

    /// Reads numbers.
    ///
    /// - Throws: TypeError for what are no numbers, ValueError for rows of different lengths.
    init(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        if let tensor = NumberField.tensor(of: value) {
            shape = tensor.shape
            do { values = try tensor.elements(as: Double.self) } catch { throw .valueError(error.message) }
            isWhole = [.bool, .signed, .unsigned].contains(tensor.dtype.kind)
            return
        }
        if let number = try NumberField.scalar(value, interpreter) {
            (shape, values) = ([], [number])
            if case .float = value { isWhole = false } else { isWhole = true }
            return
        }
        if case .str(let text) = value {
            throw .typeError("numbers expected, not the text '\(text.string)'")
        }
        let items = try interpreter.array(of: value)
        var numbers: [Double] = []
        var inner: [Int]?
        var isWhole = true
        for item in items {
            let part = try NumberField(item, interpreter)
            if let inner, inner != part.shape {
                throw .valueError(
                    "setting an array element with a sequence: the rows have different lengths",
                    hint: "every row of a table of numbers needs the same number of values")
            }
            inner = part.shape
            numbers += part.values
            isWhole = isWhole && part.isWhole
        }
        shape = [items.count] + (inner ?? [])
        values = numbers
        self.isWhole = isWhole
    }

    /// The array behind a value, where it is one.
    static func tensor(of value: Value) -> Tensor? {
        guard case .object(let object) = value, let array = object as? ArrayObject else { return nil }
        return array.tensor
    }

    private static func scalar(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        switch value {
        case .int(let number): return Double(number)
        case .float(let number): return number
        case .bool(let truth): return truth ? 1 : 0
        case .none: return .nan
        case .object(let object) where object.nativeType.slot(\.length) == nil: return try interpreter.number(value)
        default: return nil
        }
    }

    /// Numbers along one axis; a single number is a list of one.
    static func list(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Double] {
        try NumberField(value, interpreter).values
    }

    /// The columns of a table of numbers: what `plot` makes a curve of.
    var columns: [[Double]] {
        guard shape.count == 2 else { return [values] }
        return (0..<shape[1]).map { column in (0..<shape[0]).map { values[$0 * shape[1] + column] } }
    }
}

/// Runs what may fail to be drawn; its error becomes Python's ValueError.
func raising<T>(_ body: () throws(DrawingError) -> T) throws(LanguageError) -> T {
    do { return try body() } catch { throw .valueError(error.message, hint: error.hint) }
}

/// Runs what may fail to be read; its error becomes FileNotFoundError, OSError or ValueError.
func raising<T>(_ body: () throws(VisionError) -> T) throws(LanguageError) -> T {
    do { return try body() } catch {
        let kind: ExceptionKind =
            switch error.kind {
            case .missing: .fileNotFoundError
            case .unreadable: .osError
            case .damaged, .unidentified: .valueError
            }
        throw LanguageError(kind, error.message, hint: error.hint)
    }
}
