import LoopTable

/// The way back of a convolution as one product: rows of windows that are added onto the image they came from.
enum Patches {
    static func addPatches(_ w: Window, _ rows: Source, _ x: Target) {
        let line = w.windowWidth * w.channels
        let isDense = w.dilationWidth == 1
        var row = rows
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth {
                let column = ow * w.strideWidth - w.left
                for kh in 0..<w.windowHeight {
                    let ih = oh * w.strideHeight - w.top + kh * w.dilationHeight
                    if ih >= 0 && ih < w.height {
                        if isDense && column >= 0 && column + w.windowWidth <= w.width {
                            (x + (ih * w.width + column) * w.channels).zip(row, line) { $0 + $1 }
                        } else {
                            for kw in 0..<w.windowWidth {
                                let iw = column + kw * w.dilationWidth
                                if iw >= 0 && iw < w.width {
                                    (x + (ih * w.width + iw) * w.channels).zip(row + kw * w.channels, w.channels) {
                                        $0 + $1
                                    }
                                }
                            }
                        }
                    }
                    row += line
                }
            }
        }
    }
}
