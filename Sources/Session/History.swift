/// The inputs of this session and the texts of their results, numbered as the prompts are.
public struct History: Sendable {
    /// One stored cell.
    public struct Entry: Sendable, Equatable {
        /// The number in the prompt.
        public let line: Int
        public let input: String
        /// The text of the cell's value; only the newest results are kept.
        public internal(set) var output: String?
    }

    /// How many results keep their text, and how many characters of it.
    static let keptOutputs = 1000
    static let keptCharacters = 4096

    /// Oldest first.
    public private(set) var entries: [Entry] = []

    /// A session that has not run anything.
    public init() {}

    /// Adds a cell.
    public mutating func append(line: Int, input: String) {
        entries.append(Entry(line: line, input: input, output: nil))
        if entries.count > History.keptOutputs { entries[entries.count - History.keptOutputs - 1].output = nil }
    }

    /// Keeps the newest cell's result.
    public mutating func setOutput(_ text: String) {
        guard !entries.isEmpty else { return }
        entries[entries.count - 1].output = String(text.prefix(History.keptCharacters))
    }

    /// The last `count` cells.
    public func tail(_ count: Int) -> [Entry] { Array(entries.suffix(max(0, count))) }

    /// Cells with `start <= line < stop`; without `stop`, all from `start`.
    public func range(start: Int, stop: Int?) -> [Entry] {
        entries.filter { $0.line >= start && $0.line < stop ?? Int.max }
    }

    /// The last `count` cells whose input matches the glob `pattern` (`*` and `?`); with `unique`, each text once.
    public func search(_ pattern: String, count: Int?, unique: Bool) -> [Entry] {
        let glob = Array(pattern.unicodeScalars)
        var found = entries.filter { History.matches(Array($0.input.unicodeScalars), glob) }
        if unique {
            var seen: Set<String> = []
            found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
        }
        return count.map { Array(found.suffix(max(0, $0))) } ?? found
    }

    /// Glob matching in at most text times pattern steps: only the last `*` is ever tried again.
    static func matches(_ text: [Unicode.Scalar], _ glob: [Unicode.Scalar]) -> Bool {
        var (t, g) = (0, 0)
        var star: (glob: Int, text: Int)?
        while t < text.count {
            if g < glob.count, glob[g] == "*" {
                star = (g, t)
                g += 1
            } else if g < glob.count, glob[g] == "?" || glob[g] == text[t] {
                t += 1
                g += 1
            } else if let last = star {
                star = (last.glob, last.text + 1)
                t = last.text + 1
                g = last.glob + 1
            } else {
                return false
            }
        }
        return glob[g...].allSatisfy { $0 == "*" }
    }
}
