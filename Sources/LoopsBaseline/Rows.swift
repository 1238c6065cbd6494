import LoopTable

/// Moments of rows, and what brings rows to others.
enum Rows {
    static let loops = RowLoops(normalize: normalize, gradient: gradient)

    /// The sum of a term over the elements of a row, sixteen at a time.
    @inline(__always) private static func sum(
        _ count: Int, _ sixteen: (Int, Vector) -> Vector, _ one: (Int) -> Float
    ) -> Float {
        var (a, b) = (Vector.zero, Vector.zero)
        var i = 0
        while i + 32 <= count {
            a = sixteen(i, a)
            b = sixteen(i + 16, b)
            i += 32
        }
        if i + 16 <= count {
            a = sixteen(i, a)
            i += 16
        }
        var total = (a + b).sum()
        while i < count {
            total += one(i)
            i += 1
        }
        return total
    }

    @Sendable private static func normalize(
        _ x: Source, _ gamma: Source, _ beta: Source, _ epsilon: Float, _ rows: Int, _ columns: Int, _ y: Target,
        _ moments: Target
    ) {
        for row in 0..<rows {
            let x = x + row * columns, y = y + row * columns
            let mean = sum(columns, { $1 + x.vector($0) }, { x[$0] }) / Float(columns)
            let squares = sum(
                columns,
                { (i, total) in
                    let distance = x.vector(i) - mean
                    return fused(distance, distance, total)
                }, { (x[$0] - mean) * (x[$0] - mean) })
            let inverse = 1 / (squares / Float(columns) + epsilon).squareRoot()
            moments[2 * row] = mean
            moments[2 * row + 1] = inverse
            var i = 0
            while i + 16 <= columns {
                y.store(fused((x.vector(i) - mean) * inverse, gamma.vector(i), beta.vector(i)), i)
                i += 16
            }
            while i < columns {
                y[i] = (x[i] - mean) * inverse * gamma[i] + beta[i]
                i += 1
            }
        }
    }

    /// With n = (x - mean) / deviation and g = dy gamma: dx = (g - mean of g - n mean of g n) / deviation.
    @Sendable private static func gradient(
        _ dy: Source, _ x: Source, _ gamma: Source, _ moments: Source, _ rows: Int, _ columns: Int, _ dx: Target,
        _ dGamma: Target, _ dBeta: Target
    ) {
        for row in 0..<rows {
            let x = x + row * columns, dy = dy + row * columns, dx = dx + row * columns
            let mean = moments[2 * row], inverse = moments[2 * row + 1]
            let slope = sum(columns, { fused(dy.vector($0), gamma.vector($0), $1) }, { dy[$0] * gamma[$0] })
            let spread = sum(
                columns, { fused(dy.vector($0) * gamma.vector($0), x.vector($0) - mean, $1) },
                { dy[$0] * gamma[$0] * (x[$0] - mean) })
            let a = slope / Float(columns), b = spread * inverse * inverse / Float(columns)
            var i = 0
            while i + 16 <= columns {
                let distance = x.vector(i) - mean, d = dy.vector(i)
                dGamma.store(fused(d, distance * inverse, dGamma.vector(i)), i)
                dBeta.store(dBeta.vector(i) + d, i)
                dx.store((d * gamma.vector(i) - a - distance * b) * inverse, i)
                i += 16
            }
            while i < columns {
                let distance = x[i] - mean, d = dy[i]
                dGamma[i] += d * distance * inverse
                dBeta[i] += d
                dx[i] = (d * gamma[i] - a - distance * b) * inverse
                i += 1
            }
        }
    }
}
