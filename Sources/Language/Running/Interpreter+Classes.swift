/// How classes are made, and how objects of classes come to be: `__new__`, then `__init__`.
extension Interpreter {
    /// The class that a `class` statement makes. Behind `place` lie bases, body and keyword arguments.
    func makeClass(_ name: String, _ place: UnsafeMutablePointer<Value>) throws(LanguageError) -> Value {
        var bases: [Value] = []
        if case .list(let list) = place[1] { bases = list.values }
        var keywords: [(String, Value)] = []
        if case .dict(let dict) = place[3] {
            for (key, value) in dict.table.pairs {
                if case .str(let name) = key { keywords.append((name.string, value)) }
            }
        }
        guard case .function(let body) = place[2] else { preconditionFailure("a class body must be a function") }
        let cls = try newClass(name, bases, keywords)
        cls.qualifiedName = body.code.qualifiedName
        if let doc = body.code.doc { cls.doc = Value(doc) }
        let namespace = Dict()
        let cell = try callFunction(body, [.dict(namespace)], [])
        if case .object(let shared as Cell) = cell { shared.value = .object(cls) }
        try fill(cls, namespace, keywords)
        return .object(cls)
    }

    /// `type(name, bases, members)`.
    func makeClass(_ name: String, _ bases: [Value], _ namespace: Dict) throws(LanguageError) -> Value {
        let cls = try newClass(name, bases, [])
        if let doc = namespace["__doc__", self] { cls.doc = doc }
        try fill(cls, namespace, [])
        return .object(cls)
    }

    /// A class without members.
    private func newClass(
        _ name: String, _ given: [Value], _ keywords: [(String, Value)]
    ) throws(LanguageError) -> ClassObject {
        var bases: [ClassObject] = []
        for base in given {
            guard case .object(let cls as ClassObject) = base else {
                throw LanguageError.typeError("bases must be types, not \(base.typeName)")
            }
            let isClosed = [NativeType.bool, .range, .slice, .function, .none, .ellipsis].contains { $0 === cls.native }
            if !cls.isUser, isClosed {
                throw LanguageError.typeError("type '\(cls.name)' is not an acceptable base type")
            }
            if bases.contains(where: { $0 === cls }) {
                throw LanguageError.typeError("duplicate base class \(cls.name)")
            }
            bases.append(cls)
        }
        if bases.isEmpty { bases = [classObject(for: .object)] }
        let payloads = bases.compactMap { DerivedInstance.base(of: $0) }
        if let first = payloads.first, !payloads.allSatisfy({ first.isKind(of: $0) || $0.isKind(of: first) }) {
            throw LanguageError.typeError("multiple bases have instance lay-out conflict")
        }
        // A built-in type with values of its own speaks for the class, wherever it stands among the bases.
        let native =
            payloads.first ?? bases.lazy.compactMap(\.native).first { $0 !== NativeType.object }
            ?? bases.lazy.compactMap(\.native).first
        guard let cls = ClassObject(name: name, bases: bases, native: native, isUser: true, module: "__main__") else {
            throw LanguageError.typeError(
                "Cannot create a consistent method resolution\norder (MRO) for bases \(bases.map(\.name).joined(separator: ", "))"
            )
        }
        cls.checksAbstract = bases.contains { $0.checksAbstract || $0.native === ABCModule.base }
        if let metaclass = keywords.first(where: { $0.0 == "metaclass" })?.1 {
            guard case .object(let meta as ClassObject) = metaclass, !meta.isUser,
                meta.native === NativeType.type || meta.native === ABCModule.meta
            else {
                throw LanguageError.typeError(
                    "metaclasses of one's own are not supported", hint: "a class decorator or __init_subclass__ may do")
            }
            if meta.native === ABCModule.meta { cls.checksAbstract = true }
        }
        return cls
    }

    /// Gives a class its members and tells them and its bases about it.
    private func fill(
        _ cls: ClassObject, _ namespace: Dict, _ keywords: [(String, Value)]
    ) throws(LanguageError) {
        for (key, value) in namespace.table.pairs {
            guard case .str(let text) = key else { continue }
            var value = value
            if case .function = value {
                switch text.string {
                case "__new__": value = .object(Descriptor(.staticMethod, get: value))
                case "__init_subclass__", "__class_getitem__": value = .object(Descriptor(.classMethod, get: value))
                default: break
                }
            }
            cls.members[text.string] = value
            cls.memberOrder.append(text.string)
        }
        if cls.members["__eq__"] != nil, cls.members["__hash__"] == nil { cls.members["__hash__"] = Value.none }
        if let slots = cls.members["__slots__"] {
            if case .str(let name) = slots {
                cls.slotNames = [name.string]
            } else {
                cls.slotNames = try array(of: slots).compactMap {
                    if case .str(let name) = $0 { name.string } else { nil }
                }
            }
        }
        if cls.checksAbstract { cls.abstractNames = ABCModule.abstractNames(of: cls) }
        machine.remember(cls)
        onClass(cls)
        for name in cls.memberOrder {
            guard let member = cls.members[name], case .object(let object as Instance) = member,
                object.cls.lookUp("__set_name__") != nil
            else { continue }
            _ = try callSpecial("__set_name__", member, [.object(cls), Value(name)])
        }
        try EnumModule.build(cls, self)
        let named = keywords.filter { $0.0 != "metaclass" }
        if let hook = cls.lookUp("__init_subclass__", after: cls) {
            _ = try call(bind(hook, to: .object(cls), of: cls), [], named)
        } else if !named.isEmpty {
            throw LanguageError.typeError("\(cls.name).__init_subclass__() takes no keyword arguments")
        }
    }

