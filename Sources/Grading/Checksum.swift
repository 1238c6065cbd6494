import Crypto

extension GradedCell {
    /// nbgrader's checksum of the cell: MD5, 32 hexadecimal digits in lower case.
    ///
    /// Covers the source, the cell's type, the three flags as Python writes them, the identifier and, where the
    /// cell is graded, its points as a Python float. Matches `nbgrader.utils.compute_checksum`.
    public var checksum: String {
        var text = source + type.rawValue
        for flag in [isGraded, isSolution, isLocked] { text += flag ? "True" : "False" }
        text += gradeID
        if isGraded, let points { text += String(points) }
        let digits = Array("0123456789abcdef")
        return String(
            Insecure.MD5.hash(data: Array(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
