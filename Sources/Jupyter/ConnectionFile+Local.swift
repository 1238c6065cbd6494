import Glibc
import JSON
import Language
import Session

extension ConnectionFile {
    /// What Jupyter would write for a kernel on this machine: free ports of the loopback address and a random key.
    ///
    /// Another process may take a port before the kernel does, as with Jupyter itself.
    /// - Throws: `SystemFailure` where the system gives no ports.
    public static func localText() throws(SystemFailure) -> String {
        let names = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"]
        let ports = try freePorts(names.count)
        let facts: JSON = [
            "transport": "tcp", "ip": "127.0.0.1", "signature_scheme": "hmac-sha256",
            "key": .string(Identifier.random()),
        ]
        return JSON.object((facts.fields ?? []) + zip(names, ports).map { ($0, .int($1)) }).text()
    }

    /// Ports that were free when all of them were held at once.
    private static func freePorts(_ count: Int) throws(SystemFailure) -> [Int] {
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        var ports: [Int] = []
        for _ in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            if descriptor >= 0 { descriptors.append(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { typed in
                typed.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                    bind(descriptor, plain, length) == 0 && getsockname(descriptor, plain, &length) == 0
                }
            }
            guard descriptor >= 0, isBound else {
                throw SystemFailure("no free port at 127.0.0.1: \(String(cString: strerror(errno)))")
            }
            ports.append(Int(UInt16(bigEndian: address.sin_port)))
        }
        return ports
    }
}
