internal import BigInt

extension EnumModule {
    /// Turns the plain members of a class that descends from `Enum` into its objects.
    static func build(_ cls: ClassObject, _ interpreter: Interpreter) throws(LanguageError) {
        guard cls.order.contains(where: { $0.module == "enum" && $0.name == "Enum" }) else { return }
        for base in cls.bases where base.enumeration?.members.isEmpty == false {
            throw LanguageError.typeError("<enum '\(cls.name)'> cannot extend <enum '\(base.name)'>")
        }
        let enumeration = Enumeration()
        cls.enumeration = enumeration
        var values: [Value] = []
        for name in cls.memberOrder where !isPrivate(name) {
            guard var value = cls.members[name], !isMethod(value, interpreter) else { continue }
            if case .object(is Automatic) = value {
                value = try next(name, values, cls, interpreter)
            } else if case .tuple(let tuple) = value {
                var parts: [Value] = []
                for part in tuple.values {
                    if case .object(is Automatic) = part {
                        parts.append(try next(name, values, cls, interpreter))
                    } else {
                        parts.append(part)
                    }
                }
                value = .tuple(Tuple(parts))
            }
            if enumeration[name] != nil { throw LanguageError.typeError("'\(name)' already defined as \(name)") }
            let member = try make(name, value, cls, interpreter)
            if case .object(let object as Instance) = member, let own = object.attribute("_value_") {
                if let known = try enumeration.member(with: own, interpreter) {
                    enumeration.add(name, known, isAlias: true)
                    cls.members[name] = known
                    continue
                }
                values.append(own)
            }
            enumeration.add(name, member, isAlias: false)
            cls.members[name] = member
        }
        if enumeration.members.isEmpty { cls.enumeration = nil }
    }

    /// A member: its value is what the class's `__init__` takes, or `__new__` with a payload.
    private static func make(
        _ name: String, _ value: Value, _ cls: ClassObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let arguments: [Value]
        if case .tuple(let tuple) = value { arguments = tuple.values } else { arguments = [value] }
        let made: Value
        if case .object(let new as Descriptor)? = cls.lookUp("__new__") {
            made = try interpreter.call(new.get, [.object(cls)] + arguments)
        } else {
            made = try interpreter.allocate(cls, DerivedInstance.base(of: cls) == nil ? [] : arguments, [])
        }
        guard case .object(let member as Instance) = made else { return made }
        if member.attribute("_value_") == nil {
            let usesPayload = DerivedInstance.base(of: cls) != nil
            member.setAttribute("_value_", usesPayload ? made.payload ?? value : value)
        }
        member.setAttribute("_name_", Value(name))
        if let initializer = cls.lookUp("__init__") {
            _ = try interpreter.call(interpreter.bind(initializer, to: made, of: cls), arguments)
        }
        return made
    }

    /// What `auto()` stands for: one more than the largest, the next bit of a flag, the name of a text.
    private static func next(
        _ name: String, _ values: [Value], _ cls: ClassObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        if let own = cls.lookUp("_generate_next_value_") {
            var function = own
            if case .object(let descriptor as Descriptor) = own { function = descriptor.get }
            return try interpreter.call(
                function, [Value(name), .int(1), .int(values.count), Value(values)])
        }
        if cls.native === NativeType.str { return Value(name.lowercased()) }
        let largest = values.compactMap(\.bigInt).max()
        if isFlag(cls) {
            return Value(BigInt(1) << (largest?.magnitude.bitWidth ?? 0))
        }
        return Value((largest ?? 0) + 1)
    }

    /// `Enum("Color", "RED GREEN")` and `Enum("Color", ["RED", "GREEN"])` or pairs or a dictionary.
    static func enumeration(
        _ base: ClassObject, _ arguments: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        guard case .str(let name) = arguments[0] else {
            throw LanguageError.typeError("the name of an enumeration must be a text")
        }
        let namespace = Dict()
        switch arguments[1] {
        case .str(let text):
            for word in text.string.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
                try namespace.set(Value(String(word)), .object(Automatic()), interpreter)
            }
        case .dict(let dict):
            for (key, value) in dict.table.pairs { try namespace.set(key, value, interpreter) }
        default:
            for part in try interpreter.array(of: arguments[1]) {
                switch part {
                case .tuple(let pair) where pair.values.count == 2:
                    try namespace.set(pair.values[0], pair.values[1], interpreter)
                default: try namespace.set(part, .object(Automatic()), interpreter)
                }
            }
        }
        return try interpreter.makeClass(name.string, [.object(base)], namespace)
    }

    private static func isPrivate(_ name: String) -> Bool {
        name.hasPrefix("__") || (name.hasPrefix("_") && name.hasSuffix("_"))
    }

    /// Functions, properties and other descriptors stay what they are.
    private static func isMethod(_ value: Value, _ interpreter: Interpreter) -> Bool {
        switch value {
        case .function: true
        case .object(let object):
            object is Descriptor || object is NativeFunctionObject || object is ClassObject
                || (object as? Instance)?.cls.lookUp("__get__") != nil
        default: false
        }
    }

    /// What the class of an enumeration answers as a container of its members.
    static let classSlots = Slots {
        $0.iterate = { (object, interpreter) throws(LanguageError) in
            guard let cls = object as? ClassObject, let enumeration = cls.enumeration else {
                throw LanguageError.typeError("'type' object is not iterable")
            }
            return Iteration(over: enumeration.members)
        }
        $0.length = { (object, _) throws(LanguageError) in
            guard let enumeration = (object as? ClassObject)?.enumeration else {
                throw LanguageError.typeError("object of type 'type' has no len()")
            }
            return enumeration.members.count
        }
        $0.truth = { (_, _) in true }
        $0.contains = { (object, value, interpreter) throws(LanguageError) in
            guard let cls = object as? ClassObject, let enumeration = cls.enumeration else {
                throw LanguageError.typeError("argument of type 'type' is not iterable")
            }
            guard case .object(let member as Instance) = value else {
                throw LanguageError.typeError(
                    "unsupported operand type(s) for 'in': '\(value.typeName)' and 'EnumType'")
            }
            return member.cls === cls && enumeration.members.contains { $0.isIdentical(to: value) }
        }
        $0.repr = { (object, _) throws(LanguageError) in
            guard let cls = object as? ClassObject else { return "<class>" }
            if cls.enumeration != nil { return "<enum '\(cls.qualifiedName)'>" }
            return cls.module == "builtins"
                ? "<class '\(cls.qualifiedName)'>" : "<class '\(cls.module).\(cls.qualifiedName)'>"
        }
    }
}
