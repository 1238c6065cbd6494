import Foundation
import Language
import Testing

/// Drawings of models and of computations.
@Suite struct GraphPictureTests {
    private static let start = """
        import keras, svertka
        import numpy as np
        from keras import layers
        from keras.utils import plot_model
        small = keras.Sequential([layers.Input((8, 8, 1)), layers.Conv2D(2, 3, activation='relu'), layers.Flatten(), layers.Dense(3)])
        whole = keras.Sequential([layers.Dense(3)])

        """

    private func file(_ ending: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("svertka-\(UUID().uuidString).\(ending)").path
    }

    @Test func aModelIsDrawnToAFileAndAsAResult() throws {
        for (ending, magic) in [("png", [0x89, 0x50, 0x4e, 0x47]), ("svg", [0x3c, 0x3f, 0x78, 0x6d])] {
            let path = file(ending)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let events = try Program.run(
                Self.start
                    + "from IPython.display import display\ndisplay(plot_model(small, '\(path)', show_shapes=True))")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.prefix(4).map { Int($0) } == magic)
            guard case .display(let bundle, _)? = events.last, case .bytes(let image)? = bundle.content["image/png"]
            else {
                Issue.record("\(events)")
                return
            }
            #expect(image.prefix(4).map { Int($0) } == [0x89, 0x50, 0x4e, 0x47])
        }
    }

    @Test func dotsAnInchAreThoseOfTheFile() throws {
        let text = try Program.output(
            Self.start + """
                from PIL import Image
                import os
                sizes = []
                for dpi in (100, 300):
                    plot_model(small, 'model-dpi.png', dpi=dpi)
                    sizes.append(Image.open('model-dpi.png').size)
                os.remove('model-dpi.png')
                print(abs(sizes[1][0] - 3 * sizes[0][0]) <= 3, abs(sizes[1][1] - 3 * sizes[0][1]) <= 3)
                """)
        #expect(text == "True True\n")
    }

    @Test(arguments: [
        "plot_model(keras.Model(a, layers.Dense(1)(shared(shared(a)))), None)",
        "plot_model(keras.Model([a, b], layers.Subtract()([shared(a), shared(b)])), None, rankdir='LR', show_layer_names=True)",
        "plot_model(keras.Model(a, inner(a)), None, expand_nested=True, show_dtype=True, show_trainable=True)",
        "plot_model(keras.Model([a, b], [layers.Dense(1)(a), layers.Dense(2)(b)]), None, show_layer_activations=True)",
        "plot_model(keras.Model(a, a * 2 + 1), None, show_shapes=True)",
    ])
    func everyKindOfGraphIsDrawn(call: String) {
        let source =
            Self.start + "a, b = keras.Input((4,)), keras.Input((4,))\nshared = layers.Dense(4)\n"
            + "inner = keras.Sequential([layers.Input((4,)), keras.Sequential([layers.Input((4,)), layers.Dense(2)])])\n"
        #expect(Program.error(source + call) == nil)
    }

    @Test(arguments: [
        ("plot_model(whole)", "ValueError: This model has not yet been built."),
        ("plot_model(3)", "TypeError: plot_model() takes a model, not 'int'"),
        ("plot_model(small, rankdir='BT')", "ValueError: rankdir must be 'TB' or 'LR', not 'BT'"),
        ("plot_model(small, 'm.pdf')", "ValueError: Format 'pdf' is not supported"),
        ("plot_model(small, layer_range=[1, 2])", "ValueError: Argument `layer_range` is no longer supported."),
        ("plot_model(small, colour=3)", "ValueError: Unrecognized keyword arguments: {'colour'}"),
        ("plot_model(small, None, dpi=0)", "ValueError: dpi must be a number from 10 to 2000"),
        ("keras.utils.model_to_dot(small)", "NotImplementedError: model_to_dot makes a graph for pydot"),
        ("svertka.graph('x * y', x=1)", "NameError: name 'y' is not defined"),
        ("svertka.graph('2 + 3')", "TypeError: the expression gives 'int'"),
        ("svertka.graph(3.5)", "TypeError: the expression gives 'float'"),
        (
            "svertka.graph(lambda x: sum([x * k for k in range(200)]), x=1)",
            "ValueError: the expression has more than 150"
        ),
    ])
    func mistakesAreNamed(call: String, message: String) {
        let error = Program.error(Self.start + call)
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }

    // The numbers are those of the lectures' slides (CS231n, lecture 4).
    @Test func theSigmoidNeuronHasTheSlidesNumbers() throws {
        let text = try Program.output(
            "import svertka\nprint(svertka.graph('1/(1+exp(-(w0*x0+w1*x1+w2)))', w0=2, x0=-1, w1=-3, x1=-2, w2=-3))")
        let lines = text.split(separator: "\n")
        for wanted in [
            "w0 = 2.00, gradient -0.20", "x0 = -1.00, gradient 0.39", "w1 = -3.00, gradient -0.39",
            "x1 = -2.00, gradient -0.59", "w2 = -3.00, gradient 0.20", "+  of (+), w2 = 1.00, gradient 0.20",
            "× −1  of (+) = -1.00, gradient -0.20", "exp  of (× −1) = 0.37, gradient -0.53",
            "+ 1  of (exp) = 1.37, gradient -0.53", "1/x  of (+ 1) = 0.73, gradient 1.00",
        ] { #expect(lines.contains(Substring(wanted)), "\(wanted)\n\(text)") }
    }

    @Test func textsFunctionsAndTapesGiveOneGraph() throws {
        let text = try Program.output(
            """
            import svertka
            import tensorflow as tf
            first = svertka.graph('(x + y) * z', x=-2, y=5, z=-4).text
            second = svertka.graph(lambda x, y, z: (x + y) * z, x=-2, y=5, z=-4).text
            x, y, z = tf.Variable(-2.0), tf.Variable(5.0), tf.Variable(-4.0)
            with tf.GradientTape() as tape:
                f = (x + y) * z
            third = svertka.graph(f, x=x, y=y, z=z).text
            print(first == second == third)
            print(first)
            print(svertka.graph('sum(max(W @ x, 0))', W=[[1, 2], [3, -4]], x=[1, 1]).text)
            """)
        #expect(
            text == """
                True
                x = -2.00, gradient -4.00
                y = 5.00, gradient -4.00
                +  of x, y = 3.00, gradient -4.00
                z = -4.00, gradient 3.00
                ×  of (+), z = -12.00, gradient 1.00
                W = [1.00  2.00]; [3.00  -4.00], gradient [1.00  1.00]; [0.00  0.00]
                x = [1.00  1.00], gradient [1.00  2.00]
                @  of W, x = [3.00]; [-1.00], gradient [1.00]; [0.00]
                max(x, 0)  of (@) = [3.00  0.00], gradient [1.00  1.00]
                Σ  of (max(x, 0)) = 3.00, gradient 1.00

                """)
    }
}

