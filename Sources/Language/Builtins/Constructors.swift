internal import BigInt

/// What calling a built-in type does.
enum Constructors {
    static let bool = NativeFunction("bool", [.positional("x", .bool(false))], doc: "The truth of a value.") {
        (call) throws(LanguageError) in .bool(try call.bool(0))
    }

    static let int = NativeFunction(
        "int", [.positional("x", .int(0)), Parameter("base", .missing)],
        doc: "A whole number from a number or a text; the fraction is cut off.", quick: QuickCalls.int
    ) { (call) throws(LanguageError) in
        if call.isGiven(1) {
            let base = try call.integer(1).clamped
            if base != 0 && (base < 2 || base > 36) {
                throw LanguageError.valueError("int() base must be >= 2 and <= 36, or 0")
            }
            if let bytes = call[0].byteContent { return try parse(bytes, base: base, call.interpreter) }
            guard case .str(let text) = call[0].payload ?? call[0] else {
                throw LanguageError.typeError("int() can't convert non-string with explicit base")
            }
            return try parse(text.string, base: base, call.interpreter)
        }
        switch call[0] {
        case .int: return call[0]
        case .bool(let flag): return .int(flag ? 1 : 0)
        case .float(let number): return try whole(number)
        case .str(let text): return try parse(text.string, base: 10, call.interpreter)
        case .object(let object) where object is BigInteger: return call[0]
        default:
            if let answer = try call.interpreter.callSpecial("__int__", call[0], []) {
                if let number = answer.bigInt { return Value(number) }
                throw LanguageError.typeError("__int__ returned non-int (type \(answer.typeName))")
            }
            if case .str(let text)? = call[0].payload { return try parse(text.string, base: 10, call.interpreter) }
            if let bytes = call[0].byteContent { return try parse(bytes, base: 10, call.interpreter) }
            if case .float(let number)? = call[0].payload { return try whole(number) }
            if let number = try call.interpreter.integer(call[0]) { return Value(number) }
            if let number = try call.interpreter.number(call[0]) { return try whole(number) }
            throw LanguageError.typeError(
                "int() argument must be a string, a bytes-like object or a real number, not '\(call[0].typeName)'")
        }
    }

    /// A whole number from text in bytes.
    private static func parse(_ bytes: [UInt8], base: Int, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let wrong = LanguageError.valueError(
            "invalid literal for int() with base \(base): \(BytesMethods.repr(bytes).prefix(200))")
        guard bytes.allSatisfy({ $0 < 128 }) else { throw wrong }
        do throws(LanguageError) {
            return try parse(String(decoding: bytes, as: UTF8.self), base: base, interpreter)
        } catch {
            throw error.kind == .valueError && error.raised.message.hasPrefix("invalid literal") ? wrong : error
        }
    }

    /// A floating-point number without its fraction.
    static func whole(_ number: Double) throws(LanguageError) -> Value {
        if let result = Int(exactly: number.rounded(.towardZero)) { return .int(result) }
        return Value(try BigArithmetic.whole(number))
    }

    /// A whole number from text, with signs, spaces, underscores and prefixes as Python reads them.
    static func parse(_ text: String, base: Int, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        if base != 0 && (base < 2 || base > 36) {
            throw LanguageError.valueError("int() base must be >= 2 and <= 36, or 0")
        }
        let wrong = LanguageError.valueError(
            "invalid literal for int() with base \(base): \(Interpreter.quoted(text).prefix(200))")
        var digits = text.trimmed
        var sign = ""
        if digits.hasPrefix("-") || digits.hasPrefix("+") { sign = String(digits.removeFirst()) }
        var radix = base
        for (prefix, value) in [("0x", 16), ("0o", 8), ("0b", 2)]
        where digits.lowercased().hasPrefix(prefix) && (base == 0 || base == value) {
            digits.removeFirst(2)
            radix = value
            if digits.hasPrefix("_") { digits.removeFirst() }
        }
        if radix == 0, digits.hasPrefix("0"), digits.contains(where: { $0 != "0" && $0 != "_" }) { throw wrong }
        if radix == 0 { radix = 10 }
        if digits.hasPrefix("_") || digits.hasSuffix("_") || digits.contains("__") { throw wrong }
        digits = String(
            digits.filter { $0 != "_" }.map { c in c.isASCII ? c : c.wholeNumberValue.map { Character(String($0)) } ?? c
            })
        guard !digits.isEmpty, digits.allSatisfy({ ($0.isASCII ? Int(String($0), radix: radix) : nil) != nil }) else {
            throw wrong
        }
        if let value = Int(sign + digits, radix: radix) { return .int(value) }
        let number = BigInt(try BigArithmetic(interpreter).parse(digits[...].utf8, radix: radix))
        return Value(sign == "-" ? -number : number)
    }

