import Glibc
import JSON
import Language
import Session

/// How an earlier kernel ended, in words.
struct CrashReport {
    /// `SIGSEGV`; `nil` where the process left no word.
    let signal: String?
    let cell: Int
    let code: String
    let operation: String
    /// Bytes in memory; 0 where it is not known.
    let resident: Int
    let session: String
    /// Seconds since 1970.
    let time: Int

    /// A line that the handler of signals wrote.
    init(_ fields: JSON) {
        signal = fields["signal"]?.string ?? "?"
        cell = fields["cell"]?.int ?? 0
        code = fields["code"]?.string ?? ""
        operation = fields["operation"]?.string ?? ""
        resident = max(fields["resident"]?.int ?? 0, 0)
        session = fields["session"]?.string ?? ""
        time = fields["time"]?.int ?? 0
    }

    /// A page whose kernel ended in the middle of a cell and wrote no such line.
    init(_ page: LeftPage) {
        signal = nil
        (cell, code, operation) = (page.cell, page.code, page.operation)
        (resident, session, time) = (page.resident, page.session, page.time)
    }

    private static let meanings = [
        "SIGSEGV": "a segmentation fault: memory was touched that is not there",
        "SIGBUS": "a bus error: memory could not be reached, as when a disk is full",
        "SIGFPE": "an arithmetic fault",
        "SIGILL": "an illegal instruction: a check of the kernel's own code failed",
        "SIGTRAP": "a trap: a check of the kernel's own code failed",
        "SIGABRT": "an abort: a library gave up",
    ]

    /// What happened, in sentences, and which trainings `recover()` gives back.
    func sentences(lost: [String]) -> [String] {
        var place = cell > 0 ? " in cell \(cell)" : ""
        if cell > 0, !code.isEmpty { place += ", \(code)" }
        var sentences: [String] = []
        if let signal {
            let meaning = CrashReport.meanings[signal].map { ", \($0)" } ?? ""
            sentences.append("The kernel before this one crashed\(place): \(signal)\(meaning).")
        } else {
            let share = Double(resident) / Double(max(MemoryUse.limit, 1))
            let reason =
                share > 0.6
                ? "Most likely the system killed it for lack of memory."
                : "The system killed it, most often for lack of memory, or somebody did."
            sentences.append("The kernel before this one ended without a word\(place). \(reason)")
        }
        if !operation.isEmpty { sentences.append("It was at: \(operation).") }
        if resident > 0 {
            sentences.append(
                "It held \(CrashReport.text(bytes: resident)) of memory; the limit is \(CrashReport.text(bytes: MemoryUse.limit))."
            )
        }
        sentences.append(
            lost.isEmpty
                ? "All names are gone; run the cells again." : "All names are gone. recover() gives back \(lost[0]).")
        return sentences
    }

    private static func text(bytes: Int) -> String {
        let mebibytes = Double(bytes) / 1_048_576
        return mebibytes < 1024 ? "\(Int(mebibytes.rounded())) MiB" : "\((mebibytes / 102.4).rounded() / 10) GiB"
    }

    /// As an output of a cell: a box that is seen, and its text.
    func bundle(lost: [String]) -> MIMEBundle {
        let sentences = sentences(lost: lost)
        let lines = sentences.map { "<div>\(HTMLText.escaped($0))</div>" }.joined()
        let style = "border-left: 4px solid #c62828; padding: 4px 12px; margin: 4px 0"
        return MIMEBundle(
            text: sentences.joined(separator: "\n"),
            richer: ["text/html": .text("<div style=\"\(style)\">\(lines)</div>")])
    }
}
