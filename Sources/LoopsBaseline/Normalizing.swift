import CProcessor
import LoopTable

/// Moments of columns, and what brings columns to others.
enum Normalizing {
    static let loops = NormalizingLoops(
        moments: moments, products: products, scale: scale, scaleRectified: scaleRectified, combine: combine)

    @Sendable private static func moments(
        _ sums: Target, _ squares: Target, _ x: Source, _ shift: Source, _ rows: Int, _ columns: Int
    ) {
        var c = 0
        // Two registers of each at a time: the sums of a long column do not wait for one another.
        while c + 32 <= columns {
            let (a, b) = (shift.vector(c), shift.vector(c + 16))
            var (s0, s1) = (sums.vector(c), sums.vector(c + 16))
            var (q0, q1) = (squares.vector(c), squares.vector(c + 16))
            for row in 0..<rows {
                let place = x + row * columns + c
                let d0 = place.vector(0) - a, d1 = place.vector(16) - b
                s0 += d0
                s1 += d1
                q0 = fused(d0, d0, q0)
                q1 = fused(d1, d1, q1)
            }
            sums.store(s0, c)
            sums.store(s1, c + 16)
            squares.store(q0, c)
            squares.store(q1, c + 16)
            c += 32
        }
        while c + 16 <= columns {
            let a = shift.vector(c)
            var (s, q) = (sums.vector(c), squares.vector(c))
            for row in 0..<rows {
                let d = x.vector(row * columns + c) - a
                s += d
                q = fused(d, d, q)
            }
            sums.store(s, c)
            squares.store(q, c)
            c += 16
        }
        for row in 0..<rows {
            for k in c..<max(c, columns) {
                let d = x[row * columns + k] - shift[k]
                sums[k] += d
                squares[k] += d * d
            }
        }
    }

    @Sendable private static func products(
        _ sums: Target, _ dy: Source, _ x: Source, _ mean: Source, _ rows: Int, _ columns: Int
    ) {
        add(
            sums, rows, columns,
            { (place, c, sum) in fused(dy.vector(place), x.vector(place) - mean.vector(c), sum) },
            { (place, c) in dy[place] * (x[place] - mean[c]) })
    }

    /// sums[c] += terms of each row; `step` takes a sum on, `one` is the same for a single element.
    @inline(__always) private static func add(
        _ sums: Target, _ rows: Int, _ columns: Int, _ step: (Int, Int, Vector) -> Vector, _ one: (Int, Int) -> Float
    ) {
        var c = 0
        // Four registers at a time: the sums of a long column do not wait for one another.
        while c + 64 <= columns {
            var (s0, s1) = (sums.vector(c), sums.vector(c + 16))
            var (s2, s3) = (sums.vector(c + 32), sums.vector(c + 48))
            for row in 0..<rows {
                let place = row * columns + c
                s0 = step(place, c, s0)
                s1 = step(place + 16, c + 16, s1)
                s2 = step(place + 32, c + 32, s2)
                s3 = step(place + 48, c + 48, s3)
            }
            sums.store(s0, c)
            sums.store(s1, c + 16)
            sums.store(s2, c + 32)
            sums.store(s3, c + 48)
            c += 64
        }
        while c + 32 <= columns {
            var (s0, s1) = (sums.vector(c), sums.vector(c + 16))
            for row in 0..<rows {
                let place = row * columns + c
                s0 = step(place, c, s0)
                s1 = step(place + 16, c + 16, s1)
            }
            sums.store(s0, c)
            sums.store(s1, c + 16)
            c += 32
        }
        while c + 16 <= columns {
            var sum = sums.vector(c)
            for row in 0..<rows { sum = step(row * columns + c, c, sum) }
            sums.store(sum, c)
            c += 16
        }
        if c == columns { return }
        for row in 0..<rows { for k in c..<columns { sums[k] += one(row * columns + k, k) } }
    }

    @Sendable private static func scale(
        _ y: Target, _ x: Source, _ scale: Source, _ shift: Source, _ rows: Int, _ columns: Int
    ) {
        each(
            y, rows, columns, { (place, c) in fused(x.vector(place), scale.vector(c), shift.vector(c)) },
            { (place, c) in x[place] * scale[c] + shift[c] })
    }

    @Sendable private static func scaleRectified(
        _ y: Target, _ x: Source, _ scale: Source, _ shift: Source, _ rows: Int, _ columns: Int
    ) {
        each(
            y, rows, columns,
            { (place, c) in vector_rectified(fused(x.vector(place), scale.vector(c), shift.vector(c))) },
            { (place, c) in max(x[place] * scale[c] + shift[c], 0) })
    }

    @Sendable private static func combine(
        _ dx: Target, _ dy: Source, _ x: Source, _ a: Source, _ b: Source, _ d: Source, _ rows: Int, _ columns: Int
    ) {
        each(
            dx, rows, columns,
            { (place, c) in fused(dy.vector(place), a.vector(c), fused(x.vector(place), b.vector(c), d.vector(c))) },
            { (place, c) in dy[place] * a[c] + (x[place] * b[c] + d[c]) })
    }

    @inline(__always) private static func each(
        _ y: Target, _ rows: Int, _ columns: Int, _ sixteen: (Int, Int) -> Vector, _ one: (Int, Int) -> Float
    ) {
        for row in 0..<rows {
            let start = row * columns
            var c = 0
            while c + 16 <= columns {
                y.store(sixteen(start + c, c), start + c)
                c += 16
            }
            while c < columns {
                y[start + c] = one(start + c, c)
                c += 1
            }
        }
    }
}
