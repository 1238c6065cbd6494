import Autograd
import Loops

/// A kind of layer: a row of the table that construction, `help`, completion and the manual share.
///
/// Every kind is an expression over Autograd's operations; those that matter for speed have a step of their own besides,
/// which gives the same numbers.
public struct LayerKind: Sendable {
    /// Keras's name of the class.
    public let name: String
    /// What automatic names begin with.
    public let stem: String
    public let settings: [SettingRow]
    public let doc: String
    /// True where only the shape changes: the output is the input's memory.
    var isView = false
    /// True for operations on symbols and layers of the program, which are in no table.
    public internal(set) var isTraced = false
    /// True where a class of the program says what the layer computes.
    var callsProgram = false
    /// True where the layer joins several inputs: they come as a list.
    public var takesSeveral = false
    /// True for walks along sequences: their steps know masks, and an activation is not what they end with.
    var isRecurrent = false
    /// True for uses that layers make by themselves, to tell which steps count: a network numbers their names.
    public internal(set) var isMask = false
    /// How many of the first inputs the layer wants masks of, which tell the steps of a sequence that count; one more
    /// where a mask of pairs may be named too.
    public internal(set) var takesMasks = 0
    /// True where the outputs have the steps of the inputs, so that a mask goes on.
    var passesMask: @Sendable (Settings) -> Bool = { _ in false }
    /// The mask that the layer makes.
    var mask: (@Sendable (Layer, [Symbol], Randomness) throws(NetworkError) -> Symbol?)?
    /// Refuses settings that can never work.
    let check: @Sendable (Settings) throws(NetworkError) -> Void
    /// The outputs' shapes for the inputs', all without the batch.
    let shapes: @Sendable (Layer, [[Int]]) throws(NetworkError) -> [[Int]]
    /// The weights that the inputs' shapes ask for.
    let weights: @Sendable (Layer, [[Int]]) throws(NetworkError) -> [WeightRow]
    /// Builds what stands inside of the layer.
    var build: (@Sendable (Layer, [[Int]], Randomness) throws(NetworkError) -> Void)?
    /// The outputs as variables.
    public let expression: @Sendable (LayerRun) throws(NetworkError) -> [Variable]
    /// What runs in a plan: forward and backward; `nil`, also as an answer, where the expression does.
    var step: (@Sendable (Layer, StepSite) throws(NetworkError) -> (any Step)?)?

    /// True where the layer has loops of its own besides the expression.
    public var hasLoops: Bool { step != nil }

    /// A kind with several inputs or outputs.
    public init(
        _ name: String, stem: String, settings: [SettingRow] = [], doc: String,
        check: @escaping @Sendable (Settings) throws(NetworkError) -> Void = { (_) throws(NetworkError) in },
        shapes: @escaping @Sendable (Layer, [[Int]]) throws(NetworkError) -> [[Int]],
        weights: @escaping @Sendable (Layer, [[Int]]) throws(NetworkError) -> [WeightRow] = {
            (_, _) throws(NetworkError) in []
        },
        expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> [Variable]
    ) {
        self.name = name
        self.stem = stem
        self.settings = settings
        self.doc = doc
        self.check = check
        self.shapes = shapes
        self.weights = weights
        self.expression = expression
    }

    /// A kind with one input and one output.
    init(
        name: String, stem: String, settings: [SettingRow] = [], doc: String,
        check: @escaping @Sendable (Settings) throws(NetworkError) -> Void = { (_) throws(NetworkError) in },
        shape: @escaping @Sendable (Settings, [Int]) throws(NetworkError) -> [Int] = {
            (_, input) throws(NetworkError) in input
        },
        weights: @escaping @Sendable (Settings, [Int]) throws(NetworkError) -> [WeightRow] = {
            (_, _) throws(NetworkError) in []
        },
        expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> Variable
    ) {
        self.init(
            name, stem: stem, settings: settings, doc: doc, check: check,
            shapes: { (layer, inputs) throws(NetworkError) in
                guard inputs.count == 1 else {
                    throw NetworkError(
                        .value,
                        "Layer \"\(layer.name)\" expects 1 input(s), but it received \(inputs.count) input tensors.")
                }
                return [try shape(layer.values, inputs[0])]
            },
            weights: { (layer, inputs) throws(NetworkError) in try weights(layer.values, inputs[0]) },
            expression: { (run) throws(NetworkError) in [try expression(run)] })
    }

    /// The same, called with any number of inputs.
    public func joining() -> LayerKind { with { $0.takesSeveral = true } }

    /// The same; what changes each step by itself gives the mask on, other layers lose it.
    private var passingMasks: LayerKind {
        name == "Flatten" ? self : with { $0.passesMask = { _ in true } }
    }

