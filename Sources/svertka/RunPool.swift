import Glibc
import Notebooks
import Session

/// Runs notebooks, each in a process of its own, as many at once as is allowed; one that crashes or hangs takes nothing
/// from the others.
///
/// One thread, no locks: it sleeps in `poll` and looks ten times a second at signals and time limits.
final class RunPool {
    private let jobs: [RunJob]
    private let width: Int
    private var next = 0
    private var running: [RunJob] = []
    private var progress: RunProgress

    init(jobs: [RunJob], width: Int) {
        (self.jobs, self.width) = (jobs, width)
        progress = RunProgress()
    }

    /// Runs all; returns the exit status.
    func run() -> Int32 {
        Signals.block()
        while true {
            startMore()
            if running.isEmpty { break }
            wait()
            while let signal = RunPool.takeSignal() { stop(signal) }
            for job in running { job.checkDeadlines() }
            for job in running where job.verdict != nil { told(job) }
            running.removeAll { $0.verdict != nil }
            progress.draw(jobs: jobs, running: running)
        }
        progress.clear()
        if jobs.count > 1 { Terminal.write(RunTable(jobs: jobs).text, to: STDOUT_FILENO) }
        return jobs.compactMap { $0.verdict?.exitStatus }.max() ?? 0
    }

    private func startMore() {
        while running.count < width, next < jobs.count {
            let job = jobs[next]
            next += 1
            // One that was interrupted before its turn has its verdict already.
            if job.verdict == nil { job.start() }
            if job.verdict == nil { running.append(job) } else { told(job) }
        }
    }

    private func wait() {
        var sources = running.map { pollfd(fd: $0.pipe, events: Int16(POLLIN), revents: 0) }
        let count = poll(&sources, nfds_t(sources.count), 100)
        if count <= 0 { return }
        for (job, source) in zip(running, sources) where source.revents != 0 { job.read() }
    }

    private func stop(_ signal: Int32) {
        for job in jobs { job.stop(signal) }
    }

    /// A signal that came since the last call.
    private static func takeSignal() -> Int32? {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        var none = timespec()
        let signal = sigtimedwait(&set, nil, &none)
        return signal > 0 ? signal : nil
    }

    /// Says on standard error what went wrong with a notebook.
    private func told(_ job: RunJob) {
        guard let verdict = job.verdict, verdict != .ok else {
            if let differing = job.record?.differing, !differing.isEmpty {
                progress.clear()
                Terminal.write(
                    "\(job.path): ran again and gave other outputs: cells \(differing.map(String.init).joined(separator: ", "))\n",
                    to: STDERR_FILENO)
            }
            return
        }
        progress.clear()
        if jobs.count == 1 {
            if case .error(let failure) = verdict {
                Terminal.write(failure.traceback.joined(separator: "\n") + "\n", to: STDERR_FILENO)
            }
            let name = if case .invalid = verdict { "svertka run: \(job.path)" } else { job.path }
            Terminal.write("\(name)\(Self.link(verdict))\(verdict.message)\n", to: STDERR_FILENO)
        }
    }

    private static func link(_ verdict: RunVerdict) -> String {
        switch verdict {
        case .error, .late: ", "
        default: ": "
        }
    }
}

/// What came of several notebooks.
struct RunTable {
    let jobs: [RunJob]

    var text: String {
        let rows = [["notebook", "cells", "seconds", "verdict"]] + jobs.map(row)
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            let name = row[0] + String(repeating: " ", count: widths[0] - row[0].count)
            let cells = String(repeating: " ", count: widths[1] - row[1].count) + row[1]
            let seconds = String(repeating: " ", count: widths[2] - row[2].count) + row[2]
            text += "\(name)  \(cells)  \(seconds)  \(row[3])\n"
        }
        let good = jobs.count { $0.verdict == .ok }
        return text + "\(good) of \(jobs.count) ran to their end\n"
    }

    private func row(_ job: RunJob) -> [String] {
        let progress = job.record?.progress
        let message = (job.verdict?.message ?? "").split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return [
            RunProgress.plain(job.path), progress.map { "\($0.done)/\($0.count)" } ?? "-",
            RunTable.decimal(job.seconds),
            RunProgress.plain((job.verdict?.word ?? "") + (message.isEmpty ? "" : "  \(message)")),
        ]
    }

    /// With one decimal.
    static func decimal(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
