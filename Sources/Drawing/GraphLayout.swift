/// Where the boxes of a directed graph stand and how its edges run: a layered drawing.
///
/// The steps are those of Sugiyama, Tagawa and Toda (1981): boxes get ranks by their longest way from a source; an edge
/// over several ranks gets a waypoint in each, so that it goes around boxes; ranks are ordered by medians until few
/// edges cross (Gansner et al. 1993); then every box moves to its neighbours as far as its rank leaves room. All steps
/// are deterministic: the same graph gives the same drawing.
///
/// Cost: about linear in boxes and waypoints, times some dozens of sweeps.
public struct GraphLayout: Sendable {
    /// Where edges lead.
    public enum Direction: Sendable { case down, right }

    /// Logical pixels between what stands side by side and between ranks.
    public struct Spacing: Sendable {
        /// Between two boxes of a rank.
        public var boxes = 26.0
        /// Between an edge that passes and its neighbours.
        public var lanes = 16.0
        /// Between two ranks; more where edges lead far to the side.
        public var ranks = 24.0
        /// True where each edge leaves from its own place of a box's side, false where all leave from the middle.
        public var spreadsLeaving = true

        /// The usual distances.
        public init() {}
    }

    /// Boxes and waypoints of edges; beyond that nobody sees anything.
    public static let limit = 20_000

    /// Each box's rectangle.
    public internal(set) var boxes: [Rect] = []
    /// Each edge's points from its source's side to its target's side, those in the middle around other boxes.
    public internal(set) var routes: [[Point]] = []
    public internal(set) var width = 0.0
    public internal(set) var height = 0.0
    /// Each box's rank, from 0.
    public internal(set) var ranks: [Int] = []
    /// How many pairs of edges cross.
    public internal(set) var crossings = 0
    /// Ranks that hold one box and no edge that passes: where the drawing may be cut.
    var cuts: [Int] = []
    /// Where each rank ends, along the edges' direction.
    var rankEnds: [Double] = []

    /// Lays out boxes of the given widths and heights.
    ///
    /// - edges: pairs of places of boxes; edges of a box with itself are left out.
    /// - Throws: `DrawingError` for edges in a circle, edges to boxes that are not there, and graphs over the limit.
    public init(
        sizes: [(width: Double, height: Double)], edges: [(from: Int, to: Int)], direction: Direction = .down,
        spacing: Spacing = Spacing()
    ) throws(DrawingError) {
        guard edges.allSatisfy({ sizes.indices.contains($0.from) && sizes.indices.contains($0.to) }) else {
            throw DrawingError("an edge leads to a box that is not there")
        }
        let largest = max(sizes.count, edges.count)
        guard largest <= GraphLayout.limit else { throw GraphLayout.tooLarge(largest) }
        let extents = direction == .down ? sizes : sizes.map { ($0.height, $0.width) }
        var graph = try RankedGraph(extents, edges)
        crossings = graph.order()
        ranks = Array(graph.ranks[..<sizes.count])
        let across = graph.places(spacing)
        place(graph, across, spacing)
        if direction == .right { turn() }
    }

    static func tooLarge(_ count: Int) -> DrawingError {
        DrawingError(
            "a graph of \(count) boxes, edges and bends cannot be drawn: at most \(limit) can",
            hint: "draw a part of it, or leave models inside closed")
    }

    /// Gives ranks their places along the edges' direction, edges their points.
    private mutating func place(_ graph: RankedGraph, _ across: [Double], _ spacing: Spacing) {
        let ports = EdgePorts(graph, across, spacing)
        let reaches = ports.reaches(graph, across)
        var starts: [Double] = []
        var along = 0.0
        for (rank, row) in graph.rows.enumerated() {
            starts.append(along)
            rankEnds.append(along + (row.map { graph.extents[$0].along }.max() ?? 0))
            // Edges that lead far to the side need a longer way down, or they would run along each other.
            along = rankEnds[rank] + spacing.ranks + min(36, reaches[rank] * 0.07)
        }
        let left = graph.ranks.indices.map { across[$0] - graph.extents[$0].across / 2 }.min() ?? 0
        for vertex in 0..<graph.boxCount {
            let (wide, high) = graph.extents[vertex]
            let rank = graph.ranks[vertex]
            let spare = rankEnds[rank] - starts[rank] - high
            boxes.append(Rect(across[vertex] - wide / 2 - left, starts[rank] + spare / 2, wide, high))
        }
        for (edge, chain) in graph.chains.enumerated() {
            guard let first = chain.first, let last = chain.last, first != last else {
                routes.append([])
                continue
            }
            var points: [Point] = []
            let (leaving, arriving) = (ports.ends[edge].from - left, ports.ends[edge].to - left)
            points.append(Point(leaving, boxes[first].bottom))
            points.append(Point(leaving, rankEnds[graph.ranks[first]]))
            for waypoint in chain.dropFirst().dropLast() {
                let rank = graph.ranks[waypoint]
                points.append(Point(across[waypoint] - left, starts[rank]))
                points.append(Point(across[waypoint] - left, rankEnds[rank]))
            }
            points.append(Point(arriving, starts[graph.ranks[last]]))
            points.append(Point(arriving, boxes[last].y))
            routes.append(GraphLayout.withoutRepeats(points))
        }
        width = (boxes.map(\.right) + routes.joined().map(\.x)).max() ?? 0
        height = rankEnds.last ?? 0
        cuts = graph.rows.indices.filter { graph.rows[$0].count == 1 && graph.rows[$0][0] < graph.boxCount }
    }

    private static func withoutRepeats(_ points: [Point]) -> [Point] {
        var kept: [Point] = []
        for point in points where kept.last != point { kept.append(point) }
        return kept
    }

    /// Turns edges that lead down into edges that lead to the right.
    private mutating func turn() {
        boxes = boxes.map { Rect($0.y, $0.x, $0.height, $0.width) }
        routes = routes.map { $0.map { Point($0.y, $0.x) } }
        (width, height) = (height, width)
    }
}

extension Path {
    /// An edge through points: where two stand beside each other, a curve that leaves and arrives in the edges' direction.
    init(route points: [Point], _ direction: GraphLayout.Direction) {
        self.init()
        for (place, point) in points.enumerated() {
            guard place > 0 else {
                elements.append(.move(point))
                continue
            }
            let last = points[place - 1]
            if last.x == point.x || last.y == point.y {
                elements.append(.line(point))
            } else if direction == .down {
                let middle = (last.y + point.y) / 2
                elements.append(.curve(Point(last.x, middle), Point(point.x, middle), point))
            } else {
                let middle = (last.x + point.x) / 2
                elements.append(.curve(Point(middle, last.y), Point(middle, point.y), point))
            }
        }
    }
}
