/// A rectangle in pixels of an image, as KITTI's label lines give it: from its left upper to its right lower corner.
public struct Box: Sendable, Equatable {
    /// The corners; `right` and `bottom` are outside of the box.
    public var left: Double, top: Double, right: Double, bottom: Double

    public init(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    public var width: Double { right - left }
    public var height: Double { bottom - top }
    public var area: Double { width * height }

    /// The area that two boxes share; 0 where they only touch.
    public func common(_ other: Box) -> Double {
        let width = min(right, other.right) - max(left, other.left)
        let height = min(bottom, other.bottom) - max(top, other.top)
        return width > 0 && height > 0 ? width * height : 0
    }

    /// Intersection over union, from 0 to 1.
    public func iou(_ other: Box) -> Double {
        let common = common(other)
        return common > 0 ? common / (area + other.area - common) : 0
    }

    /// How much of this box lies in another: what KITTI asks of DontCare regions.
    public func share(in other: Box) -> Double {
        let common = common(other)
        return common > 0 ? common / area : 0
    }

    /// The part inside of an image of that size; it may be empty.
    public func clipped(width: Double, height: Double) -> Box {
        let (l, t) = (min(max(left, 0), width), min(max(top, 0), height))
        return Box(l, t, max(l, min(right, width)), max(t, min(bottom, height)))
    }
}
