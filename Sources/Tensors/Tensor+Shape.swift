/// Other shapes over the same elements: views where strides allow.
extension Tensor {
    /// An axis counted from either end, as a place in the shape.
    /// - Throws: `axis` out of range.
    public func checkedAxis(_ axis: Int) throws(TensorError) -> Int { try Tensor.checkedAxis(axis, rank: rank) }

    /// The same, with words before the complaint that say which argument is meant.
    func checkedAxis(_ axis: Int, called words: String) throws(TensorError) -> Int {
        do throws(TensorError) { return try checkedAxis(axis) } catch {
            throw TensorError(error.kind, words + error.message)
        }
    }

    /// An axis counted from either end of `rank` dimensions.
    public static func checkedAxis(_ axis: Int, rank: Int) throws(TensorError) -> Int {
        guard axis >= -rank && axis < rank else {
            throw TensorError(.axis, "axis \(axis) is out of bounds for array of dimension \(rank)")
        }
        return axis < 0 ? axis + rank : axis
    }

    /// Several axes, none of them twice.
    public func checkedAxes(_ axes: [Int]) throws(TensorError) -> [Int] {
        var result: [Int] = []
        for axis in axes {
            let place = try checkedAxis(axis)
            if result.contains(place) { throw TensorError(.value, "duplicate value in 'axis'") }
            result.append(place)
        }
        return result
    }

    /// Another shape over the elements in row-major order; a view where the strides allow, else a copy. One size may be -1.
    /// - Throws: `value` where the number of elements differs.
    public func reshaped(_ sizes: [Int]) throws(TensorError) -> Tensor {
        let shape = try resolved(sizes)
        if shape == self.shape { return self }
        if isContiguous, count > 0 {
            return Tensor(storage: storage, dtype: dtype, form: Form.rowMajor(shape, count), offset: offset)
        }
        if isContiguous {
            return Tensor(
                storage: storage, dtype: dtype, shape: shape, strides: Tensor.rowMajorStrides(shape), offset: offset)
        }
        if let strides = viewStrides(shape) {
            return Tensor(storage: storage, dtype: dtype, shape: shape, strides: strides, offset: offset)
        }
        return try copy().reshaped(shape)
    }

    private func resolved(_ sizes: [Int]) throws(TensorError) -> [Int] {
        var known = 1
        var open: Int?
        for (axis, size) in sizes.enumerated() {
            if size == -1 {
                if open != nil { throw TensorError(.value, "can only specify one unknown dimension") }
                open = axis
            } else if size < 0 {
                throw TensorError(.value, "negative dimensions not allowed")
            } else {
                let (product, overflow) = known.multipliedReportingOverflow(by: size)
                known = overflow ? -1 : product
                if overflow { break }
            }
        }
        var shape = sizes
        if let open {
            if known > 0, count % known == 0 { shape[open] = count / known } else { known = -1 }
        } else if known != count {
            known = -1
        }
        if known == -1 {
            throw TensorError(
                .value,
                "cannot reshape array of size \(count) into shape \(Tensor.wanted(sizes))")
        }
        return shape
    }

    /// A wanted shape as NumPy shows it: open sizes are left out at its start and named behind it.
    private static func wanted(_ sizes: [Int]) -> String {
        let known = Array(sizes.drop { $0 == -1 })
        return known.count == 1 && sizes.count > 1
            ? "(\(known[0]))" : TensorError.tightText(of: known, unknown: "newaxis")
    }

    /// Strides of a view with another shape, or `nil` where elements would have to move.
    private func viewStrides(_ new: [Int]) -> [Int]? {
        let old = shape.indices.filter { shape[$0] != 1 }
        var result = [Int](repeating: 0, count: new.count)
        var (from, to) = (0, 0)
        while from < old.count && to < new.count {
            var (sizeOld, sizeNew) = (shape[old[from]], new[to])
            let (firstOld, firstNew) = (from, to)
            while sizeOld != sizeNew {
                if sizeNew < sizeOld {
                    to += 1
                    guard to < new.count else { return nil }
                    sizeNew *= new[to]
                } else {
                    from += 1
                    guard from < old.count else { return nil }
                    sizeOld *= shape[old[from]]
                }
            }
            for place in firstOld..<from where strides[old[place]] != strides[old[place + 1]] * shape[old[place + 1]] {
                return nil
            }
            var step = strides[old[from]]
            for place in stride(from: to, through: firstNew, by: -1) {
                result[place] = step
                step *= new[place]
            }
            from += 1
            to += 1
        }
        // Axes of length 1 behind all others.
        let last = to > 0 ? result[to - 1] : 1
        while to < new.count {
            result[to] = last
            to += 1
        }
        return result
    }

    /// All elements in one dimension.
    public func flattened() throws(TensorError) -> Tensor { try reshaped([count]) }

