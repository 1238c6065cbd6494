import Archives
import Language

extension LanguageError {
    /// An archive's error as the exception that Python raises.
    init(_ error: ArchiveError) {
        let kind: ExceptionKind =
            switch error.kind {
            case .value: .valueError
            case .memory: .memoryError
            case .unsupported: .notImplementedError
            }
        self.init(kind, error.message, hint: error.hint)
    }
}

/// Turns archives' errors into the language's.
func archiving<R>(_ body: () throws(ArchiveError) -> R) throws(LanguageError) -> R {
    do throws(ArchiveError) { return try body() } catch { throw LanguageError(error) }
}
