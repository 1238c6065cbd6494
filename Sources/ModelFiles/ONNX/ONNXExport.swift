import Networks
import Tensors

/// A network as an ONNX file (https://onnx.ai): its forward pass after training, for any number of samples at once.
///
/// Each kind of layer has a row in `ONNXRow.table`; functions of the program, and what has no row, are evaluated once
/// on samples, and the operations that they used are written (`ONNXTrace`).
enum ONNXExport {
    /// The bytes of the file. Inputs and outputs have the names of the network's inputs and of the layers that give its
    /// outputs; the first axis of each is the batch.
    /// - Throws: `value` for layers and activations that ONNX has no operators for, before anything is written.
    static func bytes(_ network: Network) throws(NetworkError) -> [UInt8] {
        guard network.isBuilt else {
            throw NetworkError(
                .order, "the model \"\(network.name)\" is not built, so its shapes are not known",
                hint: "begin it with Input(shape), or call it on data first")
        }
        let graph = ONNXGraph()
        var inputs: [ONNXValue] = []
        var ends = ProtoMessage()
        for symbol in network.inputs {
            let name = graph.fresh(symbol.name)
            inputs.append(ONNXValue(name: name, rank: symbol.shape.count + 1))
            ends.add(11, end(name, symbol.shape, type: symbol.isWhole ? 6 : 1))
        }
        // Whole numbers become floats, as everywhere in the network.
        let values = zip(network.inputs, inputs).map { symbol, value in
            symbol.isWhole
                ? ONNXValue(name: graph.node("Cast", [value.name], [("to", .int(1))]), rank: value.rank) : value
        }
        let results = try write(network, values, network.inputs.map(\.shape), graph)
        graph.scope = network.name
        for (symbol, value) in zip(network.outputs, results) {
            let name = graph.fresh(symbol.name)
            graph.rename(graph.channelsLast(value), to: name)
            ends.add(12, end(name, symbol.shape, type: 1))
        }
        var body = ProtoMessage()
        for node in graph.nodes { body.add(1, node) }
        body.add(2, network.name)
        for constant in graph.constants { body.add(5, constant) }
        var model = ProtoMessage()
        model.add(1, 8)
        model.add(2, "svertka")
        model.add(8) { $0.add(2, ONNXGraph.operatorVersion) }
        model.add(7, ProtoMessage(body, ends))
        return model.bytes
    }

    /// An input or output: its name, the type of its numbers and its shape, in which lengths that only the data tell
    /// have names.
    private static func end(_ name: String, _ shape: [Int], type: Int) -> ProtoMessage {
        var message = ProtoMessage()
        message.add(1, name)
        message.add(2) {
            $0.add(1) {
                $0.add(1, type)
                $0.add(2) {
                    $0.add(1) { $0.add(2, "batch") }
                    for (place, extent) in shape.enumerated() {
                        $0.add(1) { if extent < 0 { $0.add(2, "\(name)_\(place + 1)") } else { $0.add(1, extent) } }
                    }
                }
            }
        }
        return message
    }

    /// Writes the calls of a network's layers upon values; gives the values of its outputs.
    private static func write(
        _ network: Network, _ inputs: [ONNXValue], _ shapes: [[Int]], _ graph: ONNXGraph
    ) throws(NetworkError) -> [ONNXValue] {
        var known: [ObjectIdentifier: (value: ONNXValue, shape: [Int])] = [:]
        for (symbol, value) in zip(network.inputs, zip(inputs, shapes)) { known[ObjectIdentifier(symbol)] = value }
        for call in network.calls {
            let given = call.inputs.compactMap { known[ObjectIdentifier($0)] }
            guard given.count == call.inputs.count else {
                throw NetworkError(.value, "an input of the layer \"\(call.callee.name)\" is not connected")
            }
            let values = given.map(\.value), shapes = given.map(\.shape)
            let results: [ONNXValue], wanted: [[Int]]
            switch call.callee {
            case .input: (results, wanted) = (values, shapes)
            case .network(let inner):
                results = try write(inner, values, shapes, graph)
                wanted = try inner.outputShapes(shapes)
            case .layer(let layer):
                let own = call.operands.count
                wanted = try layer.outputShapes(Array(shapes.prefix(own)))
                results = try write(
                    ONNXCall(
                        layer: layer, inputs: Array(values.prefix(own)), shapes: Array(shapes.prefix(own)),
                        graph: graph,
                        isMasked: !call.masks.isEmpty, arguments: call.arguments))
            }
            for (symbol, result) in zip(call.outputs, zip(results, wanted)) { known[ObjectIdentifier(symbol)] = result }
        }
        return network.outputs.compactMap { known[ObjectIdentifier($0)]?.value }
    }

    /// Writes one layer.
    static func write(_ call: ONNXCall) throws(NetworkError) -> [ONNXValue] {
        let outer = call.graph.scope
        call.graph.scope = call.layer.name
        defer { call.graph.scope = outer }
        // Masks stand for nothing: layers that heed one are refused by name.
        if call.isMasked, call.layer.kind.name != "BatchNormalization" {
            throw call.refused("sequences with masks have no operator there")
        }
        if call.layer.kind.isMask {
            return [ONNXValue(name: "", rank: call.inputs[0].rank)]
        }
        if !call.layer.kind.isTraced, let row = ONNXRow.named(call.layer.kind.name) {
            return try row.write(call)
        }
        return try ONNXTrace.write(call)
    }
}
