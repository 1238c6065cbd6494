/// The text or bytes that a pattern is matched with.
enum RegexSubject {
    case text(Str)
    case bytes(BytesObject)

    /// The subject behind an argument; other values raise TypeError.
    init(_ value: Value) throws(LanguageError) {
        switch value {
        case .str(let text): self = .text(text)
        case .object(let bytes as BytesObject): self = .bytes(bytes)
        default:
            throw LanguageError.typeError("expected string or bytes-like object, got '\(value.typeName)'")
        }
    }

    var isText: Bool { if case .text = self { true } else { false } }

    var count: Int {
        switch self {
        case .text(let text): text.count
        case .bytes(let object): object.bytes.count
        }
    }

    /// The program's value.
    var value: Value {
        switch self {
        case .text(let text): .str(text)
        case .bytes(let object): .object(object)
        }
    }

    /// The code points, as the parser reads a pattern.
    var codes: [UInt32] {
        switch self {
        case .text(let text): text.string.unicodeScalars.map(\.value)
        case .bytes(let object): object.bytes.map(UInt32.init)
        }
    }

    /// A part; the range must lie inside.
    func slice(_ range: Range<Int>) -> Value {
        switch self {
        case .text(let text):
            if range.count == text.count { return .str(text) }
            if text.isASCII {
                let utf8 = text.string.utf8
                let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
                return Value(String(text.string[start..<utf8.index(start, offsetBy: range.count)]))
            }
            return Value(String(String.UnicodeScalarView(text.scalars[range])))
        case .bytes(let object): return .object(BytesObject(Array(object.bytes[range])))
        }
    }

    /// Parts put together; what is neither text nor None (as this subject is text or bytes) raises TypeError.
    func joined(_ parts: [Value]) throws(LanguageError) -> Value {
        var (text, bytes) = ("", [UInt8]())
        for (i, part) in parts.enumerated() {
            switch (self, part) {
            case (.text, .str(let piece)): text += piece.string
            case (.bytes, .object(let piece as BytesObject)): bytes += piece.bytes
            default:
                throw LanguageError.typeError(
                    isText
                        ? "sequence item \(i): expected str instance, \(part.typeName) found"
                        : "sequence item \(i): expected a bytes-like object, \(part.typeName) found")
            }
            if text.utf8.count + bytes.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        }
        return isText ? Value(text) : .object(BytesObject(bytes))
    }
}

/// What a search found: the spans of the whole and of the groups, -1 for groups that took no part.
struct RegexSpans {
    let spans: [(start: Int, end: Int)]
    let lastGroup: Int

    var whole: Range<Int> { spans[0].start..<spans[0].end }

    /// The span of a group; `nil` where it took no part.
    func range(_ group: Int) -> Range<Int>? {
        let (start, end) = spans[group]
        return start < 0 ? nil : start..<end
    }
}

extension RegexProgram {
    /// The first match from a place on.
    func find<Unit: FixedWidthInteger & UnsignedInteger>(
        in buffer: UnsafeBufferPointer<Unit>, _ range: Range<Int>, mustAdvance: Bool, _ isAnchored: Bool,
        _ isWhole: Bool, _ interpreter: Interpreter
    ) -> Result<RegexSpans?, LanguageError> {
        do throws(LanguageError) {
            var matcher = RegexMatcher(self, buffer, end: range.upperBound, interpreter)
            let wish = RegexMatcher<Unit>.Wish(isAnchored: isAnchored, isWhole: isWhole, mustAdvance: mustAdvance)
            guard let whole = try matcher.search(from: range.lowerBound, wish) else { return .success(nil) }
            var spans = [(start: whole.lowerBound, end: whole.upperBound)]
            for group in 0..<groupCount {
                let (start, end) = (matcher.slots[group * 2], matcher.slots[group * 2 + 1])
                spans.append(start >= 0 && end >= start ? (start, end) : (-1, -1))
            }
            return .success(RegexSpans(spans: spans, lastGroup: matcher.slots[lastGroupSlot]))
        } catch {
            return .failure(error)
        }
    }

    /// The first match in a part of a subject.
    func find(
        in subject: RegexSubject, _ range: Range<Int>, mustAdvance: Bool = false, isAnchored: Bool = false,
        isWhole: Bool = false, _ interpreter: Interpreter
    ) throws(LanguageError) -> RegexSpans? {
        func run<Unit: FixedWidthInteger & UnsignedInteger>(_ buffer: UnsafeBufferPointer<Unit>)
            -> Result<RegexSpans?, LanguageError>
        {
            find(in: buffer, range, mustAdvance: mustAdvance, isAnchored, isWhole, interpreter)
        }
        let result: Result<RegexSpans?, LanguageError>
        switch subject {
        case .bytes(let object): result = object.bytes.withUnsafeBufferPointer { run($0) }
        case .text(let text) where text.isASCII:
            result =
                text.string.utf8.withContiguousStorageIfAvailable { run($0) }
                ?? Array(text.string.utf8).withUnsafeBufferPointer { run($0) }
        case .text(let text):
            result = text.scalars.withUnsafeBufferPointer { scalars in
                scalars.withMemoryRebound(to: UInt32.self) { run($0) }
            }
        }
        return try result.get()
    }
}
