import CProcessor
import Language
import Tensors

/// Sorting, searching, sets and counting.
enum ArrayOrder {
    /// Names of fields, which there are none of.
    static let order = Parameter("order", .none, doc: "Only None: arrays here have no fields.")
    /// Sorting is stable whatever is asked for.
    static let stable = Parameter.keyword("stable", .none, doc: "Equal elements keep their order here anyway.")

    /// Rows that are functions and methods alike.
    static let methods: [ArrayOperation] = [
        ArrayOperation(
            "argsort", [Parameter("axis", .int(-1)), Parameter("kind", .none), order, stable],
            doc: "The places that would sort an array."
        ) {
            (x, call, at) throws(LanguageError) in
            let axis = try call.axis(at)
            let x = try x.rank == 0 ? lifting { () throws(TensorError) in try x.reshaped([1]) } : x
            return Value(
                try lifting { () throws(TensorError) in try (axis == nil ? x.flattened() : x).argsorted(axis: axis ?? 0)
                })
        },
        ArrayOperation(
            "searchsorted", [Parameter("v"), Parameter("side", .str("left")), Parameter("sorter", .none)],
            doc: "Places where elements should be inserted to keep order."
        ) { (x, call, at) throws(LanguageError) in
            let (values, side) = (try call.tensor(at), try call.string(at + 1))
            guard side == "left" || side == "right" else {
                throw LanguageError.valueError("search side must be 'left' or 'right' (got '\(side)')")
            }
            let sorter = call.optional(at + 2) == nil ? nil : try call.tensor(at + 2)
            return .result(
                try lifting { () throws(TensorError) in
                    try (sorter.map { (places) throws(TensorError) in try x.take(places.asType(.int64), axis: 0) } ?? x)
                        .searchSorted(values, right: side == "right")
                })
        },
    ]

