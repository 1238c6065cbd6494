import Foundation
import Language
import Library
import Testing

/// Every example of `help` runs and prints what stands below it.
@Suite struct ExampleTests {
    /// Tables by module, so that several run at once.
    private static let modules = Set(
        Example.table.map { $0.name.split(separator: ".").dropLast().joined(separator: ".") })

    @Test(arguments: modules.sorted())
    func examplesPrintWhatTheySay(module: String) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/svertka-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for example in Example.table where example.name == "\(module).\(example.name.split(separator: ".").last ?? "")"
        {
            var text = ""
            let host = Host(showsPictures: false) { event in
                if case .stream(.stdout, let part) = event { text += part }
            }
            let interpreter = Interpreter(host: host, modules: Library.modules)
            _ = try interpreter.run(Example.start, name: "start", showsResult: false)
            for (source, output) in example.steps {
                text = ""
                // Files go into a folder of the test: the working folder belongs to the whole process.
                let placed = source.replacing(
                    #/'([a-z]+\.(csv|txt|npy|npz|keras|png))'/#, with: { "'\(folder)/\($0.output.1)'" })
                let value = try interpreter.run(placed, name: example.name)
                if let value, !value.isNone { text += try interpreter.repr(value) + "\n" }
                #expect(text == output, "\(example.name): \(source)")
            }
            #expect(!example.steps.isEmpty, "\(example.name)")
        }
    }

    @Test func everyExampleIsFoundByItsValue() throws {
        let interpreter = Interpreter(host: Host(showsPictures: false) { _ in }, modules: Library.modules)
        let imports =
            "import numpy, keras, matplotlib.pyplot, sklearn.metrics, sklearn.model_selection, svertka.gradients\n"
            + "import svertka.datasets.digits"
        _ = try interpreter.run(imports, name: "imports")
        for example in Example.table {
            let value = try #require(try interpreter.run(example.name, name: example.name))
            #expect(Example.of(value, asked: example.name, interpreter)?.name == example.name, "\(example.name)")
        }
        #expect(Set(Example.table.map(\.name)).count == Example.table.count)
    }
}
