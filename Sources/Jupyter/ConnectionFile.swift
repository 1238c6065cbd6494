import Glibc
import JSON
import Session

/// What the file that Jupyter writes for a kernel says: where to listen, and the key of signatures.
public struct ConnectionFile: Sendable {
    /// How the sockets are reached.
    enum Transport: String, Sendable {
        case tcp, ipc
    }

    let transport: Transport
    /// An address, or with `ipc` the beginning of the socket files' paths.
    let ip: String
    let ports: [Channel: Int]
    let key: String
    /// Z85 keys; where present, all sockets are encrypted.
    let curve: (publicKey: String, secretKey: String)?

    /// Reads the file at `path`.
    /// - Throws: `SystemFailure` that names the file or the field.
    init(path: String) throws(SystemFailure) {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(path) } catch {
            throw SystemFailure("cannot read the connection file \(error)")
        }
        try self.init(String(decoding: bytes, as: UTF8.self))
    }

    /// Reads the file's text.
    /// - Throws: `SystemFailure` that names the field.
    public init(_ text: String) throws(SystemFailure) {
        let fields: JSON
        do { fields = try JSON(parsing: text) } catch {
            throw SystemFailure("the connection file is not JSON: \(error)")
        }
        let transportName = fields["transport"]?.string ?? "tcp"
        guard let transport = Transport(rawValue: transportName) else {
            throw SystemFailure("the connection file's transport '\(transportName)' is neither tcp nor ipc")
        }
        self.transport = transport
        ip = fields["ip"]?.string ?? "127.0.0.1"
        key = fields["key"]?.string ?? ""
        let scheme = fields["signature_scheme"]?.string ?? "hmac-sha256"
        guard scheme == "hmac-sha256" else {
            throw SystemFailure("signature scheme '\(scheme)' is not known; hmac-sha256 is")
        }
        var ports: [Channel: Int] = [:]
        for (channel, field) in [
            (Channel.shell, "shell_port"), (.control, "control_port"), (.stdin, "stdin_port"), (.iopub, "iopub_port"),
            (.heartbeat, "hb_port"),
        ] {
            guard let port = fields[field]?.int, port > 0, port < 65536 || transport == .ipc else {
                throw SystemFailure("the connection file's \(field) is missing or no port")
            }
            ports[channel] = port
        }
        self.ports = ports
        switch (fields["curve_publickey"]?.string, fields["curve_secretkey"]?.string) {
        case (nil, nil): curve = nil
        case (let publicKey?, let secretKey?) where publicKey.utf8.count == 40 && secretKey.utf8.count == 40:
            curve = (publicKey, secretKey)
        default: throw SystemFailure("the connection file's CURVE keys are not a pair of 40 characters each")
        }
    }

    /// Where a channel listens: `tcp://127.0.0.1:5001` or `ipc:///run/kernel-1`.
    public func endpoint(_ channel: Channel) -> String {
        let port = ports[channel] ?? 0
        return transport == .tcp ? "tcp://\(ip):\(port)" : "ipc://\(ip)-\(port)"
    }

    /// The socket files of `ipc`.
    var socketFiles: [String] { transport == .ipc ? ports.values.sorted().map { "\(ip)-\($0)" } : [] }
}

extension ConnectionFile {
    /// Bytes of a socket file's path that the system takes.
    private static let pathLimit = 107

    /// Refuses socket files that the system cannot make, and folders where anyone could replace them.
    public func checkSocketFiles() throws(SystemFailure) {
        for file in socketFiles {
            guard file.utf8.count <= ConnectionFile.pathLimit else {
                throw SystemFailure("the socket file's path is longer than \(ConnectionFile.pathLimit) bytes: \(file)")
            }
            let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
            var facts = stat()
            guard stat(folder.isEmpty ? "/" : folder, &facts) == 0 else {
                throw SystemFailure("the socket files' folder is missing: \(folder)")
            }
            if facts.st_mode & S_IWOTH != 0 && facts.st_mode & S_ISVTX == 0 {
                throw SystemFailure("anyone could replace socket files in \(folder): it is writable for all")
            }
        }
    }

    /// The file's path in any of the forms in which front ends give it: `-f PATH`, `--f=PATH`, `-fPATH`,
    /// `--connection-file PATH`, `--connection-file=PATH`, `PATH`; unknown `--X=y` are passed over.
    public static func path(in arguments: [String]) -> String? {
        var bare: String?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if ["-f", "--f", "--connection-file"].contains(argument) { return rest.first.map(unquoted) }
            for start in ["--f=", "--connection-file=", "-f="] where argument.hasPrefix(start) {
                return unquoted(String(argument.dropFirst(start.count)))
            }
            if argument.hasPrefix("-f") { return unquoted(String(argument.dropFirst(2))) }
            if !argument.hasPrefix("-") { bare = bare ?? unquoted(argument) }
        }
        return bare
    }

    /// Without one pair of quotes, which VS Code writes around paths with spaces.
    private static func unquoted(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    }
}
