/// Fingerprints of a text of tokens by winnowing: of every `window` neighbouring hashes of `length` tokens the smallest, the
/// last of equal ones.
///
/// Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003, the method of MOSS:
/// whatever two texts share of `length + window - 1` tokens is found, what is shorter than `length` never.
struct Fingerprints {
    static let length = 14
    static let window = 8
    /// Tokens of the shortest passage that is surely found.
    static let sure = length + window - 1

    /// Hashes, and the places of the tokens where they begin.
    private(set) var marks: [(hash: UInt64, place: Int)] = []

    init(_ words: [UInt64]) {
        let hashes = Fingerprints.hashes(words)
        var last = -1
        for start in 0..<max(0, hashes.count - Fingerprints.window + 1) {
            var least = start
            for place in start..<(start + Fingerprints.window) where hashes[place] <= hashes[least] { least = place }
            if least != last {
                marks.append((hashes[least], least))
                last = least
            }
        }
        // A text shorter than a window has its smallest hash.
        if marks.isEmpty, let least = hashes.indices.min(by: { hashes[$0] < hashes[$1] }) {
            marks.append((hashes[least], least))
        }
    }

    /// The hash of each run of `length` tokens, rolled along: h = sum w_i B^(length-1-i).
    static func hashes(_ words: [UInt64]) -> [UInt64] {
        guard words.count >= length else { return [] }
        let base: UInt64 = 0x9E37_79B9_7F4A_7C15
        let top = (1..<length).reduce(1 as UInt64) { power, _ in power &* base }
        var hash: UInt64 = 0
        var all: [UInt64] = []
        all.reserveCapacity(words.count)
        for (place, word) in words.enumerated() {
            if place >= length { hash = hash &- words[place - length] &* top }
            hash = hash &* base &+ word
            // Powers alone leave the low bits of similar words alike.
            if place >= length - 1 { all.append((hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9) }
        }
        return all
    }

    /// FNV-1a of a word: the same in every process.
    static func word(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
