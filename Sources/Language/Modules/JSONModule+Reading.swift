extension JSONModule {
    /// JSON text to Python's values, with CPython's messages.
    struct Reader {
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
                guard at + 4 <= signs.count, signs[at..<at + 4].allSatisfy(\.properties.isASCIIHexDigit),
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
                        if (0xDC00..<0xE000).contains(low) {
                            at += 4
                            unit = 0x10000 &+ ((unit & 0x3FF) << 10) &+ (low & 0x3FF)
                        } else {
                            // Not the other half: a sign of its own.
                            at -= 2
                        }
                    }
                    out.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
                default: throw wrong("Invalid \\escape", at - 2)
                }
            }
            throw wrong("Unterminated string starting at", start)
        }
    }
}
