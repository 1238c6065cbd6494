import Glibc

/// A place in a cell's or file's text: a line and columns on it, all counted from 1 in code points.
public struct SourceRange: Sendable, Equatable {
    public var line: Int
    public var column: Int
    public var endLine: Int
    /// One past the last column.
    public var endColumn: Int

    public init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }
}

/// A cell or file with the name that tracebacks use: `Cell In[3]`, `File "net.py"`.
public final class SourceText: Sendable {
    public let name: String
    public let lines: [String]

    public init(name: String, text: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

/// One line of a traceback: where a call stood when the error passed through.
public struct TraceEntry: Sendable {
    public let source: SourceText
    public let range: SourceRange
    /// The function's name, or `<module>`.
    public let function: String
}

/// An error of a program: what Python calls an exception.
public struct LanguageError: Error {
    /// The state behind the error, shared while it travels.
    ///
    /// Not checked as `Sendable`: an error stays on the thread of its interpreter, as the values that it carries do.
    public final class Raised: @unchecked Sendable {
        public let kind: ExceptionKind
        public let message: String
        /// What to do about it, in plain words.
        public var hint: String?
        /// Outermost first once the error arrives; collected from the inside out.
        public internal(set) var trace: [TraceEntry] = []
        /// The exception object, where the program has seen one.
        public internal(set) var object: ExceptionObject?
        /// The module's exception, where the kind is only its parent.
        public internal(set) var library: LibraryException?
        /// Arguments of the exception where they are not just the message (`KeyError`).
        var arguments: [Value]?
        /// Generators that were local to calls that the error ended. They live as long as it does, as in CPython, where
        /// a traceback holds its frames: their `finally` waits until the error was dealt with.
        var held: [Value] = []
        /// The failing part of the innermost line, where it is not all of the instruction's.
        var range: SourceRange?

        init(kind: ExceptionKind, message: String, hint: String?) {
            self.kind = kind
            self.message = message
            self.hint = hint
        }
    }

    public let raised: Raised

    public init(_ kind: ExceptionKind, _ message: String, hint: String? = nil) {
        raised = Raised(kind: kind, message: message, hint: hint)
    }

    /// An error of an exception that a module defines.
    public init(_ row: LibraryException, _ message: String, hint: String? = nil) {
        self.init(row.parent, message, hint: hint)
        raised.library = row
    }

    /// An exception that the program raised itself.
    init(object: ExceptionObject) {
        raised = Raised(kind: object.kind, message: "", hint: nil)
        raised.object = object
        raised.trace = object.trace
        raised.hint = object.hint
        object.raised = raised
    }

    public var kind: ExceptionKind { raised.kind }

    public static func typeError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.typeError, message, hint: hint)
    }

    public static func valueError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.valueError, message, hint: hint)
    }

    public static func indexError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.indexError, message, hint: hint)
    }

    public static func attributeError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.attributeError, message, hint: hint)
    }

    public static func nameError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.nameError, message, hint: hint)
    }

    public static func runtimeError(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.runtimeError, message, hint: hint)
    }

    public static func overflow(_ message: String, hint: String? = nil) -> LanguageError {
        LanguageError(.overflowError, message, hint: hint)
    }

    /// A key that a dictionary does not have.
    public static func keyError(_ key: Value) -> LanguageError {
        let error = LanguageError(.keyError, "")
        error.raised.arguments = [key]
        return error
    }

    /// An error of the system about a file: its number, its words and the file's name are the exception's arguments.
    static func system(_ kind: ExceptionKind, _ number: Int32, _ name: String) -> LanguageError {
        let words = String(cString: strerror(number))
        let error = LanguageError(kind, "[Errno \(number)] \(words): \(Interpreter.quoted(name))")
        error.raised.arguments = [.int(Int(number)), Value(words), Value(name)]
        return error
    }

    /// Someone asked to stop.
    public static var interrupted: LanguageError { LanguageError(.keyboardInterrupt, "") }
}
