/// A mistake in the use of tensors, worded as NumPy words it.
public struct TensorError: Error, Sendable, Equatable {
    /// Python's kind of the exception.
    public enum Kind: Sendable {
        case value, type, index, memory, overflow, runtime, zeroDivision
        /// `numpy.exceptions.AxisError`, which is a ValueError and an IndexError.
        case axis
        /// `numpy.linalg.LinAlgError`, a ValueError.
        case linearAlgebra
        /// `UFuncTypeError`: a function of elements has no loop for the types, or can't write its result; a TypeError.
        case ufuncType
        /// A failed read or write of a file.
        case system
        /// Someone asked the work to stop.
        case cancelled
    }

    public let kind: Kind
    public let message: String
    /// What to do about it, where known.
    public let hint: String?

    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// Shapes as Python's tuples: `(2, 3)`, `(3,)`, `()`.
    public static func text(of shape: [Int]) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
    }

    /// Shapes without blanks, as broadcasting errors show them: `(2,3)`, `(3,)`.
    public static func tightText(of shape: [Int], unknown: String = "-1") -> String {
        let sizes = shape.map { $0 == -1 ? unknown : String($0) }
        return sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.joined(separator: ",") + ")"
    }

    /// Too much memory was asked for.
    static func tooLarge(bytes: Double, shape: [Int], dtype: DType) -> TensorError {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var amount = bytes
        var unit = 0
        while amount >= 1024 && unit + 1 < units.count {
            amount /= 1024
            unit += 1
        }
        let digits = significant(amount)
        return TensorError(
            .memory,
            "Unable to allocate \(digits) \(units[unit]) for an array with shape \(text(of: shape)) and data type \(dtype.name)"
        )
    }

    /// Three significant digits, as `%.3g` of a number under 1024 gives them.
    private static func significant(_ amount: Double) -> String {
        let decimals = amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2
        let scale = decimals == 0 ? 1.0 : decimals == 1 ? 10 : 100
        let rounded = (amount * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))." : "\(rounded)"
    }
}
