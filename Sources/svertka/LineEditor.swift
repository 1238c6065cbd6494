import Glibc

/// Reads lines from a terminal with arrows, history and Tab; a line longer than the terminal scrolls sideways.
struct LineEditor {
    /// What a person did.
    enum Answer {
        case line(String)
        /// Ctrl-C: the text is thrown away.
        case cancelled
        /// Ctrl-D on an empty line.
        case end
    }

    /// Lines that the arrows bring back, oldest first.
    var history: [String] = []
    /// Candidates for the text before a place, and where what they replace begins; both count code points.
    private let complete: (_ line: String, _ cursor: Int) -> (matches: [String], start: Int)

    private var line: [Unicode.Scalar] = []
    private var cursor = 0
    private var prompt = ""
    /// The place in the history; its count means the new line, which `draft` keeps.
    private var place = 0
    private var draft: [Unicode.Scalar] = []

    /// Called before each key: may work until one is pressed.
    private let idle: () -> Void

    init(
        idle: @escaping () -> Void = {}, complete: @escaping (String, Int) -> (matches: [String], start: Int)
    ) {
        self.idle = idle
        self.complete = complete
    }

    /// Edits one line that begins with `text`.
    mutating func read(prompt: String, beginning text: String = "") -> Answer {
        var saved = termios()
        guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return .end }
        var raw = saved
        cfmakeraw(&raw)
        raw.c_oflag = saved.c_oflag
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &saved) }
        self.prompt = prompt
        line = Array(text.unicodeScalars)
        cursor = line.count
        place = history.count
        draw()
        while let key = nextKey() {
            switch key.value {
            case 10, 13:
                Terminal.write("\n", to: STDOUT_FILENO)
                return .line(LineEditor.text(line[...]))
            case 3:
                Terminal.write("^C\n", to: STDOUT_FILENO)
                return .cancelled
            case 4:
                if line.isEmpty {
                    Terminal.write("\n", to: STDOUT_FILENO)
                    return .end
                }
                deleteForward()
            default: edit(key)
            }
            draw()
        }
        return .end
    }

    private func nextKey() -> Unicode.Scalar? {
        idle()
        return LineEditor.readScalar()
    }

    private mutating func edit(_ key: Unicode.Scalar) {
        switch key.value {
        case 1: cursor = 0
        case 2: cursor = max(0, cursor - 1)
        case 5: cursor = line.count
        case 6: cursor = min(line.count, cursor + 1)
        case 8, 127:
            if cursor > 0 {
                cursor -= 1
                line.remove(at: cursor)
            }
        case 9: completeName()
        case 11: line.removeSubrange(cursor...)
        case 12: Terminal.write("\u{1B}[2J\u{1B}[H", to: STDOUT_FILENO)
        case 14: browse(1)
        case 16: browse(-1)
        case 21:
            line.removeSubrange(..<cursor)
            cursor = 0
        case 23: deleteWord()
        case 27: escape()
        case 0..<32: break
        default:
            line.insert(key, at: cursor)
            cursor += 1
        }
    }

    private mutating func deleteForward() { if cursor < line.count { line.remove(at: cursor) } }

    private mutating func deleteWord() {
        let end = cursor
        while cursor > 0, line[cursor - 1] == " " { cursor -= 1 }
        while cursor > 0, line[cursor - 1] != " " { cursor -= 1 }
        line.removeSubrange(cursor..<end)
    }

    /// Arrows and their kin: `ESC [ letter` or `ESC [ number ~`.
    private mutating func escape() {
        guard let second = LineEditor.readScalar(), second == "[" || second == "O", var key = LineEditor.readScalar()
        else { return }
        var number = ""
        while key.value >= 48 && key.value <= 59 {
            number.unicodeScalars.append(key)
            guard let next = LineEditor.readScalar() else { return }
            key = next
        }
        switch (key, number) {
        case ("A", _): browse(-1)
        case ("B", _): browse(1)
        case ("C", _): cursor = min(line.count, cursor + 1)
        case ("D", _): cursor = max(0, cursor - 1)
        case ("H", _), ("~", "1"), ("~", "7"): cursor = 0
        case ("F", _), ("~", "4"), ("~", "8"): cursor = line.count
        case ("~", "3"): deleteForward()
        default: break
        }
    }

    /// Steps through the history; the line that was being written waits at its end.
    private mutating func browse(_ step: Int) {
        let next = place + step
        guard next >= 0, next <= history.count else { return }
        if place == history.count { draft = line }
        place = next
        line = place == history.count ? draft : Array(history[place].unicodeScalars)
        cursor = line.count
    }

    /// Tab: indents at the beginning of a line, else completes as far as all candidates agree, else lists them.
    private mutating func completeName() {
        if line[..<cursor].allSatisfy({ $0 == " " }) {
            line.insert(contentsOf: [" ", " ", " ", " "], at: cursor)
            cursor += 4
            return
        }
        let (matches, start) = complete(LineEditor.text(line[...]), cursor)
        guard let first = matches.first, start <= cursor, start >= 0 else { return }
        var common = Array(first.unicodeScalars)
        for match in matches.dropFirst() {
            common = Array(zip(common, match.unicodeScalars).prefix { $0 == $1 }.map(\.0))
        }
        if common.count > cursor - start {
            line.replaceSubrange(start..<cursor, with: common)
            cursor = start + common.count
        } else if matches.count > 1 {
            Terminal.write("\n" + matches.prefix(100).joined(separator: "  ") + "\n", to: STDOUT_FILENO)
        }
    }

    /// Draws the prompt and the part of the line around the cursor.
    private func draw() {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
        let room = (isKnown ? Int(size.ws_col) : 80) - prompt.count - 1
        var first = 0
        while LineEditor.width(line[first..<cursor]) >= room { first += 1 }
        var last = cursor
        while last < line.count, LineEditor.width(line[first...last]) < room { last += 1 }
        let column = prompt.count + LineEditor.width(line[first..<cursor])
        Terminal.write(
            "\r\(prompt)\(LineEditor.text(line[first..<last]))\u{1B}[K\r\u{1B}[\(column)C", to: STDOUT_FILENO)
    }

    /// Columns that a text takes: none for combining marks, two for wide signs.
    private static func width(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        text.reduce(0) { sum, scalar in
            if scalar.properties.canonicalCombiningClass != .notReordered || scalar.value == 0x200D { return sum }
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xFFDC).contains(scalar.value)
                || scalar.value >= 0x1F300 && scalar.value < 0x3FFFE
            return sum + (isWide ? 2 : 1)
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// One code point of standard input; `nil` at its end.
    private static func readScalar() -> Unicode.Scalar? {
        guard let first = readByte() else { return nil }
        let more = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
        var bytes = [first]
        for _ in 0..<more {
            guard let next = readByte() else { return nil }
            bytes.append(next)
        }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    }

    private static func readByte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            if count == 0 || errno != EINTR { return nil }
        }
    }
}
