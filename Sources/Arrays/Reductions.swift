import Language
import Tensors

/// Sums, means, extremes and their kin: functions of the module and methods of arrays.
enum ArrayReductions {
    private static let axisParameter = Parameter("axis", .none, doc: "Axis or axes to go along; None for all.")
    private static let keep = Parameter("keepdims", .bool(false), doc: "Keep the axes with length 1.")
    private static let type = Parameter("dtype", .none, doc: "Type to compute in.")
    private static let out = Parameter("out", .none, doc: "Array for the result.")

    static let rows: [ArrayOperation] = [
        reduction("sum", "Sum of array elements over a given axis.", .add),
        reduction("prod", "Product of array elements over a given axis.", .multiply),
        extreme("max", "The maximum along an axis.", .maximum),
        extreme("min", "The minimum along an axis.", .minimum),
        truth("all", "Test whether all elements along an axis are true.", .logicalAnd),
        truth("any", "Test whether any element along an axis is true.", .logicalOr),
        ArrayOperation("mean", [axisParameter, type, out, keep], doc: "Arithmetic mean along an axis.") {
            (x, call, at) throws(LanguageError) in
            if at + 3 < 5, call.optional(at) == nil, call.optional(at + 1) == nil, call.optional(at + 2) == nil,
                case .bool(false) = call[at + 3], x.dtype == .float64, x.isContiguous, x.count > 0
            {
                return .object(ScalarObject(.float(x.meanOfAll), .float64))
            }
            let (axes, dtype, keeps) = (try call.axes(at), try call.dtype(at + 1), try call.bool(at + 3))
            return try store(call, at + 2) { () throws(TensorError) in
                try x.mean(axes: axes, keepingDimensions: keeps, dtype: dtype)
            }
        },
        spread("std", "Standard deviation along an axis.") { (x, axes, keeps, ddof, dtype) throws(TensorError) in
            try x.standardDeviation(axes: axes, keepingDimensions: keeps, ddof: ddof, dtype: dtype)
        },
        spread("var", "Variance along an axis.") { (x, axes, keeps, ddof, dtype) throws(TensorError) in
            try x.variance(axes: axes, keepingDimensions: keeps, ddof: ddof, dtype: dtype)
        },
        place(
            "argmax", "The place of the maximum along an axis; without an axis, in the flattened array.", greatest: true
        ),
        place(
            "argmin", "The place of the minimum along an axis; without an axis, in the flattened array.",
            greatest: false),
        ArrayOperation("ptp", [axisParameter, out, keep], doc: "Range of values (maximum - minimum) along an axis.") {
            (x, call, at) throws(LanguageError) in
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 2))
            return try store(call, at + 1) { () throws(TensorError) in
                try Ufunc.subtract(
                    Ufunc.maximum.reduce(x, axes: axes, keepingDimensions: keeps),
                    Ufunc.minimum.reduce(x, axes: axes, keepingDimensions: keeps))
            }
        },
        cumulative("cumsum", "Cumulative sum of the elements along an axis.", .add),
        cumulative("cumprod", "Cumulative product of the elements along an axis.", .multiply),
    ]

    /// The result of a reduction, written to `out` where one was given.
    private static func store(
        _ call: Call, _ place: Int, _ body: () throws(TensorError) -> Tensor
    ) throws(LanguageError) -> Value {
        let result = try lifting(body)
        guard let output = try call.output(place) else { return .result(result) }
        try lifting { () throws(TensorError) in try output.tensor.assign(result) }
        return .object(output)
    }

    private static func reduction(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, type, out, keep, Parameter("initial", .none)], doc: doc) {
            (x, call, at) throws(LanguageError) in
            let (axes, dtype, keeps) = (try call.axes(at), try call.dtype(at + 1), try call.bool(at + 3))
            let initial = try call.optional(at + 4) == nil ? nil : call.tensor(at + 4)
            return try store(call, at + 2) { () throws(TensorError) in
                try ufunc.reduce(
                    x, axes: axes, keepingDimensions: keeps, dtype: dtype,
                    initial: initial.map { (t) throws(TensorError) in try t.item() })
            }
        }
    }

    private static func extreme(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, out, keep, Parameter("initial", .none)], doc: doc) {
            (x, call, at) throws(LanguageError) in
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 2))
            let initial = try call.optional(at + 3) == nil ? nil : call.tensor(at + 3)
            return try store(call, at + 1) { () throws(TensorError) in
                try ufunc.reduce(
                    x, axes: axes, keepingDimensions: keeps,
                    initial: initial.map { (t) throws(TensorError) in try t.item() })
            }
        }
    }

    private static func truth(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, out, keep], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 2))
            return try store(call, at + 1) { () throws(TensorError) in
                try ufunc.reduce(x, axes: axes, keepingDimensions: keeps)
            }
        }
    }

    private static func spread(
        _ name: String, _ doc: String,
        _ compute: @escaping @Sendable (Tensor, [Int]?, Bool, Double, DType?) throws(TensorError) -> Tensor
    ) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, type, out, Parameter("ddof", .int(0)), keep], doc: doc) {
            (x, call, at) throws(LanguageError) in
            let (axes, dtype, ddof, keeps) = (
                try call.axes(at), try call.dtype(at + 1), try call.double(at + 3), try call.bool(at + 4)
            )
            return try store(call, at + 2) { () throws(TensorError) in try compute(x, axes, keeps, ddof, dtype) }
        }
    }

    private static func place(_ name: String, _ doc: String, greatest: Bool) -> ArrayOperation {
        ArrayOperation(name, [Parameter("axis", .none), out, keep], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axis, keeps) = (try call.axis(at), try call.bool(at + 2))
            return try store(call, at + 1) { () throws(TensorError) in
                try x.argExtreme(greatest: greatest, axis: axis, keepingDimensions: keeps)
            }
        }
    }

    private static func cumulative(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [Parameter("axis", .none), type, out], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axis, dtype) = (try call.axis(at), try call.dtype(at + 1))
            let result = try lifting { () throws(TensorError) in
                let operand = axis == nil ? try x.flattened() : x
                return try ufunc.accumulate(operand, axis: axis ?? 0, dtype: dtype)
            }
            return Value(result)
        }
    }
}
