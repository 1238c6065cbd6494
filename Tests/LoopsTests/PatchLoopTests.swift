import Loops
import Testing

/// Small windows of every kind, made from a seed: strides, padding, dilation, 1 to 20 channels.
private func windows(dilated: Bool) -> [Window] {
    var numbers = Numbers(seed: 2024)
    return (0..<60).map { i in
        let (h, w) = (numbers.int(1...7), numbers.int(1...7))
        let (kh, kw) = (numbers.int(1...3), numbers.int(1...3))
        let (sh, sw) = (numbers.int(1...3), numbers.int(1...3))
        let (dh, dw) = dilated ? (numbers.int(1...2), numbers.int(1...2)) : (1, 1)
        let channels = [1, 2, 3, 16, 20][i % 5]
        // As padding='same' has it: half of what is missing stands before the image.
        let (oh, ow) = ((h + sh - 1) / sh, (w + sw - 1) / sw)
        return Window(
            height: h, width: w, channels: channels, outputHeight: oh, outputWidth: ow, windowHeight: kh,
            windowWidth: kw, strideHeight: sh, strideWidth: sw, dilationHeight: dh, dilationWidth: dw,
            top: max(0, (oh - 1) * sh + (kh - 1) * dh + 1 - h) / 2,
            left: max(0, (ow - 1) * sw + (kw - 1) * dw + 1 - w) / 2)
    }
}

/// Windows side by side, every pixel in one of them.
private let tiles = [1, 3, 6, 16, 20].map { channels in
    Window(
        height: 4, width: 6, channels: channels, outputHeight: 2, outputWidth: 2, windowHeight: 2, windowWidth: 3,
        strideHeight: 2, strideWidth: 3, dilationHeight: 1, dilationWidth: 1, top: 0, left: 0)
}

/// Windows of three by three that share most of their elements, over images of a network's size.
private let overlapping = [6, 32].map { channels in
    Window(
        height: 14, width: 14, channels: channels, outputHeight: 14, outputWidth: 14, windowHeight: 3, windowWidth: 3,
        strideHeight: 1, strideWidth: 1, dilationHeight: 1, dilationWidth: 1, top: 1, left: 1)
}

/// Places of the image under each output's window, row by row; -1 outside.
private func places(_ w: Window) -> [[Int]] {
    var result: [[Int]] = []
    for oh in 0..<w.outputHeight {
        for ow in 0..<w.outputWidth {
            var seen: [Int] = []
            for kh in 0..<w.windowHeight {
                for kw in 0..<w.windowWidth {
                    let y = oh * w.strideHeight + kh * w.dilationHeight - w.top
                    let x = ow * w.strideWidth + kw * w.dilationWidth - w.left
                    seen.append(y < 0 || y >= w.height || x < 0 || x >= w.width ? -1 : (y * w.width + x) * w.channels)
                }
            }
            result.append(seen)
        }
    }
    return result
}

@Test(arguments: tables)
func addPatchesPutsWindowsBackOntoTheirImage(_ table: Int) {
    let loops = Loops.available[table]
    for w in windows(dilated: true) {
        var numbers = Numbers(seed: 1)
        let rows = Memory(numbers.floats(w.places * w.patch))
        let back = Memory([Float](repeating: 0.5, count: w.imageCount))
        loops.addPatches(w, rows.base, back.base)
        var sums = [Double](repeating: 0.5, count: w.imageCount)
        for (i, at) in places(w).flatMap({ $0 }).enumerated() where at >= 0 {
            for c in 0..<w.channels { sums[at + c] += Double(rows.values[i * w.channels + c]) }
        }
        #expect(difference(back.values, sums) < 1e-5 && back.isIntact, "\(loops.name) \(w)")
    }
}

