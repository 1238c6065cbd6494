import Loops

/// Products of vectors and matrices.
extension Tensor {
    /// `a @ b`: matrices in the last two axes, the axes before broadcast; vectors are rows on the left and columns on the right.
    /// - Throws: `value` for sizes that do not fit, worded as NumPy's matmul.
    public static func matrixProduct(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
        for (number, operand) in [a, b].enumerated() where operand.rank == 0 {
            throw TensorError(
                .value,
                "matmul: Input operand \(number) does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
            )
        }
        let type = DType.promote(a.dtype, b.dtype)
        var left = try a.asType(type)
        var right = try b.asType(type)
        if a.rank == 1 { left = try left.expandingDimensions([0]) }
        if b.rank == 1 { right = try right.expandingDimensions([1]) }
        let (rows, inner) = (left.shape[left.rank - 2], left.shape[left.rank - 1])
        let columns = right.shape[right.rank - 1]
        guard right.shape[right.rank - 2] == inner else {
            throw TensorError(
                .value,
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size \(right.shape[right.rank - 2]) is different from \(inner))"
            )
        }
        if left.rank == 2 && right.rank == 2 {
            let result = try Tensor(uninitialized: [rows, columns], dtype: type)
            try MatrixProduct.multiply(left, right, into: result)
            if a.rank > 1 && b.rank > 1 { return result }
            return try result.reshaped((a.rank > 1 ? [rows] : []) + (b.rank > 1 ? [columns] : []))
        }
        let batch = try broadcastShape([Array(left.shape.dropLast(2)), Array(right.shape.dropLast(2))])
        let result = try Tensor(uninitialized: batch + [rows, columns], dtype: type)
        let wideLeft = left.broadcast(to: batch + [rows, inner]) ?? left
        let wideRight = right.broadcast(to: batch + [inner, columns]) ?? right
        let places = Walk.offsets(batch, [wideLeft.strides, wideRight.strides, result.strides])
        for place in places {
            let x = wideLeft.matrix(at: place[0])
            let y = wideRight.matrix(at: place[1])
            try MatrixProduct.multiply(x, y, into: result.matrix(at: place[2]))
        }
        var shape = batch
        if a.rank > 1 { shape.append(rows) }
        if b.rank > 1 { shape.append(columns) }
        return try result.reshaped(shape)
    }

    /// The last two axes at an extra offset.
    private func matrix(at place: Int) -> Tensor {
        Tensor(
            storage: storage, dtype: dtype, shape: Array(shape.suffix(2)), strides: Array(strides.suffix(2)),
            offset: offset + place)
    }

    /// NumPy's `dot`: products of numbers, inner products, matrix products; in general over the last axis of `a` and the last but one of `b`.
    public static func dot(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
        if a.rank == 0 || b.rank == 0 { return try scaled(a, b) }
        let axis = b.rank == 1 ? 0 : b.rank - 2
        guard a.shape[a.rank - 1] == b.shape[axis] else {
            throw TensorError(
                .value,
                "shapes \(TensorError.tightText(of: a.shape)) and \(TensorError.tightText(of: b.shape)) not aligned: \(a.shape[a.rank - 1]) (dim \(a.rank - 1)) != \(b.shape[axis]) (dim \(axis))"
            )
        }
        if a.rank <= 2 && b.rank <= 2 { return try matrixProduct(a, b) }
        let inner = b.shape[axis]
        let lead = try a.reshaped([a.count / max(inner, 1), inner])
        let moved = try b.movingAxes([axis], to: [0])
        let tail = try moved.reshaped([inner, b.count / max(inner, 1)])
        return try matrixProduct(lead, tail).reshaped(Array(a.shape.dropLast()) + Array(moved.shape.dropFirst()))
    }

    /// A number times an array, in single and double precision as BLAS does it: added to zeros, and by zero all is zero.
    private static func scaled(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
        let (number, rest) = a.rank == 0 ? (a, b) : (b, a)
        let type = DType.promote(a.dtype, b.dtype)
        guard type == .float32 || type == .float64, rest.count > 1 else { return try Ufunc.multiply(a, b) }
        if !number.scalar(at: []).isTrue { return try Tensor(shape: rest.shape, dtype: type) }
        return try Ufunc.add(Ufunc.multiply(a, b), Tensor(.float(0), dtype: type))
    }

    /// The name under which NumPy tells of what a product met.
    public static func dotName(_ a: Tensor, _ b: Tensor) -> String {
        let type = DType.promote(a.dtype, b.dtype)
        return (a.rank == 0 || b.rank == 0) && type != .float32 && type != .float64 ? "multiply" : "dot"
    }
}

