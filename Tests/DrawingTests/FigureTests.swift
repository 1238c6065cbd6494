import Drawing
import Testing
import Vision

@Suite struct FigureTests {
    /// A plot of a falling curve with every label.
    private func labelled() -> Axes {
        var axes = Axes()
        axes.artists = [
            .line(Curve(xs: [0, 1, 2, 3], ys: [4, 2, 1, 0.5], stroke: Stroke(.black, width: 2), label: "потери"))
        ]
        axes.title = "Обучение"
        axes.x.label = "эпоха"
        axes.y.label = "loss"
        axes.legend = Legend()
        return axes
    }

    @Test func aPlotSaysItsTitleLabelsTicksAndLegend() {
        var figure = Figure()
        figure.axes = [labelled()]
        figure.title = "Всё вместе"
        let texts = figure.scene().texts
        for wanted in ["Всё вместе", "Обучение", "эпоха", "loss", "потери", "0.0", "1.0", "2.0", "3.0"] {
            #expect(texts.contains(wanted), "\(wanted) in \(texts)")
        }
        #expect(figure.text == "<Figure size 640x480 with 1 Axes>")
    }

    @Test func labelsStayInsideThePictureAndApart() {
        for (rows, columns) in [(1, 1), (2, 3), (3, 2)] {
            var figure = Figure(width: 900, height: 700)
            for row in 0..<rows {
                for column in 0..<columns {
                    var axes = labelled()
                    axes.cell = GridCell(rows: rows, columns: columns, rowSpan: row...row, columnSpan: column...column)
                    figure.axes.append(axes)
                }
            }
            let boxes = textBoxes(figure.scene().marks)
            for (place, box) in boxes.enumerated() {
                #expect(box.x >= -1 && box.y >= -1 && box.right <= 901 && box.bottom <= 701, "\(box)")
                for other in boxes[(place + 1)...] { #expect(!box.overlaps(other), "\(box) and \(other)") }
            }
        }
    }

    /// Where texts stand, by an estimate of half a letter's height for its width.
    private func textBoxes(_ marks: [Mark]) -> [Rect] {
        marks.compactMap { mark in
            guard case .text(let text, let at, let style, let anchor, let angle) = mark else { return nil }
            let (width, height) = (Double(text.count) * style.size * 0.5, style.size * 0.8)
            if angle == 90 { return Rect(at.x - height, at.y - width / 2, height, width) }
            let x = anchor.horizontal == .left ? 0 : anchor.horizontal == .centre ? width / 2 : width
            let y = anchor.vertical == .top ? 0 : anchor.vertical == .centre ? height / 2 : height
            return Rect(at.x - x, at.y - y, width, height)
        }
    }

    @Test func imagesKeepSquareCrispPixels() throws {
        let image = try PixelImage(
            width: 2, height: 2, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0])
        var axes = Axes()
        axes.show(ImageField(pixels: image))
        axes.isFramed = false
        var figure = Figure(width: 300, height: 200)
        figure.axes = [axes]
        let pixels = try figure.scene().pixels(scale: 1)
        // The square is as high as the figure and stands in its middle.
        #expect(Array(pixels[row: 60, column: 120]) == [255, 0, 0])
        #expect(Array(pixels[row: 60, column: 180]) == [0, 255, 0])
        #expect(Array(pixels[row: 140, column: 120]) == [0, 0, 255])
        #expect(Array(pixels[row: 140, column: 180]) == [255, 255, 0])
        #expect(Array(pixels[row: 100, column: 20]) == [255, 255, 255])
    }

    @Test func aCurveIsWhereItsNumbersSay() throws {
        var axes = Axes()
        axes.artists = [.line(Curve(xs: [0, 1], ys: [0, 1], stroke: Stroke(Color(1, 0, 0), width: 3)))]
        (axes.x.low, axes.x.high, axes.y.low, axes.y.high) = (0, 1, 0, 1)
        axes.isFramed = false
        var figure = Figure(width: 200, height: 200)
        figure.axes = [axes]
        let pixels = try figure.scene().pixels(scale: 1)
        #expect(Array(pixels[row: 99, column: 100]) == [255, 0, 0])
        #expect(Array(pixels[row: 60, column: 60]) == [255, 255, 255])
    }

    @Test func valuesThatAreNoNumbersBreakTheCurveAndNothingElse() throws {
        var axes = Axes()
        axes.artists = [
            .line(Curve(xs: [0, 1, .nan, 3, 4], ys: [.infinity, 1, 2, -.infinity, 5], stroke: Stroke(.black))),
            .bars(Bars(corners: [(Point(.nan, 0), Point(1, .infinity))], colors: [])),
            .scatter(Scatter(xs: [.nan], ys: [1], colors: [])),
            .area(Area(xs: [0, .nan, 2], low: [0, 0], high: [1, 1, 1], fill: .black)),
        ]
        axes.legend = Legend()
        for scale in [AxisScale.linear, .log] {
            axes.x.scale = scale
            axes.y.scale = scale
            var figure = Figure()
            figure.axes = [axes]
            #expect(try !figure.png().isEmpty)
        }
    }

    @Test func anEmptyPlotHasAFrameFromZeroToOne() {
        var figure = Figure()
        figure.axes = [Axes()]
        #expect(figure.scene().texts.filter { $0 == "0.0" }.count == 2)
    }

    @Test func namesThatHaveNoRoomAreSlanted() {
        var axes = Axes()
        let names = (0..<10).map { "длинное имя \($0)" }
        axes.artists = [
            .bars(Bars(corners: (0..<10).map { (Point(Double($0) - 0.4, 0), Point(Double($0) + 0.4, 1)) }, colors: []))
        ]
        axes.x.ticks = Ticks(values: (0..<10).map(Double.init), labels: names)
        var figure = Figure()
        figure.axes = [axes]
        let angles = figure.scene().marks.compactMap { mark -> Double? in
            if case .text(let text, _, _, _, let angle) = mark, names.contains(text) { return angle }
            return nil
        }
        #expect(angles == [Double](repeating: 45, count: 10))
    }

    @Test func sizesThatCannotBeDrawnAreErrors() {
        #expect(throws: DrawingError.self) { try Figure(width: 1e6, height: 1e6).png() }
        #expect(throws: DrawingError.self) { try Figure(width: 0, height: 10).png() }
        #expect(throws: DrawingError.self) { try Figure(width: .nan, height: 10).png() }
    }

    @Test func theSameDrawingIsWrittenAsSVG() throws {
        var figure = Figure()
        figure.axes = [labelled()]
        let text = try figure.svg()
        #expect(text.hasPrefix("<?xml") && text.contains("width=\"640px\"") && text.contains("</svg>"))
    }

    @Test func manyPointsAreThinnedWithoutLosingPeaks() throws {
        var ys = [Double](repeating: 0, count: 100_000)
        ys[50_000] = 1
        var axes = Axes()
        axes.artists = [.line(Curve(xs: ys.indices.map(Double.init), ys: ys, stroke: Stroke(.black)))]
        var figure = Figure()
        figure.axes = [axes]
        var count = 0
        var highest = Double.infinity
        func look(_ marks: [Mark]) {
            for mark in marks {
                if case .clipped(_, let inner) = mark { look(inner) }
                if case .shape(let path, nil, _) = mark, path.elements.count > 100 {
                    count = path.elements.count
                    for case .line(let point) in path.elements { highest = min(highest, point.y) }
                }
            }
        }
        look(figure.scene().marks)
        #expect((200...2000).contains(count))
        #expect(highest < 60)
    }
}
