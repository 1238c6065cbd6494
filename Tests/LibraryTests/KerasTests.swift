import Language
import Library
import Testing

/// Keras's modules as programs see them.
@Suite struct KerasTests {
    /// What a program prints.
    private func output(_ source: String, showsPictures: Bool = false) throws -> String {
        try Program.output(source, showsPictures: showsPictures)
    }

    private let digits = """
        import keras
        from keras.models import Sequential
        from keras.layers import Dense, Dropout, Flatten, Conv2D, MaxPooling2D, Convolution2D
        from svertka.datasets import digits
        (x_train, y_train), (x_test, y_test) = digits.load_data(256, 64)
        x_train = x_train.reshape(256, 28, 28, 1).astype('float32') / 255
        x_test = x_test.reshape(64, 28, 28, 1).astype('float32') / 255
        y_train = keras.utils.to_categorical(y_train, 10)
        y_test = keras.utils.to_categorical(y_test, 10)
        input_shape = (28, 28, 1)
        num_classes = 10
        batch_size = 64
        epochs = 2

        """

    private let listing = """
        47 model = Sequential()
        48 model.add(Conv2D(32, kernel_size = (3, 3),
        49 activation = ’relu’,
        50 input_shape = input_shape))
        51 model.add(Conv2D(64, (3, 3), activation = ’relu’))
        52 model.add(MaxPooling2D(pool_size = (2, 2)))
        53 model.add(Dropout(0.25))
        54 model.add(Flatten())
        55 model.add(Dense(128, activation = ’relu’))
        56 model.add(Dropout(0.5))
        57 model.add(Dense(num_classes, activation = ’softmax’))
        """

    @Test func theLecturesListingRunsAsItIsPasted() throws {
        let program = KerasSession(showsPictures: true)
        try program.run(digits)
        try program.run(listing)
        try program.run(
            """
            59 model.compile(loss = keras.losses.categorical_crossentropy,
            60 optimizer = keras.optimizers.Adadelta(),
            61 metrics = [’accuracy’])
            """)
        try program.run(
            """
            63 model.fit(x_train, y_train,
            64 batch_size = batch_size,
            65 epochs = epochs,
            66 verbose = 1,
            67 validation_data = (x_test, y_test))
            """)
        try program.run(
            """
            68 score = model.evaluate(x_test, y_test, verbose = 0)
            69 print(’Test loss:’, score[0])
            70 print(’Test accuracy:’, score[1])
            """)
        #expect(program.text(.stdout).contains("Test loss: 2."))
        #expect(program.text(.stdout).contains("Test accuracy: 0."))
        #expect(program.text(.stderr).contains("Adadelta(learning_rate=1.0)"))
        let displays = program.displays
        #expect(displays.count == 1)
        #expect(program.updates.allSatisfy { $0 == displays.first })
        try program.run(
            "print(model.count_params(), model.history.history['val_acc'] == model.history.history['val_accuracy'])")
        #expect(program.text(.stdout).hasSuffix("1199882 True\n"))
    }

