/// What a pattern found in a text.
final class MatchObject: Object {
    let pattern: PatternObject
    let subject: RegexSubject
    let spans: RegexSpans
    /// The part of the text that was searched.
    let bounds: Range<Int>

    init(_ pattern: PatternObject, _ subject: RegexSubject, _ spans: RegexSpans, _ bounds: Range<Int>) {
        self.pattern = pattern
        self.subject = subject
        self.spans = spans
        self.bounds = bounds
    }

    override var nativeType: NativeType { MatchObject.type }

    /// What a group matched; a value of its own where it took no part.
    func group(_ number: Int, otherwise: Value = .none) -> Value {
        spans.range(number).map { subject.slice($0) } ?? otherwise
    }

    /// All groups.
    func groups(otherwise: Value = .none) -> [Value] {
        (1..<max(1, spans.spans.count)).map { group($0, otherwise: otherwise) }
    }

    /// The number of a group that a program names.
    func number(of key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int {
        if let number = try interpreter.smallInteger(key) {
            if number >= 0, number < spans.spans.count { return number }
        } else if case .str(let name) = key, let found = pattern.names.first(where: { $0.name == name.string }) {
            return found.group
        }
        throw LanguageError.indexError("no such group")
    }

    private static func match(_ call: Call) throws(LanguageError) -> MatchObject {
        guard case .object(let match as MatchObject)? = call.receiver else {
            throw LanguageError.typeError("not a match")
        }
        return match
    }

    private static func ofGroup(
        _ name: String, _ doc: String, _ pick: @escaping @Sendable ((start: Int, end: Int)) -> Value
    ) -> NativeFunction {
        NativeFunction(name, [.positional("group", .int(0))], doc: doc) { (call) throws(LanguageError) in
            let match = try match(call)
            return pick(match.spans.spans[try match.number(of: call[0], call.interpreter)])
        }
    }

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (MatchObject) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? MatchObject).map(get) ?? .none }
    }

    private static func pair(_ span: (start: Int, end: Int)) -> Value {
        .tuple(Tuple([.int(span.start), .int(span.end)]))
    }

    static let type: NativeType = NativeType(
        name: "Match", module: "re", doc: "What a pattern found.",
        methods: [
            NativeFunction("group", [.rest("groups")], doc: "What groups matched; group 0 is the whole.") {
                (call) throws(LanguageError) in
                let match = try match(call)
                var found: [Value] = []
                for key in call.rest(0) { found.append(match.group(try match.number(of: key, call.interpreter))) }
                if found.isEmpty { return match.group(0) }
                return found.count == 1 ? found[0] : .tuple(Tuple(found))
            },
            NativeFunction("groups", [Parameter("default", .none)], doc: "What all groups matched.") {
                (call) throws(LanguageError) in .tuple(Tuple(try match(call).groups(otherwise: call[0])))
            },
            NativeFunction("groupdict", [Parameter("default", .none)], doc: "What the named groups matched, by name.") {
                (call) throws(LanguageError) in
                let match = try match(call)
                let dict = Dict()
                for (name, group) in match.pattern.names {
                    try dict.set(Value(name), match.group(group, otherwise: call[0]), call.interpreter)
                }
                return .dict(dict)
            },
            ofGroup("start", "Where a group begins, or -1.") { .int($0.start) },
            ofGroup("end", "Where a group ends, or -1.") { .int($0.end) },
            ofGroup("span", "Where a group begins and ends.", pair),
            NativeFunction("expand", [Parameter("template")], doc: "A template with the groups put in.") {
                (call) throws(LanguageError) in
                let match = try match(call)
                let template = try PatternObject.template(call[0], match.pattern, call.interpreter)
                return try match.subject.joined(template.values(match))
            },
        ],
        properties: [
            property("string", "The text that was searched.") { $0.subject.value },
            property("re", "The pattern.") { .object($0.pattern) },
            property("pos", "Where the search began.") { .int($0.bounds.lowerBound) },
            property("endpos", "Where the search had to end.") { .int($0.bounds.upperBound) },
            property("lastindex", "The group that was closed last.") {
                $0.spans.lastGroup < 0 ? .none : .int($0.spans.lastGroup)
            },
            property("lastgroup", "The name of the group that was closed last.") { match in
                match.pattern.names.first { $0.group == match.spans.lastGroup }.map { Value($0.name) } ?? .none
            },
            property("regs", "Where all groups begin and end.") { .tuple(Tuple($0.spans.spans.map(pair))) },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let match = object as? MatchObject else { return "<re.Match object>" }
                let whole = match.spans.whole
                let text = try interpreter.repr(match.group(0))
                return
                    "<re.Match object; span=(\(whole.lowerBound), \(whole.upperBound)), match=\(String(String.UnicodeScalarView(text.unicodeScalars.prefix(50))))>"
            }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let match = object as? MatchObject else { return .none }
                return match.group(try match.number(of: key, interpreter))
            }
        })
}
