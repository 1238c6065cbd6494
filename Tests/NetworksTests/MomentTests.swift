import Networks
import Tensors
import Testing

/// Numbers far from 0 whose first rows are unlike the others: what a variance from sums of squares would lose.
@Test(arguments: [5, 600]) func aBatchsMomentsAreThoseOfItsNumbers(_ rows: Int) throws {
    let channels = 19
    let values = (0..<rows * channels).map { i in
        Double(i / channels < rows / 3 ? 1_000 : 1_003) + Double((i * 7919) % 1009) / 1009 + Double(i % channels)
    }
    let network = Network(name: "moments", workers: .init(count: 2))
    try network.add(
        Layer(
            #require(LayerKind.named("BatchNormalization")), name: "normalization", settings: ["momentum": .double(0)]))
    try network.build(inputShape: [channels])
    try network.compile(
        loss: #require(LossKind.named("mse")),
        optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0)]))
    let x = try Tensor(values, shape: [rows, channels])
    _ = try network.trainOnBatch(x, x)
    let found = try network.weights.suffix(2).map { try $0.tensor().elements(as: Float.self).map { Double($0) } }
    for c in 0..<channels {
        // What the network sees are single-precision numbers.
        let column = (0..<rows).map { Double(Float(values[$0 * channels + c])) }
        let mean = column.reduce(0, +) / Double(rows)
        let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)
        #expect(abs(found[0][c] - mean) < 1e-4, "mean of \(c)")
        #expect(abs(found[1][c] - variance) < 1e-5 * variance, "variance of \(c)")
    }
}