    /// A floating-point number from text: digits of any script, single underscores between them, `inf` and `nan`.
    static func number(_ text: String) -> Double? {
        var plain = ""
        var lastWasDigit = false
        for scalar in text.trimmed.unicodeScalars {
            if scalar == "_" {
                if !lastWasDigit { return nil }
                plain.append("_")
                lastWasDigit = false
                continue
            }
            let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil
            if plain.hasSuffix("_") {
                if digit == nil { return nil }
                plain.removeLast()
            }
            lastWasDigit = digit != nil
            plain += digit.map { String(Int($0)) } ?? scalar.properties.lowercaseMapping
        }
        let bare = plain.hasPrefix("-") || plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
        switch bare {
        case "nan": return .nan
        case "inf", "infinity": return plain.hasPrefix("-") ? -.infinity : .infinity
        default:
            guard !bare.isEmpty, bare.utf8.allSatisfy({ "0123456789.+-e".utf8.contains($0) }) else { return nil }
            return Double(plain)
        }
    }

    static let float = NativeFunction(
        "float", [.positional("x", .float(0))], doc: "A floating-point number from a number or a text.",
        quick: QuickCalls.float
    ) { (call) throws(LanguageError) in
        if case .str(let text) = call[0].payload ?? call[0] {
            if let number = number(text.string) { return .float(number) }
            throw LanguageError.valueError("could not convert string to float: \(Interpreter.quoted(text.string))")
        }
        if let bytes = call[0].byteContent {
            if bytes.allSatisfy({ $0 < 128 }), let number = number(String(decoding: bytes, as: UTF8.self)) {
                return .float(number)
            }
            throw LanguageError.valueError("could not convert string to float: \(BytesMethods.repr(bytes))")
        }
        if let number = try call.interpreter.number(call[0]) { return .float(number) }
        throw LanguageError.typeError("float() argument must be a string or a real number, not '\(call[0].typeName)'")
    }

    static let str = NativeFunction(
        "str", [Parameter("object", .str("")), Parameter("encoding", .missing), Parameter("errors", .missing)],
        doc: "The text of a value.", quick: QuickCalls.str
    ) { (call) throws(LanguageError) in
        if call.isGiven(1) || call.isGiven(2) {
            guard let bytes = call[0].byteContent else {
                throw LanguageError.typeError(
                    "decoding to str: need a bytes-like object, \(call[0].typeName) found")
            }
            let codec = try TextCodec(call.isGiven(1) ? try call.string(1) : "utf-8")
            return Value(try codec.decode(bytes, errors: call.isGiven(2) ? try call.string(2) : "strict"))
        }
        return Value(try call.interpreter.str(call[0]))
    }

    static let list = NativeFunction(
        "list", [.positional("iterable", .missing)], doc: "A new list of the values of an iterable."
    ) {
        (call) throws(LanguageError) in Value(call.isGiven(0) ? try call.interpreter.sequence(of: call[0]) : [])
    }

    static let tuple = NativeFunction(
        "tuple", [.positional("iterable", .missing)], doc: "A tuple of the values of an iterable."
    ) {
        (call) throws(LanguageError) in .tuple(Tuple(call.isGiven(0) ? try call.interpreter.sequence(of: call[0]) : []))
    }

