import Glibc

/// What the data of a plot span in both directions.
struct AxesExtents {
    /// The range in one direction, and at which ends the data lie on the edge.
    typealias One = (range: ClosedRange<Double>?, stickyLow: Bool, stickyHigh: Bool)

    let both: (x: One, y: One)

    init(_ axes: Axes) { both = (axes.range(isX: true), axes.range(isX: false)) }
}

/// A plot with its ranges, ticks and place decided: what turns data into marks.
struct AxesDrawing {
    let axes: Axes
    /// The frame that the data are drawn in.
    let frame: Rect
    /// Width and height of the whole figure.
    let figure: (width: Double, height: Double)
    let xRange: (low: Double, high: Double)
    let yRange: (low: Double, high: Double)
    let xTicks: Ticks
    let yTicks: Ticks
    /// The angle of the labels along x.
    let xAngle: Double

    /// Decides everything about `axes` whose frame may take `box`.
    ///
    /// - Parameter extents: what the data span, where that is known already: they may be many.
    init(_ axes: Axes, box: Rect, figure: (width: Double, height: Double), extents: AxesExtents? = nil) {
        self.axes = axes
        self.figure = figure
        let (x, y) = (extents ?? AxesExtents(axes)).both
        var xRange = axes.x.resolved(x.range, stickyLow: x.stickyLow, stickyHigh: x.stickyHigh)
        var yRange = axes.y.resolved(y.range, stickyLow: y.stickyLow, stickyHigh: y.stickyHigh)
        var frame = box
        if let aspect = axes.boxAspect, aspect > 0 {
            frame = AxesDrawing.fitted(box, width: 1, height: aspect)
        }
        let (xSpan, ySpan) = (abs(xRange.high - xRange.low), abs(yRange.high - yRange.low) * axes.aspect)
        if axes.isEqual, xSpan > 0, ySpan > 0, xSpan.isFinite, ySpan.isFinite, axes.x.scale == axes.y.scale {
            if axes.keepsFrame {
                let step = max(xSpan / frame.width, ySpan / frame.height)
                xRange = AxesDrawing.widened(xRange, by: step * frame.width / xSpan)
                yRange = AxesDrawing.widened(yRange, by: step * frame.height / ySpan)
            } else {
                frame = AxesDrawing.fitted(box, width: xSpan, height: ySpan)
            }
        }
        (self.frame, self.xRange, self.yRange) = (frame, xRange, yRange)
        // As many ticks as matplotlib: as labels of their size have room, ten at most.
        let rows = Ticks.count(frame.height * 0.72 / 20 * 12 / max(axes.y.tickStyle.size, 6))
        yTicks = axes.y.ticks(yRange.low, yRange.high, count: rows)
        (xTicks, xAngle) = AxesDrawing.horizontalTicks(axes.x, xRange, width: frame.width)
    }

    /// The largest rectangle of a shape in the middle of a box.
    private static func fitted(_ box: Rect, width: Double, height: Double) -> Rect {
        let step = min(box.width / width, box.height / height)
        return Rect(
            box.x + (box.width - step * width) / 2, box.y + (box.height - step * height) / 2, step * width,
            step * height)
    }

    private static func widened(_ range: (low: Double, high: Double), by factor: Double) -> (Double, Double) {
        guard factor.isFinite, factor > 1 else { return range }
        let (centre, reach) = ((range.low + range.high) / 2, (range.high - range.low) / 2 * factor)
        return (centre - reach, centre + reach)
    }

    /// As many ticks as have room for their labels; names that have none are slanted, numbers thinned out.
    private static func horizontalTicks(
        _ axis: Axis, _ range: (low: Double, high: Double), width: Double
    ) -> (Ticks, Double) {
        if axis.ticks != nil {
            var ticks = axis.ticks(range.low, range.high, count: 9)
            if let angle = axis.tickAngle { return (ticks, angle) }
            if fit(ticks, axis, range, in: width) { return (ticks, 0) }
            if ticks.labels.contains(where: {
                Double(String($0.map { $0 == "\u{2212}" ? "-" : $0 })) == nil && !$0.isEmpty
            }) {
                return (ticks, 45)
            }
            for stride in 2...max(ticks.labels.count, 2) {
                var thinned = ticks
                for place in thinned.labels.indices where place % stride != 0 { thinned.labels[place] = "" }
                if fit(thinned, axis, range, in: width) {
                    ticks = thinned
                    break
                }
            }
            return (ticks, 0)
        }
        var count = Ticks.count(width * 0.72 / 30 * 12 / max(axis.tickStyle.size, 6))
        var ticks = axis.ticks(range.low, range.high, count: count)
        guard axis.tickAngle == nil else { return (ticks, axis.tickAngle ?? 0) }
        while count > 2, !fit(ticks, axis, range, in: width) {
            count -= 1
            ticks = axis.ticks(range.low, range.high, count: count)
        }
        return (ticks, 0)
    }

