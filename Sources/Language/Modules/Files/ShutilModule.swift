import Glibc

/// `shutil`: whole files and folders, below the working directory.
enum ShutilModule {
    private static func copy(_ name: String, intoFolders: Bool) -> NativeFunction {
        NativeFunction(name, [Parameter("src"), Parameter("dst")], doc: "Copies a file.") {
            (call) throws(LanguageError) in
            let source = try FilePath.text(call[0], call.interpreter)
            var target = try FilePath.text(call[1], call.interpreter)
            if intoFolders, FilePath.isFolder(target) {
                target = PathModule.join(target, PathModule.split(source).tail)
            }
            let from = try FileRequest(call[0], mode: "rb", call.interpreter).open()
            try from.prepareToRead(call.interpreter)
            let to = try FileRequest(Value(target), mode: "wb", call.interpreter).open()
            try to.put(from.content)
            try to.close()
            return Value(target)
        }
    }

    /// Removes a folder with everything in it; links are removed, not followed.
    private static func remove(_ path: String, _ interpreter: Interpreter, _ depth: Int = 0) throws(LanguageError) {
        try interpreter.checkInterrupt()
        if depth > 200 { throw LanguageError(.recursionError, "maximum recursion depth exceeded") }
        for name in try FilePath.names(in: path) {
            let inner = path + "/" + name
            if FilePath.isFolder(inner), !FilePath.isLink(inner) {
                try remove(inner, interpreter, depth + 1)
            } else if unlink(inner) != 0 {
                throw LanguageError.system(errno, inner)
            }
        }
        if rmdir(path) != 0 { throw LanguageError.system(errno, path) }
    }

    static let module = NativeModule(
        "shutil", doc: "Whole files and folders.",
        functions: [
            copy("copyfile", intoFolders: false), copy("copy", intoFolders: true), copy("copy2", intoFolders: true),
            NativeFunction("move", [Parameter("src"), Parameter("dst")], doc: "Moves a file or folder.") {
                (call) throws(LanguageError) in
                let source = try FilePath.text(call[0], call.interpreter)
                var target = try FilePath.text(call[1], call.interpreter)
                if FilePath.isFolder(target) { target = PathModule.join(target, PathModule.split(source).tail) }
                try FilePath.rename(source, target)
                return Value(target)
            },
            NativeFunction(
                "rmtree", [Parameter("path"), Parameter("ignore_errors", .bool(false))],
                doc: "Removes a folder with everything in it."
            ) { (call) throws(LanguageError) in
                let path = try FilePath.text(call[0], call.interpreter)
                let full = try FilePath.entry(path)
                if FilePath.isLink(full) { throw LanguageError(.osError, "Cannot call rmtree on a symbolic link") }
                do throws(LanguageError) {
                    try remove(full, call.interpreter)
                } catch {
                    if try !call.bool(1) || !call.interpreter.matches(error, .osError) { throw error }
                }
                return .none
            },
        ])
}
