/// The flags of a pattern, with the numbers that Python gives them.
struct RegexFlags: OptionSet, Sendable, Hashable {
    let rawValue: Int

    static let template = RegexFlags(rawValue: 1)
    static let ignoreCase = RegexFlags(rawValue: 2)
    static let locale = RegexFlags(rawValue: 4)
    static let multiline = RegexFlags(rawValue: 8)
    static let dotAll = RegexFlags(rawValue: 16)
    static let unicode = RegexFlags(rawValue: 32)
    static let verbose = RegexFlags(rawValue: 64)
    static let debug = RegexFlags(rawValue: 128)
    static let ascii = RegexFlags(rawValue: 256)

    /// Which alphabet `\w` and its kin mean: at most one of them.
    static let alphabet: RegexFlags = [.ascii, .locale, .unicode]

    /// A flag as patterns write it: `(?i)`.
    struct Letter: Sendable {
        let letter: Character
        let flag: RegexFlags
        let name: String
    }

    /// Every flag: its letter, its number, its name in the module.
    static let letters: [Letter] = [
        Letter(letter: "t", flag: .template, name: "TEMPLATE"),
        Letter(letter: "i", flag: .ignoreCase, name: "IGNORECASE"),
        Letter(letter: "L", flag: .locale, name: "LOCALE"), Letter(letter: "m", flag: .multiline, name: "MULTILINE"),
        Letter(letter: "s", flag: .dotAll, name: "DOTALL"), Letter(letter: "u", flag: .unicode, name: "UNICODE"),
        Letter(letter: "x", flag: .verbose, name: "VERBOSE"), Letter(letter: "a", flag: .ascii, name: "ASCII"),
    ]

    /// The flags inside of `(?flags-flags:…)`.
    func combined(adding: RegexFlags, removing: RegexFlags) -> RegexFlags {
        var flags = self
        if !adding.isDisjoint(with: .alphabet) { flags.subtract(.alphabet) }
        return flags.union(adding).subtracting(removing)
    }
}

/// What a pattern says, as a tree.
indirect enum RegexNode {
    /// One code point.
    case literal(UInt32)
    /// Any code point but this one.
    case notLiteral(UInt32)
    /// `.`.
    case any
    /// `[…]` or `\d` and its kin.
    case set(items: [RegexSetItem], isNegated: Bool)
    /// A place between code points: `^`, `\b`.
    case anchor(RegexAnchor)
    /// `(…)`, `(?P<name>…)`, and with flags or nothing `(?i:…)` and `(?:…)`.
    case group(Int?, adding: RegexFlags, removing: RegexFlags, [RegexNode])
    /// `(?>…)`.
    case atomic([RegexNode])
    /// `a|b`.
    case branch([[RegexNode]])
    /// `a*`, `a{2,3}?`.
    case repetition(least: Int, most: Int, RegexGreed, [RegexNode])
    /// `\1`, `(?P=name)`.
    case reference(Int)
    /// `(?(1)yes|no)`.
    case condition(Int, [RegexNode], [RegexNode]?)
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    case look(isAhead: Bool, isNegated: Bool, [RegexNode])

    /// What "no upper limit" is written as.
    static let unlimited = Int.max
}

/// How eagerly a repetition takes.
enum RegexGreed {
    /// As much as possible, less if the rest wants it.
    case greedy
    /// As little as possible.
    case lazy
    /// As much as possible, and never less.
    case possessive
}

/// A part of a character set.
enum RegexSetItem: Equatable {
    case range(UInt32, UInt32)
    case category(RegexCategory, isNegated: Bool)
}

/// Kinds of code points that have an escape of their own.
enum RegexCategory: UInt8 {
    case digit, space, word
}

/// Places that patterns can name.
enum RegexAnchor {
    /// `^` before flags are known.
    case lineOrTextStart
    /// `$` before flags are known.
    case lineOrTextEnd
    /// `\A`.
    case textStart
    /// `\Z`.
    case textEnd
    /// `\b`.
    case boundary
    /// `\B`.
    case noBoundary
}

/// Why a pattern is refused.
struct RegexError: Error {
    let message: String
    /// Where in the pattern; `nil` where CPython names no place either.
    var position: Int?
    /// The kind where it is not `re.error`.
    var kind: ExceptionKind?
}

extension [RegexNode] {
    /// The least and the most code points that the nodes match; `groups` are the widths of the groups so far.
    func width(_ groups: [(Int, Int)?]) -> (least: Int, most: Int) {
        var (least, most) = (0, 0)
        for node in self {
            let (low, high) = node.width(groups)
            least = Swift.min(RegexNode.widest, least + low)
            most = Swift.min(RegexNode.widest, most + high)
        }
        return (least, most)
    }
}

extension RegexNode {
    /// Widths are not counted further than this.
    fileprivate static let widest = 1 << 32

    fileprivate func width(_ groups: [(Int, Int)?]) -> (Int, Int) {
        switch self {
        case .literal, .notLiteral, .any, .set: return (1, 1)
        case .anchor, .look: return (0, 0)
        case .group(_, _, _, let inner), .atomic(let inner): return inner.width(groups)
        case .branch(let ways):
            let widths = ways.map { $0.width(groups) }
            return (widths.map(\.least).min() ?? 0, widths.map(\.most).max() ?? 0)
        case .repetition(let least, let most, _, let inner):
            let (low, high) = inner.width(groups)
            return (RegexNode.times(low, least), RegexNode.times(high, most))
        case .reference(let group): return group < groups.count ? groups[group] ?? (0, 0) : (0, 0)
        case .condition(_, let yes, let no):
            let (low, high) = yes.width(groups)
            guard let no else { return (0, high) }
            let (otherLow, otherHigh) = no.width(groups)
            return (Swift.min(low, otherLow), Swift.max(high, otherHigh))
        }
    }

    private static func times(_ width: Int, _ count: Int) -> Int {
        let (product, overflow) = width.multipliedReportingOverflow(by: count)
        return overflow ? widest : Swift.min(product, widest)
    }
}
