import Glibc
import Loops
import Tensors

/// What gates need of an element type.
protocol GateElement: ProductElement {
    static func sigmoid(_ x: UnsafeMutablePointer<Self>, _ count: Int)
    static func tanh(_ x: UnsafeMutablePointer<Self>, _ count: Int)
}

extension Float: GateElement {
    static func sigmoid(_ x: UnsafeMutablePointer<Float>, _ count: Int) { Loops.best.sigmoid(x, count) }
    static func tanh(_ x: UnsafeMutablePointer<Float>, _ count: Int) { Loops.best.tanh(x, count) }
}

extension Double: GateElement {
    static func sigmoid(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
        for i in 0..<count {
            let e = Glibc.exp(-x[i].magnitude)
            x[i] = x[i] >= 0 ? 1 / (1 + e) : e / (1 + e)
        }
    }
    static func tanh(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
        for i in 0..<count { x[i] = Glibc.tanh(x[i]) }
    }
}

extension Sequences {
    /// Pointers to what all parts share.
    private struct Memory<T: GateElement> {
        let blas: OpenBLAS
        /// z [N, T, gates], R [U, gates], the state's biases of a GRU, initial states.
        let z: UnsafePointer<T>, r: UnsafePointer<T>, inner: UnsafePointer<T>
        let h0: UnsafePointer<T>, c0: UnsafePointer<T>
        /// All states, [N, T, width].
        let states: UnsafeMutablePointer<T>
        /// [N, T], or `nil`.
        let mask: UnsafePointer<Bool>?
    }

    private func memory<T: GateElement>(_ states: Tensor, _ type: T.Type) throws(TensorError) -> Memory<T> {
        func start(_ tensor: Tensor) -> UnsafePointer<T> { UnsafePointer(tensor.start.assumingMemoryBound(to: T.self)) }
        let last = operands.count - 1
        return Memory(
            blas: try OpenBLAS.found(), z: start(operands[0]), r: start(operands[1]),
            inner: start(operands[Swift.min(2, last)]), h0: start(operands[last + 1 - kind.stateCount]),
            c0: start(operands[last]), states: states.start.assumingMemoryBound(to: T.self),
            mask: mask.map { UnsafePointer($0.start.assumingMemoryBound(to: Bool.self)) })
    }

    /// The state before a step: h of the first of some samples, and the distance to the next sample's.
    private func before<T>(_ step: Int, _ samples: Range<Int>, _ memory: Memory<T>) -> (UnsafePointer<T>, Int) {
        step == 0
            ? (memory.h0 + samples.lowerBound * u, u)
            : (UnsafePointer(memory.states + (samples.lowerBound * t + step - 1) * width), t * width)
    }

    /// Gates of a step of some samples, activated: [samples, gates], and for a GRU what the reset gate multiplies, [samples, U].
    private func activateGates<T: GateElement>(
        _ step: Int, _ samples: Range<Int>, _ memory: Memory<T>, _ g: UnsafeMutablePointer<T>,
        _ reset: UnsafeMutablePointer<T>
    ) {
        let m = samples.count
        let (h, stride) = before(step, samples, memory)
        if kind == .gru {
            for i in 0..<m { (g + i * gates).update(from: memory.inner, count: gates) }
        } else {
            for i in 0..<m {
                (g + i * gates).update(from: memory.z + ((samples.lowerBound + i) * t + step) * gates, count: gates)
            }
        }
        T.product(
            memory.blas, m: m, n: gates, k: u, a: h, strideA: stride, transposeA: false, b: memory.r, strideB: gates,
            transposeB: false, beta: 1, c: g, strideC: gates)
        for i in 0..<m {
            let row = g + i * gates
            switch kind {
            case .simple: T.tanh(row, u)
            case .lstm:
                T.sigmoid(row, 2 * u)
                T.tanh(row + 2 * u, u)
                T.sigmoid(row + 3 * u, u)
            case .gru:
                let z = memory.z + ((samples.lowerBound + i) * t + step) * gates
                for j in 0..<2 * u { row[j] += z[j] }
                T.sigmoid(row, 2 * u)
                for j in 0..<u {
                    reset[i * u + j] = row[2 * u + j]
                    row[2 * u + j] = z[2 * u + j] + row[u + j] * row[2 * u + j]
                }
                T.tanh(row + 2 * u, u)
            }
        }
    }

