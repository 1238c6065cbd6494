/// The special methods of built-in types as functions: `super().__len__()`, `int.__add__(a, b)`, `list.__init__(self)`.
///
/// The evaluator itself never looks them up. They answer where a program names them, mostly in classes that inherit from
/// a built-in type and add to what it does.
enum SpecialMethods {
    /// The row that a type has under a special name.
    static func method(_ name: String, of type: NativeType) -> NativeFunction? {
        guard name.hasPrefix("__") else { return nil }
        if let row = general[name] { return row }
        if type.isKind(of: .int) || type.isKind(of: .float), let row = numbers[name] { return row }
        if type.isKind(of: .int), let row = integers[name] { return row }
        if type === NativeType.object || type === NativeType.exception { return nil }
        let isContainer = [
            .list, .tuple, .dict, .str, .set, .frozenset, .bytes, .bytearray, .range, DequeObject.type,
        ].contains {
            type.isKind(of: $0)
        }
        guard isContainer, let row = containers[name] else { return nil }
        switch name {
        case "__getitem__": return type.isKind(of: .set) || type.isKind(of: .frozenset) ? nil : row
        case "__setitem__", "__delitem__":
            return [.list, .dict, .bytearray, DequeObject.type].contains { type.isKind(of: $0) } ? row : nil
        case "__or__", "__and__", "__sub__", "__xor__", "__ior__":
            return [.set, .frozenset, .dict].contains { type.isKind(of: $0) } ? row : nil
        case "__add__", "__mul__", "__rmul__", "__iadd__", "__mod__":
            return [.list, .tuple, .str, .bytes, .bytearray].contains { type.isKind(of: $0) } ? row : nil
        default: return row
        }
    }

    /// Rows that work on the instance itself, not on the payload of a derived one.
    static func keepsInstance(_ function: NativeFunction) -> Bool {
        general[function.name] === function || plain[function.name] === function
    }

    private static func receiver(_ call: Call) throws(LanguageError) -> Value {
        guard let receiver = call.receiver else {
            throw LanguageError.typeError("unbound method \(call.function.name)() needs an argument")
        }
        return receiver
    }

