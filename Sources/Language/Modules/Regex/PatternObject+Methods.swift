/// What a compiled pattern can do.
extension PatternObject {
    private static func pattern(_ call: Call) throws(LanguageError) -> PatternObject {
        guard case .object(let pattern as PatternObject)? = call.receiver else {
            throw LanguageError.typeError("not a pattern")
        }
        return pattern
    }

    /// The part of a subject between `pos` and `endpos`.
    private static func bounds(_ call: Call, _ subject: RegexSubject) throws(LanguageError) -> Range<Int> {
        let start = min(max(0, try call.place(1)), subject.count)
        let end = min(max(0, try call.place(2)), subject.count)
        return start..<max(start, end)
    }

    private static let range: [Parameter] = [
        Parameter("string"), Parameter("pos", .int(0)), Parameter("endpos", .int(Int.max)),
    ]

    private static func finder(_ name: String, _ doc: String, isAnchored: Bool, isWhole: Bool = false)
        -> NativeFunction
    {
        NativeFunction(name, range, doc: doc) { (call) throws(LanguageError) in
            let pattern = try pattern(call)
            let subject = try pattern.subject(call[0])
            let bounds = try bounds(call, subject)
            if try call.place(1) > (try call.place(2)) { return .none }
            let spans = try pattern.program.find(
                in: subject, bounds, isAnchored: isAnchored, isWhole: isWhole, call.interpreter)
            return spans.map { .object(MatchObject(pattern, subject, $0, bounds)) } ?? .none
        }
    }

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (PatternObject) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? PatternObject).map(get) ?? .none }
    }

    static let type: NativeType = NativeType(
        name: "Pattern", module: "re", doc: "A compiled pattern.",
        methods: [
            finder("match", "The match at the beginning, or None.", isAnchored: true),
            finder("fullmatch", "The match of the whole text, or None.", isAnchored: true, isWhole: true),
            finder("search", "The first match, or None.", isAnchored: false),
            NativeFunction("findall", range, doc: "All matches, or their groups.") { (call) throws(LanguageError) in
                let pattern = try pattern(call)
                let subject = try pattern.subject(call[0])
                return Value(try pattern.all(subject, try bounds(call, subject), call.interpreter))
            },
            NativeFunction("finditer", range, doc: "Match after match.") { (call) throws(LanguageError) in
                let pattern = try pattern(call)
                let subject = try pattern.subject(call[0])
                return .object(pattern.iteration(subject, try bounds(call, subject)))
            },
            NativeFunction(
                "split", [Parameter("string"), Parameter("maxsplit", .int(0))], doc: "The parts between matches."
            ) { (call) throws(LanguageError) in
                let pattern = try pattern(call)
                let subject = try pattern.subject(call[0])
                return Value(try pattern.split(subject, most: try call.place(1), call.interpreter))
            },
            NativeFunction(
                "sub", [Parameter("repl"), Parameter("string"), Parameter("count", .int(0))],
                doc: "The text with matches replaced by a template or by what a function makes of them."
            ) { (call) throws(LanguageError) in
                let pattern = try pattern(call)
                let subject = try pattern.subject(call[1])
                return try pattern.substituted(call[0], subject, count: try call.place(2), call.interpreter).0
            },
            NativeFunction(
                "subn", [Parameter("repl"), Parameter("string"), Parameter("count", .int(0))],
                doc: "As `sub`, with the number of replacements."
            ) { (call) throws(LanguageError) in
                let pattern = try pattern(call)
                let subject = try pattern.subject(call[1])
                let (value, count) = try pattern.substituted(
                    call[0], subject, count: try call.place(2), call.interpreter)
                return .tuple(Tuple([value, .int(count)]))
            },
        ],
        properties: [
            property("pattern", "The pattern as it was written.") { $0.source.value },
            property("flags", "The flags as a number.") { .int($0.flags.rawValue) },
            property("groups", "How many groups there are.") { .int($0.program.groupCount) },
            NativeProperty("groupindex", doc: "The numbers of the named groups.") { (object, interpreter) in
                let dict = Dict()
                for (name, group) in (object as? PatternObject)?.names ?? [] {
                    try? dict.set(Value(name), .int(group), interpreter)
                }
                return .dict(dict)
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let pattern = object as? PatternObject else { return "re.compile()" }
                let source = try interpreter.repr(pattern.source.value)
                let shown = String(String.UnicodeScalarView(source.unicodeScalars.prefix(200)))
                let flags = pattern.source.isText ? pattern.flags.subtracting(.unicode) : pattern.flags
                let names = RegexFlagObject.names(flags, prefix: "re.", byBits: true)
                return names.isEmpty ? "re.compile(\(shown))" : "re.compile(\(shown), \(names.joined(separator: "|")))"
            }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let a = object as? PatternObject,
                    case .object(let b as PatternObject) = other
                else { return nil }
                let isSame = try interpreter.equal(a.source.value, b.source.value)
                return .bool((isSame && a.flags == b.flags) == (op == .equal))
            }
            $0.hash = { (object, interpreter) throws(LanguageError) in
                guard let pattern = object as? PatternObject else { return 0 }
                return try interpreter.hash(pattern.source.value) ^ pattern.flags.rawValue
            }
        })
}