    static let dict = NativeFunction(
        "dict", [.positional("mapping", .missing), .keywords("values")],
        doc: "A new dictionary from another, from pairs, or from named values."
    ) { (call) throws(LanguageError) in
        let dict = Dict()
        if call.isGiven(0) { try update(dict, call[0], call.interpreter) }
        for (name, value) in call.keywords(1) { try dict.set(Value(name), value, call.interpreter) }
        return .dict(dict)
    }

    /// Adds a mapping's or an iterable of pairs' contents to a dictionary.
    static func update(_ dict: Dict, _ source: Value, _ interpreter: Interpreter) throws(LanguageError) {
        if case .dict(let other) = source.payload ?? source {
            for (key, value) in other.table.pairs { try dict.set(key, value, interpreter) }
            return
        }
        if let keys = try interpreter.findAttribute(source, "keys") {
            for key in try interpreter.array(of: interpreter.call(keys, [])) {
                try dict.set(key, try interpreter.getItem(source, key), interpreter)
            }
            return
        }
        for (i, pair) in try interpreter.array(of: source).enumerated() {
            let parts: [Value]
            do throws(LanguageError) { parts = try interpreter.array(of: pair) } catch {
                throw LanguageError.typeError("cannot convert dictionary update sequence element #\(i) to a sequence")
            }
            if parts.count != 2 {
                throw LanguageError.valueError(
                    "dictionary update sequence element #\(i) has length \(parts.count); 2 is required")
            }
            try dict.set(parts[0], parts[1], interpreter)
        }
    }

    private static func makeSet(_ call: Call, frozen: Bool) throws(LanguageError) -> Value {
        let set = SetObject(isFrozen: frozen)
        guard call.isGiven(0) else { return .object(set) }
        if frozen, case .object(let given as SetObject) = call[0], given.isFrozen { return call[0] }
        try set.add(all: call[0], call.interpreter)
        return .object(set)
    }

    static let set = NativeFunction(
        "set", [.positional("iterable", .missing)], doc: "A set of the values of an iterable."
    ) {
        (call) throws(LanguageError) in try makeSet(call, frozen: false)
    }

    static let frozenset = NativeFunction(
        "frozenset", [.positional("iterable", .missing)], doc: "A set that does not change."
    ) {
        (call) throws(LanguageError) in try makeSet(call, frozen: true)
    }

    static let bytes = NativeFunction(
        "bytes",
        [Parameter("source", .missing), Parameter("encoding", .missing), Parameter("errors", .missing)],
        doc: "Bytes from numbers, a text or a count."
    ) { (call) throws(LanguageError) in
        if case .object(let bytes as BytesObject) = call[0], !call.isGiven(1) { return .object(bytes) }
        return .object(BytesObject(try BytesMethods.content(call)))
    }

    static let range = NativeFunction(
        "range", [.positional("start"), .positional("stop", .missing), .positional("step", .int(1))],
        doc: "Whole numbers from start to before stop.", quick: QuickCalls.range
    ) { (call) throws(LanguageError) in
        if !call.isGiven(1) { return .range(RangeNumbers(0, try call.integer(0), 1)) }
        let (start, stop, step) = (try call.integer(0), try call.integer(1), try call.integer(2))
        if step == 0 { throw LanguageError.valueError("range() arg 3 must not be zero") }
        return .range(RangeNumbers(start, stop, step))
    }

    static let slice = NativeFunction(
        "slice", [.positional("start"), .positional("stop", .missing), .positional("step", .none)],
        doc: "start:stop:step as a value."
    ) { call in
        call.isGiven(1)
            ? .object(SliceObject(start: call[0], stop: call[1], step: call[2]))
            : .object(SliceObject(start: .none, stop: call[0], step: .none))
    }

