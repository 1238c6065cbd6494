import Language
import Tensors

/// Values of the language read as arrays, dtypes, shapes and axes.
public enum NumPyArgument {
    /// Any number, nested list, range or array as a tensor.
    /// - dtype: the wanted type; `nil` for the one that the numbers ask for.
    public static func tensor(_ value: Value, _ interpreter: Interpreter, dtype: DType? = nil) throws(LanguageError)
        -> Tensor
    {
        switch value {
        case .object(let array as ArrayObject):
            guard let dtype, dtype != array.tensor.dtype else { return array.tensor }
            if array.tensor.dtype.isFloat {
                return try FloatErrors.watch("cast", interpreter) { () throws(LanguageError) in
                    try lifting { () throws(TensorError) in try array.tensor.asType(dtype) }
                }
            }
            return try lifting { () throws(TensorError) in try array.tensor.asType(dtype) }
        case .object(let number as ScalarObject):
            return try lifting { () throws(TensorError) in try Tensor(number.scalar, dtype: dtype ?? number.dtype) }
        case .object(let flat as FlatView):
            let tensor = try flat.flattened()
            return try lifting { () throws(TensorError) in
                if let dtype { return try tensor.asType(dtype).copy() }
                return try tensor.copy()
            }
        case .object(let object as any ArrayShowing):
            let tensor = try object.shownTensor()
            return try lifting { () throws(TensorError) in
                try dtype.map { (type) throws(TensorError) in try tensor.asType(type) } ?? tensor
            }
        case .object(let object as Instance) where makesArrays(object):
            guard let method = try interpreter.findAttribute(value, "__array__") else { break }
            let made = try interpreter.call(method, [])
            guard case .object(is ArrayObject) = made else {
                throw LanguageError.valueError("object __array__ method not producing an array")
            }
            return try tensor(made, interpreter, dtype: dtype)
        default: break
        }
        var gathering = NestedNumbers(interpreter)
        return try gathering.tensor(value, dtype)
    }

    /// True for objects of the program that are arrays when they are asked.
    static func makesArrays(_ object: Object) -> Bool {
        guard let instance = object as? Instance else { return false }
        return instance.cls.lookUp("__array__") != nil
    }

    /// A dtype by name, type or object.
    public static func dtype(_ value: Value) throws(LanguageError) -> DType {
        switch value {
        case .str(let name):
            if let found = DType(named: name.string) { return found }
            throw LanguageError.typeError(
                "data type '\(name.string)' not understood",
                hint: "known names: " + DType.allCases.map(\.name).joined(separator: ", "))
        case .object(let object as DTypeObject): return object.dtype
        case .object(let cls as ClassObject):
            guard let native = cls.native else { break }
            if native === NativeType.float { return .float64 }
            if native === NativeType.int { return .int64 }
            if native === NativeType.bool { return .bool }
            if let found = DType.allCases.first(where: { NativeType.scalarType($0) === native }) { return found }
        default: break
        }
        if case .list(let fields) = value, let first = fields.values.first, let text = plainText(first) {
            throw LanguageError.typeError("Field elements must be 2- or 3-tuples, got '\(text)'")
        }
        throw LanguageError.typeError("Cannot interpret '\(value.typeName)' value as a data type")
    }

    /// Numbers and lists of them as text; `nil` for all else.
    private static func plainText(_ value: Value) -> String? {
        switch value {
        case .int(let number): String(number)
        case .bool(let truth): truth ? "True" : "False"
        case .float(let number): Scalar.float(number).text(.float64)
        case .list(let list):
            list.values.count < 100 ? "[" + list.values.map { plainText($0) ?? "" }.joined(separator: ", ") + "]" : nil
        default: nil
        }
    }

    /// A shape: one number or a sequence of them.
    public static func shape(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Int] {
        if case .tuple(let tuple) = value, let sizes = plainSizes(tuple.values) { return sizes }
        if let size = interpreter.index(value) { return [size] }
        switch value {
        case .float:
            throw LanguageError.typeError(
                "expected a sequence of integers or a single integer, got '\(try interpreter.repr(value))'")
        case .str, .none:
            throw LanguageError.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
        case .object(let number as BigInteger):
            throw LanguageError.valueError(
                number.nearest < 0 ? "negative dimensions are not allowed" : "Maximum allowed dimension exceeded")
        default: break
        }
        var sizes: [Int] = []
        for element in try interpreter.array(of: value) {
            guard let size = interpreter.index(element) else {
                throw LanguageError.typeError("'\(element.typeName)' object cannot be interpreted as an integer")
            }
            sizes.append(size)
        }
        return sizes
    }

