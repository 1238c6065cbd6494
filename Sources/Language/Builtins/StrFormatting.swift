import BigInt

/// `template % arguments`: C's formats, as Python has them.
enum StrFormatting {
    /// The template with each `%` form replaced; wrong forms and counts raise CPython's messages.
    static func percent(_ template: Str, _ arguments: Value, _ interpreter: Interpreter) throws(LanguageError) -> String
    {
        var arguments = arguments
        if let payload = arguments.payload {
            switch payload {
            case .tuple, .dict: arguments = payload
            default: break
            }
        }
        var filler = Filler(template: template.string.unicodeScalars.map { $0 }, arguments: arguments)
        return try filler.fill(interpreter)
    }

    /// One form: `%(key)-08.3f`.
    private struct Form {
        var key: String?
        var left = false
        var sign: UInt8?
        var alternate = false
        var zero = false
        var width = 0
        var precision: Int?
    }

    private struct Filler {
        let template: [Unicode.Scalar]
        let arguments: Value
        var at = 0
        var taken = 0
        var usedKey = false

        mutating func fill(_ interpreter: Interpreter) throws(LanguageError) -> String {
            var out = String.UnicodeScalarView()
            while at < template.count {
                let scalar = template[at]
                at += 1
                if scalar != "%" {
                    out.append(scalar)
                    continue
                }
                out.append(contentsOf: try form(interpreter).unicodeScalars)
            }
            let expectsMore: Bool
            switch arguments {
            case .tuple(let tuple): expectsMore = taken < tuple.values.count
            case .dict, .list: expectsMore = false
            case .object(let object) where object.nativeType === NativeType.range || object is BytesObject:
                expectsMore = false
            case .object(let object as Instance) where object.cls.lookUp("__getitem__") != nil: expectsMore = false
            default: expectsMore = taken == 0 && !usedKey
            }
            if expectsMore {
                throw LanguageError.typeError("not all arguments converted during string formatting")
            }
            return String(out)
        }

        private mutating func next() throws(LanguageError) -> Value {
            let missing = LanguageError.typeError("not enough arguments for format string")
            taken += 1
            if case .tuple(let tuple) = arguments {
                if taken > tuple.values.count { throw missing }
                return tuple.values[taken - 1]
            }
            if taken > 1 { throw missing }
            return arguments
        }

        private mutating func number(_ interpreter: Interpreter) throws(LanguageError) -> Int? {
            if at < template.count, template[at] == "*" {
                at += 1
                guard let value = interpreter.index(try next()) else { throw LanguageError.typeError("* wants int") }
                if value.magnitude > UInt(Interpreter.sizeLimit) { throw LanguageError.overflow("width too big") }
                return value
            }
            var value: Int?
            while at < template.count, ("0"..."9").contains(template[at]) {
                value = (value ?? 0) * 10 + Int(template[at].value - 48)
                if value ?? 0 > Interpreter.sizeLimit { throw LanguageError.valueError("width too big") }
                at += 1
            }
            return value
        }

        private mutating func form(_ interpreter: Interpreter) throws(LanguageError) -> String {
            var form = Form()
            if at < template.count, template[at] == "(" {
                guard case .dict = arguments else { throw LanguageError.typeError("format requires a mapping") }
                guard let end = template[at...].firstIndex(of: ")") else {
                    throw LanguageError.valueError("incomplete format key")
                }
                form.key = String(String.UnicodeScalarView(template[(at + 1)..<end]))
                at = end + 1
            }
            flags: while at < template.count {
                switch template[at] {
                case "-": form.left = true
                case "+": form.sign = UInt8(ascii: "+")
                case " ": form.sign = form.sign ?? UInt8(ascii: " ")
                case "#": form.alternate = true
                case "0": form.zero = true
                default: break flags
                }
                at += 1
            }
            form.width = try number(interpreter) ?? 0
            if form.width < 0 {
                form.left = true
                form.width = form.width == Int.min ? 0 : -form.width
            }
            if at < template.count, template[at] == "." {
                at += 1
                form.precision = max(0, try number(interpreter) ?? 0)
            }
            while at < template.count, "hlL".unicodeScalars.contains(template[at]) { at += 1 }
            guard at < template.count else { throw LanguageError.valueError("incomplete format") }
            let letter = template[at]
            at += 1
            if letter == "%" { return "%" }
            var value: Value
            if let key = form.key {
                usedKey = true
                value = try interpreter.getItem(arguments, Value(key))
            } else {
                value = try next()
            }
            if case .bool(let flag) = value, !"sra".unicodeScalars.contains(letter) { value = .int(flag ? 1 : 0) }
            return try text(of: value, letter, form, interpreter)
        }

