/// The part of a module that is written in the language itself: classes that programs inherit from, and what is made of
/// generators and closures. The interpreter runs it as it runs programs, so it behaves as they do.
///
/// The text becomes the body of a function whose parameters are the built-in names that it uses: names that the program
/// defines do not reach it, and its own names do not reach the program.
public struct WrittenModule: Sendable {
    let source: String

    /// The part of a module with that text.
    public init(source: String) { self.source = source }

    /// The function that holds a module's text; no program can write the name.
    static let functionName = "__written_module__"

    /// What the module gives: classes, functions and names at the left margin that begin without an underscore.
    var exports: [String] {
        var names: [String] = []
        for line in source.split(separator: "\n") {
            var rest = line
            for keyword in ["def ", "class "] where rest.hasPrefix(keyword) { rest = rest.dropFirst(keyword.count) }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let isAssignment = rest.count == line.count
            if name.isEmpty || name.hasPrefix("_") { continue }
            if isAssignment && !rest.dropFirst(name.count).hasPrefix(" = ") { continue }
            if !names.contains(String(name)) { names.append(String(name)) }
        }
        return names
    }

    /// The names in the text, as far as they are among `known`.
    func mentioned(_ known: Set<String>) -> [String] {
        var found: Set<String> = []
        for word in source.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
            if known.contains(String(word)) { found.insert(String(word)) }
        }
        return found.sorted()
    }

    /// Runs the text; what it gives, by name.
    func load(_ module: String, _ interpreter: Interpreter) throws(LanguageError) -> [(String, Value)] {
        let exports = exports
        let builtins = interpreter.globals.builtins
        let used = mentioned(Set(builtins.keys)).filter { !exports.contains($0) && $0 != "__name__" }
        var text = "def \(WrittenModule.functionName)(\(used.joined(separator: ", "))):\n"
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) { text += "    \(line)\n" }
        text += "    return [\(exports.joined(separator: ", "))]\n\(WrittenModule.functionName)\n"
        let function = try interpreter.run(text, name: "File \"<\(module)>\"") ?? .none
        interpreter.globals[WrittenModule.functionName] = nil
        let made = try interpreter.call(function, used.map { builtins[$0] ?? .none })
        guard case .list(let values) = made else { return [] }
        for value in values.values {
            if case .object(let cls as ClassObject) = value, cls.isUser { cls.module = module }
        }
        return Array(zip(exports, values.values))
    }
}
