/// What bytes can do, changing or not.
///
/// Searching works on the bytes; layout, case and splitting go through the methods of texts, with every byte as a code
/// point: those beyond ASCII as code points without case or kind, so that only ASCII counts.
enum BytesMethods {
    static func bytes(_ call: Call) throws(LanguageError) -> [UInt8] {
        guard let bytes = call.receiver?.byteContent else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires a 'bytes' object")
        }
        return bytes
    }

    /// A result of the receiver's type.
    private static func like(_ call: Call, _ bytes: [UInt8]) -> Value {
        if case .object(_ as ByteArrayObject)? = call.receiver { return .object(ByteArrayObject(bytes)) }
        return .object(BytesObject(bytes))
    }

    private static func part(_ value: Value) throws(LanguageError) -> [UInt8] {
        guard let bytes = value.byteContent else {
            throw LanguageError.typeError("a bytes-like object is required, not '\(value.typeName)'")
        }
        return bytes
    }

    /// A part to search for: bytes, or one byte as a number.
    private static func sought(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [UInt8] {
        if let bytes = value.byteContent { return bytes }
        guard let number = try interpreter.integer(value) else {
            throw LanguageError.typeError(
                "argument should be integer or bytes-like object, not '\(value.typeName)'")
        }
        guard let byte = number.small.flatMap({ UInt8(exactly: $0) }) else {
            throw LanguageError.valueError("byte must be in range(0, 256)")
        }
        return [byte]
    }

    /// A number as a byte.
    static func byte(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> UInt8 {
        guard let number = try interpreter.integer(value) else {
            throw LanguageError.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        guard let byte = number.small.flatMap({ UInt8(exactly: $0) }) else {
            throw LanguageError.valueError("byte must be in range(0, 256)")
        }
        return byte
    }

    /// Bytes from bytes or from numbers.
    static func content(
        _ value: Value, _ interpreter: Interpreter, _ range: String = "bytes must be in range(0, 256)"
    ) throws(LanguageError) -> [UInt8] {
        if let bytes = value.byteContent { return bytes }
        let values: [Value]
        do throws(LanguageError) {
            values = try interpreter.array(of: value)
        } catch {
            if error.kind == .typeError, case .object = value {
                throw LanguageError.typeError("cannot convert '\(value.typeName)' object to bytes")
            }
            throw error.kind == .typeError
                ? LanguageError.typeError("cannot convert '\(value.typeName)' object to bytes") : error
        }
        var bytes: [UInt8] = []
        for value in values {
            guard let number = try interpreter.integer(value) else {
                throw LanguageError.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
            }
            guard let byte = number.small.flatMap({ UInt8(exactly: $0) }) else {
                throw LanguageError.valueError(range)
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// The bytes that `bytes(…)` and `bytearray(…)` are asked for.
    static func content(_ call: Call) throws(LanguageError) -> [UInt8] {
        switch call[0] {
        case .unbound: return []
        case .str(let text):
            if !call.isGiven(1) { throw LanguageError.typeError("string argument without an encoding") }
            return try TextCodec(try call.string(1)).encode(
                text, errors: call.isGiven(2) ? try call.string(2) : "strict")
        default:
            if call.isGiven(1) { throw LanguageError.typeError("encoding without a string argument") }
            if let count = try call.interpreter.smallInteger(call[0]) {
                if count < 0 { throw LanguageError.valueError("negative count") }
                if count > Int.max - 33, call.function.name == "bytes" {
                    throw LanguageError(.overflowError, "byte string is too large")
                }
                if count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
                return Array(repeating: 0, count: count)
            }
            if try call.interpreter.integer(call[0]) != nil {
                throw LanguageError.overflow("cannot fit 'int' into an index-sized integer")
            }
            if let made = try call.interpreter.callSpecial("__bytes__", call[0], []), let bytes = made.byteContent {
                return bytes
            }
            let isArray = call.function.name == "bytearray"
            return try content(call[0], call.interpreter, "byte\(isArray ? "" : "s") must be in range(0, 256)")
        }
    }

    /// `part in bytes`.
    static func contains(_ bytes: [UInt8], _ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        if let part = value.byteContent { return Interpreter.find(part, in: bytes) != nil }
        guard let number = try interpreter.integer(value) else {
            throw LanguageError.typeError("a bytes-like object is required, not '\(value.typeName)'")
        }
        guard let byte = number.small.flatMap({ UInt8(exactly: $0) }) else {
            throw LanguageError.valueError("byte must be in range(0, 256)")
        }
        return bytes.contains(byte)
    }

    /// The six comparisons, byte by byte.
    static func compare(_ op: Comparison, _ a: [UInt8], _ b: [UInt8]) -> Bool {
        switch op {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a.lexicographicallyPrecedes(b)
        case .greater: b.lexicographicallyPrecedes(a)
        case .lessEqual: !b.lexicographicallyPrecedes(a)
        case .greaterEqual: !a.lexicographicallyPrecedes(b)
        }
    }

    /// Bytes several times over.
    static func repeated(_ bytes: [UInt8], _ times: Int) throws(LanguageError) -> [UInt8] {
        let (size, overflow) = bytes.count.multipliedReportingOverflow(by: max(0, times))
        if overflow || size > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        return Array(repeatElement(bytes, count: max(0, times)).joined())
    }

    // MARK: Through texts

    /// Bytes as a text of as many code points.
    private static func text(_ bytes: [UInt8]) -> Value {
        Value(
            String(
                String.UnicodeScalarView(
                    bytes.map { $0 < 128 ? Unicode.Scalar($0) : Unicode.Scalar(0xE000 + UInt32($0)) ?? " " })))
    }

    private static func value(_ value: Value, _ call: Call) -> Value {
        switch value {
        case .str(let text): like(call, text.string.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value & 0xFF) })
        case .list(let list): Value(list.values.map { self.value($0, call) })
        case .tuple(let tuple): .tuple(Tuple(tuple.values.map { self.value($0, call) }))
        default: value
        }
    }

    /// A method that texts have too.
    private static func asText(_ name: String, _ parameters: [Parameter], _ doc: String) -> NativeFunction {
        NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
            guard let method = NativeType.str.method(name) else { return .none }
            var arguments: [Value] = []
            for i in parameters.indices where call.isGiven(i) {
                switch parameters[i].name {
                case "fillbyte":
                    guard let byte = call[i].byteContent, byte.count == 1 else {
                        let kind = call[i].isNone ? "None" : call[i].typeName
                        throw LanguageError.typeError(
                            "\(name)() argument 2 must be a byte string of length 1, not \(kind)")
                    }
                    arguments.append(text(byte))
                case "tabsize": arguments.append(call[i])
                case "width", "count", "maxsplit": arguments.append(.int(try call.place(i)))
                case "keepends": arguments.append(call[i])
                case "chars" where call[i].isNone, "sep" where call[i].isNone: arguments.append(call[i])
                default: arguments.append(text(try part(call[i])))
                }
            }
            return value(
                try call.interpreter.callNative(method, receiver: text(try bytes(call)), arguments), call)
        }
    }

    private static let textRows: [NativeFunction] =
        [
            ("upper", "Small letters as capitals."), ("lower", "Capitals as small letters."),
            ("title", "Words with capitals first."), ("capitalize", "A capital first, small letters after."),
            ("swapcase", "Capitals and small letters exchanged."), ("isalpha", "True if all are letters."),
            ("isdigit", "True if all are digits."), ("isalnum", "True if all are letters or digits."),
            ("isspace", "True if all are white space."), ("isupper", "True if the letters are capitals."),
            ("islower", "True if the letters are small."), ("istitle", "True if words begin with capitals."),
            ("isascii", "True if all are below 128."),
        ].map { asText($0.0, [], $0.1) }
        + [
            asText("strip", [.positional("chars", .none)], "The bytes without those at both ends."),
            asText("lstrip", [.positional("chars", .none)], "The bytes without those at the beginning."),
            asText("rstrip", [.positional("chars", .none)], "The bytes without those at the end."),
            asText(
                "split", [Parameter("sep", .none), Parameter("maxsplit", .int(-1))], "The parts between separators."),
            asText(
                "rsplit", [Parameter("sep", .none), Parameter("maxsplit", .int(-1))],
                "As split, but counting from the end."),
            asText("partition", [.positional("sep")], "What stands before a separator, it, and what follows."),
            asText("rpartition", [.positional("sep")], "What stands before the last separator, it, and what follows."),
            asText("center", [.positional("width"), .positional("fillbyte", .missing)], "In the middle of a width."),
            asText("ljust", [.positional("width"), .positional("fillbyte", .missing)], "On the left of a width."),
            asText("rjust", [.positional("width"), .positional("fillbyte", .missing)], "On the right of a width."),
            asText("zfill", [.positional("width")], "With zeros in front."),
            asText("expandtabs", [Parameter("tabsize", .int(8))], "With blanks in place of tabs."),
            asText("removeprefix", [.positional("prefix")], "Without a beginning."),
            asText("removesuffix", [.positional("suffix")], "Without an end."),
            asText(
                "replace", [.positional("old"), .positional("new"), .positional("count", .int(-1))],
                "With parts replaced."),
        ]

    // MARK: On the bytes

    /// The part of the bytes between arguments 1 and 2, and where it begins.
    private static func window(_ call: Call) throws(LanguageError) -> (bytes: [UInt8], start: Int, isInside: Bool) {
        let all = try bytes(call)
        func bound(_ place: Int, _ otherwise: Int) throws(LanguageError) -> Int {
            guard call.isGiven(place), !call[place].isNone else { return otherwise }
            let given = try call.place(place)
            return given < 0 ? max(0, given + all.count) : given
        }
        let start = try bound(1, 0)
        let end = min(all.count, try bound(2, all.count))
        if start > all.count || start > end { return ([], start, false) }
        return (Array(all[start..<end]), start, true)
    }

    private static let windowParameters: [Parameter] = [
        .positional("sub"), .positional("start", .missing), .positional("end", .missing),
    ]

    private static func finder(_ name: String, _ doc: String, fromEnd: Bool, raises: Bool) -> NativeFunction {
        NativeFunction(name, windowParameters, doc: doc) { (call) throws(LanguageError) in
            let part = try sought(call[0], call.interpreter)
            let (whole, start, isInside) = try window(call)
            var found: Int?
            if isInside {
                if fromEnd {
                    found = Interpreter.find(part.reversed(), in: whole.reversed()).map {
                        whole.count - $0 - part.count
                    }
                } else {
                    found = Interpreter.find(part, in: whole)
                }
            }
            if raises, found == nil { throw LanguageError.valueError("subsection not found") }
            return .int(found.map { $0 + start } ?? -1)
        }
    }

    private static func edge(_ name: String, _ doc: String, atEnd: Bool) -> NativeFunction {
        NativeFunction(name, windowParameters, doc: doc) { (call) throws(LanguageError) in
            var parts: [Value] = [call[0]]
            var isTuple = false
            if case .tuple(let tuple) = call[0] { (parts, isTuple) = (tuple.values, true) }
            let (whole, _, isInside) = try window(call)
            for value in parts {
                guard let part = value.byteContent else {
                    throw LanguageError.typeError(
                        isTuple
                            ? "a bytes-like object is required, not '\(value.typeName)'"
                            : "\(name) first arg must be bytes or a tuple of bytes, not \(value.typeName)")
                }
                if isInside, atEnd ? whole.suffix(part.count).elementsEqual(part) : whole.starts(with: part) {
                    return .bool(true)
                }
            }
            return .bool(false)
        }
    }

    private static func hex(_ call: Call) throws(LanguageError) -> Value {
        let pairs = try bytes(call).map { String(Int($0) + 256, radix: 16).dropFirst() }
        guard call.isGiven(0) else { return Value(pairs.joined()) }
        guard case .str(let separator) = call[0], separator.count == 1 else {
            throw LanguageError.valueError("sep must be length 1.")
        }
        let group = try call.place(1)
        if group == 0 { return Value(pairs.joined()) }
        let size = min(Int(group.magnitude), max(1, pairs.count))
        // Groups are counted from the right, unless their size is negative.
        let first = group > 0 ? (pairs.count - 1) % size + 1 : size
        var (groups, at, next) = ([String](), 0, min(first, pairs.count))
        while at < pairs.count {
            groups.append(pairs[at..<next].joined())
            (at, next) = (next, min(pairs.count, next + size))
        }
        return Value(groups.joined(separator: separator.string))
    }

    private static func digits(_ text: String) throws(LanguageError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: Int?
        for (place, sign) in text.unicodeScalars.enumerated() {
            if high == nil, sign.isASCII, sign.properties.isWhitespace { continue }
            guard sign.isASCII, let digit = Character(sign).hexDigitValue else {
                throw LanguageError.valueError("non-hexadecimal number found in fromhex() arg at position \(place)")
            }
            if let first = high {
                bytes.append(UInt8(first * 16 + digit))
                high = nil
            } else {
                high = digit
            }
        }
        if high != nil {
            throw LanguageError.valueError(
                "non-hexadecimal number found in fromhex() arg at position \(text.unicodeScalars.count)")
        }
        return bytes
    }

    private static func lines(_ bytes: [UInt8], keeping: Bool) -> [[UInt8]] {
        var (lines, start, at) = ([[UInt8]](), 0, 0)
        while at < bytes.count {
            guard bytes[at] == 10 || bytes[at] == 13 else {
                at += 1
                continue
            }
            let end = at
            at += bytes[at] == 13 && at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
            lines.append(Array(bytes[start..<(keeping ? at : end)]))
            start = at
        }
        return start < at ? lines + [Array(bytes[start...])] : lines
    }

    /// What bytes and bytearrays can do.
    static func sharedRows(isMutable: Bool) -> [NativeFunction] {
        textRows + [
            NativeFunction(
                "decode", [Parameter("encoding", .str("utf-8")), Parameter("errors", .str("strict"))],
                doc: "The text that the bytes encode."
            ) { (call) throws(LanguageError) in
                let codec = try TextCodec(try call.string(0))
                return Value(try codec.decode(try bytes(call), errors: try call.string(1)))
            },
            NativeFunction(
                "hex", [Parameter("sep", .missing), Parameter("bytes_per_sep", .int(1))],
                doc: "The bytes as digits in base 16."
            ) { (call) throws(LanguageError) in try hex(call) },
            NativeFunction("count", windowParameters, doc: "How often a part occurs, without overlaps.") {
                (call) throws(LanguageError) in
                let part = try sought(call[0], call.interpreter)
                let (whole, _, isInside) = try window(call)
                if !isInside { return .int(0) }
                if part.isEmpty { return .int(whole.count + 1) }
                var (count, at) = (0, 0)
                while let found = Interpreter.find(part, in: whole, from: at) {
                    count += 1
                    at = found + part.count
                }
                return .int(count)
            },
            finder("find", "The first place of a part, or -1.", fromEnd: false, raises: false),
            finder("rfind", "The last place of a part, or -1.", fromEnd: true, raises: false),
            finder("index", "The first place of a part.", fromEnd: false, raises: true),
            finder("rindex", "The last place of a part.", fromEnd: true, raises: true),
            edge("startswith", "True if the bytes begin with a part.", atEnd: false),
            edge("endswith", "True if the bytes end with a part.", atEnd: true),
            NativeFunction("splitlines", [Parameter("keepends", .bool(false))], doc: "The lines.") {
                (call) throws(LanguageError) in
                Value(lines(try bytes(call), keeping: try call.bool(0)).map { like(call, $0) })
            },
            NativeFunction("join", [.positional("iterable")], doc: "Bytes put together, with these between them.") {
                (call) throws(LanguageError) in
                let separator = try bytes(call)
                var out: [UInt8] = []
                for (i, value) in try call.values(0).enumerated() {
                    guard let one = value.byteContent else {
                        throw LanguageError.typeError(
                            "sequence item \(i): expected a bytes-like object, \(value.typeName) found")
                    }
                    if i > 0 { out += separator }
                    out += one
                    if out.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
                }
                return like(call, out)
            },
            NativeFunction(
                "translate", [.positional("table"), Parameter("delete", .missing)],
                doc: "Each byte replaced as a table of 256 says, some left out."
            ) { (call) throws(LanguageError) in
                let gone = Set(call.isGiven(1) ? try part(call[1]) : [])
                let kept = try bytes(call).filter { !gone.contains($0) }
                if call[0].isNone { return like(call, kept) }
                let table = try part(call[0])
                if table.count != 256 {
                    throw LanguageError.valueError("translation table must be 256 characters long")
                }
                return like(call, kept.map { table[Int($0)] })
            },
            NativeFunction(
                "maketrans", [.positional("frm"), .positional("to")], doc: "A table for translate.", isStatic: true
            ) { (call) throws(LanguageError) in
                let (from, to) = (try part(call[0]), try part(call[1]))
                if from.count != to.count {
                    throw LanguageError.valueError("maketrans arguments must have same length")
                }
                var table = (0...255).map { UInt8($0) }
                for (a, b) in zip(from, to) { table[Int(a)] = b }
                return .object(BytesObject(table))
            },
            NativeFunction(
                "fromhex", [.positional("string")], doc: "Bytes from digits in base 16.", isStatic: true
            ) { (call) throws(LanguageError) in
                guard case .str(let text) = call[0] else {
                    throw LanguageError.typeError("fromhex() argument must be str, not \(call[0].typeName)")
                }
                return isMutable
                    ? .object(ByteArrayObject(try digits(text.string)))
                    : .object(BytesObject(try digits(text.string)))
            },
        ]
    }

    static let rows: [NativeFunction] = sharedRows(isMutable: false)

    /// Bytes as `repr` writes them.
    static func repr(_ bytes: [UInt8]) -> String {
        let quote: UInt8 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
        var out: [UInt8] = [UInt8(ascii: "b"), quote]
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            switch byte {
            case quote: out += [92, byte]
            case UInt8(ascii: "\\"): out += [92, 92]
            case 0x0A: out += Array("\\n".utf8)
            case 0x0D: out += Array("\\r".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0x20..<0x7F: out.append(byte)
            default: out += [92, UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out + [quote], as: UTF8.self)
    }
}
