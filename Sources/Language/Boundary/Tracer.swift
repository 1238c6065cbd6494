/// Who is told before each statement: a debugger. Code that was compiled while there was none is never traced.
public protocol Tracer: AnyObject {
    /// True for texts, by the name that tracebacks call them, whose statements it wants to be told of.
    func follows(_ source: String) -> Bool

    /// A statement is about to run; the program goes on when this returns, or ends with what it throws.
    func reached(_ source: String, line: Int, in interpreter: Interpreter) throws(LanguageError)
}

/// A function under way, as a debugger shows it.
public struct StackFrame {
    /// `<module>` for a cell itself.
    public let function: String
    /// What tracebacks call the text.
    public let source: String
    public let line: Int
    public let column: Int
    /// True for a cell itself, whose names are the program's.
    public let isModule: Bool
    /// The local variables that have values: parameters first, variables of outer functions last.
    public let variables: [(name: String, value: Value)]
}
