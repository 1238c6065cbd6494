/// An array in the IDX format of MNIST's files: a magic number, sizes, then bytes.
///
/// The first two bytes are zero, the third tells the element type (8: unsigned byte), the fourth the number of
/// dimensions; sizes follow as big-endian 32-bit numbers (yann.lecun.com/exdb/mnist).
public struct IDX: Sendable, Equatable {
    /// Sizes of the dimensions, outermost first.
    public let shape: [Int]
    /// Elements in C order.
    public let bytes: [UInt8]

    /// The most elements that are read: 1 GB.
    static let largestCount = 1 << 30

    /// An array of the given shape.
    init(shape: [Int], bytes: [UInt8]) {
        self.shape = shape
        self.bytes = bytes
    }

    /// Reads an IDX file, packed with gzip or plain.
    public init(path: String) throws(VisionError) {
        try self.init(FileBytes.read(path), name: path)
    }

    /// Reads an IDX file's content, packed with gzip or plain.
    ///
    /// - Throws: `VisionError` that names the file and, when it is cut off, how many bytes are missing.
    public init(_ file: [UInt8], name: String) throws(VisionError) {
        var content = file
        if Gzip.isPacked(file) {
            content = try Gzip.unpack(file, name: name, limit: IDX.largestCount + 1024).bytes
        }
        guard content.count >= 4 else {
            throw VisionError(
                "\(name) is cut off: an IDX file begins with 4 bytes, and \(4 - content.count) are missing")
        }
        guard content[0] == 0, content[1] == 0, (8...14).contains(content[2]), (1...8).contains(content[3]) else {
            let magic = content[0..<4].map { String($0, radix: 16) }.joined(separator: " ")
            throw VisionError("\(name) is not an IDX file: it begins with \(magic) (hexadecimal), not with 0 0 8 …")
        }
        guard content[2] == 8 else {
            throw VisionError("\(name) holds IDX elements of type \(content[2]); only unsigned bytes (8) are read")
        }
        let start = 4 + 4 * Int(content[3])
        guard content.count >= start else {
            throw VisionError("\(name) is cut off: \(start - content.count) bytes of its sizes are missing")
        }
        let shape = (0..<Int(content[3])).map { axis in
            content[4 + 4 * axis..<8 + 4 * axis].reduce(0) { $0 << 8 | Int($1) }
        }
        let count = try IDX.count(of: shape, name: name)
        guard content.count >= start + count else {
            throw VisionError(
                "\(name) is cut off: \(start + count) bytes expected, \(start + count - content.count) missing",
                hint: "copy or download the file again")
        }
        guard content.count == start + count else {
            throw VisionError("\(name) has \(content.count - start - count) bytes more than its sizes \(shape) say")
        }
        self.init(shape: shape, bytes: Array(content[start...]))
    }

    private static func count(of shape: [Int], name: String) throws(VisionError) -> Int {
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow, product <= largestCount else {
                throw VisionError("\(name) claims the sizes \(shape): too large to read")
            }
            count = product
        }
        return count
    }
}
