import Glibc

/// How each kind of artist becomes marks.
extension AxesDrawing {
    func draw(_ artist: Artist, on scene: inout Scene) {
        switch artist {
        case .line(let curve): draw(curve, on: &scene)
        case .scatter(let scatter): draw(scatter, on: &scene)
        case .bars(let bars): draw(bars, on: &scene)
        case .area(let area): draw(area, on: &scene)
        case .polygons(let polygons): draw(polygons, on: &scene)
        case .segments(let segments): draw(segments, on: &scene)
        case .image(let image): draw(image, on: &scene)
        case .rule(let rule): draw(rule, on: &scene)
        case .text: break  // drawn last and not clipped
        }
    }

    private func draw(_ curve: Curve, on scene: inout Scene) {
        if let stroke = curve.stroke, curve.symbol == nil, let points = thinned(curve) {
            scene.marks.append(.shape(Path(through: points), fill: nil, stroke: stroke))
            return
        }
        let points = zip(curve.xs, curve.ys).map { place($0, $1) }
        if let stroke = curve.stroke {
            for piece in pieces(points) where piece.count > 1 {
                scene.marks.append(.shape(Path(through: AxesDrawing.thinned(piece)), fill: nil, stroke: stroke))
            }
        }
        if let symbol = curve.symbol {
            let edge = symbol.isLinear ? Stroke(curve.symbolFill, width: curve.stroke?.width ?? 2) : curve.symbolEdge
            scene.marks.append(
                .symbols(
                    symbol, at: points.filter(isNear), size: curve.symbolSize, fill: curve.symbolFill, stroke: edge))
        }
    }

    /// Runs of points that are numbers: a curve is broken where a value is missing.
    private func pieces(_ points: [Point]) -> [[Point]] {
        func isNumber(_ point: Point) -> Bool { point.x.isFinite && point.y.isFinite }
        return points.allSatisfy(isNumber) ? [points] : points.split { !isNumber($0) }.map(Array.init)
    }

    private func isNear(_ point: Point) -> Bool {
        point.x.isFinite && point.y.isFinite
            && frame.inset(left: -20, top: -20, right: -20, bottom: -20).contains(point)
    }

    /// Neighbouring points within one logical pixel of width become the lowest and the highest of them, in their order:
    /// looks the same and draws a hundred times faster.
    static func thinned(_ points: [Point]) -> [Point] {
        guard points.count > 2000 else { return points }
        var kept: [Point] = []
        kept.reserveCapacity(2000)
        var start = 0
        while start < points.count {
            let column = points[start].x.rounded(.down)
            // The first one in any case: far away there is nothing between a number and the next.
            var end = start + 1
            var (lowest, highest) = (start, start)
            while end < points.count, points[end].x >= column, points[end].x < column + 1 {
                if points[end].y < points[lowest].y { lowest = end }
                if points[end].y > points[highest].y { highest = end }
                end += 1
            }
            kept.append(points[min(lowest, highest)])
            if lowest != highest { kept.append(points[max(lowest, highest)]) }
            start = end
        }
        return kept
    }

    /// The points that `thinned` keeps of a long curve without gaps, found before all of them are placed; nil for others.
    private func thinned(_ curve: Curve) -> [Point]? {
        let count = min(curve.xs.count, curve.ys.count)
        guard count > 2000, axes.x.scale == .linear, axes.y.scale == .linear else { return nil }
        // As `x(_:)` has it: a division for each point would cost as much as all else.
        let (scale, left) = (frame.width / (xRange.high - xRange.low), frame.x)
        guard scale.isFinite, scale != 0 else { return nil }
        var kept: [Point] = []
        kept.reserveCapacity(2000)
        let isWhole = curve.xs.withUnsafeBufferPointer { xs in
            curve.ys.withUnsafeBufferPointer { ys in
                func column(_ place: Int) -> Double { left + (xs[place] - xRange.low) * scale }
                var start = 0
                while start < count {
                    let first = column(start).rounded(.down)
                    var end = start
                    var (lowest, highest) = (start, start)
                    repeat {
                        // False for what is no number or far away too.
                        guard abs(xs[end]) <= 1e150, abs(ys[end]) <= 1e150 else { return false }
                        if ys[end] < ys[lowest] { lowest = end }
                        if ys[end] > ys[highest] { highest = end }
                        end += 1
                    } while end < count && column(end) >= first && column(end) < first + 1
                    let (one, other) = (min(lowest, highest), max(lowest, highest))
                    kept.append(place(xs[one], ys[one]))
                    if one != other { kept.append(place(xs[other], ys[other])) }
                    start = end
                }
                return true
            }
        }
        return isWhole ? kept : nil
    }

    private func draw(_ scatter: Scatter, on scene: inout Scene) {
        let size = scatter.sizes.first ?? 8
        if scatter.sizes.count <= 1, scatter.colors.count <= 1 {
            let points = zip(scatter.xs, scatter.ys).map { place($0, $1) }.filter(isNear)
            let color = scatter.colors.first ?? .black
            let edge = scatter.symbol.isLinear ? Stroke(color, width: 2) : scatter.edge
            scene.marks.append(.symbols(scatter.symbol, at: points, size: size, fill: color, stroke: edge))
            return
        }
        for (index, (x, y)) in zip(scatter.xs, scatter.ys).enumerated() {
            let point = place(x, y)
            guard isNear(point) else { continue }
            let color = scatter.colors.isEmpty ? Color.black : scatter.colors[index % scatter.colors.count]
            let edge = scatter.symbol.isLinear ? Stroke(color, width: 2) : scatter.edge
            let own = scatter.sizes.isEmpty ? size : scatter.sizes[index % scatter.sizes.count]
            scene.marks.append(.symbols(scatter.symbol, at: [point], size: own, fill: color, stroke: edge))
        }
    }

