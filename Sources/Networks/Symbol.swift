/// What a layer will give for a batch: a value of the graph that functional models are made of (Keras's KerasTensor).
public final class Symbol {
    public let name: String
    /// The shape of one sample; -1 stands for an extent that only the data tell.
    public let shape: [Int]
    /// True for whole numbers, such as words of a vocabulary.
    public let isWhole: Bool
    /// The call that gives it, and its place among the call's outputs; `nil` for inputs.
    public let origin: (call: LayerCall, place: Int)?
    /// Tells which steps of a sequence count, where an Embedding or Masking layer said so.
    public var mask: Symbol?

    /// An input of a model.
    public init(name: String, shape: [Int], isWhole: Bool = false) {
        self.name = name
        self.shape = shape
        self.isWhole = isWhole
        origin = nil
    }

    init(name: String, shape: [Int], isWhole: Bool, call: LayerCall, place: Int) {
        self.name = name
        self.shape = shape
        self.isWhole = isWhole
        origin = (call, place)
    }
}

/// What networks are made of: layers, networks and inputs.
public enum Callee {
    case input(Symbol)
    case layer(Layer)
    case network(Network)

    public var name: String {
        switch self {
        case .input(let symbol): symbol.name
        case .layer(let layer): layer.name
        case .network(let network): network.name
        }
    }

    /// True where a class of the program says what is computed.
    public var isOfProgram: Bool { if case .layer(let layer) = self { layer.kind.callsProgram } else { false } }

    /// Uses on symbols.
    public var nodes: [LayerNode] {
        switch self {
        case .input: []
        case .layer(let layer): layer.nodes
        case .network(let network): network.nodes
        }
    }

    /// True for the very same layer or network.
    public func isSame(as other: Callee) -> Bool {
        switch (self, other) {
        case (.input(let a), .input(let b)): a === b
        case (.layer(let a), .layer(let b)): a === b
        case (.network(let a), .network(let b)): a === b
        default: false
        }
    }

    var allWeights: [Weight] {
        switch self {
        case .input: []
        case .layer(let layer): layer.allWeights
        case .network(let network): network.weights
        }
    }
}

/// One use of a layer on symbols: a node of the graph. A layer that is used several times shares its weights.
public final class LayerCall {
    public let callee: Callee
    public let inputs: [Symbol]
    public private(set) var outputs: [Symbol] = []
    /// The places of the inputs whose masks stand at the end of `inputs`, in this order.
    public let masks: [Int]
    /// What the call said besides its inputs.
    public let arguments: [String: Setting]

    private init(
        _ callee: Callee, _ inputs: [Symbol], masks: [Int] = [], arguments: [String: Setting] = [:]
    ) {
        self.callee = callee
        self.inputs = inputs
        self.masks = masks
        self.arguments = arguments
    }

    /// The inputs without the masks.
    public var operands: [Symbol] { Array(inputs.dropLast(masks.count)) }

    /// True where a mask was named that does not go with its input.
    public var hasGivenMasks: Bool {
        let values = operands
        return zip(masks, inputs.suffix(masks.count)).contains { values[$0].mask !== $1 }
    }

    /// Calls a layer, which is built if it was not.
    /// - masks: those of the inputs, where others are meant than go with them
    public static func call(
        _ layer: Layer, _ inputs: [Symbol], _ randomness: Randomness, masks given: [Symbol?]? = nil,
        arguments: [String: Setting] = [:]
    ) throws(NetworkError) -> [Symbol] {
        let masks = given ?? inputs.map(\.mask)
        let wanted = masks.prefix(layer.kind.takesMasks).enumerated().filter { $0.element != nil }
        try layer.build(inputs.map(\.shape), randomness)
        let shapes = try layer.outputShapes(inputs.map(\.shape))
        let call = LayerCall(
            .layer(layer), inputs + wanted.compactMap(\.element), masks: wanted.map(\.offset), arguments: arguments)
        for (place, shape) in shapes.enumerated() {
            call.outputs.append(
                Symbol(
                    name: layer.name + (place == 0 ? "" : "_\(place)"), shape: shape, isWhole: false, call: call,
                    place: place))
        }
        layer.nodes.append(LayerNode(call))
        if let made = try layer.kind.mask?(layer, inputs, randomness) {
            call.outputs[0].mask = made
        } else if layer.kind.passesMask(layer.values) {
            for output in call.outputs where output.mask == nil { output.mask = masks.first ?? nil }
        }
        return call.outputs
    }

    /// Calls a network as if it were a layer.
    public static func call(_ network: Network, _ inputs: [Symbol]) throws(NetworkError) -> [Symbol] {
        if !network.isBuilt { try network.build(inputShapes: inputs.map(\.shape)) }
        guard inputs.count == network.inputs.count else {
            throw NetworkError(
                .value,
                "Layer \"\(network.name)\" expects \(network.inputs.count) input(s), but it received \(inputs.count) input tensors."
            )
        }
        let shapes = try network.outputShapes(inputs.map(\.shape))
        let call = LayerCall(.network(network), inputs)
        for (place, shape) in shapes.enumerated() {
            call.outputs.append(
                Symbol(
                    name: network.name + (place == 0 ? "" : "_\(place)"), shape: shape, isWhole: false, call: call,
                    place: place))
        }
        network.nodes.append(LayerNode(call))
        return call.outputs
    }
}

/// A layer's memory of a use; it does not keep the symbols alive.
public struct LayerNode {
    public private(set) weak var call: LayerCall?

    init(_ call: LayerCall) { self.call = call }
}
