/// A bar of colours with its ticks: beside a plot, below it, or filling a plot of its own.
struct ColorbarDrawing {
    private let colorbar: Colorbar
    private let drawing: AxesDrawing
    private static let width = 12.0
    private static let gap = 10.0
    private static let tick = 4.0

    init(_ colorbar: Colorbar, in drawing: AxesDrawing) { (self.colorbar, self.drawing) = (colorbar, drawing) }

    private var length: Double {
        (colorbar.isHorizontal ? drawing.frame.width : drawing.frame.height) * min(max(colorbar.shrink, 0.05), 1)
    }

    private func ticks(_ length: Double) -> Ticks {
        let scale = colorbar.scale
        var ticks: Ticks
        if let given = colorbar.ticks {
            ticks = given
        } else if let levels = scale.levels ?? bounds {
            let step = max((levels.count + 9) / 10, 1)
            ticks = Ticks(at: levels.enumerated().filter { $0.offset % step == 0 }.map(\.element))
        } else {
            let count = min(Ticks.count(length * 0.72 / (colorbar.isHorizontal ? 36 : 20)), 9)
            if case .log = scale.norm {
                ticks = Ticks.logarithmic(scale.low, scale.high, count: count)
            } else {
                ticks = Ticks.linear(scale.low, scale.high, count: count)
            }
        }
        if let formatter = colorbar.formatter { ticks.labels = formatter.labels(ticks.values) }
        return ticks
    }

    private var bounds: [Double]? {
        if case .boundaries(let bounds) = colorbar.scale.norm { return bounds }
        return nil
    }

    /// The room that bar, ticks and name take beside the frame.
    var room: Double {
        let sizes = ticks(length).labels.map { CairoText.size(of: $0, style: colorbar.tickStyle) }
        let labels = (colorbar.isHorizontal ? sizes.map(\.height) : sizes.map(\.width)).max() ?? 0
        let name = CairoText.size(of: colorbar.label, style: colorbar.labelStyle).height
        return ColorbarDrawing.gap + ColorbarDrawing.width + ColorbarDrawing.tick + 4 + labels
            + (colorbar.label.isEmpty ? 0 : name + 7)
    }

    func draw(on scene: inout Scene) { draw(on: &scene, right: drawing.rightRoom, bottom: drawing.bottomRoom) }

    /// Draws the bar with some room between it and the frame.
    func draw(on scene: inout Scene, right: Double, bottom: Double) {
        let frame = drawing.frame
        if colorbar.isHorizontal {
            let top = frame.bottom + bottom + ColorbarDrawing.gap
            draw(Rect(frame.centre.x - length / 2, top, length, ColorbarDrawing.width), on: &scene)
        } else {
            let left = frame.right + right + ColorbarDrawing.gap
            draw(Rect(left, frame.centre.y - length / 2, ColorbarDrawing.width, length), on: &scene)
        }
    }

    /// Draws the bar over the whole frame.
    func drawFilling(on scene: inout Scene) { draw(drawing.frame, on: &scene) }

    func draw(_ bar: Rect, on scene: inout Scene) {
        drawColours(bar, on: &scene)
        let theme = drawing.axes.theme
        let stroke = Stroke(theme.edge, width: theme.edgeWidth, isRound: false)
        scene.marks.append(.shape(Path(bar), fill: nil, stroke: stroke))
        let isWide = colorbar.isHorizontal
        var reach = 0.0
        let ticks = ticks(isWide ? bar.width : bar.height)
        for (value, label) in zip(ticks.values, ticks.labels) {
            let part = place(of: value)
            guard part >= -0.002, part <= 1.002 else { continue }
            let size = CairoText.size(of: label, style: colorbar.tickStyle)
            if isWide {
                let x = bar.x + bar.width * part
                scene.line(Point(x, bar.bottom), Point(x, bar.bottom + ColorbarDrawing.tick), stroke)
                scene.text(
                    label, Point(x, bar.bottom + ColorbarDrawing.tick + 4), colorbar.tickStyle, .centre, .top)
                reach = max(reach, size.height)
            } else {
                let y = bar.bottom - bar.height * part
                scene.line(Point(bar.right, y), Point(bar.right + ColorbarDrawing.tick, y), stroke)
                scene.text(
                    label, Point(bar.right + ColorbarDrawing.tick + 4, y), colorbar.tickStyle, .left, .centre)
                reach = max(reach, size.width)
            }
        }
        let distance = ColorbarDrawing.tick + 4 + reach + 7
        if isWide {
            scene.text(
                colorbar.label, Point(bar.centre.x, bar.bottom + distance), colorbar.labelStyle, .centre, .top)
        } else {
            let style = colorbar.labelStyle.shrunk(to: drawing.frame.height * 1.1, for: colorbar.label)
            scene.text(colorbar.label, Point(bar.right + distance, bar.centre.y), style, .centre, .top, angle: 90)
        }
    }

    /// Where a number stands along the bar, 0...1: steps between boundaries are as far apart as their numbers.
    private func place(of value: Double) -> Double {
        let scale = colorbar.scale
        if scale.levels != nil || bounds != nil {
            guard scale.high > scale.low else { return -1 }
            return (value - scale.low) / (scale.high - scale.low)
        }
        return scale.high > scale.low ? scale.part(value) : 0.5
    }

    private func drawColours(_ bar: Rect, on scene: inout Scene) {
        let scale = colorbar.scale
        var edges: [Double]
        var colors: [Color]
        if let levels = scale.levels ?? bounds, levels.count > 1 {
            edges = levels.map { place(of: $0) }
            colors = zip(levels, levels.dropFirst()).map { scale.color(($0 + $1) / 2) }
        } else {
            let steps = scale.map.isListed ? scale.map.stops.count : 128
            edges = (0...steps).map { Double($0) / Double(steps) }
            colors = (0..<steps).map { scale.map.color((Double($0) + 0.5) / Double(steps)) }
        }
        for (step, color) in colors.enumerated() {
            let (from, to) = (max(edges[step], 0), min(edges[step + 1], 1))
            guard to > from else { continue }
            // Each a little longer than its share, so that no seam shows.
            let more = colorbar.opacity < 1 || step == colors.count - 1 ? 0 : 0.5
            let rect =
                colorbar.isHorizontal
                ? Rect(bar.x + from * bar.width, bar.y, (to - from) * bar.width + more, bar.height)
                : Rect(bar.x, bar.bottom - to * bar.height - more, bar.width, (to - from) * bar.height + more)
            scene.fill(rect, color.faded(colorbar.opacity))
        }
    }
}
