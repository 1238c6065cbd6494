/// `pathlib.PosixPath` and `pathlib.PurePosixPath`: a path that can be asked and joined.
final class PathObject: Object {
    /// The path without doubled slashes and points; `.` where there is nothing.
    let text: String
    /// True for paths that know nothing of the disk.
    let isPure: Bool

    init(_ text: String, isPure: Bool = false) {
        let parts = text.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        // Two slashes at the beginning, but not three, are a root of their own.
        let root = text.hasPrefix("//") && !text.hasPrefix("///") ? "//" : text.hasPrefix("/") ? "/" : ""
        self.text = root + parts == "" ? "." : root + parts
        self.isPure = isPure
    }

    override var nativeType: NativeType { isPure ? PathObject.purePosixType : PathObject.posixType }

    /// `/` of paths from the root on.
    var root: String { text.hasPrefix("//") ? "//" : text.hasPrefix("/") ? "/" : "" }
    /// The names on the way.
    var names: [String] { text == "." ? [] : text.split(separator: "/").map(String.init) }
    /// The root and the names.
    var parts: [String] { (root.isEmpty ? [] : [root]) + names }
    /// The last name.
    var name: String { names.last ?? "" }

    /// The last name's ending with its point.
    var suffix: String {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex, dot < name.index(before: name.endIndex) else {
            return ""
        }
        return String(name[dot...])
    }

    var stem: String { String(name.dropLast(suffix.count)) }

    /// A path of the same kind.
    func like(_ text: String) -> PathObject { PathObject(text, isPure: isPure) }

    /// The folder above.
    var parent: PathObject { names.isEmpty ? self : like(root + names.dropLast().joined(separator: "/")) }

    /// All folders above, the nearest first.
    var parents: [PathObject] {
        var found: [PathObject] = []
        var at = self
        while !at.names.isEmpty {
            at = at.parent
            found.append(at)
        }
        return found
    }

    /// The path with others after it.
    func joined(_ others: [String]) -> PathObject {
        like(others.reduce(text == "." ? "" : text) { PathModule.join($0, $1) })
    }

    /// The path with another last name.
    func named(_ name: String) throws(LanguageError) -> PathObject {
        if self.name.isEmpty { throw LanguageError.valueError("\(shown) has an empty name") }
        if name.isEmpty || name.contains("/") || name == "." {
            throw LanguageError.valueError("Invalid name \(Interpreter.quoted(name))")
        }
        return parent.joined([name])
    }

    var shown: String { "\(nativeType.name)(\(Interpreter.quoted(text)))" }

    /// The names after another path; `nil` where that is not above this one.
    func after(_ other: PathObject) -> [String]? {
        guard parts.starts(with: other.parts) else { return nil }
        return Array(parts.dropFirst(other.parts.count))
    }

    static func path(_ call: Call) throws(LanguageError) -> PathObject {
        guard case .object(let path as PathObject)? = call.receiver else { throw LanguageError.typeError("not a path") }
        return path
    }

    /// Texts of paths that stand as arguments.
    static func texts(_ values: [Value], _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        var texts: [String] = []
        for value in values {
            guard value.byteContent == nil, let text = try? FilePath.text(value, interpreter) else {
                throw LanguageError.typeError(
                    value.byteContent == nil
                        ? "expected str, bytes or os.PathLike object, not \(value.typeName)"
                        : "argument should be a str object or an os.PathLike object returning str, not <class '\(value.typeName)'>"
                )
            }
            texts.append(text)
        }
        return texts
    }

