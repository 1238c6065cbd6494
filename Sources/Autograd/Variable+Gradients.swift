import Tensors

/// The reverse walk: from results down to sources, each operation's rule gives the gradients of its operands from
/// that of its result; where a variable was used several times, they add up, always in the same order.
extension Variable {
    /// Gradients of the sum of this variable's elements, one for each of `sources` and of its shape.
    ///
    /// - keepsGraph: the gradients remember their past, so that second derivatives can be taken.
    /// - Throws: what an operation throws, `memory` above all.
    public func gradients(of sources: [Variable], keepsGraph: Bool = false) throws(TensorError) -> [Variable] {
        try Variable.gradients(
            of: sources, from: [(self, Variable.filled(1, shape, like: self))], keepsGraph: keepsGraph)
    }

    /// Vector-Jacobian products: what changes of each source do to the results, weighed by the results' gradients.
    ///
    /// - results: variables and the gradient dy of each, of its shape (a number is repeated).
    /// - Returns: a gradient for each source and of its shape and type, zeros where nothing flows.
    /// - Throws: `value` for a dy of another shape, and what an operation throws.
    public static func gradients(
        of sources: [Variable], from results: [(Variable, Tensor)], keepsGraph: Bool = false
    ) throws(TensorError) -> [Variable] {
        try gradients(of: sources, from: seeds(results), keepsGraph: keepsGraph)
    }

    /// The same, with `nil` for sources that no result was computed from: `GradientTape`'s None.
    public static func optionalGradients(
        of sources: [Variable], from results: [(Variable, Tensor)], keepsGraph: Bool = false
    ) throws(TensorError) -> [Variable?] {
        try optionalGradients(of: sources, from: seeds(results), keepsGraph: keepsGraph)
    }

    /// The same with gradients that may have a past of their own, through which second derivatives flow.
    public static func gradients(
        of sources: [Variable], from results: [(Variable, Variable)], keepsGraph: Bool = false
    ) throws(TensorError) -> [Variable] {
        var filled: [Variable] = []
        let found = try optionalGradients(of: sources, from: results, keepsGraph: keepsGraph)
        for (source, gradient) in zip(sources, found) {
            if let gradient { filled.append(gradient) } else { filled.append(try zeros(like: source)) }
        }
        return filled
    }

    /// The same, with `nil` for sources that no result was computed from.
    public static func optionalGradients(
        of sources: [Variable], from results: [(Variable, Variable)], keepsGraph: Bool = false
    ) throws(TensorError) -> [Variable?] {
        var walk = ReverseWalk(of: sources, keepsGraph: keepsGraph)
        for (result, dy) in results { try walk.start(at: result, dy) }
        try walk.run(from: results.map(\.0))
        return sources.map { walk.gradient(of: $0) }
    }

    private static func seeds(_ results: [(Variable, Tensor)]) throws(TensorError) -> [(Variable, Variable)] {
        var pairs: [(Variable, Variable)] = []
        for (result, dy) in results { pairs.append((result, try .constant(dy, like: result))) }
        return pairs
    }

    private static func zeros(like source: Variable) throws(TensorError) -> Variable {
        try filled(0, source.shape, like: source)
    }
}

/// The gradients that the walk has found so far.
private struct ReverseWalk {
    /// A gradient, and whether the walk owns its memory and may add to it in place.
    private struct Sum {
        var variable: Variable
        var isOwn: Bool
    }

    private var sums: [ObjectIdentifier: Sum] = [:]
    private let keepsGraph: Bool
    private let sources: Set<ObjectIdentifier>

    init(of sources: [Variable], keepsGraph: Bool) {
        self.sources = Set(sources.map { ObjectIdentifier($0) })
        self.keepsGraph = keepsGraph
    }

    mutating func start(at result: Variable, _ dy: Variable) throws(TensorError) {
        guard let wide = dy.value.broadcast(to: result.shape) else {
            throw TensorError(
                .value,
                "the gradient of a result of shape \(TensorError.text(of: result.shape)) has its shape, got \(TensorError.text(of: dy.shape))"
            )
        }
        try add(wide.count == dy.value.count ? dy.reshaped(result.shape) : dy.broadcast(to: result.shape), to: result)
    }

