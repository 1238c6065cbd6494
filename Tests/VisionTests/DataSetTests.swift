import Foundation
import Testing
import Vision

@Suite struct DataSetTests {
    /// True where the environment names a folder with real MNIST files.
    static let hasRealFiles =
        ProcessInfo.processInfo.environment["SVERTKA_DATA"].map {
            FileBytes.exists(at: $0 + "/mnist/train-images-idx3-ubyte.gz")
                && FileBytes.exists(at: $0 + "/cifar-10/test_batch.bin.gz")
        } ?? false

    @Test(.enabled(if: hasRealFiles, "skipped: SVERTKA_DATA names no folder with MNIST's and CIFAR-10's files"))
    func realFilesHaveTheirPublishedSizesAndFirstLabels() throws {
        for kind in MNIST.allCases {
            #expect(kind.isAvailable())
            let set = try kind.load()
            #expect(set.train.count == 60000 && set.test.count == 10000)
            #expect(set.train.height == 28 && set.train.width == 28)
        }
        #expect(try MNIST.digits.load().train.labels.starts(with: [5, 0, 4, 1, 9]))
        #expect(try MNIST.fashion.load().train.labels.starts(with: [9, 0, 0, 3, 0]))
        let cifar = try CIFAR10.load()
        #expect(cifar.train.labels.starts(with: [6, 9, 9, 4, 1]))
        #expect(cifar.test.height == 32 && cifar.test.channels == 3)
    }

    @Test func aMissingSetSaysWhichCommandGetsIt() {
        let folders = DataFolders(environment: ["HOME": "/nowhere", "SVERTKA_DATA": "/no/data"])
        #expect(!MNIST.fashion.isAvailable(in: folders))
        #expect { try MNIST.fashion.load(from: folders) } throws: { error in
            guard let error = error as? VisionError else { return false }
            return error.kind == .missing && error.message.contains("train-images-idx3-ubyte")
                && error.message.contains("/no/data, /nowhere/.svertka/datasets, /nowhere/.keras/datasets")
                && error.message.contains("svertka data fetch fashion-mnist")
        }
    }

    @Test func theEnvironmentsFolderIsSearchedFirst() throws {
        let base = FileManager.default.temporaryDirectory.path + "/svertka-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: base) }
        for folder in ["a/mnist", "home/.svertka/datasets/mnist"] {
            try FileManager.default.createDirectory(atPath: "\(base)/\(folder)", withIntermediateDirectories: true)
            try FileBytes.write([1], to: "\(base)/\(folder)/file.gz")
        }
        let folders = DataFolders(environment: ["SVERTKA_DATA": "\(base)/a", "HOME": "\(base)/home"])
        #expect(folders.find(["file"], in: ["mnist"]) == "\(base)/a/mnist/file.gz")
        let home = DataFolders(environment: ["HOME": "\(base)/home"])
        #expect(home.find(["file"], in: ["mnist"]) == "\(base)/home/.svertka/datasets/mnist/file.gz")
    }

    @Test func generatedDigitsAreTheSameForASeedWhateverTheirNumber() throws {
        let few = try GeneratedDigits(seed: 3).load(train: 20, test: 5)
        let more = try GeneratedDigits(seed: 3).load(train: 50, test: 5)
        #expect(few.train.pixels == Array(more.train.pixels.prefix(20 * 784)))
        #expect(few.test.labels == more.test.labels)
        #expect(few.train.pixels != (try GeneratedDigits(seed: 4).load(train: 20, test: 5)).train.pixels)
    }

    @Test func generatedDigitsFillTenClassesEvenlyAndStayInsideTheFrame() throws {
        let set = try GeneratedDigits().load(train: 5000, test: 10).train
        for digit in 0..<10 {
            let share = Double(set.labels.count { $0 == digit }) / 5000
            #expect((0.08...0.12).contains(share))
        }
        let border = (0..<5000).reduce(0) { sum, image in
            sum + (0..<28).reduce(0) { $0 + Int(set.pixels[image * 784 + $1]) }
        }
        #expect(Double(border) / Double(5000 * 28) < 4, "ink in the top row")
        #expect(set.pixels.contains { $0 > 250 })
    }

    @Test func impossibleNumbersOfDigitsAreRefused() {
        #expect(throws: VisionError.self) { try GeneratedDigits().load(train: -1, test: 10) }
        #expect(throws: VisionError.self) { try GeneratedDigits().load(train: 1 << 40, test: 10) }
    }
}
