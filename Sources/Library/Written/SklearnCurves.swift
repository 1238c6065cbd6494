import Language

/// Curves of answers over thresholds as scikit-learn 1.9 counts them, and its displays: the part of `sklearn.metrics` that
/// is written in the language.
enum SklearnCurves {
    static let module = WrittenModule(start: start, topics: [scores, displays])

    private static let start = #"""
        import numpy as _np
        import warnings as _warnings
        """#

    private static let scores = #"""
        class UndefinedMetricWarning(UserWarning):
            """A score has no value for these data."""


        def _column(x, name='y_true'):
            """One number or label for each sample."""
            x = _np.asarray(x)
            if x.ndim == 2 and x.shape[1] == 1:
                x = x.reshape(-1)
            if x.ndim != 1:
                raise ValueError(f"y should be a 1d array, got an array of shape {x.shape} instead.")
            if x.dtype.kind == 'f' and not _np.isfinite(x).all():
                raise ValueError("Input contains NaN." if _np.isnan(x).any() else
                                 "Input contains infinity or a value too large for dtype('float64').")
            return x


        def _same_length(*arrays):
            lengths = [len(a) for a in arrays if a is not None]
            if len(set(lengths)) > 1:
                raise ValueError(f"Found input variables with inconsistent numbers of samples: {lengths}")
            if lengths[0] == 0:
                raise ValueError("Found empty input array (e.g., `y_true` or `y_score`) while a minimum of 1 sample is required.")


        def _positive(pos_label, y_true):
            """The label that counts as yes."""
            if pos_label is not None:
                return pos_label
            classes = _np.unique(y_true).tolist()
            if y_true.dtype.kind in 'OUS' or not (set(classes) <= {0, 1} or set(classes) <= {-1, 1}):
                shown = '{' + ', '.join([repr(c) for c in classes]) + '}'
                raise ValueError(f"y_true takes value in {shown} and pos_label is not specified: either make y_true take value in "
                                 "{0, 1} or {-1, 1} or pass pos_label explicitly.")
            return 1


        def confusion_matrix_at_thresholds(y_true, y_score, *, pos_label=None, sample_weight=None):
            """(tns, fps, fns, tps, thresholds): right and wrong answers for each score as a threshold."""
            y_true, y_score = _column(y_true), _column(y_score, 'y_score').astype('float64')
            weight = None if sample_weight is None else _column(sample_weight, 'sample_weight').astype('float64')
            _same_length(y_true, y_score, weight)
            if y_true.dtype.kind == 'f' and not (y_true == _np.round(y_true)).all():
                raise ValueError("continuous format is not supported")
            if len(_np.unique(y_true)) > 2 and pos_label is None:
                raise ValueError("multiclass format is not supported")
            truth = (y_true == _positive(pos_label, y_true)).astype('float64')
            if weight is not None:
                kept = weight != 0
                truth, y_score, weight = truth[kept], y_score[kept], weight[kept]
            order = _np.argsort(-y_score, kind='stable')
            truth, y_score = truth[order], y_score[order]
            places = _np.concatenate([_np.nonzero(_np.diff(y_score))[0], _np.array([len(truth) - 1])])
            if weight is None:
                tps = _np.cumsum(truth)[places]
                fps = 1 + places.astype('float64') - tps
            else:
                weight = weight[order]
                tps = _np.cumsum(truth * weight)[places]
                fps = _np.cumsum((1 - truth) * weight)[places]
            return fps[-1] - fps, fps, tps[-1] - tps, tps, y_score[places]


        def roc_curve(y_true, y_score, *, pos_label=None, sample_weight=None, drop_intermediate=True):
            """(fpr, tpr, thresholds): the shares of false and of true yes at each threshold."""
            _, fps, _, tps, thresholds = confusion_matrix_at_thresholds(y_true, y_score, pos_label=pos_label, sample_weight=sample_weight)
            if drop_intermediate and len(fps) > 2:
                # A point on the straight line between its neighbours says nothing new.
                bent = _np.logical_or(_np.diff(fps, 2) != 0, _np.diff(tps, 2) != 0)
                kept = _np.where(_np.concatenate([_np.array([True]), bent, _np.array([True])]))[0]
                fps, tps, thresholds = fps[kept], tps[kept], thresholds[kept]
            zero = _np.array([0.0])
            tps, fps = _np.concatenate([zero, tps]), _np.concatenate([zero, fps])
            thresholds = _np.concatenate([_np.array([_np.inf]), thresholds])
            if fps[-1] <= 0:
                _warnings.warn("No negative samples in y_true, false positive value should be meaningless", UndefinedMetricWarning)
                fpr = _np.full(fps.shape, _np.nan)
            else:
                fpr = fps / fps[-1]
            if tps[-1] <= 0:
                _warnings.warn("No positive samples in y_true, true positive value should be meaningless", UndefinedMetricWarning)
                tpr = _np.full(tps.shape, _np.nan)
            else:
                tpr = tps / tps[-1]
            return fpr, tpr, thresholds


