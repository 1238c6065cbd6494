import Language
import Tensors

/// Types compared and promoted, print options told, memory compared.
enum TypeQuestions {
    static let rows: [NativeFunction] = [
        NativeFunction(
            "promote_types", [Parameter("type1"), Parameter("type2")],
            doc: "The smallest type that both cast to safely."
        ) { (call) throws(LanguageError) in
            .object(DTypeObject(.promote(try NumPyArgument.dtype(call[0]), try NumPyArgument.dtype(call[1]))))
        },
        NativeFunction(
            "min_scalar_type", [Parameter("a")], doc: "The smallest type that holds a number; an array's own type."
        ) { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return .object(DTypeObject(x.rank == 0 ? smallest(x.scalar(at: []), x.dtype) : x.dtype))
        },
        NativeFunction(
            "shares_memory", [Parameter("a"), Parameter("b"), Parameter("max_work", .none)],
            doc: "True if two arrays show the same memory."
        ) { (call) throws(LanguageError) in .bool(overlap(try call.tensor(0), try call.tensor(1))) },
        NativeFunction(
            "may_share_memory", [Parameter("a"), Parameter("b"), Parameter("max_work", .none)],
            doc: "True if two arrays may show the same memory."
        ) { (call) throws(LanguageError) in .bool(overlap(try call.tensor(0), try call.tensor(1))) },
        NativeFunction(
            "format_float_positional",
            [
                Parameter("x"), Parameter("precision", .none), Parameter("unique", .bool(true)),
                Parameter("fractional", .bool(true)), Parameter("trim", .str("k")), Parameter("sign", .bool(false)),
            ], doc: "A number as text without an exponent."
        ) { (call) throws(LanguageError) in
            let (value, dtype) = try number(call)
            let precision = call.optional(1) == nil ? nil : max(0, try call.int(1))
            let (unique, trim, sign) = (try call.bool(2), try call.string(4), try call.bool(5))
            return Value(
                try lifting { () throws(TensorError) in
                    try NumberText.positional(
                        value, dtype, precision: precision, unique: unique, trim: trim, sign: sign)
                })
        },
        NativeFunction(
            "format_float_scientific",
            [
                Parameter("x"), Parameter("precision", .none), Parameter("unique", .bool(true)),
                Parameter("trim", .str("k")), Parameter("sign", .bool(false)), Parameter("pad_left", .none),
                Parameter("exp_digits", .int(2)),
            ], doc: "A number as text with an exponent."
        ) { (call) throws(LanguageError) in
            let (value, dtype) = try number(call)
            let precision = call.optional(1) == nil ? nil : max(0, try call.int(1))
            let (unique, trim, sign, digits) = (
                try call.bool(2), try call.string(3), try call.bool(4), try call.int(6)
            )
            return Value(
                try lifting { () throws(TensorError) in
                    try NumberText.scientific(
                        value, dtype, precision: precision, unique: unique, trim: trim, sign: sign,
                        exponentDigits: min(digits, 5))
                })
        },
        NativeFunction(
            "bitwise_count", [Parameter("x")], doc: "The number of bits that are set in the absolute value."
        ) { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            guard !x.dtype.isFloat else {
                throw LanguageError.typeError(
                    "ufunc 'bitwise_count' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
                )
            }
            return .result(
                try lifting { () throws(TensorError) in
                    let counts = try x.scalars().map { scalar -> UInt8 in
                        if case .uint(let value) = scalar { return UInt8(value.nonzeroBitCount) }
                        return UInt8(scalar.int.magnitude.nonzeroBitCount)
                    }
                    return try Tensor(counts, shape: x.shape)
                })
        },
    ]

    /// The number to be written, with the type whose digits it has.
    private static func number(_ call: Call) throws(LanguageError) -> (Double, DType) {
        let x = try call.tensor(0)
        let scalar = try lifting { () throws(TensorError) in try x.item() }
        return (scalar.double, x.dtype.isFloat ? x.dtype : .float64)
    }

    /// True where the addresses between the first and the last element of both overlap.
    private static func overlap(_ a: Tensor, _ b: Tensor) -> Bool {
        guard a.sharesStorage(with: b), a.count > 0, b.count > 0 else { return false }
        func ends(_ x: Tensor) -> (Int, Int) {
            var (low, high) = (0, 0)
            for (size, stride) in zip(x.shape, x.strides) {
                if stride < 0 { low += (size - 1) * stride } else { high += (size - 1) * stride }
            }
            let bytes = x.dtype.itemSize
            return ((x.offset + low) * bytes, (x.offset + high) * bytes + bytes)
        }
        let ((low, high), (start, end)) = (ends(a), ends(b))
        guard low < end && start < high else { return false }
        // Interleaved rows: the same step, and places that never meet.
        if a.rank == 1, b.rank == 1, a.strides == b.strides, let step = a.strides.first, step != 0 {
            return (a.offset - b.offset) % step == 0
        }
        return true
    }

    private static func smallest(_ number: Scalar, _ own: DType) -> DType {
        switch number {
        case .bool: return .bool
        case .float(let value):
            if !value.isFinite { return .float16 }
            if value.magnitude < 65000 { return .float16 }
            return value.magnitude < 3.4e38 ? .float32 : own
        case .uint: return .uint64
        case .int(let value):
            let kinds: [DType] =
                value < 0 ? [.int8, .int16, .int32, .int64] : [.uint8, .uint16, .uint32, .uint64]
            if own == .bool { return .bool }
            return kinds.first { type in
                guard let range = type.integerRange else { return false }
                return value >= range.low && (value < 0 || UInt64(value) <= range.high)
            } ?? own
        }
    }
}
