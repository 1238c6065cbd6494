import Glibc

/// Whole numbers of the discrete distributions, in NumPy's order of draws.
extension RandomSource {
    /// A number rounded down to an integer; what none can hold becomes the greatest or least.
    private func whole(_ x: Double) -> Int64 {
        if x >= 9.223372036854775e18 { return .max }
        return Int64(truncating: x)
    }

    /// The logarithm of the gamma function, by Stirling's series as NumPy sums it.
    private static func logGamma(_ x: Double) -> Double {
        if x == 1 || x == 2 { return 0 }
        let series = [
            8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
            8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
            1.796443723688307e-01, -1.39243221690590e+00,
        ]
        let steps = x < 7 ? Int(7 - x) : 0
        var x0 = x + Double(steps)
        let x2 = 1 / x0 * (1 / x0)
        var sum = series[9]
        for k in (0..<9).reversed() { sum = sum * x2 + series[k] }
        // Half the logarithm of 2π.
        var result = sum / x0 + 0.9189385332046727 + (x0 - 0.5) * log(x0) - x0
        for _ in 0..<steps {
            result -= log(x0 - 1)
            x0 -= 1
        }
        return result
    }

    /// The logarithm of k!.
    private static func logFactorial(_ k: Double) -> Double {
        if k < 126 {
            var sum = 1.0
            var i = 2.0
            while i <= k {
                sum *= i
                i += 1
            }
            return log(sum)
        }
        return (k + 0.5) * log(k) - k + (0.9189385332046727 + (1 / k) * (1 / 12.0 - 1 / (360 * k * k)))
    }

