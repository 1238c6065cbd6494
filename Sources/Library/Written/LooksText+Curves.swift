/// ROC curves and curves of precision over recall.
extension LooksText {
    static let curves = #"""
        import matplotlib.pyplot as _plt
        import warnings as _warnings


        def _places(y, count, what):
            """Classes as whole numbers from 0: numbers, a column of them, or one-hot rows."""
            y = _numbers(y, what)
            if y.ndim == 2 and y.shape[1] > 1:
                y = y.argmax(axis=1)
            y = y.reshape(-1)
            if not (y == _np.round(y)).all():
                raise ValueError(f"{what} must be classes: whole numbers or one-hot rows")
            y = y.astype('int64')
            if count is not None and not (0 <= y.min() and y.max() < count):
                raise ValueError(f"{what} has classes from {y.min()} to {y.max()}, but there are scores for {count}")
            return y


        def _one_against_rest(y_true, scores, class_names):
            """Names, and for each whether a sample is of the class and how much it is taken for it."""
            s = _numbers(scores, 'scores').astype('float64')
            if s.ndim == 2 and s.shape[1] == 1:
                s = s[:, 0]
            if s.ndim not in (1, 2):
                raise ValueError(f"scores must be [N] or [N, classes], not {s.shape}")
            classes = 2 if s.ndim == 1 else s.shape[1]
            y = _places(y_true, classes, 'y_true')
            if len(y) != len(s):
                raise ValueError(f"Found input variables with inconsistent numbers of samples: [{len(y)}, {len(s)}]")
            if class_names is not None and len(class_names) != classes:
                raise ValueError(f"class_names has {len(class_names)} names, but there are {classes} classes")
            if classes == 2:
                name = 'class 1' if class_names is None else str(class_names[1])
                rows = [(name, y == 1, s if s.ndim == 1 else s[:, 1])]
            else:
                rows = [(str(k) if class_names is None else str(class_names[k]), y == k, s[:, k]) for k in range(classes)]
            kept = [row for row in rows if 0 < row[1].sum() < len(y)]
            missing = [row[0] for row in rows if not 0 < row[1].sum() < len(y)]
            if not kept:
                raise ValueError("Only one class is present in y_true: there is nothing to tell apart")
            if missing:
                _warnings.warn(f"no curve for {', '.join(missing)}: no sample of y_true, or every one, is of the class")
            return kept


        def _curve_picture(curves, title, xlabel, ylabel, steps, chance, loc):
            """Curves in a square; where they are many, their legend stands beside it, since it would hide them.

            curves: (label, x, y) each. chance: the label and the two ends of the line of who guesses, or None."""
            many = len(curves) > 4
            figure = _plt.figure(figsize=(7.2 if many else 5.4, 4.9))
            axes = _plt.subplot2grid((1, 4), (0, 0), colspan=3) if many else figure.add_subplot(1, 1, 1)
            keys = _plt.subplot2grid((1, 4), (0, 3)) if many else None
            for place, (label, x, y) in enumerate(curves):
                style = dict(color=f'C{place % 10}', linestyle=['-', '--', '-.'][place // 10 % 3], label=label)
                if steps:
                    axes.step(x, y, where='post', **style)
                else:
                    axes.plot(x, y, **style)
                if many:
                    keys.plot([], [], **style)
            if chance is not None:
                style = dict(color='0.6', linestyle=':', label=chance[0])
                axes.plot([0, 1], chance[1], **style)
                if many:
                    keys.plot([], [], **style)
            axes.set_xlim(-0.01, 1.01)
            axes.set_ylim(-0.01, 1.01)
            axes.set_xlabel(xlabel)
            axes.set_ylabel(ylabel)
            axes.set_title(title, fontsize=10)
            axes.set_aspect('equal')
            if many:
                keys.axis('off')
                keys.legend(loc='center left', fontsize=8)
            else:
                axes.legend(loc=loc, fontsize=8)
            return figure


        def roc(y_true, scores, class_names=None, show=True):
            """Shows how many right answers are bought with how many false alarms: the receiver operating characteristic.

            y_true: classes or one-hot rows. scores: [N] for two classes (how sure class 1 is), or rows of predict() [N, classes]:
            then a curve for each class against all others, with the area under it (AUC).
            Gives a Finding: auc, a dictionary by class, curves, a dictionary of (fpr, tpr, thresholds), macro, the mean area.
            """
            from sklearn.metrics import auc, roc_curve
            areas, curves = {}, {}
            for name, truth, score in _one_against_rest(y_true, scores, class_names):
                curves[name] = roc_curve(truth.astype('int64'), score)
                areas[name] = auc(curves[name][0], curves[name][1])
            macro = float(_np.mean(list(areas.values())))
            figure = None
            if show:
                title = f'ROC: each class against the rest · mean AUC {macro:.4f}' if len(areas) > 1 else 'ROC'
                lines = [(f'{name}: AUC {areas[name]:.4f}', curves[name][0], curves[name][1]) for name in areas]
                figure = _curve_picture(lines, title, 'false positive rate', 'true positive rate', False, ('chance: AUC 0.5', [0, 1]),
                                        'lower right')
            return Finding('ROC', figure, 'macro', macro=macro, auc=areas, curves=curves)


        def precision_recall(y_true, scores, class_names=None, show=True):
            """Shows how many of the answers are right against how many of the class are found.

            y_true and scores as for roc. In the legend stands the average precision (AP); a dotted line shows what guessing
            gives where there is one curve.
            Gives a Finding: average_precision, a dictionary by class, curves, a dictionary of (precision, recall, thresholds),
            macro, their mean.
            """
            from sklearn.metrics import average_precision_score, precision_recall_curve
            found, curves, share = {}, {}, 0.0
            for name, truth, score in _one_against_rest(y_true, scores, class_names):
                curves[name] = precision_recall_curve(truth.astype('int64'), score)
                found[name] = average_precision_score(truth.astype('int64'), score)
                share = float(truth.mean())
            macro = float(_np.mean(list(found.values())))
            figure = None
            if show:
                title = f'Precision and recall · mean AP {macro:.4f}' if len(found) > 1 else 'Precision and recall'
                lines = [(f'{name}: AP {found[name]:.4f}', curves[name][1], curves[name][0]) for name in found]
                chance = (f'chance: AP {share:.2f}', [share, share]) if len(found) == 1 else None
                figure = _curve_picture(lines, title, 'recall', 'precision', True, chance, 'lower left')
            return Finding('PrecisionRecall', figure, 'macro', macro=macro, average_precision=found, curves=curves)
        """#
}
