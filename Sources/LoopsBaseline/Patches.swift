import LoopTable

/// The way back of a convolution as one product: rows of windows that are added onto the image they came from.
enum Patches {
    /// Windows that share pixels are added far apart: a vector cannot be loaded quickly while parts of it are still on
    /// their way to memory.
    static func addPatches(_ w: Window, _ rows: Source, _ x: Target) {
        let line = w.windowWidth * w.channels
        let reach = (w.windowWidth - 1) * w.dilationWidth + 1
        let apart = (reach + w.strideWidth - 1) / w.strideWidth
        for first in 0..<min(apart, w.outputWidth) {
            for kh in 0..<w.windowHeight {
                for oh in 0..<w.outputHeight {
                    let ih = oh * w.strideHeight - w.top + kh * w.dilationHeight
                    if ih < 0 || ih >= w.height { continue }
                    var ow = first
                    while ow < w.outputWidth {
                        let row = rows + ((oh * w.outputWidth + ow) * w.windowHeight + kh) * line
                        add(w, row, x + ih * w.width * w.channels, column: ow * w.strideWidth - w.left)
                        ow += apart
                    }
                }
            }
        }
    }

    /// Adds a window's row onto the image's row `x`, where the window begins at a column, which may lie outside.
    @inline(__always) private static func add(_ w: Window, _ row: Source, _ x: Target, column: Int) {
        if w.dilationWidth == 1 && column >= 0 && column + w.windowWidth <= w.width {
            (x + column * w.channels).zip(row, w.windowWidth * w.channels) { $0 + $1 }
            return
        }
        for kw in 0..<w.windowWidth {
            let iw = column + kw * w.dilationWidth
            if iw >= 0 && iw < w.width {
                (x + iw * w.channels).zip(row + kw * w.channels, w.channels) { $0 + $1 }
            }
        }
    }
}
