import Language
import Tensors

/// Other shapes and orders of axes: functions of the module and methods of arrays.
enum ArrayShapes {
    /// Rows that are functions and methods alike.
    static let both: [ArrayOperation] = [
        ArrayOperation(
            "swapaxes", [Parameter("axis1"), Parameter("axis2")], doc: "Interchange two axes of an array; a view."
        ) { (x, call, at) throws(LanguageError) in
            let (a, b) = (try call.int(at), try call.int(at + 1))
            return Value(try lifting { () throws(TensorError) in try x.swappingAxes(a, b) })
        },
        ArrayOperation("squeeze", [Parameter("axis", .none)], doc: "Remove axes of length one; a view.") {
            (x, call, at) throws(LanguageError) in
            let axes = try call.axes(at)
            if x.rank == 0, axes == [0] || axes == [-1] { return Value(x) }
            return Value(try lifting { () throws(TensorError) in try x.squeezed(axes) })
        },
        ArrayOperation(
            "repeat", [Parameter("repeats"), Parameter("axis", .none)],
            doc: "Repeat each element of an array after themselves."
        ) { (x, call, at) throws(LanguageError) in
            let (counts, axis) = (try NumPyArgument.shape(call[at], call.interpreter), try call.axis(at + 1))
            return Value(
                try lifting { () throws(TensorError) in
                    try (axis == nil || x.rank == 0 ? x.flattened() : x).repeated(counts, axis: axis ?? 0)
                })
        },
        ArrayOperation(
            "take",
            [
                Parameter("indices"), Parameter("axis", .none), Parameter("out", .none),
                Parameter("mode", .str("raise")),
            ],
            doc: "Take elements from an array along an axis."
        ) { (x, call, at) throws(LanguageError) in
            let (places, axis, mode) = (try call.tensor(at), try call.axis(at + 1), try call.string(at + 3))
            guard ["raise", "wrap", "clip"].contains(mode) else {
                throw LanguageError.valueError("clipmode must be one of 'clip', 'raise', or 'wrap' (got '\(mode)')")
            }
            let taken =
                try lifting { () throws(TensorError) in
                    let operand = axis == nil || x.rank == 0 ? try x.flattened() : x
                    var wanted = try places.asType(.int64)
                    let length = operand.shape[try operand.checkedAxis(axis ?? 0)]
                    if length == 0, wanted.count > 0 {
                        throw TensorError(.index, "cannot do a non-empty take from an empty axes.")
                    }
                    if mode != "raise", wanted.count > 0 {
                        let size = try Tensor(.int(Int64(length)), dtype: .int64)
                        let zero = try Tensor(.int(0), dtype: .int64)
                        wanted =
                            mode == "wrap"
                            ? try Ufunc.remainder(wanted, size)
                            : try Ufunc.minimum(
                                Ufunc.maximum(wanted, zero), Ufunc.subtract(size, Tensor(.int(1), dtype: .int64)))
                    }
                    if operand.shape.prefix(try operand.checkedAxis(axis ?? 0)).contains(0) {
                        // Without rows to take from, NumPy looks at no place.
                        wanted = try Tensor(shape: wanted.shape, dtype: .int64)
                    }
                    return try operand.take(wanted, axis: axis ?? 0)
                }
            guard let output = try call.output(at + 2) else { return .result(taken) }
            guard output.tensor.shape == taken.shape else {
                throw LanguageError.valueError("output array does not match result of ndarray.take")
            }
            try lifting { () throws(TensorError) in try output.tensor.assign(taken) }
            return .object(output)
        },
        ArrayOperation("nonzero", doc: "The places of the elements that are non-zero, axis by axis.") {
            (x, _, _) throws(LanguageError) in
            .tuple(Tuple(try places(x)))
        },
        ArrayOperation(
            "ravel", [Parameter("order", .str("C"))], doc: "A contiguous flattened array; a view where it can be."
        ) {
            (x, call, at) throws(LanguageError) in
            let columns = try isColumnMajor(call, at)
            return Value(try lifting { () throws(TensorError) in try (columns ? x.transposed() : x).flattened() })
        },
        ArrayOperation(
            "diagonal", [Parameter("offset", .int(0)), Parameter("axis1", .int(0)), Parameter("axis2", .int(1))],
            doc: "The elements of the diagonal; a view."
        ) { (x, call, at) throws(LanguageError) in
            let (offset, a, b) = (try call.int(at), try call.int(at + 1), try call.int(at + 2))
            return Value(try lifting { () throws(TensorError) in try x.diagonal(offset, a, b) })
        },
        ArrayOperation(
            "trace",
            [
                Parameter("offset", .int(0)), Parameter("axis1", .int(0)), Parameter("axis2", .int(1)),
                Parameter("dtype", .none), Parameter("out", .none),
            ],
            doc: "The sum along the diagonal."
        ) {
            (x, call, at) throws(LanguageError) in
            let (offset, a, b) = (try call.int(at), try call.int(at + 1), try call.int(at + 2))
            let dtype = try call.dtype(at + 3)
            return try call.delivered(
                lifting { () throws(TensorError) in try x.diagonal(offset, a, b).sum(axes: [-1], dtype: dtype) },
                to: at + 4, of: "trace")
        },
        ArrayOperation(
            "round", [Parameter("decimals", .int(0)), Parameter("out", .none)],
            doc: "Round to the given number of decimals."
        ) {
            (x, call, at) throws(LanguageError) in
            let decimals = try call.int(at)
            if x.dtype == .bool, decimals != 0 {
                throw LanguageError(
                    NumPyException.ufuncType,
                    "Cannot cast ufunc '\(decimals > 0 ? "multiply" : "divide")' output from dtype('float64') to dtype('bool') with casting rule 'same_kind'",
                    hint: "truth values have no decimals")
            }
            let x = x.dtype == .bool ? try lifting { () throws(TensorError) in try x.asType(.float16) } : x
            let rounded = try FloatErrors.watch("multiply", call.interpreter) { () throws(LanguageError) in
                try lifting { () throws(TensorError) in try x.rounded(decimals) }
            }
            return try call.delivered(rounded, to: at + 1, of: "round")
        },
        ArrayOperation("dot", [Parameter("b"), Parameter("out", .none)], doc: "Dot product of two arrays.") {
            (x, call, at) throws(LanguageError) in
            let other = try call.tensor(at)
            return try FloatErrors.watch(Tensor.dotName(x, other), call.interpreter) { () throws(LanguageError) in
                try call.delivered(
                    lifting { () throws(TensorError) in try Tensor.dot(x, other) }, to: at + 1, of: "dot")
            }
        },
    ]

