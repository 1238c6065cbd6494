import Archives
import Arrays
import Language
import Tensors

/// What `np.load` gives for an .npz archive: arrays by name, each read when it is asked for.
final class ArchiveObject: Object {
    private let archive: ZipArchive
    fileprivate let name: String
    fileprivate var isClosed = false

    init(_ archive: ZipArchive, name: String) {
        self.archive = archive
        self.name = name
    }

    override var nativeType: NativeType { ArchiveObject.type }

    /// The names without `.npy`.
    fileprivate var files: [String] {
        archive.members.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name }
    }

    /// The array of a name.
    fileprivate func array(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard case .str(let text) = key,
            let member = archive.members.first(where: { $0.name == text.string || $0.name == text.string + ".npy" })
        else {
            throw LanguageError.keyError(Value("\(try interpreter.str(key)) is not a file in the archive"))
        }
        if isClosed { throw LanguageError.attributeError("'NoneType' object has no attribute 'open'") }
        let content = try archiving { () throws(ArchiveError) in try archive.content(of: member) }
        guard ArrayFormat.isArray(content[...]) else { return .object(BytesObject(content)) }
        return try ItemFiles.array(content[...]).value
    }

    private static func me(_ call: Call) throws(LanguageError) -> ArchiveObject {
        guard case .object(let archive as ArchiveObject)? = call.receiver else {
            throw LanguageError.typeError("not an archive")
        }
        return archive
    }

    private static let type = NativeType(
        name: "NpzFile", module: "numpy.lib.npyio", doc: "The arrays of an .npz archive by name.",
        methods: [
            NativeFunction("keys", doc: "The names of the arrays.") { (call) throws(LanguageError) in
                Value(try me(call).files.map { Value($0) })
            },
            NativeFunction("values", doc: "The arrays.") { (call) throws(LanguageError) in
                let archive = try me(call)
                var arrays: [Value] = []
                for name in archive.files { arrays.append(try archive.array(Value(name), call.interpreter)) }
                return Value(arrays)
            },
            NativeFunction("items", doc: "Pairs of names and arrays.") { (call) throws(LanguageError) in
                let archive = try me(call)
                var pairs: [Value] = []
                for name in archive.files {
                    pairs.append(.tuple(Tuple([Value(name), try archive.array(Value(name), call.interpreter)])))
                }
                return Value(pairs)
            },
            NativeFunction("get", [.positional("key"), .positional("default", .none)], doc: "The array of a name.") {
                (call) throws(LanguageError) in
                let archive = try me(call)
                guard case .str(let text) = call[0], archive.files.contains(text.string) else { return call[1] }
                return try archive.array(call[0], call.interpreter)
            },
            NativeFunction("close", doc: "Ends the work with the archive.") { (call) throws(LanguageError) in
                try me(call).isClosed = true
                return .none
            },
            NativeFunction("__enter__", doc: "The archive itself.") { (call) throws(LanguageError) in
                call.receiver ?? .none
            },
            NativeFunction("__exit__", [.rest("error")], doc: "Closes the archive.") { (call) throws(LanguageError) in
                try me(call).isClosed = true
                return .none
            },
        ],
        properties: [
            NativeProperty("files", doc: "The names of the arrays.") { (object, _) throws(LanguageError) in
                Value(((object as? ArchiveObject)?.files ?? []).map { Value($0) })
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                guard let archive = object as? ArchiveObject else { return "" }
                let names = archive.files.prefix(5).joined(separator: ", ") + (archive.files.count > 5 ? "..." : "")
                return "NpzFile '\(archive.name)' with keys: \(names)"
            }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let archive = object as? ArchiveObject else { return .none }
                return try archive.array(key, interpreter)
            }
            $0.contains = { (object, key, _) throws(LanguageError) in
                guard let archive = object as? ArchiveObject, case .str(let text) = key else { return false }
                let name = text.string
                return archive.files.contains(name)
                    || name.hasSuffix(".npy") && archive.files.contains(String(name.dropLast(4)))
            }
            $0.length = { (object, _) throws(LanguageError) in (object as? ArchiveObject)?.files.count ?? 0 }
            $0.iterate = { (object, _) throws(LanguageError) in
                Iteration(over: ((object as? ArchiveObject)?.files ?? []).map { Value($0) })
            }
        })
}
