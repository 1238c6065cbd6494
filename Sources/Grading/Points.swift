import Glibc
import JSON
import Notebooks

/// How the outputs of a test cell become points.
enum Points {
    /// Points, and what is to be said about them.
    struct Verdict: Equatable {
        var score: Double
        var reason = ""
        /// True where a person should look.
        var needsReview = false
    }

    // MARK: strict

    /// Full points where the cell ran to its end and gave no value; a value must be a finite number from 0 to `maximum`.
    ///
    /// What it printed, on either stream, does not matter. A number beyond `maximum` counts as `maximum`; anything else
    /// that is no number in the range is worth 0 and goes to a person.
    static func strict(_ outcome: CellOutcome?, maximum: Double) -> Verdict {
        guard let outcome else { return Verdict(score: 0, reason: "the tests did not run") }
        if outcome.status != .ran { return Verdict(score: 0, reason: outcome.status.reason) }
        if let error = outcome.outputs.first(where: { $0["output_type"]?.string == "error" }) {
            return Verdict(score: 0, reason: "\(error["ename"]?.string ?? "error"): \(error["evalue"]?.string ?? "")")
        }
        guard let value = outcome.outputs.first(where: { $0["output_type"]?.string == "execute_result" }) else {
            return Verdict(score: maximum)
        }
        let text = value["data"]?["text/plain"]?.string ?? ""
        guard let number = plainNumber(text) else {
            return Verdict(
                score: 0, reason: "the tests gave \(String(text.prefix(60))), which is no number of points",
                needsReview: true)
        }
        guard number.isFinite, number >= 0 else {
            return Verdict(score: 0, reason: "the tests gave \(text) points", needsReview: true)
        }
        if number > maximum {
            return Verdict(
                score: maximum, reason: "the tests gave \(text) points of \(maximum)", needsReview: true)
        }
        return Verdict(score: number, reason: number < maximum ? "partial credit" : "")
    }

    /// A decimal number as programs write it; NumPy's way of showing its scalars is understood.
    private static func plainNumber(_ text: String) -> Double? {
        var text = text[...]
        if text.hasPrefix("np."), let open = text.firstIndex(of: "("), text.hasSuffix(")") {
            text = text[text.index(after: open)...].dropLast()
        }
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }) else {
            return ["nan", "inf", "-inf"].contains(text) ? Double(text) : nil
        }
        return Double(text)
    }

    // MARK: as nbgrader

    /// nbgrader 0.9.6's `determine_grade` for a code cell: the first output that is an error, standard error or a value
    /// decides.
    /// - Throws: `GradingFault` where nbgrader gives the submission up: more than `maximum`, or a value without text.
    static func compat(_ outputs: [JSON], maximum: Double) throws(GradingFault) -> Verdict {
        for output in outputs {
            switch output["output_type"]?.string {
            case "error":
                return Verdict(score: 0, reason: "\(output["ename"]?.string ?? ""): \(output["evalue"]?.string ?? "")")
            case "stream" where output["name"]?.string == "stderr":
                return Verdict(score: 0, reason: "the tests wrote to standard error")
            case "execute_result":
                guard let text = output["data"]?["text/plain"]?.string, !text.isEmpty else {
                    throw GradingFault("the tests gave a value without text")
                }
                guard let number = pythonFloat(text), number >= 0 else { return Verdict(score: maximum) }
                if number > maximum { throw GradingFault("the tests gave \(text) points of \(maximum)") }
                return Verdict(score: number)
            default: continue
            }
        }
        return Verdict(score: maximum)
    }

    /// Python's `float(text)`: white space around, underscores between digits, digits of any script, inf and nan.
    static func pythonFloat(_ text: String) -> Double? {
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        let core = trimmed.reversed().drop { $0.isWhitespace }.reversed()
        var plain = ""
        let scalars = Array(String(core).unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            if scalar == "_" {
                guard place > 0, place + 1 < scalars.count, isDigit(scalars[place - 1]), isDigit(scalars[place + 1])
                else {
                    return nil
                }
            } else if isDigit(scalar), let value = scalar.properties.numericValue {
                plain += String(Int(value))
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        let lower = plain.lowercased()
        let unsigned = lower.first.map { "+-".contains($0) } == true ? String(lower.dropFirst()) : lower
        if ["inf", "infinity"].contains(unsigned) { return lower.hasPrefix("-") ? -.infinity : .infinity }
        if unsigned == "nan" { return .nan }
        guard unsigned.utf8.allSatisfy({ (48...57).contains($0) || "+-.e".utf8.contains($0) }), !unsigned.isEmpty else {
            return nil
        }
        // Python takes "1." and ".5", as Swift does not.
        var exponent = ""
        var mantissa = unsigned
        if let e = unsigned.firstIndex(of: "e") {
            mantissa = String(unsigned[..<e])
            exponent = String(unsigned[e...])
        }
        guard mantissa.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
        if mantissa.hasSuffix(".") { mantissa += "0" }
        if mantissa.hasPrefix(".") { mantissa = "0" + mantissa }
        return Double((lower.hasPrefix("-") ? "-" : "") + mantissa + exponent)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}

/// nbgrader's limits on what a notebook keeps of outputs; its scores are read after them.
enum OutputLimit {
    private static let lines = 1000
    private static let traceback = 100

    static func applied(to outputs: [JSON]) -> [JSON] {
        var length = 0
        var kept: [JSON] = []
        for var output in outputs {
            switch output["output_type"]?.string {
            case "stream":
                if length == lines { continue }
                var text = (output["text"]?.string ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                if text.count + length > lines {
                    text = Array(text.prefix(max(0, lines - length - 1)))
                    text.append("... Output truncated ...")
                }
                length += text.count
                output["text"] = .string(text.joined(separator: "\n"))
            case "error":
                if let trace = output["traceback"]?.array, trace.count > traceback {
                    let start = traceback / 2
                    output["traceback"] = .array(
                        trace.prefix(start) + ["... Traceback truncated ..."] + trace.suffix(traceback - start - 1))
                }
            default: break
            }
            kept.append(output)
        }
        return kept
    }
}
