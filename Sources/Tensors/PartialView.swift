/// A view while its axes are chosen one after the other: by numbers, slices, new axes.
///
/// Each step says false where the source has no such axis or place; the caller words the mistake.
public struct PartialView {
    private let source: Tensor
    private var shape: [Int] = []
    private var strides: [Int] = []
    private var offset: Int
    /// The source's next axis.
    private var axis = 0

    public init(of source: Tensor) {
        self.source = source
        offset = source.offset
    }

    /// One place of the next axis, negative from its end.
    public mutating func take(_ index: Int) -> Bool {
        guard axis < source.rank else { return false }
        let size = source.shape[axis]
        guard index >= -size, index < size else { return false }
        offset += (index < 0 ? index + size : index) * source.strides[axis]
        axis += 1
        return true
    }

    /// `start:stop:step` of the next axis.
    public mutating func take(_ start: Int?, _ stop: Int?, _ step: Int?) -> Bool {
        guard axis < source.rank,
            let range = try? SliceRange(start: start, stop: stop, step: step, length: source.shape[axis])
        else { return false }
        let stride = source.strides[axis]
        add(range.count, range.count == 0 ? stride : stride * range.step)
        if range.count > 0 { offset += range.start * stride }
        axis += 1
        return true
    }

    /// A new axis of length 1; false where the view may get too many.
    public mutating func addAxis() -> Bool {
        if shape.count + source.rank - axis >= 64 { return false }
        add(1, 0)
        return true
    }

    /// Whole axes, until as many are left as `count`.
    public mutating func skip(leaving count: Int) -> Bool {
        if source.rank - axis < count { return false }
        while source.rank - axis > count { takeWhole() }
        return true
    }

    private mutating func takeWhole() {
        add(source.shape[axis], source.strides[axis])
        axis += 1
    }

    private mutating func add(_ size: Int, _ stride: Int) {
        if shape.isEmpty {
            let rest = source.rank - axis + 2
            shape.reserveCapacity(rest)
            strides.reserveCapacity(rest)
        }
        shape.append(size)
        strides.append(stride)
    }

    /// The element, where every axis has given a place.
    public var scalar: Scalar? {
        guard axis == source.rank, shape.isEmpty else { return nil }
        return Scalar.load(source.storage.base + offset * source.dtype.itemSize, source.dtype)
    }

    /// Writes a number over the element, where every axis has given a place; else false.
    public func set(_ number: Scalar) -> Bool {
        guard axis == source.rank, shape.isEmpty else { return false }
        number.store(source.storage.base + offset * source.dtype.itemSize, source.dtype)
        return true
    }

    /// The view, with all axes that are left.
    public mutating func finished() -> Tensor {
        if shape.isEmpty, axis == source.rank {
            return Tensor(storage: source.storage, dtype: source.dtype, form: Form.number, offset: offset)
        }
        while axis < source.rank { takeWhole() }
        return Tensor(
            storage: source.storage, dtype: source.dtype, shape: shape, strides: strides, offset: offset)
    }
}
