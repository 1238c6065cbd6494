import LoopTable

/// Products of gathered rows with packed panels.
///
/// A tile of rows and columns stays in registers while it sums: with AVX-512 six rows of 64 columns, eight of 48, or twelve
/// of 32, 16 or 8, with AVX2 six rows of 16, else three. Measured on one core: 98% of what its multipliers can do.
enum Products {
    static let loops = ProductLoops(pack: pack, product: product, outer: OuterProducts.outer, turn: turn)

    /// Columns of the next panel, where so many are left.
    @inline(__always) static func panelWidth(_ left: Int) -> Int {
        #if WIDE
            left > 48 ? 64 : left > 32 ? 48 : left > 16 ? 32 : left > 8 ? 16 : 8
        #else
            left > 8 ? 16 : 8
        #endif
    }

    @Sendable private static func pack(
        _ b: Source, _ rowStride: Int, _ columnStride: Int, _ rows: Int, _ columns: Int, _ panels: Target,
        _ first: Int, _ depth: Int
    ) {
        var c = 0
        while c < columns {
            let width = panelWidth(columns - c), n = min(width, columns - c)
            let to = panels + depth * c + first * width
            if columnStride == 1 {
                for r in 0..<rows {
                    let from = b + r * rowStride + c, row = to + r * width
                    if n == width {
                        for k in stride(from: 0, to: width & ~15, by: 16) { row.store(from.vector(k), k) }
                    }
                    if n < width || width < 16 {
                        row.update(repeating: 0, count: width)
                        row.update(from: from, count: n)
                    }
                }
            } else {
                // Rows of 16 at a time: what is read of a column lies together.
                for r0 in stride(from: 0, to: rows, by: 16) {
                    for k in 0..<width {
                        let from = b + (c + k) * columnStride
                        for r in r0..<min(rows, r0 + 16) { to[r * width + k] = k < n ? from[r * rowStride] : 0 }
                    }
                }
            }
            c += width
        }
    }

    @Sendable private static func turn(
        _ matrix: Source, _ rowStride: Int, _ rows: Int, _ columns: Int, _ turned: Target, _ distance: Int
    ) {
        // Squares of 16: their rows are read, and written, from as many lines of the cache.
        for r0 in stride(from: 0, to: rows, by: 16) {
            let n = min(16, rows - r0)
            for c0 in stride(from: 0, to: columns, by: 16) {
                for c in c0..<min(c0 + 16, columns) {
                    let from = matrix + r0 * rowStride + c, to = turned + c * distance + r0
                    if n == 16 {
                        for r in 0..<16 { to[r] = from[r * rowStride] }
                    } else {
                        for r in 0..<n { to[r] = from[r * rowStride] }
                    }
                }
            }
        }
    }

    @Sendable private static func product(
        _ x: GatheredRows, _ count: Int, _ panels: Source, _ columns: Int, _ from: ProductLoops.Beginning,
        _ isRectified: Bool, _ y: Target, _ results: UnsafePointer<Int32>
    ) {
        var addsUp = false
        if case .result = from { addsUp = true }
        Room.with { aside in
            var c = 0
            while c < columns {
                let width = panelWidth(columns - c)
                let tile = Tile(
                    x: x, panel: panels + x.depth * c, from: from, isRectified: isRectified, y: y, results: results,
                    column: c, columns: min(width, columns - c), isPartial: columns - c < width, addsUp: addsUp,
                    aside: aside)
                #if WIDE
                    switch width {
                    // The last rows of few, a recurrent layer's for example, take a tile of their own.
                    case 64: tile.run(count, 6) { $1 > 4 ? tile.six($0, $1, Four.self) : tile.four($0, $1, Four.self) }
                    case 48: tile.run(count, 8) { tile.eight($0, $1, Three.self) }
                    case 32:
                        tile.run(count, 12) {
                            $1 > 6 ? tile.twelve($0, $1, Two.self) : tile.six($0, $1, Two.self)
                        }
                    case 16: tile.run(count, 12) { tile.twelve($0, $1, One.self) }
                    default: tile.run(count, 12) { tile.twelve($0, $1, Half.self) }
                    }
                #elseif FMA
                    if width == 16 {
                        tile.run(count, 6) { tile.six($0, $1, One.self) }
                    } else {
                        tile.run(count, 6) { tile.six($0, $1, Half.self) }
                    }
                #else
                    if width == 16 {
                        tile.run(count, 3) { tile.three($0, $1, One.self) }
                    } else {
                        tile.run(count, 3) { tile.three($0, $1, Half.self) }
                    }
                #endif
                c += width
            }
        }
    }
}

