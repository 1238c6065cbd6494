infix operator |*| : MultiplicationPrecedence
infix operator |+| : AdditionPrecedence

extension Int {
    /// The product of two sizes, or the largest number: what costs more than can be counted costs too much.
    fileprivate static func |*| (a: Int, b: Int) -> Int {
        let (product, overflows) = a.multipliedReportingOverflow(by: b)
        return overflows ? .max : product
    }

    /// The sum of two sizes, or the largest number.
    fileprivate static func |+| (a: Int, b: Int) -> Int {
        let (sum, overflows) = a.addingReportingOverflow(b)
        return overflows ? .max : sum
    }
}

/// How many multiply-adds a kind of layer takes for one sample: a row of the table.
///
/// Counted are products with weights and products of inputs with one another. A normalization takes one for each value:
/// after training it is a factor and a sum. Activations, sums, pooling and changes of shape take none.
public struct LayerCost: Sendable {
    /// The kind's name.
    public let kind: String
    /// - Parameters: the layer, the shapes of its inputs and of its outputs, without the batch.
    let count: @Sendable (Layer, _ inputs: [[Int]], _ outputs: [[Int]]) -> Int?

    init(_ kind: String, _ count: @escaping @Sendable (Layer, [[Int]], [[Int]]) -> Int?) {
        self.kind = kind
        self.count = count
    }

    /// The multiply-adds of a layer for one sample; `nil` where only the data tell, or for layers of the program.
    ///
    /// - Parameter known: the outputs' shapes, where they need not be asked for.
    public static func multiplyAdds(_ layer: Layer, _ inputs: [[Int]], outputs known: [[Int]]? = nil) -> Int? {
        guard !layer.kind.isTraced else { return layer.allWeights.isEmpty ? 0 : nil }
        guard let row = table.first(where: { $0.kind == layer.kind.name }) else {
            return layer.allWeights.isEmpty ? 0 : nil
        }
        guard let outputs = known ?? (try? layer.outputShapes(inputs)),
            !(inputs + outputs).joined().contains(where: { $0 < 0 })
        else { return nil }
        return row.count(layer, inputs, outputs)
    }

    /// Every kind that takes any.
    public static let table: [LayerCost] = products + sequences + wrappers + normalizations

    // MARK: Products with weights

