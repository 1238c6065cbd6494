import Notebooks

/// What feedback shows of a metric: value and thresholds, limits, the confusion matrix, the training's curves. Drawings
/// are part of the page, in its colours.
///
/// Of hidden labels it tells sums alone: the matrix in whole parts of a hundred, and only for classes with enough samples
/// that one of them cannot be seen.
struct MetricPanel {
    let metric: MetricResult

    /// Samples of a class from which its row is shown.
    static let fewest = 10

    var html: String {
        var out = "<div class=\"metric\">\n"
        if !metric.metric.isEmpty { out += head }
        if !metric.reason.isEmpty, metric.value == nil || metric.limits.contains(where: { !$0.isKept }) {
            out += "<p class=\"fault\">\(HTMLPage.escaped(ShownText.line(metric.reason)))</p>\n"
        }
        if !metric.limits.isEmpty { out += limits }
        let drawings = [confusion].filter { !$0.isEmpty } + CurveDrawing.all(metric.curves)
        if !drawings.isEmpty { out += "<div class=\"drawings\">\n\(drawings.joined())</div>\n" }
        return out + "</div>\n"
    }

    // MARK: Value and thresholds

    private var head: String {
        let value = metric.value.map(MetricResult.shown) ?? "no value"
        var note = ""
        if metric.value != nil {
            note = "on \(MetricResult.shown(Double(metric.samples))) hidden samples"
            if let other = metric.publicValue {
                note =
                    "on \(metric.samples) private samples; \(MetricResult.shown(other)) on \(metric.publicSamples) public ones"
            }
        }
        return
            "<div class=\"value\"><span>\(HTMLPage.escaped(ShownText.line(metric.title)))</span><strong>\(value)</strong><small>\(note)</small></div>\n"
            + scale
    }

    /// A line from the worst to the best that matters, with the thresholds and where the value is.
    private var scale: String {
        let marks = metric.thresholds.map(\.value)
        guard let first = marks.first, let last = marks.last else { return "" }
        var (low, high) = (min(first, last), max(first, last))
        if let value = metric.value { (low, high) = (min(low, value), max(high, value)) }
        let isPart = metric.isHigherBetter && low >= 0 && high <= 1
        if isPart {
            (low, high) = (min(low, 0.5) < 0.5 ? 0 : low > 0.5 ? 0.5 : 0, 1)
        } else {
            let margin = max(0.15 * (high - low), 1e-9)
            (low, high) = (low - margin, high + margin)
        }
        // The better side is on the right.
        func x(_ value: Double) -> Double {
            let part = (value - low) / (high - low)
            return 10 + 580 * (metric.isHigherBetter ? part : 1 - part)
        }
        var out =
            "<svg class=\"scale\" viewBox=\"0 0 600 70\" role=\"img\" aria-label=\"thresholds\"><line class=\"rail\" x1=\"10\" x2=\"590\" y1=\"24\" y2=\"24\"/>\n"
        if let value = metric.value {
            out += "<line class=\"reached\" x1=\"10\" x2=\"\(Drawn.number(x(value)))\" y1=\"24\" y2=\"24\"/>\n"
        }
        var free = -1000.0
        for mark in metric.thresholds {
            let place = x(mark.value)
            let isReached = metric.value.map { metric.isHigherBetter ? $0 >= mark.value : $0 <= mark.value } ?? false
            out += "<circle class=\"\(isReached ? "got" : "open")\" cx=\"\(Drawn.number(place))\" cy=\"24\" r=\"6\"/>\n"
            // Labels that would lie on each other are left out.
            if place - free < 50 { continue }
            free = place
            let label = "<text text-anchor=\"middle\" x=\"\(Drawn.number(min(max(place, 20), 580)))\""
            out += "\(label) y=\"46\">\(MetricPanel.short(mark.value))</text>"
            out += "\(label) y=\"64\" class=\"points\">\(FeedbackPage.points(mark.points)) p.</text>\n"
        }
        if let value = metric.value {
            let place = Drawn.number(x(value))
            out += "<path class=\"needle\" d=\"M\(place) 18 l-6 -10 h12 z\"/>\n"
        }
        return out + "</svg>\n"
    }

    private static func short(_ number: Double) -> String {
        let text = MetricResult.shown(number)
        guard text.contains(".") else { return text }
        let cut = text.reversed().drop { $0 == "0" }.reversed()
        return String(cut.last == "." ? Array(cut.dropLast()) : Array(cut))
    }

