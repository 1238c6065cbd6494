/// A way to show a number in 0...1 as a colour.
public struct Colormap: Sendable {
    /// The name that `cmap=` takes.
    public let name: String
    /// True when the colours are classes to tell apart, not steps of a scale.
    public let isListed: Bool
    /// Colours as 0xRRGGBB, evenly spaced from 0 to 1.
    public let stops: [UInt32]

    init(name: String, isListed: Bool = false, stops: [UInt32]) {
        self.name = name
        self.isListed = isListed
        self.stops = stops
    }

    /// The map called `name`; the ending `_r` turns a map around.
    ///
    /// - Throws: `DrawingError` that lists the known names.
    public static func named(_ name: String) throws(DrawingError) -> Colormap {
        if let map = find(name) { return map }
        if name.hasSuffix("_r"), let map = find(String(name.dropLast(2))) {
            return Colormap(name: name, isListed: map.isListed, stops: map.stops.reversed())
        }
        throw DrawingError(
            "'\(name)' is not a valid value for cmap",
            hint: "supported values are " + all.map { "'\($0.name)'" }.joined(separator: ", ") + " and each with '_r'")
    }

    private static func find(_ name: String) -> Colormap? {
        let spelled = name == "grey" ? "gray" : name == "gist_gray" ? "gray" : name
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

    /// 256 colours as red, green, blue bytes: what an image of numbers is looked up in.
    public func table() -> [UInt8] {
        (0..<256).flatMap { level -> [UInt8] in
            let color = color(Double(level) / 255)
            return [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
    }
}
