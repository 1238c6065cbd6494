import JSON
import Language
import Session

/// A notebook while it is run: frames in, nbformat's cells out, with the timings that nbclient and papermill keep.
///
/// At every moment `notebook` is one that can be saved: what ran has its outputs, what did not run has none.
public struct NotebookRecord: Sendable {
    public private(set) var notebook: Notebook
    private var list = OutputList()
    /// The cell that runs, and since when.
    public private(set) var running: (cell: Int, since: Int)?
    /// The first cell that ended as it should not.
    private var failure: (NotebookRun.Failure, isLate: Bool)?
    /// True once the last frame came.
    public private(set) var isFinished = false
    private let began: Int
    /// A hash of all sources up to each cell.
    private let chains: [String]
    /// Cells of an earlier run that run again only because their names are needed.
    private let earlier: EarlierRun?
    private let mergesStreams: Bool
    /// Cells, counted from 1, that gave something else than in the earlier run.
    public private(set) var differing: [Int] = []

    /// A record before the first cell: outputs of earlier runs are gone, except those of cells that do not run.
    /// - options: its parameters are put in.
    /// - input, output: paths, as the metadata tells them.
    public init(
        _ source: Notebook, options: CellLoop.Options, input: String = "", output: String = "",
        earlier: EarlierRun? = nil
    ) {
        notebook = source
        self.earlier = earlier
        mergesStreams = options.mergesStreams
        notebook.cells.removeAll { $0.tags.contains("papermill-error-cell-tag") }
        options.parameters.inject(into: &notebook)
        chains = EarlierRun.chains(notebook)
        began = CellLoop.now
        for place in notebook.cells.indices {
            notebook.cells[place].setPending()
            if notebook.cells[place].isCode, !notebook.cells[place].tags.contains("skip-execution") {
                notebook.cells[place].outputs = []
                notebook.cells[place].executionCount = nil
                notebook.cells[place][metadata: "execution"] = nil
            }
        }
        var metadata = notebook.fields["metadata"] ?? [:]
        metadata["language_info"] = Identity.languageInfo
        metadata["widgets"] = nil
        metadata["papermill"] = [
            "default_parameters": [:], "environment_variables": [:], "parameters": options.parameters.json,
            "version": .string("svertka \(Identity.version)"), "input_path": .string(input),
            "output_path": .string(output), "start_time": .string(TimeStamp.papermill(began)), "end_time": .null,
            "duration": .null, "exception": .null,
        ]
        notebook.fields["metadata"] = metadata
    }

    /// The record of a run that is over and has nothing left to do.
    public init(_ written: Notebook, finished: Void) {
        notebook = written
        earlier = nil
        mergesStreams = false
        chains = []
        began = CellLoop.now
        isFinished = true
    }

    /// Takes one frame.
    public mutating func take(_ frame: RunFrame) {
        switch frame {
        case .begin(let cell, let time):
            guard notebook.cells.indices.contains(cell) else { return }
            running = (cell, time)
            if notebook.cells[cell].isRun { list.begin(cell: cell) }
            notebook.cells[cell].setRunning(time)
        case .event(let event, let cell, let count):
            guard notebook.cells.indices.contains(cell), notebook.cells[cell].isRun else { return }
            list.take(event, executionCount: count, ofCell: cell)
        case .end(let cell, let count, let ending, let time):
            guard notebook.cells.indices.contains(cell) else { return }
            end(cell, count, ending, time)
        case .finished: isFinished = true
        }
    }

    private mutating func end(_ cell: Int, _ count: Int?, _ ending: CellEnding, _ time: Int) {
        let since = running?.since ?? time
        running = nil
        changed.insert(cell)
        list.close()
        if mergesStreams { list.merge(cell: cell) }
        store()
        if let count { notebook.cells[cell].executionCount = count }
        notebook.cells[cell].setEnded(
            since, time, isGood: ending.isGood, chain: notebook.cells[cell].isRun ? chains[cell] : nil)
        if let earlier, cell < earlier.cells.count, ending.isGood {
            let before = earlier.cells[cell]
            if JSON.array(before.outputs).bytes(.notebook) == JSON.array(notebook.cells[cell].outputs).bytes(.notebook)
            {
                // Nothing changed: the times stay those of the run that gave these outputs.
                notebook.cells[cell][metadata: "papermill"] = before[metadata: "papermill"]
                notebook.cells[cell][metadata: "execution"] = before[metadata: "execution"]
            } else {
                differing.append(cell + 1)
            }
        }
        switch ending {
        case .failed(let name, let message, let traceback, false):
            note(cell, name, message, traceback, isLate: false)
        case .late(let traceback):
            note(cell, "TimeoutError", "the cell took longer than it may", traceback, isLate: true)
        case .exit(let status) where status != 0:
            note(cell, "SystemExit", String(status), ["SystemExit: \(status)"], isLate: false)
        default: break
        }
    }

