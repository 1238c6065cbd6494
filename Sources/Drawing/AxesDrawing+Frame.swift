import Glibc

/// What stands around the data: grid, frame, ticks, titles, and the room that they need.
extension AxesDrawing {
    // MARK: Room

    var margins: Margins {
        var margins = Margins()
        guard axes.isVisible else { return margins }
        let side = axes.sideTitles.map { CairoText.size(of: $0.text, style: $0.style).height }.max() ?? 0
        let high = max(axes.title.isEmpty ? 0 : titleHeight, side)
        if high > 0 { margins.top += high + axes.titleGap }
        if let colorbar = axes.colorbar {
            let bar = ColorbarDrawing(colorbar, in: self)
            if colorbar.isHorizontal { margins.bottom += bar.room } else { margins.right += bar.room }
        }
        if let legend = axes.legend { LegendDrawing(legend, in: self).extend(&margins) }
        guard axes.isFramed else { return margins }
        let (x, y) = (axes.x, axes.y)
        if y.isShown {
            let room = yTickRoom + yNameRoom
            if y.isOpposite { margins.right += room } else { margins.left += room }
            if y.showsTicks, axes.title.isEmpty { margins.top = max(margins.top, y.tickStyle.size / 2) }
        }
        if x.isShown {
            let room = xTickRoom + (x.label.isEmpty ? 0 : nameHeight(x) + x.labelGap)
            if x.isOpposite { margins.top += room } else { margins.bottom += room }
        }
        if x.isShown, x.showsTicks, x.showsTickLabels, xAngle == 0 {
            for (value, label) in zip(xTicks.values, xTicks.labels) where !label.isEmpty {
                let half = CairoText.size(of: label, style: x.tickStyle).width / 2
                margins.right = max(margins.right, half - (frame.right - self.x(value)))
                margins.left = max(margins.left, half - (self.x(value) - frame.x))
            }
        }
        if x.isShown, x.showsTickLabels, xAngle != 0 { makeRoomForSlantedLabels(&margins) }
        return margins
    }

    /// Names that lean reach beyond the frame on the side that they lean to.
    private func makeRoomForSlantedLabels(_ margins: inout Margins) {
        let turn = xAngle * .pi / 180
        let endsAtTick = (sin(turn) > 0) != axes.x.isOpposite
        for (value, label) in zip(xTicks.values, xTicks.labels) where !label.isEmpty {
            let reach = CairoText.size(of: label, style: axes.x.tickStyle).width * abs(cos(turn))
            if axes.x.tickAlignment != .left, endsAtTick || axes.x.tickAlignment == .right {
                margins.left = max(margins.left, reach - (x(value) - frame.x))
            } else {
                margins.right = max(margins.right, reach - (frame.right - x(value)))
            }
        }
    }

    private var titleStyle: TextStyle { axes.titleStyle.shrunk(to: max(frame.width * 1.12, 24), for: axes.title) }

    private var titleHeight: Double { CairoText.size(of: axes.title, style: titleStyle).height }

    private func nameHeight(_ axis: Axis) -> Double { CairoText.size(of: axis.label, style: axis.labelStyle).height }

    /// What ticks and their labels take below the frame; nothing where the axis stands inside of it.
    private var xTickRoom: Double {
        guard axes.x.showsTicks || axes.x.showsTickLabels, !xTicks.values.isEmpty, isAtEdge(isX: true) else { return 0 }
        let outward = axes.x.showsTicks ? max(axes.x.look.length, 0) : 0
        return outward + (axes.x.showsTickLabels ? xLabelsHeight + axes.x.look.gap : 0) + outwardShift(isX: true)
    }

    private var yTickRoom: Double {
        guard axes.y.showsTicks || axes.y.showsTickLabels, !yTicks.values.isEmpty, isAtEdge(isX: false) else {
            return 0
        }
        let outward = axes.y.showsTicks ? max(axes.y.look.length, 0) : 0
        return outward + (axes.y.showsTickLabels ? yLabelsWidth + axes.y.look.gap : 0) + outwardShift(isX: false)
    }

    private var yNameRoom: Double {
        let y = axes.y
        guard !y.label.isEmpty else { return 0 }
        let size = CairoText.size(of: y.label, style: y.labelStyle)
        let turn = (y.labelAngle ?? 90) * .pi / 180
        return abs(size.height * sin(turn)) + abs(size.width * cos(turn)) + y.labelGap
    }

    /// What ticks and names take below the frame, and on its right.
    var bottomRoom: Double {
        guard axes.isFramed, axes.x.isShown, !axes.x.isOpposite else { return 0 }
        return xTickRoom + (axes.x.label.isEmpty ? 0 : nameHeight(axes.x) + axes.x.labelGap)
    }

