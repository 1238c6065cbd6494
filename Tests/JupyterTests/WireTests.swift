import JSON
import Jupyter
import Testing

/// Frames as a client sends them, signed with `signer`.
private func frames(
    _ signer: Signer, header: String = #"{"msg_id": "1", "msg_type": "execute_request", "session": "s", "extra": 1}"#,
    content: String = #"{"code": "1"}"#
) -> [[UInt8]] {
    let signed = [header, "{}", "{}", content].map { Array($0.utf8) }
    return [Array("client".utf8), Message.delimiter, signer.signature(of: signed)] + signed
}

private func read(_ frames: [[UInt8]], _ signer: Signer) throws(MessageFault) -> Message {
    var replays = ReplayGuard()
    return try Message(frames: frames, signer: signer, guarding: &replays)
}

@Suite struct WireTests {
    let signer = Signer(key: "a0436f6c-1916-498b-8eb9-e81ab9368e84")

    /// Made with Python: `hmac.new(key, b"".join(frames), "sha256").hexdigest()`.
    @Test func signaturesAreHMACSHA256() {
        let frames = ["{\"a\":1}", "{}", "{}", "{\"код\":2}"].map { Array($0.utf8) }
        #expect(
            String(decoding: signer.signature(of: frames), as: UTF8.self)
                == "947a9d47fab80c4ac4a00937e5b27adf0b4b96edfca20d8f40457a35294208b3")
    }

    @Test func anEmptyKeySignsNothing() {
        let open = Signer(key: "")
        #expect(open.signature(of: [[1]]).isEmpty)
        #expect(open.accepts([1, 2], of: [[1]]))
    }

    @Test func aMessageIsReadAndItsHeaderKept() throws {
        let sent = frames(signer)
        let message = try read(sent, signer)
        #expect(message.type == "execute_request")
        #expect(message.session == "s")
        #expect(message.identities == [Array("client".utf8)])
        #expect(message.headerBytes == sent[3])
        #expect(message.content["code"] == "1")
    }

    @Test func everyChangedByteIsNoticed() {
        let good = frames(signer)
        for frame in 2..<good.count {
            for place in good[frame].indices {
                var bad = good
                bad[frame][place] ^= 1
                #expect(throws: MessageFault.badSignature) { try read(bad, signer) }
            }
        }
    }

    @Test func missingFramesAreRefused() {
        let good = frames(signer)
        #expect(throws: MessageFault.noDelimiter) { try read([], signer) }
        #expect(throws: MessageFault.noDelimiter) { try read([good[0]], signer) }
        for count in 2..<good.count {
            #expect(throws: MessageFault.missingFrames) { try read(Array(good[..<count]), signer) }
        }
    }

    @Test(arguments: ["", "null", "[]", "{", "{\"msg_type\": 1}", "{}"]) func headersMustBeObjectsWithAType(
        header: String
    ) {
        #expect(throws: MessageFault.notJSON) { try read(frames(signer, header: header), signer) }
    }

    @Test func aSignatureCountsOnce() throws {
        var replays = ReplayGuard()
        let message = frames(signer)
        _ = try Message(frames: message, signer: signer, guarding: &replays)
        do {
            _ = try Message(frames: message, signer: signer, guarding: &replays)
            Issue.record("the repetition was taken")
        } catch {
            #expect(error == .replayed)
        }
    }

    @Test func theGuardForgetsTheOldest() {
        var replays = ReplayGuard()
        func signature(_ number: Int) -> [UInt8] { Array(String(number).utf8) }
        var news = 0
        for number in 0...ReplayGuard.limit where replays.isNew(signature(number)) { news += 1 }
        let oldest = replays.isNew(signature(0))
        let newest = replays.isNew(signature(ReplayGuard.limit))
        #expect(news == ReplayGuard.limit + 1)
        #expect(oldest)
        #expect(!newest)
    }

    @Test func writtenMessagesCanBeRead() throws {
        var writer = MessageWriter(session: "me", signer: signer)
        let parent = Array(#"{"msg_id": "1"}"#.utf8)
        let first = writer.frames("status", to: [[7]], parent: parent, content: ["execution_state": "busy"])
        let message = try read(first, signer)
        #expect(message.identities == [[7]])
        #expect(message.type == "status")
        #expect(message.header["version"] == "5.5")
        #expect(first[4] == parent)
        let second = writer.frames("status", to: [[7]], parent: parent, content: ["execution_state": "busy"])
        #expect(first[2] != second[2])
    }

    @Test func datesHaveSixDigitsAndZ() {
        #expect(Timestamp.text(seconds: 0, microseconds: 42) == "1970-01-01T00:00:00.000042Z")
        #expect(Timestamp.text(seconds: 1_709_251_199, microseconds: 999_999) == "2024-02-29T23:59:59.999999Z")
    }
}
