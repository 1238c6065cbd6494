/// A place on a drawing, in logical pixels from the top left corner.
public struct Point: Sendable, Equatable {
    public var x, y: Double

    /// The place `x` to the right and `y` down.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle on a drawing, in logical pixels.
public struct Rect: Sendable, Equatable {
    public var x, y, width, height: Double

    /// The rectangle with its top left corner at `x`, `y`.
    public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The right edge.
    public var right: Double { x + width }
    /// The bottom edge.
    public var bottom: Double { y + height }
    /// The centre.
    public var centre: Point { Point(x + width / 2, y + height / 2) }

    /// The rectangle without a margin on each side; never of negative size.
    public func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Rect {
        Rect(x + left, y + top, max(width - left - right, 0), max(height - top - bottom, 0))
    }

    /// True when the two have area in common.
    public func overlaps(_ other: Rect) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    /// True when the point lies inside or on the edge.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
    }
}

/// An outline of straight and curved pieces.
public struct Path: Sendable, Equatable {
    /// A piece of an outline.
    public enum Element: Sendable, Equatable {
        /// Lifts the pen and puts it down at a point.
        case move(Point)
        /// A straight line to a point.
        case line(Point)
        /// A cubic curve to the last point, pulled by the first two.
        case curve(Point, Point, Point)
        /// A straight line back to the last `move`.
        case close
    }

    /// The pieces in drawing order.
    public var elements: [Element]

    /// An outline of the given pieces.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Straight lines through `points`.
    public init(through points: some Sequence<Point>, isClosed: Bool = false) {
        elements = []
        for point in points { elements.append(elements.isEmpty ? .move(point) : .line(point)) }
        if isClosed { elements.append(.close) }
    }

    /// A rectangle, its corners rounded by `radius`.
    public init(_ rect: Rect, radius: Double = 0) {
        let r = min(radius, rect.width / 2, rect.height / 2)
        let (x, y, right, bottom) = (rect.x, rect.y, rect.right, rect.bottom)
        guard r > 0 else {
            elements = [
                .move(Point(x, y)), .line(Point(right, y)), .line(Point(right, bottom)), .line(Point(x, bottom)),
                .close,
            ]
            return
        }
        let k = r * (1 - Path.circleHandle)
        elements = [
            .move(Point(x + r, y)), .line(Point(right - r, y)),
            .curve(Point(right - k, y), Point(right, y + k), Point(right, y + r)), .line(Point(right, bottom - r)),
            .curve(Point(right, bottom - k), Point(right - k, bottom), Point(right - r, bottom)),
            .line(Point(x + r, bottom)),
            .curve(Point(x + k, bottom), Point(x, bottom - k), Point(x, bottom - r)), .line(Point(x, y + r)),
            .curve(Point(x, y + k), Point(x + k, y), Point(x + r, y)), .close,
        ]
    }

    /// A circle.
    public init(circleAt centre: Point, radius: Double) {
        self.init(
            Rect(centre.x - radius, centre.y - radius, 2 * radius, 2 * radius), radius: radius)
    }

    /// How far a cubic curve's handles reach, in radii, to follow a quarter of a circle within 0.03%.
    private static let circleHandle = 0.5522847498
}