    private static func plainSizes(_ values: [Value]) -> [Int]? {
        var sizes: [Int] = []
        sizes.reserveCapacity(values.count)
        for value in values {
            guard case .int(let size) = value else { return nil }
            sizes.append(size)
        }
        return sizes
    }

    /// Axes: None, one or several.
    public static func axes(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Int]? {
        switch value {
        case .none, .unbound: nil
        case .int(let axis) where axis >= -1 && axis <= 1: commonAxes[axis + 1]
        case .float: throw LanguageError.typeError("'float' object cannot be interpreted as an integer")
        default: try shape(value, interpreter)
        }
    }

    /// The lists of one axis that nearly all calls name, made once.
    private static let commonAxes = [[-1], [0], [1]]
}

extension Call {
    /// The argument as a tensor.
    public func tensor(_ place: Int, dtype: DType? = nil) throws(LanguageError) -> Tensor {
        try NumPyArgument.tensor(self[place], interpreter, dtype: dtype)
    }

    /// The argument as a dtype; `nil` where none or None was given.
    public func dtype(_ place: Int) throws(LanguageError) -> DType? {
        guard let value = optional(place) else { return nil }
        return try NumPyArgument.dtype(value)
    }

    /// The argument as a shape; `nil` where none or None was given.
    public func shape(_ place: Int) throws(LanguageError) -> [Int]? {
        guard let value = optional(place) else { return nil }
        return try NumPyArgument.shape(value, interpreter)
    }

    /// The argument as axes; `nil` for all.
    public func axes(_ place: Int) throws(LanguageError) -> [Int]? { try NumPyArgument.axes(self[place], interpreter) }

    /// The argument as one axis; `nil` where none or None was given.
    public func axis(_ place: Int) throws(LanguageError) -> Int? { optional(place) == nil ? nil : try int(place) }

    /// The argument as a size or a place; what is no integer is refused in NumPy's words.
    public func wholeNumber(_ place: Int) throws(LanguageError) -> Int {
        switch self[place] {
        case .float, .str, .none, .list, .tuple:
            throw LanguageError.typeError("'\(self[place].typeName)' object cannot be interpreted as an integer")
        default: return try int(place)
        }
    }

    /// Every element of the argument as a tensor.
    public func tensors(_ place: Int) throws(LanguageError) -> [Tensor] {
        if case .object(let array as ArrayObject) = self[place], array.tensor.rank == 0 {
            throw LanguageError.typeError("iteration over a 0-d array")
        }
        var result: [Tensor] = []
        for value in try values(place) { result.append(try NumPyArgument.tensor(value, interpreter)) }
        return result
    }

    /// A result, written to the array at a place where one was given there.
    func delivered(_ result: Tensor, to place: Int, of name: String) throws(LanguageError) -> Value {
        guard let output = try output(place) else { return .result(result) }
        guard output.tensor.shape == result.shape, result.dtype.castsWithinKind(to: output.tensor.dtype) else {
            throw LanguageError.valueError(
                "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)",
                hint: "\(name) gives \(result.dtype.name) of shape \(TensorError.text(of: result.shape))")
        }
        try lifting { () throws(TensorError) in try output.tensor.assign(result) }
        return .object(output)
    }

    /// The array to write results to.
    func output(_ place: Int) throws(LanguageError) -> ArrayObject? {
        guard let value = optional(place) else { return nil }
        guard case .object(let array as ArrayObject) = value else {
            throw LanguageError.typeError("return arrays must be of ArrayType")
        }
        return array
    }
}

/// Numbers in nested lists, gathered in row-major order.
struct NestedNumbers {
    private let interpreter: Interpreter
    private var numbers: [Scalar] = []
    private var found: DType?

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    /// The tensor of a number or nest of sequences.
    mutating func tensor(_ value: Value, _ dtype: DType?) throws(LanguageError) -> Tensor {
        guard let shape = try shape(of: value, depth: 0) else { return try number(value, dtype) }
        if try sequence(value).allSatisfy(isArray), let first = try sequence(value).first, isArray(first) {
            return try stacked(value, dtype)
        }
        try gather(value, shape, 0)
        let type = dtype ?? found ?? .float64
        let tensor = try lifting { () throws(TensorError) in try Tensor(uninitialized: shape, dtype: type) }
        try check(type)
        if type == .float16 || type == .float32, found != type {
            for place in numbers.indices {
                numbers[place] = try ArrayOperators.narrowed(numbers[place], type, interpreter)
            }
        }
        tensor.write(numbers)
        return tensor
    }

    private func isArray(_ value: Value) -> Bool {
        if case .object(let array as ArrayObject) = value { array.tensor.rank > 0 } else { false }
    }

