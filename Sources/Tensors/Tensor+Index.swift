import Glibc
import Loops
import Synchronization

/// One entry of what stands between brackets.
public enum IndexItem: Sendable {
    /// A place on an axis, negative from its end.
    case index(Int)
    /// `start:stop:step`, parts left out are `nil`.
    case slice(start: Int?, stop: Int?, step: Int?)
    /// `...`: as many whole axes as are left.
    case ellipsis
    /// A new axis of length 1.
    case newAxis
    /// Places on an axis: integers of any shape.
    case places(Tensor)
    /// True where elements are wanted: booleans over one or more axes.
    case mask(Tensor)
}

/// Reading and writing parts: views for places and slices, copies for arrays of places and masks.
extension Tensor {
    /// `x[items]`. A view unless arrays of places or masks are among the items.
    /// - Throws: `index`, worded as NumPy words it.
    public subscript(items: [IndexItem]) -> Tensor {
        get throws(TensorError) {
            if case .mask(let mask)? = items.first, items.count == 1, mask.shape == shape, rank > 0 {
                return try compressed(mask)
            }
            if case .mask(let mask)? = items.first, items.count == 1, let rows = try rows(where: mask) { return rows }
            if let (wide, others) = truths(items) { return try wide[others] }
            if case .places(let places)? = items.first, items.count == 1, rank > 0, count > 0,
                let rows = try rows(at: places)
            {
                return rows
            }
            let selection = try Selection(self, items)
            return selection.places == nil ? selection.view : try selection.gather()
        }
    }

    /// `x[places]` where the rest of each row stands in one piece; `nil` where it does not.
    func rows(at places: Tensor) throws(TensorError) -> Tensor? {
        var row = dtype.itemSize
        for axis in stride(from: rank - 1, to: 0, by: -1) {
            if shape[axis] != 1, strides[axis] * dtype.itemSize != row { return nil }
            row *= shape[axis]
        }
        let wanted = try places.asType(.int64).contiguous()
        let result = try Tensor(uninitialized: places.shape + shape.dropFirst(), dtype: dtype)
        defer { withExtendedLifetime((self, wanted, result)) {} }
        let (indices, size) = (wanted.start.assumingMemoryBound(to: Int.self), shape[0])
        let (source, target, step) = (start, result.start, strides[0] * dtype.itemSize)
        let wrong = Atomic<Int>(Int.max)
        @inline(__always) func at(_ i: Int) -> Int {
            let place = indices[i]
            return place < 0 ? place + size : place
        }
        @inline(__always) func copy<T>(_ type: T.Type, _ part: Range<Int>) {
            let to = target.assumingMemoryBound(to: T.self)
            for i in part {
                let place = at(i)
                if UInt(bitPattern: place) >= UInt(size) { return tell(i) }
                to[i] = (source + place * step).assumingMemoryBound(to: T.self).pointee
            }
        }
        func tell(_ i: Int) { wrong.min(i, ordering: .relaxed) }
        // Where all places are right, as they mostly are, nothing is asked for each of them.
        @inline(__always) func copyChecked<T>(_ type: T.Type, _ part: Range<Int>) {
            let (from, to) = (source.assumingMemoryBound(to: T.self), target.assumingMemoryBound(to: T.self))
            for i in part { to[i] = from[indices[i]] }
        }
        let areWithin = Loops.best.arrays.areWithin
        let numbers = wanted.start.assumingMemoryBound(to: Int64.self)
        Parts.forEach(of: wanted.count, weight: max(1, row / 64)) { part in
            if step == row, row == 8 || row == 4 {
                for first in stride(from: part.lowerBound, to: part.upperBound, by: 2048) {
                    let block = first..<min(part.upperBound, first + 2048)
                    if !areWithin(numbers + first, block.count, size) {
                        if row == 8 { copy(UInt64.self, block) } else { copy(UInt32.self, block) }
                    } else if row == 8 {
                        copyChecked(UInt64.self, block)
                    } else {
                        copyChecked(UInt32.self, block)
                    }
                }
                return
            }
            switch row {
            case 1: copy(UInt8.self, part)
            case 2: copy(UInt16.self, part)
            case 4: copy(UInt32.self, part)
            case 8: copy(UInt64.self, part)
            default:
                for i in part {
                    let place = at(i)
                    if UInt(bitPattern: place) >= UInt(size) { return tell(i) }
                    memcpy(target + i * row, source + place * step, row)
                }
            }
        }
        let first = wrong.load(ordering: .relaxed)
        if first < Int.max {
            throw TensorError(.index, "index \(indices[first]) is out of bounds for axis 0 with size \(size)")
        }
        return result
    }

    /// Refuses what no value could be put to: too many items, masks of other sizes, numbers out of range.
    public func check(_ items: [IndexItem]) throws(TensorError) { try Selection.check(self, items) }

    /// `x[items] = value`, broadcast and converted; views of the storage see it.
    public func set(_ items: [IndexItem], to value: Tensor) throws(TensorError) {
        if case .mask(let mask)? = items.first, items.count == 1, mask.shape == shape, rank > 0 {
            return try setWhere(mask, to: value)
        }
        if let (wide, others) = truths(items) { return try wide.set(others, to: value) }
        let selection = try Selection(self, items)
        if selection.places == nil { return try selection.view.assign(value) }
        try selection.scatter(value)
    }

