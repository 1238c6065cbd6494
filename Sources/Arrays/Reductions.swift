import CProcessor
import Language
import Tensors

/// Sums, means, extremes and their kin: functions of the module and methods of arrays.
enum ArrayReductions {
    private static let axisParameter = Parameter("axis", .none, doc: "Axis or axes to go along; None for all.")
    private static let keep = Parameter("keepdims", .bool(false), doc: "Keep the axes with length 1.")
    private static let type = Parameter("dtype", .none, doc: "Type to compute in.")
    private static let mask = Parameter("where", .none, doc: "Where to look; elements elsewhere do not count.")
    private static let out = Parameter("out", .none, doc: "Array for the result.")

    static let rows: [ArrayOperation] = [
        reduction("sum", "Sum of array elements over a given axis.", .add),
        reduction("prod", "Product of array elements over a given axis.", .multiply),
        extreme("max", "The maximum along an axis.", .maximum),
        extreme("min", "The minimum along an axis.", .minimum),
        truth("all", "Test whether all elements along an axis are true.", .logicalAnd),
        truth("any", "Test whether any element along an axis is true.", .logicalOr),
        ArrayOperation("mean", [axisParameter, type, out, keep, mask], doc: "Arithmetic mean along an axis.") {
            (x, call, at) throws(LanguageError) in
            if call.optional(at) == nil, call.optional(at + 1) == nil, call.optional(at + 2) == nil,
                case .bool(false) = call[at + 3], x.dtype == .float64, x.isContiguous, x.count > 0,
                call.optional(at + 4) == nil
            {
                let mean = x.meanOfAll
                if mean.isFinite { return .object(ScalarObject(.float(mean), .float64)) }
            }
            let (axes, dtype, keeps) = (try call.axes(at), try call.dtype(at + 1), try call.bool(at + 3))
            let flags = try wanted(call, at + 4, x, isCounted: true)
            let counts = try flags.map { (flags) throws(LanguageError) in
                try lifting { () throws(TensorError) in try flags.sum(axes: axes, keepingDimensions: keeps) }
            }
            let isThin = try lifting { () throws(TensorError) -> Bool in
                guard let counts else { return try x.extent(axes) == 0 }
                if counts.count == 0 { return false }
                return try Ufunc.minimum.reduce(counts).item().int == 0
            }
            if isThin { try Warnings.warn("Mean of empty slice", .runtimeWarning, call.interpreter) }
            let mean = try FloatErrors.watch(isThin ? divideName(x, axes, keeps, dtype) : "reduce", call.interpreter) {
                () throws(LanguageError) in
                try lifting { () throws(TensorError) in
                    guard let flags, let counts else {
                        return try x.mean(axes: axes, keepingDimensions: keeps, dtype: dtype)
                    }
                    let isHalf = x.dtype == .float16 && dtype == nil
                    let type = isHalf ? .float32 : dtype ?? (x.dtype.isFloat ? x.dtype : .float64)
                    let kept = try Tensor.choose(flags, x.asType(type), Tensor(.int(0), dtype: type), dtype: type)
                    let total = try kept.sum(axes: axes, keepingDimensions: keeps, dtype: type)
                    let mean = try Ufunc.divide(total, type.isFloat ? counts.asType(type) : counts)
                    return isHalf ? try mean.asType(.float16) : mean
                }
            }
            // Into integers, whole parts are all that is left.
            return try FloatErrors.watch(mean.rank == 0 ? "cast" : "", call.interpreter) {
                () throws(LanguageError) in
                try store(call, at + 2, "add", x, axes) { () throws(TensorError) in
                    try mean.asType(dtype ?? mean.dtype)
                }
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
            let (high, low) = try lifting { () throws(TensorError) in
                (
                    try Ufunc.maximum.reduce(x, axes: axes, keepingDimensions: keeps),
                    try Ufunc.minimum.reduce(x, axes: axes, keepingDimensions: keeps)
                )
            }
            return try FloatErrors.watch("subtract", call.interpreter) { () throws(LanguageError) in
                try store(call, at + 1, "maximum", x, axes) { () throws(TensorError) in
                    try Ufunc.subtract(high, low)
                }
            }
        },
        cumulative("cumsum", "Cumulative sum of the elements along an axis.", .add),
        cumulative("cumprod", "Cumulative product of the elements along an axis.", .multiply),
    ]

    /// The result of a reduction, written to `out` where one was given.
    /// - name: the function of two elements, which messages name.
    private static func store(
        _ call: Call, _ place: Int, _ name: String, _ x: Tensor, _ axes: [Int]?,
        _ body: () throws(TensorError) -> Tensor
    ) throws(LanguageError) -> Value {
        let result = try lifting(body)
        guard let output = try call.output(place) else { return .result(result) }
        let shape = output.tensor.shape
        if shape != result.shape {
            if name.hasPrefix("arg") {
                throw LanguageError.valueError("output array does not match result of np.\(name).")
            }
            if shape.count != result.rank {
                let reason =
                    result.rank == x.rank && x.rank > 0 ? " (must match the operand's when keepdims=True)" : ""
                throw LanguageError.valueError(
                    "output parameter for reduction operation \(name) has the wrong number of dimensions: Found \(shape.count) but expected \(result.rank)\(reason)"
                )
            }
            throw LanguageError.valueError(
                "operands could not be broadcast together with remapped shapes [original->remapped]: \(TensorError.tightText(of: shape))->(\(remapped(shape, x, axes))) \(TensorError.tightText(of: x.shape)) "
            )
        }
        try lifting { () throws(TensorError) in try output.tensor.assign(result) }
        return .object(output)
    }

    /// The sizes of an output at the axes that it keeps.
    private static func remapped(_ shape: [Int], _ x: Tensor, _ axes: [Int]?) -> String {
        var (rest, sizes): (ArraySlice<Int>, [String]) = (shape[...], [])
        let reduced = Set((axes ?? Array(0..<x.rank)).map { $0 < 0 ? $0 + x.rank : $0 })
        for axis in 0..<x.rank where shape.count < x.rank {
            if reduced.contains(axis) {
                if !sizes.isEmpty { sizes.append("newaxis") }
            } else if let size = rest.popFirst() {
                sizes.append("\(size)")
            }
        }
        return (sizes.isEmpty ? shape.map { "\($0)" } : sizes).joined(separator: ",")
    }

    /// The elements that `where` names, in the array's shape; `nil` for all.
    /// - isCounted: whether NumPy counts them before it reduces: it broadcasts them to the array then.
    private static func wanted(
        _ call: Call, _ place: Int, _ x: Tensor, isCounted: Bool = false
    ) throws(LanguageError) -> Tensor? {
        guard let value = call.optional(place) else { return nil }
        if case .bool(true) = value { return nil }
        let flags = try NumPyArgument.tensor(value, call.interpreter)
        guard flags.dtype == .bool else {
            throw LanguageError.typeError(
                "Cannot cast array data from dtype('\(flags.dtype.name)') to dtype('bool') according to the rule 'safe'"
            )
        }
        if isCounted, flags.rank > x.rank, x.rank == 0 {
            throw LanguageError.valueError("cannot broadcast a non-scalar to a scalar array")
        }
        if isCounted, flags.rank <= x.rank, flags.broadcast(to: x.shape) == nil {
            throw LanguageError.valueError(
                "operands could not be broadcast together with remapped shapes [original->remapped]: \(TensorError.tightText(of: flags.shape))  and requested shape \(TensorError.tightText(of: x.shape))"
            )
        }
        if flags.rank > x.rank {
            throw LanguageError.valueError("input operand has more dimensions than allowed by the axis remapping")
        }
        return try lifting { () throws(TensorError) in
            let shape = try Tensor.broadcastShape([x.shape, flags.shape])
            guard let wide = flags.broadcast(to: shape) else { return flags }
            return wide
        }
    }

    /// Refuses wrong axes before anything else is looked at.
    private static func checkAxes(_ axes: [Int]?, _ x: Tensor) throws(LanguageError) {
        guard let axes, x.rank > 0 || axes != [0] && axes != [-1] else { return }
        _ = try lifting { () throws(TensorError) in
            if axes.count == 1 { _ = try x.checkedAxis(axes[0]) } else { _ = try x.checkedAxes(axes) }
        }
    }

    /// The name under which NumPy tells of a division: numbers in float64 are divided by another function than arrays.
    static func divideName(_ x: Tensor, _ axes: [Int]?, _ keeps: Bool, _ dtype: DType? = nil) -> String {
        let isNarrow = dtype ?? x.dtype == .float16 || dtype ?? x.dtype == .float32
        return isNarrow || (keeps && x.rank > 0) || (axes.map { $0.count < x.rank } ?? false)
            ? "divide" : "scalar divide"
    }

    /// What a reduction in a type begins with; `nil` where nothing was given.
    static func initial(_ call: Call, _ place: Int, _ dtype: DType) throws(LanguageError) -> Scalar? {
        guard let value = call.optional(place) else { return nil }
        let tensor = try NumPyArgument.assigned(value, to: dtype, call.interpreter)
        return try lifting { () throws(TensorError) in try tensor.item() }
    }

    /// The reduction of all elements of a small array to a number, where the call asks for nothing else; `nil` where the
    /// long way does it.
    /// - Parameters:
    ///   - count: how many parameters the row has.
    ///   - keep: which of them is `keepdims`.
    private static func total(
        _ ufunc: Ufunc, _ x: Tensor, _ call: Call, _ at: Int, count: Int, keep: Int
    ) throws(LanguageError) -> Value? {
        for place in 0..<count {
            switch call[at + place] {
            case .none, .unbound: continue
            case .bool(false) where place == keep: continue
            default: return nil
            }
        }
        if ufunc.isQuiet {
            return ufunc.total(x).map { .object(ScalarObject($0, x.dtype)) }
        }
        let total = try FloatErrors.watch("reduce", call.interpreter) { () throws(LanguageError) in ufunc.total(x) }
        return total.map { .object(ScalarObject($0, x.dtype == .bool ? .int64 : x.dtype)) }
    }

    private static func reduction(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, type, out, keep, Parameter("initial", .none), mask], doc: doc) {
            (x, call, at) throws(LanguageError) in
            if let total = try total(ufunc, x, call, at, count: 6, keep: 3) { return total }
            let (axes, dtype, keeps) = (try call.axes(at), try call.dtype(at + 1), try call.bool(at + 3))
            try checkAxes(axes, x)
            let flags = try wanted(call, at + 5, x)
            var first: Scalar?
            if call.optional(at + 4) != nil {
                let accumulator = try lifting { () throws(TensorError) in
                    if let dtype { dtype } else { try ufunc.accumulator(x.dtype) }
                }
                first = try initial(call, at + 4, accumulator)
            }
            let initial = first
            // One number is cast and copied, nothing is reduced.
            let name = x.rank == 0 && dtype != nil ? "cast" : "reduce"
            return try FloatErrors.watch(name, call.interpreter) { () throws(LanguageError) in
                try store(call, at + 2, ufunc.name, x, axes) { () throws(TensorError) in
                    var operand = x
                    if let flags, let identity = ufunc.identity {
                        operand = try Tensor.choose(flags, x, Tensor(identity, dtype: x.dtype), dtype: x.dtype)
                    }
                    return try ufunc.reduce(
                        operand, axes: axes, keepingDimensions: keeps, dtype: dtype, initial: initial)
                }
            }
        }
    }

    private static func extreme(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, out, keep, Parameter("initial", .none), mask], doc: doc) {
            (x, call, at) throws(LanguageError) in
            if let total = try total(ufunc, x, call, at, count: 5, keep: 2) { return total }
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 2))
            try checkAxes(axes, x)
            let flags = try wanted(call, at + 4, x)
            let initial = try initial(call, at + 3, x.dtype)
            if flags != nil, initial == nil {
                throw LanguageError.valueError(
                    "reduction operation '\(ufunc.name)' does not have an identity, so to use a where mask one has to specify 'initial'"
                )
            }
            return try store(call, at + 1, ufunc.name, x, axes) { () throws(TensorError) in
                var operand = x
                if let flags, let initial {
                    operand = try Tensor.choose(flags, x, Tensor(initial, dtype: x.dtype), dtype: x.dtype)
                }
                return try ufunc.reduce(operand, axes: axes, keepingDimensions: keeps, initial: initial)
            }
        }
    }

    private static func truth(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [axisParameter, out, keep, mask], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axes, keeps) = (try call.axes(at), try call.bool(at + 2))
            try checkAxes(axes, x)
            let flags = try wanted(call, at + 3, x)
            return try store(call, at + 1, ufunc.name, x, axes) { () throws(TensorError) in
                var operand = x
                if let flags, let identity = ufunc.identity {
                    operand = try Tensor.choose(
                        flags, x.asType(.bool), Tensor(identity, dtype: .bool), dtype: .bool)
                }
                return try ufunc.reduce(operand, axes: axes, keepingDimensions: keeps)
            }
        }
    }

    private static func spread(
        _ name: String, _ doc: String,
        _ compute: @escaping @Sendable (Tensor, [Int]?, Bool, Double, DType?) throws(TensorError) -> Tensor
    ) -> ArrayOperation {
        let correction = Parameter.keyword("correction", .none, doc: "Another name of ddof.")
        let parameters = [axisParameter, type, out, Parameter("ddof", .int(0)), keep, mask, correction]
        return ArrayOperation(name, parameters, doc: doc) { (x, call, at) throws(LanguageError) in
            if call.optional(at + 6) != nil, case .int(let ddof) = call[at + 3], ddof != 0 {
                throw LanguageError.valueError("ddof and correction can't be provided simultaneously.")
            }
            let (axes, dtype, keeps) = (try call.axes(at), try call.dtype(at + 1), try call.bool(at + 4))
            let ddof = try call.double(call.optional(at + 6) == nil ? at + 3 : at + 6)
            if let flags = try wanted(call, at + 5, x, isCounted: true) {
                let fewest = try lifting { () throws(TensorError) in
                    let counts = try flags.sum(axes: axes)
                    return try counts.count == 0 ? 0 : Ufunc.minimum.reduce(counts).item().double
                }
                if fewest - ddof <= 0 {
                    try Warnings.warn("Degrees of freedom <= 0 for slice", .runtimeWarning, call.interpreter)
                }
                return try FloatErrors.watch("divide", call.interpreter) { () throws(LanguageError) in
                    try store(call, at + 2, "add", x, axes) { () throws(TensorError) in
                        let spread = try spread(x, flags, axes, dtype, ddof, keeps)
                        return name == "std" ? try Ufunc.row(named: "sqrt")(spread) : spread
                    }
                }
            }
            let count = try lifting { () throws(TensorError) in try x.extent(axes) }
            let isThin = Double(count) - ddof <= 0
            if isThin { try Warnings.warn("Degrees of freedom <= 0 for slice", .runtimeWarning, call.interpreter) }
            if dtype ?? x.dtype != .float16, !isThin {
                processor_clear_float_flags()
                let quick = try lifting { () throws(TensorError) -> Tensor in try compute(x, axes, keeps, ddof, dtype) }
                if processor_float_flags() == 0 {
                    return try store(call, at + 2, "add", x, axes) { () throws(TensorError) in quick }
                }
            }
            let slow = try spreadInSteps(x, axes, dtype, ddof, keeps, isRoot: name == "std", call.interpreter)
            return try store(call, at + 2, "add", x, axes) { () throws(TensorError) in slow }
        }
    }

    /// The variance or its root one function of arrays after the other, each in the array's own type and under the name
    /// by which NumPy tells of what it meets.
    private static func spreadInSteps(
        _ x: Tensor, _ axes: [Int]?, _ dtype: DType?, _ ddof: Double, _ keeps: Bool, isRoot: Bool,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        let type = dtype ?? (x.dtype.isFloat ? x.dtype : .float64)
        func step(_ name: String, _ body: () throws(TensorError) -> Tensor) throws(LanguageError) -> Tensor {
            try FloatErrors.watch(name, interpreter) { () throws(LanguageError) in try lifting(body) }
        }
        func ratio(_ total: Tensor, _ count: Double) throws(TensorError) -> Tensor {
            try Ufunc.divide(total.asType(.float64), Tensor(.float(count), dtype: .float64)).asType(type)
        }
        let count = Double(try lifting { () throws(TensorError) in try x.extent(axes) })
        let sum = try step("reduce") { () throws(TensorError) in
            try x.sum(axes: axes, keepingDimensions: true, dtype: type)
        }
        let mean = try step("divide") { () throws(TensorError) in try ratio(sum, count) }
        let distance = try step("subtract") { () throws(TensorError) in try Ufunc.subtract(x.asType(type), mean) }
        let squares = try step("square") { () throws(TensorError) in try Ufunc.square(distance) }
        let total = try step("reduce") { () throws(TensorError) in
            try squares.sum(axes: axes, keepingDimensions: keeps, dtype: type)
        }
        let spread = try step(divideName(x, axes, keeps, dtype)) { () throws(TensorError) in
            try ratio(total, max(count - ddof, 0))
        }
        return isRoot ? try step("sqrt") { () throws(TensorError) in try Ufunc.squareRoot(spread) } : spread
    }

    /// The variance of the elements that `flags` names.
    private static func spread(
        _ x: Tensor, _ flags: Tensor, _ axes: [Int]?, _ dtype: DType?, _ ddof: Double, _ keeps: Bool
    ) throws(TensorError) -> Tensor {
        let type = dtype ?? (x.dtype.isFloat ? x.dtype : .float64)
        let (x, nothing) = (try x.asType(type), try Tensor(.int(0), dtype: type))
        let number = try flags.sum(axes: axes, keepingDimensions: true).asType(type)
        let mean = try Ufunc.divide(
            Tensor.choose(flags, x, nothing, dtype: type).sum(axes: axes, keepingDimensions: true), number)
        let distance = try Ufunc.subtract(x, mean)
        let squares = try Tensor.choose(flags, Ufunc.multiply(distance, distance), nothing, dtype: type)
        let freedom = try Ufunc.maximum(
            Ufunc.subtract(
                flags.sum(axes: axes, keepingDimensions: keeps).asType(type), Tensor(.float(ddof), dtype: type)),
            nothing)
        return try Ufunc.divide(squares.sum(axes: axes, keepingDimensions: keeps), freedom)
    }

    private static func place(_ name: String, _ doc: String, greatest: Bool) -> ArrayOperation {
        ArrayOperation(name, [Parameter("axis", .none), out, keep], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axis, keeps) = (try call.axis(at), try call.bool(at + 2))
            return try store(call, at + 1, name, x, axis.map { [$0] }) { () throws(TensorError) in
                // A number counts as an array of one.
                if x.rank == 0, let axis { _ = try Tensor.checkedAxis(axis, rank: 1) }
                return try x.argExtreme(
                    greatest: greatest, axis: x.rank == 0 ? nil : axis, keepingDimensions: keeps)
            }
        }
    }

    private static func cumulative(_ name: String, _ doc: String, _ ufunc: Ufunc) -> ArrayOperation {
        ArrayOperation(name, [Parameter("axis", .none), type, out], doc: doc) { (x, call, at) throws(LanguageError) in
            let (axis, dtype) = (try call.axis(at), try call.dtype(at + 1))
            if x.rank > 0 { try checkAxes(axis.map { [$0] }, x) }
            let x =
                if let dtype, dtype != x.dtype {
                    try FloatErrors.watch("cast", call.interpreter) { () throws(LanguageError) in
                        try lifting { () throws(TensorError) in try x.asType(dtype) }
                    }
                } else { x }
            return try FloatErrors.watch("accumulate", call.interpreter) { () throws(LanguageError) in
                let result = try lifting { () throws(TensorError) in
                    let operand = axis == nil ? try x.flattened() : x.rank == 0 ? try x.reshaped([1]) : x
                    return try ufunc.accumulate(operand, axis: axis ?? 0, dtype: dtype)
                }
                guard let output = try call.output(at + 2) else { return Value(result) }
                try lifting { () throws(TensorError) in try output.tensor.assign(result) }
                return .object(output)
            }
        }
    }
}
