import Glibc
import Language
import Session

/// Plain writing to descriptors.
enum Terminal {
    /// Writes all bytes; a closed reader ends the writing.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            at += max(count, 0)
        }
    }

    /// True where a key was pressed, or the input has ended.
    static var hasInput: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, 0) > 0
    }

    static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }
}

/// A host that prints: what cells say as text, pictures by their plain text.
///
/// Text is gathered and written when a line ends (on a terminal), 64 KiB are there, the last writing is a quarter of a
/// second ago, or the other stream comes; so both streams keep their order, and a file grows while a network trains.
/// Belongs to one thread.
final class TextHost {
    private var pending: [UInt8] = []
    private var stream = StreamName.stdout
    private let writesLines = isatty(STDOUT_FILENO) == 1
    private let interrupt: InterruptFlag
    private static let gathered = 1 << 16
    private var lastWritten = ContinuousClock.now
    private static let pause = Duration.milliseconds(250)

    init(interrupt: InterruptFlag) { self.interrupt = interrupt }

    /// The host to give to a session; keep the `TextHost` as long as the session.
    var host: Host {
        Host(
            interrupt: interrupt, showsPictures: false,
            readLine: { [unowned self] prompt, password in try self.readLine(prompt, password) },
            emit: { [unowned self] event in self.take(event) })
    }

    private func take(_ event: Event) {
        switch event {
        case .stream(let name, let text): put(text, to: name)
        case .display(let bundle, _), .result(let bundle):
            if case .text(let text)? = bundle.content["text/plain"] { put(text + "\n", to: .stdout) }
        case .error(_, _, let traceback): put(traceback.joined(separator: "\n") + "\n", to: .stderr)
        case .update, .clear, .comm: break
        }
    }

    private func put(_ text: String, to name: StreamName) {
        if name != stream { flush() }
        stream = name
        pending.append(contentsOf: text.utf8)
        if pending.count >= TextHost.gathered || name == .stderr
            || writesLines && (text.hasSuffix("\n") || text.utf8.contains(13))
            || ContinuousClock.now - lastWritten >= TextHost.pause
        {
            flush()
        }
    }

    /// Writes what was gathered.
    func flush() {
        Terminal.write(pending, to: stream == .stdout ? STDOUT_FILENO : STDERR_FILENO)
        pending.removeAll(keepingCapacity: true)
        lastWritten = .now
    }

    /// A line of standard input, without echo for a password.
    /// - Throws: `LanguageError`: EOFError at the end of input.
    private func readLine(_ prompt: String, _ password: Bool) throws -> String {
        put(prompt, to: .stdout)
        flush()
        var saved = termios()
        let hides = password && tcgetattr(STDIN_FILENO, &saved) == 0
        if hides {
            var silent = saved
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        }
        defer { if hides { tcsetattr(STDIN_FILENO, TCSANOW, &saved) } }
        guard let line = Swift.readLine() else { throw LanguageError(.eofError, "EOF when reading a line") }
        return line
    }
}
