import Drawing
import JSON
import Language
import Networks

/// `keras.utils.plot_model`: a model's layers and what flows between them, drawn without Graphviz.
enum KerasPlotModel {
    static let functions: [NativeFunction] = [
        NativeFunction(
            "plot_model",
            [
                Parameter("model", doc: "A model that is built."),
                Parameter("to_file", .str("model.png"), doc: "A file that ends in .png or .svg; None: no file."),
                Parameter("show_shapes", .bool(false), doc: "Shows the shapes of inputs and outputs."),
                Parameter("show_dtype", .bool(false), doc: "Shows the type of the outputs."),
                Parameter("show_layer_names", .bool(false), doc: "Shows names beside kinds."),
                Parameter("rankdir", .str("TB"), doc: "'TB': from top to bottom; 'LR': from left to right."),
                Parameter("expand_nested", .bool(false), doc: "Draws the layers of models inside."),
                Parameter("dpi", .int(200), doc: "Pixels to an inch."),
                Parameter("show_layer_activations", .bool(false), doc: "Shows activations."),
                Parameter("show_trainable", .bool(false), doc: "Shows which layers learn."),
                .keywords("kwargs", doc: "splines: taken, and without effect."),
            ],
            doc:
                "Draws a model's layers as boxes and saves them to a file; gives an image that notebooks show. A model longer than a page goes on in further columns.",
            body: plot),
        NativeFunction(
            "model_to_dot", [Parameter("model"), .rest("args"), .keywords("kwargs")],
            doc: "Refused: there is no pydot here; plot_model draws by itself."
        ) { (_) throws(LanguageError) in
            throw LanguageError(
                .notImplementedError, "model_to_dot makes a graph for pydot and Graphviz, which are not here",
                hint: "plot_model(model, to_file='model.svg') draws the same graph without them")
        },
    ]

    private static func plot(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        guard case .object(let object) = call[0], let model = try? ModelObject.of(object) else {
            throw .typeError("plot_model() takes a model, not '\(call[0].typeName)'")
        }
        for (name, value) in call.keywords(10) where name != "splines" {
            if name == "layer_range", value.isNone { continue }
            throw .valueError(
                name == "layer_range"
                    ? "Argument `layer_range` is no longer supported." : "Unrecognized keyword arguments: {'\(name)'}")
        }
        let rankdir = try call.string(5)
        guard ["TB", "LR"].contains(rankdir) else {
            throw .valueError("rankdir must be 'TB' or 'LR', not '\(rankdir)'")
        }
        guard model.network.isBuilt else {
            throw .valueError(
                "This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data."
            )
        }
        let drawing = ModelDrawing(
            showsShapes: try call.bool(2), showsTypes: try call.bool(3), showsNames: try call.bool(4),
            direction: rankdir == "TB" ? .down : .right, opensModels: try call.bool(6),
            showsActivations: try call.bool(8), showsTrainable: try call.bool(9))
        let dpi = try PictureObject.dpi(call, 7)
        let diagram = drawing.diagram(model.network, name: object.nativeType.name)
        let scene = try raising { () throws(DrawingError) in try diagram.scene() }
        var bytes: [UInt8]?
        if let path = call.optional(1) {
            let name = try interpreter.str(path)
            bytes = try PictureObject.write(scene, to: name, dpi: dpi)
            if name.lowercased().hasSuffix(".svg") { bytes = nil }
        }
        // Keras gives IPython's Image; where cells show SVG alone, IPython's SVG is the same picture.
        if OpenFigures.of(interpreter).formats == ["image/svg+xml"] {
            return .object(
                RichText(
                    .svg, "image/svg+xml", .text(try raising { () throws(DrawingError) in try scene.svg() })))
        }
        let file: [UInt8]
        if let bytes { file = bytes } else { file = try PictureObject.png(scene, dpi: min(dpi, 200)) }
        return .object(
            RichText(
                .image, "image/png", .bytes(file),
                metadata: ["width": .int(Int(scene.width.rounded())), "height": .int(Int(scene.height.rounded()))]))
    }
}

/// What a drawing of a model shows, and how a network becomes a diagram.
struct ModelDrawing {
    var showsShapes = false
    var showsTypes = false
    var showsNames = false
    var direction = GraphLayout.Direction.down
    var opensModels = false
    var showsActivations = false
    var showsTrainable = false

