/// A function of every element, as a row of a table: name, documentation and a loop per element type.
///
/// Operands broadcast; the loop is the first whose type all operands cast to safely, as NumPy resolves it.
public final class Ufunc: Sendable {
    /// A run over elements: address and stride in bytes of the operand and the result, number of elements.
    public typealias UnaryRun = @Sendable (UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int) -> Void
    /// The same with two operands.
    public typealias BinaryRun =
        @Sendable (
            UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int
        ) -> Void

    /// What a loop does: with one operand or two.
    enum Run: Sendable {
        case unary(UnaryRun)
        case binary(BinaryRun)
    }

    /// One typed loop.
    struct Loop: Sendable {
        let input: DType
        let output: DType
        let run: Run
    }

    public let name: String
    /// What it computes, in a sentence.
    public let doc: String
    let loops: [Loop]
    /// What a reduction starts from; `nil` where it starts with the first element.
    public let identity: Scalar?
    /// Loops by place of the input type: what the search would find for a type by itself.
    private let direct: [Int?]
    private let integersAs: DType?
    /// Folds of runs into one number, by place of the type, where there are any.
    let folds: [Folds.Fold?]
    /// True for functions that never tell of floating-point mishaps: they compare, choose or change signs.
    public let isQuiet: Bool
    /// True for the functions that compare two numbers.
    public let isComparison: Bool
    /// True for the functions between truths of numbers.
    public let isLogical: Bool
    /// True for the functions of common divisors.
    public let isDivisor: Bool
    private let isPower: Bool
    let isSum: Bool
    /// True for the maximum and the minimum, and for the maximum.
    let isExtreme: Bool, isGreatest: Bool
    /// True for the functions whose reductions of small integers are made in 64 bits.
    let widens: Bool
    /// What is said of truth values, by the functions that NumPy does not give them.
    private let booleanRefusal: TensorError?

    /// - integersAs: the loop for integers and truth values, where it is not the first that they cast to safely.
    init(_ name: String, _ doc: String, identity: Scalar? = nil, integersAs: DType? = nil, loops: [Loop]) {
        self.name = name
        self.doc = doc
        self.loops = loops.map { $0.withVectors(name) }
        self.identity = identity
        self.integersAs = integersAs
        operandCount = if case .unary? = loops.first?.run { 1 } else { 2 }
        folds = DType.allCases.map { Folds.fold(name, $0) }
        isQuiet = Ufunc.quiet.contains(name)
        isComparison = ["greater", "greater_equal", "less", "less_equal", "equal", "not_equal"].contains(name)
        isLogical = name.hasPrefix("logical_")
        isDivisor = name == "gcd" || name == "lcm"
        isPower = name == "power"
        isSum = name == "add"
        isExtreme = name == "maximum" || name == "minimum"
        isGreatest = name == "maximum"
        widens = name == "add" || name == "multiply"
        booleanRefusal = Ufunc.booleanRefusal(name)
        direct = DType.allCases.map { type in
            if let integersAs, !type.isFloat { return loops.firstIndex { $0.input == integersAs } }
            return loops.firstIndex { $0.input == type } ?? loops.firstIndex { type.castsSafely(to: $0.input) }
        }
    }

    /// Number of operands: 1 or 2.
    public let operandCount: Int

    func loop(for dtype: DType) throws(TensorError) -> Loop {
        if dtype == .bool, let refusal = booleanRefusal { throw refusal }
        guard let place = direct[Int(dtype.rawValue)] else {
            if isDivisor {
                let type = "<class 'numpy.dtypes.\(dtype.className)'>"
                throw TensorError(
                    .ufuncType,
                    "ufunc '\(name)' did not contain a loop with signature matching types (\(type), \(type)) -> None")
            }
            throw TensorError(
                .type,
                "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
            )
        }
        return loops[place]
    }

    /// The type of the loop in which operands of two types meet: the first that both cast to safely.
    public func meetingType(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        if let integersAs, !a.isFloat, !b.isFloat { return integersAs }
        let found = loops.first { a.castsSafely(to: $0.input) && b.castsSafely(to: $0.input) }
        return found?.input ?? DType.promote(a, b)
    }

