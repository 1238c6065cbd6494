import Loops

/// How a network learns: a loss and metrics for each output, and the optimizer. Keras's `compile`.
public final class Training {
    /// What one output is measured by.
    public struct Goal {
        public var loss: Loss?
        /// How much the loss counts beside those of other outputs.
        public var weight: Double
        public var metrics: [MetricKind]

        public init(loss: Loss?, weight: Double = 1, metrics: [MetricKind] = []) {
            self.loss = loss
            self.weight = weight
            self.metrics = metrics
        }
    }

    public let goals: [Goal]
    public let optimizer: Optimizer
    /// Names of the outputs, for what is told where there are several.
    public let outputNames: [String]

    /// - Parameter goals: one for each of the network's outputs.
    public init(_ goals: [Goal], optimizer: Optimizer, outputNames: [String] = []) {
        self.goals = goals
        self.optimizer = optimizer
        self.outputNames = outputNames
    }

    /// True where an output's loss takes over the gradient of the last activation.
    func absorbs(_ output: Int, _ activation: ActivationKind) -> Bool {
        output < goals.count && goals[output].loss?.absorbs(activation) == true
    }

    /// Names of what training tells: the loss, each output's where there are several, then the metrics.
    public var metricNames: [String] {
        var names = ["loss"]
        let several = goals.count > 1
        if several {
            for (i, goal) in goals.enumerated() where goal.loss != nil { names.append(prefix(i) + "loss") }
        }
        for (i, goal) in goals.enumerated() { names += goal.metrics.map { (several ? prefix(i) : "") + $0.name } }
        return names
    }

    private func prefix(_ output: Int) -> String {
        (output < outputNames.count ? outputNames[output] : "output_\(output)") + "_"
    }
}
