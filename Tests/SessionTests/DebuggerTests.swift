import JSON
import Language
import Session
import Synchronization
import Testing

/// Events of a debugger, kept in order.
private final class Told: Sendable {
    let events = Mutex<[JSON]>([])
    var names: [String] { events.withLock { $0.compactMap { $0["event"]?.string } } }
    var reasons: [String] { events.withLock { $0.compactMap { $0["body"]?["reason"]?.string } } }
}

/// A debugged session: what happens where the program is held is done by `atStop`, at the safe point that a held program
/// offers.
private func debugged(
    _ code: String, breakpoints: [Int], conditions: [Int: String] = [:],
    atStop: @escaping (Debugger, Session, Int) -> Void
) -> (told: Told, output: String) {
    let told = Told()
    let debugger = Debugger { event in told.events.withLock { $0.append(event) } }
    let printed = Mutex("")
    let flag = InterruptFlag()
    var host = Host(interrupt: flag) { event in
        if case .stream(_, let text) = event { printed.withLock { $0 += text } }
    }
    var session: Session?
    var (stops, answered) = (0, 0)
    host.attend = {
        defer { flag.raiseForAttention() }
        guard let session, told.names.last == "stopped", told.names.count > answered else { return }
        answered = told.names.count
        stops += 1
        atStop(debugger, session, stops)
    }
    let made = Session(host: host)
    session = made
    made.attach(debugger)
    func ask(_ command: String, _ arguments: JSON) -> JSON {
        debugger.answer(["seq": 1, "type": "request", "command": .string(command), "arguments": arguments]) ?? .null
    }
    _ = ask("initialize", [:])
    let path = ask("dumpCell", ["code": .string(code)])["body"]?["sourcePath"] ?? .null
    let lines: [JSON] = breakpoints.map { line in
        var one: JSON = ["line": .int(line)]
        if let condition = conditions[line] { one["condition"] = .string(condition) }
        return one
    }
    _ = ask("setBreakpoints", ["source": ["path": path], "breakpoints": .array(lines)])
    flag.raiseForAttention()
    _ = made.run(code)
    session = nil
    return (told, printed.withLock { $0 })
}

private func ask(_ debugger: Debugger, _ session: Session, _ command: String, _ arguments: JSON = [:]) -> JSON {
    let request: JSON = ["seq": 7, "type": "request", "command": .string(command), "arguments": arguments]
    return debugger.answer(request) ?? session.answerDebugger(request)
}

private let program = """
    def f(a):
        b = a + 1
        return b * 2

    total = 0
    for i in range(3):
        total += f(i)
    print(total)
    """

@Test(arguments: [
    ("", 3_990_065_800 as UInt32), ("a", 2_167_009_006), ("ab", 2_805_137_849), ("abc", 3_350_977_461),
    ("abcd", 804_720_481), ("x = 1\nprint(x)", 4_252_719_672), ("свёртка", 3_213_288_464),
])
func cellsGetTheNumbersThatIpykernelGivesThem(_ code: String, _ number: UInt32) {
    let debugger = Debugger { _ in }
    func body(_ command: String, _ arguments: JSON) -> JSON? {
        debugger.answer(["seq": 1, "type": "request", "command": .string(command), "arguments": arguments])?["body"]
    }
    let prefix = body("debugInfo", [:])?["tmpFilePrefix"]?.string ?? "?"
    #expect(body("debugInfo", [:])?["hashSeed"] == 0xC70F_6907)
    #expect(body("dumpCell", ["code": .string(code)])?["sourcePath"]?.string == "\(prefix)\(number).py")
}

@Test func onlyTheNewestTextsAndThoseWithBreakpointsAreKept() {
    let debugger = Debugger { _ in }
    func ask(_ command: String, _ arguments: JSON) -> JSON {
        debugger.answer(["seq": 1, "type": "request", "command": .string(command), "arguments": arguments]) ?? .null
    }
    let paths = (0..<3000).map { number in
        let path = ask("dumpCell", ["code": .string("x = \(number)")])["body"]?["sourcePath"] ?? .null
        if number == 5 { _ = ask("setBreakpoints", ["source": ["path": path], "breakpoints": [["line": 1]]]) }
        return path
    }
    let texts = [0, 5, 2000, 2999].map { ask("source", ["source": ["path": paths[$0]]])["body"]?["content"]?.string }
    #expect(texts == [nil, "x = 5", "x = 2000", "x = 2999"])
}