    /// The same, whose expression is the program's.
    public func ofProgram() -> LayerKind { with { $0.callsProgram = true } }

    /// The same with changes.
    func with(_ change: (inout LayerKind) -> Void) -> LayerKind {
        var copy = self
        change(&copy)
        return copy
    }

    /// Every kind of layer.
    public static let table: [LayerKind] =
        (core + activations + regularizing + normalizing).map(\.passingMasks) + shaping + convolutions
        + furtherConvolutions + pooling + furtherPooling + merging + recurrent + wrapping + attending + augmenting

    private static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The kind of a name.
    public static func named(_ name: String) -> LayerKind? { byName[name] }
}

/// A weight that a layer will have: its name, shape and how it begins.
public struct WeightRow {
    public let name: String
    public let shape: [Int]
    /// Inputs and outputs that one unit connects, for the initializer.
    public let fanIn: Int
    public let fanOut: Int
    public let initializer: Initializer
    public var isTrainable = true
    public var regularizer: Regularizer?
    public var constraint: Constraint?

    /// - fans: inputs and outputs that one unit connects; by default those of the shape, as Keras counts them.
    public init(
        _ name: String, _ shape: [Int], _ initializer: Initializer, fans: (Int, Int)? = nil, isTrainable: Bool = true,
        regularizer: Regularizer? = nil, constraint: Constraint? = nil
    ) {
        self.name = name
        self.shape = shape
        (fanIn, fanOut) = fans ?? WeightRow.fans(shape)
        self.initializer = initializer
        self.isTrainable = isTrainable
        self.regularizer = regularizer
        self.constraint = constraint
    }

    private static func product(_ a: Int, _ b: Int) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? .max : product
    }

    /// Keras's `compute_fans`: the last two axes are inputs and outputs, the others a window.
    static func fans(_ shape: [Int]) -> (Int, Int) {
        switch shape.count {
        case 0: return (1, 1)
        case 1: return (shape[0], shape[0])
        default:
            // Sizes are checked where the weight is made; here they must only not overflow.
            let window = shape.dropLast(2).reduce(1, product)
            return (product(shape[shape.count - 2], window), product(shape[shape.count - 1], window))
        }
    }
}

extension Settings {
    /// A weight with the initializer, regularizer and constraint that settings of its name give: `kernel_initializer`…
    func weight(_ name: String, _ shape: [Int], fans: (Int, Int)? = nil, prefix: String? = nil) throws(NetworkError)
        -> WeightRow
    {
        let prefix = prefix ?? name
        return WeightRow(
            name, shape, try initializer(prefix + "_initializer"), fans: fans,
            regularizer: try regularizer(prefix + "_regularizer"),
            constraint: try constraint(prefix + "_constraint"))
    }

    /// The initializer that a setting names.
    func initializer(_ name: String) throws(NetworkError) -> Initializer {
        try Initializer(values[name] ?? .none)
    }

    func regularizer(_ name: String) throws(NetworkError) -> Regularizer? {
        try values[name].flatMap { (setting) throws(NetworkError) in try Regularizer.of(setting) }
    }

    func constraint(_ name: String) throws(NetworkError) -> Constraint? {
        try values[name].flatMap { (setting) throws(NetworkError) in try Constraint.of(setting) }
    }

    /// The activation that a setting names; None is linear.
    public func activation(_ name: String) throws(NetworkError) -> ActivationKind {
        switch values[name] {
        case nil, .some(.none): return .linear
        case .string(let name)?: return try ActivationKind.named(name)
        case .function(let function)?: return ActivationKind(function)
        case .row(let row)?: return try ActivationKind.named(row.name)
        default:
            throw NetworkError(.value, "Could not interpret activation function identifier: \(text(name))")
        }
    }

    /// `padding`, in any case: true for "same".
    func isSame(_ name: String) throws(NetworkError) -> Bool {
        switch try string(name).lowercased() {
        case "same": return true
        case "valid": return false
        case let other:
            throw NetworkError(
                .value,
                "The `padding` argument must be one of 'valid' or 'same'. Received: padding=\(other)")
        }
    }

    /// Refuses `data_format` other than Keras's default.
    func checkChannelsLast() throws(NetworkError) {
        if !isNone("data_format"), try string("data_format") != "channels_last" {
            throw NetworkError(
                .value, "\(owner): data_format must be 'channels_last'",
                hint: "images are [height, width, channels] here")
        }
    }

    /// Looks at the settings of weights: initializers, regularizers and constraints that can't be are refused at once.
    func checkWeights(_ prefixes: [String]) throws(NetworkError) {
        for prefix in prefixes {
            _ = try initializer(prefix + "_initializer")
            _ = try regularizer(prefix + "_regularizer")
            _ = try constraint(prefix + "_constraint")
        }
    }
}
