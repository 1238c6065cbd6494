import CSandbox
import Glibc
import Language
import Session

func sandboxChild(
    _ context: UnsafeMutableRawPointer, _ act: @convention(c) (UnsafeMutableRawPointer?) -> Int32
) -> Int32 { sandbox_child(act, context) }

/// The table of layers, in the order in which a worker puts them on.
extension Layer {
    public static let all: [Layer] = [
        Layer(
            letter: "A", name: "language",
            promise: "no foreign functions, processes, sockets or threads in the language",
            isRequired: true, hint: "reinstall svertka: its library was changed", prove: proveLanguage),
        Layer(
            letter: "B", name: "process",
            promise:
                "nothing of the parent: no descriptors, no environment, no session, no dumps; it dies with the parent",
            isRequired: true, hint: "mount /proc, and let the program be executed from where it is",
            prove: proveProcess),
        Layer(
            letter: "C", name: "rlimits", promise: "bounds of address space, processor time, files and descriptors",
            isRequired: true, hint: "raise the hard limits of the shell that starts svertka: ulimit -H -a",
            prove: proveLimits
        ),
        Layer(
            letter: "D", name: "landlock",
            promise: "reads below the declared folders, and nothing else of files; no TCP",
            isRequired: true,
            hint: "Linux 5.13 or newer with landlock in /sys/kernel/security/lsm (boot option lsm=landlock,…)",
            prove: proveLandlock),
        Layer(
            letter: "D", name: "seccomp", promise: "the system calls of computing; those of attacks end the process",
            isRequired: true, hint: "a kernel with CONFIG_SECCOMP_FILTER, and no container that takes seccomp away",
            prove: proveSeccomp),
        Layer(
            letter: "E", name: "namespaces",
            promise: "a network without interfaces, no shared memory or names of others",
            isRequired: false,
            hint: "sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0",
            prove: proveNamespaces),
        Layer(
            letter: "F", name: "cgroup", promise: "a bound of the memory of all processes together", isRequired: false,
            hint: "systemd-run --user --scope -p MemoryMax=8G -p TasksMax=256 svertka grade …", prove: proveControlGroup
        ),
    ]

    private static func words(_ error: Int32) -> String { String(cString: strerror(error)) }

    // MARK: A

    /// Programs that must end in an error; each tries to leave the language.
    static let escapes = [
        "import ctypes", "import subprocess", "import socket", "import multiprocessing", "import threading",
        "import mmap", "import signal", "import gc", "import inspect", "import importlib", "import pickle",
        "import urllib.request", "import os; os.system('true')", "import os; os.popen('true')", "import os; os.fork()",
        "import os; os.kill(1, 0)", "import os; os.execv('/bin/true', [])", "import os; os.chdir('/')",
        "import sys; sys._getframe()", "import sys; sys.settrace(print)", "(lambda: 0).__globals__",
        "(lambda: 0).__code__", "object.__subclasses__()", "compile('1', 'x', 'eval')", "int.__eq__ = print",
    ]

    @Sendable private static func proveLanguage() -> Proof {
        let place = Trial.run {
            let session = Session(host: Host { _ in })
            for (place, program) in escapes.enumerated() {
                guard case .failed = session.run(program) else { return Int32(place + 1) }
            }
            return 0
        }
        guard let place, place >= 0 else { return .missing("the interpreter died of a probe") }
        if place > 0 { return .missing("a program got out of the language: \(escapes[Int(place) - 1])") }
        return .holds("\(escapes.count) ways out of the language tried: ctypes, subprocess, sockets, threads, frames")
    }

    // MARK: B

    /// What a process that `WorkerSandbox.spawn` made finds of its parent; empty where it finds nothing.
    public static func inherited(parent: pid_t) -> [String] {
        var found: [String] = []
        // The loader's table of variables must be empty before anything is set.
        if environ.pointee != nil { found.append("variables of the environment") }
        let error = sandbox_isolate(parent)
        if error != 0 { found.append("leaving the parent: \(words(error))") }
        for descriptor in Int32(5)..<1024 where fcntl(descriptor, F_GETFD) >= 0 {
            found.append("descriptor \(descriptor)")
        }
        for line in ["3", "4"] where open("/proc/self/fd/" + line, O_RDWR | O_NONBLOCK | O_CLOEXEC) >= 0 {
            found.append("line \(line), which can be opened again")
        }
        if getsid(0) != getpid() { found.append("the parent's session") }
        if sandbox_is_dumpable() != 0 { found.append("dumps") }
        if sandbox_death_signal() != SIGKILL { found.append("it outlives its parent") }
        return found
    }

