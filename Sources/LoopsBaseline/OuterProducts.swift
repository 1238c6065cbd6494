import LoopTable

/// Sums over rows of products of two rows' elements: the gradient of a product's right-hand matrix.
///
/// Both matrices are read where they lie. A tile of up to eight rows of the result by 32 columns stays in registers (AVX2: six by
/// 16, else three by 16) while the rows of x and dy go by.
enum OuterProducts {
    @Sendable static func outer(
        _ x: GatheredRows, _ count: Int, _ dy: Source, _ results: UnsafePointer<Int32>, _ columns: Int, _ addsUp: Bool,
        _ dw: Target, _ stride: Int
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 8 * 32) { room in
            guard let aside = room.baseAddress else { return }
            let sum = Sum(x: x, count: count, results: results, addsUp: addsUp, stride: stride, aside: aside)
            var c = 0
            while c < columns {
                // Columns of dy stay in the first-level cache while all of x goes by.
                let left = columns - c
                for segment in 0..<x.segmentCount {
                    var k = 0
                    while k < x.length {
                        let from = x.base + Int(x.segments[segment]) + k
                        let rows = Sum.rows(x.length - k)
                        let to = dw + (segment * x.length + k) * stride + c
                        #if WIDE
                            switch left {
                            case 17...: sum.wide(from, dy + c, to, rows, left, Two.self)
                            case 9...: sum.wide(from, dy + c, to, rows, left, One.self)
                            default: sum.wide(from, dy + c, to, rows, left, Half.self)
                            }
                        #elseif FMA
                            if left > 8 {
                                sum.six(from, dy + c, to, rows, left, One.self)
                            } else {
                                sum.six(from, dy + c, to, rows, left, Half.self)
                            }
                        #else
                            if left > 8 {
                                sum.three(from, dy + c, to, rows, left, One.self)
                            } else {
                                sum.three(from, dy + c, to, rows, left, Half.self)
                            }
                        #endif
                        k += rows
                    }
                }
                #if WIDE
                    c += left > 16 ? 32 : 16
                #else
                    c += 16
                #endif
            }
        }
    }
}

/// What the tiles of one gradient share.
private struct Sum {
    let x: GatheredRows
    let count: Int
    let results: UnsafePointer<Int32>
    let addsUp: Bool
    let stride: Int
    /// Room for the sums of one tile.
    let aside: Target

    /// Rows of the next tile, where so many are left: a few rows more than fit are two tiles that are nearly full, such as
    /// the nine of a window of three places and channels.
    @inline(__always) static func rows(_ left: Int) -> Int {
        #if WIDE
            left <= 8 || left > 12 ? min(8, left) : (left + 1) / 2
        #elseif FMA
            min(6, left)
        #else
            min(3, left)
        #endif
    }

    @inline(__always) private func walk<L: Lanes>(
        _ x: Source, _ dy: Source, _: L.Type, _ step: (_ x: Source, _ b: L) -> Void
    ) {
        for row in 0..<count { step(x + Int(self.x.starts[row]), L(dy + Int(results[row]))) }
    }

    /// Takes rows of sums from aside to the result.
    @inline(never) private func finish<L: Lanes>(_ dw: Target, _ rows: Int, _ columns: Int, _: L.Type) {
        for i in 0..<rows {
            var sum = L(aside + i * L.width)
            if addsUp { sum.add(L(dw + i * stride, columns)) }
            sum.put(dw + i * stride, columns)
        }
    }

    @inline(__always) func three<L: Lanes>(
        _ x: Source, _ dy: Source, _ dw: Target, _ rows: Int, _ columns: Int, _: L.Type
    ) {
        var r0 = L.zero, r1 = L.zero, r2 = L.zero
        walk(x, dy, L.self) { (q, b) in
            r0.add(q[0], b)
            r1.add(q[1], b)
            r2.add(q[2], b)
        }
        let isAside = rows < 3 || columns < L.width
        if addsUp && !isAside {
            r0.add(L(dw))
            r1.add(L(dw + stride))
            r2.add(L(dw + 2 * stride))
        }
        let to = isAside ? aside : dw, stride = isAside ? L.width : self.stride
        r0.put(to)
        r1.put(to + stride)
        r2.put(to + 2 * stride)
        if isAside { finish(dw, rows, columns, L.self) }
    }

