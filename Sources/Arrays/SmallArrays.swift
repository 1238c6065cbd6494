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
        guard type(of: me) == ArrayObject.self else { return nil }
        let x = unsafeDowncast(me, to: ArrayObject.self).tensor
        guard takes(x), let made = try? Tensor(uninitializedLike: x, dtype: .float64) else { return nil }
        processor_clear_float_flags()
        guard compute(op, x, other, reflected, made), processor_float_flags() == 0 else { return nil }
        return .object(ArrayObject(made))
    }

    /// The same, written over the elements of `x`, which the caller has found to be small and of float64; false where
    /// the operands are others. What the processor met is in its flags.
    @inline(__always)
    static func applyOver(_ op: BinaryOperator, _ x: Tensor, _ other: Value, _ reflected: Bool) -> Bool {
        compute(op, x, other, reflected, x)
    }

    /// True for arrays that the way is for.
    @inline(__always)
    static func takes(_ x: Tensor) -> Bool {
        x.dtype == .float64 && x.isContiguous && x.count <= limit && x.rank > 0
    }

    @inline(__always)
    private static func compute(
        _ op: BinaryOperator, _ x: Tensor, _ other: Value, _ reflected: Bool, _ made: Tensor
    ) -> Bool {
        switch other {
        case .object(let object):
            guard type(of: object) == ArrayObject.self else { return false }
            let y = unsafeDowncast(object, to: ArrayObject.self).tensor
            guard y.dtype == .float64, y.isContiguous, y.count == x.count, y.shape == x.shape else { return false }
            return reflected ? apply(op, y, x, made) : apply(op, x, y, made)
        case .float(let number): return apply(op, x, number, reflected, made)
        case .int(let number) where number.magnitude <= 1 << 53:
            return apply(op, x, Double(number), reflected, made)
        default: return false
        }
    }

    private static func apply(_ op: BinaryOperator, _ x: Tensor, _ y: Tensor, _ made: Tensor) -> Bool {
        let (a, b) = (x.start.assumingMemoryBound(to: Double.self), y.start.assumingMemoryBound(to: Double.self))
        defer { withExtendedLifetime((x, y)) {} }
        switch op {
        case .add: fill(made) { a[$0] + b[$0] }
        case .subtract: fill(made) { a[$0] - b[$0] }
        case .multiply: fill(made) { a[$0] * b[$0] }
        case .divide: fill(made) { a[$0] / b[$0] }
        default: return false
        }
        return true
    }

    private static func apply(_ op: BinaryOperator, _ x: Tensor, _ y: Double, _ reflected: Bool, _ made: Tensor) -> Bool
    {
        let a = x.start.assumingMemoryBound(to: Double.self)
        defer { withExtendedLifetime(x) {} }
        switch op {
        case .add: fill(made) { a[$0] + y }
        case .subtract: if reflected { fill(made) { y - a[$0] } } else { fill(made) { a[$0] - y } }
        case .multiply: fill(made) { a[$0] * y }
        case .divide: if reflected { fill(made) { y / a[$0] } } else { fill(made) { a[$0] / y } }
        default: return false
        }
        return true
    }

    @inline(__always)
    private static func fill(_ made: Tensor, _ element: (Int) -> Double) {
        let to = made.start.assumingMemoryBound(to: Double.self)
        for i in 0..<made.count { to[i] = element(i) }
    }
}