    /// Axes in another order; without an order, reversed. Always a view.
    /// - Throws: `value`, `axis` where `order` is no permutation.
    public func transposed(_ order: [Int]? = nil) throws(TensorError) -> Tensor {
        guard let order else {
            if rank == 2 {
                if let turned = form.turned {
                    return Tensor(storage: storage, dtype: dtype, form: turned, offset: offset)
                }
                return Tensor(
                    storage: storage, dtype: dtype, shape: [shape[1], shape[0]], strides: [strides[1], strides[0]],
                    offset: offset)
            }
            return Tensor(
                storage: storage, dtype: dtype, shape: shape.reversed(), strides: strides.reversed(), offset: offset)
        }
        guard order.count == rank else { throw TensorError(.value, "axes don't match array") }
        var places: [Int] = []
        for axis in order {
            let place = try checkedAxis(axis)
            if places.contains(place) { throw TensorError(.value, "repeated axis in transpose") }
            places.append(place)
        }
        return Tensor(
            storage: storage, dtype: dtype, shape: places.map { shape[$0] }, strides: places.map { strides[$0] },
            offset: offset)
    }

    /// Two axes exchanged.
    public func swappingAxes(_ a: Int, _ b: Int) throws(TensorError) -> Tensor {
        var order = Array(0..<rank)
        order.swapAt(try checkedAxis(a, called: "axis1: "), try checkedAxis(b, called: "axis2: "))
        return try transposed(order)
    }

    /// Axes moved to other places, the rest in order.
    public func movingAxes(_ sources: [Int], to targets: [Int]) throws(TensorError) -> Tensor {
        guard sources.count == targets.count else {
            throw TensorError(.value, "`source` and `destination` arguments must have the same number of elements")
        }
        for source in sources { _ = try checkedAxis(source, called: "source: ") }
        for target in targets { _ = try checkedAxis(target, called: "destination: ") }
        let from = try checkedAxes(sources)
        let to = try checkedAxes(targets)
        var order = (0..<rank).filter { !from.contains($0) }
        for (target, source) in zip(to, from).sorted(by: { $0.0 < $1.0 }) { order.insert(source, at: target) }
        return try transposed(order)
    }

    /// New axes of length 1 at the given places of the result.
    public func expandingDimensions(_ axes: [Int]) throws(TensorError) -> Tensor {
        let rank = self.rank + axes.count
        var places: [Int] = []
        for axis in axes { places.append(try Tensor.checkedAxis(axis, rank: rank)) }
        if Set(places).count != places.count { throw TensorError(.value, "repeated axis") }
        var (newShape, newStrides): ([Int], [Int]) = ([], [])
        var next = 0
        for axis in 0..<rank {
            if places.contains(axis) {
                newShape.append(1)
                newStrides.append(0)
            } else {
                newShape.append(shape[next])
                newStrides.append(strides[next])
                next += 1
            }
        }
        return Tensor(storage: storage, dtype: dtype, shape: newShape, strides: newStrides, offset: offset)
    }

    /// Without axes of length 1: all, or those given.
    /// - Throws: `value` where one is longer.
    public func squeezed(_ axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var drop: [Int] = []
        if let axes {
            drop = try checkedAxes(axes)
            for axis in drop where shape[axis] != 1 {
                throw TensorError(.value, "cannot select an axis to squeeze out which has size not equal to one")
            }
        } else {
            drop = shape.indices.filter { shape[$0] == 1 }
        }
        let keep = shape.indices.filter { !drop.contains($0) }
        return Tensor(
            storage: storage, dtype: dtype, shape: keep.map { shape[$0] }, strides: keep.map { strides[$0] },
            offset: offset)
    }

    /// Repeated along axes of length 1 and new first axes, without copying; `nil` where the shapes do not fit.
    public func broadcast(to target: [Int]) -> Tensor? {
        if target == shape { return self }
        guard target.count >= rank else { return nil }
        let lead = target.count - rank
        var newStrides = [Int](repeating: 0, count: target.count)
        for axis in 0..<rank {
            if shape[axis] == target[axis + lead] {
                newStrides[axis + lead] = strides[axis]
            } else if shape[axis] != 1 {
                return nil
            }
        }
        return Tensor(storage: storage, dtype: dtype, shape: target, strides: newStrides, offset: offset)
    }

    /// True where the tensor broadcasts to a shape.
    func isRepeated(in whole: [Int]) -> Bool {
        let lead = whole.count - rank
        if lead < 0 { return false }
        for axis in 0..<rank where shape[axis] != 1 && shape[axis] != whole[axis + lead] { return false }
        return true
    }

    /// The shape to which all broadcast.
    /// - Throws: `value`, worded as ufuncs word it.
    public static func broadcastShape(_ shapes: [[Int]]) throws(TensorError) -> [Int] {
        var rank = 0
        for shape in shapes { rank = max(rank, shape.count) }
        var result = [Int](repeating: 1, count: rank)
        for shape in shapes {
            let lead = rank - shape.count
            for axis in shape.indices where shape[axis] != 1 {
                if result[axis + lead] == 1 {
                    result[axis + lead] = shape[axis]
                } else if result[axis + lead] != shape[axis] {
                    let list = shapes.map { TensorError.tightText(of: $0) + " " }.joined()
                    throw TensorError(.value, "operands could not be broadcast together with shapes \(list)")
                }
            }
        }
        return result
    }

