import Networks
import Tensors
import Testing

/// Networks whose values come together again: their loops against their expressions.
struct Joining: Sendable, CustomStringConvertible {
    /// Kinds that only several inputs can show.
    static let kinds = ["Add", "Concatenate"]

    let kind: String
    let settings: [String: Setting]
    /// Filters of both branches.
    let filters: [Int]
    /// Settings of the branch that is a convolution.
    var branch: [String: Setting] = [:]

    static let all = [
        // Gradients are added where they are made: by gathering, by tiles of Winograd's method, not by groups.
        Joining(kind: "Add", settings: [:], filters: [20, 20]),
        Joining(kind: "Add", settings: [:], filters: [20, 20], branch: ["dilation_rate": .int(2)]),
        Joining(kind: "Add", settings: [:], filters: [20, 20], branch: ["groups": .int(2)]),
        Joining(kind: "Add", settings: [:], filters: [16, 16]),
        // The gradient goes through rectifiers while it is taken apart.
        Joining(kind: "Concatenate", settings: [:], filters: [16, 32], branch: ["activation": .string("relu")]),
        Joining(kind: "Concatenate", settings: [:], filters: [5, 19], branch: ["activation": .string("relu")]),
        Joining(kind: "Add", settings: [:], filters: [3, 3]),
        Joining(kind: "Add", settings: [:], filters: [1, 3]),
        Joining(kind: "Concatenate", settings: [:], filters: [2, 17]),
        Joining(kind: "Concatenate", settings: ["axis": .int(1)], filters: [3, 3]),
        Joining(kind: "Concatenate", settings: ["axis": .int(2)], filters: [4, 4]),
    ]

    var description: String { "\(kind)(\(settings)) \(filters) \(branch)" }

    func network() throws -> Network {
        let randomness = Randomness(seed: 21)
        var count = 0
        func call(_ kind: String, _ settings: [String: Setting], _ inputs: [Symbol]) throws -> Symbol {
            count += 1
            let layer = try Layer(#require(LayerKind.named(kind)), name: "layer\(count)", settings: settings)
            return try LayerCall.call(layer, inputs, randomness)[0]
        }
        let input = Symbol(name: "input", shape: [4, 5, 2])
        // The shared value is used by both branches and by the join itself, so that gradients come from three sides.
        let shared = try call("Conv2D", ["filters": .int(filters[0]), "kernel_size": .int(1)], [input])
        let one = try call(
            "Conv2D",
            ["filters": .int(filters[1]), "kernel_size": .int(3), "padding": .string("same")]
                .merging(branch) { $1 }, [shared])
        let two = try call("Activation", ["activation": .string("tanh")], [shared])
        let joined = try call(kind, settings, [one, two, shared])
        let output = try call("Dense", ["units": .int(2)], [call("Flatten", [:], [joined])])
        return try Network(name: "joining", inputs: [input], outputs: [output])
    }
}

/// Batches that are cut into samples, of fewer samples than parts, and of sums long enough to be shared.
@Test(arguments: Joining.all, [5, 2, 60])
func joiningLayersAgreeWithTheirExpressions(_ joining: Joining, _ batch: Int) throws {
    let fast = try joining.network(), slow = try joining.network()
    slow.usesLoops = false
    let x = try Stack.numbers([batch, 4, 5, 2], seed: 1), y = try Stack.numbers([batch, 2], seed: 2)
    for network in [fast, slow] {
        try network.compile(
            loss: #require(LossKind.named("mse")),
            optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0.005)]))
        for _ in 0..<5 { _ = try network.trainOnBatch(x, y) }
    }
    for (a, b) in zip(fast.weights, slow.weights) {
        let pairs = zip(try a.tensor().elements(as: Float.self), try b.tensor().elements(as: Float.self))
        #expect(pairs.allSatisfy { abs($0 - $1) < 2e-5 }, "\(a.name)")
    }
    let pairs = zip(
        try fast.predict(x).elements(as: Float.self), try slow.predict(x).elements(as: Float.self))
    #expect(pairs.allSatisfy { abs($0 - $1) < 2e-5 })
}
