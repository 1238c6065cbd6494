import Glibc

/// Curves of one metric over the epochs of one or several trainings, in axes of their own.
///
/// The frame, the room for labels and the place of the keys depend on nothing that changes while a training runs, so
/// that a chart that replaces itself many times stands still.
struct MetricPanel {
    /// Samples joined by a line; it is broken where a value is no number.
    struct Curve {
        var samples: [TrainingChart.Sample]
        var stroke: Stroke
        /// True for a dot at each epoch, as long as there are few.
        var hasDots = false
    }

    /// What a colour means, with its newest or best value.
    struct Key {
        var label: String
        var stroke: Stroke
        /// True for the ring that marks the best epoch.
        var isRing = false
    }

    /// An epoch that was better than all others.
    struct Best {
        var epoch: Double
        var value: Double
        var color: Color
    }

    var title: String
    /// Where the panel with its title and tick labels lies.
    var frame: Rect
    /// The epochs that the axis shows.
    var epochs: (first: Double, last: Double)
    /// What the axis counts.
    var axisName = "epoch"
    /// Batches of the only epoch: the axis counts them then.
    var batchCount: Int?
    var range: ValueRange
    /// In drawing order.
    var curves: [Curve] = []
    var keys: [Key] = []
    var bests: [Best] = []
    /// Epochs between which values are no numbers.
    var failure: (first: Double, last: Double, name: String)?
    /// What the pale curves are.
    var note = ""
    /// True where title and keys have a line each.
    var isTall = false

    static let titleStyle = TextStyle(size: 12.5, isBold: true)
    static let keyStyle = TextStyle(size: 11.5, color: .ink)
    private static let tickStyle = TextStyle(size: 11, color: .softInk)
    /// What a mistake looks like: a light field and dark words.
    private static let failureColor = Color(hex: 0xb42318)

    /// Where the curves lie.
    private var plot: Rect { frame.inset(left: 46, top: isTall ? 44 : 28, right: 6, bottom: 34) }

    private func x(_ epoch: Double) -> Double {
        let plot = self.plot
        return plot.x + plot.width * (epoch - epochs.first) / max(epochs.last - epochs.first, 1e-9)
    }

    private func y(_ value: Double) -> Double {
        let plot = self.plot
        return min(max(plot.bottom - plot.height * range.part(of: value), plot.y - 50), plot.bottom + 50)
    }

    func draw(on scene: inout Scene) {
        let plot = self.plot
        if let failure { drawFailure(failure, on: &scene) }
        drawAxes(on: &scene)
        var marks = Scene(width: 0, height: 0)
        for curve in curves { draw(curve, on: &marks) }
        scene.marks.append(.clipped(plot.inset(left: -4, top: -5, right: -6, bottom: -4), marks.marks))
        for best in bests where best.value.isFinite {
            let at = Point(x(best.epoch), y(best.value))
            scene.marks.append(
                .symbols(.circle, at: [at], size: 10, fill: .white, stroke: Stroke(best.color, width: 1.8)))
            scene.marks.append(.symbols(.circle, at: [at], size: 4.5, fill: best.color, stroke: nil))
        }
        drawTitle(on: &scene)
    }

    private func drawAxes(on scene: inout Scene) {
        let plot = self.plot
        let vertical = range.ticks(count: max(Int(plot.height / 24), 3))
        for (value, label) in zip(vertical.values, vertical.labels) {
            scene.line(Point(plot.x, y(value)), Point(plot.right, y(value)), Stroke(.gridLine, isRound: false))
            let style = MetricPanel.tickStyle.shrunk(to: plot.x - frame.x - 7, for: label)
            scene.text(label, Point(plot.x - 7, y(value)), style, .right, .centre)
        }
        let count = max(Int(plot.width / 32), 2)
        let batches = batchCount.map { Double($0) }
        let horizontal =
            batches.map { Ticks.linear(0, $0, count: max(Int(plot.width / 46), 2), onlyIntegers: true) }
            ?? Ticks.linear(epochs.first, epochs.last, count: count, onlyIntegers: true)
        for (value, label) in zip(horizontal.values, horizontal.labels) {
            let at = x(batches.map { epochs.first + value / max($0, 1) } ?? value)
            scene.line(Point(at, plot.bottom), Point(at, plot.bottom + 4), Stroke(.softInk, isRound: false))
            scene.text(label, Point(at, plot.bottom + 7), MetricPanel.tickStyle, .centre, .top)
        }
        scene.line(Point(plot.x, plot.bottom), Point(plot.right, plot.bottom), Stroke(.softInk, isRound: false))
        scene.text(
            batches == nil ? axisName : "batch", Point(plot.centre.x, plot.bottom + 21), MetricPanel.tickStyle, .centre,
            .top)
        let noteStyle = TextStyle(size: 10, color: .softInk, isItalic: true)
        if plot.width / 2 > CairoText.size(of: note, style: noteStyle).width + 30 {
            scene.text(note, Point(plot.right, plot.bottom + 22), noteStyle, .right, .top)
        }
    }

    private func draw(_ curve: Curve, on scene: inout Scene) {
        var parts: [[Point]] = [[]]
        for sample in curve.samples {
            if sample.value.isFinite {
                parts[parts.count - 1].append(Point(x(sample.epoch), y(sample.value)))
            } else if parts.last?.isEmpty == false {
                parts.append([])
            }
        }
        for points in parts where points.count > 1 {
            scene.marks.append(.shape(Path(through: points), fill: nil, stroke: curve.stroke))
        }
        let all = parts.flatMap { $0 }
        let dotted = all.count <= 40 ? all : parts.filter { $0.count == 1 }.flatMap { $0 }
        if curve.hasDots, !dotted.isEmpty {
            scene.marks.append(.symbols(.circle, at: dotted, size: 5, fill: curve.stroke.color, stroke: nil))
        }
    }

