import Arrays
import JSON
import Language
import Tensors

/// A part of what a probe found in a worker: an array as it lies in memory, or a small value.
///
/// Nothing of it is believed: sizes are compared with the bytes that came before anything is made of them.
public struct WorkerAnswer: Sendable, Equatable {
    public let name: String
    /// For an array: NumPy's name of its type, and its shape. `nil` for other values.
    public let dtype: String?
    public let shape: [Int]
    /// An array's elements in C order.
    public let bytes: [UInt8]
    /// A value that is no array.
    public let value: JSON

    /// Bytes of the largest array that is taken: a message has to hold it.
    public static let sizeLimit = 60 << 20

    /// - Throws: `LanguageError` for what is neither an array of numbers nor a value of JSON.
    init(_ name: String, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        self.name = name
        if case .object(let array as ArrayObject) = value {
            (dtype, shape, self.value) = (array.tensor.dtype.name, array.tensor.shape, .null)
            guard WorkerAnswer.size(array.tensor.dtype, shape).map({ $0 < WorkerAnswer.sizeLimit }) == true else {
                throw LanguageError(
                    .memoryError,
                    "\(name) has the shape \(shape): more than \(WorkerAnswer.sizeLimit >> 20) MiB are not taken")
            }
            do throws(TensorError) { bytes = try array.tensor.rawBytes() } catch { throw .valueError(error.message) }
        } else {
            (dtype, shape, bytes) = (nil, [], [])
            self.value = try interpreter.json(of: value)
        }
    }

    // MARK: As a message

    /// The length of a head in JSON as four bytes, the head, the elements.
    func payload(_ number: Int) -> [UInt8] {
        let head =
            ([
                "number": .int(number), "name": .string(name), "dtype": dtype.map { .string($0) } ?? .null,
                "shape": .array(shape.map { .int($0) }), "value": value,
            ] as JSON).bytes()
        let size = UInt32(head.count)
        return (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * UInt32($0))) } + head + bytes
    }

    /// An answer and its cell's number; `nil` where the payload is none.
    static func read(_ payload: ArraySlice<UInt8>) -> (Int, WorkerAnswer)? {
        guard payload.count >= 4 else { return nil }
        let start = payload.startIndex
        let size = (0..<4).reduce(0) { $0 | Int(payload[start + $1]) << (8 * $1) }
        guard size <= payload.count - 4,
            let json = try? JSON(parsing: Array(payload[(start + 4)..<(start + 4 + size)])),
            let number = json["number"]?.int, let answer = WorkerAnswer(json, payload[(start + 4 + size)...])
        else { return nil }
        return (number, answer)
    }

    private init?(_ json: JSON, _ elements: ArraySlice<UInt8>) {
        guard let name = json["name"]?.string, name.utf8.count <= 200, let sizes = json["shape"]?.array else {
            return nil
        }
        let shape = sizes.compactMap(\.int)
        guard shape.count == sizes.count, shape.count <= 8, shape.allSatisfy({ $0 >= 0 }) else { return nil }
        (self.name, self.shape, value) = (name, shape, json["value"] ?? .null)
        dtype = json["dtype"]?.string
        bytes = Array(elements)
        guard let dtype else {
            if bytes.isEmpty { return }
            return nil
        }
        guard let type = DType(named: dtype) else { return nil }
        if WorkerAnswer.size(type, shape) != bytes.count { return nil }
    }

    /// Bytes of an array; `nil` for more than there can be.
    private static func size(_ dtype: DType, _ shape: [Int]) -> Int? {
        var size = dtype.itemSize
        for length in shape {
            let (product, overflows) = size.multipliedReportingOverflow(by: length)
            if overflows { return nil }
            size = product
        }
        return size
    }

    /// The array as an .npy file; `nil` for what is none.
    var npy: [UInt8]? {
        guard let dtype, let type = DType(named: dtype) else { return nil }
        return (try? ArrayFormat.header(type.protocolName, shape)).map { $0 + bytes }
    }

    /// The numbers of an array; `nil` for what is none.
    var numbers: [Double]? {
        guard let dtype, let type = DType(named: dtype) else { return nil }
        do throws(TensorError) {
            let wide = try Tensor.fromBytes(bytes, dtype: type).asType(.float64).rawBytes()
            return wide.withUnsafeBytes { memory in
                (0..<memory.count / 8).map { memory.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
            }
        } catch { return nil }
    }
}
