import JSON
import Notebooks

/// `feedback`: a page for each notebook of a submission, with marks and comments, and nothing of what is hidden.
///
/// The page is made from a copy of the notebook that hidden tests were taken out of, so no way of showing can bring them
/// back: of a cell with hidden tests only an error outside of them is shown.
public struct Feedback {
    private let course: Course
    private let gradebook: Gradebook

    public init(course: Course, gradebook: Gradebook) { (self.course, self.gradebook) = (course, gradebook) }

    /// Writes `feedback/student/assignment/*.html`; returns how many pages that were.
    /// - store: where results are, whose reasons are shown beside the marks.
    public func write(_ assignment: String, student: String, store: ResultStore) throws(GradingFault) -> Int {
        let folder = course.folder(.autograded, assignment, student: student)
        let marks = try gradebook.marks(assignment, student)
        let penalties = try gradebook.penalties(assignment, student)
        let result = store.result(of: student)
        let target = course.folder(.feedback, assignment, student: student)
        let names = Course.notebooks(in: folder)
        if names.isEmpty { return 0 }
        try FileTree.makeFolder(target)
        for name in names {
            let notebook = try Notebook(file: "\(folder)/\(name).ipynb")
            let page = FeedbackPage(
                notebook, name: name, marks: marks.filter { $0.notebook == name }, penalty: penalties[name] ?? 0,
                result: result?.notebooks.first { $0.name == name })
            try FileTree.write(page.bytes, to: "\(target)/\(name).html")
        }
        return names.count
    }
}

/// One page of feedback.
struct FeedbackPage {
    private let shown: Notebook
    private let name: String
    private let marks: [CellMark]
    private let penalty: Double
    private let result: NotebookResult?

    init(_ notebook: Notebook, name: String, marks: [CellMark], penalty: Double, result: NotebookResult?) {
        (self.name, self.marks, self.penalty, self.result) = (name, marks, penalty, result)
        var shown = notebook
        for place in shown.cells.indices {
            FeedbackPage.hide(&shown.cells[place])
            shown.cells[place].fields = ShownText.texts(shown.cells[place].fields)
        }
        self.shown = shown
    }

    var bytes: [UInt8] {
        let title = ShownText.line(name)
        return HTMLPage(shown, title: title, head: head, notes: notes).bytes
    }

    // MARK: Hiding

    /// Takes hidden tests and mark schemes out of a cell, and out of what it said.
    private static func hide(_ cell: inout Cell) {
        if let cut = try? Regions.markScheme.cut(cell.source), cut.isCut { cell.fields["source"] = .string(cut.text) }
        guard cell.source.contains("BEGIN \(Regions.hiddenTests.name)") else { return }
        guard let cut = try? Regions.hiddenTests.cut(cell.source) else {
            // A region that does not end hides all that follows; the master copy cannot have one.
            cell.fields["source"] = ""
            cell.outputs = []
            return
        }
        let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        let secrets = cut.lines.map { lines[$0 - 1].trimmingPrefix(while: \.isWhitespace) }.filter { $0.count > 3 }
        cell.fields["source"] = .string(cut.text)
        guard cell.isCode else { return }
        let error = cell.outputs.first { $0["output_type"]?.string == "error" }
        guard let error else {
            cell.outputs = []
            return
        }
        let number = cell.executionCount ?? 0
        let trace = (error["traceback"]?.array ?? []).compactMap(\.string)
        let isSafe =
            isOutside(trace, cut.lines, number: number)
            && !secrets.contains { secret in
                trace.contains { $0.contains(secret) } || (error["evalue"]?.string ?? "").contains(secret)
            }
        cell.outputs =
            isSafe
            ? [error]
            : [["output_type": "error", "ename": "", "evalue": "", "traceback": ["A hidden test failed."]]]
    }

    /// True where the traceback names a line of this cell, and none of a region.
    private static func isOutside(_ trace: [String], _ hidden: [Int], number: Int) -> Bool {
        var isNamed = false
        let mark = "Cell In[\(number)], line "
        for entry in trace {
            var rest = entry[...]
            while let found = rest.firstRange(of: mark) {
                rest = rest[found.upperBound...]
                guard let line = Int(rest.prefix { $0.isASCII && $0.isNumber }) else { return false }
                if hidden.contains(line) { return false }
                isNamed = true
            }
        }
        return isNamed
    }

    // MARK: Marks

    /// What was measured on hidden data, by cells.
    private var metrics: [String: MetricResult] {
        Dictionary((result?.cells ?? []).compactMap { cell in cell.metric.map { (cell.name, $0) } }) { $1 }
    }

    private var score: Double { marks.reduce(0) { $0 + $1.score } }
    private var maximum: Double { marks.reduce(0) { $0 + $1.maximum } }

    private var head: String {
        let title = HTMLPage.escaped(ShownText.line(name))
        let total = FeedbackPage.points(max(0, score - penalty))
        var out = "<h1>\(title) <small>\(total) / \(FeedbackPage.points(maximum)) points</small></h1>\n"
        if penalty > 0 {
            let points = FeedbackPage.points(score)
            out += "<p>Handed in late: \(FeedbackPage.points(penalty)) off the \(points) points below.</p>\n"
        }
        if !metrics.isEmpty { out = "<style>\n\(MetricPanel.style)\n</style>\n" + out }
        let rows = marks.filter(\.isGrade)
        if rows.isEmpty { return out }
        out +=
            "<table><thead><tr><th>cell</th><th align=\"right\">points</th><th align=\"right\">of</th></tr></thead><tbody>\n"
        for mark in rows {
            let got = mark.isPending ? "not graded yet" : FeedbackPage.points(mark.score)
            out +=
                "<tr><td>\(HTMLPage.escaped(mark.cell))</td><td align=\"right\">\(got)</td>"
                + "<td align=\"right\">\(FeedbackPage.points(mark.maximum))</td></tr>\n"
        }
        return out + "</tbody></table>\n"
    }

    private var notes: [Int: String] {
        var notes: [Int: String] = [:]
        for (place, cell) in shown.cells.enumerated() {
            guard let id = cell.gradeID, let mark = marks.first(where: { $0.cell == id }) else { continue }
            notes[place] = note(mark) + (metrics[id].map { MetricPanel(metric: $0).html } ?? "")
        }
        return notes
    }

    private func note(_ mark: CellMark) -> String {
        var kind = "mark"
        var text = ""
        if mark.isGrade {
            if !mark.isPending {
                kind += mark.score >= mark.maximum ? " full" : mark.score > 0 ? " part" : " none"
                text =
                    "<strong>\(FeedbackPage.points(mark.score)) / \(FeedbackPage.points(mark.maximum))</strong> points"
                if let extra = mark.extra, extra != 0 { text += ", \(FeedbackPage.points(extra)) of them extra" }
            } else {
                text = "not graded yet, \(FeedbackPage.points(mark.maximum)) points"
            }
        }
        if let comment = mark.comment, !comment.isEmpty {
            text += "<p>\(HTMLPage.escaped(ShownText.text(comment)))</p>"
        }
        return text.isEmpty ? "" : "<div class=\"\(kind)\">\(text)</div>\n"
    }

    /// A number as short as it is.
    static func points(_ number: Double) -> String {
        let rounded = (number * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
    }
}

extension CellMark {
    /// True where nobody gave points yet.
    var isPending: Bool { automatic == nil && manual == nil }
}
