import Glibc
import Language
import Notebooks
import Session

/// One notebook of `svertka run`: where it comes from, where it goes, and the process that runs it.
///
/// Belongs to the one thread of a process that has no others: workers are made by `fork`.
final class RunJob {
    let path: String
    private let outputs: RunOutputs
    private let settings: RunSettings
    private(set) var record: NotebookRecord?
    private(set) var verdict: RunVerdict?
    /// Seconds from its start to its end.
    private(set) var seconds = 0.0
    /// Seconds that each cell took in an earlier run, where it is known.
    private(set) var earlierSeconds: [Double?] = []

    private var worker: pid_t = 0
    /// Where the worker's frames come from; -1 while there is none.
    private(set) var pipe: Int32 = -1
    private var page: TextPage?
    private var pending: [UInt8] = []
    private var lastText: String?
    private var journal: RunJournal?
    private var began = 0.0
    private var cellBegan = 0.0
    /// When the whole notebook was written last, and what that cost; in seconds.
    private var saved = (at: 0.0, cost: 0.0)
    private var stopSignal: Int32?
    private var stopBegan = 0.0
    private var isLate = false

    init(_ path: String, outputs: RunOutputs, settings: RunSettings) {
        (self.path, self.outputs, self.settings) = (path, outputs, settings)
    }

    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: Start

    /// Reads the notebook and starts its worker; a notebook that cannot be run has its verdict at once.
    func start() {
        began = RunJob.now
        saved.at = began
        let notebook: Notebook
        do {
            notebook = try Notebook(parsing: TextFile.bytes(path))
        } catch let fault as Notebook.Fault {
            return end(.invalid(fault.description))
        } catch { return end(.unusable("\(error)")) }
        for warning in settings.options.parameters.warnings(for: notebook) {
            Terminal.write("svertka run: \(path): \(warning)\n", to: STDERR_FILENO)
        }
        var options = settings.options
        options.arguments = [path]
        var earlier: EarlierRun?
        if settings.resumes, let target = outputs.notebook, target != "-",
            let written = RunJournal.recovered(at: target)
        {
            let found = EarlierRun(of: written, for: notebook, options: options)
            if found.isComplete {
                record = NotebookRecord(found.notebook, finished: ())
                let isLeft = RunJournal.isLeft(at: target)
                end(.ok, writes: isLeft)
                if isLeft, verdict == .ok { RunJournal.remove(at: target) }
                return
            }
            earlier = found
        }
        let record = NotebookRecord(
            notebook, options: options, input: path, output: outputs.notebook ?? outputs.page ?? "", earlier: earlier)
        earlierSeconds = notebook.cells.map { $0[metadata: "papermill"]?["duration"]?.double }
        if earlierSeconds.count != record.notebook.cells.count { earlierSeconds = [] }
        self.record = record
        launch(RunJobStart(notebook: record.notebook, options: options))
    }

    private struct RunJobStart {
        let notebook: Notebook
        let options: CellLoop.Options
    }

    private func launch(_ start: RunJobStart) {
        var ends: [Int32] = [0, 0]
        guard let page = TextPage(), Glibc.pipe(&ends) == 0 else {
            return end(.unusable("no memory or pipe for a worker: \(String(cString: strerror(errno)))"))
        }
        self.page = page
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let pid = fork()
        if pid == 0 {
            close(ends[0])
            RunWorker(
                notebook: start.notebook, options: start.options, folder: settings.folder, page: page, pipe: ends[1]
            ).run()
        }
        close(ends[1])
        guard pid > 0 else {
            close(ends[0])
            return end(.unusable("no worker process: \(String(cString: strerror(errno)))"))
        }
        (worker, pipe) = (pid, ends[0])
        if let target = outputs.notebook, target != "-" { journal = RunJournal(for: target) }
        if let record { journal?.begin(record.notebook) }
    }

    // MARK: Frames

    /// Reads what the worker wrote; at its end the verdict is there.
    func read() {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(pipe, &part, part.count)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { return }
        if count <= 0 { return reap() }
        let searched = pending.count
        pending.append(contentsOf: part[..<count])
        var start = 0
        var at = searched
        while let stop = pending[at...].firstIndex(of: 0x0A) {
            if let frame = RunFrame(line: pending[start..<stop]) { take(frame) }
            start = stop + 1
            at = start
        }
        if start > 0 { pending.removeFirst(start) }
    }