    /// The type that the loop for an operand type takes.
    public func inputType(_ dtype: DType) throws(TensorError) -> DType { try loop(for: dtype).input }

    /// True where the order of the elements changes the result, so that only one axis can be reduced.
    public var isNotReorderable: Bool { ["subtract", "divide", "floor_divide", "remainder", "power"].contains(name) }

    private static let quiet: Set<String> = [
        "maximum", "minimum", "fmax", "fmin", "sign", "absolute", "fabs", "negative", "positive", "floor", "ceil",
        "trunc", "rint", "heaviside", "copysign", "signbit", "isnan", "isinf", "isfinite", "logical_and", "logical_or",
        "logical_xor", "logical_not", "greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "gcd",
        "lcm", "bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "right_shift", "bitwise_count",
    ]

    /// The types between which a loop stands that gives `output`; `nil` where there is none.
    /// - operands: the operands' common type, taken where a loop of it gives the wanted type too.
    public func inputType(giving output: DType, operands: DType) -> DType? {
        if let own = try? loop(for: operands), own.output == output, output == .bool { return own.input }
        return loops.first { $0.output == output }?.input
    }

    private static func booleanRefusal(_ name: String) -> TensorError? {
        switch name {
        case "subtract":
            TensorError(
                .type,
                "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
            )
        case "negative":
            TensorError(
                .type,
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
            )
        case "positive", "sign":
            TensorError(
                .ufuncType,
                "ufunc '\(name)' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None"
            )
        default: nil
        }
    }

    /// The type of the result for operands of a type.
    public func resultType(_ dtype: DType) throws(TensorError) -> DType { try loop(for: dtype).output }
}

// MARK: Calls

extension Ufunc {
    /// The function of each element.
    /// - dtype: the type of the loop, instead of the operand's.
    /// - out: where the result goes, of the operand's shape.
    public func callAsFunction(_ x: Tensor, dtype: DType? = nil, out: Tensor? = nil) throws(TensorError) -> Tensor {
        let loop = try loop(for: dtype ?? x.dtype)
        guard case .unary(let run) = loop.run else {
            throw TensorError(.type, "\(name)() takes from 2 to 3 positional arguments but 1 were given")
        }
        let operand = try x.asType(loop.input)
        let target: Tensor
        if let out {
            try checkCast(loop.output, out)
            if let wide = Ufunc.repeated([x], over: out, shape: x.shape) {
                return try self(wide[0], dtype: dtype, out: out)
            }
            try checkOutput(out, shape: x.shape)
            target =
                out.dtype == loop.output && Ufunc.mayWriteOver(out, operand)
                ? out : try Tensor(uninitialized: x.shape, dtype: loop.output)
        } else {
            target = try Tensor(uninitializedLike: operand, dtype: loop.output)
        }
        try Ufunc.apply(run, operand, target, isNew: out == nil)
        if let out, out.storage !== target.storage { try out.assign(target) }
        return out ?? target
    }

    /// - isNew: true where nobody has seen the target yet: someone who asks to stop then need not wait for the end.
    static func apply(_ run: UnaryRun, _ x: Tensor, _ target: Tensor, isNew: Bool) throws(TensorError) {
        if !isNew { Work.add(target.count) }
        let stopping = isNew ? Ufunc.stopping(target.count) : nil
        defer { withExtendedLifetime((x, target)) {} }
        let (source, destination) = (x.start, target.start)
        if x.isContiguous && target.isContiguous {
            let (size, out) = (x.dtype.itemSize, target.dtype.itemSize)
            Parts.forEach(of: x.count, stopping: stopping) { part in
                run(source + part.lowerBound * size, size, destination + part.lowerBound * out, out, part.count)
            }
            try stopping?.check()
            return
        }
        var walk = Walk(shape: x.shape, strides: [x.byteStrides, target.byteStrides])
        walk.moveLongestInside()
        let last = walk.shape.count - 1
        walk.forEachRun { offsets in
            run(
                source + offsets[0], walk.strides[0][last], destination + offsets[1], walk.strides[1][last],
                walk.innerCount)
        }
    }

