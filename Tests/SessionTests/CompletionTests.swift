import Session
import Testing

@Suite struct CompletionTests {
    @Test func namesOfTheProgramComeFirst() {
        let recorder = Recorder()
        _ = recorder.session.run("printer = 1")
        let found = recorder.session.complete("prin", at: 4)
        #expect(found.matches.map(\.text) == ["printer", "print"])
        #expect(found.start == 0 && found.end == 4)
    }

    @Test func placesCountCodePoints() {
        let recorder = Recorder()
        _ = recorder.session.run("свёртка = 1")
        let code = "'🙂'; свё"
        let found = recorder.session.complete(code, at: code.unicodeScalars.count)
        #expect(found.matches.map(\.text) == ["свёртка"])
        #expect(found.start == 5)
    }

    @Test(arguments: [-3, 0, 2, 1000]) func anyPlaceIsTaken(cursor: Int) {
        let found = Recorder().session.complete("pr", at: cursor)
        #expect(found.start >= 0 && found.start <= found.end && found.end <= 2)
    }

    @Test func attributesComeFromTheValue() {
        let recorder = Recorder()
        _ = recorder.session.run("class Net:\n    def fit(self, x, epochs=1):\n        'Trains.'\nnet = Net()")
        let found = recorder.session.complete("net.f", at: 5)
        #expect(found.matches.map(\.text) == ["fit"])
        #expect(found.start == 4)
    }

    @Test func argumentsAreOfferedInsideBrackets() {
        let recorder = Recorder()
        _ = recorder.session.run("def fit(x, epochs=1): pass")
        let code = "fit(1, epo"
        #expect(recorder.session.complete(code, at: code.count).matches.map(\.text).first == "epochs=")
    }

    @Test func inspectionShowsSignatureAndText() throws {
        let recorder = Recorder()
        _ = recorder.session.run("def fit(x, epochs=1):\n    'Trains.'")
        guard case .text(let text)? = recorder.session.inspect("fit(", at: 4)?.content["text/plain"] else {
            Issue.record("nothing found")
            return
        }
        #expect(text.contains("fit(x, epochs=1)"))
        #expect(text.contains("Trains."))
        #expect(recorder.session.inspect("nothing", at: 3) == nil)
    }

    @Test func completenessFollowsBracketsAndBlocks() {
        let session = Recorder().session
        #expect(session.completeness(of: "1") == .complete)
        #expect(session.completeness(of: "f(1,") != .complete)
        #expect(session.completeness(of: "for i in x:") == .incomplete(indent: "    "))
        #expect(session.completeness(of: "a b") == .invalid)
    }
}