    /// Elements `start`, `start + step`, … (`count` of them) along an axis; the caller has checked the range. A view.
    public func slice(axis: Int, start: Int, count: Int, step: Int = 1) -> Tensor {
        var (newShape, newStrides) = (shape, strides)
        newShape[axis] = count
        newStrides[axis] = strides[axis] * step
        return Tensor(
            storage: storage, dtype: dtype, shape: newShape, strides: newStrides,
            offset: count == 0 ? offset : offset + start * strides[axis])
    }

    /// The sub-tensor at `index` of the first axis; the caller has checked the range. A view.
    public subscript(first index: Int) -> Tensor {
        Tensor(
            storage: storage, dtype: dtype, shape: Array(shape.dropFirst()), strides: Array(strides.dropFirst()),
            offset: offset + index * strides[0])
    }

    /// The same memory seen as elements of another type of the same size.
    func reinterpreted(as dtype: DType) -> Tensor {
        Tensor(storage: storage, dtype: dtype, shape: shape, strides: strides, offset: offset)
    }
}

extension Tensor {
    /// The elements' bytes in row-major order.
    public func rawBytes() throws(TensorError) -> [UInt8] {
        let ready = try contiguous()
        defer { withExtendedLifetime(ready) {} }
        return [UInt8](UnsafeRawBufferPointer(start: ready.start, count: byteCount))
    }

    /// Numbers of a type from their bytes.
    /// - Throws: `value` where the bytes are no whole number of elements.
    public static func fromBytes(_ bytes: [UInt8], dtype: DType) throws(TensorError) -> Tensor {
        guard bytes.count % dtype.itemSize == 0 else {
            throw TensorError(.value, "buffer size must be a multiple of element size")
        }
        let result = try Tensor(uninitialized: [bytes.count / dtype.itemSize], dtype: dtype)
        bytes.withUnsafeBytes {
            if let base = $0.baseAddress { result.start.copyMemory(from: base, byteCount: $0.count) }
        }
        return result
    }

    /// The same memory seen as another type; with another size of element the last axis changes its length.
    public func viewed(as dtype: DType) throws(TensorError) -> Tensor {
        if dtype.itemSize == self.dtype.itemSize { return reinterpreted(as: dtype) }
        guard let last = shape.last, isContiguous else {
            throw TensorError(
                .value, "To change to a dtype of a different size, the last axis must be contiguous")
        }
        let bytes = last * self.dtype.itemSize
        guard bytes % dtype.itemSize == 0, offset * self.dtype.itemSize % dtype.itemSize == 0 else {
            throw TensorError(
                .value,
                "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."
            )
        }
        let shape = Array(self.shape.dropLast()) + [bytes / dtype.itemSize]
        return Tensor(
            storage: storage, dtype: dtype, shape: shape, strides: Tensor.rowMajorStrides(shape),
            offset: offset * self.dtype.itemSize / dtype.itemSize)
    }
}

extension Tensor {
    /// The diagonal of two axes as a last axis; a view.
    public func diagonal(_ k: Int, _ axis1: Int, _ axis2: Int) throws(TensorError) -> Tensor {
        guard rank >= 2 else { throw TensorError(.value, "diag requires an array of at least two dimensions") }
        let (a, b) = (try checkedAxis(axis1), try checkedAxis(axis2))
        if a == b { throw TensorError(.value, "axis1 and axis2 cannot be the same") }
        let (rows, columns) = (shape[a], shape[b])
        let length = max(0, k >= 0 ? min(rows, columns - k) : min(rows + k, columns))
        let keep = shape.indices.filter { $0 != a && $0 != b }
        return Tensor(
            storage: storage, dtype: dtype, shape: keep.map { shape[$0] } + [length],
            strides: keep.map { strides[$0] } + [strides[a] + strides[b]],
            offset: length == 0 ? offset : offset + (k >= 0 ? k * strides[b] : -k * strides[a]))
    }

    /// Rounded to decimals, halves to even; negative decimals round before the point.
    public func rounded(_ decimals: Int) throws(TensorError) -> Tensor {
        if !dtype.isFloat {
            if decimals >= 0 { return try copy() }
            var power: Int64 = 1
            for _ in 0..<min(-decimals, 18) { power *= 10 }
            let scaled = try Ufunc.divide(asType(.float64), Tensor(.int(power), dtype: .float64))
            return try Ufunc.multiply(Ufunc.roundToInteger(scaled), Tensor(.int(power), dtype: .float64)).asType(dtype)
        }
        if decimals == 0 { return try Ufunc.roundToInteger(self) }
        var power = 1.0
        for _ in 0..<min(abs(decimals), 300) { power *= 10 }
        let factor = try Tensor(.float(power), dtype: dtype)
        let scaled = decimals > 0 ? try Ufunc.multiply(self, factor) : try Ufunc.divide(self, factor)
        let whole = try Ufunc.roundToInteger(scaled)
        return decimals > 0 ? try Ufunc.divide(whole, factor) : try Ufunc.multiply(whole, factor)
    }
}
