import Language
import Library

/// Comms: what the front end says between cells.
extension Session {
    /// Gives the program a message of a comm; an error is shown and ends nothing.
    public func receive(_ message: CommMessage) {
        begin()
        defer { end() }
        do throws(LanguageError) {
            // An interrupt that comes while a cell waits may be meant for it.
            defer { if depth == 1 { interpreter.host.interrupt.clear() } }
            try Comms.of(interpreter).receive(message, interpreter)
        } catch {
            _ = report(error)
        }
    }

    /// The open comms' targets by identifier.
    public var openComms: [String: String] { Comms.of(interpreter).open }
}
