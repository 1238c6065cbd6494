import Glibc
import Jupyter
import Session

/// A program that this one started, with pipes from its output and errors.
struct ChildProcess {
    let pid: pid_t
    /// Reading ends; they end when nobody has the writing ends any more.
    let output: Int32
    let errors: Int32

    /// Starts a program of `PATH`, or by its path.
    /// - environment: variables to set; `nil` takes one away.
    /// - Throws: `SystemFailure` that names the program.
    init(_ arguments: [String], environment: [(String, String?)] = []) throws(SystemFailure) {
        guard let program = arguments.first else { throw SystemFailure("no program to start") }
        let (outputPipe, errorPipe) = (try ChildProcess.pipe(), try ChildProcess.pipe())
        defer {
            Glibc.close(outputPipe.writing)
            Glibc.close(errorPipe.writing)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputPipe.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errorPipe.writing, STDERR_FILENO)
        // The doctor is one short-lived process with one thread: its own variables are changed for the child.
        for (name, value) in environment {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
        var copies = arguments.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        var pid = pid_t()
        let code = posix_spawnp(&pid, program, &actions, nil, &copies, environ)
        guard code == 0 else {
            Glibc.close(outputPipe.reading)
            Glibc.close(errorPipe.reading)
            throw SystemFailure("cannot start \(program): \(String(cString: strerror(code)))")
        }
        (self.pid, output, errors) = (pid, outputPipe.reading, errorPipe.reading)
    }

    private static func pipe() throws(SystemFailure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw SystemFailure("no pipe: \(String(cString: strerror(errno)))") }
        // What else is started must not keep them open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Ends it at once, and waits until it is gone.
    func kill() {
        Glibc.kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    }

    /// Gives it so many milliseconds to end by itself, then ends it.
    func finish(within milliseconds: Int) {
        let start = Milliseconds.now
        var status: Int32 = 0
        while Milliseconds.now - start < milliseconds {
            if waitpid(pid, &status, WNOHANG) == pid { return }
            usleep(2000)
        }
        kill()
    }

    /// Closes the pipes.
    func close() {
        Glibc.close(output)
        Glibc.close(errors)
    }

    /// All that comes from a pipe until it ends, or until so many milliseconds are over.
    static func read(_ descriptor: Int32, within milliseconds: Int) -> (text: String, hasEnded: Bool) {
        var bytes: [UInt8] = []
        let hasEnded = read(descriptor, within: milliseconds) { part in
            bytes.append(contentsOf: part)
            return true
        }
        return (String(decoding: bytes, as: UTF8.self), hasEnded)
    }

    /// The next line of a pipe; `nil` where none came in time.
    static func readLine(_ descriptor: Int32, within milliseconds: Int) -> String? {
        var bytes: [UInt8] = []
        _ = read(descriptor, within: milliseconds, atOnce: 1) { part in
            bytes.append(contentsOf: part)
            return part.first != UInt8(ascii: "\n")
        }
        return bytes.last == UInt8(ascii: "\n") ? String(decoding: bytes.dropLast(), as: UTF8.self) : nil
    }

    /// Reads while `goesOn` wants more. True where the pipe has ended.
    private static func read(
        _ descriptor: Int32, within milliseconds: Int, atOnce limit: Int = 1 << 16,
        goesOn: (ArraySlice<UInt8>) -> Bool
    ) -> Bool {
        let start = Milliseconds.now
        var part = [UInt8](repeating: 0, count: limit)
        while true {
            let left = milliseconds - (Milliseconds.now - start)
            var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&item, 1, Int32(max(0, left))) > 0 else {
                if left > 0 && errno == EINTR { continue }
                return false
            }
            let count = Glibc.read(descriptor, &part, part.count)
            if count == 0 { return true }
            if count < 0 {
                if errno == EINTR { continue }
                return true
            }
            if !goesOn(part[..<count]) { return false }
        }
    }
}

/// The monotonic clock in milliseconds.
enum Milliseconds {
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
