import Glibc

/// Real numbers of the continuous distributions, in NumPy's order of draws.
///
/// The legacy stream takes polar normals and exponentials by logarithm, the new one both by ziggurat; what is
/// composed of them follows the same algorithms, except where a note says otherwise.
extension RandomSource {
    private var isLegacy: Bool { kind == .legacy }

    /// Gamma of scale 1: Marsaglia and Tsang's method, Ahrens and Dieter's below shape 1.
    public func gamma(_ shape: Double) -> Double {
        if shape == 1 { return exponential() }
        if shape == 0 { return 0 }
        if shape.isNaN { return .nan }
        if shape < 1 {
            while true {
                let u = double()
                let v = exponential()
                if u <= 1 - shape {
                    let x = pow(u, 1 / shape)
                    if x <= v { return x }
                } else {
                    let y = -log((1 - u) / shape)
                    let x = pow(1 - shape + shape * y, 1 / shape)
                    if x <= v + y { return x }
                }
            }
        }
        let b = shape - 1.0 / 3
        let c = 1 / sqrt(9 * b)
        while true {
            var x = 0.0
            var v = 0.0
            repeat {
                x = normal()
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = double()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
        }
    }

    /// Beta: Jöhnk's method for small parameters, else from two gammas.
    public func beta(_ a: Double, _ b: Double) -> Double {
        if a.isNaN || b.isNaN { return .nan }
        guard a <= 1 && b <= 1 else {
            let x = gamma(a)
            return x / (x + gamma(b))
        }
        if !isLegacy && a < 3e-103 && b < 3e-103 {
            // So close to two points that the logarithms of the draws overflow.
            return (a + b) * double() < a ? 1 : 0
        }
        while true {
            let (u, v) = (double(), double())
            let (x, y) = (pow(u, 1 / a), pow(v, 1 / b))
            let sum = x + y
            guard sum <= 1, isLegacy || u + v > 0 else { continue }
            if sum > 0 && (isLegacy || x > 0 && y > 0) { return x / sum }
            if sum > 0 && !isLegacy { return x / sum }
            var (logX, logY) = (log(u) / a, log(v) / b)
            let greatest = max(logX, logY)
            logX -= greatest
            logY -= greatest
            return exp(logX - log(exp(logX) + exp(logY)))
        }
    }

    public func chiSquare(_ freedom: Double) -> Double { 2 * gamma(freedom / 2) }

    public func fisher(_ numerator: Double, _ denominator: Double) -> Double {
        let x = chiSquare(numerator) * denominator
        return x / (chiSquare(denominator) * numerator)
    }

    public func noncentralChiSquare(_ freedom: Double, _ nonc: Double) -> Double {
        if nonc.isNaN && !isLegacy { return .nan }
        if nonc == 0 { return chiSquare(freedom) }
        if freedom > 1 {
            let x = chiSquare(freedom - 1)
            let n = normal() + sqrt(nonc)
            return x + n * n
        }
        return chiSquare(freedom + 2 * Double(poisson(nonc / 2)))
    }

    public func noncentralFisher(_ numerator: Double, _ denominator: Double, _ nonc: Double) -> Double {
        let x = noncentralChiSquare(numerator, nonc) * denominator
        return x / (chiSquare(denominator) * numerator)
    }

    public func cauchy() -> Double {
        let x = normal()
        return x / normal()
    }

    public func student(_ freedom: Double) -> Double {
        let x = normal()
        return sqrt(freedom / 2) * x / sqrt(gamma(freedom / 2))
    }

    public func pareto(_ a: Double) -> Double {
        isLegacy ? exp(exponential() / a) - 1 : expm1(exponential() / a)
    }

    public func weibull(_ a: Double) -> Double { a == 0 ? 0 : pow(exponential(), 1 / a) }

    public func power(_ a: Double) -> Double {
        isLegacy ? pow(1 - exp(-exponential()), 1 / a) : pow(-expm1(-exponential()), 1 / a)
    }

    public func laplace(_ center: Double, _ scale: Double) -> Double {
        while true {
            let u = double()
            if u >= 0.5 { return center - scale * log(2 - u - u) }
            if u > 0 { return center + scale * log(u + u) }
        }
    }

    public func gumbel(_ center: Double, _ scale: Double) -> Double {
        while true {
            let u = 1 - double()
            if u < 1 { return center - scale * log(-log(u)) }
        }
    }

    public func logistic(_ center: Double, _ scale: Double) -> Double {
        while true {
            let u = double()
            if u > 0 { return center + scale * log(u / (1 - u)) }
        }
    }

    public func logNormal(_ mean: Double, _ sigma: Double) -> Double { exp(mean + sigma * normal()) }

    public func rayleigh(_ mode: Double) -> Double {
        isLegacy ? mode * sqrt(-2 * log1p(-double())) : mode * sqrt(2 * exponential())
    }

    /// Inverse Gaussian.
    public func wald(_ mean: Double, _ scale: Double) -> Double {
        let z = normal()
        var x: Double
        if isLegacy {
            let y = mean * z * z
            x = mean + mean / (2 * scale) * (y - sqrt(4 * scale * y + y * y))
        } else {
            let y = mean * z * z
            x = mean * (1 - 2 / (1 + sqrt(1 + 4 * scale / y)))
        }
        let u = double()
        return u <= mean / (mean + x) ? x : mean * mean / x
    }

    /// Best and Fisher's method on the circle.
    public func vonMises(_ mu: Double, _ kappa: Double) -> Double {
        if kappa.isNaN { return .nan }
        if kappa < 1e-8 { return .pi * (2 * double() - 1) }
        if !isLegacy && kappa > 1e6 { return vonMisesByNormal(mu, kappa) }
        var s = 1 / kappa + kappa
        if kappa >= 1e-5 {
            if isLegacy || kappa <= 1e6 {
                let r = 1 + sqrt(1 + 4 * kappa * kappa)
                let rho = (r - sqrt(2 * r)) / (2 * kappa)
                s = (1 + rho * rho) / (2 * rho)
            }
        }
        var w = 0.0
        while true {
            let u = double()
            let z = cos(.pi * u)
            w = (1 + s * z) / (s + z)
            let y = kappa * (s - w)
            let v = double()
            if y * (2 - y) - v >= 0 || log(y / v) + 1 - y >= 0 { break }
        }
        var result = acos(w)
        if double() < 0.5 { result = -result }
        result += mu
        let size = fmod(abs(result) + .pi, 2 * .pi) - .pi
        return result < 0 ? -size : size
    }

    /// For a great concentration the normal distribution on the line, folded onto the circle.
    private func vonMisesByNormal(_ mu: Double, _ kappa: Double) -> Double {
        var result = mu + sqrt(1 / kappa) * normal()
        if result < -.pi { result += 2 * .pi }
        if result > .pi { result -= 2 * .pi }
        return result
    }

    public func triangular(_ left: Double, _ mode: Double, _ right: Double) -> Double {
        let base = right - left
        let leftBase = mode - left
        let u = double()
        if u <= leftBase / base { return left + sqrt(u * (leftBase * base)) }
        return right - sqrt((1 - u) * ((right - mode) * base))
    }

    /// Gamma of single precision, with draws of its own; only the new stream has it.
    public func singleGamma(_ shape: Float) -> Float {
        if shape == 1 { return Ziggurat.singleExponential(&pcg) }
        if shape == 0 { return 0 }
        if shape.isNaN { return .nan }
        if shape < 1 {
            while true {
                let u = pcg.nextSingle()
                let v = Ziggurat.singleExponential(&pcg)
                if u <= 1 - shape {
                    let x = powf(u, 1 / shape)
                    if x <= v { return x }
                } else {
                    let y = -logf((1 - u) / shape)
                    let x = powf(1 - shape + shape * y, 1 / shape)
                    if x <= v + y { return x }
                }
            }
        }
        let b = shape - 1.0 / 3
        let c = 1 / sqrtf(9 * b)
        while true {
            var x: Float = 0
            var v: Float = 0
            repeat {
                x = Ziggurat.singleNormal(&pcg)
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = pcg.nextSingle()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if logf(u) < 0.5 * x * x + b * (1 - v + logf(v)) { return b * v }
        }
    }

    /// In [0, 1) with 24 bits; only the new stream has it.
    public func single() -> Float { pcg.nextSingle() }
    /// Standard normal in single precision; only the new stream has it.
    public func singleNormal() -> Float { Ziggurat.singleNormal(&pcg) }
    /// Standard exponential in single precision; only the new stream has it.
    public func singleExponential() -> Float { Ziggurat.singleExponential(&pcg) }
}
