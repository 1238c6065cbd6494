import Drawing
import Foundation
import Language

/// The picture of a training that replaces itself: one display, shown again as often as the training's age allows.
struct KerasLiveChart {
    var chart: TrainingChart
    private let id = UUID().uuidString.lowercased()
    private let interpreter: Interpreter
    private let start: Double
    private var shown: Double?

    init(title: String, epochs: Int, initialEpoch: Int, _ interpreter: Interpreter) {
        chart = TrainingChart(title: title, epochs: epochs, initialEpoch: initialEpoch)
        self.interpreter = interpreter
        start = KerasProgress.now()
    }

    /// A new display of a training that goes on: its clock stood still meanwhile.
    init(goingOn earlier: KerasLiveChart) {
        chart = earlier.chart
        chart.goesOn()
        interpreter = earlier.interpreter
        start = KerasProgress.now() - chart.elapsed
    }

    /// Seconds of training.
    var elapsed: Double { KerasProgress.now() - start }

    /// Shows the present state if the last one is old enough; with `always`, in any case.
    mutating func show(always: Bool = false) throws(LanguageError) {
        let age = elapsed
        let pause = age < 10 ? 0.1 : age < 120 ? 0.5 : 2
        if let shown, !always, age - shown < pause { return }
        let isFirst = shown == nil
        shown = age
        let picture: [UInt8]
        do throws(DrawingError) { picture = try chart.png() } catch { throw LanguageError.runtimeError("\(error)") }
        let bundle = MIMEBundle(
            text: chart.text,
            richer: ["image/png": .bytes(picture), "application/vnd.svertka.run+json": .json(chart.json)],
            metadata: [
                "image/png": .object([
                    ("width", .int(Int(TrainingChart.width))), ("height", .int(Int(TrainingChart.height))),
                ])
            ])
        interpreter.host.emit(isFirst ? .display(bundle, id: id) : .update(bundle, id: id))
    }
}
