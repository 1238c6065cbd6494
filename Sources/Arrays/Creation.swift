import Glibc
import Language
import Tensors

/// Making arrays.
enum ArrayCreation {
    private static let type = Parameter("dtype", .none, doc: "Type of the elements.")

    static let rows: [NativeFunction] = [
        NativeFunction(
            "array",
            [
                Parameter("object"), type, .keyword("copy", .bool(true)), .keyword("order", .str("K")),
                .keyword("subok", .bool(false)), .keyword("ndmin", .int(0)),
            ],
            doc: "Create an array."
        ) { (call) throws(LanguageError) in
            let x = try call.tensor(0, dtype: call.dtype(1))
            let least = try call.int(5)
            let copies = try call.bool(2)
            if case .bool(false) = call[2] {
                var isSame = false
                if case .object(let given as ArrayObject) = call[0] { isSame = given.tensor.dtype == x.dtype }
                if !isSame {
                    throw LanguageError.valueError(
                        "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\nFor more details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword."
                    )
                }
            }
            return Value(
                try lifting { () throws(TensorError) in
                    let own = copies ? try x.copy() : x
                    return own.rank >= least
                        ? own : try own.reshaped([Int](repeating: 1, count: least - own.rank) + own.shape)
                })
        },
        asArray("asarray", "Convert the input to an array."), asArray("asanyarray", "Convert the input to an array."),
        NativeFunction(
            "ascontiguousarray", [Parameter("a"), type],
            doc: "The array with its elements in row-major order in memory."
        ) { (call) throws(LanguageError) in
            let dtype = try call.dtype(1)
            if case .object(let array as ArrayObject) = call[0], array.tensor.isContiguous,
                dtype == nil || dtype == array.tensor.dtype
            {
                return call[0]
            }
            let x = try call.tensor(0, dtype: dtype)
            return Value(try lifting { () throws(TensorError) in try (x.rank == 0 ? x.reshaped([1]) : x).contiguous() })
        },
        filled("zeros", "A new array of given shape and type, filled with zeros.", nil),
        filled("ones", "A new array of given shape and type, filled with ones.", .int(1)),
        filled("empty", "A new array of given shape and type; here its elements are zero.", nil),
        NativeFunction(
            "full", [Parameter("shape"), Parameter("fill_value"), type], doc: "A new array filled with a value."
        ) {
            (call) throws(LanguageError) in
            let (shape, dtype) = (try call.shape(0) ?? [], try call.dtype(2))
            if let dtype, let none = try nothing(shape, dtype, call[1]) { return none }
            let value =
                if let dtype { try NumPyArgument.copied(call[1], to: dtype, call.interpreter) } else {
                    try call.tensor(1)
                }
            return Value(
                try lifting { () throws(TensorError) in
                    let result = try Tensor(uninitialized: shape, dtype: value.dtype)
                    try result.assign(value)
                    return result
                })
        },
        like("zeros_like", "Zeros with the shape and type of another array.", nil),
        like("ones_like", "Ones with the shape and type of another array.", .int(1)),
        like("empty_like", "A new array with the shape and type of another.", nil),
        NativeFunction(
            "full_like",
            [
                Parameter("a"), Parameter("fill_value"), type, Parameter("order", .str("K")),
                Parameter("subok", .bool(true)),
                Parameter("shape", .none),
            ], doc: "A full array like another."
        ) {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let dtype = try call.dtype(2) ?? x.dtype
            let shape = try call.shape(5) ?? x.shape
            if let none = try nothing(shape, dtype, call[1]) { return none }
            let value = try NumPyArgument.copied(call[1], to: dtype, call.interpreter)
            return Value(
                try lifting { () throws(TensorError) in
                    let result = try Tensor(uninitialized: shape, dtype: dtype)
                    try result.assign(value)
                    return result
                })
        },
        NativeFunction(
            "eye", [Parameter("N"), Parameter("M", .none), Parameter("k", .int(0)), type],
            doc: "Ones on a diagonal and zeros elsewhere."
        ) {
            (call) throws(LanguageError) in
            let rows = try call.wholeNumber(0)
            let columns = call.optional(1) == nil ? rows : try call.wholeNumber(1)
            return try eye(rows, columns, try call.wholeNumber(2), try call.dtype(3))
        },
        NativeFunction("identity", [Parameter("n"), type], doc: "The identity array.") { (call) throws(LanguageError) in
            let size = try call.wholeNumber(0)
            return try eye(size, size, 0, try call.dtype(1))
        },
        NativeFunction(
            "arange", [Parameter("start"), Parameter("stop", .none), Parameter("step", .none), type],
            doc: "Evenly spaced values within an interval, the end not included."
        ) { (call) throws(LanguageError) in try arange(call) },
        NativeFunction(
            "_linspace",
            [
                Parameter("start"), Parameter("stop"), Parameter("num", .int(50)), Parameter("endpoint", .bool(true)),
                Parameter("retstep", .bool(false)), type,
            ],
            doc: "Evenly spaced numbers over an interval."
        ) { (call) throws(LanguageError) in
            let (start, stop, count, closed) = (
                try call.double(0), try call.double(1), try call.wholeNumber(2), try call.bool(3)
            )
            if count < 0 { throw LanguageError.valueError("Number of samples, \(count), must be non-negative.") }
            let gaps = closed ? count - 1 : count
            let step = gaps > 0 ? (stop - start) / Double(gaps) : .nan
            let result = try spaced(count, call.dtype(5)) { i in
                closed && i == count - 1 && count > 1 ? stop : (gaps > 0 ? Double(i) * step : 0) + start
            }
            return try call.bool(4)
                ? .tuple(Tuple([Value(result), .object(ScalarObject(.float(step), .float64))])) : Value(result)
        },
        NativeFunction(
            "logspace",
            [
                Parameter("start"), Parameter("stop"), Parameter("num", .int(50)), Parameter("endpoint", .bool(true)),
                Parameter("base", .float(10)), type,
            ],
            doc: "Numbers spaced evenly on a log scale."
        ) { (call) throws(LanguageError) in
            let (start, stop, count, closed, base) = (
                try call.double(0), try call.double(1), try call.wholeNumber(2), try call.bool(3), try call.double(4)
            )
            let gaps = closed ? count - 1 : count
            let step = gaps > 0 ? (stop - start) / Double(gaps) : 0
            let dtype = try call.dtype(5)
            if count < 0 { throw LanguageError.valueError("Number of samples, \(count), must be non-negative.") }
            return Value(
                try spaced(count, dtype) { i in
                    pow(base, closed && i == count - 1 && count > 1 ? stop : Double(i) * step + start)
                })
        },
        NativeFunction(
            "frombuffer",
            [
                Parameter("buffer"), Parameter("dtype", .str("float64")), Parameter("count", .int(-1)),
                Parameter("offset", .int(0)),
            ], doc: "An array from bytes."
        ) {
            (call) throws(LanguageError) in
            guard case .object(let bytes as BytesObject) = call[0] else {
                throw LanguageError.typeError("a bytes-like object is required, not '\(call[0].typeName)'")
            }
            let (dtype, count, offset) = (try NumPyArgument.dtype(call[1]), try call.int(2), try call.int(3))
            let all = bytes.bytes.count
            guard offset >= 0, offset <= all else {
                throw LanguageError.valueError(
                    "offset must be non-negative and no greater than buffer length (\(all))")
            }
            var wanted = all - offset
            if count >= 0 {
                guard count <= wanted / dtype.itemSize else {
                    throw LanguageError.valueError("buffer is smaller than requested size")
                }
                wanted = count * dtype.itemSize
            }
            let part = wanted == all ? bytes.bytes : Array(bytes.bytes[offset..<offset + wanted])
            return Value(try lifting { () throws(TensorError) in try Tensor.fromBytes(part, dtype: dtype) })
        },
    ]

