import Autograd
import Tensors

extension LayerKind {
    /// A kind whose outputs' shapes are found by trying: operations on symbols, layers of the program.
    ///
    /// The expression is evaluated on zeros for one sample; extents that only the data tell are tried with two lengths.
    public init(
        traced name: String, stem: String, doc: String = "",
        expression: @escaping @Sendable (LayerRun) throws(NetworkError) -> [Variable]
    ) {
        self.init(
            name, stem: stem, doc: doc,
            shapes: { (layer, inputs) throws(NetworkError) in
                let first = try LayerKind.trial(layer, inputs, unknown: 2, expression)
                if !inputs.joined().contains(-1) { return first }
                let second = try LayerKind.trial(layer, inputs, unknown: 3, expression)
                return zip(first, second).map { zip($0, $1).map { $0 == $1 ? $0 : -1 } }
            }, expression: expression)
        takesSeveral = true
    }

    private static func trial(
        _ layer: Layer, _ inputs: [[Int]], unknown: Int, _ expression: (LayerRun) throws(NetworkError) -> [Variable]
    ) throws(NetworkError) -> [[Int]] {
        var variables: [Variable] = []
        for shape in inputs {
            variables.append(
                try computing { () throws(TensorError) in
                    try .constant(Tensor(shape: [1] + shape.map { $0 < 0 ? unknown : $0 }, dtype: .float32))
                })
        }
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        let outputs = try expression(LayerRun(layer: layer, inputs: variables, evaluation: evaluation))
        return outputs.map { Array($0.shape.dropFirst()) }
    }
}
