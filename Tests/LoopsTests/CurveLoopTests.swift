import Glibc
import Loops
import Testing

/// The function of a curve in double precision.
private func value(_ curve: Curve, _ x: Double) -> Double {
    let hard = min(max(x + 3, 0), 6) / 6
    switch curve {
    case .silu: return x / (1 + exp(-x))
    case .gelu: return x * erfc(-x / 2.0.squareRoot()) / 2
    case .mish: return x * tanh(log1p(exp(x)))
    case .selu: return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * expm1(x))
    case .softsign: return x / (1 + abs(x))
    case .softplus: return max(x, 0) + log1p(exp(-abs(x)))
    case .logSigmoid: return min(x, 0) - log1p(exp(-abs(x)))
    case .relu6: return min(max(x, 0), 6)
    case .hardSigmoid: return hard
    case .hardSilu: return x * hard
    }
}

@Test(arguments: tables, Curve.allCases) func curvesAgreeWithTheirFormulas(_ table: Int, _ curve: Curve) {
    let loops = Loops.available[table].curves
    var numbers = Numbers(seed: 12)
    for n in sizes {
        // Not where a curve bends: there the slope is not the difference on both sides.
        let x = numbers.floats(n, 8).map { number in
            [-3, 0, 3, 6].contains { abs(number - $0) < 0.01 } ? number + 0.1 : number
        }
        let dy = numbers.floats(n)
        let (values, y, dx) = (Memory(x), Memory(count: n), Memory(dy))
        loops.apply(curve, y.base, values.base, n)
        #expect(difference(y.values, x.map { value(curve, Double($0)) }) < 2e-6 && y.isIntact, "\(curve) of \(n)")
        loops.gradient(curve, dx.base, values.base, n)
        let slopes = x.map { (value(curve, Double($0) + 1e-4) - value(curve, Double($0) - 1e-4)) / 2e-4 }
        #expect(
            difference(dx.values, zip(dy, slopes).map { Double($0) * $1 }) < 4e-6 && dx.isIntact, "\(curve) of \(n)")
    }
}

@Test(arguments: tables) func curvesOfExtremeNumbersHaveNoInfiniteSlopes(_ table: Int) {
    let loops = Loops.available[table].curves
    let x: [Float] = [-1e30, -100, -20, 0, 20, 100, 1e18]
    for curve in Curve.allCases {
        let values = Memory(x), y = Memory(count: x.count), dx = Memory(x.map { _ in 1 })
        loops.apply(curve, y.base, values.base, x.count)
        loops.gradient(curve, dx.base, values.base, x.count)
        #expect(y.values.allSatisfy { $0.isFinite }, "\(curve): \(y.values)")
        #expect(dx.values.allSatisfy { abs($0) < 2 }, "\(curve): \(dx.values)")
    }
}
