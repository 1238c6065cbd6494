/// Elements and rows at places, and where masks are true: the ways of indexing by one array that copy straight.
extension Tensor {
    /// `x[places]` or `x[mask]` of whole rows or of all elements; `nil` where other ways must be gone.
    public func elements(at places: Tensor) throws(TensorError) -> Tensor? {
        guard rank > 0, count > 0 else { return nil }
        if places.dtype == .bool {
            if places.shape == shape {
                if let few = try few(where: places) { return few }
                return try compressed(places)
            }
            return try rows(where: places)
        }
        guard places.dtype.isInteger, places.rank > 0 else { return nil }
        if let few = try few(at: places) { return few }
        return try rows(at: places)
    }

    /// `x[places]` for few places of single elements in float64 or int64; `nil` for others, and for wrong places.
    private func few(at places: Tensor) throws(TensorError) -> Tensor? {
        guard rank == 1, dtype.itemSize == 8, places.dtype == .int64, places.isContiguous, places.count <= 2048 else {
            return nil
        }
        let result = try Tensor(uninitialized: places.form, dtype: dtype)
        defer { withExtendedLifetime((self, places, result)) {} }
        let indices = places.start.assumingMemoryBound(to: Int.self)
        let (from, to) = (start.assumingMemoryBound(to: UInt64.self), result.start.assumingMemoryBound(to: UInt64.self))
        let (size, step) = (shape[0], strides[0])
        for i in 0..<places.count {
            let place = indices[i] < 0 ? indices[i] &+ size : indices[i]
            if UInt(bitPattern: place) >= UInt(bitPattern: size) { return nil }
            to[i] = from[place &* step]
        }
        return result
    }

    /// `x[mask]` of whole rows; `nil` where the mask has not the length of the first axis, or elements are scattered.
    func rows(where mask: Tensor) throws(TensorError) -> Tensor? {
        guard rank > 1, isContiguous, mask.rank == 1, mask.count == shape[0] else { return nil }
        let rest = Array(shape.dropFirst())
        return try picked(mask, shape[0], rest.reduce(dtype.itemSize, *), rest)
    }

    /// `x[mask]` for few elements of float64 or 64-bit integers; `nil` for others.
    private func few(where mask: Tensor) throws(TensorError) -> Tensor? {
        guard isContiguous, mask.isContiguous, dtype.itemSize == 8, count <= 2048 else { return nil }
        defer { withExtendedLifetime((self, mask)) {} }
        let marks = mask.start.assumingMemoryBound(to: UInt8.self)
        var wanted = 0
        for i in 0..<count { wanted &+= Int(marks[i]) }
        let result = try Tensor(uninitialized: Form.line(wanted), dtype: dtype)
        let (from, to) = (start.assumingMemoryBound(to: UInt64.self), result.start.assumingMemoryBound(to: UInt64.self))
        // Without a branch that depends on the mask: what is not wanted is written over by the next.
        var (next, place) = (0, 0)
        while next < wanted {
            to[next] = from[place]
            next &+= Int(marks[place])
            place &+= 1
        }
        return withExtendedLifetime(result) { result }
    }
}
