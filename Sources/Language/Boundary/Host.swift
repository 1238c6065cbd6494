import Synchronization

/// A request to stop, set by one thread and seen by the evaluating one.
public final class InterruptFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    /// A flag that is down.
    public init() {}

    /// True once someone asked to stop and until `clear()`.
    @inline(__always) public var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Asks the running cell to stop; an idle session forgets it before the next cell.
    public func raise() { raised.store(true, ordering: .releasing) }

    /// Forgets the request: it was answered, or there was nothing to stop.
    public func clear() { raised.store(false, ordering: .releasing) }
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
