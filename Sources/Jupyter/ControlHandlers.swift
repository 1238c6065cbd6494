import JSON

/// A kind of request that the socket thread answers itself, also while a cell runs.
struct ControlHandler: Sendable {
    let type: String
    /// What it does, for the reader.
    let purpose: String
    /// The reply's content; `nil` where the evaluating thread answers, from `busy` to `idle`.
    let answer: @Sendable (Bridge, Message) -> JSON?
}

extension ControlHandler {
    /// All of them. The reply's type is the request's with `_reply` in place of `_request`.
    static let table: [ControlHandler] = [
        ControlHandler(type: "kernel_info_request", purpose: "Says what kernel this is.") { _, _ in KernelIdentity.info
        },
        ControlHandler(type: "interrupt_request", purpose: "Stops the running cell; an idle kernel forgets it.") {
            bridge, _ in
            bridge.interrupt()
            return ["status": "ok"]
        },
        ControlHandler(type: "shutdown_request", purpose: "Ends the kernel.") { bridge, request in
            let restart = request.content["restart"]?.bool ?? false
            bridge.end(.asked(restart: restart))
            return ["status": "ok", "restart": .bool(restart)]
        },
        ControlHandler(type: "usage_request", purpose: "Reports memory, as jupyter-resource-usage asks.") { bridge, _ in
            bridge.usage.report()
        },
        ControlHandler(type: "create_subshell_request", purpose: "Makes a subshell.") { bridge, _ in
            ["status": "ok", "subshell_id": .string(bridge.makeSubshell())]
        },
        ControlHandler(type: "delete_subshell_request", purpose: "Forgets a subshell.") { bridge, request in
            let name = request.content["subshell_id"]?.string ?? ""
            if bridge.deleteSubshell(name) { return ["status": "ok"] }
            return [
                "status": "error", "ename": "KeyError", "evalue": .string("no subshell has the id '\(name)'"),
                "traceback": [],
            ]
        },
        ControlHandler(type: "list_subshell_request", purpose: "Lists the subshells.") { bridge, _ in
            ["status": "ok", "subshell_id": .array(bridge.subshellNames.map { .string($0) })]
        },
        ControlHandler(type: "debug_request", purpose: "Speaks the Debug Adapter Protocol.") { bridge, request in
            let response = bridge.debugger.answer(request.content)
            if response == nil { bridge.ask(request) }
            return response
        },
    ]

    static let byType = Dictionary(table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
}
