/// The names that are always there.
enum Builtins {
    /// Types that stand among the built-in names.
    private static let types: [NativeType] = [
        .object, .bool, .int, .float, .str, .list, .tuple, .dict, .set, .frozenset, .bytes, .bytearray, .range, .slice,
        .type,
        .propertyType,
        .staticMethod, .classMethod, .superType,
    ]

    /// Gives an interpreter its built-in names.
    static func install(in interpreter: Interpreter) {
        let globals = interpreter.globals
        for function in rows { globals.builtins[function.name] = .object(NativeFunctionObject(function)) }
        for type in types { globals.builtins[type.name] = .object(interpreter.classObject(for: type)) }
        for kind in ExceptionKind.allCases {
            globals.builtins[kind.rawValue] = .object(interpreter.exceptionClass(kind))
        }
        globals.builtins["Ellipsis"] = .object(interpreter.ellipsis)
        globals.builtins["NotImplemented"] = .object(interpreter.notImplemented)
        globals.builtins["__name__"] = Value("__main__")
        globals.builtins["EnvironmentError"] = globals.builtins["OSError"]
        globals.builtins["IOError"] = globals.builtins["OSError"]
        globals.builtins["EnvironmentError"] = globals.builtins["OSError"]
    }

    static let rows: [NativeFunction] =
        (textRows + sequenceRows + numberRows + objectRows + [FileRequest.opener] + evaluationRows).map {
            NativeFunction($0, owner: nil, isC: true)
        }

    /// `object.__init__`.
    static let objectInitializer = NativeFunction("__init__", [.rest("args")], doc: "Does nothing.") {
        (call) throws(LanguageError) in
        if call.rest(0).isEmpty { return .none }
        throw LanguageError.typeError("object.__init__() takes exactly one argument (the instance to initialize)")
    }

    /// `Exception.__init__`: remembers its arguments.
    static let exceptionInitializer = NativeFunction("__init__", [.rest("args")], doc: "Remembers the arguments.") {
        call in
        if case .object(let exception as ExceptionObject)? = call.receiver { exception.arguments = call.rest(0) }
        return .none
    }
}
