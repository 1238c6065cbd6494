import Glibc

/// How a loop of two operands runs over arrays that broadcast to one shape: as few and as long runs as the strides allow.
///
/// Axes of length 1 are dropped and neighbours that join up in all three are merged. Where the innermost runs are short,
/// as with a row of 10 upon a table of 10 columns, operands that are repeated or scattered are written out for a block
/// of rows at a time, so that the loop sees a thousand elements one after the other.
struct PairWalk {
    private let run: Ufunc.BinaryRun
    private let stopping: Cancellation?
    private let x: UnsafeRawPointer, y: UnsafeRawPointer
    private let out: UnsafeMutableRawPointer
    private let sizeX: Int, sizeY: Int, sizeOut: Int
    private var rank = 0
    /// Lengths of the axes, the innermost last; then strides in bytes of x, y and the result. Memory of the caller.
    private let shape: UnsafeMutablePointer<Int>
    private let sx: UnsafeMutablePointer<Int>, sy: UnsafeMutablePointer<Int>, so: UnsafeMutablePointer<Int>

    /// Innermost runs from this length on are long enough.
    private static let longRun = 64
    /// Elements of a block that is written out.
    private static let blockCount = 1024

    /// Runs a loop over two operands whose shapes broadcast to the result's; false where they do not.
    /// - stopping: what long work looks at.
    static func apply(
        _ run: Ufunc.BinaryRun, _ x: Tensor, _ y: Tensor, _ target: Tensor, _ stopping: Cancellation?
    ) -> Bool {
        guard fits(x, target), fits(y, target) else { return false }
        if target.count == 0 { return true }
        withoutActuallyEscaping(run) { run in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 4 * max(target.rank, 1)) { space in
                guard let base = space.baseAddress else { return }
                PairWalk(run, x, y, target, stopping, base).forEach()
            }
        }
        return true
    }

    private static func fits(_ operand: Tensor, _ target: Tensor) -> Bool {
        let lead = target.rank - operand.rank
        if lead < 0 { return false }
        for axis in 0..<operand.rank where operand.shape[axis] != 1 {
            if operand.shape[axis] != target.shape[axis + lead] { return false }
        }
        return true
    }

    private init(
        _ run: @escaping Ufunc.BinaryRun, _ x: Tensor, _ y: Tensor, _ target: Tensor, _ stopping: Cancellation?,
        _ space: UnsafeMutablePointer<Int>
    ) {
        self.run = run
        self.stopping = stopping
        self.x = UnsafeRawPointer(x.start)
        self.y = UnsafeRawPointer(y.start)
        out = target.start
        (sizeX, sizeY, sizeOut) = (x.dtype.itemSize, y.dtype.itemSize, target.dtype.itemSize)
        let most = max(target.rank, 1)
        (shape, sx, sy, so) = (space, space + most, space + 2 * most, space + 3 * most)
        for axis in 0..<target.rank where target.shape[axis] != 1 {
            let length = target.shape[axis]
            let a = PairWalk.stride(x, axis - target.rank, sizeX)
            let b = PairWalk.stride(y, axis - target.rank, sizeY)
            let c = target.strides[axis] * sizeOut
            let last = rank - 1
            if rank > 0, sx[last] == a * length, sy[last] == b * length, so[last] == c * length {
                shape[last] *= length
            } else {
                rank += 1
                shape[rank - 1] = length
            }
            (sx[rank - 1], sy[rank - 1], so[rank - 1]) = (a, b, c)
        }
        if rank == 0 {
            rank = 1
            (shape[0], sx[0], sy[0], so[0]) = (1, 0, 0, 0)
        }
    }

    /// Bytes from one element to the next of an axis counted from the end; 0 where the operand is repeated.
    @inline(__always)
    private static func stride(_ operand: Tensor, _ fromEnd: Int, _ size: Int) -> Int {
        let axis = operand.rank + fromEnd
        return axis < 0 || operand.shape[axis] == 1 ? 0 : operand.strides[axis] * size
    }

    private func forEach() {
        if rank == 1 {
            run(x, sx[0], y, sy[0], out, so[0], shape[0])
        } else if shape[rank - 1] < PairWalk.longRun, areResultsInOrder {
            forEachBlock()
        } else {
            forEachRow()
        }
    }

    /// True where the result's elements stand one after the other.
    private var areResultsInOrder: Bool {
        var expected = sizeOut
        var axis = rank - 1
        while axis >= 0 {
            if so[axis] != expected { return false }
            expected *= shape[axis]
            axis -= 1
        }
        return true
    }

    // MARK: Long runs

    private func forEachRow() {
        moveLongestInside()
        let (last, inner) = (rank - 1, shape[rank - 1])
        var rows = 1
        for axis in 0..<last { rows *= shape[axis] }
        Parts.forEach(of: rows, weight: inner, stopping: stopping) { part in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: last) { index in
                var (a, b, c) = start(at: part.lowerBound, before: last, index)
                var left = part.count
                while true {
                    run(x + a, sx[last], y + b, sy[last], out + c, so[last], inner)
                    left -= 1
                    if left == 0 { return }
                    var axis = last - 1
                    while axis >= 0 {
                        index[axis] += 1
                        a += sx[axis]
                        b += sy[axis]
                        c += so[axis]
                        if index[axis] < shape[axis] { break }
                        a -= sx[axis] * shape[axis]
                        b -= sy[axis] * shape[axis]
                        c -= so[axis] * shape[axis]
                        index[axis] = 0
                        axis -= 1
                    }
                }
            }
        }
    }

    /// The longest axis goes innermost where that one is short: the order of elements does not matter.
    private func moveLongestInside() {
        let last = rank - 1
        guard shape[last] < 16 else { return }
        var best = last
        for axis in 0..<last where shape[axis] > shape[best] { best = axis }
        guard best != last else { return }
        for row in [shape, sx, sy, so] { swap(&row[best], &row[last]) }
    }

    /// Where the operands and the result begin at a place counted over the axes before `end`; `index` is filled with it.
    private func start(
        at place: Int, before end: Int, _ index: UnsafeMutableBufferPointer<Int>
    ) -> (Int, Int, Int) {
        var (rest, a, b, c) = (place, 0, 0, 0)
        var axis = end - 1
        while axis >= 0 {
            index[axis] = rest % shape[axis]
            rest /= shape[axis]
            a += index[axis] * sx[axis]
            b += index[axis] * sy[axis]
            c += index[axis] * so[axis]
            axis -= 1
        }
        return (a, b, c)
    }

    // MARK: Short runs, by blocks

    /// How an operand gets into a block.
    private enum Way {
        /// Its elements stand there in order.
        case direct
        /// One element for all of the block.
        case number
        /// The same elements for every block: written out once.
        case fixed
        /// Other elements for each block.
        case changing
    }

    private func way(_ strides: UnsafeMutablePointer<Int>, _ size: Int, axis: Int, length: Int) -> Way {
        var (expected, isInOrder, isNumber) = (size, true, true)
        var at = rank - 1
        while at > axis || at == axis && length > 1 {
            if strides[at] != expected { isInOrder = false }
            if strides[at] != 0 { isNumber = false }
            expected *= shape[at]
            at -= 1
        }
        if isInOrder { return .direct }
        if isNumber { return .number }
        for outer in 0...axis where strides[outer] != 0 { return .changing }
        return .fixed
    }

    private func forEachBlock() {
        // A block is some entries of `axis` with all of the axes after it.
        var (axis, whole) = (rank - 1, 1)
        while axis > 0, whole * shape[axis] <= PairWalk.blockCount {
            whole *= shape[axis]
            axis -= 1
        }
        let length = min(shape[axis], max(1, PairWalk.blockCount / whole))
        let chunks = (shape[axis] + length - 1) / length
        var outer = 1
        for before in 0..<axis { outer *= shape[before] }
        let wayX = way(sx, sizeX, axis: axis, length: length), wayY = way(sy, sizeY, axis: axis, length: length)
        Parts.forEach(of: outer * chunks, weight: whole * length, stopping: stopping) { part in
            let bytes = whole * length * 8
            withUnsafeTemporaryAllocation(byteCount: 2 * bytes, alignment: 64) { space in
                guard let tileX = space.baseAddress else { return }
                let tileY = tileX + bytes
                if wayX == .fixed { fill(tileX, x, sx, sizeX, axis, length) }
                if wayY == .fixed { fill(tileY, y, sy, sizeY, axis, length) }
                withUnsafeTemporaryAllocation(of: Int.self, capacity: max(axis, 1)) { index in
                    for block in part {
                        let first = block % chunks * length
                        let count = min(length, shape[axis] - first)
                        let (a, b, c) = start(at: block / chunks, before: axis, index)
                        let fromX = x + a + first * sx[axis], fromY = y + b + first * sy[axis]
                        if wayX == .changing { fill(tileX, fromX, sx, sizeX, axis, count) }
                        if wayY == .changing { fill(tileY, fromY, sy, sizeY, axis, count) }
                        run(
                            wayX == .direct || wayX == .number ? fromX : UnsafeRawPointer(tileX),
                            wayX == .number ? 0 : sizeX,
                            wayY == .direct || wayY == .number ? fromY : UnsafeRawPointer(tileY),
                            wayY == .number ? 0 : sizeY, out + c + first * so[axis], sizeOut, count * whole)
                    }
                }
            }
        }
    }

    /// Writes `count` entries of an axis, with all of the axes after it, one element after the other.
    private func fill(
        _ tile: UnsafeMutableRawPointer, _ from: UnsafeRawPointer, _ strides: UnsafeMutablePointer<Int>, _ size: Int,
        _ axis: Int, _ count: Int
    ) {
        switch size {
        case 1: _ = copy(tile.assumingMemoryBound(to: UInt8.self), from, strides, axis, count)
        case 2: _ = copy(tile.assumingMemoryBound(to: UInt16.self), from, strides, axis, count)
        case 4: _ = copy(tile.assumingMemoryBound(to: UInt32.self), from, strides, axis, count)
        default: _ = copy(tile.assumingMemoryBound(to: UInt64.self), from, strides, axis, count)
        }
    }

    /// The same for elements of one size; gives the number of elements written.
    private func copy<T>(
        _ tile: UnsafeMutablePointer<T>, _ from: UnsafeRawPointer, _ strides: UnsafeMutablePointer<Int>, _ axis: Int,
        _ count: Int
    ) -> Int {
        let step = strides[axis]
        if axis == rank - 1 {
            for i in 0..<count { tile[i] = (from + i * step).load(as: T.self) }
            return count
        }
        if axis == rank - 2, step != 0 {
            let (inner, between) = (shape[axis + 1], strides[axis + 1])
            var to = tile
            for i in 0..<count {
                let row = from + i * step
                if between == 0 {
                    let element = row.load(as: T.self)
                    for j in 0..<inner { to[j] = element }
                } else {
                    for j in 0..<inner { to[j] = (row + j * between).load(as: T.self) }
                }
                to += inner
            }
            return count * inner
        }
        let entry = copy(tile, from, strides, axis + 1, shape[axis + 1])
        for i in 1..<max(count, 1) {
            let to = tile + i * entry
            if step == 0 {
                for j in 0..<entry { to[j] = tile[j] }
            } else {
                _ = copy(to, from + i * step, strides, axis + 1, shape[axis + 1])
            }
        }
        return count * entry
    }
}
