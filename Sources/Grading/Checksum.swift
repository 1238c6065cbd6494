import Crypto
import Notebooks

/// nbgrader's checksum of a cell: MD5, 32 hexadecimal digits in lower case.
///
/// Covers the source, the cell's type, the three flags as Python writes them, the identifier and, where the cell is
/// graded, its points as a Python float. Matches `nbgrader.utils.compute_checksum`.
enum Checksum {
    static func of(
        source: String, type: String, isGraded: Bool, isSolution: Bool, isLocked: Bool, gradeID: String, points: Double?
    ) -> String {
        var text = source + type
        for flag in [isGraded, isSolution, isLocked] { text += flag ? "True" : "False" }
        text += gradeID
        if isGraded, let points { text += String(points) }
        return Hexadecimal.text(Insecure.MD5.hash(data: Array(text.utf8)))
    }

    /// The checksum of a cell by what its metadata says now; `nil` for one that has no name.
    static func of(_ cell: Cell) -> String? {
        guard let gradeID = cell.gradeID else { return nil }
        return of(
            source: cell.source, type: cell.type, isGraded: cell.isGrade, isSolution: cell.isSolution,
            isLocked: cell.isLocked, gradeID: gradeID, points: cell.points)
    }
}

extension GradedCell {
    /// nbgrader's checksum of the cell.
    public var checksum: String {
        Checksum.of(
            source: source, type: type.rawValue, isGraded: isGraded, isSolution: isSolution, isLocked: isLocked,
            gradeID: gradeID, points: points)
    }
}

/// Bytes as digits.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The hash that results are kept under.
struct ContentHash {
    private var state = SHA256()

    /// Adds a named part; its length counts, so that ("ab", "c") is not ("a", "bc").
    mutating func add(_ name: String, _ bytes: [UInt8]) {
        state.update(data: Array("\(name.utf8.count) \(name) \(bytes.count) ".utf8))
        state.update(data: bytes)
    }

    /// 64 hexadecimal digits.
    var text: String { Hexadecimal.text(state.finalize()) }
}
