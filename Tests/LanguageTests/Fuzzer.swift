import Foundation
import Language
import Synchronization

/// Makes wrong and strange programs out of right ones, always the same ones for a seed.
///
/// Half of the inputs are changed sign by sign, half word by word; some are put together from two programs.
struct Fuzzer {
    let corpus: [String]
    let seed: UInt64

    /// Words and signs that are put in.
    private static let words = [
        "if", "else", "elif", "for", "in", "while", "def", "class", "return", "yield", "lambda", "import", "from", "as",
        "try", "except", "finally", "raise", "with", "assert", "del", "global", "nonlocal", "pass", "break", "continue",
        "not", "and", "or", "is", "None", "True", "match", "case", "_", "(", ")", "[", "]", "{", "}", ":", ",", ";",
        "=",
        "==", "!=", "<", ">", "+", "-", "*", "**", "/", "//", "%", "@", "&", "|", "^", "~", "<<", ">>", ":=", "->", ".",
        "...", "'", "\"", "'''", "\"\"\"", "f'{", "}'", "f\"{x!r:>{10}}\"", "b'\\xff'", "r'\\'", "\\", "\n", "\n    ",
        "\t", "#", "0", "1", "-1", "0x1f", "1e308", "1e999", "9223372036854775807", "10**20", "'a' * 3", "[[]] * 3",
        "range(5)", "len", "print(x)", "self", "x", "y", "i", "__init__", "__class__", "__dict__", "super()", "*args",
        "**kwargs", "x.__class__", "type(x)", "iter(x)", "next(x)", "sorted(x)", "str(x)", "x[::-1]", "x[1:]", "x()",
        "é", "\u{301}", "😀", "\u{0}", "\u{FEFF}", "\u{200B}", "ａ", "“", "”", "\r", "\u{C}", "\\N{BULLET}", "\\u0041",
    ]

    /// The input of a number; numbers don't depend on one another.
    func input(_ number: Int) -> String {
        var random = SplitMix(state: seed &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15)
        var program = corpus.isEmpty ? "" : corpus[random.below(corpus.count)]
        if random.below(8) == 0, !corpus.isEmpty {
            let other = corpus[random.below(corpus.count)].split(separator: "\n", omittingEmptySubsequences: false)
            let lines = program.split(separator: "\n", omittingEmptySubsequences: false)
            program = (lines.prefix(random.below(lines.count + 1)) + other.suffix(random.below(other.count + 1)))
                .joined(separator: "\n")
        }
        let rounds = random.below(3) > 0 ? 1 : 2 + random.below(3)
        if random.below(2) == 0 {
            var scalars = Array(program.unicodeScalars)
            for _ in 0..<rounds { Fuzzer.changeSigns(&scalars, &random) }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        var words = Fuzzer.words(of: program)
        for _ in 0..<rounds { Fuzzer.changeWords(&words, &random) }
        return words.joined()
    }

    private static func changeSigns(_ scalars: inout [Unicode.Scalar], _ random: inout SplitMix) {
        let place = random.below(scalars.count + 1)
        let length = min(1 + random.below(4), scalars.count - place)
        switch random.below(5) {
        case 0: scalars.removeSubrange(place..<(place + length))
        case 1: scalars.insert(contentsOf: words[random.below(words.count)].unicodeScalars, at: place)
        case 2: scalars.insert(contentsOf: scalars[place..<(place + length)], at: place)
        case 3:
            if place < scalars.count { scalars[place] = Unicode.Scalar(UInt8(random.below(128))) }
        default:
            if let first = scalars.indices.randomElement(using: &random), place < scalars.count {
                scalars.swapAt(first, place)
            }
        }
    }

    private static func changeWords(_ pieces: inout [String], _ random: inout SplitMix) {
        let place = random.below(pieces.count + 1)
        let length = min(1 + random.below(6), pieces.count - place)
        switch random.below(6) {
        case 0: pieces.removeSubrange(place..<(place + length))
        case 1: pieces.insert(words[random.below(words.count)], at: place)
        case 2: pieces.insert(contentsOf: pieces[place..<(place + length)], at: place)
        case 3: if place < pieces.count { pieces[place] = words[random.below(words.count)] }
        case 4:
            // A piece many times over, to make rows and nests long.
            if place < pieces.count { pieces[place] = String(repeating: pieces[place], count: 1 + random.below(300)) }
        default:
            if let first = pieces.indices.randomElement(using: &random), place < pieces.count {
                pieces.swapAt(first, place)
            }
        }
    }

    /// Names, numbers, spaces and signs, one after another.
    private static func words(of text: String) -> [String] {
        var found: [String] = []
        var isWord = false
        for scalar in text.unicodeScalars {
            let belongs = scalar.properties.isAlphabetic || scalar == "_" || (scalar.value >= 48 && scalar.value <= 57)
            if belongs && isWord {
                found[found.count - 1].unicodeScalars.append(scalar)
            } else {
                found.append(String(scalar))
            }
            isWord = belongs
        }
        return found
    }

    /// The programs of a folder, without what they are expected to print.
    static func corpus(of folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".py") }.sorted().compactMap { file in
            guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else { return nil }
            // What touches files or waits is no matter of the language.
            if ["open(", "sleep", "remove", "rename", "mkdir", "input("].contains(where: text.contains) { return nil }
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("# expect") }.joined(separator: "\n")
        }
    }
}