    var rightRoom: Double {
        axes.isFramed && axes.y.isShown && axes.y.isOpposite ? yTickRoom + yNameRoom : 0
    }

    private func isAtEdge(isX: Bool) -> Bool {
        switch axes.spines[side(isX: isX)]?.place ?? .edge {
        case .edge, .outward: true
        case .data, .part: false
        }
    }

    private func outwardShift(isX: Bool) -> Double {
        if case .outward(let distance)? = axes.spines[side(isX: isX)]?.place { return max(distance, 0) }
        return 0
    }

    private func side(isX: Bool) -> String {
        isX ? (axes.x.isOpposite ? "top" : "bottom") : (axes.y.isOpposite ? "right" : "left")
    }

    private var yLabelsWidth: Double {
        guard axes.y.showsTickLabels else { return 0 }
        let turn = (axes.y.tickAngle ?? 0) * .pi / 180
        return yTicks.labels.map { label in
            let size = CairoText.size(of: label, style: axes.y.tickStyle)
            return size.width * abs(cos(turn)) + (turn == 0 ? 0 : size.height * abs(sin(turn)))
        }.max() ?? 0
    }

    private var xLabelsHeight: Double {
        guard axes.x.showsTickLabels else { return 0 }
        let turn = abs(xAngle) * .pi / 180
        return xTicks.labels.map { label in
            let size = CairoText.size(of: label, style: axes.x.tickStyle)
            return size.width * abs(sin(turn)) + size.height * abs(cos(turn))
        }.max() ?? axes.x.tickStyle.size
    }

    // MARK: Grid and frame

    func drawGrid(on scene: inout Scene) {
        func lines(_ values: [Double], isX: Bool, _ stroke: Stroke) {
            for value in values {
                if isX {
                    scene.line(Point(x(value), frame.y), Point(x(value), frame.bottom), stroke)
                } else {
                    scene.line(Point(frame.x, y(value)), Point(frame.right, y(value)), stroke)
                }
            }
        }
        if let minor = axes.x.minorGrid { lines(xTicks.minor, isX: true, minor) }
        if let minor = axes.y.minorGrid { lines(yTicks.minor, isX: false, minor) }
        if axes.hasVerticalGrid { lines(xTicks.values, isX: true, axes.x.gridStroke ?? axes.theme.grid) }
        if axes.hasHorizontalGrid { lines(yTicks.values, isX: false, axes.y.gridStroke ?? axes.theme.grid) }
    }

    func drawFrame(on scene: inout Scene) {
        for side in ["left", "right", "top", "bottom"] where !axes.hiddenSides.contains(side) {
            if axes.isTwin, axes.spines[side] == nil { continue }
            let own = axes.spines[side]
            let stroke = Stroke(
                own?.color ?? axes.theme.edge, width: own?.width ?? axes.theme.edgeWidth, dashes: own?.dashes ?? [],
                isRound: false)
            let (at, half) = (line(of: side), stroke.width / 2)
            let isUpright = side == "left" || side == "right"
            scene.line(
                isUpright ? Point(at, frame.y) : Point(frame.x - half, at),
                isUpright ? Point(at, frame.bottom) : Point(frame.right + half, at), stroke)
        }
    }

    // MARK: Ticks

    func drawTicks(on scene: inout Scene) {
        if axes.x.isShown {
            if axes.x.showsTicks { drawTickLines(isX: true, on: &scene) }
            if axes.x.showsTickLabels { drawHorizontalLabels(on: &scene) }
        }
        if axes.y.isShown {
            if axes.y.showsTicks { drawTickLines(isX: false, on: &scene) }
            if axes.y.showsTickLabels { drawVerticalLabels(on: &scene) }
        }
    }

    private func drawTickLines(isX: Bool, on scene: inout Scene) {
        let axis = isX ? axes.x : axes.y
        let ticks = isX ? xTicks : yTicks
        let stroke = Stroke(axis.look.color, width: axis.look.width, isRound: false)
        // Outwards is down for x and to the left for y, the other way round on the opposite side.
        let sign = (isX ? 1.0 : -1.0) * (axis.isOpposite ? -1 : 1)
        var bases = [(base(isX: isX), sign)]
        if axis.look.isOnBothSides {
            bases.append(
                (isX ? (axis.isOpposite ? frame.bottom : frame.y) : (axis.isOpposite ? frame.x : frame.right), -sign))
        }
        for (base, sign) in bases {
            for (values, length) in [(ticks.values, axis.look.length), (ticks.minor, axis.look.length / 2)] {
                for value in values {
                    let end = base + sign * length
                    if isX {
                        scene.line(Point(x(value), base), Point(x(value), end), stroke)
                    } else {
                        scene.line(Point(base, y(value)), Point(end, y(value)), stroke)
                    }
                }
            }
        }
    }

