/// `start:stop:step` fitted to a length, as Python fits it.
public struct SliceRange: Sendable {
    public let start: Int
    public let step: Int
    public let count: Int

    /// - Throws: `value` for a step of zero.
    public init(start: Int?, stop: Int?, step: Int?, length: Int) throws(TensorError) {
        let step = max(step ?? 1, -Int.max)
        if step == 0 { throw TensorError(.value, "slice step cannot be zero") }
        let (low, high) = step > 0 ? (0, length) : (-1, length - 1)
        func fit(_ place: Int?, _ fallback: Int) -> Int {
            guard let place else { return fallback }
            return min(max(place < 0 ? place + length : place, low), high)
        }
        self.start = fit(start, step > 0 ? low : high)
        let end = fit(stop, step > 0 ? high : low)
        let span = step > 0 ? end - self.start : self.start - end
        count = span <= 0 ? 0 : (span - 1) / abs(step) + 1
        // From one element nobody goes on: a step beyond all memory would only overflow in strides.
        self.step = count <= 1 ? min(max(step, -1 << 20), 1 << 20) : step
    }
}
