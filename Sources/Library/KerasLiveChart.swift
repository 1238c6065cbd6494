import Drawing
import Foundation
import JSON
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
    /// Seconds that drawing took the last time.
    private var cost = 0.0
    /// Seconds that drawing took in all.
    private(set) var seconds = 0.0
    /// Drawing may take so much of a training's time.
    private static let share = 0.005
    /// Places that are kept up to date; further ones take the oldest's turn.
    private static let displayLimit = 8

    init(title: String, epochs: Int?, initialEpoch: Int) {
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

    /// True where somebody looks.
    var isWatched: Bool { !displays.isEmpty }

    /// Shows the present state if the last one is old enough; with `always`, in any case.
    ///
    /// How long drawing took says when it is due again: at most every 100 ms, later in long trainings, and never so
    /// often that it takes more than its share of the time.
    mutating func show(always: Bool = false) throws(LanguageError) {
        if displays.isEmpty { return }
        let age = elapsed
        let pause = max(age < 10 ? 0.1 : age < 120 ? 0.5 : 2, min(cost / KerasLiveChart.share, 5))
        // What is over at once needs no picture before the last.
        let isDue = shown.map { age - $0 >= pause } ?? (age >= 0.2)
        guard always || isDue else { return }
        let begin = KerasProgress.now()
        let bundle = try bundle()
        let took = KerasProgress.now() - begin
        seconds += took
        // A kernel's first drawing loads fonts, which no later one does.
        cost = shown == nil ? min(took, 0.008) : took
        shown = age + took
        for place in displays.indices {
            let display = displays[place]
            displays[place].isShown = true
            display.outlet(display.isShown ? .update(bundle, id: display.id) : .display(bundle, id: display.id))
        }
    }

    /// The chart as a picture, a line of text and raw numbers.
    private func bundle() throws(LanguageError) -> MIMEBundle {
        let file = try raising { () throws(DrawingError) in try chart.png() }
        return MIMEBundle(
            text: chart.text,
            picture: file, width: TrainingChart.width, height: chart.height, run: chart.json())
    }
}

extension MIMEBundle {
    /// A chart of trainings: text, picture and raw numbers.
    init(text: String, picture: [UInt8], width: Double, height: Double, run: JSON) {
        self.init(
            text: text, richer: ["image/png": .bytes(picture), "application/vnd.svertka.run+json": .json(run)],
            metadata: ["image/png": .object([("width", .int(Int(width))), ("height", .int(Int(height)))])])
    }
}