@Test(arguments: tables)
func poolingTakesMaximaAndMeansAndSendsGradientsBack(_ table: Int) {
    let loops = Loops.available[table]
    for w in windows(dilated: false) + tiles + overlapping {
        // A stride beyond the window leaves outputs without a single element.
        if places(w).contains(where: { $0.allSatisfy { $0 < 0 } }) { continue }
        var numbers = Numbers(seed: 4)
        let image = Memory(numbers.floats(w.imageCount))
        let count = w.places * w.channels
        let largest = Memory(count: count), means = Memory(count: count), dy = Memory(numbers.floats(count))
        let argmax = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
        defer { argmax.deallocate() }
        loops.maxPool(w, image.base, largest.base, argmax)
        let alone = Memory(count: count)
        loops.maxPool(w, image.base, alone.base, nil)
        loops.averagePool(w, image.base, means.base)
        // Gradients of maxima are added to what is there, those of means replace it.
        let old = [Float](repeating: 9, count: w.imageCount)
        let dmax = Memory(old), dmean = Memory(old)
        loops.maxPoolGradient(w, dy.base, argmax, dmax.base)
        loops.averagePoolGradient(w, dy.base, dmean.base)

        var maxima: [Double] = [], averages: [Double] = []
        var dMaxima = [Double](repeating: 9, count: w.imageCount), dAverages = dMaxima.map { _ in 0.0 }
        for (o, seen) in places(w).enumerated() {
            let inside = seen.filter { $0 >= 0 }
            for c in 0..<w.channels {
                let values = inside.map { Double(image.values[$0 + c]) }
                let top = values.max() ?? 0
                maxima.append(top)
                averages.append(values.reduce(0, +) / Double(values.count))
                let slope = Double(dy.values[o * w.channels + c])
                for (at, value) in zip(inside, values) {
                    if value == top { dMaxima[at + c] += slope }
                    dAverages[at + c] += slope / Double(values.count)
                }
            }
        }
        #expect(difference(largest.values, maxima) == 0 && largest.isIntact, "\(loops.name) \(w)")
        #expect(alone.values == largest.values && alone.isIntact, "\(loops.name) \(w)")
        #expect(difference(means.values, averages) < 1e-6 && means.isIntact, "\(loops.name) \(w)")
        #expect(difference(dmax.values, dMaxima) < 1e-5 && dmax.isIntact, "\(loops.name) \(w)")
        #expect(difference(dmean.values, dAverages) < 1e-5 && dmean.isIntact, "\(loops.name) \(w)")
    }
}

@Test(arguments: tables)
func theFirstOfEqualMaximaCountsRowByRow(_ table: Int) {
    let loops = Loops.available[table]
    for w in windows(dilated: false) + tiles + overlapping {
        if places(w).contains(where: { $0.allSatisfy { $0 < 0 } }) { continue }
        var numbers = Numbers(seed: 5)
        let image = Memory(numbers.floats(w.imageCount).map { ($0 * 2).rounded() })
        let count = w.places * w.channels
        let largest = Memory(count: count)
        let found = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
        defer { found.deallocate() }
        loops.maxPool(w, image.base, largest.base, found)
        for (o, seen) in places(w).enumerated() {
            for c in 0..<w.channels {
                let inside = seen.filter { $0 >= 0 }.map { $0 + c }
                let top = inside.map { image.values[$0] }.max()
                let first = inside.first { image.values[$0] == top }
                #expect(first == Int(found[o * w.channels + c]), "\(loops.name) \(w)")
            }
        }
    }
}

/// Windows side by side over whole vectors of channels, some with rows and columns that none covers.
private let blocks: [Window] = [16, 20, 32, 47].flatMap { channels in
    [(4, 6, 2, 2), (5, 7, 2, 2), (7, 7, 3, 2), (3, 9, 1, 4), (2, 2, 1, 1), (5, 5, 5, 5)].map { h, w, kh, kw in
        Window(
            height: h, width: w, channels: channels, outputHeight: h / kh, outputWidth: w / kw, windowHeight: kh,
            windowWidth: kw, strideHeight: kh, strideWidth: kw, dilationHeight: 1, dilationWidth: 1, top: 0, left: 0)
    }
}

@Test(arguments: tables, [false, true])
func poolingOfBlocksDoesWhatThatOfAnyWindowsDoes(_ table: Int, _ isRectified: Bool) {
    let loops = Loops.available[table]
    for w in blocks {
        #expect(w.isBlocks)
        var numbers = Numbers(seed: 6)
        // Coarse, so that maxima stand in several places.
        var values = numbers.floats(w.imageCount).map { ($0 * 2).rounded() }
        if isRectified { values = values.map { max($0, 0) } }
        let image = Memory(values), count = w.places * w.channels
        let y = Memory(count: count), twin = Memory(count: count), dy = Memory(numbers.floats(count))
        let places = UnsafeMutablePointer<Int32>.allocate(capacity: count)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        defer {
            places.deallocate()
            bytes.deallocate()
        }
        loops.maxPool(w, image.base, twin.base, places)
        loops.blocks.largest(w, image.base, y.base, bytes, isRectified)
        #expect(y.values == twin.values && y.isIntact, "\(loops.name) \(w)")

        let slope = Memory([Float](repeating: 0, count: w.imageCount))
        loops.maxPoolGradient(w, dy.base, places, slope.base)
        if isRectified { loops.reluGradient(slope.base, image.base, w.imageCount) }
        let covered = w.outputHeight * w.windowHeight * w.width * w.channels
        let dx = Memory([Float](repeating: 7, count: w.imageCount))
        loops.blocks.gradient(w, dy.base, bytes, dx.base)
        #expect(dx.values[..<covered] == slope.values[..<covered] && dx.isIntact, "\(loops.name) \(w)")
        #expect(dx.values[covered...].allSatisfy { $0 == 7 }, "\(loops.name) \(w)")
    }
}
