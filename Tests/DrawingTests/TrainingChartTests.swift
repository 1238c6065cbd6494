import Drawing
import JSON
import Testing
import Vision

@Suite struct TrainingChartTests {
    /// Three of five epochs of 100 batches.
    private func chart() -> TrainingChart {
        var chart = TrainingChart(title: "сеть", epochs: 5, batchesPerEpoch: 100)
        for epoch in 0..<3 {
            for batch in 1...100 {
                let time = Double(epoch * 100 + batch)
                chart.batchEnded(
                    epoch: epoch, batch: batch, values: [("loss", 1 / time), ("accuracy", 1 - 1 / time)],
                    elapsed: time / 10)
            }
            let late = Double(epoch)
            chart.epochEnded(
                epoch: epoch,
                values: [
                    ("loss", 0.5 - late / 10), ("accuracy", 0.8), ("val_loss", 0.6),
                    ("val_accuracy", [0.7, 0.9, 0.8][epoch]),
                ],
                learningRate: 0.01, elapsed: Double(epoch + 1) * 10)
        }
        return chart
    }

    @Test func theTextSaysWhereItIsAndWhatItKnows() {
        var chart = chart()
        #expect(
            chart.text
                == "epoch 3/5 · batch 100/100 · 30 s, ETA 20 s · loss 0.3000 · val_loss 0.6000 · accuracy 0.8000 · val_accuracy 0.8000"
        )
        chart.finished(elapsed: 95)
        #expect(chart.text.hasPrefix("done in 1:35 · 5 epochs · best val_accuracy 0.9000 in epoch 2"))
    }

    @Test func thePictureKeepsItsSizeInEveryState() throws {
        var states = [TrainingChart(epochs: 3), TrainingChart(epochs: 0), chart()]
        for state in [TrainingChart.State.done, .stopped, .interrupted, .failed] {
            var ended = chart()
            ended.finished(state, elapsed: 31)
            states.append(ended)
        }
        for state in states {
            let image = try PNG.decode(state.png())
            #expect(state.scene().width == 720 && state.scene().height == 300)
            #expect(image.width == (state.state == .running ? 1080 : 1440) && image.height * 12 == image.width * 5)
        }
    }

    @Test func theBestEpochLooksAtValidationAndKnowsWhichWayIsBetter() {
        let chart = chart()
        #expect(chart.best(of: "accuracy")?.epoch == 2)
        #expect(chart.best(of: "accuracy")?.name == "val_accuracy")
        #expect(chart.best(of: "loss")?.epoch == 1)
        #expect(chart.best(of: "nothing") == nil)
    }

    /// An average precision grows while a network learns; "mape", in which "map" stands, is an error.
    @Test func theBestOfAnAveragePrecisionIsTheLargest() {
        var chart = TrainingChart(epochs: 3, batchesPerEpoch: 1)
        for epoch in 0..<3 {
            chart.epochEnded(
                epoch: epoch, values: [("AP40", Double(epoch)), ("mAP", Double(epoch)), ("mape", Double(epoch))],
                learningRate: 0.01, elapsed: Double(epoch + 1))
        }
        #expect(chart.best(of: "AP40")?.epoch == 3 && chart.best(of: "mAP")?.epoch == 3)
        #expect(chart.best(of: "mape")?.epoch == 1)
    }

    @Test func batchesAreThinnedOut() throws {
        var chart = TrainingChart(epochs: 10, batchesPerEpoch: 10_000)
        for epoch in 0..<10 {
            for batch in 1...10_000 {
                chart.batchEnded(epoch: epoch, batch: batch, values: [("loss", 2)], elapsed: 1)
            }
        }
        let samples = try #require(chart.series["loss"]).batches.samples
        #expect((512...1024).contains(samples.count))
        #expect(samples.allSatisfy { $0.value == 2 })
        #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.epoch < $1.epoch })
    }

    @Test func numbersThatAreNoneAreNullInTheSeriesAndDrawn() throws {
        var chart = TrainingChart(epochs: 2, batchesPerEpoch: 2)
        chart.batchEnded(epoch: 0, batch: 1, values: [("loss", .nan)], elapsed: 0)
        chart.epochEnded(epoch: 0, values: [("loss", .infinity)], elapsed: 1)
        #expect(try !chart.png().isEmpty)
        #expect(chart.text.contains("loss inf"))
        guard case .object(let members) = chart.json(),
            case .object(let series)? = members.first(where: { $0.key == "series" })?.value,
            case .object(let loss)? = series.first?.value,
            case .object(let train)? = loss.first(where: { $0.key == "train" })?.value
        else {
            Issue.record("no series in \(chart.json())")
            return
        }
        #expect(train.first { $0.key == "value" }?.value == .array([.null]))
    }

    @Test func thePictureNamesBothPanelsAndTheirNewestNumbers() {
        let texts = chart().scene().texts
        for wanted in ["loss", "accuracy", "train 0.3000", "val 0.6000", "val 0.8000", "epoch", "сеть"] {
            #expect(texts.contains(wanted), "\(wanted) in \(texts)")
        }
    }

    @Test func thePicturesHeightIsKnownBeforeTheFirstBatch() {
        var chart = TrainingChart(epochs: 2)
        chart.expect(["loss", "a_loss", "b_loss", "a_accuracy", "b_mae"])
        let height = chart.scene().height
        #expect(height == chart.height && height > 300)
        chart.batchEnded(
            epoch: 0, batch: 1, of: 2,
            values: [("loss", 1), ("a_loss", 2), ("b_loss", 3), ("a_accuracy", 0.5), ("b_mae", 9)], elapsed: 1)
        chart.finished(elapsed: 2)
        #expect(chart.scene().height == height)
        #expect(Set(["loss", "a_loss", "b_loss", "a_accuracy", "b_mae"]).isSubset(of: chart.scene().texts))
    }

    @Test func metricsWithoutAPanelAreNamed() {
        var chart = TrainingChart(epochs: 1)
        let names = ["loss"] + (1...14).map { "m\($0)" }
        chart.epochEnded(epoch: 0, values: names.map { ($0, 1) }, elapsed: 1)
        #expect(chart.scene().texts.contains("without a panel: m12, m13, m14"))
    }

    @Test func lossesThatFallFarHaveALogarithmicScale() {
        var chart = TrainingChart(epochs: 4)
        for (epoch, loss) in [10.0, 0.5, 0.02, 0.001].enumerated() {
            chart.epochEnded(epoch: epoch, values: [("loss", loss), ("accuracy", 1 - loss / 100)], elapsed: 1)
        }
        let texts = chart.scene().texts
        #expect(texts.contains("10⁻¹") && texts.contains("10⁰"))
    }

    @Test func aLossThatIsNoNumberIsNamedInItsPanel() {
        var chart = TrainingChart(epochs: 3, batchesPerEpoch: 1)
        chart.epochEnded(epoch: 0, values: [("loss", 3)], elapsed: 1)
        chart.epochEnded(epoch: 1, values: [("loss", .nan)], elapsed: 2)
        #expect(chart.scene().texts.contains("nan"))
    }

    @Test func theOnlyEpochCountsItsBatches() {
        var chart = TrainingChart(epochs: 1, batchesPerEpoch: 400)
        chart.batchEnded(epoch: 0, batch: 100, values: [("loss", 1)], elapsed: 1)
        #expect(chart.scene().texts.contains("batch") && chart.scene().texts.contains("400"))
    }

    @Test func longNamesAreShortenedInTheMiddle() {
        var chart = TrainingChart(epochs: 1)
        let name = "средняя_абсолютная_процентная_ошибка_прогноза_на_следующую_неделю"
        chart.epochEnded(epoch: 0, values: [("loss", 1), (name, 2)], elapsed: 1)
        let shown = chart.scene().texts.first { $0.hasPrefix("средняя") }
        #expect(shown?.contains("…") == true && shown?.hasSuffix("неделю") == true)
    }

    @Test func aTerminalsSummaryHasACurveForEachMetric() {
        var chart = chart()
        chart.finished(elapsed: 30)
        let lines = chart.summary.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[1] == "loss          ▇▆▄  0.3000")
        #expect(lines[4].contains("best 0.9000 in epoch 2"))
        #expect(lines[5] == "learning rate 0.01")
    }

    @Test func longSeriesAreThinnedOutForTheNotebookAlone() throws {
        var chart = TrainingChart(epochs: 5000)
        for epoch in 0..<5000 {
            chart.epochEnded(
                epoch: epoch, values: [("loss", 1 / Double(epoch + 1)), ("val_loss", 0.5)], elapsed: 1)
        }
        #expect(chart.series["loss"]?.training.count == 5000)
        let text = chart.json().text()
        #expect(text.utf8.count < 8000)
        #expect(text.contains(",5000]"))
    }

    @Test func aComparisonMarksTheBestOfAll() {
        func run(_ losses: [Double]) -> TrainingChart {
            var chart = TrainingChart(epochs: losses.count)
            for (epoch, loss) in losses.enumerated() {
                chart.epochEnded(epoch: epoch, values: [("loss", loss), ("val_loss", loss + 0.1)], elapsed: 1)
            }
            chart.finished(elapsed: 1)
            return chart
        }
        let comparison = TrainingComparison(
            runs: [.init(name: "SGD", chart: run([0.9, 0.5, 0.6])), .init(name: "Адам", chart: run([0.8, 0.3]))])
        #expect(comparison.best(of: "loss")?.run == 1)
        #expect(comparison.best(of: "loss")?.epoch == 2)
        let texts = comparison.scene().texts
        #expect(texts.contains("SGD") && texts.contains("Адам") && texts.contains("Адам: 0.4000"))
        #expect(comparison.text.contains("0.4000*") && !comparison.text.contains("0.6000*"))
    }
}