/// Pictures of trainings: what they find and leave behind.
@Suite struct TrainingPictureTests {
    private static let start = """
        import keras, svertka
        import numpy as np
        import matplotlib.pyplot as plt
        from keras import layers
        keras.utils.set_random_seed(3)
        x = np.random.normal(size=(90, 2))
        y = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0.5)
        model = keras.Sequential([layers.Input((2,)), layers.Dense(8, activation='relu'), layers.Dense(3, activation='softmax')], name='net')
        model.compile('adam', 'sparse_categorical_crossentropy')
        before = model.get_weights()
        def same():
            return all(np.array_equal(a, b) for a, b in zip(before, model.get_weights()))

        """

    private func output(_ source: String) throws -> String { try Program.output(Self.start + source) }

    @Test func aSweepOfRatesLeavesTheModelAlone() throws {
        #expect(
            try output(
                """
                found = svertka.find_learning_rate(model, x, y, start=1e-5, stop=10, steps=60)
                print(same(), float(model.optimizer.learning_rate) < 0.0011, model.optimizer.iterations == 0)
                print(1e-4 < found.suggestion < 1, len(found.losses) == len(found.learning_rates) <= 60)
                ratios = found.learning_rates[1:] / found.learning_rates[:-1]
                print(np.allclose(ratios, (10 / 1e-5) ** (1 / 59)), abs(found.raw_losses[0] - found.losses[0]) < 1e-6)
                """) == "True True True\nTrue True\nTrue True\n")
    }

    @Test func aSurfaceLeavesTheWeightsAsTheyWere() throws {
        #expect(
            try output(
                """
                path = svertka.WeightPath()
                model.fit(x, y, epochs=3, verbose=0, callbacks=[path])
                before = model.get_weights()
                print(len(path.weights), np.array_equal(path.weights[-1], np.concatenate([w.reshape(-1) for w in before])))
                svertka.loss_surface(model, x, y, path=path, resolution=5)
                svertka.loss_surface(model, x, y, resolution=5)
                print(same())
                """) == "4 True\nTrue\n")
    }

    @Test func aWayDownIsTheOptimizers() throws {
        // f = x² / 2 + 2 y²: each step of SGD with rate 0.1 multiplies x by 0.9 and y by 0.6.
        #expect(
            try output(
                """
                calls = []
                def f(x, y):
                    calls.append((x, y))
                    return x ** 2 / 2 + 2 * y ** 2
                svertka.loss_surface(f, optimizers={'sgd': keras.optimizers.SGD(0.1)}, start=(2, 1), steps=10)
                end = calls[-1]
                print(abs(end[0] - 2 * 0.9 ** 10) < 1e-5, abs(end[1] - 0.6 ** 10) < 1e-5)
                """) == "True True\n")
    }

    @Test func histogramsAreKeptForEachEpoch() throws {
        #expect(
            try output(
                """
                weights = svertka.WeightHistograms()
                slopes = svertka.WeightHistograms(gradients=(x, y), kind='heat', every=2)
                model.fit(x, y, epochs=4, verbose=0, callbacks=[weights, slopes])
                print([epoch for epoch, _ in weights.values['dense']], [epoch for epoch, _ in slopes.values['dense_1']])
                print(np.allclose(weights.values['dense'][0][1], np.sort(before[0].reshape(-1))))
                print(np.allclose(weights.values['dense_1'][-1][1], np.sort(model.get_weights()[2].reshape(-1))))
                """) == "[0, 1, 2, 3, 4] [0, 2, 4]\nTrue\nTrue\n")
    }

    @Test func anyObjectThatPredictsHasABoundary() throws {
        #expect(
            try output(
                """
                class Sign:
                    def predict(self, rows):
                        return (rows[:, 0] > 0).astype(int)
                ax = plt.gca()
                svertka.decision_boundary(Sign(), x, (x[:, 0] > 0).astype(int), ax=ax)
                print(ax.get_title())
                svertka.decision_boundary(model, x, y)
                svertka.decision_boundary(lambda rows: rows[:, 0] * 3, x)
                svertka.decision_boundary(Sign(), x, np.where(x[:, 0] > 0, 0, 1), class_names=['left', 'right'], ax=ax)
                print(ax.get_title())
                """) == """
                    decision boundary: 100.0% of 90 samples right
                    decision boundary: 0.0% of 90 samples right

                    """)
    }

    @Test(arguments: [
        (
            "svertka.decision_boundary(model, np.zeros((5, 3)))",
            "ValueError: a boundary is drawn over 2 features, but X has 3"
        ),
        ("svertka.decision_boundary(model, x, y[:5])", "ValueError: 90 samples but 5 labels"),
        (
            "svertka.decision_boundary(5, x)",
            "TypeError: a model with predict, or a function of rows, is wanted, not 'int'"
        ),
        ("svertka.decision_boundary(lambda r: 1, x)", "ValueError: the model must give an answer for each of"),
        ("svertka.decision_boundary(model, [[1, float('nan')]])", "ValueError: X contains NaN or infinity"),
        ("svertka.loss_surface(model)", "ValueError: the loss of a model needs samples"),
        ("svertka.loss_surface(lambda x, y: x, optimizers=['sgd'])", "ValueError: optimizers need a start"),
        ("svertka.loss_surface(lambda x, y: x, start=(1, 2, 3))", "ValueError: start is a point of two numbers"),
        ("svertka.loss_surface(3)", "TypeError: a function of two numbers, or a model, is wanted, not 'int'"),
        ("svertka.loss_surface(model, x, y, path=svertka.WeightPath())", "ValueError: path has 0 sets of weights"),
        ("svertka.find_learning_rate(model, x, y[:3])", "ValueError: 90 samples but 3 labels"),
        ("svertka.find_learning_rate(model, x, y, start=1, stop=0.1)", "ValueError: start and stop are rates above 0"),
        (
            "svertka.find_learning_rate(keras.Sequential([layers.Dense(1)]), x, y)",
            "ValueError: the model must be compiled first"
        ),
        ("svertka.embedding(x, method='umap')", "ValueError: method must be 'pca' or 'tsne', not 'umap'"),
        ("svertka.embedding([1, 2, 3])", "ValueError: features must hold numbers of the shape (samples, features)"),
        ("svertka.WeightHistograms(kind='pie')", "ValueError: kind must be 'ridge' or 'heat'"),
        ("svertka.WeightHistograms().plot()", "RuntimeError: there is nothing to draw yet"),
        (
            "model.fit(x, y, verbose=0, callbacks=[svertka.WeightHistograms('conv')])",
            "ValueError: No such layer: conv."
        ),
    ])
    func mistakesAreNamed(call: String, message: String) throws {
        let said = try Program.output(Self.start + Program.telling(call))
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test func everyPictureIsDocumented() throws {
        let text = try Program.output(
            """
            import svertka
            for name in ['graph', 'decision_boundary', 'loss_surface', 'find_learning_rate', 'embedding', 'WeightHistograms', 'WeightPath']:
                print(len(getattr(svertka, name).__doc__) > 60)
            """)
        #expect(text == String(repeating: "True\n", count: 7))
    }
}
