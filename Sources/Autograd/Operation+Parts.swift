import Tensors

/// Parts of a tensor by places on its axes: slices, frames around it, rows that an index names.
extension Operation {
    static let parts: [Operation] = [
        Operation(
            "slice", "`shape` elements along each axis, from `starts` on by `steps`",
            examples: [
                Example([[4, 5]], Parameters(starts: [1, 4], steps: [2, -2], shape: [2, 3])),
                Example([[3, 1, 2]], Parameters(starts: [0, 0, 1], steps: [1, 1, 1], shape: [3, 1, 1])),
                Example([[3]], Parameters(starts: [1], steps: [1], shape: [0])),
            ],
            forward: { (x, settings) throws(TensorError) in
                try checkParts(settings, x[0].shape, settings.shape)
                return try part(of: x[0], settings).copy()
            },
            backward: { (flow) throws(TensorError) in
                let whole = flow.x.shape
                return [try row("unslice")(flow.dy, parameters: flow.parameters.with { $0.shape = whole })]
            }),
        Operation(
            "unslice", "zeros of `shape`, in which the operand stands from `starts` on by `steps`",
            examples: [
                Example([[2, 3]], Parameters(starts: [1, 4], steps: [2, -2], shape: [4, 5])),
                Example([[0]], Parameters(starts: [1], steps: [1], shape: [3])),
            ],
            forward: { (x, settings) throws(TensorError) in try framed(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                let own = flow.x.shape
                return [try row("slice")(flow.dy, parameters: flow.parameters.with { $0.shape = own })]
            }),
        Operation(
            "pad", "a tensor of `shape` full of `fill`, in which the operand stands from `starts` on",
            examples: [
                Example([[2, 3]], Parameters(starts: [1, 0], steps: [1, 1], shape: [4, 5]).with { $0.fill = 3 })
            ],
            forward: { (x, settings) throws(TensorError) in try framed(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                let own = flow.x.shape
                return [try row("slice")(flow.dy, parameters: flow.parameters.with { $0.shape = own })]
            }),
    ]

    static let takes: [Operation] = [
        Operation(
            "take", "along the axis `axes[0]` the parts at `places`, whose axes take its place",
            examples: [
                Example([[4, 2]], Parameters(axes: [0], places: mask([3, 0, 3, 1, 2, 2], [2, 3]))),
                Example([[2, 3, 2]], Parameters(axes: [1], places: mask([2, 0], [2]))),
                Example([[2, 3]], Parameters(axes: [1], places: mask([], [0]))),
            ],
            forward: { (x, settings) throws(TensorError) in try take(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                let whole = flow.x.shape
                return [try row("untake")(flow.dy, parameters: flow.parameters.with { $0.shape = whole })]
            }),
        Operation(
            "untake", "zeros of `shape`, to which parts are added at `places` of the axis `axes[0]`, in their order",
            examples: [
                Example([[2, 3, 2]], Parameters(axes: [0], shape: [4, 2], places: mask([3, 0, 3, 1, 2, 2], [2, 3])))
            ],
            forward: { (x, settings) throws(TensorError) in try untake(x[0], settings) },
            backward: { (flow) throws(TensorError) in [try row("take")(flow.dy, parameters: flow.parameters)] }),
    ]

    /// The part of a tensor that starts, steps and shape describe: a view.
    static func part(of x: Tensor, _ settings: Parameters) -> Tensor {
        var result = x
        for axis in settings.shape.indices {
            result = result.slice(
                axis: axis, start: settings.starts[axis], count: settings.shape[axis], step: settings.steps[axis])
        }
        return result
    }

    /// Every axis has a start and a step, and the part lies on the whole.
    private static func checkParts(_ settings: Parameters, _ whole: [Int], _ part: [Int]) throws(TensorError) {
        let fits =
            whole.count == part.count && settings.starts.count == whole.count && settings.steps.count == whole.count
            && whole.indices.allSatisfy { axis in
                let (start, count) = (settings.starts[axis], part[axis])
                let (reach, first) = settings.steps[axis].multipliedReportingOverflow(by: Swift.max(count, 1) - 1)
                let (end, second) = start.addingReportingOverflow(reach)
                return count == 0
                    || !first && !second && count > 0 && Swift.min(start, end) >= 0
                        && Swift.max(start, end) < whole[axis]
            }
        guard fits else {
            throw TensorError(
                .index,
                "a part of shape \(TensorError.text(of: part)) from \(settings.starts) by \(settings.steps) does not lie in shape \(TensorError.text(of: whole))"
            )
        }
    }

    private static func framed(_ x: Tensor, _ settings: Parameters) throws(TensorError) -> Tensor {
        try checkParts(settings, settings.shape, x.shape)
        let result = try Tensor(shape: settings.shape, dtype: x.dtype)
        if settings.fill != 0 { try result.fill(.float(settings.fill)) }
        let own = x.shape
        try part(of: result, settings.with { $0.shape = own }).assign(x)
        return result
    }

    /// Lengths before, at and after an axis, and the places, which the caller has checked.
    private static func lines(_ whole: [Int], _ settings: Parameters) throws(TensorError) -> (
        before: Int, size: Int, after: Int, places: Tensor
    ) {
        guard let places = settings.places, let axis = settings.axes.first else {
            throw TensorError(.type, "take needs places and an axis")
        }
        let ready = try places.asType(.int64).contiguous()
        let size = whole[axis]
        let isWrong = ready.withUnsafeElements(of: Int64.self) { $0.contains { $0 < 0 || $0 >= size } }
        if isWrong { throw TensorError(.index, "index out of bounds for axis \(axis) with size \(size)") }
        return (whole[..<axis].reduce(1, *), size, whole[(axis + 1)...].reduce(1, *), ready)
    }

    private static func take(_ x: Tensor, _ settings: Parameters) throws(TensorError) -> Tensor {
        let (before, size, after, places) = try lines(x.shape, settings)
        let axis = settings.axes[0]
        let source = try x.contiguous()
        let result = try Tensor(
            uninitialized: Array(x.shape[..<axis]) + places.shape + Array(x.shape[(axis + 1)...]), dtype: x.dtype)
        defer { withExtendedLifetime((source, result, places)) {} }
        let at = places.start.assumingMemoryBound(to: Int.self)
        let (count, bytes) = (places.count, after * x.dtype.itemSize)
        let (from, to) = (source.start, result.start)
        if bytes == 0 || count == 0 { return result }
        Sharing.forEach(of: before * count, weight: after) { part in
            for line in part {
                let (row, i) = (line / count, line % count)
                (to + line * bytes).copyMemory(from: from + (row * size + at[i]) * bytes, byteCount: bytes)
            }
        }
        return result
    }

    private static func untake(_ x: Tensor, _ settings: Parameters) throws(TensorError) -> Tensor {
        let result = try Tensor(shape: settings.shape, dtype: x.dtype)
        let (before, size, after, places) = try lines(settings.shape, settings)
        let source = try x.contiguous()
        guard source.count == before * places.count * after else {
            throw TensorError(.value, "\(source.count) elements for \(places.count) places")
        }
        defer { withExtendedLifetime((source, result, places)) {} }
        let at = places.start.assumingMemoryBound(to: Int.self)
        func add<T: FloatElement>(_ type: T.Type) {
            let from = source.start.assumingMemoryBound(to: T.self)
            let to = result.start.assumingMemoryBound(to: T.self)
            for row in 0..<before {
                for i in 0..<places.count {
                    let (line, target) = (from + (row * places.count + i) * after, to + (row * size + at[i]) * after)
                    for k in 0..<after { target[k] += line[k] }
                }
            }
        }
        if x.dtype == .float32 { add(Float.self) } else { add(Double.self) }
        return result
    }
}