    private static func asArray(_ name: String, _ doc: String) -> NativeFunction {
        NativeFunction(name, [Parameter("a"), type, Parameter("order", .none), .keyword("copy", .none)], doc: doc) {
            (call) throws(LanguageError) in
            let dtype = try call.dtype(1)
            let copies = call.optional(3) == nil ? false : try call.bool(3)
            if !copies, case .object(let array as ArrayObject) = call[0], dtype == nil || dtype == array.tensor.dtype {
                return call[0]
            }
            let x = try call.tensor(0, dtype: dtype)
            if !copies { return Value(x) }
            return Value(try lifting { () throws(TensorError) in try x.copy() })
        }
    }

    private static func filled(_ name: String, _ doc: String, _ value: Scalar?) -> NativeFunction {
        NativeFunction(name, [Parameter("shape"), type, Parameter("order", .str("C"))], doc: doc) {
            (call) throws(LanguageError) in
            let (shape, dtype) = (try NumPyArgument.shape(call[0], call.interpreter), try call.dtype(1) ?? .float64)
            return Value(
                try lifting { () throws(TensorError) in
                    let result = try Tensor(shape: shape, dtype: dtype)
                    if let value { try result.fill(value) }
                    return result
                })
        }
    }

    private static func like(_ name: String, _ doc: String, _ value: Scalar?) -> NativeFunction {
        NativeFunction(
            name,
            [
                Parameter("a"), type, Parameter("order", .str("K")), Parameter("subok", .bool(true)),
                Parameter("shape", .none),
            ], doc: doc
        ) {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let (dtype, shape) = (try call.dtype(1) ?? x.dtype, try call.shape(4) ?? x.shape)
            return Value(
                try lifting { () throws(TensorError) in
                    let result = try Tensor(shape: shape, dtype: dtype)
                    if let value { try result.fill(value) }
                    return result
                })
        }
    }

