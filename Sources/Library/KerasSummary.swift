import Foundation
import Networks

/// The table that `model.summary()` prints.
struct KerasSummary {
    let network: Network
    /// Characters of a line; as many as a terminal of 80 columns leaves.
    var lineLength = 76
    /// Shows the layers of models inside.
    var expandsNested = false
    /// Shows which layers learn.
    var showsTrainable = false

    /// A line of the table.
    private struct Row {
        let name: String
        let shape: String
        let parameters: String
        let connections: String
        let trainable: String
    }

    /// True where every layer has the one before it as its only input, so that nothing needs to be said of connections.
    var isPlain: Bool {
        if network.isSequential { return true }
        if network.inputs.count > 1 || network.outputs.count > 1 { return false }
        var last = network.inputs.first
        for call in network.calls {
            guard call.inputs.count == 1, call.inputs[0] === last, call.outputs.count == 1 else { return false }
            last = call.outputs[0]
        }
        return last === network.outputs.first && network.callees.count == network.calls.count + 1
    }

    /// Widths of the columns' texts; `nil` where the line is too short.
    private func widths(_ isPlain: Bool) -> [Int]? {
        var positions = isPlain ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0]
        if showsTrainable { positions = positions.map { $0 * 0.9 } + [1.0] }
        var wanted: [Int] = []
        var current = 0
        for position in positions {
            let width = Int(position * Double(lineLength)) - current
            if width < 4 { return nil }
            wanted.append(width + 2)
            current += width
        }
        // Between columns stands a border; what is too wide is taken from every column alike, halves to the even side.
        var excess = wanted.reduce(0, +) - (lineLength - wanted.count - 1)
        for i in wanted.indices where excess > 0 {
            let share = (Double(excess) / Double(wanted.count - i)).rounded(.toNearestOrEven)
            wanted[i] -= Int(share)
            excess -= Int(share)
        }
        return wanted.contains { $0 < 3 } ? nil : wanted.map { $0 - 2 }
    }

    private func rows(_ network: Network, level: Int) -> [Row] {
        var rows: [Row] = []
        for callee in network.callees { rows += self.rows(callee, of: network, level: level) }
        return rows
    }

    private func rows(_ callee: Callee, of network: Network, level: Int) -> [Row] {
        let prefix = level == 0 ? "" : String(repeating: "   ", count: level) + "└ "
        let connections = level == 0 ? connections(callee) : "-"
        switch callee {
        case .input(let symbol):
            return [
                Row(
                    name: "\(prefix)\(symbol.name) (InputLayer)", shape: KerasSettings.text(symbol.shape),
                    parameters: "0", connections: connections, trainable: "-")
            ]
        case .layer(let layer):
            // Only layers that will have weights count as unbuilt.
            let hasNone = layer.isBuilt || ["Dropout", "InputLayer"].contains(layer.kind.name)
            let parameters = layer.isBuilt ? KerasSummary.grouped(layer.parameterCount) : hasNone ? "0" : "0 (unbuilt)"
            let shapes = shapes(callee) ?? (layer.isBuilt ? layer.outputShapes : [])
            return [
                Row(
                    name: "\(prefix)\(layer.name) (\(layer.kind.name))", shape: text(shapes), parameters: parameters,
                    connections: connections,
                    trainable: layer.allWeights.isEmpty ? "-" : layer.trainable ? "Y" : "N")
            ]
        case .network(let inner):
            let parameters = inner.isBuilt ? KerasSummary.grouped(inner.parameterCount) : "0 (unbuilt)"
            let shapes = shapes(callee) ?? inner.outputs.map(\.shape)
            let own = Row(
                name: "\(prefix)\(inner.name) (\(inner.isSequential ? "Sequential" : "Functional"))",
                shape: text(shapes), parameters: parameters, connections: connections,
                trainable: inner.weights.isEmpty ? "-" : inner.trainable ? "Y" : "N")
            return [own] + (expandsNested ? rows(inner, level: level + 1) : [])
        }
    }

    func text(_ shapes: [[Int]]) -> String {
        let texts = shapes.map { KerasSettings.text($0) }
        return texts.isEmpty ? "?" : texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]"
    }

    /// Shapes of a layer's outputs where the network uses it last.
    func shapes(_ callee: Callee) -> [[Int]]? {
        network.calls.last { $0.callee.isSame(as: callee) }?.outputs.map(\.shape)
    }

    /// Where a layer's inputs come from: `conv2d[0][0], add[0][0]`.
    func connections(_ callee: Callee) -> String {
        var parts: [String] = []
        for call in network.calls where call.callee.isSame(as: callee) {
            for symbol in call.inputs {
                if let origin = symbol.origin {
                    let uses = origin.call.callee.nodes.compactMap(\.call)
                    let use = uses.firstIndex { $0 === origin.call } ?? 0
                    parts.append("\(origin.call.callee.name)[\(use)][\(origin.place)]")
                } else {
                    parts.append("\(symbol.name)[0][0]")
                }
            }
        }
        return parts.isEmpty ? "-" : parts.joined(separator: ", ")
    }

    /// All lines; `nil` where the line is too short for a table.
    var lines: [String]? {
        let isPlain = isPlain
        guard let widths = widths(isPlain) else { return nil }
        var lines = ["Model: \"\(network.name)\""]
        lines.append(rule("┏", "━", "┳", "┓", widths))
        let titles =
            ["Layer (type)", "Output Shape", "Param #"] + (isPlain ? [] : ["Connected to"])
            + (showsTrainable ? ["Trainable"] : [])
        lines += row(titles, "┃", widths)
        lines.append(rule("┡", "━", "╇", "┩", widths))
        for (i, entry) in rows(network, level: 0).enumerated() {
            if i > 0 { lines.append(rule("├", "─", "┼", "┤", widths)) }
            let cells =
                [entry.name, entry.shape, entry.parameters] + (isPlain ? [] : [entry.connections])
                + (showsTrainable ? [entry.trainable] : [])
            lines += row(cells, "│", widths)
        }
        lines.append(rule("└", "─", "┴", "┘", widths))
        let learned = network.trainableParameterCount
        let all = network.parameterCount
        let optimizer = optimizerCounts
        lines.append(total("Total params", all + optimizer.count, bytes: all * 4 + optimizer.bytes))
        lines.append(total("Trainable params", learned, bytes: learned * 4))
        lines.append(total("Non-trainable params", all - learned, bytes: (all - learned) * 4))
        if optimizer.count > 0 { lines.append(total("Optimizer params", optimizer.count, bytes: optimizer.bytes)) }
        return lines
    }

    /// What the optimizer remembers once it has made a step: its count of steps, its rate, and arrays for each weight.
    private var optimizerCounts: (count: Int, bytes: Int) {
        guard let optimizer = network.optimizer, optimizer.iterations > 0 else { return (0, 0) }
        let arrays =
            switch optimizer.kind.name {
            case "SGD": isZero(optimizer.allSettings["momentum"]) ? 0 : 1
            case "RMSprop": isZero(optimizer.allSettings["momentum"]) ? 1 : 2
            default: 2
            }
        let numbers = arrays * network.trainableParameterCount
        return (2 + numbers, 12 + 4 * numbers)
    }

    private func isZero(_ setting: Setting?) -> Bool { setting == .double(0) || setting == .int(0) }

    private func total(_ title: String, _ count: Int, bytes: Int) -> String {
        " \(title): \(KerasSummary.grouped(count)) (\(KerasSummary.size(bytes)))"
    }

    private func rule(_ left: String, _ line: String, _ cross: String, _ right: String, _ widths: [Int]) -> String {
        left + widths.map { String(repeating: line, count: $0 + 2) }.joined(separator: cross) + right
    }

    private func row(_ texts: [String], _ border: String, _ widths: [Int]) -> [String] {
        let cells = zip(texts, widths).map { KerasSummary.wrapped($0, $1) }
        return (0..<(cells.map(\.count).max() ?? 0)).map { i in
            let parts = cells.indices.map { c in
                let text = i < cells[c].count ? cells[c][i] : ""
                let space = max(0, widths[c] - text.count)
                if showsTrainable, c == cells.count - 1 {
                    return " " + String(repeating: " ", count: space / 2) + text
                        + String(repeating: " ", count: space - space / 2) + " "
                }
                let filler = String(repeating: " ", count: space)
                return " " + (c == 2 ? filler + text : text + filler) + " "
            }
            return border + parts.joined(separator: border) + border
        }
    }

    /// Words of a text in lines of a width; longer ones end in an ellipsis.
    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        let indent = String(text.prefix { $0 == " " })
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = (lines.isEmpty && line.isEmpty ? indent : "") + word
            if !line.isEmpty, line.count + 1 + word.count <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            if word.count > width { word = word.prefix(width - 1) + "…" }
            line = word
        }
        return lines + [line]
    }

    /// 1,199,882
    static func grouped(_ count: Int) -> String {
        var text = ""
        for (i, digit) in String(count).reversed().enumerated() {
            if i > 0, i.isMultiple(of: 3) { text = "," + text }
            text = String(digit) + text
        }
        return text
    }

    /// 4.58 MB
    static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        for unit in ["B", "KB", "MB", "GB", "TB"] {
            if value / 1024 < 1 { return String(format: "%.2f", value) + " " + unit }
            value /= 1024
        }
        return String(format: "%.2f PB", value)
    }
}
