import Glibc

/// Text over the data, with its box and arrow.
extension AxesDrawing {
    func draw(_ note: Note, on scene: inout Scene) {
        let target = note.target.map { place($0, note.targetCoordinates, from: Point(0, 0)) }
        let at = place(note.at, note.coordinates, from: target ?? Point(0, 0))
        guard at.x.isFinite, at.y.isFinite, abs(at.x) < 1e5, abs(at.y) < 1e5 else { return }
        if note.isClipped, !frame.contains(at) { return }
        let size = CairoText.size(of: note.text, style: note.style)
        let pad = note.boxPad
        // The anchor is that of the upright box around text that leans.
        let (sine, cosine) = (abs(sin(note.angle * .pi / 180)), abs(cos(note.angle * .pi / 180)))
        let upright = (
            width: size.width * cosine + size.height * sine, height: size.width * sine + size.height * cosine
        )
        let text = AxesDrawing.box(at: at, upright, note.anchor)
        if let target, let arrow = note.arrow {
            let room = text.inset(left: -pad, top: -pad, right: -pad, bottom: -pad)
            drawArrow(from: note.text.isEmpty ? Rect(at.x, at.y, 0, 0) : room, to: target, arrow, on: &scene)
        }
        let centre = text.centre
        if note.box != nil || note.boxEdge != nil {
            let flat = Rect(centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height)
            let outline = Path(flat.inset(left: -pad, top: -pad, right: -pad, bottom: -pad), radius: 4)
            scene.marks.append(
                .shape(outline.turned(by: note.angle, around: centre), fill: note.box, stroke: note.boxEdge))
        }
        if note.angle == 0 {
            scene.text(note.text, at, note.style, note.anchor.horizontal, note.anchor.vertical)
        } else {
            scene.text(note.text, centre, note.style, .centre, .centre, angle: note.angle)
        }
    }

    /// A place in some coordinates.
    func place(_ point: Point, _ coordinates: Note.Coordinates, from target: Point) -> Point {
        let inAxes = Point(frame.x + point.x * frame.width, frame.bottom - point.y * frame.height)
        switch coordinates {
        case .data: return place(point.x, point.y)
        case .axes: return inAxes
        case .figure: return Point(point.x * figure.width, (1 - point.y) * figure.height)
        case .offset: return Point(target.x + point.x, target.y - point.y)
        case .dataAndAxes: return Point(place(point.x, yRange.low).x, inAxes.y)
        case .axesAndData: return Point(inAxes.x, place(xRange.low, point.y).y)
        }
    }

    /// Where text stands that is not turned.
    private static func box(at point: Point, _ size: (width: Double, height: Double), _ anchor: TextAnchor) -> Rect {
        let x =
            switch anchor.horizontal {
            case .left: point.x
            case .centre: point.x - size.width / 2
            case .right: point.x - size.width
            }
        let y =
            switch anchor.vertical {
            case .top: point.y
            case .centre: point.y - size.height / 2
            case .baseline: point.y - size.height * 0.78
            case .bottom: point.y - size.height
            }
        return Rect(x, y, size.width, size.height)
    }

    private func drawArrow(from box: Rect, to target: Point, _ arrow: Note.Arrow, on scene: inout Scene) {
        guard target.x.isFinite, target.y.isFinite else { return }
        let centre = box.centre
        let (dx, dy) = (target.x - centre.x, target.y - centre.y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 1, length < 1e5 else { return }
        // The line begins where it leaves the text's box.
        let leave = min(box.width / 2 / max(abs(dx), 1e-9), box.height / 2 / max(abs(dy), 1e-9), 1)
        var start = Point(centre.x + dx * leave, centre.y + dy * leave)
        var end = target
        let (ux, uy) = (dx / length, dy / length)
        let rest = ((end.x - start.x) * (end.x - start.x) + (end.y - start.y) * (end.y - start.y)).squareRoot()
        let shrink = min(arrow.shrink, rest / 4)
        start = Point(start.x + ux * (box.width > 0 ? 0 : shrink), start.y + uy * (box.width > 0 ? 0 : shrink))
        end = Point(end.x - ux * shrink, end.y - uy * shrink)
        let head = min(arrow.headLength ?? 6 + 2 * arrow.stroke.width, max(rest, 2))
        // The bend lifts the middle of the line to its left side, as seen from the text.
        let (mx, my) = ((start.x + end.x) / 2, (start.y + end.y) / 2)
        let middle = Point(
            mx + (end.y - start.y) * arrow.bend, my - (end.x - start.x) * arrow.bend)
        let (atEnd, atStart) = (
            AxesDrawing.direction(from: middle, to: end), AxesDrawing.direction(from: middle, to: start)
        )
        let cut = arrow.isFilled ? head * 0.7 : 0
        let (from, to) = (
            arrow.hasTail ? Point(start.x - atStart.x * cut, start.y - atStart.y * cut) : start,
            arrow.hasHead ? Point(end.x - atEnd.x * cut, end.y - atEnd.y * cut) : end
        )
        let handles = [from, to].map { Point($0.x + (middle.x - $0.x) * 2 / 3, $0.y + (middle.y - $0.y) * 2 / 3) }
        scene.marks.append(
            .shape(Path([.move(from), .curve(handles[0], handles[1], to)]), fill: nil, stroke: arrow.stroke))
        if arrow.hasHead { drawHead(at: end, atEnd, head, arrow, on: &scene) }
        if arrow.hasTail { drawHead(at: start, atStart, head, arrow, on: &scene) }
    }

    private static func direction(from: Point, to: Point) -> Point {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        return Point(dx / length, dy / length)
    }

    private func drawHead(
        at tip: Point, _ direction: Point, _ length: Double, _ arrow: Note.Arrow, on scene: inout Scene
    ) {
        let (dx, dy) = (direction.x, direction.y)
        let half = length * 0.42
        let corners = [1.0, -1.0].map { side in
            Point(tip.x - dx * length - side * dy * half, tip.y - dy * length + side * dx * half)
        }
        if arrow.isFilled {
            scene.marks.append(
                .shape(
                    Path(through: [tip, corners[0], corners[1]], isClosed: true), fill: arrow.stroke.color, stroke: nil)
            )
        } else {
            var stroke = arrow.stroke
            stroke.dashes = []
            scene.marks.append(.shape(Path(through: [corners[0], tip, corners[1]]), fill: nil, stroke: stroke))
        }
    }
}

extension Path {
    /// The outline turned counter-clockwise around a point by degrees.
    func turned(by angle: Double, around centre: Point) -> Path {
        guard angle != 0 else { return self }
        let (s, c) = (sin(-angle * .pi / 180), cos(-angle * .pi / 180))
        func turn(_ p: Point) -> Point {
            let (dx, dy) = (p.x - centre.x, p.y - centre.y)
            return Point(centre.x + dx * c - dy * s, centre.y + dx * s + dy * c)
        }
        return Path(
            elements.map { element in
                switch element {
                case .move(let p): .move(turn(p))
                case .line(let p): .line(turn(p))
                case .curve(let a, let b, let p): .curve(turn(a), turn(b), turn(p))
                case .close: .close
                }
            })
    }
}
