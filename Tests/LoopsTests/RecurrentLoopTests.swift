import Glibc
import Loops
import Testing

/// Rows at a distance, with the numbers that they hold as doubles.
private struct Table {
    let memory: Memory
    let columns: Int
    let stride: Int

    init(_ numbers: inout Numbers, _ rows: Int, _ columns: Int, gap: Int = 3, scale: Float = 2) {
        memory = Memory(numbers.floats(rows * (columns + gap), scale))
        self.columns = columns
        stride = columns + gap
    }

    var lines: Lines { Lines(memory.base, stride) }

    subscript(row: Int, column: Int) -> Double { Double(memory.base[row * stride + column]) }

    /// All numbers, those between rows too.
    var all: [Double] { memory.values.map(Double.init) }
}

private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

private func value(_ curve: RecurrentLoops.Curve, _ x: Double) -> Double {
    switch curve {
    case .linear: x
    case .relu: max(0, x)
    case .sigmoid: sigmoid(x)
    case .tanh: tanh(x)
    }
}

private func slope(_ curve: RecurrentLoops.Curve, _ y: Double) -> Double {
    switch curve {
    case .linear: 1
    case .relu: y > 0 ? 1 : 0
    case .sigmoid: y * (1 - y)
    case .tanh: 1 - y * y
    }
}

private func forEachShape(_ body: (_ rows: Int, _ units: Int, _ curve: RecurrentLoops.Curve) -> Void) {
    for units in [1, 3, 15, 16, 17, 33, 48] {
        for curve in RecurrentLoops.Curve.allCases { body(units % 3 + 1, units, curve) }
    }
}

/// Compares tables with expected numbers by row and column; what lies between rows must be as before.
private func check(
    _ table: Table, _ before: [Double], _ rows: Int, _ what: String, _ expected: (_ row: Int, _ column: Int) -> Double?
) {
    var wanted = before
    for row in 0..<rows {
        for column in 0..<table.columns {
            if let number = expected(row, column) { wanted[row * table.stride + column] = number }
        }
    }
    #expect(difference(table.memory.values, wanted) < 3e-6, "\(what)")
    #expect(table.memory.isIntact, "\(what)")
}

@Test(arguments: tables) func aStepOfAnLSTMAgreesWithItsFormulas(_ table: Int) {
    let loops = Loops.available[table].recurrent
    var numbers = Numbers(seed: 41)
    forEachShape { rows, u, curve in
        let gates = Table(&numbers, rows, 4 * u), old = Table(&numbers, rows, u)
        let cell = Table(&numbers, rows, u), h = Table(&numbers, rows, u)
        let sums = gates.all, before = (cell.all, h.all)
        func gate(_ row: Int, _ column: Int) -> Double {
            let x = sums[row * gates.stride + column]
            return column / u == 2 ? value(curve, x) : sigmoid(x)
        }
        func c(_ row: Int, _ k: Int) -> Double {
            gate(row, u + k) * old[row, k] + gate(row, k) * gate(row, 2 * u + k)
        }
        loops.lstm(gates.lines, old.lines, cell.lines, h.lines, rows, u, curve)
        check(gates, sums, rows, "gates \(u) \(curve)", gate)
        check(cell, before.0, rows, "cell \(u) \(curve)", c)
        check(h, before.1, rows, "h \(u) \(curve)") { gate($0, 3 * u + $1) * value(curve, c($0, $1)) }

        let dh = Table(&numbers, rows, u), dy = Table(&numbers, rows, u), dCell = Table(&numbers, rows, u)
        let (now, carried, cells) = (gates.all, dCell.all, cell.all)
        func g(_ row: Int, _ block: Int, _ k: Int) -> Double { now[row * gates.stride + block * u + k] }
        func d(_ row: Int, _ k: Int) -> Double { dh[row, k] + dy[row, k] }
        func dc(_ row: Int, _ k: Int) -> Double {
            let top = value(curve, cells[row * cell.stride + k])
            return carried[row * dCell.stride + k] + d(row, k) * g(row, 3, k) * slope(curve, top)
        }
        loops.lstmGradient(
            gates.lines, old.lines, cell.lines, dh.lines, dy.lines, dCell.lines, rows, u, curve)
        check(dCell, carried, rows, "dc \(u) \(curve)") { dc($0, $1) * g($0, 1, $1) }
        check(gates, now, rows, "dgates \(u) \(curve)") { row, column in
            let k = column % u, (i, f, a, o) = (g(row, 0, k), g(row, 1, k), g(row, 2, k), g(row, 3, k))
            switch column / u {
            case 0: return dc(row, k) * a * i * (1 - i)
            case 1: return dc(row, k) * old[row, k] * f * (1 - f)
            case 2: return dc(row, k) * i * slope(curve, a)
            default: return d(row, k) * value(curve, cells[row * cell.stride + k]) * o * (1 - o)
            }
        }
    }
}