    /// True where no label comes near the next one.
    private static func fit(
        _ ticks: Ticks, _ axis: Axis, _ range: (low: Double, high: Double), in width: Double
    ) -> Bool {
        guard ticks.labels.count > 1 else { return true }
        let (low, high) = (axis.scaled(range.low), axis.scaled(range.high))
        var last: (place: Double, half: Double)?
        let labels = zip(ticks.values, ticks.labels).filter { !$0.1.isEmpty }
            .map { (place: abs((axis.scaled($0.0) - low) / (high - low)) * width, text: $0.1) }
            .sorted { $0.place < $1.place }
        for label in labels {
            let half = CairoText.size(of: label.text, style: axis.tickStyle).width / 2
            if let last, label.place - last.place < half + last.half + 7 { return false }
            last = (label.place, half)
        }
        return true
    }

    // MARK: Data to logical pixels

    func x(_ value: Double) -> Double { frame.x + frame.width * part(value, xRange, axes.x) }

    func y(_ value: Double) -> Double { frame.bottom - frame.height * part(value, yRange, axes.y) }

    /// The place of a data point; never so far away that Cairo's fixed-point coordinates overflow.
    func place(_ x: Double, _ y: Double) -> Point {
        Point(min(max(self.x(x), -1e6), 1e6), min(max(self.y(y), -1e6), 1e6))
    }

    private func part(_ value: Double, _ range: (low: Double, high: Double), _ axis: Axis) -> Double {
        if axis.scale == .linear { return (value - range.low) / (range.high - range.low) }
        let (low, high) = (axis.scaled(range.low), axis.scaled(range.high))
        return (axis.scaled(value) - low) / (high - low)
    }

    /// Where the line of an axis stands: its ordinate for x, its abscissa for y.
    func base(isX: Bool) -> Double {
        let isOpposite = isX ? axes.x.isOpposite : axes.y.isOpposite
        let side = isX ? (isOpposite ? "top" : "bottom") : (isOpposite ? "right" : "left")
        return line(of: side)
    }

    /// Where a side of the frame stands.
    func line(of side: String) -> Double {
        let isX = side == "bottom" || side == "top"
        let edge =
            switch side {
            case "bottom": frame.bottom
            case "top": frame.y
            case "left": frame.x
            default: frame.right
            }
        switch axes.spines[side]?.place ?? .edge {
        case .edge: return edge
        case .data(let value):
            return isX ? min(max(y(value), frame.y), frame.bottom) : min(max(x(value), frame.x), frame.right)
        case .part(let part): return isX ? frame.bottom - part * frame.height : frame.x + part * frame.width
        case .outward(let distance): return side == "bottom" || side == "right" ? edge + distance : edge - distance
        }
    }

    // MARK: Drawing

    /// Adds the plot to a drawing.
    ///
    /// - Parameter covers: true where something may lie under the plot.
    func draw(on scene: inout Scene, covers: Bool = false) {
        guard axes.isVisible else { return }
        if axes.isFramed, !axes.isTwin, covers || axes.background != scene.background {
            scene.fill(frame, axes.background)
        }
        if axes.isFramed { drawGrid(on: &scene) }
        if let bar = axes.filledBar { ColorbarDrawing(bar, in: self).drawFilling(on: &scene) }
        var data = Scene(width: 0, height: 0)
        for (artist, isRelative, hatches) in axes.ordered() {
            let drawing = isRelative ? relative : self
            drawing.draw(artist, on: &data)
            if !hatches.isEmpty { drawing.hatch(artist, hatches, on: &data) }
        }
        if !data.marks.isEmpty { scene.marks.append(.clipped(frame, data.marks)) }
        if axes.isFramed {
            drawFrame(on: &scene)
            drawTicks(on: &scene)
        }
        drawTitles(on: &scene)
        for case (.text(let note), _, _) in axes.ordered() { draw(note, on: &scene) }
        if let colorbar = axes.colorbar { ColorbarDrawing(colorbar, in: self).draw(on: &scene) }
        if let legend = axes.legend { LegendDrawing(legend, in: self).draw(on: &scene) }
    }

    /// The same frame with ranges from 0 to 1: for what is placed in parts of the plot.
    private var relative: AxesDrawing {
        var plain = Axes(theme: axes.theme)
        (plain.x.low, plain.x.high, plain.y.low, plain.y.high) = (0, 1, 0, 1)
        return AxesDrawing(plain, box: frame, figure: figure)
    }
}
