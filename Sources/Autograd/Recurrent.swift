import Tensors

/// Layers that walk along sequences [N, T, F], as Keras 3 has them: SimpleRNN, LSTM, GRU.
///
/// With Keras's own activations a whole sequence is one row of the table; with others each step is a composition of
/// rows. A masked step copies the states, and gives the output of the step before (zeros before the first).
public enum Recurrent {
    /// A function of elements, instead of the one that Keras has by default.
    public typealias Activation = (Variable) throws(TensorError) -> Variable

    /// How a layer walks; everything has Keras's default.
    public struct Settings {
        /// [N, T], 1 where a step counts.
        public var mask: Tensor?
        /// From the last step to the first; outputs come in the order of the walk.
        public var goesBackwards = false
        /// Instead of tanh.
        public var activation: Activation?
        /// Of the gates, instead of the sigmoid.
        public var recurrentActivation: Activation?
        /// [N, U], what the state is multiplied with before each product: recurrent dropout.
        public var stateFactor: Tensor?

        public init() {}

        var isPlain: Bool { activation == nil && recurrentActivation == nil && stateFactor == nil }
    }

    /// What a layer gives.
    public struct Result {
        /// Every step's output, [N, T, U].
        public let outputs: Variable
        /// The last step's output, [N, U].
        public let last: Variable
        /// The states after the last step, [N, U] each: h, and for an LSTM c.
        public let states: [Variable]
    }

    /// h = tanh(x W + h R + b)
    /// - kernel: [F, U], recurrentKernel: [U, U], bias: [U].
    public static func simple(
        _ x: Variable, kernel: Variable, recurrentKernel r: Variable, bias: Variable?, initial: Variable? = nil,
        settings: Settings = Settings()
    ) throws(TensorError) -> Result {
        let walk = try Walk(x, kernel, r, bias, gates: 1, initial.map { [$0] }, states: 1, settings)
        let states: Variable
        if settings.isPlain {
            states = try Operation.row("simple_rnn")(walk.z, r, walk.states[0], parameters: walk.parameters)
        } else {
            states = try composed(walk.z, walk.states, walk.mask) { (z, states) throws(TensorError) in
                [try activate(settings.activation, z + .matmul(walk.kept(states[0]), r))]
            }
        }
        return try walk.result([states])
    }

    /// i, f, o = sigmoid, g = tanh of x W + h R + b in the order i f g o; c = f c + i g; h = o tanh(c):
    /// Hochreiter and Schmidhuber (1997) with the forget gate of Gers (2000).
    /// - kernel: [F, 4 U], recurrentKernel: [U, 4 U], bias: [4 U], initial: h and c.
    public static func lstm(
        _ x: Variable, kernel: Variable, recurrentKernel r: Variable, bias: Variable?, initial: [Variable]? = nil,
        settings: Settings = Settings()
    ) throws(TensorError) -> Result {
        let walk = try Walk(x, kernel, r, bias, gates: 4, initial, states: 2, settings)
        let packed =
            settings.isPlain
            ? try Operation.row("lstm")(walk.z, r, walk.states[0], walk.states[1], parameters: walk.parameters)
            : try composed(walk.z, walk.states, walk.mask) { (z, states) throws(TensorError) in
                try lstmStep(z + .matmul(walk.kept(states[0]), r), states, settings)
            }
        return try walk.result(packed.split(2))
    }

    /// z, r = sigmoid of x W + h R + b, the candidate g = tanh(x W + r (h R + b)), h = z h + (1 - z) g:
    /// Cho and others (2014).
    /// - resetAfter: Keras's default, with biases [2, 3 U] (of the input, of the state); else r is taken before the
    ///   product, g = tanh(x W + (r h) R + b), with biases [3 U].
    public static func gru(
        _ x: Variable, kernel: Variable, recurrentKernel r: Variable, bias: Variable?, initial: Variable? = nil,
        resetAfter: Bool = true, settings: Settings = Settings()
    ) throws(TensorError) -> Result {
        var (own, inner) = (bias, try Variable.filled(0, [kernel.shape.last ?? 0], like: x))
        if let bias, resetAfter {
            guard bias.shape.count == 2, bias.shape[0] == 2 else {
                throw TensorError(
                    .value, "a GRU with reset_after has biases (2, 3 U), got \(TensorError.text(of: bias.shape))")
            }
            let rows = try bias.unstacked()
            (own, inner) = (rows[0], rows[1])
        }
        let walk = try Walk(x, kernel, r, own, gates: 3, initial.map { [$0] }, states: 1, settings)
        let states: Variable
        if resetAfter, settings.isPlain {
            states = try Operation.row("gru")(walk.z, r, inner, walk.states[0], parameters: walk.parameters)
        } else {
            states = try composed(walk.z, walk.states, walk.mask) { (z, states) throws(TensorError) in
                [try gruStep(z, states[0], walk.kept(states[0]), r, resetAfter ? inner : nil, settings)]
            }
        }
        return try walk.result([states])
    }

    // MARK: Steps as compositions

    /// A step of a layer: what comes from the input, [N, gates U], and the states; gives the new states.
    typealias Step = (_ z: Variable, _ states: [Variable]) throws(TensorError) -> [Variable]

    /// All states of all steps side by side, [N, T, states U].
    static func composed(_ z: Variable, _ initial: [Variable], _ mask: Tensor?, _ step: Step) throws(TensorError)
        -> Variable
    {
        var states = initial
        var all: [Variable] = []
        for t in 0..<z.shape[1] {
            var new = try step(z.slice(axis: 1, start: t, count: 1).squeezed([1]), states)
            if let mask {
                let counts = mask.slice(axis: 1, start: t, count: 1)
                for i in new.indices { new[i] = try .choose(where: counts, new[i], states[i]) }
            }
            states = new
            all.append(try .concatenate(states, axis: 1))
        }
        return try .stack(all, axis: 1)
    }

