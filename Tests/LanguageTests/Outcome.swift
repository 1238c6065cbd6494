import Foundation
import Language
import Synchronization

/// What became of a program: what it printed, and the error that ended it.
struct Outcome: Sendable {
    var output = ""
    /// `TypeError: message`, as the last line of a traceback.
    var error: String?
    var hint: String?
    /// The failing part of the innermost line.
    var range: SourceRange?
    /// The functions that the error passed through, outermost first.
    var functions: [String] = []
    /// `repr` of the value of the last expression.
    var result: String?

    /// Runs a program on a thread with the stack that sessions have, so that deep recursion is heard as an error;
    /// `onOutput` hears what it prints as it is printed.
    /// - Parameter nativeThreshold: turns until a loop becomes machine code, 0 for never.
    static func of(
        _ text: String, interrupt: InterruptFlag = InterruptFlag(), nativeThreshold: Int? = nil,
        onOutput: @escaping @Sendable (String) -> Void = { _ in }
    ) -> Outcome {
        let box = Mutex(Outcome())
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let outcome = run(text, interrupt, nativeThreshold, onOutput)
            box.withLock { $0 = outcome }
            done.signal()
        }
        thread.stackSize = 512 << 20
        thread.start()
        done.wait()
        return box.withLock { $0 }
    }

    private static func run(
        _ text: String, _ interrupt: InterruptFlag, _ nativeThreshold: Int?, _ onOutput: @escaping (String) -> Void
    ) -> Outcome {
        var outcome = Outcome()
        let printed = Printed()
        let host = Host(interrupt: interrupt, showsPictures: false) { event in
            if case .stream(.stdout, let part) = event {
                printed.text += part
                onOutput(part)
            }
        }
        let interpreter = Interpreter(
            host: host, modules: StandardModules.all, nativeThreshold: nativeThreshold)
        do throws(LanguageError) {
            if let value = try interpreter.run(text, name: "script"), !value.isNone {
                outcome.result = try interpreter.repr(value)
            }
        } catch {
            let (name, message) = interpreter.describe(error)
            outcome.error = message.isEmpty ? name : "\(name): \(message)"
            outcome.hint = error.raised.hint
            outcome.range = error.raised.trace.last?.range
            outcome.functions = error.raised.trace.map(\.function)
        }
        outcome.output = printed.text
        return outcome
    }

    private final class Printed {
        var text = ""
    }
}
