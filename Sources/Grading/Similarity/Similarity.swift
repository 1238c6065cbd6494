import Notebooks

/// `similar`: pairs of submissions that share more code than the assignment gave them.
///
/// Cells that are the released ones word for word are left out, passages that stand in the release too; those that more
/// than a part of all submissions have bring nobody together, since an assignment may leave one way only. What is left is compared by fingerprints; pairs that share some get their passages found exactly, the longest first. It tells where a
/// person should look, not who did what.
public struct Similarity: Sendable {
    /// A passage that both have, in lines of a cell of each.
    public struct Passage: Sendable {
        public let tokens: Int
        public let first: Excerpt
        public let second: Excerpt
    }

    /// Lines of a cell.
    public struct Excerpt: Sendable {
        public let cell: String
        /// Counted from 1.
        public let line: Int
        public let text: String
    }

    /// Two submissions.
    public struct Pair: Sendable {
        public let first: String
        public let second: String
        /// Tokens in shared passages.
        public let shared: Int
        /// The part of the own tokens of each that is shared, 0 to 1.
        public let firstShare: Double
        public let secondShare: Double
        public let passages: [Passage]
    }

    public private(set) var pairs: [Pair] = []
    public private(set) var submissions = 0
    /// Students whose notebooks could not be read.
    public private(set) var unread: [String] = []

    /// Passages that so many submissions have are taken for the assignment's own way.
    public static func commonFrom(_ submissions: Int) -> Int { min(max(8, submissions / 4), 40) }

    private struct Text {
        let student: String
        var code = CodeTokens()
        var words: [UInt64] = []
        /// True for tokens that are the assignment's.
        var isGiven: [Bool] = []

        var own: Int { isGiven.count { !$0 } }
    }

    /// Compares all submissions of an assignment.
    /// - most: pairs that are kept.
    /// - Throws: `GradingFault` without submissions or a release.
    public init(_ assignment: String, course: Course, most: Int) throws(GradingFault) {
        let students = course.students(of: assignment)
        if students.isEmpty { throw GradingFault("nobody has handed '\(assignment)' in") }
        let given = try GivenCode(assignment, course)
        var texts: [Text] = []
        for student in students {
            var text = Text(student: student)
            let folder = course.folder(.submitted, assignment, student: student)
            let names = Course.notebooks(in: folder)
            var isRead = !names.isEmpty
            for name in names {
                guard let notebook = try? Notebook(file: "\(folder)/\(name).ipynb") else {
                    isRead = false
                    continue
                }
                for (place, cell) in notebook.cells.enumerated()
                where cell.isCode && !given.sources.contains(cell.source) {
                    let label = cell.gradeID.map { "'\($0)'" } ?? "cell \(place + 1)"
                    text.code.add(names.count > 1 ? "\(name), \(label)" : label, cell.source)
                }
            }
            if !isRead { unread.append(student) }
            text.words = text.code.tokens.map { Fingerprints.word($0.word) }
            text.isGiven = given.covers(text.words)
            texts.append(text)
        }
        submissions = texts.count
        find(texts, most: most)
    }

    // MARK: Finding

    private mutating func find(_ texts: [Text], most: Int) {
        var places: [UInt64: [(text: Int, place: Int)]] = [:]
        for (number, text) in texts.enumerated() {
            var seen: Set<UInt64> = []
            for mark in Fingerprints(text.words).marks where !text.isGiven[mark.place] {
                if seen.insert(mark.hash).inserted { places[mark.hash, default: []].append((number, mark.place)) }
            }
        }
        // What many have is the assignment's way, and brings nobody together; passages may run through it.
        let common = Similarity.commonFrom(texts.count)
        var seeds: [UInt64: [(Int, Int)]] = [:]
        for list in places.values where list.count > 1 && list.count < common {
            for (place, a) in list.enumerated() {
                for b in list[(place + 1)...] {
                    seeds[UInt64(a.text) << 32 | UInt64(b.text), default: []].append((a.place, b.place))
                }
            }
        }
        let ranked = seeds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        for (key, seeds) in ranked.prefix(4 * most + 100) {
            let (a, b) = (texts[Int(key >> 32)], texts[Int(key & 0xFFFF_FFFF)])
            if let pair = Similarity.pair(a, b, seeds) { pairs.append(pair) }
        }
        // What most of a short submission and many lines of a long one have in common both matter.
        pairs.sort {
            let (a, b) = ($0.rank, $1.rank)
            return a != b ? a > b : ($0.first, $0.second) < ($1.first, $1.second)
        }
        pairs = Array(pairs.prefix(most))
    }