    /// From the results down, through those variables only that came from a source.
    mutating func run(from results: [Variable]) throws(TensorError) {
        var relevant = sources
        let found = ReverseWalk.tracked(results).sorted { $0.level < $1.level }
        for variable in found {
            if variable.origin?.inputs.contains(where: { relevant.contains(ObjectIdentifier($0)) }) == true {
                relevant.insert(ObjectIdentifier(variable))
            }
        }
        for variable in found.reversed() where relevant.contains(ObjectIdentifier(variable)) {
            try descend(from: variable, relevant)
        }
    }

    func gradient(of source: Variable) -> Variable? { sums[ObjectIdentifier(source)]?.variable }

    /// The gradients of a variable's operands, from its own.
    private mutating func descend(from variable: Variable, _ relevant: Set<ObjectIdentifier>) throws(TensorError) {
        let key = ObjectIdentifier(variable)
        guard let origin = variable.origin, let dy = sums[key]?.variable else { return }
        let inputs = origin.inputs
        let wanted = inputs.map { $0.isTracked && relevant.contains(ObjectIdentifier($0)) }
        guard wanted.contains(true) else { return }
        // Nobody asks for it any more: its memory is free as soon as the rule has read it.
        if !sources.contains(key) { sums[key] = nil }
        if origin.operation.name == "slice", !keepsGraph {
            return try place(dy, of: origin.parameters, into: inputs[0])
        }
        let flow = Operation.Flow(
            dy: dy, inputs: keepsGraph ? inputs : inputs.map(\.detached),
            output: keepsGraph ? variable : variable.detached, parameters: origin.parameters, wanted: wanted,
            keepsGraph: keepsGraph)
        let parts = try origin.operation.backward(flow)
        precondition(parts.count == inputs.count, "\(origin.operation.name) has a gradient for each operand")
        for place in inputs.indices where wanted[place] {
            if let part = parts[place] { try add(part, to: inputs[place]) }
        }
    }

    private mutating func add(_ given: Variable, to input: Variable) throws(TensorError) {
        precondition(given.shape == input.shape, "a gradient has its variable's shape: \(given.shape), \(input.shape)")
        let part = try given.cast(to: input.value.dtype)
        let key = ObjectIdentifier(input)
        guard let sum = sums[key] else {
            sums[key] = Sum(variable: part, isOwn: false)
            return
        }
        if keepsGraph {
            sums[key] = Sum(variable: try sum.variable + part, isOwn: false)
        } else if sum.isOwn {
            _ = try Ufunc.add(sum.variable.value, part.value, out: sum.variable.value)
        } else {
            let total = try Ufunc.add(sum.variable.value, part.value)
            sums[key] = Sum(variable: Variable(value: total, origin: nil, isTracked: false), isOwn: true)
        }
    }

    /// A part's gradient goes to its place in the whole's, in memory that is made once: a walk over the parts of a
    /// sequence would else make a whole for each.
    private mutating func place(_ dy: Variable, of part: Operation.Parameters, into whole: Variable)
        throws(TensorError)
    {
        let key = ObjectIdentifier(whole)
        var sum: Tensor
        if let known = sums[key] {
            sum = known.isOwn ? known.variable.value : try known.variable.value.copy()
        } else {
            sum = try Tensor(shape: whole.shape, dtype: whole.value.dtype)
        }
        let target = Operation.part(of: sum, part)
        _ = try Ufunc.add(target, dy.value, out: target)
        sums[key] = Sum(variable: Variable(value: sum, origin: nil, isTracked: false), isOwn: true)
    }

    /// Every tracked variable that the results came from, and themselves.
    private static func tracked(_ results: [Variable]) -> [Variable] {
        var seen: Set<ObjectIdentifier> = []
        var found: [Variable] = []
        var pending = results
        while let next = pending.popLast() {
            guard next.isTracked, seen.insert(ObjectIdentifier(next)).inserted else { continue }
            found.append(next)
            pending += next.origin?.inputs ?? []
        }
        return found
    }
}
