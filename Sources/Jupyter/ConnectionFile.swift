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
    /// Where each channel listens. Empty in a registration file (protocol 5.6): there the kernel chooses.
    let ports: [Channel: Int]
    /// Where the launcher waits to be told what the kernel chose; `nil` in an ordinary file.
    let registrationPort: Int?
    /// What the launcher calls this kernel, if the file says it.
    let kernelID: String?
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
        try self.init(String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// Reads the file's text.
    /// - path: where it stands; socket files whose place it does not say are made beside it.
    /// - Throws: `SystemFailure` that names the field.
    public init(_ text: String, path: String = "kernel.json") throws(SystemFailure) {
        let fields: JSON
        do { fields = try JSON(parsing: text) } catch {
            throw SystemFailure("the connection file is not JSON: \(error)")
        }
        let transportName = fields["transport"]?.string ?? "tcp"
        guard let transport = Transport(rawValue: transportName) else {
            throw SystemFailure("the connection file's transport '\(transportName)' is neither tcp nor ipc")
        }
        self.transport = transport
        let stem = path.hasSuffix(".json") ? String(path.dropLast(".json".count)) : path
        ip = fields["ip"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? (transport == .tcp ? "127.0.0.1" : stem + "-ipc")
        key = fields["key"]?.string ?? ""
        let scheme = fields["signature_scheme"]?.string ?? "hmac-sha256"
        guard scheme == "hmac-sha256" else {
            throw SystemFailure("signature scheme '\(scheme)' is not known; hmac-sha256 is")
        }
        func port(_ field: String) throws(SystemFailure) -> Int {
            guard let port = fields[field]?.int, port > 0, port < 65536 || transport == .ipc else {
                throw SystemFailure("the connection file's \(field) is missing or no port")
            }
            return port
        }
        var ports: [Channel: Int] = [:]
        if fields["registration_port"] != nil {
            registrationPort = try port("registration_port")
        } else {
            registrationPort = nil
            for channel in Channel.allCases { ports[channel] = try port(channel.portField) }
        }
        self.ports = ports
        let name = stem.split(separator: "/").last ?? ""
        kernelID =
            fields["kernel_id"]?.string
            ?? (name.hasPrefix("kernel-") ? String(name.dropFirst("kernel-".count)) : nil)
        switch (fields["curve_publickey"]?.string, fields["curve_secretkey"]?.string) {
        case (nil, nil): curve = nil
        case (let publicKey?, let secretKey?) where publicKey.utf8.count == 40 && secretKey.utf8.count == 40:
            curve = (publicKey, secretKey)
        default: throw SystemFailure("the connection file's CURVE keys are not a pair of 40 characters each")
        }
    }

    /// An address where something listens: `tcp://127.0.0.1:5001` or `ipc:///run/kernel-1`.
    /// - port: `nil` for any free TCP port.
    public func endpoint(port: Int?) -> String {
        switch transport {
        case .tcp: "tcp://\(ip.contains(":") ? "[\(ip)]" : ip):\(port.map(String.init) ?? "*")"
        case .ipc: "ipc://\(socketFile(port ?? 0))"
        }
    }

    /// Where a channel listens; any free TCP port if the file does not say it.
    public func endpoint(_ channel: Channel) -> String { endpoint(port: ports[channel]) }

    /// The socket file with a number.
    func socketFile(_ number: Int) -> String { "\(ip)-\(number)" }
}

extension Channel {
    /// The channel's field in connection files.
    var portField: String { self == .heartbeat ? "hb_port" : "\(rawValue)_port" }
}

extension ConnectionFile {
    /// Bytes of a socket file's path that the system takes.
    private static let pathLimit = 107

    /// Refuses socket files that the system cannot make, and folders where anyone could replace them.
    public func checkSocketFiles() throws(SystemFailure) {
        if transport == .tcp { return }
        for file in ports.isEmpty ? [socketFile(99)] : ports.values.sorted().map(socketFile) {
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
