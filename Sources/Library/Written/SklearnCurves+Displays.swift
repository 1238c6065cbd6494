/// `RocCurveDisplay`, `PrecisionRecallDisplay`, `ConfusionMatrixDisplay`.
extension SklearnCurves {
    static let displays = #"""
        def _style(given, **standard):
            """matplotlib's keywords over the standard ones."""
            made = dict(standard)
            for name, value in (given or {}).items():
                long = {'c': 'color', 'ls': 'linestyle', 'lw': 'linewidth', 'ds': 'drawstyle'}.get(name, name)
                made[long] = value
            return made


        def _answers_of(estimator, X, pos_label):
            """How sure an estimator is of yes: predict_proba, decision_function, or predict of a network with one output or two."""
            for method in ('predict_proba', 'decision_function', 'predict'):
                if hasattr(estimator, method):
                    y = _np.asarray(getattr(estimator, method)(X, verbose=0) if hasattr(estimator, 'compile') else getattr(estimator, method)(X))
                    break
            else:
                raise ValueError(f"{type(estimator).__name__} has none of the following attributes: predict_proba, decision_function, predict.")
            if y.ndim == 2 and y.shape[1] > 2:
                raise ValueError(f"Expected 'estimator' to be a binary classifier. Got {y.shape[1]} classes instead.",)
            if y.ndim == 2:
                classes = list(getattr(estimator, 'classes_', [0, 1]))
                y = y[:, -1] if pos_label is None or y.shape[1] == 1 else y[:, classes.index(pos_label)]
            return y


        def _figure_of(ax):
            import matplotlib.pyplot as plt
            if ax is None:
                figure, ax = plt.subplots()
                return figure, ax
            return plt.gcf(), ax


        class _CurveDisplay:
            """What the displays of curves share."""

            def _draw(self, ax, x, y, score, text, name, curve_kwargs, standard, plot_chance_level, chance, chance_kw, chance_label,
                      labels, loc):
                self.figure_, self.ax_ = _figure_of(ax)
                name = self.name if name is None else name
                label = f'{name} ({text} = {score:0.2f})' if score is not None and name is not None else \
                    f'{text} = {score:0.2f}' if score is not None else name
                style = _style(curve_kwargs, **standard)
                if label is not None and 'label' not in style:
                    style['label'] = label
                steps = style.pop('drawstyle', None) == 'steps-post'
                if steps:
                    self.line_ = self.ax_.step(x, y, where='post', **style)[0]
                else:
                    self.line_ = self.ax_.plot(x, y, **style)[0]
                info = f' (Positive label: {self.pos_label})' if self.pos_label is not None else ''
                self.ax_.set_xlabel(labels[0] + info)
                self.ax_.set_ylabel(labels[1] + info)
                self.ax_.set_xlim(-0.01, 1.01)
                self.ax_.set_ylim(-0.01, 1.01)
                self.ax_.set_aspect('equal')
                self.chance_level_ = None
                if plot_chance_level:
                    style = _style(chance_kw, color='k', linestyle='--', label=chance_label)
                    self.chance_level_ = self.ax_.plot(chance[0], chance[1], **style)[0]
                if label is not None or plot_chance_level:
                    self.ax_.legend(loc=loc)
                return self


        class RocCurveDisplay(_CurveDisplay):
            """A ROC curve: attributes fpr, tpr, roc_auc; after plot() line_, ax_, figure_ and chance_level_."""

            def __init__(self, *, fpr, tpr, roc_auc=None, name=None, pos_label=None):
                self.fpr, self.tpr, self.roc_auc, self.name, self.pos_label = fpr, tpr, roc_auc, name, pos_label

