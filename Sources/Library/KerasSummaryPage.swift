import Foundation
import Networks

/// The table of `model.summary()` for notebooks: with multiply-adds and memory, and bars that show where the weights and
/// the work are.
///
/// Colours are the front end's, so it reads in light and dark themes. Names of layers are text and never become markup.
struct KerasSummaryPage {
    let summary: KerasSummary

    private var network: Network { summary.network }

    /// One layer of the table.
    private struct Row {
        var name: String
        var kind: String
        var shape: String
        var parameters: Int?
        var isFrozen = false
        var cost: Cost
        var connections: String
        var level: Int
    }

    private func rows(_ network: Network, level: Int) -> [Row] {
        var rows: [Row] = []
        for callee in network.callees {
            let inside = KerasSummary(network: network)
            var row = Row(
                name: callee.name, kind: "", shape: "", parameters: 0, cost: network.cost(callee),
                connections: inside.connections(callee), level: level)
            switch callee {
            case .input(let symbol):
                row.kind = "InputLayer"
                row.shape = KerasSettings.text(symbol.shape)
                row.cost = Cost(multiplyAdds: 0, outputBytes: 0)
                rows.append(row)
            case .layer(let layer):
                row.kind = layer.kind.name
                row.shape = inside.text(inside.shapes(callee) ?? (layer.isBuilt ? layer.outputShapes : []))
                row.parameters = layer.isBuilt ? layer.parameterCount : nil
                row.isFrozen = !layer.trainable && !layer.allWeights.isEmpty
                if !network.isBuilt { row.cost = Cost(multiplyAdds: nil, outputBytes: nil) }
                rows.append(row)
            case .network(let inner):
                row.kind = inner.isSequential ? "Sequential" : "Functional"
                row.shape = inside.text(inside.shapes(callee) ?? inner.outputs.map(\.shape))
                row.parameters = inner.isBuilt ? inner.parameterCount : nil
                row.isFrozen = !inner.trainable && !inner.weights.isEmpty
                rows.append(row)
                if summary.expandsNested { rows += self.rows(inner, level: level + 1) }
            }
        }
        return rows
    }

    /// The page: no scripts, nothing from elsewhere.
    var html: String {
        let rows = rows(network, level: 0)
        let isPlain = summary.isPlain
        let top = rows.filter { $0.level == 0 }
        let mostParameters = top.compactMap(\.parameters).max() ?? 0
        let mostWork = top.compactMap(\.cost.multiplyAdds).max() ?? 0
        var table = HTMLTable(
            caption: "Model: \(network.name)",
            columns: [
                HTMLTable.Column(title: "Layer"), HTMLTable.Column(title: "Output shape"),
                HTMLTable.Column(title: "Parameters", isNumber: true),
                HTMLTable.Column(title: "Multiply-adds", isNumber: true, hint: "for one sample"),
                HTMLTable.Column(title: "Output memory", isNumber: true, hint: "for one sample"),
            ] + (isPlain ? [] : [HTMLTable.Column(title: "Connected to")]), rows: [], facts: totals)
        for row in rows {
            var name = HTMLTable.Cell(row.name)
            name.aside = row.kind + (row.isFrozen ? " ❄ frozen" : "")
            name.level = row.level
            let memory = row.cost.outputBytes.map { $0 == 0 ? "–" : KerasSummary.size($0) }
            var cells = [
                name, HTMLTable.Cell(row.shape, .code),
                number(
                    row.parameters.map(KerasSummary.grouped) ?? "unbuilt", share(row.parameters, mostParameters, row)),
                number(
                    row.cost.multiplyAdds.map { $0 == 0 ? "–" : KerasSummary.grouped($0) } ?? "?",
                    share(row.cost.multiplyAdds, mostWork, row)), number(memory ?? "?", 0),
            ]
            if !isPlain {
                var inputs = HTMLTable.Cell(connections(row), .code)
                inputs.wraps = true
                cells.append(inputs)
            }
            table.rows.append(HTMLTable.Row(cells: cells))
        }
        return table.html
    }

    /// Where a layer's inputs come from; a layer that was called once and has one output is named by its name alone.
    private func connections(_ row: Row) -> String {
        row.connections == "-" ? "" : row.connections.replacingOccurrences(of: "[0][0]", with: "")
    }

    /// How long a row's bar is, of 1.
    private func share(_ count: Int?, _ most: Int, _ row: Row) -> Double {
        guard let count, most > 0, row.level == 0 else { return 0 }
        return Double(count) / Double(most)
    }

    /// A field with a number and a bar behind it.
    private func number(_ text: String, _ share: Double) -> HTMLTable.Cell {
        var cell = HTMLTable.Cell(text, .number)
        cell.bar = share
        return cell
    }

    /// What stands under the table.
    private var totals: [(title: String, text: String)] {
        let all = network.parameterCount, learned = network.trainableParameterCount
        var lines: [(title: String, text: String)] = [
            (
                "Parameters",
                "\(KerasSummary.grouped(all)) (\(KerasSummary.grouped(learned)) trainable, \(KerasSummary.grouped(all - learned)) non-trainable)"
            )
        ]
        if network.isBuilt {
            let cost = network.cost
            lines.append(
                ("Multiply-adds for one sample", cost.multiplyAdds.map(KerasSummary.grouped) ?? "only the data tell"))
            lines.append(("Memory of weights", KerasSummary.size(all * 4)))
            if let bytes = cost.outputBytes {
                lines.append(("Memory of outputs for a batch of 32", KerasSummary.size(bytes * 32)))
            }
        }
        if let optimizer = network.optimizer {
            let bytes = network.optimizerBytes
            lines.append(
                ("Memory of the optimizer", "\(KerasSummary.size(bytes)) (\(optimizer.kind.name))"))
        }
        return lines
    }
}
