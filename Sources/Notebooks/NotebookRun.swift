import Glibc
import JSON
import Language
import Session

/// Runs a notebook's cells without a front end and stores what they say.
public struct NotebookRun {
    /// What to do beyond running cell after cell.
    public struct Options: Sendable {
        /// True goes on after an error.
        public var allowsErrors = false
        /// Seconds that a cell may take.
        public var timeout: Double?
        public var parameters = NotebookParameters([])
        public var arguments: [String] = []

        public init() {}
    }

    /// A cell that ended in an error nobody expected.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// Counted from 1, all cells.
        public let cell: Int
        public let name: String
        public let message: String
        /// With ANSI colours.
        public let traceback: [String]

        public var description: String { "cell \(cell): \(name): \(message)" }
    }

    public private(set) var notebook: Notebook
    private let options: Options

    public init(_ notebook: Notebook, options: Options) {
        self.notebook = notebook
        self.options = options
        options.parameters.inject(into: &self.notebook)
    }

    /// What the host's closures share with the loop over cells; all on one thread.
    private final class Tape {
        var list = OutputList()
        var count = 0
        /// The cell that runs.
        var place = 0
    }

    /// Runs all code cells in order. Cells that are empty or tagged `skip-execution` stay as they are; errors of cells
    /// tagged `raises-exception` are expected. `progress` hears of each cell before it runs.
    /// - Throws: `SystemFailure` where a time limit cannot be set.
    /// - Returns: the first unexpected error; outputs so far are stored in any case.
    public mutating func run(
        interrupt: InterruptFlag = InterruptFlag(), progress: (_ cell: Int, _ count: Int) -> Void = { _, _ in }
    ) throws(SystemFailure) -> Failure? {
        let tape = Tape()
        let host = Host(
            interrupt: interrupt, showsPictures: true,
            outlet: {
                let (place, count) = (tape.place, tape.count)
                return { tape.list.take($0, executionCount: count, ofCell: place) }
            },
            emit: { tape.list.take($0, executionCount: tape.count) })
        let session = Session(host: host, arguments: options.arguments)
        var failure: Failure?
        for place in notebook.cells.indices {
            let cell = notebook.cells[place]
            if !cell.isCode || cell.tags.contains("skip-execution") || cell.source.allSatisfy(\.isWhitespace) {
                continue
            }
            progress(place + 1, notebook.cells.count)
            tape.list.begin(cell: place)
            tape.place = place
            tape.count = session.executionCount + 1
            let limit = try options.timeout.map { seconds throws(SystemFailure) in
                try TimeLimit(seconds: seconds, interrupt: interrupt)
            }
            var outcome = session.run(cell.source)
            if limit?.cancel() == true, case .failed(let name, _, let traceback) = outcome, name == "KeyboardInterrupt"
            {
                outcome = .failed(
                    name: "TimeoutError", message: "the cell took longer than \(options.timeout ?? 0) s",
                    traceback: traceback)
            }
            notebook.cells[place].executionCount = tape.count
            if case .exit = outcome { break }
            if case .failed(let name, let message, let traceback) = outcome,
                !options.allowsErrors, !cell.tags.contains("raises-exception")
            {
                failure = Failure(cell: place + 1, name: name, message: message, traceback: traceback)
                break
            }
        }
        // What was begun in the background is finished; after an error it only says how far it came.
        session.finishBackground(isCut: failure != nil)
        tape.list.close()
        for (place, outputs) in tape.list.outputs { notebook.cells[place].outputs = outputs }
        var metadata = notebook.fields["metadata"] ?? [:]
        metadata["language_info"] = Identity.languageInfo
        // Of an earlier run nothing stays: its outputs are gone too.
        metadata["widgets"] = tape.list.widgets.metadata
        notebook.fields["metadata"] = metadata
        return failure
    }
}
