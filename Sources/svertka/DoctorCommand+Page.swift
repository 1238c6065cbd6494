import Glibc
import Session

/// Writes findings as an aligned table, coloured where a person reads it.
struct FindingPage {
    private let isColoured: Bool
    /// Columns of the terminal; `nil` where lines may have any length.
    private let width: Int?
    private static let nameWidth = 17

    /// Colours only on a terminal, and not where `NO_COLOR` is set (https://no-color.org).
    init() {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        isColoured = isTerminal && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
        var size = winsize()
        let isKnown = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col >= 40
        width = isKnown ? Int(size.ws_col) : nil
    }

    /// The first line: what is examined.
    func begin() {
        put("\(bold("Svertka \(Identity.version)")), \(Kernelspec.binary.map(abbreviated) ?? "unknown program")")
    }

    /// A topic with its rows: mark, name, what was found, and under it what mends it.
    func show(_ topic: String, _ findings: [Finding]) {
        put("\n\(bold(topic))")
        let margin = String(repeating: " ", count: 2 + 4 + FindingPage.nameWidth + 1)
        for finding in findings {
            let gap = String(repeating: " ", count: max(0, FindingPage.nameWidth - finding.name.count))
            let lines = wrapped(finding.text, indent: margin.count)
            put("  \(mark(finding.state))  \(finding.name)\(gap) \(lines.joined(separator: "\n" + margin))")
            guard let remedy = finding.remedy else { continue }
            // A command stays in one piece, to be copied: where it is long, it begins further left.
            let fits = margin.count + "mend it: ".count + remedy.count <= width ?? .max
            put("\(fits ? margin : String(margin.prefix(6)))\(faint("mend it:")) \(remedy)")
        }
    }

    /// The last line: the sum.
    func end(wrong: Int) {
        switch wrong {
        case 0: put("\n\(painted("Everything needed is there and works.", "32"))")
        case 1: put("\n\(painted("One thing must be mended: see NO above.", "31"))")
        default: put("\n\(painted("\(wrong) things must be mended: see NO above.", "31"))")
        }
    }

    private func mark(_ state: Finding.State) -> String {
        switch state {
        case .fine: painted(state.rawValue, "32")
        case .note: painted(state.rawValue, "33")
        case .wrong: painted(state.rawValue, "1;31")
        }
    }

    private func bold(_ text: String) -> String { painted(text, "1") }
    private func faint(_ text: String) -> String { painted(text, "2") }
    private func painted(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Lines that fit beside the names, broken between words.
    private func wrapped(_ text: String, indent: Int) -> [String] {
        guard let width, width > indent + 20 else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty && line.count + 1 + word.count > width - indent {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? word : " \(word)"
        }
        return lines + [line]
    }

    private func put(_ line: String) { Terminal.write(line + "\n", to: STDOUT_FILENO) }
}

/// A path with `~` for the home folder.
func abbreviated(_ path: String) -> String {
    guard let home = Environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
}