    func walk<T: GateElement>(_ result: Tensor, _ type: T.Type) throws(TensorError) {
        let memory = try memory(result, T.self)
        defer { withExtendedLifetime((operands, mask, result)) {} }
        if result.count == 0 { return }
        forEachPart { _, samples in
            let scratch = UnsafeMutablePointer<T>.allocate(capacity: samples.count * (gates + u))
            defer { scratch.deallocate() }
            let reset = scratch + samples.count * gates
            for step in 0..<t {
                activateGates(step, samples, memory, scratch, reset)
                for i in 0..<samples.count {
                    let sample = samples.lowerBound + i
                    let g = scratch + i * gates
                    let h = memory.states + (sample * t + step) * width
                    let old = step == 0 ? memory.h0 + sample * u : UnsafePointer(h - width)
                    let oldC = step == 0 ? memory.c0 + sample * u : UnsafePointer(h - width + u)
                    if let mask = memory.mask, !mask[sample * t + step] {
                        h.update(from: old, count: u)
                        if kind == .lstm { (h + u).update(from: oldC, count: u) }
                        continue
                    }
                    switch kind {
                    case .simple: h.update(from: g, count: u)
                    case .lstm:
                        for j in 0..<u {
                            h[u + j] = g[u + j] * oldC[j] + g[j] * g[2 * u + j]
                            h[j] = h[u + j]
                        }
                        T.tanh(h, u)
                        for j in 0..<u { h[j] *= g[3 * u + j] }
                    case .gru: for j in 0..<u { h[j] = g[j] * old[j] + (1 - g[j]) * g[2 * u + j] }
                    }
                }
            }
        }
    }

    /// Gradients of z, R, (biases,) h0 (and c0): back through time, Werbos (1990).
    func walkBack<T: GateElement>(_ states: Tensor, _ dy: Tensor, _ type: T.Type) throws(TensorError) -> [Tensor] {
        let memory = try memory(states, T.self)
        let dz = try Tensor(shape: [n, t, gates], dtype: dtype)
        let dh0 = try Tensor(shape: [n, u], dtype: dtype)
        let dc0 = try Tensor(shape: [n, u], dtype: dtype)
        let sums = try Tensor(shape: [Sequences.parts, u + 1, gates], dtype: dtype)
        defer { withExtendedLifetime((operands, mask, states, dy, dz, dh0, dc0, sums)) {} }
        let slopes = UnsafePointer(dy.start.assumingMemoryBound(to: T.self))
        let outZ = dz.start.assumingMemoryBound(to: T.self)
        let (outH, outC) = (dh0.start.assumingMemoryBound(to: T.self), dc0.start.assumingMemoryBound(to: T.self))
        let totals = sums.start.assumingMemoryBound(to: T.self)
        if dy.count > 0 {
            forEachPart { part, samples in
                let m = samples.count
                let scratch = UnsafeMutablePointer<T>.allocate(capacity: m * (2 * gates + 2 * u))
                defer { scratch.deallocate() }
                let (g, inner) = (scratch, scratch + m * gates)
                let (reset, kept) = (inner + m * gates, inner + m * (gates + u))
                let total = totals + part * (u + 1) * gates
                let (dh, dc) = (outH + samples.lowerBound * u, outC + samples.lowerBound * u)
                for step in stride(from: t - 1, through: 0, by: -1) {
                    activateGates(step, samples, memory, g, reset)
                    let (h, stride) = before(step, samples, memory)
                    for i in 0..<m {
                        let sample = samples.lowerBound + i
                        let slope = slopes + (sample * t + step) * width
                        let (dhi, dci, keep) = (dh + i * u, dc + i * u, kept + i * u)
                        for j in 0..<u { dhi[j] += slope[j] }
                        if kind == .lstm { for j in 0..<u { dci[j] += slope[u + j] } }
                        let line = outZ + (sample * t + step) * gates
                        let side = inner + i * gates
                        if let mask = memory.mask, !mask[sample * t + step] {
                            keep.update(from: dhi, count: u)
                            side.update(repeating: 0, count: gates)
                            continue
                        }
                        keep.update(repeating: 0, count: u)
                        let state = memory.states + (sample * t + step) * width
                        let oldC = step == 0 ? memory.c0 + sample * u : UnsafePointer(state - width + u)
                        stepBack(
                            g + i * gates, state, h + i * stride, oldC, reset + i * u, dhi, dci, keep, line, side)
                    }
                    // The product's share: dR, the biases' gradient, and what goes on to the state before.
                    T.product(
                        memory.blas, m: u, n: gates, k: m, a: h, strideA: stride, transposeA: true,
                        b: UnsafePointer(inner), strideB: gates, transposeB: false, beta: 1, c: total, strideC: gates)
                    if kind == .gru {
                        for i in 0..<m {
                            for j in 0..<gates { total[u * gates + j] += inner[i * gates + j] }
                        }
                    }
                    T.product(
                        memory.blas, m: m, n: u, k: gates, a: UnsafePointer(inner), strideA: gates, transposeA: false,
                        b: memory.r, strideB: gates, transposeB: true, beta: 0, c: dh, strideC: u)
                    for i in 0..<m * u { dh[i] += kept[i] }
                }
            }
        }
        for part in 1..<Sequences.parts {
            for i in 0..<(u + 1) * gates { totals[i] += totals[part * (u + 1) * gates + i] }
        }
        let all = sums[first: 0]
        let dr = all.slice(axis: 0, start: 0, count: u)
        switch kind {
        case .simple: return [dz, dr, dh0]
        case .lstm: return [dz, dr, dh0, dc0]
        case .gru: return [dz, dr, all[first: u], dh0]
        }
    }

