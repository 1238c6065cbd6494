import Foundation
import Synchronization
import Testing

/// A few seconds of strange programs; `SVERTKA_FUZZ_INPUTS=1000000` runs so many and measures times.
@Suite struct FuzzTests {
    @Test func noInputCrashesOrHangs() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Scripts").path
        let corpus = Fuzzer.corpus(of: folder)
        #expect(corpus.count > 50)
        let wanted = ProcessInfo.processInfo.environment["SVERTKA_FUZZ_INPUTS"].flatMap { Int($0) }
        let box = Mutex<FuzzRun.Report?>(nil)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let fuzzer = Fuzzer(corpus: corpus, seed: 20_261_121)
            let report = FuzzRun().run(fuzzer, inputs: 0..<(wanted ?? 4_000), seconds: wanted == nil ? 5 : .infinity)
            box.withLock { $0 = report }
            done.signal()
        }
        // Evaluators have such a stack.
        thread.stackSize = 512 << 20
        thread.start()
        done.wait()
        let report = try #require(box.withLock { $0 })
        #expect(report.inputs > 0)
        if wanted != nil {
            print("fuzzed: \(report)")
            #expect(report.slowestEnd < 1, "input \(report.slowestInput)")
        }
    }
}