    static let type = NativeFunction("type", [.positional("object"), .rest("more")], doc: "The class of a value.") {
        (call) throws(LanguageError) in
        let more = call.rest(1)
        if !more.isEmpty {
            guard more.count == 2 else { throw LanguageError.typeError("type() takes 1 or 3 arguments") }
            guard case .tuple(let bases) = more[0] else {
                throw LanguageError.typeError("type.__new__() argument 2 must be tuple, not \(more[0].typeName)")
            }
            guard case .dict(let members) = more[1] else {
                throw LanguageError.typeError("type.__new__() argument 3 must be dict, not \(more[1].typeName)")
            }
            return try call.interpreter.makeClass(try call.string(0), bases.values, members)
        }
        return .object(call.interpreter.classObject(of: call[0]))
    }

    static let property = NativeFunction(
        "property",
        [Parameter("fget", .none), Parameter("fset", .none), Parameter("fdel", .none), Parameter("doc", .none)],
        doc: "An attribute that functions compute."
    ) { call in .object(Descriptor(.property, get: call[0], set: call[1], delete: call[2])) }

    static let staticMethod = NativeFunction(
        "staticmethod", [.positional("function")], doc: "A function of a class that takes no object."
    ) {
        call in .object(Descriptor(.staticMethod, get: call[0]))
    }

    static let classMethod = NativeFunction(
        "classmethod", [.positional("function")], doc: "A function that takes the class."
    ) {
        call in .object(Descriptor(.classMethod, get: call[0]))
    }

    static let superConstructor = NativeFunction(
        "super", [.positional("type", .missing), .positional("object", .missing)],
        doc: "The attributes of the classes above."
    ) { (call) throws(LanguageError) in
        guard case .object(let cls as ClassObject) = call[0], call.isGiven(1) else {
            throw LanguageError.runtimeError("super(): no arguments")
        }
        let start: ClassObject
        if case .object(let object as ClassObject) = call[1] {
            start = object
        } else {
            start = call.interpreter.classObject(of: call[1])
        }
        if !start.isSubclass(of: cls) {
            throw LanguageError.typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        return .object(SuperObject(after: cls, receiver: call[1], start: start))
    }
}

/// `@value.setter` and its kin.
enum DescriptorMethods {
    private static func remake(_ call: Call, _ make: (Descriptor) -> Descriptor) throws(LanguageError) -> Value {
        guard case .object(let descriptor as Descriptor)? = call.receiver else {
            throw LanguageError.typeError("not a property")
        }
        return .object(make(descriptor))
    }

    static let properties: [NativeProperty] = [
        NativeProperty("fget", doc: "The getter.") { (object, _) in (object as? Descriptor)?.get ?? .none },
        NativeProperty("fset", doc: "The setter.") { (object, _) in (object as? Descriptor)?.set ?? .none },
        NativeProperty("fdel", doc: "The deleter.") { (object, _) in (object as? Descriptor)?.delete ?? .none },
        NativeProperty("__doc__", doc: "The getter's documentation.") { (object, interpreter) throws(LanguageError) in
            guard case .function(let function)? = (object as? Descriptor)?.get else { return .none }
            return function.doc
        },
    ]

    static let rows: [NativeFunction] = [
        NativeFunction("getter", [.positional("function")], doc: "The property with another getter.") {
            (call) throws(LanguageError) in
            let new = call[0]
            return try remake(call) { Descriptor(.property, get: new, set: $0.set, delete: $0.delete) }
        },
        NativeFunction("setter", [.positional("function")], doc: "The property with a setter.") {
            (call) throws(LanguageError) in
            let new = call[0]
            return try remake(call) { Descriptor(.property, get: $0.get, set: new, delete: $0.delete) }
        },
        NativeFunction("deleter", [.positional("function")], doc: "The property with a deleter.") {
            (call) throws(LanguageError) in
            let new = call[0]
            return try remake(call) { Descriptor(.property, get: $0.get, set: $0.set, delete: new) }
        },
    ]
}

extension String {
    /// The text without space at both ends, as Python's `strip` has it.
    var trimmed: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
        let scalars = unicodeScalars.drop(while: isSpace)
        guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(scalars[...last])
    }
}
