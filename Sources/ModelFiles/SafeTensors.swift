import JSON
import Networks
import Tensors

/// Arrays by name in the safetensors format: a header of JSON with types, shapes and places, then the bytes.
///
/// The length of the header, 8 bytes, stands in front. Places follow one another without gaps.
public enum SafeTensors {
    /// The longest header that is read, as the format's own library has it.
    private static let headerLimit = 100_000_000

    private static let types: [(name: String, dtype: DType)] = [
        ("BOOL", .bool), ("U8", .uint8), ("I8", .int8), ("U16", .uint16), ("I16", .int16), ("U32", .uint32),
        ("I32", .int32), ("U64", .uint64), ("I64", .int64), ("F16", .float16), ("F32", .float32), ("F64", .float64),
    ]

    /// The bytes of a file.
    /// - metadata: texts by name that stand beside the arrays.
    public static func bytes(
        _ tensors: [(name: String, tensor: Tensor)], metadata: [(key: String, value: String)] = []
    ) throws(NetworkError) -> [UInt8] {
        var header: [(key: String, value: JSON)] = []
        if !metadata.isEmpty { header.append(("__metadata__", .object(metadata.map { ($0.key, .string($0.value)) }))) }
        var data: [UInt8] = []
        // Larger elements first, so that all begin at a multiple of their size.
        let ordered = tensors.sorted { a, b in
            a.tensor.dtype.itemSize == b.tensor.dtype.itemSize
                ? a.name < b.name : a.tensor.dtype.itemSize > b.tensor.dtype.itemSize
        }
        for (name, tensor) in ordered {
            guard let type = types.first(where: { $0.dtype == tensor.dtype }) else {
                throw NetworkError(.value, "arrays of \(tensor.dtype.name) can't be written")
            }
            let plain = try converting { () throws(TensorError) in try tensor.contiguous() }
            let start = data.count
            let size = plain.count * plain.dtype.itemSize
            data.append(contentsOf: UnsafeRawBufferPointer(start: UnsafeRawPointer(plain.start), count: size))
            withExtendedLifetime(plain) {}
            header.append(
                (
                    name,
                    [
                        "dtype": .string(type.name), "shape": .array(plain.shape.map { .int($0) }),
                        "data_offsets": [.int(start), .int(data.count)],
                    ]
                ))
        }
        var text = JSON.object(header).bytes()
        while text.count % 8 != 0 { text.append(0x20) }
        return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + data
    }

    /// The arrays of a file.
    /// - Throws: `value` for a file whose header does not fit its bytes.
    public static func tensors(_ bytes: [UInt8]) throws(NetworkError) -> [(name: String, tensor: Tensor)] {
        func broken(_ why: String) -> NetworkError {
            NetworkError(.value, "Error while deserializing header: \(why)", hint: "the file is cut off or damaged")
        }
        guard bytes.count >= 8 else { throw broken("header too small") }
        var sum: UInt64 = 0
        for i in 0..<8 { sum |= UInt64(bytes[i]) << UInt64(8 * i) }
        guard let length = Int(exactly: sum), length <= headerLimit else { throw broken("header too large") }
        guard length <= bytes.count - 8 else { throw broken("invalid header length") }
        let json: JSON
        do throws(JSONError) { json = try JSON(parsing: Array(bytes[8..<(8 + length)])) } catch {
            throw broken("invalid JSON in header: \(error.description)")
        }
        guard let fields = json.fields else { throw broken("invalid JSON in header") }
        let first = 8 + length, room = bytes.count - first
        var found: [(name: String, tensor: Tensor)] = []
        for (name, field) in fields where name != "__metadata__" {
            guard let offsets = field["data_offsets"]?.array, offsets.count == 2, let start = offsets[0].int,
                let end = offsets[1].int, start >= 0, start <= end, end <= room
            else { throw broken("the place of '\(name)' does not fit the file") }
            guard let type = types.first(where: { $0.name == field["dtype"]?.string }) else {
                throw broken("the type \(field["dtype"]?.text() ?? "nothing") of '\(name)' is not supported")
            }
            var count = type.dtype.itemSize
            var shape: [Int] = []
            for extent in field["shape"]?.array ?? [] {
                guard let extent = extent.int, extent >= 0 else { throw broken("the shape of '\(name)' is none") }
                let (product, overflow) = count.multipliedReportingOverflow(by: extent)
                guard !overflow else { throw broken("the shape of '\(name)' does not fit the file") }
                count = product
                shape.append(extent)
            }
            guard count == end - start else { throw broken("the shape of '\(name)' does not fit its bytes") }
            let tensor = try converting { () throws(TensorError) in try Tensor(shape: shape, dtype: type.dtype) }
            bytes[(first + start)..<(first + end)].withUnsafeBytes { source in
                if let base = source.baseAddress {
                    UnsafeMutableRawPointer(tensor.start).copyMemory(from: base, byteCount: count)
                }
            }
            found.append((name, tensor))
        }
        return found
    }
}
