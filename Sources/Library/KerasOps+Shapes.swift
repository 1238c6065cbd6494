import Arrays
import Autograd
import Language
import Networks
import Tensors

/// Shapes, products and new tensors of `keras.ops`.
extension KerasOps {
    private static let x = Parameter("x", doc: "A tensor.")
    private static let parts = Parameter("xs", doc: "A list of tensors.")

    private static func places(_ call: Call, _ place: Int) throws(LanguageError) -> Tensor {
        if case .object(let object as VariableObject) = call[place] {
            return try lifting { () throws(TensorError) in try object.variable.value.asType(.int64) }
        }
        return try call.tensor(place, dtype: .int64)
    }

    static let shapes: [NativeFunction] = [
        row("reshape", [x, Parameter("newshape")], "The same in another shape.") { (v, call) throws(LanguageError) in
            let shape = try NumPyArgument.shape(call[1], call.interpreter)
            return try made { () throws(TensorError) in try v[0].reshaped(shape) }
        },
        row("ravel", [x], "All in one row.") { (v, _) throws(LanguageError) in
            try made { () throws(TensorError) in try v[0].reshaped([-1]) }
        },
        row("transpose", [x, Parameter("axes", .none)], "Axes in another order.") { (v, call) throws(LanguageError) in
            let order = try call.axes(1)
            return try made { () throws(TensorError) in try v[0].transposed(order) }
        },
        row("swapaxes", [x, Parameter("axis1"), Parameter("axis2")], "Two axes change places.") {
            (v, call) throws(LanguageError) in
            let (a, b) = (try call.int(1), try call.int(2))
            return try made { () throws(TensorError) in try v[0].swappingAxes(a, b) }
        },
        row("moveaxis", [x, Parameter("source"), Parameter("destination")], "An axis at another place.") {
            (v, call) throws(LanguageError) in
            let (a, b) = (try call.int(1), try call.int(2))
            return try made { () throws(TensorError) in try v[0].movingAxis(a, to: b) }
        },
        row("expand_dims", [x, Parameter("axis")], "A new axis of length 1.") { (v, call) throws(LanguageError) in
            let axes = try call.axes(1) ?? [0]
            return try made { () throws(TensorError) in try v[0].expandingDimensions(axes) }
        },
        row("squeeze", [x, Parameter("axis", .none)], "Without axes of length 1.") { (v, call) throws(LanguageError) in
            let axes = try call.axes(1)
            return try made { () throws(TensorError) in try v[0].squeezed(axes) }
        },
        row("broadcast_to", [x, Parameter("shape")], "Repeated to a shape.") { (v, call) throws(LanguageError) in
            let shape = try NumPyArgument.shape(call[1], call.interpreter)
            return try made { () throws(TensorError) in try v[0].broadcast(to: shape) }
        },
        row("concatenate", [parts, Parameter("axis", .int(0))], tensors: nil, "Tensors one after the other.") {
            (v, call) throws(LanguageError) in
            let axis = try call.int(1)
            return try made { () throws(TensorError) in try Variable.concatenate(v, axis: axis) }
        },
        row("stack", [parts, Parameter("axis", .int(0))], tensors: nil, "Tensors along a new axis.") {
            (v, call) throws(LanguageError) in
            let axis = try call.int(1)
            return try made { () throws(TensorError) in try Variable.stack(v, axis: axis) }
        },
        row("flip", [x, Parameter("axis", .none)], "From the end to the beginning.") {
            (v, call) throws(LanguageError) in
            let axes = try call.axes(1)
            return try made { () throws(TensorError) in try v[0].flipped(axes) }
        },
        row("repeat", [x, Parameter("repeats"), Parameter("axis", .none)], "Each element several times.") {
            (v, call) throws(LanguageError) in
            let count = try call.int(1), axis = call.optional(2) == nil ? nil : try call.int(2)
            return try made { () throws(TensorError) in
                guard let axis else { return try v[0].reshaped([-1]).repeated(count, axis: 0) }
                return try v[0].repeated(count, axis: axis)
            }
        },
        row("tile", [x, Parameter("repeats")], "The whole several times.") { (v, call) throws(LanguageError) in
            let counts = try NumPyArgument.shape(call[1], call.interpreter)
            return try made { () throws(TensorError) in try v[0].tiled(counts) }
        },
        row("take", [x, Parameter("indices"), Parameter("axis", .none)], "Parts at places along an axis.") {
            (v, call) throws(LanguageError) in
            let places = try places(call, 1), axis = call.optional(2) == nil ? nil : try call.int(2)
            return try made { () throws(TensorError) in
                guard let axis else { return try v[0].reshaped([-1]).take(places) }
                return try v[0].take(places, axis: axis)
            }
        },
        row("where", [Parameter("condition"), Parameter("x1"), Parameter("x2")], tensors: 3, "x1 where true, else x2.")
        {
            (v, _) throws(LanguageError) in
            try made { () throws(TensorError) in try Variable.choose(where: v[0].value, v[1], v[2]) }
        },
        NativeFunction(
            "split", [x, Parameter("indices_or_sections"), Parameter("axis", .int(0))], doc: "Parts along an axis."
        ) { (call) throws(LanguageError) in
            let whole = try operand(call[0], call.interpreter), axis = try call.int(2)
            let parts: [Variable]
            if let count = call.interpreter.index(call[1]) {
                parts = try lifting { () throws(TensorError) in try whole.split(count, axis: axis) }
            } else {
                let places = try NumPyArgument.shape(call[1], call.interpreter)
                parts = try lifting { () throws(TensorError) in try whole.split(at: places, axis: axis) }
            }
            return Value(parts.map { .object(VariableObject($0)) })
        },
    ]

