import Language
import Networks

/// What Keras keeps for an interpreter: how often each automatic name was given, and the stream behind new models.
final class KerasState {
    private var counts: [String: Int] = [:]
    private var seeds = Randomness(seed: UInt64.random(in: 0 ... .max))
    /// Remarks that were made already, so that each is made once.
    private var remarks: Set<String> = []

    static func of(_ interpreter: Interpreter) -> KerasState {
        interpreter.ownState(of: KerasState.self) { KerasState() }
    }

    /// The next automatic name: `dense`, `dense_1`, …
    func name(_ stem: String) -> String {
        let count = counts[stem, default: 0]
        counts[stem] = count + 1
        return count == 0 ? stem : "\(stem)_\(count)"
    }

    /// Automatic names begin anew: `clear_session()`.
    func forgetNames() { counts = [:] }

    /// Makes everything that follows repeatable.
    func seed(_ seed: UInt64) { seeds = Randomness(seed: seed) }

    /// A stream for one model.
    func randomness() -> Randomness { Randomness(seed: seeds.next()) }

    /// Evaluations that are under way, the innermost last: of tapes, and of layers of the program.
    private var evaluations: [Evaluation] = []

    /// What calls of layers on arrays share: the evaluation under way, else a new one.
    func evaluation() -> Evaluation {
        evaluations.last ?? Evaluation(isTraining: false, tracksWeights: false, key: seeds.next())
    }

    /// The evaluation under way.
    var current: Evaluation? { evaluations.last }

    /// Runs something inside an evaluation.
    func inside<R>(_ evaluation: Evaluation, _ body: () throws(LanguageError) -> R) throws(LanguageError) -> R {
        evaluations.append(evaluation)
        defer { evaluations.removeLast() }
        return try body()
    }

    /// A tape begins to record, or ends.
    func begin(_ evaluation: Evaluation) { evaluations.append(evaluation) }
    func end(_ evaluation: Evaluation) { evaluations.removeAll { $0 === evaluation } }

    /// A new evaluation that can tell gradients with respect to weights.
    func tapeEvaluation() -> Evaluation { Evaluation(isTraining: false, tracksWeights: true, key: seeds.next()) }

    /// The program's values of functions that networks hold, for as long as they do.
    private var functions: [ObjectIdentifier: (function: Reference, value: Value)] = [:]
    private var functionLimit = 64

    private struct Reference { weak var function: ProgramFunction? }

    func remember(_ function: ProgramFunction, _ value: Value) {
        if functions.count >= functionLimit {
            functions = functions.filter { $0.value.function.function != nil }
            functionLimit = max(64, 2 * functions.count)
        }
        functions[ObjectIdentifier(function)] = (Reference(function: function), value)
    }

    func value(of function: ProgramFunction) -> Value? {
        guard let known = functions[ObjectIdentifier(function)], known.function.function === function else {
            return nil
        }
        return known.value
    }

    /// Says something on standard error, once in the life of the interpreter.
    func remark(_ text: String, _ interpreter: Interpreter) {
        if remarks.insert(text).inserted { interpreter.host.emit(.stream(.stderr, text + "\n")) }
    }
}

extension LanguageError {
    /// The network's error as the exception that Keras raises.
    init(_ error: NetworkError) {
        if let cause = error.cause as? LanguageError {
            self = cause
            return
        }
        let kind: ExceptionKind =
            switch error.kind {
            case .value, .shape, .order, .program: .valueError
            case .type: .typeError
            case .cancelled: .keyboardInterrupt
            case .memory: .memoryError
            case .library: .osError
            }
        self.init(kind, error.kind == .cancelled ? "" : error.message, hint: error.hint)
    }
}

/// Turns the networks' errors into the language's.
@inline(__always)
func learning<R>(_ body: () throws(NetworkError) -> R) throws(LanguageError) -> R {
    do throws(NetworkError) { return try body() } catch { throw LanguageError(error) }
}
