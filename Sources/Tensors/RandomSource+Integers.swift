/// Arrays of random integers.
extension RandomSource {
    /// Integers from `low` up to and without `high`.
    /// - Throws: `value` where there are none, or where the type can't hold them.
    public func integers(low: Int, high: Int, shape: [Int], dtype: DType = .int64) throws(TensorError) -> Tensor {
        guard low < high else { throw TensorError(.value, "low >= high") }
        return try integers(from: Int128(low), through: Int128(high) - 1, shape: shape, dtype: dtype)
    }

    /// Integers from `low` to `high`, both among them.
    /// - Throws: `value` where there are none, or where the type can't hold them.
    public func integers(
        from low: Int128, through high: Int128, shape: [Int], dtype: DType, isClosed: Bool = false
    ) throws(TensorError) -> Tensor {
        try checkBounds(low, high, dtype, isClosed: isClosed)
        let range = UInt64(truncatingIfNeeded: high - low)
        let start = UInt64(truncatingIfNeeded: low)
        let result = try Tensor(uninitialized: shape, dtype: dtype)
        forgetParts()
        let width = dtype == .bool ? 1 : dtype.itemSize * 8
        switch dtype.itemSize {
        case 1:
            result.withBytesForWriting(UInt8.self) { buffer in
                for i in buffer.indices {
                    buffer[i] = UInt8(truncatingIfNeeded: start &+ bounded(range, width: width))
                }
            }
        case 2:
            result.withBytesForWriting(UInt16.self) { buffer in
                for i in buffer.indices {
                    buffer[i] = UInt16(truncatingIfNeeded: start &+ bounded(range, width: width))
                }
            }
        case 4:
            result.withBytesForWriting(UInt32.self) { buffer in
                if fillQuickly(buffer, UInt32(truncatingIfNeeded: start), range) { return }
                for i in buffer.indices { buffer[i] = UInt32(truncatingIfNeeded: start &+ bounded(range)) }
            }
        default:
            result.withBytesForWriting(UInt64.self) { buffer in
                if fillQuickly(buffer, start, range) { return }
                for i in buffer.indices { buffer[i] = start &+ bounded(range) }
            }
        }
        return result
    }

    /// Integers between bounds that are arrays.
    /// - isClosed: `high` is among them.
    public func integers(low: Tensor, high: Tensor, shape: [Int]?, dtype: DType, isClosed: Bool) throws(TensorError)
        -> Tensor
    {
        let natural = try Tensor.broadcastShape([low.shape, high.shape])
        let target = shape ?? natural
        guard let lows = low.broadcast(to: target), let highs = high.broadcast(to: target) else {
            throw TensorError(
                .value,
                "Output size \(TensorError.text(of: target)) is not compatible with broadcast dimensions of inputs \(TensorError.text(of: natural))."
            )
        }
        func whole(_ x: Tensor) throws(TensorError) -> [Int128] {
            try x.scalars().map { number in
                if case .uint(let value) = number { Int128(value) } else { Int128(number.int) }
            }
        }
        let (least, greatest) = (try whole(lows), try whole(highs).map { isClosed ? $0 : $0 - 1 })
        for (low, high) in zip(least, greatest) { try checkBounds(low, high, dtype, isClosed: isClosed) }
        forgetParts()
        let width = dtype == .bool ? 1 : dtype.itemSize * 8
        var numbers: [Scalar] = []
        numbers.reserveCapacity(least.count)
        for (low, high) in zip(least, greatest) {
            let draw = bounded(UInt64(truncatingIfNeeded: high - low), width: width)
            let value = low + Int128(draw)
            numbers.append(Int64(exactly: value).map { .int($0) } ?? .uint(UInt64(truncatingIfNeeded: value)))
        }
        let result = try Tensor(uninitialized: target, dtype: dtype)
        result.write(numbers)
        return result
    }

    /// Ranges of less than 32 bits, with the generator's state at hand; false for wider ones.
    private func fillQuickly<T: FixedWidthInteger>(
        _ buffer: UnsafeMutableBufferPointer<T>, _ start: T, _ range: UInt64
    ) -> Bool {
        guard range > 0, let small = UInt32(exactly: range), small < .max else { return false }
        if kind == .generator {
            var bits = pcg
            let (count, threshold) = (UInt64(small) + 1, (UInt32.max - small) % (small + 1))
            for i in buffer.indices {
                var product = UInt64(bits.next32()) &* count
                while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(bits.next32()) &* count }
                buffer[i] = start &+ T(truncatingIfNeeded: product >> 32)
            }
            pcg = bits
        } else {
            var bits = twister
            let mask = UInt32.max >> UInt32(small.leadingZeroBitCount)
            for i in buffer.indices {
                var value = bits.next32() & mask
                while value > small { value = bits.next32() & mask }
                buffer[i] = start &+ T(truncatingIfNeeded: value)
            }
            twister = bits
        }
        return true
    }

    private func checkBounds(_ low: Int128, _ high: Int128, _ dtype: DType, isClosed: Bool) throws(TensorError) {
        guard let (least, greatest) = dtype.integerRange else {
            throw TensorError(
                .type, "Unsupported dtype dtype('\(dtype.name)') for \(kind == .legacy ? "randint" : "integers")")
        }
        if low < Int128(least) { throw TensorError(.value, "low is out of bounds for \(dtype.name)") }
        if high > Int128(greatest) { throw TensorError(.value, "high is out of bounds for \(dtype.name)") }
        if low > high { throw TensorError(.value, isClosed ? "low > high" : "low >= high") }
    }
}

extension Tensor {
    /// The elements as unsigned integers of their size.
    fileprivate func withBytesForWriting<T>(_ type: T.Type, _ body: (UnsafeMutableBufferPointer<T>) -> Void) {
        body(UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: T.self), count: count))
        withExtendedLifetime(self) {}
    }
}