    /// The function of each pair of elements, after broadcasting.
    /// - dtype: the type of the loop, instead of the operands' common type.
    /// - out: where the result goes; its shape must be the broadcast shape.
    public func callAsFunction(_ a: Tensor, _ b: Tensor, dtype: DType? = nil, out: Tensor? = nil) throws(TensorError)
        -> Tensor
    {
        let common = dtype ?? meetingType(a.dtype, b.dtype)
        let loop = try loop(for: common)
        guard case .binary(let run) = loop.run else {
            throw TensorError(.type, "\(name)() takes from 1 to 2 positional arguments but 2 were given")
        }
        let x = try a.asType(loop.input)
        let y = try b.asType(loop.input)
        if let out {
            try checkCast(loop.output, out)
            let shape: [Int]
            do throws(TensorError) { shape = try Ufunc.shape(x, y) } catch {
                throw TensorError(error.kind, error.message + TensorError.tightText(of: out.shape) + " ")
            }
            if let wide = Ufunc.repeated([x, y], over: out, shape: shape) {
                return try self(wide[0], wide[1], dtype: common, out: out)
            }
            try checkOutput(out, shape: shape)
            try refuseNegativePower(loop, y, count: out.count)
            let direct = out.dtype == loop.output && Ufunc.mayWriteOver(out, x) && Ufunc.mayWriteOver(out, y)
            let target = direct ? out : try Tensor(uninitialized: out.shape, dtype: loop.output)
            try Ufunc.apply(run, x, y, target, isNew: !direct)
            if !direct { try out.assign(target) }
            return out
        }
        let target: Tensor
        if x.form === y.form || x.shape == y.shape {
            target = try Tensor(uninitializedLike: x, dtype: loop.output)
        } else if y.count == 1 && y.rank <= x.rank {
            target = try Tensor(uninitializedLike: x, dtype: loop.output)
        } else if x.count == 1 && x.rank <= y.rank {
            target = try Tensor(uninitializedLike: y, dtype: loop.output)
        } else if y.isRepeated(in: x.shape) {
            target = try Tensor(uninitializedLike: x, dtype: loop.output)
        } else if x.isRepeated(in: y.shape) {
            target = try Tensor(uninitializedLike: y, dtype: loop.output)
        } else {
            target = try Tensor(uninitialized: Ufunc.shape(x, y), dtype: loop.output)
        }
        try refuseNegativePower(loop, y, count: target.count)
        try Ufunc.apply(run, x, y, target, isNew: true)
        return target
    }

    /// Integers have no powers below zero.
    private func refuseNegativePower(_ loop: Loop, _ exponents: Tensor, count: Int) throws(TensorError) {
        guard isPower, loop.input.kind == .signed, count > 0 else { return }
        guard try Ufunc.minimum.reduce(exponents).item().int < 0 else { return }
        throw TensorError(
            .value, "Integers to negative integer powers are not allowed.",
            hint: "make one side floating-point: x.astype(float) ** -1")
    }

    private static func shape(_ x: Tensor, _ y: Tensor) throws(TensorError) -> [Int] {
        x.shape == y.shape ? x.shape : try Tensor.broadcastShape([x.shape, y.shape])
    }

    /// True where elements are read before, or at the moment when, they are written.
    private static func mayWriteOver(_ out: Tensor, _ operand: Tensor) -> Bool {
        !out.sharesStorage(with: operand)
            || (out.offset == operand.offset && out.strides == operand.strides && out.shape == operand.shape)
    }

    /// The operands in the shape of an output that holds their common shape several times; `nil` for other outputs.
    private static func repeated(_ operands: [Tensor], over out: Tensor, shape: [Int]) -> [Tensor]? {
        guard out.shape != shape, (try? Tensor.broadcastShape([out.shape, shape])) == out.shape else { return nil }
        let wide = operands.compactMap { $0.broadcast(to: out.shape) }
        return wide.count == operands.count ? wide : nil
    }

    private func checkCast(_ result: DType, _ out: Tensor) throws(TensorError) {
        guard result.castsWithinKind(to: out.dtype) else {
            throw TensorError(
                .ufuncType,
                "Cannot cast ufunc '\(name)' output from dtype('\(result.name)') to dtype('\(out.dtype.name)') with casting rule 'same_kind'",
                hint:
                    "the result is \(result.name), which an array of \(out.dtype.name) can't hold: convert first, x = x.astype('float32')"
            )
        }
    }