    private func draw(_ bars: Bars, on scene: inout Scene) {
        for (index, corner) in bars.corners.enumerated() {
            let rect = self.rect(corner.from, corner.to)
            guard rect.width.isFinite, rect.height.isFinite, rect.x.isFinite, rect.y.isFinite else { continue }
            let color = bars.colors.isEmpty ? Color.cycle[0] : bars.colors[index % bars.colors.count]
            scene.marks.append(.shape(Path(rect), fill: color, stroke: bars.edge))
        }
    }

    private func rect(_ from: Point, _ to: Point) -> Rect {
        let (a, b) = (place(from.x, from.y), place(to.x, to.y))
        return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
    }

    private func draw(_ area: Area, on scene: inout Scene) {
        for outline in outlines(of: area) {
            scene.marks.append(.shape(Path(through: outline, isClosed: true), fill: area.fill, stroke: area.edge))
        }
    }

    /// The outlines of what an artist fills, in logical pixels.
    func outlines(of artist: Artist) -> [[Point]] {
        switch artist {
        case .bars(let bars): bars.corners.map { Hatch.corners(of: rect($0.from, $0.to)) }
        case .area(let area): outlines(of: area)
        case .polygons(let polygons):
            polygons.outlines.map { $0.map { place($0.x, $0.y) }.filter { $0.x.isFinite && $0.y.isFinite } }
        default: []
        }
    }

    private func outlines(of area: Area) -> [[Point]] {
        let count = min(area.xs.count, area.low.count, area.high.count)
        func at(_ along: Double, _ across: Double) -> Point {
            area.isUpright ? place(across, along) : place(along, across)
        }
        let usable = (0..<count).split {
            !area.xs[$0].isFinite || !area.low[$0].isFinite || !area.high[$0].isFinite
        }
        return usable.filter { $0.count > 1 }.map { run in
            let above = run.map { at(area.xs[$0], area.high[$0]) }
            let below = run.reversed().map { at(area.xs[$0], area.low[$0]) }
            return above + below
        }
    }

    private func draw(_ polygons: Polygons, on scene: inout Scene) {
        for (index, points) in outlines(of: .polygons(polygons)).enumerated() {
            guard points.count > 2 else { continue }
            let fill = polygons.fills.isEmpty ? nil : polygons.fills[index % polygons.fills.count]
            scene.marks.append(.shape(Path(through: points, isClosed: true), fill: fill, stroke: polygons.edge))
        }
    }

    private func draw(_ segments: Segments, on scene: inout Scene) {
        guard !segments.strokes.isEmpty else { return }
        for (index, line) in segments.lines.enumerated() {
            for piece in pieces(line.map { place($0.x, $0.y) }) where piece.count > 1 {
                let stroke = segments.strokes[index % segments.strokes.count]
                scene.marks.append(.shape(Path(through: piece), fill: nil, stroke: stroke))
            }
        }
    }

    private func draw(_ image: ImageField, on scene: inout Scene) {
        let (a, b) = (
            place(image.extent.left, image.extent.top), place(image.extent.right, image.extent.bottom)
        )
        let rect = Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
        // An axis that runs the other way shows the picture mirrored.
        let pixels = image.pixels.sampled(limit: 16384).mirrored(columns: b.x < a.x, rows: b.y < a.y).faded(image.alpha)
        // Pictures with more pixels than the screen has are blended down, others keep crisp pixels.
        let isLarge = Double(image.pixels.width) > rect.width * 2 || Double(image.pixels.height) > rect.height * 2
        scene.marks.append(.image(pixels, in: rect, isSmooth: image.isSmooth || isLarge))
    }

    private func draw(_ rule: Rule, on scene: inout Scene) {
        if let slant = rule.slant {
            drawSlanted(rule, through: Point(rule.value, slant.y), slope: slant.slope, on: &scene)
        } else if rule.isHorizontal {
            let (left, right) = (
                frame.x + rule.part.lowerBound * frame.width, frame.x + rule.part.upperBound * frame.width
            )
            let at = place(xRange.low, rule.value).y
            if let end = rule.end {
                let other = place(xRange.low, end).y
                scene.fill(Rect(left, min(at, other), right - left, abs(at - other)), rule.stroke.color)
            } else {
                scene.line(Point(left, at), Point(right, at), rule.stroke)
            }
        } else {
            let (low, high) = (
                frame.bottom - rule.part.lowerBound * frame.height, frame.bottom - rule.part.upperBound * frame.height
            )
            let at = place(rule.value, yRange.low).x
            if let end = rule.end {
                let other = place(end, yRange.low).x
                scene.fill(Rect(min(at, other), high, abs(at - other), low - high), rule.stroke.color)
            } else {
                scene.line(Point(at, low), Point(at, high), rule.stroke)
            }
        }
    }

    /// A line without ends, through a point; upright where its slope is infinite.
    private func drawSlanted(_ rule: Rule, through point: Point, slope: Double, on scene: inout Scene) {
        guard slope.isFinite else {
            let at = place(point.x, yRange.low).x
            scene.line(Point(at, frame.bottom), Point(at, frame.y), rule.stroke)
            return
        }
        let ends = [xRange.low, xRange.high].map { place($0, point.y + ($0 - point.x) * slope) }
        scene.line(ends[0], ends[1], rule.stroke)
    }
}
