/// `dataclasses`: classes that are made of their annotated fields.
enum DataclassesModule {
    static let module = NativeModule(
        "dataclasses", doc: "Classes that are made of their annotated fields.",
        functions: [
            NativeFunction(
                "dataclass",
                [
                    .positional("cls", .none), .keyword("init", .bool(true)), .keyword("repr", .bool(true)),
                    .keyword("eq", .bool(true)), .keyword("order", .bool(false)),
                    .keyword("unsafe_hash", .bool(false)), .keyword("frozen", .bool(false)),
                    .keyword("kw_only", .bool(false)), .keyword("slots", .bool(false)),
                ], doc: "Gives a class __init__, __repr__ and __eq__ over its annotated fields."
            ) { (call) throws(LanguageError) in
                var options = Options()
                options.hasInit = try call.bool(1)
                options.hasRepr = try call.bool(2)
                options.hasEqual = try call.bool(3)
                options.hasOrder = try call.bool(4)
                options.hasHash = try call.bool(5)
                options.isFrozen = try call.bool(6)
                options.isNamed = try call.bool(7)
                let chosen = options
                if call[0].isNone {
                    return .object(
                        NativeFunctionObject(
                            NativeFunction("dataclass", [.positional("cls")], doc: "The decorator.") {
                                (inner) throws(LanguageError) in
                                try make(inner[0], chosen, inner.interpreter)
                            }))
                }
                return try make(call[0], chosen, call.interpreter)
            },
            NativeFunction(
                "field",
                [
                    .keyword("default", .missing), .keyword("default_factory", .missing),
                    .keyword("repr", .bool(true)), .keyword("compare", .bool(true)), .keyword("init", .bool(true)),
                ], doc: "A field with a default, or with a function that makes one."
            ) { (call) throws(LanguageError) in
                if call.isGiven(0) && call.isGiven(1) {
                    throw LanguageError.valueError("cannot specify both default and default_factory")
                }
                return .object(
                    FieldObject(
                        fallback: call[0], factory: call[1], isShown: try call.bool(2),
                        isCompared: try call.bool(3), isInInit: try call.bool(4)))
            },
            NativeFunction("fields", [.positional("class_or_instance")], doc: "The fields as a tuple.") {
                (call) throws(LanguageError) in
                .tuple(Tuple(try fields(of: call[0], call.interpreter, "fields").map { .object($0) }))
            },
            NativeFunction("is_dataclass", [.positional("obj")], doc: "True for a dataclass and its objects.") { call in
                .bool(record(of: call[0], call.interpreter) != nil)
            },
            NativeFunction("asdict", [.positional("obj")], doc: "The fields as a dictionary, nested ones too.") {
                (call) throws(LanguageError) in
                _ = try fields(of: call[0], call.interpreter, "asdict")
                return try plain(call[0], asTuple: false, call.interpreter)
            },
            NativeFunction("astuple", [.positional("obj")], doc: "The fields' values as a tuple, nested ones too.") {
                (call) throws(LanguageError) in
                _ = try fields(of: call[0], call.interpreter, "astuple")
                return try plain(call[0], asTuple: true, call.interpreter)
            },
            NativeFunction(
                "replace", [.positional("obj"), .keywords("changes")], doc: "A copy with other values for some fields."
            ) { (call) throws(LanguageError) in
                var named: [(String, Value)] = []
                let changes = call.keywords(1)
                for field in try fields(of: call[0], call.interpreter, "replace")
                where field.isInInit && !changes.contains(where: { $0.0 == field.name }) {
                    named.append((field.name, try call.interpreter.getAttribute(call[0], field.name)))
                }
                return try call.interpreter.call(
                    .object(call.interpreter.classObject(of: call[0])), [], named + changes)
            },
        ],
        constants: { interpreter in
            [("FrozenInstanceError", .object(interpreter.exceptionClass(frozen)))]
        })

    /// What the decorator was asked to make.
    private struct Options {
        var hasInit = true
        var hasRepr = true
        var hasEqual = true
        var hasOrder = false
        var hasHash = false
        var isFrozen = false
        var isNamed = false
    }

    /// A field as its class declares it; `fallback` and `factory` are unbound where there is none.
    final class FieldObject: Object {
        var name = ""
        let fallback: Value
        let factory: Value
        let isShown: Bool
        let isCompared: Bool
        let isInInit: Bool

        init(fallback: Value, factory: Value, isShown: Bool, isCompared: Bool, isInInit: Bool) {
            self.fallback = fallback
            self.factory = factory
            self.isShown = isShown
            self.isCompared = isCompared
            self.isInInit = isInInit
        }

        var isOptional: Bool { !fallback.isUnbound || !factory.isUnbound }

        override var nativeType: NativeType { DataclassesModule.fieldType }
    }

