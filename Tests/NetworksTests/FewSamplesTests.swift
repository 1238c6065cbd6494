import Networks
import Tensors
import Testing

/// Networks whose layers share one image between workers.
private let shared: [Stack] = {
    func conv(_ filters: Int, _ size: Int, _ more: [String: Setting] = [:]) -> (String, [String: Setting]) {
        let own: [String: Setting] = [
            "filters": .int(filters), "kernel_size": .int(size), "activation": .string("relu"),
        ]
        return ("Conv2D", own.merging(more) { $1 })
    }
    let same: [String: Setting] = ["padding": .string("same")]
    let overlapping: [String: Setting] = same.merging(["pool_size": .int(3), "strides": .int(1)]) { $1 }
    return [
        Stack([9, 10, 2], [conv(5, 3, ["activation": .string("tanh")]), ("MaxPooling2D", [:])]),
        // Winograd's tiles, some of them over the border.
        Stack([13, 11, 1], [conv(16, 1), conv(32, 3, same), ("MaxPooling2D", overlapping), conv(16, 5, same)]),
        Stack([9, 8, 4], [conv(8, 3, ["strides": .int(2), "groups": .int(2)]), ("AveragePooling2D", overlapping)]),
        Stack([7, 9, 3], [("AveragePooling2D", same), conv(6, 2, ["dilation_rate": .int(2)])]),
        Stack([1, 1, 16], [conv(16, 1, ["activation": .string("softmax")])]),
    ]
}()

@Test(arguments: shared)
func fewImagesGiveTheSameBitsAsMany(_ stack: Stack) throws {
    let network = try stack.network()
    let x = try Stack.numbers([7] + stack.input, seed: 8)
    let many = try network.predict([x], batchSize: 7)[0].elements(as: Float.self)
    for size in 1...3 {
        #expect(try network.predict([x], batchSize: size)[0].elements(as: Float.self) == many, "batches of \(size)")
    }
}
