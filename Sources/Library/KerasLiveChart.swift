import Drawing
import Foundation
import Language

/// The picture of a training that replaces itself, in as many cells as want to see it: drawn once for all of them, as
/// often as the training's age allows.
struct KerasLiveChart {
    /// A place that shows the chart.
    private struct Display {
        /// Of its own: what is shown under it is replaced.
        let id = UUID().uuidString.lowercased()
        var outlet: (Event) -> Void
        var isShown = false
    }

    var chart: TrainingChart
    private var displays: [Display] = []
    private var start = KerasProgress.now()
    private var shown: Double?
    /// Places that are kept up to date; further ones take the oldest's turn.
    private static let displayLimit = 8

    init(title: String, epochs: Int, initialEpoch: Int) {
        chart = TrainingChart(title: title, epochs: epochs, initialEpoch: initialEpoch)
    }

    /// Seconds of training.
    var elapsed: Double { chart.state == .running ? KerasProgress.now() - start : chart.elapsed }

    /// The training goes on after a pause, in which its clock stood still.
    mutating func goesOn() {
        start = KerasProgress.now() - chart.elapsed
        chart.goesOn()
        shown = nil
    }

    /// Shows the chart in one more place from now on.
    mutating func add(_ outlet: @escaping (Event) -> Void) {
        displays.append(Display(outlet: outlet))
        if displays.count > KerasLiveChart.displayLimit { displays.removeFirst() }
    }

    /// The first place keeps what it shows.
    mutating func leaveFirst() {
        if !displays.isEmpty { displays.removeFirst() }
    }

    /// Updates come from another cell from now on: from one that is running, since some clients hear no other.
    mutating func speak(through outlet: @escaping (Event) -> Void) {
        for place in displays.indices where displays[place].isShown { displays[place].outlet = outlet }
    }

    /// Shows the present state if the last one is old enough; with `always`, in any case.
    mutating func show(always: Bool = false) throws(LanguageError) {
        if displays.isEmpty { return }
        let age = elapsed
        let pause = age < 10 ? 0.1 : age < 120 ? 0.5 : 2
        if let shown, !always, age - shown < pause { return }
        shown = age
        let bundle = try bundle()
        for place in displays.indices {
            let display = displays[place]
            displays[place].isShown = true
            display.outlet(display.isShown ? .update(bundle, id: display.id) : .display(bundle, id: display.id))
        }
    }

    /// The chart as a picture, a line of text and raw numbers.
    private func bundle() throws(LanguageError) -> MIMEBundle {
        let picture: [UInt8]
        do throws(DrawingError) { picture = try chart.png() } catch { throw LanguageError.runtimeError("\(error)") }
        return MIMEBundle(
            text: chart.text,
            richer: ["image/png": .bytes(picture), "application/vnd.svertka.run+json": .json(chart.json)],
            metadata: [
                "image/png": .object([
                    ("width", .int(Int(TrainingChart.width))), ("height", .int(Int(TrainingChart.height))),
                ])
            ])
    }
}
