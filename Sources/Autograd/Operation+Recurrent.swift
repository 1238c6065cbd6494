import Loops
import Tensors

/// Whole sequences of recurrent layers as single rows, with Keras's default activations. Their second derivatives come
/// from the same steps as compositions of other rows.
extension Operation {
    static let recurrent: [Operation] = [
        Operation(
            "simple_rnn",
            "h = tanh(z + h R) along z [N, T, U] with R [U, U] and h0 [N, U]: all h, [N, T, U]; steps where the mask `places` is 0 copy h",
            examples: [
                Example([[3, 4, 2], [2, 2], [3, 2]], in: -1...1),
                Example(
                    [[2, 3, 2], [2, 2], [2, 2]], in: -1...1, Parameters(places: mask([1, 0, 1, 0, 1, 1], [2, 3]))),
            ],
            forward: { (x, settings) throws(TensorError) in try Sequences(x, settings, .simple).states() },
            backward: { (flow) throws(TensorError) in
                try sequenceGradients(flow, .simple) { (z, states, inputs) throws(TensorError) in
                    [try (z + .matmul(states[0], inputs[1])).tanh()]
                }
            }),
        Operation(
            "lstm",
            "an LSTM along z [N, T, 4 U] (gates i f g o) with R [U, 4 U], h0 and c0 [N, U]: all h and c side by side, [N, T, 2 U]; steps where the mask `places` is 0 copy both",
            examples: [
                Example([[3, 4, 8], [2, 8], [3, 2], [3, 2]], in: -1...1),
                Example(
                    [[2, 3, 4], [1, 4], [2, 1], [2, 1]], in: -1...1,
                    Parameters(places: mask([1, 0, 1, 0, 1, 1], [2, 3]))),
            ],
            forward: { (x, settings) throws(TensorError) in try Sequences(x, settings, .lstm).states() },
            backward: { (flow) throws(TensorError) in
                try sequenceGradients(flow, .lstm) { (z, states, inputs) throws(TensorError) in
                    try Recurrent.lstmStep(z + .matmul(states[0], inputs[1]), states, Recurrent.Settings())
                }
            }),
        Operation(
            "gru",
            "a GRU with the reset after the product along z [N, T, 3 U] (gates z r g) with R [U, 3 U], the state's biases [3 U] and h0 [N, U]: all h, [N, T, U]; steps where the mask `places` is 0 copy h",
            examples: [
                Example([[3, 4, 6], [2, 6], [6], [3, 2]], in: -1...1),
                Example(
                    [[2, 3, 3], [1, 3], [3], [2, 1]], in: -1...1,
                    Parameters(places: mask([1, 0, 1, 0, 1, 1], [2, 3]))),
            ],
            forward: { (x, settings) throws(TensorError) in try Sequences(x, settings, .gru).states() },
            backward: { (flow) throws(TensorError) in
                try sequenceGradients(flow, .gru) { (z, states, inputs) throws(TensorError) in
                    [
                        try Recurrent.gruStep(
                            z, states[0], states[0], inputs[1], inputs[2], Recurrent.Settings())
                    ]
                }
            }),
    ]

    /// The gradients by one walk back; where they will be differentiated, those of the steps as compositions.
    private static func sequenceGradients(
        _ flow: Flow, _ kind: Sequences.Kind,
        _ step: (Variable, [Variable], [Variable]) throws(TensorError) -> [Variable]
    ) throws(TensorError) -> [Variable?] {
        if !flow.keepsGraph {
            let sequences = try Sequences(flow.inputs.map(\.value), flow.parameters, kind)
            return try sequences.gradients(flow.output.value, flow.dy.value).map { (tensor) throws(TensorError) in
                Variable(value: tensor, origin: nil, isTracked: false)
            }
        }
        // Copies stand for the operands, so that one that was computed from another does not count twice.
        var copies: [Variable] = []
        for input in flow.inputs { copies.append(try row("identity")(input)) }
        let states = Array(copies.suffix(kind.stateCount))
        let mask = try flow.parameters.places?.asType(.bool)
        let y = try Recurrent.composed(copies[0], states, mask) { (z, states) throws(TensorError) in
            try step(z, states, copies)
        }
        return try Variable.optionalGradients(of: copies, from: [(y, flow.dy)], keepsGraph: true)
    }
}

/// The walks of recurrent layers forth and back, samples cut into a fixed number of parts: each part walks alone.
struct Sequences {
    /// What a step computes.
    enum Kind {
        case simple, lstm, gru

        var gates: Int { self == .simple ? 1 : self == .lstm ? 4 : 3 }
        var stateCount: Int { self == .lstm ? 2 : 1 }
    }

    /// Parts that samples are cut into.
    static let parts = 4

    let kind: Kind
    let operands: [Tensor]
    let mask: Tensor?
    /// Samples, steps, units, and elements of a step's gates and states.
    let n: Int, t: Int, u: Int, gates: Int, width: Int
    let dtype: DType

    init(_ x: [Tensor], _ settings: Operation.Parameters, _ kind: Kind) throws(TensorError) {
        self.kind = kind
        gates = kind.gates * (x[1].shape.first ?? 0)
        let shapes = x.map { TensorError.text(of: $0.shape) }.joined(separator: ", ")
        guard x[0].rank == 3, x[1].rank == 2, x[0].shape[2] == gates, x[1].shape[1] == gates,
            kind != .gru || x[2].shape == [gates],
            x.suffix(kind.stateCount).allSatisfy({ $0.shape == [x[0].shape[0], x[1].shape[0]] })
        else { throw TensorError(.value, "operands of a recurrent layer do not fit: \(shapes)") }
        (n, t, u) = (x[0].shape[0], x[0].shape[1], x[1].shape[0])
        width = kind.stateCount * u
        guard Double(t) * Double(Swift.max(gates, width)) < Double(Int32.max) else {
            throw TensorError(.value, "sequences of \(t) steps with \(u) units are too long for one layer")
        }
        dtype = x.allSatisfy { $0.dtype == .float32 } ? .float32 : .float64
        var ready: [Tensor] = []
        for operand in x { ready.append(try operand.asType(dtype).contiguous()) }
        operands = ready
        if let places = settings.places {
            guard places.shape == [n, t] else {
                throw TensorError(.value, "a mask of (\(n), \(t)) is needed, got \(TensorError.text(of: places.shape))")
            }
            mask = try places.asType(.bool).contiguous()
        } else {
            mask = nil
        }
    }

    /// All states, [N, T, width].
    func states() throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: [n, t, width], dtype: dtype)
        if dtype == .float32 { try walk(result, Float.self) } else { try walk(result, Double.self) }
        return result
    }

    /// Gradients of the operands, from all states and dy of their shape.
    func gradients(_ states: Tensor, _ dy: Tensor) throws(TensorError) -> [Tensor] {
        let dy = try dy.asType(dtype).contiguous()
        let states = try states.contiguous()
        return dtype == .float32 ? try walkBack(states, dy, Float.self) : try walkBack(states, dy, Double.self)
    }

    /// Calls `body` for each part and its samples.
    func forEachPart(_ body: (_ part: Int, _ samples: Range<Int>) -> Void) {
        Work.count(n, times: t, gates, u)
        let work = Double(n) * Double(t) * Double(gates) * Double(u + 8) / Double(Sequences.parts)
        Sharing.forEach(of: Sequences.parts, weight: Int(Swift.min(Swift.max(work, 1), 1e6))) { parts in
            for part in parts {
                let samples = n * part / Sequences.parts..<n * (part + 1) / Sequences.parts
                if !samples.isEmpty { body(part, samples) }
            }
        }
    }
}
