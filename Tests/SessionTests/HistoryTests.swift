import Glibc
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

    @Test func globsHaveSetsAndRanges() {
        let found = { (pattern: String) in self.history.search(pattern, count: nil, unique: false).map(\.line) }
        #expect(found("[ab] = *") == [1, 2, 3])
        #expect(found("[^a]*") == [2, 4])
        #expect(found("*[0-1]") == [1, 3])
        #expect(found("*[(]a[)]") == [4])
        #expect(found("[").isEmpty)
    }

    @Test func linesBelowZeroCountFromTheEnd() {
        #expect(history.range(start: -1, stop: nil).map(\.line) == [4])
        #expect(history.range(start: -3, stop: -1).map(\.line) == [2, 3])
        #expect(history.range(start: 0, stop: 0).map(\.line) == [1, 2, 3, 4])
    }
}

@Suite final class HistoryFileTests {
    let path = "/tmp/svertka-history-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).jsonl"
    deinit { unlink(path) }

    private func session(_ inputs: String...) -> History {
        var history = History(file: HistoryFile(path: path))
        for (line, input) in inputs.enumerated() { history.append(line: line + 1, input: input) }
        return history
    }

    @Test func cellsBeyondThoseInMemoryAreReadFromTheFile() {
        var history = History(file: HistoryFile(path: path))
        for line in 1...6000 { history.append(line: line, input: "x = \(line)") }
        #expect(history.entries.count < 5500)
        #expect(history.range(start: 1, stop: 4).map(\.input) == ["x = 1", "x = 2", "x = 3"])
        #expect(history.range(start: -1, stop: nil).map(\.line) == [6000])
        #expect(history.tail(6000).map(\.line) == Array(1...6000))
        #expect(history.search("x = 7", count: nil, unique: false).map(\.line) == [7])
    }

    @Test func withoutAFileTheOldestCellsAreForgotten() {
        var history = History()
        for line in 1...6000 { history.append(line: line, input: "x") }
        #expect(history.entries.count < 5500)
        #expect(history.tail(2).map(\.line) == [5999, 6000])
        #expect(history.range(start: 1, stop: 4).isEmpty)
    }

    @Test func otherSessionsAreRemembered() {
        _ = session("a = 1", "b = 'ё\n🙂'")
        let second = session("c = 3")
        #expect(second.tail(10).map(\.input) == ["a = 1", "b = 'ё\n🙂'", "c = 3"])
        #expect(second.tail(10).map(\.session) == [1, 1, 2])
        #expect(second.search("[ab]*", count: 1, unique: true).map(\.line) == [2])
        #expect(second.range(session: 1, start: 1, stop: nil).map(\.line) == [1, 2])
        #expect(second.range(session: -1, start: 2, stop: nil).map(\.input) == ["b = 'ё\n🙂'"])
        #expect(second.range(session: 2, start: 1, stop: nil).map(\.input) == ["c = 3"])
        #expect(second.range(session: 0, start: 1, stop: nil).map(\.input) == ["c = 3"])
        #expect(second.range(session: 7, start: 1, stop: nil).isEmpty)
    }

    @Test func aSessionWithoutCellsHasNoNumberYet() {
        _ = session("a")
        let empty = session()
        #expect(empty.range(session: -1, start: 1, stop: nil).map(\.input) == ["a"])
        #expect(session("b").tail(1).map(\.session) == [2])
    }

    @Test func sessionsThatRunAtOnceKeepTheirLines() async {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for kernel in 0..<8 {
                group.addTask {
                    var history = History(file: HistoryFile(path: path))
                    for line in 1...100 { history.append(line: line, input: "\(kernel) \(line)") }
                }
            }
        }
        let all = session().tail(Int.max)
        #expect(all.count == 800)
        let bySession = Dictionary(grouping: all, by: \.session)
        #expect(Set(bySession.keys) == Set(1...8))
        for entries in bySession.values {
            #expect(entries.map(\.line) == Array(1...100))
            #expect(Set(entries.map { $0.input.prefix(1) }).count == 1)
        }
    }

    @Test func aLongFileLosesItsOlderHalfAndNoNumber() {
        let long = String(repeating: "x", count: 1 << 20)
        _ = session("old")
        var held = session(long, long, long, long + "new")
        let third = session("next")
        #expect(third.tail(1).map(\.session) == [3])
        let inputs = third.tail(100).map { $0.input.suffix(3) }
        #expect(inputs.contains("new") && !inputs.contains("old"))
        // The kernel that was running meanwhile writes into the new file.
        held.append(line: 5, input: "late")
        #expect(session("last").tail(3).map(\.input) == ["next", "late", "last"])
    }

    @Test func linesThatAreNoneArePassedOver() throws {
        _ = session("a")
        let text = (TextFile.read(path) ?? "") + "[1, 2\n\nnull\n[1, 2, 3]\n{\"session\": \"x\"}\n\u{0}\n"
        try TextFile.write(Array(text.utf8), to: path)
        let next = session("b")
        #expect(next.tail(10).map(\.input) == ["a", "b"])
        #expect(next.tail(1).map(\.session) == [2])
    }

    @Test func aFileThatCannotBeWrittenIsNamedOnce() {
        let file = HistoryFile(path: "/proc/no/history.jsonl")
        var history = History(file: file)
        history.append(line: 1, input: "a")
        #expect(history.tail(5).map(\.input) == ["a"])
        #expect(file.takeFailure()?.contains("/proc/no/history.jsonl") == true)
        #expect(file.takeFailure() == nil)
    }

    @Test func theFrontEndAndTheEnvironmentChooseTheFile() {
        #expect(HistoryFile.path(chosenBy: ["-f", "x", "--HistoryManager.hist_file=:memory:"]) == nil)
        #expect(HistoryFile.path(chosenBy: ["--HistoryManager.hist_file=/tmp/h"]) == "/tmp/h")
    }
}
