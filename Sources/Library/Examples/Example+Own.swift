extension Example {
    /// What is Svertka's own.
    static let own = #"""
        svertka.help
        >>> svertka.help('np.sign')
        sign(x, /, out=None, *, where=True, dtype=None)
        <BLANKLINE>
        A function of each element.
        <BLANKLINE>
        Example:
          >>> np.sign([-3, 0, 5])
          array([-1,  0,  1])

        svertka.graph
        >>> picture = svertka.graph('1 / (1 + exp(-(w * x + b)))', w=2.0, x=1.0, b=-1.0)

        svertka.decision_boundary
        >>> X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
        >>> axes = svertka.decision_boundary(lambda points: points[:, 0] + points[:, 1] - 1.5, X, [0, 0, 0, 1])

        svertka.embedding
        >>> found = svertka.embedding(np.eye(4), [0, 0, 1, 1], method='pca')

        svertka.loss_surface
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> picture = svertka.loss_surface(model, np.array([[0.], [1.]]), np.array([[1.], [3.]]), resolution=5)

        svertka.find_learning_rate
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> x = np.arange(8.).reshape(-1, 1)
        >>> found = svertka.find_learning_rate(model, x, 2 * x, steps=20, plot=False)

        svertka.filters
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3)])
        >>> found = svertka.filters(model, show=False)
        >>> np.asarray(found).shape
        (4, 1, 3, 3)

        svertka.activations
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3)])
        >>> found = svertka.activations(model, np.ones((8, 8, 1)), show=False)

        svertka.grad_cam
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(3)])
        >>> found = svertka.grad_cam(model, np.ones((8, 8, 1)), show=False)
        >>> np.asarray(found).ndim
        2

        svertka.saliency
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(3)])
        >>> found = svertka.saliency(model, np.ones((8, 8, 1)), show=False)
        >>> np.asarray(found).shape
        (8, 8)

        svertka.occlusion
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(3)])
        >>> found = svertka.occlusion(model, np.ones((8, 8, 1)), size=4, show=False)
        >>> np.asarray(found).ndim
        2

        svertka.maximize
        >>> model = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3)])
        >>> found = svertka.maximize(model, steps=2, show=False)
        >>> np.asarray(found).ndim > 1
        True

        svertka.confusion_matrix
        >>> found = svertka.confusion_matrix([0, 1, 1, 2], [0, 1, 2, 2], show=False)
        >>> np.asarray(found)
        array([[1, 0, 0],
               [0, 1, 1],
               [0, 0, 1]])

        svertka.roc
        >>> found = svertka.roc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], show=False)
        >>> found
        ROC(macro=0.75, auc: dict of 1, curves: dict of 1)

        svertka.precision_recall
        >>> found = svertka.precision_recall([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], show=False)
        >>> found
        PrecisionRecall(macro=0.8333, average_precision: dict of 1, curves: dict of 1)

        svertka.image_filters
        >>> image = np.zeros((8, 8))
        >>> image[:, 4:] = 1
        >>> found = svertka.image_filters(image, show=False)

        svertka.augmentations
        >>> found = svertka.augmentations(layers.RandomFlip(), np.ones((8, 8, 1)), count=3, show=False)
        >>> np.asarray(found).shape
        (3, 8, 8, 1)

        svertka.boxes
        >>> found = svertka.boxes(np.ones((40, 60, 3)), [[5, 5, 30, 30]], labels=['Car'], show=False)

        svertka.samples
        >>> decoder = keras.Sequential([keras.Input((2,)), layers.Dense(64), layers.Reshape((8, 8, 1))])
        >>> found = svertka.samples(decoder, noise=4, show=False)
        >>> np.asarray(found).shape
        (4, 8, 8, 1)

        svertka.reconstructions
        >>> coder = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(1, 3, padding='same')])
        >>> found = svertka.reconstructions(coder, np.ones((3, 8, 8, 1)), count=3, show=False)

        svertka.manifold
        >>> decoder = keras.Sequential([keras.Input((2,)), layers.Dense(64), layers.Reshape((8, 8, 1))])
        >>> found = svertka.manifold(decoder, n=3, show=False)

        svertka.gallery
        >>> pictures = svertka.gallery(np.ones((4, 8, 8)))

        svertka.table
        >>> table = svertka.table([['Dense', 15]], columns=['layer', 'parameters'])

        svertka.report
        >>> report = svertka.report([0, 1, 1], [0, 1, 0])

        svertka.runs
        >>> type(svertka.runs()).__name__
        'list'

        svertka.chart
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> history = model.fit(x, x, epochs=3, verbose=0)
        >>> chart = svertka.chart(history)

        svertka.compare
        >>> x = np.array([[0.], [1.]])
        >>> model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
        >>> model.compile('sgd', 'mse')
        >>> first = model.fit(x, x, epochs=3, verbose=0)
        >>> second = model.fit(x, x, epochs=3, verbose=0)
        >>> picture = svertka.compare({'first': first, 'second': second})

        svertka.show
        >>> picture = svertka.show(np.eye(8))

        svertka.datasets.digits.load_data
        >>> import svertka.datasets
        >>> (x, y), (x_test, y_test) = svertka.datasets.digits.load_data(100, 20)
        >>> x.shape, x_test.shape
        ((100, 28, 28), (20, 28, 28))

        svertka.gradients.grad
        >>> from svertka.gradients import grad
        >>> grad(lambda x: x ** 2)(3.0)
        6.0
        """#
}
