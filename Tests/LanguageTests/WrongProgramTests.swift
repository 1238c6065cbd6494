import Foundation
import Language
import Testing

/// Wrong programs with what CPython 3.11 says of them (`WrongPrograms/record.py`).
@Suite struct WrongProgramTests {
    struct Expected: Decodable {
        let program: String
        let kind: String
        let message: String
        let line: Int
        /// Not compared where CPython gives none.
        let column: Int?
        let endColumn: Int?
    }

    static func expected() throws -> [Expected] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "WrongPrograms/expected.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.map { try JSONDecoder().decode(Expected.self, from: Data($0.utf8)) }
    }

    @Test func areRefusedInCPythonsWordsAndAtItsPlace() throws {
        let interpreter = Interpreter(host: Host(emit: { _ in }))
        let programs = try WrongProgramTests.expected()
        #expect(programs.count >= 400)
        var sameMessage = 0
        var samePlace = 0
        for expected in programs {
            do throws(LanguageError) {
                try interpreter.check(expected.program)
                Issue.record("accepted: \(expected.program)")
            } catch {
                guard error.kind.rawValue == expected.kind, error.raised.message == expected.message else { continue }
                sameMessage += 1
                guard let range = error.raised.trace.last?.range, range.line == expected.line else { continue }
                let end = max(range.endColumn, range.line == range.endLine ? range.column + 1 : 0)
                let isSame = (expected.column ?? range.column) == range.column && (expected.endColumn ?? end) == end
                samePlace += isSame ? 1 : 0
            }
        }
        // docs/language.md says which differ, and why.
        #expect(Double(sameMessage) >= 0.985 * Double(programs.count), "\(sameMessage) of \(programs.count) messages")
        #expect(Double(samePlace) >= 0.97 * Double(programs.count), "\(samePlace) of \(programs.count) places")
    }
}