    /// Poisson: by multiplication below 10, else Hörmann's transformed rejection.
    public func poisson(_ mean: Double) -> Int64 {
        if mean == 0 { return 0 }
        if mean < 10 {
            let end = exp(-mean)
            var (count, product) = (Int64(0), 1.0)
            while true {
                product *= double()
                if product <= end { return count }
                count += 1
            }
        }
        let (root, logMean) = (sqrt(mean), log(mean))
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverse = 1.1239 + 1.1328 / (b - 3.4)
        let limit = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = double() - 0.5
            let v = double()
            let us = 0.5 - abs(u)
            let k = floor((2 * a / us + b) * u + mean + 0.43)
            if us >= 0.07 && v <= limit { return whole(k) }
            if k < 0 || us < 0.013 && v > us { continue }
            if log(v) + log(inverse) - log(a / (us * us) + b) <= -mean + k * logMean - RandomSource.logGamma(k + 1) {
                return whole(k)
            }
        }
    }

    public func negativeBinomial(_ n: Double, _ p: Double) -> Int64 { poisson((1 - p) / p * gamma(n)) }

    /// Binomial: by inversion where few are expected, else Kachitvichyanukul and Schmeiser's BTPE.
    public func binomial(_ n: Int64, _ p: Double) -> Int64 {
        if kind == .generator && (n == 0 || p == 0) { return 0 }
        let q = 1 - p
        if p <= 0.5 {
            return p * Double(n) <= 30 ? binomialByInversion(n, p) : binomialByRejection(n, p)
        }
        return n - (q * Double(n) <= 30 ? binomialByInversion(n, q) : binomialByRejection(n, q))
    }

    private func binomialByInversion(_ n: Int64, _ p: Double) -> Int64 {
        let q = 1 - p
        let (start, mean) = (exp(Double(n) * log(q)), Double(n) * p)
        let bound = whole(min(Double(n), mean + 10 * sqrt(mean * q + 1)))
        var (x, px, u) = (Int64(0), start, double())
        while u > px {
            x += 1
            if x > bound {
                (x, px, u) = (0, start, double())
            } else {
                u -= px
                px = (Double(n - x + 1) * p * px) / (Double(x) * q)
            }
        }
        return x
    }

    private func binomialByRejection(_ n: Int64, _ p: Double) -> Int64 {
        let count = Double(n)
        let r = min(p, 1 - p)
        let q = 1 - r
        let fm = count * r + r
        let m = floor(fm)
        let p1 = floor(2.195 * sqrt(count * r * q) - 4.6 * q) + 0.5
        let xm = m + 0.5
        let (xl, xr) = (xm - p1, xm + p1)
        let c = 0.134 + 20.5 / (15.3 + m)
        var a = (fm - xl) / (fm - xl * r)
        let left = a * (1 + a / 2)
        a = (xr - fm) / (xr * q)
        let right = a * (1 + a / 2)
        let p2 = p1 * (1 + 2 * c)
        let p3 = p2 + c / left
        let p4 = p3 + c / right
        let nrq = count * r * q
        while true {
            let u = double() * p4
            var v = double()
            var y: Double
            if u <= p1 { return whole(floor(xm - p1 * v + u)) }
            if u <= p2 {
                let x = xl + (u - p1) / c
                v = v * c + 1 - abs(m - x + 0.5) / p1
                if v > 1 { continue }
                y = floor(x)
            } else if u <= p3 {
                y = floor(xl + log(v) / left)
                if y < 0 || v == 0 { continue }
                v = v * (u - p2) * left
            } else {
                y = floor(xr - log(v) / right)
                if y > count || v == 0 { continue }
                v = v * (u - p3) * right
            }
            let k = abs(y - m)
            if !(k > 20 && k < nrq / 2 - 1) {
                let s = r / q
                let a = s * (count + 1)
                var f = 1.0
                if m < y {
                    var i = m + 1
                    while i <= y {
                        f *= a / i - s
                        i += 1
                    }
                } else if m > y {
                    var i = y + 1
                    while i <= m {
                        f /= a / i - s
                        i += 1
                    }
                }
                if v > f { continue }
                return whole(y)
            }
            let rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5)
            let t = -k * k / (2 * nrq)
            let logV = log(v)
            if logV < t - rho { return whole(y) }
            if logV > t + rho { continue }
            let (x1, f1, z, w) = (y + 1, m + 1, count + 1 - m, count - y + 1)
            func tail(_ x: Double) -> Double {
                let square = x * x
                return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x / 166320
            }
            let bound =
                xm * log(f1 / x1) + (count - m + 0.5) * log(z / w) + (y - m) * log(w * r / (x1 * q)) + tail(f1)
                + tail(z) + tail(x1) + tail(w)
            if logV > bound { continue }
            return whole(y)
        }
    }

    public func geometric(_ p: Double) -> Int64 {
        if p >= 0.333333333333333333333333 {
            var (x, sum, product) = (Int64(1), p, p)
            let u = double()
            while u > sum {
                product *= 1 - p
                sum += product
                x += 1
            }
            return x
        }
        return kind == .legacy
            ? whole(ceil(log1p(-double()) / log(1 - p))) : whole(ceil(-exponential() / log1p(-p)))
    }

    public func logSeries(_ p: Double) -> Int64 {
        let r = log1p(-p)
        while true {
            let v = double()
            if v >= p { return 1 }
            let q = -expm1(r * double())
            if v <= q * q {
                let result = floor(1 + log(v) / log(q))
                if result < 1 || v == 0 { continue }
                return whole(result)
            }
            return v >= q ? 1 : 2
        }
    }

    /// Zipf's law, cut off at the greatest integer.
    public func zipf(_ a: Double) -> Int64 {
        if a >= 1025 { return 1 }
        let am1 = a - 1
        let b = pow(2, am1)
        let least = kind == .generator ? pow(9.223372036854775807e18, -am1) : 0
        while true {
            var u = double()
            let v: Double
            if kind == .generator {
                u = u * least + (1 - u)
                v = double()
            } else {
                u = 1 - u
                v = double()
            }
            let x = floor(pow(u, -1 / am1))
            if x > 9.223372036854775807e18 || x < 1 { continue }
            let t = pow(1 + 1 / x, am1)
            if v * x * (t - 1) / (b - 1) <= t / b { return whole(x) }
        }
    }

    /// How many of `sample` drawn without putting back are good ones.
    public func hypergeometric(_ good: Int64, _ bad: Int64, _ sample: Int64) -> Int64 {
        if kind == .legacy {
            if sample > 10 { return hypergeometricByRatio(good, bad, sample, RandomSource.logGammaOfNext) }
            return sample > 0 ? hypergeometricOneByOne(good, bad, sample) : 0
        }
        if sample >= 10 && sample <= good + bad - 10 {
            return hypergeometricByRatio(good, bad, sample, RandomSource.logFactorial)
        }
        return hypergeometricBySelection(good, bad, sample)
    }

    private static func logGammaOfNext(_ k: Double) -> Double { logGamma(k + 1) }

    private func hypergeometricOneByOne(_ good: Int64, _ bad: Int64, _ sample: Int64) -> Int64 {
        let rest = Double(bad + good - sample)
        let start = Double(min(bad, good))
        var (y, k) = (start, Double(sample))
        while y > 0 {
            y -= floor(double() + y / (rest + k))
            k -= 1
            if k == 0 { break }
        }
        let z = whole(start - y)
        return good > bad ? sample - z : z
    }

    private func hypergeometricBySelection(_ good: Int64, _ bad: Int64, _ sample: Int64) -> Int64 {
        var total = good + bad
        let computed = sample > total / 2 ? total - sample : sample
        var (toSelect, goodLeft) = (computed, good)
        while toSelect > 0 && goodLeft > 0 && total > goodLeft {
            total -= 1
            if Int64(maskedInterval(Int(total))) < goodLeft { goodLeft -= 1 }
            toSelect -= 1
        }
        if total == goodLeft { goodLeft -= toSelect }
        return sample > (good + bad) / 2 ? goodLeft : good - goodLeft
    }

    /// The ratio of uniforms (HRUA).
    private func hypergeometricByRatio(
        _ good: Int64, _ bad: Int64, _ sample: Int64, _ logFactorial: (Double) -> Double
    ) -> Int64 {
        let (least, most) = (Double(min(good, bad)), Double(max(good, bad)))
        let (population, drawn) = (Double(good + bad), Double(sample))
        let m = min(drawn, population - drawn)
        let d4 = least / population
        let d5 = 1 - d4
        let d6 = m * d4 + 0.5
        let spread: Double =
            kind == .legacy
            ? sqrt((population - m) * drawn * d4 * d5 / (population - 1) + 0.5)
            : sqrt(m * d4 * d5 * (population - m) / (population - 1) + 0.5)
        let d8 = 1.7155277699214135 * spread + 0.8989161620588988
        let mode = floor((m + 1) * (least + 1) / (population + 2))
        let top =
            logFactorial(mode) + logFactorial(least - mode) + logFactorial(m - mode)
            + logFactorial(most - m + mode)
        let end = min(min(m, least) + 1, floor(d6 + 16 * spread))
        var z = 0.0
        while true {
            let (x, y) = (double(), double())
            let w = d6 + d8 * (y - 0.5) / x
            if w < 0 || w >= end { continue }
            z = floor(w)
            let t =
                top
                - (logFactorial(z) + logFactorial(least - z) + logFactorial(m - z) + logFactorial(most - m + z))
            if x * (4 - x) - 3 <= t { break }
            if x * (x - t) >= 1 { continue }
            if 2 * log(x) <= t { break }
        }
        if good > bad { z = m - z }
        if m < drawn { z = Double(good) - z }
        return whole(z)
    }

    /// How many of `n` trials end in each of several ways.
    public func multinomial(_ n: Int64, _ p: [Double]) -> [Int64] {
        var result = [Int64](repeating: 0, count: p.count)
        var (left, rest) = (n, 1.0)
        for j in 0..<max(p.count - 1, 0) where n > 0 {
            let share = p[j] / rest
            result[j] = share == 0 ? 0 : binomial(left, share)
            left -= result[j]
            if left <= 0 { break }
            rest -= p[j]
        }
        if left > 0, let last = result.indices.last { result[last] = left }
        return result
    }

    /// Shares that add up to 1.
    public func dirichlet(_ alpha: [Double]) -> [Double] {
        if kind == .generator, let greatest = alpha.max(), greatest < 0.1 {
            // Stick breaking: gammas of so small a shape would all be zero.
            var sums = alpha
            for i in sums.indices.dropLast().reversed() { sums[i] += sums[i + 1] }
            var result = [Double](repeating: 0, count: alpha.count)
            var rest = 1.0
            for j in 0..<alpha.count - 1 {
                let v = beta(alpha[j], sums[j + 1])
                result[j] = rest * v
                rest *= 1 - v
                if sums[j + 1] == 0 { break }
            }
            if let last = result.indices.last { result[last] = rest }
            return result
        }
        var total = 0.0
        let parts = alpha.map { shape in
            let part = gamma(shape)
            total += part
            return part
        }
        let inverse = 1 / total
        return parts.map { $0 * inverse }
    }
}
