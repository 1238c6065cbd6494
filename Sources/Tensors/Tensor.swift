/// An array of numbers: a shape and strides over shared storage.
///
/// A value to Swift; `storage` is shared by views (`slice`, `transposed`, …) and by copies of the struct, so
/// writing through `withMutableBytes` or `assign` is seen by all of them, as NumPy's views have it.
/// Strides and offset count elements, not bytes.
public struct Tensor: Sendable {
    public private(set) var storage: Storage
    /// Where the elements lie, but for the first one: tensors of one form share it.
    @usableFromInline let form: Form
    public let offset: Int
    public let dtype: DType

    @inlinable public var shape: [Int] { form.shape }
    @inlinable public var strides: [Int] { form.strides }
    /// Number of elements.
    @inlinable public var count: Int { form.count }
    /// True where the elements stand one after the other in row-major order.
    @inlinable public var isContiguous: Bool { form.isContiguous }

    /// A view of storage; the caller vouches that it stays inside.
    init(storage: Storage, dtype: DType, shape: [Int], strides: [Int], offset: Int) {
        self.init(storage: storage, dtype: dtype, form: Form(shape: shape, strides: strides), offset: offset)
    }

    /// A view of storage in a form that is known.
    init(storage: Storage, dtype: DType, form: Form, offset: Int = 0) {
        self.storage = storage
        self.form = form
        self.offset = offset
        self.dtype = dtype
    }

    /// Zeros.
    /// - Throws: `value` for negative or too many dimensions, `memory` where the machine has not that much.
    public init(shape: [Int], dtype: DType) throws(TensorError) {
        let count = try Tensor.checkedCount(shape, dtype)
        try self.init(
            storage: Storage(byteCount: count * dtype.itemSize, zeroed: true), dtype: dtype,
            form: Form.rowMajor(shape, count))
    }

    /// Memory that is to be filled.
    public init(uninitialized shape: [Int], dtype: DType) throws(TensorError) {
        let count = try Tensor.checkedCount(shape, dtype)
        try self.init(
            storage: Storage(byteCount: count * dtype.itemSize, zeroed: false), dtype: dtype,
            form: Form.rowMajor(shape, count))
    }

    /// Memory of the same form as a contiguous tensor, to be filled: no sizes to check again.
    public init(uninitializedLike other: Tensor, dtype: DType) throws(TensorError) {
        if !other.isContiguous || other.offset != 0 || dtype.itemSize > other.dtype.itemSize {
            try self.init(uninitialized: other.shape, dtype: dtype)
            return
        }
        try self.init(
            storage: Storage(byteCount: other.count * dtype.itemSize, zeroed: false), dtype: dtype,
            form: other.form)
    }

    /// The elements in row-major order.
    /// - Throws: `value` where their number is not the shape's.
    public init<T: Element>(_ elements: [T], shape: [Int]? = nil) throws(TensorError) {
        let shape = shape ?? [elements.count]
        let tensor = try Tensor(uninitialized: shape, dtype: T.dtype)
        guard tensor.count == elements.count else {
            throw TensorError(
                .value, "cannot reshape array of size \(elements.count) into shape \(TensorError.tightText(of: shape))")
        }
        elements.withUnsafeBytes {
            if let base = $0.baseAddress { tensor.storage.base.copyMemory(from: base, byteCount: $0.count) }
        }
        self = tensor
    }

    /// Row-major over memory that is there; the first elements of it.
    /// - Precondition: the memory holds as many elements as the shape has.
    public init(over storage: Storage, dtype: DType, shape: [Int]) {
        let count = shape.reduce(1, *)
        precondition(count >= 0 && count * dtype.itemSize <= storage.byteCount, "more elements than memory")
        self.init(storage: storage, dtype: dtype, form: Form.rowMajor(shape, count))
    }

    /// One number, without dimensions.
    public init(_ scalar: Scalar, dtype: DType) throws(TensorError) {
        self.init(
            storage: try Storage(byteCount: dtype.itemSize, zeroed: false), dtype: dtype, form: Form.number)
        scalar.store(storage.base, dtype)
    }

    /// Number of dimensions.
    public var rank: Int { shape.count }
    /// Bytes of the elements.
    public var byteCount: Int { count * dtype.itemSize }
    /// The first element's address.
    public var start: UnsafeMutableRawPointer { storage.base + offset * dtype.itemSize }