    /// Methods take sizes and axes one by one or as a tuple.
    static let methods: [ArrayOperation] =
        both + [
            ArrayOperation(
                "clip", [Parameter("min", .none), Parameter("max", .none), Parameter("out", .none)],
                doc: "The values limited to an interval."
            ) { (x, call, at) throws(LanguageError) in
                try clipped(x, call[at], call[at + 1], to: at + 2, call)
            },
            ArrayOperation(
                "reshape",
                [Parameter("shape", kind: .varPositional), Parameter("order", .str("C"), kind: .keywordOnly)],
                doc: "The elements in another shape; one size may be -1. A view where it can be."
            ) { (x, call, at) throws(LanguageError) in
                let sizes = try sizes(call.rest(at), call.interpreter)
                return try reshaped(x, sizes, isColumnMajor(call, at + 1))
            },
            ArrayOperation(
                "transpose", [Parameter("axes", kind: .varPositional)], doc: "The array with axes transposed; a view."
            ) {
                (x, call, at) throws(LanguageError) in
                let given = call.rest(at)
                if given.isEmpty || given.count == 1 && given[0].isNone {
                    return Value(try lifting { () throws(TensorError) in try x.transposed() })
                }
                let order = try sizes(given, call.interpreter)
                return Value(try lifting { () throws(TensorError) in try x.transposed(order) })
            },
            ArrayOperation("flatten", [Parameter("order", .str("C"))], doc: "A copy in one dimension.") {
                (x, call, at) throws(LanguageError) in
                let columns = try isColumnMajor(call, at)
                return Value(
                    try lifting { () throws(TensorError) in try (columns ? x.transposed() : x).flattened().copy() })
            },
        ]

