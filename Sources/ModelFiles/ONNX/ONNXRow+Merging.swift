import Networks
import Tensors

/// Layers that join values, normalize them, and attention.
extension ONNXRow {
    static let merging =
        [("Add", "Add"), ("Subtract", "Sub"), ("Multiply", "Mul"), ("Maximum", "Max"), ("Minimum", "Min")].map {
            (name, operation) in
            ONNXRow(name) { (call) throws(NetworkError) in
                let (values, isFirst) = call.inOneOrder()
                return [call.folded(operation, values, isFirst)]
            }
        } + [
            ONNXRow("Average") { (call) throws(NetworkError) in
                let (values, isFirst) = call.inOneOrder()
                let sum = call.folded("Add", values, isFirst)
                let count = try call.graph.number(Double(values.count))
                return [call.value("Div", [sum.name, count], rank: sum.rank, isFirst: isFirst)]
            },
            ONNXRow("Concatenate") { (call) throws(NetworkError) in
                let axis = try call.settings.int("axis"), rank = call.inputs[0].rank
                let place = axis < 0 ? axis + rank : axis
                // Side by side along channels, images stay as they are.
                if place == rank - 1, call.inputs.allSatisfy(\.isChannelsFirst) {
                    let names = call.inputs.map(\.name)
                    return [call.value("Concat", names, [("axis", .int(1))], rank: rank, isFirst: true)]
                }
                let names = call.inputs.map { call.graph.channelsLast($0).name }
                return [call.value("Concat", names, [("axis", .int(place))], rank: rank)]
            },
            ONNXRow("Dot") { (call) throws(NetworkError) in
                let s = call.settings, ranks = call.inputs.map(\.rank)
                let given = try s.ints("axes", count: 2)
                let axes = zip(given, ranks).map { $0 < 0 ? $0 + $1 : $0 }
                var names = call.inputs.map { call.graph.channelsLast($0).name }
                if try s.bool("normalize") {
                    for i in names.indices { names[i] = try call.unit(names[i], axis: axes[i]) }
                }
                let letters = Array("abcdefghijlm")
                var terms: [String] = [], rest = "n", next = 0
                for (rank, summed) in zip(ranks, axes) {
                    var term = "n"
                    for place in 1..<max(rank, 1) {
                        if place == summed {
                            term += "k"
                        } else if next < letters.count {
                            term.append(letters[next])
                            rest.append(letters[next])
                            next += 1
                        }
                    }
                    terms.append(term)
                }
                let equation = terms.joined(separator: ",") + "->" + rest
                let product = call.graph.node("Einsum", names, [("equation", .text(equation))])
                if rest.count > 1 { return [ONNXValue(name: product, rank: rest.count)] }
                return [call.value("Unsqueeze", [product, try call.graph.whole([1])], rank: 2)]
            },
        ]

    // MARK: Normalization

