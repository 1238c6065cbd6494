import Glibc
import Loops
import Tensors

/// Products over axes, running sums and products, and what is normalized along an axis.
extension Operation {
    static let cumulative: [Operation] = [
        Operation(
            "prod", "the product over `axes`, which stay with length 1; exact also where factors are 0",
            examples: overAxes + [Example([[2, 3]], in: 0...1.5, Parameters(axes: [1]))],
            forward: { (x, settings) throws(TensorError) in
                try Ufunc.multiply.reduce(x[0], axes: settings.axes, keepingDimensions: true)
            },
            backward: { (flow) throws(TensorError) in [try flow.dy * productsOfOthers(flow)] }),
        Operation(
            "cumsum", "running sums along the axis `axes[0]`, from its end where `isReversed`",
            examples: alongAnAxis(),
            forward: { (x, settings) throws(TensorError) in try running(.add, x[0], settings) },
            backward: { (flow) throws(TensorError) in
                [try row("cumsum")(flow.dy, parameters: flow.parameters.with { $0.isReversed.toggle() })]
            }),
        Operation(
            "cumprod", "running products along the axis `axes[0]`, from its end where `isReversed`",
            examples: alongAnAxis(in: 0.3...2),
            forward: { (x, settings) throws(TensorError) in try running(.multiply, x[0], settings) },
            backward: { (flow) throws(TensorError) in
                let axis = flow.parameters.axes[0]
                let isReversed = flow.parameters.isReversed
                if try !hasZero(flow.value) {
                    let shares = try row("cumsum")(
                        flow.dy * flow.output, parameters: flow.parameters.with { $0.isReversed.toggle() })
                    return [try shares / flow.x]
                }
                // Each running product as a product over a row of its own: [..., n] becomes [..., n, n].
                let last = flow.x.value.rank - 1
                let (x, dy) = (try flow.x.movingAxis(axis, to: last), try flow.dy.movingAxis(axis, to: last))
                let n = x.shape[last]
                let all = try Tensor(shape: [n, n], dtype: .bool)
                try all.fill(.int(1))
                let mask = isReversed ? try all.triangle(upper: true) : try all.triangle(upper: false)
                let wide = try x.expandingDimensions([last])
                let table = try Variable.choose(where: mask, wide, .constant(1, like: x))
                let product = Flow(
                    dy: dy, inputs: [table], output: dy, parameters: Parameters(axes: [last + 1]), wanted: [true],
                    keepsGraph: flow.keepsGraph)
                let shares = try dy.expandingDimensions([last + 1]) * productsOfOthers(product)
                let own = try Variable.choose(where: mask, shares, .constant(0, like: x))
                return [try own.sum([last]).movingAxis(last, to: axis)]
            }),
        Operation(
            "softmax", "exp(x) over its sum along the axis `axes[0]`", examples: alongAnAxis(),
            forward: { (x, settings) throws(TensorError) in try softmax(x[0], settings.axes[0]) },
            backward: { (flow) throws(TensorError) in
                let weighed = try flow.dy * flow.output
                return [try weighed - flow.output * row("sum")(weighed, parameters: flow.parameters)]
            }),
        Operation(
            "log_softmax", "the logarithm of softmax along the axis `axes[0]`, without overflow",
            examples: alongAnAxis(),
            forward: { (x, settings) throws(TensorError) in try logSoftmax(x[0], settings.axes[0]) },
            backward: { (flow) throws(TensorError) in
                let total = try row("sum")(flow.dy, parameters: flow.parameters)
                return [try flow.dy - row("exp")(flow.output) * total]
            }),
    ]

    static func alongAnAxis(in range: ClosedRange<Double> = -2...2) -> [Example] {
        [
            Example([[2, 3]], in: range, Parameters(axes: [1])),
            Example([[3, 2, 2]], in: range, Parameters(axes: [0])),
            Example([[2, 1]], in: range, Parameters(axes: [1])), Example([[0, 3]], in: range, Parameters(axes: [1])),
            Example([[5]], in: range, Parameters(axes: [0]).with { $0.isReversed = true }),
        ]
    }