    // MARK: Limits

    private var limits: String {
        var out = "<table class=\"limits\"><tbody>\n"
        for limit in metric.limits {
            let found = limit.found.map(MetricResult.shown) ?? "not known"
            let part = limit.found.map { min($0 / max(limit.limit, 1e-300), 1) } ?? 1
            out +=
                "<tr class=\"\(limit.isKept ? "kept" : "over")\"><td>\(HTMLPage.escaped(limit.name))</td><td class=\"r\">\(found)</td><td class=\"gauge\"><i style=\"width:\(Drawn.number(100 * part))%\"></i></td>"
                + "<td class=\"of\">of \(MetricResult.shown(limit.limit))\(limit.isKept ? "" : " – over the limit")</td></tr>\n"
        }
        return out + "</tbody></table>\n"
    }

    // MARK: Confusion matrix

    private var confusion: String {
        let counts = metric.confusion
        let size = counts.count
        guard size > 1 else { return "" }
        let names = (0..<size).map {
            metric.classes.indices.contains($0) ? ShownText.line(metric.classes[$0]) : "\($0)"
        }
        let longest = Double(min(names.map(\.count).max() ?? 1, 14))
        let side = size <= 12 ? 34.0 : size <= 24 ? 20.0 : 9.0
        let isWritten = side > 30
        let isNamed = side > 10
        let left = isNamed ? 28 + 7.2 * longest : 24
        let top = isNamed ? (longest > 3 ? 32 + 5.4 * longest : 34) : 24
        let (width, height) = (left + side * Double(size) + 14, top + side * Double(size) + 8)
        var out =
            "<figure><figcaption>Confusion matrix, percent of each true class</figcaption><svg class=\"matrix\" style=\"max-width:\(Drawn.number(width * 1.15))px\" viewBox=\"0 0 \(Drawn.number(width)) \(Drawn.number(height))\" role=\"img\" aria-label=\"confusion matrix\">\n"
        out += "<text class=\"axis\" x=\"\(Drawn.number(left))\" y=\"11\">predicted</text>"
        out +=
            "<text class=\"axis\" text-anchor=\"end\" transform=\"translate(11 \(Drawn.number(top))) rotate(-90)\">true</text>\n"
        for (row, line) in counts.enumerated() {
            let total = line.reduce(0, +)
            let y = top + side * Double(row)
            if isNamed {
                out +=
                    "<text text-anchor=\"end\" x=\"\(Drawn.number(left - 6))\" y=\"\(Drawn.number(y + side / 2 + 4))\">\(MetricPanel.label(names[row]))</text>\n"
                let x = left + side * (Double(row) + 0.5)
                out +=
                    longest > 3
                    ? "<text transform=\"translate(\(Drawn.number(x + 2)) \(Drawn.number(top - 6))) rotate(-45)\">\(MetricPanel.label(names[row]))</text>\n"
                    : "<text text-anchor=\"middle\" x=\"\(Drawn.number(x))\" y=\"\(Drawn.number(top - 7))\">\(MetricPanel.label(names[row]))</text>\n"
            }
            let isShown = total >= MetricPanel.fewest
            for (column, count) in line.enumerated() {
                let x = left + side * Double(column)
                let percent = isShown ? Int((100 * Double(count) / Double(total)).rounded()) : 0
                let kind = !isShown ? "few" : row == column ? "right" : "wrong"
                let strength = isShown && percent > 0 ? 0.10 + 0.90 * Double(percent) / 100 : 0
                out +=
                    "<rect class=\"cellbox\" x=\"\(Drawn.number(x))\" y=\"\(Drawn.number(y))\" width=\"\(Drawn.number(side - 1.5))\" height=\"\(Drawn.number(side - 1.5))\"/>"
                if strength > 0 {
                    out +=
                        "<rect class=\"\(kind)\" fill-opacity=\"\(Drawn.number(strength))\" x=\"\(Drawn.number(x))\" y=\"\(Drawn.number(y))\" width=\"\(Drawn.number(side - 1.5))\" height=\"\(Drawn.number(side - 1.5))\"/>"
                }
                if isWritten, isShown && percent > 0 || !isShown {
                    let dark = strength > 0.55 ? " class=\"on\"" : ""
                    out +=
                        "<text\(dark) text-anchor=\"middle\" x=\"\(Drawn.number(x + (side - 1.5) / 2))\" y=\"\(Drawn.number(y + side / 2 + 3.5))\">\(isShown ? String(percent) : "·")</text>"
                }
            }
            out += "\n"
        }
        out += "</svg>"
        if counts.contains(where: { $0.reduce(0, +) < MetricPanel.fewest }) {
            out += "<p class=\"small\">Classes with fewer than \(MetricPanel.fewest) samples are not shown.</p>"
        }
        return out + "</figure>\n"
    }

