import Language

/// The expression before a dot or an opening square bracket: `model.layers[0]`, `"text"`, `data["x"]`.
struct Receiver {
    /// The expression as it stands in the code; empty where there is none.
    let text: String

    /// - end: the place of the dot or bracket, which the expression ends at.
    init(_ code: [Unicode.Scalar], endingAt end: Int, notBefore start: Int) {
        var at = end
        scan: while at > start {
            let c = code[at - 1]
            if NameChain.isNamePart(c) {
                while at > start, NameChain.isNamePart(code[at - 1]) { at -= 1 }
                guard at > start, code[at - 1] == "." else { break scan }
                at -= 1
            } else if c == ")" || c == "]" || c == "}" {
                guard let open = Receiver.partner(code, of: at - 1, notBefore: start) else { break scan }
                at = open
                guard at > start, NameChain.isNamePart(code[at - 1]) || ")]".unicodeScalars.contains(code[at - 1])
                else {
                    break scan
                }
            } else if c == "'" || c == "\"" {
                var open = at - 2
                while open >= start, code[open] != c, code[open] != "\n" { open -= 1 }
                guard open >= start, code[open] == c else { break scan }
                at = open
                break scan
            } else {
                break scan
            }
        }
        text = String(String.UnicodeScalarView(code[at..<end]))
    }

    private static func partner(_ code: [Unicode.Scalar], of close: Int, notBefore start: Int) -> Int? {
        var depth = 0
        var at = close
        while at >= start {
            switch code[at] {
            case ")", "]", "}": depth += 1
            case "(", "[", "{":
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at -= 1
        }
        return nil
    }

    /// Its value, found without running the program.
    func value(_ interpreter: Interpreter) -> Value? { text.isEmpty ? nil : interpreter.quietValue(of: text) }
}
