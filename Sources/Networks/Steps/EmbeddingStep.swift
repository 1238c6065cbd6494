import Loops

/// A row of a table for each number; on the way back rows' gradients are added up in the order of the samples.
final class EmbeddingStep: Step {
    private let site: StepSite
    private let layer: Layer
    private let table: Weight
    private let size: Int
    private let width: Int
    /// Numbers of the batch, looked at once.
    private let numbers: UnsafeMutablePointer<Int32>

    init(layer: Layer, site: StepSite) throws(NetworkError) {
        self.site = site
        self.layer = layer
        table = layer.weights[0]
        size = table.shape[0]
        width = table.shape[1]
        try Extents.reserve(4 * site.batch * site.inputCount, "the numbers of a batch")
        numbers = .allocate(capacity: max(site.batch * site.inputCount, 1))
    }

    deinit { numbers.deallocate() }

    func forward(_ run: StepRun) throws(NetworkError) {
        try read(run.count * site.inputCount)
        site.share(run.count) { _, samples in
            for i in samples.lowerBound * site.inputCount..<samples.upperBound * site.inputCount {
                (site.output + i * width).update(from: table.storage + Int(numbers[i]) * width, count: width)
            }
        }
    }

    private func read(_ count: Int) throws(NetworkError) {
        for i in 0..<count {
            let x = site.input[i]
            guard x > -1, x < Float(size), Int(x) < size else { throw EmbeddingStep.refusal(layer, number(x), size) }
            numbers[i] = Int32(truncatingIfNeeded: Int(x))
        }
    }

    /// The whole number of a float, as arrays convert it.
    private func number(_ x: Float) -> Int64 { x.magnitude < 0x1p63 ? Int64(x) : .min }

    /// What numbers outside of the table are answered with.
    static func refusal(_ layer: Layer, _ number: Int64, _ size: Int) -> NetworkError {
        NetworkError(
            .value, "Embedding \"\(layer.name)\": the number \(number) is not in [0, \(size))",
            hint: "input_dim is the largest number plus 1")
    }

    func backward(_ run: StepRun) {
        site.inputGradient?.update(repeating: 0, count: run.count * site.inputCount)
        if !site.learns { return }
        let parts = StepSite.parts, count = run.count * site.inputCount, gradient = table.gradient
        site.workers.run(parts: parts) { part in
            let from = table.count / parts * part
            (gradient + from).update(
                repeating: 0, count: (part == parts - 1 ? table.count : table.count / parts * (part + 1)) - from)
        }
        // Every part has its rows of the table: frequent numbers are small and neighbours, so they go by turns.
        site.workers.run(parts: parts) { part in
            for i in 0..<count where Int(numbers[i]) % parts == part {
                site.loops.add(gradient + Int(numbers[i]) * width, site.outputGradient + i * width, width)
            }
        }
    }
}
