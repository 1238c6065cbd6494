import Language
import Tensors

/// Arrays put together and taken apart.
enum ArrayJoining {
    static let rows: [NativeFunction] = [
        NativeFunction(
            "concatenate", [Parameter("arrays"), Parameter("axis", .int(0)), Parameter("out", .none), type, casting],
            doc: "Join arrays along an existing axis."
        ) { (call) throws(LanguageError) in
            var (parts, axis) = (try parts(call, 3), try call.axis(1))
            let dtype = try call.dtype(3)
            let result = try lifting { () throws(TensorError) in
                if axis == nil {
                    for place in parts.indices { parts[place] = try parts[place].flattened() }
                    axis = 0
                }
                return try Tensor.concatenate(parts, axis: axis ?? 0, dtype: dtype)
            }
            return try call.delivered(result, to: 2, of: "concatenate")
        },
        NativeFunction(
            "stack", [Parameter("arrays"), Parameter("axis", .int(0)), Parameter("out", .none), type, casting],
            doc: "Join arrays along a new axis."
        ) {
            (call) throws(LanguageError) in
            let (parts, axis, dtype) = (try parts(call, 3), try call.int(1), try call.dtype(3))
            let result = try lifting { () throws(TensorError) in
                let stacked = try Tensor.stack(parts, axis: axis)
                return try dtype.map { (type) throws(TensorError) in try stacked.asType(type) } ?? stacked
            }
            return try call.delivered(result, to: 2, of: "stack")
        },
        joining("vstack", "Stack arrays row by row.", least: 2) { _ in 0 },
        joining("hstack", "Stack arrays column by column.", least: 1) { $0 == 1 ? 0 : 1 },
        NativeFunction("dstack", [Parameter("tup")], doc: "Stack arrays along the third axis.") {
            (call) throws(LanguageError) in
            let parts = try call.tensors(0)
            return Value(
                try lifting { () throws(TensorError) in
                    var deep: [Tensor] = []
                    for part in parts {
                        switch part.rank {
                        case 0: deep.append(try part.reshaped([1, 1, 1]))
                        case 1: deep.append(try part.reshaped([1, part.count, 1]))
                        case 2: deep.append(try part.expandingDimensions([2]))
                        default: deep.append(part)
                        }
                    }
                    return try Tensor.concatenate(deep, axis: 2)
                })
        },
        NativeFunction("column_stack", [Parameter("tup")], doc: "Stack vectors as columns of a matrix.") {
            (call) throws(LanguageError) in
            let parts = try call.tensors(0)
            return Value(
                try lifting { () throws(TensorError) in
                    var columns: [Tensor] = []
                    for part in parts { columns.append(part.rank < 2 ? try part.reshaped([part.count, 1]) : part) }
                    return try Tensor.concatenate(columns, axis: 1)
                })
        },
        splitting("split", "Split an array into parts of equal size.", isStrict: true),
        splitting("array_split", "Split an array into parts of nearly equal size.", isStrict: false),
        NativeFunction(
            "resize", [Parameter("a"), Parameter("new_shape")],
            doc: "A new array of a shape, filled with repeats of the elements."
        ) {
            (call) throws(LanguageError) in
            let (x, shape) = (try call.tensor(0), try call.shape(1) ?? [])
            return Value(
                try lifting { () throws(TensorError) in
                    let result = try Tensor(shape: shape, dtype: x.dtype)
                    if x.count == 0 || result.count == 0 { return result }
                    let places = try Tensor((0..<result.count).map { Int64($0 % x.count) })
                    return try x.flattened().take(places, axis: 0).reshaped(shape)
                })
        },
        atLeast(1), atLeast(2), atLeast(3),
        NativeFunction(
            "where", [Parameter("condition"), Parameter("x", .missing), Parameter("y", .missing)],
            doc: "Elements of x where the condition holds, of y elsewhere; alone, the places where it holds."
        ) {
            (call) throws(LanguageError) in
            let mask = try call.tensor(0)
            guard call.isGiven(1) && call.isGiven(2) else {
                if call.isGiven(1) || call.isGiven(2) {
                    throw LanguageError.valueError("either both or neither of x and y should be given")
                }
                return .tuple(Tuple(try ArrayShapes.places(mask)))
            }
            guard let a = try ArrayOperators.Operand(call[1], call.interpreter),
                let b = try ArrayOperators.Operand(call[2], call.interpreter)
            else { throw LanguageError.typeError("arrays hold numbers here, not '\(call[1].typeName)'") }
            let type = ArrayOperators.common(a, b)
            // Shapes that do not fit are told of before numbers that do not.
            _ = try lifting { () throws(TensorError) in
                try Tensor.broadcastShape([mask.shape, a.shape, b.shape])
            }
            func ready(_ side: ArrayOperators.Operand) throws(LanguageError) -> ArrayOperators.Operand {
                guard case .weak(let number) = side, type.isFloat else { return side }
                return .weak(try ArrayOperators.narrowed(number, type, call.interpreter))
            }
            let (x, y) = (try ready(a), try ready(b))
            return Value(
                try lifting { () throws(TensorError) in
                    try Tensor.choose(mask, ArrayOperators.tensor(x, type), ArrayOperators.tensor(y, type), dtype: type)
                })
        },
    ]

