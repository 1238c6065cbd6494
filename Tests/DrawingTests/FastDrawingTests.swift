import Drawing
import Glibc
import Testing
import Vision

/// What is written straight into the pixels beside what Cairo draws of the same.
@Suite struct FastDrawingTests {
    /// How much two pictures differ: the mean over all samples, and the part of samples that differ by more than 64 levels.
    private func difference(_ a: [Mark], _ b: [Mark]) throws -> (mean: Double, far: Double) {
        func pixels(_ marks: [Mark]) throws -> [UInt8] {
            try Scene(width: 300, height: 200, marks: marks).pixels(scale: 2).pixels
        }
        let (one, two) = (try pixels(a), try pixels(b))
        let differences = zip(one, two).map { abs(Int($0) - Int($1)) }
        return (
            Double(differences.reduce(0, +)) / Double(differences.count),
            Double(differences.count { $0 > 64 }) / Double(differences.count)
        )
    }

    /// The same line in pieces, so short that Cairo draws them.
    private func pieces(_ points: [Point], _ stroke: Stroke) -> [Mark] {
        stride(from: 0, to: points.count - 1, by: 50).map { start in
            .shape(Path(through: points[start..<min(start + 51, points.count)]), fill: nil, stroke: stroke)
        }
    }

    private func wave(_ count: Int, _ roughness: Double) -> [Point] {
        (0..<count).map { place in
            let x = Double(place) * 280 / Double(count - 1) + 10
            return Point(
                x, 100 + 60 * sin(x / 25) + roughness * 30 * sin(Double(place) * 1.7) * cos(Double(place) * 0.37))
        }
    }

    @Test(arguments: [(200, 0.0), (2000, 0.0), (300, 1.0), (1500, 1.0), (10_000, 0.3)], [0.8, 2.0, 5.0])
    func longCurvesLookAsCairoDrawsThem(curve: (Int, Double), width: Double) throws {
        let points = wave(curve.0, curve.1)
        let stroke = Stroke(.black, width: width)
        let (mean, far) = try difference(
            [.shape(Path(through: points), fill: nil, stroke: stroke)], pieces(points, stroke))
        // Where pieces meet, Cairo lays soft edges over each other; a tangle of thin lines is all edges.
        #expect(mean < (width < 1 ? 2.5 : 1.2), "\(curve) \(width)")
        #expect(far < 0.003, "\(curve) \(width)")
    }

    @Test func curvesStayInTheirFrameAndMayLeaveIt() throws {
        let points = wave(1000, 1).map { Point(($0.x - 150) * 3 + 150, ($0.y - 100) * 4 + 100) }
        let stroke = Stroke(.black, width: 2)
        let frame = Rect(40, 30, 200, 120)
        let (mean, far) = try difference(
            [.clipped(frame, [.shape(Path(through: points), fill: nil, stroke: stroke)])],
            [.clipped(frame, pieces(points, stroke))])
        #expect(mean < 1.2)
        #expect(far < 0.004)
    }

    @Test func halfTransparentCurvesDoNotDarkenThemselves() throws {
        let points = wave(1500, 1)
        let stroke = Stroke(Color(0, 0, 0, 0.5), width: 3)
        let image = try Scene(
            width: 300, height: 200, marks: [.shape(Path(through: points), fill: nil, stroke: stroke)]
        ).pixels(scale: 2)
        #expect(image.pixels.min().map { (126...129).contains($0) } == true)
    }

    @Test func curvesWithPointsFarAwayAreDrawn() throws {
        var points = wave(500, 0)
        points[100].y = 1e300
        points[200].y = -1e300
        points[300] = Point(points[300].x, .infinity)
        let marks: [Mark] = [.shape(Path(through: points), fill: nil, stroke: Stroke(.black, width: 2))]
        #expect(try Scene(width: 300, height: 200, marks: marks).pixels().pixels.contains { $0 < 100 })
    }

