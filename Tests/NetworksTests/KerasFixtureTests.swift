import Foundation
import JSON
import Networks
import Tensors
import Testing

/// Three training steps as Keras takes them; `Fixtures/keras_steps.py` made the numbers.
struct KerasCase: Sendable, CustomStringConvertible {
    let json: JSON

    var description: String { json["name"]?.string ?? "?" }

    static let all: [KerasCase] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Fixtures/keras_steps.json")
        guard let data = try? Data(contentsOf: path), let json = try? JSON(parsing: Array(data)) else { return [] }
        return (json["cases"]?.array ?? []).map(KerasCase.init)
    }()

    func numbers(_ key: String) -> [Double] { (json[key]?.array ?? []).compactMap(\.double) }

    func arrays(_ key: String) -> [[Double]] {
        (json[key]?.array ?? []).map { ($0.array ?? []).compactMap(\.double) }
    }

    static func settings(_ json: JSON?) -> [String: Setting] {
        var result: [String: Setting] = [:]
        for (key, value) in json?.fields ?? [] {
            if let flag = value.bool {
                result[key] = .bool(flag)
            } else if case .int(let number) = value {
                result[key] = .int(number)
            } else if let number = value.double {
                result[key] = .double(number)
            } else if let text = value.string {
                result[key] = .string(text)
            } else {
                result[key] = .ints((value.array ?? []).compactMap(\.int))
            }
        }
        return result
    }

    /// The network, built and with Keras's first weights.
    func network() throws -> Network {
        let network = Network(name: "sequential")
        for (place, row) in (json["layers"]?.array ?? []).enumerated() {
            let parts = row.array ?? []
            let kind = try #require(LayerKind.named(parts.first?.string ?? ""))
            let settings = KerasCase.settings(parts.count > 1 ? parts[1] : nil)
            try network.add(Layer(kind, name: "layer\(place)", settings: settings))
        }
        try network.build(inputShape: (json["input"]?.array ?? []).compactMap(\.int))
        let start = arrays("start")
        #expect(start.count == network.weights.count)
        for (weight, values) in zip(network.weights, start) { try weight.set(Tensor(values, shape: weight.shape)) }
        let optimizer = try #require(OptimizerKind.named(json["optimizer"]?.string ?? ""))
        try network.compile(
            loss: #require(LossKind.named(json["loss"]?.string ?? "")),
            lossSettings: KerasCase.settings(json["loss_settings"]),
            optimizer: Optimizer(optimizer, settings: KerasCase.settings(json["optimizer_settings"])))
        return network
    }

    var x: Tensor {
        get throws { try Tensor(numbers("x"), shape: [6] + (json["input"]?.array ?? []).compactMap(\.int)) }
    }

    var y: Tensor { get throws { try Tensor(numbers("y"), shape: (json["y_shape"]?.array ?? []).compactMap(\.int)) } }

    var sampleWeight: Tensor? {
        get throws { try json["sample_weight"].map { _ in try Tensor(numbers("sample_weight")) } }
    }
}

private func distance(_ tensor: Tensor, _ expected: [Double]) throws -> Double {
    let values = try tensor.elements(as: Double.self)
    #expect(values.count == expected.count)
    return zip(values, expected).map { abs($0 - $1) }.max() ?? 0
}

@Test func theFixtureIsThere() { #expect(KerasCase.all.count >= 19) }

@Test(arguments: KerasCase.all)
func threeStepsOfTrainingAreThoseOfKeras(_ example: KerasCase) throws {
    let network = try example.network()
    #expect(try distance(network.predict(example.x), example.numbers("prediction")) < 1e-5)
    for expected in example.numbers("losses") {
        let loss = try network.trainOnBatch(
            TrainingData([example.x], [example.y], weights: [example.sampleWeight]))[0]
        #expect(abs(loss - expected) < 2e-5 * max(1, abs(expected)))
    }
    // Optimizers that divide by tiny means magnify the last digits of a gradient.
    for (weight, values) in zip(network.weights, example.arrays("end")) {
        #expect(try distance(weight.tensor(), values) < 2e-4)
    }
}
