import Language
import Tensors

/// Arrays of texts as bytes: memory and .npy files, where each text has its code points in 32 bits and zeros behind them.
public enum ItemFiles {
    /// The bytes of an .npy file that holds a value.
    public static func bytes(of value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [UInt8] {
        guard ItemFunctions.holdsItems(value) else {
            let tensor = try NumPyArgument.tensor(value, interpreter)
            return try lifting { () throws(TensorError) in try ArrayFormat.write(tensor) }
        }
        let items = try ItemGathering.array(value, nil, interpreter)
        guard items.type.isText else {
            throw LanguageError.valueError(
                "Object arrays cannot be saved when allow_pickle=False",
                hint: "objects are never pickled; give the array a type of texts or numbers first: x.astype(str)")
        }
        let (shape, content) = (items.places.shape, try items.bytes())
        return try lifting { () throws(TensorError) in try ArrayFormat.header(items.type.code, shape) } + content
    }

    /// The array in the bytes of an .npy file, and how many bytes its elements take.
    public static func array(
        _ bytes: ArraySlice<UInt8>
    ) throws(LanguageError) -> (value: Value, byteCount: Int) {
        let (tensor, isText) = try lifting { () throws(TensorError) in try ArrayFormat.readAny(bytes) }
        if !isText { return (Value(tensor), tensor.byteCount) }
        return (.object(try texts(tensor)), tensor.byteCount)
    }

    /// Texts from their code points along the last axis.
    static func texts(_ codes: Tensor) throws(LanguageError) -> ItemArray {
        let numbers = try lifting { () throws(TensorError) in try codes.elements(as: UInt32.self) }
        let (shape, width) = (Array(codes.shape.dropLast()), codes.shape.last ?? 0)
        var cells: [Value] = []
        for text in 0..<shape.reduce(1, *) {
            var scalars = String.UnicodeScalarView()
            for code in numbers[text * width..<(text + 1) * width] {
                guard let scalar = Unicode.Scalar(code) else {
                    throw LanguageError.valueError("codepoint not in range(0x110000)")
                }
                scalars.append(scalar)
            }
            while scalars.last?.value == 0 { scalars.removeLast() }
            cells.append(ItemArray.cell(String(scalars)))
        }
        return try ItemArray(cells, shape, .text(max(1, width)))
    }

    /// `frombuffer` for texts of a width; `nil` for other types.
    static let frombuffer = ItemRow { (call) throws(LanguageError) in
        guard case .text(let width)? = ItemType(call[1]), width > 0, case .object(let bytes as BytesObject) = call[0]
        else { return nil }
        let codes = try lifting { () throws(TensorError) in
            let flat = try Tensor.fromBytes(bytes.bytes, dtype: .uint32)
            guard flat.count % width == 0 else {
                throw TensorError(.value, "buffer size must be a multiple of element size")
            }
            return try flat.reshaped([flat.count / width, width])
        }
        return .object(try texts(codes))
    }
}