    @Test func stampedSymbolsLieWithinAnEighthOfAPixel() throws {
        let points = (0..<60).map { Point(20 + Double($0 % 10) * 28.13, 20 + Double($0 / 10) * 31.77) }
        for size in [3.0, 8.0, 21.0] {
            let (mean, far) = try difference(
                [.symbols(.circle, at: points, size: size, fill: .black, stroke: Stroke(.white, width: 1))],
                points.flatMap { point -> [Mark] in
                    [.shape(Path(circleAt: point, radius: size / 2), fill: .black, stroke: Stroke(.white, width: 1))]
                })
            #expect(mean < 0.5, "\(size)")
            #expect(far < 0.0005, "\(size)")
        }
    }

    @Test func crispImagesAreSquaresOfTheirPixels() throws {
        let samples = (0..<6 * 5 * 3).map { UInt8(truncatingIfNeeded: $0 &* 97) }
        let image = try PixelImage(width: 6, height: 5, channels: 3, pixels: samples)
        let squares = (0..<30).map { place -> Mark in
            func part(_ channel: Int) -> Double { Double(samples[place * 3 + channel]) / 255 }
            return .shape(
                Path(Rect(20 + Double(place % 6) * 30, 10 + Double(place / 6) * 30, 30, 30)),
                fill: Color(part(0), part(1), part(2)), stroke: nil)
        }
        let frame = Rect(35, 20, 100, 90)
        for (marks, twins) in [
            ([Mark.image(image, in: Rect(20, 10, 180, 150), isSmooth: false)], squares),
            (
                [Mark.clipped(frame, [.image(image, in: Rect(20, 10, 180, 150), isSmooth: false)])],
                [Mark.clipped(frame, squares)]
            ),
        ] {
            let (mean, _) = try difference(marks, twins)
            #expect(mean < 0.01)
        }
    }

