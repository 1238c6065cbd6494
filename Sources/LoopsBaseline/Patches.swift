import LoopTable

/// Convolution as products: images taken apart into patches, and put together again. Pooling walks the same windows.
enum Patches {
    /// Rows of the output are independent; a window's row of KW C neighbours is one copy where it lies inside the image.
    static func patches(_ w: Window, _ x: Source, _ rows: Target) {
        let line = w.windowWidth * w.channels
        let isDense = w.dilationWidth == 1
        var row = rows
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth {
                let column = ow * w.strideWidth - w.left
                for kh in 0..<w.windowHeight {
                    let ih = oh * w.strideHeight - w.top + kh * w.dilationHeight
                    if ih < 0 || ih >= w.height {
                        row.update(repeating: 0, count: line)
                    } else if isDense && column >= 0 && column + w.windowWidth <= w.width {
                        copy(row, x + (ih * w.width + column) * w.channels, line)
                    } else {
                        for kw in 0..<w.windowWidth {
                            let iw = column + kw * w.dilationWidth
                            let to = row + kw * w.channels
                            if iw < 0 || iw >= w.width {
                                to.update(repeating: 0, count: w.channels)
                            } else {
                                copy(to, x + (ih * w.width + iw) * w.channels, w.channels)
                            }
                        }
                    }
                    row += line
                }
            }
        }
    }

    /// Short copies by hand: a call of memcpy costs more than the few elements of a small window.
    @inline(__always) private static func copy(_ to: Target, _ from: Source, _ n: Int) {
        var i = 0
        while i + 16 <= n {
            to.store(from.vector(i), i)
            i += 16
        }
        while i < n {
            to[i] = from[i]
            i += 1
        }
    }

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

    static func maxPool(_ w: Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<Int32>) {
        let c = w.channels
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth {
                let out = (oh * w.outputWidth + ow) * c
                let best = y + out
                let place = places + out
                var isFirst = true
                for kh in 0..<w.windowHeight {
                    let ih = oh * w.strideHeight - w.top + kh
                    if ih < 0 || ih >= w.height { continue }
                    for kw in 0..<w.windowWidth {
                        let iw = ow * w.strideWidth - w.left + kw
                        if iw < 0 || iw >= w.width { continue }
                        let at = (ih * w.width + iw) * c
                        let from = x + at
                        if isFirst {
                            for k in 0..<c {
                                best[k] = from[k]
                                place[k] = Int32(truncatingIfNeeded: at + k)
                            }
                            isFirst = false
                        } else {
                            take(best, place, from, at, c)
                        }
                    }
                }
            }
        }
    }

    /// Keeps the larger of two rows of channels, with its place.
    @inline(__always)
    private static func take(_ best: Target, _ place: UnsafeMutablePointer<Int32>, _ from: Source, _ at: Int, _ c: Int)
    {
        var lanes = SIMD16<Int32>()
        for k in 0..<16 { lanes[k] = Int32(k) }
        var k = 0
        while k + 16 <= c {
            let a = best.vector(k), b = from.vector(k)
            let isLarger = b .> a
            best.store(a.replacing(with: b, where: isLarger), k)
            let old = UnsafeRawPointer(place + k).loadUnaligned(as: SIMD16<Int32>.self)
            let new = lanes &+ Int32(truncatingIfNeeded: at + k)
            let chosen = old.replacing(with: new, where: isLarger)
            UnsafeMutableRawPointer(place + k).storeBytes(of: chosen, as: SIMD16<Int32>.self)
            k += 16
        }
        while k < c {
            if from[k] > best[k] {
                best[k] = from[k]
                place[k] = Int32(truncatingIfNeeded: at + k)
            }
            k += 1
        }
    }

    static func maxPoolGradient(_ w: Window, _ dy: Source, _ places: UnsafePointer<Int32>, _ dx: Target) {
        for i in 0..<(w.places * w.channels) { dx[Int(places[i])] += dy[i] }
    }

    /// How many elements of the window at an output place lie inside the image.
    @inline(__always) private static func inside(_ w: Window, _ oh: Int, _ ow: Int) -> Float {
        let top = oh * w.strideHeight - w.top, left = ow * w.strideWidth - w.left
        let rows = min(top + w.windowHeight, w.height) - max(top, 0)
        let columns = min(left + w.windowWidth, w.width) - max(left, 0)
        return Float(max(rows * columns, 1))
    }

    /// Visits each window's elements inside the image: offset in the output and in the image.
    @inline(__always) private static func walk(_ w: Window, _ visit: (_ out: Int, _ at: Int, _ factor: Float) -> Void) {
        for oh in 0..<w.outputHeight {
            for ow in 0..<w.outputWidth {
                let factor = 1 / inside(w, oh, ow)
                for kh in 0..<w.windowHeight {
                    let ih = oh * w.strideHeight - w.top + kh
                    if ih < 0 || ih >= w.height { continue }
                    for kw in 0..<w.windowWidth {
                        let iw = ow * w.strideWidth - w.left + kw
                        if iw < 0 || iw >= w.width { continue }
                        visit((oh * w.outputWidth + ow) * w.channels, (ih * w.width + iw) * w.channels, factor)
                    }
                }
            }
        }
    }

    /// y += factor x; narrow rows element by element, as a padded vector costs more than they do.
    @inline(__always) private static func addScaled(_ y: Target, _ x: Source, _ factor: Float, _ n: Int) {
        if n >= 16 {
            y.zip(x, n) { fused($1, Vector(repeating: factor), $0) }
        } else {
            for k in 0..<n { y[k] += x[k] * factor }
        }
    }

    static func averagePool(_ w: Window, _ x: Source, _ y: Target) {
        y.update(repeating: 0, count: w.places * w.channels)
        walk(w) { out, at, factor in addScaled(y + out, x + at, factor, w.channels) }
    }

    static func averagePoolGradient(_ w: Window, _ dy: Source, _ dx: Target) {
        walk(w) { out, at, factor in addScaled(dx + at, dy + out, factor, w.channels) }
    }
}
