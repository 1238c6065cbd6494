import Synchronization

/// A request to stop, set by one thread and seen by the evaluating one.
public final class InterruptFlag: Sendable {
    /// Why a program is to stop.
    enum Reason: UInt8 {
        /// A person, or a time limit, asks.
        case asked = 1
        /// The machine's memory is nearly used up.
        case memory = 2
    }

    private let raised = Atomic<UInt8>(0)

    /// A flag that is down.
    public init() {}

    /// True once someone asked to stop and until `clear()`.
    @inline(__always) public var isRaised: Bool { raised.load(ordering: .relaxed) != 0 }

    /// Asks the running cell to stop; an idle session forgets it before the next cell.
    public func raise() { raised.store(Reason.asked.rawValue, ordering: .releasing) }

    /// Asks the running cell to stop because memory is nearly used up, unless it is asked to stop anyway.
    public func raiseForMemory() {
        _ = raised.compareExchange(expected: 0, desired: Reason.memory.rawValue, ordering: .acquiringAndReleasing)
    }

    /// Forgets the request: it was answered, or there was nothing to stop.
    public func clear() { raised.store(0, ordering: .releasing) }

    /// Takes the request down: the error that answers it, KeyboardInterrupt or MemoryError.
    public func answered() -> LanguageError {
        if raised.exchange(0, ordering: .acquiringAndReleasing) == Reason.memory.rawValue {
            return LanguageError(
                .memoryError, "the memory for this program is used up",
                hint:
                    "let go of what is not needed (del name), or work on a part at a time; SVERTKA_MEMORY sets the limit"
            )
        }
        return LanguageError(.keyboardInterrupt, "")
    }
}

/// What a running program may do to the outside world. The one door between the language and its surroundings.
public struct Host {
    /// Takes each event as it happens; called on the evaluating thread, must not block for long.
    public var emit: (Event) -> Void
    /// Asks the person for a line; `nil` when nobody can be asked (then `input()` raises).
    public var readLine: ((_ prompt: String, _ password: Bool) throws -> String)?
    /// The flag that loops, layers and long built-ins poll.
    public let interrupt: InterruptFlag
    /// True where pictures and updates are seen (a notebook), false in a terminal: there a training prints Keras's lines.
    public var showsPictures: Bool
    /// What the host knows of the output that went through it; `nil` where it keeps nothing (a terminal, a file).
    public var record: OutputRecord?
    /// The identifier of the request that is being answered; empty where there are no requests. Front ends collect the
    /// outputs of a request for a widget by it.
    public var requestIdentifier: () -> String = { "" }

    /// A host that sends events to `emit`.
    public init(
        interrupt: InterruptFlag = InterruptFlag(), showsPictures: Bool = true,
        readLine: ((String, Bool) throws -> String)? = nil, emit: @escaping (Event) -> Void
    ) {
        self.emit = emit
        self.readLine = readLine
        self.interrupt = interrupt
        self.showsPictures = showsPictures
    }
}

/// What a host that queues output can tell a program about it.
public struct OutputRecord: Sendable {
    /// All that the last cell printed of which not all was shown; `nil` if there was none.
    public let longText: @Sendable () -> String?
    /// Numbers about the queue, by name.
    public let statistics: @Sendable () -> [(name: String, value: Int)]

    public init(
        longText: @escaping @Sendable () -> String?,
        statistics: @escaping @Sendable () -> [(name: String, value: Int)]
    ) {
        self.longText = longText
        self.statistics = statistics
    }
}
