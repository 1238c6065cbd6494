/// NumPy's file of one array (.npy): a magic number, a header that tells type, order and shape, and the elements.
///
/// Versions 1 to 3 are read, whatever the order of bytes and axes; version 1 is written. Nothing is allocated before
/// the header's sizes were compared with the file's.
public enum ArrayFormat {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// True for the first bytes of an array file.
    public static func isArray(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: magic) }

    /// The bytes of a file.
    public static func write(_ tensor: Tensor) throws(TensorError) -> [UInt8] {
        let turned = try tensor.transposed()
        let isFortran = tensor.rank > 1 && !tensor.isContiguous && turned.isContiguous
        return try header(tensor.dtype.protocolName, tensor.shape, isFortran: isFortran)
            + (isFortran ? turned.rawBytes() : tensor.rawBytes())
    }

    /// What stands before the elements of a file of that type and shape.
    public static func header(_ descr: String, _ sizes: [Int], isFortran: Bool = false) throws(TensorError) -> [UInt8] {
        let shape = TensorError.text(of: sizes)
        var header =
            "{'descr': '\(descr)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': \(shape), }"
        // The elements begin at a multiple of 64; the growing axis has room for 21 digits, as NumPy leaves it.
        let axis = isFortran ? sizes.last : sizes.first
        if let axis { header += String(repeating: " ", count: max(0, 21 - String(axis).count)) }
        let padding = 64 - (10 + header.utf8.count + 1) % 64
        header += String(repeating: " ", count: padding) + "\n"
        let length = header.utf8.count
        guard length < 65536 else { throw TensorError(.value, "the shape is too long for a file of version 1") }
        var bytes = magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
        bytes += Array(header.utf8)
        return bytes
    }

    /// The array in a file's bytes.
    /// - Throws: `value` for what is no array file, or one whose header and size do not agree.
    public static func read(_ bytes: ArraySlice<UInt8>) throws(TensorError) -> Tensor {
        let (tensor, isText) = try readAny(bytes)
        if isText { throw TensorError(.value, "the file holds texts, and numbers are wanted") }
        return tensor
    }

    /// The array in a file's bytes; of texts the code points, along a last axis as long as a text may be.
    public static func readAny(_ bytes: ArraySlice<UInt8>) throws(TensorError) -> (tensor: Tensor, isText: Bool) {
        let start = bytes.startIndex
        guard bytes.count >= 8, isArray(bytes) else {
            if bytes.isEmpty { throw TensorError(.system, "No data left in file") }
            throw TensorError(
                .value,
                bytes.count < 8
                    ? "EOF: reading magic string, expected 8 bytes got \(bytes.count)"
                    : "the magic string is not correct; this is no array file")
        }
        let (major, minor) = (bytes[start + 6], bytes[start + 7])
        guard (1...3).contains(major), minor == 0 else {
            throw TensorError(
                .value, "we only support format version (1,0), (2,0), and (3,0), not (\(major), \(minor))")
        }
        let sizeBytes = major == 1 ? 2 : 4
        guard bytes.count >= 8 + sizeBytes else {
            throw TensorError(
                .value, "EOF: reading array header length, expected \(sizeBytes) bytes got \(bytes.count - 8)")
        }
        var length = 0
        for place in 0..<sizeBytes { length |= Int(bytes[start + 8 + place]) << (8 * place) }
        let first = start + 8 + sizeBytes
        guard length <= bytes.endIndex - first else {
            throw TensorError(
                .value, "EOF: reading array header, expected \(length) bytes got \(bytes.endIndex - first)")
        }
        if length > 10000 {
            throw TensorError(
                .value,
                "Header info length (\(length)) is large and may not be safe to load securely.")
        }
        let header = try ArrayHeader(bytes[first..<first + length])
        return (try elements(header, bytes[(first + length)...]), header.textWidth != nil)
    }

    private static func elements(_ header: ArrayHeader, _ bytes: ArraySlice<UInt8>) throws(TensorError) -> Tensor {
        let size = header.dtype.itemSize
        var count = 1
        for length in header.shape + (header.textWidth.map { [$0] } ?? []) {
            let (product, overflows) = count.multipliedReportingOverflow(by: length)
            if overflows { throw TensorError(.value, "array is too big; the header's shape is not possible") }
            count = product
        }
        let (wanted, overflows) = count.multipliedReportingOverflow(by: size)
        guard !overflows, wanted <= bytes.count else {
            throw TensorError(
                .value,
                "cannot reshape array of size \(bytes.count / size) into shape \(TensorError.tightText(of: header.shape))",
                hint: "the file is shorter than its header says")
        }
        let shape =
            (header.isFortran ? Array(header.shape.reversed()) : header.shape)
            + (header.textWidth.map { [$0] } ?? [])
        let result = try Tensor(uninitialized: shape, dtype: header.dtype)
        bytes.prefix(wanted).withUnsafeBytes {
            if let base = $0.baseAddress { result.storage.base.copyMemory(from: base, byteCount: wanted) }
        }
        if header.isBigEndian && size > 1 { result.storage.reverseBytes(of: size, count: count) }
        if header.dtype == .bool {
            // Any byte but zero is true, and only 1 is a Bool.
            let memory = result.storage.base.assumingMemoryBound(to: UInt8.self)
            for i in 0..<count where memory[i] > 1 { memory[i] = 1 }
        }
        if !header.isFortran { return result }
        let axes = Array(header.shape.indices.reversed())
        return try result.transposed(header.textWidth == nil ? axes : axes + [axes.count])
    }
}

