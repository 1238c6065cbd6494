import Archives
import Arrays
import Language
import Tensors

/// Data sets in files whose arrays are pickled, for modules that are written in the language.
public enum PickledRows {
    private static let path = Parameter("path", doc: "The file.")

    public static let rows: [NativeFunction] = [
        NativeFunction("pickled", [path], doc: "The data of a pickle: numbers, texts, lists, dictionaries, arrays.") {
            (call) throws(LanguageError) in
            try Unpickler.value(WholeFile.read(call[0], call.interpreter)[...], call.interpreter)
        },
        NativeFunction("pickled_arrays", [path], doc: "The arrays of an .npz archive; those of objects as lists.") {
            (call) throws(LanguageError) in
            let bytes = try WholeFile.read(call[0], call.interpreter)
            let archive = try archiving { () throws(ArchiveError) in try ZipArchive(bytes) }
            let arrays = Dict()
            for member in archive.members where member.name.hasSuffix(".npy") {
                let content = try archiving { () throws(ArchiveError) in try archive.content(of: member) }
                let value: Value
                if let pickle = try objects(content) {
                    value = try Unpickler.value(pickle, call.interpreter)
                } else {
                    value = try ItemFiles.array(content[...]).value
                }
                try arrays.set(Value(String(member.name.dropLast(4))), value, call.interpreter)
            }
            return .dict(arrays)
        },
    ]

    /// The pickle of an array of objects behind its header; `nil` for arrays of numbers.
    private static func objects(_ content: [UInt8]) throws(LanguageError) -> ArraySlice<UInt8>? {
        guard ArrayFormat.isArray(content[...]), content.count > 12 else {
            throw LanguageError.valueError("the archive has a member that is no array")
        }
        let start = content[6] == 1 ? 10 : 12
        var length = Int(content[8]) + Int(content[9]) << 8
        if start == 12 { length += Int(content[10]) << 16 + Int(content[11]) << 24 }
        guard length <= content.count - start else { throw LanguageError.valueError("an array's header is cut off") }
        let header = String(decoding: content[start..<(start + length)], as: UTF8.self)
        return header.contains("'|O'") ? content[(start + length)...] : nil
    }
}
