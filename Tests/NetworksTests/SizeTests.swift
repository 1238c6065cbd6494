import Networks
import Testing

/// Sizes that no machine has are errors before anything overflows or is allocated.
@Suite struct SizeTests {
    @Test(arguments: [
        ("Dense", ["units": Setting.int(1 << 40)]),
        ("Conv2D", ["filters": .int(1), "kernel_size": .int(1 << 40)]),
        ("Conv2D", ["filters": .int(1), "kernel_size": .int(3), "dilation_rate": .int(1 << 62)]),
        ("MaxPooling2D", ["strides": .ints([1 << 62, 1]), "padding": .string("same")]),
    ])
    func settingsBeyondMemoryAreErrors(kind: String, settings: [String: Setting]) throws {
        let row = try #require(LayerKind.named(kind))
        #expect(throws: NetworkError.self) { try Layer(row, name: "layer", settings: settings) }
    }

    @Test(arguments: [[1 << 40], [1 << 32, 1 << 32], [0], [-2, 3]])
    func inputsBeyondMemoryAreErrors(shape: [Int]) {
        #expect(throws: NetworkError.self) { try Network(name: "network").setInput(shape: shape) }
    }
}
