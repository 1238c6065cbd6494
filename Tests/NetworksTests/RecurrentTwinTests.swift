import Networks
import Tensors
import Testing

/// Makes layers with names and weights that are the same each time.
private final class Maker {
    private let randomness = Randomness(seed: 31)
    private var count = 0

    func layer(_ kind: String, _ settings: [String: Setting]) throws -> Layer {
        count += 1
        return try Layer(#require(LayerKind.named(kind)), name: "layer\(count)", settings: settings)
    }

    func callAll(_ kind: String, _ settings: [String: Setting], _ inputs: [Symbol]) throws -> [Symbol] {
        try LayerCall.call(layer(kind, settings), inputs, randomness)
    }

    func call(_ kind: String, _ settings: [String: Setting], _ inputs: Symbol...) throws -> Symbol {
        try callAll(kind, settings, inputs)[0]
    }
}

/// Networks with layers that walk along sequences: their loops against their expressions.
struct Walking: Sendable, CustomStringConvertible {
    /// Kinds that stand here and in no stack.
    static let kinds = ["SimpleRNN", "LSTM", "GRU", "Embedding", "Bidirectional", "TimeDistributed"]

    let description: String
    let input: [Int]
    /// True where samples are whole numbers from 0 to 3, whose zeros fill up.
    var areTokens = false
    private let make: @Sendable (Maker, Symbol) throws -> Symbol

    private init(
        _ description: String, _ input: [Int], areTokens: Bool = false,
        _ make: @escaping @Sendable (Maker, Symbol) throws -> Symbol
    ) {
        self.description = description
        self.input = input
        self.areTokens = areTokens
        self.make = make
    }

    /// A layer upon a dense one, so that its inputs' gradients are seen too, and below another one.
    private init(_ kind: String, _ input: [Int], _ settings: [String: Setting]) {
        self.init("\(kind) \(input) \(settings)", input) { (maker, x) in
            let inputs = try maker.call("Dense", ["units": .int(input[1])], x)
            return try maker.callAll(kind, settings.merging(Walking.usual) { a, _ in a }, [inputs])[0]
        }
    }

    /// Biases that are not zero.
    private static let usual: [String: Setting] = ["bias_initializer": .string("random_normal")]

    static let all: [Walking] = {
        var all: [Walking] = []
        for kind in ["SimpleRNN", "LSTM", "GRU"] {
            for (steps, features, units) in [(5, 4, 3), (1, 1, 16), (4, 3, 17), (3, 20, 33), (6, 1, 1), (2, 9, 64)] {
                all.append(Walking(kind, [steps, features], ["units": .int(units)]))
            }
            let settings: [[String: Setting]] = [
                ["return_sequences": .bool(true)], ["go_backwards": .bool(true)], ["use_bias": .bool(false)],
                ["return_sequences": .bool(true), "go_backwards": .bool(true)],
                ["activation": .string("relu")], ["activation": .string("sigmoid")], ["activation": .string("linear")],
                ["activation": .string("softsign")],
                ["dropout": .double(0.4)], ["recurrent_dropout": .double(0.4)],
                ["dropout": .double(0.2), "recurrent_dropout": .double(0.3), "return_sequences": .bool(true)],
                ["dropout": .double(1), "recurrent_dropout": .double(1)],
            ]
            for row in settings {
                all.append(Walking(kind, [4, 5], row.merging(["units": .int(7)]) { a, _ in a }))
            }
            all.append(states(kind))
            all.append(forgetful(kind))
            all += [true, false].map { tokens(kind, $0) }
            all += ["concat", "sum", "mul", "ave"].flatMap { mode in
                [true, false].map { bidirectional(kind, mode, givesAll: $0, isMasked: mode == "concat") }
            }
        }
        for settings in [
            [:], ["return_sequences": .bool(true), "go_backwards": .bool(true)], ["use_bias": .bool(false)],
            ["units": .int(33)], ["units": .int(1)], ["units": .int(64), "activation": .string("relu")],
            ["dropout": .double(0.3), "recurrent_dropout": .double(0.3)],
        ] as [[String: Setting]] {
            let first: [String: Setting] = ["units": .int(6), "reset_after": .bool(false)]
            all.append(Walking("GRU", [4, 5], settings.merging(first) { a, _ in a }))
        }
        all.append(states("GRU", ["reset_after": .bool(false)]))
        all.append(tokens("GRU", true, ["reset_after": .bool(false)]))
        all.append(Walking("LSTM", [4, 5], ["units": .int(6), "recurrent_activation": .string("hard_sigmoid")]))
        all.append(
            Walking("two layers and one for each step", [5, 3]) { (maker, x) in
                let one = try maker.call("LSTM", ["units": .int(6), "return_sequences": .bool(true)], x)
                let two = try maker.call("GRU", ["units": .int(5), "return_sequences": .bool(true)], one)
                let inner = try maker.layer("Dense", ["units": .int(4), "activation": .string("tanh")])
                return try maker.call("TimeDistributed", ["layer": .layer(inner)], two)
            })
        all.append(
            Walking("both ways apart", [4, 3]) { (maker, x) in
                let inner = try maker.layer("GRU", ["units": .int(3), "return_sequences": .bool(true)])
                let pair = try maker.callAll(
                    "Bidirectional", ["layer": .layer(inner), "merge_mode": Setting.none], [x])
                return try maker.call("Concatenate", [:], pair[0], pair[1])
            })
        return all
    }()