    static let fieldType = NativeType(
        name: "Field", module: "dataclasses", doc: "A field of a dataclass.",
        properties: [
            NativeProperty("name", doc: "The field's name.") { (o, _) in Value((o as? FieldObject)?.name ?? "") },
            NativeProperty("default", doc: "The default, or None.") { (o, _) in
                guard let field = o as? FieldObject, !field.fallback.isUnbound else { return Value.none }
                return field.fallback
            },
        ])

    /// The fields of a dataclass, kept in the class under a name of their own.
    private final class Record: Object {
        let fields: [FieldObject]

        init(_ fields: [FieldObject]) { self.fields = fields }
    }

    private static func record(of value: Value, _ interpreter: Interpreter) -> Record? {
        let cls: ClassObject
        if case .object(let given as ClassObject) = value {
            cls = given
        } else {
            cls = interpreter.classObject(of: value)
        }
        guard case .object(let record as Record)? = cls.lookUp("__dataclass_fields__") else { return nil }
        return record
    }

    private static func fields(of value: Value, _ interpreter: Interpreter, _ function: String) throws(LanguageError)
        -> [FieldObject]
    {
        guard let record = record(of: value, interpreter) else {
            throw LanguageError.typeError("\(function)() should be called on dataclass instances")
        }
        return record.fields
    }

    private static func collect(_ cls: ClassObject, _ interpreter: Interpreter) throws(LanguageError) -> [FieldObject] {
        var fields: [FieldObject] = []
        for base in cls.order.dropFirst().reversed() {
            guard case .object(let record as Record)? = base.members["__dataclass_fields__"] else { continue }
            for field in record.fields {
                if let place = fields.firstIndex(where: { $0.name == field.name }) {
                    fields[place] = field
                } else {
                    fields.append(field)
                }
            }
        }
        guard case .dict(let annotations)? = cls.members["__annotations__"] else { return fields }
        for (key, annotation) in annotations.table.pairs {
            guard case .str(let name) = key else { continue }
            if case .str(let text) = annotation, text.string == "ClassVar" { continue }
            var field: FieldObject
            switch cls.members[name.string] {
            case .object(let given as FieldObject)?:
                field = given
                if given.fallback.isUnbound {
                    cls.members[name.string] = nil
                    cls.memberOrder.removeAll { $0 == name.string }
                } else {
                    cls.members[name.string] = given.fallback
                }
            case let given:
                switch given {
                case .list, .dict, .object(is SetObject):
                    throw LanguageError.valueError(
                        "mutable default \(interpreter.typeText(given)) for field \(name.string) is not allowed: use default_factory",
                        hint: "\(name.string): list = field(default_factory=list)")
                default: break
                }
                field = FieldObject(
                    fallback: given ?? .unbound, factory: .unbound, isShown: true, isCompared: true, isInInit: true)
            }
            field.name = name.string
            if let place = fields.firstIndex(where: { $0.name == field.name }) {
                fields[place] = field
            } else {
                fields.append(field)
            }
        }
        return fields
    }

    private static func make(_ value: Value, _ options: Options, _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        guard case .object(let cls as ClassObject) = value, cls.isUser else {
            throw LanguageError.typeError("dataclass() decorates a class, not \(value.typeName)")
        }
        let fields = try collect(cls, interpreter)
        func add(_ function: NativeFunction) throws(LanguageError) {
            if cls.members[function.name] != nil { return }
            try interpreter.setAttribute(
                value, function.name,
                .object(
                    NativeFunctionObject(NativeFunction(function, owner: cls.name, isC: false), takesReceiver: true)))
        }
        try interpreter.setAttribute(value, "__dataclass_fields__", .object(Record(fields)))
        if cls.members["__match_args__"] == nil {
            let names = fields.filter { $0.isInInit }.map { Value($0.name) }
            try interpreter.setAttribute(value, "__match_args__", .tuple(Tuple(names)))
        }
        if options.hasInit { try add(try initializer(fields, options)) }
        if options.hasRepr { try add(representation) }
        if options.hasEqual { try add(comparison("__eq__", .equal)) }
        if options.hasOrder {
            for (name, op) in [
                ("__lt__", Comparison.less), ("__le__", .lessEqual), ("__gt__", .greater), ("__ge__", .greaterEqual),
            ] { try add(comparison(name, op)) }
        }
        if options.isFrozen {
            try add(refusal("__setattr__", [.positional("name"), .positional("value")], "assign to"))
            try add(refusal("__delattr__", [.positional("name")], "delete"))
        }
        if options.hasHash || (options.isFrozen && options.hasEqual) { try add(hash) }
        return value
    }

    /// The receiver's fields for comparing, and their values.
    private static func compared(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        var values: [Value] = []
        for field in record(of: value, interpreter)?.fields ?? [] where field.isCompared {
            values.append(try interpreter.getAttribute(value, field.name))
        }
        return .tuple(Tuple(values))
    }

