extension Builtins {
    /// Classes, attributes and identity.
    static let objectRows: [NativeFunction] = [
        NativeFunction(
            "isinstance", [.positional("object"), .positional("class")],
            doc: "True if the value is of the class or one of several."
        ) {
            (call) throws(LanguageError) in
            .bool(try isKind(call.interpreter.classObject(of: call[0]), call[1], "isinstance"))
        },
        NativeFunction(
            "issubclass", [.positional("class"), .positional("of")], doc: "True if a class inherits from another."
        ) {
            (call) throws(LanguageError) in
            guard case .object(let cls as ClassObject) = call[0] else {
                throw LanguageError.typeError("issubclass() arg 1 must be a class")
            }
            return .bool(try isKind(cls, call[1], "issubclass"))
        },
        NativeFunction("callable", [.positional("object")], doc: "True if the value can be called.") { call in
            .bool(isCallable(call[0]))
        },
        NativeFunction(
            "getattr", [.positional("object"), .positional("name"), .positional("default", .missing)],
            doc: "object.name, or the default."
        ) {
            (call) throws(LanguageError) in
            do throws(LanguageError) {
                return try call.interpreter.getAttribute(call[0], try call.string(1))
            } catch {
                if call.isGiven(2), call.interpreter.matches(error, .attributeError) { return call[2] }
                throw error
            }
        },
        NativeFunction(
            "setattr", [.positional("object"), .positional("name"), .positional("value")], doc: "object.name = value."
        ) {
            (call) throws(LanguageError) in
            try call.interpreter.setAttribute(call[0], try call.string(1), call[2])
            return .none
        },
        NativeFunction("delattr", [.positional("object"), .positional("name")], doc: "del object.name.") {
            (call) throws(LanguageError) in
            try call.interpreter.deleteAttribute(call[0], try call.string(1))
            return .none
        },
        NativeFunction("hasattr", [.positional("object"), .positional("name")], doc: "True if object.name exists.") {
            (call) throws(LanguageError) in
            do throws(LanguageError) {
                return .bool(try call.interpreter.findAttribute(call[0], try call.string(1)) != nil)
            } catch {
                if call.interpreter.matches(error, .attributeError) { return .bool(false) }
                throw error
            }
        },
        NativeFunction("id", [.positional("object")], doc: "A number that no other living value has.") { call in
            if let object = call[0].heapObject { return .int(Int(bitPattern: ObjectIdentifier(object))) }
            switch call[0] {
            case .int(let number): return .int(number &* 32 &+ 1)
            case .float(let number): return .int(Int(truncatingIfNeeded: number.bitPattern) &* 32 &+ 3)
            case .bool(let flag): return .int(flag ? 5 : 7)
            default: return .int(9)
            }
        },
        NativeFunction(
            "hash", [.positional("object")], doc: "The number under which dictionaries and sets file a value."
        ) {
            (call) throws(LanguageError) in .int(try call.interpreter.visibleHash(call[0]))
        },
        NativeFunction(
            "dir", [.positional("object", .missing)],
            doc: "The names of a value's attributes, or of the program's variables."
        ) { call in
            let names =
                call.isGiven(0)
                ? call.interpreter.attributeNames(call[0]) : call.interpreter.globals.definedNames.sorted()
            return Value(names.map { Value($0) })
        },
        NativeFunction("vars", [.positional("object")], doc: "The attributes of a value as a dictionary.") {
            (call) throws(LanguageError) in
            guard let dict = try call.interpreter.findAttribute(call[0], "__dict__") else {
                throw LanguageError.typeError("vars() argument must have __dict__ attribute")
            }
            return dict
        },
        NativeFunction("globals", doc: "The program's variables as a dictionary (a copy).") {
            (call) throws(LanguageError) in
            let dict = Dict()
            for name in call.interpreter.globals.definedNames {
                if let value = call.interpreter.globals[name] { try dict.set(Value(name), value, call.interpreter) }
            }
            return .dict(dict)
        },
    ]

    /// Whether `value(…)` can be written.
    static func isCallable(_ value: Value) -> Bool {
        switch value {
        case .function: return true
        case .object(let object):
            if let instance = object as? Instance {
                return instance.cls.lookUp("__call__") != nil || instance.nativeType.slot(\.call) != nil
            }
            return object is ClassObject || object is BoundMethod || object is NativeFunctionObject
                || object.nativeType.slot(\.call) != nil
        default: return false
        }
    }

    private static func isKind(_ cls: ClassObject, _ wanted: Value, _ name: String) throws(LanguageError) -> Bool {
        switch wanted {
        case .object(let other as ClassObject):
            if cls.isSubclass(of: other) { return true }
            if other.module == "collections.abc" || other.module == "numbers" {
                return AbstractKinds.holds(cls, other) ?? false
            }
            return false
        case .tuple(let tuple):
            for one in tuple.values where try isKind(cls, one, name) { return true }
            return false
        default:
            let one = name == "issubclass" ? "class" : "type"
            let several = name == "issubclass" ? "classes" : "types"
            throw LanguageError.typeError("\(name)() arg 2 must be a \(one), a tuple of \(several), or a union")
        }
    }
}

extension Interpreter {
    /// True if the value can be called.
    func isCallable(_ value: Value) -> Bool {
        switch value {
        case .function: return true
        case .object(let object):
            if let instance = object as? Instance {
                return instance.cls.lookUp("__call__") != nil || instance.nativeType.slot(\.call) != nil
            }
            return object is ClassObject || object is BoundMethod || object is NativeFunctionObject
                || object.nativeType.slot(\.call) != nil
        default: return false
        }
    }
}
