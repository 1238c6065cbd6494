import Glibc
import JSON
import Notebooks

/// What supervisor and worker say to each other: messages of a length, a kind and a payload. Nothing in them is code.
enum WorkerMessage {
    /// To the worker: run a cell.
    case run(CellRequest)
    /// To the worker: interrupt the cell with this number, if it still runs.
    case interrupt(number: Int)
    /// From the worker: what a cell said.
    case frame(RunFrame)
    /// From the worker: a part of what a probe found.
    case answer(number: Int, WorkerAnswer)
    /// From the worker: a cell is over.
    case end(number: Int, status: CellOutcome.Status, use: WorkerUse)

    /// A message longer than this is none.
    static let sizeLimit = 64 << 20

    /// As bytes: length of what follows as four bytes, little end first; then kind and payload.
    var bytes: [UInt8] {
        let (kind, payload): (Character, [UInt8]) =
            switch self {
            case .run(let request): ("r", request.json.bytes())
            case .interrupt(let number): ("i", JSON.int(number).bytes())
            case .frame(let frame): ("f", frame.bytes)
            case .answer(let number, let answer): ("a", answer.payload(number))
            case .end(let number, let status, let use):
                (
                    "e",
                    (["number": .int(number), "status": status.json, "use": use.json] as JSON).bytes()
                )
            }
        let size = UInt32(payload.count + 1)
        return (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * UInt32($0))) } + [kind.asciiValue ?? 0] + payload
    }

    /// A message from what follows its length; `nil` where it is none.
    init?(_ content: ArraySlice<UInt8>) {
        guard let kind = content.first else { return nil }
        let payload = content.dropFirst()
        switch Character(UnicodeScalar(kind)) {
        case "r":
            guard let json = try? JSON(parsing: Array(payload)), let request = CellRequest(json) else { return nil }
            self = .run(request)
        case "i":
            guard let number = (try? JSON(parsing: Array(payload)))?.int else { return nil }
            self = .interrupt(number: number)
        case "f":
            guard let frame = RunFrame(line: payload) else { return nil }
            self = .frame(frame)
        case "a":
            guard let (number, answer) = WorkerAnswer.read(payload) else { return nil }
            self = .answer(number: number, answer)
        case "e":
            guard let json = try? JSON(parsing: Array(payload)), let number = json["number"]?.int,
                let status = json["status"].flatMap(CellOutcome.Status.init)
            else { return nil }
            self = .end(number: number, status: status, use: WorkerUse(json["use"] ?? [:]))
        default: return nil
        }
    }
}

/// What a cell used, as the worker measured it.
struct WorkerUse: Sendable, Equatable {
    var cpu: Double?
    var steps: Int?
    /// What the cell computed with arrays.
    var operations: Int?
    var peakBytes: Int?
    var layers: [String] = []
    /// Steps of training and their multiply-adds so far; the latter `nil` where they are not known.
    var trainingSteps: Int?
    var trainingMultiplyAdds: Int?

    init() {}

    fileprivate init(_ json: JSON) {
        (cpu, steps, peakBytes) = (json["cpu"]?.double, json["steps"]?.int, json["peak"]?.int)
        operations = json["operations"]?.int
        layers = (json["layers"]?.array ?? []).compactMap(\.string)
        (trainingSteps, trainingMultiplyAdds) = (json["training_steps"]?.int, json["training_work"]?.int)
    }

    fileprivate var json: JSON {
        [
            "cpu": cpu.map { .double($0) } ?? .null, "steps": steps.map { .int($0) } ?? .null,
            "operations": operations.map { .int($0) } ?? .null, "peak": peakBytes.map { .int($0) } ?? .null,
            "layers": .array(layers.map { .string($0) }),
            "training_steps": trainingSteps.map { .int($0) } ?? .null,
            "training_work": trainingMultiplyAdds.map { .int($0) } ?? .null,
        ]
    }
}

/// Takes messages out of a stream of bytes.
struct MessageReader {
    private var pending: [UInt8] = []
    private var start = 0

    /// A stream that breaks the rules.
    struct Fault: Error {}

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// The next whole message; `nil` until there is one.
    mutating func next() throws(Fault) -> WorkerMessage? {
        guard pending.count - start >= 4 else { return nil }
        let size = (0..<4).reduce(0) { $0 | Int(pending[start + $1]) << (8 * $1) }
        guard (1...WorkerMessage.sizeLimit).contains(size) else { throw Fault() }
        guard pending.count - start >= 4 + size else { return nil }
        defer { start += 4 + size }
        guard let message = WorkerMessage(pending[(start + 4)..<(start + 4 + size)]) else { throw Fault() }
        return message
    }
}

extension CellRequest {
    fileprivate var json: JSON {
        [
            "source": .string(source), "number": .int(number), "phase": .string(phase.rawValue),
            "limits": [
                "wall": limits.wall.map { .double($0) } ?? .null, "cpu": limits.cpu.map { .double($0) } ?? .null,
                "steps": limits.steps.map { .int($0) } ?? .null, "memory": limits.memory.map { .int($0) } ?? .null,
                "output": .int(limits.output), "operations": limits.operations.map { .int($0) } ?? .null,
            ],
            "seal": seal.map {
                ["own": .array($0.own.map { .string($0) }), "seed": .int($0.seed)]
            } ?? .null,
            "probe": .bool(isProbe),
        ]
    }

    fileprivate init?(_ json: JSON) {
        guard let source = json["source"]?.string, let number = json["number"]?.int,
            let phase = json["phase"]?.string.flatMap(Phase.init), let limits = json["limits"]
        else { return nil }
        self.init(
            source: source, number: number, phase: phase,
            limits: CellLimits(
                wall: limits["wall"]?.double, cpu: limits["cpu"]?.double, steps: limits["steps"]?.int,
                operations: limits["operations"]?.int, memory: limits["memory"]?.int,
                output: limits["output"]?.int ?? 0),
            seal: json["seal"]?.fields.map { _ in
                TestSeal(
                    own: json["seal"]?["own"]?.array?.compactMap(\.string) ?? [], seed: json["seal"]?["seed"]?.int ?? 0)
            })
        isProbe = json["probe"]?.bool ?? false
    }
}

extension CellOutcome.Status {
    fileprivate var json: JSON {
        switch self {
        case .ran: ["kind": "ran"]
        case .failed(let name, let message):
            ["kind": "failed", "name": .string(name), "message": .string(message)]
        case .timedOut: ["kind": "timed out"]
        case .overBudget(let reason): ["kind": "over budget", "reason": .string(reason)]
        case .died(let reason): ["kind": "died", "reason": .string(reason)]
        }
    }

    fileprivate init?(_ json: JSON) {
        let reason = json["reason"]?.string ?? ""
        switch json["kind"]?.string {
        case "ran": self = .ran
        case "failed": self = .failed(name: json["name"]?.string ?? "", message: json["message"]?.string ?? "")
        case "timed out": self = .timedOut
        case "over budget": self = .overBudget(reason: reason)
        case "died": self = .died(reason: reason)
        default: return nil
        }
    }
}
