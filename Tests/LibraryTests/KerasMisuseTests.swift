import Library
import Testing

/// Programs that use networks wrongly, or keep what they are shown: an error that says what is wrong, and nothing lost.
struct KerasMisuse {
    private static let head = """
        import keras
        import numpy as np
        import tensorflow as tf
        from keras import layers as L

        """

    @Test(arguments: [
        ("L.Add()([])", "on a list of at least 1 input"),
        ("L.Concatenate()([keras.Input((1<<62,)), keras.Input((1<<62,))])", "needs more memory than there is"),
        ("L.Flatten()(keras.Input((1<<40, 1<<40)))", "needs more memory than there is"),
        ("keras.Model(*(lambda x: (x, x))(keras.Input((1<<40, 1<<40))))", "needs more memory than there is"),
        ("L.Reshape((1<<23, 1<<23, 1<<23))(keras.Input((5,)))", "needs more memory than there is"),
        ("L.Flatten()(L.Embedding(3, 1<<24)(keras.Input((1<<40,))))", "needs more memory than there is"),
        ("L.UpSampling2D(1<<23)(keras.Input((3, 3, 1)))", "Unable to allocate"),
        ("L.LocallyConnected1D(3, 2)(keras.Input((None, 1)))", "needs extents of the input that are None"),
        (
            "L.LSTM(3)(keras.Input((4, 3)), initial_state=[keras.Input((3,))])",
            "initial_state needs 2 of shape (None, 3)"
        ),
        (
            "L.GRU(3)(keras.Input((4, 3)), initial_state=[keras.Input((5,))])",
            "initial_state needs 1 of shape (None, 3)"
        ),
        ("L.Dense(2)(np.ones((1, 3)), mask=np.ones((1, 3)))", "unexpected keyword argument 'mask'"),
        ("m = keras.Sequential([keras.Input((3,)), L.Dense(2)])\nm.add(m)", "can't be a part of itself"),
        ("a = keras.Sequential([L.Dense(2)])\nb = keras.Sequential([a])\na.add(b)", "can't be a part of itself"),
        (
            "i = keras.Input((3,))\nkeras.Model(i, L.Dense(2, name='a')(L.Dense(2, name='a')(i)))",
            "The name \"a\" is used 2 times in the model. All operation names should be unique."
        ),
        (
            "class First(L.Layer):\n    def call(self, x):\n        return x[:1]\nFirst()(keras.Input((3,)))",
            "made a value of shape (1, 3) of 2 samples"
        ),
        ("keras.Input((3,))[0]", "made a value of shape (3,) of 2 samples"),
        (
            "class Own(keras.Model):\n    def call(self, x):\n        return x\n    def train_step(self, data):\n        return {}\n"
                + "m = Own()\nm.compile('sgd', 'mse')\nm.fit(np.ones((4, 2)), np.ones((4, 2)))",
            "Own.train_step would not be called"
        ),
        ("tf.zeros((2,), dtype=tf.int32)", "float32 or float64 here, not int32"),
    ])
    func isAnErrorThatSaysWhy(_ source: String, _ message: String) {
        let error = Program.error(KerasMisuse.head + source)
        #expect(error?.contains(message) == true, "\(error ?? "no error")")
    }

    /// What a layer, loss or metric of the program was shown stays as it was, also when the model is gone.
    @Test func valuesThatAProgramKeepsStay() throws {
        let printed = try Program.output(
            KerasMisuse.head + """
                kept, sums = [], []
                def keep(x):
                    kept.append(x)
                    sums.append(float(tf.reduce_sum(x)))
                    return x
                class Keep(L.Layer):
                    def call(self, x):
                        return keep(x) * 2
                def loss(y, p):
                    return tf.square(keep(y) - keep(p))
                def metric(y, p):
                    return tf.reduce_mean(keep(p))
                model = keras.Sequential([
                    keras.Input((3,)), L.Dense(3), Keep(), L.Lambda(keep), L.Dense(1)])
                model.compile('sgd', loss, metrics=[metric])
                model.fit(np.ones((64, 3)), np.ones((64, 1)), epochs=2, batch_size=8, verbose=0)
                del model
                other = keras.Sequential([keras.Input((3,)), L.Dense(300), L.Dense(1)])
                other.compile('sgd', 'mse')
                other.fit(np.zeros((64, 3)), np.zeros((64, 1)), batch_size=8, verbose=0)
                print(len(kept) > 60, [float(tf.reduce_sum(k)) for k in kept] == sums)
                """)
        #expect(printed == "True True\n")
    }

    /// A layer that knows itself has an end.
    @Test func aLayerMayHoldItself() throws {
        let printed = try Program.output(
            KerasMisuse.head + """
                class Own(L.Layer):
                    def __init__(self):
                        super().__init__()
                        self.me, self.all = self, [self, [self]]
                    def call(self, x):
                        return x
                print(keras.Sequential([keras.Input((3,)), Own(), L.Dense(2)]).count_params())
                """)
        #expect(printed == "8\n")
    }

    /// After a failed build another input is tried as if nothing had been.
    @Test func aModelIsBuiltAnewAfterAWrongInput() throws {
        let printed = try Program.output(
            KerasMisuse.head + """
                model = keras.Sequential([L.Conv2D(3, 3), L.Flatten(), L.Dense(2)])
                try:
                    model.build((None, 8))
                except ValueError as error:
                    print('expected min_ndim=4' in str(error))
                model.build((None, 8, 8, 1))
                print(model.output_shape, len(model.weights))
                """)
        #expect(printed == "True\n(None, 2) 4\n")
    }
}