    private static func eye(_ rows: Int, _ columns: Int, _ k: Int, _ dtype: DType?) throws(LanguageError) -> Value {
        Value(
            try lifting { () throws(TensorError) in
                let result = try Tensor(shape: [rows, columns], dtype: dtype ?? .float64)
                try result.diagonal(k, 0, 1).fill(.int(1))
                return result
            })
    }

    private static func spaced(_ count: Int, _ dtype: DType?, _ value: (Int) -> Double) throws(LanguageError) -> Tensor
    {
        try lifting { () throws(TensorError) in
            let result = try Tensor(uninitialized: [count], dtype: .float64)
            result.withUnsafeMutableElements(of: Double.self) { buffer in
                for i in buffer.indices { buffer[i] = value(i) }
            }
            if let dtype, dtype.isInteger { return try Ufunc.row(named: "floor")(result).asType(dtype) }
            return try result.asType(dtype ?? .float64)
        }
    }

    /// An array without elements: a floating-point number for them is not cast. `nil` for all else.
    private static func nothing(_ shape: [Int], _ dtype: DType, _ value: Value) throws(LanguageError) -> Value? {
        guard shape.contains(0), case .float = value else { return nil }
        return Value(try lifting { () throws(TensorError) in try Tensor(shape: shape, dtype: dtype) })
    }

    private static func arange(_ call: Call) throws(LanguageError) -> Value {
        let hasStop = call.optional(1) != nil
        var parts: [ArrayOperators.Operand] = []
        for place in 0..<3 {
            guard let value = call.optional(place) else { continue }
            guard let operand = try ArrayOperators.Operand(value, call.interpreter), let number = operand.number else {
                throw LanguageError.typeError("arange() wants numbers, not '\(value.typeName)'")
            }
            parts.append(.weak(number))
        }
        let isFloat = parts.contains { if case .float? = $0.number { true } else { false } }
        let first = hasStop ? parts[0].number ?? .int(0) : .int(0)
        let end = (hasStop ? parts[1] : parts[0]).number ?? .int(0)
        let step = call.optional(2) == nil ? Scalar.int(1) : parts[parts.count - 1].number ?? .int(1)
        let dtype = try call.dtype(3) ?? (isFloat ? .float64 : .int64)
        if step.double == 0 { throw LanguageError(.zeroDivisionError, "division by zero") }
        let length = max(0, ((end.double - first.double) / step.double).rounded(.up))
        guard length < 9e18 else { throw LanguageError.valueError("Maximum allowed size exceeded") }
        if dtype == .bool, length > 2 {
            throw LanguageError.typeError(
                "arange() is only supported for booleans when the result has at most length 2.")
        }
        return Value(
            try lifting { () throws(TensorError) in
                if !isFloat {
                    let whole = try Tensor(uninitialized: [Int(length)], dtype: .int64)
                    whole.withUnsafeMutableElements(of: Int64.self) { buffer in
                        for i in buffer.indices { buffer[i] = first.int &+ Int64(i) &* step.int }
                    }
                    return try whole.asType(dtype)
                }
                let result = try Tensor(uninitialized: [Int(length)], dtype: .float64)
                // As NumPy fills: from the first two numbers on.
                let delta = (first.double + step.double) - first.double
                result.withUnsafeMutableElements(of: Double.self) { buffer in
                    for i in buffer.indices {
                        buffer[i] = i == 1 ? first.double + step.double : first.double + Double(i) * delta
                    }
                }
                return try result.asType(dtype)
            })
    }
}
