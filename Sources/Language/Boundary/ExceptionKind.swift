/// Python's built-in exceptions: a name and the kind above it.
public enum ExceptionKind: String, Sendable, CaseIterable {
    case baseException = "BaseException"
    case systemExit = "SystemExit"
    case keyboardInterrupt = "KeyboardInterrupt"
    case generatorExit = "GeneratorExit"
    case exception = "Exception"
    case stopIteration = "StopIteration"
    case arithmeticError = "ArithmeticError"
    case floatingPointError = "FloatingPointError"
    case overflowError = "OverflowError"
    case zeroDivisionError = "ZeroDivisionError"
    case assertionError = "AssertionError"
    case attributeError = "AttributeError"
    case bufferError = "BufferError"
    case eofError = "EOFError"
    case importError = "ImportError"
    case moduleNotFoundError = "ModuleNotFoundError"
    case lookupError = "LookupError"
    case indexError = "IndexError"
    case keyError = "KeyError"
    case memoryError = "MemoryError"
    case nameError = "NameError"
    case unboundLocalError = "UnboundLocalError"
    case osError = "OSError"
    case fileExistsError = "FileExistsError"
    case fileNotFoundError = "FileNotFoundError"
    case isADirectoryError = "IsADirectoryError"
    case notADirectoryError = "NotADirectoryError"
    case permissionError = "PermissionError"
    case interruptedError = "InterruptedError"
    case blockingIOError = "BlockingIOError"
    case childProcessError = "ChildProcessError"
    case processLookupError = "ProcessLookupError"
    case connectionError = "ConnectionError"
    case brokenPipeError = "BrokenPipeError"
    case connectionAbortedError = "ConnectionAbortedError"
    case connectionRefusedError = "ConnectionRefusedError"
    case connectionResetError = "ConnectionResetError"
    case timeoutError = "TimeoutError"
    case referenceError = "ReferenceError"
    case runtimeError = "RuntimeError"
    case notImplementedError = "NotImplementedError"
    case recursionError = "RecursionError"
    case stopAsyncIteration = "StopAsyncIteration"
    case syntaxError = "SyntaxError"
    case indentationError = "IndentationError"
    case tabError = "TabError"
    case systemError = "SystemError"
    case typeError = "TypeError"
    case valueError = "ValueError"
    case unicodeError = "UnicodeError"
    case unicodeDecodeError = "UnicodeDecodeError"
    case unicodeEncodeError = "UnicodeEncodeError"
    case unicodeTranslateError = "UnicodeTranslateError"
    case warning = "Warning"
    case userWarning = "UserWarning"
    case deprecationWarning = "DeprecationWarning"
    case runtimeWarning = "RuntimeWarning"
    case futureWarning = "FutureWarning"
    case bytesWarning = "BytesWarning"
    case encodingWarning = "EncodingWarning"
    case importWarning = "ImportWarning"
    case pendingDeprecationWarning = "PendingDeprecationWarning"
    case resourceWarning = "ResourceWarning"
    case syntaxWarning = "SyntaxWarning"
    case unicodeWarning = "UnicodeWarning"

    /// The kind that an `except` for this one's parent catches too; `nil` for the root.
    public var parent: ExceptionKind? {
        switch self {
        case .baseException: nil
        case .systemExit, .keyboardInterrupt, .generatorExit, .exception: .baseException
        case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
        case .moduleNotFoundError: .importError
        case .indexError, .keyError: .lookupError
        case .unboundLocalError: .nameError
        case .fileExistsError, .fileNotFoundError, .isADirectoryError, .notADirectoryError, .permissionError,
            .timeoutError, .interruptedError, .blockingIOError, .childProcessError, .processLookupError,
            .connectionError:
            .osError
        case .brokenPipeError, .connectionAbortedError, .connectionRefusedError, .connectionResetError:
            .connectionError
        case .notImplementedError, .recursionError: .runtimeError
        case .indentationError: .syntaxError
        case .tabError: .indentationError
        case .unicodeError: .valueError
        case .unicodeDecodeError, .unicodeEncodeError, .unicodeTranslateError: .unicodeError
        case .userWarning, .deprecationWarning, .runtimeWarning, .futureWarning, .bytesWarning, .encodingWarning,
            .importWarning, .pendingDeprecationWarning, .resourceWarning, .syntaxWarning, .unicodeWarning:
            .warning
        default: .exception
        }
    }
}
