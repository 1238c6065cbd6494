import Notebooks

/// Stretches of a cell between two marks, each anywhere in a line of its own; nbgrader's rules.
struct Regions {
    /// What both marks end in.
    let name: String

    static let solution = Regions(name: "SOLUTION")
    static let hiddenTests = Regions(name: "HIDDEN TESTS")
    static let markScheme = Regions(name: "MARK SCHEME")

    /// A text with its regions taken out.
    struct Cut {
        var text: String
        /// The lines that stood in regions, marks included, counted from 1.
        var lines: [Int] = []
        var isCut: Bool { !lines.isEmpty }
    }

    /// Takes the regions out; in place of each stands `stub`, indented as the opening mark's line.
    /// - Throws: `GradingFault` for a region in a region and for one that does not end.
    func cut(_ text: String, stub: [String] = []) throws(GradingFault) -> Cut {
        var kept: [String] = []
        var removed: [Int] = []
        var isInside = false
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.contains("BEGIN \(name)") {
                if isInside { throw GradingFault("'BEGIN \(name)' stands inside a region that 'BEGIN \(name)' opened") }
                isInside = true
                removed.append(place + 1)
                let indent = line.prefix { $0.isWhitespace }
                kept += stub.map { indent + $0 }
            } else if line.contains("END \(name)") {
                isInside = false
                removed.append(place + 1)
            } else if isInside {
                removed.append(place + 1)
            } else {
                kept.append(String(line))
            }
        }
        if isInside { throw GradingFault("a region 'BEGIN \(name)' has no 'END \(name)'") }
        return Cut(text: kept.joined(separator: "\n"), lines: removed)
    }
}

/// Why an assignment or a submission cannot be worked on, for its teacher.
public struct GradingFault: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
