import Language

/// The dotted name around a place of a text: `model.layers` in `model.layers[0]`. Places count code points.
struct NameChain {
    /// Names before the last dot.
    let base: [String]
    /// What stands after it, up to the cursor or the end of the name.
    let last: String
    /// Where `last` begins.
    let start: Int
    let end: Int

    /// The name that ends at `cursor`, or with `whole` the one around it; `nil` where a call or index stands in it.
    init?(_ code: [Unicode.Scalar], at cursor: Int, whole: Bool = false) {
        var end = min(max(cursor, 0), code.count)
        if whole { while end < code.count, NameChain.isNamePart(code[end]) { end += 1 } }
        var start = end
        while start > 0, NameChain.isNamePart(code[start - 1]) { start -= 1 }
        self.start = start
        self.end = end
        last = NameChain.text(code[start..<end])
        if let first = code[start..<end].first, NameChain.isDigit(first) { return nil }
        var names: [String] = []
        var at = start
        while at > 0, code[at - 1] == "." {
            let dot = at - 1
            at = dot
            while at > 0, NameChain.isNamePart(code[at - 1]) { at -= 1 }
            // `f(x).`, `a[0].`, `"text".` and `1.` have values that only running would tell.
            guard at < dot, !NameChain.isDigit(code[at]) else { return nil }
            names.append(NameChain.text(code[at..<dot]))
        }
        base = names.reversed()
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDContinue }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 48 && scalar.value <= 57 }

    private static func text(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }

    /// The value of a dotted name, found without running anything but properties.
    static func value(of names: [String], _ interpreter: Interpreter) -> Value? {
        guard let first = names.first else { return nil }
        guard var value = interpreter.globals[first] ?? interpreter.globals.builtin(first) else { return nil }
        for name in names.dropFirst() {
            guard let next = try? interpreter.findAttribute(value, name) else { return nil }
            value = next
        }
        return value
    }

    /// The function whose brackets stand open before `cursor`, and the place after the bracket.
    static func openCall(_ code: [Unicode.Scalar], before cursor: Int) -> (names: [String], inside: Int)? {
        var depth = 0
        var at = min(max(cursor, 0), code.count)
        while at > 0 {
            at -= 1
            switch code[at] {
            case ")", "]", "}": depth += 1
            case "(" where depth == 0:
                guard let chain = NameChain(code, at: at), !chain.last.isEmpty else { return nil }
                return (chain.base + [chain.last], at + 1)
            case "(", "[", "{":
                if depth == 0 { return nil }
                depth -= 1
            default: break
            }
        }
        return nil
    }
}
