import Glibc

/// Folders for a while, which only this user can reach.
public enum TemporaryFolder {
    /// A new one, `svertka-NAME-` and six letters, below the folder that TMPDIR names, else below /tmp. Who asks removes it.
    public static func make(_ name: String) throws(SystemFailure) -> String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let root = named.isEmpty ? "/tmp" : named
        var pattern = Array("\(root)/svertka-\(name)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&pattern) else {
            throw SystemFailure("cannot make a folder in \(root): \(String(cString: strerror(errno)))")
        }
        return String(cString: made)
    }
}
