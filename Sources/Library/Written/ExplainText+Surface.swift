/// Pictures of loss surfaces and of ways down.
enum ExplainSurfaceText {
    /// `loss_surface` and `WeightPath`.
    static let surface = #"""
        def _optimizers(optimizers):
            """Optimizers by the names that legends show."""
            import keras
            if isinstance(optimizers, dict):
                return {str(name): keras.optimizers.get(o) for name, o in optimizers.items()}
            if not isinstance(optimizers, (list, tuple)):
                optimizers = [optimizers]
            found = {}
            for given in optimizers:
                optimizer = keras.optimizers.get(given)
                name = type(optimizer).__name__
                momentum = optimizer.get_config().get('momentum')
                if momentum:
                    name += f", momentum {momentum:g}"
                if name in found:
                    name += f", rate {float(optimizer.learning_rate):g}"
                found[name if name not in found else f"{name} ({len(found) + 1})"] = optimizer
            return found


        def _descend(f, optimizer, start, steps):
            """The points that an optimizer walks through; it ends where numbers do."""
            import tensorflow as tf
            point = tf.Variable([float(start[0]), float(start[1])])
            path = [_np.asarray(point.numpy(), dtype='float64')]
            for _ in range(steps):
                with tf.GradientTape() as tape:
                    loss = f(point[0], point[1])
                slope = tape.gradient(loss, point)
                if slope is None:
                    raise ValueError("the function's result does not depend on its arguments")
                optimizer.apply_gradients([(slope, point)])
                here = _np.asarray(point.numpy(), dtype='float64')
                if not bool(_np.isfinite(here).all()) or _np.abs(here).max() > 1e6:
                    break
                path.append(here)
            return _np.array(path)


        def _contours(ax, xs, ys, z, levels):
            """Height lines, close together where the surface is low."""
            known = z[_np.isfinite(z)]
            if len(known) == 0:
                raise ValueError("the function gives no finite number in the range")
            low, high = known.min(), known.max()
            z = _np.where(_np.isfinite(z), z, high)
            if high <= low:
                high = low + 1.0
            steps = low + (high - low) * _np.linspace(0, 1, levels) ** 2.5
            ax.contourf(xs, ys, z, levels=steps, cmap='Blues', alpha=0.7)
            ax.contour(xs, ys, z, levels=steps[1:-1], colors='#4a6a8a', linewidths=0.5)
            ax.set_xlim(xs[0], xs[-1])
            ax.set_ylim(ys[0], ys[-1])


        def _free_corner(points, left, right, low, high):
            """The corner of the picture with the fewest points, for a legend."""
            x, y = (points[:, 0] - left) / (right - left), (points[:, 1] - low) / (high - low)
            corners = {'upper right': (1, 1), 'upper left': (0, 1), 'lower right': (1, 0), 'lower left': (0, 0)}
            return min(corners, key=lambda name: int(((_np.abs(x - corners[name][0]) < 0.45) & (_np.abs(y - corners[name][1]) < 0.3)).sum()))


        def _range(given, values, least):
            if given is not None:
                low, high = float(given[0]), float(given[1])
                if not low < high:
                    raise ValueError(f"a range goes from low to high, not from {low} to {high}")
                return low, high
            low, high = float(values.min()), float(values.max())
            room = max((high - low) * 0.25, least)
            return low - room, high + room


        def loss_surface(f, x=None, y=None, *, optimizers=None, start=None, steps=60, xlim=None, ylim=None, levels=24,
                         path=None, size=1.0, resolution=None, samples=500, seed=0, title=None, ax=None):
            """Draws a surface by height lines, and the ways of optimizers down.

            For a function of two numbers: loss_surface(f, optimizers=['sgd', 'adam'], start=(-1.5, 2)); optimizers are names,
            optimizers or a dictionary of them. For a model: loss_surface(model, x, y) cuts its loss along two random directions
            that have each filter's length; with path=WeightPath(), a callback of its fit, along the two directions in which
            the training moved most, with its way. Gives the figure, or ax where one is given."""
            import keras
            import matplotlib.pyplot as plt
            if not 2 <= levels <= 200:
                raise ValueError(f"levels must be from 2 to 200, not {levels}")
            if resolution is not None and not 5 <= resolution <= 500:
                raise ValueError(f"resolution must be from 5 to 500, not {resolution}")
            figure = None
            if ax is None:
                figure, ax = plt.subplots(figsize=(7.2, 5.6))
            if isinstance(f, keras.Model):
                if x is None or y is None:
                    raise ValueError("the loss of a model needs samples: loss_surface(model, x, y)")
                _slice(ax, f, x, y, path, size, resolution or 25, samples, seed, levels, title)
            elif callable(f):
                if start is None and optimizers is not None:
                    raise ValueError("optimizers need a start: loss_surface(f, optimizers=['sgd'], start=(1, 2))")
                if start is not None and len(start) != 2:
                    raise ValueError(f"start is a point of two numbers, not {start}")
                if not 1 <= steps <= 10000:
                    raise ValueError(f"steps must be from 1 to 10000, not {steps}")
                paths = {name: _descend(f, o, start, steps) for name, o in _optimizers([] if optimizers is None else optimizers).items()}
                walked = _np.concatenate(list(paths.values())) if paths else _np.array([[-2.0, -2.0], [2.0, 2.0]] if start is None else [start, start], dtype='float64')
                (left, right), (low, high) = _range(xlim, walked[:, 0], 0.5), _range(ylim, walked[:, 1], 0.5)
                xs, ys = _np.linspace(left, right, resolution or 120), _np.linspace(low, high, resolution or 120)
                across, up = _np.meshgrid(xs, ys)
                z = _np.asarray(f(across, up), dtype='float64')
                if z.shape != across.shape:
                    z = z + _np.zeros(across.shape)
                _contours(ax, xs, ys, z, levels)
                for k, (name, walk) in enumerate(paths.items()):
                    last = float(f(walk[-1, 0], walk[-1, 1]))
                    ax.plot(walk[:, 0], walk[:, 1], _MARKERS[k % 5] + '-', color=_COLORS[k % 10], linewidth=2, markersize=4,
                            label=f"{name}: {last:.3g} after {len(walk) - 1}")
                if start is not None:
                    ax.plot([start[0]], [start[1]], 'o', color='black', markersize=8)
                if paths:
                    ax.legend(loc=_free_corner(walked, left, right, low, high))
                ax.set_xlabel('x')
                ax.set_ylabel('y')
                ax.set_title(title or 'loss surface')
            else:
                raise TypeError(f"a function of two numbers, or a model, is wanted, not '{type(f).__name__}'")
            return ax if figure is None else figure


