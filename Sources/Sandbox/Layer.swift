import Glibc

/// One layer of the sandbox: what it promises, and how that is proved.
public struct Layer: Sendable {
    /// What a probe found.
    public enum Proof: Sendable, Equatable {
        /// The forbidden act was tried and failed; what was tried.
        case holds(String)
        /// The layer cannot be had here, or the act succeeded; what is wrong.
        case missing(String)

        public var text: String {
            switch self {
            case .holds(let text), .missing(let text): text
            }
        }
    }

    /// Its place in the order in which layers are put on: A to F.
    public let letter: Character
    public let name: String
    /// What it promises.
    public let promise: String
    /// True where strict mode grades nothing without it.
    public let isRequired: Bool
    /// What gives the layer where it is missing.
    public let hint: String
    /// Tries the forbidden act in a process of its own.
    public let prove: @Sendable () -> Proof
}

/// What probes found of all layers.
public struct SandboxReport: Sendable {
    public let findings: [(layer: Layer, proof: Layer.Proof)]

    /// Probes every layer. Only for a process without threads: the probes fork.
    public init(_ layers: [Layer] = Layer.all) { findings = layers.map { ($0, $0.prove()) } }

    /// The layers without which strict mode grades nothing.
    public var missing: [(layer: Layer, proof: Layer.Proof)] {
        findings.filter { layer, proof in
            if case .missing = proof { layer.isRequired } else { false }
        }
    }

    /// A table for a terminal.
    public var text: String {
        let width = findings.map(\.layer.name.count).max() ?? 0
        var text = ""
        for (layer, proof) in findings {
            let name = layer.name + String(repeating: " ", count: width - layer.name.count)
            let state =
                switch proof {
                case .holds: "active "
                case .missing: layer.isRequired ? "MISSING" : "absent "
                }
            text += "\(layer.letter)  \(name)  \(state)  \(proof.text)\n"
            if case .missing = proof {
                text += "   \(String(repeating: " ", count: width))           → \(layer.hint)\n"
            }
        }
        return text
    }
}

/// A process that a probe makes, and what became of it.
enum Trial {
    /// Runs `act` behind `fork`: its result, or the signal that ended it as a negative number; `nil` where there is no
    /// process.
    static func run(_ act: @escaping () -> Int32) -> Int32? {
        final class Act {
            let body: () -> Int32
            init(_ body: @escaping () -> Int32) { self.body = body }
        }
        let box = Unmanaged.passRetained(Act(act))
        defer { box.release() }
        let status = sandboxChild(box.toOpaque()) { raw in
            raw.map { Unmanaged<Act>.fromOpaque($0).takeUnretainedValue().body() } ?? 0
        }
        if status < 0 { return nil }
        let signal = status & 0x7F
        return signal != 0 ? -signal : status >> 8 & 0xFF
    }
}