    /// Truth values without dimensions among the items, as NumPy takes them: each is an axis of length 1 of its own, of
    /// which it wants the only place or none. `nil` where there are none.
    private func truths(_ items: [IndexItem]) -> (Tensor, [IndexItem])? {
        var used = 0
        var found = false
        for item in items {
            switch item {
            case .index, .slice, .places: used += 1
            case .mask(let mask):
                used += mask.rank
                found = found || mask.rank == 0
            case .ellipsis, .newAxis: break
            }
        }
        guard found, used <= rank else { return nil }
        var (newShape, newStrides) = (shape, strides)
        var others: [IndexItem] = []
        var axis = 0
        for item in items {
            switch item {
            case .index, .slice, .places: axis += 1
            case .mask(let mask) where mask.rank == 0:
                newShape.insert(1, at: axis)
                newStrides.insert(0, at: axis)
                axis += 1
                let wanted: [Int64] = mask.scalar(at: []).isTrue ? [0] : []
                if let places = try? Tensor(wanted) { others.append(.places(places)) }
                continue
            case .mask(let mask): axis += mask.rank
            case .ellipsis: axis += rank - used
            case .newAxis: break
            }
            others.append(item)
        }
        let wide = Tensor(storage: storage, dtype: dtype, shape: newShape, strides: newStrides, offset: offset)
        return (wide, others)
    }

    /// The elements where a mask of the same shape is true, in row-major order.
    func compressed(_ mask: Tensor) throws(TensorError) -> Tensor { try picked(mask, count, dtype.itemSize, []) }

    /// The items, of so many bytes, where a mask of as many is true, in row-major order; each has the shape `rest`.
    func picked(_ mask: Tensor, _ items: Int, _ size: Int, _ rest: [Int]) throws(TensorError) -> Tensor {
        Work.add(items)
        let (source, flags) = (try contiguous(), try mask.contiguous())
        defer { withExtendedLifetime((source, flags)) {} }
        let marks = flags.start.assumingMemoryBound(to: UInt8.self)
        let loops = Loops.best.arrays
        if items <= 4096 {
            let wanted = loops.countTrue(marks, items)
            let result = try Tensor(uninitialized: [wanted] + rest, dtype: dtype)
            loops.pick(source.start, size, marks, items, result.start, wanted)
            return result
        }
        // Blocks whose shares are counted first: then each knows where its own elements go.
        let block = 1 << 15
        let blocks = (items + block - 1) / block
        var starts = [Int](repeating: 0, count: blocks + 1)
        @inline(__always) func length(_ b: Int) -> Int { min(block, items - b * block) }
        starts.withUnsafeMutableBufferPointer { starts in
            guard let starts = starts.baseAddress else { return }
            Parts.forEach(of: blocks, weight: block) { part in
                for b in part { (starts + b + 1).pointee = loops.countTrue(marks + b * block, length(b)) }
            }
        }
        for b in 0..<blocks { starts[b + 1] += starts[b] }
        let result = try Tensor(uninitialized: [starts[blocks]] + rest, dtype: dtype)
        let (from, to) = (source.start, result.start)
        starts.withUnsafeBufferPointer { starts in
            Parts.forEach(of: blocks, weight: block) { part in
                for b in part {
                    loops.pick(
                        from + b * block * size, size, marks + b * block, length(b), to + starts[b] * size,
                        starts[b + 1] - starts[b])
                }
            }
        }
        return result
    }

    private func setWhere(_ mask: Tensor, to value: Tensor) throws(TensorError) {
        if value.rank > 1 {
            throw TensorError(
                .type,
                "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has \(value.rank) dimensions"
            )
        }
        Work.add(count)
        if value.count == 1 && value.rank <= 1 && isContiguous {
            let flags = try mask.contiguous()
            // What no element takes is not cast, and not told of.
            if value.dtype != dtype, flags.trueCount == 0 { return }
            let element = try value.asType(dtype)
            defer { withExtendedLifetime((self, flags, element)) {} }
            let marks = flags.start.assumingMemoryBound(to: UInt8.self)
            @inline(__always) func put<T>(_ type: T.Type) {
                let to = start.assumingMemoryBound(to: T.self)
                let new = element.start.assumingMemoryBound(to: T.self).pointee
                for i in 0..<count where marks[i] != 0 { to[i] = new }
            }
            switch dtype.itemSize {
            case 1: put(UInt8.self)
            case 2: put(UInt16.self)
            case 4: put(UInt32.self)
            default: put(UInt64.self)
            }
            return
        }
        let selection = try Selection(self, [.mask(mask)])
        if let places = selection.places, value.rank == 1, value.count != 1, value.count != places.count {
            throw TensorError(
                .value,
                "NumPy boolean array indexing assignment cannot assign \(value.count) input values to the \(places.count) output values where the mask is true"
            )
        }
        try selection.scatter(value)
    }

    /// For each axis, the places of the elements that are not zero.
    public func nonzero() throws(TensorError) -> [Tensor] {
        Work.add(count)
        let flags = try asType(.bool).contiguous()
        defer { withExtendedLifetime(flags) {} }
        let marks = flags.start.assumingMemoryBound(to: UInt8.self)
        var found: [Int] = []
        for i in 0..<count where marks[i] != 0 { found.append(i) }
        var result: [Tensor] = []
        for axis in shape.indices {
            let step = Tensor.rowMajorStrides(shape)[axis]
            let size = shape[axis]
            result.append(try Tensor(found.map { Int64($0 / step % size) }))
        }
        return result
    }

    /// Elements at `places` along an axis: NumPy's take.
    public func take(_ places: Tensor, axis: Int) throws(TensorError) -> Tensor {
        let place = try checkedAxis(axis)
        let all = IndexItem.slice(start: nil, stop: nil, step: nil)
        return try self[[IndexItem](repeating: all, count: place) + [.places(places)]]
    }
}
