import JSON

/// Runs the cells of one notebook, one after another in the same names, in a process that is not trusted.
///
/// The supervisor, who knows the master copy and keeps the marks, calls it; what comes back is a report, not a verdict.
/// One runner serves one notebook of one submission. Once its process is dead, every further cell is `died` too: what was
/// reported before stays, nothing is run again.
public protocol CellRunner: AnyObject {
    /// Runs one cell and waits for its end, which comes at the latest when its limits are used up.
    func run(_ request: CellRequest) -> CellOutcome
    /// Ends the process, and waits for it.
    func end()
}

/// One cell that a worker is to run.
public struct CellRequest: Sendable, Equatable {
    /// Whose code it is.
    public enum Phase: String, Sendable {
        /// What was handed in.
        case student
        /// What the master copy has: tests, and cells that students must not change.
        case test
    }

    public var source: String
    /// Its number in the prompt, from 1, growing from cell to cell.
    public var number: Int
    public var phase: Phase
    public var limits: CellLimits
    /// For a test: what keeps its meaning. `nil` runs the cell among the submission's names as they are, as nbgrader does.
    public var seal: TestSeal?
    /// True for a probe: the value of `CellRequest.answer`, a dictionary, is sent back, and the session's history does not
    /// know of it.
    public var isProbe = false

    /// The name that a probe gives what it found.
    static let answer = "__svertka_answer__"

    public init(source: String, number: Int, phase: Phase, limits: CellLimits, seal: TestSeal? = nil) {
        (self.source, self.number, self.phase, self.limits) = (source, number, phase, limits)
        self.seal = seal
    }
}

/// What one cell may use; `nil` is without limit.
public struct CellLimits: Sendable, Equatable {
    /// Seconds by the clock on the wall; then the cell is interrupted, and killed if it does not answer.
    public var wall: Double?
    /// Seconds of the processor, all threads together.
    public var cpu: Double?
    /// Statements, counted where they run. The same on every machine.
    public var steps: Int?
    /// What may be computed with arrays, as `Work` counts it. The same on every machine.
    public var operations: Int?
    /// Bytes of memory that the process may hold.
    public var memory: Int?
    /// Bytes of text and pictures that the cell may show; what is beyond is left out.
    public var output: Int

    public init(
        wall: Double? = 30, cpu: Double? = nil, steps: Int? = nil, operations: Int? = nil, memory: Int? = nil,
        output: Int = 8 << 20
    ) {
        (self.wall, self.cpu, self.steps, self.operations) = (wall, cpu, steps, operations)
        (self.memory, self.output) = (memory, output)
    }
}

/// What became of a cell.
public struct CellOutcome: Sendable, Equatable {
    /// How it ended.
    public enum Status: Sendable, Equatable {
        /// It ran to its end.
        case ran
        /// It raised; the outputs hold the error.
        case failed(name: String, message: String)
        /// Its time was up; it let itself be interrupted, and the process goes on.
        case timedOut
        /// A budget other than time was used up, as `reason` says; the process goes on.
        case overBudget(reason: String)
        /// The process died in it or before it.
        case died(reason: String)
    }

    public var status: Status
    /// Outputs in nbformat's form, texts joined.
    public var outputs: [JSON]
    /// New outputs of earlier cells, by their number: displays that this cell updated.
    public var revised: [Int: [JSON]]
    /// Seconds by the clock, as the supervisor saw them.
    public var wall: Double
    /// Seconds of the processor; statements; operations with arrays; the most bytes held so far: as the worker reports them, `nil` where it did not.
    public var cpu: Double?
    public var steps: Int?
    public var operations: Int?
    public var peakBytes: Int?
    /// The layers of the sandbox that the cell ran behind, by name; empty for none.
    public var layers: [String]
    /// Steps of training in all cells so far, and their multiply-adds where they are known.
    public var trainingSteps: Int?
    public var trainingMultiplyAdds: Int?
    /// What a probe found, as the worker claims.
    public var answers: [WorkerAnswer] = []

    public init(
        _ status: Status, outputs: [JSON] = [], revised: [Int: [JSON]] = [:], wall: Double = 0, cpu: Double? = nil,
        steps: Int? = nil, peakBytes: Int? = nil, layers: [String] = []
    ) {
        (self.status, self.outputs, self.revised, self.wall) = (status, outputs, revised, wall)
        (self.cpu, self.steps, self.peakBytes, self.layers) = (cpu, steps, peakBytes, layers)
    }
}

extension CellOutcome.Status {
    /// One word for a table.
    public var word: String {
        switch self {
        case .ran: "ran"
        case .failed: "failed"
        case .timedOut: "timed out"
        case .overBudget: "over budget"
        case .died: "died"
        }
    }

    /// What happened, in a line; empty where all went well.
    public var reason: String {
        switch self {
        case .ran: ""
        case .failed(let name, let message): message.isEmpty ? name : "\(name): \(message)"
        case .timedOut: "the cell took longer than it may"
        case .overBudget(let reason), .died(let reason): reason
        }
    }
}