extension Tensor {
    /// A matrix whose rows (or columns, then it is stored the other way round) have elements side by side.
    fileprivate func rowsForOpenBLAS() throws(TensorError) -> (matrix: Tensor, isTurned: Bool) {
        if strides[1] == 1 && strides[0] >= shape[1] && strides[0] < Int(Int32.max) { return (self, false) }
        if strides[0] == 1 && strides[1] >= shape[0] && strides[1] < Int(Int32.max) { return (self, true) }
        return (try copy(), false)
    }
}

extension Walk {
    /// Offsets of every place of the leading axes in row-major order, one per operand.
    static func offsets(_ shape: [Int], _ strides: [[Int]]) -> [[Int]] {
        if shape.isEmpty { return [[Int](repeating: 0, count: strides.count)] }
        var result: [[Int]] = []
        var index = [Int](repeating: 0, count: shape.count)
        if shape.contains(0) { return [] }
        while true {
            result.append(strides.map { steps in zip(index, steps).reduce(0) { $0 + $1.0 * $1.1 } })
            var axis = shape.count - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < shape[axis] { break }
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return result }
        }
    }
}

/// Numbers that OpenBLAS multiplies.
private protocol OpenBLASNumber: Element, AdditiveArithmetic {
    static func product(
        _ blas: OpenBLAS, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ strideA: Int, _ turnsA: Bool,
        _ b: UnsafePointer<Self>, _ strideB: Int, _ turnsB: Bool, _ c: UnsafeMutablePointer<Self>, _ strideC: Int)
}

extension Double: OpenBLASNumber {
    static func product(
        _ blas: OpenBLAS, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ strideA: Int, _ turnsA: Bool,
        _ b: UnsafePointer<Double>, _ strideB: Int, _ turnsB: Bool, _ c: UnsafeMutablePointer<Double>, _ strideC: Int
    ) {
        blas.product(
            m: m, n: n, k: k, a: a, strideA: strideA, transposeA: turnsA, b: b, strideB: strideB, transposeB: turnsB,
            c: c, strideC: strideC)
    }
}

extension Float: OpenBLASNumber {
    static func product(
        _ blas: OpenBLAS, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, _ strideA: Int, _ turnsA: Bool,
        _ b: UnsafePointer<Float>, _ strideB: Int, _ turnsB: Bool, _ c: UnsafeMutablePointer<Float>, _ strideC: Int
    ) {
        blas.product(
            m: m, n: n, k: k, a: a, strideA: strideA, transposeA: turnsA, b: b, strideB: strideB, transposeB: turnsB,
            c: c, strideC: strideC)
    }
}

