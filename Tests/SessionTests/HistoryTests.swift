import Session
import Testing

@Suite struct HistoryTests {
    let history: History = {
        var history = History()
        for (line, input) in ["a = 1", "b = 2", "a = 1", "print(a)"].enumerated() {
            history.append(line: line + 1, input: input)
        }
        return history
    }()

    @Test func theTailIsTheNewest() {
        #expect(history.tail(2).map(\.line) == [3, 4])
        #expect(history.tail(-1).isEmpty)
        #expect(history.tail(Int.max).count == 4)
    }

    @Test func rangesLeaveTheirEndOut() {
        #expect(history.range(start: 2, stop: 4).map(\.line) == [2, 3])
        #expect(history.range(start: 3, stop: nil).map(\.line) == [3, 4])
    }

    @Test func searchesMatchTheWholeInput() {
        #expect(history.search("a = ?", count: nil, unique: false).map(\.line) == [1, 3])
        #expect(history.search("a = ?", count: nil, unique: true).map(\.line) == [3])
        #expect(history.search("*a*", count: 1, unique: false).map(\.line) == [4])
        #expect(history.search("a", count: nil, unique: false).isEmpty)
    }
}
