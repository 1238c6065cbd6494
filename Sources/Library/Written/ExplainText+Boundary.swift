/// Pictures of classifiers and features over two axes.
enum ExplainBoundaryText {
    /// Samples, labels and colours that all topics use.
    static let shared = #"""
        _MARKERS = ['o', 's', '^', 'D', 'v']
        _COLORS = ['#0072b2', '#d55e00', '#009e73', '#b0479a', '#e09b00', '#3fa7dd', '#7a4a2b', '#6b7280', '#94b000', '#5b4bc4']


        def _matrix(values, what):
            """Samples as rows of numbers: images become flat."""
            values = _np.asarray(values)
            if values.ndim < 2 or values.size == 0 or values.dtype.kind not in 'fiub':
                raise ValueError(f"{what} must hold numbers of the shape (samples, features), not {values.shape}")
            values = values.reshape(len(values), -1).astype('float64')
            if not bool(_np.isfinite(values).all()):
                raise ValueError(f"{what} contains NaN or infinity")
            return values


        def _labels(labels, count):
            """The place of each sample's class in the sorted classes, and these; one-hot rows count as their largest place."""
            labels = _np.asarray(labels)
            if labels.ndim == 2 and labels.shape[1] > 1:
                labels = _np.argmax(labels, axis=1)
            labels = labels.reshape(-1)
            if len(labels) != count:
                raise ValueError(f"{count} samples but {len(labels)} labels")
            classes, places = _np.unique(labels, return_inverse=True)
            if len(classes) > 100:
                raise ValueError(f"{len(classes)} classes are more than a picture can show: labels must be classes, not measures")
            return places, classes


        def _class_names(names, classes):
            """A name for each class: those given, in the order of the classes or by their numbers, else the classes."""
            if names is None:
                return [str(int(c)) if classes.dtype.kind == 'f' and c == int(c) else str(c) for c in classes.tolist()]
            names = [str(n) for n in names]
            if len(names) == len(classes):
                return names
            if classes.dtype.kind not in 'iufb' or int(classes.max()) >= len(names):
                raise ValueError(f"{len(names)} class_names for {len(classes)} classes")
            return [names[int(c)] for c in classes]