    private func checkOutput(_ out: Tensor, shape: [Int]) throws(TensorError) {
        guard out.shape == shape else {
            guard (try? Tensor.broadcastShape([out.shape, shape])) != nil else {
                throw TensorError(
                    .value,
                    "operands could not be broadcast together with shapes \(TensorError.tightText(of: shape)) \(TensorError.tightText(of: out.shape)) "
                )
            }
            throw TensorError(
                .value,
                "non-broadcastable output operand with shape \(TensorError.tightText(of: out.shape)) doesn't match the broadcast shape \(TensorError.tightText(of: shape))"
            )
        }
    }

    static func apply(
        _ run: BinaryRun, _ x: Tensor, _ y: Tensor, _ target: Tensor, isNew: Bool
    ) throws(TensorError) {
        if !isNew { Work.add(target.count) }
        let stopping = isNew ? Ufunc.stopping(target.count) : nil
        defer { withExtendedLifetime((x, y, target)) {} }
        let (left, right, destination) = (x.start, y.start, target.start)
        if target.isContiguous {
            let plainX = x.isContiguous && x.count == target.count
            let plainY = y.isContiguous && y.count == target.count
            if (plainX || x.count == 1) && (plainY || y.count == 1) && target.count > 0 {
                let (sx, sy) = (plainX ? x.dtype.itemSize : 0, plainY ? y.dtype.itemSize : 0)
                let size = target.dtype.itemSize
                Parts.forEach(of: target.count, stopping: stopping) { part in
                    let at = part.lowerBound
                    run(left + at * sx, sx, right + at * sy, sy, destination + at * size, size, part.count)
                }
                try stopping?.check()
                return
            }
        }
        guard PairWalk.apply(run, x, y, target, stopping) else {
            throw TensorError(
                .value,
                "operands could not be broadcast together with shapes \(TensorError.tightText(of: x.shape)) \(TensorError.tightText(of: y.shape)) "
            )
        }
        try stopping?.check()
    }

    /// What work on so many elements looks at; `nil` where it is short.
    private static func stopping(_ count: Int) -> Cancellation? { count >= long ? Cancellation.ofThread : nil }

    /// Elements from which on a function is worth being stopped.
    private static let long = 1 << 22
}

// MARK: With one number

extension Ufunc {
    /// The function of each element and one number, which takes the given type without a tensor of its own.
    /// - dtype: the type of the loop, by the promotion of the element's type with the number's.
    /// - numberFirst: true for `number op x`.
    /// - over: true writes the result over the elements, where the result's type is theirs.
    public func callAsFunction(
        _ x: Tensor, number: Scalar, dtype: DType, numberFirst: Bool = false, over: Bool = false
    ) throws(TensorError) -> Tensor {
        let loop = try loop(for: dtype)
        if !x.isContiguous, x.count > 0, x.count <= Ufunc.few, x.dtype == loop.input {
            return try self(x.copy(), number: number, dtype: dtype, numberFirst: numberFirst, over: true)
        }
        guard case .binary(let run) = loop.run, x.isContiguous, x.dtype == loop.input, x.count > 0,
            loop.input.isFloat || !isPower
        else {
            let other = try Tensor(number, dtype: dtype)
            return try numberFirst ? self(other, x, dtype: dtype) : self(x, other, dtype: dtype)
        }
        let isOver = over && loop.output == x.dtype
        let target = isOver ? x : try Tensor(uninitializedLike: x, dtype: loop.output)
        if isOver { Work.add(x.count) }
        let stopping = isOver ? nil : Ufunc.stopping(x.count)
        defer { withExtendedLifetime((x, target)) {} }
        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { space in
            guard let place = space.baseAddress else { return }
            number.store(place, loop.input)
            let (size, out) = (loop.input.itemSize, loop.output.itemSize)
            let (source, destination) = (x.start, target.start)
            Parts.forEach(of: x.count, stopping: stopping) { part in
                let (from, to) = (source + part.lowerBound * size, destination + part.lowerBound * out)
                if numberFirst {
                    run(place, 0, from, size, to, out, part.count)
                } else {
                    run(from, size, place, 0, to, out, part.count)
                }
            }
        }
        try stopping?.check()
        return target
    }
}
