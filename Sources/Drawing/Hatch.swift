/// A pattern of lines and signs over an area, written as matplotlib does: `/`, `\`, `|`, `-`, `+`, `x`, `o`, `O`, `.`, `*`.
/// A sign that is written twice is twice as dense.
public struct Hatch: Sendable {
    /// All signs.
    public static let signs = #"/ \ | - + x X o O . *"#

    /// The first character that is no sign.
    public static func unknownSign(in pattern: String) -> Character? {
        pattern.first { $0 == " " || !signs.contains($0) }
    }

    /// A cell of the pattern is an inch, which holds six times a sign.
    private static let (inch, density) = (100.0, 6.0)
    private static let width = Figure.pixelsPerPoint
    private let counts: [Character: Int]

    /// Nothing for an empty pattern.
    init?(_ pattern: String) {
        counts = Dictionary(pattern.map { ($0, 1) }, uniquingKeysWith: +)
        guard !counts.isEmpty else { return nil }
    }

    private func count(_ signs: Character...) -> Double {
        // More than 20 of a sign are a plain area.
        Double(min(signs.reduce(0) { $0 + (counts[$1] ?? 0) }, 20)) * Hatch.density
    }

    static func corners(of rect: Rect) -> [Point] {
        [
            Point(rect.x, rect.y), Point(rect.right, rect.y), Point(rect.right, rect.bottom),
            Point(rect.x, rect.bottom),
        ]
    }

    /// The marks of the pattern in an outline.
    ///
    /// - Parameter bottom: where a cell of the pattern begins, so that neighbours continue each other.
    func marks(in outline: [Point], _ color: Color, bottom: Double) -> [Mark] {
        guard outline.count > 2, outline.allSatisfy({ abs($0.x) < 1e5 && abs($0.y) < 1e5 }) else { return [] }
        // Points from the lower left, as the pattern counts.
        let points = outline.map { Point($0.x, bottom - $0.y) }
        // What runs along a line is constant across it: y for level lines, x for upright ones, y ∓ x for slanted ones.
        let families: [(lines: Double, a: Double, b: Double, spacing: Double, shift: Double)] = [
            (count("-", "+"), 0, 1, 1, 0.5), (count("|", "+"), 1, 0, 1, 0.5), (count("/", "x", "X"), -1, 1, 2, 0),
            (count("\\", "x", "X"), 1, 1, 2, 0),
        ]
        var path = Path()
        for family in families where family.lines > 0 {
            let step = Hatch.inch * family.spacing / family.lines
            let levels = points.map { family.a * $0.x + family.b * $0.y }
            guard let low = levels.min(), let high = levels.max() else { continue }
            var index = (low / step - family.shift).rounded(.up)
            while (index + family.shift) * step < high {
                let level = (index + family.shift) * step
                for (from, to) in Hatch.crossings(of: points, levels, level, family.b != 0) {
                    path.elements += [.move(Point(from.x, bottom - from.y)), .line(Point(to.x, bottom - to.y))]
                }
                index += 1
            }
        }
        let stroke = Stroke(color, width: Hatch.width, isRound: false)
        let lines: [Mark] = path.elements.isEmpty ? [] : [.shape(path, fill: nil, stroke: stroke)]
        return lines + signs(in: points, color, stroke, bottom: bottom)
    }

    /// The pieces of a line that lie inside of an outline: from each second edge that it crosses to the next.
    private static func crossings(
        of points: [Point], _ levels: [Double], _ level: Double, _ isAlongX: Bool
    ) -> [(Point, Point)] {
        var met: [Point] = []
        for place in points.indices {
            let next = (place + 1) % points.count
            guard (levels[place] < level) != (levels[next] < level) else { continue }
            let part = (level - levels[place]) / (levels[next] - levels[place])
            let (a, b) = (points[place], points[next])
            met.append(Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part))
        }
        met.sort { isAlongX ? $0.x < $1.x : $0.y < $1.y }
        return stride(from: 0, to: met.count - met.count % 2, by: 2).map { (met[$0], met[$0 + 1]) }
    }

    /// Circles, dots and stars, every second row shifted; those whose centre lies in the outline.
    private func signs(in points: [Point], _ color: Color, _ stroke: Stroke, bottom: Double) -> [Mark] {
        let kinds: [(rows: Double, symbol: Symbol, size: Double, isFilled: Bool)] = [
            (count("o"), .circle, 0.2, false), (count("O"), .circle, 0.35, false), (count("."), .circle, 0.1, true),
            (count("*"), .star, 1.0 / 3, true),
        ]
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (low, high) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        return kinds.compactMap { kind -> Mark? in
            guard kind.rows > 0 else { return nil }
            let step = Hatch.inch / kind.rows
            var places: [Point] = []
            for row in Int((low / step).rounded(.up))..<Int((high / step).rounded(.down)) + 1 {
                let shift = row % 2 == 0 ? 0 : step / 2
                var x = ((left - shift) / step).rounded(.up) * step + shift
                while x <= right {
                    let at = Point(x, Double(row) * step)
                    if Hatch.holds(points, at) { places.append(Point(at.x, bottom - at.y)) }
                    x += step
                }
            }
            return .symbols(
                kind.symbol, at: places, size: 2 * kind.size * step, fill: kind.isFilled ? color : nil,
                stroke: kind.isFilled ? nil : stroke)
        }
    }

    /// True where a point lies inside of an outline.
    private static func holds(_ outline: [Point], _ point: Point) -> Bool {
        var isInside = false
        for place in outline.indices {
            let (a, b) = (outline[place], outline[(place + 1) % outline.count])
            guard (a.y > point.y) != (b.y > point.y) else { continue }
            if point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y) { isInside.toggle() }
        }
        return isInside
    }
}

extension AxesDrawing {
    /// Hatches the areas of an artist: bars, areas between curves, polygons.
    func hatch(_ artist: Artist, _ patterns: [String], on scene: inout Scene) {
        let hatches = patterns.map { Hatch($0) }
        let color = artist.stroke?.color ?? axes.theme.ink
        for (index, outline) in outlines(of: artist).enumerated() {
            // What lies outside of the frame is not seen, however large it is.
            let near = outline.map { point in
                Point(
                    min(max(point.x, frame.x - frame.width), frame.right + frame.width),
                    min(max(point.y, frame.y - frame.height), frame.bottom + frame.height))
            }
            guard let hatch = hatches[index % hatches.count] else { continue }
            let marks = hatch.marks(in: near, color, bottom: figure.height)
            // Signs whose centre is inside may reach over the edge of a bar.
            if case .bars = artist, near.count == 4 {
                let bar = Rect(near[0].x, near[0].y, near[2].x - near[0].x, near[2].y - near[0].y)
                scene.marks.append(.clipped(bar, marks))
            } else {
                scene.marks += marks
            }
        }
    }
}
