import Networks
import Tensors

/// Convolutions and poolings: ONNX wants channels behind the batch, and filters as [outputs, inputs, window…].
extension ONNXRow {
    static let convolutions = [
        convolution("Conv1D", axes: 1), convolution("Conv2D", axes: 2), depthwise("DepthwiseConv1D", axes: 1),
        depthwise("DepthwiseConv2D", axes: 2), separable("SeparableConv1D", axes: 1),
        separable("SeparableConv2D", axes: 2), transposed("Conv1DTranspose", axes: 1),
        transposed("Conv2DTranspose", axes: 2), local("LocallyConnected1D", axes: 1),
        local("LocallyConnected2D", axes: 2),
    ]

    /// [window…, inputs, filters] as [filters, inputs, window…].
    private static func outputsFirst(_ kernel: Tensor) throws(TensorError) -> Tensor {
        let rank = kernel.rank
        return try kernel.transposed([rank - 1, rank - 2] + Array(0..<rank - 2)).contiguous()
    }

    /// [window…, channels, multiplier] as [channels multiplier, 1, window…].
    private static func channelwise(_ kernel: Tensor) throws(TensorError) -> Tensor {
        let rank = kernel.rank, window = Array(kernel.shape.prefix(rank - 2))
        let turned = try kernel.transposed([rank - 2, rank - 1] + Array(0..<rank - 2)).contiguous()
        return try turned.reshaped([kernel.shape[rank - 2] * kernel.shape[rank - 1], 1] + window)
    }

    private static func convolution(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let kernel = try call.graph.weight(call.needed("kernel"), "_first") { (x) throws(TensorError) in
                try outputsFirst(x)
            }
            return try call.finished(
                call.convolved(call.inputs[0], kernel, axes: axes, groups: call.settings.count("groups")))
        }
    }

    private static func depthwise(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let kernel = try call.graph.weight(call.needed("kernel"), "_by_channel") { (x) throws(TensorError) in
                try channelwise(x)
            }
            return try call.finished(call.convolved(call.inputs[0], kernel, axes: axes, groups: call.shape.last ?? 1))
        }
    }

    private static func separable(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let first = try call.graph.weight(call.needed("depthwise_kernel"), "_by_channel") {
                (x) throws(TensorError) in try channelwise(x)
            }
            let second = try call.graph.weight(call.needed("pointwise_kernel"), "_first") { (x) throws(TensorError) in
                try outputsFirst(x)
            }
            let apart = try call.convolved(
                call.inputs[0], first, axes: axes, groups: call.shape.last ?? 1, hasBias: false)
            let inputs = [apart.name, second] + (try call.constant("bias").map { [$0] } ?? [])
            return try call.finished(call.value("Conv", inputs, rank: axes + 2, isFirst: true))
        }
    }

    private static func transposed(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            // [window…, filters, inputs] as [inputs, filters, window…].
            let kernel = try call.graph.weight(call.needed("kernel"), "_first") { (x) throws(TensorError) in
                try outputsFirst(x)
            }
            let s = call.settings, x = call.graph.channelsFirst(call.inputs[0])
            let size = try s.ints("kernel_size", count: axes), strides = try s.ints("strides", count: axes)
            let spread = try s.ints("dilation_rate", count: axes)
            // What is cut off or added does not depend on the input's length: where that is open, any will do.
            let probe = call.shape.enumerated().map { $0.element < 0 && $0.offset < axes ? 8 : $0.element }
            let wanted = try call.layer.outputShapes([probe])[0]
            var before: [Int] = [], after: [Int] = [], more: [Int] = []
            for axis in 0..<axes {
                let full = strides[axis] * (probe[axis] - 1) + (size[axis] - 1) * spread[axis] + 1
                let cut = max(full - wanted[axis], 0)
                before.append(cut / 2)
                after.append(cut - cut / 2)
                more.append(max(wanted[axis] - full, 0))
            }
            let inputs = [x.name, kernel] + (try call.constant("bias").map { [$0] } ?? [])
            return try call.finished(
                call.value(
                    "ConvTranspose", inputs,
                    [
                        ("strides", .ints(strides)), ("dilations", .ints(spread)), ("pads", .ints(before + after)),
                        ("output_padding", .ints(more)),
                    ], rank: axes + 2, isFirst: true))
        }
    }

    /// Filters of each place: the windows are gathered, [N, places, patch], and multiplied place by place.
    private static func local(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let s = call.settings, shape = call.shape
            let size = try s.ints("kernel_size", count: axes), strides = try s.ints("strides", count: axes)
            let output = try call.outputShape(), channels = shape[axes]
            guard !shape.contains(where: { $0 < 0 }) else { throw call.refused("its input's shape is not known") }
            var places: [Scalar] = []
            let columns = axes == 2 ? output[1] : 1, width = axes == 2 ? shape[1] : 1
            let reach = axes == 2 ? size[1] : 1, step = axes == 2 ? strides[1] : 1
            for row in 0..<output[0] {
                for column in 0..<columns {
                    for i in 0..<size[0] {
                        for j in 0..<reach {
                            let first = ((row * strides[0] + i) * width + column * step + j) * channels
                            for c in 0..<channels { places.append(.int(Int64(first + c))) }
                        }
                    }
                }
            }
            let patch = size.reduce(1, *) * channels, count = output[0] * columns
            let numbers = places
            let index = try converting { () throws(TensorError) in
                let index = try Tensor(shape: [count, patch], dtype: .int64)
                index.write(numbers)
                return index
            }
            let graph = call.graph
            let flat = graph.node("Reshape", [call.x.name, try graph.whole([-1, shape.reduce(1, *)])])
            let patches = graph.node("Gather", [flat, try graph.constant(index, "places")], [("axis", .int(1))])
            let byPlace = graph.node("Transpose", [patches], [("perm", .ints([1, 0, 2]))])
            let products = graph.node("MatMul", [byPlace, try graph.weight(call.needed("kernel"))])
            let bySample = graph.node("Transpose", [products], [("perm", .ints([1, 0, 2]))])
            var y = call.value("Reshape", [bySample, try graph.whole([-1] + output)], rank: axes + 2)
            if let bias = try call.constant("bias") { y = call.value("Add", [y.name, bias], rank: axes + 2) }
            return try call.finished(y)
        }
    }

    // MARK: Pooling

    static let pooling = [
        pool("MaxPooling1D", "MaxPool", axes: 1), pool("MaxPooling2D", "MaxPool", axes: 2),
        pool("AveragePooling1D", "AveragePool", axes: 1), pool("AveragePooling2D", "AveragePool", axes: 2),
        global("GlobalMaxPooling1D", "ReduceMax"), global("GlobalMaxPooling2D", "ReduceMax"),
        global("GlobalAveragePooling1D", "ReduceMean"), global("GlobalAveragePooling2D", "ReduceMean"),
    ]

    private static func pool(_ name: String, _ operation: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let s = call.settings
            let size = try s.ints("pool_size", count: axes)
            let strides = s.isNone("strides") ? size : try s.ints("strides", count: axes)
            let x = call.graph.channelsFirst(call.inputs[0])
            let border = try call.border(size: size, strides: strides, spread: [Int](repeating: 1, count: axes))
            return [
                call.value(
                    operation, [x.name], [("kernel_shape", .ints(size)), ("strides", .ints(strides)), border],
                    rank: axes + 2, isFirst: true)
            ]
        }
    }

    private static func global(_ name: String, _ operation: String) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let x = call.inputs[0], keeps = try call.settings.bool("keepdims")
            let axes = x.isChannelsFirst ? Array(2..<x.rank) : Array(1..<x.rank - 1)
            return [
                call.value(
                    operation, [x.name, try call.graph.whole(axes)], [("keepdims", .int(keeps ? 1 : 0))],
                    rank: keeps ? x.rank : 2, isFirst: keeps && x.isChannelsFirst)
            ]
        }
    }
}

