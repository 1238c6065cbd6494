import Tensors

/// A tensor that remembers how it was computed, so that gradients can be taken with respect to what it came from.
///
/// The memory of a computation is a graph: each variable holds the operation that made it and that operation's
/// operands. Values are float32 or float64; other types are converted to float64.
public final class Variable {
    /// How a variable came to be.
    struct Origin {
        let operation: Operation
        let inputs: [Variable]
        let parameters: Operation.Parameters
    }

    public let value: Tensor
    /// `nil` for what was given, and for results that no gradient will be asked of.
    private(set) var origin: Origin?
    /// True where gradients flow: what `init(_:)` made, and everything computed from it.
    public let isTracked: Bool
    /// The longest way to a variable without origin: the reverse walk goes down by it.
    let level: Int

    /// A variable to take gradients with respect to.
    /// - Throws: `memory` where the conversion needs more than there is.
    public convenience init(_ value: Tensor) throws(TensorError) {
        try self.init(value: Variable.float(value), origin: nil, isTracked: true)
    }

    /// A value through which no gradient flows.
    public static func constant(_ value: Tensor) throws(TensorError) -> Variable {
        try Variable(value: float(value), origin: nil, isTracked: false)
    }

    /// A number without dimensions, of the same type as `other`, so that float32 stays float32.
    public static func constant(_ number: Double, like other: Variable) throws(TensorError) -> Variable {
        Variable(value: try Tensor(.float(number), dtype: other.value.dtype), origin: nil, isTracked: false)
    }

    /// A tensor of any type as a constant of the same type as `other`.
    public static func constant(_ value: Tensor, like other: Variable) throws(TensorError) -> Variable {
        Variable(value: try value.asType(other.value.dtype).contiguous(), origin: nil, isTracked: false)
    }

    /// The same number everywhere, of another variable's type.
    public static func filled(_ number: Double, _ shape: [Int], like other: Variable) throws(TensorError) -> Variable {
        let value = try Tensor(shape: shape, dtype: other.value.dtype)
        if number != 0 { try value.fill(.float(number)) }
        return Variable(value: value, origin: nil, isTracked: false)
    }

    init(value: Tensor, origin: Origin?, isTracked: Bool) {
        self.value = value
        self.origin = origin
        self.isTracked = isTracked
        level = (origin?.inputs.map(\.level).max() ?? -1) + 1
    }

    /// The same value without its past.
    public var detached: Variable { Variable(value: value, origin: nil, isTracked: false) }

    /// The operation that gave it, on what, and as told; `nil` where no gradient leads back.
    public var step: (operation: Operation, inputs: [Variable], parameters: Operation.Parameters)? {
        origin.map { ($0.operation, $0.inputs, $0.parameters) }
    }

    /// The shape of the value.
    public var shape: [Int] { value.shape }

    private static func float(_ value: Tensor) throws(TensorError) -> Tensor {
        try (value.dtype == .float32 || value.dtype == .float64 ? value : value.asType(.float64)).contiguous()
    }

    /// A loop over thousands of steps leaves a chain of as many variables: each hands its operands on to be released
    /// here one after the other, because nested releases would run out of stack.
    deinit {
        var pending = origin?.inputs ?? []
        origin = nil
        while !pending.isEmpty {
            var next = pending.removeLast()
            guard isKnownUniquelyReferenced(&next) else { continue }
            pending += next.origin?.inputs ?? []
            next.origin = nil
        }
    }
}
