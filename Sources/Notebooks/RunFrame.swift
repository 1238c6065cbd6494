import JSON
import Language

/// One thing that the process which runs the cells tells the one which keeps the notebook.
///
/// On the wire a frame is a line of JSON; nothing in it is code.
public enum RunFrame: Sendable {
    /// A cell begins, at a time in microseconds since 1970. Cells are counted from 0.
    case begin(cell: Int, time: Int)
    /// What a cell said; `count` is its number in the prompt.
    case event(Event, cell: Int, count: Int)
    /// A cell is over.
    case end(cell: Int, count: Int?, ending: CellEnding, time: Int)
    /// All is over, work in the background too.
    case finished

    /// The line, its end included.
    public var bytes: [UInt8] { fields.bytes() + [0x0A] }

    private var fields: JSON {
        switch self {
        case .begin(let cell, let time): return ["frame": "begin", "cell": .int(cell), "time": .int(time)]
        case .end(let cell, let count, let ending, let time):
            return [
                "frame": "end", "cell": .int(cell), "count": count.map { .int($0) } ?? .null, "ending": ending.json,
                "time": .int(time),
            ]
        case .event(let event, let cell, let count):
            return ["frame": "event", "cell": .int(cell), "count": .int(count), "event": event.json]
        case .finished: return ["frame": "finished"]
        }
    }

    /// A frame from its line; `nil` where it is none.
    public init?(line: some Collection<UInt8>) {
        guard let read = try? JSON(parsing: Array(line)) else { return nil }
        let cell = read["cell"]?.int ?? 0
        switch read["frame"]?.string {
        case "begin": self = .begin(cell: cell, time: read["time"]?.int ?? 0)
        case "end":
            guard let ending = read["ending"].flatMap(CellEnding.init) else { return nil }
            self = .end(cell: cell, count: read["count"]?.int, ending: ending, time: read["time"]?.int ?? 0)
        case "event":
            guard let event = read["event"].flatMap(Event.init) else { return nil }
            self = .event(event, cell: cell, count: read["count"]?.int ?? 0)
        case "finished": self = .finished
        default: return nil
        }
    }
}

/// How a cell of a run ended.
public enum CellEnding: Sendable, Equatable {
    /// It was not code, or empty, or tagged to be skipped.
    case passed
    case done
    /// It raised; `isAllowed` where that was expected.
    case failed(name: String, message: String, traceback: [String], isAllowed: Bool)
    /// It took longer than it may, and was interrupted.
    case late(traceback: [String])
    /// It asked to end the program.
    case exit(Int)

    fileprivate var json: JSON {
        switch self {
        case .passed: ["kind": "passed"]
        case .done: ["kind": "done"]
        case .failed(let name, let message, let traceback, let isAllowed):
            [
                "kind": "failed", "name": .string(name), "message": .string(message), "traceback": texts(traceback),
                "allowed": .bool(isAllowed),
            ]
        case .late(let traceback): ["kind": "late", "traceback": texts(traceback)]
        case .exit(let status): ["kind": "exit", "status": .int(status)]
        }
    }

    fileprivate init?(_ read: JSON) {
        let traceback = read["traceback"]?.array?.compactMap(\.string) ?? []
        switch read["kind"]?.string {
        case "passed": self = .passed
        case "done": self = .done
        case "failed":
            self = .failed(
                name: read["name"]?.string ?? "", message: read["message"]?.string ?? "", traceback: traceback,
                isAllowed: read["allowed"]?.bool ?? false)
        case "late": self = .late(traceback: traceback)
        case "exit": self = .exit(read["status"]?.int ?? 1)
        default: return nil
        }
    }
}

private func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

extension Event {
    fileprivate var json: JSON {
        switch self {
        case .stream(let name, let text): ["kind": "stream", "name": .string(name.rawValue), "text": .string(text)]
        case .display(let bundle, let id):
            [
                "kind": "display", "data": bundle.data, "metadata": bundle.metadataFields,
                "id": id.map { .string($0) } ?? .null,
            ]
        case .update(let bundle, let id):
            ["kind": "update", "data": bundle.data, "metadata": bundle.metadataFields, "id": .string(id)]
        case .clear(let wait): ["kind": "clear", "wait": .bool(wait)]
        case .result(let bundle): ["kind": "result", "data": bundle.data, "metadata": bundle.metadataFields]
        case .error(let name, let message, let traceback):
            ["kind": "error", "name": .string(name), "message": .string(message), "traceback": texts(traceback)]
        case .comm(let message):
            [
                "kind": "comm", "comm": .string(message.kind.rawValue), "id": .string(message.id),
                "content": message.content, "buffers": texts(message.buffers.map(Base64.text)),
            ]
        }
    }

    fileprivate init?(_ read: JSON) {
        switch read["kind"]?.string {
        case "stream":
            guard let name = read["name"]?.string.flatMap(StreamName.init), let text = read["text"]?.string else {
                return nil
            }
            self = .stream(name, text)
        case "display": self = .display(MIMEBundle(read), id: read["id"]?.string)
        case "update":
            guard let id = read["id"]?.string else { return nil }
            self = .update(MIMEBundle(read), id: id)
        case "clear": self = .clear(wait: read["wait"]?.bool ?? false)
        case "result": self = .result(MIMEBundle(read))
        case "error":
            self = .error(
                name: read["name"]?.string ?? "", message: read["message"]?.string ?? "",
                traceback: read["traceback"]?.array?.compactMap(\.string) ?? [])
        case "comm":
            guard let kind = read["comm"]?.string.flatMap(CommMessage.Kind.init), let id = read["id"]?.string else {
                return nil
            }
            self = .comm(
                CommMessage(
                    kind, id: id, content: read["content"] ?? [:],
                    buffers: (read["buffers"]?.array ?? []).compactMap { $0.string.flatMap(Base64.bytes) }))
        default: return nil
        }
    }
}

extension MIMEBundle {
    /// A bundle from its `data` and `metadata` fields; bytes stay base64 texts.
    fileprivate init(_ read: JSON) {
        self.init(text: "")
        content = [:]
        for (type, value) in read["data"]?.fields ?? [] {
            content[type] = value.string.map { .text($0) } ?? .json(value)
        }
        for (type, value) in read["metadata"]?.fields ?? [] { metadata[type] = value }
    }
}
