import Loops
import Synchronization

/// Reductions over axes: sums, products, extremes, means, and any binary function.
extension Ufunc {
    /// The function applied between all elements along axes.
    /// - axes: `nil` for all.
    /// - keepingDimensions: reduced axes stay with length 1.
    /// - dtype: the type to compute in; for `add` and `multiply` small integers widen to 64 bits by themselves.
    /// - Throws: `value` for an empty axis where the function has no identity.
    public func reduce(
        _ x: Tensor, axes: [Int]? = nil, keepingDimensions: Bool = false, dtype: DType? = nil, initial: Scalar? = nil
    ) throws(TensorError) -> Tensor {
        Work.add(x.count)
        if initial == nil, dtype == nil || dtype == x.dtype,
            let result = try reduceSmall(x, axes, keepingDimensions: keepingDimensions)
        {
            return result
        }
        let axes = x.rank == 0 && (axes == [0] || axes == [-1]) ? nil : axes
        let reduced = try axes.map { (list) throws(TensorError) in try x.checkedAxes(list) } ?? Array(x.shape.indices)
        if x.dtype == .bool, isSum, dtype == nil || dtype == .int64, initial == nil, reduced.count == x.rank,
            x.isContiguous
        {
            let shape = keepingDimensions ? [Int](repeating: 1, count: x.rank) : []
            return try Tensor(.int(Int64(x.trueCount)), dtype: .int64).reshaped(shape)
        }
        let loop = try loop(for: dtype ?? accumulatorType(x.dtype))
        guard case .binary(let run) = loop.run else {
            throw TensorError(.value, "reduce only supported for binary functions")
        }
        let logical = loop.output == .bool && loop.input != .bool
        let operand = logical ? try x.asType(.bool) : try x.asType(loop.input)
        if logical {
            return try reduce(operand, axes: axes, keepingDimensions: keepingDimensions, dtype: .bool, initial: initial)
        }
        let kept = x.shape.indices.map { reduced.contains($0) ? 1 : x.shape[$0] }
        let result = try Tensor(uninitialized: kept, dtype: loop.output)
        try start(result, operand, reduced, initial)
        if reduced.isEmpty, let initial {
            let first = try Tensor(initial, dtype: loop.input)
            return try self(first, operand, dtype: loop.input)
        }
        if operand.count > 0, !reduced.isEmpty {
            accumulate(run, operand, reduced, result, skipsFirst: identity == nil && initial == nil)
        }
        if keepingDimensions { return result }
        return try result.reshaped(x.shape.indices.filter { !reduced.contains($0) }.map { x.shape[$0] })
    }

    /// The type that a reduction of a type is made in.
    public func accumulator(_ dtype: DType) throws(TensorError) -> DType {
        try loop(for: accumulatorType(dtype)).input
    }

    /// The type that a sum or product of small integers is made in.
    func accumulatorType(_ dtype: DType) -> DType {
        guard widens else { return dtype }
        switch dtype {
        case .bool, .int8, .int16, .int32: return .int64
        case .uint8, .uint16, .uint32: return .uint64
        default: return dtype
        }
    }

    private func start(_ result: Tensor, _ x: Tensor, _ reduced: [Int], _ initial: Scalar?) throws(TensorError) {
        if reduced.isEmpty { return x.copyElements(into: result) }
        if let initial { return try result.fill(initial) }
        if let identity {
            return try result.fill(identity)
        }
        if x.count == 0 {
            if result.count == 0 { return }
            throw TensorError(.value, "zero-size array to reduction operation \(name) which has no identity")
        }
        var first = x
        for axis in reduced { first = first.slice(axis: axis, start: 0, count: 1) }
        first.copyElements(into: result)
    }

