import Glibc

/// A plot with its ranges, ticks and place decided: what turns data into marks.
struct AxesDrawing {
    let axes: Axes
    /// The frame that the data are drawn in.
    let frame: Rect
    let xRange: (low: Double, high: Double)
    let yRange: (low: Double, high: Double)
    let xTicks: Ticks
    let yTicks: Ticks
    /// The angle of the labels along x.
    let xAngle: Double

    static let tickLength = 4.0
    static let labelGap = 4.0
    static let colorbarWidth = 12.0

    /// Decides everything about `axes` whose frame may take `box`.
    init(_ axes: Axes, box: Rect) {
        self.axes = axes
        let (x, y) = (axes.range(isX: true), axes.range(isX: false))
        xRange = axes.x.resolved(x.range, stickyLow: x.stickyLow, stickyHigh: x.stickyHigh)
        yRange = axes.y.resolved(y.range, stickyLow: y.stickyLow, stickyHigh: y.stickyHigh)
        var frame = box
        let (xSpan, ySpan) = (abs(xRange.high - xRange.low), abs(yRange.high - yRange.low))
        if axes.isEqual, xSpan > 0, ySpan > 0, xSpan.isFinite, ySpan.isFinite {
            let step = min(box.width / xSpan, box.height / ySpan)
            frame.width = step * xSpan
            frame.height = step * ySpan
            frame.x += (box.width - frame.width) / 2
            frame.y += (box.height - frame.height) / 2
        }
        self.frame = frame
        yTicks = axes.y.ticks(yRange.low, yRange.high, count: max(2, min(9, Int(frame.height / 34) + 1)))
        (xTicks, xAngle) = AxesDrawing.horizontalTicks(axes.x, xRange, width: frame.width)
    }

    /// As many ticks as have room for their labels; names that have none are slanted, numbers thinned out.
    private static func horizontalTicks(
        _ axis: Axis, _ range: (low: Double, high: Double), width: Double
    ) -> (Ticks, Double) {
        if axis.ticks != nil {
            var ticks = axis.ticks(range.low, range.high, count: 9)
            if let angle = axis.tickAngle { return (ticks, angle) }
            if fit(ticks, axis.tickStyle, in: width) { return (ticks, 0) }
            if ticks.labels.contains(where: {
                Double(String($0.map { $0 == "\u{2212}" ? "-" : $0 })) == nil && !$0.isEmpty
            }) {
                return (ticks, 45)
            }
            for stride in 2...max(ticks.labels.count, 2) {
                var thinned = ticks
                for place in thinned.labels.indices where place % stride != 0 { thinned.labels[place] = "" }
                if fit(thinned, axis.tickStyle, in: width, stride: stride) {
                    ticks = thinned
                    break
                }
            }
            return (ticks, 0)
        }
        var count = max(2, min(9, Int(width / 46) + 1))
        var ticks = axis.ticks(range.low, range.high, count: count)
        while count > 2, !fit(ticks, axis.tickStyle, in: width) {
            count -= 1
            ticks = axis.ticks(range.low, range.high, count: count)
        }
        return (ticks, axis.tickAngle ?? 0)
    }

    private static func fit(_ ticks: Ticks, _ style: TextStyle, in width: Double, stride: Int = 1) -> Bool {
        guard ticks.labels.count > 1 else { return true }
        let widest = ticks.labels.map { CairoText.size(of: $0, style: style).width }.max() ?? 0
        return widest + 8 <= width / Double(ticks.labels.count) * Double(stride)
    }

    // MARK: Data to logical pixels

    func x(_ value: Double) -> Double { frame.x + frame.width * part(value, xRange, axes.x.scale) }

    func y(_ value: Double) -> Double { frame.bottom - frame.height * part(value, yRange, axes.y.scale) }

    /// The place of a data point; never so far away that Cairo's fixed-point coordinates overflow.
    func place(_ x: Double, _ y: Double) -> Point {
        Point(min(max(self.x(x), -1e6), 1e6), min(max(self.y(y), -1e6), 1e6))
    }

    private func part(_ value: Double, _ range: (low: Double, high: Double), _ scale: AxisScale) -> Double {
        switch scale {
        case .linear: return (value - range.low) / (range.high - range.low)
        case .log:
            guard value > 0 else { return value.isNaN ? .nan : -1e3 }
            return log(value / range.low) / log(range.high / range.low)
        }
    }

    // MARK: Room for labels

