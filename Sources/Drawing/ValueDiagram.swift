/// The graph of a computation with numbers: over each edge the value that flows on, under it the gradient that flows
/// back, as lectures on back-propagation draw it.
public struct ValueDiagram: Sendable {
    /// An input, or an operation with what it gives.
    public struct Node: Sendable {
        /// An input's name, or the operation's sign.
        public var label: String
        public var isInput: Bool
        /// The value, in lines.
        public var value: String
        /// The gradient, in lines; empty where none flows.
        public var gradient: String

        /// A node with its texts.
        public init(_ label: String, isInput: Bool, value: String, gradient: String) {
            (self.label, self.isInput, self.value, self.gradient) = (label, isInput, value, gradient)
        }
    }

    public var nodes: [Node]
    /// Pairs of places of nodes.
    public var edges: [(from: Int, to: Int)]

    /// A diagram of nodes and edges.
    public init(nodes: [Node], edges: [(from: Int, to: Int)]) {
        (self.nodes, self.edges) = (nodes, edges)
    }

    /// Values, as lectures colour them.
    public static let valueColor = Color(hex: 0x007a3d)
    /// Gradients.
    public static let gradientColor = Color(hex: 0xc4122f)

    private static let inputStyle = TextStyle(size: 16, isItalic: true)
    private static let signStyle = TextStyle(size: 15)
    private static let numberStyle = TextStyle(size: 13)
    private static let stroke = Stroke(Color(hex: 0x57606a), width: 1.3)

    /// The drawing, from inputs on the left to the result on the right.
    public func scene() throws(DrawingError) -> Scene {
        let parts = nodes.map { Measures($0) }
        var spacing = GraphLayout.Spacing()
        (spacing.boxes, spacing.lanes, spacing.ranks, spacing.spreadsLeaving) = (14, 14, 26, false)
        let layout = try GraphLayout(
            sizes: parts.map { ($0.width, $0.height) }, edges: edges, direction: .right, spacing: spacing)
        let margin = 16.0
        var scene = Scene(width: layout.width + 2 * margin, height: layout.height + 2 * margin)
        let boxes = layout.boxes.map { Rect($0.x + margin, $0.y + margin, $0.width, $0.height) }
        for (edge, route) in zip(edges, layout.routes) where !route.isEmpty {
            var points = route.map { Point($0.x + margin, $0.y + margin) }
            let (box, measures) = (boxes[edge.to], parts[edge.to])
            // The last point goes onto the ellipse.
            if let last = points.last {
                let (a, b) = (measures.head / 2, Measures.circle / 2)
                let rise = min(max(last.y - box.centre.y, -b * 0.7), b * 0.7)
                let x = box.x + a - a * (1 - rise * rise / (b * b)).squareRoot()
                points[points.count - 1] = Point(x, box.centre.y + rise)
                if points.count > 2, points[points.count - 2].x == box.x { points.remove(at: points.count - 2) }
            }
            scene.arrow(points, .right, ValueDiagram.stroke)
        }
        for (node, (box, measures)) in zip(nodes, zip(boxes, parts)) {
            ValueDiagram.draw(node, measures, in: box, on: &scene)
        }
        return scene
    }

    private static func draw(_ node: Node, _ measures: Measures, in box: Rect, on scene: inout Scene) {
        let y = box.centre.y
        let neck = box.x + measures.head
        scene.line(Point(neck, y), Point(box.right, y), stroke)
        if node.isInput {
            scene.text(node.label, Point(neck - 6, y), inputStyle, .right, .centre)
        } else {
            let circle = Rect(box.x, y - Measures.circle / 2, measures.head, Measures.circle)
            scene.marks.append(
                .shape(Path(circle, radius: Measures.circle / 2), fill: Color(hex: 0xeef4fb), stroke: stroke))
            scene.text(node.label, circle.centre, signStyle, .centre, .centre)
        }
        let x = (neck + box.right) / 2
        func numbers(_ text: String, _ color: Color, _ y: Double, _ side: TextAnchor.Vertical) {
            scene.text(text, Point(x, y), TextStyle(size: numberStyle.size, color: color), .centre, side)
        }
        numbers(node.value, valueColor, y - 4, .bottom)
        numbers(node.gradient, gradientColor, y + 4, .top)
    }

    /// The sizes of a node's parts.
    private struct Measures {
        static let circle = 36.0

        /// How wide the input's name or the operation's sign is, with its outline.
        let head: Double
        let width: Double
        let height: Double

        init(_ node: Node) {
            let label = CairoText.size(
                of: node.label, style: node.isInput ? ValueDiagram.inputStyle : ValueDiagram.signStyle)
            head = node.isInput ? label.width + 6 : max(Measures.circle, label.width + 18)
            let value = CairoText.size(of: node.value, style: ValueDiagram.numberStyle)
            let gradient = CairoText.size(of: node.gradient, style: ValueDiagram.numberStyle)
            width = head + max(value.width, gradient.width, 16) + 16
            height = max(Measures.circle, 2 * max(value.height, gradient.height) + 12)
        }
    }
}
