internal import BigInt

/// The members of an enumeration, in the order of their definition.
final class Enumeration {
    /// Each name with its member; aliases are second names.
    private(set) var names: [(name: String, member: Value)] = []
    /// Members without aliases.
    private(set) var members: [Value] = []
    /// Flags together, made when first asked for.
    var combinations: [BigInt: Instance] = [:]

    func add(_ name: String, _ member: Value, isAlias: Bool) {
        names.append((name, member))
        if !isAlias { members.append(member) }
    }

    /// The member called `name`.
    subscript(name: String) -> Value? { names.first { $0.name == name }?.member }

    /// The member with a value.
    func member(with value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        for member in members {
            guard case .object(let object as Instance) = member, let own = object.attribute("_value_") else { continue }
            if try interpreter.equal(own, value) { return member }
        }
        return nil
    }

    /// `Color(1)`: the member with that value.
    func member(of arguments: [Value], _ cls: ClassObject, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard let value = arguments.first else {
            throw LanguageError.typeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        }
        if members.contains(where: { $0.isIdentical(to: value) }) { return value }
        if let found = try member(with: value, interpreter) { return found }
        if let missing = cls.lookUp("_missing_") {
            let answer = try interpreter.call(interpreter.bind(missing, to: .object(cls), of: cls), [value])
            if !answer.isNone { return answer }
        }
        if EnumModule.isFlag(cls), let number = value.bigInt, EnumModule.isCombination(cls, number) {
            return .object(EnumModule.combination(cls, number))
        }
        throw LanguageError.valueError("\(try interpreter.repr(value)) is not a valid \(cls.qualifiedName)")
    }
}

/// `enum`: classes whose objects are a fixed list of named values.
///
/// The four bases are classes of a program, written in the language's own terms below; what a metaclass does in CPython
/// (lookup by value and name, iteration) hangs on the class object's `enumeration`.
enum EnumModule {
    static let module = NativeModule(
        "enum", doc: "Named values.",
        functions: [
            NativeFunction(
                "auto", [.positional("value", .missing)], doc: "A value that the enumeration chooses: 1, 2, 3, …"
            ) { call in .object(Automatic()) },
            NativeFunction("unique", [.positional("enumeration")], doc: "Refuses second names for one value.") {
                (call) throws(LanguageError) in
                guard case .object(let cls as ClassObject) = call[0], let enumeration = cls.enumeration else {
                    throw LanguageError.typeError("unique() wants an enumeration")
                }
                let aliases = enumeration.names.compactMap { (name, member) -> String? in
                    guard case .object(let object as Instance) = member,
                        case .str(let first)? = object.attribute("_name_"), first.string != name
                    else { return nil }
                    return "\(name) -> \(first.string)"
                }
                if !aliases.isEmpty {
                    throw LanguageError.valueError(
                        "duplicate values found in <enum '\(cls.name)'>: \(aliases.joined(separator: ", "))")
                }
                return call[0]
            },
        ],
        constants: { interpreter in
            let bases = Bases.of(interpreter)
            return [
                ("Enum", .object(bases.plain)), ("IntEnum", .object(bases.int)), ("StrEnum", .object(bases.str)),
                ("Flag", .object(bases.flag)), ("IntFlag", .object(bases.intFlag)),
                ("EnumMeta", .object(interpreter.classObject(for: .type))),
                ("EnumType", .object(interpreter.classObject(for: .type))),
            ]
        })

    /// What `auto()` leaves in the class until its value is known.
    final class Automatic: Object {}

    /// The classes that programs derive enumerations from, made once for each interpreter.
    final class Bases {
        let plain: ClassObject
        let int: ClassObject
        let str: ClassObject
        let flag: ClassObject
        let intFlag: ClassObject

        static func of(_ interpreter: Interpreter) -> Bases { interpreter.state(of: Bases.self) { Bases(interpreter) } }

        private init(_ interpreter: Interpreter) {
            func make(_ name: String, _ bases: [ClassObject], _ rows: [NativeFunction]) -> ClassObject {
                let native = bases.compactMap { DerivedInstance.base(of: $0) }.first
                guard
                    let cls = ClassObject(name: name, bases: bases, native: native, isUser: true, module: "enum")
                else { preconditionFailure("enumerations inherit in a line: \(name)") }
                for row in rows {
                    cls.members[row.name] = .object(NativeFunctionObject(row, takesReceiver: true))
                    cls.memberOrder.append(row.name)
                }
                return cls
            }
            let object = interpreter.classObject(for: .object)
            let whole = interpreter.classObject(for: .int)
            plain = make("Enum", [object], EnumModule.shown)
            for (name, attribute) in [("name", "_name_"), ("value", "_value_")] {
                let getter = NativeFunction(name, [.positional("member")], doc: "The member's \(name).") { call in
                    guard case .object(let member as Instance) = call[0] else { return .none }
                    return member.attribute(attribute) ?? .none
                }
                plain.members[name] = .object(Descriptor(.property, get: .object(NativeFunctionObject(getter))))
                plain.memberOrder.append(name)
            }
            int = make("IntEnum", [whole, plain], EnumModule.asValue)
            str = make("StrEnum", [interpreter.classObject(for: .str), plain], EnumModule.asValue)
            flag = make("Flag", [plain], EnumModule.flagOperators)
            intFlag = make("IntFlag", [whole, flag], EnumModule.asValue)
        }

    }

