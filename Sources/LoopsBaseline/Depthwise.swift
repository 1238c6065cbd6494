import LoopTable

/// Convolutions of each channel by itself: sixteen channels at a time stay in registers for some places, or for some taps.
enum Depthwise {
    static let loops = DepthwiseLoops(gather: gather, outer: outer)

    /// Places in a row that share what is loaded of the weights.
    private static var block: Int {
        #if WIDE
            8
        #else
            4
        #endif
    }

    @Sendable private static func gather(
        _ x: Source, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ w: Source, _ stride: Int,
        _ bias: Source?, _ channels: Int, _ count: Int, _ y: Target, _ yStep: Int
    ) {
        var c = 0
        while c < channels {
            let n = min(16, channels - c)
            let start = bias.map { n == 16 ? $0.vector(c) : first(n, of: $0 + c) } ?? .zero
            let row = Row(x: x + c, step: step, offsets: offsets, taps: taps, w: w + c, stride: stride, start: start)
            var i = 0
            if n == 16 {
                while i + block <= count {
                    #if WIDE
                        row.eight(i, y + c + i * yStep, yStep)
                    #else
                        row.four(i, y + c + i * yStep, yStep)
                    #endif
                    i += block
                }
            }
            while i < count {
                row.one(i, y + c + i * yStep, n)
                i += 1
            }
            c += 16
        }
    }

    /// What is there of a vector at the end.
    @inline(__always) private static func first(_ n: Int, of from: Source) -> Vector {
        var result = Vector.zero
        for k in 0..<n { result[k] = from[k] }
        return result
    }

    /// Sixteen channels of a row of places.
    private struct Row {
        let x: Source
        let step: Int
        let offsets: UnsafePointer<Int32>
        let taps: Int
        let w: Source
        let stride: Int
        let start: Vector

        @inline(__always) func one(_ i: Int, _ y: Target, _ n: Int) {
            let from = x + i * step
            var r = start
            for t in 0..<taps { r = fused((from + Int(offsets[t])).vector(0), w.vector(t * stride), r) }
            if n == 16 { y.store(r, 0) } else { r.store(y, n) }
        }

        @inline(__always) func four(_ i: Int, _ y: Target, _ yStep: Int) {
            let from = x + i * step
            var r0 = start, r1 = start, r2 = start, r3 = start
            for t in 0..<taps {
                let q = from + Int(offsets[t]), b = w.vector(t * stride)
                r0 = fused(q.vector(0), b, r0)
                r1 = fused(q.vector(step), b, r1)
                r2 = fused(q.vector(2 * step), b, r2)
                r3 = fused(q.vector(3 * step), b, r3)
            }
            y.store(r0, 0)
            y.store(r1, yStep)
            y.store(r2, 2 * yStep)
            y.store(r3, 3 * yStep)
        }

        @inline(__always) func eight(_ i: Int, _ y: Target, _ yStep: Int) {
            let from = x + i * step
            var r0 = start, r1 = start, r2 = start, r3 = start
            var r4 = start, r5 = start, r6 = start, r7 = start
            for t in 0..<taps {
                let q = from + Int(offsets[t]), b = w.vector(t * stride)
                r0 = fused(q.vector(0), b, r0)
                r1 = fused(q.vector(step), b, r1)
                r2 = fused(q.vector(2 * step), b, r2)
                r3 = fused(q.vector(3 * step), b, r3)
                r4 = fused(q.vector(4 * step), b, r4)
                r5 = fused(q.vector(5 * step), b, r5)
                r6 = fused(q.vector(6 * step), b, r6)
                r7 = fused(q.vector(7 * step), b, r7)
            }
            y.store(r0, 0)
            y.store(r1, yStep)
            y.store(r2, 2 * yStep)
            y.store(r3, 3 * yStep)
            y.store(r4, 4 * yStep)
            y.store(r5, 5 * yStep)
            y.store(r6, 6 * yStep)
            y.store(r7, 7 * yStep)
        }
    }

