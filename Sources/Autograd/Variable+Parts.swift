import Tensors

/// Parts: slices, index expressions, rows by number, frames.
extension Variable {
    /// `count` elements of an axis, from `start` on by `step`.
    /// - Throws: `index` where they do not lie on the axis.
    public func slice(axis: Int, start: Int, count: Int, step: Int = 1) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        let size = shape[axis]
        let (reach, overflow) = step.multipliedReportingOverflow(by: Swift.max(count, 1) - 1)
        let (end, overflows) = start.addingReportingOverflow(reach)
        guard !overflow, !overflows, step != 0, count >= 0,
            count == 0 || (start >= 0 && start < size && end >= 0 && end < size)
        else {
            throw TensorError(
                .index, "\(count) places from \(start) on by \(step) do not lie on axis \(axis) with size \(size)")
        }
        if start == 0, count == size, step == 1 { return self }
        var (starts, steps) = ([Int](repeating: 0, count: shape.count), [Int](repeating: 1, count: shape.count))
        var counts = shape
        (starts[axis], steps[axis], counts[axis]) = (count == 0 ? 0 : start, count > 1 ? step : 1, count)
        return try Operation.row("slice")(self, parameters: .init(starts: starts, steps: steps, shape: counts))
    }

    /// `x[items]`: places, slices, new axes, arrays of places, masks.
    public func elements(at given: [IndexItem]) throws(TensorError) -> Variable {
        // A step beyond any axis takes one place at most: its product with a stride must be countable.
        let items = given.map { item in
            guard case .slice(let start, let stop, let step?) = item else { return item }
            return .slice(start: start, stop: stop, step: Swift.min(Swift.max(step, -(1 << 40)), 1 << 40))
        }
        if let simple = try sliced(items) { return simple }
        if let (axis, places) = onlyPlaces(items) { return try take(places, axis: axis) }
        let all = try Tensor((0..<value.count).map(Int64.init), shape: shape)
        return try Operation.row("gather")(self, parameters: .init(places: all[items]))
    }

    /// Index expressions of places, slices and new axes as one slice and a change of shape; `nil` for others.
    private func sliced(_ items: [IndexItem]) throws(TensorError) -> Variable? {
        var used = 0
        for item in items {
            switch item {
            case .index, .slice: used += 1
            case .newAxis, .ellipsis: break
            case .places, .mask: return nil
            }
        }
        // The value's own subscript words the mistakes, and says which shape comes out.
        let shape = try value[items].shape
        var settings = Operation.Parameters(starts: [], steps: [], shape: [])
        func whole(_ count: Int) {
            for _ in 0..<Swift.max(count, 0) {
                settings.shape.append(self.shape[settings.starts.count])
                settings.starts.append(0)
                settings.steps.append(1)
            }
        }
        for item in items {
            switch item {
            case .index(let place):
                let size = self.shape[settings.starts.count]
                settings.starts.append(place < 0 ? place + size : place)
                settings.steps.append(1)
                settings.shape.append(1)
            case .slice(let start, let stop, let step):
                let range = try SliceRange(
                    start: start, stop: stop, step: step, length: self.shape[settings.starts.count])
                settings.starts.append(range.count == 0 ? 0 : range.start)
                settings.steps.append(range.count > 1 ? range.step : 1)
                settings.shape.append(range.count)
            case .ellipsis: whole(self.shape.count - used)
            case .newAxis, .places, .mask: break
            }
        }
        whole(self.shape.count - settings.starts.count)
        let isWhole = settings.shape == self.shape && settings.steps.allSatisfy { $0 == 1 }
        return try (isWhole ? self : Operation.row("slice")(self, parameters: settings)).reshaped(shape)
    }

    /// An axis and the places on it, where the items are whole axes before one array of places.
    private func onlyPlaces(_ items: [IndexItem]) -> (axis: Int, places: Tensor)? {
        var axis = 0
        for (number, item) in items.enumerated() {
            switch item {
            case .slice(nil, nil, nil): axis += 1
            case .places(let places):
                return number == items.count - 1 && axis < shape.count && !places.dtype.isFloat && places.dtype != .bool
                    ? (axis, places) : nil
            default: return nil
            }
        }
        return nil
    }

    /// Parts at `places` along an axis, as NumPy's take; negative places count from the end. The rows of an
    /// embedding: [V, D] and places [N, T] give [N, T, D]; the gradient adds rows in their order.
    /// - Throws: `index` for places outside, `type` for places that are no integers.
    public func take(_ places: Tensor, axis: Int = 0) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        let ready = try Variable.checkedPlaces(places, size: shape[axis], axis: axis)
        return try Operation.row("take")(self, parameters: .init(axes: [axis], places: ready))
    }

    /// For each place of `places`, whose shape is this one's but along `axis`, the element at it: NumPy's take_along_axis.
    public func takeAlongAxis(_ places: Tensor, axis: Int = -1) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        let fits =
            places.rank == shape.count
            && shape.indices.allSatisfy { $0 == axis || places.shape[$0] == shape[$0] || places.shape[$0] == 1 }
        guard fits else {
            throw TensorError(
                .value,
                "take_along_axis needs places of shape \(TensorError.text(of: shape)) but along axis \(axis), got \(TensorError.text(of: places.shape))"
            )
        }
        var wide = shape
        wide[axis] = places.shape[axis]
        let ready = try Variable.checkedPlaces(places, size: shape[axis], axis: axis)
        let strides = Tensor.rowMajorStrides(shape)
        var sum = try Ufunc.multiply(ready, Tensor(.int(Int64(strides[axis])), dtype: .int64))
        for other in shape.indices where other != axis {
            var line = [Int](repeating: 1, count: shape.count)
            line[other] = shape[other]
            sum = try Ufunc.add(sum, Tensor((0..<shape[other]).map { Int64($0 * strides[other]) }, shape: line))
        }
        return try Operation.row("gather")(self, parameters: .init(places: sum))
    }

    private static func checkedPlaces(_ places: Tensor, size: Int, axis: Int) throws(TensorError) -> Tensor {
        guard !places.dtype.isFloat else {
            throw TensorError(.type, "places are integers, got \(places.dtype.name)", hint: "x.astype('int64')")
        }
        let ready = try places.asType(.int64).copy()
        var wrong: Int64?
        ready.withUnsafeMutableElements(of: Int64.self) { places in
            for i in places.indices {
                if places[i] < -Int64(size) || places[i] >= Int64(size) { wrong = wrong ?? places[i] }
                if places[i] < 0 { places[i] &+= Int64(size) }
            }
        }
        if let wrong { throw TensorError(.index, "index \(wrong) is out of bounds for axis \(axis) with size \(size)") }
        return ready
    }

    /// How what lies around a tensor is made.
    public enum Padding: String, Sendable {
        /// A constant.
        case constant
        /// The elements mirrored at the outermost one.
        case reflect
        /// The elements mirrored at the edge, the outermost one twice.
        case symmetric
    }

    /// With more elements before and after along each axis.
    /// - Throws: `value` for negative counts, and mirrors of more than there is.
    public func padded(_ counts: [(before: Int, after: Int)], mode: Padding = .constant, fill: Double = 0)
        throws(TensorError) -> Variable
    {
        guard counts.count == shape.count, counts.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
            throw TensorError(
                .value, "padding needs two counts of at least 0 for each of \(shape.count) axes, got \(counts.count)")
        }
        if counts.allSatisfy({ $0.before == 0 && $0.after == 0 }) { return self }
        var target: [Int] = []
        for (size, count) in zip(shape, counts) {
            let (a, first) = size.addingReportingOverflow(count.before)
            let (b, second) = a.addingReportingOverflow(count.after)
            if first || second { throw TensorError(.value, "array is too big") }
            target.append(b)
        }
        try Tensor.checkedCount(target, value.dtype)
        if mode == .constant {
            let settings = Operation.Parameters(
                starts: counts.map(\.before), steps: counts.map { _ in 1 }, shape: target
            ).with { $0.fill = fill }
            return try Operation.row("pad")(self, parameters: settings)
        }
        var result = self
        for (axis, count) in counts.enumerated() where count.before + count.after > 0 {
            let (n, edge) = (shape[axis], mode == .reflect ? 1 : 0)
            guard Swift.max(count.before, count.after) <= n - edge else {
                throw TensorError(
                    .value,
                    "\(mode.rawValue) padding mirrors at most \(n - edge) elements of axis \(axis), got \(count.before) and \(count.after)"
                )
            }
            let places = (0..<target[axis]).map { place -> Int64 in
                let i = place - count.before
                if i < 0 { return Int64(-i - 1 + edge) }
                return Int64(i < n ? i : 2 * n - 1 - edge - i)
            }
            result = try result.take(Tensor(places), axis: axis)
        }
        return result
    }

    /// 1 at the place that each integer names, else 0, along a new last axis; rows of places outside are 0.
    public static func oneHot(_ places: Tensor, classes: Int, dtype: DType = .float32) throws(TensorError) -> Variable {
        guard classes >= 0 else { throw TensorError(.value, "negative dimensions are not allowed") }
        let result = try Tensor(shape: places.shape + [classes], dtype: .uint8)
        let numbers = try places.asType(.int64).contiguous()
        numbers.withUnsafeElements(of: Int64.self) { numbers in
            result.withUnsafeMutableElements(of: UInt8.self) { out in
                for (row, place) in numbers.enumerated() where place >= 0 && place < classes {
                    out[row * classes + Int(place)] = 1
                }
            }
        }
        return try .constant(result.asType(dtype))
    }

    /// A matrix with these elements on its k-th diagonal, or the k-th diagonal of a matrix: NumPy's diag.
    public func diagonal(_ k: Int = 0) throws(TensorError) -> Variable {
        guard shape.count == 1 || shape.count == 2, k.magnitude < 1 << 40 else {
            throw TensorError(.value, "diag needs one or two dimensions, got shape \(TensorError.text(of: shape))")
        }
        if shape.count == 2 {
            let all = try Tensor((0..<value.count).map(Int64.init), shape: shape)
            return try Operation.row("gather")(self, parameters: .init(places: all.diagonal(k, 0, 1).contiguous()))
        }
        let n = shape[0] + Int(k.magnitude)
        try Tensor.checkedCount([n, n], value.dtype)
        let places = try Tensor((0..<shape[0]).map { Int64(($0 + Swift.max(-k, 0)) * n + $0 + Swift.max(k, 0)) })
        return try Operation.row("scatter")(self, parameters: .init(shape: [n, n], places: places))
    }

    /// What lies on the k-th diagonal of the last two axes and below; the rest is 0.
    public func lowerTriangle(_ k: Int = 0) throws(TensorError) -> Variable { try triangle(upper: false, k) }

    /// What lies on the k-th diagonal of the last two axes and above; the rest is 0.
    public func upperTriangle(_ k: Int = 0) throws(TensorError) -> Variable { try triangle(upper: true, k) }

    private func triangle(upper: Bool, _ k: Int) throws(TensorError) -> Variable {
        guard shape.count >= 2, k.magnitude < 1 << 40 else {
            throw TensorError(.value, "a triangle needs two dimensions, got shape \(TensorError.text(of: shape))")
        }
        let ones = try Tensor(shape: Array(shape.suffix(2)), dtype: .bool)
        try ones.fill(.int(1))
        return try .choose(where: ones.triangle(upper: upper, k), self, .constant(0, like: self))
    }

    /// In order along an axis; the gradient goes to where each element came from.
    public func sorted(_ axis: Int = -1) throws(TensorError) -> Variable {
        try takeAlongAxis(value.argsorted(axis: value.checkedAxis(axis)).contiguous(), axis: axis)
    }

    /// The k greatest along the last axis, from the greatest down, and their places, int64; equals keep their order.
    public func greatest(_ k: Int) throws(TensorError) -> (values: Variable, places: Tensor) {
        guard let n = shape.last, k >= 0, k <= n else {
            throw TensorError(
                .value, "input must have at least \(k) columns, got shape \(TensorError.text(of: shape))")
        }
        let order = try Ufunc.negative(value).argsorted(axis: shape.count - 1)
        let places = try order.slice(axis: shape.count - 1, start: 0, count: k).contiguous()
        return (try takeAlongAxis(places, axis: -1), places)
    }
}