extension ONNXCall {
    /// A convolution of a value; the layer's bias is added.
    func convolved(_ x: ONNXValue, _ kernel: String, axes: Int, groups: Int, hasBias: Bool = true) throws(NetworkError)
        -> ONNXValue
    {
        let size = try settings.ints("kernel_size", count: axes), strides = try settings.ints("strides", count: axes)
        let spread = try settings.ints("dilation_rate", count: axes)
        var inputs = [graph.channelsFirst(x).name, kernel]
        if hasBias, let bias = try constant("bias") { inputs.append(bias) }
        return value(
            "Conv", inputs,
            [
                ("kernel_shape", .ints(size)), ("strides", .ints(strides)), ("dilations", .ints(spread)),
                ("group", .int(groups)), try border(size: size, strides: strides, spread: spread),
            ], rank: axes + 2, isFirst: true)
    }

    /// What surrounds the input. Without steps, or with a known length, it is counted here; else the reader counts.
    func border(size: [Int], strides: [Int], spread: [Int]) throws(NetworkError) -> (String, ONNXAttribute) {
        let name = try settings.string("padding").lowercased()
        var before: [Int] = [], after: [Int] = []
        for axis in size.indices {
            let reach = (size[axis] - 1) * spread[axis] + 1, extent = shape[axis]
            var all = 0
            switch name {
            case "causal": all = reach - 1
            case "same" where strides[axis] == 1: all = reach - 1
            case "same":
                if extent < 0 { return ("auto_pad", .text("SAME_UPPER")) }
                all = max(0, ((extent + strides[axis] - 1) / strides[axis] - 1) * strides[axis] + reach - extent)
            default: break
            }
            before.append(name == "causal" ? all : all / 2)
            after.append(name == "causal" ? 0 : all - all / 2)
        }
        return ("pads", .ints(before + after))
    }
}
