import Autograd
import Tensors

extension LayerKind {
    /// A kind whose outputs' shapes are found by trying: operations on symbols, layers of the program.
    ///
    /// The expression is evaluated on zeros for two samples; extents that only the data tell are tried with two lengths.
    public init(
        traced name: String, stem: String, doc: String = "",
        expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> [Variable]
    ) {
        self.init(
            name, stem: stem, doc: doc,
            shapes: { (layer, inputs) throws(NetworkError) in try LayerKind.tried(layer, inputs, expression) },
            expression: expression)
        takesSeveral = true
        isTraced = true
    }

    /// A kind that tells which steps of sequences count; layers make such uses by themselves.
    static func mask(
        _ name: String, _ stem: String, expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> Variable
    ) -> LayerKind {
        LayerKind(traced: name, stem: stem) { (run) throws(NetworkError) in [try expression(run)] }
            .with { $0.isMask = true }
    }

    /// The mask that such a kind makes of values.
    func mask(of symbols: [Symbol], _ randomness: Randomness) throws(NetworkError) -> Symbol {
        try LayerCall.call(Layer(self, name: stem, settings: [:]), symbols, randomness)[0]
    }

    /// A kind of the table without weights, whose output's shape is found likewise.
    /// - axes: how many axes a sample has; `nil` for any number.
    init(
        weightless name: String, stem: String, settings: [SettingRow] = [], doc: String, axes: Int? = nil,
        check: @escaping @Sendable (Settings) throws(NetworkError) -> Void = { (_) throws(NetworkError) in },
        expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> Variable
    ) {
        let whole: @Sendable (LayerRun) throws(NetworkError) -> [Variable] = { (run) throws(NetworkError) in
            [try expression(run)]
        }
        self.init(
            name, stem: stem, settings: settings, doc: doc, check: check,
            shapes: { (layer, inputs) throws(NetworkError) in
                guard inputs.count == 1 else {
                    throw NetworkError(
                        .value,
                        "Layer \"\(layer.name)\" expects 1 input(s), but it received \(inputs.count) input tensors.")
                }
                if let axes { try LayerKind.checkAxes(inputs[0], axes) }
                return try LayerKind.tried(layer, inputs, whole)
            }, expression: whole)
    }

    /// Refuses samples with another number of axes.
    static func checkAxes(_ shape: [Int], _ axes: Int) throws(NetworkError) {
        guard shape.count == axes else {
            throw NetworkError(
                .shape,
                "expected ndim=\(axes + 1), found ndim=\(shape.count + 1). Full shape received: \(Layer.text(shape))",
                hint: axes == 3
                    ? ShapeHint.image(shape)
                    : axes == 2
                        ? ShapeHint.sequence(shape)
                        : "one row of \(axes == 1 ? "numbers" : "values") for each sample is wanted: Flatten() makes it"
            )
        }
    }

    /// Shapes of the outputs, found by evaluating.
    public static func tried(
        _ layer: Layer, _ inputs: [[Int]], _ expression: (LayerRun) throws(NetworkError) -> [Variable]
    ) throws(NetworkError) -> [[Int]] {
        let first = try LayerKind.trial(layer, inputs, unknown: 2, expression)
        if !inputs.joined().contains(-1) { return first }
        let second = try LayerKind.trial(layer, inputs, unknown: 3, expression)
        return zip(first, second).map { zip($0, $1).map { $0 == $1 ? $0 : -1 } }
    }

    /// Samples of a trial: two, so that what takes the first one for the batch is noticed.
    private static let samples = 2

    private static func trial(
        _ layer: Layer, _ inputs: [[Int]], unknown: Int, _ expression: (LayerRun) throws(NetworkError) -> [Variable]
    ) throws(NetworkError) -> [[Int]] {
        var variables: [Variable] = []
        for shape in inputs {
            variables.append(
                try computing { () throws(TensorError) in
                    try .constant(Tensor(shape: [samples] + shape.map { $0 < 0 ? unknown : $0 }, dtype: .float32))
                })
        }
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        let outputs = try expression(LayerRun(layer: layer, inputs: variables, evaluation: evaluation))
        for output in outputs where output.shape.first != samples {
            throw NetworkError(
                .shape,
                "the layer \"\(layer.name)\" made a value of shape \(TensorError.text(of: output.shape)) of \(samples) samples",
                hint: "the first axis counts the samples and must stay")
        }
        return outputs.map { Array($0.shape.dropFirst()) }
    }
}
