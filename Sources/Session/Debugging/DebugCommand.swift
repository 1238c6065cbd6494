import JSON
import Language

/// A command of the Debug Adapter Protocol that needs no values of the program: it is answered at once, also while a cell
/// runs.
struct DebugCommand: Sendable {
    let name: String
    /// What it does, for the reader.
    let purpose: String
    let answer: @Sendable (Debugger, _ request: JSON) -> JSON
}

extension DebugCommand {
    /// All of them; `debugInfo`, `dumpCell` and `source` are Jupyter's own or used in its way.
    static let table: [DebugCommand] = [
        DebugCommand(name: "initialize", purpose: "Says what the debugger can do; cells run traced from now on.") {
            debugger, request in
            debugger.change { $0.isStarted = true }
            debugger.tell("initialized", [:])
            return debugger.response(
                request,
                [
                    "supportsConfigurationDoneRequest": true, "supportsConditionalBreakpoints": true,
                    "supportsEvaluateForHovers": true, "exceptionBreakpointFilters": [],
                ])
        },
        DebugCommand(name: "attach", purpose: "Nothing more: the debugger is part of the kernel.") {
            $0.response($1, [:])
        },
        DebugCommand(name: "configurationDone", purpose: "Nothing more: breakpoints hold as they are set.") {
            $0.response($1, [:])
        },
        DebugCommand(name: "setExceptionBreakpoints", purpose: "There are none: errors end a cell.") {
            $0.response($1, ["breakpoints": []])
        },
        DebugCommand(name: "debugInfo", purpose: "Says how cells' paths are made, and what is set.") {
            debugger, request in
            let (isStarted, breakpoints, isHeld) = debugger.state.withLock { state in
                (state.isStarted, state.breakpoints, state.heldDepth != nil)
            }
            return debugger.response(
                request,
                [
                    "isStarted": .bool(isStarted), "hashMethod": .string(CellPath.hashMethod),
                    "hashSeed": .int(Int(CellPath.seed)), "tmpFilePrefix": .string(CellPath.prefix),
                    "tmpFileSuffix": .string(CellPath.suffix),
                    "breakpoints": .array(
                        breakpoints.sorted { $0.key < $1.key }.map { path, lines in
                            [
                                "source": .string(path),
                                "breakpoints": .array(lines.map { ["line": .int($0.line)] }),
                            ]
                        }),
                    "stoppedThreads": isHeld ? [1] : [], "richRendering": true, "exceptionPaths": [],
                    "copyToGlobals": true,
                ])
        },
        DebugCommand(name: "dumpCell", purpose: "Answers with a cell's path and remembers its text.") {
            debugger, request in
            let code = request["arguments"]?["code"]?.string ?? ""
            let path = CellPath.path(of: code)
            debugger.change { $0.remember(code, at: path) }
            return debugger.response(request, ["sourcePath": .string(path)])
        },
        DebugCommand(name: "source", purpose: "Answers with a cell's text.") { debugger, request in
            let path = request["arguments"]?["source"]?["path"]?.string ?? ""
            guard let text = debugger.state.withLock({ $0.texts[path] }) else {
                return debugger.refusal(request, "source unavailable")
            }
            return debugger.response(request, ["content": .string(text), "mimeType": "text/x-python"])
        },
        DebugCommand(name: "setBreakpoints", purpose: "Sets all breakpoints of a cell, each at a statement.") {
            debugger, request in
            let path = request["arguments"]?["source"]?["path"]?.string ?? ""
            let wanted = request["arguments"]?["breakpoints"]?.array ?? []
            let text = debugger.state.withLock { $0.texts[path] }
            let statements = text.map { Interpreter.statementLines(of: $0) }
            var set: [Debugger.Breakpoint] = []
            let answers: [JSON] = wanted.map { one in
                let line = one["line"]?.int ?? 0
                // Between statements the next one is meant.
                guard let place = statements == nil ? line : statements?.first(where: { $0 >= line }) else {
                    return ["verified": false, "line": .int(line), "message": "there is no statement at or after it"]
                }
                set.append(Debugger.Breakpoint(line: place, condition: one["condition"]?.string))
                return ["verified": true, "line": .int(place), "source": ["path": .string(path)]]
            }
            let breakpoints = set
            debugger.change { $0.breakpoints[path] = breakpoints }
            return debugger.response(request, ["breakpoints": .array(answers)])
        },
        DebugCommand(name: "threads", purpose: "There is one: the evaluating thread.") {
            $0.response($1, ["threads": [["id": 1, "name": "MainThread"]]])
        },
        DebugCommand(name: "continue", purpose: "The program goes on to the next breakpoint.") {
            $0.goOn { _ in .run }
            return $0.response($1, ["allThreadsContinued": true])
        },
        DebugCommand(name: "next", purpose: "To the next statement of the function.") {
            $0.goOn { .over(depth: $0) }
            return $0.response($1, [:])
        },
        DebugCommand(name: "stepIn", purpose: "To the next statement, also of a called function.") {
            $0.goOn { _ in .into }
            return $0.response($1, [:])
        },
        DebugCommand(name: "stepOut", purpose: "To where the function was called.") {
            $0.goOn { .out(depth: $0) }
            return $0.response($1, [:])
        },
        DebugCommand(name: "pause", purpose: "Holds the running program at its next statement.") {
            $0.change { state in if state.heldDepth == nil { state.pace = .pause } }
            return $0.response($1, [:])
        },
        DebugCommand(name: "disconnect", purpose: "Ends the debugging; a held program goes on.") { debugger, request in
            debugger.goOn { _ in .run }
            debugger.change { state in
                state.isStarted = false
                state.breakpoints = [:]
                state.pace = .run
            }
            return debugger.response(request, [:])
        },
        DebugCommand(name: "terminate", purpose: "The same as disconnect; the kernel goes on.") { debugger, request in
            let answer = byName["disconnect"]?.answer(debugger, request)
            return answer ?? debugger.response(request, [:])
        },
    ]

    static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
