import CProcessor
import LoopTable

/// Steps of recurrent layers, sixteen units of a sample at a time.
enum Recurrent {
    static let loops = RecurrentLoops(
        lstm: {
            run(LSTM(gates: $0, old: $1, cell: $2, h: $3, units: $5), $4, $5, $6)
        },
        lstmGradient: {
            run(LSTMGradient(gates: $0, old: $1, cell: $2, dh: $3, dy: $4, dCell: $5, units: $7), $6, $7, $8)
        },
        gru: {
            run(GRU(gates: $0, sums: $1, old: $2, h: $3, units: $5), $4, $5, $6)
        },
        gruGradient: {
            run(GRUGradient(gates: $0, old: $1, dh: $2, dy: $3, dOld: $4, units: $6), $5, $6, $7)
        },
        reset: { run(Reset(gates: $0, sums: $1, h: $2, units: $4), $3, $4, .linear) },
        blend: { run(Blend(gates: $0, sums: $1, old: $2, h: $3, units: $5), $4, $5, $6) },
        blendGradient: {
            run(BlendGradient(gates: $0, old: $1, dh: $2, dy: $3, dOld: $4, units: $6), $5, $6, $7)
        },
        resetGradient: { run(ResetGradient(gates: $0, h: $1, d: $2, units: $4), $3, $4, .linear) },
        simple: { run(Simple(sums: $0, h: $1), $2, $3, $4) },
        simpleGradient: { run(SimpleGradient(sums: $0, h: $1, dh: $2, dy: $3), $4, $5, $6) })

    @inline(__always)
    private static func run<C: Cell>(_ cell: C, _ rows: Int, _ units: Int, _ curve: RecurrentLoops.Curve) {
        switch curve {
        case .linear: walk(cell, rows, units, Straight.self)
        case .relu: walk(cell, rows, units, Ramp.self)
        case .sigmoid: walk(cell, rows, units, Logistic.self)
        case .tanh: walk(cell, rows, units, Tangent.self)
        }
    }

    @inline(never)
    private static func walk<C: Cell, F: Function>(_ cell: C, _ rows: Int, _ units: Int, _ curve: F.Type) {
        for row in 0..<rows {
            var i = 0
            while i + 16 <= units {
                cell.step(row, i, 16, curve)
                i += 16
            }
            if i < units { cell.step(row, i, units - i, curve) }
        }
    }
}

/// What a layer does with a few units of a sample.
private protocol Cell {
    /// - Parameter n: how many of sixteen units count; what is read of the others is not used.
    func step<F: Function>(_ row: Int, _ i: Int, _ n: Int, _ curve: F.Type)
}

/// An activation, and its slope where the result is y.
private protocol Function {
    static func value(_ x: Vector) -> Vector
    static func slope(_ y: Vector) -> Vector
}

private enum Straight: Function {
    @inline(__always) static func value(_ x: Vector) -> Vector { x }
    @inline(__always) static func slope(_ y: Vector) -> Vector { Vector(repeating: 1) }
}

private enum Ramp: Function {
    @inline(__always) static func value(_ x: Vector) -> Vector { vector_rectified(x) }
    @inline(__always) static func slope(_ y: Vector) -> Vector {
        vector_where_positive(Vector(repeating: 1), y)
    }
}

private enum Logistic: Function {
    @inline(__always) static func value(_ x: Vector) -> Vector { logistic(x) }
    @inline(__always) static func slope(_ y: Vector) -> Vector { y - y * y }
}

private enum Tangent: Function {
    @inline(__always) static func value(_ x: Vector) -> Vector { hyperbolicTangent(x) }
    @inline(__always) static func slope(_ y: Vector) -> Vector { fused(-y, y, Vector(repeating: 1)) }
}

extension Lines {
    @inline(__always) fileprivate func at(_ row: Int, _ i: Int) -> Target { base + (row * stride + i) }
    @inline(__always) fileprivate func vector(_ row: Int, _ i: Int) -> Vector { at(row, i).vector(0) }
    @inline(__always) fileprivate func put(_ value: Vector, _ row: Int, _ i: Int, _ n: Int) {
        if n == 16 { at(row, i).store(value, 0) } else { value.store(at(row, i), n) }
    }
}

private struct LSTM: Cell {
    let gates: Lines, old: Lines, cell: Lines, h: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let i = logistic(gates.vector(row, at)), f = logistic(gates.vector(row, at + units))
        let g = F.value(gates.vector(row, at + 2 * units)), o = logistic(gates.vector(row, at + 3 * units))
        let c = fused(f, old.vector(row, at), i * g)
        gates.put(i, row, at, n)
        gates.put(f, row, at + units, n)
        gates.put(g, row, at + 2 * units, n)
        gates.put(o, row, at + 3 * units, n)
        cell.put(c, row, at, n)
        h.put(o * F.value(c), row, at, n)
    }
}

