import Session
import Glibc
import JSON

/// The process's share of the machine, in the words of jupyter-resource-usage.
enum Usage {
    /// The content of `usage_reply`.
    static func report() -> JSON {
        var times = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &times)
        return [
            "hostname": .string(hostName), "pid": .int(Int(getpid())), "kernel_memory": .int(residentBytes),
            "kernel_cpu_seconds": .double(
                Double(times.ru_utime.tv_sec + times.ru_stime.tv_sec)
                    + Double(times.ru_utime.tv_usec + times.ru_stime.tv_usec) / 1e6),
            "cpu_count": .int(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            "host_virtual_memory": [
                "total": .int(sysconf(Int32(_SC_PHYS_PAGES)) * pageBytes),
                "available": .int(sysconf(Int32(_SC_AVPHYS_PAGES)) * pageBytes),
            ],
        ]
    }

    private static var pageBytes: Int { sysconf(Int32(_SC_PAGESIZE)) }

    /// Bytes of memory that the process occupies now; 0 where `/proc` is missing.
    private static var residentBytes: Int {
        guard let text = TextFile.read("/proc/self/statm") else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * pageBytes : 0
    }

    private static var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        let code = gethostname(&bytes, 255)
        return code == 0 ? String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }
}