/// Random numbers by Sebastiano Vigna's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(truncatingIfNeeded: next() % UInt64(bound)) }
}

/// Runs the inputs of a fuzzer, with a watchdog that interrupts what runs long.
final class FuzzRun: Sendable {
    /// What came of it.
    struct Report: Sendable {
        var inputs = 0
        /// Inputs that fit the grammar and ran.
        var programs = 0
        var interrupted = 0
        /// The longest time from the interrupt to the end, in seconds.
        var slowestEnd = 0.0
        var slowestInput = -1
    }

    private let flag = InterruptFlag()
    /// When the input at hand began, and when it was interrupted; 0 between inputs.
    private let began = Atomic<UInt64>(0)
    private let raised = Atomic<UInt64>(0)
    private let isOver = Atomic<Bool>(false)

    /// How long an input may run before it is interrupted.
    static let budget: UInt64 = 100_000_000

    /// Runs inputs until a number or a time is reached.
    func run(_ fuzzer: Fuzzer, inputs: Range<Int>, seconds: Double = .infinity) -> Report {
        let watchdog = Foundation.Thread { [self] in
            while !isOver.load(ordering: .relaxed) {
                let start = began.load(ordering: .acquiring)
                let now = DispatchTime.now().uptimeNanoseconds
                if start != 0, now > start + FuzzRun.budget {
                    // Again and again: a program may catch an interrupt.
                    if raised.load(ordering: .relaxed) == 0 { raised.store(now, ordering: .releasing) }
                    flag.raise()
                }
                usleep(2000)
            }
        }
        watchdog.start()
        defer { isOver.store(true, ordering: .relaxed) }
        var report = Report()
        let start = DispatchTime.now().uptimeNanoseconds
        for number in inputs {
            if Double(DispatchTime.now().uptimeNanoseconds - start) > seconds * 1e9 { break }
            one(fuzzer.input(number), number, &report)
        }
        return report
    }

    private func one(_ program: String, _ number: Int, _ report: inout Report) {
        report.inputs += 1
        let interpreter = Interpreter(
            host: Host(interrupt: flag, showsPictures: false) { _ in }, modules: StandardModules.all)
        raised.store(0, ordering: .relaxed)
        flag.clear()
        began.store(DispatchTime.now().uptimeNanoseconds, ordering: .releasing)
        _ = interpreter.completeness(of: program)
        do throws(LanguageError) {
            try interpreter.check(program)
            report.programs += 1
            _ = try interpreter.run(program, name: "fuzz", showsResult: true)
        } catch {
            _ = interpreter.describe(error)
        }
        began.store(0, ordering: .releasing)
        let interrupt = raised.load(ordering: .acquiring)
        if interrupt != 0 {
            report.interrupted += 1
            let end = Double(DispatchTime.now().uptimeNanoseconds - interrupt) / 1e9
            if end > report.slowestEnd {
                report.slowestEnd = end
                report.slowestInput = number
            }
        }
    }
}