    private static func hasZero(_ x: Tensor) throws(TensorError) -> Bool {
        try Ufunc.equal(x, Tensor(.float(0), dtype: x.dtype)).asType(.uint8).reducedMaximum() > 0
    }

    /// For each element the product of all others over the axes. Without zeros it is the product over the element.
    /// With zeros it is what stands before times what stands behind; where it will be differentiated, each element
    /// gets a row of its own, [n, n] for n elements, in which it is replaced by 1.
    private static func productsOfOthers(_ flow: Flow) throws(TensorError) -> Variable {
        let (x, axes) = (flow.x, flow.parameters.axes)
        if try !hasZero(flow.value) {
            return try row("prod")(x, parameters: flow.parameters) / x
        }
        let kept = x.shape.indices.filter { !axes.contains($0) }
        let turned = try x.transposed(kept + axes)
        let n = axes.reduce(1) { $0 * x.shape[$1] }
        let lead = kept.map { x.shape[$0] }
        let others: Variable
        if flow.keepsGraph {
            let rows = try turned.reshaped(lead + [1, n])
            let own = try Tensor(shape: [n, n], dtype: .bool)
            try own.diagonal(0, 0, 1).fill(.int(1))
            let table = try Variable.choose(where: own, .constant(1, like: x), rows)
            others = try row("prod")(table, parameters: .init(axes: [lead.count + 1]))
        } else {
            let lines = try turned.reshaped(lead + [n]).value
            let products =
                lines.dtype == .float32
                ? try alongLast(lines, lead.count, Float.self) { (row, n) in multiplyOthers(row, n) }
                : try alongLast(lines, lead.count, Double.self) { (row, n) in multiplyOthers(row, n) }
            others = Variable(value: products, origin: nil, isTracked: false)
        }
        let back = kept + axes
        return try others.reshaped(turned.shape).transposed(back.indices.sorted { back[$0] < back[$1] })
    }

    @inline(__always)
    private static func multiplyOthers<T: FloatElement>(_ row: UnsafeMutablePointer<T>, _ n: Int) {
        let behind = UnsafeMutablePointer<T>.allocate(capacity: n)
        defer { behind.deallocate() }
        var product: T = 1
        for i in stride(from: n - 1, through: 0, by: -1) {
            behind[i] = product
            product *= row[i]
        }
        product = 1
        for i in 0..<n {
            let x = row[i]
            row[i] = product * behind[i]
            product *= x
        }
    }

    private static func running(_ ufunc: Ufunc, _ x: Tensor, _ settings: Parameters) throws(TensorError) -> Tensor {
        let axis = settings.axes[0]
        if x.count == 0 { return x }
        if !settings.isReversed { return try ufunc.accumulate(x, axis: axis, dtype: x.dtype) }
        return try ufunc.accumulate(x.flipped([axis]), axis: axis, dtype: x.dtype).flipped([axis])
    }

    private static func softmax(_ x: Tensor, _ axis: Int) throws(TensorError) -> Tensor {
        if x.dtype == .float32 {
            let loop = Loops.best.softmax
            return try alongLast(x, axis, Float.self) { (row, n) in loop(row, 1, n) }
        }
        return try alongLast(x, axis, Double.self) { (row, n) in
            let top = greatest(row, n)
            var sum = 0.0
            for i in 0..<n {
                row[i] = Glibc.exp(row[i] - top)
                sum += row[i]
            }
            for i in 0..<n { row[i] /= sum }
        }
    }

    private static func logSoftmax(_ x: Tensor, _ axis: Int) throws(TensorError) -> Tensor {
        if x.dtype == .float32 {
            return try alongLast(x, axis, Float.self) { (row, n) in
                let top = greatest(row, n)
                var sum: Float = 0
                for i in 0..<n {
                    row[i] -= top
                    sum += Glibc.exp(row[i])
                }
                let base = Glibc.log(sum)
                for i in 0..<n { row[i] -= base }
            }
        }
        return try alongLast(x, axis, Double.self) { (row, n) in
            let top = greatest(row, n)
            var sum = 0.0
            for i in 0..<n {
                row[i] -= top
                sum += Glibc.exp(row[i])
            }
            let base = Glibc.log(sum)
            for i in 0..<n { row[i] -= base }
        }
    }