/// What the tiles of one panel share.
private struct Tile {
    let x: GatheredRows
    let panel: Source
    let from: ProductLoops.Beginning
    let isRectified: Bool
    let y: Target
    let results: UnsafePointer<Int32>
    let column: Int
    let columns: Int
    /// True where not all columns of the panel count.
    let isPartial: Bool
    /// True where sums begin with what the result holds.
    let addsUp: Bool
    /// Room for the sums of one tile.
    let aside: Room

    /// Runs `body` for each tile of rows: its first row, and how many of its rows count.
    @inline(__always) func run(_ count: Int, _ height: Int, _ body: (Int, Int) -> Void) {
        var row = 0
        while row < count {
            body(row, min(height, count - row))
            row += height
        }
    }

    /// Distance of row i of a tile; rows that do not count are its last that does.
    @inline(__always) private func start(_ row: Int, _ i: Int, _ n: Int) -> Int { Int(x.starts[row + min(i, n - 1)]) }

    /// What every sum of the panel starts with.
    @inline(__always) private func beginning<L: Lanes>(_: L.Type) -> L {
        guard case .bias(let bias) = from else { return .zero }
        return columns == L.width ? L(bias + column) : L(bias + column, columns)
    }

    /// What the sum of row i begins with: the result, where something is added to whole rows.
    @inline(__always) private func held<L: Lanes>(_ row: Int, _ i: Int, _ n: Int, _: L.Type) -> L {
        L(y + Int(results[row + min(i, n - 1)]) + column)
    }

    /// True where sums are added to the result in registers: of parts of a row `finish` does it.
    private var holds: Bool { addsUp && !isPartial }

    /// Where the sums of row i go: to the result, or aside where not every row and column counts.
    @inline(__always) private func place<L: Lanes>(
        _ row: Int, _ i: Int, _ height: Int, _ isAside: Bool, _: L.Type
    ) -> Target {
        isAside ? aside.row(i, of: height, width: L.width) : y + Int(results[row + i]) + column
    }

    @inline(__always) private func rectify<L: Lanes>(_ a: inout L, _ b: inout L) {
        a = a.rectified()
        b = b.rectified()
    }

    @inline(__always) private func rectify<L: Lanes>(_ a: inout L, _ b: inout L, _ c: inout L) {
        rectify(&a, &b)
        c = c.rectified()
    }

    /// Takes `n` rows of sums from aside to the result: out of line, for in each of the tile's rows it would keep the others
    /// from being inlined.
    @inline(never) private func finish<L: Lanes>(_ row: Int, _ n: Int, _ height: Int, _: L.Type) {
        for i in 0..<n {
            let to = y + Int(results[row + i]) + column
            var sum = L(aside.row(i, of: height, width: L.width))
            if addsUp && isPartial { sum.add(L(to, columns)) }
            (isRectified ? sum.rectified() : sum).put(to, columns)
        }
    }

    /// Walks the segments of the rows beside the panel.
    @inline(__always) private func walk<L: Lanes>(_: L.Type, _ step: (_ x: Source, _ b: L) -> Void) {
        var b = panel
        for segment in 0..<x.segmentCount {
            var q = x.base + Int(x.segments[segment])
            let end = q + x.length
            while q < end {
                step(q, L(b))
                q += 1
                b += L.width
            }
        }
    }

