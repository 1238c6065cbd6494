/// The format mini-language: what stands after the colon in an f-string.
enum FormatSpec {
    /// `format(value, spec)` for the built-in types.
    static func format(_ value: Value, _ spec: String, _ interpreter: Interpreter) throws(LanguageError) -> String {
        throw LanguageError.valueError("Invalid format specifier '\(spec)' for object of type '\(value.typeName)'")
    }
}
