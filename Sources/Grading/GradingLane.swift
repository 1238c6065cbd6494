import Glibc
import Session

/// A process of the supervisor's own that grades one submission after another and keeps the results; made by `fork`, it
/// is trusted, and starts the workers that are not.
final class GradingLane {
    let process: pid_t
    private let orders: Int32
    /// Where it says what is done; -1 once it is gone.
    private(set) var answers: Int32
    /// The submission that it works on, by its place in the batch.
    private(set) var job: Int?
    private var pending: [UInt8] = []

    /// What a lane said.
    enum Answer {
        case done(Int)
        /// The course or the machine is at fault, not the submission.
        case fault(Int, String)
        /// The process is gone.
        case gone
    }

    /// Starts a lane; only in a process without threads.
    ///
    /// - Parameters:
    ///   - others: lanes whose pipes the new one must not hold open.
    ///   - grade: grades the submission at a place and keeps its result.
    init(beside others: [GradingLane], grade: (Int) throws(GradingFault) -> Void) throws(GradingFault) {
        var down: [Int32] = [0, 0]
        var up: [Int32] = [0, 0]
        guard pipe(&down) == 0, pipe(&up) == 0 else {
            throw GradingFault("no pipe: \(String(cString: strerror(errno)))")
        }
        for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        process = fork()
        if process == 0 {
            close(down[1])
            close(up[0])
            for other in others where other.answers >= 0 {
                close(other.orders)
                close(other.answers)
            }
            GradingLane.serve(orders: down[0], answers: up[1], grade)
        }
        close(down[0])
        close(up[1])
        (orders, answers) = (down[1], up[0])
        if process < 0 {
            close(orders)
            close(answers)
            throw GradingFault("no process: \(String(cString: strerror(errno)))")
        }
        signal(SIGPIPE, SIG_IGN)
    }

    private static func serve(orders: Int32, answers: Int32, _ grade: (Int) throws(GradingFault) -> Void) -> Never {
        signal(SIGPIPE, SIG_DFL)
        while let line = line(orders) {
            guard let job = Int(line) else { _exit(65) }
            var answer = "\(job) \n"
            do throws(GradingFault) { try grade(job) } catch {
                answer = "\(job) \(error.description.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
            }
            let bytes = Array(answer.utf8)
            // A write to a pipe of less than a page is whole or not at all.
            if write(answers, bytes, min(bytes.count, 4096)) < 0 { _exit(0) }
        }
        _exit(0)
    }

    /// A line without its end; `nil` once the supervisor is gone.
    private static func line(_ file: Int32) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(file, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return nil }
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
    }

    /// Gives it a submission.
    func begin(_ job: Int) {
        self.job = job
        let bytes = Array("\(job)\n".utf8)
        // One that is gone says so when it is listened to.
        _ = write(orders, bytes, bytes.count)
    }

    /// What it said since, called where there is something to read.
    func listen() -> [Answer] {
        var part = [UInt8](repeating: 0, count: 4096)
        let count = read(answers, &part, part.count)
        if count < 0 && errno == EINTR { return [] }
        guard count > 0 else {
            end()
            return [.gone]
        }
        pending += part[..<count]
        var told: [Answer] = []
        while let end = pending.firstIndex(of: 0x0A) {
            let line = String(decoding: pending[..<end], as: UTF8.self)
            pending.removeFirst(end + 1)
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard let place = words.first.flatMap({ Int($0) }), place == job else { continue }
            job = nil
            let fault = words.count > 1 ? String(words[1]) : ""
            told.append(fault.isEmpty ? .done(place) : .fault(place, fault))
        }
        return told
    }

    /// Lets it end, and waits for it.
    func end() {
        guard answers >= 0 else { return }
        close(orders)
        close(answers)
        answers = -1
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    deinit { end() }
}
