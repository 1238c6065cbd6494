/// Plain words for the mistakes that beginners make.
enum BeginnersHint {
    /// What may be meant, from the error and the tokens around it.
    static func hint(_ fault: SyntaxFault, _ read: Lexer.Result) -> String? { nil }

    static func lookAlike(_ c: Unicode.Scalar) -> String? { nil }
}
