import Tensors

/// A differentiable operation as a row of a table: name, documentation, what it computes and its gradient.
///
/// Gradients are written with operations of the same table, so they have gradients themselves: second derivatives
/// need no rows of their own. The table is `Operation.table`; what composes its rows stands in `Variable+….swift`.
public struct Operation: Sendable {
    /// What a gradient rule sees: the gradient of the result, the operands and the result.
    struct Flow {
        let dy: Variable
        let inputs: [Variable]
        let output: Variable
        let parameters: Parameters
        /// True for the operands whose gradients are asked for; the others' may be `nil`.
        let wanted: [Bool]
        /// True where the gradient itself will be differentiated.
        let keepsGraph: Bool

        /// The first operand.
        var x: Variable { inputs[0] }
        /// The first operand's value.
        var value: Tensor { inputs[0].value }

        /// A gradient that is computed only where it is asked for.
        @inline(__always) func when(
            _ place: Int, _ gradient: () throws(TensorError) -> Variable
        ) throws(TensorError) -> Variable? {
            wanted[place] ? try gradient() : nil
        }
    }

    /// Operands on which the operation is checked against central differences.
    public struct Example: Sendable {
        /// The operands' shapes.
        public let shapes: [[Int]]
        /// Where their elements lie: inside the operation's domain.
        public let range: ClosedRange<Double>
        public let parameters: Parameters

        init(_ shapes: [[Int]], in range: ClosedRange<Double> = -2...2, _ parameters: Parameters = Parameters()) {
            self.shapes = shapes
            self.range = range
            self.parameters = parameters
        }
    }

    public let name: String
    /// The formula and what it is for, in a sentence.
    public let doc: String
    public let examples: [Example]
    let forward: @Sendable ([Tensor], Parameters) throws(TensorError) -> Tensor
    /// How many operands it has; `nil` for any number.
    public let operandCount: Int?
    /// True where it works along one axis, which must be given.
    private let needsAxis: Bool
    /// True where it reduces axes, which must lie on the operand.
    private let reducesAxes: Bool
    /// A gradient for each operand; `nil` where none flows.
    let backward: @Sendable (Flow) throws(TensorError) -> [Variable?]

    init(
        _ name: String, _ doc: String, examples: [Example],
        forward: @escaping @Sendable ([Tensor], Parameters) throws(TensorError) -> Tensor,
        backward: @escaping @Sendable (Flow) throws(TensorError) -> [Variable?]
    ) {
        self.name = name
        self.doc = doc
        self.examples = examples
        self.forward = forward
        self.backward = backward
        let counts = Set(examples.map(\.shapes.count))
        operandCount = counts.count > 1 ? nil : counts.first ?? 1
        needsAxis = Operation.alongOneAxis.contains(name)
        reducesAxes = Operation.overAnyAxes.contains(name)
    }

    private static let overAnyAxes: Set<String> = ["sum", "mean", "max", "min", "logsumexp", "prod"]
    private static let alongOneAxis: Set<String> = [
        "concatenate", "cumsum", "cumprod", "softmax", "log_softmax", "take", "untake",
    ]

    /// The result as a variable that remembers its operands, if any of them is tracked.
    /// - Throws: `value` for shapes that do not fit.
    public func callAsFunction(_ inputs: Variable..., parameters: Parameters = Parameters()) throws(TensorError)
        -> Variable
    {
        try apply(inputs, parameters)
    }

    /// The same for operands in an array.
    public func apply(_ inputs: [Variable], _ parameters: Parameters = Parameters()) throws(TensorError) -> Variable {
        if let operandCount, inputs.count != operandCount {
            throw TensorError(.type, "\(name) takes \(operandCount) operands, got \(inputs.count)")
        }
        guard let first = inputs.first else { throw TensorError(.type, "\(name) takes operands, got none") }
        if needsAxis {
            let rank = name == "untake" ? parameters.shape.count : first.shape.count
            guard let axis = parameters.axes.first, axis >= 0, axis < rank else {
                throw TensorError(.axis, "\(name) works along one axis of \(rank), got \(parameters.axes)")
            }
        }
        if reducesAxes, try first.value.checkedAxes(parameters.axes) != parameters.axes {
            throw TensorError(.axis, "\(name) takes axes counted from 0, got \(parameters.axes)")
        }
        let value = try forward(inputs.map(\.value), parameters).contiguous()
        let isTracked = inputs.contains(where: \.isTracked)
        return Variable(
            value: value,
            origin: isTracked ? .init(operation: self, inputs: inputs, parameters: parameters) : nil,
            isTracked: isTracked)
    }
}

// MARK: The table

extension Operation {
    /// Every row.
    public static let table: [Operation] =
        elementwise + angles + activations + steps + pairwise + comparisons + reductions + shapes + products + recurrent

    /// The row called `name`, or by one of Keras's second names.
    public static func named(_ name: String) -> Operation? { byName[secondNames[name] ?? name] }

    /// Other names of rows.
    public static let secondNames = [
        "abs": "absolute", "swish": "silu", "hard_swish": "hard_silu", "exponential": "exp", "arcsin": "asin",
        "arccos": "acos", "arctan": "atan", "arctan2": "atan2", "true_divide": "divide", "broadcast_to": "broadcast",
        "amax": "max", "amin": "min", "remainder": "mod", "rint": "round", "pow": "power",
    ]

    private static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// A row that is known to be there.
    static func row(_ name: String) -> Operation {
        guard let found = byName[name] else { preconditionFailure("no operation \(name)") }
        return found
    }
}
