import Language
import Library

/// Runs a program as a cell and collects what it says.
final class Program {
    private(set) var events: [Event] = []
    private let lock = InterruptFlag()

    /// The events of `source`, hooks at the end of the cell included.
    static func run(_ source: String, showsPictures: Bool = true) throws -> [Event] {
        let program = Program()
        let host = Host(interrupt: program.lock, showsPictures: showsPictures) { program.events.append($0) }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        _ = try interpreter.run(source, name: "cell")
        for hook in interpreter.afterCell { try hook(interpreter) }
        return program.events
    }

    /// What `source` prints.
    static func output(_ source: String, showsPictures: Bool = false) throws -> String {
        try run(source, showsPictures: showsPictures).map { event in
            if case .stream(.stdout, let text) = event { text } else { "" }
        }.joined()
    }

    /// A program that prints the error of an expression, also where the error is raised in the language itself.
    static func telling(_ expression: String) -> String {
        "try:\n    \(expression)\nexcept Exception as e:\n    print(type(e).__name__ + ': ' + str(e))\n"
    }

    /// The message of the error that ends `source`.
    static func error(_ source: String) -> String? {
        do {
            _ = try run(source)
            return nil
        } catch let error as LanguageError {
            return "\(error.kind.rawValue): \(error.raised.message)"
        } catch {
            return "\(error)"
        }
    }
}
