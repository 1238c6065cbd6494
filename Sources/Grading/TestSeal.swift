/// What a worker is told about a test besides its text.
public struct TestSeal: Sendable, Equatable {
    /// Names that the assignment asks to be defined: functions, variables, and operators (`__eq__`) of classes. Tests see
    /// the submission's; all other names that have a meaning in the language keep it.
    public var own: [String]
    /// Where random numbers begin.
    public var seed: Int

    public init(own: [String] = [], seed: Int = 0) { (self.own, self.seed) = (own, seed) }

    /// The seed of a test: from the assignment's and the test's name, the same on every machine.
    public static func seed(assignment: String, test: String) -> Int {
        // FNV-1a: a name gives the same number in every process, as Swift's own hashes do not.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in Array(assignment.utf8) + [0] + Array(test.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash >> 33)
    }

    /// The names that solutions of the master copy define, from their texts.
    public static func names(definedIn solutions: [String]) -> [String] {
        var names: Set<String> = []
        for line in solutions.flatMap({ $0.split(separator: "\n") }) {
            let isMargin = !(line.first?.isWhitespace ?? true)
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            guard let first = words.first else { continue }
            if first == "def" || first == "class", words.count > 1 {
                if isMargin || words[1].hasPrefix("__") { names.insert(words[1]) }
            } else if isMargin, let end = line.firstIndex(of: "="), !line[..<end].contains("(") {
                for word in line[..<end].split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
                    names.insert(String(word))
                }
            }
        }
        return names.sorted()
    }
}
