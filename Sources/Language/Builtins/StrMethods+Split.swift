/// Taking a text apart, and putting texts together.
extension StrMethods {
    static let splitRows: [NativeFunction] = [
        NativeFunction(
            "split", [Parameter("sep", .none), Parameter("maxsplit", .int(-1))],
            doc: "The parts between separators, or between runs of white space."
        ) { (call) throws(LanguageError) in Value(try split(call, fromEnd: false).map { Value($0) }) },
        NativeFunction(
            "rsplit", [Parameter("sep", .none), Parameter("maxsplit", .int(-1))],
            doc: "As split, but counting the splits from the end."
        ) { (call) throws(LanguageError) in Value(try split(call, fromEnd: true).map { Value($0) }) },
        NativeFunction("splitlines", [Parameter("keepends", .bool(false))], doc: "The lines of the text.") {
            (call) throws(LanguageError) in
            let keeps = try call.bool(0)
            let scalars = Array(try text(call).string.unicodeScalars)
            var lines: [Value] = []
            var (start, at) = (0, 0)
            while at < scalars.count {
                let isEnd: Bool
                switch scalars[at].value {
                case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: isEnd = true
                default: isEnd = false
                }
                guard isEnd else {
                    at += 1
                    continue
                }
                let end = at
                at += scalars[at] == "\r" && at + 1 < scalars.count && scalars[at + 1] == "\n" ? 2 : 1
                lines.append(Value(String(String.UnicodeScalarView(scalars[start..<(keeps ? at : end)]))))
                start = at
            }
            if start < at { lines.append(Value(String(String.UnicodeScalarView(scalars[start...])))) }
            return Value(lines)
        },
        NativeFunction(
            "partition", [.positional("sep")], doc: "What stands before the first separator, it, and what follows."
        ) {
            (call) throws(LanguageError) in try partition(call, fromEnd: false)
        },
        NativeFunction(
            "rpartition", [.positional("sep")], doc: "What stands before the last separator, it, and what follows."
        ) {
            (call) throws(LanguageError) in try partition(call, fromEnd: true)
        },
        NativeFunction("join", [.positional("iterable")], doc: "Texts put together, with this one between them.") {
            (call) throws(LanguageError) in
            let separator = try text(call).string
            let parts: [Value]
            do throws(LanguageError) {
                parts = try call.values(0)
            } catch {
                if error.kind == .typeError, error.raised.message.hasSuffix("is not iterable") {
                    throw LanguageError.typeError("can only join an iterable")
                }
                throw error
            }
            var size = 0
            for (i, part) in parts.enumerated() {
                guard case .str(let text) = part.payload ?? part else {
                    throw LanguageError.typeError(
                        "sequence item \(i): expected str instance, \(part.typeName) found",
                        hint: "turn each into text first: map(str, …)")
                }
                size += text.string.utf8.count + (i > 0 ? separator.utf8.count : 0)
                if size > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            }
            return Value(joined(parts, separator, size: size))
        },
        NativeFunction(
            "encode", [Parameter("encoding", .str("utf-8")), Parameter("errors", .str("strict"))],
            doc: "The text as bytes."
        ) { (call) throws(LanguageError) in
            let codec = try TextCodec(try call.string(0))
            return .object(BytesObject(try codec.encode(try text(call), errors: try call.string(1))))
        },
    ]

    /// Texts with a separator between them, of so many bytes in all.
    private static func joined(_ parts: [Value], _ separator: String, size: Int) -> String {
        String(unsafeUninitializedCapacity: size) { buffer in
            var at = 0
            func copy(_ text: String) {
                _ = text.utf8.withContiguousStorageIfAvailable { bytes in
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[at...])
                        .copyMemory(from: UnsafeRawBufferPointer(bytes))
                    at += bytes.count
                }
            }
            for (i, part) in parts.enumerated() {
                if i > 0 { copy(separator) }
                if case .str(let text) = part.payload ?? part { copy(text.string) }
            }
            return at
        }
    }

    private static func separator(_ call: Call) throws(LanguageError) -> [UInt8]? {
        if call[0].isNone { return nil }
        guard case .str(let separator) = call.plain(0) else {
            throw LanguageError.typeError("must be str or None, not \(call[0].typeName)")
        }
        if separator.count == 0 { throw LanguageError.valueError("empty separator") }
        return Array(separator.string.utf8)
    }

    private static func split(_ call: Call, fromEnd: Bool) throws(LanguageError) -> [String] {
        let limit = try call.place(1)
        let most = limit < 0 ? Int.max : limit
        let text = try text(call).string
        guard let separator = try separator(call) else { return words(text, most, fromEnd: fromEnd) }
        var bytes = Array(text.utf8)
        var parts: [String] = []
        if fromEnd {
            while parts.count < most, let found = Interpreter.findLast(separator, in: bytes) {
                parts.append(String(decoding: bytes[(found + separator.count)...], as: UTF8.self))
                bytes.removeSubrange(found...)
            }
            return [String(decoding: bytes, as: UTF8.self)] + parts.reversed()
        }
        var at = 0
        while parts.count < most, let found = Interpreter.find(separator, in: bytes, from: at) {
            parts.append(String(decoding: bytes[at..<found], as: UTF8.self))
            at = found + separator.count
        }
        return parts + [String(decoding: bytes[at...], as: UTF8.self)]
    }

    /// Parts between runs of white space; what is left after the last split keeps its inner space.
    private static func words(_ text: String, _ most: Int, fromEnd: Bool) -> [String] {
        var scalars = Array(text.unicodeScalars)[...]
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 128
                ? scalar == " " || (9...13).contains(scalar.value) || (0x1C...0x1F).contains(scalar.value)
                : scalar.properties.isWhitespace
        }
        func string(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        var parts: [String] = []
        while true {
            if fromEnd {
                while let last = scalars.last, isSpace(last) { scalars.removeLast() }
            } else {
                scalars = scalars.drop(while: isSpace)
            }
            if scalars.isEmpty { break }
            if parts.count == most {
                parts.append(string(scalars))
                break
            }
            if fromEnd {
                let start = (scalars.lastIndex(where: isSpace) ?? scalars.startIndex - 1) + 1
                parts.append(string(scalars[start...]))
                scalars = scalars[..<start]
            } else {
                let end = scalars.firstIndex(where: isSpace) ?? scalars.endIndex
                parts.append(string(scalars[..<end]))
                scalars = scalars[end...]
            }
        }
        return fromEnd ? parts.reversed() : parts
    }

    private static func partition(_ call: Call, fromEnd: Bool) throws(LanguageError) -> Value {
        guard case .str(let part) = call.plain(0) else {
            throw LanguageError.typeError("must be str, not \(call[0].typeName)")
        }
        if part.count == 0 { throw LanguageError.valueError("empty separator") }
        let bytes = Array(try text(call).string.utf8)
        let separator = Array(part.string.utf8)
        let found = fromEnd ? Interpreter.findLast(separator, in: bytes) : Interpreter.find(separator, in: bytes)
        let (empty, whole) = (Value(""), Value(String(decoding: bytes, as: UTF8.self)))
        guard let found else { return .tuple(Tuple(fromEnd ? [empty, empty, whole] : [whole, empty, empty])) }
        return .tuple(
            Tuple([
                Value(String(decoding: bytes[..<found], as: UTF8.self)), .str(part),
                Value(String(decoding: bytes[(found + separator.count)...], as: UTF8.self)),
            ]))
    }
}
