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
    static func constant(_ number: Double, like other: Variable) throws(TensorError) -> Variable {
        try constant(Tensor(.float(number), dtype: other.value.dtype))
    }

    init(value: Tensor, origin: Origin?, isTracked: Bool) {
        self.value = value
        self.origin = origin
        self.isTracked = isTracked
        level = (origin?.inputs.map(\.level).max() ?? -1) + 1
    }

    /// The same value without its past.
    public var detached: Variable { Variable(value: value, origin: nil, isTracked: false) }

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

// MARK: Gradients

extension Variable {
    /// Gradients of the sum of this variable's elements, one for each of `sources` and of its shape.
    ///
    /// The reverse walk: from the result down to the sources, each operation's rule gives the gradients of its
    /// operands from that of its result; where a variable was used several times, they add up.
    /// - keepsGraph: the gradients remember their past, so that second derivatives can be taken.
    /// - Throws: what an operation throws, `memory` above all.
    public func gradients(of sources: [Variable], keepsGraph: Bool = false) throws(TensorError) -> [Variable] {
        var known = Known()
        try known.start(at: self)
        for variable in tracked().sorted(by: { $0.level > $1.level }) {
            try known.descend(from: variable, keepsGraph: keepsGraph)
        }
        return try known.gradients(of: sources)
    }

    /// The gradients that the walk has found so far.
    private struct Known {
        private var gradients: [ObjectIdentifier: Variable] = [:]

        /// The gradient of a sum with respect to each element is 1.
        mutating func start(at result: Variable) throws(TensorError) {
            let ones = try Tensor(shape: result.shape, dtype: result.value.dtype)
            try ones.fill(.float(1))
            gradients[ObjectIdentifier(result)] = try Variable.constant(ones)
        }

        /// The gradients of a variable's operands, from its own.
        mutating func descend(from variable: Variable, keepsGraph: Bool) throws(TensorError) {
            guard let origin = variable.origin, let dy = gradients[ObjectIdentifier(variable)] else { return }
            let inputs = origin.inputs
            let flow = Operation.Flow(
                dy: dy, inputs: keepsGraph ? inputs : inputs.map(\.detached),
                output: keepsGraph ? variable : variable.detached, parameters: origin.parameters)
            let parts = try origin.operation.backward(flow)
            precondition(parts.count == inputs.count, "\(origin.operation.name) has a gradient for each operand")
            for place in inputs.indices where inputs[place].isTracked {
                if let part = parts[place] { try add(part, to: inputs[place]) }
            }
        }

        private mutating func add(_ part: Variable, to input: Variable) throws(TensorError) {
            precondition(
                part.shape == input.shape, "a gradient has its variable's shape: \(part.shape), \(input.shape)")
            let key = ObjectIdentifier(input)
            guard let sum = gradients[key] else {
                gradients[key] = part
                return
            }
            gradients[key] = try sum + part
        }

        /// What was found for each source, zeros where nothing flows.
        func gradients(of sources: [Variable]) throws(TensorError) -> [Variable] {
            var results: [Variable] = []
            for source in sources { results.append(try gradient(of: source)) }
            return results
        }

        /// Inlined into the loop above, it makes the optimizer of Swift 6.3 fail ("Found ownership error").
        @inline(never) private func gradient(of source: Variable) throws(TensorError) -> Variable {
            if let found = gradients[ObjectIdentifier(source)] { return found }
            return try .constant(Tensor(shape: source.shape, dtype: source.value.dtype))
        }
    }

    /// Every tracked variable that this one came from, and itself.
    private func tracked() -> [Variable] {
        var seen: Set<ObjectIdentifier> = []
        var found: [Variable] = []
        var pending = [self]
        while let next = pending.popLast() {
            guard next.isTracked, seen.insert(ObjectIdentifier(next)).inserted else { continue }
            found.append(next)
            pending += next.origin?.inputs ?? []
        }
        return found
    }
}
