/// The form of a tensor: how elements lie in memory, counted from the first one. Sizes of the axes and strides, in elements.
///
/// An object, so that a tensor is copied by counting two references, and tensors of one form share it: for an array of
/// a hundred elements, memory for its shape and strides costs as much as the work on it.
@usableFromInline
final class Form: Sendable {
    @usableFromInline let shape: [Int]
    @usableFromInline let strides: [Int]
    /// Number of elements.
    @usableFromInline let count: Int
    /// True where the elements stand one after the other in row-major order.
    @usableFromInline let isContiguous: Bool

    /// Any view.
    init(shape: [Int], strides: [Int]) {
        self.shape = shape
        self.strides = strides
        var count = 1
        var contiguous = true
        var axis = shape.count - 1
        while axis >= 0 {
            if shape[axis] != 1 && strides[axis] != count { contiguous = false }
            let (product, overflows) = count.multipliedReportingOverflow(by: shape[axis])
            // A broadcast view may be larger than any memory; what makes elements of it is refused.
            count = overflows || product > Form.mostElements ? Form.mostElements : product
            axis -= 1
        }
        self.count = count
        isContiguous = contiguous || count == 0
    }

    /// The count of views with more elements than can be counted, small enough to be multiplied by their size.
    private static let mostElements = Int.max >> 5

    private init(shape: [Int], strides: [Int], count: Int) {
        self.shape = shape
        self.strides = strides
        self.count = count
        isContiguous = true
    }

    /// One number, without dimensions.
    static let number = Form(shape: [], strides: [], count: 1)

    /// Row-major over new memory; strides are zero where there are no elements, as NumPy has it.
    static func rowMajor(_ shape: [Int], _ count: Int) -> Form {
        if count == 0 { return Form(shape: shape, strides: [Int](repeating: 0, count: shape.count), count: 0) }
        switch shape.count {
        case 0: return number
        case 1: return line(count)
        case 2 where shape[0] < side && shape[1] < side: return tables[shape[0] * side + shape[1]]
        case 2 where shape[1] < few: return Form(shape: shape, strides: rows[shape[1]], count: count)
        default: return Form(shape: shape, strides: Tensor.rowMajorStrides(shape), count: count)
        }
    }

    /// Elements of one dimension, one after the other.
    static func line(_ count: Int) -> Form {
        if count > 0, count < few { return lines[count] }
        return Form(shape: [count], strides: [count == 0 ? 0 : 1], count: count)
    }

    /// Sizes below which forms and strides are made once.
    private static let few = 1024
    private static let lines = (0..<few).map { Form(shape: [$0], strides: [1], count: $0) }
    /// The form with its two axes exchanged, where that is kept: for those of new memory below `side`.
    var turned: Form? {
        guard shape.count == 2, shape[0] < Form.side, shape[1] < Form.side else { return nil }
        let place = shape[0] * Form.side + shape[1]
        return Form.tables[place] === self ? Form.turnedTables[place] : nil
    }

    private static let turnedTables = tables.map {
        Form(shape: [$0.shape[1], $0.shape[0]], strides: [$0.strides[1], $0.strides[0]])
    }
    /// Forms of two dimensions below `side`, by rows and columns.
    private static let tables = (0..<side * side).map { place in
        let (rows, columns) = (place / side, place % side)
        return Form(shape: [rows, columns], strides: [max(columns, 1), 1], count: rows * columns)
    }
    private static let side = 32
    /// Row-major strides of two dimensions, by the length of a row.
    private static let rows = (0..<few).map { [max($0, 1), 1] }

    /// Row-major over the memory that is left when an axis is gone, or has length 1.
    func without(_ axis: Int, keepingDimensions: Bool) -> Form {
        if !keepingDimensions, shape.count == 2 { return Form.line(shape[1 - axis]) }
        var sizes = shape
        if keepingDimensions { sizes[axis] = 1 } else { sizes.remove(at: axis) }
        return Form.rowMajor(sizes, sizes.reduce(1, *))
    }
}

extension Tensor {
    /// Memory for a form of elements that lie in row-major order, to be filled.
    init(uninitialized form: Form, dtype: DType) throws(TensorError) {
        self.init(
            storage: try Storage(byteCount: form.count * dtype.itemSize, zeroed: false), dtype: dtype, form: form)
    }
}
