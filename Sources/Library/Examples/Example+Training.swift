extension Example {
    /// Models, losses, metrics, optimizers and callbacks.
    static let training = #"""
        keras.Sequential
        >>> model = keras.Sequential([keras.Input((784,)), layers.Dense(800, activation='relu'), layers.Dense(10, activation='softmax')])
        >>> model.count_params()
        636010

        keras.Model
        >>> x = keras.Input((8,))
        >>> model = keras.Model(inputs=x, outputs=layers.Dense(2)(x))
        >>> model.output_shape
        (None, 2)

        keras.Model.compile
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile(optimizer='sgd', loss='mse', metrics=['mae'])
        >>> model.optimizer.name
        'sgd'

        keras.Model.fit
        >>> x = np.array([[0.], [1.], [2.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile(optimizer=keras.optimizers.SGD(0.1), loss='mse')
        >>> history = model.fit(x, 2 * x + 1, epochs=300, verbose=0)
        >>> model.predict(np.array([[3.]]), verbose=0).round(1)
        array([[7.]], dtype=float32)

        keras.Model.evaluate
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1, kernel_initializer='ones')])
        >>> model.compile(loss='mse')
        >>> model.evaluate(np.array([[1.]]), np.array([[3.]]), verbose=0)
        4.0

        keras.Model.predict
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones')])
        >>> model.predict(np.array([[1., 2.]]), verbose=0)
        array([[3.]], dtype=float32)

        keras.Model.summary
        >>> model = keras.Sequential([keras.Input((4,)), layers.Dense(2, name='out')], name='net')
        >>> model.summary()
        Model: "net"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ out (Dense)                     │ (None, 2)              │            10 │
        └─────────────────────────────────┴────────────────────────┴───────────────┘
         Total params: 10 (40.00 B)
         Trainable params: 10 (40.00 B)
         Non-trainable params: 0 (0.00 B)

        keras.Model.get_weights
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones')])
        >>> [w.shape for w in model.get_weights()]
        [(2, 1), (1,)]

        keras.Model.save
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones')])
        >>> model.save('net.keras')
        >>> keras.models.load_model('net.keras').predict(np.ones((1, 2)), verbose=0)
        array([[2.]], dtype=float32)

        keras.models.load_model
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
        >>> model.save('net.keras')
        >>> keras.models.load_model('net.keras').count_params()
        3

        keras.models.model_from_json
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(3)])
        >>> keras.models.model_from_json(model.to_json()).output_shape
        (None, 3)

        keras.utils.to_categorical
        >>> keras.utils.to_categorical([0, 2, 1], 3)
        array([[1., 0., 0.],
               [0., 0., 1.],
               [0., 1., 0.]])

        keras.utils.set_random_seed
        >>> keras.utils.set_random_seed(1)

        keras.utils.pad_sequences
        >>> keras.utils.pad_sequences([[1, 2, 3], [4]], maxlen=3)
        array([[1, 2, 3],
               [0, 0, 4]], dtype=int32)

        keras.activations.relu
        >>> np.asarray(keras.activations.relu(np.array([-1., 2.], dtype='float32')))
        array([0., 2.], dtype=float32)

        keras.activations.sigmoid
        >>> np.asarray(keras.activations.sigmoid(np.array([0.], dtype='float32')))
        array([0.5], dtype=float32)

        keras.activations.softmax
        >>> np.asarray(keras.activations.softmax(np.array([[0., 0.]], dtype='float32')))
        array([[0.5, 0.5]], dtype=float32)

        keras.activations.tanh
        >>> np.asarray(keras.activations.tanh(np.array([0.], dtype='float32')))
        array([0.], dtype=float32)

        keras.activations.linear
        >>> np.asarray(keras.activations.linear(np.array([3.], dtype='float32')))
        array([3.], dtype=float32)

        keras.activations.softplus
        >>> np.asarray(keras.activations.softplus(np.array([0.], dtype='float32'))).round(4)
        array([0.6931], dtype=float32)

        keras.activations.elu
        >>> np.asarray(keras.activations.elu(np.array([-1., 1.], dtype='float32'))).round(4)
        array([-0.6321,  1.    ], dtype=float32)

        keras.activations.selu
        >>> np.asarray(keras.activations.selu(np.array([1.], dtype='float32'))).round(4)
        array([1.0507], dtype=float32)

        keras.activations.gelu
        >>> np.asarray(keras.activations.gelu(np.array([1.], dtype='float32'))).round(3)
        array([0.841], dtype=float32)

        keras.activations.silu
        >>> np.asarray(keras.activations.silu(np.array([0., 1.], dtype='float32'))).round(4)
        array([0.    , 0.7311], dtype=float32)

        keras.activations.leaky_relu
        >>> np.asarray(keras.activations.leaky_relu(np.array([-1., 1.], dtype='float32')))
        array([-0.2,  1. ], dtype=float32)

        keras.losses.MeanSquaredError
        >>> float(keras.losses.MeanSquaredError()([1., 2.], [1., 4.]))
        2.0

        keras.losses.MeanAbsoluteError
        >>> float(keras.losses.MeanAbsoluteError()([1., 2.], [1., 4.]))
        1.0

        keras.losses.BinaryCrossentropy
        >>> round(float(keras.losses.BinaryCrossentropy()([[1.], [0.]], [[0.9], [0.2]])), 4)
        0.1643

        keras.losses.CategoricalCrossentropy
        >>> round(float(keras.losses.CategoricalCrossentropy()([[0., 1.]], [[0.25, 0.75]])), 4)
        0.2877

        keras.losses.SparseCategoricalCrossentropy
        >>> round(float(keras.losses.SparseCategoricalCrossentropy()(np.array([1]), np.array([[0.25, 0.75]]))), 4)
        0.2877

        keras.losses.Huber
        >>> float(keras.losses.Huber()([0.], [3.]))
        2.5

        keras.losses.Hinge
        >>> float(keras.losses.Hinge()([[1.]], [[0.25]]))
        0.75

        keras.losses.CategoricalHinge
        >>> float(keras.losses.CategoricalHinge()([[0., 1.]], [[0.25, 0.75]]))
        0.5

        keras.losses.KLDivergence
        >>> round(float(keras.losses.KLDivergence()([[0.5, 0.5]], [[0.25, 0.75]])), 4)
        0.1438

        keras.losses.CosineSimilarity
        >>> round(float(keras.losses.CosineSimilarity()([[1., 0.]], [[1., 0.]])), 4)
        -1.0

        keras.losses.LogCosh
        >>> round(float(keras.losses.LogCosh()([[0.]], [[1.]])), 4)
        0.4338

        keras.losses.Poisson
        >>> round(float(keras.losses.Poisson()([[1.]], [[2.]])), 4)
        1.3069

        keras.metrics.Accuracy
        >>> m = keras.metrics.Accuracy()
        >>> m.update_state([1, 2, 3], [1, 2, 0])
        >>> round(float(m.result()), 4)
        0.6667

        keras.metrics.BinaryAccuracy
        >>> m = keras.metrics.BinaryAccuracy()
        >>> m.update_state([1, 0], [0.9, 0.8])
        >>> float(m.result())
        0.5

        keras.metrics.CategoricalAccuracy
        >>> m = keras.metrics.CategoricalAccuracy()
        >>> m.update_state([[0, 1]], [[0.2, 0.8]])
        >>> float(m.result())
        1.0

        keras.metrics.SparseCategoricalAccuracy
        >>> m = keras.metrics.SparseCategoricalAccuracy()
        >>> m.update_state([1], [[0.2, 0.8]])
        >>> float(m.result())
        1.0

        keras.metrics.Precision
        >>> m = keras.metrics.Precision()
        >>> m.update_state([1, 0, 1], [1, 1, 0])
        >>> float(m.result())
        0.5

        keras.metrics.Recall
        >>> m = keras.metrics.Recall()
        >>> m.update_state([1, 0, 1], [1, 1, 0])
        >>> float(m.result())
        0.5

        keras.metrics.F1Score
        >>> m = keras.metrics.F1Score(average='macro')
        >>> m.update_state(np.array([[1, 0], [0, 1]]), np.array([[0.9, 0.1], [0.2, 0.8]]))
        >>> float(m.result())
        0.9999998211860657

        keras.metrics.AUC
        >>> m = keras.metrics.AUC()
        >>> m.update_state([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
        >>> round(float(m.result()), 3)
        0.75

        keras.metrics.MeanAbsoluteError
        >>> m = keras.metrics.MeanAbsoluteError()
        >>> m.update_state([1., 2.], [1., 4.])
        >>> float(m.result())
        1.0

        keras.metrics.Mean
        >>> m = keras.metrics.Mean()
        >>> m.update_state([1., 3.])
        >>> float(m.result())
        2.0

        keras.metrics.MeanIoU
        >>> m = keras.metrics.MeanIoU(num_classes=2)
        >>> matrix = m.update_state([0, 0, 1, 1], [0, 1, 0, 1])
        >>> round(float(m.result()), 4)
        0.3333

        keras.optimizers.SGD
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile(keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True), loss='mse')

        keras.optimizers.Adam
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile(keras.optimizers.Adam(learning_rate=0.001), loss='mse')

        keras.optimizers.AdamW
        >>> round(float(keras.optimizers.AdamW(weight_decay=0.01).learning_rate), 6)
        0.001

        keras.optimizers.RMSprop
        >>> round(float(keras.optimizers.RMSprop(learning_rate=0.01, rho=0.9).learning_rate), 6)
        0.01

        keras.optimizers.Adadelta
        >>> round(float(keras.optimizers.Adadelta(learning_rate=1.0).learning_rate), 6)
        1.0

        keras.optimizers.Adagrad
        >>> round(float(keras.optimizers.Adagrad(0.01).learning_rate), 6)
        0.01

        keras.optimizers.Adamax
        >>> keras.optimizers.Adamax().name
        'adamax'

        keras.optimizers.Nadam
        >>> keras.optimizers.Nadam().name
        'nadam'

        keras.optimizers.Ftrl
        >>> keras.optimizers.Ftrl().name
        'ftrl'

        keras.optimizers.Lion
        >>> keras.optimizers.Lion().name
        'lion'

        keras.optimizers.schedules.ExponentialDecay
        >>> schedule = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100, decay_rate=0.5)
        >>> [round(float(schedule(step)), 4) for step in (0, 100, 200)]
        [0.1, 0.05, 0.025]

        keras.optimizers.schedules.CosineDecay
        >>> schedule = keras.optimizers.schedules.CosineDecay(0.1, 100)
        >>> [round(float(schedule(step)), 4) for step in (0, 50, 100)]
        [0.1, 0.05, 0.0]

        keras.optimizers.schedules.PiecewiseConstantDecay
        >>> schedule = keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [1.0, 0.5, 0.1])
        >>> [round(float(schedule(step)), 4) for step in (5, 15, 25)]
        [1.0, 0.5, 0.1]

        keras.regularizers.L2
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones', kernel_regularizer=keras.regularizers.L2(0.5))])
        >>> model.compile(loss='mse')
        >>> model.evaluate(np.array([[0., 0.]]), np.array([[0.]]), verbose=0)
        1.0

        keras.regularizers.L1
        >>> model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones', kernel_regularizer=keras.regularizers.L1(0.5))])
        >>> model.compile(loss='mse')
        >>> model.evaluate(np.array([[0., 0.]]), np.array([[0.]]), verbose=0)
        1.0

        keras.initializers.Zeros
        >>> np.asarray(keras.initializers.Zeros()((2, 2)))
        array([[0., 0.],
               [0., 0.]], dtype=float32)

        keras.initializers.Ones
        >>> np.asarray(keras.initializers.Ones()((2,)))
        array([1., 1.], dtype=float32)

        keras.initializers.RandomNormal
        >>> np.asarray(keras.initializers.RandomNormal(stddev=0.05)((2, 3))).shape
        (2, 3)

        keras.initializers.GlorotUniform
        >>> bool(abs(np.asarray(keras.initializers.GlorotUniform()((50, 50)))).max() <= (6 / 100) ** 0.5)
        True

        keras.initializers.HeNormal
        >>> np.asarray(keras.initializers.HeNormal()((2, 3))).shape
        (2, 3)

        keras.callbacks.EarlyStopping
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> stop = keras.callbacks.EarlyStopping(monitor='loss', patience=3, min_delta=1000)
        >>> len(model.fit(x, x, epochs=50, callbacks=[stop], verbose=0).history['loss'])
        4

        keras.callbacks.ModelCheckpoint
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, callbacks=[keras.callbacks.ModelCheckpoint('best.keras', monitor='loss')], verbose=0)
        >>> keras.models.load_model('best.keras').count_params()
        2

        keras.callbacks.ReduceLROnPlateau
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile(keras.optimizers.SGD(0.5), 'mse')
        >>> slower = keras.callbacks.ReduceLROnPlateau(monitor='loss', factor=0.5, patience=1, min_delta=1000)
        >>> h = model.fit(x, x, epochs=2, callbacks=[slower], verbose=0)
        >>> float(model.optimizer.learning_rate)
        0.25

        keras.callbacks.LearningRateScheduler
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, epochs=3, callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr / 10)], verbose=0)
        >>> round(float(model.optimizer.learning_rate), 8)
        1e-05

        keras.callbacks.CSVLogger
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, epochs=2, callbacks=[keras.callbacks.CSVLogger('log.csv')], verbose=0)
        >>> open('log.csv').read().split()[0]
        'epoch,loss,val_loss'

        keras.callbacks.LambdaCallback
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, epochs=2, verbose=0, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print('epoch', epoch))])
        epoch 0
        epoch 1

        keras.callbacks.TerminateOnNaN
        >>> x = np.array([[np.nan], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, epochs=9, callbacks=[keras.callbacks.TerminateOnNaN()], verbose=0)
        Batch 0: Invalid loss, terminating training
        >>> len(h.history['loss'])
        1

        keras.callbacks.Callback
        >>> class Say(keras.callbacks.Callback):
        ...     def on_train_begin(self, logs=None):
        ...         print('begins')
        ... 
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> h = model.fit(x, x, verbose=0, callbacks=[Say()])
        begins
        """#
}
