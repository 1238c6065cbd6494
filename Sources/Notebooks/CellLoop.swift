import Glibc
import Language
import Session

/// Runs a notebook's cells one after another, without a front end, and tells in frames what happens.
public struct CellLoop {
    /// What to do beyond running cell after cell.
    public struct Options: Sendable {
        /// True goes on after an error.
        public var allowsErrors = false
        /// Seconds that a cell may take.
        public var timeout: Double?
        public var parameters = NotebookParameters()
        /// True joins the text of each stream when a cell ends.
        public var mergesStreams = false
        /// `sys.argv`.
        public var arguments: [String] = []

        public init() {}
    }

    let cells: [Cell]
    let options: Options

    public init(_ notebook: Notebook, options: Options) {
        cells = notebook.cells
        self.options = options
    }

    /// What the host's closures share with the loop over cells; all on one thread.
    private final class Tape {
        /// The cell that runs, and its number in the prompt.
        var cell = 0
        var count = 0
    }

    /// Microseconds since 1970.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }

    /// Runs the cells until the last one, one that fails or one that ends the program. Cells that are empty or tagged
    /// `skip-execution` are passed by; errors of cells tagged `raises-exception` are expected.
    /// - isStopped: true once somebody asked to end the run: then an interrupt is no cell's error that could be expected.
    /// - send: hears of everything in its order, on this thread.
    /// - Throws: `SystemFailure` where a time limit cannot be set.
    public func run(
        interrupt: InterruptFlag = InterruptFlag(), isStopped: () -> Bool = { false },
        send: @escaping (RunFrame) -> Void
    ) throws(SystemFailure) {
        let tape = Tape()
        let host = Host(
            interrupt: interrupt, showsPictures: true,
            outlet: {
                let (cell, count) = (tape.cell, tape.count)
                return { send(.event($0, cell: cell, count: count)) }
            },
            emit: { send(.event($0, cell: tape.cell, count: tape.count)) })
        let session = Session(host: host, arguments: options.arguments)
        var isCut = false
        for (place, cell) in cells.enumerated() {
            if isStopped() { return }
            send(.begin(cell: place, time: CellLoop.now))
            if !cell.isRun {
                send(.end(cell: place, count: nil, ending: .passed, time: CellLoop.now))
                continue
            }
            tape.cell = place
            tape.count = session.executionCount + 1
            let ending = try run(cell, in: session, interrupt: interrupt, isStopped: isStopped)
            if case .exit(let status) = ending, status != 0 {
                send(
                    .event(
                        .error(name: "SystemExit", message: String(status), traceback: ["SystemExit: \(status)"]),
                        cell: place, count: tape.count))
            }
            send(.end(cell: place, count: tape.count, ending: ending, time: CellLoop.now))
            if ending.endsRun {
                isCut = !ending.isGood
                break
            }
        }
        // What was begun in the background is finished; after an error it only says how far it came.
        session.finishBackground(isCut: isCut)
        send(.finished)
    }

    private func run(
        _ cell: Cell, in session: Session, interrupt: InterruptFlag, isStopped: () -> Bool
    ) throws(SystemFailure) -> CellEnding {
        let limit = try options.timeout.map { seconds throws(SystemFailure) in
            try TimeLimit(seconds: seconds, interrupt: interrupt)
        }
        let outcome = session.run(cell.source)
        let isLate = limit?.cancel() == true
        switch outcome {
        case .done: return .done
        case .exit(let status): return .exit(status)
        case .failed(let name, let message, let traceback):
            if isLate, name == "KeyboardInterrupt" { return .late(traceback: traceback) }
            let isExpected = options.allowsErrors || cell.tags.contains("raises-exception")
            return .failed(
                name: name, message: message, traceback: traceback, isAllowed: isExpected && !isStopped())
        }
    }
}

extension CellEnding {
    /// True where no further cell runs.
    var endsRun: Bool {
        switch self {
        case .passed, .done: false
        case .failed(_, _, _, let isAllowed): !isAllowed
        case .late, .exit: true
        }
    }

    /// True where nothing went wrong that was not expected.
    var isGood: Bool {
        switch self {
        case .passed, .done: true
        case .failed(_, _, _, let isAllowed): isAllowed
        case .late: false
        case .exit(let status): status == 0
        }
    }
}
