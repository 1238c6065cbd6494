import JSON
import Language

/// The native side of comms: sending, receiving, and what widgets ask of the kernel. `comm` and `ipywidgets`, which are
/// written in the language, stand upon it.
public final class Comms {
    /// The targets of open comms, by their identifiers.
    public private(set) var open: [String: String] = [:]
    /// The program's manager, once `comm` was imported.
    private var manager: Value?

    static let module = NativeModule(
        "_comms", doc: "What comms and widgets ask of the kernel.",
        functions: [
            publish, deliver, newIdentifier, request, showError, showFigures, bundle, base64, split, parameters,
        ])

    /// The comms of an interpreter.
    public static func of(_ interpreter: Interpreter) -> Comms { interpreter.state(of: Comms.self) { Comms() } }

    // MARK: From the front end

    /// Gives a message to the program. A comm that nobody waits for is closed at once.
    public func receive(_ message: CommMessage, _ interpreter: Interpreter) throws(LanguageError) {
        guard let manager else {
            if message.kind == .open { refuse(message, interpreter) }
            return
        }
        switch message.kind {
        case .open: open[message.id] = message.content["target_name"]?.string ?? ""
        case .message: break
        case .close: open[message.id] = nil
        }
        let handler = try interpreter.getAttribute(manager, message.kind.rawValue)
        let given = Dict()
        for (name, part) in [
            ("header", message.header), ("metadata", message.metadata), ("content", message.content),
        ] {
            try given.set(Value(name), interpreter.value(of: part), interpreter)
        }
        let buffers = message.buffers.map { Value.object(BytesObject($0)) }
        try given.set(Value("buffers"), Value(buffers), interpreter)
        _ = try interpreter.call(handler, [.none, .none, .dict(given)])
    }

    private func refuse(_ message: CommMessage, _ interpreter: Interpreter) {
        interpreter.host.emit(
            .comm(CommMessage(.close, id: message.id, content: ["comm_id": .string(message.id), "data": [:]])))
    }

    // MARK: What the written modules call

    private static let publish = NativeFunction(
        "publish",
        [
            Parameter("msg_type"), Parameter("comm_id"), Parameter("data"), Parameter("metadata"),
            Parameter("buffers"), .keywords("keys"),
        ], doc: "Sends a message of a comm."
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        guard let kind = CommMessage.Kind(rawValue: try call.string(0)) else {
            throw LanguageError.valueError("comm_open, comm_msg or comm_close expected, not '\(try call.string(0))'")
        }
        let id = try call.string(1)
        var fields: [(key: String, value: JSON)] = [
            ("data", try interpreter.json(of: call[2])), ("comm_id", .string(id)),
        ]
        for (name, value) in call.keywords(5) { fields.append((name, try interpreter.json(of: value))) }
        var buffers: [[UInt8]] = []
        for buffer in try call.values(4) {
            guard let bytes = buffer.byteContent else {
                throw LanguageError.typeError("buffers are bytes, not \(buffer.typeName)")
            }
            buffers.append(bytes)
        }
        let message = CommMessage(
            kind, id: id, content: .object(fields), metadata: try interpreter.json(of: call[3]), buffers: buffers)
        let comms = of(interpreter)
        switch kind {
        case .open: comms.open[id] = message.content["target_name"]?.string ?? ""
        case .message: break
        case .close: comms.open[id] = nil
        }
        interpreter.host.emit(.comm(message))
        return .none
    }

    private static let deliver = NativeFunction(
        "deliver_to", [Parameter("manager")], doc: "From now on the manager gets what the front end sends."
    ) { (call) throws(LanguageError) in
        of(call.interpreter).manager = call[0]
        return .none
    }

    private static let newIdentifier = NativeFunction("new_id", doc: "A fresh identifier.") {
        (_) throws(LanguageError) in
        Value(Identifier.random().filter { $0 != "-" })
    }

    private static let request = NativeFunction(
        "request_id", doc: "The identifier of the request that is being answered; empty where there is none."
    ) { (call) throws(LanguageError) in Value(call.interpreter.host.requestIdentifier()) }

    private static let showError = NativeFunction(
        "show_error", [Parameter("error")], doc: "Shows an exception as if it had ended the cell."
    ) { (call) throws(LanguageError) in
        let error = try call.interpreter.error(of: call[0])
        call.interpreter.showError?(error)
        return .none
    }

    private static let showFigures = NativeFunction("show_figures", doc: "Shows figures that are open.") {
        (call) throws(LanguageError) in
        for hook in call.interpreter.afterCell { try hook(call.interpreter) }
        return .none
    }

    private static let bundle = NativeFunction(
        "bundle", [Parameter("value")], doc: "What `display` shows of a value: data and metadata."
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        let bundle = try ValueDisplay.bundle(call[0], interpreter)
        return .tuple(Tuple([interpreter.value(of: bundle.data), interpreter.value(of: bundle.metadataFields)]))
    }

    private static let base64 = NativeFunction("base64", [Parameter("data")], doc: "Bytes as base64 text.") {
        (call) throws(LanguageError) in
        guard let bytes = call[0].byteContent else {
            throw LanguageError.typeError("bytes expected, not \(call[0].typeName)")
        }
        return Value(Base64.text(bytes))
    }

    private static let split = NativeFunction(
        "split", [Parameter("state")],
        doc: "A state without its bytes, the places where they were, and the bytes. What holds none stays as it is."
    ) { (call) throws(LanguageError) in
        var found = SeparatedBytes()
        let state = try found.without(call[0], path: [], call.interpreter)
        return .tuple(Tuple([state, Value(found.paths), Value(found.buffers)]))
    }

    /// Kinds of parameters as `ipywidgets` asks for them.
    private static func word(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .positionalOnly: "positional"
        case .normal: "normal"
        case .keywordOnly: "keyword"
        case .varPositional: "rest"
        case .varKeywords: "keywords"
        }
    }

    private static let parameters = NativeFunction(
        "parameters", [Parameter("function")],
        doc:
            "Each parameter: its name, its kind, a list with its default if it has one, and the type it is annotated with."
    ) { (call) throws(LanguageError) in
        guard let known = try call.interpreter.parameters(of: call[0]) else { return .none }
        return Value(
            known.map { parameter in
                .tuple(
                    Tuple([
                        Value(parameter.name), Value(word(parameter.kind)),
                        Value(parameter.fallback.map { [$0] } ?? []), parameter.annotation ?? .none,
                    ]))
            })
    }
}
