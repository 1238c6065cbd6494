/// An exception that a module of the library defines: `re.error`, `json.JSONDecodeError`.
public struct LibraryException: Sendable {
    public let name: String
    let module: String
    let parent: ExceptionKind
    let doc: String
    /// A second parent.
    var also: ExceptionKind?

    /// A row: the class's name and module, its built-in parents and what it is raised for.
    public init(name: String, module: String, parent: ExceptionKind, doc: String, also: ExceptionKind? = nil) {
        self.name = name
        self.module = module
        self.parent = parent
        self.doc = doc
        self.also = also
    }
}

/// The classes of the exceptions that were asked for, one for each interpreter.
private final class LibraryExceptionClasses {
    var classes: [String: ClassObject] = [:]
}

extension Interpreter {
    /// The class of a module's exception.
    public func exceptionClass(_ row: LibraryException) -> ClassObject {
        let known = state(of: LibraryExceptionClasses.self) { LibraryExceptionClasses() }
        let key = row.module + "." + row.name
        if let found = known.classes[key] { return found }
        guard
            let made = ClassObject(
                name: row.name, bases: ([row.parent] + (row.also.map { [$0] } ?? [])).map { exceptionClass($0) },
                native: .exception, exception: row.parent,
                isUser: true, module: row.module)
        else { preconditionFailure("exceptions inherit in a line: \(key)") }
        made.doc = Value(row.doc)
        known.classes[key] = made
        return made
    }

    /// An error of a module's exception, with the attributes that programs read from it.
    func error(_ row: LibraryException, _ message: String, _ attributes: [(String, Value)] = []) -> LanguageError {
        let object = ExceptionObject(cls: exceptionClass(row), arguments: [Value(message)])
        for (name, value) in attributes { object.setAttribute(name, value) }
        object.context = handling.last
        return LanguageError(object: object)
    }
}
