import JSON
import Session

/// A kind of request that the evaluating thread answers, one after another.
struct ShellHandler: Sendable {
    let type: String
    /// What it does, for the reader.
    let purpose: String
    /// The reply's content; `nil` sends none.
    let answer: @Sendable (Session, JSON) -> JSON?
}

extension ShellHandler {
    /// All but `execute_request`, which is more than a question; see `Evaluator`.
    ///
    /// The reply's type is the request's with `_reply` in place of `_request`.
    static let table: [ShellHandler] = [
        ShellHandler(type: "kernel_info_request", purpose: "Says what kernel this is.") { _, _ in KernelIdentity.info },
        ShellHandler(type: "complete_request", purpose: "Lists names that fit before the cursor.") { session, content in
            let code = content["code"]?.string ?? ""
            let completion = session.complete(code, at: content["cursor_pos"]?.int ?? code.unicodeScalars.count)
            let types: [JSON] = completion.matches.map { match in
                [
                    "text": .string(match.text), "type": .string(match.kind), "signature": .string(match.signature),
                    "start": .int(completion.start), "end": .int(completion.end),
                ]
            }
            return [
                "status": "ok", "matches": .array(completion.matches.map { .string($0.text) }),
                "cursor_start": .int(completion.start), "cursor_end": .int(completion.end),
                "metadata": ["_jupyter_types_experimental": .array(types)],
            ]
        },
        ShellHandler(type: "inspect_request", purpose: "Explains the name at the cursor.") { session, content in
            let code = content["code"]?.string ?? ""
            let found = session.inspect(
                code, at: content["cursor_pos"]?.int ?? code.unicodeScalars.count,
                detail: content["detail_level"]?.int ?? 0)
            return [
                "status": "ok", "found": .bool(found != nil), "data": found?.data ?? [:],
                "metadata": found?.metadataFields ?? [:],
            ]
        },
        ShellHandler(type: "is_complete_request", purpose: "Tells a console whether Enter should run the text.") {
            session, content in
            switch session.completeness(of: content["code"]?.string ?? "") {
            case .complete: ["status": "complete"]
            case .incomplete(let indent): ["status": "incomplete", "indent": .string(indent)]
            case .invalid: ["status": "invalid"]
            }
        },
        ShellHandler(type: "history_request", purpose: "Lists earlier cells.") { session, content in
            let entries: [History.Entry]
            switch content["hist_access_type"]?.string {
            case "range":
                entries = session.history.range(
                    session: content["session"]?.int ?? 0, start: content["start"]?.int ?? 0,
                    stop: content["stop"]?.int)
            case "search":
                entries = session.history.search(
                    content["pattern"]?.string ?? "*", count: content["n"]?.int,
                    unique: content["unique"]?.bool ?? false)
            default: entries = session.history.tail(content["n"]?.int ?? 10)
            }
            let withOutput = content["output"]?.bool ?? false
            return [
                "status": "ok",
                "history": .array(
                    entries.map { entry in
                        let input = JSON.string(entry.input)
                        let output = entry.output.map { JSON.string($0) } ?? .null
                        return [.int(entry.session), .int(entry.line), withOutput ? [input, output] : input]
                    }),
            ]
        },
        ShellHandler(type: "comm_info_request", purpose: "Lists open comms, all or those of one target.") {
            session, content in
            let wanted = content["target_name"]?.string
            let comms = session.openComms.filter { wanted == nil || $0.value == wanted }
            return [
                "status": "ok",
                "comms": .object(comms.sorted { $0.key < $1.key }.map { ($0.key, ["target_name": .string($0.value)]) }),
            ]
        },
        ShellHandler(type: "connect_request", purpose: "Nothing that a client does not know already.") { _, _ in
            ["status": "ok"]
        },
    ]

    static let byType = Dictionary(table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
}
