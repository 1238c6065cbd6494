import Loops
import Testing

private struct Sizes: Sendable {
    let channels: Int
    let taps: Int
    let rows: Int
    let count: Int
    let step: Int
}

private let cases: [Sizes] = {
    var cases: [Sizes] = []
    for channels in [1, 3, 15, 16, 17, 32, 40] {
        for (taps, count) in [(0, 3), (1, 1), (2, 5), (3, 8), (5, 4), (6, 9), (9, 7), (9, 21), (13, 16), (25, 12)] {
            cases.append(
                Sizes(channels: channels, taps: taps, rows: taps % 3 + 1, count: count, step: channels * (taps % 2 + 1))
            )
        }
    }
    return cases
}()

/// Loops over channels beside their formulas; they may read, but not write, behind a place's channels.
@Test(arguments: tables) func channelsAreFilteredEachByItself(_ table: Int) {
    let loops = Loops.available[table].depthwise
    var numbers = Numbers(seed: 8)
    for sizes in cases {
        let (channels, taps, count) = (sizes.channels, sizes.taps, sizes.count)
        let stride = (channels + 15) / 16 * 16, rowStep = count * sizes.step
        let offsets = (0..<taps).map { _ in Int32(numbers.int(0...3) * channels) }
        let x = numbers.floats(sizes.rows * rowStep + 4 * channels + 16), dy = numbers.floats(sizes.rows * rowStep + 16)
        let w = numbers.floats(taps * stride + 16), bias = numbers.floats(channels)
        let (image, slopes, weights, biases) = (Memory(x), Memory(dy), Memory(w), Memory(bias))
        for hasBias in [true, false] {
            let y = Memory(count: (count - 1) * (channels + 2) + channels)
            loops.gather(
                image.base, sizes.step, offsets, taps, weights.base, stride, hasBias ? Source(biases.base) : nil,
                channels, count, y.base, channels + 2)
            var expected = [Double](repeating: 0, count: y.count)
            for i in 0..<count {
                for c in 0..<channels {
                    var sum = hasBias ? Double(bias[c]) : 0
                    for tap in 0..<taps {
                        let at = i * sizes.step + Int(offsets[tap]) + c
                        sum += Double(x[at]) * Double(w[tap * stride + c])
                    }
                    expected[i * (channels + 2) + c] = sum
                }
            }
            #expect(difference(y.values, expected) < 1e-5 && y.isIntact, "\(sizes)")
        }

        let start = numbers.floats(taps * stride), dw = Memory(start)
        loops.outer(
            image.base, rowStep, sizes.step, offsets, taps, slopes.base, channels, sizes.rows, count, dw.base, stride)
        for tap in 0..<taps {
            let expected = (0..<channels).map { (c: Int) -> Double in
                var sum = Double(start[tap * stride + c])
                for place in 0..<(sizes.rows * count) {
                    let at = place / count * rowStep + place % count * sizes.step + Int(offsets[tap]) + c
                    sum += Double(x[at]) * Double(dy[place * channels + c])
                }
                return sum
            }
            #expect(
                difference(Array(dw.values[(tap * stride)..<(tap * stride + channels)]), expected) < 1e-5, "\(sizes)")
        }
        #expect(dw.isIntact)
    }
}

@Test(arguments: tables) func resultsAreCollectedFromTheTapsProducts(_ table: Int) {
    let loops = Loops.available[table].thin
    var numbers = Numbers(seed: 3)
    for filters in 1...4 {
        for (taps, count) in [(1, 1), (4, 3), (9, 4), (25, 11)] {
            let step = taps * filters + 2
            let offsets = (0..<taps).map { Int32($0 * filters + $0 % 2 * step) }
            let x = numbers.floats((count + 1) * step), bias = numbers.floats(filters)
            let (image, biases, y) = (Memory(x), Memory(bias), Memory(count: count * filters))
            loops.collect(image.base, step, offsets, taps, Source(biases.base), filters, count, y.base)
            let expected = (0..<(count * filters)).map { (i: Int) -> Double in
                let from = i / filters * step + i % filters
                return offsets.reduce(Double(bias[i % filters])) { $0 + Double(x[from + Int($1)]) }
            }
            #expect(difference(y.values, expected) < 1e-5 && y.isIntact, "\(filters) \(taps) \(count)")
        }
    }
}