/// Two matrices into a third.
enum MatrixProduct {
    /// `c = a b` for contiguous `c` of the operands' type.
    static func multiply(_ a: Tensor, _ b: Tensor, into c: Tensor) throws(TensorError) {
        if c.dtype != .float16 { Work.add(a.shape[0], a.shape[1], b.shape[1]) }
        if try multiplyByOpenBLAS(a, b, into: c) { return }
        switch c.dtype {
        case .float64: try run(Double.self, a, b, c) { $0 += $1 * $2 }
        case .float32: try run(Float.self, a, b, c) { $0 += $1 * $2 }
        case .float16:
            let wide = try Tensor(uninitialized: c.shape, dtype: .float32)
            try multiply(a.asType(.float32), b.asType(.float32), into: wide)
            wide.copyElements(into: c)
        case .bool: try run(UInt8.self, a, b, c) { $0 |= $1 & $2 }
        case .uint8, .int8: try run(UInt8.self, a, b, c) { $0 = $0 &+ $1 &* $2 }
        case .uint16, .int16: try run(UInt16.self, a, b, c) { $0 = $0 &+ $1 &* $2 }
        case .uint32, .int32: try run(UInt32.self, a, b, c) { $0 = $0 &+ $1 &* $2 }
        case .uint64, .int64: try run(UInt64.self, a, b, c) { $0 = $0 &+ $1 &* $2 }
        }
    }

    /// Products from this many multiplications on are worth a call of OpenBLAS.
    private static let leastForOpenBLAS = 8192

    /// Large floating-point products; false where the plain loop has to do it.
    private static func multiplyByOpenBLAS(_ a: Tensor, _ b: Tensor, into c: Tensor) throws(TensorError) -> Bool {
        let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
        guard c.dtype == .float64 || c.dtype == .float32, n > 1, m > 1, k > 1, max(m, k, n) < Int(Int32.max),
            Double(m) * Double(k) * Double(n) >= Double(leastForOpenBLAS), case .success(let blas) = OpenBLAS.loaded
        else { return false }
        let (x, turnsX) = try a.rowsForOpenBLAS()
        let (y, turnsY) = try b.rowsForOpenBLAS()
        defer { withExtendedLifetime((x, y, c)) {} }
        let task = Task(
            blas: blas, m: m, k: k, n: n, a: x.start, b: y.start, c: c.start, strideA: x.strides[turnsX ? 1 : 0],
            strideB: y.strides[turnsY ? 1 : 0], turnsA: turnsX, turnsB: turnsY,
            cancellation: Double(m) * Double(k) * Double(n) >= Task.longRows ? Cancellation.ofThread : nil)
        if c.dtype == .float64 { try task.run(Double.self, c) } else { try task.run(Float.self, c) }
        try task.cancellation?.check()
        return true
    }

    /// One product by OpenBLAS, which is cut in two where it is long: where, the shapes alone decide, so that the number of
    /// cores changes no result.
    private struct Task {
        let blas: OpenBLAS
        let m: Int, k: Int, n: Int
        let a: UnsafeMutableRawPointer, b: UnsafeMutableRawPointer, c: UnsafeMutableRawPointer
        let strideA: Int, strideB: Int
        let turnsA: Bool, turnsB: Bool
        /// What long products look at.
        let cancellation: Cancellation?

        /// Multiplications between two looks: some milliseconds.
        static let longRows = 5e8
        /// Products of fewer multiplications are done before a second core has begun.
        private static let worthCutting = 1 << 20

        func run<T: OpenBLASNumber>(_ type: T.Type, _ target: Tensor) throws(TensorError) {
            if m * k * n < Task.worthCutting { return run(type, rows: 0..<m, columns: 0..<n, inner: 0..<k, into: c) }
            if k >= 16 * max(m, n) {
                // Few elements of long sums: halves of the sums.
                let cut = k / 2
                let second = try Tensor(uninitialized: [m, n], dtype: target.dtype)
                defer { withExtendedLifetime(second) {} }
                Parts.both {
                    run(type, rows: 0..<m, columns: 0..<n, inner: 0..<cut, into: c)
                } _: {
                    run(type, rows: 0..<m, columns: 0..<n, inner: cut..<k, into: second.start)
                }
                let (sum, rest) = (c.assumingMemoryBound(to: T.self), second.start.assumingMemoryBound(to: T.self))
                for i in 0..<m * n { sum[i] += rest[i] }
            } else if m >= n {
                let cut = half(m)
                Parts.both {
                    run(type, rows: 0..<cut, columns: 0..<n, inner: 0..<k, into: c)
                } _: {
                    run(type, rows: cut..<m, columns: 0..<n, inner: 0..<k, into: c)
                }
            } else {
                let cut = half(n)
                Parts.both {
                    run(type, rows: 0..<m, columns: 0..<cut, inner: 0..<k, into: c)
                } _: {
                    run(type, rows: 0..<m, columns: cut..<n, inner: 0..<k, into: c)
                }
            }
        }

