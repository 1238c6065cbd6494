import JSON
import Language
import Session
import Testing

extension Recorder {
    /// Messages of comms so far, as "comm_msg {…}", identifiers left out.
    fileprivate var comms: [String] {
        events.compactMap { event in
            guard case .comm(let message) = event else { return nil }
            let data = message.content["data"]?.text() ?? ""
            return "\(message.kind.rawValue) \(data.replacing(message.id, with: "ID"))"
        }
    }

    /// Names of errors that were shown.
    fileprivate var errors: [String] {
        events.compactMap { if case .error(let name, _, _) = $0 { name } else { nil } }
    }

    fileprivate func send(_ kind: CommMessage.Kind, _ id: String, _ fields: JSON, buffers: [[UInt8]] = []) {
        var content = fields
        content["comm_id"] = .string(id)
        session.receive(CommMessage(kind, id: id, content: content, buffers: buffers))
    }
}

@Suite struct CommTests {
    @Test func aTargetThatNobodyRegisteredIsClosed() {
        let recorder = Recorder()
        recorder.send(.open, "a", ["target_name": "nowhere", "data": [:]])
        #expect(recorder.comms == ["comm_close {}"])
        _ = recorder.session.run("import comm")
        recorder.send(.open, "b", ["target_name": "nowhere", "data": [:]])
        recorder.send(.message, "c", ["data": [:]])
        recorder.send(.close, "c", ["data": [:]])
        #expect(recorder.comms == ["comm_close {}", "comm_close {}"] && recorder.session.openComms.isEmpty)
    }

    @Test func valuesTravelAsJSONAndBack() {
        let recorder = Recorder()
        _ = recorder.session.run(
            """
            import comm
            import numpy as np
            def opened(c, msg):
                print(msg['content']['data'], msg['buffers'])
                c.send([1, 2.0, None, True, 'é', (3,), {4}, np.float32(0.5), np.int64(6), {7: 8}], buffers=[b'xy'])
            comm.get_comm_manager().register_target('t', opened)
            """)
        recorder.send(
            .open, "a", ["target_name": "t", "data": [1, 2.5, .null, false, ["k": "v"]]], buffers: [[0, 255]])
        #expect(recorder.text == "[1, 2.5, None, False, {'k': 'v'}] [b'\\x00\\xff']\n")
        #expect(recorder.comms == ["comm_msg [1,2.0,null,true,\"é\",[3],[4],0.5,6,{\"7\":8}]"])
        guard case .comm(let message)? = recorder.events.last else {
            Issue.record("no message")
            return
        }
        #expect(message.buffers == [Array("xy".utf8)] && recorder.session.openComms == ["a": "t"])
    }

    @Test func errorsOfCallbacksAreShownAndEndNothing() {
        let recorder = Recorder()
        _ = recorder.session.run(
            """
            import comm
            def opened(c, msg):
                c.on_msg(lambda m: 1 / m['content']['data']['n'])
            comm.get_comm_manager().register_target('t', opened)
            """)
        recorder.send(.open, "a", ["target_name": "t", "data": [:]])
        recorder.send(.message, "a", ["data": ["n": 0]])
        recorder.send(.message, "a", ["data": [:]])
        #expect(recorder.errors == ["ZeroDivisionError", "KeyError"])
        _ = recorder.session.run("print('alive')")
        #expect(recorder.text == "alive\n")
    }

    @Test(arguments: [
        ("x = []\nx.append(x)\ncomm.create_comm(data=x)", "ValueError"),
        ("comm.create_comm(data={'a': print})", "ValueError"),
        ("comm.create_comm(buffers=['text'])", "TypeError"),
        ("comm.get_comm_manager().register_target('t', 'name')", "TypeError"),
    ])
    func whatCannotTravelIsRefused(program: String, error: String) {
        let recorder = Recorder()
        _ = recorder.session.run("import comm\n" + program)
        #expect(recorder.errors == [error] && recorder.session.openComms.isEmpty)
    }

    @Test func aWidgetIsMovedFromOutside() throws {
        let recorder = Recorder()
        _ = recorder.session.run("from ipywidgets import IntSlider\ns = IntSlider(3, max=9)\ns.observe(print, 'value')")
        let slider = try #require(
            recorder.events.compactMap { event in
                if case .comm(let message) = event { message.id } else { nil }
            }.last)
        recorder.send(.message, slider, ["data": ["method": "update", "state": ["value": 50], "buffer_paths": []]])
        #expect(recorder.text.contains("'old': 3, 'new': 9"))
        #expect(
            recorder.comms.suffix(2) == [
                #"comm_msg {"method":"echo_update","state":{"value":50},"buffer_paths":[]}"#,
                #"comm_msg {"method":"update","state":{"value":9},"buffer_paths":[]}"#,
            ])
    }
}
