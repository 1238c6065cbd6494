import Glibc
import Loops
import Testing

@Test(arguments: tables, sizes) func bendsAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table].bends
    var numbers = Numbers(seed: UInt64(n) + 3)
    let x = numbers.floats(n, 4).map { abs($0) < 0.1 ? 0 : $0 }, dy = numbers.floats(n, 2)
    for alpha: Float in [0, 0.2, 1.5] {
        let slope = Double(alpha)
        let cases: [((Target, Float, Int) -> Void, (Target, Source, Float, Int) -> Void, (Double) -> Double)] = [
            (loops.leaky, loops.leakyGradient, { $0 > 0 ? $0 : slope * $0 }),
            (loops.elu, loops.eluGradient, { $0 > 0 ? $0 : slope * expm1($0) }),
        ]
        for (place, row) in cases.enumerated() {
            let y = Memory(x), dx = Memory(dy), told = Memory(x)
            row.0(y.base, alpha, n)
            #expect(difference(y.values, x.map { row.2(Double($0)) }) < 2e-6 && y.isIntact)
            row.1(dx.base, told.base, alpha, n)
            let expected = zip(dy, x).map { (dy: Float, y: Float) -> Double in
                if y > 0 { return Double(dy) }
                return Double(dy) * (place == 0 ? slope : Double(y) + slope)
            }
            #expect(difference(dx.values, expected) < 1e-6 && dx.isIntact)
        }
    }
}

@Test(arguments: tables) func bendsKeepNotANumberAndInfinity(_ table: Int) {
    let loops = Loops.available[table].bends
    let leaky = Memory([.nan, .infinity, -.infinity]), elu = Memory([.nan, .infinity, -.infinity])
    loops.leaky(leaky.base, 0.5, 3)
    loops.elu(elu.base, 2, 3)
    #expect(leaky.values[0].isNaN && leaky.values[1] == .infinity && leaky.values[2] == -.infinity)
    #expect(elu.values[0].isNaN && elu.values[1] == .infinity && elu.values[2] == -2)
}

@Test(arguments: tables, sizes) func slopesThatAreLearnedAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table].bends
    var numbers = Numbers(seed: UInt64(n) + 4)
    let x = numbers.floats(n, 2).map { abs($0) < 0.2 ? 0 : $0 }, dy = numbers.floats(n), start = numbers.floats(n)
    let alpha = numbers.floats(n)
    let (values, slopes, y) = (Memory(x), Memory(alpha), Memory(count: n))
    loops.parametric(y.base, values.base, slopes.base, n)
    #expect(difference(y.values, zip(x, alpha).map { Double($0 > 0 ? $0 : $0 * $1) }) < 1e-6 && y.isIntact)
    let dx = Memory(dy), dAlpha = Memory(start)
    loops.parametricGradient(dx.base, values.base, slopes.base, dAlpha.base, n)
    let expected = x.indices.map { (i: Int) -> Double in
        Double(x[i] > 0 ? dy[i] : x[i] < 0 ? dy[i] * alpha[i] : 0)
    }
    #expect(difference(dx.values, expected) < 1e-6 && dx.isIntact)
    let sums = x.indices.map { (i: Int) -> Double in Double(start[i]) + Double(dy[i]) * Double(min(x[i], 0)) }
    #expect(difference(dAlpha.values, sums) < 1e-6 && dAlpha.isIntact)
}

@Test(arguments: tables) func rowsAreNormalizedAsTheirFormulasSay(_ table: Int) {
    let loops = Loops.available[table].rows
    var numbers = Numbers(seed: 30)
    for columns in [1, 3, 15, 16, 17, 32, 40, 65] {
        let rows = 3, epsilon = 0.01
        let x = numbers.floats(rows * columns, 3), dy = numbers.floats(rows * columns)
        let gamma = numbers.floats(columns), beta = numbers.floats(columns)
        let (values, scale, shift) = (Memory(x), Memory(gamma), Memory(beta))
        let y = Memory(count: x.count), moments = Memory(count: 2 * rows), dx = Memory(dy)
        let dGamma = Memory(beta), dBeta = Memory(gamma)
        loops.normalize(values.base, scale.base, shift.base, Float(epsilon), rows, columns, y.base, moments.base)
        loops.gradient(
            dx.base, values.base, scale.base, moments.base, rows, columns, dx.base, dGamma.base, dBeta.base)
        var (results, slopes) = ([Double](), [Double]())
        var (gammas, betas) = (beta.map { Double($0) }, gamma.map { Double($0) })
        for row in 0..<rows {
            let row = (0..<columns).map { row * columns + $0 }
            let mean = row.reduce(0) { $0 + Double(x[$1]) } / Double(columns)
            let variance = row.reduce(0) { $0 + (Double(x[$1]) - mean) * (Double(x[$1]) - mean) } / Double(columns)
            let inverse = 1 / (variance + epsilon).squareRoot()
            let normal = row.map { (Double(x[$0]) - mean) * inverse }
            let slope = row.indices.map { Double(dy[row[$0]]) * Double(gamma[$0]) }
            let a = slope.reduce(0, +) / Double(columns)
            let b = zip(slope, normal).reduce(0) { $0 + $1.0 * $1.1 } / Double(columns)
            for c in row.indices {
                results.append(normal[c] * Double(gamma[c]) + Double(beta[c]))
                slopes.append((slope[c] - a - normal[c] * b) * inverse)
                gammas[c] += Double(dy[row[c]]) * normal[c]
                betas[c] += Double(dy[row[c]])
            }
        }
        #expect(difference(y.values, results) < 1e-5 && difference(dx.values, slopes) < 1e-4, "\(columns)")
        #expect(difference(dGamma.values, gammas) < 1e-5 && difference(dBeta.values, betas) < 1e-5, "\(columns)")
        for memory in [y, moments, dx, dGamma, dBeta] { #expect(memory.isIntact) }
    }
}
