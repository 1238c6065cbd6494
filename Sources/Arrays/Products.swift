import Language
import Tensors

/// Products of arrays.
enum ArrayProducts {
    static let rows: [NativeFunction] = [
        pair("matmul", "Matrix product of two arrays.") { (a, b) throws(TensorError) in try Tensor.matrixProduct(a, b)
        },
        pair("inner", "Inner product of two arrays, over their last axes.", told: "dot") {
            (a, b) throws(TensorError) in
            guard let last = a.shape.last, let other = b.shape.last else { return try Tensor.dot(a, b) }
            guard last == other else {
                let turned = b.rank > 1 ? try b.swappingAxes(-1, -2) : b
                throw TensorError(
                    .value,
                    "shapes \(TensorError.tightText(of: a.shape)) and \(TensorError.tightText(of: turned.shape)) not aligned: \(last) (dim \(a.rank - 1)) != \(other) (dim \(max(0, b.rank - 2)))"
                )
            }
            return try Tensor.tensorProduct(a, b, [a.rank - 1], [b.rank - 1])
        },
        NativeFunction(
            "_divmod", [Parameter("x1"), Parameter("x2")], doc: "Quotients rounded down, and remainders."
        ) { (call) throws(LanguageError) in
            guard let a = try ArrayOperators.Operand(call[0], call.interpreter),
                let b = try ArrayOperators.Operand(call[1], call.interpreter)
            else {
                throw LanguageError.typeError(
                    "ufunc 'divmod' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
                )
            }
            return try FloatErrors.watch("divmod", call.interpreter) { () throws(LanguageError) in
                .tuple(
                    Tuple([
                        .result(try ArrayOperators.apply(.floorDivide, a, b, call.interpreter)),
                        .result(try ArrayOperators.apply(.remainder, a, b, call.interpreter)),
                    ]))
            }
        },
        pair("outer", "Outer product of two vectors.", told: "multiply") { (a, b) throws(TensorError) in
            try Ufunc.multiply.outer(a.flattened(), b.flattened())
        },
        pair("vdot", "Dot product of two flattened arrays.") { (a, b) throws(TensorError) in
            guard a.count == b.count else {
                throw TensorError(
                    .value, "cannot reshape array of size \(b.count) into shape (\(a.count),)",
                    hint: "both arrays must have as many elements")
            }
            return try Tensor.dot(a.flattened(), b.flattened())
        },
        pair("kron", "Kronecker product of two arrays.", told: "multiply") { (a, b) throws(TensorError) in
            let rank = max(a.rank, b.rank)
            let x = try a.reshaped([Int](repeating: 1, count: rank - a.rank) + a.shape)
            let y = try b.reshaped([Int](repeating: 1, count: rank - b.rank) + b.shape)
            let wide = try x.expandingDimensions((0..<rank).map { 2 * $0 + 1 })
            let other = try y.expandingDimensions((0..<rank).map { 2 * $0 })
            return try Ufunc.multiply(wide, other).reshaped((0..<rank).map { x.shape[$0] * y.shape[$0] })
        },
        pair("cross", "Cross product of two vectors of three elements.") { (a, b) throws(TensorError) in
            guard let last = a.shape.last, let other = b.shape.last else {
                throw TensorError(.value, "At least one array has zero dimension")
            }
            if last == 2 && other == 2 {
                let (x, y) = (try Tensor(.int(0), dtype: .int64), try Tensor(.int(1), dtype: .int64))
                return try Ufunc.subtract(
                    Ufunc.multiply(a.take(x, axis: a.rank - 1), b.take(y, axis: b.rank - 1)),
                    Ufunc.multiply(a.take(y, axis: a.rank - 1), b.take(x, axis: b.rank - 1)))
            }
            guard last == 3 && other == 3 else {
                throw TensorError(
                    .value,
                    "Both input arrays must be (arrays of) 3-dimensional vectors, but they are \(last) and \(other) dimensional instead."
                )
            }
            let next = try Tensor([Int64(1), 2, 0])
            let after = try Tensor([Int64(2), 0, 1])
            return try Ufunc.subtract(
                Ufunc.multiply(a.take(next, axis: a.rank - 1), b.take(after, axis: b.rank - 1)),
                Ufunc.multiply(a.take(after, axis: a.rank - 1), b.take(next, axis: b.rank - 1)))
        },
        NativeFunction(
            "tensordot", [Parameter("a"), Parameter("b"), Parameter("axes", .int(2))],
            doc: "Tensor product over given axes."
        ) {
            (call) throws(LanguageError) in
            let (a, b) = (try call.tensor(0), try call.tensor(1))
            var (left, right): ([Int], [Int])
            if let count = call.interpreter.index(call[2]) {
                guard count >= 0, count <= a.rank, count <= b.rank else {
                    throw LanguageError.valueError("shape-mismatch for sum")
                }
                (left, right) = (Array(a.rank - count..<a.rank), Array(0..<count))
            } else {
                let parts = try call.values(2)
                guard parts.count == 2 else { throw LanguageError.valueError("axes must be a number or two lists") }
                (left, right) = (
                    try NumPyArgument.shape(parts[0], call.interpreter),
                    try NumPyArgument.shape(parts[1], call.interpreter)
                )
            }
            return try FloatErrors.watch("dot", call.interpreter) { () throws(LanguageError) in
                Value(
                    try lifting { () throws(TensorError) in
                        try Tensor.tensorProduct(a, b, a.checkedAxes(left), b.checkedAxes(right))
                    })
            }
        },
    ]

    private static func pair(
        _ name: String, _ doc: String, told: String = "",
        _ compute: @escaping @Sendable (Tensor, Tensor) throws(TensorError) -> Tensor
    ) -> NativeFunction {
        let writes = ["matmul", "outer"].contains(name)
        return NativeFunction(
            name, [Parameter("a"), Parameter("b")] + (writes ? [Parameter("out", .none)] : []), doc: doc
        ) { (call) throws(LanguageError) in
            let (a, b) = (try call.tensor(0), try call.tensor(1))
            return try FloatErrors.watch(told, call.interpreter) { () throws(LanguageError) in
                let result = try lifting { () throws(TensorError) in try compute(a, b) }
                return writes ? try call.delivered(result, to: 2, of: name) : .result(result)
            }
        }
    }
}
