import Glibc
import Tensors

/// Functions of one element at a time: y = f(x), dx = f'(x) dy.
extension Operation {
    /// A row whose gradient is dy times a slope.
    /// - fused: the same in one pass over dy, x and y, for gradients that will not be differentiated.
    /// - slope: f'(x), written with rows.
    static func smooth(
        _ name: String, _ doc: String, in range: ClosedRange<Double> = -2...2, alpha: Double = 0,
        _ forward: @escaping @Sendable (Tensor, Parameters) throws(TensorError) -> Tensor,
        fused: (@Sendable (Slope) throws(TensorError) -> Tensor)? = nil,
        slope: @escaping @Sendable (Flow) throws(TensorError) -> Variable
    ) -> Operation {
        let settings = Parameters(alpha: alpha)
        return Operation(
            name, doc,
            examples: [Example([[3, 4]], in: range, settings), Example([[2, 0]], in: range, settings)],
            forward: { (x, settings) throws(TensorError) in try forward(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                guard let fused, !flow.keepsGraph else { return [try flow.dy * slope(flow)] }
                let dx = try fused(
                    Slope(
                        dy: flow.dy.value, x: flow.value, y: flow.output.value, alpha: flow.parameters.alpha))
                return [Variable(value: dx, origin: nil, isTracked: false)]
            })
    }

    /// What a gradient in one pass looks at.
    struct Slope {
        let dy: Tensor, x: Tensor, y: Tensor
        let alpha: Double

        /// dy times a slope that x and y tell.
        @inline(__always)
        func times(_ slope: (_ x: Double, _ y: Double) -> Double) throws(TensorError) -> Tensor {
            let (dy, x, y) = (try dy.asType(x.dtype).contiguous(), try x.contiguous(), try y.contiguous())
            let result = try Tensor(uninitialized: x.shape, dtype: x.dtype)
            defer { withExtendedLifetime((dy, x, y, result)) {} }
            if x.dtype == .float32 {
                let d = dy.start.assumingMemoryBound(to: Float.self)
                let (a, b) = (
                    x.start.assumingMemoryBound(to: Float.self), y.start.assumingMemoryBound(to: Float.self)
                )
                let out = result.start.assumingMemoryBound(to: Float.self)
                Sharing.forEach(of: x.count) { part in
                    for i in part { out[i] = Float(Double(d[i]) * slope(Double(a[i]), Double(b[i]))) }
                }
            } else {
                let d = dy.start.assumingMemoryBound(to: Double.self)
                let (a, b) = (
                    x.start.assumingMemoryBound(to: Double.self), y.start.assumingMemoryBound(to: Double.self)
                )
                let out = result.start.assumingMemoryBound(to: Double.self)
                Sharing.forEach(of: x.count) { part in for i in part { out[i] = d[i] * slope(a[i], b[i]) } }
            }
            return result
        }
    }

    static let elementwise: [Operation] = [
        Operation(
            "negative", "-x", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.negative(x[0]) },
            backward: { (flow) throws(TensorError) in [try -flow.dy] }),
        Operation(
            "exp", "e to the power of x", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.exponential(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy * flow.output] }),
        smooth(
            "expm1", "e to the power of x, less 1, exact near 0",
            { (x, _) throws(TensorError) in try Ufunc.row(named: "expm1")(x) },
            slope: { (flow) throws(TensorError) in try row("exp")(flow.x) }),
        Operation(
            "log", "the natural logarithm of x > 0", examples: [Example([[2, 3]], in: 0.5...3)],
            forward: { (x, _) throws(TensorError) in try Ufunc.logarithm(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy / flow.x] }),
        Operation(
            "log1p", "log(1 + x) for x > -1, exact near 0", examples: [Example([[2, 3]], in: -0.5...3)],
            forward: { (x, _) throws(TensorError) in try Ufunc.row(named: "log1p")(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy / (flow.x + 1)] }),
        Operation(
            "sqrt", "the square root of x > 0", examples: [Example([[2, 3]], in: 0.5...3)],
            forward: { (x, _) throws(TensorError) in try Ufunc.squareRoot(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy / (flow.output + flow.output)] }),
        smooth(
            "rsqrt", "1 / sqrt(x) for x > 0", in: 0.5...3,
            { (x, _) throws(TensorError) in try map(x) { 1 / $0.squareRoot() } },
            slope: { (flow) throws(TensorError) in try flow.output / flow.x * -0.5 }),
        Operation(
            "square", "x times itself", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.square(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy * (flow.x + flow.x)] }),
        smooth(
            "reciprocal", "1 / x", in: 0.5...3,
            { (x, _) throws(TensorError) in try Ufunc.reciprocal(x) },
            slope: { (flow) throws(TensorError) in try -row("square")(flow.output) }),
        smooth(
            "erf", "the error function: 2/sqrt(pi) times the integral of exp(-t²) from 0 to x",
            { (x, _) throws(TensorError) in try map(x, Glibc.erf) },
            slope: { (flow) throws(TensorError) in
                try row("exp")(-row("square")(flow.x)) * (2 / Double.pi.squareRoot())
            }),
        Operation(
            "absolute", "x without its sign; the slope at 0 is 0", examples: [Example([[3, 4]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.absolute(x[0]) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy * .constant(map(flow.value) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })]
            }),
        Operation(
            "clip",
            "x, but at least `low` and at most `high`; the slope is 1 from one to the other, 0 outside",
            examples: [Example([[3, 4]], Parameters(low: -1, high: 0.7))],
            forward: { (x, settings) throws(TensorError) in
                let (low, high) = (settings.low, settings.high)
                return try map(x[0]) { $0 < low ? low : $0 > high ? high : $0 }
            },
            backward: { (flow) throws(TensorError) in
                let (low, high) = (flow.parameters.low, flow.parameters.high)
                return [try flow.dy * .constant(map(flow.value) { $0 < low || $0 > high ? 0 : 1 })]
            }),
        Operation(
            "cast", "the same numbers as float32 (`alpha` 32) or float64 (64)",
            examples: [Example([[2, 3]], Parameters(alpha: 64))],
            forward: { (x, settings) throws(TensorError) in
                try x[0].asType(settings.alpha == 32 ? .float32 : .float64)
            },
            backward: { (flow) throws(TensorError) in [try flow.dy.cast(to: flow.value.dtype)] }),
    ]

    /// A function of each element, computed in double precision and kept in the operand's type.
    @inline(__always)
    static func map(_ x: Tensor, _ function: (Double) -> Double) throws(TensorError) -> Tensor {
        let source = try x.contiguous()
        let result = try Tensor(uninitialized: x.shape, dtype: x.dtype)
        defer { withExtendedLifetime((source, result)) {} }
        if source.dtype == .float32 {
            let (from, to) = (
                source.start.assumingMemoryBound(to: Float.self),
                result.start.assumingMemoryBound(to: Float.self)
            )
            Sharing.forEach(of: source.count) { part in
                for i in part { to[i] = Float(function(Double(from[i]))) }
            }
        } else {
            let (from, to) = (
                source.start.assumingMemoryBound(to: Double.self),
                result.start.assumingMemoryBound(to: Double.self)
            )
            Sharing.forEach(of: source.count) { part in for i in part { to[i] = function(from[i]) } }
        }
        return result
    }

    /// The same by a loop over single precision that is compiled for wide vectors, where the elements are that.
    @inline(__always)
    static func map(
        _ x: Tensor, single: @Sendable (UnsafeMutablePointer<Float>, Int) -> Void, _ function: (Double) -> Double
    ) throws(TensorError) -> Tensor {
        guard x.dtype == .float32 else { return try map(x, function) }
        let result = try x.copy()
        defer { withExtendedLifetime(result) {} }
        let start = result.start.assumingMemoryBound(to: Float.self)
        Sharing.forEach(of: result.count) { part in single(start + part.lowerBound, part.count) }
        return result
    }

    /// 1 where a condition on an element holds, else 0: a slope of pieces.
    @inline(__always)
    static func flags(_ x: Variable, _ condition: (Double) -> Bool) throws(TensorError) -> Variable {
        Variable(value: try map(x.value) { condition($0) ? 1 : 0 }, origin: nil, isTracked: false)
    }
}

