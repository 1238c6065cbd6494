import Foundation
import Language
import Library
import Testing

/// Every class and method that Keras lists, with every argument (`Keras/Signatures/record.py` wrote them down): it works, or
/// it is refused by name. Nothing is ignored in silence.
@Suite struct KerasSignatureTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Keras/Signatures")

    @Test func everyArgumentWorksOrIsRefusedByName() throws {
        var text = ""
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let part) = event { text += part }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        let file = Self.folder.appendingPathComponent("signatures.txt").path
        let program = try String(contentsOf: Self.folder.appendingPathComponent("walk.py"), encoding: .utf8)
        _ = try interpreter.run(
            "import os\nos.environ['SVERTKA_SIGNATURES'] = \"\(file)\"\n" + program, name: "walk", showsResult: false)
        let lines = text.split(separator: "\n")
        #expect(lines.filter { !$0.hasPrefix("absent:") }.count == 2, "\(text)")
        let counts = lines.flatMap { $0.split(separator: " ").compactMap { Int($0) } }
        #expect(counts.count == 3)
        #expect((counts.first ?? 0) > 900)
        #expect((counts.last ?? 0) >= 68)
    }
}