    private static let products =
        [
            // Each output place: the whole kernel. A convolution's kernel holds the inputs of one group.
            LayerCost("Dense") { (layer, _, outputs) in
                kernel(layer, "kernel").map { $0 |*| places(outputs[0]) }
            }
        ]
        + ["Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D"].map { name in
            LayerCost(name) { (layer, _, outputs) in kernel(layer, "kernel").map { $0 |*| places(outputs[0]) } }
        }
        + ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"].map { name in
            // Each input place is spread over the window.
            LayerCost(name) { (layer, inputs, _) in kernel(layer, "kernel").map { $0 |*| places(inputs[0]) } }
        }
        + ["SeparableConv1D", "SeparableConv2D"].map { name in
            LayerCost(name) { (layer, _, outputs) in
                guard let first = kernel(layer, "depthwise_kernel"), let second = kernel(layer, "pointwise_kernel")
                else { return nil }
                return (first |+| second) |*| places(outputs[0])
            }
        }
        + ["LocallyConnected1D", "LocallyConnected2D"].map { name in
            // Every weight is used once.
            LayerCost(name) { (layer, _, _) in kernel(layer, "kernel") }
        }

    private static let normalizations = [
        "BatchNormalization", "LayerNormalization", "GroupNormalization", "UnitNormalization",
        "LocalResponseNormalization", "Normalization", "Rescaling",
    ].map { name in LayerCost(name) { (_, inputs, _) in inputs[0].reduce(1, |*|) } }

    // MARK: Sequences

    private static let sequences =
        ["SimpleRNN", "LSTM", "GRU"].map { name in
            LayerCost(name) { (layer, inputs, _) in
                guard let input = kernel(layer, "kernel"), let state = kernel(layer, "recurrent_kernel") else {
                    return nil
                }
                return (input |+| state) |*| (inputs[0].first ?? 0)
            }
        } + [
            LayerCost("Embedding") { (_, _, _) in 0 },
            LayerCost("Dot") { (layer, inputs, outputs) in
                let axis: Int
                switch layer.values.values["axes"] {
                case .int(let one)?: axis = one
                case .ints(let pair)?: axis = pair.first ?? -1
                default: return nil
                }
                let place = axis < 0 ? axis + inputs[0].count : axis - 1
                guard inputs[0].indices.contains(place) else { return nil }
                return outputs[0].reduce(1, |*|) |*| inputs[0][place]
            },
            LayerCost("Attention") { (_, inputs, _) in
                // Scores, then the mixture of values.
                let (t, s) = (inputs[0].dropLast().reduce(1, |*|), inputs[1].dropLast().last ?? 1)
                return t |*| s |*| ((inputs[0].last ?? 1) |+| (inputs[1].last ?? 1))
            },
            LayerCost("MultiHeadAttention") { (layer, inputs, _) in
                guard let query = kernel(layer, "query_kernel"), let key = kernel(layer, "key_kernel"),
                    let value = kernel(layer, "value_kernel"), let output = kernel(layer, "output_kernel"),
                    let keys = layer.weights.first(where: { $0.name == "query_kernel" })?.shape,
                    let values = layer.weights.first(where: { $0.name == "value_kernel" })?.shape
                else { return nil }
                let (t, s) = (inputs[0][0], inputs[1][0])
                let each = (keys[1] |*| keys[2]) |+| (values[1] |*| values[2])
                return (t |*| (query |+| output)) |+| (s |*| (key |+| value)) |+| (t |*| s |*| each)
            },
        ]

    private static let wrappers = [
        LayerCost("Bidirectional") { (layer, inputs, _) in sum(layer.sublayers, [inputs[0]], times: 1) },
        LayerCost("TimeDistributed") { (layer, inputs, _) in
            sum(layer.sublayers, [Array(inputs[0].dropFirst())], times: inputs[0].first ?? 0)
        },
        LayerCost("DropConnect") { (layer, inputs, _) in sum(layer.sublayers, inputs, times: 1) },
    ]

    private static func sum(_ layers: [Layer], _ inputs: [[Int]], times: Int) -> Int? {
        var all = 0
        for layer in layers {
            guard let own = multiplyAdds(layer, inputs) else { return nil }
            all = all |+| (own |*| times)
        }
        return all
    }

    /// The numbers of a weight.
    private static func kernel(_ layer: Layer, _ name: String) -> Int? {
        layer.weights.first { $0.name == name }?.count
    }

    /// Places of a shape, whose last axis are channels.
    private static func places(_ shape: [Int]) -> Int { shape.dropLast().reduce(1, |*|) }
}

/// What a layer or a network inside takes for one sample.
public struct Cost: Sendable, Equatable {
    /// `nil` where only the data tell.
    public var multiplyAdds: Int? = 0
    /// Bytes of the outputs; 0 where they are the input's memory, `nil` where only the data tell.
    public var outputBytes: Int? = 0

    public init(multiplyAdds: Int? = 0, outputBytes: Int? = 0) {
        self.multiplyAdds = multiplyAdds
        self.outputBytes = outputBytes
    }

    static func + (a: Cost, b: Cost) -> Cost {
        Cost(
            multiplyAdds: a.multiplyAdds.flatMap { x in b.multiplyAdds.map { x |+| $0 } },
            outputBytes: a.outputBytes.flatMap { x in b.outputBytes.map { x |+| $0 } })
    }
}

extension Network {
    /// What a layer, network or input costs in all its calls here.
    public func cost(_ callee: Callee) -> Cost {
        calls.filter { $0.callee.isSame(as: callee) }.reduce(Cost()) { $0 + cost($1) }
    }

    /// What all costs.
    public var cost: Cost { calls.reduce(Cost()) { $0 + cost($1) } }

    private func cost(_ call: LayerCall) -> Cost {
        switch call.callee {
        case .input: return Cost()
        case .network(let network): return network.cost
        case .layer(let layer):
            let inputs = call.inputs.map(\.shape)
            let values = call.outputs.map(\.shape)
            let isOpen = values.joined().contains { $0 < 0 }
            let bytes = layer.kind.isView ? 0 : isOpen ? nil : values.reduce(0) { $0 |+| $1.reduce(4, |*|) }
            return Cost(multiplyAdds: LayerCost.multiplyAdds(layer, inputs, outputs: values), outputBytes: bytes)
        }
    }

    /// Bytes that the optimizer keeps beside the weights once training has begun.
    public var optimizerBytes: Int {
        guard let optimizer else { return 0 }
        return optimizer.arrayCount * trainableParameterCount * 4
    }
}