        def precision_recall_curve(y_true, y_score, *, pos_label=None, sample_weight=None, drop_intermediate=False):
            """(precision, recall, thresholds) for each threshold, the lowest first; a last point (1, 0) has no threshold."""
            _, fps, _, tps, thresholds = confusion_matrix_at_thresholds(y_true, y_score, pos_label=pos_label, sample_weight=sample_weight)
            if drop_intermediate and len(fps) > 2:
                moved = _np.logical_or(_np.diff(tps[:-1]) != 0, _np.diff(tps[1:]) != 0)
                kept = _np.where(_np.concatenate([_np.array([True]), moved, _np.array([True])]))[0]
                fps, tps, thresholds = fps[kept], tps[kept], thresholds[kept]
            ps = tps + fps
            precision = _np.where(ps != 0, tps / _np.where(ps != 0, ps, 1), 0.0)
            if tps[-1] == 0:
                _warnings.warn("No positive class found in y_true, recall is set to one for all thresholds.")
                recall = _np.full(tps.shape, 1.0)
            else:
                recall = tps / tps[-1]
            return (_np.concatenate([precision[::-1], _np.array([1.0])]), _np.concatenate([recall[::-1], _np.array([0.0])]),
                    thresholds[::-1].copy())


        def auc(x, y):
            """The area under a curve, by trapezoids."""
            x, y = _column(x), _column(y)
            _same_length(x, y)
            if len(x) < 2:
                raise ValueError(f"At least 2 points are needed to compute area under curve, but x.shape = {len(x)}")
            direction, steps = 1, _np.diff(x)
            if (steps < 0).any():
                if not (steps <= 0).all():
                    raise ValueError(f"x is neither increasing nor decreasing : {x}.")
                direction = -1
            return float(direction * _np.trapezoid(y, x))


        def _binary_area(y_true, y_score, sample_weight=None, max_fpr=None):
            if len(_np.unique(y_true)) != 2:
                _warnings.warn("Only one class is present in y_true. ROC AUC score is not defined in that case.", UndefinedMetricWarning)
                return float('nan')
            fpr, tpr, _ = roc_curve(y_true, y_score, sample_weight=sample_weight)
            if max_fpr is None or max_fpr == 1:
                return auc(fpr, tpr)
            if max_fpr <= 0 or max_fpr > 1:
                raise ValueError(f"Expected max_fpr in range (0, 1], got: {max_fpr!r}")
            stop = int(_np.searchsorted(fpr, max_fpr, 'right'))
            tpr = _np.append(tpr[:stop], _np.interp(max_fpr, [fpr[stop - 1], fpr[stop]], [tpr[stop - 1], tpr[stop]]))
            fpr = _np.append(fpr[:stop], max_fpr)
            # McClish's correction: 0.5 is chance and 1 is best again.
            least = 0.5 * max_fpr ** 2
            return 0.5 * (1 + (auc(fpr, tpr) - least) / (max_fpr - least))


        def _averaged(metric, y_true, y_score, average, weight):
            """A score of two classes over the columns of several labels."""
            if average not in ('micro', 'macro', 'weighted', None):
                raise ValueError(f"average has to be one of (None, 'micro', 'macro', 'weighted'), got {average!r}")
            if y_true.ndim == 1:
                return metric(y_true, _column(y_score, 'y_score'), weight)
            if y_true.shape != y_score.shape:
                raise ValueError(f"y_true and y_score must have the same shape, not {y_true.shape} and {y_score.shape}")
            if average == 'micro':
                spread = None if weight is None else _np.repeat(weight, y_true.shape[1])
                return metric(y_true.reshape(-1), y_score.reshape(-1), spread)
            shares = None
            if average == 'weighted':
                shares = y_true.sum(axis=0) if weight is None else (y_true * weight[:, None]).sum(axis=0)
                if _np.isclose(shares.sum(), 0.0):
                    return 0.0
            found = _np.array([metric(y_true[:, k], y_score[:, k], weight) for k in range(y_true.shape[1])])
            if average is None:
                return found
            if shares is not None:
                found = _np.where(shares == 0, 0.0, found)
            return float(_np.average(found, weights=shares))


        def _is_indicator(y):
            return y.ndim == 2 and y.shape[1] > 1


        def roc_auc_score(y_true, y_score, *, average='macro', sample_weight=None, max_fpr=None, multi_class='raise', labels=None):
            """The area under the ROC curve: of two classes, of several labels, or of several classes with
            multi_class='ovr' (each against the rest) or 'ovo' (each against each)."""
            y_true, y_score = _np.asarray(y_true), _np.asarray(y_score)
            if y_true.ndim == 2 and y_true.shape[1] == 1:
                y_true = y_true.reshape(-1)
            weight = None if sample_weight is None else _column(sample_weight, 'sample_weight')
            _same_length(y_true, y_score, weight)
            if y_score.dtype.kind == 'f' and not _np.isfinite(y_score).all():
                raise ValueError("Input contains NaN." if _np.isnan(y_score).any() else
                                 "Input contains infinity or a value too large for dtype('float64').")