    @Sendable private static func proveProcess() -> Proof {
        // Something to inherit: a descriptor that is not closed by exec, and a variable.
        let marker = open("/dev/null", O_RDONLY)
        setenv("SVERTKA_PROBE", "secret", 1)
        defer {
            if marker >= 0 { close(marker) }
            unsetenv("SVERTKA_PROBE")
        }
        do throws(SystemFailure) {
            let probe = WorkerSandbox(mode: .best, folder: "/")
            let (process, requests, replies) = try probe.spawn(subcommand: "sandbox-probe")
            close(requests)
            defer { close(replies) }
            var answer: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(replies, &part, part.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { break }
                answer += part[..<count]
            }
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
            if status != 0 {
                return .missing("a worker keeps: " + String(decoding: answer, as: UTF8.self))
            }
            return .holds("a started worker looked for its parent's descriptors, environment, session and dumps")
        } catch {
            return .missing(error.description)
        }
    }

    // MARK: C

    @Sendable private static func proveLimits() -> Proof {
        let found = Trial.run {
            var limits = sandbox_limits(addresses: 4 << 30, processor: 60, file: 0)
            let error = sandbox_limit(&limits)
            if error != 0 { return 1 }
            let memory = mmap(nil, 6 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            if memory != MAP_FAILED { return 2 }
            var opened = 0
            while open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0 { opened += 1 }
            if opened >= 64 { return 3 }
            // Up again: the limits are hard ones. Root may, unless it gave its rights away.
            signal(SIGXFSZ, SIG_IGN)
            return 0
        }
        switch found {
        case 0: return .holds("6 GiB of address space and 64 more descriptors asked for beyond the limits")
        case 1: return .missing("a limit cannot be set")
        case 2: return .missing("memory beyond the limit was given")
        case 3: return .missing("descriptors beyond the limit were given")
        default: return .missing("the probe died")
        }
    }

    // MARK: D

    @Sendable private static func proveLandlock() -> Proof {
        let version = sandbox_landlock_version()
        if version == 0 { return .missing("the kernel has no Landlock, or it is off") }
        let folder: String
        do throws(SystemFailure) { folder = try TemporaryFolder.make("probe") } catch {
            return .missing("no folder for a probe: \(error)")
        }
        let file = folder + "/data"
        let made = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if made >= 0 { close(made) }
        defer {
            unlink(file)
            unlink(folder + "/new")
            rmdir(folder)
        }
        let found = Trial.run {
            let place = sandbox_place(folder)
            let error = sandbox_landlock([place], 1, nil, 0)
            if error != 0 { return 100 }
            let data = open(file, O_RDONLY | O_CLOEXEC)
            if data < 0 { return 1 }
            for (place, path) in ["/etc/passwd", "/proc/self/environ", "/", "/tmp"].enumerated() {
                let opened = open(path, O_RDONLY | O_CLOEXEC)
                if opened >= 0 || errno != EACCES { return Int32(2 + place) }
            }
            if open(file, O_WRONLY | O_CLOEXEC) >= 0 || errno != EACCES { return 6 }
            if open(folder + "/new", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) >= 0 || errno != EACCES { return 7 }
            if unlink(file) == 0 { return 8 }
            return 0
        }
        let wrong = [
            1: "a declared folder cannot be read", 2: "/etc/passwd was read", 3: "/proc/self/environ was read",
            4: "/ was listed", 5: "/tmp was listed", 6: "a declared file was opened for writing", 7: "a file was made",
            8: "a file was removed", 100: "rules cannot be put on",
        ]
        guard let found, found >= 0 else { return .missing("the probe died") }
        if found > 0 { return .missing(wrong[Int(found)] ?? "rule \(found) was broken") }
        if let broken = wayOut(of: folder + "/own", beside: file) { return .missing(broken) }
        return .holds(
            "version \(version): reads, writes and removals outside a folder tried; the folder itself was read")
    }

    /// Tries to change files from a process that may write in one folder only; says what succeeded.
    private static func wayOut(of own: String, beside file: String) -> String? {
        if sandbox_landlock_version() < 3 { return nil }
        mkdir(own, 0o700)
        defer {
            unlink(own + "/made")
            rmdir(own)
        }
        let found = Trial.run {
            let place = sandbox_place(own)
            if sandbox_landlock([], 0, [place], 1) != 0 || sandbox_seccomp(1) != 0 { return 1 }
            let made = open(own + "/made", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            if made < 0 || close(made) != 0 { return 2 }
            let outside = own + "/../left"
            if open(outside, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) >= 0 { return 3 }
            if open(file, O_RDONLY | O_TRUNC | O_CLOEXEC) >= 0 || truncate(file, 0) == 0 { return 4 }
            if unlink(file) == 0 || rename(file, own + "/taken") == 0 || rename(own + "/made", file) == 0 { return 5 }
            if link(file, own + "/link") == 0 || symlink(file, own + "/link") == 0 { return 6 }
            if chmod(file, 0) == 0 || mkdir(outside, 0o700) == 0 { return 7 }
            return 0
        }
        let wrong = [
            1: "a folder of its own cannot be given", 2: "nothing can be written in it", 3: "a file was made outside",
            4: "a file outside was cut off", 5: "a file outside was moved or removed", 6: "a link was made",
            7: "a mode was changed or a folder made outside",
        ]
        guard let found, found >= 0 else { return "the probe of a folder of its own died" }
        return found == 0 ? nil : wrong[Int(found)]
    }

    /// A forbidden system call, and what became of the process that tried it.
    public struct Call: Sendable {
        public let name: String
        /// What is meant to happen: a signal, or an error.
        public let expected: String
        public let found: String
        public var isRight: Bool { expected == found }
    }

    /// Tries every forbidden system call, each in a process of its own behind the filter. Only for a process without
    /// threads.
    public static func callMatrix() -> [Call] {
        var calls: [Call] = []
        var place = 0
        while let row = sandbox_row(place)?.pointee {
            let number = place
            let isChange = row.isChange != 0
            let found = Trial.run {
                // Workers may write somewhere; where, the layer before says.
                if sandbox_seccomp(isChange ? 0 : 1) != 0 { return 255 }
                return sandbox_try(number)
            }
            let killed = "killed by SIGSYS"
            let text =
                switch found {
                case nil: "no process"
                case .some(-SIGSYS): killed
                case .some(let signal) where signal < 0: "killed by \(String(cString: strsignal(-signal)))"
                case .some(0): "succeeded"
                case .some(255): "no filter"
                case .some(let error): words(error)
                }
            calls.append(
                Call(
                    name: String(cString: row.name), expected: row.end == SANDBOX_KILLED ? killed : words(row.error),
                    found: text))
            place += 1
        }
        return calls
    }

    @Sendable private static func proveSeccomp() -> Proof {
        let calls = callMatrix()
        let wrong = calls.filter { !$0.isRight }
        if let first = wrong.first {
            return .missing("\(wrong.count) of \(calls.count) calls: \(first.name) \(first.found)")
        }
        return .holds("\(calls.count) forbidden system calls tried, each in a process of its own")
    }

    // MARK: E and F

    @Sendable private static func proveNamespaces() -> Proof {
        let found = Trial.run {
            if sandbox_unshare() != 0 { return 1 }
            // A network without a way anywhere: sending a datagram to another machine cannot even begin.
            let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
            if socket < 0 { return 0 }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(9).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x0808_0808)
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            return status == 0 ? 2 : 0
        }
        switch found {
        case 0: return .holds("a datagram to another machine tried from a network of its own")
        case 1: return .missing("the system allows no namespaces here")
        default: return .missing("the network was reached")
        }
    }

    @Sendable private static func proveControlGroup() -> Proof {
        let line = TextFile.read("/proc/self/cgroup")?.split(separator: "\n").last { $0.hasPrefix("0::") }
        guard let line else { return .missing("no cgroup of version 2") }
        let folder = "/sys/fs/cgroup" + line.dropFirst(3)
        guard let text = TextFile.read(folder + "/memory.max") else { return .missing("the cgroup tells no limit") }
        let limit = String(text.filter { !$0.isWhitespace })
        if limit == "max" { return .missing("the cgroup has no limit of memory") }
        return .holds("\(line.dropFirst(3)) is limited to \(limit) bytes")
    }
}
