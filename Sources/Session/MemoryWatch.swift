import Glibc
import Language
import Synchronization
import Tensors

/// Stops a cell with MemoryError before the memory that the process may use is used up.
///
/// A thread looks at the process every 25 ms while cells run and sleeps otherwise. What a program holds when a cell
/// begins is not held against the cell, so that `del` is possible afterwards.
final class MemoryWatch: Sendable {
    private let interrupt: InterruptFlag
    private let limit: MemoryLimit
    /// Told at every look how many bytes the process holds, on the watch's thread.
    private let onLook: @Sendable (Int) -> Void
    private let isRunning = Atomic<Bool>(false)
    private let isAsleep = Atomic<Bool>(true)
    /// Grows with each cell.
    private let cell = Atomic<Int>(0)
    /// True wakes the thread, false ends it.
    private let bell = Mailbox<Bool>()

    /// A watch that raises `interrupt`; none where the system gives no thread or does not tell the memory in use.
    init?(
        interrupt: InterruptFlag, limit: MemoryLimit = .ofProcess, onLook: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.interrupt = interrupt
        self.limit = limit
        self.onLook = onLook
        if MemoryUse.now == nil { return nil }
        let watch = Watch(interrupt: interrupt, limit: limit, onLook: onLook)
        do throws(SystemFailure) {
            try Thread.start(name: "memory", stackBytes: 256 << 10) { [self] in look(watch) }
        } catch {
            return nil
        }
    }

    /// A cell begins.
    func begin() {
        cell.wrappingAdd(1, ordering: .relaxed)
        isRunning.store(true, ordering: .releasing)
        if isAsleep.exchange(false, ordering: .acquiringAndReleasing) { bell.put(true) }
    }

    /// The cell is done.
    func end() { isRunning.store(false, ordering: .releasing) }

    /// No cell comes any more.
    func close() { bell.put(false) }

    private func look(_ watch: Watch) {
        var watch = watch
        while bell.take() {
            var idle = 0
            while idle < 40 {
                var interval = 25
                if isRunning.load(ordering: .acquiring) {
                    idle = 0
                    if watch.isUrgent(cell.load(ordering: .relaxed)) { interval = 1 }
                } else {
                    idle += 1
                }
                if bell.take(within: interval) == false { return }
                if idle == 40 {
                    isAsleep.store(true, ordering: .sequentiallyConsistent)
                    // A cell that began meanwhile has not rung.
                    if isRunning.load(ordering: .sequentiallyConsistent),
                        isAsleep.exchange(false, ordering: .acquiringAndReleasing)
                    {
                        idle = 0
                    }
                }
            }
        }
    }

    /// What the thread remembers between looks.
    private struct Watch {
        let interrupt: InterruptFlag
        let limit: MemoryLimit
        let onLook: @Sendable (Int) -> Void
        var cell = 0
        /// Bytes below which nothing is asked of the cell.
        var allowed = 0

        init(interrupt: InterruptFlag, limit: MemoryLimit, onLook: @escaping @Sendable (Int) -> Void) {
            self.interrupt = interrupt
            self.limit = limit
            self.onLook = onLook
        }

        /// Raises the flag where the cell holds too much. True where the next look must come soon.
        mutating func isUrgent(_ running: Int) -> Bool {
            guard let use = MemoryUse.now else { return false }
            onLook(use.resident)
            if running != cell {
                cell = running
                allowed = use.resident + limit.bytes / 64
            }
            guard limit.isReached(use), use.resident > allowed else { return false }
            if SpareMemory.bytes > 0 {
                SpareMemory.release()
                return true
            }
            interrupt.raiseForMemory()
            // What answers the error may need a little, unless there is no more to give.
            if use.resident < limit.bytes / 8 * 9 { allowed = use.resident + limit.bytes / 64 }
            return true
        }
    }
}

/// Memory that the process uses, in bytes.
public struct MemoryUse {
    public let resident: Int
    public let addressed: Int

    /// What the process may use.
    public static var limit: Int { MemoryLimit.ofProcess.bytes }

    /// As the system counts now; `nil` where it does not tell.
    public static var now: MemoryUse? {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        if file < 0 { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(file, &buffer, buffer.count)
        let pages = buffer.prefix(max(count, 0)).split(separator: UInt8(ascii: " ")).prefix(2).compactMap {
            Int(String(decoding: $0, as: UTF8.self))
        }
        guard pages.count == 2 else { return nil }
        let size = Int(getpagesize())
        return MemoryUse(resident: pages[1] * size, addressed: pages[0] * size)
    }
}

/// How much memory the process may use, in bytes.
public struct MemoryLimit: Sendable {
    /// Resident bytes from which on a cell gets MemoryError.
    public let bytes: Int
    /// Address space, where the process is limited in it.
    let addresses: Int?

    /// Four fifths of what the machine, or the container, has; or what `SVERTKA_MEMORY` says (`2G`, `512M`).
    public static let ofProcess: MemoryLimit = {
        var most = sysconf(Int32(_SC_PHYS_PAGES)) * Int(getpagesize())
        if most <= 0 { most = 8 << 30 }
        for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
            if let text = TextFile.read(path), let bytes = Int(text.filter { !$0.isWhitespace }), bytes > 0 {
                most = min(most, bytes)
            }
        }
        var wanted = most / 5 * 4
        if let text = getenv("SVERTKA_MEMORY"), let bytes = bytes(String(cString: text)) { wanted = bytes }
        var space = rlimit()
        let isLimited = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0 && space.rlim_cur < 1 << 60
        return MemoryLimit(bytes: wanted, addresses: isLimited ? Int(space.rlim_cur) / 10 * 9 : nil)
    }()

    /// `512M` and the like as bytes.
    static func bytes(_ text: String) -> Int? {
        let units: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        guard let last = text.uppercased().last else { return nil }
        let shift = units[last] ?? 0
        guard let number = Double(shift == 0 ? text : String(text.dropLast())), number > 0, number < 1e9 else {
            return nil
        }
        return Int(number * Double(1 << shift))
    }

    /// True where no more should be taken.
    func isReached(_ use: MemoryUse) -> Bool {
        use.resident > bytes || use.addressed > addresses ?? .max
    }
}
