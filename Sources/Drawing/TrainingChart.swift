/// The state of a training as a picture, a line of text and raw numbers.
///
/// Whoever trains tells it what happened (`batchEnded`, `epochEnded`, `finished`) and asks for `png()`, `svg()`,
/// `text` or `json` as often as it wants to show them. The picture keeps its size whatever happens. Points of batches
/// are thinned out as they grow in number, so that a long training costs no more to draw than a short one.
public struct TrainingChart: Sendable {
    /// A value of a metric at a moment, counted in epochs: 1.5 is the middle of the second epoch.
    public struct Sample: Sendable, Equatable {
        public var epoch: Double
        public var value: Double
    }

    /// The curves of one metric.
    public struct Series: Sendable {
        /// By batch, while training; thinned out.
        public internal(set) var batches = ThinnedSamples()
        /// At the end of each epoch, of the training data.
        public internal(set) var training: [Sample] = []
        /// At the end of each epoch, of the validation data.
        public internal(set) var validation: [Sample] = []

        /// What was known at the end of an epoch.
        func until(_ epoch: Double) -> Series {
            var part = self
            part.training.removeAll { $0.epoch > epoch }
            part.validation.removeAll { $0.epoch > epoch }
            return part
        }
    }

    /// How far a training is.
    public enum State: Sendable, Equatable {
        /// Batches are still coming.
        case running
        /// Every epoch was trained.
        case done
        /// A callback ended it before its last epoch.
        case stopped
        /// The person interrupted it; the weights so far stay.
        case interrupted
        /// An error ended it.
        case failed
    }

    /// What is trained, as the title says it: the model's name.
    public let title: String
    /// The epoch that training started with, from 0.
    public let initialEpoch: Int
    /// The epoch that training ends before; where nobody knows, it grows with what comes.
    public private(set) var epochs: Int
    /// True where nobody knows how long the training will be.
    public let isOpenEnded: Bool
    /// What is counted: epochs, or the steps of a loop of the program's own.
    public var stepName = "epoch"
    /// Metrics in the order in which they first came; `loss` is the first.
    public private(set) var metrics: [String] = []
    /// Curves by metric.
    public private(set) var series: [String: Series] = [:]
    /// Curves of a run to compare with, drawn pale behind.
    public var previous: [String: Series] = [:]
    /// The learning rate at the end of each epoch, where it is known.
    public private(set) var learningRates: [Sample] = []
    /// How far the training is.
    public private(set) var state = State.running
    /// Seconds since training began.
    public private(set) var elapsed = 0.0
    /// The epoch that is being trained, from 0.
    public private(set) var epoch: Int
    /// Batches of this epoch that are done.
    public private(set) var batch = 0
    /// True between an epoch's end and the next batch.
    private var isEpochOver = false
    /// Batches in an epoch, where it is known.
    public private(set) var batchCount: Int?
    /// The newest value by name, `val_` ones included.
    public private(set) var latest: [String: Double] = [:]

    /// A chart of a training that has not begun.
    ///
    /// - epochs: the number of the last epoch; `nil` where it is not known.
    public init(title: String = "", epochs: Int?, initialEpoch: Int = 0, batchesPerEpoch: Int? = nil) {
        self.title = title
        self.initialEpoch = max(initialEpoch, 0)
        self.epochs = max(epochs ?? 0, max(initialEpoch, 0))
        isOpenEnded = epochs == nil
        epoch = max(initialEpoch, 0)
        batchCount = batchesPerEpoch
    }

    /// Makes room for metrics before their first values come, so that the picture's size stays as it is.
    public mutating func expect(_ names: [String]) { for name in names { withSeries(name) { _ in } } }

    /// Takes what is known after a batch.
    ///
    /// - Parameters:
    ///   - epoch: from 0.
    ///   - batch: how many batches of the epoch are done: 1 after the first.
    ///   - count: how many batches the epoch has, where it is known.
    ///   - values: metrics by name, in the order in which they are to be shown.
    ///   - elapsed: seconds since training began.
    public mutating func batchEnded(
        epoch: Int, batch: Int, of count: Int? = nil, values: [(name: String, value: Double)], elapsed: Double
    ) {
        self.epoch = epoch
        self.batch = batch
        self.elapsed = elapsed
        isEpochOver = false
        if isOpenEnded { epochs = max(epochs, epoch + 1) }
        batchCount = count ?? batchCount
        let part = min(Double(batch) / Double(max(batchCount ?? batch * 2, 1)), 1)
        // The mean of an epoch's first batches jumps: later epochs show it once a tenth of them is done.
        let isSettled = epoch == initialEpoch || part >= 0.1
        for (name, value) in values {
            latest[name] = value
            if isSettled || !value.isFinite {
                withSeries(name) { $0.batches.append(Sample(epoch: Double(epoch) + part, value: value)) }
            }
        }
    }

