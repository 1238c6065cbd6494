/// `template % arguments`.
enum StrFormatting {
    static func percent(_ template: Str, _ arguments: Value, _ interpreter: Interpreter) throws(LanguageError) -> String
    {
        throw LanguageError.typeError("not all arguments converted during string formatting")
    }
}
