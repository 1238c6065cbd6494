import Arrays
import Detection
import Language
import Tensors
import Vision

/// What `svertka.detection` leaves to machine code: its loops over boxes, cells and pixels.
enum DetectionModule {
    static let modules = [
        NativeModule(
            "svertka.detection", doc: "Objects in pictures: KITTI's labels, DetectNet, road scenes, average precision.",
            written: DetectionText.module),
        NativeModule(
            "svertka._detection", doc: "Loops of svertka.detection.",
            functions: [iou, group, coverage, place, paint, halve, curve, read, size, stream]),
    ]

    private static let gridParameters: [Parameter] = [
        Parameter("rows", doc: "Cells."), Parameter("columns", doc: "Cells."), Parameter("classes"),
        Parameter("stride", .int(16), doc: "Pixels from cell to cell."),
        Parameter("scale", .float(0.4), doc: "The share of a box's sides that is covered."),
        Parameter("minimum", .float(20), doc: "Pixels that are covered at least."),
    ]

    /// The grid that six arguments from `place` on describe.
    static func grid(_ call: Call, from place: Int) throws(LanguageError) -> CoverageGrid {
        let given = DetectionArguments(call: call)
        return CoverageGrid(
            stride: try given.integer(place + 3, 1...1024), rows: try given.integer(place, 1...4096),
            columns: try given.integer(place + 1, 1...4096), classes: try given.integer(place + 2, 1...256),
            scale: try given.number(place + 4, 0...1), minimum: try given.number(place + 5, 0...4096))
    }

    private static let iou = NativeFunction(
        "iou",
        [
            Parameter("a", doc: "Boxes [N, 4]: left, top, right, bottom."), Parameter("b", doc: "Boxes [M, 4]."),
            Parameter("of", .str("union"), doc: "'union', or 'first': the share of a box of a that lies in one of b."),
        ], doc: "How much boxes overlap: float64 [N, M]."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let (a, b) = (try given.boxes(0), try given.boxes(1))
        guard a.count * b.count <= 1 << 27 else {
            throw .valueError("\(a.count) x \(b.count) overlaps are too many at once")
        }
        let isUnion = try call.string(2) == "union"
        if !isUnion, try call.string(2) != "first" { throw .valueError("of must be 'union' or 'first'") }
        let values = a.flatMap { box in b.map { isUnion ? box.iou($0) : box.share(in: $0) } }
        return try DetectionArguments.array(values, [a.count, b.count])
    }

    private static let group = NativeFunction(
        "group",
        [
            Parameter("rectangles", doc: "[N, 4]: left, top, width, height."), Parameter("threshold"),
            Parameter("eps"), Parameter("rounded", .bool(false), doc: "True rounds means to whole pixels."),
        ], doc: "OpenCV's groupRectangles: means [G, 4], sizes [G] and each rectangle's group [N], -1 for none."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let rows = try given.rows(0, of: 4)
        guard rows.count <= RectangleGroups.limit else {
            throw .valueError(
                "\(rows.count) rectangles are more than the \(RectangleGroups.limit) that are grouped",
                hint: "a higher threshold of the coverage leaves fewer")
        }
        let result = RectangleGroups.group(
            rows.map { SIMD4($0[0], $0[1], $0[2], $0[3]) }, threshold: try call.int(1), eps: try call.double(2),
            isRounded: try call.bool(3))
        let means = result.rectangles.flatMap { [$0.x, $0.y, $0.z, $0.w] }
        return Value([
            try DetectionArguments.array(means, [result.weights.count, 4]),
            try DetectionArguments.array(result.weights.map { Int64($0) }, [result.weights.count]),
            try DetectionArguments.array(result.members.map { Int64($0) }, [rows.count]),
        ])
    }

    private static let coverage = NativeFunction(
        "coverage", [Parameter("boxes", doc: "[N, 4]"), Parameter("labels", doc: "[N], -1: unknown")] + gridParameters,
        doc: "DetectNet's ground truth of an image: float32 [rows, columns, classes + 9]."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let boxes = try given.boxes(0), labels = try given.integers(1), grid = try grid(call, from: 2)
        try given.same(labels.count, 1, as: boxes.count)
        let result = try lifting { () throws(TensorError) in
            try Tensor(shape: [grid.rows, grid.columns, grid.depth], dtype: .float32)
        }
        let start = result.start.assumingMemoryBound(to: Float.self)
        grid.write(boxes, labels: labels, to: UnsafeMutableBufferPointer(start: start, count: result.count))
        return Value(result)
    }

    private static let place = NativeFunction(
        "place",
        [
            Parameter("image", doc: "uint8 [H, W, 3]"), Parameter("height"), Parameter("width"),
            Parameter("scale", .float(1)), Parameter("x", .float(0)), Parameter("y", .float(0)),
            Parameter("flip", .bool(false)), Parameter("hue", .float(0), doc: "degrees"),
            Parameter("fade", .float(0), doc: "share of the colour that is taken away"),
        ], doc: "An image laid into another size: scaled, moved, mirrored, its colours changed."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let image = try given.image(0)
        let height = try given.integer(1, 1...16384), width = try given.integer(2, 1...16384)
        var placement = FramePlacement(scale: try given.number(3, 0.001...1000))
        placement.x = try given.number(4, -1e6...1e6)
        placement.y = try given.number(5, -1e6...1e6)
        placement.isFlipped = try call.bool(6)
        placement.turn(by: try given.number(7, -360...360), fading: try given.number(8, 0...1))
        let result = try lifting { () throws(TensorError) in try Tensor(shape: [height, width, 3], dtype: .uint8) }
        placement.write(
            image, width: width, height: height,
            to: UnsafeMutableBufferPointer(
                start: result.start.assumingMemoryBound(to: UInt8.self), count: result.count))
        return Value(result)
    }

