import Foundation
import Testing

/// Programs that a generator made, with what CPython prints for them.
///
/// The generator stands in `RandomPrograms/`; `SVERTKA_RANDOM_PROGRAMS=100000` runs more than the usual few.
@Suite struct RandomProgramTests {
    /// One line of `compare.py --oracle`.
    struct Program: Decodable {
        let seed: Int
        let program: String
        /// What is printed; an error that ends the program is its last line, `uncaught Type: message`.
        let output: String
    }

    static let count = ProcessInfo.processInfo.environment["SVERTKA_RANDOM_PROGRAMS"].flatMap { Int($0) } ?? 300

    @Test(.enabled(if: CPython.path != nil, "python3 of version 3.11 is not installed"))
    func printWhatCPythonPrints() throws {
        let batch = 500
        for start in stride(from: 0, to: RandomProgramTests.count, by: batch) {
            let size = min(batch, RandomProgramTests.count - start)
            // Seeds without a good program are left out, so batches lie far apart.
            for program in try CPython.randomPrograms(from: 1 + start * 2, count: size) {
                let printed = RandomProgramTests.printed(by: program.program)
                #expect(printed == program.output, "seed \(program.seed)")
            }
        }
    }

    /// What Svertka prints, an error at the end included.
    private static func printed(by program: String) -> String {
        let outcome = Outcome.of(program)
        guard let error = outcome.error else { return outcome.output }
        return outcome.output + "uncaught " + error + (error.contains(": ") ? "" : ": ") + "\n"
    }
}

extension CPython {
    /// Programs of the generator from a seed on.
    static func randomPrograms(from seed: Int, count: Int) throws -> [RandomProgramTests.Program] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("RandomPrograms")
        let script = folder.appendingPathComponent("compare.py").path
        let lines = try run(path ?? "python3", ["-B", script, "--oracle", String(seed), String(count)])
        return try lines.split(separator: "\n").map {
            try JSONDecoder().decode(RandomProgramTests.Program.self, from: Data($0.utf8))
        }
    }
}
