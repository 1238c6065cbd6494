import Networks
import Tensors

/// What a node is told besides its inputs.
enum ONNXAttribute {
    case int(Int)
    case ints([Int])
    case float(Double)
    case floats([Double])
    case text(String)
    case texts([String])
}

/// A value between nodes. Its first axis is the batch.
struct ONNXValue {
    let name: String
    /// How many axes it has, with the batch.
    let rank: Int
    /// True where the channels stand behind the batch, as ONNX's convolutions have them, instead of last.
    var isChannelsFirst = false
}

/// An ONNX graph while it grows: nodes, constants, and which values are the same in another order of axes.
///
/// Images are [N, H, W, C] here and [N, C, H, W] in ONNX. A row asks for the order it needs; values keep the order in
/// which they came to be, and a value that was turned once is not turned again, so that a chain of convolutions,
/// activations and poolings has one transposition at each end.
final class ONNXGraph {
    /// The version of ONNX's operators that nodes are written in.
    static let operatorVersion = 18

    private(set) var nodes: [ProtoMessage] = []
    private(set) var constants: [ProtoMessage] = []
    /// Bytes of all constants: protocol buffers end at 2 GB.
    private var constantSize = 0
    private var known: [String: String] = [:]
    private var turned: [String: ONNXValue] = [:]
    private var names: Set<String> = []
    /// The layer whose nodes are written.
    var scope = ""

    /// A name that nothing has yet.
    func fresh(_ stem: String) -> String {
        var name = stem
        var number = 1
        while !names.insert(name).inserted {
            number += 1
            name = "\(stem)_\(number)"
        }
        return name
    }

    // MARK: Nodes

    /// Adds a node and gives the names of its outputs.
    /// - Parameter inputs: names; an empty one stands for an input that is left out.
    func nodes(
        _ operation: String, _ inputs: [String], _ attributes: [(String, ONNXAttribute)] = [], outputs: Int = 1
    ) -> [String] {
        let name = fresh("\(scope)/\(operation)")
        let results = (0..<outputs).map { outputs == 1 ? name + ":0" : "\(name):\($0)" }
        add(operation, name, inputs, results, attributes)
        return results
    }

    /// The same for one output.
    func node(_ operation: String, _ inputs: [String], _ attributes: [(String, ONNXAttribute)] = []) -> String {
        nodes(operation, inputs, attributes)[0]
    }

    /// A node that gives a value a name of its own.
    func rename(_ value: ONNXValue, to name: String) {
        add("Identity", fresh("\(scope)/Identity"), [value.name], [name], [])
    }

    private func add(
        _ operation: String, _ name: String, _ inputs: [String], _ outputs: [String],
        _ attributes: [(String, ONNXAttribute)]
    ) {
        var node = ProtoMessage()
        for input in inputs { node.add(1, input) }
        for output in outputs { node.add(2, output) }
        node.add(3, name)
        node.add(4, operation)
        for (name, value) in attributes { node.add(5, ONNXGraph.message(name, value)) }
        nodes.append(node)
    }

    private static func message(_ name: String, _ value: ONNXAttribute) -> ProtoMessage {
        var message = ProtoMessage()
        message.add(1, name)
        switch value {
        case .float(let number):
            message.add(2, Float(number))
            message.add(20, 1)
        case .int(let number):
            message.add(3, number)
            message.add(20, 2)
        case .text(let text):
            message.add(4, text)
            message.add(20, 3)
        case .floats(let numbers):
            for number in numbers { message.add(7, Float(number)) }
            message.add(20, 6)
        case .ints(let numbers):
            for number in numbers { message.add(8, number) }
            message.add(20, 7)
        case .texts(let texts):
            for text in texts { message.add(9, text) }
            message.add(20, 8)
        }
        return message
    }

    // MARK: Constants

    /// Numbers of the types that ONNX's enumeration of them has here.
    private static let types: [(DType, Int)] = [(.float32, 1), (.int32, 6), (.int64, 7), (.bool, 9), (.float64, 11)]

    /// A constant, written once for each key.
    func constant(_ tensor: Tensor, _ stem: String, key: String? = nil) throws(NetworkError) -> String {
        if let key, let found = known[key] { return found }
        guard let type = ONNXGraph.types.first(where: { $0.0 == tensor.dtype })?.1 else {
            throw NetworkError(.value, "\(scope): constants of \(tensor.dtype.name) can't be exported to ONNX")
        }
        let bytes = try converting { () throws(TensorError) in try tensor.contiguous().rawBytes() }
        constantSize += bytes.count
        if constantSize > 2_000_000_000 {
            throw NetworkError(
                .value, "an ONNX file ends at 2 GB, the weights need more",
                hint: "model.save('model.keras') has no limit")
        }
        let name = fresh("\(scope)/\(stem)")
        var message = ProtoMessage()
        for extent in tensor.shape { message.add(1, extent) }
        message.add(2, type)
        message.add(8, name)
        message.add(9, bytes)
        constants.append(message)
        if let key { known[key] = name }
        return name
    }

    /// One number.
    func number(_ value: Double) throws(NetworkError) -> String {
        let tensor = try converting { () throws(TensorError) in try Tensor(.float(value), dtype: .float32) }
        return try constant(tensor, "number", key: "number \(value)")
    }

    /// Whole numbers: a shape, axes, counts.
    func whole(_ values: [Int]) throws(NetworkError) -> String {
        let tensor = try converting { () throws(TensorError) in
            let tensor = try Tensor(shape: [values.count], dtype: .int64)
            tensor.write(values.map { .int(Int64($0)) })
            return tensor
        }
        return try constant(tensor, "whole", key: "whole \(values)")
    }

    /// Floats in a shape.
    func floats(_ values: [Double], _ shape: [Int]) throws(NetworkError) -> String {
        let tensor = try converting { () throws(TensorError) in
            let tensor = try Tensor(shape: shape, dtype: .float32)
            tensor.write(values.map { .float($0) })
            return tensor
        }
        return try constant(tensor, "numbers", key: "floats \(shape) \(values)")
    }

    /// A weight, as it is or in another form, written once for each form.
    func weight(
        _ weight: Weight, _ form: String = "",
        _ change: (Tensor) throws(TensorError) -> Tensor = { (x) throws(TensorError) in x }
    ) throws(NetworkError) -> String {
        let key = "weight \(ObjectIdentifier(weight)) \(form)"
        if let found = known[key] { return found }
        let tensor = try converting { () throws(TensorError) in try change(weight.view) }
        return try constant(tensor, weight.name + form, key: key)
    }

    // MARK: The order of axes

    /// The value with its channels behind the batch.
    func channelsFirst(_ value: ONNXValue) -> ONNXValue {
        value.isChannelsFirst || value.rank < 3
            ? value : turn(value, [0, value.rank - 1] + Array(1..<value.rank - 1), isFirst: true)
    }

    /// The value with its channels at the end.
    func channelsLast(_ value: ONNXValue) -> ONNXValue {
        value.isChannelsFirst ? turn(value, [0] + Array(2..<value.rank) + [1], isFirst: false) : value
    }

    private func turn(_ value: ONNXValue, _ order: [Int], isFirst: Bool) -> ONNXValue {
        if let found = turned[value.name] { return found }
        let name = node("Transpose", [value.name], [("perm", .ints(order))])
        let result = ONNXValue(name: name, rank: value.rank, isChannelsFirst: isFirst)
        turned[value.name] = result
        turned[name] = value
        return result
    }
}
