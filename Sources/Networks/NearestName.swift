/// The known name that a mistyped one is nearest to.
public enum NearestName {
    /// A hint of the form "did you mean 'relu'?", else the list of what is known.
    public static func hint(_ name: String, among known: [String]) -> String {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
        let ranked = known.map { ($0, distance(wanted, Array($0.lowercased().unicodeScalars))) }
        if let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, wanted.count / 3) {
            return "did you mean '\(best.0)'?"
        }
        // A part of a name stands for those that have it.
        let longer = wanted.count > 2 ? known.filter { $0.lowercased().contains(name.lowercased()) } : []
        if !longer.isEmpty, longer.count <= 6 {
            return "did you mean \(longer.map { "'\($0)'" }.joined(separator: ", "))?"
        }
        return "known ones: " + known.joined(separator: ", ")
    }

    /// Insertions, deletions and replacements between two texts (Levenshtein, 1965).
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let change = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, diagonal + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }
}