    /// Takes what is known after an epoch, validation (`val_…`) included.
    public mutating func epochEnded(
        epoch: Int, values: [(name: String, value: Double)], learningRate: Double? = nil, elapsed: Double
    ) {
        self.epoch = epoch
        self.elapsed = elapsed
        batch = batchCount ?? batch
        isEpochOver = true
        if isOpenEnded { epochs = max(epochs, epoch + 1) }
        let now = Double(epoch + 1)
        for (name, value) in values where name != "learning_rate" && name != "lr" {
            latest[name] = value
            if name.hasPrefix("val_") {
                withSeries(String(name.dropFirst(4))) { $0.validation.append(Sample(epoch: now, value: value)) }
            } else {
                withSeries(name) { $0.training.append(Sample(epoch: now, value: value)) }
            }
        }
        if let learningRate { learningRates.append(Sample(epoch: now, value: learningRate)) }
    }

    /// Ends the training; the chart then says how long it took and which epoch was the best.
    public mutating func finished(_ state: State = .done, elapsed: Double) {
        self.state = state
        self.elapsed = elapsed
    }

    /// The training that was interrupted is running again.
    public mutating func goesOn() { state = .running }

    private mutating func withSeries(_ name: String, _ change: (inout Series) -> Void) {
        if series[name] == nil { metrics.append(name) }
        change(&series[name, default: Series()])
    }

    /// The part of the whole training that is done, 0...1.
    public var progress: Double {
        let total = Double(epochs - initialEpoch)
        guard total > 0, state != .done else { return 1 }
        let part = isEpochOver ? 1 : min(Double(batch) / Double(max(batchCount ?? batch * 2, 1)), 1)
        return min(max((Double(epoch - initialEpoch) + part) / total, 0), 1)
    }

    /// Seconds until the end at the speed so far, or nothing before there is a speed.
    public var remaining: Double? {
        guard state == .running, !isOpenEnded, progress > 0.001, elapsed > 0.3 else { return nil }
        return elapsed * (1 - progress) / progress
    }

    /// The epoch (from 1) at which a metric was best, on validation data where there are some.
    public func best(of metric: String) -> (epoch: Int, value: Double, name: String)? {
        guard let series = series[metric] else { return nil }
        let isValidated = !series.validation.isEmpty
        let samples = (isValidated ? series.validation : series.training).filter { $0.value.isFinite }
        let best =
            TrainingChart.isBetterWhenLarger(metric)
            ? samples.max { $0.value < $1.value } : samples.min { $0.value < $1.value }
        return best.map { (Int($0.epoch), $0.value, isValidated ? "val_" + metric : metric) }
    }

    /// True for metrics that grow while a network learns; losses and errors fall.
    static func isBetterWhenLarger(_ metric: String) -> Bool {
        let name = metric.lowercased()
        // "mape" is an error, "map" a mean of average precisions.
        if name.hasSuffix("loss") || name.hasSuffix("error") || name.contains("mape") { return false }
        let growing = [
            "acc", "auc", "precision", "recall", "f1", "iou", "top_k", "r2", "cosine_sim", "map", "ap11", "ap40",
        ]
        return growing.contains { name.contains($0) }
    }
}

/// Samples of which neighbours are averaged once there are too many.
public struct ThinnedSamples: Sendable {
    /// Averages of `stride` neighbouring values each.
    public private(set) var samples: [TrainingChart.Sample] = []
    private var stride = 1
    private var pending = TrainingChart.Sample(epoch: 0, value: 0)
    private var pendingCount = 0
    /// More points than a panel has pixels would not be seen.
    private static let limit = 1024

    /// Adds a value; it shows as soon as `stride` of them have come.
    mutating func append(_ sample: TrainingChart.Sample) {
        pending.epoch += sample.epoch
        pending.value += sample.value
        pendingCount += 1
        guard pendingCount >= stride else { return }
        let count = Double(pendingCount)
        samples.append(.init(epoch: pending.epoch / count, value: pending.value / count))
        pending = .init(epoch: 0, value: 0)
        pendingCount = 0
        guard samples.count >= ThinnedSamples.limit else { return }
        samples = Swift.stride(from: 0, to: samples.count - 1, by: 2).map { at in
            let (a, b) = (samples[at], samples[at + 1])
            return .init(epoch: (a.epoch + b.epoch) / 2, value: (a.value + b.value) / 2)
        }
        stride *= 2
    }
}
