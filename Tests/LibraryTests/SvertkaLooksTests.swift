import Language
import Testing
import Vision

/// Pictures that look into networks and at their results. Their numbers are compared with Keras's and scikit-learn's in
/// `Keras/Programs/looking_inside.py` and `curves_of_scores.py`; here are closed forms, what pictures are made of, and
/// what mistakes say.
@Suite struct SvertkaLooksTests {
    private static let networks = """
        import numpy as np, keras, svertka
        from keras import layers
        keras.utils.set_random_seed(1)
        gray = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3, activation='relu', name='c'),
            layers.MaxPooling2D(name='p'), layers.Flatten(), layers.Dense(3, activation='softmax', name='d')])
        i = keras.Input((8, 8, 3))
        inner = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3)], name='inner')
        colour = keras.Model(i, layers.Dense(1, activation='sigmoid')(layers.GlobalAveragePooling2D()(inner(i))))
        flat = keras.Sequential([keras.Input((64,)), layers.Dense(5, activation='relu', name='h'), layers.Dense(3)])
        decoder = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation='tanh'), layers.Reshape((4, 4))])
        class Own(keras.Model):
            def __init__(self):
                super().__init__()
                self.first, self.rest = layers.Conv2D(2, 3), [layers.Flatten(), layers.Dense(3)]
            def call(self, x):
                x = self.first(x)
                for layer in self.rest:
                    x = layer(x)
                return x
        own = Own()
        image, photo = np.random.rand(8, 8), (np.random.rand(8, 8, 3) * 255).astype('uint8')
        wave = np.sin(np.arange(400.0)).reshape(20, 20)

        """

    private func printed(_ source: String) throws -> String {
        try Program.output(SvertkaLooksTests.networks + source + "\n")
    }

    // MARK: Closed forms

