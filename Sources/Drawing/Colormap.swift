/// A way to show a number in 0...1 as a colour.
public struct Colormap: Sendable {
    /// The name that `cmap=` takes.
    public let name: String
    /// True when the colours are classes to tell apart, not steps of a scale.
    public let isListed: Bool
    /// Colours as 0xRRGGBB, evenly spaced from 0 to 1.
    public let stops: [UInt32]

    /// How many colours numbers are told apart by.
    public var tableCount: Int { isListed ? max(stops.count, 1) : 256 }

    /// A map of colours that are evenly spaced, or one each for classes.
    public init(name: String, isListed: Bool = false, stops: [UInt32]) {
        self.name = name
        self.isListed = isListed
        self.stops = stops.isEmpty ? [0] : stops
    }

    /// The map with its colours in the opposite order.
    public var reversed: Colormap {
        let turned = name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r"
        return Colormap(name: turned, isListed: isListed, stops: stops.reversed())
    }

    /// The map in `count` steps, one colour for each.
    public func resampled(_ count: Int) -> Colormap {
        let steps = (0..<max(count, 1)).map { step -> UInt32 in
            let color = color(count > 1 ? Double(step) / Double(count - 1) : 0)
            return [color.red, color.green, color.blue].reduce(UInt32(0)) { $0 << 8 | UInt32(($1 * 255).rounded()) }
        }
        return Colormap(name: name, isListed: true, stops: steps)
    }

    /// The map called `name`; the ending `_r` turns a map around.
    ///
    /// - Throws: `DrawingError` that lists the known names.
    public static func named(_ name: String) throws(DrawingError) -> Colormap {
        if let map = find(name) { return map }
        if name.hasSuffix("_r"), let map = find(String(name.dropLast(2))) {
            return map.reversed
        }
        throw DrawingError(
            "'\(name)' is not a valid value for cmap",
            hint: "supported values are " + all.map { "'\($0.name)'" }.joined(separator: ", ") + " and each with '_r'")
    }

    private static func find(_ name: String) -> Colormap? {
        let spelled = name == "grey" ? "gray" : name == "gist_gray" ? "gray" : name == "gist_grey" ? "gray" : name
        return all.first { $0.name == spelled }
    }

    /// The map that images of numbers have unless told otherwise.
    public static let viridis = all.first { $0.name == "viridis" } ?? Colormap(name: "viridis", stops: [0, 0xffffff])

    /// The colour of a number; outside 0...1 that of the nearer end.
    public func color(_ value: Double) -> Color {
        let last = stops.count - 1
        let part = value.isNaN ? 0 : min(max(value, 0), 1)
        if isListed { return Color(hex: stops[min(Int(part * Double(stops.count)), last)]) }
        let place = part * Double(last)
        let below = min(Int(place), max(last - 1, 0))
        return Color(hex: stops[below]).mixed(with: Color(hex: stops[min(below + 1, last)]), place - Double(below))
    }

    /// Its colours as red, green, blue bytes: what an image of numbers is looked up in.
    public func table() -> [UInt8] {
        (0..<tableCount).flatMap { level -> [UInt8] in
            let color = isListed ? Color(hex: stops[level]) : color(Double(level) / 255)
            return [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
    }
}
