import Foundation
import Networks

/// The table that `model.summary()` prints.
struct KerasSummary {
    let network: Network
    /// Characters of a line; as many as a terminal of 80 columns leaves.
    var lineLength = 76

    /// Widths of the three columns' texts; `nil` where the line is too short.
    private var widths: [Int]? {
        var wanted: [Int] = []
        var current = 0
        for position in [0.45, 0.80, 1.0] {
            let width = Int(position * Double(lineLength)) - current
            if width < 4 { return nil }
            wanted.append(width + 2)
            current += width
        }
        // Borders take four columns; what is too wide is taken from every column alike, halves to the even side.
        var excess = wanted.reduce(0, +) - (lineLength - 4)
        for i in wanted.indices where excess > 0 {
            let share = (Double(excess) / Double(wanted.count - i)).rounded(.toNearestOrEven)
            wanted[i] -= Int(share)
            excess -= Int(share)
        }
        return wanted.contains { $0 < 3 } ? nil : wanted.map { $0 - 2 }
    }

    /// All lines; `nil` where the line is too short for a table.
    var lines: [String]? {
        guard let widths else { return nil }
        var lines = ["Model: \"\(network.name)\""]
        lines.append(rule("┏", "━", "┳", "┓", widths))
        lines += row(["Layer (type)", "Output Shape", "Param #"], "┃", widths)
        lines.append(rule("┡", "━", "╇", "┩", widths))
        for (i, layer) in network.layers.enumerated() {
            if i > 0 { lines.append(rule("├", "─", "┼", "┤", widths)) }
            let known = layer.isBuilt
            // Only layers that will have weights count as unbuilt.
            let parameters =
                known ? KerasSummary.grouped(layer.parameterCount) : layer.kind.name == "Dropout" ? "0" : "0 (unbuilt)"
            lines += row(
                [
                    "\(layer.name) (\(layer.kind.name))", known ? KerasSettings.text(layer.outputShape) : "?",
                    parameters,
                ],
                "│", widths)
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
                let space = String(repeating: " ", count: max(0, widths[c] - text.count))
                return " " + (c == 2 ? space + text : text + space) + " "
            }
            return border + parts.joined(separator: border) + border
        }
    }

    /// Words of a text in lines of a width; longer words are cut.
    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = String(word)
            if !line.isEmpty, line.count + 1 + word.count <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while word.count > width {
                lines.append(String(word.prefix(width)))
                word = String(word.dropFirst(width))
            }
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
