import Language

/// A short piece of code for a name of the library, with what it prints: for `help`, `name?` and Shift-Tab.
///
/// Examples stand in tables of text as Python's doctest has them: the name, then lines that begin with `>>>` (`...` where
/// a statement goes on) and what they print; an empty line ends an example, `<BLANKLINE>` stands for one that is printed.
/// Each runs by itself after `start`. A test runs all of them; those of NumPy, Keras, pyplot and scikit-learn print the
/// same there (`Tests/LibraryTests/Examples/compare.py`).
public struct Example: Sendable {
    /// The whole name: `numpy.linspace`.
    public let name: String
    /// The lines below it.
    public let text: String

    /// What runs before each example.
    public static let start = """
        import numpy as np
        import keras
        from keras import layers
        import matplotlib.pyplot as plt
        import svertka

        """

    /// All examples, in the order of the manual.
    public static let table: [Example] = [arrays, numbers, algebra, layers, training, pictures, own].flatMap { text in
        rows(of: text)
    }

    /// Statements with what each prints.
    public var steps: [(source: String, output: String)] {
        var steps: [(source: String, output: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(">>> ") {
                steps.append((String(line.dropFirst(4)), ""))
            } else if line.hasPrefix("... "), !steps.isEmpty {
                steps[steps.count - 1].source += "\n" + line.dropFirst(4)
            } else if !steps.isEmpty {
                steps[steps.count - 1].output += (line == "<BLANKLINE>" ? "" : line) + "\n"
            }
        }
        return steps
    }

    /// The last part of the name: `linspace`.
    var word: Substring { name[(name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex)...] }

    /// The example of a value.
    /// - asked: the name that a person wrote for it, which may be another one than its own (`np.abs` is `absolute`).
    public static func of(_ value: Value, asked: String = "", _ interpreter: Interpreter) -> Example? {
        let own = ((try? interpreter.findAttribute(value, "__name__")) ?? nil).flatMap { name in
            if case .str(let text) = name { text.string } else { nil }
        }
        let last = asked.split(separator: ".").last ?? ""
        return table.first { row in
            (row.word == last || row.word[...] == own?[...])
                && (row.value(interpreter).map { isSame($0, value) } ?? false)
        }
    }

    /// What the name means; `nil` where nothing of that name is there.
    func value(_ interpreter: Interpreter) -> Value? {
        let parts = name.split(separator: ".").map(String.init)
        for count in stride(from: parts.count - 1, to: 0, by: -1) {
            guard let module = interpreter.module(parts[..<count].joined(separator: ".")) else { continue }
            var value = Value.object(module)
            for part in parts[count...] {
                guard let next = (try? interpreter.findAttribute(value, part)) ?? nil else { return nil }
                value = next
            }
            return value
        }
        return nil
    }

    /// Methods are made anew with each look, so native functions are compared by what their rows say.
    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.function(let a), .function(let b)): a === b
        case (.object(let a as NativeFunctionObject), .object(let b as NativeFunctionObject)):
            a === b || (a.function.signature == b.function.signature && a.function.doc == b.function.doc)
        case (_, .object(let method as BoundMethod)): isSame(a, method.function)
        case (.object(let a), .object(let b)): a === b
        default: false
        }
    }

    private static func rows(of text: String) -> [Example] {
        var rows: [Example] = []
        var lines: [Substring] = []
        let all: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in all + [""] {
            if !line.isEmpty {
                lines.append(line)
            } else if let name = lines.first {
                rows.append(Example(name: String(name), text: lines.dropFirst().joined(separator: "\n")))
                lines = []
            }
        }
        return rows
    }
}
