import CProcessor

/// Functions applied in place at places, one after the other, so that a place that comes twice is changed twice.
extension Ufunc {
    /// `x[items] = f(x[items], values)`, place by place: NumPy's `at`.
    ///
    /// The function runs in the type in which the elements and the values meet; what it gives is cast back.
    /// - Throws: `value` where the values do not fit the places, `type` where there is no loop for the types.
    public func apply(to x: Tensor, at items: [IndexItem], with values: Tensor) throws(TensorError) {
        let places = try x.places(items)
        let loop = try loop(for: meetingType(x.dtype, values.dtype))
        guard case .binary(let run) = loop.run else { throw TensorError(.value, "the function takes one operand") }
        guard let wide = try values.asType(loop.input).broadcast(to: places.shape) else {
            throw TensorError(.value, "array is not broadcastable to correct shape")
        }
        let list = try wide.contiguous()
        // NumPy's loops for extremes clear the processor's flags: what casts before them met is not told of.
        let isExtreme = (values.dtype != x.dtype || x.dtype == .float16) && Ufunc.extremes.contains(name)
        defer { withExtendedLifetime(list) {} }
        let (from, step) = (list.start, loop.input.itemSize)
        try change(x, places, loop) { (operand, result, number) in
            run(operand, 0, from + number * step, 0, result, 0, 1)
            if isExtreme { processor_clear_float_flags() }
        }
    }

    private static let extremes: Set = ["maximum", "minimum", "fmax", "fmin"]

    /// `x[items] = f(x[items])`, place by place.
    public func apply(to x: Tensor, at items: [IndexItem]) throws(TensorError) {
        let loop = try loop(for: x.dtype)
        guard case .unary(let run) = loop.run else {
            throw TensorError(.value, "second operand needed for ufunc")
        }
        try change(x, x.places(items), loop) { (operand, result, _) in run(operand, 0, result, 0, 1) }
    }

    /// Runs a loop for each place: its element cast to the loop's type, the result cast back.
    private func change(
        _ x: Tensor, _ places: Tensor, _ loop: Loop,
        _ body: (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
    ) throws(TensorError) {
        let work = x.isContiguous ? x : try x.copy()
        defer { withExtendedLifetime(work) {} }
        let size = x.dtype.itemSize
        let (into, back) = (Casts.loop(from: x.dtype, to: loop.input), Casts.loop(from: loop.output, to: x.dtype))
        try places.withElements(Int64.self) { (buffer) throws(TensorError) in
            withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { space in
                guard let operand = space.baseAddress else { return }
                let result = operand + 8
                for (number, place) in buffer.enumerated() {
                    let element = work.start + Int(place) * size
                    into(element, size, operand, loop.input.itemSize, 1)
                    body(operand, result, number)
                    back(result, loop.output.itemSize, element, size, 1)
                }
            }
        }
        if !x.isContiguous { try x.assign(work) }
    }
}

extension Tensor {
    /// The places that an index selects, counted in row-major order.
    fileprivate func places(_ items: [IndexItem]) throws(TensorError) -> Tensor {
        let numbers = try Tensor(uninitialized: shape, dtype: .int64)
        numbers.withUnsafeMutableElements(of: Int64.self) { buffer in
            for place in buffer.indices { buffer[place] = Int64(place) }
        }
        return try numbers[items]
    }
}