    /// The slides' example: the sum is −63; the kernel is not turned.
    @Test func kernelsLieOnTheImageAsInTheLecture() throws {
        let source = """
            x = [[221, 198, 149], [205, 147, 173], [149, 170, 222]]
            y = svertka.image_filters(np.array(x), 'Sobel x', show=False).images['Sobel x']
            print(float(y[1, 1, 0]))
            z = svertka.image_filters(np.array(x), ['blur', 'Sobel'], show=False).images
            print(round(float(z['blur'][1, 1, 0]) * 9), z['Sobel'].shape)
            even = svertka.image_filters(np.arange(9.0).reshape(3, 3), [[1, 0], [0, 10]], show=False).images['kernel'][:, :, 0]
            print(even.tolist())
            """
        // Beyond the image its edges go on.
        #expect(
            try printed(source)
                == "-63.0\n1634 (3, 3, 1)\n[[40.0, 51.0, 52.0], [73.0, 84.0, 85.0], [76.0, 87.0, 88.0]]\n")
    }

    @Test func saliencyOfAStraightLineIsItsSlope() throws {
        let source = """
            line = keras.Sequential([keras.Input((3, 3, 1)), layers.Flatten(), layers.Dense(2)])
            w = np.arange(18.0).reshape(9, 2) - 4.5
            line.set_weights([w, np.zeros(2)])
            for smooth in (0, 7):
                g = svertka.saliency(line, np.ones((3, 3)), class_index=1, smooth=smooth, show=False)
                print(np.allclose(g.gradient[:, :, 0].reshape(-1), w[:, 1]), np.allclose(g.heat, np.abs(g.gradient[:, :, 0])), np.asarray(g).shape)
            m = svertka.maximize(line, filter=[0, 1], steps=300, rate=0.1, decay=0, blur=0, show=False)
            print([bool((m.images[k, :, :, 0].reshape(-1) == (w[:, k] > 0)).all()) for k in (0, 1)])
            print([bool(np.isclose(m.after[k], w[:, k].clip(0).sum())) for k in (0, 1)], (m.after >= m.before).all())
            """
        #expect(try printed(source) == "True True (3, 3)\nTrue True (3, 3)\n[True, True]\n[True, True] True\n")
    }

    /// Grad-CAM by hand: a convolution of 1 x 1 with weights 1 and −2, the mean of each map, and a Dense layer.
    @Test func gradCAMWeighsMapsWithTheirMeanGradients() throws {
        let source = """
            net = keras.Sequential([keras.Input((4, 4, 1)), layers.Conv2D(2, 1), layers.GlobalAveragePooling2D(), layers.Dense(2)])
            net.set_weights([np.array([[[[1.0, -2.0]]]]), np.zeros(2), np.array([[3.0, 0.0], [1.0, 1.0]]), np.zeros(2)])
            x = np.arange(16.0).reshape(4, 4) / 16
            found = svertka.grad_cam(net, x, class_index=0, show=False)
            print(np.allclose(found.raw, x * (3 - 2) / 16), float(found.heat.max()), found.layer, found.class_index)
            print(svertka.grad_cam(net, x, class_index=1, show=False).raw.max())
            drops = svertka.occlusion(net, x, size=2, stride=2, class_index=0, value=0, show=False).drops
            print(np.allclose(drops, x.reshape(2, 2, 2, 2).sum(axis=(1, 3)) / 16))
            """
        #expect(try printed(source) == "True 1.0 conv2d_2 0\n0.0\nTrue\n")
    }

    @Test func boxesOfAllFormatsAreTheSame() throws {
        let source = """
            forms = {'xyxy': [2, 4, 10, 12], 'yxyx': [4, 2, 12, 10], 'xywh': [2, 4, 8, 8], 'center_xywh': [6, 8, 8, 8],
                     'rel_xyxy': [.1, .2, .5, .6], 'rel_yxyx': [.2, .1, .6, .5], 'rel_xywh': [.1, .2, .4, .4], 'yolo': [.3, .4, .4, .4]}
            for form in forms:
                found = svertka.boxes(wave, [forms[form]], format=form, truth=[forms[form], [6, 4, 14, 12], [15, 15, 19, 19]] if form == 'xyxy' else None, show=False)
                assert np.allclose(found.boxes, [[2, 4, 10, 12]]), form
                if found.iou is not None:
                    print(found.iou.round(4).tolist())
            print(svertka.boxes(wave, [[1, 1, 5, 5], [2, 2, 6, 6]], scores=[.2, .7], threshold=.5, show=False).shown)
            """
        #expect(try printed(source) == "[[1.0, 0.3333, 0.0]]\n[1]\n")
    }

    @Test func confusedPairsAreInOrder() throws {
        let source = """
            found = svertka.confusion_matrix([0, 0, 1, 1, 1, 2], np.eye(3)[[0, 1, 2, 2, 1, 2]], class_names=['a', 'b', 'c'], show=False)
            print(found.matrix.tolist(), found.pairs, round(found.accuracy, 4))
            for how in ('true', 'pred', 'all'):
                print(svertka.confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1], normalize=how, show=False).matrix.round(3).tolist())
            """
        #expect(
            try printed(source) == """
                [[1, 1, 0], [0, 1, 2], [0, 0, 1]] [('b', 'c', 2), ('a', 'b', 1)] 0.5
                [[0.5, 0.5], [0.0, 1.0]]
                [[1.0, 0.333], [0.0, 0.667]]
                [[0.25, 0.25], [0.0, 0.5]]

                """)
    }

    @Test func reconstructionsAndSamplesGiveTheirNumbers() throws {
        let source = """
            same = keras.Sequential([keras.Input((4, 4, 1)), layers.Rescaling(1.0, offset=0.5)])
            x = np.random.rand(3, 4, 4)
            print(svertka.reconstructions(same, x, show=False).errors.round(5).tolist())
            print(svertka.samples(decoder, 7, show=False).images.shape, svertka.samples(decoder, 7, show=False).noise.shape)
            found = svertka.manifold(decoder, 3, (-1, 1), show=False)
            print(found.images.shape, found.codes[0, 0].tolist(), found.codes[2, 1].tolist())
            flip = svertka.augmentations(lambda x: x[:, ::-1], image, count=2, show=False).images
            print(np.allclose(flip[1][:, :, 0], image[:, ::-1]))
            """
        #expect(
            try printed(source) == """
                [0.25, 0.25, 0.25]
                (7, 4, 4, 1) (7, 2)
                (3, 3, 4, 4, 1) [-1.0, 1.0] [0.0, -1.0]
                True

                """)
    }

    /// `layers` and `get_layer` of a class of the program, as in Keras.
    @Test func layersOfAProgramsModelAreItsAttributes() throws {
        let source = """
            print([layer.name for layer in own.layers], own.get_layer('flatten_1').name, own.get_layer(index=0).name)
            print(svertka.saliency(own, image, show=False).heat.shape)
            """
        #expect(
            try printed(source) == "['conv2d_1', 'flatten_1', 'dense_3'] flatten_1 conv2d_1\n(8, 8)\n")
    }

    // MARK: Pictures

    @Test(arguments: [
        ("svertka.filters(gray)", 1), ("svertka.filters(colour, 'inner')", 0), ("svertka.filters(flat)", 1),
        ("svertka.filters(gray, 'd', normalize=True)", 1), ("svertka.activations(gray, image)", 1),
        ("svertka.activations(gray, image, 'c', count=3)", 1), ("svertka.activations(gray, image, -1)", 1),
        ("svertka.grad_cam(gray, image)", 3), ("svertka.grad_cam(colour, photo / 255.0, class_names=['нет', 'да'])", 3),
        ("svertka.saliency(flat, image)", 3), ("svertka.saliency(gray, image[None], smooth=3)", 3),
        ("svertka.occlusion(colour, photo / 255.0, 3, 3)", 3), ("svertka.maximize(gray, filter=[0, 2], steps=2)", 1),
        ("svertka.maximize(flat, 'h', range(5), steps=2)", 1), ("svertka.image_filters(photo)", 1),
        ("svertka.image_filters(image, {'мой': np.eye(7)})", 1),
        ("svertka.augmentations([layers.RandomFlip(), layers.RandomRotation(0.1)], photo)", 1),
        ("svertka.augmentations(keras.preprocessing.image.ImageDataGenerator(rotation_range=9), photo, count=3)", 1),
        ("svertka.boxes(photo, [[1, 1, 5, 5], [6, 0, 12, 3]], ['круг', 'x'], [0.5, 0.25], truth=[[1, 1, 6, 6]])", 1),
        ("svertka.boxes(wave, [])", 1),
        ("svertka.reconstructions((gray, keras.Sequential([layers.Dense(64)])), image[None])", 1),
        ("svertka.samples(decoder, np.eye(3, 2))", 1), ("svertka.manifold(decoder, 4)", 1),
        ("svertka.roc([0, 1, 1, 0], [.1, .2, .3, .15])", 1), ("svertka.roc([0, 1, 2, 0], np.eye(4)[:, :3])", 1),
        ("svertka.precision_recall([0, 1, 1], [[.5, .5], [.2, .8], [.9, .1]])", 1),
        ("svertka.confusion_matrix(['a', 'b'], ['b', 'b'])", 2), ("svertka.confusion_matrix([3, 1], [3, 1])", 1),
    ])
    func eachPictureIsOneFigure(call: String, plots: Int) throws {
        let events = try Program.run(SvertkaLooksTests.networks + (plots == 0 ? "svertka.filters(inner)" : call) + "\n")
        var figures: [String] = []
        var sizes: [PixelImage] = []
        for case .display(let bundle, _) in events {
            if case .text(let text)? = bundle.content["text/plain"] { figures.append(text) }
            if case .bytes(let bytes)? = bundle.content["image/png"] { sizes.append(try PNG.decode(bytes)) }
        }
        #expect(figures.count == 1 && figures[0].hasSuffix("with \(max(plots, 1)) Axes>"), "\(figures)")
        // As wide as a notebook at most, two pixels to a logical one, and not one colour only.
        #expect(sizes.count == 1 && sizes[0].width <= 1800 && sizes[0].height <= 1800)
        #expect(Set(sizes[0].pixels).count > 8)
    }

    @Test func withoutShowingThereIsNoFigure() throws {
        let source = """
            import matplotlib.pyplot as plt
            found = svertka.grad_cam(gray, image, show=False)
            print(found.figure, repr(found)[:30], plt.get_fignums() if hasattr(plt, 'get_fignums') else [])
            """
        #expect(try printed(source) == "None GradCAM(heat: float32 (8, 8),  []\n")
    }

    @Test func displaysOfScikitLearnHaveTheirAttributes() throws {
        let source = """
            from sklearn.metrics import ConfusionMatrixDisplay, PrecisionRecallDisplay, RocCurveDisplay
            y, s = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
            shown = RocCurveDisplay.from_predictions(y, s, name='net', plot_chance_level=True)
            print(shown.roc_auc, shown.fpr.tolist(), shown.name, shown.pos_label, type(shown.ax_).__name__)
            shown = PrecisionRecallDisplay.from_predictions(y, s)
            print(round(shown.average_precision, 4), shown.prevalence_pos_label, shown.name)
            shown = ConfusionMatrixDisplay.from_predictions(['b', 'a', 'a'], ['b', 'b', 'a'], normalize='true')
            print(shown.confusion_matrix.tolist(), shown.display_labels, len(shown.text_))
            ConfusionMatrixDisplay.from_estimator(gray, np.random.rand(4, 8, 8, 1), [0, 1, 2, 0], labels=[0, 1, 2]).plot()
            print(RocCurveDisplay.from_estimator(colour, np.random.rand(4, 8, 8, 3), y).name)
            """
        #expect(
            try printed(source) == """
                0.75 [0.0, 0.0, 0.5, 0.5, 1.0] net 1 Axes
                0.8333 0.5 Classifier
                [[0.5, 0.5], [0.0, 1.0]] ['a', 'b'] 2
                Model

                """)
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("svertka.grad_cam(gray, np.zeros((2, 8, 8, 1)))", "ValueError: one image is wanted, not 2 of them"),
        ("svertka.grad_cam(gray, photo)", "ValueError: the image has the shape (8, 8, 3), but"),
        ("svertka.grad_cam(gray, image, 'no')", "ValueError: No such layer: 'no'. Layers of"),
        ("svertka.grad_cam(gray, image, 9)", "ValueError: there is no layer 9:"),
        ("svertka.grad_cam(gray, image, class_index=3)", "ValueError: class_index must be from 0 to 2, not 3"),
        ("svertka.grad_cam(flat, image)", "ValueError: 'sequential_1' has no layer with maps"),
        ("svertka.grad_cam(own, image)", "ValueError: 'own' is a class of the program"),
        ("svertka.grad_cam(gray, image * np.nan)", "ValueError: the image contains nan"),
        ("svertka.grad_cam(3, image)", "TypeError: a keras model is wanted, not 'int'"),
        (
            "svertka.saliency(keras.Model([i, j := keras.Input((8, 8, 3))], layers.Add()([i, j])), photo)",
            "ValueError: 'functional_5' has 2 inputs"
        ),
        ("svertka.saliency(decoder, [1, 2, 3, 4])", "ValueError: the image has the shape (2, 2, 1), but"),
        ("svertka.occlusion(gray, image, 9)", "ValueError: the patch must be from 1 to 8 pixels"),
        ("svertka.occlusion(gray, image, value=[1, 2])", "ValueError: value is one number or 1"),
        ("svertka.maximize(gray, 'c', 4)", "ValueError: filters of 'c' are from 0 to 3"),
        ("svertka.maximize(gray, rate=0)", "ValueError: steps must be at least 1"),
        ("svertka.filters(gray, 'p')", "ValueError: the layer 'p' (MaxPooling2D) has no filters"),
        ("svertka.activations(flat, image)", "ValueError: no layer of 'sequential_1' gives maps"),
        ("svertka.image_filters(image, 'none')", "ValueError: there is no kernel 'none': known ones are blur"),
        ("svertka.image_filters(np.zeros(5))", "ValueError: the image has 5 numbers in a row"),
        ("svertka.augmentations(3, image)", "TypeError: an ImageDataGenerator, layers or a function"),
        ("svertka.boxes(wave, [[5, 5, 2, 2]])", "ValueError: the box 0 ends before it begins"),
        ("svertka.boxes(wave, [[.1, .1, .5, .5]])", "ValueError: boxes in the format 'xyxy' are pixels"),
        ("svertka.boxes(wave, [[1, 2, 3]])", "ValueError: boxes must have the shape [N, 4]"),
        ("svertka.boxes(wave, [[1, 1, 2, 2]], labels=[0, 1])", "ValueError: 1 boxes but 2 labels"),
        ("svertka.reconstructions(gray, image[None])", "ValueError: the network gives the shape (3,)"),
        ("svertka.samples(decoder, 0)", "ValueError: count must be at least 1"),
        ("svertka.manifold(gray)", "ValueError: a decoder of two numbers is wanted"),
        ("svertka.roc([0, 1, 2], [.1, .2, .3])", "ValueError: y_true has classes from 0 to 2"),
        ("svertka.roc([1, 1], [.1, .2])", "ValueError: Only one class is present in y_true"),
        ("svertka.confusion_matrix([0, 1], [0])", "ValueError: Found input variables with inconsistent numbers"),
        ("svertka.confusion_matrix([0.5], [0])", "ValueError: y_true: classes must be whole numbers"),
        ("svertka.confusion_matrix([0, 1], [0, 1], normalize='rows')", "ValueError: normalize must be one of"),
    ])
    func mistakesAreNamed(call: String, message: String) throws {
        let source = """
            try:
                \(call)
            except Exception as mistake:
                print(f'{type(mistake).__name__}: {mistake}')
            """
        let said = try printed(source)
        #expect(said.hasPrefix(message), "\(said)")
    }
}
