/// One floating-point number as text, for programs that ask for it: NumPy's `format_float_positional` and its twin.
public enum NumberText {
    /// The rows of `trim=`: what happens to zeros after the point.
    private static func trimming(_ letter: String) throws(TensorError) -> ZeroTrimming {
        switch letter {
        case "k": return .keep
        case ".": return .point
        case "0": return .oneZero
        case "-": return .all
        default: throw TensorError(.type, "if supplied, trim must be 'k', '.', '0' or '-' found `\(letter)`")
        }
    }

    /// Without an exponent: `12.5`.
    public static func positional(
        _ value: Double, _ dtype: DType, precision: Int?, unique: Bool, trim: String, sign: Bool
    ) throws(TensorError) -> String {
        let trim = try trimming(trim)
        if !value.isFinite { return special(value, sign) }
        let text = FloatText.positional(
            value, dtype, precision: precision, exact: !unique, trim: unique && trim == .keep ? .point : trim)
        return (sign && value.sign == .plus ? "+" : "") + text
    }

    /// With an exponent: `1.25e+01`.
    public static func scientific(
        _ value: Double, _ dtype: DType, precision: Int?, unique: Bool, trim: String, sign: Bool, exponentDigits: Int
    ) throws(TensorError) -> String {
        let trim = try trimming(trim)
        if !value.isFinite { return special(value, sign) }
        let text = FloatText.scientific(
            value, dtype, precision: precision, exact: !unique,
            trim: unique && trim == .keep ? .point : trim, exponentDigits: max(1, exponentDigits))
        return (sign && value.sign == .plus ? "+" : "") + text
    }

    private static func special(_ value: Double, _ sign: Bool) -> String {
        value.isNaN ? "nan" : value < 0 ? "-inf" : sign ? "+inf" : "inf"
    }
}