    private static func label(_ text: String) -> String {
        HTMLPage.escaped(text.count > 14 ? text.prefix(13) + "…" : text)
    }

    static let style = """
        .metric { margin: -.4rem 0 1.6rem; padding: .8rem 1rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
        .metric .value { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; } .metric .value strong { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
        .metric small, .metric .small, .metric .of, .metric figcaption { color: var(--dim); font-size: 13px; } .metric .fault { margin: .3rem 0; color: var(--bad); }
        .metric svg { display: block; width: 100%; height: auto; } .metric svg text { fill: var(--ink); font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        .scale { max-width: 40rem; margin: .3rem 0 .4rem; } .scale .rail { stroke: var(--line); stroke-width: 6; stroke-linecap: round; } .scale .reached { stroke: #218bff; stroke-width: 6; stroke-linecap: round; }
        .scale .got { fill: #1a7f37; stroke: var(--paper); stroke-width: 2; } .scale .open { fill: var(--paper); stroke: var(--dim); stroke-width: 2; } .scale .needle { fill: #218bff; } .metric .scale .points { fill: var(--dim); }
        .limits { width: 100%; max-width: 40rem; } .limits td { border: 0; padding: .2rem .5rem .2rem 0; } .limits .r { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .limits .gauge { width: 26%; min-width: 4rem; } .gauge i { display: block; height: .5rem; border-radius: 3px; background: #1a7f37; } .over .gauge i { background: var(--bad); } .over .r, .over .of { color: var(--bad); }
        @media (max-width: 40rem) { .limits .gauge { display: none; } .limits .of { padding-right: 0; } .metric .scale text { font-size: 19px; } .scale { overflow: visible; margin-bottom: 1rem; } }
        .drawings { display: flex; flex-wrap: wrap; gap: 1rem 1.6rem; margin-top: .8rem; } .drawings figure { margin: 0; flex: 1 1 19rem; min-width: 0; max-width: 30rem; }
        .matrix .cellbox { fill: var(--box); } .matrix .right { fill: #1a7f37; } .matrix .wrong { fill: #cf222e; } .metric .matrix .on { fill: #fff; } .metric .matrix .axis, .metric .curves text { fill: var(--dim); font-size: 11px; }
        .curves .grid { stroke: var(--line); stroke-width: 1; } .curves path { fill: none; stroke-width: 2; stroke-linejoin: round; } .curves .c0 { stroke: #218bff; } .curves .c1 { stroke: #bc6b00; } .curves .c2 { stroke: #8250df; }
        .curves .c3 { stroke: #1b7c83; } .curves .val { stroke-dasharray: 5 3; } .keys { display: flex; flex-wrap: wrap; gap: .1rem .9rem; font-size: 12px; color: var(--dim); } .keys svg { display: inline-block; width: 22px; height: 8px; vertical-align: middle; margin-right: .3rem; }
        """
}

/// Curves of a training: losses in one drawing, what else was measured in others.
struct CurveDrawing {
    private let title: String
    private let curves: [(name: String, values: [Double])]

    /// Drawings for curves as `fit` names them.
    static func all(_ curves: [(name: String, values: [Double])]) -> [String] {
        func base(_ name: String) -> String { name.hasPrefix("val_") ? String(name.dropFirst(4)) : name }
        let known = curves.filter { $0.values.contains(where: \.isFinite) && base($0.name) != "learning_rate" }
        let losses = known.filter { base($0.name) == "loss" }
        let others = known.filter { base($0.name) != "loss" }
        var drawings: [String] = []
        if !losses.isEmpty { drawings.append(CurveDrawing(title: "Loss of the last training", curves: losses).html) }
        // Numbers of one kind belong together: those that are parts of 1.
        let parts = others.filter { $0.values.allSatisfy { !$0.isFinite || (0...1).contains($0) } }
        if !parts.isEmpty {
            drawings.append(CurveDrawing(title: "Metrics of the last training", curves: Array(parts.prefix(8))).html)
        }
        return drawings
    }

