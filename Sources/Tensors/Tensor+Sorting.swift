import Loops

/// Order: sorting, places in order, distinct values, search.
extension Tensor {
    /// A sorted copy along an axis; NaN comes last.
    public func sorted(axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        Work.addSorting(count, length: shape[place])
        let isLast = place == rank - 1
        let lanes = try (isLast ? self : movingAxes([place], to: [rank - 1])).copy()
        if try !lanes.sortRowsByDigits(shape[place]) { dtype.visit(Sort(lanes: lanes, length: shape[place])) }
        return isLast ? lanes : try lanes.movingAxes([rank - 1], to: [place])
    }

    /// Sorts the rows of a contiguous tensor by the loops for it; false where there are none for the type.
    private func sortRowsByDigits(_ length: Int) throws(TensorError) -> Bool {
        guard let element = dtype.arrayElement, length > 1, length < Int(UInt32.max) else { return false }
        defer { withExtendedLifetime(self) {} }
        return try Tensor.withSpare(length, dtype) { spare in
            Loops.best.arrays.sort(element, start, count / length, length, spare)
        }
    }

    /// Room for so many elements while the body runs.
    private static func withSpare(
        _ count: Int, _ dtype: DType, _ body: (UnsafeMutableRawPointer) -> Bool
    ) throws(TensorError) -> Bool {
        if count * dtype.itemSize <= 1024 {
            return withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { space in
                guard let base = space.baseAddress else { return false }
                return body(base)
            }
        }
        let spare = try Tensor(uninitialized: [count], dtype: dtype)
        defer { withExtendedLifetime(spare) {} }
        return body(spare.start)
    }

    /// The places in order of each row by the loops for it; false where there are none for the type.
    private func orderRowsByDigits(_ length: Int, into result: Tensor) throws(TensorError) -> Bool {
        guard let element = dtype.arrayElement, length > 1, length < Int(UInt32.max) else { return false }
        defer { withExtendedLifetime((self, result)) {} }
        let order = Loops.best.arrays.order
        let places = result.start.assumingMemoryBound(to: UInt64.self)
        return try Tensor.withSpare(length, .int64) { spare in
            let room = spare.assumingMemoryBound(to: UInt64.self)
            for row in 0..<count / length {
                let source = start + row * length * dtype.itemSize
                if !order(element, source, length, places + row * length, room) { return false }
            }
            return true
        }
    }

    private struct Sort: ElementVisitor {
        let lanes: Tensor
        let length: Int

        func visit<T: Element>(_ type: T.Type) {
            if length < 2 { return }
            defer { withExtendedLifetime(lanes) {} }
            let base = lanes.start.assumingMemoryBound(to: T.self)
            for lane in 0..<lanes.count / length {
                var row = UnsafeMutableBufferPointer(start: base + lane * length, count: length)
                row.sort(by: T.ordered)
            }
        }
    }

    /// The places that would sort along an axis; equal elements keep their order.
    public func argsorted(axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        Work.addSorting(count, length: shape[place])
        let isLast = place == rank - 1
        let lanes = try (isLast ? self : movingAxes([place], to: [rank - 1])).contiguous()
        let result = try Tensor(uninitialized: lanes.shape, dtype: .int64)
        if try !lanes.orderRowsByDigits(shape[place], into: result) {
            dtype.visit(ArgSort(lanes: lanes, length: shape[place], result: result))
        }
        return isLast ? result : try result.movingAxes([rank - 1], to: [place])
    }

    private struct ArgSort: ElementVisitor {
        let lanes: Tensor
        let length: Int
        let result: Tensor

        func visit<T: Element>(_ type: T.Type) {
            if length == 0 { return }
            defer { withExtendedLifetime((lanes, result)) {} }
            let base = lanes.start.assumingMemoryBound(to: T.self)
            let places = result.start.assumingMemoryBound(to: Int64.self)
            for lane in 0..<lanes.count / length {
                let row = base + lane * length
                var order = UnsafeMutableBufferPointer(start: places + lane * length, count: length)
                for i in 0..<length { order[i] = Int64(i) }
                order.sort {
                    let (a, b) = (row[Int($0)], row[Int($1)])
                    return T.ordered(a, b) || (!T.ordered(b, a) && $0 < $1)
                }
            }
        }
    }

    /// The distinct elements in order, with the place of each one's first appearance, the rank of every element
    /// among them, and how often each appears.
    /// - equalNaN: whether all NaN count as one.
    public func unique(equalNaN: Bool = true) throws(TensorError) -> (
        values: Tensor, first: Tensor, inverse: Tensor, counts: Tensor
    ) {
        let flat = try flattened().contiguous()
        let order = try flat.argsorted(axis: 0).elements(as: Int64.self)
        let starts = flat.dtype.visit(Starts(flat: flat, order: order, equalNaN: equalNaN))
        var inverse = [Int64](repeating: 0, count: order.count)
        var (firsts, counts): ([Int64], [Int64]) = ([], [])
        for (group, start) in starts.enumerated() {
            let end = group + 1 < starts.count ? starts[group + 1] : order.count
            firsts.append(order[start])
            counts.append(Int64(end - start))
            for place in start..<end { inverse[Int(order[place])] = Int64(group) }
        }
        let first = try Tensor(firsts)
        return (try flat.take(first, axis: 0), first, try Tensor(inverse), try Tensor(counts))
    }

    private struct Starts: ElementVisitor {
        let flat: Tensor
        let order: [Int64]
        let equalNaN: Bool

