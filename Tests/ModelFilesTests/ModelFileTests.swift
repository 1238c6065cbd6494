import Foundation
import JSON
import ModelFiles
import Networks
import Tensors
import Testing

/// Files that Keras 3 wrote (Fixtures/write.py) and files of our own.
@Suite struct ModelFileTests {
    private func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return Array(try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name)")))
    }

    /// The numbers that write.py makes.
    private func fixed(_ shape: [Int], _ k: Int) throws -> Tensor {
        let tensor = try Tensor(shape: shape, dtype: .float32)
        let target = tensor.start.assumingMemoryBound(to: Float.self)
        for i in 0..<tensor.count { target[i] = Float(Double((i * 7919 + k * 613) % 1009) / 504.5 - 1) }
        return tensor
    }

    private func inputs(_ name: String) throws -> [Tensor] {
        switch name {
        case "stack.keras": [try fixed([4, 3, 3, 1], 3)]
        case "graph.keras": [try fixed([4, 2], 3), try fixed([4, 2], 4)]
        default: [try fixed([4, 2], 3)]
        }
    }

    private func load(_ bytes: [UInt8]) throws -> Network {
        try ModelFile.load(bytes, compiles: true, Randomness(seed: 1))
    }

    private func check(_ network: Network, _ name: String) throws {
        let json = try JSON(parsing: fixture("expected.json"))
        let expected = try #require(json[name]?.array)
        let outputs = try network.predict(inputs(name))
        try #require(outputs.count == expected.count)
        for (output, numbers) in zip(outputs, expected) {
            let values = try output.elements(as: Float.self)
            let wanted = try #require(numbers.array).compactMap(\.double)
            try #require(values.count == wanted.count)
            for (a, b) in zip(values, wanted) { #expect(abs(Double(a) - b) < 1e-5 * max(1, abs(b))) }
        }
    }

    static let names = ["stack.keras", "graph.keras", "old.h5"]

    @Test(arguments: names) func kerasFilesGiveKerasOutputs(_ name: String) throws {
        let network = try load(fixture(name))
        try check(network, name)
        #expect(network.optimizer?.iterations == 3)
    }

    @Test(arguments: names) func whatIsReadIsWrittenAndReadAgain(_ name: String) throws {
        let network = try load(fixture(name))
        for bytes in [try ModelFile.keras(network), try ModelFile.legacy(network)] {
            let again = try load(bytes)
            try check(again, name)
            #expect(again.optimizer?.iterations == 3)
            #expect(again.metricNames == network.metricNames)
        }
        let fresh = try ModelFile.network(json: ModelFile.json(network).text(), Randomness(seed: 9))
        try ModelFile.loadWeights(ModelFile.weights(network), into: fresh)
        try check(fresh, name)
    }

    @Test(arguments: names) func cutFilesAreErrors(_ name: String) throws {
        let bytes = try fixture(name)
        for count in stride(from: 0, to: bytes.count, by: max(bytes.count / 60, 1)) {
            #expect(throws: NetworkError.self) { try load(Array(bytes.prefix(count))) }
        }
    }

    /// Wrong bytes give other numbers or an error, never a trap.
    @Test func damagedFilesNeverTrap() throws {
        let bytes = try fixture("old.h5")
        let random = Randomness(seed: 7)
        for _ in 0..<1000 {
            var damaged = bytes
            for _ in 0..<(1 + random.below(3)) {
                damaged[random.below(damaged.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = try? load(damaged)
        }
    }

    @Test func weightsOfAnotherModelAreRefusedAndChangeNothing() throws {
        let network = try load(fixture("old.h5"))
        let other = try load(fixture("stack.keras"))
        #expect(throws: NetworkError.self) { try ModelFile.loadWeights(ModelFile.weights(other), into: network) }
        try check(network, "old.h5")
    }

    @Test func unknownSettingsAndClassesAreNamed() throws {
        let text = try ModelFile.json(load(fixture("old.h5"))).text()
        #expect {
            try ModelFile.network(
                json: text.replacingOccurrences(of: "\"use_bias\":true", with: "\"use_bias\":true,\"lora_rank\":4"),
                Randomness(seed: 1))
        } throws: { ($0 as? NetworkError)?.message.contains("lora_rank") == true }
        #expect {
            try ModelFile.network(
                json: text.replacingOccurrences(of: "\"Dense\"", with: "\"Denser\""), Randomness(seed: 1))
        } throws: { ($0 as? NetworkError)?.message.contains("Denser") == true }
    }

    @Test func lyingConfigurationsAreErrors() throws {
        for text in [
            "", "{", "[]", "null", "{\"class_name\":\"Functional\",\"config\":{\"layers\":[]}}",
            "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{}]}}",
            "{\"class_name\":\"Functional\",\"config\":{\"layers\":[{\"class_name\":\"Dense\",\"config\":{\"units\":2},\"name\":\"d\",\"inbound_nodes\":[{\"args\":[{\"class_name\":\"__keras_tensor__\",\"config\":{\"keras_history\":[\"d\",0,0]}}]}]}],\"input_layers\":[\"d\",0,0],\"output_layers\":[\"d\",0,0]}}",
            "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,9000000000,9000000000]}}]}}",
        ] {
            #expect(throws: NetworkError.self) { try ModelFile.network(json: text, Randomness(seed: 1)) }
        }
    }
}
