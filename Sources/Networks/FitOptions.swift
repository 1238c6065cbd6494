import Tensors

/// How a training goes: Keras's arguments of `fit`.
public struct FitOptions {
    public var batchSize = 32
    /// The number of the last epoch, from 1.
    public var epochs = 1
    /// Epochs that an earlier training did.
    public var initialEpoch = 0
    public var shuffle = true
    /// Data that are measured after each epoch, never learned.
    public var validation: TrainingData?
    /// Batches of the validation data; `nil`: all.
    public var validationSteps: Int?
    /// Size of the validation's batches; `nil`: as those of the training.
    public var validationBatchSize: Int?
    /// Epochs between validations.
    public var validationFrequency = 1
    /// The share of the samples, taken from the end before shuffling, that is measured instead of learned.
    public var validationSplit = 0.0
    public var classWeight: [Int: Double]?
    /// Batches in an epoch; `nil`: as many as the data give.
    public var stepsPerEpoch: Int?

    /// New data for an epoch after the first, where the program makes them.
    public var nextData: ((_ epoch: Int) throws(NetworkError) -> TrainingData)?

    public init() {}
}

/// Who is told what while a training runs. Numbers are in the order of `metricNames`.
public struct FitEvents {
    /// Asked between layers: true stops at once and keeps everything up to the last whole step.
    public var isCancelled: () -> Bool
    /// Asked between batches, of training and of validation: true gives the thread back, and `resume` goes on.
    public var isWanted: () -> Bool = { false }
    public var onEpochBegin: (_ epoch: Int) -> Void
    /// Before each batch.
    public var onBatchBegin: (_ step: Int) -> Void = { _ in }
    /// After each batch: means over the epoch so far.
    public var onBatchEnd: (_ step: Int, _ steps: Int, _ means: [Double]) -> Void
    /// Before and after the validation of an epoch.
    public var onTestBegin: () -> Void = {}
    public var onTestEnd: (_ values: [Double]) -> Void = { _ in }
    /// Asked after each batch: true ends the epoch there, as Keras's `stop_training` does.
    public var isStopped: () -> Bool = { false }
    /// After each epoch; false ends the training.
    public var onEpochEnd: (_ epoch: Int, _ training: [Double], _ validation: [Double]?) -> Bool

    public init(
        isCancelled: @escaping () -> Bool = { false }, onEpochBegin: @escaping (Int) -> Void = { _ in },
        onBatchEnd: @escaping (Int, Int, [Double]) -> Void = { _, _, _ in },
        onEpochEnd: @escaping (Int, [Double], [Double]?) -> Bool = { _, _, _ in true }
    ) {
        self.isCancelled = isCancelled
        self.onEpochBegin = onEpochBegin
        self.onBatchEnd = onBatchEnd
        self.onEpochEnd = onEpochEnd
    }
}
