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
