/// Makes listings copied from slides runnable: line numbers before every line go away.
///
/// `47 model = Sequential()` is no Python, so nothing that Python accepts changes. The lines must be numbered without
/// gaps, as a listing's are; a lone line is left as it is unless its number is followed by a statement.
enum PastedListing {
    /// The text without line numbers, or the text itself where it has none.
    static func unnumbered(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        var stripped: [Substring] = []
        for line in lines {
            if line.allSatisfy(\.isWhitespace) {
                stripped.append("")
                continue
            }
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            let rest = line.dropFirst(digits.count)
            guard let number = Int(digits), digits.first != "0", rest.isEmpty || rest.first == " " else { return text }
            numbers.append(number)
            stripped.append(rest.dropFirst())
        }
        guard numbers.count > 1, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }) else { return text }
        guard stripped.contains(where: { $0.first.map { $0.isLetter || $0 == "_" } ?? false }) else { return text }
        return stripped.joined(separator: "\n")
    }
}
