import CSandbox
import Glibc
import Loops
import Session

/// What a worker process may touch and use: the supervisor decides it, the worker puts it on.
///
/// It travels as the arguments of a fresh program with an empty environment, so that nothing of the supervisor's memory
/// (master copies, other submissions, hidden labels) is ever in the process that runs a submission.
public struct WorkerSandbox: Sendable, Equatable {
    /// How much of the sandbox there must be.
    public enum Mode: String, Sendable, CaseIterable {
        /// Every layer of A to D, or nothing runs.
        case strict
        /// What the system gives; the results name the layers.
        case best
        /// None: for material that is trusted.
        case off
    }

    public var mode: Mode
    /// Files of the assignment, read-only; the working folder of the cells where they have no other.
    public var folder: String
    /// The working folder of the cells, in which they may write; `nil` lets them write nowhere.
    public var scratch: String?
    /// Folders whose files may be read too: data sets.
    public var data: [String]
    /// Bytes that the process may hold before the cell gets MemoryError.
    public var memory: Int
    /// Seconds on the processor that all cells together may take.
    public var processor: Int

    /// Bytes of the largest file that cells may write.
    public static let fileLimit = 128 << 20
    /// Address space beyond the memory: program, libraries, a thread's stack of 512 MiB, and room to raise MemoryError in.
    private static let slack = 2 << 30

    public init(mode: Mode, folder: String, data: [String] = [], memory: Int = 2 << 30, processor: Int = 3600) {
        (self.mode, self.folder, self.data, self.memory, self.processor) = (mode, folder, data, memory, processor)
    }

    // MARK: The supervisor's side

    /// Starts a worker: the same program again, by `exec`.
    ///
    /// - subcommand: what the program is to do: `worker`, or another that calls `enter`.
    /// - Returns: the process, and the descriptors by which it is asked and answers.
    /// - Throws: `SystemFailure` where the system gives no process.
    public func spawn(
        subcommand: String = "worker", keepsError: Bool = false
    ) throws(SystemFailure) -> (process: pid_t, requests: Int32, replies: Int32) {
        var down: [Int32] = [-1, -1]
        var up: [Int32] = [-1, -1]
        defer { for end in [down[0], up[1]] where end >= 0 { close(end) } }
        var error = sandbox_line(&down)
        if error == 0 { error = sandbox_line(&up) }
        if error != 0 {
            for end in [down[1], up[0]] where end >= 0 { close(end) }
            throw SystemFailure("no line to a worker: \(String(cString: strerror(error)))")
        }
        var words = ["svertka", subcommand] + arguments
        var child = pid_t()
        error = WorkerSandbox.withCStrings(&words) {
            sandbox_spawn("/proc/self/exe", $0, down[0], up[1], keepsError ? 1 : 0, &child)
        }
        if error != 0 {
            close(down[1])
            close(up[0])
            throw SystemFailure("no worker process: \(String(cString: strerror(error)))")
        }
        return (child, down[1], up[0])
    }

    private static func withCStrings<Result>(
        _ words: inout [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an array with a word has an address") }
            return body(start)
        }
    }

    /// As the words that `init(arguments:)` reads.
    var arguments: [String] {
        [
            "parent=\(getpid())", "mode=\(mode.rawValue)", "memory=\(memory)", "processor=\(processor)",
            "folder=\(folder)",
        ]
            + (scratch.map { ["scratch=\($0)"] } ?? []) + data.map { "data=\(WorkerSandbox.absolute($0))" }
    }

