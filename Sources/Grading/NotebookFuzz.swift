import JSON
import Notebooks
import Session

/// Notebooks that were damaged by chance, read, made ready and graded: each must come to a clear verdict.
///
/// The same seed damages in the same way. Cells run in workers as they do in grading, one worker for many notebooks.
public struct NotebookFuzz {
    /// What became of the notebooks.
    public struct Summary: Sendable {
        /// Notebooks by verdict: `graded`, or the first words of why not.
        public var verdicts: [String: Int] = [:]
        /// Notebooks in which a worker died by a signal that nobody sent, and impossible marks: mistakes of ours.
        public var crashes: [(notebook: Int, reason: String)] = []
        /// Workers that were ended because they took too long.
        public var kills = 0
    }

    private let notebook: Notebook
    private let text: [UInt8]
    private let record: MasterRecord
    private let start: () throws(SystemFailure) -> any CellRunner
    private static let each = 500

    /// - bytes: a notebook with nbgrader's cells, solutions included.
    /// - Throws: `GradingFault` where it is none.
    public init(_ notebook: Notebook, start: @escaping () throws(SystemFailure) -> any CellRunner) throws(GradingFault)
    {
        let pipeline = try ReleasePipeline(source: notebook)
        self.notebook = pipeline.master
        // What is handed in: the solutions as they stand, without the marks of their region.
        var answered = notebook
        for place in answered.cells.indices { answered.cells[place].clearOutput() }
        text = answered.bytes
        record = MasterRecord(pipeline.master)
        self.start = start
    }

    /// Damages and grades `count` notebooks.
    public func run(count: Int, seed: UInt64, progress: (Int) -> Void) throws(GradingFault) -> Summary {
        var summary = Summary()
        var runner: (any CellRunner)?
        var served = 0
        defer { runner?.end() }
        var options = GradingOptions()
        options.limits = CellLimits(wall: 2, steps: 20000, output: 1 << 16)
        for number in 0..<count {
            progress(number)
            var chance = Chance(seed: seed &+ UInt64(number))
            let bytes = damaged(&chance)
            let read: Notebook
            do throws(Notebook.Fault) { read = try Notebook(parsing: bytes) } catch {
                let words = error.description.split(whereSeparator: { $0.isWhitespace }).prefix(3).joined(
                    separator: " ")
                summary.verdicts["refused: \(words)", default: 0] += 1
                continue
            }
            let ready = StrictSubmission(read, master: notebook, released: [:])
            var run = NotebookScoring(
                ready.notebook, record: record, graded: ready.graded, lost: ready.lost, answers: [])
            if runner == nil || served == NotebookFuzz.each {
                runner?.end()
                do throws(SystemFailure) { runner = try start() } catch { throw GradingFault(error.description) }
                served = 0
            }
            served += 1
            if let runner { try run.run(runner, options, assignment: "fuzz") }
            let results = try run.strictResults()
            var words: Set<String> = []
            for cell in results {
                words.insert(cell.status)
                if let score = cell.score, !(0...max(cell.maximum, 0)).contains(score) {
                    summary.crashes.append((number, "'\(cell.name)' got \(score) of \(cell.maximum)"))
                }
            }
            for outcome in Set(run.deaths) {
                runner = nil
                if outcome.contains("did not let itself be interrupted") {
                    summary.kills += 1
                } else {
                    summary.crashes.append((number, outcome))
                }
            }
            let isOver = words.contains("over budget") || words.contains("timed out")
            summary.verdicts[isOver ? "graded, a limit was reached" : "graded", default: 0] += 1
        }
        return summary
    }

    // MARK: Damage

    private func damaged(_ chance: inout Chance) -> [UInt8] {
        switch chance.below(4) {
        case 0: return flipped(&chance)
        case 1: return retold(&chance)
        default: return rewritten(&chance)
        }
    }