    /// Models inside of models are opened down to here; deeper ones stay closed.
    private static let depth = 12

    /// The boxes of a network's layers. A layer that is used several times is one box, as Keras draws it, except where
    /// it leads back to itself: then each use is one.
    func diagram(_ network: Network, name: String, level: Int = 0) -> LayerDiagram {
        let shared = Uses(network, each: false)
        let uses = shared.goesInCircles ? Uses(network, each: true) : shared
        var boxes = uses.parts.map { box($0, level: level) }
        if boxes.isEmpty { boxes = [LayerDiagram.Box(kind: name, color: LayerFamily.model.color)] }
        return LayerDiagram(boxes: boxes, edges: uses.edges, direction: direction)
    }

    private func box(_ part: Uses.Part, level: Int) -> LayerDiagram.Box {
        var box: LayerDiagram.Box
        switch part.callee {
        case .input:
            box = LayerDiagram.Box(kind: "InputLayer", color: LayerFamily.input.color)
        case .layer(let layer):
            box = LayerDiagram.Box(kind: layer.kind.name, color: LayerFamily.of(layer.kind.name).color)
            if showsActivations, let activation = Self.activation(layer) { box.tags.append(activation) }
            if showsTrainable, !layer.allWeights.isEmpty { box.tags.append(layer.trainable ? "learns" : "frozen") }
        case .network(let inner):
            box = LayerDiagram.Box(
                kind: inner.isSequential ? "Sequential" : "Functional", color: LayerFamily.model.color)
            if showsTrainable, !inner.weights.isEmpty { box.tags.append(inner.trainable ? "learns" : "frozen") }
            if opensModels, inner.isBuilt, level < ModelDrawing.depth {
                box.inside = diagram(inner, name: box.kind, level: level + 1)
            }
        }
        if part.use > 0 { box.tags.append("use \(part.use)") }
        if showsTypes { box.tags.append(part.isWhole ? "int32" : "float32") }
        if showsNames || box.inside != nil { box.name = part.callee.name }
        if showsShapes, box.inside == nil {
            box.inputs = Self.lines(part.inputs)
            box.outputs = Self.lines(part.outputs)
        }
        return box
    }

    /// The name of a layer's activation, where it does something.
    private static func activation(_ layer: Layer) -> String? {
        switch layer.allSettings["activation"] {
        case .string(let name)?: name == "linear" ? nil : name
        case .row(let row)?: row.name
        case .function(let function)?: function.name
        default: nil
        }
    }

    /// Shapes a line each, equal ones counted; of many kinds the first ones.
    private static func lines(_ shapes: [[Int]]) -> [String] {
        var counts: [(text: String, count: Int)] = []
        for text in shapes.map({ KerasSettings.text($0) }) {
            if let place = counts.firstIndex(where: { $0.text == text }) {
                counts[place].count += 1
            } else {
                counts.append((text, 1))
            }
        }
        let lines = counts.map { $0.count == 1 ? $0.text : "\($0.count) × \($0.text)" }
        return lines.count <= 5 ? lines : lines.prefix(4) + ["… \(lines.count - 4) more"]
    }
}

/// The parts of a network that become boxes, and which gives its values to which.
private struct Uses {
    /// A layer with the shapes of what it takes and gives.
    struct Part {
        let callee: Callee
        /// Which use of the layer it is, from 1; 0 where it stands for all.
        var use = 0
        var inputs: [[Int]] = []
        var outputs: [[Int]] = []
        var isWhole = false
    }

    private(set) var parts: [Part] = []
    private(set) var edges: [(from: Int, to: Int)] = []

