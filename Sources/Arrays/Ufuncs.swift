import Language
import Tensors

/// A ufunc as a value: callable, with `reduce`, `accumulate`, `outer` and `at`.
final class UfuncObject: Object {
    let ufunc: Ufunc

    init(_ ufunc: Ufunc) { self.ufunc = ufunc }

    override var nativeType: NativeType { .ufunc }
}

extension NativeType {
    /// The type of ufuncs.
    static let ufunc = NativeType(
        name: "ufunc", module: "numpy", doc: "A function of each element.",
        methods: [
            NativeFunction(
                "reduce",
                [
                    Parameter("array"), Parameter("axis", .int(0)), Parameter("dtype", .none), Parameter("out", .none),
                    Parameter("keepdims", .bool(false)),
                ],
                doc: "The function applied between all elements along an axis."
            ) { (call) throws(LanguageError) in
                let (ufunc, x) = (try row(call), try call.tensor(0))
                let (axes, dtype, keeps) = (try call.axes(1), try call.dtype(2), try call.bool(4))
                if ufunc.isNotReorderable, (axes?.count ?? x.rank) > 1 {
                    throw LanguageError.valueError(
                        "reduction operation '\(ufunc.name)' is not reorderable, so at most one axis may be specified")
                }
                if ufunc.isComparison {
                    throw LanguageError.typeError(
                        "No loop matching the specified signature and casting was found for ufunc \(ufunc.name)")
                }
                return try FloatErrors.watch("reduce", call.interpreter) { () throws(LanguageError) in
                    .result(
                        try lifting { () throws(TensorError) in
                            try ufunc.reduce(x, axes: axes, keepingDimensions: keeps, dtype: dtype)
                        })
                }
            },
            NativeFunction(
                "accumulate", [Parameter("array"), Parameter("axis", .int(0))],
                doc: "All intermediate results of a reduction."
            ) {
                (call) throws(LanguageError) in
                let (ufunc, x, axis) = (try row(call), try call.tensor(0), try call.int(1))
                if x.rank == 0 { throw LanguageError.typeError("cannot accumulate on a scalar") }
                return try FloatErrors.watch("accumulate", call.interpreter) { () throws(LanguageError) in
                    Value(try lifting { () throws(TensorError) in try ufunc.accumulate(x, axis: axis) })
                }
            },
            NativeFunction("outer", [Parameter("A"), Parameter("B")], doc: "The function of every pair of elements.") {
                (call) throws(LanguageError) in
                let (ufunc, a, b) = (try row(call), try call.tensor(0), try call.tensor(1))
                if ufunc.name == "power", !DType.promote(a.dtype, b.dtype).isFloat {
                    try ArrayOperators.refuseNegative(.tensor(b))
                }
                return try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, call.interpreter) {
                    () throws(LanguageError) in
                    .result(try lifting { () throws(TensorError) in try ufunc.outer(a, b) })
                }
            },
            NativeFunction(
                "at", [Parameter("a"), Parameter("indices"), Parameter("b")],
                doc: "The function applied in place at places, also repeated ones."
            ) {
                (call) throws(LanguageError) in
                guard case .object(let array as ArrayObject) = call[0] else {
                    throw LanguageError.typeError("first operand must be array")
                }
                let (ufunc, places, values) = (try row(call), try call.tensor(1), try call.tensor(2))
                try lifting { () throws(TensorError) in
                    guard let wide = values.broadcast(to: places.shape) else {
                        throw TensorError(.value, "shape mismatch")
                    }
                    let list = try wide.flattened()
                    for (number, place) in try places.elements(as: Int64.self).enumerated() {
                        let part = try array.tensor[[
                            .slice(start: Int(place), stop: place == -1 ? nil : Int(place) + 1, step: nil)
                        ]]
                        if part.count == 0 {
                            throw TensorError(
                                .index, "index \(place) is out of bounds for axis 0 with size \(array.tensor.shape[0])")
                        }
                        _ = try ufunc(part, list[first: number].asType(part.dtype), out: part)
                    }
                }
                return .none
            },
        ],
        properties: [
            NativeProperty("__name__", doc: "The function's name.") { (object, _) throws(LanguageError) in
                Value((object as? UfuncObject)?.ufunc.name ?? "")
            },
            NativeProperty("__doc__", doc: "What the function computes.") { (object, _) throws(LanguageError) in
                Value((object as? UfuncObject)?.ufunc.doc ?? "")
            },
            NativeProperty("nin", doc: "Number of operands.") { (object, _) throws(LanguageError) in
                .int((object as? UfuncObject)?.ufunc.operandCount ?? 0)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in "<ufunc '\((object as? UfuncObject)?.ufunc.name ?? "")'>" }
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let me = object as? UfuncObject else { return .none }
                return try UfuncCall.run(me.ufunc, arguments, named, interpreter)
            }
        })

    private static func row(_ call: Call) throws(LanguageError) -> Ufunc {
        guard case .object(let object as UfuncObject)? = call.receiver else {
            throw LanguageError.typeError("a ufunc is wanted, not '\(call.receiver?.typeName ?? "")'")
        }
        return object.ufunc
    }
}

