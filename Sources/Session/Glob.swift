/// A pattern as SQLite's GLOB, by which IPython searches, has it: `*` any text, `?` any code point, `[a-z]` one of some,
/// `[^a-z]` none of them.
struct Glob {
    private enum Part {
        case any
        case one
        case scalar(Unicode.Scalar)
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private let parts: [Part]

    init(_ pattern: String) {
        let text = Array(pattern.unicodeScalars)
        var parts: [Part] = []
        var at = 0
        while at < text.count {
            switch text[at] {
            case "*": parts.append(.any)
            case "?": parts.append(.one)
            case "[":
                if let (set, end) = Glob.set(text, from: at) {
                    parts.append(set)
                    at = end
                } else {
                    parts.append(.scalar("["))
                }
            default: parts.append(.scalar(text[at]))
            }
            at += 1
        }
        self.parts = parts
    }

    /// The set whose bracket opens at `start`, and the place of the bracket that closes it; `nil` where none does.
    private static func set(_ text: [Unicode.Scalar], from start: Int) -> (Part, end: Int)? {
        var at = start + 1
        let isNegated = at < text.count && text[at] == "^"
        if isNegated { at += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        // A closing bracket that stands first is a member.
        let first = at
        while at < text.count {
            if text[at] == "]" && at > first { return (.set(ranges, isNegated: isNegated), at) }
            if at + 2 < text.count, text[at + 1] == "-", text[at + 2] != "]" {
                if text[at] <= text[at + 2] { ranges.append(text[at]...text[at + 2]) }
                at += 3
            } else {
                ranges.append(text[at]...text[at])
                at += 1
            }
        }
        return nil
    }

    /// Whether the whole text fits, in at most text times pattern steps: only the last `*` is ever tried again.
    func matches(_ input: String) -> Bool {
        let text = Array(input.unicodeScalars)
        var (t, g) = (0, 0)
        var star: (part: Int, text: Int)?
        while t < text.count {
            if g < parts.count, case .any = parts[g] {
                star = (g, t)
                g += 1
            } else if g < parts.count, Glob.fits(text[t], parts[g]) {
                t += 1
                g += 1
            } else if let last = star {
                star = (last.part, last.text + 1)
                t = last.text + 1
                g = last.part + 1
            } else {
                return false
            }
        }
        return parts[g...].allSatisfy { if case .any = $0 { true } else { false } }
    }

    private static func fits(_ scalar: Unicode.Scalar, _ part: Part) -> Bool {
        switch part {
        case .any, .one: true
        case .scalar(let wanted): scalar == wanted
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
