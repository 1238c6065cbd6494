import Glibc
import Notebooks

/// One line on the terminal that says how far a run is: a bar, cells, time, what is left, and the running cell's first
/// line. Silent where standard error is no terminal.
struct RunProgress {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let began = RunJob.now
    private var drawn = 0.0
    private var isVisible = false

    /// Draws the line anew, at most ten times a second.
    mutating func draw(jobs: [RunJob], running: [RunJob]) {
        let now = RunJob.now
        // What is over at once needs no bar.
        guard isShown, now - began > 0.3, now - drawn > 0.09, let job = running.first else { return }
        drawn = now
        let line = jobs.count == 1 ? RunProgress.line(of: job, since: now - began) : line(jobs, job, now - began)
        Terminal.write("\r" + RunProgress.cut(line, RunProgress.width - 1) + "\u{1B}[K", to: STDERR_FILENO)
        isVisible = true
    }

    /// Takes the line away.
    mutating func clear() {
        if isVisible { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
        isVisible = false
    }

    private func line(_ jobs: [RunJob], _ job: RunJob, _ seconds: Double) -> String {
        let done = jobs.count { $0.verdict != nil }
        let left = done > 0 ? seconds / Double(done) * Double(jobs.count - done) : nil
        return "\(RunProgress.bar(Double(done) / Double(jobs.count))) \(done)/\(jobs.count) notebooks "
            + "\(RunProgress.clock(seconds))\(RunProgress.eta(left))  \(RunProgress.plain(job.path)): "
            + RunProgress.plain(job.current?.line ?? "")
    }

    private static func line(of job: RunJob, since seconds: Double) -> String {
        let (done, count) = job.record?.progress ?? (0, 1)
        let cell = job.current
        return "\(bar(Double(done) / Double(max(count, 1)))) \(done)/\(count) cells \(clock(seconds))"
            + "\(eta(remaining(job, since: seconds)))  " + plain(cell?.line ?? "")
    }

    /// Seconds that are left: what the cells took in the last run where that is known, else as much for each cell as the
    /// ones before took on average; `nil` before the first is over.
    private static func remaining(_ job: RunJob, since seconds: Double) -> Double? {
        guard let (done, count) = job.record?.progress else { return nil }
        let current = job.current
        let known = job.earlierSeconds.dropFirst(done).compactMap(\.self)
        if !job.earlierSeconds.isEmpty, known.count == count - done {
            return max(0, known.reduce(0, +) - (current?.seconds ?? 0))
        }
        if done == 0 { return nil }
        let each = (seconds - (current?.seconds ?? 0)) / Double(done)
        return max(0, each * Double(count - done) - (current?.seconds ?? 0))
    }

    static func bar(_ part: Double) -> String {
        let full = Int((min(max(part, 0), 1) * 20).rounded(.down))
        return "[" + String(repeating: "█", count: full) + String(repeating: "·", count: 20 - full) + "]"
    }

    static func eta(_ seconds: Double?) -> String { seconds.map { " ETA \(clock($0))" } ?? "" }

    /// `3:07` or `1:02:03`.
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e9).rounded())
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        return whole < 3600
            ? "\(whole / 60):\(two(whole % 60))" : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    }

    /// A text that cannot steer the terminal.
    static func plain(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            // Signs that turn the direction of writing hide what stands there.
            let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            out.append(isControl || turns ? " " : scalar)
        }
        return String(out)
    }

    static func cut(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
    }

    static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
    }
}
