extension Example {
    /// Layers.
    static let layers = #"""
        keras.layers.Input
        >>> keras.Input((28, 28, 1)).shape
        (None, 28, 28, 1)

        keras.layers.Dense
        >>> model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='relu')])
        >>> model.output_shape, model.count_params()
        ((None, 3), 15)

        keras.layers.Activation
        >>> layers.Activation('relu')(np.array([-1., 0., 2.])).numpy()
        array([0., 0., 2.], dtype=float32)

        keras.layers.Dropout
        >>> layers.Dropout(0.5)(np.ones((1, 4))).numpy()
        array([[1., 1., 1., 1.]], dtype=float32)

        keras.layers.Flatten
        >>> layers.Flatten()(np.ones((2, 3, 4))).numpy().shape
        (2, 12)

        keras.layers.Conv2D
        >>> model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, (3, 3), activation='relu')])
        >>> model.output_shape, model.count_params()
        ((None, 26, 26, 32), 320)

        keras.layers.MaxPooling2D
        >>> x = np.arange(16.).reshape(1, 4, 4, 1)
        >>> np.squeeze(layers.MaxPooling2D((2, 2))(x).numpy())
        array([[ 5.,  7.],
               [13., 15.]], dtype=float32)

        keras.layers.AveragePooling2D
        >>> x = np.arange(16.).reshape(1, 4, 4, 1)
        >>> np.squeeze(layers.AveragePooling2D((2, 2))(x).numpy())
        array([[ 2.5,  4.5],
               [10.5, 12.5]], dtype=float32)

        keras.layers.BatchNormalization
        >>> layers.BatchNormalization()(np.array([[1.], [3.]]), training=True).numpy().round(2)
        array([[-1.],
               [ 1.]], dtype=float32)

        keras.layers.Rescaling
        >>> layers.Rescaling(1 / 255)(np.array([0., 255.])).numpy()
        array([0., 1.], dtype=float32)

        keras.layers.Reshape
        >>> layers.Reshape((2, 3))(np.arange(6.).reshape(1, 6)).numpy()
        array([[[0., 1., 2.],
                [3., 4., 5.]]], dtype=float32)

        keras.layers.GlobalAveragePooling2D
        >>> layers.GlobalAveragePooling2D()(np.ones((1, 4, 4, 3))).numpy()
        array([[1., 1., 1.]], dtype=float32)

        keras.layers.GlobalMaxPooling2D
        >>> layers.GlobalMaxPooling2D()(np.arange(4.).reshape(1, 2, 2, 1)).numpy()
        array([[3.]], dtype=float32)

        keras.layers.SeparableConv2D
        >>> model = keras.Sequential([keras.Input((32, 32, 4)), layers.SeparableConv2D(10, 3)])
        >>> model.count_params()
        86

        keras.layers.DepthwiseConv2D
        >>> model = keras.Sequential([keras.Input((8, 8, 4)), layers.DepthwiseConv2D(3)])
        >>> model.output_shape, model.count_params()
        ((None, 6, 6, 4), 40)

        keras.layers.Conv2DTranspose
        >>> model = keras.Sequential([keras.Input((7, 7, 8)), layers.Conv2DTranspose(4, 3, strides=2, padding='same')])
        >>> model.output_shape
        (None, 14, 14, 4)

        keras.layers.ZeroPadding2D
        >>> np.squeeze(layers.ZeroPadding2D(1)(np.ones((1, 1, 1, 1))).numpy())
        array([[0., 0., 0.],
               [0., 1., 0.],
               [0., 0., 0.]], dtype=float32)

        keras.layers.UpSampling2D
        >>> np.squeeze(layers.UpSampling2D(2)(np.arange(4.).reshape(1, 2, 2, 1)).numpy())
        array([[0., 0., 1., 1.],
               [0., 0., 1., 1.],
               [2., 2., 3., 3.],
               [2., 2., 3., 3.]], dtype=float32)

        keras.layers.Cropping2D
        >>> np.squeeze(layers.Cropping2D(1)(np.arange(9.).reshape(1, 3, 3, 1)).numpy())
        array(4., dtype=float32)

        keras.layers.Conv1D
        >>> model = keras.Sequential([keras.Input((10, 2)), layers.Conv1D(4, 3)])
        >>> model.output_shape, model.count_params()
        ((None, 8, 4), 28)

        keras.layers.MaxPooling1D
        >>> layers.MaxPooling1D(2)(np.array([[[1.], [5.], [2.], [3.]]])).numpy().ravel()
        array([5., 3.], dtype=float32)

        keras.layers.GlobalMaxPooling1D
        >>> layers.GlobalMaxPooling1D()(np.array([[[1.], [5.], [2.]]])).numpy()
        array([[5.]], dtype=float32)

        keras.layers.LeakyReLU
        >>> layers.LeakyReLU(negative_slope=0.1)(np.array([-1., 2.])).numpy()
        array([-0.1,  2. ], dtype=float32)

        keras.layers.PReLU
        >>> layers.PReLU()(np.array([[-1., 2.]])).numpy()
        array([[0., 2.]], dtype=float32)

        keras.layers.ELU
        >>> layers.ELU()(np.array([-1., 2.])).numpy().round(4)
        array([-0.6321,  2.    ], dtype=float32)

        keras.layers.Softmax
        >>> layers.Softmax()(np.array([[1., 1.]])).numpy()
        array([[0.5, 0.5]], dtype=float32)

        keras.layers.Embedding
        >>> layers.Embedding(1000, 8)(np.array([[1, 5, 2]])).numpy().shape
        (1, 3, 8)

        keras.layers.LSTM
        >>> model = keras.Sequential([keras.Input((10, 3)), layers.LSTM(4)])
        >>> model.output_shape, model.count_params()
        ((None, 4), 128)

        keras.layers.GRU
        >>> model = keras.Sequential([keras.Input((10, 3)), layers.GRU(4, return_sequences=True)])
        >>> model.output_shape, model.count_params()
        ((None, 10, 4), 108)

        keras.layers.SimpleRNN
        >>> model = keras.Sequential([keras.Input((10, 3)), layers.SimpleRNN(4)])
        >>> model.output_shape, model.count_params()
        ((None, 4), 32)

        keras.layers.Bidirectional
        >>> model = keras.Sequential([keras.Input((10, 3)), layers.Bidirectional(layers.LSTM(4))])
        >>> model.output_shape
        (None, 8)

        keras.layers.TimeDistributed
        >>> model = keras.Sequential([keras.Input((10, 3)), layers.TimeDistributed(layers.Dense(2))])
        >>> model.output_shape
        (None, 10, 2)

        keras.layers.SpatialDropout2D
        >>> layers.SpatialDropout2D(0.5)(np.ones((1, 2, 2, 1))).numpy().shape
        (1, 2, 2, 1)

        keras.layers.GaussianNoise
        >>> layers.GaussianNoise(0.1)(np.ones((1, 2))).numpy()
        array([[1., 1.]], dtype=float32)

        keras.layers.LayerNormalization
        >>> layers.LayerNormalization()(np.array([[1., 3.]])).numpy().round(2)
        array([[-1.,  1.]], dtype=float32)

        keras.layers.Permute
        >>> layers.Permute((2, 1))(np.ones((1, 2, 3))).numpy().shape
        (1, 3, 2)

        keras.layers.RepeatVector
        >>> layers.RepeatVector(2)(np.array([[1., 2.]])).numpy()
        array([[[1., 2.],
                [1., 2.]]], dtype=float32)

        keras.layers.Lambda
        >>> layers.Lambda(lambda x: x * 2)(np.array([1., 2.])).numpy()
        array([2., 4.], dtype=float32)

        keras.layers.RandomFlip
        >>> layers.RandomFlip('horizontal')(np.ones((1, 4, 4, 3)), training=True).numpy().shape
        (1, 4, 4, 3)

        keras.layers.RandomRotation
        >>> layers.RandomRotation(0.1)(np.ones((1, 4, 4, 3)), training=True).numpy().shape
        (1, 4, 4, 3)

        keras.layers.Resizing
        >>> layers.Resizing(2, 2)(np.ones((1, 4, 4, 3))).numpy().shape
        (1, 2, 2, 3)

        keras.layers.CenterCrop
        >>> layers.CenterCrop(2, 2)(np.ones((1, 4, 4, 3))).numpy().shape
        (1, 2, 2, 3)

        keras.layers.Normalization
        >>> layer = layers.Normalization()
        >>> layer.adapt(np.array([[1.], [3.]]))
        >>> layer(np.array([[1.], [2.], [3.]])).numpy()
        array([[-1.],
               [ 0.],
               [ 1.]], dtype=float32)

        keras.layers.Concatenate
        >>> layers.Concatenate()([np.array([[1.]]), np.array([[2.]])]).numpy()
        array([[1., 2.]], dtype=float32)

        keras.layers.Add
        >>> layers.Add()([np.array([1., 2.]), np.array([10., 20.])]).numpy()
        array([11., 22.], dtype=float32)

        keras.layers.Multiply
        >>> layers.Multiply()([np.array([2., 3.]), np.array([4., 5.])]).numpy()
        array([ 8., 15.], dtype=float32)

        keras.layers.Average
        >>> layers.Average()([np.array([1., 3.]), np.array([3., 5.])]).numpy()
        array([2., 4.], dtype=float32)

        keras.layers.Maximum
        >>> layers.Maximum()([np.array([1., 3.]), np.array([3., 2.])]).numpy()
        array([3., 3.], dtype=float32)

        keras.layers.Subtract
        >>> layers.Subtract()([np.array([1., 3.]), np.array([3., 2.])]).numpy()
        array([-2.,  1.], dtype=float32)

        keras.layers.Dot
        >>> layers.Dot(axes=1)([np.array([[1., 2.]]), np.array([[3., 4.]])]).numpy()
        array([[11.]], dtype=float32)

        keras.layers.concatenate
        >>> layers.concatenate([np.array([[1.]]), np.array([[2.]])]).numpy()
        array([[1., 2.]], dtype=float32)

        keras.layers.add
        >>> layers.add([np.array([1., 2.]), np.array([10., 20.])]).numpy()
        array([11., 22.], dtype=float32)
        """#
}
