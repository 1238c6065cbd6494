import Drawing
import Testing

/// Drawings by what is on them and where: marks, texts and their places.
@Suite struct StructureTests {
    private struct Words {
        let text: String
        let at: Point
        let style: TextStyle
        let anchor: TextAnchor
        let angle: Double
    }

    private func words(_ figure: Figure) -> [Words] {
        figure.scene().marks.compactMap { mark in
            guard case .text(let text, let at, let style, let anchor, let angle) = mark else { return nil }
            return Words(text: text, at: at, style: style, anchor: anchor, angle: angle)
        }
    }

    private func curve(_ ys: [Double]) -> Artist {
        .line(Curve(xs: ys.indices.map(Double.init), ys: ys, stroke: Stroke(.black)))
    }

    @Test func ticksStandUnderTheirValuesAndTitlesInTheMiddle() throws {
        var axes = Axes()
        axes.artists = [curve([0, 10])]
        (axes.title, axes.x.label, axes.y.label) = ("title", "below", "left")
        var figure = Figure()
        figure.axes = [axes]
        let frame = try #require(figure.frame(ofPlot: 0))
        let words = self.words(figure)
        func place(_ text: String) throws -> Words { try #require(words.first { $0.text == text }) }
        let (first, last) = (try place("0.0"), try place("1.0"))
        // The data have a margin of a twentieth on both sides.
        #expect(abs(first.at.x - (frame.x + frame.width * 0.05 / 1.1)) < 0.01)
        #expect(abs(last.at.x - (frame.right - frame.width * 0.05 / 1.1)) < 0.01)
        #expect(first.at.y > frame.bottom && first.at.y == last.at.y)
        let (title, left, below) = (try place("title"), try place("left"), try place("below"))
        #expect(abs(title.at.x - frame.centre.x) < 1e-6 && title.at.y < frame.y)
        #expect(left.angle == 90 && abs(left.at.y - frame.centre.y) < 1e-6 && left.at.x < frame.x)
        #expect(below.at.y > first.at.y)
    }

    @Test func aTwinHasItsAxisOnTheRight() throws {
        var (one, other) = (Axes(), Axes())
        one.artists = [curve([0, 1])]
        other.artists = [curve([0, 500])]
        (other.isTwin, other.y.isOpposite, other.x.isShown) = (true, true, false)
        var figure = Figure()
        figure.axes = [one, other]
        #expect(figure.frame(ofPlot: 0) == figure.frame(ofPlot: 1))
        let frame = try #require(figure.frame(ofPlot: 1))
        let label = try #require(words(figure).first { $0.text == "500" })
        #expect(label.at.x > frame.right && label.anchor.horizontal == .left)
    }

    @Test func ratiosDivideTheRoom() throws {
        var figure = Figure(width: 800, height: 400)
        for column in 0..<2 {
            var cell = GridCell(rows: 1, columns: 2, rowSpan: 0...0, columnSpan: column...column)
            cell.widths = [3, 1]
            figure.axes.append(Axes(cell: cell))
        }
        let (left, right) = (try #require(figure.frame(ofPlot: 0)), try #require(figure.frame(ofPlot: 1)))
        #expect(abs(left.width / right.width - 3) < 1e-6 && left.y == right.y && left.right < right.x)
    }

    @Test func unknownCommandsOfFormulasAreNamed() {
        #expect(Formula.unknownCommand(in: "$\\frac{a}{b} + \\alpha_{i}^{2} \\leq \\sqrt[3]{x}$") == nil)
        #expect(Formula.unknownCommand(in: "$\\alhpa$") == "\\alhpa")
        #expect(Formula.unknownCommand(in: "\\alhpa without dollars, or one $ alone") == nil)
    }

    @Test func formulasOfAnyKindAreDrawnWithoutEnd() throws {
        let broken = [
            "$", "$$", "$^$", "$_$", "${$", "$}$", "$\\$", "$\\frac$", "$\\frac{a$", "$\\sqrt[$", "$\\left($",
            "$\\left$", "$x^{y^{z^{w}}}$", "$\\hat$", "$x^$", "$''''$", "$\\text{$",
        ]
        let nested = ["{", "\\sqrt{", "\\hat", "\\left(", "x^{", "\\frac{"].map { part in
            "$" + String(repeating: part, count: 3000) + "$"
        }
        for text in broken + nested {
            var axes = Axes()
            axes.title = text
            var figure = Figure(width: 300, height: 200)
            figure.axes = [axes]
            #expect(try !figure.png(scale: 1).isEmpty)
        }
    }

    @Test func datesHaveRoundTicks() {
        // 2024-01-01 is day 19723; a year and a half of months.
        let months = Ticks.dates(19723, 19723 + 540, count: 10)
        #expect(months.labels.first == "2024-01" && months.labels.count >= 5)
        #expect(Ticks.dates(19723, 19725, count: 9).labels.contains("01-02 00"))
        #expect(Ticks.dates(0, 20000, count: 10).labels.contains("1980"))
        #expect(Ticks.dates(19782, 19783.5, count: 10).labels.contains("03-01 00") == true)
    }

    @Test func orderFollowsTheKindUnlessToldOtherwise() {
        var axes = Axes()
        axes.isFramed = false
        axes.artists = [
            curve([0, 1]), .area(Area(xs: [0, 1], low: [0, 0], high: [1, 1], fill: Color(1, 0, 0))),
        ]
        var figure = Figure()
        figure.axes = [axes]
        func first(_ figure: Figure) -> Bool {
            for case .clipped(_, let inner) in figure.scene().marks {
                if case .shape(_, let fill, _)? = inner.first { return fill != nil }
            }
            return false
        }
        #expect(first(figure))
        figure.axes[0].settings[1] = {
            var settings = ArtistSettings()
            settings.order = 10
            return settings
        }()
        #expect(!first(figure))
    }
}
