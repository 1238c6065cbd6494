/// `operator`: the operators as functions.
enum OperatorModule {
    static let module = NativeModule(
        "operator", doc: "The operators as functions.", functions: binaryRows + comparisonRows + otherRows + getters)

    private static let binaryRows: [NativeFunction] = [
        ("add", BinaryOperator.add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide),
        ("floordiv", .floorDivide), ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("and_", .and),
        ("or_", .or), ("xor", .xor), ("lshift", .shiftLeft), ("rshift", .shiftRight), ("concat", .add),
    ].flatMap { name, op in
        [
            NativeFunction(name, [.positional("a"), .positional("b")], doc: "a \(op.symbol) b.") {
                (call) throws(LanguageError) in try call.interpreter.binary(op, call[0], call[1])
            },
            NativeFunction(
                "i" + name.filter { $0 != "_" }, [.positional("a"), .positional("b")], doc: "a \(op.symbol)= b."
            ) {
                (call) throws(LanguageError) in try call.interpreter.inPlace(op, call[0], call[1])
            },
        ]
    }

    private static let comparisonRows: [NativeFunction] = [
        ("lt", Comparison.less), ("le", .lessEqual), ("eq", .equal), ("ne", .notEqual), ("gt", .greater),
        ("ge", .greaterEqual),
    ].map { name, op in
        NativeFunction(name, [.positional("a"), .positional("b")], doc: "a \(op.symbol) b.") {
            (call) throws(LanguageError) in try call.interpreter.compare(op, call[0], call[1])
        }
    }

    private static let otherRows: [NativeFunction] = [
        NativeFunction("neg", [.positional("a")], doc: "-a.") { (call) throws(LanguageError) in
            try call.interpreter.unary(.negate, call[0])
        },
        NativeFunction("pos", [.positional("a")], doc: "+a.") { (call) throws(LanguageError) in
            try call.interpreter.unary(.plus, call[0])
        },
        NativeFunction("invert", [.positional("a")], doc: "~a.") { (call) throws(LanguageError) in
            try call.interpreter.unary(.invert, call[0])
        },
        NativeFunction("abs", [.positional("a")], doc: "The size of a.") { (call) throws(LanguageError) in
            guard let abs = call.interpreter.globals.builtin("abs") else { return .none }
            return try call.interpreter.call(abs, [call[0]])
        },
        NativeFunction("not_", [.positional("a")], doc: "not a.") { (call) throws(LanguageError) in
            .bool(try !call.bool(0))
        },
        NativeFunction("truth", [.positional("a")], doc: "The truth of a.") { (call) throws(LanguageError) in
            .bool(try call.bool(0))
        },
        NativeFunction("is_", [.positional("a"), .positional("b")], doc: "a is b.") { call in
            .bool(call[0].isIdentical(to: call[1]))
        },
        NativeFunction("is_not", [.positional("a"), .positional("b")], doc: "a is not b.") { call in
            .bool(!call[0].isIdentical(to: call[1]))
        },
        NativeFunction("index", [.positional("a")], doc: "a as a whole number.") { (call) throws(LanguageError) in
            Value(try call.integer(0))
        },
        NativeFunction("contains", [.positional("a"), .positional("b")], doc: "b in a.") {
            (call) throws(LanguageError) in .bool(try call.interpreter.contains(call[0], call[1]))
        },
        NativeFunction("getitem", [.positional("a"), .positional("b")], doc: "a[b].") { (call) throws(LanguageError) in
            try call.interpreter.getItem(call[0], call[1])
        },
        NativeFunction("setitem", [.positional("a"), .positional("b"), .positional("c")], doc: "a[b] = c.") {
            (call) throws(LanguageError) in
            try call.interpreter.setItem(call[0], call[1], call[2])
            return .none
        },
        NativeFunction("delitem", [.positional("a"), .positional("b")], doc: "del a[b].") {
            (call) throws(LanguageError) in
            try call.interpreter.deleteItem(call[0], call[1])
            return .none
        },
        NativeFunction("countOf", [.positional("a"), .positional("b")], doc: "How often b occurs in a.") {
            (call) throws(LanguageError) in
            var count = 0
            for value in try call.values(0) where try call.interpreter.equal(value, call[1]) { count += 1 }
            return .int(count)
        },
        NativeFunction("indexOf", [.positional("a"), .positional("b")], doc: "The first place of b in a.") {
            (call) throws(LanguageError) in
            for (i, value) in try call.values(0).enumerated() where try call.interpreter.equal(value, call[1]) {
                return .int(i)
            }
            throw LanguageError.valueError("sequence.index(x): x not in sequence")
        },
    ]

    /// A function that takes something out of its argument.
    private final class Getter: Object {
        let name: String
        let get: (Value, Interpreter) throws(LanguageError) -> Value

        init(_ name: String, _ get: @escaping (Value, Interpreter) throws(LanguageError) -> Value) {
            self.name = name
            self.get = get
        }

        override var nativeType: NativeType { OperatorModule.getter }
    }

    static let getter = NativeType(
        name: "getter", module: "operator", doc: "A function that takes something out of its argument.",
        slots: Slots {
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let me = object as? Getter else { return Value.none }
                guard arguments.count == 1, named.isEmpty else {
                    throw LanguageError.typeError(
                        "\(me.name) expected 1 argument, got \(arguments.count + named.count)")
                }
                return try me.get(arguments[0], interpreter)
            }
            $0.repr = { (object, _) in "operator.\((object as? Getter)?.name ?? "getter")(...)" }
        })

    private static func several(_ values: [Value]) -> Value { values.count == 1 ? values[0] : .tuple(Tuple(values)) }

    private static let getters: [NativeFunction] = [
        NativeFunction(
            "itemgetter", [.positional("item"), .rest("items")], doc: "A function that gives x[item] of its argument."
        ) { call in
            let keys = [call[0]] + call.rest(1)
            return .object(
                Getter("itemgetter") { (value, interpreter) throws(LanguageError) in
                    var found: [Value] = []
                    for key in keys { found.append(try interpreter.getItem(value, key)) }
                    return several(found)
                })
        },
        NativeFunction(
            "attrgetter", [.positional("attr"), .rest("attrs")], doc: "A function that gives x.attr of its argument."
        ) { (call) throws(LanguageError) in
            var paths: [[String]] = []
            for value in [call[0]] + call.rest(1) {
                guard case .str(let text) = value else {
                    throw LanguageError.typeError("attribute name must be a string")
                }
                paths.append(text.string.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
            }
            let wanted = paths
            return .object(
                Getter("attrgetter") { (value, interpreter) throws(LanguageError) in
                    var found: [Value] = []
                    for path in wanted {
                        var one = value
                        for name in path { one = try interpreter.getAttribute(one, name) }
                        found.append(one)
                    }
                    return several(found)
                })
        },
        NativeFunction(
            "methodcaller", [.positional("name"), .rest("args"), .keywords("kwargs")],
            doc: "A function that calls a method of its argument."
        ) { (call) throws(LanguageError) in
            let name = try call.string(0)
            let arguments = call.rest(1), named = call.keywords(2)
            return .object(
                Getter("methodcaller") { (value, interpreter) throws(LanguageError) in
                    try interpreter.call(interpreter.getAttribute(value, name), arguments, named)
                })
        },
    ]
}
