import Foundation
import Language
import Library
import Testing

/// Data sets in files of Keras's form, with what Keras gives for them: `Keras/Datasets/make.py` made both.
@Suite struct KerasDatasetTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Keras/Datasets")

    private func printed(_ program: String, folder: String = folder.path) throws -> String {
        var text = ""
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let part) = event { text += part }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        let start = "import os\nos.environ['SVERTKA_DATA'] = \"\(folder)\"\nos.environ['HOME'] = '/nowhere'\n"
        _ = try interpreter.run(start + program, name: "data sets", showsResult: false)
        return text
    }

    @Test func pricesAndTextsAreKerass() throws {
        let program = try String(contentsOf: Self.folder.appendingPathComponent("program.py"), encoding: .utf8)
        let wanted = try String(contentsOf: Self.folder.appendingPathComponent("program.txt"), encoding: .utf8)
        #expect(try printed(program) == wanted)
    }

    @Test func picturesOfAHundredClassesArePickled() throws {
        let text = try printed(
            """
            from keras.datasets import cifar100
            (x, y), (x_test, y_test) = cifar100.load_data()
            print(x.shape, x.dtype, y.shape, x_test.shape, y_test.ravel().tolist())
            print(int(x[0, 0, 1, 2]), int(x_test[3, 31, 31, 0]), cifar100.load_data('coarse')[0][1].ravel().tolist())
            """)
        #expect(text == "(6, 32, 32, 3) uint8 (6, 1) (4, 32, 32, 3) [63, 86, 93, 38]\n72 53 [14, 2, 5, 6, 11, 9]\n")
    }

    @Test func aFileThatIsNotThereIsNamedWithItsPlace() throws {
        let text = try printed(
            """
            from keras.datasets import imdb, cifar100
            from keras.utils import get_file
            for load in [imdb.load_data, cifar100.load_data, lambda: get_file('a.tgz', 'https://host/a.tgz', untar=True)]:
                try:
                    load()
                except FileNotFoundError as error:
                    print(error)
            """, folder: "/nothing/here")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains("imdb.npz") && lines[0].contains("svertka data fetch imdb"))
        #expect(lines[1].contains("https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz"))
        #expect(lines[2].contains("get https://host/a.tgz, unpack it and put it into"))
    }

    /// A pickle may name any function: none is called.
    @Test func picklesThatAreProgramsAreRefused() throws {
        let text = try printed(
            #"""
            from keras.datasets._files import pickled
            attacks = [b"cos\nsystem\n(S'ls'\ntR.", b"c__builtin__\neval\n(X\x03\x00\x00\x001+1tR.", b"(((((", b"]" * 9 + b"R.",
                       b"\x80\x02J\xff\xff\xff", b"B\xff\xff\xff\x7fabc", b"h\x07.", b"\x8a\xff" + b"1" * 255 + b".",
                       b"cnumpy.core.multiarray\n_reconstruct\n)R.", b".", b"", b"a", b"(tb.", b"Ix\n."]
            for number, attack in enumerate(attacks):
                name = 'out/attack.pickle'
                os.makedirs('out', exist_ok=True)
                with open(name, 'wb') as file:
                    file.write(attack)
                try:
                    print(number, pickled(name))
                except ValueError as error:
                    pass
                os.remove(name)
            print('end')
            """#)
        #expect(text == "end\n")
    }
}
