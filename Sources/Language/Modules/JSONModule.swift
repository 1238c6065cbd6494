/// `json`: values as JSON text and back.
enum JSONModule {
    static let module = NativeModule(
        "json", doc: "Values as JSON text and back.",
        functions: [
            NativeFunction("dumps", [Parameter("obj")] + options, doc: "A value as JSON text.") {
                (call) throws(LanguageError) in try text(call, optionsFrom: 1)
            },
            NativeFunction("dump", [Parameter("obj"), Parameter("fp")] + options, doc: "Writes a value as JSON text.") {
                (call) throws(LanguageError) in
                _ = try call.interpreter.call(
                    call.interpreter.getAttribute(call[1], "write"), [try text(call, optionsFrom: 2)])
                return .none
            },
            NativeFunction("loads", [Parameter("s")] + hooks, doc: "The value that a JSON text stands for.") {
                (call) throws(LanguageError) in
                if case .str(let text) = call[0] { return try Reader.value(text.string, call) }
                guard let bytes = call[0].byteContent else {
                    throw LanguageError.typeError(
                        "the JSON object must be str, bytes or bytearray, not \(call[0].typeName)")
                }
                return try Reader.value(try TextCodec("utf-8-sig").decode(bytes), call)
            },
            NativeFunction("load", [Parameter("fp")] + hooks, doc: "The value that a file's JSON text stands for.") {
                (call) throws(LanguageError) in
                let read = try call.interpreter.getAttribute(call[0], "read")
                let text = try call.interpreter.call(read, [])
                if let bytes = text.byteContent {
                    return try Reader.value(try TextCodec("utf-8-sig").decode(bytes), call)
                }
                return try Reader.value(call.interpreter.str(text), call)
            },
        ], written: written,
        constants: { interpreter in [("JSONDecodeError", .object(interpreter.exceptionClass(failure)))] })

    /// `json.JSONDecodeError`.
    private static let failure = LibraryException(
        name: "JSONDecodeError", module: "json.decoder", parent: .valueError, doc: "What a text that is no JSON raises."
    )

    /// What `loads` makes of objects and numbers, in the order of the parameters.
    private static let hooks: [Parameter] = [
        .keyword("cls", .none), .keyword("object_hook", .none), .keyword("parse_float", .none),
        .keyword("parse_int", .none), .keyword("parse_constant", .none), .keyword("object_pairs_hook", .none),
    ]

    /// The text of a value, by an encoder of the program's where one is given.
    private static func text(_ call: Call, optionsFrom first: Int) throws(LanguageError) -> Value {
        guard let cls = call.optional(first + 8) else {
            return Value(try Writer(call, optionsFrom: first).text(call[0]))
        }
        var named: [(String, Value)] = []
        for (place, option) in options.enumerated() where option.name != "cls" {
            named.append((option.name, call[first + place]))
        }
        let encoder = try call.interpreter.call(cls, [], named)
        return try call.interpreter.call(call.interpreter.getAttribute(encoder, "encode"), [call[0]])
    }

    /// The classes that programs inherit from.
    private static let written = WrittenModule(
        source: #"""
            class JSONEncoder:
                """Writes values as JSON; a class that inherits from it says in `default` what to do with others."""

                item_separator = ', '
                key_separator = ': '

                def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                             sort_keys=False, indent=None, separators=None, default=None):
                    self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
                    self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
                    self.separators = separators
                    if default is not None:
                        self.default = default

                def default(self, o):
                    """The value to write in place of one that JSON does not know."""
                    raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

                def encode(self, o):
                    """A value as JSON text."""
                    import json
                    return json.dumps(
                        o, skipkeys=self.skipkeys, ensure_ascii=self.ensure_ascii, allow_nan=self.allow_nan,
                        sort_keys=self.sort_keys, indent=self.indent, separators=self.separators, default=self.default)

                def iterencode(self, o):
                    """A value as JSON text, in pieces."""
                    yield self.encode(o)


            class JSONDecoder:
                """Reads values from JSON text."""

