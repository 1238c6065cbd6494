import Arrays
import Language
import ModelFiles
import Networks
import Tensors

/// `safetensors.numpy`: arrays by name in one file.
enum SafeTensorsModule {
    static let module = NativeModule(
        "safetensors.numpy", doc: "Arrays by name in one file that never runs code.",
        functions: [
            NativeFunction(
                "save_file",
                [
                    Parameter("tensor_dict", doc: "Arrays by name."), Parameter("filename", doc: "A path."),
                    Parameter("metadata", .none, doc: "Texts by name."),
                ], doc: "Writes arrays by name to a file, whole or not at all."
            ) { (call) throws(LanguageError) in
                try WholeFile.write(bytes(call, metadata: 2), to: call[1], call.interpreter)
                return .none
            },
            NativeFunction("load_file", [Parameter("filename", doc: "A path.")], doc: "The arrays of a file by name.") {
                (call) throws(LanguageError) in
                try arrays(WholeFile.read(call[0], call.interpreter), call.interpreter)
            },
            NativeFunction(
                "save", [Parameter("tensor_dict", doc: "Arrays by name."), Parameter("metadata", .none)],
                doc: "Arrays by name as bytes."
            ) { (call) throws(LanguageError) in .object(BytesObject(try bytes(call, metadata: 1))) },
            NativeFunction("load", [Parameter("data", doc: "Bytes.")], doc: "The arrays in bytes by name.") {
                (call) throws(LanguageError) in
                guard case .object(let content as BytesObject) = call[0] else {
                    throw LanguageError.typeError("load() takes bytes, not \(call[0].typeName)")
                }
                return try arrays(content.bytes, call.interpreter)
            },
        ])

    private static func pairs(_ value: Value, _ what: String) throws(LanguageError) -> [(String, Value)] {
        guard case .dict(let dict) = value else { throw LanguageError.typeError("\(what) must be a dictionary") }
        var found: [(String, Value)] = []
        for (key, value) in dict.table.pairs {
            guard case .str(let name) = key else { throw LanguageError.typeError("\(what): names must be texts") }
            found.append((name.string, value))
        }
        return found
    }

    private static func bytes(_ call: Call, metadata place: Int) throws(LanguageError) -> [UInt8] {
        var tensors: [(name: String, tensor: Tensor)] = []
        for (name, value) in try pairs(call[0], "tensor_dict") {
            tensors.append((name, try NumPyArgument.tensor(value, call.interpreter)))
        }
        var metadata: [(key: String, value: String)] = []
        if call.optional(place) != nil {
            for (name, value) in try pairs(call[place], "metadata") {
                metadata.append((name, try call.interpreter.str(value)))
            }
        }
        return try learning { () throws(NetworkError) in try SafeTensors.bytes(tensors, metadata: metadata) }
    }

    private static func arrays(_ bytes: [UInt8], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let dict = Dict()
        for (name, tensor) in try learning({ () throws(NetworkError) in try SafeTensors.tensors(bytes) }) {
            try dict.set(Value(name), Value(tensor), interpreter)
        }
        return .dict(dict)
    }
}
