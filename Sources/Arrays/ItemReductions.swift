import Language
import Tensors

/// Sums, extremes and their kin of objects, by the objects' own operators; texts have none of them.
enum ItemReductions {
    /// A reduction as a step between two elements.
    private struct Step: Sendable {
        let name: String
        /// NumPy's function of elements behind it.
        let ufunc: String
        /// What an empty lane gives; `nil` where that is an error.
        let empty: Int?
        let join: @Sendable (Value, Value, Interpreter) throws(LanguageError) -> Value
    }

    private static let steps: [Step] = [
        Step(name: "sum", ufunc: "add", empty: 0) { (a, b, interpreter) throws(LanguageError) in
            try interpreter.binary(.add, a, b)
        },
        Step(name: "prod", ufunc: "multiply", empty: 1) { (a, b, interpreter) throws(LanguageError) in
            try interpreter.binary(.multiply, a, b)
        },
        Step(name: "max", ufunc: "maximum", empty: nil) { (a, b, interpreter) throws(LanguageError) in
            try interpreter.truth(interpreter.compare(.greaterEqual, a, b)) ? a : b
        },
        Step(name: "min", ufunc: "minimum", empty: nil) { (a, b, interpreter) throws(LanguageError) in
            try interpreter.truth(interpreter.compare(.lessEqual, a, b)) ? a : b
        },
    ]

    /// Functions of the module.
    static let table: [String: ItemRow] = {
        var table: [String: ItemRow] = [:]
        for (name, method) in [
            ("sum", "sum"), ("prod", "prod"), ("max", "max"), ("min", "min"), ("amax", "max"), ("amin", "min"),
            ("mean", "mean"), ("cumsum", "cumsum"), ("cumprod", "cumprod"), ("std", "std"), ("var", "var"),
            ("median", "median"),
        ] {
            table[name] = ItemRow { (call) throws(LanguageError) in
                guard ItemFunctions.holdsItems(call[0]) else { return nil }
                return try answer(method, ItemGathering.array(call[0], nil, call.interpreter), call)
            }
        }
        return table
    }()

    /// Methods of arrays of texts and objects.
    static let methods: [NativeFunction] = ArrayMethods.rows.compactMap { method in
        guard table[method.name] != nil else { return nil }
        return NativeFunction(method.name, method.parameters, doc: method.doc) { (call) throws(LanguageError) in
            try answer(method.name, ItemMethods.array(call), call)
        }
    }

    private static func answer(
        _ name: String, _ items: ItemArray, _ call: Call
    ) throws(LanguageError) -> Value {
        switch name {
        case "mean": return try mean(items, call)
        case "cumsum": return try accumulate(steps[0], items, call)
        case "cumprod": return try accumulate(steps[1], items, call)
        case "std", "var", "median": throw items.type.isText ? refuse(steps[0], items, "reduce") : items.refusal
        default:
            guard let step = steps.first(where: { $0.name == name }) else { throw items.refusal }
            return try reduce(step, items, call)
        }
    }

    private static func place(_ name: String, _ call: Call) -> Int? {
        call.function.parameters.firstIndex { $0.name == name }
    }

    private static func axes(_ call: Call) throws(LanguageError) -> [Int]? {
        guard let place = place("axis", call) else { return nil }
        return try call.axes(place)
    }

    private static func keepsDimensions(_ call: Call) throws(LanguageError) -> Bool {
        guard let place = place("keepdims", call) else { return false }
        return try call.bool(place)
    }

    private static func refuse(_ step: Step, _ items: ItemArray, _ way: String) -> LanguageError {
        let code = items.type.code
        if step.ufunc == "add", case .text(let width) = items.type {
            return .typeError(
                "the resolved dtypes are not compatible with add.\(way). Resolved (dtype('\(code)'), dtype('\(code)'), dtype('<U\(2 * width)'))",
                hint: "''.join(x) puts texts together; digits become numbers with x.astype(float)")
        }
        return LanguageError(
            NumPyException.ufuncType,
            "ufunc '\(step.ufunc)' did not contain a loop with signature matching types (dtype('\(code)'), dtype('\(code)')) -> None",
            hint: "texts have an order: np.sort(x)[-1] is the last one")
    }

    /// The elements as lanes along one axis that stands for all those that are reduced, with the shape of the rest.
    private static func lanes(
        _ items: ItemArray, _ axes: [Int]?
    ) throws(LanguageError) -> (elements: [Value], length: Int, rest: [Int], kept: [Int]) {
        let x = items.places
        let (turned, length, rest, kept) = try lifting { () throws(TensorError) -> (Tensor, Int, [Int], [Int]) in
            let gone = try axes.map { (axes) throws(TensorError) in try x.checkedAxes(axes) } ?? Array(x.shape.indices)
            let keep = x.shape.indices.filter { !gone.contains($0) }
            let turned = try x.transposed(keep + gone)
            let kept = x.shape.indices.map { gone.contains($0) ? 1 : x.shape[$0] }
            return (turned, gone.reduce(1) { $0 * x.shape[$1] }, keep.map { x.shape[$0] }, kept)
        }
        return (try ItemArray(turned, items.block).elements, length, rest, kept)
    }

    private static func reduce(_ step: Step, _ items: ItemArray, _ call: Call) throws(LanguageError) -> Value {
        if items.type.isText { throw refuse(step, items, "reduce") }
        let axes = try axes(call)
        let keeps = try keepsDimensions(call)
        let (elements, length, rest, kept) = try lanes(items, axes)
        if length == 0, step.empty == nil {
            throw LanguageError.valueError("zero-size array to reduction operation \(step.ufunc) which has no identity")
        }
        var results: [Value] = []
        for lane in 0..<rest.reduce(1, *) {
            var total = length == 0 ? Value.int(step.empty ?? 0) : elements[lane * length]
            for i in 1..<max(length, 1) {
                if i & 0xFFF == 0 { try call.interpreter.checkInterrupt() }
                total = try step.join(total, elements[lane * length + i], call.interpreter)
            }
            results.append(total)
        }
        if rest.isEmpty && !keeps { return results.first ?? .none }
        return .object(try ItemArray(results, keeps ? kept : rest, .object))
    }

    private static func mean(_ items: ItemArray, _ call: Call) throws(LanguageError) -> Value {
        if items.type.isText { throw refuse(steps[0], items, "reduce") }
        let sum = try reduce(steps[0], items, call)
        let axes = try axes(call)
        let length = try lanes(items, axes).length
        let mean = try call.interpreter.binary(.divide, sum, .int(length))
        if case .float(let number) = mean { return .object(ScalarObject(.float(number), .float64)) }
        return mean
    }

    private static func accumulate(_ step: Step, _ items: ItemArray, _ call: Call) throws(LanguageError) -> Value {
        if items.type.isText { throw refuse(step, items, "accumulate") }
        let axis = try axes(call)?.first
        let source = axis == nil ? try lifting { () throws(TensorError) in try items.places.flattened() } : items.places
        let place = try lifting { () throws(TensorError) in try source.checkedAxis(axis ?? 0) }
        let flat = ItemArray(source, items.block)
        var results = try flat.elements
        let strides = Tensor.rowMajorStrides(source.shape)
        for i in results.indices where i / strides[place] % source.shape[place] > 0 {
            results[i] = try step.join(results[i - strides[place]], results[i], call.interpreter)
        }
        return .object(try ItemArray(results, source.shape, .object))
    }
}
