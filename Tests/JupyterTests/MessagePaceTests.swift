import JSON
import Jupyter
import Testing

@Suite struct MessagePaceTests {
    /// Sends as fast as allowed for some seconds; the times of the messages, in nanoseconds.
    private func times(seconds: UInt64, type: String = "display_data") -> [UInt64] {
        var pace = MessagePace()
        var now: UInt64 = 1
        var sent: [UInt64] = []
        while now < seconds * 1_000_000_000, sent.count < 100_000 {
            if let pause = pace.pause(at: now) {
                now += UInt64(pause) * 1_000_000
            } else {
                pace.count(type, [:], at: now)
                sent.append(now)
                now += 10_000
            }
        }
        return sent
    }

    @Test func noThreeSecondsHaveMoreThanTheServerTakes() {
        let sent = times(seconds: 12)
        for (place, start) in sent.enumerated() {
            let end = sent[place...].prefix { $0 < start + 3_000_000_000 }.count
            #expect(end <= 3000)
            if place > 4000 { break }
        }
        #expect(sent.count > 3000)
    }

    @Test func aFewHundredAreNotSlowed() { #expect(times(seconds: 1).prefix(1000).last ?? 0 < 11_000_000) }

    @Test func statusDoesNotCount() { #expect(times(seconds: 1, type: "execute_input").count > 50_000) }

    @Test func idleBeginsAnew() {
        var pace = MessagePace()
        for _ in 0..<1500 { pace.count("stream", [:], at: 1) }
        #expect(pace.pause(at: 2) != nil)
        pace.count("status", ["execution_state": "busy"], at: 2)
        #expect(pace.pause(at: 2) != nil)
        pace.count("status", ["execution_state": "idle"], at: 3)
        #expect(pace.pause(at: 3) == nil)
    }
}
