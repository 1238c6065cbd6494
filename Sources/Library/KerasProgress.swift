import Foundation
import Language

/// Keras's progress lines: a bar that is drawn over itself, or one line for each epoch.
struct KerasProgress {
    /// What is printed.
    enum Style { case silent, bar, line }

    let style: Style
    /// False where lines can't be drawn over: only the last state is printed.
    let isLive: Bool
    private let start: Double
    private var lastUpdate = 0.0
    private var afterFirstStep: Double?
    private var lastWidth = 0
    /// Seconds between two states of the bar.
    private static let interval = 0.05
    /// Characters of the bar.
    private static let width = 20

    /// - Parameter now: seconds on a clock that never goes back.
    init(_ style: Style, isLive: Bool, now: Double) {
        self.style = style
        self.isLive = isLive
        start = now
    }

    /// The style that `verbose=` asks for.
    static func style(_ verbose: Value, _ interpreter: Interpreter) throws(LanguageError) -> Style {
        if case .str(let text) = verbose {
            if text.string == "auto" { return .bar }
            throw LanguageError.valueError("verbose must be 'auto', 0, 1 or 2, not '\(text.string)'")
        }
        switch interpreter.index(verbose) {
        case 0: return .silent
        case 1: return .bar
        case 2: return .line
        default: throw LanguageError.valueError("verbose must be 'auto', 0, 1 or 2")
        }
    }

    /// The text that shows a new state; `nil` where nothing is to be printed yet.
    mutating func update(
        _ current: Int, of target: Int, values: [(name: String, value: Double)], isFinal: Bool, now: Double
    ) -> String? {
        let perStep = stepTime(current, now)
        let count = KerasProgress.padded(current, target)
        let metrics = values.map { " - \($0.name): \(KerasProgress.value($0.value))" }.joined()
        switch style {
        case .silent: return nil
        case .line:
            guard isFinal else { return nil }
            return "\(count) - \(KerasProgress.seconds(now - start)) -\(KerasProgress.time(perStep))\(metrics)\n"
        case .bar:
            if !isFinal, !isLive || now - lastUpdate < KerasProgress.interval { return nil }
            lastUpdate = now
            let done = min(KerasProgress.width, KerasProgress.width * current / max(target, 1))
            let dash = "━"
            var text = isLive ? String(repeating: "\u{8}", count: lastWidth) + "\r" : ""
            text += "\u{1B}[1m\(count)\u{1B}[0m "
            if done > 0 { text += "\u{1B}[32m\(String(repeating: dash, count: done))\u{1B}[0m" }
            text += "\u{1B}[37m\(String(repeating: dash, count: KerasProgress.width - done))\u{1B}[0m"
            let clock =
                isFinal ? KerasProgress.seconds(now - start) : KerasProgress.left(perStep * Double(target - current))
            let info = KerasProgress.time(perStep) + metrics
            text += " \u{1B}[1m\(clock)\u{1B}[0m" + info
            let total = count.count + 1 + KerasProgress.width + 1 + clock.count + info.count
            if lastWidth > total { text += String(repeating: " ", count: lastWidth - total) }
            lastWidth = total
            return isFinal ? text + "\n" : text
        }
    }

    /// The line that is kept of an epoch.
    func line(of target: Int, values: [(name: String, value: Double)], now: Double) -> String {
        let metrics = values.map { " - \($0.name): \(KerasProgress.value($0.value))" }.joined()
        return "\(target)/\(target) - \(KerasProgress.seconds(now - start))\(metrics)\n"
    }

    private mutating func stepTime(_ current: Int, _ now: Double) -> Double {
        guard current > 0 else { return 0 }
        if let afterFirstStep, current > 1 { return (now - afterFirstStep) / Double(current - 1) }
        if current == 1 { afterFirstStep = now }
        return (now - start) / Double(current)
    }

    private static func padded(_ current: Int, _ target: Int) -> String {
        let digits = String(target).count
        let text = String(current)
        return String(repeating: " ", count: max(0, digits - text.count)) + text + "/\(target)"
    }

    private static func seconds(_ value: Double) -> String { String(format: "%.0fs", value) }

    private static func left(_ value: Double) -> String {
        let whole = Int(min(max(value, 0), 1e9))
        if value > 3600 { return String(format: "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60) }
        if value > 60 { return String(format: "%d:%02d", whole / 60, whole % 60) }
        return "\(whole)s"
    }

    private static func time(_ perStep: Double) -> String {
        if perStep >= 1 || perStep == 0 { return String(format: " %.0fs/step", perStep) }
        if perStep >= 1e-3 { return String(format: " %.0fms/step", perStep * 1e3) }
        return String(format: " %.0fus/step", perStep * 1e6)
    }

    /// Four decimals, or an exponent where they would be too few.
    static func value(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        return abs(value) > 1e-3 ? String(format: "%.4f", value) : String(format: "%.4e", value)
    }

    /// Seconds on a clock that never goes back.
    static func now() -> Double {
        let parts = ContinuousClock.now.duration(to: reference).components
        return -(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    }

    private static let reference = ContinuousClock.now
}