    /// Rows that are functions only.
    static let functions: [ArrayOperation] = [
        ArrayOperation(
            "clip",
            [
                Parameter("a_min", .missing), Parameter("a_max", .missing), Parameter("out", .none),
                .keyword("min", .missing), .keyword("max", .missing),
            ], doc: "Clip (limit) the values in an array."
        ) { (x, call, at) throws(LanguageError) in
            let given = (call.isGiven(at), call.isGiven(at + 1))
            if given.0 || given.1, call.isGiven(at + 3) || call.isGiven(at + 4) {
                throw LanguageError.valueError(
                    "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.")
            }
            if given.0 != given.1 {
                throw LanguageError.typeError(
                    "clip() missing 1 required positional argument: '\(given.0 ? "a_max" : "a_min")'",
                    hint: "write None for a side without limit")
            }
            let low = given.0 ? call[at] : call.isGiven(at + 3) ? call[at + 3] : .none
            let high = given.1 ? call[at + 1] : call.isGiven(at + 4) ? call[at + 4] : .none
            return try clipped(x, low, high, to: at + 2, call)
        },
        ArrayOperation(
            "reshape", [Parameter("shape"), Parameter("order", .str("C"))],
            doc: "Gives a new shape to an array without changing its data."
        ) {
            (x, call, at) throws(LanguageError) in
            let sizes = try NumPyArgument.shape(call[at], call.interpreter)
            return try reshaped(x, sizes, isColumnMajor(call, at + 1))
        },
        ArrayOperation("transpose", [Parameter("axes", .none)], doc: "An array with axes transposed; a view.") {
            (x, call, at) throws(LanguageError) in
            let order = try call.axes(at)
            return Value(try lifting { () throws(TensorError) in try x.transposed(order) })
        },
        ArrayOperation(
            "moveaxis", [Parameter("source"), Parameter("destination")], doc: "Move axes of an array to new positions."
        ) {
            (x, call, at) throws(LanguageError) in
            let (from, to) = (try call.shape(at) ?? [], try call.shape(at + 1) ?? [])
            return Value(try lifting { () throws(TensorError) in try x.movingAxes(from, to: to) })
        },
        ArrayOperation("expand_dims", [Parameter("axis")], doc: "Insert new axes of length 1.") {
            (x, call, at) throws(LanguageError) in
            let axes = try call.shape(at) ?? []
            return Value(try lifting { () throws(TensorError) in try x.expandingDimensions(axes) })
        },
        ArrayOperation("broadcast_to", [Parameter("shape")], doc: "Broadcast an array to a new shape; a view.") {
            (x, call, at) throws(LanguageError) in
            let shape = try call.shape(at) ?? []
            var size = 1
            for length in shape where length > 0 {
                let (product, overflows) = size.multipliedReportingOverflow(by: length)
                if overflows { throw LanguageError.valueError("iterator is too large") }
                size = product
            }
            guard let wide = x.broadcast(to: shape) else {
                if x.rank > shape.count {
                    throw LanguageError.valueError(
                        "input operand has more dimensions than allowed by the axis remapping")
                }
                throw LanguageError.valueError(
                    "operands could not be broadcast together with remapped shapes [original->remapped]: \(TensorError.tightText(of: x.shape))  and requested shape \(TensorError.tightText(of: shape))"
                )
            }
            return Value(wide)
        },
        ArrayOperation("flip", [Parameter("axis", .none)], doc: "Reverse the order of elements along axes; a view.") {
            (x, call, at) throws(LanguageError) in
            let axes = try call.axes(at)
            return .result(try lifting { () throws(TensorError) in try x.flipped(axes) })
        },
        ArrayOperation("fliplr", doc: "Reverse the order of elements along axis 1.") {
            (x, _, _) throws(LanguageError) in
            if x.rank < 2 { throw LanguageError.valueError("Input must be >= 2-d.") }
            return Value(try lifting { () throws(TensorError) in try x.flipped([1]) })
        },
        ArrayOperation("flipud", doc: "Reverse the order of elements along axis 0.") {
            (x, _, _) throws(LanguageError) in
            if x.rank < 1 { throw LanguageError.valueError("Input must be >= 1-d.") }
            return Value(try lifting { () throws(TensorError) in try x.flipped([0]) })
        },
        ArrayOperation("roll", [Parameter("shift"), Parameter("axis", .none)], doc: "Roll elements along an axis.") {
            (x, call, at) throws(LanguageError) in
            let shifts = try call.shape(at) ?? []
            let axes = try call.axes(at + 1)
            return Value(
                try lifting { () throws(TensorError) in
                    guard let axes else {
                        return try x.flattened().rolled(by: shifts.reduce(0, &+), axis: 0).reshaped(x.shape)
                    }
                    var result = x
                    for (place, axis) in axes.enumerated() {
                        result = try result.rolled(by: shifts[min(place, shifts.count - 1)], axis: axis)
                    }
                    return result
                })
        },
        ArrayOperation("tile", [Parameter("reps")], doc: "Repeat the whole array along each axis.") {
            (x, call, at) throws(LanguageError) in
            var counts = try call.shape(at) ?? []
            while counts.count < x.rank { counts.insert(1, at: 0) }
            return Value(
                try lifting { () throws(TensorError) in
                    let sizes = [Int](repeating: 1, count: counts.count - x.rank) + x.shape
                    let shape = try zip(counts, sizes).map { (count, size) throws(TensorError) in
                        let (length, overflows) = max(count, 0).multipliedReportingOverflow(by: size)
                        if overflows {
                            throw TensorError(.value, "Maximum allowed dimension exceeded")
                        }
                        return length
                    }
                    try Tensor.checkedCount(shape, x.dtype)
                    if shape.contains(0) { return try Tensor(shape: shape, dtype: x.dtype) }
                    // Every axis behind a new one, along which it is repeated.
                    let apart = try x.reshaped(sizes.flatMap { [1, $0] })
                    let repeated = apart.broadcast(to: zip(counts, sizes).flatMap { [$0, $1] }) ?? apart
                    return try repeated.copy().reshaped(shape)
                })
        },
        ArrayOperation(
            "diag", [Parameter("k", .int(0))], doc: "The diagonal of a matrix, or a matrix with that diagonal."
        ) {
            (x, call, at) throws(LanguageError) in
            let k = try call.int(at)
            return Value(
                try lifting { () throws(TensorError) in
                    if x.rank == 2 { return try x.diagonal(k, 0, 1).copy() }
                    guard x.rank == 1 else { throw TensorError(.value, "Input must be 1- or 2-d.") }
                    let size = x.count + abs(k)
                    let result = try Tensor(shape: [size, size], dtype: x.dtype)
                    try result.diagonal(k, 0, 1).assign(x)
                    return result
                })
        },
        ArrayOperation("copy", doc: "An array copy of the given object.") { (x, _, _) throws(LanguageError) in
            Value(try lifting { () throws(TensorError) in try x.copy() })
        },
        ArrayOperation("shape", doc: "The shape of an array.") { (x, _, _) throws(LanguageError) in
            .tuple(Tuple(x.shape.map { .int($0) }))
        },
        ArrayOperation("ndim", doc: "The number of dimensions of an array.") { (x, _, _) throws(LanguageError) in
            .int(x.rank)
        },
        ArrayOperation("size", [Parameter("axis", .none)], doc: "The number of elements, or the length of an axis.") {
            (x, call, at) throws(LanguageError) in
            guard let axis = try call.axis(at) else { return .int(x.count) }
            return .int(x.shape[try lifting { () throws(TensorError) in try x.checkedAxis(axis) }])
        },
    ]

