import Tensors

/// Shapes and their order: nothing is computed, so gradients go back the same way.
extension Variable {
    /// The same elements in another shape; one size may be -1.
    public func reshaped(_ shape: [Int]) throws(TensorError) -> Variable {
        shape == self.shape ? self : try Operation.row("reshape")(self, parameters: .init(shape: shape))
    }

    /// Repeated to a shape.
    public func broadcast(to shape: [Int]) throws(TensorError) -> Variable {
        if shape == self.shape { return self }
        try Tensor.checkedCount(shape, value.dtype)
        return try Operation.row("broadcast")(self, parameters: .init(shape: shape))
    }

    /// Axes in another order; reversed where none is given.
    public func transposed(_ order: [Int]? = nil) throws(TensorError) -> Variable {
        let axes = try value.checkedAxes(order ?? shape.indices.reversed())
        if axes == Array(shape.indices) { return self }
        return try Operation.row("transpose")(self, parameters: .init(axes: axes))
    }

    /// An axis moved to another place, the rest in order.
    public func movingAxis(_ from: Int, to target: Int) throws(TensorError) -> Variable {
        let (from, target) = (try value.checkedAxis(from), try value.checkedAxis(target))
        var order = shape.indices.filter { $0 != from }
        order.insert(from, at: target)
        return try transposed(order)
    }

    /// Two axes exchanged.
    public func swappingAxes(_ a: Int, _ b: Int) throws(TensorError) -> Variable {
        var order = Array(shape.indices)
        order.swapAt(try value.checkedAxis(a), try value.checkedAxis(b))
        return try transposed(order)
    }

    /// The last two axes exchanged.
    public func matrixTransposed() throws(TensorError) -> Variable {
        guard shape.count >= 2 else {
            throw TensorError(.value, "a matrix has at least two dimensions, got shape \(TensorError.text(of: shape))")
        }
        return try swappingAxes(-1, -2)
    }

    /// New axes of length 1 at places of the result.
    public func expandingDimensions(_ axes: [Int]) throws(TensorError) -> Variable {
        try reshaped(value.expandingDimensions(axes).shape)
    }

    /// Without axes of length 1: all of them, or those given.
    public func squeezed(_ axes: [Int]? = nil) throws(TensorError) -> Variable {
        try reshaped(value.squeezed(axes).shape)
    }

    /// All axes from the second on as one: [N, ...] to [N, -1].
    public func flattened() throws(TensorError) -> Variable {
        guard let n = shape.first else { return try reshaped([1]) }
        return try reshaped([n, shape.dropFirst().reduce(1, *)])
    }

    /// Joined along an axis.
    public static func concatenate(_ parts: [Variable], axis: Int = 0) throws(TensorError) -> Variable {
        guard let first = parts.first else { throw TensorError(.value, "need at least one array to concatenate") }
        let place = try first.value.checkedAxis(axis)
        return try Operation.row("concatenate").apply(parts, .init(axes: [place]))
    }

    /// Joined along a new axis.
    public static func stack(_ parts: [Variable], axis: Int = 0) throws(TensorError) -> Variable {
        guard let first = parts.first else { throw TensorError(.value, "need at least one array to stack") }
        let place = try Tensor.checkedAxis(axis, rank: first.shape.count + 1)
        var wide: [Variable] = []
        for part in parts {
            guard part.shape == first.shape else {
                throw TensorError(
                    .value,
                    "all input arrays must have the same shape, got \(TensorError.text(of: first.shape)) and \(TensorError.text(of: part.shape))"
                )
            }
            wide.append(try part.expandingDimensions([place]))
        }
        return try concatenate(wide, axis: place)
    }

    /// The parts along an axis, which they lose.
    public func unstacked(_ axis: Int = 0) throws(TensorError) -> [Variable] {
        let place = try value.checkedAxis(axis)
        var parts: [Variable] = []
        for i in 0..<shape[place] { parts.append(try slice(axis: place, start: i, count: 1).squeezed([place])) }
        return parts
    }