    /// The number of elements of a shape, checked against overflow and the machine's memory.
    /// - Throws: `value` for negative or too many dimensions, `memory` where the machine has not that much.
    @discardableResult
    public static func checkedCount(_ shape: [Int], _ dtype: DType) throws(TensorError) -> Int {
        if shape.count > 64 {
            throw TensorError(
                .value, "maximum supported dimension for an ndarray is currently 64, found \(shape.count)")
        }
        var count = 1
        var hasZero = false
        var overflows = false
        for size in shape {
            if size < 0 { throw TensorError(.value, "negative dimensions are not allowed") }
            if size == 0 {
                hasZero = true
                continue
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { overflows = true } else { count = product }
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: dtype.itemSize)
        if overflows || overflow {
            throw TensorError(
                .value, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
        }
        if hasZero { return 0 }
        if bytes > Storage.budget { throw .tooLarge(bytes: Double(bytes), shape: shape, dtype: dtype) }
        return count
    }

    /// Strides of a row-major form.
    public static func rowMajorStrides(_ shape: [Int]) -> [Int] {
        var strides = [Int](repeating: 1, count: shape.count)
        var step = 1
        var axis = shape.count - 1
        while axis >= 0 {
            strides[axis] = step
            step *= max(shape[axis], 1)
            axis -= 1
        }
        return strides
    }
}

// MARK: Access

extension Tensor {
    /// The elements in row-major order, read in place where they are contiguous and of type `T`, else converted.
    public func withElements<T: Element, R>(
        _ type: T.Type, _ body: (UnsafeBufferPointer<T>) throws(TensorError) -> R
    ) throws(TensorError) -> R {
        let ready = try asType(T.dtype).contiguous()
        defer { withExtendedLifetime(ready) {} }
        return try body(UnsafeBufferPointer(start: ready.start.assumingMemoryBound(to: T.self), count: count))
    }

    /// The elements of a contiguous tensor of type `T`, read in place.
    /// - Precondition: contiguous, `dtype == T.dtype`.
    @inlinable public func withUnsafeElements<T: Element, R, E: Error>(
        of type: T.Type, _ body: (UnsafeBufferPointer<T>) throws(E) -> R
    ) throws(E) -> R {
        precondition(isContiguous && dtype == T.dtype, "in-place reading wants contiguous \(T.dtype), got \(dtype)")
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: T.self), count: count))
    }

    /// The elements of a contiguous tensor of type `T`, for writing; every view of the storage sees the change.
    /// - Precondition: contiguous, `dtype == T.dtype`.
    @inlinable public func withUnsafeMutableElements<T: Element, R, E: Error>(
        of type: T.Type, _ body: (UnsafeMutableBufferPointer<T>) throws(E) -> R
    ) throws(E) -> R {
        precondition(isContiguous && dtype == T.dtype, "in-place writing wants contiguous \(T.dtype), got \(dtype)")
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: T.self), count: count))
    }

    /// The elements as a Swift array in row-major order, converted to `T`.
    public func elements<T: Element>(as type: T.Type) throws(TensorError) -> [T] {
        try withElements(type) { (buffer) throws(TensorError) in Array(buffer) }
    }

    /// One number at a place that the caller has checked.
    public func scalar(at indices: [Int]) -> Scalar {
        var place = offset
        for (index, stride) in zip(indices, strides) { place += index * stride }
        return Scalar.load(storage.base + place * dtype.itemSize, dtype)
    }

    /// The only element.
    /// - Throws: `value` where there are none or several.
    public func item() throws(TensorError) -> Scalar {
        guard count == 1 else {
            throw TensorError(.value, "can only convert an array of size 1 to a Python scalar")
        }
        return Scalar.load(start, dtype)
    }

    /// Every element in row-major order.
    public func scalars() throws(TensorError) -> [Scalar] {
        let ready = try contiguous()
        defer { withExtendedLifetime(ready) {} }
        let size = dtype.itemSize
        return (0..<count).map { Scalar.load(ready.start + $0 * size, dtype) }
    }

    /// True where no other tensor shows the same memory: what is written is seen by nobody else.
    public mutating func isAlone() -> Bool { isKnownUniquelyReferenced(&storage) && storage.ownsMemory }

    /// True where both show the same memory.
    public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }
}
