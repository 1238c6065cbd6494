import Loops

/// What a recurrent layer forgets while training: of a sample the same inputs and states in all steps (Gal and Ghahramani,
/// 2016). The numbers are those that the layer's expression draws.
final class RecurrentDropout {
    /// Factors of inputs, [N, F], and of states before each product, [N, U]; `nil` where nothing is forgotten.
    let inputs: Scratch?
    let states: Scratch?
    private let site: StepSite
    private let rates: (inputs: Double, states: Double)
    private let seed: UInt64
    private let features: Int
    private let units: Int
    private let zeros: Scratch

    /// - Returns: `nil` where the layer forgets nothing.
    init?(_ layer: Layer, _ site: StepSite, features: Int, units: Int) throws(NetworkError) {
        rates = (try layer.values.double("dropout"), try layer.values.double("recurrent_dropout"))
        if rates == (0, 0) { return nil }
        self.site = site
        self.features = features
        self.units = units
        if case .int(let seed)? = layer.values.values["seed"] {
            self.seed = UInt64(bitPattern: Int64(seed)) &* 0xD134_2543_DE82_EF95
        } else {
            seed = 0
        }
        let what = "dropout of a recurrent layer"
        inputs = rates.inputs > 0 ? try Scratch(site.batch * features, what) : nil
        states = rates.states > 0 ? try Scratch(site.batch * units, what) : nil
        zeros = try Scratch(max(features, units), what)
    }

    /// Streams of random numbers that a batch takes.
    var draws: UInt64 { (inputs == nil ? 0 : 1) + (states == nil ? 0 : 1) }

    /// Draws the factors of a batch.
    func draw(_ run: StepRun) {
        var key = run.key &+ UInt64(site.index) &* 0x9E37_79B9_7F4A_7C15 &+ site.drawn
        for (factors, rate, width) in [(inputs, rates.inputs, features), (states, rates.states, units)] {
            guard let factors else { continue }
            key &+= 1
            let to = factors.base, count = run.count * width
            to.update(repeating: rate < 1 ? 1 : 0, count: count)
            if rate < 1 { site.loops.dropout(to, to, Float(rate), key &* 0xD134_2543_DE82_EF95 &+ seed, 0, count) }
        }
    }

    /// y = x times the factors of a sample's inputs; y may be x.
    func keepInputs(_ y: Target, _ x: Source, _ sample: Int) {
        guard let inputs else { return }
        site.loops.normalizing.scale(y, x, inputs.base + sample * features, zeros.base, 1, features)
    }

    /// y = x times the factors of a sample's states; y may be x.
    func keepStates(_ y: Target, _ x: Source, _ sample: Int) {
        guard let states else { return }
        site.loops.normalizing.scale(y, x, states.base + sample * units, zeros.base, 1, units)
    }
}
