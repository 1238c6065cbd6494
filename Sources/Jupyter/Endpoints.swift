import CZMQ
import Glibc
import Session

/// Where the kernel listens: binds sockets as the connection file says, or wherever there is room when it leaves that to
/// the kernel, and at the end removes the socket files that it made and no others.
struct Endpoints {
    /// A socket file of this process. Another process may put its own in its place; then it is not ours to remove.
    private struct File {
        let path: String
        let device: dev_t
        let inode: ino_t
    }

    private let connection: ConnectionFile
    /// The port, or the number of the socket file, of each channel that is bound.
    private(set) var ports: [Channel: Int] = [:]
    private var files: [File] = []

    init(_ connection: ConnectionFile) { self.connection = connection }

    /// Makes a socket listen. Where the connection file has CURVE keys the socket is encrypted or there is none.
    mutating func bind(_ socket: Socket, _ channel: Channel) throws(SystemFailure) {
        if let curve = connection.curve { try socket.encrypt(publicKey: curve.publicKey, secretKey: curve.secretKey) }
        if connection.ip.contains(":") { socket.set(ZMQ_IPV6, 1) }
        let port = connection.ports[channel]
        switch connection.transport {
        case .tcp:
            let endpoint = connection.endpoint(port: port)
            try socket.bind(endpoint)
            guard let bound = port ?? socket.lastPort else { throw SystemFailure("no port of \(endpoint) is known") }
            ports[channel] = bound
        case .ipc:
            let number = port ?? freeNumber()
            let path = connection.socketFile(number)
            try Endpoints.clear(path)
            // Socket files are for the owner alone.
            let mask = umask(0o177)
            defer { umask(mask) }
            try socket.bind("ipc://\(path)")
            ports[channel] = number
            var facts = stat()
            if stat(path, &facts) == 0 { files.append(File(path: path, device: facts.st_dev, inode: facts.st_ino)) }
        }
    }

    /// Removes this process's socket files.
    func removeFiles() {
        for file in files {
            var facts = stat()
            if stat(file.path, &facts) == 0, facts.st_dev == file.device, facts.st_ino == file.inode {
                unlink(file.path)
            }
        }
    }

    /// The smallest number without a file.
    private func freeNumber() -> Int {
        var number = 1
        while access(connection.socketFile(number), F_OK) == 0 { number += 1 }
        return number
    }

    /// Makes room for a socket file: one that nobody listens at any more is left from a kernel that was killed.
    /// ZeroMQ by itself would take away the file of a kernel that lives.
    private static func clear(_ path: String) throws(SystemFailure) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return }
        guard facts.st_mode & S_IFMT == S_IFSOCK else { throw SystemFailure("cannot listen at \(path): it is a file") }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard probe >= 0 else { return }
        defer { close(probe) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let answer = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if answer == 0 { throw SystemFailure("cannot listen at \(path): Address already in use") }
        unlink(path)
    }
}
