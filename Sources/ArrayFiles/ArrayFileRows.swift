import Archives
import Arrays
import Language
import Tensors

/// `np.load` and its kin: arrays in .npy files and archives of them (.npz).
///
/// Files are written whole or not at all, below the working directory. What files say of sizes is checked before memory
/// is asked for.
public enum ArrayFileRows {
    private static let pickle = Parameter(
        "allow_pickle", .bool(true), doc: "Without effect: objects are never pickled.")

    /// The functions that `numpy` gets from here.
    public static let rows: [NativeFunction] = [
        NativeFunction(
            "load",
            [
                Parameter("file"), Parameter("mmap_mode", .none), Parameter("allow_pickle", .bool(false)),
                Parameter("fix_imports", .bool(true)), Parameter("encoding", .str("ASCII")),
            ], doc: "The array of an .npy file, or the arrays of an .npz archive by name."
        ) { (call) throws(LanguageError) in try load(call) },
        NativeFunction("save", [Parameter("file"), Parameter("arr"), pickle], doc: "Writes an array to an .npy file.") {
            (call) throws(LanguageError) in
            let bytes = try ItemFiles.bytes(of: call[1], call.interpreter)
            try WholeFile.write(bytes, to: try named(call[0], ".npy", call.interpreter), call.interpreter)
            return .none
        },
        archive("savez", "Writes several arrays to an .npz archive.", compressed: false),
        archive("savez_compressed", "Writes several arrays to a compressed .npz archive.", compressed: true),
    ]

    /// A file's name with the ending that NumPy adds where it is missing; an open file as it is.
    private static func named(_ file: Value, _ ending: String, _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        guard WholeFile.isName(file) else { return file }
        let path = try WholeFile.path(file, interpreter)
        return Value(path.hasSuffix(ending) ? path : path + ending)
    }

    private static func archive(_ name: String, _ doc: String, compressed: Bool) -> NativeFunction {
        NativeFunction(
            name, [Parameter("file"), .rest("args"), .keyword("allow_pickle", .bool(true)), .keywords("kwds")], doc: doc
        ) { (call) throws(LanguageError) in
            var arrays = call.keywords(3)
            for (place, value) in call.rest(1).enumerated() {
                let name = "arr_\(place)"
                if arrays.contains(where: { $0.0 == name }) {
                    throw LanguageError.valueError("Cannot use un-named variables and keyword \(name)")
                }
                arrays.append((name, value))
            }
            var members: [(name: String, content: [UInt8])] = []
            for (name, value) in arrays {
                members.append((name + ".npy", try ItemFiles.bytes(of: value, call.interpreter)))
            }
            let bytes = try archiving { () throws(ArchiveError) in
                try ZipArchive.write(members, compressed: compressed)
            }
            try WholeFile.write(bytes, to: try named(call[0], ".npz", call.interpreter), call.interpreter)
            return .none
        }
    }

    private static func load(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let isName = WholeFile.isName(call[0])
        var start: Int?
        if !isName, let tell = try interpreter.findAttribute(call[0], "tell") {
            start = interpreter.index(try interpreter.call(tell, [], []))
        }
        let bytes = try WholeFile.read(call[0], interpreter)
        if bytes.isEmpty { throw LanguageError(.eofError, "No data left in file") }
        if ZipArchive.isArchive(bytes) {
            let name = isName ? try WholeFile.path(call[0], interpreter) : "object"
            return .object(
                ArchiveObject(try archiving { () throws(ArchiveError) in try ZipArchive(bytes) }, name: name))
        }
        guard ArrayFormat.isArray(bytes[...]) else {
            throw LanguageError.valueError(
                "This file contains pickled (object) data. If you trust the file you can load it unsafely using the `allow_pickle=` keyword argument or `pickle.load()`.",
                hint: "files that np.save and np.savez wrote are read; pickled objects never are")
        }
        let (array, byteCount) = try ItemFiles.array(bytes[...])
        // An open file may hold several arrays, one after the other: the next read begins behind this one.
        if let start, let seek = try interpreter.findAttribute(call[0], "seek") {
            let header =
                bytes[6] == 1
                ? 10 + Int(bytes[8]) + Int(bytes[9]) << 8
                : 12 + (0..<4).reduce(0) { $0 + Int(bytes[8 + $1]) << (8 * $1) }
            // A file of the program's may say that it stands anywhere.
            let (end, overflow) = start.addingReportingOverflow(header + byteCount)
            if overflow { throw LanguageError.overflow("Python int too large to convert to C ssize_t") }
            _ = try interpreter.call(seek, [.int(end)], [])
        }
        return array
    }
}
