import Testing

import Networks

/// Multiply-adds of networks as the literature and a pencil count them.
@Suite struct CostTests {
    private func network(_ input: [Int], _ layers: [(String, [String: Setting])]) throws -> Network {
        let network = Network(name: "counted")
        try network.setInput(shape: input)
        for (place, (name, settings)) in layers.enumerated() {
            let kind = try #require(LayerKind.named(name))
            try network.add(Layer(kind, name: "\(name)_\(place)", settings: settings))
        }
        return network
    }

    private func count(_ input: [Int], _ layers: [(String, [String: Setting])]) throws -> Int? {
        try network(input, layers).cost.multiplyAdds
    }

    private func convolution(
        _ filters: Int, _ size: Int, stride: Int = 1, padding: String = "valid", groups: Int = 1
    ) -> (String, [String: Setting]) {
        (
            "Conv2D",
            [
                "filters": .int(filters), "kernel_size": .int(size), "strides": .int(stride),
                "padding": .string(padding), "groups": .int(groups),
            ]
        )
    }

    /// LeCun et al. (1998) with full connections: 117,600 + 240,000 + 48,000 + 10,080 + 840.
    @Test func leNet5() throws {
        let pool: (String, [String: Setting]) = ("AveragePooling2D", [:])
        let counted = try count(
            [32, 32, 1],
            [
                convolution(6, 5), pool, convolution(16, 5), pool, ("Flatten", [:]), ("Dense", ["units": .int(120)]),
                ("Dense", ["units": .int(84)]), ("Dense", ["units": .int(10)]),
            ])
        #expect(counted == 416_520)
    }

    /// Krizhevsky et al. (2012), convolutions in two groups: 665,784,864 before the dense layers.
    @Test func convolutionsOfAlexNet() throws {
        let pool: (String, [String: Setting]) = ("MaxPooling2D", ["pool_size": .int(3), "strides": .int(2)])
        let counted = try count(
            [227, 227, 3],
            [
                convolution(96, 11, stride: 4), pool, convolution(256, 5, padding: "same", groups: 2), pool,
                convolution(384, 3, padding: "same"), convolution(384, 3, padding: "same", groups: 2),
                convolution(256, 3, padding: "same", groups: 2), pool, ("Flatten", [:]),
            ])
        #expect(counted == 105_415_200 + 223_948_800 + 149_520_384 + 112_140_288 + 74_760_192)
        #expect(counted == 665_784_864)
    }

    /// K² M D² by channel, M N D² across channels (Howard et al., 2017).
    @Test func separableConvolutionsCountBothParts() throws {
        let settings: [String: Setting] = ["kernel_size": .int(3), "padding": .string("same")]
        let byChannel = 9 * 32 * 56 * 56, across = 32 * 64 * 56 * 56
        #expect(try count([56, 56, 32], [("DepthwiseConv2D", settings)]) == byChannel)
        let whole = settings.merging(["filters": .int(64)]) { a, _ in a }
        #expect(try count([56, 56, 32], [("SeparableConv2D", whole)]) == byChannel + across)
    }

    /// Every weight of the two kernels in each of 7 steps: 7 (4 · 12 + 3 · 12).
    @Test func recurrentLayersCountEachStep() throws {
        #expect(try count([7, 4], [("LSTM", ["units": .int(3)])]) == 7 * (4 * 12 + 3 * 12))
    }

    @Test func transposedConvolutionsSpreadEachInput() throws {
        let settings: [String: Setting] = ["filters": .int(5), "kernel_size": .int(2), "strides": .int(2)]
        #expect(try count([6, 6, 3], [("Conv2DTranspose", settings)]) == 36 * 3 * 5 * 4)
    }

    @Test func lengthsThatOnlyDataTellCountNothing() throws {
        #expect(try count([-1, 4], [("LSTM", ["units": .int(3)])]) == nil)
    }

    @Test func viewsHaveNoMemoryOfTheirOwn() throws {
        let cost = try network([4, 4, 2], [("ReLU", [:]), ("Flatten", [:]), ("Dense", ["units": .int(3)])]).cost
        #expect(cost == Cost(multiplyAdds: 96, outputBytes: 4 * (32 + 3)))
    }

    /// No kind with weights is forgotten: what has no row here would count nothing.
    @Test func everyKindWithAKernelHasARow() throws {
        let counted = Set(LayerCost.table.map(\.kind))
        let withKernels = LayerKind.table.filter {
            $0.settings.contains { $0.name == "kernel_initializer" || $0.name == "depthwise_initializer" }
        }
        #expect(withKernels.map(\.name).filter { !counted.contains($0) } == [])
    }
}
