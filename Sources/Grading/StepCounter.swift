import Language

/// Counts the statements that cells run, and stops a cell that runs more than it may: the same count on every machine.
///
/// Statements of functions, and of texts given to `exec`, count where they run; those of the library do not, nor do the
/// turns of comprehensions and the work inside one call, for which time is the bound.
final class StepCounter: Tracer {
    /// Statements of the cell that runs.
    private(set) var steps = 0
    private var limit = Int.max
    private var refusals = 0
    /// Asked before each statement while a test runs.
    var guardian: (() throws(LanguageError) -> Void)?
    /// Called where a program catches the error again and again; must not return.
    private let onDeaf: (String) -> Never
    private static let patience = 1000

    init(onDeaf: @escaping (String) -> Never) { self.onDeaf = onDeaf }

    /// A cell begins.
    func begin(limit: Int?) { (steps, self.limit, refusals) = (0, limit ?? .max, 0) }

    /// What was used up; `nil` where nothing was.
    var reason: String? { steps > limit ? "the cell ran more than \(limit) statements" : nil }

    func follows(_ source: String) -> Bool { source.hasPrefix("Cell In[") || source == "File \"<string>\"" }

    func reached(_ source: String, line: Int, in interpreter: Interpreter) throws(LanguageError) {
        steps += 1
        if let reason {
            refusals += 1
            if refusals > StepCounter.patience { onDeaf(reason) }
            throw LanguageError(
                .runtimeError, reason, hint: "a loop that does not end, or one that does too little a turn")
        }
        if let guardian { try guardian() }
    }
}
