import Arrays
import Detection
import Language
import Tensors
import Vision

/// Frames that a thread reads ahead, as programs see them.
final class FrameStreamObject: Object {
    let stream: FrameStream
    let form: FrameStream.Form
    let grid: CoverageGrid
    let labels: [[Int]]

    init(_ stream: FrameStream, _ form: FrameStream.Form, _ grid: CoverageGrid, labels: [[Int]]) {
        (self.stream, self.form, self.grid, self.labels) = (stream, form, grid, labels)
    }

    override var nativeType: NativeType { .frameStream }

    /// The next frames as a batch: images [N, H, W, 3], ground truth, numbers of the frames, boxes and how many of them
    /// each has; fewer than wanted at the end, none after it.
    func batch(_ count: Int, _ call: Call) throws(LanguageError) -> Value {
        var frames: [FrameStream.Frame] = []
        while frames.count < count {
            try call.interpreter.checkInterrupt()
            let frame = try DetectionArguments(call: call).seeing { () throws(VisionError) in try stream.next() }
            guard let frame else { break }
            frames.append(frame)
        }
        if frames.isEmpty { return .none }
        let (n, pixels, cells) = (frames.count, form.width * form.height * 3, grid.rows * grid.columns * grid.depth)
        let (x, y) = try lifting { () throws(TensorError) in
            (
                try Tensor(uninitialized: [n, form.height, form.width, 3], dtype: .uint8),
                try Tensor(shape: [n, grid.rows, grid.columns, grid.depth], dtype: .float32)
            )
        }
        let (bytes, truth) = (
            x.start.assumingMemoryBound(to: UInt8.self), y.start.assumingMemoryBound(to: Float.self)
        )
        for (i, frame) in frames.enumerated() {
            frame.pixels.withUnsafeBufferPointer { source in
                if let start = source.baseAddress { (bytes + i * pixels).update(from: start, count: pixels) }
            }
            grid.write(
                frame.boxes, labels: labels[frame.source],
                to: UnsafeMutableBufferPointer(start: truth + i * cells, count: cells))
        }
        let boxes = frames.flatMap { $0.boxes.flatMap { [$0.left, $0.top, $0.right, $0.bottom] } }
        return .tuple(
            Tuple([
                Value(x), Value(y), try DetectionArguments.array(frames.map { Int64($0.source) }, [n]),
                try DetectionArguments.array(boxes, [boxes.count / 4, 4]),
                try DetectionArguments.array(frames.map { Int64($0.boxes.count) }, [n]),
                try DetectionArguments.array(frames.map { $0.placement.scale }, [n]),
            ]))
    }
}

extension NativeType {
    static let frameStream = NativeType(
        name: "_FrameStream", module: "svertka.detection", doc: "Frames that a thread reads ahead.",
        methods: [
            NativeFunction("next", [Parameter("count")], doc: "The next frames as a batch; None at the end.") {
                (call) throws(LanguageError) in
                guard let stream = call.receiver?.heapObject as? FrameStreamObject else { return .none }
                return try stream.batch(max(1, min(try call.int(0), 4096)), call)
            },
            NativeFunction("seconds", doc: "Seconds of processor time that the thread took so far.") {
                (call) throws(LanguageError) in
                .float((call.receiver?.heapObject as? FrameStreamObject)?.stream.seconds ?? 0)
            },
        ])
}

extension DetectionModule {
    static let stream = NativeFunction(
        "stream",
        [
            Parameter("paths"), Parameter("counts", doc: "Boxes of each frame."), Parameter("boxes", doc: "[N, 4]"),
            Parameter("labels", doc: "[N]"), Parameter("rows"), Parameter("columns"), Parameter("classes"),
            Parameter("stride"), Parameter("cover"), Parameter("minimum"),
            Parameter("scale", .none, doc: "None fits frames into the input."),
            Parameter("augmentation", .none, doc: "Numbers in the order of Augmentation's properties."),
            Parameter("shuffle", .bool(false)), Parameter("endless", .bool(false)), Parameter("seed", .int(0)),
            Parameter("depth", .int(16), doc: "Frames that wait at most."),
        ], doc: "Frames from files, read by a thread of its own."
    ) { (call) throws(LanguageError) in
        let given = DetectionArguments(call: call)
        var paths: [String] = []
        for value in try call.values(0) { paths.append(try call.interpreter.str(value)) }
        let counts = try given.integers(1), boxes = try given.boxes(2), labels = try given.integers(3)
        let grid = try grid(call, from: 4)
        if paths.isEmpty { throw .valueError("there are no frames to read") }
        try given.same(counts.count, 1, as: paths.count)
        if counts.contains(where: { $0 < 0 || $0 > boxes.count }) { throw .valueError("counts must be from 0 on") }
        try given.same(boxes.count, 2, as: counts.reduce(0, +))
        try given.same(labels.count, 3, as: boxes.count)
        let (width, height) = (grid.columns * grid.stride, grid.rows * grid.stride)
        guard width * height <= 1 << 26 else {
            throw .valueError("an input of \(width) x \(height) pixels is too large")
        }
        var form = FrameStream.Form(width: width, height: height)
        if call.optional(10) != nil { form.scale = try given.number(10, 0.001...1000) }
        if call.optional(11) != nil { form.augmentation = try augmentation(given.numbers(11)) }
        var sources: [FrameStream.Source] = [], sorted: [[Int]] = [], next = 0
        for (path, count) in zip(paths, counts) {
            sources.append(
                FrameStream.Source(
                    path: path, boxes: Array(boxes[next..<next + count]), labels: Array(labels[next..<next + count])))
            sorted.append(Array(labels[next..<next + count]))
            next += count
        }
        let depth = try given.integer(15, 1...65536)
        let (isShuffled, isEndless) = (try call.bool(12), try call.bool(13))
        let seed = UInt64(bitPattern: Int64(try call.int(14)))
        let (fixed, all) = (form, sources)
        let stream = try given.seeing { () throws(VisionError) in
            try FrameStream(all, form: fixed, isShuffled: isShuffled, isEndless: isEndless, seed: seed, depth: depth)
        }
        return .object(FrameStreamObject(stream, form, grid, labels: sorted))
    }

    /// The numbers of an augmentation in the order of its properties.
    private static func augmentation(_ n: [Double]) throws(LanguageError) -> Augmentation {
        guard n.count == 9, n.allSatisfy({ $0.isFinite && $0 >= 0 && $0 <= 1e4 }), n[2] > 0.01, n[2] <= n[3] else {
            throw .valueError("an augmentation has 9 numbers from 0 on, the smaller scale before the larger: \(n)")
        }
        var made = Augmentation()
        (made.shift, made.flip, made.scales, made.scaling) = (n[0], n[1], n[2]...n[3], n[4])
        (made.hue, made.turning, made.desaturation, made.fading) = (n[5], n[6], n[7], n[8])
        return made
    }
}
