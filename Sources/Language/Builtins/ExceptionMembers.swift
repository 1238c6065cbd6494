import Glibc

/// What exceptions can do, and what they know about themselves.
enum ExceptionMembers {
    /// A new exception of a built-in kind. An error of the system becomes the kind that its number names, and keeps the
    /// file's name apart.
    static func make(_ cls: ClassObject, _ arguments: [Value], _ interpreter: Interpreter) -> ExceptionObject {
        guard 2...3 ~= arguments.count, cls.exception?.isSystem == true else {
            return ExceptionObject(cls: cls, arguments: arguments)
        }
        var cls = cls
        if cls.exception == .osError, case .int(let number) = arguments[0], let kind = kind(ofNumber: number) {
            cls = interpreter.exceptionClass(kind)
        }
        let object = ExceptionObject(cls: cls, arguments: Array(arguments.prefix(2)))
        if arguments.count == 3 { object.setAttribute("filename", arguments[2]) }
        return object
    }

    /// The kind of the system's error number.
    static func kind(ofNumber number: Int) -> ExceptionKind? {
        switch Int32(truncatingIfNeeded: number) {
        case ENOENT: .fileNotFoundError
        case EEXIST: .fileExistsError
        case EISDIR: .isADirectoryError
        case ENOTDIR: .notADirectoryError
        case EACCES, EPERM: .permissionError
        case EINTR: .interruptedError
        case ETIMEDOUT: .timeoutError
        case EPIPE: .brokenPipeError
        case ECONNREFUSED: .connectionRefusedError
        default: nil
        }
    }

    private static func exception(_ object: Object) throws(LanguageError) -> ExceptionObject {
        guard let exception = object as? ExceptionObject else { throw LanguageError.typeError("not an exception") }
        return exception
    }

    static let rows: [NativeFunction] = [
        NativeFunction("with_traceback", [.positional("tb")], doc: "The exception itself.") { call in
            call.receiver ?? .none
        },
        NativeFunction("add_note", [.positional("note")], doc: "Adds a line that a traceback shows after the message.")
        {
            (call) throws(LanguageError) in
            guard case .object(let object as ExceptionObject)? = call.receiver else {
                throw LanguageError.typeError("not an exception")
            }
            guard case .str = call[0] else {
                throw LanguageError.typeError("note must be a str, not '\(call[0].typeName)'")
            }
            if case .list(let notes)? = object.attribute("__notes__") {
                notes.values.append(call[0])
            } else {
                object.setAttribute("__notes__", Value([call[0]]))
            }
            return .none
        },
    ]

    static let properties: [NativeProperty] = [
        NativeProperty(
            "args", doc: "The arguments that the exception was made with.",
            set: { (object, value, interpreter) throws(LanguageError) in
                try exception(object).arguments = interpreter.array(of: value)
            }
        ) { (object, _) throws(LanguageError) in .tuple(Tuple(try exception(object).arguments)) },
        NativeProperty(
            "__cause__", doc: "What `raise … from` named.",
            set: { (object, value, _) throws(LanguageError) in
                guard value.isNone || value.heapObject is ExceptionObject else {
                    throw LanguageError.typeError("exception cause must be None or derive from BaseException")
                }
                let exception = try exception(object)
                exception.cause = value
                exception.suppressesContext = true
            }
        ) { (object, _) throws(LanguageError) in try exception(object).cause },
        NativeProperty(
            "__context__", doc: "What was being handled when the exception was raised.",
            set: { (object, value, _) throws(LanguageError) in
                guard value.isNone || value.heapObject is ExceptionObject else {
                    throw LanguageError.typeError("exception context must be None or derive from BaseException")
                }
                try exception(object).context = value.heapObject as? ExceptionObject
            }
        ) { (object, _) throws(LanguageError) in try exception(object).context.map { .object($0) } ?? .none },
        NativeProperty(
            "__suppress_context__", doc: "Whether a traceback leaves the context out.",
            set: { (object, value, interpreter) throws(LanguageError) in
                try exception(object).suppressesContext = interpreter.truth(value)
            }
        ) { (object, _) throws(LanguageError) in .bool(try exception(object).suppressesContext) },
        NativeProperty("__traceback__", doc: "Always None.", set: { (_, _, _) in }) { (_, _) in .none },
        argument("value", of: .stopIteration, at: 0, doc: "What the generator returned."),
        argument("code", of: .systemExit, at: 0, doc: "The status with which the program ends."),
        argument("errno", of: .osError, at: 0, doc: "The system's number of the error."),
        argument("strerror", of: .osError, at: 1, doc: "The system's words for the error."),
        argument("filename", of: .osError, at: 3, doc: "The file that the error is about."),
        argument("filename2", of: .osError, at: 3, doc: "The second file that the error is about."),
        argument("msg", of: .importError, at: 0, doc: "The message."),
    ]

    /// An attribute of one kind of exception that is one of its arguments.
    private static func argument(_ name: String, of kind: ExceptionKind, at place: Int, doc: String) -> NativeProperty {
        NativeProperty(name, doc: doc) { (object, interpreter) throws(LanguageError) in
            let exception = try exception(object)
            guard exception.cls.isSubclass(of: interpreter.exceptionClass(kind)) else {
                throw LanguageError.attributeError("'\(exception.cls.name)' object has no attribute '\(name)'")
            }
            let arguments = exception.arguments
            // One argument alone is a message, not the number of an error.
            let isWhole = kind != .osError || arguments.count >= 2
            return isWhole && place < arguments.count ? arguments[place] : .none
        }
    }
}

extension ExceptionKind {
    /// True for `OSError` and what stands below it.
    fileprivate var isSystem: Bool { self == .osError || parent?.isSystem == true }
}
