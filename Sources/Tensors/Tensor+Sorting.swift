/// Order: sorting, places in order, distinct values, search.
extension Tensor {
    /// A sorted copy along an axis; NaN comes last.
    public func sorted(axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        let lanes = try movingAxes([place], to: [rank - 1]).copy()
        dtype.visit(Sort(lanes: lanes, length: shape[place]))
        return try lanes.movingAxes([rank - 1], to: [place])
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
        let lanes = try movingAxes([place], to: [rank - 1]).contiguous()
        let result = try Tensor(uninitialized: lanes.shape, dtype: .int64)
        dtype.visit(ArgSort(lanes: lanes, length: shape[place], result: result))
        return try result.movingAxes([rank - 1], to: [place])
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
    public func unique() throws(TensorError) -> (values: Tensor, first: Tensor, inverse: Tensor, counts: Tensor) {
        let flat = try flattened().contiguous()
        let order = try flat.argsorted(axis: 0).elements(as: Int64.self)
        let starts = flat.dtype.visit(Starts(flat: flat, order: order))
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

        func visit<T: Element>(_ type: T.Type) -> [Int] {
            defer { withExtendedLifetime(flat) {} }
            let x = flat.start.assumingMemoryBound(to: T.self)
            return order.indices.filter { i in
                guard i > 0 else { return true }
                let (a, b) = (x[Int(order[i - 1])], x[Int(order[i])])
                return !(T.same(a, b) || (a.isNotNumber && b.isNotNumber))
            }
        }
    }

    /// Where values would be inserted into this sorted tensor so that it stays sorted.
    /// - right: after equal elements instead of before them.
    public func searchSorted(_ values: Tensor, right: Bool) throws(TensorError) -> Tensor {
        guard rank == 1 else { throw TensorError(.value, "object too deep for desired array") }
        let common = DType.promote(dtype, values.dtype)
        let (sorted, wanted) = (try asType(common).contiguous(), try values.asType(common).contiguous())
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
