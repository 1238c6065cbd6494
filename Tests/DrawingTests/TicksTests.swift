import Drawing
import Testing

@Suite struct TicksTests {
    @Test func ticksAreRoundNumbersInsideTheRange() {
        #expect(Ticks.linear(0, 1, count: 6).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        #expect(Ticks.linear(0, 12, count: 9, onlyIntegers: true).labels == ["0", "2", "4", "6", "8", "10", "12"])
        #expect(Ticks.linear(-0.3, 0.31, count: 5).labels == ["\u{2212}0.2", "0.0", "0.2"])
        #expect(Ticks.linear(0, 3e7, count: 4).labels == ["0", "10⁷", "2×10⁷", "3×10⁷"])
    }

    @Test func countsNeverHaveFractions() {
        for last in 1...40 {
            let ticks = Ticks.linear(0, Double(last), count: 6, onlyIntegers: true)
            #expect(ticks.values.allSatisfy { $0 == $0.rounded() } && ticks.values.count <= 6)
        }
    }

    @Test func neverMoreThanAskedAndNearlyAlwaysThree() {
        for low in [-7.3, 0, 1e-5, 123.4, 1e8] {
            for span in [1e-3, 0.7, 1, 13, 999, 1e6] {
                for count in 3...9 {
                    let ticks = Ticks.linear(low, low + span, count: count)
                    #expect(ticks.values.count <= count && ticks.values.count >= 1)
                    #expect(ticks.labels.count == Set(ticks.labels).count, "\(ticks.labels)")
                }
            }
        }
    }

    @Test func logarithmicTicksArePowersOfTen() {
        let ticks = Ticks.logarithmic(0.001, 100, count: 8)
        #expect(ticks.labels == ["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²"])
        #expect(ticks.minor.contains { abs($0 - 0.02) < 1e-12 })
        #expect(Ticks.logarithmic(2, 7, count: 6).labels == ["2", "5"])
    }

    @Test func rangesThatAreNoneGiveNoTicks() {
        #expect(Ticks.linear(.nan, 1, count: 5).values.isEmpty)
        #expect(Ticks.linear(0, .infinity, count: 5).values == [0])
        #expect(Ticks.logarithmic(-1, 10, count: 5).values.isEmpty)
    }
}