    /// The places of elements that are not zero, axis by axis.
    static func places(_ x: Tensor) throws(LanguageError) -> [Value] {
        if x.rank == 0 {
            let advice =
                x.dtype == .bool
                ? " If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`." : ""
            throw LanguageError.valueError(
                "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.\(advice)")
        }
        return try lifting { () throws(TensorError) in try x.nonzero() }.map { Value($0) }
    }

    /// `clip` with limits as the call gives them, None for none.
    private static func clipped(
        _ x: Tensor, _ low: Value, _ high: Value, to place: Int, _ call: Call
    ) throws(LanguageError) -> Value {
        let bounds = try [low, high].map { (value) throws(LanguageError) -> ArrayOperators.Operand? in
            if case .none = value { return nil }
            return try ArrayOperators.Operand(value, call.interpreter)
        }
        let tensor = try clipped(x, bounds[0], bounds[1], call.interpreter)
        guard let output = try call.output(place) else { return .result(tensor) }
        let out = output.tensor
        guard tensor.dtype.castsWithinKind(to: out.dtype) else {
            throw LanguageError(
                NumPyException.ufuncType,
                "Cannot cast ufunc 'clip' output from dtype('\(tensor.dtype.name)') to dtype('\(out.dtype.name)') with casting rule 'same_kind'"
            )
        }
        try lifting { () throws(TensorError) in try out.assign(tensor) }
        return .object(output)
    }

