import Glibc
import Loops
import Synchronization

/// What a list of index items selects: a view, and for arrays of places the offsets to walk through.
struct Selection {
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
        let wide = items.count { if case .newAxis = $0 { true } else { false } }
        if source.rank + wide > 64 {
            let used = items.count { if case .index = $0 { true } else { false } }
            if source.rank + wide - used > 64 {
                throw TensorError(
                    .index,
                    "number of dimensions must be within [0, 64], indexing result would have \(source.rank + wide - used)"
                )
            }
        }
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

    /// Refuses too many items, masks of other sizes and numbers out of range; arrays of places are not looked at.
    static func check(_ source: Tensor, _ given: [IndexItem]) throws(TensorError) {
        let missing = try missingAxes(source, given)
        var numbers: [(index: Int, axis: Int)] = []
        var axis = 0
        for item in given {
            switch item {
            case .newAxis: break
            case .slice, .places: axis += 1
            case .index(let index):
                numbers.append((index, axis))
                axis += 1
            case .ellipsis: axis += missing
            case .mask(let mask):
                try check(mask, source, axis)
                axis += mask.rank
            }
        }
        for (index, axis) in numbers { _ = try checked(index, source.shape[axis], axis) }
    }

    private static func check(_ mask: Tensor, _ source: Tensor, _ axis: Int) throws(TensorError) {
        for (place, size) in mask.shape.enumerated() where source.shape[axis + place] != size {
            throw TensorError(
                .index,
                "boolean index did not match indexed array along axis \(axis + place); size of axis is \(source.shape[axis + place]) but size of corresponding boolean axis is \(size)"
            )
        }
    }

    /// How many axes the items leave out.
    private static func missingAxes(_ source: Tensor, _ given: [IndexItem]) throws(TensorError) -> Int {
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
        return source.rank - used
    }

    /// Masks as arrays of places, the ellipsis as whole axes.
    private static func expanded(_ source: Tensor, _ given: [IndexItem]) throws(TensorError) -> [IndexItem] {
        let whole = IndexItem.slice(start: nil, stop: nil, step: nil)
        let missing = [IndexItem](repeating: whole, count: try missingAxes(source, given))
        let hasEllipsis = given.contains { if case .ellipsis = $0 { true } else { false } }
        var items: [IndexItem] = []
        var axis = 0
        for item in given {
            switch item {
            case .ellipsis:
                items += missing
                axis += missing.count
            case .mask(let mask):
                try check(mask, source, axis)
                items += try mask.nonzero().map { .places($0) }
                axis += mask.rank
            case .newAxis:
                items.append(item)
            default:
                items.append(item)
                axis += 1
            }
        }
        return hasEllipsis ? items : items + missing
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
        Work.add(wide.count)
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
