import CProcessor
import LoopTable

/// The mean or the largest value under each window, and their gradients: sixteen channels at a time stay in registers while
/// the window goes by.
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
            let top = oh * w.strideHeight - w.top, left = ow * w.strideWidth - w.left
            let (firstRow, firstColumn) = (max(top, 0), max(left, 0))
            rows = firstRow..<max(firstRow, min(top + w.windowHeight, w.height))
            columns = firstColumn..<max(firstColumn, min(left + w.windowWidth, w.width))
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

    static func averagePool(_ w: Window, _ x: Source, _ y: Target) {
        let c = w.channels, total = w.places * c
        views(w) { view in
            let factor = 1 / Float(max(view.count, 1))
            for k in stride(from: 0, to: c, by: 16) {
                if view.out + k + 16 <= total {
                    var sum = Vector.zero
                    for row in view.rows {
                        for column in view.columns { sum += x.vector((row * w.width + column) * c + k) }
                    }
                    y.store(sum * factor, view.out + k)
                } else {
                    for channel in k..<c {
                        var sum: Float = 0
                        for row in view.rows {
                            for column in view.columns { sum += x[(row * w.width + column) * c + channel] }
                        }
                        y[view.out + channel] = sum * factor
                    }
                }
            }
        }
    }

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
        for y in 0..<w.height {
            for ow in 0..<w.outputWidth {
                let out = (y / w.windowHeight * w.outputWidth + ow) * c
                for column in 0..<w.windowWidth {
                    let at = (y * w.width + ow * w.windowWidth + column) * c
                    for k in stride(from: 0, to: c, by: 16) {
                        if at + k + 16 <= w.imageCount && out + k + 16 <= w.places * c {
                            dx.store(dy.vector(out + k) * factor, at + k)
                        } else {
                            for channel in k..<min(k + 16, c) { dx[at + channel] = dy[out + channel] * factor }
                        }
                    }
                }
            }
        }
    }
}
