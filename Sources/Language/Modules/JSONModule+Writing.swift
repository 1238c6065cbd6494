extension JSONModule {
    /// Python's values to JSON text, spaced as CPython spaces it.
    struct Writer {
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
}
