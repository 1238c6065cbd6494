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

    /// Text as it is, whatever signs are in it.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// Selectors name the class twice: so they count more than those of the front end's own tables.
    private static let style = """
        <style>
        div.svertka-summary.svertka-summary{font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:13px;\
        color:var(--jp-content-font-color1,inherit);line-height:1.4;overflow-x:auto}
        div.svertka-summary.svertka-summary table{border-collapse:collapse;margin:4px 0 8px;\
        font-size:inherit;color:inherit}
        div.svertka-summary.svertka-summary caption{text-align:left;caption-side:top;\
        padding:2px 0 6px;font-weight:600;color:inherit}
        div.svertka-summary.svertka-summary th,div.svertka-summary.svertka-summary td{padding:3px 12px 3px 8px;\
        text-align:left;white-space:nowrap;\
        border:none;border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.35));vertical-align:baseline;\
        max-width:none;color:inherit}
        div.svertka-summary.svertka-summary thead th{border-bottom:2px solid var(--jp-border-color1,rgba(128,128,128,.6));font-weight:600;\
        vertical-align:bottom}
        div.svertka-summary.svertka-summary .n{text-align:right;font-variant-numeric:tabular-nums}
        div.svertka-summary.svertka-summary .k,div.svertka-summary.svertka-summary .u{color:var(--jp-content-font-color2,inherit)}
        div.svertka-summary.svertka-summary .s{font-family:var(--jp-code-font-family,monospace);font-size:12px}
        div.svertka-summary.svertka-summary .w{white-space:normal;min-width:90px}
        div.svertka-summary.svertka-summary dl{display:grid;width:auto;\
        grid-template-columns:max-content max-content;gap:1px 16px;margin:0}
        div.svertka-summary.svertka-summary dt,div.svertka-summary.svertka-summary dd{margin:0;padding:0;\
        float:none;width:auto;display:block;font-weight:inherit}
        </style>
        """

    /// The page: no scripts, nothing from elsewhere.
    var html: String {
        let rows = rows(network, level: 0)
        let isPlain = summary.isPlain
        let top = rows.filter { $0.level == 0 }
        let mostParameters = top.compactMap(\.parameters).max() ?? 0
        let mostWork = top.compactMap(\.cost.multiplyAdds).max() ?? 0
        var page =
            "<div class=\"svertka-summary\">\(Self.style)<table><caption>Model: \(Self.escaped(network.name))</caption>"
        page += "<thead><tr><th>Layer</th><th>Output shape</th><th class=\"n\">Parameters</th>"
        page += "<th class=\"n\" title=\"for one sample\">Multiply-adds</th>"
        page += "<th class=\"n\" title=\"for one sample\">Output memory</th>"
        if !isPlain { page += "<th>Connected to</th>" }
        page += "</tr></thead><tbody>"
        for row in rows {
            let indent = row.level == 0 ? "" : " style=\"padding-left:\(8 + 18 * row.level)px\""
            let frozen = row.isFrozen ? " <span title=\"frozen: trainable=False\">❄</span>" : ""
            page +=
                "<tr><td\(indent)>\(Self.escaped(row.name)) <span class=\"k\">\(Self.escaped(row.kind))</span>\(frozen)</td>"
            page += "<td class=\"s\">\(Self.escaped(row.shape))</td>"
            page += number(
                row.parameters.map(KerasSummary.grouped), share(row.parameters, mostParameters, row), "unbuilt")
            page += number(
                row.cost.multiplyAdds.map { $0 == 0 ? "–" : KerasSummary.grouped($0) },
                share(row.cost.multiplyAdds, mostWork, row), "?")
            let memory = row.cost.outputBytes.map { $0 == 0 ? "–" : KerasSummary.size($0) }
            page += number(memory, 0, "?")
            if !isPlain { page += "<td class=\"s w\">\(Self.escaped(connections(row)))</td>" }
            page += "</tr>"
        }
        page += "</tbody></table><dl>"
        for (title, text) in totals { page += "<dt class=\"u\">\(title)</dt><dd>\(text)</dd>" }
        return page + "</dl></div>"
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

    /// A cell with a number and a bar behind it.
    private func number(_ text: String?, _ share: Double, _ unknown: String) -> String {
        let width = Int((share * 100).rounded())
        let bar =
            width > 0
            ? " style=\"background:linear-gradient(to left,rgba(66,133,244,.28) \(width)%,transparent \(width)%)\"" : ""
        return "<td class=\"n\"\(bar)>\(text ?? unknown)</td>"
    }

    /// What stands under the table.
    private var totals: [(String, String)] {
        let all = network.parameterCount, learned = network.trainableParameterCount
        var lines = [
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
                ("Memory of the optimizer", "\(KerasSummary.size(bytes)) (\(Self.escaped(optimizer.kind.name)))"))
        }
        return lines
    }
}
