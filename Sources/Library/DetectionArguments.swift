import Arrays
import Detection
import Language
import Tensors
import Vision

/// Boxes and numbers of a call of `svertka._detection`.
struct DetectionArguments {
    let call: Call

    /// The numbers of an array in the order of its rows.
    func numbers(_ place: Int) throws(LanguageError) -> [Double] {
        let tensor = try call.tensor(place, dtype: .float64)
        return try lifting { () throws(TensorError) in try tensor.elements(as: Double.self) }
    }

    func integers(_ place: Int) throws(LanguageError) -> [Int] {
        let tensor = try call.tensor(place, dtype: .int64)
        return try lifting { () throws(TensorError) in try tensor.elements(as: Int64.self) }.map { Int($0) }
    }

    private var name: (Int) -> String { { call.function.parameters[$0].name } }

    /// Rows of `count` finite numbers: an array [N, count].
    func rows(_ place: Int, of count: Int) throws(LanguageError) -> [[Double]] {
        let shape = try call.tensor(place).shape
        let all = try numbers(place)
        if all.isEmpty { return [] }
        guard shape.count == 2, shape[1] == count else {
            throw .valueError("\(name(place)) must have the shape [N, \(count)], not \(TensorError.text(of: shape))")
        }
        if all.contains(where: { !$0.isFinite }) { throw .valueError("\(name(place)) contains nan or infinity") }
        return stride(from: 0, to: all.count, by: count).map { Array(all[$0..<$0 + count]) }
    }

    /// Boxes of an array [N, 4].
    func boxes(_ place: Int) throws(LanguageError) -> [Box] {
        try rows(place, of: 4).map { Box($0[0], $0[1], $0[2], $0[3]) }
    }

    /// An integer from a range.
    func integer(_ place: Int, _ range: ClosedRange<Int>) throws(LanguageError) -> Int {
        let value = try call.int(place)
        guard range.contains(value) else {
            throw .valueError(
                "\(name(place)) must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
        return value
    }

    /// A finite number from a range.
    func number(_ place: Int, _ range: ClosedRange<Double>) throws(LanguageError) -> Double {
        let value = try call.double(place)
        guard range.contains(value) else {
            throw .valueError(
                "\(name(place)) must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
        return value
    }

    /// An image [H, W, 3] of bytes.
    func image(_ place: Int) throws(LanguageError) -> PixelImage {
        let tensor = try call.tensor(place)
        guard tensor.rank == 3, tensor.shape[2] == 3, tensor.dtype == .uint8 else {
            throw .valueError(
                "\(name(place)) must be a uint8 image [H, W, 3], not \(tensor.dtype.name) \(TensorError.text(of: tensor.shape))"
            )
        }
        let pixels = try lifting { () throws(TensorError) in try tensor.elements(as: UInt8.self) }
        return try seeing { () throws(VisionError) in
            try PixelImage(width: tensor.shape[1], height: tensor.shape[0], channels: 3, pixels: pixels)
        }
    }

    func same(_ count: Int, _ place: Int, as other: Int) throws(LanguageError) {
        if count != other {
            throw .valueError("\(name(place)) has \(count) entries where \(other) are needed")
        }
    }

    /// Failures of files as Python raises them.
    func seeing<T>(_ body: () throws(VisionError) -> T) throws(LanguageError) -> T {
        do { return try body() } catch {
            throw LanguageError(error.kind == .missing ? .fileNotFoundError : .osError, error.message, hint: error.hint)
        }
    }

    /// An array of numbers as a value.
    static func array<T: Element>(_ elements: [T], _ shape: [Int]) throws(LanguageError) -> Value {
        Value(try lifting { () throws(TensorError) in try Tensor(elements, shape: shape) })
    }
}
