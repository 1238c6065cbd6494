import Language
import Library

/// Comms: what the front end says between cells.
extension Session {
    /// Gives the program a message of a comm; an error is shown and ends nothing.
    public func receive(_ message: CommMessage) {
        memory?.begin()
        defer { memory?.end() }
        do throws(LanguageError) {
            defer { interpreter.host.interrupt.clear() }
            try Comms.of(interpreter).receive(message, interpreter)
        } catch {
            _ = report(error)
        }
    }

    /// The open comms' targets by identifier.
    public var openComms: [String: String] { Comms.of(interpreter).open }
}
