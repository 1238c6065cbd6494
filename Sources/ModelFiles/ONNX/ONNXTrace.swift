import Autograd
import Networks
import Tensors

/// Functions of the program, and layers without a row, as nodes: they are evaluated twice, on batches of two sizes, and
/// the operations that lead from the inputs to the outputs are written one by one.
///
/// A number that grows with the batch (or with a length that only the data tell) is told by the two sizes, primes; what
/// else differs between both evaluations was computed outside of the table of operations, and is refused.
struct ONNXTrace {
    /// Sizes of batches and lengths that are tried.
    private static let batches = [3, 7], lengths = [11, 29]

    /// What an extent of a shape depends on.
    enum Extent: Equatable {
        case fixed(Int)
        /// So many times the batch, or the open length, or both.
        case open(Int, ofBatch: Bool, ofLength: Bool)
    }

    let call: ONNXCall
    /// Names of the nodes that stand for variables of the first evaluation.
    private var names: [ObjectIdentifier: String] = [:]
    /// The inputs' values, for the extents that only the data tell.
    private let inputs: [ONNXValue]
    private let shapes: [[Int]]

    /// Writes a layer by its expression.
    static func write(_ call: ONNXCall) throws(NetworkError) -> [ONNXValue] {
        return try write(call, call.inputs.map { call.graph.channelsLast($0) }) {
            (inputs, evaluation) throws(NetworkError) in
            try call.layer.kind.expression(
                LayerRun(layer: call.layer, inputs: inputs, evaluation: evaluation, arguments: call.arguments))
        }
    }

    /// Writes a function of variables upon values.
    static func write(
        _ call: ONNXCall, _ values: [ONNXValue],
        _ body: ([Variable], Evaluation) throws(NetworkError) -> [Variable]
    ) throws(NetworkError) -> [ONNXValue] {
        let values = values.map { call.graph.channelsLast($0) }
        let shapes =
            values.count == call.shapes.count
                && values.map(\.name) == call.inputs.map { call.graph.channelsLast($0).name }
            ? call.shapes : [try call.outputShape()]
        var runs: [(inputs: [Variable], outputs: [Variable])] = []
        for turn in 0..<2 {
            let source = Randomness(seed: UInt64(turn + 1))
            let inputs = try shapes.map { (shape) throws(NetworkError) in
                let whole = [batches[turn]] + shape.map { $0 < 0 ? lengths[turn] : $0 }
                return try converting { () throws(TensorError) in
                    let tensor = try Tensor(shape: whole, dtype: .float32)
                    tensor.write((0..<tensor.count).map { _ in .float(source.normal()) })
                    return try Variable(tensor)
                }
            }
            let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
            runs.append((inputs, try body(inputs, evaluation)))
        }
        var trace = ONNXTrace(call: call, inputs: values, shapes: shapes)
        for (variable, value) in zip(runs[0].inputs, values) { trace.names[ObjectIdentifier(variable)] = value.name }
        var results: [ONNXValue] = []
        guard runs[0].outputs.count == runs[1].outputs.count else {
            throw call.refused("it gives different numbers of outputs")
        }
        for (a, b) in zip(runs[0].outputs, runs[1].outputs) {
            guard a.isTracked, b.isTracked else {
                throw call.refused("no operation leads from its input to its output")
            }
            results.append(ONNXValue(name: try trace.name(a, b), rank: a.shape.count))
        }
        return results
    }

    private init(call: ONNXCall, inputs: [ONNXValue], shapes: [[Int]]) {
        self.call = call
        self.inputs = inputs
        self.shapes = shapes
    }

    /// The name of a variable, after what it comes from was written; the same walk for both evaluations.
    private mutating func name(_ a: Variable, _ b: Variable) throws(NetworkError) -> String {
        var pending: [(a: Variable, b: Variable, isReady: Bool)] = [(a, b, false)]
        while let (a, b, isReady) = pending.popLast() {
            if names[ObjectIdentifier(a)] != nil { continue }
            guard let first = a.step, let second = b.step, first.operation.name == second.operation.name,
                first.inputs.count == second.inputs.count
            else { throw call.refused("what it computes depends on the data's size") }
            if !isReady {
                pending.append((a, b, true))
                for (a, b) in zip(first.inputs, second.inputs) where a.isTracked { pending.append((a, b, false)) }
                continue
            }
            guard let row = ONNXOperation.named(first.operation.name) else {
                throw call.refused("the operation \(first.operation.name) has no operator there")
            }
            var operands: [String] = []
            for (x, y) in zip(first.inputs, second.inputs) {
                operands.append(try x.isTracked ? names[ObjectIdentifier(x)] ?? "" : constant(x.value, y.value))
            }
            names[ObjectIdentifier(a)] = try row.write(
                ONNXStep(
                    trace: self, inputs: operands, operands: (first.inputs, second.inputs), results: (a, b),
                    parameters: (first.parameters, second.parameters)))
        }
        return names[ObjectIdentifier(a)] ?? ""
    }