    /// - each: every use of a layer is a part of its own.
    init(_ network: Network, each: Bool) {
        var places: [ObjectIdentifier: Int] = [:]
        func key(_ callee: Callee) -> ObjectIdentifier {
            switch callee {
            case .input(let symbol): ObjectIdentifier(symbol)
            case .layer(let layer): ObjectIdentifier(layer)
            case .network(let network): ObjectIdentifier(network)
            }
        }
        for callee in network.callees {
            if case .input(let symbol) = callee {
                places[key(callee)] = parts.count
                parts.append(Part(callee: callee, outputs: [symbol.shape], isWhole: symbol.isWhole))
            } else if !each {
                places[key(callee)] = parts.count
                parts.append(Part(callee: callee))
            }
        }
        var origins: [ObjectIdentifier: Int] = [:]
        var counts: [ObjectIdentifier: Int] = [:]
        for call in network.calls {
            let key = key(call.callee)
            let number = counts[key, default: 0] + 1
            counts[key] = number
            let known = each ? nil : places[key]
            let place = known ?? parts.count
            if known == nil {
                parts.append(Part(callee: call.callee, use: each && !isOnly(call, network) ? number : 0))
            }
            origins[ObjectIdentifier(call)] = place
            parts[place].inputs += call.operands.map(\.shape)
            // Once for all uses that give the same.
            let shapes = call.outputs.map(\.shape)
            if number == 1 || parts[place].outputs != shapes { parts[place].outputs += shapes }
            for symbol in call.inputs {
                if let origin = symbol.origin.flatMap({ origins[ObjectIdentifier($0.call)] }) {
                    edges.append((origin, place))
                } else if let input = places[ObjectIdentifier(symbol)] {
                    edges.append((input, place))
                }
            }
        }
    }

    private func isOnly(_ call: LayerCall, _ network: Network) -> Bool {
        network.calls.count { $0.callee.isSame(as: call.callee) } == 1
    }

    /// True where edges lead back to where they began.
    var goesInCircles: Bool {
        var open = [Int](repeating: 0, count: parts.count)
        var after = [[Int]](repeating: [], count: parts.count)
        for (from, to) in edges {
            open[to] += 1
            after[from].append(to)
        }
        var ready = parts.indices.filter { open[$0] == 0 }
        var done = 0
        while let part = ready.popLast() {
            done += 1
            for next in after[part] {
                open[next] -= 1
                if open[next] == 0 { ready.append(next) }
            }
        }
        return done < parts.count
    }
}

/// Kinds of layers that do alike, which diagrams colour alike.
enum LayerFamily: CaseIterable {
    case input, convolution, dense, pooling, normalization, activation, recurrent, merging, shaping, regularization
    case attention, model, other

    /// Words in the names of a family's layers; the first that is found decides.
    private static let words: [(String, LayerFamily)] = [
        ("Input", .input), ("LSTM", .recurrent), ("GRU", .recurrent), ("RNN", .recurrent),
        ("Bidirectional", .recurrent), ("Attention", .attention), ("Embedding", .attention),
        ("Pool", .pooling), ("UpSampling", .pooling), ("Conv", .convolution), ("Normalization", .normalization),
        ("Dropout", .regularization), ("Noise", .regularization), ("Regularization", .regularization),
        ("Concatenate", .merging), ("Add", .merging), ("Subtract", .merging), ("Multiply", .merging),
        ("Average", .merging), ("Maximum", .merging), ("Minimum", .merging), ("Dot", .merging),
        ("TrueDivide", .merging), ("Matmul", .merging), ("Dense", .dense), ("LU", .activation),
        ("Activation", .activation), ("Softmax", .activation), ("Sigmoid", .activation), ("Tanh", .activation),
        ("Flatten", .shaping), ("Reshape", .shaping), ("Permute", .shaping), ("Repeat", .shaping),
        ("Padding", .shaping), ("Cropping", .shaping), ("Rescaling", .shaping), ("Resizing", .shaping),
        ("Random", .regularization),
    ]

    /// The family of a kind of layers.
    static func of(_ kind: String) -> LayerFamily {
        words.first { kind.contains($0.0) }?.1 ?? .other
    }

    var color: Color {
        switch self {
        case .convolution: Color.cycle[0]
        case .dense: Color.cycle[1]
        case .pooling: Color.cycle[2]
        case .recurrent: Color.cycle[3]
        case .activation: Color.cycle[4]
        case .normalization: Color.cycle[5]
        case .attention: Color.cycle[6]
        case .merging: Color.cycle[9]
        case .regularization: Color.cycle[8]
        case .input, .shaping, .other: Color.cycle[7]
        case .model: Color.softInk
        }
    }
}
