import Language
import Testing

import Library

/// What a student reads after the usual mistakes: the message names the layer and the shapes, the hint what to write.
@Suite struct KerasMistakeTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let program: String
        /// What the error says, or the warning where the training goes on.
        let message: String
        let hint: String?

        init(_ name: String, _ program: String, _ message: String, hint: String? = nil) {
            (self.name, self.program, self.message, self.hint) = (name, program, message, hint)
        }

        var testDescription: String { name }
    }

    private static let start = """
        import numpy as np, keras
        from keras import layers, Input, Model, Sequential
        from keras.layers import *
        rng = np.random.default_rng(0)
        img = rng.integers(0, 256, (32, 12, 12)).astype('uint8')
        lab = np.arange(32) % 10
        x4 = (img / 255.).reshape(-1, 12, 12, 1).astype('float32')
        flat = x4.reshape(32, -1)
        oh = keras.utils.to_categorical(lab, 10)
        def learn(stack, loss, x, y, **settings):
            m = Sequential(stack)
            m.compile(settings.pop('optimizer', 'sgd'), loss)
            m.fit(x, y, verbose=0, **settings)
        classes = Dense(10, activation='softmax')
        sparse = 'sparse_categorical_crossentropy'

        """

    static let mistakes = [
        Mistake(
            "images without channels",
            "learn([Input((12, 12, 1)), Conv2D(4, 3), Flatten(), classes], sparse, img, lab)",
            "Input 0 of layer \"conv2d\" is incompatible with the layer: expected shape=(None, 12, 12, 1), found shape=(None, 12, 12)",
            hint: "images need a channel axis: x.reshape(-1, 12, 12, 1)"),
        Mistake(
            "an Input without channels", "Sequential([Input((12, 12)), Conv2D(4, 3)])",
            "expected min_ndim=4, found ndim=3",
            hint: "Input((12, 12, 1))"),
        Mistake(
            "the number of samples in Input", "Sequential([Input((32, 12, 12, 1)), Conv2D(4, 3)])", "found ndim=5",
            hint: "without the number of samples: Input((12, 12, 1))"),
        Mistake(
            "the number of samples in Input before Dense",
            "learn([Input((32, 144)), Dense(3)], 'mse', flat, lab)", "expected shape=(None, 32, 144)",
            hint: "without the number of samples: Input((144,))"),
        Mistake(
            "another number of samples in Input before Dense",
            "learn([Input((60, 144)), Dense(3)], 'mse', flat, lab)", "expected shape=(None, 60, 144)",
            hint: "without the number of samples: Input((144,))"),
        Mistake(
            "labels as numbers", "learn([Input((144,)), classes], 'categorical_crossentropy', flat, lab)",
            "target.shape=(None,), output.shape=(None, 10)", hint: "keras.utils.to_categorical(y, 10)"),
        Mistake(
            "one-hot labels", "learn([Input((144,)), classes], sparse, flat, oh)", "target.shape=(None, 10)",
            hint: "use loss='categorical_crossentropy'"),
        Mistake(
            "no Flatten", "learn([Input((12, 12, 1)), Conv2D(4, 3), classes], sparse, x4, lab)",
            "output.shape=(None, 10, 10, 10)",
            hint: "the last layer gives 10 x 10 x 10 values for each sample: put Flatten()"),
        Mistake(
            "no Flatten before dense layers", "learn([Input((12, 12)), classes], 'categorical_crossentropy', img, oh)",
            "output.shape=(None, 12, 10)", hint: "put Flatten() before the Dense layers"),
        Mistake(
            "images for dense layers", "learn([Input((144,)), classes], sparse, x4, lab)",
            "found shape=(None, 12, 12, 1)",
            hint: "x.reshape(-1, 144)"),
        Mistake(
            "too few outputs", "learn([Input((144,)), Dense(5, activation='softmax')], sparse, flat, lab)",
            "outside the valid range of [0, 5)",
            hint: "the labels go up to 9: the last layer needs 10 outputs, it has 5"),
        Mistake(
            "classes from 1", "learn([Input((144,)), classes], sparse, flat, lab + 1)",
            "outside the valid range of [0, 10)",
            hint: "classes are counted from 0: y - 1"),
        Mistake(
            "a binary loss for classes", "learn([Input((144,)), classes], 'binary_crossentropy', flat, lab)",
            "must have the same shape", hint: "loss='sparse_categorical_crossentropy' with softmax"),
        Mistake(
            "x and y the other way round", "learn([Input((144,)), classes], sparse, lab, flat)", "found shape=(None,)",
            hint: "the other way round"),
        Mistake(
            "one sample alone", "Sequential([Input((12, 12, 1)), Flatten()]).predict(x4[0])",
            "found shape=(None, 12, 1)",
            hint: "x[np.newaxis]"),
        Mistake(
            "recurrent layers in a row", "Sequential([Input((7, 3)), LSTM(3), LSTM(3)])",
            "expected ndim=3, found ndim=2",
            hint: "return_sequences=True"),
        Mistake(
            "windows larger than the image", "Sequential([Input((6, 6, 1)), MaxPooling2D(4), MaxPooling2D()])",
            "Computed output size would be negative", hint: "fewer poolings"),
        Mistake("a layer of a layer", "Dense(3)(Dense(2))", "not the layer <Dense", hint: "call that layer first"),
        Mistake(
            "a symbol in a stack", "m = Sequential([Input((4,))]); m.add(Dense(3)(Input((4,))))",
            "Only instances of `keras.Layer` can be added", hint: "model.add(Dense(10))"),
        Mistake("a class in a stack", "Sequential([Dense])", "Only instances of `keras.Layer`", hint: "parentheses"),
        Mistake(
            "one array for two outputs",
            "a = Input((144,)); m = Model(a, [Dense(3, name='p')(a), Dense(2, name='q')(a)]); m.compile('sgd', 'mse'); m.fit(flat, lab)",
            "'y' has 32 samples", hint: "{'p': …, 'q': …}"),
        Mistake(
            "a part of a loss's name", "learn([Input((144,)), classes], 'crossentropy', flat, lab)", "crossentropy",
            hint: "did you mean 'categorical_crossentropy', 'sparse_categorical_crossentropy'"),
        Mistake(
            "a slip in an activation", "Dense(3, activation='rel')", "identifier: rel", hint: "did you mean 'relu'?"),
        Mistake("a slip in an argument", "Conv2D(32, kernel=(3, 3))", "{'kernel': (3, 3)}", hint: "'kernel_size'"),
        Mistake(
            "a method of Keras 2", "Sequential([Input((4,)), Dense(3)]).predict_classes(flat)", "'predict_classes'",
            hint: "np.argmax(model.predict(x), axis=1)"),
        Mistake(
            "not compiled", "Sequential([Input((144,)), Dense(3)]).fit(flat, lab)", "You must call `compile()`",
            hint: "model.compile("),
        Mistake(
            "a class without a name among scores",
            "from sklearn.metrics import accuracy_score\naccuracy_score([1, 1], [np.nan, 1])",
            "Input y_pred contains NaN.", hint: "np.isfinite"),
        Mistake(
            "probabilities as the true labels",
            "from sklearn.metrics import confusion_matrix\nconfusion_matrix([0.5, 1], [1, 1])",
            "mix of continuous and binary targets", hint: "true labels"),
        Mistake(
            "batches of samples of different shapes",
            "m = Sequential([Input((144,)), classes]); m.compile('sgd', sparse); m.fit(((flat[:4, i:], lab[:4]) for i in range(2)))",
            "different shapes: batch 0 is (4, 144), batch 1 is (4, 143)", hint: "pad_sequences"),
        Mistake(
            "a number of batches that is none",
            """
            class Data(keras.utils.PyDataset):
                def __len__(self): return -5
                def __getitem__(self, i): return flat, lab
            m = Sequential([Input((144,)), classes]); m.compile('sgd', sparse); m.fit(Data())
            """, "__len__ of the Data gives -5", hint: ""),
        Mistake(
            "a batch without samples",
            "m = Sequential([Input((144,)), classes]); m.compile('sgd', sparse); m.fit((part for part in [(flat[:0], lab[:0])]))",
            "first batch has no samples", hint: ""),
        // Trainings that go on with a warning.
        Mistake(
            "a class's weight that is no number",
            "learn([Input((144,)), classes], sparse, flat, lab, class_weight={0: np.nan})",
            "class_weight has a weight that is no number"),
        Mistake(
            "a rate that is no number",
            "learn([Input((144,)), classes], sparse, flat, lab, epochs=2, optimizer=keras.optimizers.SGD(float('nan')))",
            "the learning rate is nan"),
        Mistake(
            "a learning rate that is too high",
            "learn([Input((144,)), Dense(8), Dense(1)], 'mse', flat, lab, epochs=60, optimizer=keras.optimizers.SGD(50.0))",
            "the learning rate 50 is high for SGD: try 0.1"),
        Mistake(
            "no number in the data", "flat[17, 5] = np.nan; learn([Input((144,)), classes], sparse, flat, lab)",
            "x has nan at x[17, 5]"),
        Mistake(
            "no number in the labels",
            "y = lab.astype('float32'); y[3] = np.nan; learn([Input((144,)), Dense(1)], 'mse', flat, y)",
            "y has nan at y[3]"),
        Mistake(
            "bytes with a high rate",
            "learn([Input((144,)), Dense(800), Dense(800), Dense(1)], 'mse', img.reshape(-1, 144), lab, epochs=9)",
            "x reaches from 0 to 255: divide it by 255"),
        Mistake(
            "a loss that takes logarithms",
            "learn([Input((144,)), Dense(1, kernel_initializer='ones')], 'poisson', -flat, lab)",
            "the loss poisson takes logarithms of what"),
        Mistake(
            "no softmax", "learn([Input((144,)), Dense(10, name='last')], sparse, flat, lab)",
            "the last layer \"last\" gives any numbers: add activation='softmax'"),
        Mistake(
            "softmax of one",
            "learn([Input((144,)), Dense(1, activation='softmax')], 'binary_crossentropy', flat, lab % 2)",
            "softmax over a single output is always 1"),
        Mistake(
            "logits that are none",
            "learn([Input((144,)), classes], keras.losses.SparseCategoricalCrossentropy(from_logits=True), flat, lab)",
            "was produced by a Softmax activation"),
        Mistake(
            "Adadelta with Keras 3's rate", "learn([Input((144,)), classes], sparse, flat, lab, optimizer='adadelta')",
            "Adadelta(learning_rate=1.0)"),
        Mistake(
            "Keras 2's GAN, frozen after compile",
            """
            d = Sequential([Input((144,)), Dense(1, activation='sigmoid')])
            d.compile('sgd', 'binary_crossentropy')
            d.trainable = False
            gan = Sequential([Input((3,)), Dense(144), d])
            gan.compile('sgd', 'binary_crossentropy')
            before = [w.copy() for w in gan.get_weights()]
            d.train_on_batch(flat, np.ones((32, 1)))
            assert all([np.all(a == b) for a, b in zip(before, gan.get_weights())])
            """, "The model does not have any trainable weights"),
        Mistake(
            "another activation for a layer",
            "Dense(3, activation='relu', name='d').activation = keras.activations.linear",
            "the activation of layer 'd' is read here, not set", hint: "from_config(config) makes another layer"),
    ]

    @Test(arguments: mistakes) func saysWhatToWrite(_ mistake: Mistake) {
        var warnings = ""
        let host = Host(showsPictures: false) { event in
            if case .stream(.stderr, let text) = event { warnings += text }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        do throws(LanguageError) {
            _ = try interpreter.run(Self.start + mistake.program + "\n", name: mistake.name, showsResult: false)
            #expect(mistake.hint == nil, "no error")
            #expect(warnings.contains(mistake.message), "\(warnings)")
        } catch {
            let message = interpreter.describe(error).message
            #expect(message.contains(mistake.message), "\(message)")
            #expect(
                mistake.hint == "" || (error.raised.hint ?? "").contains(mistake.hint ?? "no error expected"),
                "\(error.raised.hint ?? "")")
        }
    }

    /// A training that goes well says nothing.
    @Test func aSoundTrainingIsSilent() throws {
        var warnings = ""
        let host = Host(showsPictures: false) { event in
            if case .stream(.stderr, let text) = event { warnings += text }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        _ = try interpreter.run(
            Self.start + "learn([Input((144,)), Dense(8, activation='relu'), classes], sparse, flat, lab, epochs=3)\n",
            name: "sound", showsResult: false)
        #expect(warnings == "")
    }

    /// The warning comes once, at the first batch without a number.
    @Test func aLossThatIsNoNumberIsToldOnce() throws {
        var warnings: [String] = []
        let host = Host(showsPictures: false) { event in
            if case .stream(.stderr, let text) = event { warnings.append(text) }
        }
        let interpreter = Interpreter(host: host, modules: Library.modules)
        _ = try interpreter.run(
            Self.start
                + "flat[:] = np.nan; learn([Input((144,)), classes], sparse, flat, lab, epochs=3, batch_size=8)\n",
            name: "told once", showsResult: false)
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("the loss became nan in batch 1 of epoch 1") == true)
    }
}
