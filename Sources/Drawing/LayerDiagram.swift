/// The layers of a network as boxes, and which gives its values to which.
///
/// A drawing much higher than a page is wide goes on in further columns, where a single box leads from one part of the
/// network to the next.
public struct LayerDiagram: Sendable {
    /// A layer, or a model inside, as a box with a coloured band.
    public struct Box: Sendable {
        /// What kind of layer it is: `Conv2D`.
        public var kind: String
        /// What the layer is called; empty where it is not shown.
        public var name = ""
        /// Short remarks at the end of the first line: an activation, `frozen`.
        public var tags: [String] = []
        /// Shapes of the inputs, and of the outputs, a line each.
        public var inputs: [String] = []
        public var outputs: [String] = []
        /// The band's colour.
        public var color: Color
        /// What is inside, drawn in place of shapes.
        public var inside: LayerDiagram?

        /// A box that says of what kind the layer is.
        public init(kind: String, color: Color) {
            self.kind = kind
            self.color = color
        }
    }

    public var boxes: [Box]
    /// Pairs of places of boxes.
    public var edges: [(from: Int, to: Int)]
    public var direction: GraphLayout.Direction

    /// A diagram of boxes and edges.
    public init(boxes: [Box], edges: [(from: Int, to: Int)], direction: GraphLayout.Direction = .down) {
        self.boxes = boxes
        self.edges = edges
        self.direction = direction
    }

    /// The drawing.
    /// - Throws: `DrawingError` for graphs that are too large or go in circles.
    public func scene() throws(DrawingError) -> Scene {
        let arrangement = try DiagramArrangement(self, isOutermost: true)
        let margin = 16.0
        var scene = Scene(width: arrangement.width + 2 * margin, height: arrangement.height + 2 * margin)
        arrangement.draw(on: &scene, at: Point(margin, margin))
        return scene
    }
}

/// A diagram whose boxes have their places.
struct DiagramArrangement {
    /// The height from which a drawing goes on in a further column.
    static let pageHeight = 1000.0

    /// The width that columns may take together: a notebook's, somewhat more for what would be very long.
    private static func pageWidth(_ height: Double) -> Double { height > 3 * pageHeight ? 1300 : 1000 }

    private let boxes: [LayerBox]
    private let direction: GraphLayout.Direction
    private(set) var rects: [Rect]
    private var routes: [[Point]] = []
    /// Ways from the foot of a column to the head of the next one.
    private var links: [[Point]] = []
    private(set) var width: Double
    private(set) var height: Double

    init(_ diagram: LayerDiagram, isOutermost: Bool) throws(DrawingError) {
        var made: [LayerBox] = []
        for box in diagram.boxes { made.append(try LayerBox(box)) }
        boxes = made
        direction = diagram.direction
        let sizes = made.map { ($0.width, $0.height) }
        let layout = try GraphLayout(sizes: sizes, edges: diagram.edges, direction: direction)
        (rects, routes, width, height) = (layout.boxes, layout.routes, layout.width, layout.height)
        if isOutermost, direction == .down, height > DiagramArrangement.pageHeight {
            try wrap(layout, sizes, diagram.edges)
        }
    }

    // MARK: Columns

    private static let columnGap = 56.0
    private static let headRoom = 26.0

    /// Cuts the drawing where a single box leads on, and sets the parts side by side.
    private mutating func wrap(
        _ whole: GraphLayout, _ sizes: [(width: Double, height: Double)], _ edges: [(from: Int, to: Int)]
    ) throws(DrawingError) {
        let gap = DiagramArrangement.columnGap
        let room = Int((DiagramArrangement.pageWidth(whole.height) + gap) / (whole.width + gap))
        let count = min(Int((whole.height / DiagramArrangement.pageHeight).rounded(.up)), room)
        let ends = DiagramArrangement.ends(of: whole, columns: count)
        // A long column beside a short one is no page either.
        let starts = [0.0] + ends.dropLast().map { whole.rankEnds[$0] }
        let tallest = zip(starts, ends).map { whole.rankEnds[$1] - $0 }.max() ?? 0
        guard ends.count > 1, tallest < whole.height * 0.7 else { return }
        (routes, links) = ([], [])
        var x = 0.0, first = 0, deepest = 0.0
        var foot: Int?
        for end in ends {
            let members = rects.indices.filter { (first...end).contains(whole.ranks[$0]) }
            var extents = members.map { sizes[$0] }
            if foot != nil { extents.append((0, 0)) }
            var places = [Int](repeating: -1, count: rects.count)
            for (place, member) in members.enumerated() { places[member] = place }
            if let foot { places[foot] = members.count }
            let inner = edges.compactMap {
                places[$0.from] >= 0 && places[$0.to] >= 0 ? (places[$0.from], places[$0.to]) : nil
            }
            let part = try GraphLayout(sizes: extents, edges: inner)
            let y = DiagramArrangement.headRoom
            if let foot, let head = part.boxes.last {
                links.append(
                    DiagramArrangement.link(from: rects[foot], channel: x - gap / 2, to: Point(head.x + x, head.y + y)))
            }
            for (place, member) in members.enumerated() {
                let box = part.boxes[place]
                rects[member] = Rect(box.x + x, box.y + y, box.width, box.height)
            }
            routes += part.routes.map { $0.map { Point($0.x + x, $0.y + y) } }
            x += part.width + gap
            deepest = max(deepest, part.height + y)
            first = end + 1
            foot = members.first { whole.ranks[$0] == end }
        }
        (width, height) = (x - gap, deepest + DiagramArrangement.headRoom)
    }

