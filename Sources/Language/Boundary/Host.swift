import Synchronization

/// What other threads want of the evaluating one: that it stops, or that it attends to something and goes on.
public final class InterruptFlag: Sendable {
    /// Why a program is disturbed: bits, since several may want something.
    enum Reason {
        /// A person, or a time limit, asks it to stop.
        static let asked: UInt8 = 1
        /// The machine's memory is nearly used up.
        static let memory: UInt8 = 2
        /// Something else is to be answered at the next safe point; the program goes on then.
        static let attention: UInt8 = 4
        /// The program computed more than it may.
        static let work: UInt8 = 8
        /// What asks it to stop.
        static let stopping = asked | memory | work
    }

    private let raised = Atomic<UInt8>(0)

    /// A flag that is down.
    public init() {}

    /// True once someone wants something and until it was answered.
    @inline(__always) public var isRaised: Bool { raised.load(ordering: .relaxed) != 0 }

    /// True once someone asked to stop and until `clear()`.
    public var stops: Bool { raised.load(ordering: .relaxed) & Reason.stopping != 0 }

    /// Asks the running cell to stop; an idle session forgets it before the next cell.
    public func raise() { raised.bitwiseOr(Reason.asked, ordering: .acquiringAndReleasing) }

    /// Asks the running cell to stop because memory is nearly used up.
    public func raiseForMemory() { raised.bitwiseOr(Reason.memory, ordering: .acquiringAndReleasing) }

    /// Asks the running cell to stop because it computed more than it may.
    public func raiseForWork() { raised.bitwiseOr(Reason.work, ordering: .acquiringAndReleasing) }

    /// Asks the running cell to let `Host.attend` answer at its next safe point.
    public func raiseForAttention() { raised.bitwiseOr(Reason.attention, ordering: .acquiringAndReleasing) }

    /// True where `Host.attend` is to be called; takes the wish down.
    func takeAttention() -> Bool {
        raised.bitwiseAnd(~Reason.attention, ordering: .acquiringAndReleasing).oldValue & Reason.attention != 0
    }

    /// Forgets that somebody asked to stop: it was answered, or there was nothing to stop.
    public func clear() { raised.bitwiseAnd(Reason.attention, ordering: .acquiringAndReleasing) }

    /// Takes the request to stop down: the error that answers it, KeyboardInterrupt, MemoryError or RuntimeError.
    public func answered() -> LanguageError {
        let before = raised.bitwiseAnd(Reason.attention, ordering: .acquiringAndReleasing).oldValue
        if before & (Reason.asked | Reason.work) == Reason.work {
            return LanguageError(
                .runtimeError, "the program computed more with arrays than it may",
                hint: "smaller arrays, a smaller model or fewer steps of training take less")
        }
        if before & (Reason.asked | Reason.memory) == Reason.memory {
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
    /// Told now and then what takes long, as `fit of 'digits': epoch 3/10, batch 17/469`, and "" when it is over: what a
    /// crash report says.
    public var note: (String) -> Void = { _ in }
    /// Called at a safe point of a running program after `interrupt.raiseForAttention()`: may run other programs, which
    /// end before it returns.
    public var attend: () -> Void = {}
    /// True where pictures and updates are seen (a notebook), false in a terminal: there a training prints Keras's lines.
    public var showsPictures: Bool
    /// What the host knows of the output that went through it; `nil` where it keeps nothing (a terminal, a file).
    public var record: OutputRecord?
    /// The identifier of the request that is being answered; empty where there are no requests. Front ends collect the
    /// outputs of a request for a widget by it.
    public var requestIdentifier: () -> String = { "" }
    /// Gives a way to emit that stays with the cell that runs now, also after its end: work in the background speaks
    /// where it was started.
    public var outlet: () -> (Event) -> Void

    /// A host that sends events to `emit`.
    /// - outlet: as the property; by default all cells share `emit`.
    public init(
        interrupt: InterruptFlag = InterruptFlag(), showsPictures: Bool = true,
        readLine: ((String, Bool) throws -> String)? = nil, outlet: (() -> (Event) -> Void)? = nil,
        emit: @escaping (Event) -> Void
    ) {
        self.emit = emit
        self.readLine = readLine
        self.interrupt = interrupt
        self.showsPictures = showsPictures
        self.outlet = outlet ?? { emit }
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
