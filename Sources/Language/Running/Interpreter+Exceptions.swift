extension LanguageError {
    /// The same error on its way again: `raise` without an argument.
    init(again raised: Raised) { self.raised = raised }
}

extension Interpreter {
    /// The exception object of an error, made when the program first looks at it.
    public func exceptionObject(for error: LanguageError) -> ExceptionObject {
        if let object = error.raised.object { return object }
        let arguments = error.raised.arguments ?? (error.raised.message.isEmpty ? [] : [Value(error.raised.message)])
        let cls = error.raised.library.map { exceptionClass($0) } ?? exceptionClass(error.kind)
        let object = ExceptionMembers.make(cls, arguments, self)
        object.context = handling.last
        object.raised = error.raised
        error.raised.object = object
        return object
    }

    /// True where the error is of that kind or below it.
    public func matches(_ error: LanguageError, _ kind: ExceptionKind) -> Bool {
        if let object = error.raised.object { return object.cls.isSubclass(of: exceptionClass(kind)) }
        var at: ExceptionKind? = error.kind
        if let also = error.raised.library?.also {
            if also == kind { return true }
            var above = also.parent
            while let current = above {
                if current == kind { return true }
                above = current.parent
            }
        }
        while let current = at {
            if current == kind { return true }
            at = current.parent
        }
        return false
    }

    /// `except pattern:` — a class or a tuple of classes.
    func isCaught(_ exception: Value, by pattern: Value) throws(LanguageError) -> Bool {
        guard case .object(let object as ExceptionObject) = exception else { return false }
        switch pattern {
        case .tuple(let tuple):
            for part in tuple.values where try isCaught(exception, by: part) { return true }
            return false
        case .object(let cls as ClassObject) where cls.exception != nil: return object.cls.isSubclass(of: cls)
        default:
            throw LanguageError.typeError("catching classes that do not inherit from BaseException is not allowed")
        }
    }

    /// The error that `raise value from cause` throws.
    func makeError(_ value: Value, cause: Value?) throws(LanguageError) -> LanguageError {
        let object: ExceptionObject
        switch value {
        case .object(let given as ExceptionObject): object = given
        case .object(let cls as ClassObject) where cls.exception != nil:
            guard case .object(let made as ExceptionObject) = try call(value, []) else {
                throw LanguageError.typeError("exceptions must derive from BaseException")
            }
            object = made
        default: throw LanguageError.typeError("exceptions must derive from BaseException")
        }
        if object.context == nil, handling.last !== object { object.context = handling.last }
        if let cause {
            if case .object(let cls as ClassObject) = cause, cls.exception != nil {
                object.cause = try call(cause, [])
            } else if !cause.isNone, cause.heapObject as? ExceptionObject == nil {
                throw LanguageError.typeError("exception causes must derive from BaseException")
            } else {
                object.cause = cause
            }
            object.suppressesContext = true
        }
        return LanguageError(object: object)
    }

    /// Name and message of an error as the last line of a traceback has them.
    public func describe(_ error: LanguageError) -> (name: String, message: String) {
        guard let object = error.raised.object else {
            if error.kind == .keyError, let key = error.raised.arguments?.first {
                return (error.kind.rawValue, (try? repr(key)) ?? "")
            }
            return (error.raised.library?.name ?? error.kind.rawValue, error.raised.message)
        }
        let message = (try? str(.object(object))) ?? "<exception str() failed>"
        return (object.cls.name, message)
    }

    /// The exceptions that led to this one, oldest first, with the sentence that Python puts between.
    public func causes(of error: LanguageError) -> [(error: LanguageError, link: String)] {
        var chain: [(LanguageError, String)] = []
        var seen: Set<ObjectIdentifier> = []
        var at = error.raised.object
        while let current = at, seen.insert(ObjectIdentifier(current)).inserted {
            if case .object(let cause as ExceptionObject) = current.cause {
                chain.append(
                    (carrier(cause), "The above exception was the direct cause of the following exception:"))
                at = cause
            } else if let context = current.context, !current.suppressesContext {
                chain.append(
                    (carrier(context), "During handling of the above exception, another exception occurred:"))
                at = context
            } else {
                at = nil
            }
        }
        return chain.reversed()
    }

    /// The error that an exception of the program stands for, with its traceback.
    public func error(of exception: Value) throws(LanguageError) -> LanguageError {
        guard case .object(let object as ExceptionObject) = exception else {
            throw LanguageError.typeError("an exception expected, not \(exception.typeName)")
        }
        return carrier(object)
    }

    private func carrier(_ object: ExceptionObject) -> LanguageError {
        object.raised.map { LanguageError(again: $0) } ?? LanguageError(object: object)
    }
}
