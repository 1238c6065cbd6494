import Fetching
import Glibc

/// Says how far a download is: one line on a terminal that is drawn anew, else a line for each quarter of a file.
final class FetchProgress {
    private let name: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var (file, began, first, drawn) = ("", 0.0, 0, 0.0)
    private var quarter = 0
    private var isVisible = false

    /// - Parameter name: the data set's name.
    init(_ name: String) { self.name = name }

    /// Takes what happens.
    func take(_ event: Fetch.Event) {
        switch event {
        case .waiting: say("\(name): another process fetches it; waiting for its end")
        case .from(let file, let place):
            self.file = file
            (began, quarter, first) = (0, 0, 0)
            say("\(file) from \(place)")
        case .progress(let file, let done, let total): draw(file, done, total)
        case .setback(let words): say("  " + words)
        case .done(let file, let bytes): say("\(file): \(FetchProgress.bytes(bytes)), checksum right")
        }
    }

    /// Takes the line away.
    func clear() {
        if isVisible { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
        isVisible = false
    }

    private func say(_ line: String) {
        clear()
        Terminal.write(RunProgress.plain(line) + "\n", to: STDERR_FILENO)
    }

    private func draw(_ file: String, _ done: Int, _ total: Int?) {
        let now = RunJob.now
        if began == 0 { (began, first) = (now, done) }
        if !isTerminal {
            guard let total, total > 0, done * 4 / total > quarter, done < total else { return }
            quarter = done * 4 / total
            return say("  \(file) \(FetchProgress.bytes(done)) of \(FetchProgress.bytes(total))")
        }
        guard now - drawn > 0.09 else { return }
        drawn = now
        let speed = now - began > 0.5 ? Double(done - first) / (now - began) : 0
        var line = RunProgress.plain(file)
        if let total, total > 0 {
            line =
                "\(RunProgress.bar(Double(done) / Double(total))) \(line) \(FetchProgress.bytes(done)) of \(FetchProgress.bytes(total))"
            if speed > 0 { line += RunProgress.eta(Double(max(total - done, 0)) / speed) }
        } else {
            line += " \(FetchProgress.bytes(done))"
        }
        if speed > 0 { line += "  \(FetchProgress.bytes(Int(speed)))/s" }
        Terminal.write("\r" + RunProgress.cut(line, RunProgress.width - 1) + "\u{1B}[K", to: STDERR_FILENO)
        isVisible = true
    }

    /// `9.9 MB`: as publishers count, in thousands.
    static func bytes(_ count: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var (value, unit) = (Double(count), 0)
        while value >= 999.95, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let tenths = Int((value * 10).rounded())
        return unit == 0 || tenths >= 1000
            ? "\(Int(value.rounded())) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