    private func drawVerticalLabels(on scene: inout Scene) {
        let axis = axes.y
        let distance = (axis.showsTicks ? max(axis.look.length, 0) : 0) + axis.look.gap
        let left = base(isX: false) + (axis.isOpposite ? distance : -distance)
        let isAcross = abs(axis.tickAngle ?? 0) == 90
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            scene.text(
                label, Point(left, y(value)), axis.tickStyle, isAcross ? .centre : axis.isOpposite ? .left : .right,
                isAcross ? (axis.isOpposite ? .top : .bottom) : .centre, angle: axis.tickAngle ?? 0)
        }
    }

    private func drawHorizontalLabels(on scene: inout Scene) {
        let axis = axes.x
        let distance = (axis.showsTicks ? max(axis.look.length, 0) : 0) + axis.look.gap
        let sign: Double = axis.isOpposite ? -1 : 1
        let at = base(isX: true) + sign * distance
        let (inner, size): (TextAnchor.Vertical, Double) = (axis.isOpposite ? .bottom : .top, axis.tickStyle.size)
        for (value, label) in zip(xTicks.values, xTicks.labels) where !label.isEmpty {
            let place = Point(x(value), at)
            if xAngle == 0 {
                scene.text(label, place, axis.tickStyle, axis.tickAlignment ?? .centre, inner)
                continue
            }
            // Names that lean end (or, turned the other way, begin) at their tick.
            let turn = xAngle * .pi / 180
            let isUp = (sin(turn) > 0) != axis.isOpposite
            let anchor: TextAnchor.Horizontal =
                switch axis.tickAlignment {
                case .left where sin(turn) < 0, .right where sin(turn) > 0, nil: isUp ? .right : .left
                case .some(let asked): asked
                }
            let half = size * 0.38 * abs(cos(turn))
            if anchor == .centre {
                let width = CairoText.size(of: label, style: axis.tickStyle).width
                let middle = Point(place.x, at + sign * (width / 2 * abs(sin(turn)) + half))
                scene.text(label, middle, axis.tickStyle, .centre, .centre, angle: xAngle)
            } else {
                let shift = (anchor == .right ? 1.0 : -1) * size * 0.3 * abs(cos(turn))
                scene.text(
                    label, Point(place.x + shift, at + sign * half), axis.tickStyle, anchor, .centre, angle: xAngle)
            }
        }
    }

    // MARK: Titles

    func drawTitles(on scene: inout Scene) {
        let titleX =
            switch axes.titlePlace {
            case .left: frame.x
            case .centre: frame.centre.x
            case .right: frame.right
            }
        var top = frame.y - axes.titleGap
        if axes.isFramed, axes.x.isShown, axes.x.isOpposite {
            top -= xTickRoom + (axes.x.label.isEmpty ? 0 : nameHeight(axes.x) + axes.x.labelGap)
        }
        scene.text(axes.title, Point(titleX, top), titleStyle, axes.titlePlace, .bottom)
        for title in axes.sideTitles {
            scene.text(
                title.text, Point(title.place == .left ? frame.x : frame.right, top), title.style, title.place, .bottom)
        }
        guard axes.isFramed else { return }
        if axes.x.isShown { drawXName(on: &scene) }
        if axes.y.isShown { drawYName(on: &scene) }
    }

    private func drawXName(on scene: inout Scene) {
        let axis = axes.x
        let distance = axis.labelGap + xTickRoom
        let style = axis.labelStyle.shrunk(to: frame.width * 1.1, for: axis.label)
        let at = Point(
            frame.x + axis.labelPart * frame.width, axis.isOpposite ? frame.y - distance : frame.bottom + distance)
        let anchor: TextAnchor.Horizontal = axis.labelPart == 0 ? .left : axis.labelPart == 1 ? .right : .centre
        scene.text(axis.label, at, style, anchor, axis.isOpposite ? .bottom : .top)
    }

    private func drawYName(on scene: inout Scene) {
        let axis = axes.y
        let distance = axis.labelGap + yTickRoom
        let angle = axis.labelAngle ?? 90
        let style = angle == 90 ? axis.labelStyle.shrunk(to: frame.height * 1.1, for: axis.label) : axis.labelStyle
        let at = Point(
            axis.isOpposite ? frame.right + distance : frame.x - distance, frame.bottom - axis.labelPart * frame.height)
        if angle == 0 {
            scene.text(axis.label, at, style, axis.isOpposite ? .left : .right, .centre)
            return
        }
        let anchor: TextAnchor.Horizontal = axis.labelPart == 0 ? .left : axis.labelPart == 1 ? .right : .centre
        scene.text(axis.label, at, style, anchor, (angle > 0) == !axis.isOpposite ? .bottom : .top, angle: angle)
    }
}