@Test func aBreakpointHoldsAndShowsValues() {
    let seen = Mutex<[String]>([])
    let result = debugged(program, breakpoints: [3]) { debugger, session, _ in
        let frames = ask(debugger, session, "stackTrace", ["threadId": 1])["body"]?["stackFrames"]?.array ?? []
        let scopes = ask(debugger, session, "scopes", ["frameId": 1])["body"]?["scopes"]?.array ?? []
        let locals = ask(
            debugger, session, "variables", ["variablesReference": scopes.first?["variablesReference"] ?? 0])
        let names = (locals["body"]?["variables"]?.array ?? []).map { one in
            "\(one["name"]?.string ?? "")=\(one["value"]?.string ?? "")"
        }
        let value = ask(debugger, session, "evaluate", ["expression": "a * 100 + b", "frameId": 1])
        let places = frames.map { "\($0["name"]?.string ?? ""):\($0["line"]?.int ?? 0)" }
        seen.withLock {
            $0.append((places + names + [value["body"]?["result"]?.string ?? ""]).joined(separator: " "))
        }
        _ = ask(debugger, session, "continue", ["threadId": 1])
    }
    #expect(
        seen.withLock { $0 } == [
            "f:3 <module>:7 a=0 b=1 1", "f:3 <module>:7 a=1 b=2 102", "f:3 <module>:7 a=2 b=3 203",
        ])
    #expect(result.told.names == ["initialized"] + Array(repeating: ["stopped", "continued"], count: 3).flatMap { $0 })
    #expect(result.told.reasons == ["breakpoint", "breakpoint", "breakpoint"])
    #expect(result.output == "12\n")
}

@Test func stepsGoOverIntoAndOut() {
    let lines = Mutex<[Int]>([])
    let steps = ["next", "stepIn", "stepIn", "next", "continue"]
    let result = debugged(program, breakpoints: [6]) { debugger, session, stop in
        let frames = ask(debugger, session, "stackTrace", ["threadId": 1])["body"]?["stackFrames"]?.array ?? []
        lines.withLock { $0.append(frames.first?["line"]?.int ?? 0) }
        _ = ask(debugger, session, steps[min(stop - 1, steps.count - 1)], ["threadId": 1])
    }
    // The `for`, its body, into f and through it, out to the next turn's statement.
    #expect(lines.withLock { $0 } == [6, 7, 2, 3, 7])
    #expect(result.output == "12\n")
}

@Test func aStepOutEndsWhereTheFunctionWasCalled() {
    let lines = Mutex<[Int]>([])
    let result = debugged(program, breakpoints: [2]) { debugger, session, stop in
        let frames = ask(debugger, session, "stackTrace", ["threadId": 1])["body"]?["stackFrames"]?.array ?? []
        lines.withLock { $0.append(frames.first?["line"]?.int ?? 0) }
        _ = ask(debugger, session, stop == 1 ? "stepOut" : "disconnect", ["threadId": 1])
    }
    #expect(lines.withLock { $0 } == [2, 7])
    #expect(result.output == "12\n")
}

@Test func aConditionHoldsOnlyWhereItIsTrue() {
    let values = Mutex<[String]>([])
    let result = debugged(program, breakpoints: [3], conditions: [3: "a == 1"]) { debugger, session, _ in
        let value = ask(debugger, session, "evaluate", ["expression": "a", "frameId": 1])
        values.withLock { $0.append(value["body"]?["result"]?.string ?? "") }
        _ = ask(debugger, session, "continue", ["threadId": 1])
    }
    #expect(values.withLock { $0 } == ["1"])
    #expect(result.output == "12\n")
}

@Test func breakpointsMoveToStatements() {
    let debugger = Debugger { _ in }
    func ask(_ command: String, _ arguments: JSON) -> JSON {
        debugger.answer(["seq": 1, "type": "request", "command": .string(command), "arguments": arguments]) ?? .null
    }
    _ = ask("initialize", [:])
    let path = ask("dumpCell", ["code": .string(program)])["body"]?["sourcePath"] ?? .null
    let answer = ask(
        "setBreakpoints", ["source": ["path": path], "breakpoints": [["line": 4], ["line": 6], ["line": 90]]])
    let places = answer["body"]?["breakpoints"]?.array ?? []
    #expect(places.map { $0["line"]?.int } == [5, 6, 90])
    #expect(places.map { $0["verified"]?.bool } == [true, true, false])
    let info = ask("debugInfo", [:])["body"]
    #expect(info?["isStarted"] == true && info?["breakpoints"]?.array?.count == 1)
    #expect(ask("disconnect", [:])["success"] == true)
    #expect(ask("debugInfo", [:])["body"]?["isStarted"] == false)
}

@Test func anUnknownCommandIsRefused() {
    let debugger = Debugger { _ in }
    let answer = debugger.answer(["seq": 3, "type": "request", "command": "fly"])
    #expect(answer?["success"] == false && answer?["request_seq"] == 3)
}
