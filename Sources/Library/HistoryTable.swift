import Drawing
import Language

/// The values of every epoch of a training, the best of each bold.
struct HistoryTable {
    let table: HTMLTable

    /// - Throws: ValueError for a history without epochs or titles that it does not have.
    init(_ history: HistoryObject, _ call: Call) throws(LanguageError) {
        let interpreter = call.interpreter
        var series: [(name: String, values: [Double])] = []
        for (key, value) in history.history.table.pairs {
            series.append((try interpreter.str(key), try NumberField.list(value, interpreter)))
        }
        if let wanted = call.optional(1) {
            let known = series
            series = []
            for item in try interpreter.array(of: wanted) {
                let name = try interpreter.str(item)
                guard let found = known.first(where: { $0.name == name }) else {
                    throw .valueError(
                        "the history has no '\(name)': it has \(known.map { "'\($0.name)'" }.joined(separator: ", "))")
                }
                series.append(found)
            }
        } else {
            series = HistoryTable.ordered(series)
        }
        let count = history.epoch.values.count
        guard count > 0 else { throw .valueError("the history has no epochs yet: it fills as fit() trains") }
        let (places, gap) = HTMLTable.shown(count, limit: min(max(try call.int(6), 2), 1000))
        let digits = call.optional(3) == nil ? nil : min(max(try call.int(3), 0), 17)

        var table = HTMLTable(
            caption: try call.string(4),
            columns: [HTMLTable.Column(title: "epoch", isNumber: true)],
            rows: places.map { HTMLTable.Row(cells: [HTMLTable.Cell("\(HistoryTable.epoch($0, history))", .number)]) },
            hasRowNames: true)
        for (name, values) in series {
            table.columns.append(HTMLTable.Column(title: name, isNumber: true))
            let best = HistoryTable.best(name, values, history)
            // The rates of a schedule are small, and their digits tell.
            let format = NumberFormat(values, digits: digits ?? (name == "learning_rate" ? nil : 4))
            for (row, place) in places.enumerated() {
                let text = values.indices.contains(place) ? format.text(values[place]) : ""
                var cell = HTMLTable.Cell(text, .number)
                cell.isStrong = place == best
                table.rows[row].cells.append(cell)
            }
            if let best, name.hasPrefix("val_") || !series.contains(where: { $0.name == "val_" + name }) {
                table.facts.append(
                    ("Best \(name)", "\(format.text(values[best])) in epoch \(HistoryTable.epoch(best, history))"))
            }
        }
        table.gap = gap.map { ($0.0, $0.1) }
        self.table = table
    }

    /// Training beside validation, loss first, the learning rate last.
    private static func ordered(_ series: [(name: String, values: [Double])]) -> [(name: String, values: [Double])] {
        func rank(_ name: String) -> (Int, String, Int) {
            let isValidation = name.hasPrefix("val_")
            let plain = isValidation ? String(name.dropFirst(4)) : name
            return (plain == "loss" ? 0 : plain == "learning_rate" ? 2 : 1, plain, isValidation ? 1 : 0)
        }
        return series.sorted { rank($0.name) < rank($1.name) }
    }

    /// An epoch's number as `fit` prints it, from 1.
    private static func epoch(_ place: Int, _ history: HistoryObject) -> Int {
        if history.epoch.values.indices.contains(place), case .int(let number) = history.epoch.values[place] {
            return number + 1
        }
        return place + 1
    }

    /// The place of the best value; nothing for what is neither better nor worse.
    private static func best(_ name: String, _ values: [Double], _ history: HistoryObject) -> Int? {
        guard name != "learning_rate", values.count > 1 else { return nil }
        let plain = name.hasPrefix("val_") ? String(name.dropFirst(4)) : name
        var isLarger = Watch(monitor: name, mode: "auto", minDelta: 0).isLarger
        for goal in history.model?.network.training?.goals ?? [] {
            for metric in goal.metrics where metric.name == plain { isLarger = metric.isLargerBetter }
        }
        let finite = values.indices.filter { values[$0].isFinite }
        return isLarger ? finite.max { values[$0] < values[$1] } : finite.min { values[$0] < values[$1] }
    }
}