    @inline(__always) func six<L: Lanes>(
        _ x: Source, _ dy: Source, _ dw: Target, _ rows: Int, _ columns: Int, _: L.Type
    ) {
        var r0 = L.zero, r1 = L.zero, r2 = L.zero, r3 = L.zero, r4 = L.zero, r5 = L.zero
        walk(x, dy, L.self) { (q, b) in
            r0.add(q[0], b)
            r1.add(q[1], b)
            r2.add(q[2], b)
            r3.add(q[3], b)
            r4.add(q[4], b)
            r5.add(q[5], b)
        }
        let isAside = rows < 6 || columns < L.width
        if addsUp && !isAside {
            r0.add(L(dw))
            r1.add(L(dw + stride))
            r2.add(L(dw + 2 * stride))
            r3.add(L(dw + 3 * stride))
            r4.add(L(dw + 4 * stride))
            r5.add(L(dw + 5 * stride))
        }
        let to = isAside ? aside : dw, stride = isAside ? L.width : self.stride
        r0.put(to)
        r1.put(to + stride)
        r2.put(to + 2 * stride)
        r3.put(to + 3 * stride)
        r4.put(to + 4 * stride)
        r5.put(to + 5 * stride)
        if isAside { finish(dw, rows, columns, L.self) }
    }

    /// A tile of at most eight rows, none of more than two too many.
    @inline(__always) func wide<L: Lanes>(
        _ x: Source, _ dy: Source, _ dw: Target, _ rows: Int, _ columns: Int, _: L.Type
    ) {
        switch rows {
        case 7...: eight(x, dy, dw, rows, columns, L.self)
        case 6: six(x, dy, dw, rows, columns, L.self)
        case 4...: five(x, dy, dw, rows, columns, L.self)
        default: three(x, dy, dw, rows, columns, L.self)
        }
    }

    @inline(__always) func five<L: Lanes>(
        _ x: Source, _ dy: Source, _ dw: Target, _ rows: Int, _ columns: Int, _: L.Type
    ) {
        var r0 = L.zero, r1 = L.zero, r2 = L.zero, r3 = L.zero, r4 = L.zero
        walk(x, dy, L.self) { (q, b) in
            r0.add(q[0], b)
            r1.add(q[1], b)
            r2.add(q[2], b)
            r3.add(q[3], b)
            r4.add(q[4], b)
        }
        let isAside = rows < 5 || columns < L.width
        if addsUp && !isAside {
            r0.add(L(dw))
            r1.add(L(dw + stride))
            r2.add(L(dw + 2 * stride))
            r3.add(L(dw + 3 * stride))
            r4.add(L(dw + 4 * stride))
        }
        let to = isAside ? aside : dw, stride = isAside ? L.width : self.stride
        r0.put(to)
        r1.put(to + stride)
        r2.put(to + 2 * stride)
        r3.put(to + 3 * stride)
        r4.put(to + 4 * stride)
        if isAside { finish(dw, rows, columns, L.self) }
    }

    @inline(__always) func eight<L: Lanes>(
        _ x: Source, _ dy: Source, _ dw: Target, _ rows: Int, _ columns: Int, _: L.Type
    ) {
        var r0 = L.zero, r1 = L.zero, r2 = L.zero, r3 = L.zero
        var r4 = L.zero, r5 = L.zero, r6 = L.zero, r7 = L.zero
        walk(x, dy, L.self) { (q, b) in
            r0.add(q[0], b)
            r1.add(q[1], b)
            r2.add(q[2], b)
            r3.add(q[3], b)
            r4.add(q[4], b)
            r5.add(q[5], b)
            r6.add(q[6], b)
            r7.add(q[7], b)
        }
        let isAside = rows < 8 || columns < L.width
        if addsUp && !isAside {
            r0.add(L(dw))
            r1.add(L(dw + stride))
            r2.add(L(dw + 2 * stride))
            r3.add(L(dw + 3 * stride))
            r4.add(L(dw + 4 * stride))
            r5.add(L(dw + 5 * stride))
            r6.add(L(dw + 6 * stride))
            r7.add(L(dw + 7 * stride))
        }
        let to = isAside ? aside : dw, stride = isAside ? L.width : self.stride
        r0.put(to)
        r1.put(to + stride)
        r2.put(to + 2 * stride)
        r3.put(to + 3 * stride)
        r4.put(to + 4 * stride)
        r5.put(to + 5 * stride)
        r6.put(to + 6 * stride)
        r7.put(to + 7 * stride)
        if isAside { finish(dw, rows, columns, L.self) }
    }
}
