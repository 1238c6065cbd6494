import Glibc

/// Reductions of few elements that lie in row-major order: no plan of runs, hardly any memory but the result's.
///
/// The elements are taken in the order in which `Ufunc.reduce` takes them, so that both give the same.
extension Ufunc {
    /// Elements up to which the plan costs more than the work.
    static let few = 4096

    /// The run and the first term for a type whose reduction is made in the type itself; `nil` for others.
    private func plain(_ x: Tensor) -> BinaryRun? {
        guard x.isContiguous, x.count > 0, x.count <= Ufunc.few, let loop = try? loop(for: accumulatorType(x.dtype)),
            loop.input == x.dtype, loop.output == x.dtype, case .binary(let run) = loop.run
        else { return nil }
        return run
    }

    /// The reduction along one axis, or of all elements; `nil` where the long way does it.
    func reduceSmall(_ x: Tensor, _ axes: [Int]?, keepingDimensions: Bool) throws(TensorError) -> Tensor? {
        guard x.rank > 0, axes == nil || axes?.count == 1, let run = plain(x) else { return nil }
        var (outer, length, inner) = (1, x.count, 1)
        let result: Tensor
        if let axis = axes?[0] {
            let place = axis < 0 ? axis + x.rank : axis
            guard place >= 0, place < x.rank else { return nil }
            length = x.shape[place]
            for other in 0..<place { outer *= x.shape[other] }
            inner = x.count / (outer * length)
            result = try Tensor(
                uninitialized: x.form.without(place, keepingDimensions: keepingDimensions), dtype: x.dtype)
        } else {
            result = try Tensor(
                uninitialized: keepingDimensions ? [Int](repeating: 1, count: x.rank) : [], dtype: x.dtype)
        }
        defer { withExtendedLifetime((x, result)) {} }
        let size = x.dtype.itemSize
        var (source, target) = (UnsafeRawPointer(x.start), result.start)
        for _ in 0..<outer {
            reduceRows(run, source, x.dtype, length: length, width: inner, into: target)
            source += length * inner * size
            target += inner * size
        }
        return result
    }

    /// The reduction of all elements to a number; `nil` where the long way does it.
    public func total(_ x: Tensor) -> Scalar? {
        Work.add(x.count)
        defer { withExtendedLifetime(x) {} }
        if isSum, x.dtype == .bool, x.isContiguous {
            let flags = x.start.assumingMemoryBound(to: UInt8.self)
            var count = 0
            for i in 0..<x.count { count &+= Int(flags[i]) }
            return .int(Int64(count))
        }
        guard let run = plain(x) else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { space in
            guard let place = space.baseAddress else { return nil }
            reduceRows(run, x.start, x.dtype, length: x.count, width: 1, into: place)
            return Scalar.load(place, x.dtype)
        }
    }

    /// Rows of `width` elements, one after the other, into one.
    private func reduceRows(
        _ run: BinaryRun, _ source: UnsafeRawPointer, _ dtype: DType, length: Int, width: Int,
        into target: UnsafeMutableRawPointer
    ) {
        let size = dtype.itemSize
        var (row, rows) = (source, length)
        if width == 1, let first = identity {
            first.store(target, dtype)
        } else if isSum, dtype.isFloat {
            // From zero on, as NumPy does: a sum of negative zeros is zero.
            memset(target, 0, width * size)
        } else {
            memcpy(target, source, width * size)
            row += width * size
            rows -= 1
            if rows == 0 { return }
        }
        if width == 1 {
            if dtype == .float64, reduceFew(row.assumingMemoryBound(to: Double.self), rows, into: target) { return }
            if let fold = folds[Int(dtype.rawValue)] { return fold(row, size, target, rows) }
            return run(target, 0, row, size, target, 0, rows)
        }
        for _ in 0..<rows {
            run(target, size, row, size, target, size, width)
            row += width * size
        }
    }

    /// What the folds do with a handful of numbers, without a call for each handful; false for other functions.
    @inline(__always)
    private func reduceFew(_ x: UnsafePointer<Double>, _ count: Int, into target: UnsafeMutableRawPointer) -> Bool {
        let result = target.assumingMemoryBound(to: Double.self)
        if isSum, count < 8 {
            var sum = 0.0
            for i in 0..<count { sum += x[i] }
            result.pointee = sum
            return true
        }
        if count > 16 || !isExtreme { return false }
        var best = result.pointee
        if isGreatest {
            for i in 0..<count where !(best > x[i] || best != best) { best = x[i] }
        } else {
            for i in 0..<count where !(best < x[i] || best != best) { best = x[i] }
        }
        result.pointee = best
        return true
    }

    /// The function of each element and a number, written over the elements.
    /// - Precondition: contiguous, of the type of one of the function's loops.
    func overwrite(_ x: Tensor, number: Scalar) throws(TensorError) {
        let loop = try loop(for: x.dtype)
        guard case .binary(let run) = loop.run, x.isContiguous, loop.input == x.dtype, loop.output == x.dtype else {
            preconditionFailure("\(name) does not give \(x.dtype.name)")
        }
        Work.add(x.count)
        defer { withExtendedLifetime(x) {} }
        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { space in
            guard let place = space.baseAddress else { return }
            number.store(place, x.dtype)
            let size = x.dtype.itemSize
            Parts.forEach(of: x.count) { part in
                let at = x.start + part.lowerBound * size
                run(at, size, place, 0, at, size, part.count)
            }
        }
    }
}