    private static let type = Parameter.keyword("dtype", .none, doc: "Type of the result.")
    private static let casting = Parameter.keyword("casting", .str("same_kind"), doc: "Which casts may happen.")

    /// The arrays to join, whose types must fit the one asked for: `dtype` at a place, `casting` behind it.
    private static func parts(_ call: Call, _ place: Int) throws(LanguageError) -> [Tensor] {
        let (parts, rule) = (try call.tensors(0), try CastingRule(call, place + 1))
        guard let dtype = try call.dtype(place) else { return parts }
        for part in parts where !rule.allows(part.dtype, dtype) {
            throw LanguageError.typeError(
                "Cannot cast array data from dtype('\(part.dtype.name)') to dtype('\(dtype.name)') according to the rule '\(rule.rawValue)'"
            )
        }
        return parts
    }

    private static func joining(_ name: String, _ doc: String, least: Int, _ axis: @escaping @Sendable (Int) -> Int)
        -> NativeFunction
    {
        NativeFunction(name, [Parameter("tup"), type, casting], doc: doc) { (call) throws(LanguageError) in
            let (parts, dtype) = (try parts(call, 1), try call.dtype(1))
            return Value(
                try lifting { () throws(TensorError) in
                    var ready: [Tensor] = []
                    for part in parts {
                        ready.append(
                            part.rank >= least ? part : try part.reshaped(least == 2 ? [1, part.count] : [part.count]))
                    }
                    return try Tensor.concatenate(ready, axis: axis(ready.first?.rank ?? 1), dtype: dtype)
                })
        }
    }

    private static func splitting(_ name: String, _ doc: String, isStrict: Bool) -> NativeFunction {
        NativeFunction(
            name, [Parameter("ary"), Parameter("indices_or_sections"), Parameter("axis", .int(0))], doc: doc
        ) {
            (call) throws(LanguageError) in
            let (x, axis) = (try call.tensor(0), try call.int(2))
            guard axis >= -x.rank, axis < x.rank else {
                throw LanguageError.indexError(
                    "tuple index out of range", hint: "the array has \(x.rank) axes, and no axis \(axis)")
            }
            let place = axis < 0 ? axis + x.rank : axis
            let length = x.shape[place]
            var cuts: [Int] = [0]
            if let sections = call.interpreter.index(call[1]) {
                if isStrict, sections == 0 { throw LanguageError(.zeroDivisionError, "integer modulo by zero") }
                if sections <= 0 { throw LanguageError.valueError("number sections must be larger than 0.") }
                if isStrict && length % sections != 0 {
                    throw LanguageError.valueError("array split does not result in an equal division")
                }
                let (size, extra) = (length / sections, length % sections)
                for i in 0..<min(sections, 1 << 24) { cuts.append((cuts.last ?? 0) + size + (i < extra ? 1 : 0)) }
            } else {
                cuts += try (call.shape(1) ?? []).map { min(max($0 < 0 ? $0 + length : $0, 0), length) } + [length]
            }
            return Value(
                zip(cuts, cuts.dropFirst()).map { start, end in
                    Value(x.slice(axis: place, start: start, count: max(0, end - start)))
                })
        }
    }

    private static func atLeast(_ rank: Int) -> NativeFunction {
        NativeFunction(
            "atleast_\(rank)d", [Parameter("ary")], doc: "The input as an array of \(rank) dimensions or more."
        ) {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            if x.rank >= rank { return Value(x) }
            return Value(
                try lifting { () throws(TensorError) in
                    switch (rank, x.rank) {
                    case (1, _): return try x.reshaped([1])
                    case (2, 0): return try x.reshaped([1, 1])
                    case (2, _): return try x.expandingDimensions([0])
                    case (_, 0): return try x.reshaped([1, 1, 1])
                    case (_, 1): return try x.reshaped([1, x.count, 1])
                    default: return try x.expandingDimensions([2])
                    }
                })
        }
    }
}
