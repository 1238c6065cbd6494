import Language
import Tensors

/// What reads and writes elements without a header: bytes, or numbers as text.
enum RawElements {
    static let rows: [NativeFunction] = [fromfile, fromstring, writeText]

    private static let fromfile = NativeFunction(
        "fromfile",
        [
            Parameter("file"), Parameter("dtype", .str("float64")), Parameter("count", .int(-1)),
            Parameter("sep", .str("")), Parameter("offset", .int(0)),
        ], doc: "An array from the bytes of a file, or with sep from numbers written as text."
    ) { (call) throws(LanguageError) in
        let dtype = try NumPyArgument.dtype(call[1])
        let (count, separator, offset) = (try call.int(2), try call.string(3), try call.int(4))
        let bytes = try WholeFile.read(call[0], call.interpreter)
        if !separator.isEmpty {
            return try numbers(String(decoding: bytes, as: UTF8.self), dtype, count, separator)
        }
        if offset < 0 || offset > bytes.count { throw LanguageError.valueError("offset must be inside the file") }
        let available = (bytes.count - offset) / dtype.itemSize
        let taken = count < 0 ? available : min(count, available)
        let part = Array(bytes[offset..<offset + taken * dtype.itemSize])
        return Value(try lifting { () throws(TensorError) in try Tensor.fromBytes(part, dtype: dtype) })
    }

    private static let fromstring = NativeFunction(
        "fromstring",
        [
            Parameter("string"), Parameter("dtype", .str("float64")), Parameter("count", .int(-1)),
            .keyword("sep", .str("")),
        ], doc: "An array from numbers written as text, with a separator between them."
    ) { (call) throws(LanguageError) in
        let separator = try call.string(3)
        if separator.isEmpty {
            throw LanguageError.valueError(
                "The binary mode of fromstring is removed, use frombuffer instead")
        }
        let dtype = try NumPyArgument.dtype(call[1])
        return try numbers(try call.string(0), dtype, try call.int(2), separator)
    }

    private static func numbers(_ text: String, _ dtype: DType, _ count: Int, _ separator: String)
        throws(LanguageError) -> Value
    {
        let sign = separator.trimmedBlanks
        let words =
            sign.isEmpty
            ? text.split(whereSeparator: \.isWhitespace).map(String.init)
            : text.split(separator: Character(String(sign.prefix(1))), omittingEmptySubsequences: false)
                .map { String($0).trimmedBlanks }.filter { !$0.isEmpty }
        var found: [Scalar] = []
        for word in words where count < 0 || found.count < count {
            if let whole = Int64(word) {
                found.append(.int(whole))
            } else if let number = Double(word), dtype.isFloat {
                found.append(.float(number))
            } else {
                throw LanguageError.valueError("string or file could not be read to its end due to unmatched data")
            }
        }
        return Value(
            try lifting { () throws(TensorError) in
                let result = try Tensor(uninitialized: [found.count], dtype: dtype)
                result.write(found)
                return result
            })
    }

    /// How `savetxt`, which is written in the language, writes a file: whole or not at all.
    private static let writeText = NativeFunction(
        "_write_text", [Parameter("file"), Parameter("content")], doc: "Writes bytes to a file, whole or not at all."
    ) { (call) throws(LanguageError) in
        guard case .object(let bytes as BytesObject) = call[1] else {
            throw LanguageError.typeError("bytes are wanted")
        }
        try WholeFile.write(bytes.bytes, to: call[0], call.interpreter)
        return .none
    }

    /// The method `tofile`.
    static let tofile = NativeFunction(
        "tofile", [Parameter("fid"), Parameter("sep", .str("")), Parameter("format", .str("%s"))],
        doc: "Writes the elements' bytes to a file, or with sep the numbers as text."
    ) { (call) throws(LanguageError) in
        guard case .object(let array as ArrayObject)? = call.receiver else { return .none }
        let (separator, format) = (try call.string(1), try call.string(2))
        if separator.isEmpty {
            let bytes = try lifting { () throws(TensorError) in try array.tensor.rawBytes() }
            try WholeFile.write(bytes, to: call[0], call.interpreter)
            return .none
        }
        var words: [String] = []
        let numbers = try lifting { () throws(TensorError) in try array.tensor.scalars() }
        for (place, number) in numbers.enumerated() {
            if place & 0xFFF == 0 { try call.interpreter.checkInterrupt() }
            let value = Value.plain(number, array.tensor.dtype)
            let text = try call.interpreter.binary(.modulo, Value(format), .tuple(Tuple([value])))
            words.append(try call.interpreter.str(text))
        }
        try WholeFile.write(
            Array(words.joined(separator: separator).utf8), to: call[0], asText: true, call.interpreter)
        return .none
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmedBlanks: String {
        var part = Substring(self)
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
