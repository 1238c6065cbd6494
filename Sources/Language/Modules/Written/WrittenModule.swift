/// The part of a module that is written in the language itself: classes that programs inherit from, and what is made of
/// generators and closures. The interpreter runs it as it runs programs, so it behaves as they do.
///
/// The text becomes the body of a function whose parameters are the built-in names that it uses: names that the program
/// defines do not reach it, and its own names do not reach the program. A long module stands in topics: each runs when
/// the first of its names is asked for, together with the topics whose names it uses.
public struct WrittenModule: Sendable {
    /// What every topic begins with: its imports.
    private let start: String
    let topics: [Topic]
    /// Where each name stands, also those with an underscore in front.
    private let places: [String: Int]
    /// True where the whole runs as the module is imported.
    let isWhole: Bool

    /// The part of a module with that text.
    public init(source: String) {
        self.init(start: "", topics: [source], isWhole: true)
    }

    /// A part of a module in topics that wait until one of their names is asked for.
    public init(start: String, topics: [String]) {
        self.init(start: start, topics: topics, isWhole: false)
    }

    private init(start: String, topics: [String], isWhole: Bool) {
        self.start = start
        self.isWhole = isWhole
        self.topics = topics.map(Topic.init)
        var places: [String: Int] = [:]
        for (place, topic) in self.topics.enumerated() { for name in topic.names { places[name] = place } }
        self.places = places
    }

    /// The function that holds a module's text; no program can write the name.
    static let functionName = "__written_module__"

    /// What the module gives: the names without an underscore in front.
    var exports: [String] { topics.flatMap { $0.names.filter { !$0.hasPrefix("_") } } }

    /// Runs the topics that a name needs and that did not run yet.
    ///
    /// - Parameter names: what the module defined so far, to which the new names are added.
    func load(
        _ name: String, of module: String, into names: inout [String: Value], _ interpreter: Interpreter
    ) throws(LanguageError) {
        guard let place = places[name] else { return }
        try load(needed(by: place, names), module, into: &names, interpreter)
    }

    /// Runs all topics that did not run yet.
    func loadAll(
        of module: String, into names: inout [String: Value], _ interpreter: Interpreter
    ) throws(LanguageError) {
        try load(topics.indices.filter { !hasRun($0, names) }, module, into: &names, interpreter)
    }

    private func hasRun(_ place: Int, _ names: [String: Value]) -> Bool {
        topics[place].names.allSatisfy { names[$0] != nil }
    }

    /// A topic and those whose names it mentions, directly or through others, as far as they did not run.
    private func needed(by place: Int, _ names: [String: Value]) -> [Int] {
        var found: Set<Int> = []
        var open = [place]
        while let next = open.popLast() {
            if hasRun(next, names) || !found.insert(next).inserted { continue }
            open += topics[next].needs.compactMap { places[$0] }
        }
        return found.sorted()
    }

    /// Runs some topics as one function.
    private func load(
        _ chosen: [Int], _ module: String, into names: inout [String: Value], _ interpreter: Interpreter
    ) throws(LanguageError) {
        let made = chosen.flatMap { topics[$0].names }
        let words = chosen.reduce(into: Topic(start).words) { $0.formUnion(topics[$1].words) }
        let builtins = interpreter.globals.builtins
        var given = words.filter { builtins[$0] != nil && places[$0] == nil && $0 != "__name__" }.sorted()
        var values = given.map { builtins[$0] ?? .none }
        for word in words.sorted() where !made.contains(word) {
            guard let value = names[word] else { continue }
            given.append(word)
            values.append(value)
        }
        var text = "def \(WrittenModule.functionName)(\(given.joined(separator: ", "))):\n"
        for part in [start] + chosen.map({ topics[$0].source }) {
            for line in part.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                text += "    "
                text += Substring(line)
                text += "\n"
            }
        }
        text += "    return [\(made.joined(separator: ", "))]\n\(WrittenModule.functionName)\n"
        let function = try interpreter.run(text, name: "File \"<\(module)>\"") ?? .none
        interpreter.globals[WrittenModule.functionName] = nil
        guard case .list(let list) = try interpreter.call(function, values) else { return }
        for value in list.values {
            if case .object(let cls as ClassObject) = value, cls.isUser { cls.module = module }
        }
        for (name, value) in zip(made, list.values) { names[name] = value }
    }
}

extension WrittenModule {
    /// A text with the names that it defines and the words that it uses.
    struct Topic: Sendable {
        let source: String
        /// Classes, functions and names at the left margin.
        let names: [String]
        /// All words that may be names: those outside documentation that follow no dot.
        let words: Set<String>
        /// Those of them that are called or begin with an underscore: what the topic may need of others.
        let needs: Set<String>

        init(_ source: String) {
            self.source = source
            var names: [String] = []
            for line in source.utf8.split(separator: UInt8(ascii: "\n")) {
                var rest = line
                for keyword in ["def ", "class "] where rest.starts(with: keyword.utf8) {
                    rest = rest.dropFirst(keyword.utf8.count)
                }
                let word = rest.prefix(while: Topic.isWord)
                let isAssignment = rest.count == line.count
                if word.isEmpty || isAssignment && !rest.dropFirst(word.count).starts(with: " = ".utf8) { continue }
                let name = String(Substring(word))
                if !names.contains(name) { names.append(name) }
            }
            self.names = names
            (words, needs) = Topic.words(Array(source.utf8))
        }

        private static func words(_ text: [UInt8]) -> (all: Set<String>, needs: Set<String>) {
            var words: Set<String> = []
            var needs: Set<String> = []
            var at = 0
            var isDocumentation = false
            while at < text.count {
                if text[at...].starts(with: "\"\"\"".utf8) {
                    isDocumentation.toggle()
                    at += 3
                } else if isWord(text[at]) {
                    let end = text[at...].firstIndex { !isWord($0) } ?? text.count
                    if !isDocumentation, at == 0 || text[at - 1] != UInt8(ascii: ".") {
                        let word = String(decoding: text[at..<end], as: UTF8.self)
                        words.insert(word)
                        if text[at] == UInt8(ascii: "_") || end < text.count && text[end] == UInt8(ascii: "(") {
                            needs.insert(word)
                        }
                    }
                    at = end
                } else {
                    at += 1
                }
            }
            return (words, needs)
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
