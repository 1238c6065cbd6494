import Jupyter
import Language
import Testing

/// All that waits, as short texts, taken without waiting for more.
private func taken(_ outbox: Outbox) -> [String] {
    var found: [String] = []
    while case .item(let item) = outbox.next(hurrying: true) {
        switch item.content {
        case .text(let name, let text): found.append("\(name): \(text.string)")
        case .event(.update(let bundle, let id)):
            if case .text(let text)? = bundle.content["text/plain"] { found.append("\(id) = \(text)") }
        case .event(.display(_, let id)): found.append("display \(id ?? "")")
        case .notice(let type, _): found.append(type)
        default: found.append("other")
        }
    }
    return found
}

private func update(_ text: String, id: String) -> Event { .update(MIMEBundle(text: text), id: id) }

@Suite struct OutboxTests {
    let outbox: Outbox

    init() throws { outbox = Outbox(wakeup: try Wakeup()) }

    @Test func neighbouringTextsBecomeOne() {
        for part in ["a", "", "b", "c"] { outbox.put(.stream(.stdout, part), from: .none) }
        #expect(taken(outbox) == ["stdout: abc"])
    }

    @Test func textsOfTwoStreamsKeepTheirOrder() {
        outbox.put(.stream(.stdout, "a"), from: .none)
        outbox.put(.stream(.stderr, "b"), from: .none)
        outbox.put(.stream(.stdout, "c"), from: .none)
        #expect(taken(outbox) == ["stdout: a", "stderr: b", "stdout: c"])
    }

    @Test func onlyTheNewestUpdateOfADisplayStays() {
        outbox.put(.display(MIMEBundle(text: "0"), id: "x"), from: .none)
        for number in 1...5 {
            outbox.put(update("\(number)", id: "x"), from: .none)
            outbox.put(update("\(number * 10)", id: "y"), from: .none)
        }
        #expect(taken(outbox) == ["display x", "x = 5", "y = 50"])
    }

    @Test func longTextGoesInPartsCutBetweenCodePoints() {
        let text = String(repeating: "ё🙂", count: 50_000)
        outbox.put(.stream(.stdout, text), from: .none)
        let parts = taken(outbox)
        #expect(parts.count == 5)
        #expect(parts.map { $0.dropFirst("stdout: ".count) }.joined() == text)
    }

    @Test func tooMuchTextIsShortenedVisiblyAndNothingElseIs() {
        let mebibyte = String(repeating: "x", count: 1 << 20)
        for _ in 0..<80 { outbox.put(.stream(.stdout, mebibyte), from: .none) }
        outbox.put(.stream(.stdout, "the end"), from: .none)
        outbox.put(Outbox.Item(content: .notice(type: "status", [:]), origin: .none))
        let found = taken(outbox)
        #expect(found.last == "status")
        #expect(found.dropLast().last?.hasSuffix("the end") == true)
        #expect(found.contains { $0.contains("bytes of output left out") })
        #expect(found.reduce(0) { $0 + $1.utf8.count } < Outbox.textLimit + (3 << 20))
    }

    @Test func textWaitsAMomentForItsNeighbours() {
        outbox.put(.stream(.stdout, "a"), from: .none)
        guard case .later = outbox.next() else {
            Issue.record("sent at once")
            return
        }
        outbox.put(Outbox.Item(content: .notice(type: "status", [:]), origin: .none))
        guard case .item = outbox.next() else {
            Issue.record("text waits although something follows it")
            return
        }
    }
}