    /// Passages of a pair: every seed made as long as it goes, then the longest first, none over another (greedy string
    /// tiling, Wise 1993).
    private static func pair(_ a: Text, _ b: Text, _ seeds: [(Int, Int)]) -> Pair? {
        var runs: [(a: Int, b: Int, length: Int)] = []
        var reached: Set<UInt64> = []
        let barrier = Fingerprints.word("\u{0}")
        func agrees(_ x: Int, _ y: Int) -> Bool {
            a.words.indices.contains(x) && b.words.indices.contains(y) && a.words[x] == b.words[y]
                && a.words[x] != barrier && !a.isGiven[x] && !b.isGiven[y]
        }
        for (x, y) in seeds where agrees(x, y) {
            var (from, to) = (0, 0)
            while agrees(x - from - 1, y - from - 1) { from += 1 }
            while agrees(x + to + 1, y + to + 1) { to += 1 }
            if from + to + 1 < Fingerprints.length { continue }
            if reached.insert(UInt64(x - from) << 32 | UInt64(y - from)).inserted {
                runs.append((x - from, y - from, from + to + 1))
            }
        }
        runs.sort { ($1.length, $0.a) < ($0.length, $1.a) }
        var (isTakenA, isTakenB) = (
            [Bool](repeating: false, count: a.words.count), [Bool](repeating: false, count: b.words.count)
        )
        var passages: [Passage] = []
        var shared = 0
        for run in runs {
            // What a longer passage has taken is cut off at either end.
            var (x, y, length) = run
            while length > 0, isTakenA[x] || isTakenB[y] { (x, y, length) = (x + 1, y + 1, length - 1) }
            var end = 0
            while end < length, !isTakenA[x + end], !isTakenB[y + end] { end += 1 }
            if end < Fingerprints.length { continue }
            for step in 0..<end { (isTakenA[x + step], isTakenB[y + step]) = (true, true) }
            shared += end
            passages.append(
                Passage(tokens: end, first: excerpt(a, x, end), second: excerpt(b, y, end)))
        }
        if shared < Fingerprints.sure { return nil }
        return Pair(
            first: a.student, second: b.student, shared: shared, firstShare: Double(shared) / Double(max(a.own, 1)),
            secondShare: Double(shared) / Double(max(b.own, 1)), passages: passages)
    }

    private static func excerpt(_ text: Text, _ place: Int, _ count: Int) -> Excerpt {
        let (first, last) = (text.code.tokens[place], text.code.tokens[place + count - 1])
        let lines = text.code.cells[first.cell].text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines[min(first.line, lines.count - 1)...min(max(last.line, first.line), lines.count - 1)]
        return Excerpt(
            cell: text.code.cells[first.cell].name, line: first.line + 1, text: shown.joined(separator: "\n"))
    }
}

extension Similarity.Pair {
    /// The larger part counts, and passages weigh by their length: half of a long text before all of three lines.
    var rank: Double { max(firstShare, secondShare) * Double(shared).squareRoot() }
}

/// What everybody was given: the release. The master copy's solutions are not: what is like them may be copied too.
struct GivenCode {
    /// Cells word for word.
    private(set) var sources: Set<String> = []
    private var hashes: Set<UInt64> = []

    init(_ assignment: String, _ course: Course) throws(GradingFault) {
        var code = CodeTokens()
        let folder = course.folder(.release, assignment)
        for name in Course.notebooks(in: folder) {
            for cell in try Notebook(file: "\(folder)/\(name).ipynb").cells where cell.isCode {
                sources.insert(cell.source)
                code.add(name, cell.source)
            }
        }
        if code.cells.isEmpty {
            throw GradingFault("no release of '\(assignment)': run svertka grade generate \(assignment)")
        }
        hashes = Set(Fingerprints.hashes(code.tokens.map { Fingerprints.word($0.word) }))
    }

    /// For each token whether it stands in a passage that was given.
    func covers(_ words: [UInt64]) -> [Bool] {
        var isGiven = [Bool](repeating: false, count: words.count)
        for (place, hash) in Fingerprints.hashes(words).enumerated() where hashes.contains(hash) {
            for token in place..<(place + Fingerprints.length) { isGiven[token] = true }
        }
        return isGiven
    }
}
