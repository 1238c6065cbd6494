import Loops
import Testing

/// Three steps of each optimizer against Keras 3's formulas in double precision.
private struct Twin {
    var w: [Double]
    var a: [Double]
    var b: [Double]

    init(_ w: [Float]) {
        self.w = w.map(Double.init)
        a = w.map { _ in 0 }
        b = a
    }
}

private let rate = 0.1

private let rules:
    [(
        name: String, fast: @Sendable (LoopTable, Memory, Memory, Memory, Memory) -> Void,
        slow: @Sendable (inout Twin, Int, Double) -> Void
    )] = [
        (
            "sgd", { loops, w, g, _, _ in loops.sgd(w.base, g.base, Float(rate), w.count) },
            { t, i, g in t.w[i] -= rate * g }
        ),
        (
            "momentum",
            { loops, w, g, a, _ in loops.momentum(w.base, g.base, a.base, Float(rate), 0.9, false, w.count) },
            { t, i, g in
                t.a[i] = 0.9 * t.a[i] - rate * g
                t.w[i] += t.a[i]
            }
        ),
        (
            "nesterov",
            { loops, w, g, a, _ in loops.momentum(w.base, g.base, a.base, Float(rate), 0.9, true, w.count) },
            { t, i, g in
                t.a[i] = 0.9 * t.a[i] - rate * g
                t.w[i] += 0.9 * t.a[i] - rate * g
            }
        ),
        (
            "adam",
            { loops, w, g, a, b in loops.adam(w.base, g.base, a.base, b.base, Float(rate), 0.9, 0.999, 1e-7, w.count) },
            { t, i, g in
                t.a[i] += (g - t.a[i]) * 0.1
                t.b[i] += (g * g - t.b[i]) * 0.001
                t.w[i] -= rate * t.a[i] / (t.b[i].squareRoot() + 1e-7)
            }
        ),
        (
            "adadelta",
            { loops, w, g, a, b in loops.adadelta(w.base, g.base, a.base, b.base, Float(rate), 0.95, 1e-7, w.count) },
            { t, i, g in
                t.a[i] = 0.95 * t.a[i] + 0.05 * g * g
                let change = ((t.b[i] + 1e-7) / (t.a[i] + 1e-7)).squareRoot() * g
                t.b[i] = 0.95 * t.b[i] + 0.05 * change * change
                t.w[i] -= rate * change
            }
        ),
        (
            "rmsprop",
            { loops, w, g, a, b in loops.rmsprop(w.base, g.base, a.base, b.base, Float(rate), 0.9, 0.5, 1e-7, w.count)
            },
            { t, i, g in
                t.a[i] = 0.9 * t.a[i] + 0.1 * g * g
                t.b[i] = 0.5 * t.b[i] + rate * g / (t.a[i] + 1e-7).squareRoot()
                t.w[i] -= t.b[i]
            }
        ),
    ]

@Test(arguments: tables, [1, 15, 16, 37])
func optimizerStepsAgreeWithTheirFormulas(_ table: Int, _ n: Int) {
    let loops = Loops.available[table]
    for rule in rules {
        var numbers = Numbers(seed: 11)
        let start = numbers.floats(n)
        let w = Memory(start), a = Memory(count: n), b = Memory(count: n)
        var twin = Twin(start)
        for _ in 0..<3 {
            let g = Memory(numbers.floats(n))
            rule.fast(loops, w, g, a, b)
            for i in 0..<n { rule.slow(&twin, i, Double(g.values[i])) }
        }
        #expect(difference(w.values, twin.w) < 1e-5, "\(loops.name) \(rule.name) of \(n)")
        #expect(w.isIntact && a.isIntact && b.isIntact, "\(loops.name) \(rule.name) of \(n)")
    }
}
