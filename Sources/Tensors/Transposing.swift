/// Copies of matrices whose rows stand where the source has its columns: in squares that stay near the processor.
enum Transposing {
    private static let side = 32

    /// Copies a walk of two axes of which one is dense on each side; false where the walk is another one.
    static func copy(
        _ walk: Walk, _ size: Int, from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer
    ) -> Bool {
        guard walk.shape.count == 2, walk.shape[0] >= 8, walk.shape[1] >= 8, walk.strides[0][0] == size,
            walk.strides[1][1] == size
        else { return false }
        switch size {
        case 1: copy(UInt8.self, walk, source, target)
        case 2: copy(UInt16.self, walk, source, target)
        case 4: copy(UInt32.self, walk, source, target)
        case 8: copy(UInt64.self, walk, source, target)
        default: return false
        }
        return true
    }

    @inline(__always)
    private static func copy<T>(
        _ type: T.Type, _ walk: Walk, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer
    ) {
        let (rows, columns, side) = (walk.shape[0], walk.shape[1], side)
        let (sourceStep, targetStep) = (walk.strides[0][1], walk.strides[1][0])
        Parts.forEach(of: (rows + side - 1) / side, weight: side * columns) { bands in
            for band in bands {
                let (top, bottom) = (band * side, min(rows, band * side + side))
                for left in stride(from: 0, to: columns, by: side) {
                    for row in top..<bottom {
                        let to = (target + row * targetStep).assumingMemoryBound(to: T.self)
                        var from = source + row * MemoryLayout<T>.stride + left * sourceStep
                        for column in left..<min(columns, left + side) {
                            to[column] = from.assumingMemoryBound(to: T.self).pointee
                            from += sourceStep
                        }
                    }
                }
            }
        }
    }
}
