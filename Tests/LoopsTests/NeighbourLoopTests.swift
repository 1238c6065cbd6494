import Foundation
import Loops
import Testing

/// Rows of several lengths under rules of every power.
private let cases: [(columns: Int, rule: NeighbourLoops.Rule)] = {
    var cases: [(columns: Int, rule: NeighbourLoops.Rule)] = []
    for (i, columns) in [1, 5, 16, 20, 64].enumerated() {
        for power in [NeighbourLoops.Power.half, .threeQuarters, .one] {
            cases.append((columns, .init(radius: [0, 2, 3, 2, 1][i], k: 0.7, alpha: 0.3, power: power)))
        }
    }
    return cases
}()

@Test(arguments: tables)
func localResponsesAndTheirGradientsAreTheFormulas(_ table: Int) {
    let loops = Loops.available[table].neighbours, rows = 3
    for (columns, rule) in cases {
        var numbers = Numbers(seed: 8)
        let x = numbers.floats(rows * columns, 2), dy = numbers.floats(rows * columns)
        let beta = rule.power.rawValue
        func near(_ c: Int) -> ClosedRange<Int> { max(0, c - rule.radius)...min(columns - 1, c + rule.radius) }
        var results: [Double] = [], gradients: [Double] = []
        for row in 0..<rows {
            let x = x[(row * columns)...].prefix(columns).map(Double.init)
            let dy = dy[(row * columns)...].prefix(columns).map(Double.init)
            let t = (0..<columns).map { c in
                Double(rule.k) + Double(rule.alpha) * near(c).reduce(0) { $0 + x[$1] * x[$1] }
            }
            for c in 0..<columns {
                results.append(x[c] * pow(t[c], -beta))
                let passed = near(c).reduce(0) { $0 + dy[$1] * x[$1] * pow(t[$1], -beta - 1) }
                gradients.append(dy[c] * pow(t[c], -beta) - 2 * Double(rule.alpha) * beta * x[c] * passed)
            }
        }
        let room = Memory(count: rule.roomCount(columns)), input = Memory(x), slope = Memory(dy)
        let y = Memory(count: x.count), dx = Memory(count: x.count)
        loops.forward(y.base, input.base, rows, columns, rule, room.base)
        loops.gradient(dx.base, slope.base, input.base, rows, columns, rule, room.base)
        #expect(difference(y.values, results) < 1e-6 && y.isIntact, "\(columns) \(rule)")
        #expect(difference(dx.values, gradients) < 2e-6 && dx.isIntact && room.isIntact, "\(columns) \(rule)")

        let places = Memory(x), slopes = Memory(dy)
        loops.gradient(slopes.base, slopes.base, input.base, rows, columns, rule, room.base)
        loops.forward(places.base, places.base, rows, columns, rule, room.base)
        #expect(places.values == y.values && slopes.values == dx.values, "in place: \(columns) \(rule)")
    }
}

@Test(arguments: tables)
func stretchesAreCopiedAndHeldBack(_ table: Int) {
    let loops = Loops.available[table].stretches
    for width in [1, 3, 16, 20, 48] {
        var numbers = Numbers(seed: 9)
        let (count, fromStride, toStride) = (4, width + 5, width + 2)
        let from = Memory(numbers.floats(count * fromStride)), y = Memory(numbers.floats(count * toStride))
        let copied = Memory([Float](repeating: 7, count: count * toStride))
        let held = Memory([Float](repeating: 7, count: count * toStride))
        loops.copy(from.base, fromStride, copied.base, toStride, count, width)
        loops.rectifierGradient(from.base, fromStride, y.base, held.base, toStride, count, width)
        for i in 0..<count * toStride {
            let isInside = i % toStride < width
            let value = isInside ? from.values[i / toStride * fromStride + i % toStride] : 7
            #expect(copied.values[i] == value)
            #expect(held.values[i] == (isInside && y.values[i] <= 0 ? 0 : value))
        }
        #expect(copied.isIntact && held.isIntact)
    }
}
