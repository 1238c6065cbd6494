import CProcessor
import LoopTable

/// The mean or the largest value under each window, and their gradients, sixteen elements at a time.
///
/// Fewer than sixteen channels are done as if they were sixteen where the image goes on behind them: what is written too much
/// is the next place's, which comes later.
enum Pooling {
    /// What lies of a window inside the image.
    struct View {
        let rows: Range<Int>
        let columns: Range<Int>
        /// The window's place in the output, in elements.
        let out: Int

        @inline(__always) init(_ w: Window, _ oh: Int, _ ow: Int) {
            rows = inside(oh * w.strideHeight - w.top, w.windowHeight, w.height)
            columns = inside(ow * w.strideWidth - w.left, w.windowWidth, w.width)
            out = (oh * w.outputWidth + ow) * w.channels
        }

        /// Elements inside.
        @inline(__always) var count: Int { rows.count * columns.count }
    }

    @inline(__always) static func views(_ w: Window, _ body: (View) -> Void) {
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth { body(View(w, oh, ow)) }
        }
    }

    /// What lies of a window inside an image's side.
    @inline(__always) static func inside(_ start: Int, _ window: Int, _ extent: Int) -> Range<Int> {
        let first = max(start, 0)
        return first..<max(first, min(start + window, extent))
    }

    /// Goes over n elements by vectors; the last reaches back into the one before it. Fewer than a vector go one by one.
    @inline(__always) static func vectors(_ n: Int, _ body: (Int) -> Void, one: (Int) -> Void) {
        if n < 16 {
            for i in 0..<n { one(i) }
            return
        }
        var i = 0
        while i + 16 <= n {
            body(i)
            i += 16
        }
        if i < n { body(n - 16) }
    }

    /// What becomes of the elements of a window, two at a time.
    protocol Fold {
        static func both(_ a: Vector, _ b: Vector) -> Vector
        static func both(_ a: Float, _ b: Float) -> Float
        /// What the result of so many elements is multiplied by.
        static func factor(_ count: Int) -> Float?
    }

    enum Largest: Fold {
        @inline(__always) static func both(_ a: Vector, _ b: Vector) -> Vector { vector_larger(a, b) }
        @inline(__always) static func both(_ a: Float, _ b: Float) -> Float { a > b ? a : b }
        @inline(__always) static func factor(_ count: Int) -> Float? { nil }
    }

    enum Mean: Fold {
        @inline(__always) static func both(_ a: Vector, _ b: Vector) -> Vector { a + b }
        @inline(__always) static func both(_ a: Float, _ b: Float) -> Float { a + b }
        @inline(__always) static func factor(_ count: Int) -> Float? { 1 / Float(count) }
    }

    /// Rows of a window first, whole lines of the image at a time; then the columns.
    static func fold<F: Fold>(_ w: Window, _ x: Source, _ y: Target, _: F.Type) {
        let c = w.channels, total = w.places * c, line = w.width * c
        withUnsafeTemporaryAllocation(of: Float.self, capacity: line + 16) { room in
            guard let sums = room.baseAddress else { return }
            sums.update(repeating: 0, count: line + 16)
            for oh in 0..<w.outputHeight {
                let rows = inside(oh * w.strideHeight - w.top, w.windowHeight, w.height)
                if rows.isEmpty { continue }
                let first = rows.lowerBound * line, end = rows.upperBound * line
                vectors(line) { i in
                    var value = x.vector(first + i), row = first + line + i
                    while row < end {
                        value = F.both(x.vector(row), value)
                        row += line
                    }
                    sums.store(value, i)
                } one: { i in
                    var value = x[first + i]
                    for row in rows.dropFirst() { value = F.both(x[row * line + i], value) }
                    sums[i] = value
                }
                for ow in 0..<w.outputWidth {
                    let columns = inside(ow * w.strideWidth - w.left, w.windowWidth, w.width)
                    if columns.isEmpty { continue }
                    let left = columns.lowerBound * c, right = columns.upperBound * c
                    let out = (oh * w.outputWidth + ow) * c, factor = F.factor(rows.count * columns.count)
                    var k = 0
                    while k < c && out + k + 16 <= total {
                        var value = sums.vector(left + k), next = left + c + k
                        while next < right {
                            value = F.both(sums.vector(next), value)
                            next += c
                        }
                        if let factor { value *= factor }
                        y.store(value, out + k)
                        k += 16
                    }
                    for channel in min(k, c)..<c {
                        var value = sums[left + channel]
                        for i in stride(from: left + channel + c, to: right, by: c) { value = F.both(sums[i], value) }
                        y[out + channel] = factor.map { value * $0 } ?? value
                    }
                }
            }
        }
    }

    static func averagePool(_ w: Window, _ x: Source, _ y: Target) { fold(w, x, y, Mean.self) }

    static func averagePoolGradient(_ w: Window, _ dy: Source, _ dx: Target) {
        let isTiled =
            w.strideHeight == w.windowHeight && w.strideWidth == w.windowWidth && w.top == 0 && w.left == 0
            && w.outputHeight * w.windowHeight == w.height && w.outputWidth * w.windowWidth == w.width
        if isTiled { return spreadTiles(w, dy, dx) }
        dx.update(repeating: 0, count: w.imageCount)
        let c = w.channels, lanes = Vector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        views(w) { view in
            let factor = 1 / Float(max(view.count, 1))
            for k in stride(from: 0, to: c, by: 16) {
                let n = min(16, c - k)
                // Lanes of other places add nothing.
                let isOwn = vector_above(Vector(repeating: Float(n)), lanes)
                for row in view.rows {
                    for column in view.columns {
                        let at = (row * w.width + column) * c + k
                        if at + 16 <= w.imageCount && view.out + k + 16 <= w.places * c {
                            let share = dy.vector(view.out + k) * factor
                            dx.store(dx.vector(at) + vector_chosen(isOwn, share, .zero), at)
                        } else {
                            for channel in 0..<n { dx[at + channel] += dy[view.out + k + channel] * factor }
                        }
                    }
                }
            }
        }
    }

    /// Windows that lie side by side touch every pixel once, so that nothing is added: from the first pixel to the last,
    /// for what is written too much is the next one's.
    private static func spreadTiles(_ w: Window, _ dy: Source, _ dx: Target) {
        let c = w.channels, factor = 1 / Float(w.windowHeight * w.windowWidth)
        let total = w.places * c, count = w.imageCount
        var at = 0
        for oh in 0..<w.outputHeight {
            for _ in 0..<w.windowHeight {
                var out = oh * w.outputWidth * c
                for _ in 0..<w.outputWidth {
                    if c <= 16 && out + 16 <= total && at + (w.windowWidth - 1) * c + 16 <= count {
                        let share = dy.vector(out) * factor
                        for _ in 0..<w.windowWidth {
                            dx.store(share, at)
                            at += c
                        }
                    } else {
                        for _ in 0..<w.windowWidth {
                            spread(dy + out, factor, dx + at, c)
                            at += c
                        }
                    }
                    out += c
                }
            }
        }
    }

    /// to = from factor
    @inline(__always) private static func spread(_ from: Source, _ factor: Float, _ to: Target, _ n: Int) {
        vectors(n) {
            to.store(from.vector($0) * factor, $0)
        } one: {
            to[$0] = from[$0] * factor
        }
    }
}
