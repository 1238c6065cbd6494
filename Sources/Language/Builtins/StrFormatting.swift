internal import BigInt

/// `template % arguments`: C's formats, as Python has them.
enum StrFormatting {
    /// The template with each `%` form replaced; wrong forms and counts raise CPython's messages.
    static func percent(_ template: Str, _ arguments: Value, _ interpreter: Interpreter) throws(LanguageError) -> String
    {
        var filler = Filler(template: template.string.unicodeScalars.map { $0 }, arguments: plain(arguments))
        return String(try filler.fill(interpreter))
    }

    /// The same for bytes, which are taken as the code points of their numbers.
    static func percent(_ template: [UInt8], _ arguments: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> [UInt8]
    {
        var filler = Filler(
            template: template.map { Unicode.Scalar($0) }, arguments: plain(arguments), isBytes: true)
        return try filler.fill(interpreter).map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static func plain(_ arguments: Value) -> Value {
        switch arguments.payload {
        case .tuple?, .dict?: arguments.payload ?? arguments
        default: arguments
        }
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
        var isBytes = false
        var at = 0
        var taken = 0
        var usedKey = false

        mutating func fill(_ interpreter: Interpreter) throws(LanguageError) -> String.UnicodeScalarView {
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
            if case .tuple(let tuple) = arguments {
                expectsMore = taken < tuple.values.count
            } else {
                expectsMore = !isMapping && taken == 0 && !usedKey
            }
            if expectsMore {
                throw LanguageError.typeError(
                    "not all arguments converted during \(isBytes ? "bytes" : "string") formatting")
            }
            return out
        }

        /// True for what takes keys: arguments that are no numbers or texts, even where the keys are never asked for.
        private var isMapping: Bool {
            switch arguments {
            case .dict, .list: true
            case .object(let object) where object is BytesObject || object is ByteArrayObject: !isBytes
            case .object(let object as Instance): object.cls.lookUp("__getitem__") != nil
            case .object(let object): object.nativeType === NativeType.range
            default: false
            }
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

        private mutating func number(_ interpreter: Interpreter, as kind: String) throws(LanguageError) -> Int? {
            if at < template.count, template[at] == "*" {
                at += 1
                let given = try next()
                guard let value = try interpreter.smallInteger(given) else {
                    if case .object(let object) = given, object is BigInteger {
                        throw LanguageError.overflow("Python int too large to convert to C \(kind)")
                    }
                    throw LanguageError.typeError("* wants int")
                }
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
                guard isMapping else { throw LanguageError.typeError("format requires a mapping") }
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
            form.width = try number(interpreter, as: "ssize_t") ?? 0
            if form.width < 0 {
                form.left = true
                form.width = form.width == Int.min ? 0 : -form.width
            }
            if at < template.count, template[at] == "." {
                at += 1
                form.precision = max(0, try number(interpreter, as: "int") ?? 0)
            }
            while at < template.count, "hlL".unicodeScalars.contains(template[at]) { at += 1 }
            guard at < template.count else { throw LanguageError.valueError("incomplete format") }
            let letter = template[at]
            at += 1
            if letter == "%" { return "%" }
            var value: Value
            if let key = form.key {
                usedKey = true
                let name =
                    isBytes
                    ? Value.object(BytesObject(Array(key.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })))
                    : Value(key)
                value = try interpreter.getItem(arguments, name)
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
            case "s" where isBytes, "b" where isBytes:
                spec.precision = form.precision
                return try spec.apply(Str(latin(try content(value, letter, interpreter))))
            case "c" where isBytes:
                if let bytes = value.byteContent, bytes.count == 1 { return try spec.apply(Str(latin(bytes))) }
                guard let code = try interpreter.integer(value) else {
                    throw LanguageError.typeError("%c requires an integer in range(256) or a single byte")
                }
                guard let byte = code.small.flatMap({ UInt8(exactly: $0) }) else {
                    throw LanguageError.overflow("%c arg not in range(256)")
                }
                return try spec.apply(Str(latin([byte])))
            case "r" where isBytes:
                spec.precision = form.precision
                return try spec.apply(Str(Interpreter.escapedToASCII(try interpreter.repr(value))))
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
                guard let code = try interpreter.smallInteger(value) else {
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
                    throw LanguageError.typeError(
                        isBytes
                            ? "float argument required, not \(value.typeName)"
                            : "must be real number, not \(value.typeName)")
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

        private func latin(_ bytes: [UInt8]) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: bytes.map { Unicode.Scalar($0) })
            return String(view)
        }

        /// The bytes that stand for a value in bytes.
        private func content(
            _ value: Value, _ letter: Unicode.Scalar, _ interpreter: Interpreter
        ) throws(LanguageError) -> [UInt8] {
            if let bytes = value.byteContent { return bytes }
            if let made = try interpreter.callSpecial("__bytes__", value, []), let bytes = made.byteContent {
                return bytes
            }
            throw LanguageError.typeError(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '\(value.typeName)'")
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
