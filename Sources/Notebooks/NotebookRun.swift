import Language
import Session

/// Runs a notebook in this process and stores what its cells say.
public struct NotebookRun {
    public typealias Options = CellLoop.Options

    /// A cell that ended in an error nobody expected.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// Counted from 1, all cells.
        public let cell: Int
        public let name: String
        public let message: String
        /// With ANSI colours.
        public let traceback: [String]

        public init(cell: Int, name: String, message: String, traceback: [String]) {
            (self.cell, self.name, self.message, self.traceback) = (cell, name, message, traceback)
        }

        public var description: String { "cell \(cell): \(name)" + (message.isEmpty ? "" : ": \(message)") }
    }

    public private(set) var notebook: Notebook
    private let options: Options

    public init(_ notebook: Notebook, options: Options) {
        self.notebook = notebook
        self.options = options
    }

    /// The record, where the closure that fills it finds it.
    private final class Shelf {
        var record: NotebookRecord
        init(_ record: NotebookRecord) { self.record = record }
    }

    /// Runs all code cells in order, as `CellLoop` does.
    /// - Throws: `SystemFailure` where a time limit cannot be set.
    /// - Returns: the first unexpected error; outputs so far are stored in any case.
    public mutating func run(interrupt: InterruptFlag = InterruptFlag()) throws(SystemFailure) -> Failure? {
        let shelf = Shelf(NotebookRecord(notebook, options: options))
        try CellLoop(shelf.record.notebook, options: options).run(interrupt: interrupt) { shelf.record.take($0) }
        let verdict = shelf.record.verdict ?? .ok
        shelf.record.finish(verdict)
        notebook = shelf.record.notebook
        switch verdict {
        case .error(let failure), .late(let failure): return failure
        default: return nil
        }
    }
}