    static func lstmStep(_ z: Variable, _ states: [Variable], _ settings: Settings) throws(TensorError) -> [Variable] {
        let gates = try z.split(4)
        let i = try gate(settings, gates[0])
        let f = try gate(settings, gates[1])
        let c = try f * states[1] + i * activate(settings.activation, gates[2])
        return [try gate(settings, gates[3]) * activate(settings.activation, c), c]
    }

    /// - kept: the state as it goes into the products; inner: the state's biases, `nil` where the reset comes before.
    static func gruStep(
        _ z: Variable, _ h: Variable, _ kept: Variable, _ kernel: Variable, _ inner: Variable?, _ settings: Settings
    ) throws(TensorError) -> Variable {
        let x = try z.split(3)
        let (update, candidate): (Variable, Variable)
        if let inner {
            let s = try (.matmul(kept, kernel) + inner).split(3)
            update = try gate(settings, x[0] + s[0])
            candidate = try activate(settings.activation, x[2] + gate(settings, x[1] + s[1]) * s[2])
        } else {
            let parts = try kernel.split(3)
            update = try gate(settings, x[0] + .matmul(kept, parts[0]))
            let reset = try gate(settings, x[1] + .matmul(kept, parts[1]))
            candidate = try activate(settings.activation, x[2] + .matmul(reset * kept, parts[2]))
        }
        return try update * h + (1 - update) * candidate
    }

    static func activate(_ activation: Activation?, _ x: Variable) throws(TensorError) -> Variable {
        if let activation { return try activation(x) }
        return try x.tanh()
    }

    private static func gate(_ settings: Settings, _ x: Variable) throws(TensorError) -> Variable {
        if let activation = settings.recurrentActivation { return try activation(x) }
        return try x.sigmoid()
    }

    // MARK: A walk

    /// A layer's operands, checked and in the order of the walk.
    private struct Walk {
        /// x W + b, [N, T, gates U]
        let z: Variable
        let states: [Variable]
        /// [N, T]
        let mask: Tensor?
        let hasInitial: Bool
        let factor: Variable?

        init(
            _ x: Variable, _ kernel: Variable, _ r: Variable, _ bias: Variable?, gates: Int, _ initial: [Variable]?,
            states: Int, _ settings: Settings
        ) throws(TensorError) {
            guard x.shape.count == 3, x.shape[1] > 0, r.shape.count == 2, kernel.shape.count == 2 else {
                throw TensorError(
                    .value,
                    "a recurrent layer needs sequences [N, T, F] of at least one step and two kernels, got \(TensorError.text(of: x.shape)), \(TensorError.text(of: kernel.shape)) and \(TensorError.text(of: r.shape))"
                )
            }
            let units = r.shape[0]
            guard r.shape[1] == gates * units, kernel.shape == [x.shape[2], gates * units] else {
                throw TensorError(
                    .value,
                    "sequences \(TensorError.text(of: x.shape)) and \(units) units need kernels (\(x.shape[2]), \(gates * units)) and (\(units), \(gates * units)), got \(TensorError.text(of: kernel.shape)) and \(TensorError.text(of: r.shape))"
                )
            }
            let own = [x.shape[0], units]
            if let initial {
                guard initial.count == states, initial.allSatisfy({ $0.shape == own }) else {
                    throw TensorError(
                        .value,
                        "\(states) initial states of shape \(TensorError.text(of: own)) are needed, got \(initial.map { TensorError.text(of: $0.shape) }.joined(separator: ", "))"
                    )
                }
                self.states = initial
            } else {
                var zeros: [Variable] = []
                for _ in 0..<states { zeros.append(try .filled(0, own, like: x)) }
                self.states = zeros
            }
            hasInitial = initial != nil
            if let given = settings.mask {
                let lines = given.rank == 3 && given.shape[2] == 1 ? try given.squeezed([2]) : given
                guard lines.shape == [x.shape[0], x.shape[1]] else {
                    throw TensorError(
                        .value,
                        "sequences \(TensorError.text(of: x.shape)) have masks (\(x.shape[0]), \(x.shape[1])), got \(TensorError.text(of: given.shape))"
                    )
                }
                let flags = try lines.asType(.bool)
                mask = try (settings.goesBackwards ? flags.flipped([1]) : flags).contiguous()
            } else {
                mask = nil
            }
            if let factor = settings.stateFactor {
                self.factor = try .constant(factor, like: x)
            } else {
                factor = nil
            }
            let sum = try Variable.matmul(settings.goesBackwards ? x.flipped([1]) : x, kernel)
            if let bias { z = try sum + bias } else { z = sum }
        }

        var parameters: Operation.Parameters { .init(places: mask) }

        func kept(_ h: Variable) throws(TensorError) -> Variable {
            guard let factor else { return h }
            return try h * factor
        }

        /// - all: every step's states, [N, T, U] each, the first of which is the output.
        func result(_ all: [Variable]) throws(TensorError) -> Result {
            let last = z.shape[1] - 1
            var ends: [Variable] = []
            for states in all { ends.append(try states.slice(axis: 1, start: last, count: 1).squeezed([1])) }
            guard let mask, hasInitial else { return Result(outputs: all[0], last: ends[0], states: ends) }
            // Before the first step that counts the output is 0, whatever the initial state was.
            let seen = try Ufunc.maximum.accumulate(mask.asType(.uint8), axis: 1).expandingDimensions([2])
            let outputs = try Variable.choose(where: seen, all[0], .constant(0, like: all[0]))
            let end = try outputs.slice(axis: 1, start: last, count: 1).squeezed([1])
            return Result(outputs: outputs, last: end, states: ends)
        }
    }
}
