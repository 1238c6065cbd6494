/// How loops run through several tensors of one shape: as few and as long inner runs as the strides allow.
///
/// Axes of length 1 are dropped and neighbours that join up in every operand are merged, so that contiguous
/// tensors of any rank are a single run.
struct Walk {
    /// Lengths of the axes, the innermost last; never empty.
    private(set) var shape: [Int]
    /// Strides in bytes: operand by operand, an entry per axis.
    private(set) var strides: [[Int]]

    /// - strides: in bytes, one list per operand, each of the shape's length.
    init(shape: [Int], strides: [[Int]]) {
        var lengths: [Int] = []
        var steps = [[Int]](repeating: [], count: strides.count)
        for axis in shape.indices where shape[axis] != 1 {
            if let last = lengths.indices.last,
                strides.indices.allSatisfy({ steps[$0][last] == strides[$0][axis] * shape[axis] })
            {
                lengths[last] *= shape[axis]
                for operand in strides.indices { steps[operand][last] = strides[operand][axis] }
            } else {
                lengths.append(shape[axis])
                for operand in strides.indices { steps[operand].append(strides[operand][axis]) }
            }
        }
        if lengths.isEmpty {
            lengths = [1]
            for operand in strides.indices { steps[operand] = [0] }
        }
        self.shape = lengths
        self.strides = steps
    }

    /// The longest axis goes innermost, where the order of elements does not matter.
    mutating func moveLongestInside() {
        guard shape.count > 1, let best = shape.indices.max(by: { shape[$0] < shape[$1] }),
            shape[shape.count - 1] < 16, shape[best] > shape[shape.count - 1]
        else { return }
        shape.swapAt(best, shape.count - 1)
        for operand in strides.indices { strides[operand].swapAt(best, shape.count - 1) }
    }

    var innerCount: Int { shape[shape.count - 1] }

    /// Calls `body` with the byte offsets of each inner run.
    @inline(__always)
    func forEachRun(_ body: (_ offsets: UnsafePointer<Int>) -> Void) {
        let operands = strides.count
        let outer = shape.count - 1
        if shape.contains(0) { return }
        var offsets = [Int](repeating: 0, count: operands)
        if outer == 0 {
            body(offsets)
            return
        }
        var index = [Int](repeating: 0, count: outer)
        while true {
            body(offsets)
            var axis = outer - 1
            while axis >= 0 {
                index[axis] += 1
                for operand in 0..<operands { offsets[operand] += strides[operand][axis] }
                if index[axis] < shape[axis] { break }
                for operand in 0..<operands { offsets[operand] -= strides[operand][axis] * shape[axis] }
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }
}

extension Tensor {
    /// Strides in bytes.
    var byteStrides: [Int] { strides.map { $0 * dtype.itemSize } }
}
