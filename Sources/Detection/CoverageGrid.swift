/// DetectNet's ground truth: which cells of a grid lie upon an object, and where its box is from there.
///
/// The rules are those of NVIDIA's `DetectNetTransformation` layer: boxes are cut at the image's edges; the covered part is
/// a rectangle around the box's middle, `scale` of its sides but at least `minimum` pixels and at most the box itself; a
/// cell with any overlap is covered; of several objects the later one of the list has the cell.
public struct CoverageGrid: Sendable, Equatable {
    /// Pixels from cell to cell.
    public let stride: Int
    /// Cells.
    public let rows: Int, columns: Int
    public let classes: Int
    /// Share of a box's sides that counts as covered.
    public let scale: Double
    /// Pixels that are covered at least.
    public let minimum: Double

    public init(stride: Int, rows: Int, columns: Int, classes: Int, scale: Double = 0.4, minimum: Double = 20) {
        precondition(stride > 0 && rows > 0 && columns > 0 && classes > 0)
        (self.stride, self.rows, self.columns, self.classes) = (stride, rows, columns, classes)
        (self.scale, self.minimum) = (scale, minimum)
    }

    /// Numbers of a cell: coverage of each class; left, top, right, bottom of the box in pixels from the cell's corner; a
    /// weight for each of these; the weight of the coverage.
    public var depth: Int { classes + 9 }

    /// The rectangle of a box that is covered.
    public func covered(_ box: Box) -> Box {
        let width = min(box.width, max(minimum, box.width * scale))
        let height = min(box.height, max(minimum, box.height * scale))
        let (x, y) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    }

    /// Writes the ground truth of an image.
    ///
    /// - Parameters:
    ///   - boxes: in the image's pixels.
    ///   - labels: each box's class from 0; -1 is a region about which nothing is known: there the coverage weighs 0.
    ///   - target: `rows * columns * depth` numbers.
    public func write(_ boxes: [Box], labels: [Int], to target: UnsafeMutableBufferPointer<Float>) {
        precondition(target.count == rows * columns * depth && boxes.count == labels.count)
        target.update(repeating: 0)
        for cell in 0..<rows * columns { target[cell * depth + depth - 1] = 1 }
        let (width, height) = (Double(columns * stride), Double(rows * stride))
        for (box, label) in zip(boxes, labels) where label < 0 {
            fill(box.clipped(width: width, height: height)) { cell, _, _ in target[cell * depth + depth - 1] = 0 }
        }
        for (whole, label) in zip(boxes, labels) where (0..<classes).contains(label) {
            let box = whole.clipped(width: width, height: height)
            if box.area < 1e-7 { continue }
            let covered = covered(box)
            // An object counts alike, however many cells it covers: NVIDIA's obj_norm.
            let norm = Double(stride * stride) / covered.area
            fill(covered) { cell, x, y in
                let numbers = UnsafeMutableBufferPointer(rebasing: target[cell * depth..<(cell + 1) * depth])
                for k in 0..<classes { numbers[k] = k == label ? 1 : 0 }
                let edges = [box.left - x, box.top - y, box.right - x, box.bottom - y]
                for k in 0..<4 {
                    numbers[classes + k] = Float(edges[k])
                    numbers[classes + 4 + k] = Float(norm / (k % 2 == 0 ? box.width : box.height))
                }
                numbers[depth - 1] = 1
            }
        }
    }

    /// Calls `body` for each cell that shares some area with a rectangle: the cell's place, its left and upper edge.
    private func fill(_ area: Box, _ body: (_ cell: Int, _ x: Double, _ y: Double) -> Void) {
        if area.area <= 0 { return }
        let side = Double(stride)
        let left = max(Int((area.left / side).rounded(.down)), 0), top = max(Int((area.top / side).rounded(.down)), 0)
        let right = min(Int((area.right / side).rounded(.up)), columns)
        let bottom = min(Int((area.bottom / side).rounded(.up)), rows)
        for row in top..<max(top, bottom) {
            for column in left..<max(left, right) {
                let cell = Box(
                    Double(column) * side, Double(row) * side, Double(column + 1) * side, Double(row + 1) * side)
                // NVIDIA's FLT_EPSILON, in parts of a cell.
                if cell.common(area) / (side * side) > 1.1920929e-7 {
                    body(row * columns + column, cell.left, cell.top)
                }
            }
        }
    }
}