    /// Cut along an axis into equal parts.
    /// - Throws: `value` where the axis has no such parts.
    public func split(_ count: Int, axis: Int = -1) throws(TensorError) -> [Variable] {
        let place = try value.checkedAxis(axis)
        guard count > 0, count <= Swift.max(shape[place], 1 << 16), shape[place] % count == 0 else {
            throw TensorError(
                .value,
                "array split does not result in an equal division: axis \(place) of shape \(TensorError.text(of: shape)) into \(count) parts"
            )
        }
        let size = shape[place] / count
        var parts: [Variable] = []
        for i in 0..<count { parts.append(try slice(axis: place, start: i * size, count: size)) }
        return parts
    }

    /// Cut along an axis before the given places, which count from the end where they are negative.
    public func split(at places: [Int], axis: Int = -1) throws(TensorError) -> [Variable] {
        let axis = try value.checkedAxis(axis)
        var parts: [Variable] = []
        var start = 0
        for place in places + [shape[axis]] {
            let end = Swift.min(Swift.max(place < 0 ? place + shape[axis] : place, 0), shape[axis])
            parts.append(try slice(axis: axis, start: Swift.min(start, shape[axis]), count: Swift.max(end - start, 0)))
            start = end
        }
        return parts
    }

    /// `count` times the whole along each axis; fewer counts than axes belong to the last ones.
    public func tiled(_ counts: [Int]) throws(TensorError) -> Variable {
        let rank = Swift.max(counts.count, shape.count)
        let counts = [Int](repeating: 1, count: rank - counts.count) + counts
        let sizes = [Int](repeating: 1, count: rank - shape.count) + shape
        if counts.contains(where: { $0 < 0 }) {
            throw TensorError(.value, "repeats may not be negative, got \(counts)")
        }
        var target: [Int] = []
        for (count, size) in zip(counts, sizes) {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { throw TensorError(.value, "array is too big") }
            target.append(product)
        }
        try Tensor.checkedCount(target, value.dtype)
        let apart = try reshaped(sizes.flatMap { [1, $0] })
        return try apart.broadcast(to: zip(counts, sizes).flatMap { [$0, $1] }).reshaped(target)
    }

    /// Each element along an axis `count` times.
    public func repeated(_ count: Int, axis: Int) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        if count < 0 { throw TensorError(.value, "repeats may not be negative, got \(count)") }
        var target = shape
        let (product, overflow) = count.multipliedReportingOverflow(by: shape[axis])
        if overflow { throw TensorError(.value, "array is too big") }
        target[axis] = product
        try Tensor.checkedCount(target, value.dtype)
        var wide = shape
        wide.insert(count, at: axis + 1)
        return try expandingDimensions([axis + 1]).broadcast(to: wide).reshaped(target)
    }

    /// Each element along an axis as often as `counts` says.
    public func repeated(_ counts: [Int], axis: Int) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        guard counts.count == shape[axis], !counts.contains(where: { $0 < 0 }) else {
            throw TensorError(.value, "\(shape[axis]) repeats of at least 0 are needed, got \(counts)")
        }
        var total = 0
        for count in counts {
            let (sum, overflow) = total.addingReportingOverflow(count)
            if overflow { throw TensorError(.value, "array is too big") }
            total = sum
        }
        var target = shape
        target[axis] = total
        try Tensor.checkedCount(target, .float64)
        try Tensor.checkedCount([total], .int64)
        return try take(Tensor(counts.enumerated().flatMap { [Int64](repeating: Int64($0), count: $1) }), axis: axis)
    }

    /// In the reverse order along axes (`nil`: all).
    public func flipped(_ axes: [Int]? = nil) throws(TensorError) -> Variable {
        var result = self
        for axis in try places(axes) {
            result = try result.slice(axis: axis, start: Swift.max(shape[axis] - 1, 0), count: shape[axis], step: -1)
        }
        return result
    }

    /// Moved along an axis; what leaves at one end comes in at the other.
    public func rolled(by shift: Int, axis: Int) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        let n = shape[axis]
        guard n > 0, shift % n != 0 else { return self }
        let first = (shift % n + n) % n
        return try .concatenate(
            [slice(axis: axis, start: n - first, count: first), slice(axis: axis, start: 0, count: n - first)],
            axis: axis)
    }
}