private struct LSTMGradient: Cell {
    let gates: Lines, old: Lines, cell: Lines, dh: Lines, dy: Lines, dCell: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let i = gates.vector(row, at), f = gates.vector(row, at + units)
        let g = gates.vector(row, at + 2 * units), o = gates.vector(row, at + 3 * units)
        let top = F.value(cell.vector(row, at)), d = dh.vector(row, at) + dy.vector(row, at)
        let dc = fused(d * o, F.slope(top), dCell.vector(row, at))
        gates.put(dc * g * Logistic.slope(i), row, at, n)
        gates.put(dc * old.vector(row, at) * Logistic.slope(f), row, at + units, n)
        gates.put(dc * i * F.slope(g), row, at + 2 * units, n)
        gates.put(d * top * Logistic.slope(o), row, at + 3 * units, n)
        dCell.put(dc * f, row, at, n)
    }
}

private struct GRU: Cell {
    let gates: Lines, sums: Lines, old: Lines, h: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let z = logistic(gates.vector(row, at) + sums.vector(row, at))
        let r = logistic(gates.vector(row, at + units) + sums.vector(row, at + units))
        let s = sums.vector(row, at + 2 * units)
        let g = F.value(fused(r, s, gates.vector(row, at + 2 * units)))
        h.put(fused(z, old.vector(row, at) - g, g), row, at, n)
        gates.put(z, row, at, n)
        gates.put(r, row, at + units, n)
        gates.put(g, row, at + 2 * units, n)
        gates.put(s, row, at + 3 * units, n)
    }
}

private struct GRUGradient: Cell {
    let gates: Lines, old: Lines, dh: Lines, dy: Lines, dOld: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let z = gates.vector(row, at), r = gates.vector(row, at + units)
        let g = gates.vector(row, at + 2 * units), s = gates.vector(row, at + 3 * units)
        let d = dh.vector(row, at) + dy.vector(row, at) + dOld.vector(row, at)
        let dg = (d - d * z) * F.slope(g)
        gates.put(d * (old.vector(row, at) - g) * Logistic.slope(z), row, at, n)
        gates.put(dg * s * Logistic.slope(r), row, at + units, n)
        gates.put(dg, row, at + 2 * units, n)
        gates.put(dg * r, row, at + 3 * units, n)
        dOld.put(d * z, row, at, n)
    }
}

private struct Reset: Cell {
    let gates: Lines, sums: Lines, h: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let z = logistic(gates.vector(row, at) + sums.vector(row, at))
        let r = logistic(gates.vector(row, at + units) + sums.vector(row, at + units))
        gates.put(z, row, at, n)
        gates.put(r, row, at + units, n)
        gates.put(r * h.vector(row, at), row, at + 3 * units, n)
    }
}

private struct Blend: Cell {
    let gates: Lines, sums: Lines, old: Lines, h: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let g = F.value(gates.vector(row, at + 2 * units) + sums.vector(row, at))
        h.put(fused(gates.vector(row, at), old.vector(row, at) - g, g), row, at, n)
        gates.put(g, row, at + 2 * units, n)
    }
}

private struct BlendGradient: Cell {
    let gates: Lines, old: Lines, dh: Lines, dy: Lines, dOld: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let z = gates.vector(row, at), g = gates.vector(row, at + 2 * units)
        let d = dh.vector(row, at) + dy.vector(row, at) + dOld.vector(row, at)
        gates.put(d * (old.vector(row, at) - g) * Logistic.slope(z), row, at, n)
        gates.put((d - d * z) * F.slope(g), row, at + 2 * units, n)
        dOld.put(d * z, row, at, n)
    }
}

private struct ResetGradient: Cell {
    let gates: Lines, h: Lines, d: Lines
    let units: Int

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let r = gates.vector(row, at + units), dReset = d.vector(row, at)
        gates.put(dReset * h.vector(row, at) * Logistic.slope(r), row, at + units, n)
        d.put(dReset * r, row, at, n)
    }
}

private struct Simple: Cell {
    let sums: Lines, h: Lines

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        h.put(F.value(sums.vector(row, at)), row, at, n)
    }
}

private struct SimpleGradient: Cell {
    let sums: Lines, h: Lines, dh: Lines, dy: Lines

    @inline(__always) func step<F: Function>(_ row: Int, _ at: Int, _ n: Int, _ curve: F.Type) {
        let d = dh.vector(row, at) + dy.vector(row, at)
        sums.put(d * F.slope(h.vector(row, at)), row, at, n)
    }
}