    private static func initializer(_ fields: [FieldObject], _ options: Options) throws(LanguageError) -> NativeFunction
    {
        var parameters: [Parameter] = []
        var before: FieldObject?
        for field in fields where field.isInInit {
            if !options.isNamed, let before, before.isOptional, !field.isOptional {
                throw LanguageError.typeError("non-default argument '\(field.name)' follows default argument")
            }
            before = field
            parameters.append(
                Parameter(
                    field.name, field.isOptional ? .missing : .required, kind: options.isNamed ? .keywordOnly : .normal)
            )
        }
        return NativeFunction("__init__", parameters, doc: "Sets the fields.") { (call) throws(LanguageError) in
            guard let me = call.receiver, case .object(let instance as Instance) = me else { return .none }
            var place = 0
            for field in record(of: me, call.interpreter)?.fields ?? [] {
                var value = Value.unbound
                if field.isInInit, place < call.function.parameters.count {
                    value = call[place]
                    place += 1
                }
                if value.isUnbound {
                    value = field.factory.isUnbound ? field.fallback : try call.interpreter.call(field.factory, [])
                }
                if !value.isUnbound { instance.setAttribute(field.name, value) }
            }
            if instance.cls.lookUp("__post_init__") != nil {
                _ = try call.interpreter.call(call.interpreter.getAttribute(me, "__post_init__"), [])
            }
            return .none
        }
    }

    private static let representation = NativeFunction("__repr__", doc: "The class with its fields.") {
        (call) throws(LanguageError) in
        guard let me = call.receiver, let object = me.heapObject else { return .none }
        return Value(
            try call.interpreter.nested(object, "...") { () throws(LanguageError) in
                var parts: [String] = []
                for field in record(of: me, call.interpreter)?.fields ?? [] where field.isShown {
                    let value = try call.interpreter.getAttribute(me, field.name)
                    parts.append("\(field.name)=" + (try call.interpreter.repr(value)))
                }
                return me.typeName + "(" + parts.joined(separator: ", ") + ")"
            })
    }

    private static func comparison(_ name: String, _ op: Comparison) -> NativeFunction {
        NativeFunction(name, [.positional("other")], doc: "Compares the fields in order.") {
            (call) throws(LanguageError) in
            guard let me = call.receiver,
                call.interpreter.classObject(of: me) === call.interpreter.classObject(of: call[0])
            else { return .object(call.interpreter.notImplemented) }
            return try call.interpreter.compare(
                op, compared(me, call.interpreter), compared(call[0], call.interpreter))
        }
    }

    private static let hash = NativeFunction("__hash__", doc: "The hash of the fields.") {
        (call) throws(LanguageError) in
        .int(try call.interpreter.hash(compared(call.receiver ?? .none, call.interpreter)))
    }

    /// `dataclasses.FrozenInstanceError`.
    private static let frozen = LibraryException(
        name: "FrozenInstanceError", module: "dataclasses", parent: .attributeError,
        doc: "What a change of an object that must not change raises.")

    private static func refusal(_ name: String, _ parameters: [Parameter], _ verb: String) -> NativeFunction {
        NativeFunction(name, parameters, doc: "Refuses: the class is frozen.") { (call) throws(LanguageError) in
            throw call.interpreter.error(frozen, "cannot \(verb) field '\(try call.string(0))'")
        }
    }

    /// Dataclasses inside lists, tuples and dictionaries as plain values.
    private static func plain(_ value: Value, asTuple: Bool, _ interpreter: Interpreter) throws(LanguageError) -> Value
    {
        try interpreter.enter()
        defer { interpreter.leave() }
        func all(_ values: [Value]) throws(LanguageError) -> [Value] {
            var made: [Value] = []
            for value in values { made.append(try plain(value, asTuple: asTuple, interpreter)) }
            return made
        }
        switch value {
        case .list(let list): return Value(try all(list.values))
        case .tuple(let tuple): return .tuple(Tuple(try all(tuple.values)))
        case .dict(let dict):
            let made = Dict()
            for (key, part) in dict.table.pairs {
                try made.set(key, plain(part, asTuple: asTuple, interpreter), interpreter)
            }
            return .dict(made)
        case .object(is Instance):
            guard let record = record(of: value, interpreter) else { return value }
            var values: [Value] = []
            for field in record.fields {
                values.append(
                    try plain(interpreter.getAttribute(value, field.name), asTuple: asTuple, interpreter))
            }
            if asTuple { return .tuple(Tuple(values)) }
            let made = Dict()
            for (field, part) in zip(record.fields, values) { try made.set(Value(field.name), part, interpreter) }
            return .dict(made)
        default: return value
        }
    }
}

extension Interpreter {
    /// `<class 'list'>`, for messages.
    fileprivate func typeText(_ value: Value?) -> String { value.map { "<class '\($0.typeName)'>" } ?? "" }
}
