import Glibc
import JSON
import Session
import Synchronization

/// The process's share of the machine, in the words of jupyter-resource-usage.
final class Usage: Sendable {
    /// Processor time so far, of the kernel and of the machine.
    private struct Times {
        var wall: UInt64
        /// Seconds that the kernel has computed.
        var kernel: Double
        /// The machine's ticks, busy and in all.
        var host: (busy: Double, all: Double)

        static func now() -> Times {
            var usage = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
            let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
            let line = TextFile.read("/proc/stat")?.prefix { $0 != "\n" } ?? ""
            // user nice system idle iowait irq softirq steal; guests' time is in the first two already.
            let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
            let all = ticks.reduce(0, +)
            let idle = ticks.count > 4 ? ticks[3] + ticks[4] : all
            return Times(wall: Clock.nanoseconds(), kernel: seconds, host: (all - idle, all))
        }
    }

    /// Times of the last report: percentages are of what passed since.
    private let last = Mutex<Times?>(nil)

    /// The content of `usage_reply`. Bytes, and percent of one processor (`kernel_cpu`) or of all (`host_cpu_percent`)
    /// since the last report; the first one counts from the kernel's and the machine's start.
    func report() -> JSON {
        let now = Times.now()
        let before = last.withLock { last in
            defer { last = now }
            return last
        }
        let wall = before.map { Double(now.wall - $0.wall) / 1e9 } ?? Usage.age
        let kernel = now.kernel - (before?.kernel ?? 0)
        let ticks = (busy: now.host.busy - (before?.host.busy ?? 0), all: now.host.all - (before?.host.all ?? 0))
        return [
            "hostname": .string(Usage.hostName), "pid": .int(Int(getpid())),
            "kernel_cpu": .double(Usage.percent(kernel, of: wall)), "kernel_cpu_seconds": .double(now.kernel),
            "kernel_memory": .int(Usage.residentBytes), "cpu_count": .int(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            "host_cpu_percent": .double(Usage.percent(ticks.busy, of: ticks.all)),
            "host_virtual_memory": Usage.hostMemory,
        ]
    }

    /// With one digit after the point; 0 of nothing.
    private static func percent(_ part: Double, of whole: Double) -> Double {
        whole > 0 ? (part / whole * 1000).rounded() / 10 : 0
    }

    /// The machine's memory as psutil's `virtual_memory` has it.
    private static var hostMemory: JSON {
        var bytes: [Substring: Int] = [:]
        for line in (TextFile.read("/proc/meminfo") ?? "").split(separator: "\n") {
            let words = line.split(whereSeparator: { $0 == ":" || $0 == " " })
            if words.count > 1, let count = Int(words[1]) { bytes[words[0]] = count * 1024 }
        }
        let (total, free) = (bytes["MemTotal"] ?? 0, bytes["MemFree"] ?? 0)
        let available = bytes["MemAvailable"] ?? free
        let (buffers, cached) = (bytes["Buffers"] ?? 0, (bytes["Cached"] ?? 0) + (bytes["SReclaimable"] ?? 0))
        return [
            "total": .int(total), "available": .int(available),
            "percent": .double(percent(Double(total - available), of: Double(total))),
            "used": .int(max(0, total - free - buffers - cached)), "free": .int(free),
            "active": .int(bytes["Active"] ?? 0), "inactive": .int(bytes["Inactive"] ?? 0),
            "buffers": .int(buffers), "cached": .int(cached), "shared": .int(bytes["Shmem"] ?? 0),
            "slab": .int(bytes["Slab"] ?? 0),
        ]
    }

    /// Seconds since the process began.
    private static var age: Double {
        let fields = TextFile.read("/proc/self/stat")?.split(separator: ")").last?.split(separator: " ") ?? []
        let uptime = TextFile.read("/proc/uptime")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
        let start = fields.count > 19 ? Double(fields[19]) ?? 0 : 0
        return max(0.001, uptime - start / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    /// Bytes of memory that the process occupies now; 0 where `/proc` is missing.
    private static var residentBytes: Int {
        guard let text = TextFile.read("/proc/self/statm") else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }

    private static var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        let code = gethostname(&bytes, 255)
        return code == 0 ? String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }
}