        /// About a half, in whole blocks of the kernels.
        private func half(_ size: Int) -> Int { min(size, (size / 2 + 23) / 24 * 24) }

        private func run<T: OpenBLASNumber>(
            _ type: T.Type, rows: Range<Int>, columns: Range<Int>, inner: Range<Int>,
            into target: UnsafeMutableRawPointer
        ) {
            let (q, s) = (inner.lowerBound, columns.lowerBound)
            // Whole blocks of the kernels; how many, the shapes alone decide.
            let height = max(24, Int(Task.longRows / (Double(columns.count) * Double(inner.count) + 1)) / 24 * 24)
            for r in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
                if let cancellation, cancellation.isAsked { return }
                T.product(
                    blas, min(height, rows.upperBound - r), columns.count, inner.count,
                    a.assumingMemoryBound(to: T.self) + (turnsA ? q * strideA + r : r * strideA + q), strideA, turnsA,
                    b.assumingMemoryBound(to: T.self) + (turnsB ? s * strideB + q : q * strideB + s), strideB, turnsB,
                    target.assumingMemoryBound(to: T.self) + r * n + s, n)
            }
        }
    }

    /// Row by row, in blocks of the inner size, so that the rows of `b` stay in the cache.
    @inline(__always)
    private static func run<T: AdditiveArithmetic>(
        _ type: T.Type, _ a: Tensor, _ b: Tensor, _ c: Tensor, _ add: (inout T, T, T) -> Void
    ) throws(TensorError) {
        let right = try b.contiguous()
        defer { withExtendedLifetime((a, right, c)) {} }
        let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
        let x = a.start.assumingMemoryBound(to: T.self)
        let y = right.start.assumingMemoryBound(to: T.self)
        let z = c.start.assumingMemoryBound(to: T.self)
        for i in 0..<c.count { z[i] = .zero }
        let (rowStep, innerStep) = (a.strides[0], a.strides[1])
        if columns == 1 {
            for i in 0..<rows {
                var sum = T.zero
                for k in 0..<inner { add(&sum, x[i * rowStep + k * innerStep], y[k]) }
                z[i] = sum
            }
            return
        }
        let block = 64
        for first in stride(from: 0, to: inner, by: block) {
            let end = min(first + block, inner)
            for i in 0..<rows {
                let row = z + i * columns
                for k in first..<end {
                    let factor = x[i * rowStep + k * innerStep]
                    let line = y + k * columns
                    for j in 0..<columns { add(&row[j], factor, line[j]) }
                }
            }
        }
    }
}

extension Tensor {
    /// Sums of products over pairs of axes; the other axes of `a`, then those of `b`, remain.
    /// - Throws: `value` where the lengths differ.
    public static func tensorProduct(_ a: Tensor, _ b: Tensor, _ left: [Int], _ right: [Int]) throws(TensorError)
        -> Tensor
    {
        guard left.count == right.count, zip(left, right).allSatisfy({ a.shape[$0] == b.shape[$1] }) else {
            throw TensorError(.value, "shape-mismatch for sum")
        }
        let restA = a.shape.indices.filter { !left.contains($0) }
        let restB = b.shape.indices.filter { !right.contains($0) }
        let inner = left.reduce(1) { $0 * a.shape[$1] }
        let x = try a.transposed(restA + left).reshaped([restA.reduce(1) { $0 * a.shape[$1] }, inner])
        let y = try b.transposed(right + restB).reshaped([inner, restB.reduce(1) { $0 * b.shape[$1] }])
        return try matrixProduct(x, y).reshaped(restA.map { a.shape[$0] } + restB.map { b.shape[$0] })
    }
}