@Test(arguments: tables) func aStepOfAGRUAgreesWithItsFormulas(_ table: Int) {
    let loops = Loops.available[table].recurrent
    var numbers = Numbers(seed: 42)
    forEachShape { rows, u, curve in
        let gates = Table(&numbers, rows, 4 * u), sums = Table(&numbers, rows, 3 * u)
        let old = Table(&numbers, rows, u), h = Table(&numbers, rows, u)
        let inputs = gates.all, before = h.all
        func gate(_ row: Int, _ column: Int) -> Double {
            let k = column % u, x = inputs[row * gates.stride + column]
            switch column / u {
            case 0, 1: return sigmoid(x + sums[row, column])
            case 2: return value(curve, x + gate(row, u + k) * sums[row, column])
            default: return sums[row, 2 * u + k]
            }
        }
        loops.gru(gates.lines, sums.lines, old.lines, h.lines, rows, u, curve)
        check(gates, inputs, rows, "gates \(u) \(curve)", gate)
        check(h, before, rows, "h \(u) \(curve)") { row, k in
            gate(row, k) * old[row, k] + (1 - gate(row, k)) * gate(row, 2 * u + k)
        }

        let dh = Table(&numbers, rows, u), dy = Table(&numbers, rows, u), dOld = Table(&numbers, rows, u)
        let (now, carried) = (gates.all, dOld.all)
        func g(_ row: Int, _ block: Int, _ k: Int) -> Double { now[row * gates.stride + block * u + k] }
        func d(_ row: Int, _ k: Int) -> Double { dh[row, k] + dy[row, k] + carried[row * dOld.stride + k] }
        loops.gruGradient(gates.lines, old.lines, dh.lines, dy.lines, dOld.lines, rows, u, curve)
        check(dOld, carried, rows, "dold \(u) \(curve)") { d($0, $1) * g($0, 0, $1) }
        check(gates, now, rows, "dgates \(u) \(curve)") { row, column in
            let k = column % u, (z, r, a, s) = (g(row, 0, k), g(row, 1, k), g(row, 2, k), g(row, 3, k))
            let da = d(row, k) * (1 - z) * slope(curve, a)
            switch column / u {
            case 0: return d(row, k) * (old[row, k] - a) * z * (1 - z)
            case 1: return da * s * r * (1 - r)
            case 2: return da
            default: return da * r
            }
        }
    }
}

@Test(arguments: tables) func aStepOfAGRUThatResetsFirstAgreesWithItsFormulas(_ table: Int) {
    let loops = Loops.available[table].recurrent
    var numbers = Numbers(seed: 44)
    forEachShape { rows, u, curve in
        let gates = Table(&numbers, rows, 4 * u), sums = Table(&numbers, rows, 3 * u)
        let old = Table(&numbers, rows, u), h = Table(&numbers, rows, u)
        let inputs = gates.all, before = h.all
        func gate(_ row: Int, _ column: Int) -> Double {
            sigmoid(inputs[row * gates.stride + column] + sums[row, column])
        }
        loops.reset(gates.lines, sums.lines, old.lines, rows, u)
        check(gates, inputs, rows, "reset \(u)") { row, column in
            switch column / u {
            case 0, 1: return gate(row, column)
            case 2: return nil
            default: return gate(row, column - 2 * u) * old[row, column - 3 * u]
            }
        }
        let half = gates.all
        func g(_ row: Int, _ k: Int) -> Double { value(curve, half[row * gates.stride + 2 * u + k] + sums[row, k]) }
        loops.blend(gates.lines, sums.lines, old.lines, h.lines, rows, u, curve)
        check(gates, half, rows, "g \(u) \(curve)") { $1 / u == 2 ? g($0, $1 - 2 * u) : nil }
        check(h, before, rows, "h \(u) \(curve)") { gate($0, $1) * old[$0, $1] + (1 - gate($0, $1)) * g($0, $1) }

        let dh = Table(&numbers, rows, u), dy = Table(&numbers, rows, u), dOld = Table(&numbers, rows, u)
        let (now, carried) = (gates.all, dOld.all)
        func at(_ row: Int, _ block: Int, _ k: Int) -> Double { now[row * gates.stride + block * u + k] }
        func d(_ row: Int, _ k: Int) -> Double { dh[row, k] + dy[row, k] + carried[row * dOld.stride + k] }
        loops.blendGradient(gates.lines, old.lines, dh.lines, dy.lines, dOld.lines, rows, u, curve)
        check(dOld, carried, rows, "dold \(u) \(curve)") { d($0, $1) * at($0, 0, $1) }
        check(gates, now, rows, "dz dg \(u) \(curve)") { row, column in
            let k = column % u, (z, a) = (at(row, 0, k), at(row, 2, k))
            switch column / u {
            case 0: return d(row, k) * (old[row, k] - a) * z * (1 - z)
            case 2: return d(row, k) * (1 - z) * slope(curve, a)
            default: return nil
            }
        }
        let (then, slopes) = (gates.all, dh.all)
        loops.resetGradient(gates.lines, old.lines, dh.lines, rows, u)
        check(dh, slopes, rows, "dh \(u)") { slopes[$0 * dh.stride + $1] * at($0, 1, $1) }
        check(gates, then, rows, "dr \(u)") { row, column in
            let k = column % u, r = at(row, 1, k)
            return column / u == 1 ? slopes[row * dh.stride + k] * old[row, k] * r * (1 - r) : nil
        }
    }
}

@Test(arguments: tables) func aStepOfASimpleRecurrentLayerAgreesWithItsFormulas(_ table: Int) {
    let loops = Loops.available[table].recurrent
    var numbers = Numbers(seed: 43)
    forEachShape { rows, u, curve in
        let sums = Table(&numbers, rows, u), h = Table(&numbers, rows, u)
        let dh = Table(&numbers, rows, u), dy = Table(&numbers, rows, u)
        let (before, inputs) = (h.all, sums.all)
        loops.simple(sums.lines, h.lines, rows, u, curve)
        check(h, before, rows, "h \(u) \(curve)") { value(curve, sums[$0, $1]) }
        loops.simpleGradient(sums.lines, h.lines, dh.lines, dy.lines, rows, u, curve)
        check(sums, inputs, rows, "dsums \(u) \(curve)") { (dh[$0, $1] + dy[$0, $1]) * slope(curve, h[$0, $1]) }
    }
}