                def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                             object_pairs_hook=None):
                    self.hooks = dict(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                                      parse_constant=parse_constant, object_pairs_hook=object_pairs_hook)

                def decode(self, s):
                    """The value that a text stands for."""
                    import json
                    return json.loads(s, **self.hooks)
            """#)

    private static let options: [Parameter] = [
        .keyword("skipkeys", .bool(false)), .keyword("ensure_ascii", .bool(true)), .keyword("indent", .none),
        .keyword("separators", .none), .keyword("default", .none), .keyword("sort_keys", .bool(false)),
        .keyword("allow_nan", .bool(true)), .keyword("check_circular", .bool(true)), .keyword("cls", .none),
    ]

    /// Python's values to JSON text, spaced as CPython spaces it.
    private struct Writer {
        let interpreter: Interpreter
        let skipsKeys: Bool
        let isASCII: Bool
        let indent: String?
        let itemSeparator: String
        let keySeparator: String
        let fallback: Value?
        let sortsKeys: Bool
        let allowsNaN: Bool
        private var out = ""
        private var open: [ObjectIdentifier] = []

        init(_ call: Call, optionsFrom first: Int) throws(LanguageError) {
            interpreter = call.interpreter
            skipsKeys = try call.bool(first)
            isASCII = try call.bool(first + 1)
            switch call[first + 2] {
            case .none: indent = nil
            case .str(let text): indent = text.string
            case let wrong where try interpreter.integer(wrong) == nil:
                throw LanguageError.typeError("can't multiply sequence by non-int of type '\(wrong.typeName)'")
            default: indent = String(repeating: " ", count: min(max(0, try call.int(first + 2)), 1000))
            }
            if let given = call.optional(first + 3) {
                let parts = try call.interpreter.array(of: given)
                guard parts.count == 2, case .str(let item) = parts[0], case .str(let key) = parts[1] else {
                    throw LanguageError.valueError("separators must be a pair of texts: (item, key)")
                }
                itemSeparator = item.string
                keySeparator = key.string
            } else {
                itemSeparator = indent == nil ? ", " : ","
                keySeparator = ": "
            }
            fallback = call.optional(first + 4)
            sortsKeys = try call.bool(first + 5)
            allowsNaN = try call.bool(first + 6)
        }

        func text(_ value: Value) throws(LanguageError) -> String {
            var writer = self
            try writer.write(value)
            return writer.out
        }

        private mutating func write(_ value: Value) throws(LanguageError) {
            if out.utf8.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            switch value {
            case .none: out += "null"
            case .bool(let flag): out += flag ? "true" : "false"
            case .int(let number): out += String(number)
            case .object(let object) where object is BigInteger: out += try interpreter.repr(value)
            case .float(let number): out += try float(number)
            case .str(let text): out += quoted(text.string)
            case .list(let list): try sequence(list.values, list)
            case .tuple(let tuple): try sequence(tuple.values, tuple)
            case .dict(let dict): try mapping(dict)
            case .object(let object) where object.nativeType.isKind(of: .tuple) && fallback == nil:
                try sequence(try interpreter.array(of: value), object)
            case .object(let derived as DerivedInstance): try write(derived.payload)
            default:
                guard let fallback else {
                    throw LanguageError.typeError(
                        "Object of type \(interpreter.classObject(of: value).name) is not JSON serializable",
                        hint: "turn it into lists, dictionaries, numbers or text first: array.tolist(), float(x)")
                }
                try enter(value.heapObject)
                try write(interpreter.call(fallback, [value]))
                leave(value.heapObject)
            }
        }

        private mutating func enter(_ object: Object?) throws(LanguageError) {
            guard let object else { return }
            if open.contains(ObjectIdentifier(object)) { throw LanguageError.valueError("Circular reference detected") }
            if open.count > 500 { throw LanguageError(.recursionError, "maximum recursion depth exceeded") }
            open.append(ObjectIdentifier(object))
        }

        private mutating func leave(_ object: Object?) { if object != nil { open.removeLast() } }

        private func float(_ number: Double) throws(LanguageError) -> String {
            if number.isFinite { return FloatText.repr(number) }
            if !allowsNaN { throw LanguageError.valueError("Out of range float values are not JSON compliant") }
            return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
        }

        private func newLine(_ depth: Int) -> String {
            indent.map { "\n" + String(repeating: $0, count: depth) } ?? ""
        }

        private mutating func sequence(_ values: [Value], _ object: Object) throws(LanguageError) {
            if values.isEmpty {
                out += "[]"
                return
            }
            try enter(object)
            out += "["
            for (i, value) in values.enumerated() {
                if i > 0 { out += itemSeparator }
                out += newLine(open.count)
                try write(value)
            }
            leave(object)
            out += newLine(open.count) + "]"
        }

        private mutating func mapping(_ dict: Dict) throws(LanguageError) {
            if dict.table.count == 0 {
                out += "{}"
                return
            }
            try enter(dict)
            var pairs = dict.table.pairs
            if sortsKeys {
                let places = try interpreter.sorted(
                    pairs.indices.map { .tuple(Tuple([pairs[$0].0, .int($0)])) }, key: .none, reverse: false)
                pairs = places.compactMap { place in
                    guard case .tuple(let pair) = place, case .int(let i) = pair.values[1] else { return nil }
                    return pairs[i]
                }
            }
            out += "{"
            var isFirst = true
            for (key, value) in pairs {
                let name: String
                switch key {
                case .str(let text): name = text.string
                case .none: name = "null"
                case .bool(let flag): name = flag ? "true" : "false"
                case .int(let number): name = String(number)
                case .object(let object) where object is BigInteger: name = try interpreter.repr(key)
                case .float(let number): name = try float(number)
                default:
                    if skipsKeys { continue }
                    throw LanguageError.typeError(
                        "keys must be str, int, float, bool or None, not \(key.typeName)")
                }
                if !isFirst { out += itemSeparator }
                isFirst = false
                out += newLine(open.count) + quoted(name) + keySeparator
                try write(value)
            }
            leave(dict)
            out += newLine(open.count) + "}"
        }

        private func quoted(_ text: String) -> String {
            var out = "\""
            func escape(_ unit: UInt16) {
                let digits = String(unit, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\t": out += "\\t"
                case "\u{8}": out += "\\b"
                case "\u{C}": out += "\\f"
                case let s where s.value < 0x20 || (isASCII && s.value > 0x7E):
                    for unit in UTF16.encode(s).map({ Array($0) }) ?? [] { escape(unit) }
                default: out.unicodeScalars.append(scalar)
                }
            }
            return out + "\""
        }
    }

    /// JSON text to Python's values, with CPython's messages.
    private struct Reader {
        let signs: [Unicode.Scalar]
        let interpreter: Interpreter
        let text: String
        let objectHook: Value?
        let pairsHook: Value?
        let floatHook: Value?
        let intHook: Value?
        let constantHook: Value?
        var at = 0
        var depth = 0

        init(_ text: String, _ call: Call) {
            self.text = text
            signs = Array(text.unicodeScalars)
            interpreter = call.interpreter
            objectHook = call.optional(2)
            floatHook = call.optional(3)
            intHook = call.optional(4)
            constantHook = call.optional(5)
            pairsHook = call.optional(6)
        }

        /// The value of a whole text, with the hooks of a call of `loads`.
        static func value(_ text: String, _ call: Call) throws(LanguageError) -> Value {
            if let cls = call.optional(1) {
                let names = ["object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook"]
                var named: [(String, Value)] = []
                for (i, name) in names.enumerated() where call.optional(i + 2) != nil {
                    named.append((name, call[i + 2]))
                }
                let decoder = try call.interpreter.call(cls, [], named)
                return try call.interpreter.call(call.interpreter.getAttribute(decoder, "decode"), [Value(text)])
            }
            var reader = Reader(text, call)
            if reader.signs.first == "\u{FEFF}" {
                throw reader.wrong("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0)
            }
            reader.space()
            let value = try reader.value()
            reader.space()
            if reader.at < reader.signs.count { throw reader.wrong("Extra data", reader.at) }
            return value
        }

        private func wrong(_ message: String, _ place: Int) -> LanguageError {
            let before = signs[..<place]
            let line = before.count { $0 == "\n" } + 1
            let column = place - (before.lastIndex(of: "\n") ?? -1)
            return interpreter.error(
                failure, "\(message): line \(line) column \(column) (char \(place))",
                [
                    ("msg", Value(message)), ("doc", Value(text)), ("pos", .int(place)), ("lineno", .int(line)),
                    ("colno", .int(column)),
                ])
        }

        private mutating func space() {
            while at < signs.count, [" ", "\n", "\r", "\t"].contains(signs[at]) { at += 1 }
        }

        private mutating func word(_ text: String) -> Bool {
            guard signs[at...].starts(with: text.unicodeScalars) else { return false }
            at += text.unicodeScalars.count
            return true
        }

        private mutating func value() throws(LanguageError) -> Value {
            guard at < signs.count else { throw wrong("Expecting value", at) }
            switch signs[at] {
            case "\"":
                at += 1
                return Value(try string())
            case "{", "[":
                depth += 1
                if depth > 500 { throw LanguageError(.recursionError, "maximum recursion depth exceeded") }
                defer { depth -= 1 }
                return signs[at] == "{" ? try object() : try array()
            default:
                for (text, value) in [("null", Value.none), ("true", .bool(true)), ("false", .bool(false))]
                where word(text) { return value }
                for (text, value) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)]
                where word(text) {
                    if let constantHook { return try interpreter.call(constantHook, [Value(text)]) }
                    return .float(value)
                }
                return try number()
            }
        }

        private mutating func number() throws(LanguageError) -> Value {
            let start = at
            func digits() -> Int { signs[at...].prefix { (48...57).contains($0.value) }.count }
            if at < signs.count, signs[at] == "-" { at += 1 }
            let whole = at < signs.count && signs[at] == "0" ? 1 : digits()
            if whole == 0 { throw wrong("Expecting value", start) }
            at += whole
            var isWhole = true
            if at + 1 < signs.count, signs[at] == ".", (48...57).contains(signs[at + 1].value) {
                at += 1
                at += digits()
                isWhole = false
            }
            if at < signs.count, signs[at] == "e" || signs[at] == "E" {
                let back = at
                at += 1
                if at < signs.count, signs[at] == "+" || signs[at] == "-" { at += 1 }
                let count = digits()
                if count == 0 {
                    at = back
                } else {
                    at += count
                    isWhole = false
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: signs[start..<at])
            let text = String(view)
            if let hook = isWhole ? intHook : floatHook { return try interpreter.call(hook, [Value(text)]) }
            if isWhole {
                return try Constructors.parse(text, base: 10, interpreter)
            }
            return .float(Double(text) ?? .nan)
        }

        private mutating func array() throws(LanguageError) -> Value {
            at += 1
            var values: [Value] = []
            space()
            if at < signs.count, signs[at] == "]" {
                at += 1
                return Value(values)
            }
            while true {
                values.append(try value())
                space()
                guard at < signs.count, signs[at] == "," || signs[at] == "]" else {
                    throw wrong("Expecting ',' delimiter", at)
                }
                at += 1
                if signs[at - 1] == "]" { return Value(values) }
                space()
            }
        }

        private mutating func object() throws(LanguageError) -> Value {
            at += 1
            let dict = Dict()
            var pairs: [Value] = []
            space()
            if at < signs.count, signs[at] == "}" {
                at += 1
                return try hooked(dict, pairs)
            }
            while true {
                guard at < signs.count, signs[at] == "\"" else {
                    throw wrong("Expecting property name enclosed in double quotes", at)
                }
                at += 1
                let key = try string()
                space()
                guard at < signs.count, signs[at] == ":" else { throw wrong("Expecting ':' delimiter", at) }
                at += 1
                space()
                let part = try value()
                if pairsHook != nil { pairs.append(.tuple(Tuple([Value(key), part]))) }
                try dict.set(Value(key), part, interpreter)
                space()
                guard at < signs.count, signs[at] == "," || signs[at] == "}" else {
                    throw wrong("Expecting ',' delimiter", at)
                }
                at += 1
                if signs[at - 1] == "}" { return try hooked(dict, pairs) }
                space()
            }
        }

        private func hooked(_ dict: Dict, _ pairs: [Value]) throws(LanguageError) -> Value {
            if let pairsHook { return try interpreter.call(pairsHook, [Value(pairs)]) }
            if let objectHook { return try interpreter.call(objectHook, [.dict(dict)]) }
            return .dict(dict)
        }

        /// The rest of a string whose opening quote was read.
        private mutating func string() throws(LanguageError) -> String {
            let start = at - 1
            var out = String.UnicodeScalarView()
            func code() throws(LanguageError) -> UInt32 {
                guard at + 4 <= signs.count,
                    let unit = UInt32(String(String.UnicodeScalarView(signs[at..<at + 4])), radix: 16)
                else {
                    throw wrong("Invalid \\uXXXX escape", at - 1)
                }
                return unit
            }
            while at < signs.count {
                let sign = signs[at]
                at += 1
                if sign == "\"" { return String(out) }
                if sign.value < 0x20 { throw wrong("Invalid control character at", at - 1) }
                if sign != "\\" {
                    out.append(sign)
                    continue
                }
                guard at < signs.count else { break }
                at += 1
                switch signs[at - 1] {
                case "n": out.append("\n")
                case "t": out.append("\t")
                case "r": out.append("\r")
                case "b": out.append("\u{8}")
                case "f": out.append("\u{C}")
                case "\"", "\\", "/": out.append(signs[at - 1])
                case "u":
                    var unit = try code()
                    at += 4
                    if (0xD800..<0xDC00).contains(unit), at + 1 < signs.count, signs[at] == "\\", signs[at + 1] == "u" {
                        at += 2
                        let low = try code()
                        at += 4
                        unit = 0x10000 &+ ((unit & 0x3FF) << 10) &+ (low & 0x3FF)
                    }
                    out.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
                default: throw wrong("Invalid \\escape", at - 2)
                }
            }
            throw wrong("Unterminated string starting at", start)
        }
    }
}
