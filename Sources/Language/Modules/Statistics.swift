internal import BigInt
import Glibc

/// `statistics`: averages and spreads of numbers.
enum StatisticsModule {
    static let module = NativeModule(
        "statistics", doc: "Averages and spreads of numbers.", functions: averages + spreads,
        constants: { interpreter in [("StatisticsError", .object(interpreter.exceptionClass(failure)))] })

    /// Numbers as floating-point ones, and whether all were whole.
    private static func numbers(_ call: Call, _ place: Int = 0) throws(LanguageError) -> (all: [Double], areWhole: Bool)
    {
        var all: [Double] = []
        var areWhole = true
        for value in try call.values(place) {
            guard let number = try call.interpreter.number(value) else {
                throw LanguageError.typeError("can't convert type '\(value.typeName)' to numerator/denominator")
            }
            if case .int = value {} else if case .bool = value {} else { areWhole = false }
            all.append(number)
        }
        return (all, areWhole)
    }

    /// The sum without loss: error-free additions keep what rounding drops (Neumaier).
    private static func sum(_ numbers: some Sequence<Double>) -> Double {
        var total = 0.0, lost = 0.0
        for number in numbers {
            let next = total + number
            lost += abs(total) >= abs(number) ? (total - next) + number : (number - next) + total
            total = next
        }
        return lost.isFinite ? total + lost : total
    }

    /// A result as Python gives it: whole where the data were and nothing is lost.
    private static func value(_ number: Double, _ areWhole: Bool) -> Value {
        if areWhole, let whole = Int(exactly: number) { return .int(whole) }
        return .float(number)
    }

    /// The mean of integers, of any size, rounded once; `nil` where other values are among them.
    private static func wholeMean(_ call: Call) throws(LanguageError) -> Value? {
        guard case .list(let list) = call[0], !list.values.isEmpty else { return nil }
        var total: BigInt = 0
        for value in list.values {
            guard let number = value.bigInt else { return nil }
            total += number
        }
        let arithmetic = BigArithmetic(call.interpreter)
        let (whole, rest) = try arithmetic.floorDivide(total, BigInt(list.values.count))
        return rest.isZero ? Value(whole) : .float(try arithmetic.quotient(total, BigInt(list.values.count)))
    }

    /// `statistics.StatisticsError`.
    private static let failure = LibraryException(
        name: "StatisticsError", module: "statistics", parent: .valueError, doc: "What data without an answer raise.")

    private static func needs(_ call: Call, _ count: Int, _ least: Int, _ message: String) throws(LanguageError) {
        if count < least { throw call.interpreter.error(failure, message) }
    }

    private static func row(
        _ name: String, doc: String, _ body: @escaping @Sendable (Call) throws(LanguageError) -> Value
    ) -> NativeFunction { NativeFunction(name, [Parameter("data")], doc: doc, body: body) }

    private static let averages: [NativeFunction] = [
        row("mean", doc: "The arithmetic mean.") { (call) throws(LanguageError) in
            if let exact = try wholeMean(call) { return exact }
            let (all, areWhole) = try numbers(call)
            try needs(call, all.count, 1, "mean requires at least one data point")
            return value(sum(all) / Double(all.count), areWhole)
        },
        row("fmean", doc: "The arithmetic mean as a floating-point number.") { (call) throws(LanguageError) in
            let (all, _) = try numbers(call)
            try needs(call, all.count, 1, "fmean requires at least one data point")
            return .float(sum(all) / Double(all.count))
        },
        row("geometric_mean", doc: "The geometric mean.") { (call) throws(LanguageError) in
            let (all, _) = try numbers(call)
            guard !all.isEmpty, all.allSatisfy({ $0 > 0 }) else {
                throw call.interpreter.error(
                    failure,
                    "geometric mean requires a non-empty dataset containing positive numbers")
            }
            return .float(exp(sum(all.map { log($0) }) / Double(all.count)))
        },
        row("harmonic_mean", doc: "The harmonic mean.") { (call) throws(LanguageError) in
            let (all, _) = try numbers(call)
            try needs(call, all.count, 1, "harmonic_mean requires at least one data point")
            if all.contains(where: { $0 < 0 }) {
                throw call.interpreter.error(failure, "harmonic mean does not support negative values")
            }
            if all.contains(0) { return .int(0) }
            return .float(Double(all.count) / sum(all.map { 1 / $0 }))
        },
        middle("median", doc: "The value in the middle, or the mean of the two there.") {
            (a, b, interpreter) throws(LanguageError) in
            if a.isIdentical(to: b) { return a }
            return try interpreter.binary(.divide, interpreter.binary(.add, a, b), .int(2))
        },
        middle("median_low", doc: "The lower of the values in the middle.") { a, _, _ in a },
        middle("median_high", doc: "The higher of the values in the middle.") { _, b, _ in b },
        row("mode", doc: "The most frequent value, the first of several.") { (call) throws(LanguageError) in
            guard let first = try frequent(call).first else {
                throw call.interpreter.error(failure, "no mode for empty data")
            }
            return first
        },
        row("multimode", doc: "All most frequent values.") { (call) throws(LanguageError) in
            Value(try frequent(call))
        },
    ]

