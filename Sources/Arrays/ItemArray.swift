import Language
import Tensors

/// The cells in which the elements of an array of texts or objects lie; views of the array share them.
final class ItemBlock {
    let type: ItemType
    var cells: [Value]
    /// The array for which the cells were made, while it lives.
    weak var owner: ItemArray?

    init(_ type: ItemType, _ cells: [Value]) {
        self.type = type
        self.cells = cells
    }
}

/// An array of texts or of objects: a tensor of places over a block of cells.
///
/// Cell `i` belongs to the element whose place is `i`, and places never change once they were made. So a view is a view of
/// the places, with all that tensors know of shapes, strides and indexes; reading looks a cell up, assigning sets it, and
/// every view sees it. What makes a copy of places makes cells of its own.
public final class ItemArray: Object {
    /// int64, each element's cell.
    var places: Tensor
    let block: ItemBlock

    init(_ places: Tensor, _ block: ItemBlock) {
        self.places = places
        self.block = block
    }

    public override var nativeType: NativeType { .itemArray }

    var type: ItemType { block.type }

    /// The array of which this one is a view; `nil` where the cells are its own.
    var base: ItemArray? { block.owner === self ? nil : block.owner ?? ItemArray(places, block) }

    /// Cells that an array may have: beyond them memory is not asked for.
    private static let mostCells = 1 << 27

    /// An array of elements in row-major order.
    init(_ elements: [Value], _ shape: [Int], _ type: ItemType) throws(LanguageError) {
        places = try ItemArray.numbered(shape)
        block = ItemBlock(type, elements)
        super.init()
        block.owner = self
    }

    /// An array whose elements are all the same.
    convenience init(repeating element: Value, _ shape: [Int], _ type: ItemType) throws(LanguageError) {
        let count = try ItemArray.numbered(shape).count
        try self.init([Value](repeating: element, count: count), shape, type)
    }

    /// The places of an array that has a block of its own: 0, 1, 2 …
    static func numbered(_ shape: [Int], from start: Int = 0) throws(LanguageError) -> Tensor {
        let tensor = try lifting { () throws(TensorError) in try Tensor(uninitialized: shape, dtype: .int64) }
        if tensor.count > mostCells {
            throw LanguageError(
                .memoryError,
                "Unable to allocate cells for an array with shape \(TensorError.text(of: shape)) of texts or objects")
        }
        tensor.withUnsafeMutableElements(of: Int64.self) { buffer in
            for i in buffer.indices { buffer[i] = Int64(start + i) }
        }
        return tensor
    }

    /// A text as an element has it: a `numpy.str_`.
    static func cell(_ text: String) -> Value { .str(TypedStr(text, type: .textScalar)) }

    /// A text as an element of that width has it: cut off behind it.
    static func cell(_ text: String, width: Int) -> Value {
        if text.utf8.count <= width || text.unicodeScalars.count <= width { return cell(text) }
        var cut = String.UnicodeScalarView()
        cut.append(contentsOf: text.unicodeScalars.prefix(width))
        return cell(String(cut))
    }

    /// The cells' numbers in row-major order.
    var order: [Int] {
        get throws(LanguageError) {
            try lifting { () throws(TensorError) in try places.elements(as: Int64.self) }.map { Int($0) }
        }
    }

    /// The elements in row-major order.
    var elements: [Value] {
        get throws(LanguageError) {
            let cells = block.cells
            return try lifting { () throws(TensorError) in
                try places.withElements(Int64.self) { (places) in places.map { cells[Int($0)] } }
            }
        }
    }

    /// The element of an array without dimensions, else the array: what indexing gives.
    static func result(_ places: Tensor, _ block: ItemBlock) -> Value {
        if places.rank == 0 { return block.cells[Int(places.scalar(at: []).int)] }
        return .object(ItemArray(places, block))
    }

    /// Places that are a view of this array's, or copies that get cells of their own.
    func with(_ new: Tensor, keepsArray: Bool = false) throws(LanguageError) -> Value {
        if new.rank == 0, !keepsArray { return block.cells[Int(new.scalar(at: []).int)] }
        if new.sharesStorage(with: places) { return .object(ItemArray(new, block)) }
        return .object(try ItemArray(new, block).copy())
    }

    /// A copy with cells of its own.
    func copy() throws(LanguageError) -> ItemArray { try ItemArray(elements, places.shape, type) }

    /// Why functions of numbers refuse the array.
    var refusal: LanguageError {
        .typeError(
            "this function works on arrays of numbers, not on one of \(type.isText ? "texts" : "objects") (dtype \(type.name))",
            hint: type.isText
                ? "turn digits into numbers first: x.astype(float)"
                : "give the array a type of numbers first: x.astype(float)")
    }
}
