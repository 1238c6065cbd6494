import Glibc

/// Folders for a while, which only this user can reach.
public enum TemporaryFolder {
    /// A new one, `svertka-NAME-` and six letters, below the folder that TMPDIR names, else below /tmp. Who asks removes it.
    public static func make(_ name: String) throws(SystemFailure) -> String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let root = named.isEmpty ? "/tmp" : named
        return try make(beginning: "\(root)/svertka-\(name)-")
    }

    /// A new one whose path is `beginning` and six letters.
    public static func make(beginning: String) throws(SystemFailure) -> String {
        var pattern = Array("\(beginning)XXXXXX".utf8CString)
        guard let made = mkdtemp(&pattern) else {
            throw SystemFailure("cannot make a folder \(beginning)…: \(String(cString: strerror(errno)))")
        }
        return String(cString: made)
    }
}