    /// An encoder, whose states a decoder begins with; all its outputs learn.
    private static func states(_ kind: String, _ settings: [String: Setting] = [:]) -> Walking {
        Walking("\(kind) from state to state \(settings)", [4, 3]) { (maker, x) in
            let usual: [String: Setting] = ["units": .int(5), "return_state": .bool(true)]
            let begin = settings.merging(usual) { a, _ in a }
            let encoded = try maker.callAll(kind, begin, [x])
            let decoded = try maker.callAll(
                kind, begin.merging(["return_sequences": .bool(true)]) { a, _ in a }, [x] + encoded.dropFirst())
            let flat = try maker.call("Flatten", [:], decoded[0])
            return try maker.callAll("Concatenate", [:], [flat] + decoded.dropFirst() + [encoded[0]])[0]
        }
    }

    private static func tokens(_ kind: String, _ givesAll: Bool, _ settings: [String: Setting] = [:]) -> Walking {
        Walking("\(kind) over tokens, all \(givesAll) \(settings)", [6], areTokens: true) { (maker, x) in
            let usual: [String: Setting] = [
                "units": .int(6), "return_sequences": .bool(givesAll), "go_backwards": .bool(!givesAll),
            ]
            let embedded = try maker.call(
                "Embedding", ["input_dim": .int(4), "output_dim": .int(5), "mask_zero": .bool(true)], x)
            return try maker.call(kind, settings.merging(usual) { a, _ in a }, embedded)
        }
    }

    /// Both ways forget inputs and states, each its own.
    private static func forgetful(_ kind: String) -> Walking {
        Walking("\(kind) both ways, forgetting", [5], areTokens: true) { (maker, x) in
            let embedded = try maker.call(
                "Embedding", ["input_dim": .int(4), "output_dim": .int(3), "mask_zero": .bool(true)], x)
            let inner = try maker.layer(
                kind, ["units": .int(5), "dropout": .double(0.3), "recurrent_dropout": .double(0.4)])
            return try maker.call("Bidirectional", ["layer": .layer(inner)], embedded)
        }
    }

    private static func bidirectional(_ kind: String, _ mode: String, givesAll: Bool, isMasked: Bool) -> Walking {
        Walking("\(kind) both ways, \(mode), all \(givesAll)", [5], areTokens: true) { (maker, x) in
            let embedded = try maker.call(
                "Embedding", ["input_dim": .int(4), "output_dim": .int(3), "mask_zero": .bool(isMasked)], x)
            let inner = try maker.layer(kind, ["units": .int(5), "return_sequences": .bool(givesAll)])
            return try maker.call(
                "Bidirectional", ["layer": .layer(inner), "merge_mode": .string(mode)], embedded)
        }
    }

    func network(usesLoops: Bool, workers: Int = 2) throws -> Network {
        let maker = Maker(), input = Symbol(name: "input", shape: input)
        let top = try make(maker, input)
        let output = try maker.call("Dense", ["units": .int(2)], maker.call("Flatten", [:], top))
        let network = try Network(
            name: "walking", inputs: [input], outputs: [output], workers: .init(count: workers))
        network.usesLoops = usesLoops
        network.randomness = Randomness(seed: 32)
        try network.compile(
            loss: #require(LossKind.named("mse")),
            optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0.05)]))
        return network
    }

    func samples(_ count: Int) throws -> Tensor {
        if !areTokens { return try Stack.numbers([count] + input, seed: 1) }
        let all = count * input.reduce(1, *)
        return try Tensor((0..<all).map { (i: Int) -> Double in Double(i * 7919 % 1009 % 4) }, shape: [count] + input)
    }
}

private func numbers(_ network: Network) throws -> [[Float]] {
    try network.weights.map { try $0.tensor().elements(as: Float.self) }
}

private func largest(_ a: [[Float]], _ b: [[Float]]) -> Float {
    #expect(a.map(\.count) == b.map(\.count))
    return zip(a.joined(), b.joined()).map { abs($0 - $1) }.max() ?? 0
}

/// Batches of 9, the last of 2: parts of several sizes.
private func train(_ network: Network, _ walking: Walking) throws {
    var options = FitOptions()
    options.batchSize = 9
    options.epochs = 3
    try network.fit(walking.samples(20), Stack.numbers([20, 2], seed: 2), options: options, events: FitEvents())
}

@Test(arguments: Walking.all)
func walksAgreeWithTheirExpressions(_ walking: Walking) throws {
    let fast = try walking.network(usesLoops: true), slow = try walking.network(usesLoops: false)
    for network in [fast, slow] { try train(network, walking) }
    #expect(try largest(numbers(fast), numbers(slow)) < 2e-5)
    let x = try walking.samples(11)
    let (a, b) = (try fast.predict(x, batchSize: 4), try slow.predict(x, batchSize: 4))
    #expect(try largest([a.elements(as: Float.self)], [b.elements(as: Float.self)]) < 2e-5)
}

@Test(arguments: [1, 3])
func walksLearnTheSameWhateverTheWorkers(_ workers: Int) throws {
    for walking in Walking.all.filter({ $0.description.contains("[3, 20]") || $0.areTokens }) {
        let two = try walking.network(usesLoops: true), others = try walking.network(usesLoops: true, workers: workers)
        for network in [two, others] { try train(network, walking) }
        #expect(try numbers(two) == numbers(others), "\(walking)")
    }
}

@Test func anUnknownNumberIsRefusedByLoopsAndExpressionAlike() throws {
    let walking = try #require(Walking.all.first { $0.areTokens })
    for wrong in [4.0, -1, 1e20, .nan] {
        var messages: [String] = []
        for usesLoops in [true, false] {
            let network = try walking.network(usesLoops: usesLoops)
            let x = try Tensor([1, 2, wrong, 0, 0, 0], shape: [1, 6])
            let error = #expect(throws: NetworkError.self) { try network.predict(x) }
            messages.append(error?.message ?? "")
        }
        #expect(messages[0] == messages[1], "\(wrong)")
    }
}
