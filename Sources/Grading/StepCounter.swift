import Language
import Tensors

/// Counts the statements that cells run and what they compute with arrays, and stops a cell that does more than it may:
/// the same counts on every machine.
///
/// Statements of functions, and of texts given to `exec`, count where they run; those of the library do not, nor do the
/// turns of comprehensions. Arrays count by `Work`, whoever asks for them: the cell, its tape, a layer or the library.
final class StepCounter: Tracer {
    /// Statements of the cell that runs.
    private(set) var steps = 0
    private var limit = Int.max
    private var operationLimit = Int.max
    private var operationsBefore = 0
    private var refusals = 0
    /// Asked before each statement while a test runs.
    var guardian: (() throws(LanguageError) -> Void)?
    /// Called where a program catches the error again and again; must not return.
    private let onDeaf: (String) -> Never
    private static let patience = 1000

    init(onDeaf: @escaping (String) -> Never) { self.onDeaf = onDeaf }

    /// A cell begins.
    func begin(_ limits: CellLimits) {
        (steps, limit, refusals) = (0, limits.steps ?? .max, 0)
        (operationsBefore, operationLimit) = (Work.done, limits.operations ?? .max)
        Work.grant(limits.operations)
    }

    /// What the cell computed with arrays, in operations.
    var operations: Int { Work.done - operationsBefore }

    /// What was used up; `nil` where nothing was.
    var reason: String? {
        if steps > limit { return "the cell ran more than \(limit) statements" }
        if operations > operationLimit { return "the cell computed more than \(operationLimit) operations with arrays" }
        return nil
    }

    func follows(_ source: String) -> Bool { source.hasPrefix("Cell In[") || source == "File \"<string>\"" }

    func reached(_ source: String, line: Int, in interpreter: Interpreter) throws(LanguageError) {
        steps += 1
        if let reason {
            refusals += 1
            if refusals > StepCounter.patience { onDeaf(reason) }
            throw LanguageError(
                .runtimeError, reason,
                hint: steps > limit
                    ? "a loop that does not end, or one that does too little a turn"
                    : "smaller arrays, a smaller model or fewer steps of training take less")
        }
        if let guardian { try guardian() }
    }
}
