import Foundation
import Testing

/// docs/language.md says what is there: its tables are the language's own, and its scripts exist.
@Suite struct LanguagePageTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let page = root.appendingPathComponent("docs/language.md")

    /// `SVERTKA_RECORD=1` writes the tables anew; the run fails once, so that nobody records unseen.
    @Test func tablesAreTheLanguagesOwn() throws {
        let text = try String(contentsOf: LanguagePageTests.page, encoding: .utf8)
        let start = try #require(text.range(of: LanguagePage.start + "\n\n"))
        let end = try #require(text.range(of: "\n\n" + LanguagePage.end))
        let tables = LanguagePage.tables()
        let isCurrent = text[start.upperBound..<end.lowerBound] == tables
        if !isCurrent, ProcessInfo.processInfo.environment["SVERTKA_RECORD"] != nil {
            let new = text[..<start.upperBound] + tables + text[end.lowerBound...]
            try String(new).write(to: LanguagePageTests.page, atomically: true, encoding: .utf8)
        }
        #expect(isCurrent, "docs/language.md is behind the language: run once with SVERTKA_RECORD=1")
    }

    /// Every script that the page names is there.
    @Test func scriptsThatThePageNamesExist() throws {
        let text = try String(contentsOf: LanguagePageTests.page, encoding: .utf8)
        let named = text.matches(of: /`([a-z]+\/[^`\s]+)\.py`/).map { String($0.1) }
        let present = Set(Script.all.map(\.testDescription))
        #expect(named.count >= 40)
        #expect(named.filter { !present.contains($0) } == [])
    }
}