    /// Elements between two bounds, in the type in which all three meet.
    private static func clipped(
        _ x: Tensor, _ low: ArrayOperators.Operand?, _ high: ArrayOperators.Operand?, _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        // A bound at or beyond the type's own limit bounds nothing.
        func counts(_ bound: ArrayOperators.Operand?, _ isLow: Bool) -> ArrayOperators.Operand? {
            guard case .weak(.int(let value))? = bound, x.dtype != .bool, let range = x.dtype.integerRange else {
                return bound
            }
            if isLow ? value <= range.low : value > 0 && UInt64(value) >= range.high { return nil }
            return bound
        }
        let limits = [(Ufunc.maximum, counts(low, true)), (Ufunc.minimum, counts(high, false))]
        var type = x.dtype
        for case (_, let bound?) in limits.filter({ $0.1?.dtype != nil }) + limits.filter({ $0.1?.dtype == nil }) {
            type = ArrayOperators.common(
                .tensor(
                    try lifting { () throws(TensorError) in
                        try Tensor(.int(0), dtype: type)
                    }), bound)
        }
        var result = try lifting { () throws(TensorError) in try x.asType(type) }
        for case (let ufunc, let bound?) in limits {
            result = try ArrayOperators.apply(ufunc, .tensor(result), bound, interpreter)
        }
        return result
    }

    /// True for order 'F': columns first.
    static func isColumnMajor(_ call: Call, _ place: Int) throws(LanguageError) -> Bool {
        guard let value = call.optional(place) else { return false }
        let order = try call.string(place)
        guard ["C", "F", "A", "K"].contains(order) else {
            throw LanguageError.valueError(
                "order must be one of 'C', 'F', 'A', or 'K' (got \(try call.interpreter.repr(value)))")
        }
        return order == "F"
    }

    private static func reshaped(_ x: Tensor, _ sizes: [Int], _ columns: Bool) throws(LanguageError) -> Value {
        Value(
            try lifting { () throws(TensorError) in
                if !columns { return try x.reshaped(sizes) }
                do throws(TensorError) { return try x.transposed().reshaped(sizes.reversed()).transposed() } catch {
                    return try x.reshaped(sizes)
                }
            })
    }

    private static func sizes(_ given: [Value], _ interpreter: Interpreter) throws(LanguageError) -> [Int] {
        if given.count == 1 { return try NumPyArgument.shape(given[0], interpreter) }
        return try NumPyArgument.shape(.tuple(Tuple(given)), interpreter)
    }
}