    var margins: Margins {
        var margins = Margins()
        if !axes.title.isEmpty { margins.top += titleHeight + 7 }
        if let colorbar = axes.colorbar { margins.right += 10 + colorbarRoom(colorbar) }
        guard axes.isFramed else { return margins }
        if axes.y.showsTicks {
            margins.left += yLabelsWidth + AxesDrawing.tickLength + AxesDrawing.labelGap
            if axes.title.isEmpty { margins.top = max(margins.top, axes.y.tickStyle.size / 2) }
        }
        if !axes.y.label.isEmpty { margins.left += axes.y.labelStyle.size * lineCount(axes.y.label) + 7 }
        if axes.x.showsTicks { margins.bottom += xLabelsHeight + AxesDrawing.tickLength + AxesDrawing.labelGap }
        if !axes.x.label.isEmpty { margins.bottom += axes.x.labelStyle.size * lineCount(axes.x.label) + 7 }
        if axes.x.showsTicks, axes.x.showsTickLabels, xAngle == 0 {
            for (value, label) in zip(xTicks.values, xTicks.labels) where !label.isEmpty {
                let half = CairoText.size(of: label, style: axes.x.tickStyle).width / 2
                margins.right = max(margins.right, half - (frame.right - x(value)))
                margins.left = max(margins.left, half - (x(value) - frame.x))
            }
        }
        return margins
    }

    private func lineCount(_ text: String) -> Double { 1 + 1.25 * Double(text.count { $0 == "\n" }) }

    var titleStyle: TextStyle { axes.titleStyle.shrunk(to: max(frame.width * 1.12, 24), for: axes.title) }

    private var titleHeight: Double { CairoText.size(of: axes.title, style: titleStyle).height }

    private var yLabelsWidth: Double {
        guard axes.y.showsTickLabels else { return 0 }
        return yTicks.labels.map { CairoText.size(of: $0, style: axes.y.tickStyle).width }.max() ?? 0
    }

    private var xLabelsHeight: Double {
        guard axes.x.showsTickLabels else { return 0 }
        let turn = abs(xAngle) * .pi / 180
        return xTicks.labels.map { label in
            let size = CairoText.size(of: label, style: axes.x.tickStyle)
            return size.width * sin(turn) + size.height * cos(turn)
        }.max() ?? axes.x.tickStyle.size
    }

    private func colorbarRoom(_ colorbar: Colorbar) -> Double {
        let labels = colorbarTicks(colorbar).labels
        let widest = labels.map { CairoText.size(of: $0, style: TextStyle(size: 12)).width }.max() ?? 0
        return AxesDrawing.colorbarWidth + AxesDrawing.tickLength + AxesDrawing.labelGap + widest
            + (colorbar.label.isEmpty ? 0 : 21)
    }

    private func colorbarTicks(_ colorbar: Colorbar) -> Ticks {
        colorbar.ticks
            ?? Ticks.linear(colorbar.scale.low, colorbar.scale.high, count: max(2, min(8, Int(frame.height / 34) + 1)))
    }

    // MARK: Drawing

    /// Adds the plot to a drawing.
    func draw(on scene: inout Scene) {
        if axes.isFramed {
            if axes.background != .white { scene.fill(frame, axes.background) }
            drawGrid(on: &scene)
        }
        var data = Scene(width: 0, height: 0)
        for artist in axes.artists { draw(artist, on: &data) }
        scene.marks.append(.clipped(frame, data.marks))
        if axes.isFramed {
            drawFrame(on: &scene)
            drawTicks(on: &scene)
        }
        drawTitles(on: &scene)
        for case .text(let note) in axes.artists { draw(note, on: &scene) }
        if let colorbar = axes.colorbar { draw(colorbar, on: &scene) }
        if let legend = axes.legend { LegendDrawing(legend, in: self).draw(on: &scene) }
    }

    private func drawGrid(on scene: inout Scene) {
        let stroke = Stroke(.gridLine, width: 1, isRound: false)
        if axes.hasVerticalGrid {
            for value in xTicks.values {
                scene.line(Point(x(value), frame.y), Point(x(value), frame.bottom), stroke)
            }
        }
        if axes.hasHorizontalGrid {
            for value in yTicks.values {
                scene.line(Point(frame.x, y(value)), Point(frame.right, y(value)), stroke)
            }
        }
    }

    private func drawFrame(on scene: inout Scene) {
        let stroke = Stroke(Color(hex: 0x6b7480), width: 1, isRound: false)
        let corners = [
            ("left", Point(frame.x, frame.y), Point(frame.x, frame.bottom)),
            ("right", Point(frame.right, frame.y), Point(frame.right, frame.bottom)),
            ("top", Point(frame.x - 0.5, frame.y), Point(frame.right + 0.5, frame.y)),
            ("bottom", Point(frame.x - 0.5, frame.bottom), Point(frame.right + 0.5, frame.bottom)),
        ]
        for (side, from, to) in corners where !axes.hiddenSides.contains(side) { scene.line(from, to, stroke) }
    }

