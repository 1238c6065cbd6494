/// Pictures of what a training does.
enum ExplainTrainingText {
    /// `find_learning_rate`.
    static let rates = #"""
        class LearningRates:
            """What find_learning_rate found: suggestion, learning_rates, losses (smoothed) and raw_losses, a number each batch."""

            def __init__(self, rates, raw, smoothed, suggestion):
                self.learning_rates = rates
                self.raw_losses = raw
                self.losses = smoothed
                self.suggestion = suggestion

            def __repr__(self):
                return f"LearningRates(suggestion={self.suggestion:.2g}, {len(self.losses)} rates from {self.learning_rates[0]:.2g} to {self.learning_rates[-1]:.2g})"


        def find_learning_rate(model, x, y, *, start=1e-6, stop=1.0, steps=100, batch_size=32, smoothing=0.9, plot=True, seed=0):
            """Trains a copy of a compiled model with a learning rate that grows from batch to batch, and draws the loss over it.

            The suggestion is the rate at which the smoothed loss falls fastest (Smith 2015), but at most a tenth of the rate
            where it is least. The sweep ends where the loss is four times its least. The model itself, its weights and its
            optimizer stay as they are. Gives suggestion, learning_rates, losses and raw_losses."""
            import keras
            import matplotlib.pyplot as plt
            if not isinstance(model, keras.Model):
                raise TypeError(f"a model is wanted, not '{type(model).__name__}'")
            if getattr(model, 'optimizer', None) is None:
                raise ValueError("the model must be compiled first: model.compile(optimizer='adam', loss=…)")
            if not 0 < start < stop:
                raise ValueError(f"start and stop are rates above 0, from low to high, not {start} and {stop}")
            if not 5 <= steps <= 10000:
                raise ValueError(f"steps must be from 5 to 10000, not {steps}")
            if not 0 <= smoothing < 1:
                raise ValueError(f"smoothing must be from 0 to below 1, not {smoothing}")
            x, y = _np.asarray(x), _np.asarray(y)
            if len(x) != len(y) or len(x) == 0:
                raise ValueError(f"{len(x)} samples but {len(y)} labels")
            optimizer = type(model.optimizer).from_config({**model.optimizer.get_config(), 'learning_rate': start})
            copy = keras.models.clone_model(model)
            copy.compile(optimizer=optimizer, loss=model.loss)
            copy.set_weights(model.get_weights())
            random = _np.random.RandomState(seed)
            rates = start * (stop / start) ** (_np.arange(steps) / (steps - 1))
            order, at, raw, smoothed, mean, least = random.permutation(len(x)), 0, [], [], 0.0, None
            for k in range(steps):
                if at >= len(x):
                    order, at = random.permutation(len(x)), 0
                chosen = order[at:at + batch_size]
                at += batch_size
                optimizer.learning_rate = float(rates[k])
                loss = copy.train_on_batch(x[chosen], y[chosen])
                loss = float(loss[0] if isinstance(loss, (list, tuple)) else loss)
                if not _np.isfinite(loss):
                    break
                mean = smoothing * mean + (1 - smoothing) * loss
                even = mean / (1 - smoothing ** (k + 1))
                raw.append(loss)
                smoothed.append(even)
                least = even if least is None else min(least, even)
                if k > 10 and even > 4 * least:
                    break
            if len(raw) < 5:
                raise ValueError(f"the loss is not a number after {len(raw)} batches: begin with a smaller rate than {start:g}")
            rates, raw, smoothed = rates[:len(raw)], _np.array(raw), _np.array(smoothed)
            # Where the loss fell before it rose: slopes over the logarithm of the rate.
            lowest = max(int(_np.argmin(smoothed)), 4)
            slopes = _np.gradient(smoothed[:lowest + 1])
            place = int(_np.argmin(slopes))
            place = min(place, max(int(_np.searchsorted(rates, rates[lowest] / 10)), 1))
            found = LearningRates(rates, raw, smoothed, float(rates[place]))
            if plot:
                figure, ax = plt.subplots(figsize=(7.2, 4.2))
                ax.plot(rates, raw, color='#9aa4ae', linewidth=0.8, alpha=0.7, label='each batch')
                ax.plot(rates, smoothed, color=_COLORS[0], linewidth=2, label='smoothed')
                ax.plot([rates[place]], [smoothed[place]], 'o', color=_COLORS[1], markersize=9,
                        label=f"suggested: {found.suggestion:.2g}")
                ax.axvline(found.suggestion, color=_COLORS[1], linestyle='--', linewidth=1)
                ax.set_xscale('log')
                span = max(smoothed.max() - smoothed.min(), 1e-9)
                ax.set_ylim(max(smoothed.min() - 0.15 * span, min(0.0, smoothed.min())), smoothed.max() + 0.1 * span)
                ax.set_xlabel('learning rate')
                ax.set_ylabel('loss')
                ax.set_title(f"learning rate of {type(optimizer).__name__} for {model.name}")
                ax.legend()
            return found
        """#

    /// `WeightHistograms`.
    static let histograms = #"""
        def _spread(values, count=2000):
            """At most so many numbers that lie as the values do, in their order."""
            values = _np.sort(_np.asarray(values, dtype='float64').reshape(-1))
            values = values[_np.isfinite(values)]
            if len(values) > count:
                values = values[_np.linspace(0, len(values) - 1, count).astype('int64')]
            return values


        def _histograms_class():
            import keras

