/// All distributions of `np.random` that are drawn number by number.
extension Distribution {
    private static func parameter(
        _ name: String, _ constraint: Constraint = .any, _ standard: Double? = nil, isWhole: Bool = false
    ) -> Parameter { Parameter(name: name, standard: standard, constraint: constraint, isWhole: isWhole) }

    public static let table: [Distribution] = [
        Distribution(
            "normal", "Normal numbers of a mean and deviation.",
            [parameter("loc", .any, 0), parameter("scale", .notNegative, 1)],
            .real { (s, p) in p[0] + p[1] * s.normal() }),
        Distribution(
            "uniform", "Numbers uniform in [low, high).", [parameter("low", .any, 0), parameter("high", .any, 1)],
            objection: { (kind, p) in
                let range = p[1] - p[0]
                if !range.isFinite {
                    let subject = kind == .legacy ? "Range" : "high - low range"
                    return TensorError(.overflow, "\(subject) exceeds valid bounds")
                }
                return kind == .generator && range.sign == .minus ? TensorError(.value, "high - low < 0") : nil
            },
            .real { (s, p) in p[0] + (p[1] - p[0]) * s.double() }),
        Distribution(
            "exponential", "Exponential numbers of a mean.", [parameter("scale", .notNegative, 1)],
            .real { (s, p) in p[0] * s.exponential() }),
        Distribution(
            "gamma", "Gamma numbers of a shape and scale.",
            [parameter("shape", .notNegative), parameter("scale", .notNegative, 1)],
            .real { (s, p) in p[1] * s.gamma(p[0]) }),
        Distribution(
            "standard_gamma", "Gamma numbers of scale 1.", [parameter("shape", .notNegative)],
            .real { (s, p) in s.gamma(p[0]) }),
        Distribution(
            "beta", "Beta numbers in [0, 1].", [parameter("a", .positive), parameter("b", .positive)],
            .real { (s, p) in s.beta(p[0], p[1]) }),
        Distribution(
            "chisquare", "Chi-square numbers.", [parameter("df", .positive)], .real { (s, p) in s.chiSquare(p[0]) }),
        Distribution(
            "noncentral_chisquare", "Noncentral chi-square numbers.",
            [parameter("df", .positive), parameter("nonc", .notNegative)],
            .real { (s, p) in s.noncentralChiSquare(p[0], p[1]) }),
        Distribution(
            "f", "Fisher's F numbers.", [parameter("dfnum", .positive), parameter("dfden", .positive)],
            .real { (s, p) in s.fisher(p[0], p[1]) }),
        Distribution(
            "noncentral_f", "Noncentral F numbers.",
            [parameter("dfnum", .positive), parameter("dfden", .positive), parameter("nonc", .notNegative)],
            .real { (s, p) in s.noncentralFisher(p[0], p[1], p[2]) }),
        Distribution("standard_cauchy", "Cauchy numbers.", [], .real { (s, _) in s.cauchy() }),
        Distribution(
            "standard_t", "Student's t numbers.", [parameter("df", .positive)], .real { (s, p) in s.student(p[0]) }),
        Distribution(
            "pareto", "Pareto II (Lomax) numbers.", [parameter("a", .positive)], .real { (s, p) in s.pareto(p[0]) }),
        Distribution(
            "weibull", "Weibull numbers.", [parameter("a", .notNegative)], .real { (s, p) in s.weibull(p[0]) }),
        Distribution(
            "power", "Numbers in [0, 1] of a power's density.", [parameter("a", .positive)],
            .real { (s, p) in s.power(p[0]) }),
        Distribution(
            "laplace", "Laplace numbers.", [parameter("loc", .any, 0), parameter("scale", .notNegative, 1)],
            .real { (s, p) in s.laplace(p[0], p[1]) }),
        Distribution(
            "gumbel", "Gumbel numbers.", [parameter("loc", .any, 0), parameter("scale", .notNegative, 1)],
            .real { (s, p) in s.gumbel(p[0], p[1]) }),
        Distribution(
            "logistic", "Logistic numbers.", [parameter("loc", .any, 0), parameter("scale", .notNegative, 1)],
            .real { (s, p) in s.logistic(p[0], p[1]) }),
        Distribution(
            "lognormal", "Numbers whose logarithms are normal.",
            [parameter("mean", .any, 0), parameter("sigma", .notNegative, 1)],
            .real { (s, p) in s.logNormal(p[0], p[1]) }),
        Distribution(
            "rayleigh", "Rayleigh numbers.", [parameter("scale", .notNegative, 1)],
            .real { (s, p) in s.rayleigh(p[0]) }),
        Distribution(
            "wald", "Inverse Gaussian numbers.", [parameter("mean", .positive), parameter("scale", .positive)],
            .real { (s, p) in s.wald(p[0], p[1]) }),
        Distribution(
            "vonmises", "Numbers on the circle.", [parameter("mu"), parameter("kappa", .notNegative)],
            .real { (s, p) in s.vonMises(p[0], p[1]) }),
        Distribution(
            "triangular", "Triangular numbers.", [parameter("left"), parameter("mode"), parameter("right")],
            objection: { (_, p) in
                if p[0] > p[1] { return TensorError(.value, "left > mode") }
                if p[1] > p[2] { return TensorError(.value, "mode > right") }
                return p[0] == p[2] ? TensorError(.value, "left == right") : nil
            },
            .real { (s, p) in s.triangular(p[0], p[1], p[2]) }),
        Distribution(
            "binomial", "How many of n trials succeed.",
            [parameter("n", .notNegative, isWhole: true), parameter("p", .probability)],
            .whole { (s, p) in s.binomial(Int64(truncating: p[0]), p[1]) }),
        Distribution(
            "negative_binomial", "Failures before n successes.",
            [parameter("n", .positive), parameter("p", .positiveProbability)],
            .whole { (s, p) in s.negativeBinomial(p[0], p[1]) }),
        Distribution(
            "poisson", "Poisson numbers of a mean.", [parameter("lam", .poisson, 1)],
            .whole { (s, p) in s.poisson(p[0]) }),
        Distribution(
            "geometric", "Trials until the first success.", [parameter("p", .positiveProbability)],
            .whole { (s, p) in s.geometric(p[0]) }),
        Distribution(
            "logseries", "Logarithmic series numbers.", [parameter("p", .probabilityBelowOne)],
            .whole { (s, p) in s.logSeries(p[0]) }),
        Distribution("zipf", "Zipf numbers.", [parameter("a", .aboveOne)], .whole { (s, p) in s.zipf(p[0]) }),
        Distribution(
            "hypergeometric", "Good ones among nsample drawn without putting back.",
            [
                parameter("ngood", .notNegative, isWhole: true), parameter("nbad", .notNegative, isWhole: true),
                parameter("nsample", .notNegative, isWhole: true),
            ],
            objection: { (kind, p) in
                if kind == .legacy && p[2] < 1 { return TensorError(.value, "nsample < 1 or nsample is NaN") }
                if max(p[0], p[1]) >= (kind == .legacy ? 4.6e18 : 1e9) {
                    return TensorError(.value, "both ngood and nbad must be less than 1000000000")
                }
                return p[0] + p[1] < p[2] ? TensorError(.value, "ngood + nbad < nsample") : nil
            },
            .whole { (s, p) in
                s.hypergeometric(Int64(truncating: p[0]), Int64(truncating: p[1]), Int64(truncating: p[2]))
            }),
    ]
}
