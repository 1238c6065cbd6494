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
            #expect(image.width == 1440 && image.height == 600)
        }
    }

    @Test func theBestEpochLooksAtValidationAndKnowsWhichWayIsBetter() {
        let chart = chart()
        #expect(chart.best(of: "accuracy")?.epoch == 2)
        #expect(chart.best(of: "accuracy")?.name == "val_accuracy")
        #expect(chart.best(of: "loss")?.epoch == 1)
        #expect(chart.best(of: "nothing") == nil)
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
        guard case .object(let members) = chart.json,
            case .object(let series)? = members.first(where: { $0.key == "series" })?.value,
            case .object(let loss)? = series.first?.value,
            case .object(let train)? = loss.first(where: { $0.key == "train" })?.value
        else {
            Issue.record("no series in \(chart.json)")
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
}