    /// The path from the root on, links followed: the worker is elsewhere.
    private static func absolute(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    // MARK: The worker's side

    /// Puts the sandbox on that the arguments of this process ask for. To be called before any thread exists.
    ///
    /// - Returns: the layers that are on.
    /// - Throws: `SystemFailure` where one of A to D cannot be had and the mode is strict, or where the arguments are wrong.
    public static func enter(_ arguments: [String]) throws(SystemFailure) -> [String] {
        var parent: pid_t?
        var sandbox = WorkerSandbox(mode: .strict, folder: "/")
        for argument in arguments {
            let pair = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch (pair[0], pair.count == 2 ? pair[1] : "") {
            case ("parent", let text): parent = pid_t(text)
            case ("mode", let text): sandbox.mode = Mode(rawValue: text) ?? .strict
            case ("memory", let text): sandbox.memory = Int(text) ?? sandbox.memory
            case ("processor", let text): sandbox.processor = Int(text) ?? sandbox.processor
            case ("folder", let text): sandbox.folder = text
            case ("scratch", let text): sandbox.scratch = text
            case ("data", let text): sandbox.data.append(text)
            default: throw SystemFailure("a worker does not know \(argument)")
            }
        }
        guard let parent else { throw SystemFailure("a worker is started by `svertka grade`, not by hand") }
        return try sandbox.enter(parent: parent)
    }

    /// Puts the layers on, in an order in which each still can be.
    private func enter(parent: pid_t) throws(SystemFailure) -> [String] {
        var layers: [String] = []
        func must(_ what: String, _ error: Int32) throws(SystemFailure) -> Bool {
            if error == 0 { return true }
            if mode == .strict { throw SystemFailure("\(what): \(String(cString: strerror(error)))") }
            return false
        }
        // Before its third version Landlock did not see files being cut off: then nothing is written.
        let writable = mode == .off || sandbox_landlock_version() >= 3 ? scratch : nil
        let place = writable ?? folder
        if chdir(place) != 0 { throw SystemFailure("\(place): \(String(cString: strerror(errno)))") }
        if mode == .off { return [] }
        layers.append("language")
        if try must("leaving what the parent had", sandbox_isolate(parent)) { layers.append("process") }
        // Code comes into the process now or never.
        SystemFiles.loadLibraries()
        var limits = sandbox_limits(
            addresses: UInt64(memory + WorkerSandbox.slack), processor: UInt64(processor),
            file: writable == nil ? 0 : UInt64(WorkerSandbox.fileLimit))
        // A file that is too large is an error of the cell that writes it.
        signal(SIGXFSZ, SIG_IGN)
        if try must("limits", sandbox_limit(&limits)) { layers.append("rlimits") }
        setenv("SVERTKA_MEMORY", "\(memory >> 20)M", 1)
        // Read once, here: cells find an environment that says nothing of a grader.
        _ = MemoryUse.limit
        clearenv()
        // The table of variables is empty now, not absent: programs walk through it.
        setenv("SVERTKA_DATA", "", 1)
        unsetenv("SVERTKA_DATA")
        if let first = data.first { setenv("SVERTKA_DATA", first, 1) }
        let places = ([folder] + data + SystemFiles.readable).map { sandbox_place($0) }.filter { $0 >= 0 }
        if sandbox_unshare() == 0 { layers.append("namespaces") }
        let own = writable == nil ? [] : [sandbox_place(".")]
        let isConfined = try must("Landlock", sandbox_landlock(places, places.count, own, own.count))
        if isConfined { layers.append("landlock") }
        // The one of this process' memory in use stays open: the kernel then keeps the rule that was made for it.
        for place in places.dropLast() + own { close(place) }
        if try must("seccomp", sandbox_seccomp(isConfined && writable != nil ? 1 : 0)) { layers.append("seccomp") }
        return layers
    }
}

/// What of the system a worker needs.
enum SystemFiles {
    /// Files that hold nothing of anybody: fonts for pictures, chance, and what this process uses of memory (the last).
    static let readable = [
        "/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
        "/dev/null", "/dev/urandom", "/proc/self/statm",
    ]

    /// Libraries that the engine loads when they are first needed, which it cannot once no page may become executable.
    /// Those that are not there are told missing by whoever needs them.
    private static let libraries = [
        ["libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5.so.103", "libhdf5.so.310"],
        ["libjpeg.so.62", "libjpeg.so.8"],
    ]

    static func loadLibraries() {
        // With the settings that the products of matrices want.
        _ = OpenBLAS.loaded
        for names in libraries { _ = names.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first }
    }
}
