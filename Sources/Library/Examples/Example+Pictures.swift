extension Example {
    /// pyplot and scikit-learn.
    static let pictures = #"""
        matplotlib.pyplot.figure
        >>> figure = plt.figure(figsize=(6, 4))
        >>> figure.get_size_inches()
        array([6., 4.])

        matplotlib.pyplot.subplot
        >>> for i in range(4):
        ...     axes = plt.subplot(2, 2, i + 1)
        ... 
        >>> len(plt.gcf().axes)
        4

        matplotlib.pyplot.subplots
        >>> figure, axes = plt.subplots(2, 3)
        >>> axes.shape
        (2, 3)

        matplotlib.pyplot.imshow
        >>> picture = plt.imshow(np.eye(3), cmap='gray')
        >>> picture.get_clim()
        (0.0, 1.0)

        matplotlib.pyplot.matshow
        >>> picture = plt.matshow([[5, 1], [0, 6]])
        >>> [float(limit) for limit in picture.get_clim()]
        [0.0, 6.0]

        matplotlib.pyplot.plot
        >>> line, = plt.plot([1, 2, 3], [1, 4, 9], 'ro--', label='squares')
        >>> line.get_label(), line.get_linestyle()
        ('squares', '--')

        matplotlib.pyplot.bar
        >>> bars = plt.bar(['cat', 'dog'], [3, 5])
        >>> [float(bar.get_height()) for bar in bars]
        [3.0, 5.0]

        matplotlib.pyplot.barh
        >>> bars = plt.barh(['cat', 'dog'], [3, 5])
        >>> len(bars)
        2

        matplotlib.pyplot.hist
        >>> counts, edges, bars = plt.hist([1, 2, 2, 5], bins=4)
        >>> counts
        array([1., 2., 0., 1.])

        matplotlib.pyplot.scatter
        >>> points = plt.scatter([1, 2], [3, 4], c=[0, 1], cmap='viridis')
        >>> len(points.get_offsets())
        2

        matplotlib.pyplot.step
        >>> line, = plt.step([0, 1, 2], [0, 1, 1], where='post', label='step')
        >>> line.get_label()
        'step'

        matplotlib.pyplot.fill_between
        >>> area = plt.fill_between([0, 1, 2], [1, 2, 1], alpha=0.3)
        >>> area.get_alpha()
        0.3

        matplotlib.pyplot.errorbar
        >>> bars = plt.errorbar([1, 2], [3, 4], yerr=0.5, capsize=3)
        >>> bool(plt.gca().get_xlim()[0] < 1)
        True

        matplotlib.pyplot.contour
        >>> x, y = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20))
        >>> lines = plt.contour(x, y, x**2 + y**2, levels=[0.5, 1])
        >>> lines.levels
        array([0.5, 1. ])

        matplotlib.pyplot.contourf
        >>> x, y = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20))
        >>> areas = plt.contourf(x, y, x + y, levels=[-2, 0, 2])
        >>> areas.levels
        array([-2.,  0.,  2.])

        matplotlib.pyplot.axhline
        >>> line = plt.axhline(0.5, color='gray', linestyle=':')
        >>> line.get_linestyle()
        ':'

        matplotlib.pyplot.axvline
        >>> line = plt.axvline(2, color='red', label='best')
        >>> line.get_label()
        'best'

        matplotlib.pyplot.xlabel
        >>> plt.xlabel('epoch').get_text()
        'epoch'

        matplotlib.pyplot.ylabel
        >>> plt.ylabel('loss').get_text()
        'loss'

        matplotlib.pyplot.title
        >>> plt.title('Training').get_text()
        'Training'

        matplotlib.pyplot.suptitle
        >>> plt.suptitle('All digits').get_text()
        'All digits'

        matplotlib.pyplot.legend
        >>> lines = plt.plot([1, 2], label='train')
        >>> [text.get_text() for text in plt.legend().get_texts()]
        ['train']

        matplotlib.pyplot.show
        >>> plt.show()

        matplotlib.pyplot.axis
        >>> limits = plt.axis([0, 6, 0, 20])
        >>> [float(x) for x in plt.xlim()]
        [0.0, 6.0]

        matplotlib.pyplot.xlim
        >>> plt.xlim(0, 5)
        (0.0, 5.0)

        matplotlib.pyplot.ylim
        >>> plt.ylim(-1, 1)
        (-1.0, 1.0)

        matplotlib.pyplot.xscale
        >>> plt.xscale('log')
        >>> plt.gca().get_xscale()
        'log'

        matplotlib.pyplot.yscale
        >>> plt.yscale('log')
        >>> plt.gca().get_yscale()
        'log'

        matplotlib.pyplot.xticks
        >>> places, labels = plt.xticks([0, 1], ['no', 'yes'])
        >>> [label.get_text() for label in labels]
        ['no', 'yes']

        matplotlib.pyplot.yticks
        >>> places, labels = plt.yticks([0, 1])
        >>> len(places)
        2

        matplotlib.pyplot.grid
        >>> plt.grid(True, alpha=0.3)

        matplotlib.pyplot.colorbar
        >>> picture = plt.imshow([[0, 1], [2, 3]])
        >>> bar = plt.colorbar(picture, label='weight')
        >>> [float(limit) for limit in picture.get_clim()]
        [0.0, 3.0]

        matplotlib.pyplot.text
        >>> plt.text(0.5, 0.5, 'here').get_position()
        (0.5, 0.5)

        matplotlib.pyplot.annotate
        >>> note = plt.annotate('minimum', xy=(1, 0), xytext=(2, 1), arrowprops=dict(arrowstyle='->'))
        >>> note.get_text()
        'minimum'

        matplotlib.pyplot.savefig
        >>> lines = plt.plot([1, 2])
        >>> plt.savefig('curve.png')
        >>> open('curve.png', 'rb').read(4)
        b'\x89PNG'

        matplotlib.pyplot.tight_layout
        >>> figure, axes = plt.subplots(1, 2)
        >>> plt.tight_layout()

        matplotlib.pyplot.close
        >>> figure = plt.figure()
        >>> plt.close()
        >>> plt.get_fignums()
        []

        sklearn.metrics.confusion_matrix
        >>> from sklearn.metrics import confusion_matrix
        >>> confusion_matrix([0, 1, 1], [0, 1, 0])
        array([[1, 0],
               [1, 1]])

        sklearn.metrics.classification_report
        >>> from sklearn.metrics import classification_report
        >>> print(classification_report([0, 1, 1], [0, 1, 0]))
                      precision    recall  f1-score   support
        <BLANKLINE>
                   0       0.50      1.00      0.67         1
                   1       1.00      0.50      0.67         2
        <BLANKLINE>
            accuracy                           0.67         3
           macro avg       0.75      0.75      0.67         3
        weighted avg       0.83      0.67      0.67         3
        <BLANKLINE>

        sklearn.metrics.f1_score
        >>> from sklearn.metrics import f1_score
        >>> round(float(f1_score([0, 1, 1], [0, 1, 0], average='macro')), 4)
        0.6667

        sklearn.metrics.accuracy_score
        >>> from sklearn.metrics import accuracy_score
        >>> float(accuracy_score([0, 1, 1, 0], [0, 1, 0, 0]))
        0.75

        sklearn.metrics.precision_score
        >>> from sklearn.metrics import precision_score
        >>> float(precision_score([0, 1, 1], [0, 1, 0]))
        1.0

        sklearn.metrics.recall_score
        >>> from sklearn.metrics import recall_score
        >>> float(recall_score([0, 1, 1], [0, 1, 0]))
        0.5

        sklearn.metrics.roc_curve
        >>> from sklearn.metrics import roc_curve
        >>> fpr, tpr, thresholds = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
        >>> fpr, tpr
        (array([0. , 0. , 0.5, 0.5, 1. ]), array([0. , 0.5, 0.5, 1. , 1. ]))

        sklearn.metrics.roc_auc_score
        >>> from sklearn.metrics import roc_auc_score
        >>> float(roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]))
        0.75

        sklearn.model_selection.train_test_split
        >>> from sklearn.model_selection import train_test_split
        >>> a, b = train_test_split(np.arange(8), test_size=0.25, random_state=0)
        >>> len(a), len(b)
        (6, 2)
        """#
}