            def area(y, s, w):
                return _binary_area(y, s, w, max_fpr)
            if _is_indicator(y_true):
                return _averaged(area, y_true, y_score, average, weight)
            y_true = _column(y_true)
            classes = _np.unique(y_true)
            if len(classes) <= 2 and not (y_score.ndim == 2 and y_score.shape[1] > 2):
                if y_score.ndim == 2 and y_score.shape[1] == 2:
                    raise ValueError(f"y should be a 1d array, got an array of shape {y_score.shape} instead.")
                return _averaged(area, (y_true == classes[-1]).astype('int64') if len(classes) == 2 else _np.zeros(len(y_true), 'int64'),
                                 y_score, average, weight)
            if max_fpr is not None and max_fpr != 1.0:
                raise ValueError("Partial AUC computation not available in multiclass setting, 'max_fpr' must be set to `None`, "
                                 f"received `max_fpr={max_fpr}` instead")
            if multi_class == 'raise':
                raise ValueError("multi_class must be in ('ovo', 'ovr')")
            if y_score.ndim != 2:
                raise ValueError("`y_score` needs to be of shape `(n_samples, n_classes)`, since `y_true` contains multiple classes. "
                                 f"Got `y_score.shape={y_score.shape}`.")
            if not _np.allclose(1, y_score.sum(axis=1)):
                raise ValueError("Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 over classes")
            options = ('micro', 'macro', 'weighted', None) if multi_class == 'ovr' else ('macro', 'weighted', None)
            if average not in options:
                raise ValueError(f"average must be one of {options} for multiclass problems")
            if multi_class not in ('ovo', 'ovr'):
                raise ValueError(f"multi_class='{multi_class}' is not supported for multiclass ROC AUC, multi_class must be in ('ovo', 'ovr')")
            if average is None and multi_class == 'ovo':
                raise NotImplementedError("average=None is not implemented for multi_class='ovo'.")
            if labels is not None:
                labels = _column(labels, 'labels')
                classes = _np.unique(labels)
                if len(classes) != len(labels):
                    raise ValueError("Parameter 'labels' must be unique")
                if not (classes == labels).all():
                    raise ValueError("Parameter 'labels' must be ordered")
                if len(classes) != y_score.shape[1]:
                    raise ValueError(f"Number of given labels, {len(classes)}, not equal to the number of columns in 'y_score', {y_score.shape[1]}")
                if not _np.isin(y_true, classes).all():
                    raise ValueError("'y_true' contains labels not in parameter 'labels'")
            elif len(classes) != y_score.shape[1]:
                raise ValueError("Number of classes in y_true not equal to the number of columns in 'y_score'")
            if multi_class == 'ovr':
                return _averaged(area, _np.stack([y_true == c for c in classes], axis=1).astype('int64'), y_score, average, weight)
            if weight is not None:
                raise ValueError("sample_weight is not supported for multiclass one-vs-one ROC AUC, 'sample_weight' must be None in this case.")
            present = [k for k, c in enumerate(classes) if (y_true == c).any()]
            found, shares = [], []
            for i, a in enumerate(present):
                for b in present[i + 1:]:
                    both = _np.logical_or(y_true == classes[a], y_true == classes[b])
                    shares.append(float(both.mean()))
                    first = _binary_area((y_true[both] == classes[a]).astype('int64'), y_score[both, a])
                    found.append((first + _binary_area((y_true[both] == classes[b]).astype('int64'), y_score[both, b])) / 2)
            return float(_np.average(found, weights=shares if average == 'weighted' else None))


        def average_precision_score(y_true, y_score, *, average='macro', pos_label=1, sample_weight=None):
            """The mean precision over the recall's steps, of two classes, several labels or several classes."""
            y_true, y_score = _np.asarray(y_true), _np.asarray(y_score)
            if y_true.ndim == 2 and y_true.shape[1] == 1:
                y_true = y_true.reshape(-1)
            weight = None if sample_weight is None else _column(sample_weight, 'sample_weight')
            _same_length(y_true, y_score, weight)
            if not _is_indicator(y_true):
                y_true = _column(y_true)
                classes = _np.unique(y_true)
                if len(classes) == 2 and pos_label not in classes.tolist():
                    raise ValueError(f"pos_label={pos_label} is not a valid label. It should be one of {classes}")
                if len(classes) > 2:
                    if pos_label != 1:
                        raise ValueError("Parameter pos_label is fixed to 1 for multiclass y_true. Do not set pos_label or set pos_label to 1.")
                    y_true = _np.stack([y_true == c for c in classes], axis=1).astype('int64')
                    if y_score.shape != y_true.shape:
                        raise ValueError("`y_score` needs to be of shape `(n_samples, n_classes)`, since `y_true` contains multiple "
                                         f"classes. Got `y_score.shape={y_score.shape}`.")
            elif pos_label != 1:
                raise ValueError("Parameter pos_label is fixed to 1 for multilabel-indicator y_true. Do not set pos_label or set pos_label to 1.")

            def mean(y, s, w):
                precision, recall, _ = precision_recall_curve(y, s, pos_label=pos_label, sample_weight=w)
                return float(max(0.0, -_np.sum(_np.diff(recall) * precision[:-1])))
            return _averaged(mean, y_true, y_score, average, weight)
        """#
}