    @Sendable private static func outer(
        _ x: Source, _ rowStep: Int, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ dy: Source,
        _ channels: Int, _ rows: Int, _ count: Int, _ dw: Target, _ stride: Int
    ) {
        var c = 0
        while c < channels {
            let places = Places(
                x: x + c, rowStep: rowStep, step: step, dy: dy + c, dyStep: channels, rows: rows, count: count)
            // Lanes behind the last channel sum up what does not count; their weights do not exist.
            var t = 0
            while t < taps {
                let left = taps - t, to = dw + t * stride + c
                #if WIDE
                    if left >= 6 {
                        places.nine(offsets + t, min(left, 9), to, stride)
                        t += 9
                        continue
                    }
                #endif
                places.three(offsets + t, min(left, 3), to, stride)
                t += 3
            }
            c += 16
        }
    }

    /// Sixteen channels of all places.
    private struct Places {
        let x: Source
        let rowStep: Int
        let step: Int
        let dy: Source
        let dyStep: Int
        let rows: Int
        let count: Int

        /// Goes over all places.
        @inline(__always) private func walk(_ body: (_ x: Source, _ dy: Vector) -> Void) {
            var slope = dy
            for row in 0..<rows {
                var q = x + row * rowStep
                for _ in 0..<count {
                    body(q, slope.vector(0))
                    q += step
                    slope += dyStep
                }
            }
        }

        /// The first `n` of three taps; others are the last that counts, and not kept.
        @inline(__always) func three(_ offsets: UnsafePointer<Int32>, _ n: Int, _ dw: Target, _ stride: Int) {
            let o0 = Int(offsets[0]), o1 = Int(offsets[min(1, n - 1)]), o2 = Int(offsets[min(2, n - 1)])
            var r0 = Vector.zero, r1 = Vector.zero, r2 = Vector.zero
            walk { q, d in
                r0 = fused((q + o0).vector(0), d, r0)
                r1 = fused((q + o1).vector(0), d, r1)
                r2 = fused((q + o2).vector(0), d, r2)
            }
            dw.store(dw.vector(0) + r0, 0)
            if n > 1 { dw.store(dw.vector(stride) + r1, stride) }
            if n > 2 { dw.store(dw.vector(2 * stride) + r2, 2 * stride) }
        }

        @inline(__always) func nine(_ offsets: UnsafePointer<Int32>, _ n: Int, _ dw: Target, _ stride: Int) {
            func offset(_ t: Int) -> Int { Int(offsets[min(t, n - 1)]) }
            let o0 = offset(0), o1 = offset(1), o2 = offset(2), o3 = offset(3), o4 = offset(4)
            let o5 = offset(5), o6 = offset(6), o7 = offset(7), o8 = offset(8)
            var r0 = Vector.zero, r1 = Vector.zero, r2 = Vector.zero, r3 = Vector.zero, r4 = Vector.zero
            var r5 = Vector.zero, r6 = Vector.zero, r7 = Vector.zero, r8 = Vector.zero
            walk { q, d in
                r0 = fused((q + o0).vector(0), d, r0)
                r1 = fused((q + o1).vector(0), d, r1)
                r2 = fused((q + o2).vector(0), d, r2)
                r3 = fused((q + o3).vector(0), d, r3)
                r4 = fused((q + o4).vector(0), d, r4)
                r5 = fused((q + o5).vector(0), d, r5)
                r6 = fused((q + o6).vector(0), d, r6)
                r7 = fused((q + o7).vector(0), d, r7)
                r8 = fused((q + o8).vector(0), d, r8)
            }
            dw.store(dw.vector(0) + r0, 0)
            dw.store(dw.vector(stride) + r1, stride)
            dw.store(dw.vector(2 * stride) + r2, 2 * stride)
            dw.store(dw.vector(3 * stride) + r3, 3 * stride)
            dw.store(dw.vector(4 * stride) + r4, 4 * stride)
            dw.store(dw.vector(5 * stride) + r5, 5 * stride)
            if n > 6 { dw.store(dw.vector(6 * stride) + r6, 6 * stride) }
            if n > 7 { dw.store(dw.vector(7 * stride) + r7, 7 * stride) }
            if n > 8 { dw.store(dw.vector(8 * stride) + r8, 8 * stride) }
        }
    }
}