    private func stacked(_ value: Value, _ dtype: DType?) throws(LanguageError) -> Tensor {
        var tensors: [Tensor] = []
        for part in try sequence(value) { tensors.append(try NumPyArgument.tensor(part, interpreter)) }
        if tensors.contains(where: { $0.shape != tensors[0].shape }) { throw ragged([tensors.count]) }
        return try lifting { () throws(TensorError) in
            let joined = try Tensor.stack(tensors)
            return try dtype.map { (type) throws(TensorError) in try joined.asType(type) } ?? joined
        }
    }

    private func number(_ value: Value, _ dtype: DType?) throws(LanguageError) -> Tensor {
        let (scalar, type) = try read(value)
        if let dtype {
            switch value {
            case .int, .float, .object(is ScalarObject):
                return try NumPyArgument.assigned(value, to: dtype, interpreter)
            default: break
            }
        }
        return try lifting { () throws(TensorError) in try Tensor(scalar, dtype: dtype ?? type) }
    }

    private func read(_ value: Value) throws(LanguageError) -> (Scalar, DType) {
        switch value {
        case .bool(let truth): return (.bool(truth), .bool)
        case .int(let number): return (.int(Int64(number)), .int64)
        case .float(let number): return (.float(number), .float64)
        case .object(let number as ScalarObject): return (number.scalar, number.dtype)
        case .object(let array as ArrayObject) where array.tensor.rank == 0:
            return (array.tensor.scalar(at: []), array.tensor.dtype)
        case .object(let items as ItemArray): throw items.refusal
        case .object(let number as BigInteger):
            guard let fitting = number.unsigned64 else {
                throw LanguageError(.overflowError, "Python int too large to convert to C long")
            }
            return (.uint(fitting), .uint64)
        default:
            throw LanguageError.typeError(
                "arrays hold numbers here, not '\(value.typeName)'", hint: "keep texts and other objects in a list")
        }
    }

    /// The elements of a sequence; `nil` for what is none.
    private func elements(_ value: Value) throws(LanguageError) -> [Value]? {
        switch value {
        case .list(let list): return list.values
        case .tuple(let tuple): return tuple.values
        case .object(let range as RangeObject): return try interpreter.array(of: .object(range))
        case .object(let array as ArrayObject) where array.tensor.rank > 0:
            return try interpreter.array(of: .object(array))
        default: return nil
        }
    }

    private func sequence(_ value: Value) throws(LanguageError) -> [Value] { try elements(value) ?? [] }

    /// Sizes along the first elements; `nil` for a number.
    private func shape(of value: Value, depth: Int) throws(LanguageError) -> [Int]? {
        if depth > 64 {
            throw LanguageError.valueError("setting an array element with a sequence: more than 64 levels")
        }
        guard let elements = try elements(value) else { return nil }
        guard let first = elements.first else { return [0] }
        return [elements.count] + (try shape(of: first, depth: depth + 1) ?? [])
    }

    private mutating func gather(_ value: Value, _ shape: [Int], _ depth: Int) throws(LanguageError) {
        let isLast = depth == shape.count - 1
        for element in try sequence(value) {
            if isLast {
                if try elements(element) != nil { throw ragged(Array(shape[...depth])) }
                let (number, type) = try read(element)
                if found != type { found = found.map { DType.promote($0, type) } ?? type }
                numbers.append(number)
            } else {
                guard let inner = try elements(element), inner.count == shape[depth + 1] else {
                    throw ragged(Array(shape[...depth]))
                }
                try gather(element, shape, depth + 1)
            }
        }
    }

    private func ragged(_ shape: [Int]) -> LanguageError {
        .valueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(shape.count) dimensions. The detected shape was \(TensorError.text(of: shape)) + inhomogeneous part.",
            hint: "every row must have the same number of elements")
    }

    private func check(_ dtype: DType) throws(LanguageError) {
        guard dtype.isInteger, dtype != found else { return }
        for number in numbers {
            if case .float(let value) = number {
                _ = try NumPyArgument.assigned(.float(value), to: dtype, interpreter)
            } else {
                try NestedNumbers.check(number, dtype)
            }
        }
    }

    /// Python integers must fit the type.
    static func check(_ scalar: Scalar, _ dtype: DType) throws(LanguageError) {
        guard dtype != .bool, let range = dtype.integerRange, case .int(let number) = scalar else { return }
        if number < range.low || number > 0 && UInt64(number) > range.high {
            throw LanguageError.overflow("Python integer \(number) out of bounds for \(dtype.name)")
        }
    }
}