    private static func middle(
        _ name: String, doc: String,
        _ pick: @escaping @Sendable (Value, Value, Interpreter) throws(LanguageError) -> Value
    ) -> NativeFunction {
        row(name, doc: doc) { (call) throws(LanguageError) in
            let all = try call.interpreter.sorted(try call.values(0), key: .none, reverse: false)
            try needs(call, all.count, 1, "no median for empty data")
            let half = all.count / 2
            if all.count % 2 == 1 { return all[half] }
            if name == "median" {
                return try call.interpreter.binary(
                    .divide, call.interpreter.binary(.add, all[half - 1], all[half]), .int(2))
            }
            return try pick(all[half - 1], all[half], call.interpreter)
        }
    }

    private static func frequent(_ call: Call) throws(LanguageError) -> [Value] {
        let counts = Dict()
        for value in try call.values(0) {
            var count = 0
            if case .int(let before)? = try counts.get(value, call.interpreter) { count = before }
            try counts.set(value, .int(count + 1), call.interpreter)
        }
        var most = 0
        for case .int(let count) in counts.table.values { most = max(most, count) }
        return counts.table.pairs.compactMap { key, value in
            if case .int(most) = value { key } else { nil }
        }
    }

    private static func spread(
        _ name: String, least: Int, doc: String, _ finish: @escaping @Sendable (Double, Int, Bool) -> Value
    ) -> NativeFunction {
        NativeFunction(name, [Parameter("data"), Parameter(name.hasPrefix("p") ? "mu" : "xbar", .none)], doc: doc) {
            (call) throws(LanguageError) in
            let (all, areWhole) = try numbers(call)
            let points = least == 1 ? "one data point" : "two data points"
            try needs(call, all.count, least, "\(name) requires at least \(points)")
            let mean = call[1].isNone ? sum(all) / Double(all.count) : try call.double(1)
            return finish(sum(all.map { ($0 - mean) * ($0 - mean) }), all.count, areWhole)
        }
    }

    private static let spreads: [NativeFunction] = [
        spread("variance", least: 2, doc: "The variance of a sample.") { squares, count, areWhole in
            value(squares / Double(count - 1), areWhole)
        },
        spread("pvariance", least: 1, doc: "The variance of a population.") { squares, count, areWhole in
            value(squares / Double(count), areWhole)
        },
        spread("stdev", least: 2, doc: "The standard deviation of a sample.") { squares, count, _ in
            .float((squares / Double(count - 1)).squareRoot())
        },
        spread("pstdev", least: 1, doc: "The standard deviation of a population.") { squares, count, _ in
            .float((squares / Double(count)).squareRoot())
        },
        NativeFunction("correlation", [.positional("x"), .positional("y")], doc: "Pearson's correlation.") {
            (call) throws(LanguageError) in
            let (x, y) = try pair(call, "correlation")
            let mx = sum(x) / Double(x.count), my = sum(y) / Double(y.count)
            let xx = sum(x.map { ($0 - mx) * ($0 - mx) }), yy = sum(y.map { ($0 - my) * ($0 - my) })
            let xy = sum(zip(x, y).map { ($0 - mx) * ($1 - my) })
            if xx == 0 || yy == 0 { throw call.interpreter.error(failure, "at least one of the inputs is constant") }
            return .float(xy / (xx * yy).squareRoot())
        },
        NativeFunction("covariance", [.positional("x"), .positional("y")], doc: "The covariance of a sample.") {
            (call) throws(LanguageError) in
            let (x, y) = try pair(call, "covariance")
            let mx = sum(x) / Double(x.count), my = sum(y) / Double(y.count)
            return .float(sum(zip(x, y).map { ($0 - mx) * ($1 - my) }) / Double(x.count - 1))
        },
        NativeFunction(
            "quantiles", [Parameter("data"), .keyword("n", .int(4)), .keyword("method", .str("exclusive"))],
            doc: "The points that cut the data into parts of equal size."
        ) { (call) throws(LanguageError) in
            let all = try numbers(call).all.sorted()
            let parts = try call.int(1)
            if parts < 1 { throw call.interpreter.error(failure, "n must be at least 1") }
            if parts > 1 << 24 { throw LanguageError(.memoryError, "") }
            try needs(call, all.count, 2, "must have at least two data points")
            let isInclusive = try call.string(2) == "inclusive"
            let m = isInclusive ? all.count - 1 : all.count + 1
            return Value(
                (1..<max(parts, 1)).map { i in
                    let at = i * m
                    let low = isInclusive ? at / parts + 1 : min(max(at / parts, 1), all.count - 1)
                    let rest = isInclusive ? at % parts : at - low * parts
                    let right = all[min(low, all.count - 1)]
                    return .float((all[low - 1] * Double(parts - rest) + right * Double(rest)) / Double(parts))
                })
        },
    ]

    private static func pair(_ call: Call, _ name: String) throws(LanguageError) -> ([Double], [Double]) {
        let x = try numbers(call, 0).all, y = try numbers(call, 1).all
        if x.count != y.count {
            throw call.interpreter.error(failure, "\(name) requires that both inputs have same number of data points")
        }
        try needs(call, x.count, 2, "\(name) requires at least two data points")
        return (x, y)
    }
}