        func visit<T: Element>(_ type: T.Type) -> [Int] {
            defer { withExtendedLifetime(flat) {} }
            let x = flat.start.assumingMemoryBound(to: T.self)
            return order.indices.filter { i in
                guard i > 0 else { return true }
                let (a, b) = (x[Int(order[i - 1])], x[Int(order[i])])
                return !(T.same(a, b) || (equalNaN && a.isNotNumber && b.isNotNumber))
            }
        }
    }

    /// Where values would be inserted into this sorted tensor so that it stays sorted.
    /// - right: after equal elements instead of before them.
    public func searchSorted(_ values: Tensor, right: Bool) throws(TensorError) -> Tensor {
        guard rank == 1 else { throw TensorError(.value, "object too deep for desired array") }
        let common = DType.promote(dtype, values.dtype)
        let (sorted, wanted) = (try asType(common).contiguous(), try values.asType(common).contiguous())
        Work.addSorting(wanted.count, length: sorted.count)
        let result = try Tensor(uninitialized: values.shape, dtype: .int64)
        common.visit(Search(sorted: sorted, wanted: wanted, result: result, right: right))
        return result
    }

    private struct Search: ElementVisitor {
        let sorted: Tensor
        let wanted: Tensor
        let result: Tensor
        let right: Bool

        func visit<T: Element>(_ type: T.Type) {
            defer { withExtendedLifetime((sorted, wanted, result)) {} }
            let x = sorted.start.assumingMemoryBound(to: T.self)
            let values = wanted.start.assumingMemoryBound(to: T.self)
            let places = result.start.assumingMemoryBound(to: Int64.self)
            for i in 0..<wanted.count {
                var (low, high) = (0, sorted.count)
                while low < high {
                    let middle = (low + high) / 2
                    let goesRight = right ? !T.ordered(values[i], x[middle]) : T.ordered(x[middle], values[i])
                    if goesRight { low = middle + 1 } else { high = middle }
                }
                places[i] = Int64(low)
            }
        }
    }
}

extension Tensor {
    /// How often 0, 1, 2, … occur, or the sums of their weights.
    public func binCounts(weights: Tensor?, least: Int) throws(TensorError) -> Tensor {
        guard rank == 1 else { throw TensorError(.value, "object too deep for desired array") }
        guard dtype != .float64 && dtype != .float32 && dtype != .float16 || count == 0 else {
            throw TensorError(
                .type,
                "Cannot cast array data from dtype('\(dtype.name)') to dtype('int64') according to the rule 'safe'")
        }
        if least < 0 { throw TensorError(.value, "'minlength' must not be negative") }
        Work.add(count)
        let places = try elements(as: Int64.self)
        if places.contains(where: { $0 < 0 }) {
            throw TensorError(.value, "'list' argument must have no negative elements")
        }
        let (size, overflows) = Int(places.max() ?? -1).addingReportingOverflow(1)
        guard !overflows else { throw TensorError(.memory, "Unable to allocate an array of 2**63 counts") }
        guard let weights else {
            let result = try Tensor(shape: [max(size, least)], dtype: .int64)
            let counts = result.start.assumingMemoryBound(to: Int64.self)
            for place in places { counts[Int(place)] += 1 }
            return result
        }
        guard weights.count == count else {
            throw TensorError(.value, "The weights and list don't have the same length.")
        }
        let result = try Tensor(shape: [max(size, least)], dtype: .float64)
        let sums = result.start.assumingMemoryBound(to: Double.self)
        for (place, weight) in zip(places, try weights.elements(as: Double.self)) { sums[Int(place)] += weight }
        return result
    }

    /// The value below which a share of the elements along an axis lies, with linear interpolation.
    /// - Parameter inDouble: whether the share brings float64 in; the gap between neighbours keeps the elements' type.
    public func quantile(
        _ share: Double, axis: Int?, keepingDimensions: Bool, isMedian: Bool, inDouble: Bool = false
    ) throws(TensorError) -> Tensor {
        let place = try axis.map { (a) throws(TensorError) in try checkedAxis(a) } ?? 0
        let operand = axis == nil ? try flattened() : self
        let length = operand.shape[place]
        let own: DType = dtype.isFloat ? dtype : .float64
        let type = inDouble ? .float64 : own
        var kept = shape.indices.map { axis == nil || $0 == place ? 1 : shape[$0] }
        if !keepingDimensions { kept = axis == nil ? [] : shape.indices.filter { $0 != place }.map { shape[$0] } }
        if length == 0 {
            let result = try Tensor(shape: kept, dtype: type)
            try result.fill(.float(.nan))
            return result
        }
        let sorted = try operand.asType(own).sorted(axis: place)
        let position = share * Double(length - 1)
        let low = min(Int(position.rounded(.down)), length - 1)
        let high = min(low + 1, length - 1)
        let (a, b) = (sorted.slice(axis: place, start: low, count: 1), sorted.slice(axis: place, start: high, count: 1))
        let last = sorted.slice(axis: place, start: length - 1, count: 1)
        let part = position - Double(low)
        var result: Tensor
        if isMedian {
            result = part == 0 ? a : try Ufunc.divide(Ufunc.add(a, b), Tensor(.float(2), dtype: type))
        } else {
            let gap = try Ufunc.subtract(b, a).asType(type)
            result =
                part < 0.5
                ? try Ufunc.add(a, Ufunc.multiply(gap, Tensor(.float(part), dtype: type)))
                : try Ufunc.subtract(b, Ufunc.multiply(gap, Tensor(.float(1 - part), dtype: type)))
        }
        // NaN comes last when sorted: one of them makes the answer NaN.
        result = try Tensor.choose(Ufunc.isNaN(last), last.asType(type), result, dtype: type)
        return try result.reshaped(kept)
    }
}