    /// Where the values were no numbers: nothing is drawn there, and it must not look as if nothing had happened.
    private func drawFailure(_ failure: (first: Double, last: Double, name: String), on scene: inout Scene) {
        let plot = self.plot
        let left = min(max(x(failure.first), plot.x), plot.right - 3)
        let band = Rect(left, plot.y, max(min(x(failure.last), plot.right) - left, 3), plot.height)
        scene.fill(band, MetricPanel.failureColor.faded(0.1))
        let style = TextStyle(size: 11, color: MetricPanel.failureColor, isBold: true)
        let width = CairoText.size(of: failure.name, style: style).width
        let isInside = band.width >= width + 8
        let isLeft = !isInside && band.x - width - 4 > plot.x
        let at = isInside ? band.x + 4 : isLeft ? band.x - 4 : band.right + 4
        scene.text(failure.name, Point(at, plot.y + 4), style, isLeft ? .right : .left, .top)
    }

    /// The metric's name, and what each colour means.
    private func drawTitle(on scene: inout Scene) {
        let baseline = frame.y + 14
        let left = isTall ? frame.x + 4 : plot.x
        let keyLine = isTall ? baseline + 17 : baseline
        var style = MetricPanel.keyStyle
        let room = isTall ? plot.right - left : .infinity
        let wide = MetricPanel.width(of: keys, style)
        if wide > room { style.size = max(style.size * room / wide, 8) }
        var right = isTall ? min(left + MetricPanel.width(of: keys, style), plot.right) : plot.right
        for key in keys.reversed() {
            let text = Elision.fitted(key.label, to: max(right - left - (key.isRing ? 18 : 22), 10) + 1, style)
            scene.text(text, Point(right, keyLine), style, .right)
            right -= CairoText.size(of: text, style: style).width + 6
            let middle = keyLine - 4
            if key.isRing {
                scene.marks.append(
                    .symbols(
                        .circle, at: [Point(right - 6, middle)], size: 8, fill: .white,
                        stroke: Stroke(key.stroke.color, width: 1.6)))
                right -= 12 + 12
            } else {
                scene.line(Point(right - 16, middle), Point(right, middle), key.stroke)
                right -= 16 + 12
            }
        }
        let titleRoom = (isTall ? plot.right : right) - left
        scene.text(
            Elision.fitted(title, to: titleRoom, MetricPanel.titleStyle), Point(left, baseline), MetricPanel.titleStyle)
    }

    /// The room that keys take beside each other.
    static func width(of keys: [Key], _ style: TextStyle = keyStyle) -> Double {
        keys.reduce(-12) { $0 + CairoText.size(of: $1.label, style: style).width + ($1.isRing ? 30 : 34) }
    }
}

/// The values that an axis shows, on a linear or a logarithmic scale.
struct ValueRange {
    let low, high: Double
    let isLogarithmic: Bool

    /// Every epoch's value and nearly every batch's: single wild batches do not squeeze the rest. Losses that fall by
    /// more than two powers of ten have a logarithmic scale.
    init(epochs: [Double], batches: [Double], metric: String) {
        var values = epochs.filter(\.isFinite)
        let sorted = batches.filter(\.isFinite).sorted()
        if let smallest = sorted.first, let largest = sorted.last {
            let isMany = sorted.count > 40
            values.append(isMany ? sorted[sorted.count / 50] : smallest)
            values.append(isMany ? sorted[sorted.count - 1 - sorted.count / 50] : largest)
        }
        guard let least = values.min(), let most = values.max() else {
            (low, high, isLogarithmic) = (0, 1, false)
            return
        }
        let growsBetter = TrainingChart.isBetterWhenLarger(metric)
        if least > 0, most / least > 100, !growsBetter {
            let margin = pow(most / least, 0.05)
            (low, high, isLogarithmic) = (least / margin, most * margin, true)
            return
        }
        isLogarithmic = false
        // What stays the same lies in the middle of some room, not in one that shows its last digits.
        let isConstant = most - least < abs(most) * 5e-3
        let margin = max((most - least) * 0.06, abs(most) * (isConstant ? 0.05 : 1e-3), 1e-9)
        var (bottom, top) = (least, most)
        if least >= 0, least < 0.6 * most {
            bottom = 0
        } else {
            bottom = least >= 0 ? max(least - margin, 0) : least - margin
        }
        top = growsBetter && most <= 1 ? min(most + margin, 1) : most + margin
        (low, high) = top > bottom ? (bottom, top) : (bottom - 0.5, bottom + 0.5)
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    func part(of value: Double) -> Double {
        guard isLogarithmic else { return (value - low) / (high - low) }
        guard value > 0 else { return -1 }
        return log(value / low) / log(high / low)
    }

    func ticks(count: Int) -> Ticks {
        isLogarithmic ? .logarithmic(low, high, count: count) : .linear(low, high, count: count)
    }
}

/// Texts that are too long for their place.
enum Elision {
    /// The text, or its beginning and end around an ellipsis where the whole is wider than `width`.
    static func fitted(_ text: String, to width: Double, _ style: TextStyle) -> String {
        guard CairoText.size(of: text, style: style).width > width else { return text }
        let letters = Array(text.prefix(400))
        var (fits, tooMany) = (0, letters.count)
        func shortened(_ kept: Int) -> String {
            String(letters.prefix((kept + 1) / 2)) + "…" + String(letters.suffix(kept / 2))
        }
        while tooMany - fits > 1 {
            let middle = (fits + tooMany) / 2
            if CairoText.size(of: shortened(middle), style: style).width <= width {
                fits = middle
            } else {
                tooMany = middle
            }
        }
        return shortened(fits)
    }
}
