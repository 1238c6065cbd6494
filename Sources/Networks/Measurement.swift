/// Loss and metrics over samples, batch by batch, without learning. Cancelled or paused, it can go on where it was.
final class Measurement {
    private unowned let network: Network
    private let samples: Samples
    private let places: ArraySlice<Int>
    private let size: Int
    let batch: Batch
    /// What regularizers add to the loss.
    private let added: Double
    private var step = 0
    /// The version of the weights that the plan has.

    /// - size: samples in a batch.
    init(_ network: Network, _ samples: Samples, _ places: ArraySlice<Int>, batch size: Int) throws(NetworkError) {
        self.network = network
        self.samples = samples
        self.places = places
        self.size = min(max(size, 1), max(places.count, 1))
        batch = try network.makeBatch(samples, self.size, isTrained: false)
        added = network.regularization
    }

    private var steps: Int { (places.count + size - 1) / size }

    /// Goes on to the end, or until the thread is wanted: then the answer is false.
    func run(
        isCancelled: () -> Bool, isWanted: () -> Bool = { false },
        onBatch: (_ step: Int, _ steps: Int, _ means: [Double]) -> Void = { _, _, _ in }
    ) throws(NetworkError) -> Bool {
        while step < steps {
            if isWanted() { return false }
            let from = places.startIndex + step * size
            let part = places[from..<min(from + size, places.endIndex)]
            samples.gather(part, into: batch, network.workers)
            try batch.plan.predict(part.count, weightsVersion: network.weightsVersion, isCancelled: isCancelled)
            try batch.score(samples, part.count, added: added + batch.plan.addedLoss, key: 0, withGradient: false)
            try batch.note(samples, part.count)
            step += 1
            onBatch(step - 1, steps, batch.values)
        }
        return true
    }
}