    @inline(__always) func three<L: Lanes>(_ row: Int, _ n: Int, _: L.Type) {
        let o0 = start(row, 0, n), o1 = start(row, 1, n), o2 = start(row, 2, n)
        var r0 = beginning(L.self)
        var r1 = r0, r2 = r0
        if holds {
            r0 = held(row, 0, n, L.self)
            r1 = held(row, 1, n, L.self)
            r2 = held(row, 2, n, L.self)
        }
        walk(L.self) { (q, b) in
            r0.add(q[o0], b)
            r1.add(q[o1], b)
            r2.add(q[o2], b)
        }
        let isAside = isPartial || n < 3
        if isRectified && !isAside {
            rectify(&r0, &r1, &r2)
        }
        r0.put(place(row, 0, 3, isAside, L.self))
        r1.put(place(row, 1, 3, isAside, L.self))
        r2.put(place(row, 2, 3, isAside, L.self))
        if isAside { finish(row, n, 3, L.self) }
    }

    @inline(__always) func four<L: Lanes>(_ row: Int, _ n: Int, _: L.Type) {
        let o0 = start(row, 0, n), o1 = start(row, 1, n), o2 = start(row, 2, n), o3 = start(row, 3, n)
        var r0 = beginning(L.self)
        var r1 = r0, r2 = r0, r3 = r0
        if holds {
            r0 = held(row, 0, n, L.self)
            r1 = held(row, 1, n, L.self)
            r2 = held(row, 2, n, L.self)
            r3 = held(row, 3, n, L.self)
        }
        walk(L.self) { (q, b) in
            r0.add(q[o0], b)
            r1.add(q[o1], b)
            r2.add(q[o2], b)
            r3.add(q[o3], b)
        }
        let isAside = isPartial || n < 4
        if isRectified && !isAside {
            rectify(&r0, &r1)
            rectify(&r2, &r3)
        }
        r0.put(place(row, 0, 4, isAside, L.self))
        r1.put(place(row, 1, 4, isAside, L.self))
        r2.put(place(row, 2, 4, isAside, L.self))
        r3.put(place(row, 3, 4, isAside, L.self))
        if isAside { finish(row, n, 4, L.self) }
    }

    @inline(__always) func six<L: Lanes>(_ row: Int, _ n: Int, _: L.Type) {
        let o0 = start(row, 0, n), o1 = start(row, 1, n), o2 = start(row, 2, n)
        let o3 = start(row, 3, n), o4 = start(row, 4, n), o5 = start(row, 5, n)
        var r0 = beginning(L.self)
        var r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0
        if holds {
            r0 = held(row, 0, n, L.self)
            r1 = held(row, 1, n, L.self)
            r2 = held(row, 2, n, L.self)
            r3 = held(row, 3, n, L.self)
            r4 = held(row, 4, n, L.self)
            r5 = held(row, 5, n, L.self)
        }
        walk(L.self) { (q, b) in
            r0.add(q[o0], b)
            r1.add(q[o1], b)
            r2.add(q[o2], b)
            r3.add(q[o3], b)
            r4.add(q[o4], b)
            r5.add(q[o5], b)
        }
        let isAside = isPartial || n < 6
        if isRectified && !isAside {
            rectify(&r0, &r1, &r2)
            rectify(&r3, &r4, &r5)
        }
        r0.put(place(row, 0, 6, isAside, L.self))
        r1.put(place(row, 1, 6, isAside, L.self))
        r2.put(place(row, 2, 6, isAside, L.self))
        r3.put(place(row, 3, 6, isAside, L.self))
        r4.put(place(row, 4, 6, isAside, L.self))
        r5.put(place(row, 5, 6, isAside, L.self))
        if isAside { finish(row, n, 6, L.self) }
    }

