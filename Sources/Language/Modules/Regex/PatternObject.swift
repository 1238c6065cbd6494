/// A compiled pattern.
final class PatternObject: Object {
    let source: RegexSubject
    let flags: RegexFlags
    let program: RegexProgram
    /// Numbers of the named groups.
    let names: [(name: String, group: Int)]

    init(_ source: RegexSubject, flags: RegexFlags) throws(RegexError) {
        self.source = source
        var parser = try RegexParser(source.codes, isText: source.isText, flags: flags)
        let tree = try parser.parse()
        self.flags = parser.flags
        names = parser.names
        program = try RegexProgram(
            tree, groupCount: parser.widths.count - 1, flags: parser.flags, widths: parser.widths)
    }

    override var nativeType: NativeType { PatternObject.type }

    /// A search's subject, which must be text for patterns of text.
    func subject(_ value: Value) throws(LanguageError) -> RegexSubject {
        let subject = try RegexSubject(value)
        if subject.isText == source.isText { return subject }
        throw LanguageError.typeError(
            source.isText
                ? "cannot use a string pattern on a bytes-like object"
                : "cannot use a bytes pattern on a string-like object")
    }

    /// Calls `body` for each match until it answers false; matches do not overlap.
    func forEach(
        in subject: RegexSubject, _ bounds: Range<Int>, _ interpreter: Interpreter,
        _ body: (RegexSpans) throws(LanguageError) -> Bool
    ) throws(LanguageError) {
        var walk = RegexWalk(place: bounds.lowerBound, end: bounds.upperBound)
        while let spans = try walk.next(self, subject, interpreter) {
            try interpreter.checkInterrupt()
            if try !body(spans) { return }
        }
    }

    /// A template as `sub` and `expand` take it.
    static func template(_ value: Value, _ pattern: PatternObject, _ interpreter: Interpreter) throws(LanguageError)
        -> RegexTemplate
    {
        let source: RegexSubject
        switch value {
        case .str(let text): source = .text(text)
        case .object(let bytes as BytesObject): source = .bytes(bytes)
        default:
            throw LanguageError.typeError("decoding to str: need a bytes-like object, \(value.typeName) found")
        }
        do throws(RegexError) {
            return try RegexTemplate(source, for: pattern)
        } catch {
            throw ReModule.error(error, source, interpreter)
        }
    }

    /// The text with matches replaced, and how many there were.
    func substituted(_ replacement: Value, _ subject: RegexSubject, count: Int, _ interpreter: Interpreter)
        throws(LanguageError) -> (Value, Int)
    {
        var template: RegexTemplate?
        if !interpreter.isCallable(replacement) {
            template = try PatternObject.template(replacement, self, interpreter)
        }
        var parts: [Value] = []
        var (done, last) = (0, 0)
        let bounds = 0..<subject.count
        if count < 0 { return (subject.value, 0) }
        try forEach(in: subject, bounds, interpreter) { (spans) throws(LanguageError) in
            if last < spans.whole.lowerBound { parts.append(subject.slice(last..<spans.whole.lowerBound)) }
            let match = MatchObject(self, subject, spans, bounds)
            if let template {
                parts += template.values(match)
            } else {
                let value = try interpreter.call(replacement, [.object(match)])
                if !value.isNone { parts.append(value) }
            }
            last = spans.whole.upperBound
            done += 1
            return count == 0 || done < count
        }
        if last < bounds.upperBound { parts.append(subject.slice(last..<bounds.upperBound)) }
        return (try subject.joined(parts), done)
    }

    /// The parts between matches, and the groups of the matches.
    func split(_ subject: RegexSubject, most: Int, _ interpreter: Interpreter) throws(LanguageError) -> [Value] {
        var parts: [Value] = []
        var (done, last) = (0, 0)
        let bounds = 0..<subject.count
        if most >= 0 {
            try forEach(in: subject, bounds, interpreter) { (spans) throws(LanguageError) in
                parts.append(subject.slice(last..<spans.whole.lowerBound))
                parts += MatchObject(self, subject, spans, bounds).groups()
                last = spans.whole.upperBound
                done += 1
                return most == 0 || done < most
            }
        }
        return parts + [subject.slice(last..<bounds.upperBound)]
    }

    /// What `findall` gives: the matches, or their groups where there are any.
    func all(_ subject: RegexSubject, _ bounds: Range<Int>, _ interpreter: Interpreter) throws(LanguageError)
        -> [Value]
    {
        var found: [Value] = []
        let empty = subject.slice(0..<0)
        try forEach(in: subject, bounds, interpreter) { (spans) throws(LanguageError) in
            let match = MatchObject(self, subject, spans, bounds)
            switch spans.spans.count {
            case 1: found.append(match.group(0))
            case 2: found.append(match.group(1, otherwise: empty))
            default: found.append(.tuple(Tuple(match.groups(otherwise: empty))))
            }
            return true
        }
        return found
    }

    /// Match after match, made when asked for.
    func iteration(_ subject: RegexSubject, _ bounds: Range<Int>) -> Iteration {
        var walk = RegexWalk(place: bounds.lowerBound, end: bounds.upperBound)
        return Iteration("callable_iterator") { (interpreter) throws(LanguageError) in
            try walk.next(self, subject, interpreter).map { .object(MatchObject(self, subject, $0, bounds)) }
        }
    }
}

/// Where a walk from match to match stands.
struct RegexWalk {
    var place: Int
    let end: Int
    private var mustAdvance = false

    init(place: Int, end: Int) {
        self.place = place
        self.end = end
    }

    /// The next match.
    mutating func next(_ pattern: PatternObject, _ subject: RegexSubject, _ interpreter: Interpreter)
        throws(LanguageError) -> RegexSpans?
    {
        guard place <= end,
            let spans = try pattern.program.find(in: subject, place..<end, mustAdvance: mustAdvance, interpreter)
        else {
            place = end + 1
            return nil
        }
        mustAdvance = spans.whole.isEmpty
        place = spans.whole.upperBound
        return spans
    }
}
