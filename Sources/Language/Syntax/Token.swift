/// One word or sign of a program, with its place.
struct Token {
    enum Kind: Equatable {
        case name(String)
        case keyword(Keyword)
        case int(Int)
        case float(Double)
        case string(String)
        case bytes([UInt8])
        /// An f-string: its parts, text and expressions in turn.
        case formatted([FormattedPart])
        case sign(String)
        case newline
        case indent
        case dedent
        case end
    }

    let kind: Kind
    let range: SourceRange
}

/// A part of an f-string.
enum FormattedPart: Equatable {
    case text(String)
    /// `{source!conversion:spec}`; `echo` is the source with its `=`, shown before the value.
    case expression(
        source: String, line: Int, column: Int, conversion: Character?, spec: [FormattedPart]?, echo: String?)
}

/// Words that names can't be.
enum Keyword: String, CaseIterable {
    case `False`, `None`, `True`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`,
        except
    case finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`,
        `try`
    case `while`, with, yield
}

/// A program that can't be read.
struct SyntaxFault: Error {
    var kind: ExceptionKind = .syntaxError
    let message: String
    let range: SourceRange
    var hint: String?
    /// True where more text could still make it right: an open bracket, an unfinished block.
    var isIncomplete = false
}
