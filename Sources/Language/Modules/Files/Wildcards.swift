/// Patterns of file names: `*`, `?`, `[abc]`, and `**` for folders of any depth.
struct Wildcards {
    private let pattern: [Unicode.Scalar]

    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    /// True if a text has a sign with a meaning.
    static func hasSigns(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// True if the whole name matches.
    func matches(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        var (p, n) = (0, 0)
        // Where to go on after the last star, with one sign more in it.
        var retry: (p: Int, n: Int)?
        while n < name.count || p < pattern.count {
            if p < pattern.count {
                if pattern[p] == "*" {
                    retry = (p, n + 1)
                    p += 1
                    continue
                }
                if n < name.count, let next = one(p, name[n]) {
                    p = next
                    n += 1
                    continue
                }
            }
            guard let (star, start) = retry, start <= name.count else { return false }
            (p, n) = (star, start)
        }
        return true
    }

    /// The place after what matches one sign, if it does.
    private func one(_ p: Int, _ sign: Unicode.Scalar) -> Int? {
        if pattern[p] == "?" { return p + 1 }
        guard pattern[p] == "[", let (end, holds) = set(p, sign) else { return pattern[p] == sign ? p + 1 : nil }
        return holds ? end : nil
    }

    /// The end of a set that begins at `p`, and whether it has the sign; `nil` where no bracket closes it.
    private func set(_ p: Int, _ sign: Unicode.Scalar) -> (end: Int, holds: Bool)? {
        var at = p + 1
        let isNegated = at < pattern.count && pattern[at] == "!"
        if isNegated { at += 1 }
        let first = at
        var holds = false
        while at < pattern.count, pattern[at] != "]" || at == first {
            if at + 2 < pattern.count, pattern[at + 1] == "-", pattern[at + 2] != "]" {
                if pattern[at] <= sign, sign <= pattern[at + 2] { holds = true }
                at += 3
            } else {
                if pattern[at] == sign { holds = true }
                at += 1
            }
        }
        return at < pattern.count ? (at + 1, holds != isNegated) : nil
    }

    /// Paths below a folder that match the parts of a pattern.
    ///
    /// - hidden: whether stars match names that begin with a point.
    static func paths(
        in folder: String, _ parts: ArraySlice<String>, hidden: Bool, _ interpreter: Interpreter, _ depth: Int = 0
    ) throws(LanguageError) -> [String] {
        guard let part = parts.first, depth < 100 else { return [folder] }
        try interpreter.checkInterrupt()
        let rest = parts.dropFirst()
        func inside(_ name: String) -> String { folder.isEmpty ? name : PathModule.join(folder, name) }
        if part == "**" {
            var found = try paths(in: folder, rest, hidden: hidden, interpreter, depth + 1)
            for name in (try? FilePath.names(in: folder.isEmpty ? "." : folder)) ?? [] {
                let path = inside(name)
                if !hidden, name.hasPrefix(".") { continue }
                if FilePath.isFolder(path), !FilePath.isLink(path) {
                    found += try paths(in: path, parts, hidden: hidden, interpreter, depth + 1)
                }
            }
            return found
        }
        if !hasSigns(part) {
            let path = inside(part)
            return FilePath.status(path, ofLink: true) == nil
                ? [] : try paths(in: path, rest, hidden: hidden, interpreter, depth + 1)
        }
        let pattern = Wildcards(part)
        var found: [String] = []
        for name in (try? FilePath.names(in: folder.isEmpty ? "." : folder)) ?? [] where pattern.matches(name) {
            if !hidden, name.hasPrefix("."), !part.hasPrefix(".") { continue }
            if !rest.isEmpty, !FilePath.isFolder(inside(name)) { continue }
            found += try paths(in: inside(name), rest, hidden: hidden, interpreter, depth + 1)
        }
        return found
    }
}

/// `glob` and `fnmatch`: names of files by patterns.
enum GlobModule {
    private static func found(_ call: Call) throws(LanguageError) -> [Value] {
        let pattern = try FilePath.text(call[0], call.interpreter)
        let isDeep = try call.bool(1)
        let parts = pattern.split(separator: "/").map { !isDeep && $0 == "**" ? "*" : String($0) }
        if parts.isEmpty { return [] }
        let paths = try Wildcards.paths(
            in: pattern.hasPrefix("/") ? "/" : "", parts[...], hidden: false, call.interpreter)
        return paths.filter { !$0.isEmpty }.map { Value($0) }
    }

    private static let parameters = [Parameter("pathname"), Parameter.keyword("recursive", .bool(false))]

    static let module = NativeModule(
        "glob", doc: "Names of files by patterns.",
        functions: [
            NativeFunction("glob", parameters, doc: "The paths that match a pattern.") { (call) throws(LanguageError) in
                Value(try found(call))
            },
            NativeFunction("iglob", parameters, doc: "The paths that match a pattern, one after another.") {
                (call) throws(LanguageError) in .object(Iteration(over: try found(call)))
            },
            NativeFunction("escape", [Parameter("pathname")], doc: "A pattern that matches just this name.") {
                (call) throws(LanguageError) in
                Value(try call.string(0).map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined())
            },
        ])

    static let names = NativeModule(
        "fnmatch", doc: "Names by patterns.",
        functions: [
            NativeFunction("fnmatch", [Parameter("name"), Parameter("pat")], doc: "True if a name matches a pattern.") {
                (call) throws(LanguageError) in .bool(Wildcards(try call.string(1)).matches(try call.string(0)))
            },
            NativeFunction(
                "fnmatchcase", [Parameter("name"), Parameter("pat")], doc: "True if a name matches a pattern."
            ) { (call) throws(LanguageError) in .bool(Wildcards(try call.string(1)).matches(try call.string(0))) },
            NativeFunction("filter", [Parameter("names"), Parameter("pat")], doc: "The names that match a pattern.") {
                (call) throws(LanguageError) in
                let pattern = Wildcards(try call.string(1))
                return Value(
                    try call.values(0).filter {
                        if case .str(let name) = $0 { pattern.matches(name.string) } else { false }
                    })
            },
        ])
}
