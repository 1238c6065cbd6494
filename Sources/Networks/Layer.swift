/// A layer of a network: its kind, settings and, once its input's shape is known, its weights.
public final class Layer {
    public let kind: LayerKind
    public var name: String
    /// Settings as given.
    public let settings: [String: Setting]
    /// False freezes the weights.
    public var trainable = true
    public private(set) var weights: [Weight] = []
    /// Shapes without the batch; empty before the layer is built.
    public private(set) var inputShape: [Int] = []
    public private(set) var outputShape: [Int] = []
    public private(set) var isBuilt = false
    let values: Settings

    /// - Throws: for unknown or impossible settings.
    public init(_ kind: LayerKind, name: String, settings: [String: Setting]) throws(NetworkError) {
        self.kind = kind
        self.name = name
        self.settings = settings
        values = try Settings(owner: kind.name, rows: kind.settings, given: settings)
        try kind.check(values)
    }

    /// All settings, those that were not given with their fall-backs.
    public var allSettings: [String: Setting] { values.values }

    /// How many numbers the layer learns.
    public var parameterCount: Int { weights.reduce(0) { $0 + $1.count } }

    /// Makes the weights for an input's shape; again with the same shape, nothing happens.
    func build(_ input: [Int], _ randomness: Randomness) throws(NetworkError) {
        if isBuilt, input == inputShape { return }
        if isBuilt, !weights.isEmpty {
            throw NetworkError(
                .shape,
                "Input 0 of layer \"\(name)\" is incompatible with the layer: expected shape=(None, \(text(inputShape))), found shape=(None, \(text(input)))"
            )
        }
        let output: [Int]
        do throws(NetworkError) {
            output = try kind.shape(values, input)
        } catch {
            if error.kind == .shape, error.message.hasPrefix("expected") || error.message.hasPrefix("min_ndim") {
                throw NetworkError(
                    .shape, "Input 0 of layer \"\(name)\" is incompatible with the layer: \(error.message)",
                    hint: error.hint)
            }
            throw error
        }
        for row in try kind.weights(values, input) {
            weights.append(
                try Weight(
                    name: row.name, shape: row.shape, fans: (row.fanIn, row.fanOut), initializer: row.initializer,
                    randomness: randomness))
        }
        inputShape = input
        outputShape = output
        isBuilt = true
    }

    private func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: ", ") }
}
