import Networks
import Tensors

/// Layers that change shapes, look values up, or bring images to another size.
extension ONNXRow {
    static let shaping = [
        ONNXRow("Flatten") { (call) throws(NetworkError) in
            let count = try call.outputShape()[0]
            return [
                call.value(
                    "Reshape", [call.x.name, try call.graph.whole(count < 0 ? [0, -1] : [-1, count])], rank: 2)
            ]
        },
        ONNXRow("Reshape") { (call) throws(NetworkError) in
            let shape = try call.outputShape()
            return [
                call.value(
                    "Reshape", [call.x.name, try call.graph.whole([shape.contains(-1) ? 0 : -1] + shape)],
                    rank: shape.count + 1)
            ]
        },
        ONNXRow("Permute") { (call) throws(NetworkError) in
            guard case .ints(let order)? = call.layer.allSettings["dims"] else {
                throw call.refused("dims are no whole numbers")
            }
            return [call.value("Transpose", [call.x.name], [("perm", .ints([0] + order))], rank: order.count + 1)]
        },
        ONNXRow("RepeatVector") { (call) throws(NetworkError) in
            let apart = call.graph.node("Unsqueeze", [call.x.name, try call.graph.whole([1])])
            let shape = try call.graph.whole([1, call.settings.count("n"), 1])
            return [call.value("Expand", [apart, shape], rank: 3)]
        },
        ONNXRow("Embedding") { (call) throws(NetworkError) in
            let numbers = call.graph.node("Cast", [call.x.name], [("to", .int(7))])
            let table = try call.graph.weight(call.needed("embeddings"))
            return [call.value("Gather", [table, numbers], [("axis", .int(0))], rank: call.x.rank + 1)]
        },
        padding("ZeroPadding1D", axes: 1), padding("ZeroPadding2D", axes: 2), cropping("Cropping1D", axes: 1),
        cropping("Cropping2D", axes: 2), middle("CenterCrop"), middle("RandomCrop"),
        ONNXRow("UpSampling1D") { (call) throws(NetworkError) in
            [try call.enlarged([call.settings.count("size")], isSmooth: false)]
        },
        ONNXRow("UpSampling2D") { (call) throws(NetworkError) in
            let size = try call.settings.ints("size", count: 2)
            return [try call.enlarged(size, isSmooth: call.isSmooth())]
        },
        ONNXRow("Resizing") { (call) throws(NetworkError) in
            let size = [try call.settings.count("height"), try call.settings.count("width")]
            return [try call.resized(call.inputs[0], size, isSmooth: call.isSmooth())]
        },
    ]

    private static func padding(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let pairs = try LayerKind.around(call.settings, "padding", axes: axes)
            let counts = [0] + pairs.map(\.0) + [0, 0] + pairs.map(\.1) + [0]
            return [call.value("Pad", [call.x.name, try call.graph.whole(counts)], rank: axes + 2)]
        }
    }

    private static func cropping(_ name: String, axes: Int) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let pairs = try LayerKind.around(call.settings, "cropping", axes: axes)
            // An end of 0 less is beyond every length.
            return [try call.sliced(pairs.map(\.0), pairs.map { $0.1 == 0 ? Int(Int32.max) : -$0.1 })]
        }
    }

    /// The middle of images; of smaller ones the largest part of the wanted form, resized.
    private static func middle(_ name: String) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let height = try call.settings.count("height"), width = try call.settings.count("width")
            let h = call.shape[0], w = call.shape[1]
            guard h > 0, w > 0 else { throw call.refused("its input's height and width are not known") }
            let isLarge = h >= height && w >= width
            let rows = isLarge ? height : min(h, Int(Double(w * height) / Double(width)))
            let columns = isLarge ? width : min(w, Int(Double(h * width) / Double(height)))
            let top = (h - rows) / 2, left = (w - columns) / 2
            let part = try call.sliced([top, left], [top + rows, left + columns])
            return [isLarge ? part : try call.resized(part, [height, width], isSmooth: true)]
        }
    }
}

extension ONNXCall {
    func isSmooth() throws(NetworkError) -> Bool { try settings.string("interpolation").lowercased() == "bilinear" }

    /// A part along the axes behind the batch.
    func sliced(_ starts: [Int], _ ends: [Int]) throws(NetworkError) -> ONNXValue {
        let x = self.x
        return value(
            "Slice",
            [x.name, try graph.whole(starts), try graph.whole(ends), try graph.whole(Array(1...starts.count))],
            rank: x.rank)
    }

    /// Each place several times, or places between.
    func enlarged(_ factors: [Int], isSmooth: Bool) throws(NetworkError) -> ONNXValue {
        let x = graph.channelsFirst(inputs[0])
        let scales = try graph.floats([1, 1] + factors.map { Double($0) }, [factors.count + 2])
        return value(
            "Resize", [x.name, "", scales], ONNXCall.resizing(isSmooth, isWhole: true), rank: x.rank, isFirst: true)
    }

    /// Images of a size of their own.
    func resized(_ x: ONNXValue, _ size: [Int], isSmooth: Bool) throws(NetworkError) -> ONNXValue {
        let x = graph.channelsFirst(x)
        let lead = graph.node("Shape", [x.name], [("start", .int(0)), ("end", .int(2))])
        let form = graph.node("Concat", [lead, try graph.whole(size)], [("axis", .int(0))])
        return value(
            "Resize", [x.name, "", "", form], ONNXCall.resizing(isSmooth, isWhole: false), rank: x.rank, isFirst: true)
    }

    private static func resizing(_ isSmooth: Bool, isWhole: Bool) -> [(String, ONNXAttribute)] {
        if isSmooth {
            return [("mode", .text("linear")), ("coordinate_transformation_mode", .text("half_pixel"))]
        }
        return [
            ("mode", .text("nearest")),
            ("coordinate_transformation_mode", .text(isWhole ? "asymmetric" : "half_pixel")),
            ("nearest_mode", .text(isWhole ? "floor" : "round_prefer_ceil")),
        ]
    }
}