    @inline(__always) func eight<L: Lanes>(_ row: Int, _ n: Int, _: L.Type) {
        let o0 = start(row, 0, n), o1 = start(row, 1, n), o2 = start(row, 2, n), o3 = start(row, 3, n)
        let o4 = start(row, 4, n), o5 = start(row, 5, n), o6 = start(row, 6, n), o7 = start(row, 7, n)
        var r0 = beginning(L.self)
        var r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0, r6 = r0, r7 = r0
        if holds {
            r0 = held(row, 0, n, L.self)
            r1 = held(row, 1, n, L.self)
            r2 = held(row, 2, n, L.self)
            r3 = held(row, 3, n, L.self)
            r4 = held(row, 4, n, L.self)
            r5 = held(row, 5, n, L.self)
            r6 = held(row, 6, n, L.self)
            r7 = held(row, 7, n, L.self)
        }
        walk(L.self) { (q, b) in
            r0.add(q[o0], b)
            r1.add(q[o1], b)
            r2.add(q[o2], b)
            r3.add(q[o3], b)
            r4.add(q[o4], b)
            r5.add(q[o5], b)
            r6.add(q[o6], b)
            r7.add(q[o7], b)
        }
        let isAside = isPartial || n < 8
        if isRectified && !isAside {
            rectify(&r0, &r1, &r2)
            rectify(&r3, &r4, &r5)
            rectify(&r6, &r7)
        }
        r0.put(place(row, 0, 8, isAside, L.self))
        r1.put(place(row, 1, 8, isAside, L.self))
        r2.put(place(row, 2, 8, isAside, L.self))
        r3.put(place(row, 3, 8, isAside, L.self))
        r4.put(place(row, 4, 8, isAside, L.self))
        r5.put(place(row, 5, 8, isAside, L.self))
        r6.put(place(row, 6, 8, isAside, L.self))
        r7.put(place(row, 7, 8, isAside, L.self))
        if isAside { finish(row, n, 8, L.self) }
    }

    @inline(__always) func twelve<L: Lanes>(_ row: Int, _ n: Int, _: L.Type) {
        let o0 = start(row, 0, n), o1 = start(row, 1, n), o2 = start(row, 2, n), o3 = start(row, 3, n)
        let o4 = start(row, 4, n), o5 = start(row, 5, n), o6 = start(row, 6, n), o7 = start(row, 7, n)
        let o8 = start(row, 8, n), o9 = start(row, 9, n), o10 = start(row, 10, n), o11 = start(row, 11, n)
        var r0 = beginning(L.self)
        var r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0, r6 = r0, r7 = r0, r8 = r0, r9 = r0, r10 = r0, r11 = r0
        if holds {
            r0 = held(row, 0, n, L.self)
            r1 = held(row, 1, n, L.self)
            r2 = held(row, 2, n, L.self)
            r3 = held(row, 3, n, L.self)
            r4 = held(row, 4, n, L.self)
            r5 = held(row, 5, n, L.self)
            r6 = held(row, 6, n, L.self)
            r7 = held(row, 7, n, L.self)
            r8 = held(row, 8, n, L.self)
            r9 = held(row, 9, n, L.self)
            r10 = held(row, 10, n, L.self)
            r11 = held(row, 11, n, L.self)
        }
        walk(L.self) { (q, b) in
            r0.add(q[o0], b)
            r1.add(q[o1], b)
            r2.add(q[o2], b)
            r3.add(q[o3], b)
            r4.add(q[o4], b)
            r5.add(q[o5], b)
            r6.add(q[o6], b)
            r7.add(q[o7], b)
            r8.add(q[o8], b)
            r9.add(q[o9], b)
            r10.add(q[o10], b)
            r11.add(q[o11], b)
        }
        let isAside = isPartial || n < 12
        if isRectified && !isAside {
            rectify(&r0, &r1, &r2)
            rectify(&r3, &r4, &r5)
            rectify(&r6, &r7, &r8)
            rectify(&r9, &r10, &r11)
        }
        r0.put(place(row, 0, 12, isAside, L.self))
        r1.put(place(row, 1, 12, isAside, L.self))
        r2.put(place(row, 2, 12, isAside, L.self))
        r3.put(place(row, 3, 12, isAside, L.self))
        r4.put(place(row, 4, 12, isAside, L.self))
        r5.put(place(row, 5, 12, isAside, L.self))
        r6.put(place(row, 6, 12, isAside, L.self))
        r7.put(place(row, 7, 12, isAside, L.self))
        r8.put(place(row, 8, 12, isAside, L.self))
        r9.put(place(row, 9, 12, isAside, L.self))
        r10.put(place(row, 10, 12, isAside, L.self))
        r11.put(place(row, 11, 12, isAside, L.self))
        if isAside { finish(row, n, 12, L.self) }
    }
}
