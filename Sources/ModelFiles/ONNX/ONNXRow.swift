import Networks
import Tensors

/// How a kind of layer is written as nodes: a row of the table.
struct ONNXRow: Sendable {
    /// Keras's name of the class.
    let kind: String
    let write: @Sendable (ONNXCall) throws(NetworkError) -> [ONNXValue]

    init(_ kind: String, _ write: @escaping @Sendable (ONNXCall) throws(NetworkError) -> [ONNXValue]) {
        self.kind = kind
        self.write = write
    }

    /// Every row.
    static let table: [ONNXRow] =
        core + activations + normalizing + shaping + convolutions + pooling + merging + recurrent + wrapping
        + attending

    private static let byKind = Dictionary(table.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })

    /// The row of a kind of layer.
    static func named(_ kind: String) -> ONNXRow? { byKind[kind] }
}

/// A layer's call upon values of the graph.
struct ONNXCall {
    let layer: Layer
    let inputs: [ONNXValue]
    /// Shapes of one sample of each input.
    let shapes: [[Int]]
    let graph: ONNXGraph
    /// True where a mask tells which steps count.
    var isMasked = false
    var arguments: [String: Setting] = [:]

    var settings: Settings { layer.values }
    /// The first input, channels last.
    var x: ONNXValue { graph.channelsLast(inputs[0]) }
    var shape: [Int] { shapes[0] }

    /// The shape of one sample of the first output.
    func outputShape() throws(NetworkError) -> [Int] { try layer.outputShapes(shapes)[0] }

    /// The weight of a name; `nil` where the layer has none.
    func weight(_ name: String) -> Weight? { layer.weights.first { $0.name == name } }

    /// The weight of a name, written as a constant.
    func constant(_ name: String) throws(NetworkError) -> String? {
        guard let weight = weight(name) else { return nil }
        return try graph.weight(weight)
    }

    /// A weight that the layer can't be without.
    func needed(_ name: String) throws(NetworkError) -> Weight {
        guard let weight = weight(name) else {
            throw NetworkError(.order, "the layer \"\(layer.name)\" has no weight '\(name)' yet: build the model first")
        }
        return weight
    }

    /// A value of a node, channels last unless said otherwise.
    func value(
        _ operation: String, _ inputs: [String], _ attributes: [(String, ONNXAttribute)] = [], rank: Int,
        isFirst: Bool = false
    ) -> ONNXValue {
        ONNXValue(name: graph.node(operation, inputs, attributes), rank: rank, isChannelsFirst: isFirst)
    }

    /// A value through another layer: one inside a wrapper.
    func through(_ inner: Layer, _ value: ONNXValue, shape: [Int]) throws(NetworkError) -> [ONNXValue] {
        try ONNXExport.write(
            ONNXCall(layer: inner, inputs: [value], shapes: [shape], graph: graph, arguments: arguments))
    }

    /// What says that a layer can't be written.
    func refused(_ why: String) -> NetworkError {
        NetworkError(
            .value, "the layer \"\(layer.name)\" (\(layer.kind.name)) can't be exported to ONNX: \(why)",
            hint: "nothing was written; model.save('model.keras') writes every layer")
    }

    /// Adds a bias and applies the layer's activation.
    func finished(_ sums: ONNXValue) throws(NetworkError) -> [ONNXValue] {
        [try activated(sums, settings.activation("activation"))]
    }
}