    /// Rows that are functions only.
    static let functions: [ArrayOperation] = [
        ArrayOperation(
            "sort", [Parameter("axis", .int(-1)), Parameter("kind", .none), order, stable],
            doc: "A sorted copy of an array."
        ) {
            (x, call, at) throws(LanguageError) in
            let axis = try call.axis(at)
            return Value(
                try lifting { () throws(TensorError) in try (axis == nil ? x.flattened() : x).sorted(axis: axis ?? 0) })
        },
        ArrayOperation(
            "_unique",
            [
                Parameter("return_index", .bool(false)), Parameter("return_inverse", .bool(false)),
                Parameter("return_counts", .bool(false)), Parameter("equal_nan", .bool(true)),
            ],
            doc: "The sorted distinct elements of an array."
        ) { (x, call, at) throws(LanguageError) in
            let (first, inverse, counts) = (try call.bool(at), try call.bool(at + 1), try call.bool(at + 2))
            let isOneNaN = try call.bool(at + 3)
            let found = try lifting { () throws(TensorError) in try x.unique(equalNaN: isOneNaN) }
            var parts = [Value(found.values)]
            if first { parts.append(Value(found.first)) }
            if inverse {
                parts.append(Value(try lifting { () throws(TensorError) in try found.inverse.reshaped(x.shape) }))
            }
            if counts { parts.append(Value(found.counts)) }
            return parts.count == 1 ? parts[0] : .tuple(Tuple(parts))
        },
        ArrayOperation("_unique_in_table_order", doc: "The distinct whole numbers in the order of a hash table.") {
            (x, _, _) throws(LanguageError) in
            guard let found = try lifting({ () throws(TensorError) in try x.uniqueInTableOrder() }) else {
                throw LanguageError.typeError("whole numbers are wanted, not \(x.dtype.name)")
            }
            return Value(found)
        },
        ArrayOperation("flatnonzero", doc: "The places of non-zero elements in the flattened array.") {
            (x, _, _) throws(LanguageError) in
            Value(try lifting { () throws(TensorError) in try x.flattened().nonzero()[0] })
        },
        ArrayOperation(
            "count_nonzero", [Parameter("axis", .none), Parameter("keepdims", .bool(false))],
            doc: "Counts the non-zero elements."
        ) {
            (x, call, at) throws(LanguageError) in
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 1))
            let result = try lifting { () throws(TensorError) in
                try x.asType(.bool).sum(axes: axes, keepingDimensions: keeps)
            }
            if axes == nil, !keeps { return .result(result) }
            return .result(result)
        },
        ArrayOperation(
            "bincount", [Parameter("weights", .none), Parameter("minlength", .int(0))],
            doc: "Counts how often each non-negative integer occurs."
        ) { (x, call, at) throws(LanguageError) in
            func flat(_ value: Value, _ x: Tensor) throws(LanguageError) {
                if x.rank > 1, case .list = value {
                    throw LanguageError.valueError(
                        "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 1."
                    )
                }
            }
            var x = x
            try flat(call[0], x)
            if x.dtype.isFloat, x.count > 0, case .list = call[0] {
                try Warnings.warn(
                    "Non-integer input passed to bincount. In a future version of NumPy, this will be an error. (Deprecated NumPy 2.1)",
                    .deprecationWarning, call.interpreter)
                x = try lifting { () throws(TensorError) in try x.asType(.int64) }
            }
            let least = try call.int(at + 1)
            var weights = call.optional(at) == nil ? nil : try call.tensor(at)
            if let given = weights { try flat(call[at], given) }
            if x.count == 0, x.rank == 1 {
                weights = nil
                if x.dtype.isFloat, case .list = call[0] {
                    x = try lifting { () throws(TensorError) in try x.asType(.int64) }
                }
            }
            return Value(try lifting { () throws(TensorError) in try x.binCounts(weights: weights, least: least) })
        },
        ArrayOperation(
            "_median", [Parameter("axis", .none), Parameter("keepdims", .bool(false))], doc: "The median along an axis."
        ) {
            (x, call, at) throws(LanguageError) in
            let (axis, keeps) = (try call.axis(at), try call.bool(at + 1))
            let count = try lifting { () throws(TensorError) in try x.extent(axis.map { [$0] }) }
            if count == 0 {
                try Warnings.warn("Mean of empty slice", .runtimeWarning, call.interpreter)
                try FloatErrors.tell(
                    1, ArrayReductions.divideName(x, axis.map { [$0] }, false), call.interpreter)
            }
            return .result(
                try lifting { () throws(TensorError) in
                    try x.quantile(0.5, axis: axis, keepingDimensions: keeps, isMedian: true)
                })
        },
        quantile(
            "_percentile", "The q-th percentile along an axis.", scale: 100,
            complaint: "Percentiles must be in the range [0, 100]"),
        quantile(
            "_quantile", "The q-th quantile along an axis.", scale: 1,
            complaint: "Quantiles must be in the range [0, 1]"
        ),
    ]

    private static func quantile(_ name: String, _ doc: String, scale: Double, complaint: String) -> ArrayOperation {
        ArrayOperation(name, [Parameter("q"), Parameter("axis", .none), Parameter("keepdims", .bool(false))], doc: doc)
        {
            (x, call, at) throws(LanguageError) in
            let wanted = try call.tensor(at)
            let (axis, keeps) = (try call.axis(at + 1), try call.bool(at + 2))
            // The program's numbers take the elements' type, arrays of shares bring their own.
            var type = x.dtype
            switch call[at] {
            case .int where scale == 1: type = x.dtype.isFloat ? x.dtype : DType.promote(x.dtype, .int64)
            case .int, .float: type = x.dtype.isFloat ? x.dtype : .float64
            default: type = DType.promote(x.dtype, scale == 1 || wanted.dtype.isFloat ? wanted.dtype : .float64)
            }
            processor_clear_float_flags()
            let result =
                try lifting { () throws(TensorError) in
                    let shares = try wanted.elements(as: Double.self)
                    var parts: [Tensor] = []
                    for share in shares {
                        guard share >= 0 && share <= scale else { throw TensorError(.value, complaint) }
                        parts.append(
                            try x.quantile(
                                share / scale, axis: axis, keepingDimensions: keeps, isMedian: false,
                                inDouble: type == .float64))
                    }
                    return try (wanted.rank == 0 ? parts[0] : Tensor.stack(parts)).asType(type)
                }
            // What was met is told of by doing it again step by step, and so is what infinite neighbours may have met.
            if processor_float_flags() & 9 != 0 { return .none }
            let isFinite = try lifting { () throws(TensorError) in
                try result.elements(as: Double.self).allSatisfy { $0.isFinite }
            }
            return isFinite ? .result(result) : .none
        }
    }
}