    private func accumulate(_ run: BinaryRun, _ x: Tensor, _ reduced: [Int], _ result: Tensor, skipsFirst: Bool) {
        var operand = x
        if skipsFirst && reduced.count == 1 {
            operand = x.slice(axis: reduced[0], start: 1, count: x.shape[reduced[0]] - 1)
            if operand.count == 0 { return }
        }
        defer { withExtendedLifetime((operand, result)) {} }
        let size = operand.dtype.itemSize
        var order = operand.shape.indices.sorted { abs(operand.strides[$0]) > abs(operand.strides[$1]) }
        if order.count > 1, !reduced.contains(order[order.count - 1]), operand.shape[order[order.count - 1]] == 1 {
            order.sort { operand.shape[$0] == 1 && operand.shape[$1] != 1 }
        }
        let base = operand.start
        var inStrides: [Int] = []
        var outStrides: [Int] = []
        for axis in order {
            // Backwards where the array runs so, as in NumPy: the rounding of sums depends on it.
            inStrides.append(operand.strides[axis] * size)
            outStrides.append(reduced.contains(axis) ? 0 : result.strides[axis] * size)
        }
        let walk = Walk(shape: order.map { operand.shape[$0] }, strides: [inStrides, outStrides])
        let last = walk.shape.count - 1
        let (count, sx, so) = (walk.innerCount, walk.strides[0][last], walk.strides[1][last])
        let target = result.start
        if so == 0, let fold = folds[Int(operand.dtype.rawValue)] {
            if isSum, operand.dtype.isFloat, reduced.count == x.rank, walk.shape.count > 1, operand.count <= 8192,
                let row = try? operand.transposed(order).copy()
            {
                // As NumPy's buffer has it: what lies in several pieces is added as one.
                defer { withExtendedLifetime(row) {} }
                return fold(UnsafeRawPointer(row.start), size, target, row.count)
            }
            if walk.shape.count == 2, walk.strides[1][0] != 0 {
                let (stepIn, stepOut) = (walk.strides[0][0], walk.strides[1][0])
                Parts.forEach(of: walk.shape[0], weight: count) { rows in
                    for row in rows { fold(base + row * stepIn, sx, target + row * stepOut, count) }
                }
                return
            }
            walk.forEachRun { offsets in fold(base + offsets[0], sx, target + offsets[1], count) }
            return
        }
        if isSum, walk.shape.count == 2, walk.strides[1][0] == 0, sx == size, so == size,
            let element = operand.dtype.arrayElement,
            Loops.best.arrays.sumColumns(element, base, walk.strides[0][0], walk.shape[0], count, target)
        {
            return
        }
        walk.forEachRun { offsets in
            let out = target + offsets[1]
            run(out, so, base + offsets[0], sx, out, so, count)
        }
    }

    /// The function applied along an axis, every intermediate result kept: cumulative sums and products.
    public func accumulate(_ x: Tensor, axis: Int = 0, dtype: DType? = nil) throws(TensorError) -> Tensor {
        let place = try x.checkedAxis(axis)
        let loop = try loop(for: dtype ?? accumulatorType(x.dtype))
        guard case .binary(let run) = loop.run else {
            throw TensorError(.value, "accumulate only supported for binary functions")
        }
        if loop.output == .bool && loop.input != .bool {
            return try accumulate(x.asType(.bool), axis: axis, dtype: .bool)
        }
        let result = try x.asType(loop.input).copy()
        let length = x.shape[place]
        if result.count == 0 || length < 2 { return result }
        let step = result.strides[place] * result.dtype.itemSize
        let lanes = result.slice(axis: place, start: 0, count: 1)
        let walk = Walk(shape: lanes.shape, strides: [lanes.byteStrides])
        let inner = walk.innerCount
        let innerStep = walk.strides[0][walk.shape.count - 1]
        let base = result.start
        walk.forEachRun { offsets in
            for lane in 0..<inner {
                let first = base + offsets[0] + lane * innerStep
                run(first, step, first + step, step, first + step, step, length - 1)
            }
        }
        return result
    }