            def plot(self, ax=None, *, name=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """Draws the curve, into ax or a new figure."""
                return self._draw(ax, self.fpr, self.tpr, self.roc_auc, 'AUC', name, curve_kwargs, {}, plot_chance_level,
                                  ([0, 1], [0, 1]), chance_level_kw, 'Chance level (AUC = 0.5)',
                                  ('False Positive Rate', 'True Positive Rate'), 'lower right')

            @classmethod
            def from_predictions(cls, y_true, y_score=None, *, sample_weight=None, drop_intermediate=True, pos_label=None, name=None,
                                 ax=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """The curve of labels and scores, drawn."""
                fpr, tpr, _ = roc_curve(y_true, y_score, pos_label=pos_label, sample_weight=sample_weight, drop_intermediate=drop_intermediate)
                shown = cls(fpr=fpr, tpr=tpr, roc_auc=auc(fpr, tpr), name='Classifier' if name is None else name,
                            pos_label=_positive(pos_label, _column(y_true)))
                return shown.plot(ax, curve_kwargs=curve_kwargs, plot_chance_level=plot_chance_level, chance_level_kw=chance_level_kw)

            @classmethod
            def from_estimator(cls, estimator, X, y, *, sample_weight=None, drop_intermediate=True, response_method='auto', pos_label=None,
                               name=None, ax=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """The curve of what an estimator (or a network with one output) says of X, drawn."""
                return cls.from_predictions(
                    y, _answers_of(estimator, X, pos_label), sample_weight=sample_weight, drop_intermediate=drop_intermediate,
                    pos_label=pos_label, name=type(estimator).__name__ if name is None else name, ax=ax, curve_kwargs=curve_kwargs,
                    plot_chance_level=plot_chance_level, chance_level_kw=chance_level_kw)


        class PrecisionRecallDisplay(_CurveDisplay):
            """A curve of precision over recall: attributes precision, recall, average_precision; after plot() line_, ax_, figure_
            and chance_level_."""

            def __init__(self, precision, recall, *, average_precision=None, name=None, pos_label=None, prevalence_pos_label=None):
                self.precision, self.recall, self.average_precision = precision, recall, average_precision
                self.name, self.pos_label, self.prevalence_pos_label = name, pos_label, prevalence_pos_label

            def plot(self, ax=None, *, name=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """Draws the curve, into ax or a new figure."""
                share = self.prevalence_pos_label
                if plot_chance_level and share is None:
                    raise ValueError("You must provide prevalence_pos_label when constructing the PrecisionRecallDisplay object in order "
                                     "to plot the chance level line. Alternatively, you may use PrecisionRecallDisplay.from_estimator or "
                                     "PrecisionRecallDisplay.from_predictions to automatically set prevalence_pos_label")
                return self._draw(ax, self.recall, self.precision, self.average_precision, 'AP', name, curve_kwargs,
                                  {'drawstyle': 'steps-post'}, plot_chance_level, ([0, 1], [share, share]), chance_level_kw,
                                  f'Chance level (AP = {share:0.2f})' if share is not None else '', ('Recall', 'Precision'), 'lower left')

            @classmethod
            def from_predictions(cls, y_true, y_score=None, *, sample_weight=None, drop_intermediate=False, pos_label=None, name=None,
                                 ax=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """The curve of labels and scores, drawn."""
                y = _column(y_true)
                positive = _positive(pos_label, y)
                precision, recall, _ = precision_recall_curve(y, y_score, pos_label=pos_label, sample_weight=sample_weight,
                                                              drop_intermediate=drop_intermediate)
                mean = average_precision_score(y, y_score, pos_label=positive, sample_weight=sample_weight)
                shown = cls(precision, recall, average_precision=mean, name='Classifier' if name is None else name, pos_label=positive,
                            prevalence_pos_label=float((y == positive).sum()) / len(y))
                return shown.plot(ax, curve_kwargs=curve_kwargs, plot_chance_level=plot_chance_level, chance_level_kw=chance_level_kw)

            @classmethod
            def from_estimator(cls, estimator, X, y, *, sample_weight=None, drop_intermediate=False, response_method='auto', pos_label=None,
                               name=None, ax=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None, despine=False):
                """The curve of what an estimator (or a network with one output) says of X, drawn."""
                return cls.from_predictions(
                    y, _answers_of(estimator, X, pos_label), sample_weight=sample_weight, drop_intermediate=drop_intermediate,
                    pos_label=pos_label, name=type(estimator).__name__ if name is None else name, ax=ax, curve_kwargs=curve_kwargs,
                    plot_chance_level=plot_chance_level, chance_level_kw=chance_level_kw)


        class ConfusionMatrixDisplay:
            """A confusion matrix as a picture: attributes confusion_matrix and display_labels; after plot() im_, text_, ax_, figure_."""

            def __init__(self, confusion_matrix, *, display_labels=None):
                self.confusion_matrix, self.display_labels = _np.asarray(confusion_matrix), display_labels

            def plot(self, *, include_values=True, cmap='viridis', xticks_rotation='horizontal', values_format=None, ax=None,
                     colorbar=True, im_kw=None, text_kw=None):
                """Draws the matrix, into ax or a new figure."""
                self.figure_, self.ax_ = _figure_of(ax)
                cm = self.confusion_matrix
                if cm.ndim != 2 or cm.shape[0] != cm.shape[1] or cm.size == 0:
                    raise ValueError(f"a confusion matrix is [classes, classes], not {cm.shape}")
                n = len(cm)
                style = _style(im_kw, interpolation='nearest', cmap=cmap)
                self.im_ = self.ax_.imshow(cm, **style)
                self.text_ = None
                if include_values:
                    import matplotlib.pyplot as plt
                    colours = plt.get_cmap(style['cmap'])
                    low, high = colours(0), colours(1.0)
                    middle = (cm.max() + cm.min()) / 2.0
                    rows = []
                    for i in range(n):
                        row = []
                        for j in range(n):
                            value = cm[i, j].item()
                            if values_format is not None:
                                text = format(value, values_format)
                            else:
                                text = format(float(value), '.2g')
                                if cm.dtype.kind != 'f' and len(str(value)) < len(text):
                                    text = str(value)
                            row.append(self.ax_.text(j, i, text, **_style(text_kw, ha='center', va='center',
                                                                           color=high if cm[i, j] < middle else low)))
                        rows.append(row)
                    self.text_ = rows
                labels = [str(label) for label in (range(n) if self.display_labels is None else self.display_labels)]
                if colorbar:
                    self.figure_.colorbar(self.im_, ax=self.ax_)
                rotation = {'horizontal': 0, 'vertical': 90}.get(xticks_rotation, xticks_rotation)
                self.ax_.set_xticks(range(n), labels, rotation=rotation)
                self.ax_.set_yticks(range(n), labels)
                self.ax_.set_xlabel('Predicted label')
                self.ax_.set_ylabel('True label')
                self.ax_.set_ylim(n - 0.5, -0.5)
                return self

            @classmethod
            def from_predictions(cls, y_true, y_pred, *, labels=None, sample_weight=None, normalize=None, display_labels=None,
                                 include_values=True, xticks_rotation='horizontal', values_format=None, cmap='viridis', ax=None,
                                 colorbar=True, im_kw=None, text_kw=None):
                """The matrix of labels and answers, drawn."""
                if display_labels is None:
                    both = _np.unique(_np.concatenate([_np.asarray(y_true).reshape(-1), _np.asarray(y_pred).reshape(-1)]))
                    display_labels = both.tolist() if labels is None else labels
                from sklearn.metrics import confusion_matrix as count
                if _np.asarray(y_true).dtype.kind in 'OU' or _np.asarray(y_pred).dtype.kind in 'OU':
                    # Texts by their places: arrays of scores hold numbers.
                    places = dict([(str(name), i) for i, name in enumerate(display_labels if labels is None else labels)])
                    y_true = [places.get(str(name), -1) for name in y_true]
                    y_pred = [places.get(str(name), -1) for name in y_pred]
                    labels = list(range(len(places)))
                cm = count(y_true, y_pred, labels=labels, sample_weight=sample_weight, normalize=normalize)
                return cls(cm, display_labels=display_labels).plot(
                    include_values=include_values, cmap=cmap, ax=ax, xticks_rotation=xticks_rotation, values_format=values_format,
                    colorbar=colorbar, im_kw=im_kw, text_kw=text_kw)

            @classmethod
            def from_estimator(cls, estimator, X, y, *, labels=None, sample_weight=None, normalize=None, display_labels=None,
                               include_values=True, xticks_rotation='horizontal', values_format=None, cmap='viridis', ax=None,
                               colorbar=True, im_kw=None, text_kw=None):
                """The matrix of an estimator's (or a network's) answers to X, drawn."""
                if not hasattr(estimator, 'predict'):
                    raise ValueError("ConfusionMatrixDisplay.from_estimator only supports classifiers")
                answers = _np.asarray(estimator.predict(X, verbose=0) if hasattr(estimator, 'compile') else estimator.predict(X))
                if hasattr(estimator, 'compile'):
                    answers = answers.argmax(axis=1) if answers.ndim == 2 and answers.shape[1] > 1 else (answers.reshape(-1) > 0.5).astype('int64')
                return cls.from_predictions(
                    y, answers, sample_weight=sample_weight, labels=labels, normalize=normalize, display_labels=display_labels,
                    include_values=include_values, cmap=cmap, ax=ax, xticks_rotation=xticks_rotation, values_format=values_format,
                    colorbar=colorbar, im_kw=im_kw, text_kw=text_kw)
        """#
}
