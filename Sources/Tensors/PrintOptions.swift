/// How arrays are printed: NumPy's `set_printoptions`.
public struct PrintOptions: Sendable {
    /// What digits are shown after the point.
    public enum FloatMode: String, Sendable {
        /// Exactly `precision`.
        case fixed
        /// As many as the number needs, whatever `precision` says.
        case unique
        /// As many as the number needs, at most `precision`.
        case maxprec
        /// As many for all as the neediest needs, at most `precision`.
        case maxprecEqual = "maxprec_equal"
    }

    /// What stands before numbers that are not negative.
    public enum Sign: String, Sendable {
        /// Nothing.
        case minus = "-"
        case plus = "+"
        case blank = " "
    }

    /// Most digits after the point.
    public var precision = 8
    /// Above this number of elements the middle is left out.
    public var threshold = 1000
    /// Elements shown at each end then.
    public var edgeItems = 3
    public var lineWidth = 75
    /// Never scientific for small numbers.
    public var suppress = false
    public var nanText = "nan"
    public var infinityText = "inf"
    public var floatMode = FloatMode.maxprec
    public var sign = Sign.minus

    public init() {}
}