    static let normalizing = [
        ONNXRow("BatchNormalization") { (call) throws(NetworkError) in
            let x = call.inputs[0], graph = call.graph, axis = try call.axis(x.rank)
            let mean = try call.needed("moving_mean"), variance = try call.needed("moving_variance")
            let gamma = call.weight("gamma"), beta = call.weight("beta")
            let epsilon = try call.settings.double("epsilon")
            if axis == x.rank - 1, x.isChannelsFirst || x.rank == 2 {
                let count = mean.count
                var pair: [String] = []
                for (weight, usual) in [(gamma, 1.0), (beta, 0.0)] {
                    if let weight {
                        pair.append(try graph.weight(weight))
                    } else {
                        pair.append(try graph.floats([Double](repeating: usual, count: mean.count), [mean.count]))
                    }
                }
                return [
                    call.value(
                        "BatchNormalization",
                        [x.name] + pair + [try graph.weight(mean), try graph.weight(variance)],
                        [("epsilon", .float(epsilon))], rank: x.rank, isFirst: x.isChannelsFirst)
                ]
            }
            let last = call.x
            var line = [Int](repeating: 1, count: last.rank - 1)
            line[axis - 1] = mean.count
            let shape = line
            func shaped(_ weight: Weight) throws(NetworkError) -> String {
                try graph.weight(weight, "_\(shape)") { (x) throws(TensorError) in try x.reshaped(shape) }
            }
            var y = graph.node("Sub", [last.name, try shaped(mean)])
            let root = graph.node(
                "Sqrt", [graph.node("Add", [try shaped(variance), try graph.number(epsilon)])])
            y = graph.node("Div", [y, root])
            if let gamma { y = graph.node("Mul", [y, try shaped(gamma)]) }
            if let beta { y = graph.node("Add", [y, try shaped(beta)]) }
            return [ONNXValue(name: y, rank: last.rank)]
        },
        ONNXRow("LayerNormalization") { (call) throws(NetworkError) in
            let x = call.x, given: [Int]
            if case .ints(let list)? = call.settings.values["axis"] {
                given = list
            } else {
                given = [try call.settings.int("axis")]
            }
            let axes = given.map { $0 < 0 ? $0 + x.rank : $0 }.sorted()
            let shape = (1..<x.rank).map { axes.contains($0) ? call.shape[$0 - 1] : 1 }
            var y = try call.standardized(x.name, axes)
            y = try call.affine(y, shape)
            return [ONNXValue(name: y, rank: x.rank)]
        },
        ONNXRow("GroupNormalization") { (call) throws(NetworkError) in
            let x = call.graph.channelsFirst(call.inputs[0]), graph = call.graph
            let channels = call.shape.last ?? 1
            var groups = try call.settings.int("groups")
            if groups == -1 { groups = channels }
            let form = graph.node("Shape", [x.name])
            let flat = graph.node("Reshape", [x.name, try graph.whole([0, groups, -1])])
            let even = try call.standardized(flat, [2])
            let y = graph.node("Reshape", [even, form])
            let shape = [channels] + [Int](repeating: 1, count: x.rank - 2)
            return [
                ONNXValue(name: try call.affine(y, shape), rank: x.rank, isChannelsFirst: x.isChannelsFirst)
            ]
        },
        ONNXRow("UnitNormalization") { (call) throws(NetworkError) in
            let x = call.x
            return [ONNXValue(name: try call.unit(x.name, axis: call.axis(x.rank)), rank: x.rank)]
        },
        ONNXRow("LocalResponseNormalization") { (call) throws(NetworkError) in
            let x = call.graph.channelsFirst(call.inputs[0]), s = call.settings
            return [
                call.value(
                    "LRN", [x.name],
                    [
                        ("size", .int(try s.int("size"))), ("alpha", .float(try s.double("alpha"))),
                        ("beta", .float(try s.double("beta"))), ("bias", .float(try s.double("k"))),
                    ], rank: x.rank, isFirst: x.isChannelsFirst)
            ]
        },
    ]

    // MARK: Attention

    static let attending = [
        ONNXRow("Attention") { (call) throws(NetworkError) in
            let names = call.inputs.map { call.graph.channelsLast($0).name }
            let key = names.count > 2 ? names[2] : names[1], rank = call.inputs[0].rank
            let turned = call.graph.node(
                "Transpose", [key], [("perm", .ints(Array(0..<rank - 2) + [rank - 1, rank - 2]))])
            var scores = call.graph.node("MatMul", [names[0], turned])
            if let scale = try call.constant("scale") { scores = call.graph.node("Mul", [scores, scale]) }
            let weights = try call.weighed(scores, least: -1e9, isAdded: true)
            return [call.value("MatMul", [weights, names[1]], rank: rank)]
        },
        ONNXRow("MultiHeadAttention") { (call) throws(NetworkError) in
            let graph = call.graph, names = call.inputs.map { graph.channelsLast($0).name }
            func heads(_ x: String, _ name: String) throws(NetworkError) -> String {
                let kernel = try call.needed(name + "_kernel"), shape = kernel.shape
                let flat = try graph.weight(kernel, "_flat") { (x) throws(TensorError) in
                    try x.reshaped([shape[0], shape[1] * shape[2]])
                }
                let rows = graph.node("MatMul", [x, flat])
                var apart = graph.node("Reshape", [rows, try graph.whole([0, -1, shape[1], shape[2]])])
                if let bias = try call.constant(name + "_bias") { apart = graph.node("Add", [apart, bias]) }
                return graph.node("Transpose", [apart], [("perm", .ints([0, 2, 1, 3]))])
            }
            let scale = 1 / Double(max(try call.needed("query_kernel").shape[2], 1)).squareRoot()
            let query = graph.node("Mul", [try heads(names[0], "query"), try graph.number(scale)])
            let key = try heads(names.count > 2 ? names[2] : names[1], "key")
            let scores = graph.node(
                "MatMul", [query, graph.node("Transpose", [key], [("perm", .ints([0, 1, 3, 2]))])])
            let weights = try call.weighed(
                scores, least: -0.7 * Double(Float.greatestFiniteMagnitude), isAdded: false)
            let mixed = graph.node("MatMul", [weights, try heads(names[1], "value")])
            let output = try call.needed("output_kernel"), shape = output.shape
            let side = graph.node("Transpose", [mixed], [("perm", .ints([0, 2, 1, 3]))])
            let rows = graph.node("Reshape", [side, try graph.whole([0, -1, shape[0] * shape[1]])])
            let flat = try graph.weight(output, "_flat") { (x) throws(TensorError) in
                try x.reshaped([shape[0] * shape[1], shape[2]])
            }
            var y = graph.node("MatMul", [rows, flat])
            if let bias = try call.constant("output_bias") { y = graph.node("Add", [y, bias]) }
            return [ONNXValue(name: y, rank: 3)]
        },
    ]
}