    /// Bytes changed, cut out, doubled.
    private func flipped(_ chance: inout Chance) -> [UInt8] {
        var bytes = text
        for _ in 0...chance.below(8) where !bytes.isEmpty {
            let place = chance.below(bytes.count)
            switch chance.below(4) {
            case 0: bytes[place] = UInt8(chance.below(256))
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + chance.below(40)))
            case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + chance.below(200))], at: place)
            default: bytes.insert(contentsOf: Array("{}[]\",:0e9.-\u{0}\\".utf8).shuffledSome(&chance), at: place)
            }
        }
        return bytes
    }

    /// Values of the tree exchanged, removed, repeated.
    private func retold(_ chance: inout Chance) -> [UInt8] {
        guard var json = try? JSON(parsing: text) else { return text }
        for _ in 0...chance.below(4) { json = NotebookFuzz.retold(json, &chance) }
        return json.bytes()
    }

    private static func retold(_ json: JSON, _ chance: inout Chance) -> JSON {
        if chance.below(8) == 0 { return odd(&chance) }
        switch json {
        case .array(var items):
            if items.isEmpty { return odd(&chance) }
            let place = chance.below(items.count)
            switch chance.below(6) {
            case 0: items.remove(at: place)
            case 1: items.insert(items[place], at: chance.below(items.count))
            case 2: items.swapAt(place, chance.below(items.count))
            default: items[place] = retold(items[place], &chance)
            }
            return .array(items)
        default:
            guard let fields = json.fields, !fields.isEmpty else { return odd(&chance) }
            var copy = json
            let (name, value) = fields[chance.below(fields.count)]
            copy[name] = retold(value, &chance)
            return copy
        }
    }

    private static func odd(_ chance: inout Chance) -> JSON {
        let values: [JSON] = [
            .null, .bool(true), .int(0), .int(-1), .int(.max), .double(1e300), .double(-0.5), "", "code", "markdown",
            "add_test", "\u{202E}", .array([]), .array([.null]), [:], ["": .null], .array([.array([.array([])])]),
        ]
        return values[chance.below(values.count)]
    }

    /// The text of cells changed: what a parser and an evaluator meet.
    private func rewritten(_ chance: inout Chance) -> [UInt8] {
        guard var damaged = try? Notebook(parsing: text) else { return text }
        for _ in 0...chance.below(3) {
            let place = chance.below(damaged.cells.count)
            var source = Array(damaged.cells[place].source.unicodeScalars)
            for _ in 0...chance.below(4) {
                let at = chance.below(source.count + 1)
                switch chance.below(4) {
                case 0 where at < source.count: source.remove(at: at)
                case 1 where at < source.count:
                    source.insert(contentsOf: source[at..<min(source.count, at + chance.below(30))], at: at)
                case 2 where at < source.count:
                    source.removeSubrange(at..<min(source.count, at + chance.below(30)))
                default:
                    source.insert(
                        contentsOf: Array(NotebookFuzz.pieces[chance.below(NotebookFuzz.pieces.count)].unicodeScalars),
                        at: at)
                }
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: source)
            damaged.cells[place].fields["source"] = .string(text)
        }
        return damaged.bytes
    }

    private static let pieces = [
        "(", ")", "[", "]", "{", "}", "\n", "\n    ", "\t", ":", ",", "=", "==", "**", "//", "%", "lambda: ", "yield ",
        "await ", "*", "@", "'''", "\"", "f'{", "}'", "\\", "\\N{", "0x", "1e999", "10**9", "-1", "None", "self",
        "import ",
        "from . import *", "class A:\n", "def f(*, a=1, **k):\n", "return ", "del ", "global x\n", "try:\n",
        "except:\n",
        "finally:\n", "with ", "while True:\n", "for i in iter(int, 1):\n", "raise ", "assert ", "match 1:\n",
        "np.zeros(10**18)",
        "np.ones((3, 4)) @ np.ones((5, 6))", "np.array([[1], [2, 3]])", "[0] * 10**15", "'%s' % ", "print(", "sum(",
        "\u{0}",
        "\u{FEFF}", "\u{202E}", "é", "𝔘", "eval('1')", "exec(", "__import__('numpy')", "if x:\n", "else:\n", "...",
        ":=", "->",
    ]
}

/// Numbers that the same seed gives again (SplitMix64).
private struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 to less than `bound`.
    mutating func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(next() % UInt64(bound)) }
}

extension [UInt8] {
    /// Some of the bytes, in any order.
    fileprivate func shuffledSome(_ chance: inout Chance) -> [UInt8] {
        (0...chance.below(6)).map { _ in self[chance.below(count)] }
    }
}