    @Test func summaryIsKerassTable() throws {
        let table = try output(
            """
            import keras
            from keras import layers
            m = keras.Sequential([keras.Input((6,)), layers.Dense(800, activation='relu'), layers.Dense(3)])
            print(m.summary())
            """)
        #expect(
            table == """
                Model: "sequential"
                ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
                ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
                ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
                │ dense (Dense)                   │ (None, 800)            │         5,600 │
                ├─────────────────────────────────┼────────────────────────┼───────────────┤
                │ dense_1 (Dense)                 │ (None, 3)              │         2,403 │
                └─────────────────────────────────┴────────────────────────┴───────────────┘
                 Total params: 8,003 (31.26 KB)
                 Trainable params: 8,003 (31.26 KB)
                 Non-trainable params: 0 (0.00 B)
                None

                """)
    }

    @Test func summaryInANotebookIsATableWithCosts() throws {
        let program = try Program.run(
            """
            import keras
            from keras import layers
            m = keras.Sequential([keras.Input((6,)), layers.Dense(800, name='<i>&"wide"</i>'), layers.Dense(3)])
            m.compile(optimizer='adam', loss='mse')
            m.summary()
            """, showsPictures: true)
        let bundles = program.compactMap { if case .display(let bundle, _) = $0 { bundle } else { nil } }
        let bundle = try #require(bundles.first)
        guard case .text(let page)? = bundle.content["text/html"], case .text(let text)? = bundle.content["text/plain"]
        else {
            Issue.record("the bundle has no table")
            return
        }
        #expect(bundles.count == 1)
        #expect(text.contains("Total params: 8,003 (31.26 KB)"))
        #expect(page.contains("&lt;i&gt;&amp;&quot;wide&quot;&lt;/i&gt;"))
        #expect(!page.contains("<i>"))
        #expect(page.contains("<tr><th>Multiply-adds for one sample</th><td>7,200</td></tr>"))
        #expect(page.contains("62.52 KB (Adam)"))
    }

    @Test func aTrainingInATerminalPrintsKerassLines() throws {
        let text = try output(
            digits + """
                m = Sequential([keras.Input((28, 28, 1)), Flatten(), Dense(10, activation='softmax')])
                m.compile(loss='categorical_crossentropy', optimizer='SGD', metrics=['acc'])
                h = m.fit(x_train, y_train, epochs=2, verbose=2, validation_split=0.25)
                print(list(h.history), h.epoch)
                """)
        #expect(text.hasPrefix("Epoch 1/2\n6/6 - 0s - "))
        #expect(text.contains("/step - accuracy: 0."))
        #expect(text.contains(" - val_accuracy: 0."))
        #expect(text.hasSuffix("['accuracy', 'loss', 'val_accuracy', 'val_loss'] [0, 1]\n"))
    }

    @Test func callbacksOfProgramsHearOfEpochs() throws {
        let text = try output(
            digits + """
                class Stop(keras.callbacks.Callback):
                    def on_epoch_end(self, epoch, logs=None):
                        print(epoch, sorted(logs))
                        if epoch == 1:
                            self.model.stop_training = True
                m = Sequential([keras.Input((28, 28, 1)), Flatten(), Dense(10, activation='softmax')])
                m.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
                m.fit(x_train, y_train, epochs=5, verbose=0, callbacks=[Stop()])
                """)
        #expect(text == "0 ['accuracy', 'loss']\n1 ['accuracy', 'loss']\n")
    }

    /// An interrupt, here in a callback, and `resume()`: the history and the weights of a training that nobody disturbed.
    @Test func anInterruptedTrainingGoesOn() throws {
        let text = try output(
            digits + """
                def learner():
                    keras.utils.set_random_seed(4)
                    m = Sequential([keras.Input((28, 28, 1)), Flatten(), Dropout(0.5), Dense(10, activation='softmax')])
                    m.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
                    return m
                class Stop(keras.callbacks.Callback):
                    def __init__(self, moment):
                        super().__init__()
                        self.moment = moment
                    def on_train_batch_end(self, batch, logs=None):
                        self.moment -= 1
                        if self.moment == 0:
                            raise KeyboardInterrupt
                whole = learner()
                history = whole.fit(x_train, y_train, epochs=3, verbose=0, validation_split=0.25)
                for moment in (1, 6, 7, 18):
                    m = learner()
                    try:
                        m.fit(x_train, y_train, epochs=3, verbose=0, validation_split=0.25, callbacks=[Stop(moment)])
                        print('not stopped')
                    except KeyboardInterrupt:
                        pass
                    rest = m.resume()
                    same = all((a == b).all() for a, b in zip(whole.get_weights(), m.get_weights()))
                    print(rest.history == history.history, rest.epoch, same)
                try:
                    m.resume()
                except RuntimeError as error:
                    print(error)
                """)
        #expect(
            text == String(repeating: "True [0, 1, 2] True\n", count: 4) + "there is no training to go on with\n")
    }

    @Test(arguments: [
        ("keras.layers.Dense(3, activation='rlu')", "Could not interpret activation function identifier: rlu"),
        ("keras.layers.Dense(3, foo=1)", "Unrecognized keyword arguments passed to Dense: {'foo': 1}"),
        ("Sequential([Dense(3)]).fit([[1.0]], [1])", "You must call `compile()` before using the model."),
        (
            "Sequential([Dense(3)]).compile(loss='categorical', optimizer='sgd')",
            "Could not interpret loss identifier: categorical"
        ),
        ("Sequential([Dense(3)]).get_layer('x')", "No such layer: x."),
    ])
    func errorsAreWordedAsKerass(_ source: String, _ message: String) throws {
        let error = Program.error(
            "import keras\nfrom keras import Sequential\nfrom keras.layers import Dense\n" + source)
        #expect(error?.contains(message) == true, "\(error ?? "no error")")
    }

    @Test(arguments: [
        "import tensorflow as tf\ntf.keras.layers.Dense(3)", "from tensorflow.keras.models import Sequential",
        "from tensorflow.python.keras.layers import Dense", "from keras.layers.core import Dense, Dropout",
        "from keras.utils.np_utils import to_categorical\nto_categorical([1, 2])",
        "from keras.layers import Convolution2D\nConvolution2D(8, 3, border_mode='same', init='normal', input_shape=(8, 8, 1))",
        "import keras\nkeras.optimizers.SGD(lr=0.1)",
    ])
    func olderNamesAndSpellingsWork(_ source: String) { #expect(Program.error(source) == nil) }
}

/// Cells that run one after another in one interpreter, and what they said.
final class KerasSession {
    private final class Record { var events: [Event] = [] }

    private let record = Record()
    private let interpreter: Interpreter

    init(showsPictures: Bool) {
        let record = record
        interpreter = Interpreter(
            host: Host(showsPictures: showsPictures) { record.events.append($0) }, modules: Library.modules)
    }

    func run(_ source: String) throws { _ = try interpreter.run(source, name: "cell", showsResult: false) }

    func text(_ wanted: StreamName) -> String {
        record.events.map { event in
            if case .stream(let name, let text) = event, name == wanted { text } else { "" }
        }.joined()
    }

    /// Identifiers of displays.
    var displays: [String] { record.events.compactMap { if case .display(_, let id?) = $0 { id } else { nil } } }

    /// Identifiers of the displays that were replaced.
    var updates: [String] { record.events.compactMap { if case .update(_, let id) = $0 { id } else { nil } } }
}
