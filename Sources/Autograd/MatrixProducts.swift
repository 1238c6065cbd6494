import Loops
import Tensors

/// Stacks of matrix products over all cores: stacks by the matrix, single large ones by rows in a fixed number of
/// parts, so that the bits do not depend on how many cores there are.
enum MatrixProducts {
    /// Parts that the rows of a large product are cut into.
    private static let parts = 4
    /// Multiplications from which on OpenBLAS is faster than a plain loop.
    private static let least = 8192

    /// op(a) op(b) over the last two axes, the axes before broadcast; an operand is turned where its flag says so.
    static func multiply(_ a: Tensor, _ b: Tensor, turnsA: Bool, turnsB: Bool) throws(TensorError) -> Tensor {
        func plain() throws(TensorError) -> Tensor {
            try Tensor.matrixProduct(turnsA ? a.swappingAxes(-1, -2) : a, turnsB ? b.swappingAxes(-1, -2) : b)
        }
        guard a.rank >= 2, b.rank >= 2, a.dtype == b.dtype, a.isContiguous, b.isContiguous,
            case .success(let blas) = OpenBLAS.loaded
        else { return try plain() }
        let (rowsA, columnsA) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
        let (rowsB, columnsB) = (b.shape[b.rank - 2], b.shape[b.rank - 1])
        let (m, k) = turnsA ? (columnsA, rowsA) : (rowsA, columnsA)
        let (inner, n) = turnsB ? (columnsB, rowsB) : (rowsB, columnsB)
        let work = Double(m) * Double(n) * Double(k)
        guard inner == k, work >= Double(least), Swift.max(m, n, k) < Int(Int32.max) else { return try plain() }
        let batch = try Tensor.broadcastShape([Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2))])
        let result = try Tensor(uninitialized: batch + [m, n], dtype: a.dtype)
        if result.count == 0 { return result }
        let (placesA, placesB) = (places(a, batch), places(b, batch))
        Work.count(placesA.count, times: m, n, k)
        defer { withExtendedLifetime((a, b, result)) {} }
        func run<T: ProductElement>(_ type: T.Type) {
            let x = UnsafePointer(a.start.assumingMemoryBound(to: T.self))
            let y = UnsafePointer(b.start.assumingMemoryBound(to: T.self))
            let z = result.start.assumingMemoryBound(to: T.self)
            let cuts = placesA.count < parts && m >= 16 * parts ? parts : 1
            Sharing.forEach(of: placesA.count * cuts, weight: Int(Swift.min(work / Double(cuts) / 8, 1e6))) { jobs in
                for job in jobs {
                    let (stack, cut) = (job / cuts, job % cuts)
                    let (from, to) = (m * cut / cuts, m * (cut + 1) / cuts)
                    T.product(
                        blas, m: to - from, n: n, k: k,
                        a: x + placesA[stack] * m * k + (turnsA ? from : from * k), strideA: columnsA,
                        transposeA: turnsA, b: y + placesB[stack] * k * n, strideB: columnsB, transposeB: turnsB,
                        beta: 0, c: z + stack * m * n + from * n, strideC: n)
                }
            }
        }
        if a.dtype == .float32 { run(Float.self) } else { run(Double.self) }
        return result
    }

    /// Which matrix of an operand belongs to each one of the result.
    private static func places(_ x: Tensor, _ batch: [Int]) -> [Int] {
        let own = Array(x.shape.dropLast(2))
        var found = [0]
        for (axis, size) in batch.enumerated() {
            let place = axis - (batch.count - own.count)
            let length = place < 0 ? 1 : own[place]
            var next: [Int] = []
            next.reserveCapacity(found.count * size)
            for start in found { for i in 0..<size { next.append(start * length + (length == 1 ? 0 : i)) } }
            found = next
        }
        return found
    }
}
