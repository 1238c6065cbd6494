/// A colour in sRGB with its opacity, every part in 0...1.
public struct Color: Sendable, Hashable {
    public var red, green, blue, alpha: Double

    /// A colour from its parts.
    public init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    /// A colour written as 0xRRGGBB.
    public init(hex: UInt32, alpha: Double = 1) {
        self.init(
            Double(hex >> 16 & 255) / 255, Double(hex >> 8 & 255) / 255, Double(hex & 255) / 255, alpha)
    }

    /// The same colour, `opacity` times as opaque.
    public func faded(_ opacity: Double) -> Color { Color(red, green, blue, alpha * opacity) }

    /// A mix with another colour: 0 is this one, 1 the other.
    public func mixed(with other: Color, _ part: Double) -> Color {
        Color(
            red + (other.red - red) * part, green + (other.green - green) * part, blue + (other.blue - blue) * part,
            alpha + (other.alpha - alpha) * part)
    }

    /// How bright it looks, 0...1 (ITU-R BT.601, as matplotlib's and Pillow's gray).
    public var luminance: Double { 0.299 * red + 0.587 * green + 0.114 * blue }

    public static let white = Color(1, 1, 1)
    public static let black = Color(0, 0, 0)
    /// Text and axes.
    public static let ink = Color(hex: 0x22272e)
    /// Tick labels and remarks.
    public static let softInk = Color(hex: 0x57606a)
    /// Lines of a grid.
    public static let gridLine = Color(hex: 0xdfe3e8)

    /// The colours that curves take one after another: told apart by people who see colours differently
    /// (Okabe and Ito 2008, darkened where they were too pale for thin lines on white).
    public static let cycle: [Color] = [
        0x0072b2, 0xd55e00, 0x009e73, 0xb0479a, 0xe09b00, 0x3fa7dd, 0x7a4a2b, 0x6b7280, 0x94b000, 0x5b4bc4,
    ].map { Color(hex: $0) }

    /// A colour by what pyplot accepts as text: `"red"`, `"r"`, `"#1f77b4"`, `"#abc"`, `"C3"`, `"tab:blue"`, `"0.7"`.
    ///
    /// - Throws: `DrawingError` in matplotlib's words.
    public init(named name: String) throws(DrawingError) {
        guard let color = Color.parse(name) else {
            throw DrawingError(
                "'\(name)' is not a valid value for color",
                hint: "write a name ('red', 'tab:blue'), '#rrggbb', 'C0' … 'C9', or a gray level such as '0.5'")
        }
        self = color
    }

    private static func parse(_ name: String) -> Color? {
        let lower = name.lowercased()
        if lower == "none" { return Color(0, 0, 0, 0) }
        if let hex = names[lower] { return Color(hex: hex) }
        if lower.hasPrefix("#") { return parseHex(lower.dropFirst()) }
        if lower.first == "c", let index = Int(lower.dropFirst()), index >= 0 { return cycle[index % cycle.count] }
        if let gray = Double(lower), (0...1).contains(gray) { return Color(gray, gray, gray) }
        return nil
    }

    private static func parseHex(_ digits: Substring) -> Color? {
        guard digits.allSatisfy(\.isHexDigit) else { return nil }
        let full = digits.count <= 4 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
        guard full.count == 6 || full.count == 8, let number = UInt32(full, radix: 16) else { return nil }
        return full.count == 6 ? Color(hex: number) : Color(hex: number >> 8, alpha: Double(number & 255) / 255)
    }
}
