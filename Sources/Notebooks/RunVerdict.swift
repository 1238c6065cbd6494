/// How the run of a notebook ended.
public enum RunVerdict: Sendable, Equatable {
    case ok
    /// An unexpected error of a cell.
    case error(NotebookRun.Failure)
    /// A cell took longer than it may.
    case late(NotebookRun.Failure)
    /// Somebody asked to stop, with SIGINT or SIGTERM.
    case interrupted(signal: Int32)
    /// The process that ran the cells was killed: by the system for lack of memory, or by somebody. Cells are counted
    /// from 1; `nil` where none ran.
    case killed(cell: Int?)
    /// The process that ran the cells died of a signal, or without a word.
    case crashed(cell: Int?, reason: String)
    /// The file is no notebook.
    case invalid(String)
    /// A file cannot be read or written.
    case unusable(String)

    /// The program's exit status.
    public var exitStatus: Int32 {
        switch self {
        case .ok: 0
        case .error: 1
        case .invalid: 3
        case .unusable: 74
        case .late: 124
        case .interrupted(let signal): 128 + signal
        case .killed: 137
        case .crashed: 138
        }
    }

    /// One or two words for a table.
    public var word: String {
        switch self {
        case .ok: "ok"
        case .error: "error"
        case .late: "time-out"
        case .interrupted: "interrupted"
        case .killed: "killed"
        case .crashed: "engine died"
        case .invalid: "invalid"
        case .unusable: "file"
        }
    }

    /// What happened, in a line; empty where all went well.
    public var message: String {
        switch self {
        case .ok: ""
        case .error(let failure), .late(let failure): failure.description
        case .interrupted(let signal): signal == 2 ? "interrupted" : "ended by signal \(signal)"
        case .killed(let cell):
            RunVerdict.place(cell)
                + "the process was killed (SIGKILL), most often because the machine's memory was used up"
        case .crashed(let cell, let reason): RunVerdict.place(cell) + "the engine died: \(reason)"
        case .invalid(let reason), .unusable(let reason): reason
        }
    }

    private static func place(_ cell: Int?) -> String { cell.map { "cell \($0): " } ?? "" }
}
