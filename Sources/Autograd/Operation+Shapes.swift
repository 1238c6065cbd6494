import Tensors

/// Operations that move elements without changing them: each is linear, and its gradient moves them back.
extension Operation {
    static let shapes: [Operation] = moves + parts + takes

    private static let moves: [Operation] = [
        Operation(
            "reshape", "the same elements in another `shape`",
            examples: [Example([[2, 3]], Parameters(shape: [3, 2]))],
            forward: { (x, settings) throws(TensorError) in try x[0].reshaped(settings.shape) },
            backward: { (flow) throws(TensorError) in [try flow.dy.reshaped(flow.x.shape)] }),
        Operation(
            "broadcast", "repeated to `shape` along axes of length 1 and new leading axes",
            examples: [
                Example([[2, 1]], Parameters(shape: [3, 2, 4])), Example([[]], Parameters(shape: [2, 2])),
            ],
            forward: { (x, settings) throws(TensorError) in
                guard let wide = x[0].broadcast(to: settings.shape) else {
                    throw TensorError(
                        .value,
                        "cannot broadcast shape \(TensorError.text(of: x[0].shape)) to \(TensorError.text(of: settings.shape))"
                    )
                }
                return wide
            },
            backward: { (flow) throws(TensorError) in [try flow.dy.summed(to: flow.x.shape)] }),
        Operation(
            "transpose", "axes in another order, given by `axes`",
            examples: [Example([[2, 3, 4]], Parameters(axes: [2, 0, 1]))],
            forward: { (x, settings) throws(TensorError) in try x[0].transposed(settings.axes) },
            backward: { (flow) throws(TensorError) in
                let order = flow.parameters.axes
                let back = order.indices.sorted { order[$0] < order[$1] }
                return [try row("transpose")(flow.dy, parameters: .init(axes: back))]
            }),
        Operation(
            "concatenate", "joined along the axis `axes[0]`",
            examples: [
                Example([[2, 3], [1, 3]], Parameters(axes: [0])),
                Example([[2, 1], [2, 2], [2, 3]], Parameters(axes: [1])),
            ],
            forward: { (x, settings) throws(TensorError) in try Tensor.concatenate(x, axis: settings.axes[0]) },
            backward: { (flow) throws(TensorError) in
                var parts: [Variable?] = []
                var start = 0
                for (place, input) in flow.inputs.enumerated() {
                    let axis = flow.parameters.axes[0]
                    let count = input.shape[axis]
                    let first = start
                    parts.append(
                        try flow.when(place) { () throws(TensorError) in
                            try flow.dy.slice(axis: axis, start: first, count: count)
                        })
                    start += count
                }
                return parts
            }),
        Operation(
            "gather", "elements at `places` of the row-major order, `fill` where a place is -1; of the places' shape",
            examples: [
                Example([[2, 3]], Parameters(places: places([0, 5, 5, -1], [2, 2]), fill: 7)),
                Example([[4]], Parameters(places: places([3, 2, 1], [3]))),
            ],
            forward: { (x, settings) throws(TensorError) in try gather(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                [try row("scatter")(flow.dy, parameters: .init(shape: flow.x.shape, places: flow.parameters.places))]
            }),
        Operation(
            "scatter", "zeros of `shape`, to which each element is added at its place; -1 drops it",
            examples: [Example([[2, 2]], Parameters(shape: [2, 3], places: places([0, 5, 5, -1], [2, 2])))],
            forward: { (x, settings) throws(TensorError) in try scatter(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                [try row("gather")(flow.dy, parameters: .init(places: flow.parameters.places))]
            }),
    ]

    /// Places for an example: small and known to fit.
    private static func places(_ list: [Int64], _ shape: [Int]) -> Tensor? { try? Tensor(list, shape: shape) }

    private static func checked(_ parameters: Parameters, below count: Int) throws(TensorError) -> Tensor {
        guard let places = parameters.places else { throw TensorError(.type, "gather and scatter need places") }
        let ready = try places.asType(.int64).contiguous()
        let outside = ready.withUnsafeElements(of: Int64.self) { $0.contains { $0 < -1 || $0 >= count } }
        if outside { throw TensorError(.index, "place out of bounds for \(count) elements") }
        return ready
    }

    private static func gather(_ x: Tensor, _ parameters: Parameters) throws(TensorError) -> Tensor {
        let places = try checked(parameters, below: x.count)
        let source = try x.contiguous()
        let result = try Tensor(uninitialized: places.shape, dtype: x.dtype)
        func move<T: FloatElement>(_ type: T.Type) {
            source.withUnsafeElements(of: T.self) { from in
                places.withUnsafeElements(of: Int64.self) { places in
                    result.withUnsafeMutableElements(of: T.self) { to in
                        for (i, place) in places.enumerated() {
                            to[i] = place < 0 ? T(casting: parameters.fill) : from[Int(place)]
                        }
                    }
                }
            }
        }
        if x.dtype == .float32 { move(Float.self) } else { move(Double.self) }
        return result
    }

    private static func scatter(_ x: Tensor, _ parameters: Parameters) throws(TensorError) -> Tensor {
        let result = try Tensor(shape: parameters.shape, dtype: x.dtype)
        let places = try checked(parameters, below: result.count)
        let source = try x.contiguous()
        guard places.count == source.count else {
            throw TensorError(.value, "\(source.count) elements for \(places.count) places")
        }
        func move<T: FloatElement>(_ type: T.Type) {
            source.withUnsafeElements(of: T.self) { from in
                places.withUnsafeElements(of: Int64.self) { places in
                    result.withUnsafeMutableElements(of: T.self) { to in
                        for (i, place) in places.enumerated() where place >= 0 { to[Int(place)] += from[i] }
                    }
                }
            }
        }
        if x.dtype == .float32 { move(Float.self) } else { move(Double.self) }
        return result
    }
}