        def _scatter(ax, points, places, names, size):
            """Samples, each class with a colour and a marker of its own."""
            for k in range(len(names)):
                chosen = points[places == k]
                if len(chosen):
                    # Signs tell few classes apart; of many, the less even ones would be lost among the others.
                    marker = _MARKERS[k] if len(names) <= 5 else 'os'[k // 10 % 2]
                    ax.scatter(chosen[:, 0], chosen[:, 1], s=size, c=_COLORS[k % 10], marker=marker, edgecolors='white',
                               linewidths=0.6, label=names[k])


        def _ticks(low, high):
            """About five round numbers in a range."""
            step = 10.0 ** _np.floor(_np.log10((high - low) / 4))
            for factor in (1, 2, 5, 10):
                if (high - low) / (step * factor) <= 6:
                    break
            step = step * factor
            first = int(_np.ceil(low / step))
            return [float(k * step) for k in range(first, int(_np.floor(high / step)) + 1)]
        """#

    /// `decision_boundary`.
    static let boundary = #"""
        def _answers(model, rows):
            """What a model says of rows: a class, or a row of probabilities, for each."""
            import keras
            if isinstance(model, keras.Model):
                answers = model.predict(rows, verbose=0)
            elif hasattr(model, 'predict'):
                answers = model.predict(rows)
            elif callable(model):
                answers = model(rows)
            else:
                raise TypeError(f"a model with predict, or a function of rows, is wanted, not '{type(model).__name__}'")
            answers = _np.asarray(answers)
            if answers.ndim not in (1, 2) or len(answers) != len(rows):
                raise ValueError(f"the model must give an answer for each of {len(rows)} points, but gave the shape {answers.shape}")
            return answers


        def _shares(answers, classes):
            """Probabilities of classes, a row for each answer, and the classes."""
            if answers.ndim == 2 and answers.shape[1] > 1:
                shares = answers.astype('float64')
                if shares.min() < -1e-6 or _np.abs(shares.sum(axis=1) - 1).max() > 1e-3:
                    shares = _np.exp(shares - shares.max(axis=1, keepdims=True))
                    shares = shares / shares.sum(axis=1, keepdims=True)
                return shares, _np.arange(shares.shape[1])
            answers = answers.reshape(-1)
            if answers.dtype.kind == 'f' and not bool((answers == _np.round(answers)).all()):
                second = answers.astype('float64')
                if second.min() < 0 or second.max() > 1:
                    second = 1 / (1 + _np.exp(-second))
                found = classes if classes is not None and len(classes) == 2 else _np.array([0, 1])
                return _np.stack([1 - second, second], axis=1), found
            found = _np.unique(answers if classes is None else _np.concatenate([classes, answers]))
            return (answers.reshape(-1, 1) == found.reshape(1, -1)).astype('float64'), found


        def decision_boundary(model, X, y=None, *, resolution=200, margin=0.15, class_names=None, title=None, ax=None):
            """Draws which class a classifier of two features takes each point for, and the samples upon it.

            model: any object with predict (Keras's, scikit-learn's) or a function of rows [N, 2]; it gives classes,
            probabilities of the second class, or a row of probabilities each. X: [N, 2]. y: classes or one-hot rows. The
            paler, the less sure. Gives the figure, or ax where one is given."""
            import matplotlib.pyplot as plt
            X = _matrix(X, 'X')
            if X.shape[1] != 2:
                raise ValueError(f"a boundary is drawn over 2 features, but X has {X.shape[1]}: choose two columns, or reduce X by PCA before training")
            if not 10 <= resolution <= 1000:
                raise ValueError(f"resolution must be from 10 to 1000, not {resolution}")
            places, classes = (None, None) if y is None else _labels(y, len(X))
            low, high = X.min(axis=0), X.max(axis=0)
            room = _np.where(high > low, (high - low) * margin, 1.0)
            low, high = low - room, high + room
            xs, ys = _np.linspace(low[0], high[0], resolution), _np.linspace(low[1], high[1], resolution)
            grid = _np.stack([a.reshape(-1) for a in _np.meshgrid(xs, ys)], axis=1)
            shares, found = _shares(_answers(model, grid), classes)
            names, count = _class_names(class_names, found), len(found)
            colors = _np.array([[int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)] for c in _COLORS])[_np.arange(count) % 10]
            best = _np.argmax(shares, axis=1)
            sure = shares.max(axis=1)
            if count > 1:
                sure = (sure - 1 / count) / (1 - 1 / count)
            strength = (0.1 + 0.35 * _np.clip(sure, 0, 1)).reshape(-1, 1)
            picture = (colors[best] * strength + (1 - strength)).reshape(resolution, resolution, 3)
            figure = None
            if ax is None:
                figure, ax = plt.subplots(figsize=(6.4, 5.2))
            ax.imshow(picture, extent=(low[0], high[0], low[1], high[1]), origin='lower', aspect='auto')
            for k in range(count if count > 2 else count - 1):
                ahead = (shares[:, k] - _np.delete(shares, k, axis=1).max(axis=1)).reshape(resolution, resolution)
                if ahead.min() < 0 < ahead.max():
                    ax.contour(xs, ys, ahead, levels=[0], colors='#33383f', linewidths=1.3)
            if y is None:
                ax.scatter(X[:, 0], X[:, 1], s=16, c='#33383f')
                ax.set_title(title or 'decision boundary')
            else:
                own, theirs = _shares(_answers(model, X), classes)
                right = theirs[_np.argmax(own, axis=1)] == classes[places]
                _scatter(ax, X, _np.searchsorted(found, classes)[places], names, 30)
                ax.legend()
                ax.set_title(title or f"decision boundary: {_np.mean(right) * 100:.1f}% of {len(X)} samples right")
            ax.set_xlim(low[0], high[0])
            ax.set_ylim(low[1], high[1])
            ax.set_xticks(_ticks(low[0], high[0]))
            ax.set_yticks(_ticks(low[1], high[1]))
            ax.set_xlabel('x₁')
            ax.set_ylabel('x₂')
            return ax if figure is None else figure
        """#

    /// `embedding`.
    static let embedding = #"""
        def embedding(features, labels=None, method='pca', *, class_names=None, perplexity=30.0, random_state=0, title=None, ax=None):
            """Draws features of many numbers as points of two: by PCA, whose axes are those of the largest variance, or by
            t-SNE, which keeps neighbours together.

            features: [N, D]; images and the like become flat. labels: classes or one-hot rows. method: 'pca' or 'tsne'.
            Gives the figure, or ax where one is given."""
            import matplotlib.pyplot as plt
            features = _matrix(features, 'features')
            if len(features) < 3:
                raise ValueError(f"{len(features)} samples are too few to draw")
            if method == 'pca':
                if features.shape[1] < 2:
                    raise ValueError("features need at least 2 columns")
                from sklearn.decomposition import PCA
                reduction = PCA(2)
                points = reduction.fit_transform(features)
                parts = reduction.explained_variance_ratio_ * 100
                words = (f"first component ({parts[0]:.1f}% of the variance)", f"second component ({parts[1]:.1f}%)")
                text = f"PCA of {len(features)} samples with {features.shape[1]} features"
            elif method == 'tsne':
                from sklearn.manifold import TSNE
                perplexity = min(perplexity, (len(features) - 1) / 3)
                points = TSNE(2, perplexity=perplexity, random_state=random_state).fit_transform(features)
                words = ('', '')
                text = f"t-SNE of {len(features)} samples, perplexity {perplexity:g}"
            else:
                raise ValueError(f"method must be 'pca' or 'tsne', not {method!r}")
            figure = None
            if ax is None:
                figure, ax = plt.subplots(figsize=(7.2, 5.6))
            size = 36 if len(points) < 300 else 24 if len(points) < 1500 else 10
            if labels is None:
                ax.scatter(points[:, 0], points[:, 1], s=size, c=_COLORS[0], edgecolors='white', linewidths=0.5)
            else:
                places, classes = _labels(labels, len(points))
                names = _class_names(class_names, classes)
                _scatter(ax, points, places, names, size)
                ax.legend()
                if method == 'tsne' and len(names) <= 20:
                    for k in range(len(names)):
                        middle = _np.median(points[places == k], axis=0)
                        ax.text(middle[0], middle[1], names[k], fontsize=13, ha='center', va='center',
                                bbox={'facecolor': 'white', 'alpha': 0.8, 'edgecolor': _COLORS[k % 10], 'pad': 2})
            ax.set_xlabel(words[0])
            ax.set_ylabel(words[1])
            if method == 'tsne':
                ax.set_xticks([])
                ax.set_yticks([])
            ax.set_title(title or text)
            return ax if figure is None else figure
        """#
}