    private static let paint = NativeFunction(
        "paint",
        [
            Parameter("image", doc: "uint8 [H, W, 3]"), Parameter("owners", doc: "int32 [H, W]"),
            Parameter("points", doc: "[P, 2]: x and y of all corners"),
            Parameter("counts", doc: "corners of each polygon"),
            Parameter("colours", doc: "[N, 6]: at the top and at the bottom"), Parameter("ids", doc: "[N]"),
        ], doc: "Fills polygons one over the other: the image, and whose each pixel is."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let image = try given.image(0)
        let owners = try given.integers(1).map { Int32(truncatingIfNeeded: $0) }
        try given.same(owners.count, 1, as: image.width * image.height)
        let points = try given.rows(2, of: 2).map { SIMD2($0[0], $0[1]) }
        let counts = try given.integers(3), colours = try given.rows(4, of: 6), ids = try given.integers(5)
        try given.same(colours.count, 4, as: counts.count)
        try given.same(ids.count, 5, as: counts.count)
        if counts.contains(where: { $0 < 0 || $0 > points.count }) { throw .valueError("counts must be from 0 on") }
        try given.same(points.count, 2, as: counts.reduce(0, +))
        var painter = PolygonPainter(width: image.width, height: image.height, pixels: image.pixels, owners: owners)
        var next = 0
        for (place, count) in counts.enumerated() {
            let c = colours[place]
            painter.fill(
                points[next..<next + count], colour: SIMD3(c[0], c[1], c[2]), bottom: SIMD3(c[3], c[4], c[5]),
                owner: Int32(truncatingIfNeeded: ids[place]))
            next += count
        }
        return Value([
            try DetectionArguments.array(painter.pixels, [image.height, image.width, 3]),
            try DetectionArguments.array(painter.owners, [image.height, image.width]),
        ])
    }

    private static let halve = NativeFunction(
        "halve", [Parameter("image", doc: "uint8 [H, W, 3]")], doc: "Half the size: each pixel the mean of four."
    ) { (call) throws(LanguageError) in
        let image = try DetectionArguments(call: call).image(0)
        let painter = PolygonPainter(
            width: image.width, height: image.height, pixels: image.pixels,
            owners: [Int32](repeating: 0, count: image.width * image.height))
        return try DetectionArguments.array(painter.halved(), [image.height / 2, image.width / 2, 3])
    }

    private static let curve = NativeFunction(
        "curve",
        [
            Parameter("frames", doc: "how many"), Parameter("overlap", doc: "IoU above which a detection fits"),
            Parameter("objects", doc: "[N, 4]"), Parameter("object_frames"), Parameter("object_kinds"),
            Parameter("regions", doc: "[M, 4]"), Parameter("region_frames"), Parameter("found", doc: "[K, 4]"),
            Parameter("found_frames"), Parameter("found_kinds"), Parameter("scores"),
        ], doc: "KITTI's counts: thresholds, right, wrong and missed at each of them."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        let count = try given.integer(0, 0...10_000_000)
        var frames = [KITTIMatching.Frame](repeating: .init(), count: count)
        func places(_ place: Int, _ wanted: Int) throws(LanguageError) -> [Int] {
            let places = try given.integers(place)
            try given.same(places.count, place, as: wanted)
            if places.contains(where: { !frames.indices.contains($0) }) {
                throw .valueError("\(call.function.parameters[place].name) must be from 0 to \(count - 1)")
            }
            return places
        }
        let objects = try given.boxes(2), objectKinds = try given.integers(4)
        try given.same(objectKinds.count, 4, as: objects.count)
        for (i, frame) in try places(3, objects.count).enumerated() {
            frames[frame].objects.append(objects[i])
            frames[frame].objectKinds.append(objectKinds[i])
        }
        let regions = try given.boxes(5)
        for (i, frame) in try places(6, regions.count).enumerated() { frames[frame].regions.append(regions[i]) }
        let found = try given.boxes(7), foundKinds = try given.integers(9), scores = try given.numbers(10)
        try given.same(foundKinds.count, 9, as: found.count)
        try given.same(scores.count, 10, as: found.count)
        for (i, frame) in try places(8, found.count).enumerated() {
            frames[frame].found.append(found[i])
            frames[frame].foundKinds.append(foundKinds[i])
            frames[frame].scores.append(scores[i])
        }
        let curve = KITTIMatching(overlap: try given.number(1, 0...1)).curve(frames)
        var columns = [try DetectionArguments.array(curve.thresholds, [curve.thresholds.count])]
        for counts in [curve.right, curve.wrong, curve.missed] {
            columns.append(try DetectionArguments.array(counts.map { Int64($0) }, [counts.count]))
        }
        return Value(columns)
    }

    private static let size = NativeFunction(
        "size", [Parameter("path")], doc: "Width and height of the picture in a file, from its header."
    ) { (call) throws(LanguageError) in
        let path = try call.string(0)
        let (width, height) = try DetectionArguments(call: call).seeing { () throws(VisionError) in
            try FrameFile.size(path)
        }
        return Value([.int(width), .int(height)])
    }

    private static let read = NativeFunction(
        "read", [Parameter("path")], doc: "The picture in a file: uint8 [H, W, 3]."
    ) { (call) throws(LanguageError) in
        let path = try call.string(0)
        let image = try DetectionArguments(call: call).seeing { () throws(VisionError) in try FrameFile.read(path) }
        return try DetectionArguments.array(image.pixels, [image.height, image.width, 3])
    }
}