            class WeightHistograms(keras.callbacks.Callback):
                """Shows after a training how weights, or gradients, lay epoch by epoch: model.fit(…, callbacks=[svertka.WeightHistograms()]).

                layers: names of layers; None: all that have a kernel. gradients: a pair (x, y) of samples whose loss is
                differentiated after each epoch; None: weights are shown. kind: 'ridge' or 'heat'. every: keeps each so many
                epochs. values: per name, a list of (epoch, sorted numbers)."""

                def __init__(self, layers=None, gradients=None, kind='ridge', bins=60, every=1):
                    super().__init__()
                    if kind not in ('ridge', 'heat'):
                        raise ValueError(f"kind must be 'ridge' or 'heat', not {kind!r}")
                    if gradients is not None and (not isinstance(gradients, (tuple, list)) or len(gradients) != 2):
                        raise ValueError("gradients takes a pair of samples and labels: gradients=(x[:100], y[:100])")
                    if not 5 <= bins <= 1000 or every < 1:
                        raise ValueError("bins must be from 5 to 1000, every at least 1")
                    self.layers = None if layers is None else [layers] if isinstance(layers, str) else list(layers)
                    self.gradients = gradients
                    self.kind = kind
                    self.bins = bins
                    self.every = every
                    self.values = {}

                def on_train_begin(self, logs=None):
                    self.values = {}
                    names = [layer.name for layer in self.model.layers]
                    for name in self.layers or []:
                        if name not in names:
                            raise ValueError(f"No such layer: {name}. Existing layers are: {names}.")
                    self._keep(0)

                def on_epoch_end(self, epoch, logs=None):
                    if (epoch + 1) % self.every == 0:
                        self._keep(epoch + 1)

                def on_train_end(self, logs=None):
                    self.plot()

                def _kernels(self):
                    """The weights that are matrices or filters, by their layers' names."""
                    found = []
                    for layer in self.model.layers:
                        if self.layers is not None and layer.name not in self.layers:
                            continue
                        for weight in layer.trainable_weights:
                            if len(weight.shape) > 1:
                                found.append((layer.name if len(layer.trainable_weights) < 3 else f"{layer.name}/{weight.name}", weight))
                    if not found:
                        raise ValueError("the chosen layers have no kernels that learn")
                    return found

                def _keep(self, epoch):
                    kernels = self._kernels()
                    if self.gradients is None:
                        numbers = [weight.numpy() for _, weight in kernels]
                    else:
                        import tensorflow as tf
                        x, y = self.gradients
                        with tf.GradientTape() as tape:
                            loss = tf.reduce_mean(keras.losses.get(self.model.loss)(y, self.model(x, training=False)))
                        numbers = [g.numpy() for g in tape.gradient(loss, [weight for _, weight in kernels])]
                    for (name, _), values in zip(kernels, numbers):
                        self.values.setdefault(name, []).append((epoch, _spread(values)))

                def plot(self, kind=None):
                    """Draws what was kept; gives the figure."""
                    import matplotlib.pyplot as plt
                    if not self.values:
                        raise RuntimeError("there is nothing to draw yet: give the callback to fit")
                    kind = kind or self.kind
                    names = list(self.values)[:12]
                    columns = min(len(names), 3)
                    rows = (len(names) + columns - 1) // columns
                    figure = plt.figure(figsize=(3.0 * columns + 0.6, 3.4 * rows + 0.5))
                    for place, name in enumerate(names):
                        ax = figure.add_subplot(rows, columns, place + 1)
                        self._draw(ax, self.values[name], kind)
                        ax.set_title(name)
                        ax.set_xlabel('gradient' if self.gradients is not None else 'weight')
                        if place % columns == 0:
                            ax.set_ylabel('epoch')
                    figure.suptitle('gradients over epochs' if self.gradients is not None else 'weights over epochs')
                    return figure

                def _draw(self, ax, kept, kind):
                    import matplotlib.pyplot as plt
                    everything = _np.concatenate([values for _, values in kept])
                    if len(everything) == 0:
                        raise ValueError("there are no finite numbers to draw")
                    low, high = _np.quantile(everything, 0.002), _np.quantile(everything, 0.998)
                    if high <= low:
                        low, high = low - 0.5, high + 0.5
                    counts = _np.array([_np.histogram(_np.clip(values, low, high), bins=self.bins, range=(low, high), density=True)[0] for _, values in kept])
                    epochs = [epoch for epoch, _ in kept]
                    if kind == 'heat':
                        ax.imshow(_np.sqrt(counts), extent=(low, high, epochs[-1] + 0.5, epochs[0] - 0.5), aspect='auto', cmap='viridis')
                        ax.set_xticks(_ticks(low, high))
                        return
                    middles = low + (_np.arange(self.bins) + 0.5) * (high - low) / self.bins
                    # Neighbouring bins are mixed a little: ridges show the form, not the chance of few numbers.
                    smooth = _np.array([_np.convolve(row, [0.25, 0.5, 0.25], mode='same') for row in counts])
                    gap = (epochs[-1] - epochs[0]) / max(len(epochs) - 1, 1) or 1
                    scale = 2.2 * gap / max(smooth.max(), 1e-30)
                    colors = plt.get_cmap('viridis')
                    for place, epoch in enumerate(epochs):
                        ridge = epoch - smooth[place] * scale
                        color = colors(0.15 + 0.75 * place / max(len(epochs) - 1, 1))
                        ax.fill_between(middles, epoch, ridge, color=color, alpha=0.85)
                        ax.plot(middles, ridge, color='white', linewidth=0.8)
                    ax.set_ylim(epochs[-1] + 0.3 * gap, epochs[0] - 2.4 * gap)
                    ax.set_yticks(epochs[::max(1, (len(epochs) + 7) // 8)])

            return WeightHistograms


        WeightHistograms = _histograms_class()
        """#
}