    // MARK: Objects

    /// `Class(…)`: makes an object and initializes it.
    func instantiate(
        _ cls: ClassObject, _ arguments: [Value], _ named: [(String, Value)]
    ) throws(LanguageError) -> Value {
        if !cls.isUser {
            if let kind = cls.exception, cls.name == kind.rawValue {
                if let (name, _) = named.first {
                    throw LanguageError.typeError("\(cls.name)() takes no keyword arguments ('\(name)')")
                }
                return .object(ExceptionMembers.make(cls, arguments, self))
            }
            guard let constructor = cls.native?.constructor else {
                throw LanguageError.typeError("cannot create '\(cls.name)' instances")
            }
            return try callNative(constructor, receiver: .object(cls), arguments, named)
        }
        if let enumeration = cls.enumeration { return try enumeration.member(of: arguments, cls, self) }
        if cls.module == "enum", arguments.count > 1 { return try EnumModule.enumeration(cls, arguments, self) }
        var value: Value
        let hasNew: Bool
        if case .object(let new as Descriptor)? = cls.lookUp("__new__") {
            hasNew = true
            value = try call(new.get, [.object(cls)] + arguments, named)
            guard isInstance(value, of: cls) else { return value }
        } else {
            hasNew = false
            value = try allocate(cls, arguments, named)
        }
        if let initializer = classObject(of: value).lookUp("__init__") {
            let result = try call(bind(initializer, to: value, of: cls), arguments, named)
            if !result.isNone {
                throw LanguageError.typeError("__init__() should return None, not '\(result.typeName)'")
            }
        } else if let native = DerivedInstance.base(of: cls) {
            if DerivedInstance.isFilledLater(native) { try fill(value, arguments, named) }
        } else if !hasNew, cls.exception == nil, !arguments.isEmpty || !named.isEmpty {
            throw LanguageError.typeError("\(cls.name)() takes no arguments")
        }
        return value
    }

    /// `object.__new__(cls, …)` and that of the built-in types: an object whose `__init__` has not run.
    func allocate(
        _ cls: ClassObject, _ arguments: [Value], _ named: [(String, Value)]
    ) throws(LanguageError) -> Value {
        if !cls.isUser { return try instantiate(cls, arguments, named) }
        if !cls.abstractNames.isEmpty { throw ABCModule.isAbstract(cls) }
        if cls.exception != nil { return .object(ExceptionObject(cls: cls, arguments: arguments)) }
        if let native = DerivedInstance.base(of: cls), let constructor = native.constructor {
            let isLater = DerivedInstance.isFilledLater(native)
            let payload = try callNative(
                constructor, receiver: .object(classObject(for: native)), isLater ? [] : arguments, isLater ? [] : named
            )
            return .object(DerivedInstance(cls: cls, payload: payload.payload ?? payload))
        }
        if let native = cls.native, native !== NativeType.object, !native.allowsSubclasses {
            throw LanguageError.typeError("type '\(native.name)' is not an acceptable base type")
        }
        return .object(Instance(cls: cls))
    }

    /// The `__init__` of built-in types: lists, dictionaries and sets take their contents, exceptions their arguments.
    func fill(
        _ value: Value, _ arguments: [Value], _ named: [(String, Value)]
    ) throws(LanguageError) {
        guard case .object(let object) = value else { return }
        if let exception = object as? ExceptionObject {
            exception.arguments = arguments
        } else if let derived = object as? DerivedInstance {
            let native = derived.payload.nativeType
            guard DerivedInstance.isFilledLater(native), let constructor = native.constructor else { return }
            let made = try callNative(constructor, receiver: .object(classObject(for: native)), arguments, named)
            derived.payload = made.payload ?? made
        } else if let instance = object as? Instance, instance.cls.native === NativeType.object,
            !arguments.isEmpty || !named.isEmpty, !instance.cls.overrides("__new__")
        {
            throw LanguageError.typeError(
                "object.__init__() takes exactly one argument (the instance to initialize)")
        }
    }
}