    /// The function of every pair of elements: the shapes one after the other.
    public func outer(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
        let left = try a.reshaped(a.shape + [Int](repeating: 1, count: b.rank))
        return try self(left, b)
    }
}

extension Tensor {
    /// How many elements of a contiguous tensor of truth values are true.
    var trueCount: Int {
        defer { withExtendedLifetime(self) {} }
        let bytes = start.assumingMemoryBound(to: UInt8.self)
        let sum = Atomic<Int>(0)
        Parts.forEach(of: count, weight: 1) { part in
            sum.add(Loops.best.arrays.countTrue(bytes + part.lowerBound, part.count), ordering: .relaxed)
        }
        return sum.load(ordering: .relaxed)
    }
}

/// Reductions of a run into one number, written for speed and for NumPy's order of additions.
enum Folds {
    /// operand, its stride in bytes, the number so far, number of elements
    typealias Fold = @Sendable (UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int) -> Void

    static func fold(_ name: String, _ dtype: DType) -> Fold? {
        switch (name, dtype) {
        case ("add", .float64):
            return { (x, step, out, count) in
                let target = out.assumingMemoryBound(to: Double.self)
                target.pointee += pairwiseSum(x, step, count) as Double
            }
        case ("add", .float32):
            return { (x, step, out, count) in
                let target = out.assumingMemoryBound(to: Float.self)
                target.pointee += pairwiseSum(x, step, count) as Float
            }
        case ("add", .float16):
            return { (x, step, out, count) in
                let target = out.assumingMemoryBound(to: Float16.self)
                target.pointee = Float16(Float(target.pointee) + pairwiseSum(halves: x, step, count))
            }
        case ("multiply", .float16): return single { (a: Float, b: Float) in a * b }
        case ("subtract", .float16): return single { (a: Float, b: Float) in a - b }
        case ("divide", .float16): return single { (a: Float, b: Float) in a / b }
        case ("add", .int64), ("add", .uint64):
            return { (x, step, out, count) in
                let target = out.assumingMemoryBound(to: Int64.self)
                target.pointee = fold(x, step, count, target.pointee) { (a: Int64, b: Int64) in a &+ b }
            }
        case ("maximum", .float64): return extreme { (a: Double, b: Double) in a > b || a != a ? a : b }
        case ("minimum", .float64): return extreme { (a: Double, b: Double) in a < b || a != a ? a : b }
        case ("maximum", .float32): return extreme { (a: Float, b: Float) in a > b || a != a ? a : b }
        case ("minimum", .float32): return extreme { (a: Float, b: Float) in a < b || a != a ? a : b }
        case ("maximum", .int64): return extreme { (a: Int64, b: Int64) in a >= b ? a : b }
        case ("minimum", .int64): return extreme { (a: Int64, b: Int64) in a <= b ? a : b }
        case ("maximum", .uint8): return extreme { (a: UInt8, b: UInt8) in a >= b ? a : b }
        case ("minimum", .uint8): return extreme { (a: UInt8, b: UInt8) in a <= b ? a : b }
        default: return nil
        }
    }

    /// A run of float16 in single precision, rounded once at its end, as NumPy does it.
    @inline(__always)
    private static func single(_ step: @escaping @Sendable (Float, Float) -> Float) -> Fold {
        { (x, stride, out, count) in
            let target = out.assumingMemoryBound(to: Float16.self)
            var result = Float(target.pointee)
            for i in 0..<count { result = step(result, Float(x.load(fromByteOffset: i * stride, as: Float16.self))) }
            target.pointee = Float16(result)
        }
    }

    @inline(__always)
    private static func extreme<T>(_ pick: @escaping @Sendable (T, T) -> T) -> Fold {
        { (x, step, out, count) in
            let target = out.assumingMemoryBound(to: T.self)
            target.pointee = fold(x, step, count, target.pointee, pick)
        }
    }