    @inline(__always)
    private static func greatest<T: FloatElement>(_ row: UnsafeMutablePointer<T>, _ n: Int) -> T {
        var top = row[0]
        for i in 1..<Swift.max(n, 1) where row[i] > top { top = row[i] }
        return top
    }

    /// Works in place on each line along an axis of a copy.
    private static func alongLast<T: FloatElement>(
        _ x: Tensor, _ axis: Int, _ type: T.Type, _ body: (UnsafeMutablePointer<T>, Int) -> Void
    ) throws(TensorError) -> Tensor {
        let result = try x.movingAxes([axis], to: [x.rank - 1]).copy()
        let n = x.shape[axis]
        if result.count > 0 {
            let start = result.start.assumingMemoryBound(to: T.self)
            Sharing.forEach(of: result.count / n, weight: n * 8) { part in
                for line in part { body(start + line * n, n) }
            }
        }
        return try result.movingAxes([x.rank - 1], to: [axis]).contiguous()
    }
}

/// Running sums and products, and shares along an axis.
extension Variable {
    /// Running sums along an axis.
    public func cumulativeSum(_ axis: Int, reversed: Bool = false) throws(TensorError) -> Variable {
        try along("cumsum", axis, reversed)
    }

    /// Running products along an axis.
    public func cumulativeProduct(_ axis: Int, reversed: Bool = false) throws(TensorError) -> Variable {
        try along("cumprod", axis, reversed)
    }

    /// Probabilities: exp(x) over its sum along an axis.
    public func softmax(_ axis: Int = -1) throws(TensorError) -> Variable { try along("softmax", axis, false) }

    /// The logarithm of the softmax along an axis, without overflow.
    public func logSoftmax(_ axis: Int = -1) throws(TensorError) -> Variable { try along("log_softmax", axis, false) }

    /// x over its Euclidean norm along an axis; norms below `epsilon` count as `epsilon`: Keras's `normalize`.
    public func normalized(_ axis: Int = -1, epsilon: Double = 1e-7) throws(TensorError) -> Variable {
        let squares = try squared().sum([axis], keepingDimensions: true)
        let least = try Variable.constant(epsilon * epsilon, like: self)
        return try self * Variable.maximum(squares, least).reciprocalSquareRoot()
    }

    private func along(_ name: String, _ axis: Int, _ isReversed: Bool) throws(TensorError) -> Variable {
        if value.rank == 0, name.hasSuffix("softmax") {
            return try reshaped([1]).along(name, 0, isReversed).reshaped([])
        }
        let place = try value.checkedAxis(axis)
        return try Operation.row(name)(self, parameters: .init(axes: [place]).with { $0.isReversed = isReversed })
    }
}

extension Tensor {
    /// The greatest element of small integers, 0 without elements.
    fileprivate func reducedMaximum() throws(TensorError) -> Int64 {
        count == 0 ? 0 : try Ufunc.maximum.reduce(self).item().int
    }

    /// Only what lies on one side of the diagonal of the last two axes, and on it; the rest is 0.
    func triangle(upper: Bool, _ k: Int = 0) throws(TensorError) -> Tensor {
        let (rows, columns) = (shape[rank - 2], shape[rank - 1])
        let i = try Tensor((0..<rows).map { Int64($0) }, shape: [rows, 1])
        let j = try Tensor((0..<columns).map { Int64($0 - k) }, shape: [1, columns])
        let keeps = upper ? try Ufunc.lessEqual(i, j) : try Ufunc.greaterEqual(i, j)
        guard let wide = keeps.broadcast(to: shape) else { return self }
        return try Tensor.choose(wide, self, Tensor(.int(0), dtype: dtype).broadcast(to: shape) ?? self, dtype: dtype)
    }
}
