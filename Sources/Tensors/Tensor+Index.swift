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
        if value.count == 1 && value.rank <= 1 && isContiguous {
            let flags = try mask.contiguous()
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

/// What a list of index items selects: a view, and for arrays of places the offsets to walk through.
private struct Selection {
    /// The tensor after places and slices, without the axes that arrays run over.
    var view: Tensor
    /// Offsets of each combination of the arrays' entries, in elements; `nil` without arrays.
    var places: [Int]?
    /// Shape of the arrays together.
    var placesShape: [Int] = []
    /// Where that shape goes among the view's axes.
    var position = 0

    init(_ source: Tensor, _ given: [IndexItem]) throws(TensorError) {
        let items = try Selection.expanded(source, given)
        let isAdvanced = items.contains { if case .places = $0 { true } else { false } }
        var shape: [Int] = []
        var strides: [Int] = []
        var offset = source.offset
        var arrays: [(indices: Tensor, axis: Int)] = []
        var firstArray: Int?
        var lastWasArray = false
        var isSplit = false
        if isAdvanced { try Selection.checkNumbers(source, items) }
        var axis = 0
        for item in items {
            switch item {
            case .newAxis:
                shape.append(1)
                strides.append(0)
                lastWasArray = false
            case .slice(let start, let stop, let step):
                let range = try SliceRange(start: start, stop: stop, step: step, length: source.shape[axis])
                shape.append(range.count)
                strides.append(range.count == 0 ? source.strides[axis] : source.strides[axis] * range.step)
                if range.count > 0 { offset += range.start * source.strides[axis] }
                axis += 1
                lastWasArray = false
            case .index(let index) where !isAdvanced:
                offset += try Selection.checked(index, source.shape[axis], axis) * source.strides[axis]
                axis += 1
            case .index, .places:
                let indices: Tensor =
                    if case .places(let tensor) = item { tensor } else if case .index(let index) = item {
                        try Tensor(.int(Int64(index)), dtype: .int64)
                    } else { source }
                if firstArray == nil { firstArray = shape.count } else if !lastWasArray { isSplit = true }
                lastWasArray = true
                arrays.append((indices, axis))
                axis += 1
            case .ellipsis, .mask:
                preconditionFailure("expanded before")
            }
        }
        view = Tensor(storage: source.storage, dtype: source.dtype, shape: shape, strides: strides, offset: offset)
        guard isAdvanced else { return }
        position = isSplit ? 0 : firstArray ?? 0
        try findPlaces(source, arrays)
    }

    private mutating func findPlaces(_ source: Tensor, _ arrays: [(indices: Tensor, axis: Int)]) throws(TensorError) {
        do {
            placesShape = try Tensor.broadcastShape(arrays.map(\.indices.shape))
        } catch {
            let list = arrays.filter { $0.indices.rank > 0 }
                .map { TensorError.tightText(of: $0.indices.shape) + " " }.joined()
            throw TensorError(
                .index, "shape mismatch: indexing arrays could not be broadcast together with shapes \(list)")
        }
        var offsets = [Int](repeating: 0, count: placesShape.reduce(1, *))
        for (indices, axis) in arrays {
            let (size, stride) = (source.shape[axis], source.strides[axis])
            guard let wide = indices.broadcast(to: placesShape) else { continue }
            try wide.withElements(Int64.self) { (buffer) throws(TensorError) in
                for i in buffer.indices {
                    offsets[i] += try Selection.checked(Int(buffer[i]), size, axis) * stride
                }
            }
        }
        places = offsets
    }

    @inline(__always)
    private static func checked(_ index: Int, _ size: Int, _ axis: Int) throws(TensorError) -> Int {
        guard index >= -size && index < size else {
            throw TensorError(.index, "index \(index) is out of bounds for axis \(axis) with size \(size)")
        }
        return index < 0 ? index + size : index
    }

    /// Numbers beside arrays of places are looked at first.
    private static func checkNumbers(_ source: Tensor, _ items: [IndexItem]) throws(TensorError) {
        var axis = 0
        for item in items {
            if case .newAxis = item { continue }
            if case .index(let index) = item { _ = try checked(index, source.shape[axis], axis) }
            axis += 1
        }
    }

    /// Masks as arrays of places, the ellipsis as whole axes.
    private static func expanded(_ source: Tensor, _ given: [IndexItem]) throws(TensorError) -> [IndexItem] {
        var used = 0
        var ellipses = 0
        for item in given {
            switch item {
            case .index, .slice, .places: used += 1
            case .mask(let mask): used += mask.rank
            case .ellipsis: ellipses += 1
            case .newAxis: break
            }
        }
        if ellipses > 1 { throw TensorError(.index, "an index can only have a single ellipsis ('...')") }
        if used > source.rank {
            throw TensorError(
                .index, "too many indices for array: array is \(source.rank)-dimensional, but \(used) were indexed")
        }
        let whole = IndexItem.slice(start: nil, stop: nil, step: nil)
        let missing = [IndexItem](repeating: whole, count: source.rank - used)
        var items: [IndexItem] = []
        var axis = 0
        for item in given {
            switch item {
            case .ellipsis:
                items += missing
                axis += missing.count
            case .mask(let mask):
                for (place, size) in mask.shape.enumerated() where source.shape[axis + place] != size {
                    throw TensorError(
                        .index,
                        "boolean index did not match indexed array along axis \(axis + place); size of axis is \(source.shape[axis + place]) but size of corresponding boolean axis is \(size)"
                    )
                }
                items += try mask.nonzero().map { .places($0) }
                axis += mask.rank
            case .newAxis:
                items.append(item)
            default:
                items.append(item)
                axis += 1
            }
        }
        return ellipses == 0 ? items + missing : items
    }

    private var resultShape: [Int] {
        Array(view.shape[..<position]) + placesShape + Array(view.shape[position...])
    }

    /// The part of `whole` (of the result's shape) that belongs to one combination: the view's shape, somewhere in it.
    private func pattern(_ whole: Tensor) -> (rest: Tensor, places: Tensor) {
        let end = position + placesShape.count
        let rest = Tensor(
            storage: whole.storage, dtype: whole.dtype, shape: view.shape,
            strides: Array(whole.strides[..<position]) + Array(whole.strides[end...]), offset: whole.offset)
        let places = Tensor(
            storage: whole.storage, dtype: whole.dtype, shape: placesShape,
            strides: Array(whole.strides[position..<end]),
            offset: whole.offset)
        return (rest, places)
    }

    func gather() throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: resultShape, dtype: view.dtype)
        move(view, result, fromView: true)
        return result
    }

    func scatter(_ value: Tensor) throws(TensorError) {
        var source = value
        while source.rank > resultShape.count, source.shape[0] == 1 {
            source = try source.reshaped(Array(source.shape.dropFirst()))
        }
        guard let wide = source.broadcast(to: resultShape) else {
            throw TensorError(
                .value,
                "shape mismatch: value array of shape \(TensorError.tightText(of: value.shape)) could not be broadcast to indexing result of shape \(TensorError.tightText(of: resultShape))"
            )
        }
        let ready = try wide.asType(view.dtype)
        move(view, ready.sharesStorage(with: view) ? try ready.copy() : ready, fromView: false)
    }

    /// Copies between the places in the view's storage and `whole`, which has the result's shape.
    private func move(_ view: Tensor, _ whole: Tensor, fromView: Bool) {
        guard let places, whole.count > 0 else { return }
        defer { withExtendedLifetime((view, whole)) {} }
        let size = view.dtype.itemSize
        let (rest, other) = pattern(whole)
        let (near, far) = (view.start, whole.start)
        let run = Casts.loop(from: view.dtype, to: view.dtype)
        let inside = Walk(shape: view.shape, strides: [view.byteStrides, rest.byteStrides])
        let last = inside.shape.count - 1
        let (count, sv, sw) = (inside.innerCount, inside.strides[0][last], inside.strides[1][last])
        let isSingle = view.count == 1
        let isOneRun = inside.shape.count == 1
        var next = 0
        let outside = Walk(
            shape: other.shape.isEmpty ? [1] : other.shape, strides: [other.shape.isEmpty ? [0] : other.byteStrides])
        let outerLast = outside.shape.count - 1
        let outerStep = outside.strides[0][outerLast]
        outside.forEachRun { offsets in
            for lane in 0..<outside.innerCount {
                let a = near + places[next] * size
                let b = far + offsets[0] + lane * outerStep
                next += 1
                if isSingle {
                    if fromView {
                        b.copyMemory(from: a, byteCount: size)
                    } else {
                        a.copyMemory(from: b, byteCount: size)
                    }
                } else if isOneRun {
                    if fromView { run(a, sv, b, sw, count) } else { run(b, sw, a, sv, count) }
                } else {
                    inside.forEachRun { inner in
                        let (x, y) = (a + inner[0], b + inner[1])
                        if fromView { run(x, sv, y, sw, count) } else { run(y, sw, x, sv, count) }
                    }
                }
            }
        }
    }
}

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