/// An object that computes functions of elements in its own way, as `__array_ufunc__` does in NumPy.
public protocol UfuncAnswering: Object {
    /// The result of the ufunc `name` for arguments of which this object is one.
    func answer(_ name: String, _ arguments: [Value], _ interpreter: Interpreter) throws(LanguageError) -> Value
}

/// A call of a ufunc with its keywords.
enum UfuncCall {
    static func run(
        _ ufunc: Ufunc, _ arguments: [Value], _ named: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let wanted = ufunc.operandCount
        guard arguments.count == wanted || arguments.count == wanted + 1 else {
            throw LanguageError.typeError(
                "\(ufunc.name)() takes from \(wanted) to \(wanted + 1) positional arguments but \(arguments.count) were given"
            )
        }
        var output: Value = arguments.count > wanted ? arguments[wanted] : .none
        var mask: Value = .none
        var dtype: DType?
        for (name, value) in named {
            switch name {
            case "out":
                if case .tuple(let tuple) = value, let first = tuple.values.first {
                    output = first
                } else {
                    output = value
                }
            case "where": mask = value
            case "dtype": dtype = value.isNone ? nil : try NumPyArgument.dtype(value)
            case "casting", "order", "subok": break
            default: throw LanguageError.typeError("\(ufunc.name)() got an unexpected keyword argument '\(name)'")
            }
        }
        if let answer = try ItemUfuncs.answer(ufunc.name, Array(arguments.prefix(wanted)), interpreter) {
            return answer
        }
        var operands: [ArrayOperators.Operand] = []
        for value in arguments.prefix(wanted) {
            guard let operand = try ArrayOperators.Operand(value, interpreter) else {
                if case .object(let object as any UfuncAnswering) = value {
                    return try object.answer(ufunc.name, arguments, interpreter)
                }
                throw LanguageError.typeError(
                    "ufunc '\(ufunc.name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
                    hint: "\(ufunc.name) works on numbers, not on '\(value.typeName)'")
            }
            operands.append(operand)
        }
        if case .none = output, case .none = mask, dtype == nil {
            if ufunc.isQuiet { return .result(try plain(ufunc, operands)) }
            return .result(
                try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in try plain(ufunc, operands)
                })
        }
        return try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
            try full(ufunc, operands, dtype, output, mask, interpreter)
        }
    }

    private static func plain(_ ufunc: Ufunc, _ operands: [ArrayOperators.Operand]) throws(LanguageError) -> Tensor {
        if operands.count == 2 {
            if ufunc.name == "power", !ArrayOperators.common(operands[0], operands[1]).isFloat {
                try ArrayOperators.refuseNegative(operands[1])
            }
            if ufunc.isComparison { return try ArrayOperators.compared(ufunc, operands[0], operands[1]) }
            return try ArrayOperators.apply(ufunc, operands[0], operands[1])
        }
        return try lifting { () throws(TensorError) in try ufunc(single(operands[0])) }
    }

    private static func single(_ operand: ArrayOperators.Operand) throws(TensorError) -> Tensor {
        switch operand {
        case .tensor(let tensor): return tensor
        case .scalar(let number, let dtype): return try Tensor(number, dtype: dtype)
        case .weak(let number):
            if case .float = number { return try Tensor(number, dtype: .float64) }
            return try Tensor(number, dtype: .int64)
        }
    }

    /// The common type of the operands.
    private static func common(_ operands: [ArrayOperators.Operand]) -> DType {
        operands.count == 2
            ? ArrayOperators.common(operands[0], operands[1]) : ArrayOperators.common(operands[0], operands[0])
    }

    /// The type of the loop that gives `dtype`, which the operands must cast to.
    private static func loopType(
        _ ufunc: Ufunc, _ operands: [ArrayOperators.Operand], giving dtype: DType
    ) throws(LanguageError) -> DType {
        guard let input = ufunc.inputType(giving: dtype, operands: common(operands)) else {
            throw LanguageError.typeError(
                "No loop matching the specified signature and casting was found for ufunc \(ufunc.name)")
        }
        for (place, operand) in operands.enumerated() {
            let own: DType
            switch operand {
            case .weak(.float): own = input.isFloat ? input : .float64
            case .weak: own = input == .bool ? .int64 : input
            default: own = operand.dtype ?? input
            }
            if !own.castsWithinKind(to: input), !(input == .bool && dtype == .bool) {
                throw LanguageError(
                    NumPyException.ufuncType,
                    "Cannot cast ufunc '\(ufunc.name)' input\(operands.count == 1 ? "" : " \(place)") from dtype('\(own.name)') to dtype('\(input.name)') with casting rule 'same_kind'"
                )
            }
        }
        return input
    }

    private static func full(
        _ ufunc: Ufunc, _ operands: [ArrayOperators.Operand], _ dtype: DType?, _ output: Value, _ mask: Value,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        var target: ArrayObject?
        if case .object(let array as ArrayObject) = output {
            target = array
        } else if !output.isNone {
            throw LanguageError.typeError("return arrays must be of ArrayType")
        }
        let flags = mask.isNone ? nil : try NumPyArgument.tensor(mask, interpreter, dtype: .bool)
        let type =
            try dtype.map { (wanted) throws(LanguageError) in
                try loopType(ufunc, operands, giving: wanted)
            } ?? common(operands)
        if operands.count == 2, dtype == nil {
            try ArrayOperators.check(operands[0], type)
            try ArrayOperators.check(operands[1], type)
        }
        if ufunc.name == "power", !type.isFloat, operands.count == 2 { try ArrayOperators.refuseNegative(operands[1]) }
        let result = try lifting { () throws(TensorError) -> Tensor in
            // Elements that are not wanted become 1, so that nothing is told of them.
            func wanted(_ x: Tensor) throws(TensorError) -> Tensor {
                guard let flags, !ufunc.isQuiet else { return x }
                return try Tensor.choose(flags, x, Tensor(.int(1), dtype: x.dtype), dtype: x.dtype)
            }
            func compute(_ out: Tensor?) throws(TensorError) -> Tensor {
                if operands.count == 2 {
                    let (a, b) = (
                        try ArrayOperators.tensor(operands[0], type), try ArrayOperators.tensor(operands[1], type)
                    )
                    return try ufunc(wanted(a), wanted(b), dtype: type, out: out)
                }
                return try ufunc(wanted(single(operands[0])), dtype: dtype == nil ? nil : type, out: out)
            }
            guard let flags else { return try compute(target?.tensor) }
            let all = try compute(nil)
            if let target {
                guard all.dtype.castsWithinKind(to: target.tensor.dtype) else { return try compute(target.tensor) }
                guard all.broadcast(to: target.tensor.shape) != nil else { return try compute(target.tensor) }
            }
            let old = if let target { target.tensor } else { try Tensor(shape: all.shape, dtype: all.dtype) }
            let chosen = try Tensor.choose(flags, all, old, dtype: old.dtype)
            if target == nil { return chosen }
            try old.assign(chosen)
            return old
        }
        if let target { return .object(target) }
        return .result(result)
    }
}