    /// The last rank of each column: those where the drawing may be cut that lie nearest to equal heights.
    private static func ends(of whole: GraphLayout, columns: Int) -> [Int] {
        var ends: [Int] = []
        let last = whole.rankEnds.count - 1
        for column in 1..<max(columns, 1) {
            let wish = whole.height * Double(column) / Double(columns)
            let free = whole.cuts.filter { $0 > (ends.last ?? 0) && $0 < last }
            if let nearest = free.min(by: { abs(whole.rankEnds[$0] - wish) < abs(whole.rankEnds[$1] - wish) }) {
                ends.append(nearest)
            }
        }
        return ends + [last]
    }

    private static func link(from box: Rect, channel: Double, to head: Point) -> [Point] {
        let turn = box.bottom + headRoom / 2
        return [
            Point(box.centre.x, box.bottom), Point(box.centre.x, turn), Point(channel, turn),
            Point(channel, headRoom / 2), Point(head.x, headRoom / 2), head,
        ]
    }

    // MARK: Drawing

    private static let stroke = Stroke(Color(hex: 0x6b7480), width: 1.3)

    func draw(on scene: inout Scene, at origin: Point) {
        func moved(_ points: [Point]) -> [Point] { points.map { Point($0.x + origin.x, $0.y + origin.y) } }
        for link in links {
            scene.marks.append(
                .shape(Path(rounded: moved(link), radius: 10), fill: nil, stroke: DiagramArrangement.stroke))
        }
        for route in routes { scene.arrow(moved(route), direction, DiagramArrangement.stroke) }
        for (box, rect) in zip(boxes, rects) {
            box.draw(on: &scene, in: Rect(rect.x + origin.x, rect.y + origin.y, rect.width, rect.height))
        }
    }
}

extension Scene {
    /// An edge of a graph with its arrow head, which points where edges lead.
    mutating func arrow(_ points: [Point], _ direction: GraphLayout.Direction, _ stroke: Stroke) {
        guard let tip = points.last, points.count > 1 else { return }
        let (length, half) = (8.0, 3.5)
        let isDown = direction == .down
        let end = isDown ? Point(tip.x, tip.y - length / 2) : Point(tip.x - length / 2, tip.y)
        marks.append(.shape(Path(route: points.dropLast() + [end], direction), fill: nil, stroke: stroke))
        let back = isDown ? Point(tip.x, tip.y - length) : Point(tip.x - length, tip.y)
        let corners =
            isDown
            ? [tip, Point(back.x - half, back.y), Point(back.x + half, back.y)]
            : [tip, Point(back.x, back.y - half), Point(back.x, back.y + half)]
        marks.append(.shape(Path(through: corners, isClosed: true), fill: stroke.color, stroke: nil))
    }
}

extension Path {
    /// Lines across and down through points, their corners rounded.
    init(rounded points: [Point], radius: Double) {
        self.init()
        for (place, point) in points.enumerated() {
            guard place > 0, place + 1 < points.count else {
                elements.append(place == 0 ? .move(point) : .line(point))
                continue
            }
            func towards(_ other: Point) -> Point {
                let length = abs(other.x - point.x) + abs(other.y - point.y)
                let part = length > 0 ? min(radius / length, 0.5) : 0
                return Point(point.x + (other.x - point.x) * part, point.y + (other.y - point.y) * part)
            }
            elements.append(.line(towards(points[place - 1])))
            elements.append(.curve(point, point, towards(points[place + 1])))
        }
    }
}