    private mutating func note(_ cell: Int, _ name: String, _ message: String, _ traceback: [String], isLate: Bool) {
        if failure == nil {
            failure = (.init(cell: cell + 1, name: name, message: message, traceback: traceback), isLate)
        }
    }

    /// Text of the cell that runs, or ran last, which its process could not send any more.
    public mutating func takeRest(_ text: String, of stream: StreamName, cell: Int) {
        guard notebook.cells.indices.contains(cell), notebook.cells[cell].isRun else { return }
        list.take(.stream(stream, text), executionCount: 0, ofCell: cell)
    }

    /// Puts the outputs that changed into the cells; returns their places.
    @discardableResult
    private mutating func store() -> [Int] {
        list.close()
        let places = list.takeChanged()
        for place in places { notebook.cells[place].outputs = list.outputs[place] ?? [] }
        changed.formUnion(places)
        return places
    }

    private var changed: Set<Int> = []

    /// The cells that changed since the last call, as they stand now; for a journal.
    public mutating func takeChanged() -> [(place: Int, cell: Cell)] {
        store()
        defer { changed = [] }
        return changed.sorted().map { ($0, notebook.cells[$0]) }
    }

    /// What the frames so far say; `nil` where a cell was still at work.
    public var verdict: RunVerdict? {
        if let (failure, isLate) = failure { return isLate ? .late(failure) : .error(failure) }
        return isFinished ? .ok : nil
    }

    /// The run is over: a cell that was at work has failed, cells that were not reached stay pending.
    /// - isUnchanged: true where nothing was run.
    public mutating func finish(_ verdict: RunVerdict, isUnchanged: Bool = false) {
        if isUnchanged { return }
        let now = CellLoop.now
        if let (cell, since) = running {
            store()
            notebook.cells[cell].setEnded(since, now, isGood: false, chain: nil)
            if notebook.cells[cell].isRun,
                !notebook.cells[cell].outputs.contains(where: { $0["output_type"] == "error" }),
                let name = verdict.errorName
            {
                // A reader of the notebook sees why it ends here.
                notebook.cells[cell].outputs.append([
                    "ename": .string(name), "evalue": .string(verdict.message), "output_type": "error",
                    "traceback": [.string("\u{1B}[31m\(name)\u{1B}[0m: \(verdict.message)")],
                ])
            }
            running = nil
        }
        store()
        var metadata = notebook.fields["metadata"] ?? [:]
        metadata["widgets"] = list.widgets.metadata
        metadata["papermill"]?["end_time"] = .string(TimeStamp.papermill(now))
        metadata["papermill"]?["duration"] = .double(Double(now - began) / 1e6)
        metadata["papermill"]?["exception"] = verdict == .ok ? .null : .bool(true)
        notebook.fields["metadata"] = metadata
    }

    /// Cells that are over, of all.
    public var progress: (done: Int, count: Int) {
        let done = notebook.cells.count {
            ["completed", "failed"].contains($0[metadata: "papermill"]?["status"]?.string)
        }
        return (done, notebook.cells.count)
    }
}

extension RunVerdict {
    /// The name under which the last cell's outputs tell of it.
    fileprivate var errorName: String? {
        switch self {
        case .killed: "WorkerKilled"
        case .crashed: "EngineDied"
        case .late: "TimeoutError"
        case .interrupted: "KeyboardInterrupt"
        default: nil
        }
    }
}

extension Cell {
    /// papermill's fields of a cell that was not reached yet.
    fileprivate mutating func setPending() {
        if self[metadata: "tags"] == nil { self[metadata: "tags"] = [] }
        self[metadata: "papermill"] = [
            "exception": .null, "start_time": .null, "end_time": .null, "duration": .null, "status": "pending",
        ]
    }

    fileprivate mutating func setRunning(_ time: Int) {
        self[metadata: "papermill"] = [
            "exception": false, "start_time": .string(TimeStamp.papermill(time)), "end_time": .null,
            "duration": .null, "status": "running",
        ]
    }

    /// - chain: the hash of all sources up to this cell; `nil` where it did not run to an end.
    fileprivate mutating func setEnded(_ since: Int, _ time: Int, isGood: Bool, chain: String?) {
        self[metadata: "papermill"] = [
            "exception": .bool(!isGood), "start_time": .string(TimeStamp.papermill(since)),
            "end_time": .string(TimeStamp.papermill(time)), "duration": .double(Double(time - since) / 1e6),
            "status": isGood ? "completed" : "failed",
        ]
        guard isRun else { return }
        var execution: JSON = [
            "iopub.status.busy": .string(TimeStamp.nbclient(since)),
            "iopub.execute_input": .string(TimeStamp.nbclient(since)),
            "iopub.status.idle": .string(TimeStamp.nbclient(time)),
            "shell.execute_reply": .string(TimeStamp.nbclient(time)),
        ]
        if isGood, let chain { execution[EarlierRun.field] = .string(chain) }
        self[metadata: "execution"] = execution
    }
}