        private func text(
            of value: Value, _ letter: Unicode.Scalar, _ form: Form, _ interpreter: Interpreter
        ) throws(LanguageError) -> String {
            var spec = try FormatSpec("", leftByDefault: false, of: "")
            spec.width = form.width
            spec.align = UInt8(ascii: form.left ? "<" : ">")
            switch letter {
            case "s", "r", "a":
                spec.precision = form.precision
                let text: String
                switch letter {
                case "s": text = try interpreter.str(value)
                case "r": text = try interpreter.repr(value)
                default: text = Interpreter.escapedToASCII(try interpreter.repr(value))
                }
                return try spec.apply(Str(text))
            case "c":
                if case .str(let text) = value, text.count == 1 { return try spec.apply(text) }
                if value.beyond64Bits != nil { throw LanguageError.overflow("%c arg not in range(0x110000)") }
                guard let code = interpreter.index(value) else {
                    throw LanguageError.typeError("%c requires int or char")
                }
                guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                    throw LanguageError.overflow("%c arg not in range(0x110000)")
                }
                return try spec.apply(Str(String(scalar)))
            default: break
            }
            spec.sign = form.sign
            spec.alternate = form.alternate
            if form.zero && !form.left { (spec.fill, spec.align) = ("0", UInt8(ascii: "=")) }
            switch letter {
            case "d", "i", "u":
                let number: BigInt
                if let whole = try interpreter.integer(value) {
                    number = whole
                } else if case .float(let float) = value.payload ?? value {
                    number = try BigArithmetic.whole(float)
                } else {
                    throw LanguageError.typeError(
                        "%\(letter) format: a real number is required, not \(value.typeName)")
                }
                return try whole(number, "d", form, spec, interpreter)
            case "x", "X", "o":
                guard let number = try interpreter.integer(value) else {
                    throw LanguageError.typeError("%\(letter) format: an integer is required, not \(value.typeName)")
                }
                return try whole(number, letter, form, spec, interpreter)
            case "e", "E", "f", "F", "g", "G":
                guard let number = try interpreter.number(value) else {
                    throw LanguageError.typeError("must be real number, not \(value.typeName)")
                }
                spec.precision = form.precision
                spec.type = UInt8(truncatingIfNeeded: letter.value)
                return try spec.apply(number)
            default:
                let code = String(letter.value, radix: 16)
                throw LanguageError.valueError(
                    "unsupported format character '\(letter)' (0x\(code)) at index \(at - 1)")
            }
        }

        /// A precision of an integer form is a least number of digits.
        private func whole(
            _ number: BigInt, _ letter: Unicode.Scalar, _ form: Form, _ spec: FormatSpec, _ interpreter: Interpreter
        ) throws(LanguageError) -> String {
            var spec = spec
            spec.type = UInt8(truncatingIfNeeded: letter.value)
            guard let least = form.precision else { return try spec.apply(number, interpreter) }
            var digits = FormatSpec.plain
            digits.type = spec.type
            digits.sign = spec.sign
            digits.alternate = spec.alternate
            let bare = try digits.apply(number, interpreter)
            let head =
                bare.utf8.count - String(number.magnitude, radix: letter == "d" ? 10 : letter == "o" ? 8 : 16).count
            digits.fill = "0"
            digits.align = UInt8(ascii: "=")
            digits.width = head + least
            let text = try digits.apply(number, interpreter)
            spec.type = 0
            spec.sign = nil
            spec.alternate = false
            if spec.align == UInt8(ascii: "=") { spec.align = UInt8(ascii: ">") }
            return try spec.apply(Str(text))
        }
    }
}

extension FormatSpec {
    /// A spec that changes nothing.
    static var plain: FormatSpec { FormatSpec() }

    private init() {}
}
