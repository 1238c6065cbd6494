import Tensors
import Testing

/// The first numbers of NumPy's streams: `np.random.seed(0)` and `np.random.default_rng(0)`.
@Suite struct RandomTests {
    @Test func theTwisterGivesNumPysNumbers() throws {
        let random = RandomSource(legacySeed: 0)
        #expect(try random.uniform([2]).elements(as: Double.self) == [0.5488135039273248, 0.7151893663724195])
    }

    @Test func theCongruentialGeneratorGivesNumPysNumbers() throws {
        let random = RandomSource(sequence: SeedSequence(seed: 0))
        #expect(try random.uniform([2]).elements(as: Double.self) == [0.6369616873214543, 0.2697867137638703])
    }

    @Test func integersOfNoRangeAreRefused() {
        #expect(throws: TensorError.self) {
            try RandomSource(legacySeed: 0).integers(low: 3, high: 3, shape: [1])
        }
    }

    @Test(arguments: [1, 2, 10, 1000]) func permutationsHoldEveryNumberOnce(_ count: Int) throws {
        for random in [RandomSource(legacySeed: 1), RandomSource(sequence: SeedSequence(seed: 1))] {
            #expect(try random.permutation(count).elements(as: Int.self).sorted() == Array(0..<count))
        }
    }
}