    @Test func thinningAManyPointCurveChangesNothingThatIsSeen() throws {
        var axes = Axes()
        let xs = (0..<10_000).map { Double($0) / 100 }
        let ys = xs.indices.map { sin(xs[$0] / 9) + 0.3 * sin(Double($0) * 1.3) * cos(Double($0) * 0.11) }
        axes.artists = [.line(Curve(xs: xs, ys: ys, stroke: Stroke(.black, width: 2)))]
        var figure = Figure(width: 300, height: 200)
        figure.axes = [axes]
        let frame = try #require(figure.frame(ofPlot: 0))
        let (x, y) = (
            try #require(figure.range(ofPlot: 0, isX: true)), try #require(figure.range(ofPlot: 0, isX: false))
        )
        let all = xs.indices.map { place in
            Point(
                frame.x + (xs[place] - x.low) / (x.high - x.low) * frame.width,
                frame.bottom - (ys[place] - y.low) / (y.high - y.low) * frame.height)
        }
        let thinned = try #require(
            figure.scene().marks.compactMap { mark -> Mark? in
                if case .clipped(_, let inner) = mark { inner.first } else { nil }
            }.first)
        guard case .shape(let path, _, _) = thinned else {
            Issue.record("the curve is no outline")
            return
        }
        #expect(path.elements.count < 2000)
        let (mean, far) = try difference(
            [thinned], [.shape(Path(through: all), fill: nil, stroke: Stroke(.black, width: 2))])
        #expect(mean < 1.5)
        #expect(far < 0.01)
    }

    @Test func longCurvesWithGapsAreThinnedPieceByPiece() throws {
        for gap in [Double.nan, .infinity, 1e300] {
            var axes = Axes()
            let xs = (0..<6000).map { Double($0) / 60 }
            var ys = xs.map { sin($0) }
            ys[3000] = gap
            axes.y.low = -2
            axes.y.high = 2
            axes.artists = [.line(Curve(xs: xs, ys: ys, stroke: Stroke(.black, width: 2)))]
            var figure = Figure(width: 300, height: 200)
            figure.axes = [axes]
            let paths = figure.scene().marks.compactMap { mark -> [Path]? in
                guard case .clipped(_, let inner) = mark else { return nil }
                return inner.compactMap { if case .shape(let path, nil, _) = $0 { path } else { nil } }
            }.joined()
            #expect(paths.count == (gap.isNaN ? 2 : 1), "\(gap)")
            #expect(paths.allSatisfy { $0.elements.count < 1500 }, "\(gap)")
        }
    }

    @Test func rareColoursBecomeTheNearestOfThePalette() throws {
        // More soft edges between more colours than a palette holds.
        let marks = (0..<120).map { place -> Mark in
            let part = Double(place) / 120
            let centre = Point(150 + 140 * sin(Double(place) * 2.4) * part, 100 + 90 * cos(Double(place) * 2.4) * part)
            return .shape(
                Path(circleAt: centre, radius: 9), fill: Color(part, 1 - part, abs(0.5 - part)), stroke: nil)
        }
        let scene = Scene(width: 300, height: 200, marks: marks)
        let exact = try scene.pixels(scale: 2).pixels
        let file = try scene.png(scale: 2)
        let palette = try PNG.stored(file).palette.map { Int($0) }
        let shown = try PNG.decode(file).pixels
        #expect(palette.count == 768 && shown.count == exact.count)
        func distance(_ a: some Collection<UInt8>, _ red: Int, _ green: Int, _ blue: Int) -> Int {
            let a = a.map { Int($0) }
            let (x, y, z) = (a[0] - red, a[1] - green, a[2] - blue)
            return 2 * x * x + 4 * y * y + z * z
        }
        var merged = 0
        for place in stride(from: 0, to: exact.count, by: 3) where shown[place..<place + 3] != exact[place..<place + 3]
        {
            let pixel = exact[place..<place + 3]
            let nearest = stride(from: 0, to: 768, by: 3)
                .map { distance(pixel, palette[$0], palette[$0 + 1], palette[$0 + 2]) }.min()
            #expect(
                nearest == distance(pixel, Int(shown[place]), Int(shown[place + 1]), Int(shown[place + 2])), "\(place)")
            merged += 1
        }
        #expect(merged > 100)
    }

    @Test func picturesInMemoryOfEarlierOnesShowNothingOfThem() throws {
        let plain = Scene(width: 700, height: 400, marks: [])
        let before = try plain.pixels(scale: 2).pixels
        let dark = Scene(
            width: 720, height: 420, marks: [.shape(Path(Rect(0, 0, 720, 420)), fill: .black, stroke: nil)])
        for _ in 0..<3 {
            #expect(try dark.pixels(scale: 2).pixels.allSatisfy { $0 == 0 })
            #expect(try plain.pixels(scale: 2).pixels == before)
        }
    }

    @Test func hatchesStayInTheirBars() throws {
        for sign in ["/", "\\", "|", "-", "+", "x", "o", "O", ".", "*", "//o"] {
            var axes = Axes()
            axes.artists = [.bars(Bars(corners: [(Point(1, 0), Point(2, 5))], colors: [.white], edge: Stroke(.black)))]
            var plain = Figure(width: 300, height: 200)
            plain.axes = [axes]
            axes.settings[0] = ArtistSettings()
            axes.settings[0]?.hatches = [sign]
            var hatched = plain
            hatched.axes = [axes]
            let (one, two) = (try plain.scene().pixels(scale: 1), try hatched.scene().pixels(scale: 1))
            let frame = try #require(plain.frame(ofPlot: 0))
            let range = try #require(plain.range(ofPlot: 0, isX: true))
            func column(_ x: Double) -> Int { Int(frame.x + (x - range.low) / (range.high - range.low) * frame.width) }
            var changed = 0
            for place in stride(from: 0, to: one.pixels.count, by: 3) where one.pixels[place] != two.pixels[place] {
                changed += 1
                let x = place / 3 % one.width
                #expect(x >= column(1) - 2 && x <= column(2) + 2, "\(sign)")
            }
            #expect(changed > 100, "\(sign)")
        }
        #expect(Hatch.unknownSign(in: "/q") == "q")
        #expect(Hatch.unknownSign(in: "//xX..") == nil)
    }
}
