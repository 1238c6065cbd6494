/// A box of a diagram of layers: a coloured band with the layer's kind and name, under it shapes or what is inside.
struct LayerBox {
    private static let kindStyle = TextStyle(size: 13, isBold: true)
    private static let nameStyle = TextStyle(size: 12, color: .softInk)
    private static let tagStyle = TextStyle(size: 11, color: .softInk)
    private static let shapeStyle = TextStyle(size: 12)
    private static let lineHeight = 16.0
    private static let headHeight = 24.0
    private static let padding = 10.0
    private static let arrowWidth = 30.0

    private let box: LayerDiagram.Box
    private let inside: DiagramArrangement?
    private let kindWidth, nameWidth, inputWidth, outputWidth: Double
    private let tagWidths: [Double]
    let width: Double
    let height: Double

    init(_ box: LayerDiagram.Box) throws(DrawingError) {
        func width(_ text: String, _ style: TextStyle) -> Double { CairoText.size(of: text, style: style).width }
        self.box = box
        var arranged: DiagramArrangement?
        if let diagram = box.inside { arranged = try DiagramArrangement(diagram, isOutermost: false) }
        inside = arranged
        kindWidth = width(box.kind, LayerBox.kindStyle)
        nameWidth = box.name.isEmpty ? 0 : width(box.name, LayerBox.nameStyle) + 8
        tagWidths = box.tags.map { width($0, LayerBox.tagStyle) + 12 }
        let head = kindWidth + nameWidth + tagWidths.reduce(0) { $0 + $1 + 6 }
        inputWidth = box.inputs.map { width($0, LayerBox.shapeStyle) }.max() ?? 0
        outputWidth = box.outputs.map { width($0, LayerBox.shapeStyle) }.max() ?? 0
        let hasBoth = !box.inputs.isEmpty && !box.outputs.isEmpty
        let shapes = inputWidth + outputWidth + (hasBoth ? LayerBox.arrowWidth : 0)
        let lines = max(box.inputs.count, box.outputs.count)
        self.width = max(head, shapes, (arranged?.width ?? 0) + 8, 70) + 2 * LayerBox.padding + 4
        height =
            LayerBox.headHeight + (lines > 0 ? Double(lines) * LayerBox.lineHeight + 6 : 0)
            + (arranged.map { $0.height + 28 } ?? 0)
    }

    func draw(on scene: inout Scene, in rect: Rect) {
        let tint = box.color.mixed(with: .white, 0.82)
        let border = Stroke(box.color.mixed(with: .white, 0.35), width: 1)
        scene.marks.append(
            .shape(Path(rect, radius: 5), fill: inside == nil ? .white : Color(hex: 0xfafbfc), stroke: nil))
        let isFlat = rect.height <= LayerBox.headHeight
        scene.marks.append(
            .clipped(
                Rect(rect.x, rect.y, rect.width, LayerBox.headHeight),
                [.shape(Path(rect, radius: 5), fill: tint, stroke: nil)]))
        scene.marks.append(
            .clipped(
                Rect(rect.x, rect.y, 5, rect.height), [.shape(Path(rect, radius: 5), fill: box.color, stroke: nil)]))
        if !isFlat {
            let y = rect.y + LayerBox.headHeight
            scene.line(Point(rect.x + 6, y), Point(rect.right, y), Stroke(tint, width: 1))
        }
        scene.marks.append(.shape(Path(rect, radius: 5), fill: nil, stroke: border))
        drawHead(on: &scene, in: rect)
        if let inside {
            let top = rect.bottom - 14 - inside.height
            inside.draw(on: &scene, at: Point(rect.centre.x + 2 - inside.width / 2, top))
        }
        drawShapes(on: &scene, in: rect)
    }

    private func drawHead(on scene: inout Scene, in rect: Rect) {
        let y = rect.y + LayerBox.headHeight / 2
        var x = rect.x + 5 + LayerBox.padding
        let tags = tagWidths.reduce(0) { $0 + $1 + 6 }
        // Alone, the kind stands in the middle.
        if nameWidth == 0, tags == 0 { x = rect.centre.x + 2.5 - kindWidth / 2 }
        scene.text(box.kind, Point(x, y), LayerBox.kindStyle, .left, .centre)
        scene.text(box.name, Point(x + kindWidth + 8, y), LayerBox.nameStyle, .left, .centre)
        var right = rect.right - LayerBox.padding + 4
        for (tag, width) in zip(box.tags, tagWidths).reversed() {
            let pill = Rect(right - width, y - 8, width, 16)
            scene.fill(pill, .white, radius: 8)
            scene.text(tag, pill.centre, LayerBox.tagStyle, .centre, .centre)
            right -= width + 6
        }
    }

    private func drawShapes(on scene: inout Scene, in rect: Rect) {
        let lines = max(box.inputs.count, box.outputs.count)
        guard lines > 0 else { return }
        let middle = rect.y + LayerBox.headHeight + 3 + Double(lines) * LayerBox.lineHeight / 2
        let hasBoth = !box.inputs.isEmpty && !box.outputs.isEmpty
        let whole = inputWidth + outputWidth + (hasBoth ? LayerBox.arrowWidth : 0)
        let left = rect.centre.x + 2.5 - whole / 2
        func column(_ texts: [String], _ x: Double) {
            for (line, text) in texts.enumerated() {
                let y = middle + (Double(line) + 0.5 - Double(texts.count) / 2) * LayerBox.lineHeight
                scene.text(text, Point(x, y), LayerBox.shapeStyle, .centre, .centre)
            }
        }
        column(box.inputs, left + inputWidth / 2)
        column(box.outputs, left + whole - outputWidth / 2)
        if hasBoth {
            scene.text(
                "→", Point(left + inputWidth + LayerBox.arrowWidth / 2, middle), LayerBox.nameStyle, .centre, .centre)
        }
    }
}