    // MARK: What differs between both evaluations

    /// A constant of both evaluations; an axis that grows with the data has length 1 if all along it are the same.
    func constant(_ a: Tensor, _ b: Tensor, as dtype: DType = .float32) throws(NetworkError) -> String {
        guard a.rank == b.rank else { throw call.refused("what it computes depends on the data's size") }
        let pair = try converting { () throws(TensorError) in
            var (a, b) = (try a.asType(dtype), try b.asType(dtype))
            for axis in 0..<a.rank where a.shape[axis] != b.shape[axis] && a.shape[axis] > 0 && b.shape[axis] > 0 {
                let (x, y) = (a.slice(axis: axis, start: 0, count: 1), b.slice(axis: axis, start: 0, count: 1))
                for (whole, one) in [(a, x), (b, y)] {
                    guard let wide = one.broadcast(to: whole.shape), try wide.rawBytes() == whole.rawBytes() else {
                        return (a, b)
                    }
                }
                (a, b) = (x, y)
            }
            return (try a.contiguous(), try b.contiguous())
        }
        let isSame = try converting { () throws(TensorError) in
            pair.0.shape == pair.1.shape ? try pair.0.rawBytes() == pair.1.rawBytes() : false
        }
        guard isSame else {
            throw call.refused("it computes something from its input that no operation of the table tells")
        }
        if let weight = call.layer.allWeights.first(where: { $0.view.start == a.start }) {
            return try call.graph.weight(weight)
        }
        return try call.graph.constant(pair.0, "constant")
    }

    /// What an extent depends on, told by its two values.
    func extent(_ a: Int, _ b: Int) throws(NetworkError) -> Extent {
        if a == b { return .fixed(a) }
        for (ofBatch, ofLength) in [(true, false), (false, true), (true, true)] {
            let unit = (0..<2).map {
                (ofBatch ? ONNXTrace.batches[$0] : 1) * (ofLength ? ONNXTrace.lengths[$0] : 1)
            }
            if a % unit[0] == 0, b % unit[1] == 0, a / unit[0] == b / unit[1] {
                return .open(a / unit[0], ofBatch: ofBatch, ofLength: ofLength)
            }
        }
        throw call.refused("a size that depends on the data's can't be told: \(a) and \(b)")
    }

    /// A shape as a node's input.
    func shape(_ a: [Int], _ b: [Int]) throws(NetworkError) -> String {
        guard a.count == b.count else { throw call.refused("what it computes depends on the data's size") }
        let extents = try zip(a, b).map { (a, b) throws(NetworkError) in try extent(a, b) }
        var parts: [String] = []
        for extent in extents {
            switch extent {
            case .fixed(let count): parts.append(try call.graph.whole([count]))
            case .open(let times, let ofBatch, let ofLength):
                var part = try call.graph.whole([times])
                if ofBatch { part = call.graph.node("Mul", [part, try measured(input: 0, axis: 0)]) }
                if ofLength {
                    guard let input = shapes.firstIndex(where: { $0.contains { $0 < 0 } }),
                        let axis = shapes[input].firstIndex(where: { $0 < 0 })
                    else { throw call.refused("a size that depends on the data's can't be told") }
                    part = call.graph.node("Mul", [part, try measured(input: input, axis: axis + 1)])
                }
                parts.append(part)
            }
        }
        if extents.allSatisfy({ if case .fixed = $0 { true } else { false } }) { return try call.graph.whole(a) }
        return call.graph.node("Concat", parts, [("axis", .int(0))])
    }

    private func measured(input: Int, axis: Int) throws(NetworkError) -> String {
        call.graph.node("Shape", [inputs[input].name], [("start", .int(axis)), ("end", .int(axis + 1))])
    }
}

/// An operation of a trace: what its row sees.
struct ONNXStep {
    let trace: ONNXTrace
    let inputs: [String]
    let operands: ([Variable], [Variable])
    let results: (Variable, Variable)
    let parameters: (Operation.Parameters, Operation.Parameters)

    var graph: ONNXGraph { trace.call.graph }
    var x: String { inputs[0] }

    /// The same in both evaluations, or an error.
    func fixed(_ a: [Int], _ b: [Int]) throws(NetworkError) -> [Int] {
        guard a == b else { throw trace.call.refused("what it computes depends on the data's size") }
        return a
    }
}
