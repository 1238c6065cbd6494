import Language
import Session
import Testing

/// Trainings in the background, and programs aside.
@Suite struct BackgroundTests {
    private let model = """
        import numpy as np, keras
        from keras import layers
        x = np.random.default_rng(1).random((96, 8)).astype('float32')
        y = (x.sum(axis=1) > 4).astype('int64')
        def build():
            keras.utils.set_random_seed(5)
            m = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dropout(0.3),
                                  layers.Dense(2, activation='softmax')])
            m.compile(loss='sparse_categorical_crossentropy', optimizer='adam')
            return m
        def bits(m): return hash(b''.join(w.tobytes() for w in m.get_weights()))
        """

    private func recorder() -> Recorder {
        let recorder = Recorder()
        _ = recorder.session.run(model)
        return recorder
    }

    private func printed(_ recorder: Recorder, _ code: String) -> String {
        let before = recorder.text.count
        _ = recorder.session.run(code)
        return String(recorder.text.dropFirst(before))
    }

    @Test func aTrainingInSlicesIsThatOfACell() {
        let recorder = recorder()
        let whole = printed(recorder, "m = build(); m.fit(x, y, epochs=3, batch_size=8, verbose=0); print(bits(m))")
        _ = recorder.session.run("m = build(); run = m.fit(x, y, epochs=3, batch_size=8, verbose=0, background=True)")
        var slices = 0
        while recorder.session.hasBackground {
            var isFirst = true
            recorder.session.advanceBackground {
                defer { isFirst = false }
                return !isFirst
            }
            slices += 1
            _ = recorder.session.run("m.predict(x, verbose=0); np.random.rand(3)")
        }
        #expect(slices >= 36)
        #expect(printed(recorder, "print(bits(m))") == whole)
        #expect(printed(recorder, "print(run.state, run.epoch, len(run.history['loss']))") == "done 3 3\n")
    }

    @Test func anInterruptBetweenCellsPausesAndResumeGoesOn() {
        let recorder = recorder()
        let whole = printed(recorder, "m = build(); m.fit(x, y, epochs=3, batch_size=8, verbose=0); print(bits(m))")
        _ = recorder.session.run("m = build(); run = m.fit(x, y, epochs=3, batch_size=8, verbose=0, background=True)")
        let interrupt = recorder.session.interpreter.host.interrupt
        var batches = 0
        recorder.session.advanceBackground {
            batches += 1
            if batches == 7 { interrupt.raise() }
            return false
        }
        #expect(!recorder.session.hasBackground && !interrupt.isRaised)
        #expect(printed(recorder, "print(run.state)") == "paused\n")
        _ = recorder.session.run("run.resume()")
        recorder.session.finishBackground()
        #expect(printed(recorder, "print(run.state); print(bits(m))") == "done\n" + whole)
    }

    @Test func aCellsInterruptLeavesTheBackgroundAlone() {
        let recorder = recorder()
        _ = recorder.session.run("m = build(); run = m.fit(x, y, epochs=9999999, verbose=0, background=True)")
        recorder.session.interpreter.host.interrupt.raise()
        guard case .failed(let name, _, _) = recorder.session.run("run.wait()") else {
            Issue.record("wait() was not interrupted")
            return
        }
        #expect(name == "KeyboardInterrupt")
        #expect(printed(recorder, "print(run.state); run.stop()") == "running\n")
    }

    @Test func aPausedTrainingIsOverOnceItsModelIsCompiledAnew() {
        let recorder = recorder()
        _ = recorder.session.run("m = build(); run = m.fit(x, y, epochs=3, verbose=0, background=True); run.pause()")
        #expect(printed(recorder, "print(run.state); m.compile(loss='mse'); print(run.state)") == "paused\nstopped\n")
        guard case .failed(let name, let message, _) = recorder.session.run("run.resume()") else {
            Issue.record("resume() went on with a changed model")
            return
        }
        #expect(name == "RuntimeError" && message.contains("there is nothing to go on with"))
    }

    @Test func whatASubshellBindsIsForgottenAndItsRandomNumbersAreItsOwn() {
        let recorder = recorder()
        let session = recorder.session
        _ = session.run("import random\nnp.random.seed(1); random.seed(1); a = 1; shared = []")
        let alone = printed(recorder, "print(np.random.rand(), random.random())")
        _ = session.run("np.random.seed(1); random.seed(1)")
        session.aside(keepsNames: false) {
            _ = session.run(
                "a = 2; b = 3; shared.append(a); np.random.rand(5); random.random(); print(a)", storesHistory: false)
        }
        #expect(printed(recorder, "print(np.random.rand(), random.random())") == alone)
        #expect(printed(recorder, "print(a, shared, 'b' in globals())") == "1 [2] False\n")
        session.aside(keepsNames: true) { _ = session.run("a = 5", storesHistory: false) }
        #expect(printed(recorder, "print(a)") == "5\n")
    }

    /// Whoever waits is answered at every kind of safe point, in the middle of everything that a program may be doing.
    @Test(arguments: [
        "for i in range(3000): pass", "i = 0\nwhile i < 3000: i += 1",
        "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(15)",
        "def g():\n    for i in range(500): yield i\nprint(sum(v for v in g()))",
        "class C:\n    def m(self, k): return str(k)\nc = C()\nprint(len(''.join(f'{c.m(k)}' for k in range(500))))",
        "try:\n    {}['k']\nexcept KeyError:\n    for i in range(500): i\n    try: raise\n    except KeyError as e: print(e)",
        "print(sorted(range(300), key=lambda v: -v)[:3])",
        "m = build(); h = m.fit(x, y, epochs=2, batch_size=8, verbose=0); print(bits(m), h.history)",
    ])
    func safePointsChangeNothing(_ program: String) {
        let expected = printed(recorder(), program)
        var calls = 0
        weak var session: Session?
        let interrupt = InterruptFlag()
        var events: [Event] = []
        var host = Host(interrupt: interrupt) { events.append($0) }
        host.attend = {
            calls += 1
            session?.aside(keepsNames: false) {
                _ = session?.run(
                    "i = [c for c in 'abc']; f = g = c = None\ntry: 1 / 0\nexcept ZeroDivisionError: pass",
                    storesHistory: false)
            }
            interrupt.raiseForAttention()
        }
        let disturbed = Session(host: host)
        session = disturbed
        _ = disturbed.run(model)
        interrupt.raiseForAttention()
        events = []
        calls = 0
        let outcome = disturbed.run(program)
        guard case .done = outcome else {
            Issue.record("\(program): \(outcome)")
            return
        }
        let text = events.map { if case .stream(.stdout, let text) = $0 { text } else { "" } }.joined()
        #expect(text == expected)
        #expect(calls > 2, "\(program): \(calls)")
    }
}