    private func drawTicks(on scene: inout Scene) {
        let stroke = Stroke(Color(hex: 0x6b7480), width: 1, isRound: false)
        let length = AxesDrawing.tickLength
        if axes.x.showsTicks {
            for value in xTicks.values {
                scene.line(Point(x(value), frame.bottom), Point(x(value), frame.bottom + length), stroke)
            }
            for value in xTicks.minor {
                scene.line(Point(x(value), frame.bottom), Point(x(value), frame.bottom + length / 2), stroke)
            }
            if axes.x.showsTickLabels { drawHorizontalLabels(on: &scene) }
        }
        if axes.y.showsTicks {
            for value in yTicks.values {
                scene.line(Point(frame.x - length, y(value)), Point(frame.x, y(value)), stroke)
            }
            for value in yTicks.minor {
                scene.line(Point(frame.x - length / 2, y(value)), Point(frame.x, y(value)), stroke)
            }
            if axes.y.showsTickLabels {
                for (value, label) in zip(yTicks.values, yTicks.labels) {
                    let at = Point(frame.x - length - AxesDrawing.labelGap, y(value))
                    scene.text(label, at, axes.y.tickStyle, .right, .centre)
                }
            }
        }
    }

    private func drawHorizontalLabels(on scene: inout Scene) {
        let top = frame.bottom + AxesDrawing.tickLength + AxesDrawing.labelGap
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            switch xAngle {
            case 0: scene.text(label, Point(x(value), top), axes.x.tickStyle, .centre, .top)
            case 90: scene.text(label, Point(x(value), top), axes.x.tickStyle, .right, .centre, angle: 90)
            default:
                let isUp = xAngle > 0
                scene.text(
                    label, Point(x(value) + (isUp ? 4 : -4), top), axes.x.tickStyle, isUp ? .right : .left, .centre,
                    angle: xAngle)
            }
        }
    }

    private func drawTitles(on scene: inout Scene) {
        let titleX =
            switch axes.titlePlace {
            case .left: frame.x
            case .centre: frame.centre.x
            case .right: frame.right
            }
        scene.text(axes.title, Point(titleX, frame.y - 7), titleStyle, axes.titlePlace, .bottom)
        guard axes.isFramed else { return }
        var below = frame.bottom + 7
        if axes.x.showsTicks { below += xLabelsHeight + AxesDrawing.tickLength + AxesDrawing.labelGap }
        let xStyle = axes.x.labelStyle.shrunk(to: frame.width * 1.1, for: axes.x.label)
        scene.text(axes.x.label, Point(frame.centre.x, below), xStyle, .centre, .top)
        var left = frame.x - 7
        if axes.y.showsTicks { left -= yLabelsWidth + AxesDrawing.tickLength + AxesDrawing.labelGap }
        let yStyle = axes.y.labelStyle.shrunk(to: frame.height * 1.1, for: axes.y.label)
        scene.text(axes.y.label, Point(left, frame.centre.y), yStyle, .centre, .bottom, angle: 90)
    }

    private func draw(_ colorbar: Colorbar, on scene: inout Scene) {
        let bar = Rect(frame.right + 10, frame.y, AxesDrawing.colorbarWidth, frame.height)
        let steps = colorbar.scale.map.isListed ? colorbar.scale.map.stops.count : 128
        for step in 0..<steps {
            let part = (Double(step) + 0.5) / Double(steps)
            let height = bar.height / Double(steps)
            let y = bar.bottom - Double(step + 1) * height
            // Each a little higher than its share, so that no seam shows.
            scene.fill(Rect(bar.x, y, bar.width, height + (step == 0 ? 0 : 0.5)), colorbar.scale.map.color(part))
        }
        let stroke = Stroke(Color(hex: 0x6b7480), width: 1, isRound: false)
        scene.marks.append(.shape(Path(bar), fill: nil, stroke: stroke))
        let ticks = colorbarTicks(colorbar)
        let span = colorbar.scale.high - colorbar.scale.low
        var right = bar.right
        for (value, label) in zip(ticks.values, ticks.labels) where span > 0 {
            let y = bar.bottom - bar.height * (value - colorbar.scale.low) / span
            guard y >= bar.y - 1, y <= bar.bottom + 1 else { continue }
            scene.line(Point(bar.right, y), Point(bar.right + AxesDrawing.tickLength, y), stroke)
            let style = TextStyle(size: 12, color: .softInk)
            let at = Point(bar.right + AxesDrawing.tickLength + AxesDrawing.labelGap, y)
            scene.text(label, at, style, .left, .centre)
            right = max(right, at.x + CairoText.size(of: label, style: style).width)
        }
        scene.text(colorbar.label, Point(right + 7, frame.centre.y), TextStyle(size: 13), .centre, .top, angle: 90)
    }
}
