/// Tensors put together and taken apart, repeated, turned and shifted.
extension Tensor {
    /// Joined along an axis; the type is the common one.
    /// - Throws: `value` where ranks or other sizes differ.
    public static func concatenate(_ parts: [Tensor], axis: Int = 0, dtype: DType? = nil) throws(TensorError) -> Tensor
    {
        guard let first = parts.first else { throw TensorError(.value, "need at least one array to concatenate") }
        if first.rank == 0 { throw TensorError(.value, "zero-dimensional arrays cannot be concatenated") }
        let place = try first.checkedAxis(axis)
        var length = 0
        for (number, part) in parts.enumerated() {
            if part.rank != first.rank {
                throw TensorError(
                    .value,
                    "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.rank) dimension(s) and the array at index \(number) has \(part.rank) dimension(s)"
                )
            }
            for other in first.shape.indices where other != place && part.shape[other] != first.shape[other] {
                throw TensorError(
                    .value,
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \(other), the array at index 0 has size \(first.shape[other]) and the array at index \(number) has size \(part.shape[other])"
                )
            }
            length += part.shape[place]
        }
        var shape = first.shape
        shape[place] = length
        let result = try Tensor(
            uninitialized: shape, dtype: dtype ?? parts.dropFirst().reduce(first.dtype) { DType.promote($0, $1.dtype) })
        var next = 0
        for part in parts {
            part.copyElements(into: result.slice(axis: place, start: next, count: part.shape[place]))
            next += part.shape[place]
        }
        return result
    }

    /// Joined along a new axis.
    public static func stack(_ parts: [Tensor], axis: Int = 0) throws(TensorError) -> Tensor {
        guard let first = parts.first else { throw TensorError(.value, "need at least one array to stack") }
        if parts.contains(where: { $0.shape != first.shape }) {
            throw TensorError(.value, "all input arrays must have the same shape")
        }
        let place = try Tensor.checkedAxis(axis, rank: first.rank + 1)
        var wide: [Tensor] = []
        for part in parts { wide.append(try part.expandingDimensions([place])) }
        return try concatenate(wide, axis: place)
    }

    /// Each element `counts` times along an axis (one count for all, or one each).
    public func repeated(_ counts: [Int], axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        let length = shape[place]
        guard counts.count == 1 || counts.count == length else {
            throw TensorError(
                .value, "operands could not be broadcast together with shape (\(length),) (\(counts.count),)")
        }
        var total = 0
        for i in 0..<length {
            let times = counts[counts.count == 1 ? 0 : i]
            if times < 0 { throw TensorError(.value, "repeats may not contain negative values.") }
            let (sum, overflows) = total.addingReportingOverflow(times)
            if overflows { throw TensorError(.value, "negative dimensions are not allowed") }
            total = sum
        }
        var wanted = shape
        wanted[place] = total
        try Tensor.checkedCount(wanted, dtype)
        try Tensor.checkedCount([total], .int64)
        var places: [Int64] = []
        places.reserveCapacity(total)
        for i in 0..<length {
            let times = counts[counts.count == 1 ? 0 : i]
            places.append(contentsOf: repeatElement(Int64(i), count: times))
        }
        return try take(Tensor(places), axis: place)
    }

    /// Reversed along axes; a view.
    public func flipped(_ axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var result = self
        for axis in try axes.map({ (list) throws(TensorError) in try checkedAxes(list) }) ?? Array(shape.indices) {
            result = result.slice(axis: axis, start: max(shape[axis] - 1, 0), count: shape[axis], step: -1)
        }
        return result
    }

    /// Shifted along an axis, what leaves at one end comes in at the other.
    public func rolled(by shift: Int, axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        let length = shape[place]
        if length == 0 { return try copy() }
        let cut = ((shift % length) + length) % length
        if cut == 0 { return try copy() }
        return try Tensor.concatenate(
            [slice(axis: place, start: length - cut, count: cut), slice(axis: place, start: 0, count: length - cut)],
            axis: place)
    }

    /// Elements of `a` where the mask is true, of `b` elsewhere; all three broadcast.
    public static func choose(_ mask: Tensor, _ a: Tensor, _ b: Tensor, dtype: DType) throws(TensorError) -> Tensor {
        let shape = try broadcastShape([mask.shape, a.shape, b.shape])
        let result = try Tensor(uninitialized: shape, dtype: dtype)
        guard let flags = try mask.asType(.bool).broadcast(to: shape),
            let yes = try a.asType(dtype).broadcast(to: shape),
            let no = try b.asType(dtype).broadcast(to: shape)
        else { throw TensorError(.value, "operands could not be broadcast together") }
        defer { withExtendedLifetime((flags, yes, no, result)) {} }
        let walk = Walk(
            shape: shape, strides: [flags.byteStrides, yes.byteStrides, no.byteStrides, result.byteStrides])
        let last = walk.shape.count - 1
        let (f, y, n, r) = (flags.start, yes.start, no.start, result.start)
        let steps = walk.strides.map { $0[last] }
        @inline(__always) func pick<T>(_ type: T.Type) {
            walk.forEachRun { o in
                var (pf, py, pn, pr) = (f + o[0], y + o[1], n + o[2], r + o[3])
                for _ in 0..<walk.innerCount {
                    let isYes = pf.load(as: UInt8.self) != 0
                    pr.assumingMemoryBound(to: T.self).pointee =
                        (isYes ? py : pn).assumingMemoryBound(to: T.self).pointee
                    pf += steps[0]
                    py += steps[1]
                    pn += steps[2]
                    pr += steps[3]
                }
            }
        }
        switch dtype.itemSize {
        case 1: pick(UInt8.self)
        case 2: pick(UInt16.self)
        case 4: pick(UInt32.self)
        default: pick(UInt64.self)
        }
        return result
    }
}