extension Storage {
    /// Turns the bytes of each element round: big-endian files.
    func reverseBytes(of size: Int, count: Int) {
        let memory = base.assumingMemoryBound(to: UInt8.self)
        for element in 0..<count {
            for i in 0..<size / 2 {
                let (a, b) = (element * size + i, element * size + size - 1 - i)
                (memory[a], memory[b]) = (memory[b], memory[a])
            }
        }
    }
}

/// What the header of an array file says: a dictionary as Python writes it, with exactly three keys.
struct ArrayHeader {
    let dtype: DType
    let isBigEndian: Bool
    let isFortran: Bool
    let shape: [Int]
    /// Code points of each text, where the elements are texts (`<U5`); dtype is then that of code points.
    let textWidth: Int?

    private struct Reader {
        let bytes: ArraySlice<UInt8>
        var at: Int

        var next: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

        mutating func skipBlanks() {
            while let byte = next, byte == 32 || byte == 10 || byte == 9 || byte == 13 { at += 1 }
        }

        mutating func take(_ sign: Character) -> Bool {
            skipBlanks()
            guard next == sign.asciiValue else { return false }
            at += 1
            return true
        }

        mutating func text() -> String? {
            skipBlanks()
            guard let quote = next, quote == 39 || quote == 34 else { return nil }
            at += 1
            let start = at
            while let byte = next, byte != quote { at += 1 }
            guard next == quote else { return nil }
            at += 1
            return String(decoding: bytes[start..<at - 1], as: UTF8.self)
        }

        mutating func word() -> String {
            skipBlanks()
            let start = at
            while let byte = next, byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 {
                at += 1
            }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
    }

    init(_ bytes: ArraySlice<UInt8>) throws(TensorError) {
        let shown =
            String(decoding: bytes.prefix(200), as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        let broken = TensorError(.value, "Cannot parse header: '\(shown)'")
        var reader = Reader(bytes: bytes, at: bytes.startIndex)
        guard reader.take("{") else { throw broken }
        var (descr, order, sizes): (String?, Bool?, [Int]?) = (nil, nil, nil)
        while !reader.take("}") {
            guard let key = reader.text(), reader.take(":") else { throw broken }
            switch key {
            case "descr":
                guard let text = reader.text() else {
                    throw TensorError(
                        .value, "arrays of records are not there: the file's descr is no plain type",
                        hint: "save the fields as arrays of their own, np.savez(file, a=x['a'], …)")
                }
                descr = text
            case "fortran_order":
                switch reader.word() {
                case "True": order = true
                case "False": order = false
                default: throw TensorError(.value, "fortran_order is not a valid bool")
                }
            case "shape":
                guard reader.take("(") else { throw TensorError(.value, "shape is not valid: '\(shown)'") }
                var found: [Int] = []
                while !reader.take(")") {
                    guard let size = Int(reader.word()), size >= 0, found.count < 64 else {
                        throw TensorError(.value, "shape is not valid: '\(shown)'")
                    }
                    found.append(size)
                    if !reader.take(",") {
                        guard reader.take(")") else { throw TensorError(.value, "shape is not valid: '\(shown)'") }
                        break
                    }
                }
                sizes = found
            default:
                throw TensorError(.value, "Header does not contain the correct keys: '\(key)'")
            }
            if !reader.take(",") {
                guard reader.take("}") else { throw broken }
                break
            }
        }
        guard let descr, let order, let sizes else {
            throw TensorError(.value, "Header does not contain the correct keys: '\(shown)'")
        }
        if let sign = descr.first, "<>=".contains(sign), descr.dropFirst().first == "U",
            let width = Int(descr.dropFirst(2)), width >= 0
        {
            textWidth = width
            (dtype, isBigEndian, isFortran, shape) = (.uint32, sign == ">", order, sizes)
            return
        }
        textWidth = nil
        let plain = descr.hasPrefix(">") ? "<" + descr.dropFirst() : descr
        guard let known = DType(named: plain) else {
            throw TensorError(
                .value, "descr is not a valid dtype descriptor: '\(descr)'",
                hint: "arrays of numbers, bools and texts are read; objects, complex numbers and dates are not")
        }
        (dtype, isBigEndian, isFortran, shape) = (known, descr.hasPrefix(">"), order, sizes)
    }
}
