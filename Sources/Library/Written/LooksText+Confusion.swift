/// Which classes are taken for which.
extension LooksText {
    static let confusion = #"""
        import matplotlib.pyplot as _plt


        def _classes_of(y, what):
            """Classes from labels of any kind, one-hot rows, rows of probabilities, or a column of probabilities."""
            x = _np.asarray(y)
            if x.size == 0:
                raise ValueError(f"{what} has nothing in it")
            if x.dtype.kind in 'OU':
                return x.reshape(-1)
            x = _numbers(x, what)
            if x.ndim == 2 and x.shape[1] > 1:
                return x.argmax(axis=1)
            x = x.reshape(-1)
            if x.dtype.kind == 'f' and not (x == _np.round(x)).all():
                raise ValueError(f"{what}: classes must be whole numbers; give the rows of predict() as they are, or of one "
                                 "probability each (p > 0.5).astype(int)")
            return x.astype('int64')


        def confusion_matrix(y_true, y_pred, class_names=None, normalize=None, pairs=8, cmap='Blues', show=True):
            """Shows which classes are taken for which, and the pairs that are confused most.

            y_true, y_pred: classes, one-hot rows, or rows of predict(). normalize: 'true' (or True) gives shares of each row,
            'pred' of each column, 'all' of all. Colours are those of the square roots, so that rare mistakes are seen.
            Gives a Finding: matrix [classes, classes], pairs, a list of (true, predicted, count), the most frequent first,
            accuracy.
            """
            y, p = _classes_of(y_true, 'y_true'), _classes_of(y_pred, 'y_pred')
            if len(y) != len(p):
                raise ValueError(f"Found input variables with inconsistent numbers of samples: [{len(y)}, {len(p)}]")
            normalize = 'true' if normalize is True else None if normalize is False else normalize
            if normalize not in (None, 'true', 'pred', 'all'):
                raise ValueError("normalize must be one of {'true', 'pred', 'all', None}")
            if y.dtype.kind in 'OU' or p.dtype.kind in 'OU':
                both = [str(v) for v in y.tolist()] + [str(v) for v in p.tolist()]
                names = sorted(set(both)) if class_names is None else [str(name) for name in class_names]
                places = dict([(name, i) for i, name in enumerate(names)])
                for name in both:
                    if name not in places:
                        raise ValueError(f"class_names has no '{name}'")
                y, p = _np.array([places[v] for v in both[:len(y)]]), _np.array([places[v] for v in both[len(y):]])
            else:
                size = int(max(y.max(), p.max())) + 1
                if min(int(y.min()), int(p.min())) < 0 or size > 200:
                    raise ValueError(f"classes must be from 0 to 199, not {min(int(y.min()), int(p.min()))} to {size - 1}")
                if class_names is not None and len(class_names) < size:
                    raise ValueError(f"class_names has {len(class_names)} names, but there is the class {size - 1}")
                names = [str(i) for i in range(size)] if class_names is None else [str(name) for name in class_names]
            n = len(names)
            if n > 200:
                raise ValueError(f"{n} classes are too many for a picture: at most 200")
            counts = _np.bincount(y * n + p, minlength=n * n).reshape(n, n)
            sums = {'true': counts.sum(axis=1, keepdims=True), 'pred': counts.sum(axis=0, keepdims=True), 'all': counts.sum()}
            matrix = counts if normalize is None else counts / _np.maximum(sums[normalize], 1)
            wrong = [(names[i], names[j], int(counts[i, j])) for i in range(n) for j in range(n) if i != j and counts[i, j] > 0]
            wrong.sort(key=lambda pair: -pair[2])
            accuracy = float(_np.trace(counts)) / len(y)
            figure = None
            if show:
                listed = wrong[:max(int(pairs), 0)]
                side = max(3.4, min(5.6, 0.42 * n + 1.1)) if listed else max(3.4, min(7.4, 0.42 * n + 1.1))
                if listed:
                    figure = _plt.figure(figsize=(side + 0.2 + side * 0.52, side))
                    axes = _plt.subplot2grid((1, 3), (0, 0), colspan=2)
                else:
                    figure, axes = _plt.subplots(figsize=(side + 0.2, side))
                shares = counts / _np.maximum(sums['true'], 1) if normalize is None else matrix / max(float(matrix.max()), 1e-300)
                levels = _np.sqrt(shares)
                axes.imshow(levels, cmap=cmap, vmin=0, vmax=1)
                for i in range(n if n <= 24 else 0):
                    for j in range(n):
                        if counts[i, j] == 0:
                            continue
                        text = str(counts[i, j]) if normalize is None else f'{matrix[i, j] * 100:.0f}' if matrix[i, j] >= 0.005 else '<1'
                        axes.text(j, i, text, ha='center', va='center', fontsize=8.5 if n <= 10 else 7.5 if n <= 14 else 5.5,
                                  color='white' if levels[i, j] > 0.6 else 'black')
                turned = 90 if max([len(name) for name in names]) * n > 40 and n <= 40 else 0
                every = range(0, n, 1 if n <= 40 else 5 if n <= 100 else 10)
                few = [names[i] for i in every]
                axes.set_xticks(every, few, rotation=turned, fontsize=8) if turned else axes.set_xticks(every, few, fontsize=8)
                axes.set_yticks(every, few, fontsize=8)
                axes.set_xlabel('predicted')
                axes.set_ylabel('true')
                unit = '' if normalize is None else {'true': ' · % of each row', 'pred': ' · % of each column', 'all': ' · % of all'}[normalize]
                axes.set_title(f'accuracy {accuracy * 100:.2f}%{unit}', fontsize=10)
                if listed:
                    beside = _plt.subplot2grid((1, 3), (0, 2))
                    beside.barh(range(len(listed)), [pair[2] for pair in listed], color='C1', height=0.6)
                    beside.set_yticks(range(len(listed)), [f'{a} → {b}' for a, b, _ in listed], fontsize=8)
                    top = listed[0][2]
                    for place, pair in enumerate(listed):
                        beside.text(pair[2] + top * 0.03, place, str(pair[2]), va='center', fontsize=8)
                    # As many lines as there is room for keep few bars from growing fat.
                    beside.set_ylim(max(len(listed), round(side * 2.4)) - 0.4, -0.6)
                    beside.set_xlim(0, top * 1.25)
                    beside.set_xticks([])
                    beside.set_title('most confused', fontsize=10)
            return Finding('ConfusionMatrix', figure, 'matrix', matrix=matrix, pairs=wrong, accuracy=accuracy)
        """#
}
