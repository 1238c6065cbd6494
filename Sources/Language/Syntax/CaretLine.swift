/// The line of marks that a traceback shows under the failing line, as CPython 3.11 draws it.
///
/// `^` stands under the failing expression. Of a binary operation and a subscript only the operator gets `^`, and the
/// operands `~`; an expression that is the whole line gets no marks.
public enum CaretLine {
    /// A failing part of a line: columns from 0, and the marks to put under it.
    public struct Marks: Equatable, Sendable {
        public let start: Int
        public let marks: String
    }

    /// The marks for a range of a line.
    /// - missing: the attribute that was not found, if that was the error: the call around it is not to blame.
    /// - Returns: `nil` where the range is the whole line.
    public static func marks(_ line: String, _ range: SourceRange, missing: String? = nil) -> Marks? {
        let scalars = Array(line.unicodeScalars)
        let indent = scalars.prefix { $0 == " " || $0 == "\t" || $0 == "\u{C}" }.count
        var end = scalars.count
        while end > indent, scalars[end - 1].properties.isWhitespace { end -= 1 }
        let first = min(max(range.column - 1, 0), end)
        var last = range.endLine == range.line ? min(max(range.endColumn - 1, first), scalars.count) : end
        var anchors: Range<Int>?
        if range.endLine == range.line, last > first {
            switch part(of: scalars[first..<last], missing: missing) {
            case .operation(let marked): anchors = marked
            case .shorter(let length): last = first + length
            case .whole: break
            }
        }
        if last <= first { last = first + 1 }
        guard last - first < end - indent || anchors != nil else { return nil }
        guard let anchors else { return Marks(start: first, marks: String(repeating: "^", count: last - first)) }
        var marks = ""
        for place in 0..<(last - first) { marks += anchors.contains(place) ? "^" : "~" }
        return Marks(start: first, marks: marks)
    }

    private enum Part {
        case whole
        /// The operator's or index's place in the segment.
        case operation(Range<Int>)
        /// Only so many signs from the start are meant.
        case shorter(Int)
    }

    /// Reads the segment as an expression in brackets, to see what it is.
    private static func part(of segment: ArraySlice<Unicode.Scalar>, missing: String?) -> Part {
        let segment = Array(segment)
        if segment.count > 2000 { return .whole }
        var text = String.UnicodeScalarView("(\n".unicodeScalars)
        text.append(contentsOf: segment)
        text.append(contentsOf: "\n)".unicodeScalars)
        guard let program = try? Parser.parse(String(text)), program.statements.count == 1,
            case .expression(let expression) = program.statements[0].kind
        else { return .whole }
        switch expression.kind {
        case .binary(_, let left, let right) where left.range.endLine == 2 && right.range.line == 2:
            var start = left.range.endColumn - 1
            while start < segment.count,
                segment[start].properties.isWhitespace || ")#".unicodeScalars.contains(segment[start])
            {
                start += 1
            }
            let next = start + 1
            let isLong =
                next < right.range.column - 1 && next < segment.count && !segment[next].properties.isWhitespace
                && segment[next] != "("
            return .operation(start..<(start + (isLong ? 2 : 1)))
        case .item(let container, _) where container.range.endLine == 2:
            var start = container.range.endColumn - 1
            while start < segment.count, segment[start] != "[" { start += 1 }
            return start < segment.count ? .operation(start..<segment.count) : .whole
        case .call(let callee, _):
            guard let missing, case .attribute(_, missing) = callee.kind, callee.range.endLine == 2 else {
                return .whole
            }
            return .shorter(callee.range.endColumn - 1)
        default: return .whole
        }
    }
}

extension LanguageError {
    /// The attribute whose absence is the error; `nil` for other errors.
    public var missingAttribute: String? {
        guard kind == .attributeError else { return nil }
        let message = raised.message
        guard message.hasSuffix("'"), message.contains("has no attribute '") else { return nil }
        let name = message.dropLast().reversed().prefix { $0 != "'" }
        return String(name.reversed())
    }
}
