import CProcessor
import Language
import Tensors

/// A short way for the commonest operators: the four kinds of arithmetic on small arrays of float64 that need no
/// broadcasting. For small arrays the way to the loop costs more than the loop.
enum SmallArrays {
    /// Elements up to which the way pays.
    private static let limit = 2048

    /// `nil` where the operands are others, or where something is to be told of: then the long way does all.
    @inline(__always)
    static func apply(_ op: BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool) -> Value? {
        guard let own = me as? ArrayObject else { return nil }
        let x = own.tensor
        guard x.dtype == .float64, x.isContiguous, x.count <= limit, x.rank > 0 else { return nil }
        switch other {
        case .object(let object):
            guard let array = object as? ArrayObject else { return nil }
            let y = array.tensor
            guard y.dtype == .float64, y.isContiguous, y.count == x.count, y.shape == x.shape else { return nil }
            return reflected ? apply(op, y, x) : apply(op, x, y)
        case .float(let number): return apply(op, x, number, reflected)
        case .int(let number) where number.magnitude <= 1 << 53: return apply(op, x, Double(number), reflected)
        default: return nil
        }
    }

    private static func apply(_ op: BinaryOperator, _ x: Tensor, _ y: Tensor) -> Value? {
        let (a, b) = (x.start.assumingMemoryBound(to: Double.self), y.start.assumingMemoryBound(to: Double.self))
        defer { withExtendedLifetime((x, y)) {} }
        switch op {
        case .add: return result(x) { a[$0] + b[$0] }
        case .subtract: return result(x) { a[$0] - b[$0] }
        case .multiply: return result(x) { a[$0] * b[$0] }
        case .divide: return result(x) { a[$0] / b[$0] }
        default: return nil
        }
    }

    private static func apply(_ op: BinaryOperator, _ x: Tensor, _ y: Double, _ reflected: Bool) -> Value? {
        let a = x.start.assumingMemoryBound(to: Double.self)
        defer { withExtendedLifetime(x) {} }
        switch op {
        case .add: return result(x) { a[$0] + y }
        case .subtract: return reflected ? result(x) { y - a[$0] } : result(x) { a[$0] - y }
        case .multiply: return result(x) { a[$0] * y }
        case .divide: return reflected ? result(x) { y / a[$0] } : result(x) { a[$0] / y }
        default: return nil
        }
    }

    @inline(__always)
    private static func result(_ like: Tensor, _ element: (Int) -> Double) -> Value? {
        processor_clear_float_flags()
        guard let made = try? Tensor(uninitializedLike: like, dtype: .float64) else { return nil }
        let to = made.start.assumingMemoryBound(to: Double.self)
        for i in 0..<like.count { to[i] = element(i) }
        if processor_float_flags() != 0 { return nil }
        return .object(ArrayObject(made))
    }
}
