import Loops
import Tensors

/// What one layer does with a batch: values forward, gradients backward.
protocol Step: AnyObject {
    func forward(_ run: StepRun) throws(NetworkError)
    /// Turns the outputs' gradients into the inputs' (where the site wants them) and the weights'.
    func backward(_ run: StepRun) throws(NetworkError)
    /// What the layer added to the loss in the last forward.
    var addedLoss: Double { get }
    /// True where `backward` adds the input's gradient to the sum of its port itself.
    var addsToSum: Bool { get }
    /// Called before the first step of a way forward.
    func prepare(_ run: StepRun)
}

extension Step {
    var addedLoss: Double { 0 }
    var addsToSum: Bool { false }
    func prepare(_ run: StepRun) {}
}

/// What changes from one batch to the next.
struct StepRun {
    /// Samples in the batch, at most the plan's.
    let count: Int
    let isTraining: Bool
    /// The stream of random numbers of this batch.
    let key: UInt64
    /// False where the weights are those of the run before: what was packed of them still holds.
    var areWeightsNew = true
    /// What long steps look at between a few samples: then they leave off, and the plan throws away what they did.
    var cancellation = Cancellation.ofThread

    /// True where the run shall stop.
    var isCancelled: Bool {
        guard let cancellation else { return false }
        return cancellation.isAsked
    }
}

/// Where a step stands in a plan: its memory and tools. Shapes and counts are of one sample.
struct StepSite {
    /// A value that flows into the step or out of it.
    struct Port {
        let shape: [Int]
        let values: Target
        /// Of an input: where its gradient goes, `nil` where nothing before learns. Of an output: where it comes from.
        let gradient: Target?
        /// Of an input that others use too: where their gradients are, and this one is added; `nil` where this one is the first.
        var sum: Target?

        var count: Int { shape.reduce(1, *) }
    }

    let loops: LoopTable
    let workers: Workers
    let inputs: [Port]
    let outputs: [Port]
    let inputCount: Int
    let outputCount: Int
    /// True where the gradient that comes back is that before the activation: the loss gave it (softmax with cross-entropy),
    /// or the step after this one.
    let skipsActivationGradient: Bool
    /// The places of inputs that end with a rectifier whose gradient the step takes over.
    let rectifiedInputs: Set<Int>
    /// False where the weights do not learn, so that their gradients are not needed.
    let learns: Bool
    /// A number of its own for each call of a layer.
    let index: Int
    /// Samples of a batch at most.
    let batch: Int
    /// The places of the inputs whose masks are the last of the inputs, in this order.
    let masks: [Int]
    /// Streams of random numbers that others of the same call draw before.
    let drawn: UInt64
    /// What the step does besides its own layer's work.
    let followers: Followers
    /// True where the step before has done this one's work on the way forward.
    let isApplied: Bool
    /// What the step may do for the one behind it, and what the one before may do for it.
    let given: Handover?
    let taken: Handover?

    init(
        loops: LoopTable, workers: Workers, inputs: [Port], outputs: [Port],
        skipsActivationGradient: Bool, rectifiedInputs: Set<Int> = [], learns: Bool, index: Int, batch: Int,
        masks: [Int] = [],
        drawn: UInt64 = 0, followers: Followers = Followers(), isApplied: Bool = false,
        given: Handover? = nil, taken: Handover? = nil
    ) {
        self.loops = loops
        self.workers = workers
        self.inputs = inputs
        self.outputs = outputs
        inputCount = inputs[0].count
        outputCount = outputs[0].count
        self.skipsActivationGradient = skipsActivationGradient
        self.rectifiedInputs = rectifiedInputs
        self.learns = learns
        self.index = index
        self.batch = batch
        self.masks = masks
        self.drawn = drawn
        self.followers = followers
        self.isApplied = isApplied
        self.given = given
        self.taken = taken
    }

    /// The first input and output, of steps that have no others.
    var input: Target { inputs[0].values }
    var output: Target { outputs[0].values }
    var inputGradient: Target? { inputs[0].gradient }
    /// - Precondition: asked for on the way back only, where there is one.
    var outputGradient: Target { outputs[0].gradient ?? outputs[0].values }

    /// The function that the step ends with: its layer's own, or one that it takes over.
    func activation(of layer: Layer) throws(NetworkError) -> ActivationKind {
        if let activation = followers.activation { return activation }
        return try layer.values.activation("activation")
    }

    /// Runs a job on pieces of samples where a batch has fewer than parts: the sample, and which of its `extent` rows or
    /// places. Only for what gives the same bits however it is cut.
    func sharePieces(_ count: Int, of extent: Int, _ body: (_ part: Int, _ sample: Int, _ piece: Range<Int>) -> Void) {
        let pieces = max(1, min(extent, StepSite.parts / max(count, 1)))
        workers.run(parts: count * pieces) { part in
            let piece = part % pieces
            body(part, part / pieces, extent * piece / pieces..<extent * (piece + 1) / pieces)
        }
    }

    /// Runs a job on each sample; where they are few, on some of its `extent` rows.
    func shareRows(_ count: Int, of extent: Int, _ body: (_ sample: Int, _ rows: Range<Int>) -> Void) {
        if count < StepSite.parts { return sharePieces(count, of: extent) { body($1, $2) } }
        share(count) { _, samples in
            for sample in samples { body(sample, 0..<extent) }
        }
    }

    /// to += from, over the workers.
    static func add(_ to: Target, _ from: Target, _ count: Int, _ loops: LoopTable, _ workers: Workers) {
        // Floats of a part, so that it is worth waking somebody.
        let part = 1 << 14, parts = (count + part - 1) / part
        if parts < 2 { return loops.add(to, from, count) }
        workers.run(parts: parts) { loops.add(to + $0 * part, from + $0 * part, min(part, count - $0 * part)) }
    }

    /// How many parts a batch is cut into, whatever the number of workers: results must not depend on it.
    static let parts = 4

    /// Runs a job on the samples of each part, or on whatever else there are `count` of: rows, elements.
    func share(_ count: Int, _ body: (_ part: Int, _ some: Range<Int>) -> Void) {
        let parts = min(StepSite.parts, max(count, 1))
        workers.run(parts: parts) { part in body(part, count * part / parts..<count * (part + 1) / parts) }
    }
}
