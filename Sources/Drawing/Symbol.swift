/// A small sign that marks a data point.
public enum Symbol: String, Sendable, CaseIterable {
    case circle = "o"
    case point = "."
    case pixel = ","
    case triangleUp = "^"
    case triangleDown = "v"
    case triangleLeft = "<"
    case triangleRight = ">"
    case square = "s"
    case diamond = "D"
    case thinDiamond = "d"
    case pentagon = "p"
    case hexagon = "h"
    case star = "*"
    case plus = "+"
    case cross = "x"
    case filledPlus = "P"
    case filledCross = "X"
    case verticalLine = "|"
    case horizontalLine = "_"
    case tripodDown = "1"
    case tripodUp = "2"
    case tripodLeft = "3"
    case tripodRight = "4"
    case octagon = "8"
    case flatHexagon = "H"

    /// True for signs that are only lines and cannot be filled.
    public var isLinear: Bool {
        switch self {
        case .plus, .cross, .verticalLine, .horizontalLine, .tripodDown, .tripodUp, .tripodLeft, .tripodRight: true
        default: false
        }
    }

    /// The outline of the sign around `centre`, `size` logical pixels across.
    func path(at centre: Point, size: Double) -> Path {
        let r = size / 2
        func at(_ x: Double, _ y: Double) -> Point { Point(centre.x + x * r, centre.y + y * r) }
        func rays(_ ends: (Double, Double)...) -> Path {
            Path(ends.flatMap { [Path.Element.move(centre), .line(at($0.0, $0.1))] })
        }
        func polygon(_ corners: (Double, Double)...) -> Path {
            Path(through: corners.map { at($0.0, $0.1) }, isClosed: true)
        }
        func regular(_ corners: Int, inner: Double? = nil) -> Path {
            let steps = inner == nil ? corners : 2 * corners
            return Path(
                through: (0..<steps).map { step in
                    let (s, c) = sineAndCosine(Double(step) / Double(steps))
                    let reach = inner != nil && step % 2 == 1 ? inner ?? 1 : 1
                    return at(s * reach, -c * reach)
                }, isClosed: true)
        }
        switch self {
        case .circle: return Path(circleAt: centre, radius: r)
        case .point: return Path(circleAt: centre, radius: r / 2)
        case .pixel: return Path(Rect(centre.x - 0.5, centre.y - 0.5, 1, 1))
        case .triangleUp: return polygon((0, -1), (1, 1), (-1, 1))
        case .triangleDown: return polygon((0, 1), (-1, -1), (1, -1))
        case .triangleLeft: return polygon((-1, 0), (1, -1), (1, 1))
        case .triangleRight: return polygon((1, 0), (-1, 1), (-1, -1))
        case .square: return polygon((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))
        case .diamond: return polygon((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0))
        case .thinDiamond: return polygon((0, -1.2), (0.7, 0), (0, 1.2), (-0.7, 0))
        case .pentagon: return regular(5)
        case .hexagon: return regular(6)
        case .star: return regular(5, inner: 0.4)
        case .filledPlus:
            let w = 1.0 / 3
            return polygon(
                (-w, -1), (w, -1), (w, -w), (1, -w), (1, w), (w, w), (w, 1), (-w, 1), (-w, w), (-1, w), (-1, -w),
                (-w, -w))
        case .filledCross:
            return polygon(
                (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1),
                (-1, 0.5), (-0.5, 0), (-1, -0.5))
        case .plus: return Path([.move(at(-1, 0)), .line(at(1, 0)), .move(at(0, -1)), .line(at(0, 1))])
        case .cross: return Path([.move(at(-1, -1)), .line(at(1, 1)), .move(at(-1, 1)), .line(at(1, -1))])
        case .tripodDown: return rays((0, 1), (0.8, -0.5), (-0.8, -0.5))
        case .tripodUp: return rays((0, -1), (0.8, 0.5), (-0.8, 0.5))
        case .tripodLeft: return rays((-1, 0), (0.5, 0.8), (0.5, -0.8))
        case .tripodRight: return rays((1, 0), (-0.5, 0.8), (-0.5, -0.8))
        case .octagon:
            return polygon(
                (0.38, -0.92), (0.92, -0.38), (0.92, 0.38), (0.38, 0.92), (-0.38, 0.92), (-0.92, 0.38), (-0.92, -0.38),
                (-0.38, -0.92))
        case .flatHexagon:
            return polygon((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87))
        case .verticalLine: return Path([.move(at(0, -1)), .line(at(0, 1))])
        case .horizontalLine: return Path([.move(at(-1, 0)), .line(at(1, 0))])
        }
    }
}
