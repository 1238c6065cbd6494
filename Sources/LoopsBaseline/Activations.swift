import CProcessor
import LoopTable

/// Activations and their gradients, and what is added to every row.
enum Activations {
    static func relu(_ y: Target, _ n: Int) {
        y.map(n, vector_rectified)
    }

    static func sigmoid(_ y: Target, _ n: Int) { y.map(n, logistic) }

    static func tanh(_ y: Target, _ n: Int) { y.map(n, hyperbolicTangent) }

    /// Shifted by the row's maximum, so that nothing overflows.
    static func softmax(_ y: Target, _ rows: Int, _ columns: Int) {
        for r in 0..<rows {
            let row = y + r * columns
            let top = largest(row, columns)
            row.map(columns) { exponential($0 - top) }
            let factor = 1 / sum(row, columns)
            row.map(columns) { $0 * factor }
        }
    }

    private static func largest(_ row: Source, _ columns: Int) -> Float {
        var top = row[0], c = 1
        if columns >= 32 {
            var tops = row.vector(0)
            c = 16
            while c + 16 <= columns {
                let other = row.vector(c)
                tops = vector_chosen(vector_above(other, tops), other, tops)
                c += 16
            }
            for k in 0..<16 where tops[k] > top { top = tops[k] }
        }
        while c < columns {
            if row[c] > top { top = row[c] }
            c += 1
        }
        return top
    }

    private static func sum(_ row: Source, _ columns: Int) -> Float {
        var total: Float = 0, c = 0
        if columns >= 32 {
            var sums = Vector.zero
            while c + 16 <= columns {
                sums += row.vector(c)
                c += 16
            }
            for k in 0..<16 { total += sums[k] }
        }
        while c < columns {
            total += row[c]
            c += 1
        }
        return total
    }

    static func reluGradient(_ dy: Target, _ y: Source, _ n: Int) {
        dy.zip(y, n, vector_where_positive)
    }

    static func sigmoidGradient(_ dy: Target, _ y: Source, _ n: Int) {
        dy.zip(y, n) { dy, y in dy * y * (Vector(repeating: 1) - y) }
    }

    static func tanhGradient(_ dy: Target, _ y: Source, _ n: Int) {
        dy.zip(y, n) { dy, y in dy * (Vector(repeating: 1) - y * y) }
    }

    /// dx = y (dy - sum of dy y)
    static func softmaxGradient(_ dy: Target, _ y: Source, _ rows: Int, _ columns: Int) {
        for r in 0..<rows {
            let d = dy + r * columns, p = y + r * columns
            var dot: Float = 0
            for c in 0..<columns { dot += d[c] * p[c] }
            for c in 0..<columns { d[c] = p[c] * (d[c] - dot) }
        }
    }

    /// Four registers at a time, that a row's sums do not wait for the row before; narrow rows sixteen together.
    static func sumRows(_ sums: Target, _ x: Source, _ rows: Int, _ columns: Int) {
        var c = 0
        while c + 64 <= columns {
            var (s0, s1) = (sums.vector(c), sums.vector(c + 16))
            var (s2, s3) = (sums.vector(c + 32), sums.vector(c + 48))
            for row in 0..<rows {
                let from = x + row * columns + c
                s0 += from.vector(0)
                s1 += from.vector(16)
                s2 += from.vector(32)
                s3 += from.vector(48)
            }
            sums.store(s0, c)
            sums.store(s1, c + 16)
            sums.store(s2, c + 32)
            sums.store(s3, c + 48)
            c += 64
        }
        while c + 16 <= columns {
            var sum = sums.vector(c)
            for row in 0..<rows { sum += x.vector(row * columns + c) }
            sums.store(sum, c)
            c += 16
        }
        if c == columns { return }
        var row = 0
        if c == 0 {
            // Sixteen rows are as many vectors as there are columns.
            withUnsafeTemporaryAllocation(byteCount: columns * 64, alignment: 64) { room in
                guard let base = room.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
                base.update(repeating: 0, count: columns * 16)
                while row + 16 <= rows {
                    for v in 0..<columns { base.store(base.vector(v * 16) + x.vector(row * columns + v * 16), v * 16) }
                    row += 16
                }
                for i in 0..<(columns * 16) { sums[i % columns] += base[i] }
            }
        }
        while row < rows {
            for column in c..<columns { sums[column] += x[row * columns + column] }
            row += 1
        }
    }

    static func add(_ y: Target, _ x: Source, _ n: Int) { y.zip(x, n) { $0 + $1 } }

    static func scale(_ y: Target, _ scale: Float, _ offset: Float, _ n: Int) {
        y.map(n) { fused($0, Vector(repeating: scale), Vector(repeating: offset)) }
    }

    static func widen(_ y: Target, _ x: UnsafePointer<UInt8>, _ n: Int) {
        var i = 0
        while i + 16 <= n {
            let bytes = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<UInt8>.self)
            y.store(Vector(SIMD16<Int32>(truncatingIfNeeded: bytes)), i)
            i += 16
        }
        while i < n {
            y[i] = Float(x[i])
            i += 1
        }
    }

    /// Numbers of a counter-based stream: element i is a hash of the counter, so that order and workers do not matter.
    /// (Two rounds of Wellons' 32-bit mixer, keyed.)
    static func dropout(_ y: Target, _ x: Source, _ rate: Float, _ key: UInt64, _ first: UInt32, _ n: Int) {
        let low = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: key))
        let high = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: key >> 32))
        let limit = SIMD16<UInt32>(repeating: UInt32(min(Double(rate) * 4_294_967_296, 4_294_967_295)))
        let factor = Vector(repeating: 1 / (1 - rate))
        var lanes = SIMD16<UInt32>()
        for k in 0..<16 { lanes[k] = UInt32(k) }
        /// All ones where an element stays.
        @inline(__always) func kept(_ i: Int) -> SIMD16<Int32> {
            var h = (lanes &+ (first &+ UInt32(truncatingIfNeeded: i))) ^ low
            h = mixed(h) ^ high
            return vector_reaches(mixed(h), limit)
        }
        var i = 0
        while i + 16 <= n {
            y.store(vector_chosen(kept(i), x.vector(i) * factor, .zero), i)
            i += 16
        }
        if i < n {
            let mask = kept(i)
            for k in 0..<(n - i) { y[i + k] = mask[k] != 0 ? x[i + k] * factor[0] : 0 }
        }
    }

    @inline(__always) private static func mixed(_ value: SIMD16<UInt32>) -> SIMD16<UInt32> {
        var h = value
        h ^= h &>> 16
        h = h &* 0x7FEB_352D
        h ^= h &>> 15
        h = h &* 0x846C_A68B
        h ^= h &>> 16
        return h
    }
}
