import Language
import Testing
import Vision

@Suite struct SvertkaPicturesTests {
    private func text(_ source: String) throws -> [String] {
        try Program.run("import svertka\nimport numpy as np\n\(source)\n").compactMap { event in
            if case .display(let bundle, _) = event, case .text(let text)? = bundle.content["text/plain"] {
                return text
            }
            return nil
        }
    }

    @Test(arguments: [
        ("svertka.show(np.zeros((28, 28)))", 1), ("svertka.show(np.zeros((28, 28, 3)))", 1),
        ("svertka.show(np.zeros((40, 8, 8)), count=10)", 10),
        ("svertka.show([np.zeros((8, 8)), np.ones((8, 8))], ['a', 'b'])", 2),
        ("svertka.gallery(np.zeros((30, 8, 8, 1)))", 25),
        ("svertka.gallery(np.zeros((4, 8, 8)), [0, 1, 2, 3], [0, 1, 3, 2])", 2),
        (
            "svertka.gallery(np.zeros((3, 8, 8)), np.array([[0], [1], [1]]), np.array([[.9, .1], [.2, .8], [.6, .4]]))",
            1
        ),
        ("svertka.gallery(np.zeros((3, 8, 8)), [0, 1, 1], np.array([[.2], [.9], [.1]]))", 1),
        ("svertka.confusion_matrix([0, 1, 2, 2], [0, 2, 2, 2])", 2),
    ])
    func picturesHaveAPlotForEachImage(call: String, plots: Int) throws {
        let shown = try text(call)
        #expect(shown.count == 1 && shown[0].hasSuffix("with \(plots) Axes>"), "\(shown)")
    }

    @Test(arguments: [
        ("svertka.show(np.zeros(5))", "TypeError: Invalid shape (5,) for images"),
        ("svertka.gallery(np.zeros((3, 8, 8)), [1, 2])", "ValueError: 3 images but 2 labels"),
        ("svertka.gallery(np.zeros((3, 8, 8)), [0, 1, 1], [0.5, 2.5, 1])", "ValueError: classes must be whole numbers"),
    ])
    func mistakesAreNamed(call: String, message: String) {
        let error = Program.error("import svertka\nimport numpy as np\n\(call)\n")
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }
}

@Suite struct DatasetsTests {
    @Test func generatedDigitsHaveTheShapesOfMNIST() throws {
        let source = """
            from svertka.datasets import digits
            (x, y), (xt, yt) = digits.load_data(train=20, test=5)
            print(x.shape, x.dtype, y.shape, y.dtype, xt.shape, yt.shape, x.max() > 200)
            """
        let events = try Program.run(source)
        guard case .stream(.stdout, let text)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(text == "(20, 28, 28) uint8 (20,) uint8 (5, 28, 28) (5,) True\n")
    }

    @Test func everySpellingOfKerasFindsTheDataSets() {
        for name in ["keras", "tensorflow.keras", "tensorflow.python.keras"] {
            #expect(
                Program.error("from \(name).datasets import mnist, fashion_mnist, cifar10\nmnist.load_data\n") == nil)
        }
    }
}