    static let products: [NativeFunction] = [
        row("matmul", [Parameter("x1"), Parameter("x2")], tensors: 2, "The matrix product.") {
            (v, _) throws(LanguageError) in try made { () throws(TensorError) in try Variable.matmul(v[0], v[1]) }
        },
        row(
            "dot", [Parameter("x1"), Parameter("x2")], tensors: 2,
            "The product over the last axis and the last but one."
        ) {
            (v, _) throws(LanguageError) in try made { () throws(TensorError) in try Variable.dot(v[0], v[1]) }
        },
        NativeFunction(
            "einsum", [Parameter("subscripts"), .rest("operands")], doc: "Sums of products: 'ij,jk->ik'."
        ) { (call) throws(LanguageError) in
            let text = try call.string(0)
            var all: [Variable] = []
            for value in call.rest(1) { all.append(try operand(value, call.interpreter)) }
            let operands = try alike(all)
            return .object(
                VariableObject(try lifting { () throws(TensorError) in try Variable.einsum(text, operands) }))
        },
    ]

    private static func floatType(_ call: Call, _ place: Int, _ name: String) throws(LanguageError) -> DType {
        guard let type = try call.dtype(place) else { return .float32 }
        guard type == .float32 || type == .float64 else {
            throw LanguageError.typeError(
                "ops.\(name): tensors are float32 or float64 here, not \(type.name)",
                hint: "np.array(…, dtype='\(type.name)') holds such numbers")
        }
        return type
    }

    private static func filled(_ name: String, _ number: Double) -> NativeFunction {
        NativeFunction(name, [Parameter("shape"), Parameter("dtype", .none)], doc: "A tensor full of \(Int(number)).") {
            (call) throws(LanguageError) in
            let shape = try NumPyArgument.shape(call[0], call.interpreter), type = try floatType(call, 1, name)
            return .object(VariableObject(try full(shape, number, type)))
        }
    }

    private static func full(_ shape: [Int], _ number: Double, _ type: DType) throws(LanguageError) -> Variable {
        try lifting { () throws(TensorError) in
            let tensor = try Tensor(shape: shape, dtype: type)
            try tensor.fill(.float(number))
            return try .constant(tensor)
        }
    }