    private static func constructor(_ name: String, isPure: Bool) -> NativeFunction {
        NativeFunction(name, [.rest("pathsegments")], doc: "A path of parts.") { (call) throws(LanguageError) in
            .object(PathObject("", isPure: isPure).joined(try texts(call.rest(0), call.interpreter)))
        }
    }

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (PathObject) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? PathObject).map(get) ?? .none }
    }

    private static let pureRows: [NativeFunction] = [
        NativeFunction("joinpath", [.rest("other")], doc: "The path with others after it.") {
            (call) throws(LanguageError) in
            .object(try path(call).joined(try texts(call.rest(0), call.interpreter)))
        },
        NativeFunction("with_name", [Parameter("name")], doc: "The path with another last name.") {
            (call) throws(LanguageError) in .object(try path(call).named(try call.string(0)))
        },
        NativeFunction("with_stem", [Parameter("stem")], doc: "The path with another last name before its ending.") {
            (call) throws(LanguageError) in
            .object(try path(call).named(try call.string(0) + path(call).suffix))
        },
        NativeFunction("with_suffix", [Parameter("suffix")], doc: "The path with another ending.") {
            (call) throws(LanguageError) in
            let (path, suffix) = (try path(call), try call.string(0))
            if suffix.contains("/") || (!suffix.isEmpty && !suffix.hasPrefix(".")) || suffix == "." {
                throw LanguageError.valueError("Invalid suffix \(Interpreter.quoted(suffix))")
            }
            return .object(try path.named(path.stem + suffix))
        },
        NativeFunction("relative_to", [.rest("other")], doc: "The way from another path to this one.") {
            (call) throws(LanguageError) in
            let path = try path(call)
            let others = try texts(call.rest(0), call.interpreter)
            if others.isEmpty { throw LanguageError.typeError("need at least one argument") }
            let other = path.like("").joined(others)
            guard let rest = path.after(other) else {
                throw LanguageError.valueError(
                    "\(Interpreter.quoted(path.text)) is not in the subpath of \(Interpreter.quoted(other.text)) OR one path is relative and the other is absolute."
                )
            }
            return .object(path.like(rest.joined(separator: "/")))
        },
        NativeFunction("is_relative_to", [.rest("other")], doc: "True if another path is above this one.") {
            (call) throws(LanguageError) in
            let path = try path(call)
            let other = path.like("").joined(try texts(call.rest(0), call.interpreter))
            return .bool(path.after(other) != nil)
        },
        NativeFunction("is_absolute", doc: "True if the path begins at the root.") { (call) throws(LanguageError) in
            .bool(try !path(call).root.isEmpty)
        },
        NativeFunction("as_posix", doc: "The path as text.") { (call) throws(LanguageError) in
            Value(try path(call).text)
        },
        NativeFunction("match", [Parameter("path_pattern")], doc: "True if the path's end matches a pattern.") {
            (call) throws(LanguageError) in
            let path = try path(call)
            let pattern = PathObject(try call.string(0))
            if pattern.names.isEmpty { throw LanguageError.valueError("empty pattern") }
            let (mine, wanted) = (path.parts, pattern.parts)
            if wanted.count > mine.count || (!pattern.root.isEmpty && wanted.count != mine.count) {
                return .bool(false)
            }
            return .bool(zip(mine.suffix(wanted.count), wanted).allSatisfy { Wildcards($0.1).matches($0.0) })
        },
        NativeFunction("__fspath__", doc: "The path as text.") { (call) throws(LanguageError) in
            Value(try path(call).text)
        },
    ]

    private static let slots = Slots {
        $0.repr = { (object, _) throws(LanguageError) in (object as? PathObject)?.shown ?? "" }
        $0.str = { (object, _) throws(LanguageError) in (object as? PathObject)?.text ?? "" }
        $0.hash = { (object, _) throws(LanguageError) in (object as? PathObject)?.text.hashValue ?? 0 }
        $0.compare = { (op, object, other, _) throws(LanguageError) in
            guard let a = object as? PathObject, case .object(let b as PathObject) = other else { return nil }
            switch op {
            case .equal: return .bool(a.parts == b.parts)
            case .notEqual: return .bool(a.parts != b.parts)
            case .less: return .bool(a.parts.lexicographicallyPrecedes(b.parts))
            case .greater: return .bool(b.parts.lexicographicallyPrecedes(a.parts))
            case .lessEqual: return .bool(!b.parts.lexicographicallyPrecedes(a.parts))
            case .greaterEqual: return .bool(!a.parts.lexicographicallyPrecedes(b.parts))
            }
        }
        $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
            guard op == .divide, let path = object as? PathObject else { return nil }
            switch other {
            case .str(let text):
                return .object(reflected ? path.like(text.string).joined([path.text]) : path.joined([text.string]))
            case .object(let other as PathObject): return reflected ? nil : .object(path.joined([other.text]))
            default: return nil
            }
        }
    }

    static let pureType: NativeType = NativeType(
        name: "PurePath", module: "pathlib", doc: "A path that knows nothing of the disk.",
        constructor: constructor("PurePath", isPure: true), methods: pureRows,
        properties: [
            property("name", "The last name.") { Value($0.name) },
            property("stem", "The last name without its ending.") { Value($0.stem) },
            property("suffix", "The last name's ending.") { Value($0.suffix) },
            property("suffixes", "The last name's endings.") { path in
                let name = path.name
                if name.hasSuffix(".") { return Value([Value]()) }
                let parts = name.drop { $0 == "." }.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
                return Value(parts.map { Value("." + $0) })
            },
            property("parent", "The folder above.") { .object($0.parent) },
            property("parents", "All folders above.") { .tuple(Tuple($0.parents.map { .object($0) })) },
            property("parts", "The root and the names on the way.") { .tuple(Tuple($0.parts.map { Value($0) })) },
            property("root", "The slash at the beginning, if there is one.") { Value($0.root) },
            property("anchor", "The slash at the beginning, if there is one.") { Value($0.root) },
            property("drive", "Nothing.") { _ in Value("") },
        ], slots: slots)
    static let purePosixType: NativeType = NativeType(
        name: "PurePosixPath", module: "pathlib", doc: "A path that knows nothing of the disk.", base: pureType,
        constructor: constructor("PurePosixPath", isPure: true))
    static let pathType: NativeType = NativeType(
        name: "Path", module: "pathlib", doc: "A path on the disk.", base: pureType,
        constructor: constructor("Path", isPure: false), methods: diskRows)
    static let posixType: NativeType = NativeType(
        name: "PosixPath", module: "pathlib", doc: "A path on the disk.", base: pathType,
        constructor: constructor("PosixPath", isPure: false))
}
