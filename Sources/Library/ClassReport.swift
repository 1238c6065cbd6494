/// Precision, recall and F1 of each class, and their means: `sklearn.metrics.classification_report`.
struct ClassReport {
    /// A class, or a mean, with precision, recall, F1 and how many samples there are.
    struct Line {
        let name: String
        let values: [Double]
    }

    /// One for each class.
    let classes: [Line]
    /// Accuracy (or the mean over samples of the chosen labels), and means over classes.
    let means: [Line]
    let digits: Int
    /// True where samples count as one each.
    private let isWhole: Bool

    /// - Parameters:
    ///   - zero: what stands for 0 / 0.
    ///   - hasAll: true where every label that occurs has its line, so that there is one accuracy.
    ///   - isWeighted: true where samples count differently.
    init(
        _ counts: ClassCounts, names: [String], digits: Int, zero: Double = 0, hasAll: Bool = true,
        isWeighted: Bool = false
    ) {
        let all = counts.labels.indices.map {
            [counts.precision($0, zero), counts.recall($0, zero), counts.f1($0, zero), counts.support[$0]]
        }
        let total = counts.support.reduce(0, +), answers = counts.answers.reduce(0, +)
        let right = counts.labels.indices.reduce(0) { $0 + counts.right($1) }
        func mean(_ column: Int) -> Double { all.reduce(0) { $0 + $1[column] } / Double(max(all.count, 1)) }
        func weighted(_ column: Int) -> Double {
            total == 0 ? zero : all.reduce(0) { $0 + $1[column] * $1[3] } / total
        }
        classes = zip(names, all).map { Line(name: $0, values: $1) }
        let micro = [
            right / max(answers, 1e-300), right / max(total, 1e-300), 2 * right / max(total + answers, 1e-300), total,
        ]
        means = [
            Line(name: hasAll ? "accuracy" : "micro avg", values: micro),
            Line(name: "macro avg", values: [mean(0), mean(1), mean(2), total]),
            Line(name: "weighted avg", values: [weighted(0), weighted(1), weighted(2), total]),
        ]
        self.digits = digits
        isWhole = !isWeighted
    }

    private static let titles = ["precision", "recall", "f1-score", "support"]

    /// A number of a line; nothing where an accuracy has none.
    private func field(_ line: Line, _ column: Int) -> String {
        if column == 3 { return isWhole ? "\(Int(line.values[3]))" : "\(line.values[3])" }
        if line.name == "accuracy", line.values == means[0].values, column < 2 { return "" }
        return String(printf: "%.\(digits)f", line.values[column])
    }

    /// The table as scikit-learn prints it.
    var text: String {
        func padded(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let width = max(classes.map(\.name.count).max() ?? 0, "weighted avg".count, digits)
        var text = padded("", width) + " "
        for title in Self.titles { text += " " + padded(title, 9) }
        text += "\n\n"
        for (place, line) in (classes + means).enumerated() {
            if place == classes.count { text += "\n" }
            text += padded(line.name, width) + " "
            for column in 0..<4 { text += " " + padded(field(line, column), 9) }
            text += "\n"
        }
        return text
    }

    /// The table for notebooks: bars show shares, in the last column how many samples a class has.
    var page: HTMLTable {
        let most = classes.map { $0.values[3] }.max() ?? 0
        var table = HTMLTable(
            columns: [HTMLTable.Column(title: "")] + Self.titles.map { HTMLTable.Column(title: $0, isNumber: true) },
            rows: [], hasRowNames: true)
        let shown = HTMLTable.shown(classes.count, limit: 60)
        table.gap = shown.gap.map { ($0.0, $0.1) }
        for (place, line) in (shown.places.map { classes[$0] } + means).enumerated() {
            let isMean = place >= shown.places.count
            var cells = [HTMLTable.Cell(line.name)]
            for column in 0..<4 {
                var cell = HTMLTable.Cell(field(line, column), .number)
                if column < 3, !cell.text.isEmpty { cell.bar = line.values[column] }
                if column == 3, !isMean, most > 0 { cell.bar = line.values[3] / most }
                cells.append(cell)
            }
            table.rows.append(HTMLTable.Row(cells: cells, isRuled: place == shown.places.count))
        }
        return table
    }
}
