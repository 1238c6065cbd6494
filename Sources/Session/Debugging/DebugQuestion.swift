import JSON
import Language
import Library

/// A command of the Debug Adapter Protocol about the program's values: the evaluating thread answers it.
struct DebugQuestion: Sendable {
    let name: String
    /// What it answers, for the reader.
    let purpose: String
    /// The response's body.
    let answer: @Sendable (DebugTracer, Interpreter, _ arguments: JSON) throws(LanguageError) -> JSON
}

extension DebugQuestion {
    /// Those that are answered without `initialize`: the variables panel shows names whether cells are traced or not.
    static let always: Set<String> = ["inspectVariables", "richInspectVariables", "variables", "modules"]

    /// All of them; `inspectVariables`, `richInspectVariables` and `copyToGlobals` are Jupyter's own.
    static let table: [DebugQuestion] = [
        DebugQuestion(name: "stackTrace", purpose: "The functions under way, innermost first.") {
            (tracer, interpreter, arguments) throws(LanguageError) in
            let frames = interpreter.stack()
            let first = max(0, arguments["startFrame"]?.int ?? 0)
            let count = arguments["levels"]?.int.flatMap { $0 > 0 ? $0 : nil } ?? frames.count
            return [
                "stackFrames": .array(
                    frames.enumerated().dropFirst(first).prefix(count).map { place, frame in
                        [
                            "id": .int(place + 1), "name": .string(frame.function), "line": .int(frame.line),
                            "column": .int(frame.column),
                            "source": [
                                "name": .string(frame.source),
                                "path": .string(tracer.path(of: frame.source) ?? frame.source),
                            ],
                        ]
                    }),
                "totalFrames": .int(frames.count),
            ]
        },
        DebugQuestion(name: "scopes", purpose: "A function's names, and the program's.") {
            (tracer, interpreter, arguments) throws(LanguageError) in
            let frames = interpreter.stack()
            guard let place = arguments["frameId"]?.int, frames.indices.contains(place - 1) else {
                throw LanguageError.valueError("there is no such frame: the program went on")
            }
            let globals = programNames(interpreter)
            let frame = frames[place - 1]
            return [
                "scopes": [
                    scope("Locals", tracer.values.add(frame.isModule ? globals : frame.variables)),
                    scope("Globals", tracer.values.add(globals)),
                ]
            ]
        },
        DebugQuestion(name: "variables", purpose: "What a scope or a container holds.") {
            (tracer, interpreter, arguments) throws(LanguageError) in
            let parts = tracer.values.children(of: arguments["variablesReference"]?.int ?? 0, interpreter)
            let first = max(0, arguments["start"]?.int ?? 0)
            let count = arguments["count"]?.int.flatMap { $0 > 0 ? $0 : nil } ?? parts.count
            let shown = parts.dropFirst(first).prefix(count)
            return ["variables": .array(shown.map { tracer.values.described($0.name, $0.value, interpreter) })]
        },
        DebugQuestion(name: "evaluate", purpose: "The value of an expression, or what a statement does.") {
            (tracer, interpreter, arguments) throws(LanguageError) in
            let text = arguments["expression"]?.string ?? ""
            let value = try interpreter.value(of: text, in: arguments["frameId"]?.int.map { $0 - 1 })
            let shown = tracer.values.described(text, value, interpreter)
            return [
                "result": shown["value"] ?? "", "type": shown["type"] ?? "",
                "variablesReference": shown["variablesReference"] ?? 0,
            ]
        },
        DebugQuestion(name: "inspectVariables", purpose: "The program's names.") {
            (tracer, interpreter, _) throws(LanguageError) in
            let names = programNames(interpreter)
            return ["variables": .array(names.map { tracer.values.described($0.name, $0.value, interpreter) })]
        },
        DebugQuestion(name: "richInspectVariables", purpose: "A value as a cell would show it.") {
            (_, interpreter, arguments) throws(LanguageError) in
            let name = arguments["variableName"]?.string ?? ""
            let value = try interpreter.value(of: name, in: arguments["frameId"]?.int.map { $0 - 1 })
            let bundle = try ValueDisplay.bundle(value, interpreter)
            return ["data": bundle.data, "metadata": bundle.metadataFields]
        },
        DebugQuestion(name: "copyToGlobals", purpose: "Gives a function's value a name of the program.") {
            (_, interpreter, arguments) throws(LanguageError) in
            guard let from = arguments["srcVariableName"]?.string, let to = arguments["dstVariableName"]?.string,
                let frame = arguments["srcFrameId"]?.int
            else { throw LanguageError.valueError("srcVariableName, dstVariableName and srcFrameId are needed") }
            interpreter.globals[to] = try interpreter.value(of: from, in: frame - 1)
            return [:]
        },
        DebugQuestion(name: "modules", purpose: "Modules with sources of their own: there are none.") {
            (_, _, _) throws(LanguageError) in
            ["modules": [], "totalModules": 0]
        },
    ]

    static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static func scope(_ name: String, _ reference: Int) -> JSON {
        ["name": .string(name), "variablesReference": .int(reference), "expensive": false]
    }

    /// The names that the program gave values to.
    private static func programNames(_ interpreter: Interpreter) -> [(name: String, value: Value)] {
        interpreter.globals.definedNames.filter { !$0.hasPrefix("_") }.sorted().compactMap { name in
            interpreter.globals[name].map { (name, $0) }
        }
    }
}