    private func take(_ frame: RunFrame) {
        record?.take(frame)
        lastText = nil
        switch frame {
        case .begin: cellBegan = RunJob.now
        case .event(.stream(_, let text), _, _): lastText = text
        case .end: cellEnded()
        default: break
        }
    }

    /// Keeps what the cell left: a line of the journal, and the whole notebook now and then, so that it is at most 5 % of
    /// the time that writing takes.
    private func cellEnded() {
        guard let changed = record?.takeChanged() else { return }
        for (place, cell) in changed { journal?.append(place: place, cell: cell) }
        let now = RunJob.now
        if now - saved.at < max(1, 20 * saved.cost) || outputs.notebook == "-" { return }
        if let target = outputs.notebook, let bytes = record?.notebook.bytes,
            (try? TextFile.write(bytes, to: target)) != nil
        {
            journal?.clear()
        }
        saved = (RunJob.now, RunJob.now - now)
    }

    // MARK: End

    private func reap() {
        close(pipe)
        pipe = -1
        var status: Int32 = 0
        while waitpid(worker, &status, 0) < 0 && errno == EINTR {}
        worker = 0
        if let page {
            // Text that was sent when the process died is both in the page and in the last frame.
            if page.count > 0, !(pending.isEmpty && lastText == page.text) {
                record?.takeRest(page.text, of: page.stream, cell: page.cell)
            }
            page.close()
        }
        end(verdict(of: status))
    }

    private func verdict(of status: Int32) -> RunVerdict {
        let said = record?.verdict
        let cell = record?.running.map { $0.cell + 1 }
        if let stopSignal {
            if case .error(let failure)? = said, failure.name != "KeyboardInterrupt" { return .error(failure) }
            if said == .ok { return .ok }
            return .interrupted(signal: stopSignal)
        }
        if let said { return said }
        if isLate {
            return .late(
                .init(
                    cell: cell ?? 0, name: "TimeoutError",
                    message: "the cell took longer than it may and did not let itself be interrupted", traceback: []))
        }
        let signal = status & 0x7F
        if signal == SIGKILL { return .killed(cell: cell) }
        if signal != 0 { return .crashed(cell: cell, reason: String(cString: strsignal(signal))) }
        return .crashed(cell: cell, reason: "its process ended with \(status >> 8 & 255)")
    }

    private func end(_ verdict: RunVerdict, writes: Bool = true) {
        self.verdict = verdict
        seconds = RunJob.now - began
        record?.finish(verdict, isUnchanged: !writes)
        guard writes, let notebook = record?.notebook else { return }
        if let fault = outputs.write(notebook, freeing: journal) {
            self.verdict = .unusable(fault)
            return
        }
        journal?.remove()
    }

    /// Asks the worker to stop with a signal's meaning; one that is asked twice is killed.
    func stop(_ signal: Int32) {
        if verdict != nil { return }
        if worker == 0 { return end(.interrupted(signal: signal), writes: false) }
        if stopSignal == nil {
            (stopSignal, stopBegan) = (signal, RunJob.now)
            kill(worker, SIGINT)
        } else {
            kill(worker, SIGKILL)
        }
    }

    /// Seconds that a worker has to answer an interrupt.
    private static let patience = 3.0

    /// Kills a worker that does not answer the interrupt of a time limit or a person.
    func checkDeadlines() {
        if worker == 0 { return }
        let now = RunJob.now
        if stopSignal != nil, now - stopBegan > RunJob.patience { kill(worker, SIGKILL) }
        if let limit = settings.options.timeout, record?.running != nil, now - cellBegan > limit + RunJob.patience {
            isLate = true
            kill(worker, SIGKILL)
        }
    }

    /// The cell that runs: its place, counted from 0, its first line, and since when in seconds.
    var current: (place: Int, line: String, seconds: Double)? {
        guard let record, let (place, _) = record.running else { return nil }
        let line = record.notebook.cells[place].source.split(whereSeparator: \.isNewline).first { line in
            !line.allSatisfy(\.isWhitespace)
        }
        return (place, String(line ?? ""), RunJob.now - cellBegan)
    }
}

/// What holds for all notebooks of a run.
struct RunSettings {
    var options: CellLoop.Options
    var resumes: Bool
    /// Where cells work; `nil` for where the program was started.
    var folder: String?
}