    static let making: [NativeFunction] = [
        filled("zeros", 0), filled("ones", 1),
        row("zeros_like", [x], "As many zeros.") { (v, _) throws(LanguageError) in
            try full(v[0].shape, 0, v[0].value.dtype)
        },
        row("ones_like", [x], "As many ones.") { (v, _) throws(LanguageError) in
            try full(v[0].shape, 1, v[0].value.dtype)
        },
        row("full_like", [x, Parameter("fill_value")], "As many of a number.") { (v, call) throws(LanguageError) in
            try full(v[0].shape, call.double(1), v[0].value.dtype)
        },
        NativeFunction(
            "full", [Parameter("shape"), Parameter("fill_value"), Parameter("dtype", .none)],
            doc: "A tensor full of a number."
        ) { (call) throws(LanguageError) in
            let shape = try NumPyArgument.shape(call[0], call.interpreter), type = try floatType(call, 2, "full")
            return .object(VariableObject(try full(shape, call.double(1), type)))
        },
        row("one_hot", [x, Parameter("num_classes"), Parameter("axis", .int(-1))], "1 at the place of each label.") {
            (v, call) throws(LanguageError) in
            let classes = try call.int(1)
            if try call.int(2) != -1 {
                throw LanguageError(.notImplementedError, "ops.one_hot: axis must be -1", hint: "leave it out")
            }
            return try made { () throws(TensorError) in
                try .constant(Variable.oneHot(v[0].value.asType(.int64), classes: classes).value)
            }
        },
        NativeFunction("convert_to_tensor", [x, Parameter("dtype", .none)], doc: "A tensor of numbers.") {
            (call) throws(LanguageError) in
            let variable = try operand(call[0], call.interpreter)
            guard call.optional(1) != nil else { return .object(VariableObject(variable)) }
            let type = try floatType(call, 1, "convert_to_tensor")
            return .object(VariableObject(try lifting { () throws(TensorError) in try variable.cast(to: type) }))
        },
        NativeFunction("convert_to_numpy", [x], doc: "The numbers as an array.") { (call) throws(LanguageError) in
            .result(try operand(call[0], call.interpreter).value)
        },
        row("cast", [x, Parameter("dtype")], "The same numbers in another type.") { (v, call) throws(LanguageError) in
            let type = try floatType(call, 1, "cast")
            return try made { () throws(TensorError) in try v[0].cast(to: type) }
        },
        NativeFunction("shape", [x], doc: "Its sizes.") { (call) throws(LanguageError) in
            if case .object(let object as SymbolObject) = call[0] { return KerasSettings.batched(object.symbol.shape) }
            return .tuple(Tuple(try operand(call[0], call.interpreter).shape.map { .int($0) }))
        },
        NativeFunction(
            "arange",
            [Parameter("start"), Parameter("stop", .none), Parameter("step", .int(1)), Parameter("dtype", .none)],
            doc: "Numbers in order."
        ) { (call) throws(LanguageError) in
            let first = try call.double(0), step = try call.double(2)
            let type = try floatType(call, 3, "arange")
            let isEnd = call.optional(1) == nil
            let start = isEnd ? 0 : first, stop = isEnd ? first : try call.double(1)
            guard step != 0, step.isFinite, start.isFinite, stop.isFinite else {
                throw LanguageError.valueError("arange: the step must not be 0")
            }
            let count: Double = Swift.max(0, ((stop - start) / step).rounded(.up))
            guard count < 268_435_456 else {
                throw LanguageError(.memoryError, "arange: \(count) numbers are too many")
            }
            return .object(
                VariableObject(
                    try lifting { () throws(TensorError) in
                        let tensor = try Tensor(shape: [Int(count)], dtype: type)
                        tensor.write((0..<Int(count)).map { .float(start + step * Double($0)) })
                        return try Variable.constant(tensor)
                    }))
        },
    ]
}