    private var html: String {
        let finite = curves.flatMap(\.values).filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max() else { return "" }
        let epochs = curves.map(\.values.count).max() ?? 1
        let step = CurveDrawing.step((most - least) / 4)
        var low = (least / step).rounded(.down) * step
        var high = (most / step).rounded(.up) * step
        if high <= low { (low, high) = (low - step, high + step) }
        let (left, right, top, bottom) = (46.0, 386.0, 10.0, 190.0)
        func x(_ epoch: Int) -> Double {
            epochs < 2 ? left : left + (right - left) * Double(epoch) / Double(epochs - 1)
        }
        func y(_ value: Double) -> Double { bottom - (bottom - top) * (value - low) / (high - low) }
        var out =
            "<figure><figcaption>\(title)</figcaption><svg class=\"curves\" viewBox=\"0 0 400 222\" role=\"img\" aria-label=\"\(title)\">\n"
        for tick in 0...Int(((high - low) / step).rounded()) {
            let value = low + step * Double(tick)
            out +=
                "<line class=\"grid\" x1=\"\(left)\" x2=\"\(right)\" y1=\"\(Drawn.number(y(value)))\" y2=\"\(Drawn.number(y(value)))\"/>"
            out +=
                "<text text-anchor=\"end\" x=\"\(left - 6)\" y=\"\(Drawn.number(y(value) + 4))\">\(CurveDrawing.label(value, step))</text>\n"
        }
        let stride = max(1, Int((Double(epochs - 1) / 5).rounded(.up)))
        for epoch in Swift.stride(from: 0, to: epochs, by: stride) {
            out +=
                "<text text-anchor=\"middle\" x=\"\(Drawn.number(x(epoch)))\" y=\"\(bottom + 16)\">\(epoch + 1)</text>"
        }
        out += "<text text-anchor=\"end\" x=\"\(right)\" y=\"\(bottom + 29)\">epoch</text>\n"
        var keys = ""
        for (place, curve) in curves.enumerated() {
            let kind = self.kind(curve.name, place)
            var path = ""
            var isDown = false
            for (epoch, value) in curve.values.enumerated() {
                guard value.isFinite else {
                    isDown = false
                    continue
                }
                path += "\(isDown ? "L" : "M")\(Drawn.number(x(epoch))) \(Drawn.number(y(value)))"
                isDown = true
            }
            out += "<path class=\"\(kind)\" d=\"\(path)\"/>\n"
            keys +=
                "<span><svg class=\"curves\" viewBox=\"0 0 22 8\"><path class=\"\(kind)\" d=\"M0 4H22\"/></svg>\(HTMLPage.escaped(ShownText.line(curve.name)))</span>"
        }
        return out + "</svg><div class=\"keys\">\(keys)</div></figure>\n"
    }

    /// A curve and its validation's have one colour.
    private func kind(_ name: String, _ place: Int) -> String {
        let base = name.hasPrefix("val_") ? String(name.dropFirst(4)) : name
        var bases: [String] = []
        for curve in curves {
            let name = curve.name.hasPrefix("val_") ? String(curve.name.dropFirst(4)) : curve.name
            if !bases.contains(name) { bases.append(name) }
        }
        let colour = (bases.firstIndex(of: base) ?? 0) % 4
        // With one quantity the validation's curve has a colour of its own too.
        let isValidation = name.hasPrefix("val_")
        return "c\(isValidation && bases.count == 1 ? 1 : colour)\(isValidation ? " val" : "")"
    }

    /// 1, 2 or 5 times a power of ten.
    private static func step(_ wanted: Double) -> Double {
        guard wanted > 1e-12 else { return 0.1 }
        var power = 1.0
        while power > wanted { power /= 10 }
        while power * 10 <= wanted { power *= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted } ?? 10 * power
    }

    private static func label(_ value: Double, _ step: Double) -> String {
        var digits = 0
        var unit = step
        while digits < 6, abs(unit - unit.rounded()) > 1e-9 {
            unit *= 10
            digits += 1
        }
        if digits == 0 { return String(Int(value.rounded())) }
        let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
        let whole = Int((abs(value) * Double(scale)).rounded())
        let rest = String(whole % scale)
        let sign = value < 0 && whole > 0 ? "-" : ""
        return "\(sign)\(whole / scale)." + String(repeating: "0", count: digits - rest.count) + rest
    }
}