    private static func table(_ rows: [NativeFunction]) -> [String: NativeFunction] {
        Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func row(
        _ name: String, _ parameters: [String], _ doc: String,
        _ body: @escaping @Sendable (Interpreter, Value, Call) throws(LanguageError) -> Value
    ) -> NativeFunction {
        NativeFunction(name, parameters.map { .positional($0) }, doc: doc) { (call) throws(LanguageError) in
            try body(call.interpreter, receiver(call), call)
        }
    }

    private static func row(
        _ name: String, _ doc: String,
        _ body: @escaping @Sendable (Interpreter, Value, Call) throws(LanguageError) -> Value
    ) -> NativeFunction { row(name, [], doc, body) }

    private static let comparisons: [NativeFunction] = [
        Comparison.less, .lessEqual, .equal, .notEqual, .greater, .greaterEqual,
    ].map { op in
        row(op.method, ["other"], "me \(op.symbol) other.") { (interpreter, me, call) throws(LanguageError) in
            let other = call[0].payload ?? call[0]
            // Values of other kinds are for the other side to compare.
            let isAlike =
                me.isNumber
                ? isNumber(other, for: me)
                : me.nativeType.isKind(of: other.nativeType)
                    || other.nativeType.isKind(of: me.nativeType)
            if !isAlike { return .object(interpreter.notImplemented) }
            return try interpreter.compare(op, me, other)
        }
    }

    /// True for what CPython's `int` and `float` reckon with: integers know nothing of floats, floats know integers.
    private static func isNumber(_ other: Value, for me: Value) -> Bool {
        if case .float = other { if case .float = me { return true } else { return false } }
        return other.isNumber
    }

    private static func operators(_ ops: [BinaryOperator], isNumeric: Bool) -> [NativeFunction] {
        ops.flatMap { op in
            [
                row("__\(op.stem)__", ["other"], "me \(op.symbol) other.") {
                    (interpreter, me, call) throws(LanguageError) in
                    let other = call[0].payload ?? call[0]
                    if isNumeric, !isNumber(other, for: me) { return .object(interpreter.notImplemented) }
                    return try interpreter.binary(op, me, other)
                },
                row("__r\(op.stem)__", ["other"], "other \(op.symbol) me.") {
                    (interpreter, me, call) throws(LanguageError) in
                    let other = call[0].payload ?? call[0]
                    if isNumeric, !isNumber(other, for: me) { return .object(interpreter.notImplemented) }
                    return try interpreter.binary(op, other, me)
                },
            ]
        }
    }

    /// What every value of a built-in type answers to.
    private static let shared: [NativeFunction] =
        comparisons + [
            row("__repr__", "repr(me).") { (interpreter, me, _) throws(LanguageError) in Value(try interpreter.repr(me))
            },
            row("__str__", "str(me).") { (interpreter, me, _) throws(LanguageError) in Value(try interpreter.str(me)) },
            row("__format__", ["spec"], "format(me, spec).") { (interpreter, me, call) throws(LanguageError) in
                Value(try interpreter.format(me, call.string(0)))
            },
            row("__hash__", "hash(me).") { (interpreter, me, _) throws(LanguageError) in
                .int(try interpreter.visibleHash(me))
            },
        ]

    private static let numbers = table(
        shared + operators([.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power], isNumeric: true) + [
            row("__neg__", "-me.") { (i, me, _) throws(LanguageError) in try i.unary(.negate, me) },
            row("__pos__", "+me.") { (i, me, _) throws(LanguageError) in try i.unary(.plus, me) },
            row("__abs__", "abs(me).") { (i, me, _) throws(LanguageError) in
                try i.truth(i.compare(.less, me, .int(0))) ? try i.unary(.negate, me) : me
            },
            row("__bool__", "bool(me).") { (i, me, _) throws(LanguageError) in .bool(try i.truth(me)) },
            row("__int__", "int(me).") { (i, me, _) throws(LanguageError) in
                if case .float(let number) = me { return try Constructors.whole(number) }
                return try i.unary(.plus, me)
            },
            row("__float__", "float(me).") { (i, me, _) throws(LanguageError) in .float(try i.number(me) ?? 0) },
            row("__divmod__", ["other"], "divmod(me, other).") { (i, me, call) throws(LanguageError) in
                .tuple(Tuple([try i.binary(.floorDivide, me, call[0]), try i.binary(.modulo, me, call[0])]))
            },
        ])

    private static let integers = table(
        operators([.and, .or, .xor, .shiftLeft, .shiftRight], isNumeric: true) + [
            row("__invert__", "~me.") { (i, me, _) throws(LanguageError) in try i.unary(.invert, me) }
        ])

    private static let containers = table(
        shared + operators([.add, .multiply, .modulo, .or, .and, .subtract, .xor], isNumeric: false) + [
            row("__len__", "len(me).") { (i, me, _) throws(LanguageError) in .int(try i.length(me)) },
            row("__iter__", "iter(me).") { (i, me, _) throws(LanguageError) in .object(try i.iterate(me)) },
            row("__contains__", ["value"], "value in me.") { (i, me, call) throws(LanguageError) in
                .bool(try i.contains(me, call[0]))
            },
            row("__getitem__", ["key"], "me[key].") { (i, me, call) throws(LanguageError) in
                try i.getItem(me, call[0])
            },
            row("__setitem__", ["key", "value"], "me[key] = value.") { (i, me, call) throws(LanguageError) in
                try i.setItem(me, call[0], call[1])
                return .none
            },
            row("__delitem__", ["key"], "del me[key].") { (i, me, call) throws(LanguageError) in
                try i.deleteItem(me, call[0])
                return .none
            },
            row("__iadd__", ["other"], "me += other.") { (i, me, call) throws(LanguageError) in
                try i.inPlace(.add, me, call[0])
            },
            row("__ior__", ["other"], "me |= other.") { (i, me, call) throws(LanguageError) in
                try i.inPlace(.or, me, call[0])
            },
            row("__reversed__", "reversed(me).") { (i, me, _) throws(LanguageError) in
                .object(Iteration(over: try i.array(of: me).reversed()))
            },
        ])

    /// `object`'s own methods, and those that make and fill instances. They work on any object.
    private static let general = table([
        NativeFunction(
            "__new__", [.positional("cls"), .rest("args"), .keywords("named")], doc: "A new object of a class.",
            isStatic: true
        ) { (call) throws(LanguageError) in
            guard case .object(let cls as ClassObject) = call[0] else {
                throw LanguageError.typeError("object.__new__(X): X is not a type object (\(call[0].typeName))")
            }
            return try call.interpreter.allocate(cls, call.rest(1), call.keywords(2))
        },
        NativeFunction("__init__", [.rest("args"), .keywords("named")], doc: "Fills a new object.") {
            (call) throws(LanguageError) in
            try call.interpreter.fill(receiver(call), call.rest(0), call.keywords(1))
            return .none
        },
        NativeFunction("__init_subclass__", doc: "Called when a class is derived.") { _ in .none },
        row("__getattribute__", ["name"], "me.name, without asking the class's own `__getattribute__`.") {
            (interpreter, me, call) throws(LanguageError) in
            let name = try call.string(0)
            if case .object(let instance as Instance) = me {
                if let found = try interpreter.ownAttribute(instance, me, name) { return found }
                throw interpreter.missingAttribute(me, name)
            }
            return try interpreter.getAttribute(me, name)
        },
        row("__setattr__", ["name", "value"], "me.name = value, without asking the class's own `__setattr__`.") {
            (interpreter, me, call) throws(LanguageError) in
            if case .object(let instance as Instance) = me {
                try interpreter.setOwnAttribute(instance, me, try call.string(0), call[1])
            } else {
                try interpreter.setAttribute(me, call.string(0), call[1])
            }
            return .none
        },
        row("__delattr__", ["name"], "del me.name, without asking the class's own `__delattr__`.") {
            (interpreter, me, call) throws(LanguageError) in
            if case .object(let instance as Instance) = me {
                try interpreter.deleteOwnAttribute(instance, me, try call.string(0))
            } else {
                try interpreter.deleteAttribute(me, call.string(0))
            }
            return .none
        },
    ])

    /// What plain objects compare, show and hash by: their identity.
    static let plain = table([
        row("__eq__", ["other"], "True for the object itself.") { (interpreter, me, call) in
            me.isIdentical(to: call[0]) ? .bool(true) : .object(interpreter.notImplemented)
        },
        row("__ne__", ["other"], "False for the object itself.") { (interpreter, me, call) in
            me.isIdentical(to: call[0]) ? .bool(false) : .object(interpreter.notImplemented)
        },
        row("__hash__", "A number for the object.") { (_, me, _) in
            .int(me.heapObject.map { ObjectIdentifier($0).hashValue } ?? 0)
        },
        row("__repr__", "Class and address.") { (interpreter, me, _) throws(LanguageError) in
            Value(try interpreter.plainRepr(me))
        },
        row("__str__", "repr(me).") { (interpreter, me, _) throws(LanguageError) in
            if case .object(let exception as ExceptionObject) = me {
                return Value(try interpreter.message(of: exception))
            }
            return Value(try interpreter.repr(me))
        },
        row("__format__", ["spec"], "str(me).") { (interpreter, me, call) throws(LanguageError) in
            if try !call.string(0).isEmpty {
                throw LanguageError.typeError("unsupported format string passed to \(me.typeName).__format__")
            }
            return Value(try interpreter.str(me))
        },
        row("__dir__", "The names of the attributes.") { (interpreter, me, _) in
            Value(interpreter.attributeNames(me).map { Value($0) })
        },
        row("__sizeof__", "About how many bytes the object takes.") { (_, _, _) in .int(64) },
    ])

    /// The method that an instance or class has under a special name when no class of the program defines it; `super()`
    /// and explicit calls ask for it.
    static func inherited(_ name: String, by cls: ClassObject) -> NativeFunction? {
        if let native = cls.native, native !== NativeType.object, let row = method(name, of: native) { return row }
        return general[name] ?? plain[name]
    }
}
