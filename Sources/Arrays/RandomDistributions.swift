import Language
import Tensors

/// The rows of `np.random` that draw number by number: one for each distribution, and the standard ones.
enum RandomDistributions {
    /// The functions of a kind of stream.
    static func rows(_ kind: RandomSource.Kind) -> [NativeFunction] {
        let own: Set<String> = kind == .generator ? ["standard_gamma"] : []
        return Distribution.table.filter { !own.contains($0.name) }.map(row) + [standardNormal(kind)]
            + (kind == .legacy ? [standardExponential] : generatorRows)
    }

    private static func row(_ distribution: Distribution) -> NativeFunction {
        let parameters = distribution.parameters.map { parameter in
            Parameter(parameter.name, parameter.standard.map { .float($0) } ?? .required)
        }
        return NativeFunction(distribution.name, parameters + [RandomRows.size], doc: distribution.doc) {
            (call) throws(LanguageError) in
            let (source, count) = (RandomRows.source(call), distribution.parameters.count)
            let shape = try call.shape(count)
            if shape == nil, let value = try number(distribution, source, call) { return value }
            var arguments: [Tensor] = []
            for place in 0..<count { arguments.append(try call.tensor(place, dtype: .float64)) }
            let drawn = try lifting { () throws(TensorError) in
                try distribution.numbers(source, arguments, shape: shape)
            }
            if shape == nil && drawn.rank == 0 { return .plain(drawn.scalar(at: []), drawn.dtype) }
            return Value(drawn)
        }
    }

    /// One number where all parameters are plain numbers; `nil` for arrays.
    private static func number(_ distribution: Distribution, _ source: RandomSource, _ call: Call) throws(LanguageError)
        -> Value?
    {
        var values: [Double] = []
        for place in distribution.parameters.indices {
            switch call[place] {
            case .float(let value): values.append(value)
            case .int(let value): values.append(Double(value))
            default: return nil
            }
        }
        let drawn = try lifting { () throws(TensorError) in try distribution.number(source, values) }
        return .plain(drawn, distribution.dtype)
    }

    private static let type = Parameter("dtype", .none, doc: "float64 or float32, which has draws of its own.")
    private static let out = Parameter("out", .none, doc: "An array to fill.")

    private static func standardNormal(_ kind: RandomSource.Kind) -> NativeFunction {
        let extra = kind == .generator ? [type, out] : []
        return NativeFunction(
            "standard_normal", [RandomRows.size] + extra, doc: "Normal numbers of mean 0 and deviation 1."
        ) { (call) throws(LanguageError) in
            let source = RandomRows.source(call)
            return try standard(call, kind, sizePlace: 0, typePlace: 1, outPlace: 2) {
                (shape, dtype) throws(TensorError) in try source.normal(shape, dtype: dtype)
            }
        }
    }

    private static let standardExponential = NativeFunction(
        "standard_exponential", [RandomRows.size], doc: "Exponential numbers of mean 1."
    ) { (call) throws(LanguageError) in
        let source = RandomRows.source(call)
        return try standard(call, .legacy, sizePlace: 0, typePlace: 1, outPlace: 2) {
            (shape, dtype) throws(TensorError) in try source.exponential(shape, dtype: dtype)
        }
    }

    private static let generatorRows: [NativeFunction] = [
        NativeFunction("random", [RandomRows.size, type, out], doc: "Numbers uniform in [0, 1).") {
            (call) throws(LanguageError) in
            let source = RandomRows.source(call)
            if !call[0].isUnbound, call.optional(0) == nil, call.optional(1) == nil, call.optional(2) == nil {
                return .float(source.double())
            }
            return try standard(call, .generator, sizePlace: 0, typePlace: 1, outPlace: 2) {
                (shape, dtype) throws(TensorError) in try source.uniform(shape, dtype: dtype)
            }
        },
        NativeFunction(
            "standard_exponential", [RandomRows.size, type, Parameter("method", .str("zig")), out],
            doc: "Exponential numbers of mean 1, by ziggurat (zig) or by logarithm (inv)."
        ) { (call) throws(LanguageError) in
            let (source, method) = (RandomRows.source(call), try call.string(2))
            let inverts = method == "inv"
            return try standard(call, .generator, sizePlace: 0, typePlace: 1, outPlace: 3) {
                (shape, dtype) throws(TensorError) in
                try source.exponential(shape, dtype: dtype, byInversion: inverts)
            }
        },
        NativeFunction(
            "standard_gamma", [Parameter("shape"), RandomRows.size, type, out], doc: "Gamma numbers of scale 1."
        ) { (call) throws(LanguageError) in
            let source = RandomRows.source(call)
            guard let row = Distribution.row(named: "standard_gamma") else { return .none }
            let k = try call.tensor(0, dtype: .float64)
            let natural = k.rank == 0 ? nil : k.shape
            return try standard(
                call, .generator, sizePlace: 1, typePlace: 2, outPlace: 3, natural: natural
            ) { (shape, dtype) throws(TensorError) in
                guard dtype == .float32 else { return try row.numbers(source, [k], shape: shape) }
                try row.check([k])
                guard let wide = k.broadcast(to: shape) else {
                    throw TensorError(.value, "size does not fit the shape of the parameters")
                }
                let shapes = try wide.elements(as: Float.self)
                var place = 0
                return try source.fillSingles(shape) { source in
                    place += 1
                    return source.singleGamma(shapes[place - 1])
                }
            }
        },
    ]

    /// Numbers of a standard distribution with size, dtype and out as NumPy takes them.
    private static func standard(
        _ call: Call, _ kind: RandomSource.Kind, sizePlace: Int, typePlace: Int, outPlace: Int, natural: [Int]? = nil,
        _ draw: ([Int], DType) throws(TensorError) -> Tensor
    ) throws(LanguageError) -> Value {
        let shape = try call.shape(sizePlace)
        guard kind == .generator else {
            let drawn = try lifting { () throws(TensorError) in try draw(shape ?? [], .float64) }
            return shape == nil ? .plain(drawn.scalar(at: []), .float64) : Value(drawn)
        }
        let dtype = try call.dtype(typePlace) ?? .float64
        guard dtype == .float64 || dtype == .float32 else {
            throw LanguageError.typeError("Unsupported dtype dtype('\(dtype.name)') for \(call.function.name)")
        }
        if let out = try call.output(outPlace) {
            if out.tensor.dtype != dtype {
                throw LanguageError.typeError(
                    "Supplied output array has the wrong type. Expected \(dtype.name), got \(out.tensor.dtype.name)")
            }
            if !out.tensor.isContiguous {
                throw LanguageError.valueError(
                    "Supplied output array must be contiguous, writable, aligned, and in machine byte-order.")
            }
            if let shape, shape != out.tensor.shape {
                throw LanguageError.valueError("size must match out.shape when used together")
            }
            try lifting { () throws(TensorError) in try out.tensor.assign(draw(out.tensor.shape, dtype)) }
            return .object(out)
        }
        let target = shape ?? natural
        let drawn = try lifting { () throws(TensorError) in try draw(target ?? [], dtype) }
        return target == nil ? .plain(drawn.scalar(at: []), dtype) : Value(drawn)
    }
}