/// Functions of elements, one for each row.
extension Variable {
    /// e to the power of each element.
    public func exp() throws(TensorError) -> Variable { try Operation.row("exp")(self) }
    /// exp(x) - 1, exact near 0.
    public func expm1() throws(TensorError) -> Variable { try Operation.row("expm1")(self) }
    /// The natural logarithm.
    public func log() throws(TensorError) -> Variable { try Operation.row("log")(self) }
    /// log(1 + x), exact near 0.
    public func log1p() throws(TensorError) -> Variable { try Operation.row("log1p")(self) }
    /// The square root.
    public func squareRoot() throws(TensorError) -> Variable { try Operation.row("sqrt")(self) }
    /// 1 / sqrt(x)
    public func reciprocalSquareRoot() throws(TensorError) -> Variable {
        try Operation.row("rsqrt")(self)
    }
    /// x²
    public func squared() throws(TensorError) -> Variable { try Operation.row("square")(self) }
    /// 1 / x
    public func reciprocal() throws(TensorError) -> Variable { try Operation.row("reciprocal")(self) }
    /// The error function.
    public func erf() throws(TensorError) -> Variable { try Operation.row("erf")(self) }
    /// |x|
    public func absolute() throws(TensorError) -> Variable { try Operation.row("absolute")(self) }

    /// At least `low`, at most `high`.
    public func clipped(_ low: Double, _ high: Double) throws(TensorError) -> Variable {
        try Operation.row("clip")(self, parameters: .init(low: low, high: high))
    }

    /// The same numbers as float32 or float64; the gradient comes back in this variable's type.
    /// - Throws: `type` for other types, through which no gradient flows.
    public func cast(to dtype: DType) throws(TensorError) -> Variable {
        if dtype == value.dtype { return self }
        guard dtype == .float32 || dtype == .float64 else {
            throw TensorError(.type, "variables are float32 or float64, got \(dtype.name)")
        }
        return try Operation.row("cast")(self, parameters: .init(alpha: dtype == .float32 ? 32 : 64))
    }
}
