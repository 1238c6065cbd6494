/// The state of streams: read, kept by programs, and set again.
extension RandomSource {
    /// What a legacy stream is at some moment.
    public struct TwisterState: Sendable {
        public let words: [UInt32]
        public let place: Int
        /// The second number of the last pair of normal ones.
        public let savedGauss: Double?

        public init(words: [UInt32], place: Int, savedGauss: Double?) {
            self.words = words
            self.place = place
            self.savedGauss = savedGauss
        }
    }

    /// The legacy stream's state.
    public var twisterState: TwisterState {
        TwisterState(words: twister.state, place: twister.place, savedGauss: savedGauss)
    }

    /// Goes on from a legacy state.
    /// - Throws: `value` for what no twister can have.
    public func restore(_ state: TwisterState) throws(TensorError) {
        guard let restored = MersenneTwister(state: state.words, place: state.place) else {
            throw TensorError(.value, "state dictionary is not valid.")
        }
        kind = .legacy
        twister = restored
        savedGauss = state.savedGauss
    }

    /// What a new-style stream is at some moment.
    public struct CongruentialState: Sendable {
        public let state: UInt128
        public let increment: UInt128
        /// The upper half of a word whose lower half was given away.
        public let saved: UInt32?
        /// The upper half that was saved last, given away or not.
        public let lastSaved: UInt32

        public init(state: UInt128, increment: UInt128, saved: UInt32?, lastSaved: UInt32 = 0) {
            self.state = state
            self.increment = increment
            self.saved = saved
            self.lastSaved = saved ?? lastSaved
        }
    }

    /// The new-style stream's state.
    public var congruentialState: CongruentialState {
        CongruentialState(state: pcg.state, increment: pcg.increment, saved: pcg.saved, lastSaved: pcg.lastSaved)
    }

    /// Goes on from a new-style state.
    public func restore(_ state: CongruentialState) {
        kind = .generator
        pcg.state = state.state
        pcg.increment = state.increment
        pcg.saved = state.saved
    }

    /// Streams that are independent of this one and of each other.
    /// - Throws: `type` where the stream was not made from a seed sequence.
    public func spawn(_ count: Int) throws(TensorError) -> [RandomSource] {
        guard var seeds = sequence else {
            throw TensorError(.type, "The underlying SeedSequence does not implement spawning.")
        }
        let children = seeds.spawn(count).map { RandomSource(sequence: $0) }
        sequence = seeds
        return children
    }
}
