import Jupyter
import Language
import Testing

@Suite struct CellOutputTests {
    let outbox: Outbox
    let cell = Origin(header: Array(#"{"msg_id": "1"}"#.utf8))

    init() throws { outbox = Outbox(wakeup: try Wakeup(), limit: OutputLimit(bytes: 1000)) }

    /// All text that waits, by stream.
    private func text(_ name: StreamName? = nil) -> String {
        var all = ""
        while case .item(let item) = outbox.next(hurrying: true) {
            if case .text(let stream, let text) = item.content, name == nil || stream == name { all += text.string }
        }
        return all
    }

    private func print(_ text: String, _ name: StreamName = .stdout) { outbox.put(.stream(name, text), from: cell) }

    @Test func aShortTextPasses() {
        print("short\n")
        outbox.finish(cell)
        #expect(text() == "short\n")
        #expect(outbox.longText == nil)
    }

    @Test func aTextALittleTooLongIsComplete() {
        let lines = (0..<150).map { "\($0)\n" }
        for line in lines { print(line) }
        #expect(text().utf8.count <= 500)
        for line in (150..<200).map({ "\($0)\n" }) { print(line) }
        outbox.finish(cell)
        let all = (0..<200).map { "\($0)\n" }.joined()
        #expect(outbox.longText == all)
        #expect(all.hasSuffix(text()))
    }

    @Test func aLongTextShowsItsBeginningItsEndAndWhatIsBetween() {
        for number in 0..<10_000 { print("\(number)\n") }
        outbox.finish(cell)
        let shown = text()
        let whole = (0..<10_000).map { "\($0)\n" }.joined()
        #expect(shown.hasPrefix("0\n1\n2\n"))
        #expect(shown.hasSuffix("\n9998\n9999\n"))
        #expect(shown.contains("bytes left out here; svertka.output() returns what was printed"))
        #expect(shown.utf8.count < 2000)
        #expect(outbox.longText == whole)
    }

    @Test func nothingIsCutInsideOfACharacter() {
        for _ in 0..<300 { print("ё🙂") }
        print(String(repeating: "🙂", count: 5000))
        outbox.finish(cell)
        #expect(!text().unicodeScalars.contains("\u{FFFD}"))
    }

    @Test func theEndKeepsItsStreams() {
        print(String(repeating: "x", count: 3000))
        for number in 0..<100 { print("\(number)\n", number % 2 == 0 ? .stdout : .stderr) }
        outbox.finish(cell)
        #expect(text(.stderr).hasSuffix("97\n99\n"))
    }

    @Test func anotherCellBeginsAnew() {
        for _ in 0..<1000 { print("0123456789\n") }
        let other = Origin(header: Array(#"{"msg_id": "2"}"#.utf8))
        outbox.finish(cell)
        _ = text()
        outbox.put(.stream(.stdout, "second\n"), from: other)
        outbox.finish(other)
        #expect(text() == "second\n")
        // What the first one printed can still be had.
        #expect(outbox.longText?.utf8.count == 11_000)
    }

    @Test func veryLongTextsKeepTheirLastMegabytes() {
        let mebibyte = String(repeating: "y", count: 1 << 20)
        for _ in 0..<40 { print(mebibyte) }
        outbox.finish(cell)
        let kept = outbox.longText?.utf8.count ?? 0
        #expect(kept >= 8 << 20 && kept <= 16 << 20)
    }

    @Test func withoutALimitEverythingPasses() throws {
        let outbox = Outbox(wakeup: try Wakeup(), limit: OutputLimit(bytes: 0))
        let text = String(repeating: "z", count: 3 << 20)
        outbox.put(.stream(.stdout, text), from: cell)
        outbox.finish(cell)
        var all = ""
        while case .item(let item) = outbox.next(hurrying: true) {
            if case .text(_, let part) = item.content { all += part.string }
        }
        #expect(all == text)
    }
}
