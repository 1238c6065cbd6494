import Foundation
import Testing

/// A script of `Scripts/<topic>/<claim>.py`: what it must print stands in its `# expect:` lines, made by CPython 3.11.
struct Script: CustomTestStringConvertible, Sendable {
    let url: URL

    /// The claim, as the file's name says it.
    var testDescription: String {
        url.deletingLastPathComponent().lastPathComponent + "/" + url.deletingPathExtension().lastPathComponent
    }

    func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

    /// The lines that the script must print, without space at their ends.
    func expected() throws -> [String] {
        try text().split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0.hasPrefix("# expect:") }
            .map { Script.trimmed($0.dropFirst("# expect: ".count)) }
    }

    /// The lines of an output, without space at their ends.
    static func lines(of output: String) -> [String] {
        var lines = output.replacingOccurrences(of: "\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
        if lines.count > 1, lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }

    /// Every script beside this file.
    static let all: [Script] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Scripts")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (files ?? []).filter { $0.pathExtension == "py" }.sorted { $0.path < $1.path }.map(Script.init)
    }()
}

@Suite struct ScriptTests {
    @Test func thereAreEnoughScripts() {
        #expect(Script.all.count >= 600)
    }

    @Test(arguments: Script.all) func printsWhatCPythonPrints(_ script: Script) throws {
        let outcome = Outcome.of(try script.text())
        #expect(outcome.error == nil)
        #expect(Script.lines(of: outcome.output) == (try script.expected()))
    }

    @Test(.enabled(if: CPython.path != nil, "python3 of version 3.11 is not installed"), arguments: Script.all)
    func expectationsAreCPythons(_ script: Script) throws {
        #expect(Script.lines(of: try CPython.output(of: script.url)) == (try script.expected()))
    }
}

/// The oracle, where it is installed.
enum CPython {
    /// `python3`, if it is of version 3.11, whose messages the scripts expect.
    static let path: String? = ["/usr/local/bin/python3", "/usr/bin/python3"].first { path in
        (try? run(path, ["-c", "import sys; print(sys.version_info[:2] == (3, 11))"])) == "True\n"
    }

    /// What a script prints under CPython, with hashing made repeatable.
    static func output(of script: URL) throws -> String {
        try run(path ?? "python3", ["-P", "-W", "ignore", script.path])
    }

    /// What a command prints.
    static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            // A text file's encoding is called UTF-8 in a locale, utf-8 without one.
            ["PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"]
        ) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
