/// The inputs of this session and the texts of their results, numbered as the prompts are; and, where there is a file,
/// the inputs of all other sessions.
public struct History {
    /// One stored cell.
    public struct Entry: Sendable, Equatable {
        /// The session that it ran in.
        public let session: Int
        /// The number in the prompt.
        public let line: Int
        public let input: String
        /// The text of the cell's value; only the newest results of this session are kept.
        public internal(set) var output: String?
    }

    /// How many results keep their text, and how many characters of it.
    static let keptOutputs = 1000
    static let keptCharacters = 4096

    /// How many of this session's cells are kept in memory; those before them are in the file, or forgotten without one.
    static let keptEntries = 5000

    /// This session's newest cells, oldest first.
    public private(set) var entries: [Entry] = []
    /// Where all sessions are kept; `nil` remembers this one alone.
    public let file: HistoryFile?
    /// This session's number, once it has a cell.
    private var number: Int?

    /// A session that has not run anything.
    public init(file: HistoryFile? = nil) { self.file = file }

    /// Adds a cell.
    public mutating func append(line: Int, input: String) {
        let session = number ?? file?.beginSession() ?? 1
        number = session
        file?.append(session: session, line: line, input: input)
        entries.append(Entry(session: session, line: line, input: input, output: nil))
        if entries.count > History.keptOutputs { entries[entries.count - History.keptOutputs - 1].output = nil }
        // In steps, so that cells that come do not move the others each time.
        if entries.count >= History.keptEntries + History.keptEntries / 10 {
            entries.removeFirst(entries.count - History.keptEntries)
        }
    }

    /// Keeps the newest cell's result.
    public mutating func setOutput(_ text: String) {
        guard !entries.isEmpty else { return }
        entries[entries.count - 1].output = String(text.prefix(History.keptCharacters))
    }

    /// Everything that is remembered: other sessions as they ran, then this one.
    private var all: [Entry] {
        (file?.entries ?? []).filter { $0.session != number || $0.line < entries.first?.line ?? 0 } + entries
    }

    /// All of this session.
    private var own: [Entry] {
        guard let number, let first = entries.first, first.line > 1, let file else { return entries }
        return file.entries.filter { $0.session == number && $0.line < first.line } + entries
    }

    /// The last `count` cells.
    public func tail(_ count: Int) -> [Entry] {
        // Other sessions are read only where this one is too short.
        Array((count > entries.count ? all : entries).suffix(max(0, count)))
    }

    /// Cells with `start <= line < stop`, as IPython's `get_range` has it: session 0 is this one, negative ones count
    /// back from it; in this session, lines below 0 count from the end; without `stop`, all from `start`.
    public func range(session: Int = 0, start: Int, stop: Int?) -> [Entry] {
        let wanted = session > 0 ? session : (number ?? (file?.lastSession ?? 0) + 1) + session
        let isOwn = session == 0 || wanted == number
        let lines = isOwn ? own : (file?.entries ?? []).filter { $0.session == wanted }
        let next = (entries.last?.line ?? 0) + 1
        func place(_ line: Int) -> Int { isOwn && line < 0 ? next + line : line }
        let end = stop.map { $0 == 0 && isOwn ? Int.max : place($0) } ?? Int.max
        return lines.filter { $0.line >= place(start) && $0.line < end }
    }

    /// The last `count` cells whose input matches the glob `pattern`; with `unique`, each text once.
    public func search(_ pattern: String, count: Int?, unique: Bool) -> [Entry] {
        let glob = Glob(pattern)
        var found = all.filter { glob.matches($0.input) }
        if unique {
            var seen: Set<String> = []
            found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
        }
        return count.map { Array(found.suffix(max(0, $0))) } ?? found
    }
}
