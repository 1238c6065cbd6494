import Foundation
import Language
import Library
import Testing

/// Programs that print numbers of layers, losses, optimizers and trainings, with what Keras 3 prints for them;
/// `Keras/record.py` made the answers.
struct KerasProgram: Sendable, CustomStringConvertible {
    let name: String

    var description: String { name }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Keras/Programs")

    static let all: [KerasProgram] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") }.map { KerasProgram(name: String($0.dropLast(3))) }.sorted {
            $0.name < $1.name
        }
    }()

    func text(_ suffix: String) throws -> String {
        try String(contentsOf: KerasProgram.folder.appendingPathComponent(name + suffix), encoding: .utf8)
    }

    /// The lines that the program prints.
    func run() throws -> [String] {
        var printed = ""
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let text) = event { printed += text }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        _ = try interpreter.run(text(".py"), name: name, showsResult: false)
        return printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

@Test func thereAreProgramsOfKeras() { #expect(KerasProgram.all.count >= 1) }

@Test(arguments: KerasProgram.all)
func aProgramPrintsWhatKerasPrints(_ program: KerasProgram) throws {
    let expected = try program.text(".txt").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let got = try program.run()
    #expect(got.count == expected.count)
    for (place, (mine, keras)) in zip(got, expected).enumerated() where mine != keras {
        Issue.record("line \(place + 1): \(mine) where Keras prints \(keras)")
    }
}