    /// With eight independent results while the run lasts; the order does not change what comes out.
    @inline(__always)
    private static func fold<T>(_ x: UnsafeRawPointer, _ step: Int, _ count: Int, _ first: T, _ pick: (T, T) -> T) -> T
    {
        var result = first
        var i = 0
        if step == MemoryLayout<T>.stride && count >= 16 {
            let p = x.assumingMemoryBound(to: T.self)
            var (r0, r1, r2, r3, r4, r5, r6, r7) = (p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7])
            i = 8
            while i + 8 <= count {
                r0 = pick(r0, p[i])
                r1 = pick(r1, p[i + 1])
                r2 = pick(r2, p[i + 2])
                r3 = pick(r3, p[i + 3])
                r4 = pick(r4, p[i + 4])
                r5 = pick(r5, p[i + 5])
                r6 = pick(r6, p[i + 6])
                r7 = pick(r7, p[i + 7])
                i += 8
            }
            result = pick(result, pick(pick(pick(r0, r1), pick(r2, r3)), pick(pick(r4, r5), pick(r6, r7))))
        }
        while i < count {
            result = pick(result, (x + i * step).assumingMemoryBound(to: T.self).pointee)
            i += 1
        }
        return result
    }

    /// NumPy's pairwise summation: eight partial sums in blocks of 128, halves above.
    static func pairwiseSum<T: BinaryFloatingPoint & SIMDScalar>(
        _ x: UnsafeRawPointer, _ step: Int, _ count: Int
    ) -> T {
        @inline(__always) func at(_ i: Int) -> T { (x + i * step).assumingMemoryBound(to: T.self).pointee }
        if count < 8 {
            var sum: T = -0.0
            for i in 0..<count { sum += at(i) }
            return sum
        }
        if count <= 128, step == MemoryLayout<T>.stride {
            // The eight partial sums side by side.
            var sums = x.loadUnaligned(as: SIMD8<T>.self)
            var i = 8
            while i < count - count % 8 {
                sums += (x + i * step).loadUnaligned(as: SIMD8<T>.self)
                i += 8
            }
            var sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
            while i < count {
                sum += at(i)
                i += 1
            }
            return sum
        }
        if count <= 128 {
            var (r0, r1, r2, r3, r4, r5, r6, r7) = (at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
            var i = 8
            while i < count - count % 8 {
                r0 += at(i)
                r1 += at(i + 1)
                r2 += at(i + 2)
                r3 += at(i + 3)
                r4 += at(i + 4)
                r5 += at(i + 5)
                r6 += at(i + 6)
                r7 += at(i + 7)
                i += 8
            }
            var sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
            while i < count {
                sum += at(i)
                i += 1
            }
            return sum
        }
        if step == MemoryLayout<T>.stride, count < Parts.worthwhile * 2 {
            var sum: T = 0
            let element: ArrayElement = T.self == Double.self ? .float64 : .float32
            if Loops.best.arrays.sum(element, x, count, &sum) { return sum }
        }
        var half = count / 2
        half -= half % 8
        if count >= Parts.worthwhile * 2 {
            var (first, second): (T, T) = (0, 0)
            Parts.both {
                first = pairwiseSum(x, step, half)
            } _: {
                second = pairwiseSum(x + half * step, step, count - half)
            }
            return first + second
        }
        return pairwiseSum(x, step, half) + pairwiseSum(x + half * step, step, count - half)
    }

    /// The same over float16, in single precision.
    static func pairwiseSum(halves x: UnsafeRawPointer, _ step: Int, _ count: Int) -> Float {
        if count <= 128 {
            return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { space in
                guard let single = space.baseAddress else { return 0 }
                Casts.loop(from: .float16, to: .float32)(x, step, single, 4, count)
                return pairwiseSum(single, 4, count)
            }
        }
        var half = count / 2
        half -= half % 8
        return pairwiseSum(halves: x, step, half) + pairwiseSum(halves: x + half * step, step, count - half)
    }
}
