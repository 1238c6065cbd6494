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
                    Parameter("keepdims", .bool(false)), Parameter("initial", .none),
                ],
                doc: "The function applied between all elements along an axis."
            ) { (call) throws(LanguageError) in
                let (ufunc, x) = (try row(call), try call.tensor(0))
                let (axes, dtype, keeps) = (try call.axes(1), try call.dtype(2), try call.bool(4))
                let initial = try ArrayReductions.initial(call, 5, dtype ?? x.dtype)
                try lifting { () throws(TensorError) in
                    if let axes, x.rank > 0 || axes != [0] && axes != [-1] { _ = try x.checkedAxes(axes) }
                    _ = try ufunc.resultType(dtype ?? x.dtype)
                }
                if ufunc.isNotReorderable, (axes?.count ?? x.rank) > 1 {
                    throw LanguageError.valueError(
                        "reduction operation '\(ufunc.name)' is not reorderable, so at most one axis may be specified")
                }
                if ufunc.isComparison {
                    throw LanguageError.typeError(
                        "No loop matching the specified signature and casting was found for ufunc \(ufunc.name)")
                }
                return try FloatErrors.watch(ufunc.isQuiet ? "" : "reduce", call.interpreter) {
                    () throws(LanguageError) in
                    try call.delivered(
                        lifting { () throws(TensorError) in
                            try ufunc.reduce(x, axes: axes, keepingDimensions: keeps, dtype: dtype, initial: initial)
                        }, to: 3, of: "reduce")
                }
            },
            NativeFunction(
                "accumulate",
                [Parameter("array"), Parameter("axis", .int(0)), Parameter("dtype", .none), Parameter("out", .none)],
                doc: "All intermediate results of a reduction."
            ) {
                (call) throws(LanguageError) in
                let (ufunc, x, axis, dtype) = (
                    try row(call), try call.tensor(0), try call.int(1), try call.dtype(2)
                )
                if x.rank == 0 { throw LanguageError.typeError("cannot accumulate on a scalar") }
                return try FloatErrors.watch(ufunc.isQuiet ? "" : "accumulate", call.interpreter) {
                    () throws(LanguageError) in
                    let result = try lifting { () throws(TensorError) in
                        try ufunc.accumulate(
                            dtype.map { (type) throws(TensorError) in try x.asType(type) } ?? x, axis: axis,
                            dtype: dtype)
                    }
                    guard try call.output(3) != nil else { return Value(result) }
                    return try call.delivered(result, to: 3, of: "accumulate")
                }
            },
            NativeFunction("outer", [Parameter("A"), Parameter("B")], doc: "The function of every pair of elements.") {
                (call) throws(LanguageError) in
                let (ufunc, a, b) = (try row(call), try call.tensor(0), try call.tensor(1))
                let left = try lifting { () throws(TensorError) in
                    try a.reshaped(a.shape + [Int](repeating: 1, count: b.rank))
                }
                return try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, call.interpreter) {
                    () throws(LanguageError) in
                    .result(try ArrayOperators.apply(ufunc, .tensor(left), .tensor(b), call.interpreter))
                }
            },
            NativeFunction(
                "at", [Parameter("a"), Parameter("indices"), Parameter("b", .none)],
                doc: "The function applied in place at places, also repeated ones."
            ) {
                (call) throws(LanguageError) in
                guard case .object(let array as ArrayObject) = call[0] else {
                    throw LanguageError.typeError("first operand must be array")
                }
                let (ufunc, items) = (try row(call), try NumPyIndex.items(call[1], call.interpreter))
                if ufunc.operandCount == 1 {
                    try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, call.interpreter) {
                        () throws(LanguageError) in
                        try lifting { () throws(TensorError) in try ufunc.apply(to: array.tensor, at: items) }
                    }
                    return .none
                }
                guard call.optional(2) != nil else {
                    throw LanguageError.valueError("second operand needed for ufunc")
                }
                let values = try call.tensor(2)
                // Casts to and fro are told of under another name.
                let name = values.dtype == array.tensor.dtype ? ufunc.name : "at"
                try FloatErrors.watch(name, call.interpreter) { () throws(LanguageError) in
                    try lifting { () throws(TensorError) in
                        try ufunc.apply(to: array.tensor, at: items, with: values)
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
            NativeProperty("identity", doc: "What a reduction of no elements gives; None where that is an error.") {
                (object, _) throws(LanguageError) in
                guard let identity = (object as? UfuncObject)?.ufunc.identity else { return .none }
                return .plain(identity, .int64)
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
            $0.callInPlace = { (object, arguments, interpreter) throws(LanguageError) in
                guard let me = object as? UfuncObject else { return nil }
                return try UfuncCall.plain(me.ufunc, arguments, interpreter)
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
                "\(ufunc.name)() takes from \(wanted) to \(wanted + 1) positional arguments but \(arguments.count) \(arguments.count == 1 ? "was" : "were") given"
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
            if ufunc.isQuiet { return .result(try plain(ufunc, operands, interpreter)) }
            return .result(
                try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                    try plain(ufunc, operands, interpreter)
                })
        }
        return try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, interpreter) { () throws(LanguageError) in
            try full(ufunc, operands, dtype, output, mask, interpreter)
        }
    }

    /// The function of an array, or of two sides of which one is an array and the other an array or a number; `nil` for
    /// all else.
    static func plain(
        _ ufunc: Ufunc, _ arguments: UnsafeBufferPointer<Value>, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        if arguments.count != ufunc.operandCount { return nil }
        if arguments.count == 1 {
            guard case .object(let object) = arguments[0], let array = object as? ArrayObject else { return nil }
            if ufunc.isQuiet {
                return .result(try lifting { () throws(TensorError) in try ufunc(array.tensor) })
            }
            return .result(
                try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                    try lifting { () throws(TensorError) in try ufunc(array.tensor) }
                })
        }
        guard let a = ArrayOperators.Operand(number: arguments[0]),
            let b = ArrayOperators.Operand(number: arguments[1]),
            a.number == nil || b.number == nil
        else { return nil }
        if ufunc.isComparison { return .result(try ArrayOperators.compared(ufunc, a, b, interpreter)) }
        if ufunc.isQuiet { return .result(try ArrayOperators.apply(ufunc, a, b, interpreter)) }
        return .result(
            try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                try ArrayOperators.apply(ufunc, a, b, interpreter)
            })
    }

    private static func plain(
        _ ufunc: Ufunc, _ operands: [ArrayOperators.Operand], _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        if operands.count == 2 {
            let (a, b) = (operands[0], operands[1])
            if ufunc.isComparison { return try ArrayOperators.compared(ufunc, a, b, interpreter) }
            return try ArrayOperators.apply(ufunc, a, b, interpreter)
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
        case .huge(let number):
            guard let fitting = number.unsigned64 else {
                throw TensorError(.type, "loop of ufunc does not support argument 0 of type int", hint: "use floats")
            }
            return try Tensor(.uint(fitting), dtype: .uint64)
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
        if dtype == .bool { _ = try lifting { () throws(TensorError) in try ufunc.resultType(.bool) } }
        guard let input = ufunc.inputType(giving: dtype, operands: common(operands)) else {
            throw LanguageError.typeError(
                "No loop matching the specified signature and casting was found for ufunc \(ufunc.name)")
        }
        if input.isInteger {
            for operand in operands {
                if case .weak(let number) = operand { try NestedNumbers.check(number, input) }
            }
        }
        for (place, operand) in operands.enumerated() {
            let own: DType
            switch operand {
            case .weak(.float): own = input.isFloat ? input : .float64
            case .weak: own = input == .bool ? .int64 : input
            default: own = operand.dtype ?? input
            }
            if !own.castsWithinKind(to: input) {
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
        var operands = operands
        if operands.count == 1, dtype != nil, case .weak(.int(let number)) = operands[0] {
            // A number that meets no other has a type of its own.
            operands[0] = .scalar(.int(number), .int64)
        }
        if ufunc.isComparison, dtype == nil {
            operands = [
                ArrayOperators.comparable(operands[0], operands[1]),
                ArrayOperators.comparable(operands[1], operands[0]),
            ]
        }
        let type: DType =
            if let dtype { try loopType(ufunc, operands, giving: dtype) } else if operands.count == 2 {
                ArrayOperators.meeting(ufunc, operands[0], operands[1])
            } else { common(operands) }
        if operands.count == 2 {
            for place in 0..<2 {
                operands[place] = try ArrayOperators.fitted(operands[place], type, ufunc, interpreter)
            }
        }
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