        def _callback_class():
            import keras

            class WeightPath(keras.callbacks.Callback):
                """Keeps a model's weights at the beginning and after each epoch, for loss_surface(model, x, y, path=…)."""

                def __init__(self):
                    super().__init__()
                    self.weights = []

                def on_train_begin(self, logs=None):
                    self._keep()

                def on_epoch_end(self, epoch, logs=None):
                    self._keep()

                def _keep(self):
                    self.weights.append(_np.concatenate([_np.asarray(w).reshape(-1) for w in self.model.get_weights()]))

            return WeightPath


        WeightPath = _callback_class()


        def _random_direction(weights, random):
            """Random numbers with each filter as long as the weight's own (Li et al. 2018); none for biases and statistics."""
            parts = []
            for w in weights:
                if w.ndim < 2:
                    parts.append(_np.zeros(w.size))
                    continue
                d = random.normal(size=w.shape)
                axes = tuple(range(w.ndim - 1))
                d = d * _np.sqrt((w ** 2).sum(axis=axes, keepdims=True)) / (_np.sqrt((d ** 2).sum(axis=axes, keepdims=True)) + 1e-12)
                parts.append(d.reshape(-1))
            return _np.concatenate(parts)


        def _slice(ax, model, x, y, path, size, resolution, samples, seed, levels, title):
            """A model's loss along two directions of its weights; the weights are as before when it is done."""
            random = _np.random.RandomState(seed)
            x, y = _np.asarray(x), _np.asarray(y)
            if len(x) != len(y):
                raise ValueError(f"{len(x)} samples but {len(y)} labels")
            if len(x) > samples:
                chosen = random.permutation(len(x))[:samples]
                x, y = x[chosen], y[chosen]
            weights = [_np.asarray(w) for w in model.get_weights()]
            middle = _np.concatenate([w.reshape(-1) for w in weights]).astype('float64')
            walk = None
            if path is None:
                one, two = _random_direction(weights, random), _random_direction(weights, random)
                a = b = _np.linspace(-size, size, resolution)
                words = ('along a random direction', 'along another one')
            else:
                if len(path.weights) < 3:
                    raise ValueError(f"path has {len(path.weights)} sets of weights: train at least 2 epochs with callbacks=[path]")
                if len(path.weights[0]) != len(middle):
                    raise ValueError(f"path has {len(path.weights[0])} weights, but the model has {len(middle)}: it is the path of another model")
                moved = _np.array(path.weights, dtype='float64') - middle
                products = moved @ moved.T
                values, vectors = _np.linalg.eigh(products)
                ways = []
                for k in (-1, -2):
                    way = moved.T @ vectors[:, k]
                    length = _np.sqrt((way ** 2).sum())
                    if length < 1e-12:
                        raise ValueError("the weights moved along one line only: there is no surface to draw")
                    ways.append(way / length)
                one, two = ways
                walk = _np.stack([moved @ one, moved @ two], axis=1)
                a = _np.linspace(*_range(None, walk[:, 0], 0.01), resolution)
                b = _np.linspace(*_range(None, walk[:, 1], 0.01), resolution)
                part = (walk ** 2).sum() / max((moved ** 2).sum(), 1e-30)
                words = (f"first component of the training's way", f"second component (both: {part * 100:.0f}% of it)")
            z = _np.zeros((resolution, resolution))
            try:
                for i in range(resolution):
                    for j in range(resolution):
                        flat, at, parts = middle + a[j] * one + b[i] * two, 0, []
                        for w in weights:
                            parts.append(flat[at:at + w.size].reshape(w.shape).astype(w.dtype))
                            at += w.size
                        model.set_weights(parts)
                        loss = model.evaluate(x, y, batch_size=len(x), verbose=0)
                        z[i, j] = loss[0] if isinstance(loss, (list, tuple)) else loss
            finally:
                model.set_weights(weights)
            _contours(ax, a, b, z, levels)
            if walk is None:
                ax.plot([0], [0], '*', color=_COLORS[1], markersize=14, label='the model')
            else:
                ax.plot(walk[:, 0], walk[:, 1], 'o-', color=_COLORS[1], markersize=4, label=f"{len(walk) - 1} epochs")
                ax.plot([walk[0, 0]], [walk[0, 1]], 'o', color='black', markersize=8, label='start')
            ax.legend()
            ax.set_xlabel(words[0])
            ax.set_ylabel(words[1])
            ax.set_title(title or f"loss of {model.name} on {len(x)} samples: {z.min():.3g} … {z.max():.3g}")
        """#
}
