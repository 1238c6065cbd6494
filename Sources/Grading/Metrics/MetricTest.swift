/// What a test cell says of hidden data: `svertka.metric(…)` and `svertka.limits(…)`, read from the master copy.
///
/// The calls stand in a region of hidden tests, so that `generate` takes them out of what students get. No worker ever
/// runs them: the supervisor reads them as data and blanks them out of the text that is run.
struct HiddenChecks: Sendable, Equatable {
    /// The metric of the cell, if it has one.
    var metric: MetricTest?
    var limits: [LimitTest] = []

    var isEmpty: Bool { metric == nil && limits.isEmpty }
}

/// A metric on hidden data, and the points that it is worth.
struct MetricTest: Sendable, Equatable {
    /// Where predictions come from.
    enum Source: Sendable, Equatable {
        /// A function of the submission, called with the inputs: `predict`, `model.predict`.
        case function(String)
        /// An array that the submission has computed.
        case variable(String)
        /// A Keras model of the submission, which predicts in a process without the submission's code.
        case model(String)
        /// A file of the submission: a model, or weights for the model that the function `build` returns.
        case file(String, build: String?)
    }

    /// Points from a value of the metric on.
    struct Threshold: Sendable, Equatable {
        let value: Double
        let points: Double
    }

    var kind: MetricKind
    var source: Source
    /// A file or folder below `hidden/ASSIGNMENT`, with `file.npz:name` for an array of an archive; `nil` for a variable.
    var inputs: String?
    var labels: String
    /// From the worst value to the best.
    var thresholds: [Threshold]
    /// True where values between two thresholds earn points between theirs.
    var isLinear = false
    /// Names of classes, from class 0 on; empty where they have none.
    var classes: [String] = []
    /// The part of the samples that counts for the public leaderboard; `nil` where the data is not split.
    var publicShare: Double?
    /// Classes of the highest scores that may hold the right one.
    var top = 5
    /// The overlap (intersection over union) from which a box is found; `nil` for the mean over 0.50, 0.55 … 0.95.
    var overlap: Double? = 0.5
    /// What students read.
    var title: String
    /// False keeps the confusion matrix out of the feedback.
    var showsConfusion = true

    /// Points for a value.
    func points(for value: Double) -> Double {
        let sign = kind.isHigherBetter ? 1.0 : -1.0
        guard let reached = thresholds.lastIndex(where: { sign * value >= sign * $0.value }) else { return 0 }
        let low = thresholds[reached]
        guard isLinear, reached + 1 < thresholds.count else { return low.points }
        let high = thresholds[reached + 1]
        return low.points + (high.points - low.points) * (value - low.value) / (high.value - low.value)
    }
}

/// Bounds on a model and its training.
struct LimitTest: Sendable, Equatable {
    /// The model that is meant, by its name in the submission; `nil` for the metric's.
    var model: String?
    /// Numbers that the model learns or keeps.
    var parameters: Double?
    /// Multiply-adds for one sample.
    var multiplyAdds: Double?
    /// Steps of optimizers in all cells so far.
    var trainingSteps: Double?
    /// Multiply-adds of `fit` in all cells so far: forward and backward, three times the forward pass.
    var trainingMultiplyAdds: Double?
    /// What all cells so far computed with arrays, in operations.
    var operations: Double?
    /// Seconds by the clock that all cells so far took.
    var trainingSeconds: Double?

    var asksModel: Bool { parameters != nil || multiplyAdds != nil }
}