    /// One sample's step: from dh and dc to the gates' gradients `line`, those of the product with the state `side`,
    /// what goes to the state before without the product `keep`, and dc of the step before.
    @inline(__always)
    private func stepBack<T: GateElement>(
        _ g: UnsafePointer<T>, _ state: UnsafePointer<T>, _ h: UnsafePointer<T>, _ oldC: UnsafePointer<T>,
        _ reset: UnsafePointer<T>, _ dh: UnsafePointer<T>, _ dc: UnsafeMutablePointer<T>,
        _ keep: UnsafeMutablePointer<T>, _ line: UnsafeMutablePointer<T>, _ side: UnsafeMutablePointer<T>
    ) {
        switch kind {
        case .simple:
            for j in 0..<u { line[j] = dh[j] * (1 - g[j] * g[j]) }
            side.update(from: line, count: u)
        case .lstm:
            keep.update(from: state + u, count: u)
            T.tanh(keep, u)
            for j in 0..<u {
                let (i, f, c, o, top) = (g[j], g[u + j], g[2 * u + j], g[3 * u + j], keep[j])
                let d = dc[j] + dh[j] * o * (1 - top * top)
                line[j] = d * c * i * (1 - i)
                line[u + j] = d * oldC[j] * f * (1 - f)
                line[2 * u + j] = d * i * (1 - c * c)
                line[3 * u + j] = dh[j] * top * o * (1 - o)
                dc[j] = d * f
                keep[j] = 0
            }
            side.update(from: line, count: gates)
        case .gru:
            for j in 0..<u {
                let (z, r, c) = (g[j], g[u + j], g[2 * u + j])
                let dCandidate = dh[j] * (1 - z) * (1 - c * c)
                line[j] = dh[j] * (h[j] - c) * z * (1 - z)
                line[u + j] = dCandidate * reset[j] * r * (1 - r)
                line[2 * u + j] = dCandidate
                side[j] = line[j]
                side[u + j] = line[u + j]
                side[2 * u + j] = dCandidate * r
                keep[j] = dh[j] * z
            }
        }
    }
}