extension ONNXCall {
    /// All inputs in one order of axes: channels first where one is so and all have the same axes.
    func inOneOrder() -> ([ONNXValue], isFirst: Bool) {
        let isFirst = inputs.contains(where: \.isChannelsFirst) && shapes.allSatisfy { $0 == shapes[0] }
        return (inputs.map { isFirst ? graph.channelsFirst($0) : graph.channelsLast($0) }, isFirst)
    }

    /// A node upon the first two values, then upon the result and the next.
    func folded(_ operation: String, _ values: [ONNXValue], _ isFirst: Bool) -> ONNXValue {
        let rank = values.map(\.rank).max() ?? 0
        let name = values.dropFirst().reduce(values[0].name) { graph.node(operation, [$0, $1.name]) }
        return ONNXValue(name: name, rank: rank, isChannelsFirst: isFirst)
    }

    /// The setting `axis` counted from the batch, which is 0.
    func axis(_ rank: Int) throws(NetworkError) -> Int {
        var axis: Int
        if case .ints(let list)? = settings.values["axis"], list.count == 1 {
            axis = list[0]
        } else {
            axis = try settings.int("axis")
        }
        if axis < 0 { axis += rank }
        return axis
    }

    /// Mean 0 and variance 1 over axes.
    func standardized(_ x: String, _ axes: [Int]) throws(NetworkError) -> String {
        let places = try graph.whole(axes), epsilon = try graph.number(settings.double("epsilon"))
        let centred = graph.node("Sub", [x, graph.node("ReduceMean", [x, places])])
        let variance = graph.node("ReduceMean", [graph.node("Mul", [centred, centred]), places])
        return graph.node("Div", [centred, graph.node("Sqrt", [graph.node("Add", [variance, epsilon])])])
    }

    /// Times gamma, plus beta, where the layer has them.
    func affine(_ x: String, _ shape: [Int]) throws(NetworkError) -> String {
        var y = x
        for (name, operation) in [("gamma", "Mul"), ("beta", "Add")] {
            guard let weight = weight(name) else { continue }
            let factor = try graph.weight(weight, "_\(shape)") { (x) throws(TensorError) in try x.reshaped(shape) }
            y = graph.node(operation, [y, factor])
        }
        return y
    }

    /// Vectors of length 1 along an axis.
    func unit(_ x: String, axis: Int) throws(NetworkError) -> String {
        let squares = graph.node("ReduceSumSquare", [x, try graph.whole([axis])])
        let bounded = graph.node("Max", [squares, try graph.number(1e-12)])
        return graph.node("Div", [x, graph.node("Sqrt", [bounded])])
    }

    /// Scores as weights; where the call says so, nothing after the query's place is seen.
    func weighed(_ scores: String, least: Double, isAdded: Bool) throws(NetworkError) -> String {
        var scores = scores
        if arguments["use_causal_mask"] == .bool(true) {
            // 1 below the diagonal of a square as large as the scores.
            let form = graph.node(
                "Slice", [graph.node("Shape", [scores]), try graph.whole([-2]), try graph.whole([99])])
            let ones = graph.node("Expand", [try graph.number(1), form])
            let seen = graph.node("Cast", [graph.node("Trilu", [ones], [("upper", .int(0))])], [("to", .int(9))])
            let hidden = isAdded ? graph.node("Add", [scores, try graph.number(least)]) : try graph.number(least)
            scores = graph.node("Where", [seen, scores, hidden])
        }
        return graph.node("Softmax", [scores], [("axis", .int(-1))])
    }
}