    private static func member(_ call: Call) throws(LanguageError) -> Instance {
        guard case .object(let member as Instance)? = call.receiver else {
            throw LanguageError.typeError("not a member of an enumeration")
        }
        return member
    }

    private static func text(_ member: Instance, _ name: String, _ interpreter: Interpreter) throws(LanguageError)
        -> String
    {
        try interpreter.str(member.attribute(name) ?? .none)
    }

    /// How members show themselves.
    private static let shown: [NativeFunction] = [
        NativeFunction("__repr__", doc: "Class, name and value.") { (call) throws(LanguageError) in
            let member = try member(call)
            let value = try call.interpreter.repr(member.attribute("_value_") ?? .none)
            return Value("<\(member.cls.name).\(try text(member, "_name_", call.interpreter)): \(value)>")
        },
        NativeFunction("__str__", doc: "Class and name.") { (call) throws(LanguageError) in
            let member = try member(call)
            return Value("\(member.cls.name).\(try text(member, "_name_", call.interpreter))")
        },
        NativeFunction("__format__", [.positional("spec")], doc: "The text, filled as the spec says.") {
            (call) throws(LanguageError) in
            let text = Value(try call.interpreter.str(.object(try member(call))))
            return Value(try call.interpreter.format(text, call.string(0)))
        },
        NativeFunction("__hash__", doc: "The hash of the name, or of the number or text that the member is.") {
            (call) throws(LanguageError) in
            if let payload = call.receiver?.payload { return .int(try call.interpreter.hash(payload)) }
            return .int(try call.interpreter.hash(try member(call).attribute("_name_") ?? .none))
        },
    ]

    /// Members that are numbers or texts show as such in print.
    private static let asValue: [NativeFunction] = [
        NativeFunction("__str__", doc: "The value's text.") { (call) throws(LanguageError) in
            Value(try text(try member(call), "_value_", call.interpreter))
        },
        NativeFunction("__format__", [.positional("spec")], doc: "The value as the spec says.") {
            (call) throws(LanguageError) in
            let value = try member(call).attribute("_value_") ?? .none
            return Value(try call.interpreter.format(value, call.string(0)))
        },
    ]

    private static func flagOperator(_ op: BinaryOperator) -> NativeFunction {
        NativeFunction("__\(op.stem)__", [.positional("other")], doc: "me \(op.symbol) other.") {
            (call) throws(LanguageError) in
            let me = try member(call)
            guard case .object(let other as Instance) = call[0], other.cls === me.cls else {
                return .object(call.interpreter.notImplemented)
            }
            let value = try call.interpreter.binary(
                op, me.attribute("_value_") ?? .int(0), other.attribute("_value_") ?? .int(0))
            return .object(combination(me.cls, value.bigInt ?? 0))
        }
    }

    private static let flagOperators: [NativeFunction] = [
        flagOperator(.or), flagOperator(.and), flagOperator(.xor),
        NativeFunction("__invert__", doc: "The flags that are not set.") { (call) throws(LanguageError) in
            let me = try member(call)
            let all = allBits(me.cls)
            return .object(combination(me.cls, BigArithmetic.bitwise(all, me.attribute("_value_")?.bigInt ?? 0, ^)))
        },
        NativeFunction("__contains__", [.positional("other")], doc: "True if all of the other's flags are set.") {
            (call) throws(LanguageError) in
            guard case .object(let other as Instance) = call[0], let wanted = other.attribute("_value_")?.bigInt,
                let mine = try member(call).attribute("_value_")?.bigInt
            else { return .bool(false) }
            return .bool(BigArithmetic.bitwise(mine, wanted, &) == wanted)
        },
        NativeFunction("__bool__", doc: "True if any flag is set.") { (call) throws(LanguageError) in
            .bool(try call.interpreter.truth(try member(call).attribute("_value_") ?? .int(0)))
        },
    ]

    static func isFlag(_ cls: ClassObject) -> Bool {
        cls.order.contains { $0.module == "enum" && $0.name == "Flag" }
    }

    private static func allBits(_ cls: ClassObject) -> BigInt {
        (cls.enumeration?.members ?? []).reduce(into: BigInt(0)) { all, member in
            if case .object(let flag as Instance) = member, let bits = flag.attribute("_value_")?.bigInt {
                all = BigArithmetic.bitwise(all, bits, |)
            }
        }
    }

    /// True where flags of the class make up the number.
    static func isCombination(_ cls: ClassObject, _ number: BigInt) -> Bool {
        !number.isNegative && BigArithmetic.bitwise(allBits(cls), number, |) == allBits(cls)
    }

    /// The flags that a number stands for, named after those that are set.
    static func combination(_ cls: ClassObject, _ number: BigInt) -> Instance {
        if let known = cls.enumeration?.combinations[number] { return known }
        var names: [String] = []
        for case .object(let member as Instance) in cls.enumeration?.members ?? [] {
            guard let bits = member.attribute("_value_")?.bigInt else { continue }
            if bits == number { return member }
            if !bits.isZero, BigArithmetic.bitwise(number, bits, &) == bits,
                case .str(let name)? = member.attribute("_name_")
            {
                names.append(name.string)
            }
        }
        let made =
            DerivedInstance.base(of: cls) == nil
            ? Instance(cls: cls) : DerivedInstance(cls: cls, payload: Value(number))
        made.setAttribute("_name_", names.isEmpty ? .none : Value(names.joined(separator: "|")))
        made.setAttribute("_value_", Value(number))
        cls.enumeration?.combinations[number] = made
        return made
    }
}
