/// Images that excite a neuron most.
extension LooksText {
    static let excitement = #"""
        def maximize(model, layer=None, filter=0, steps=60, rate=0.05, decay=0.01, blur=0.1, limits=(0, 1), size=None, seed=0,
                     columns=None, show=True):
            """Shows what excites a neuron most: from noise, an image is changed along the gradient of a filter's mean activation
            (Erhan et al., 2009), and kept smooth, as Yosinski et al. (2015) do.

            layer: None is the output, before its softmax or sigmoid: filter is a class then. filter: a number, or a list of
            them for as many images. rate: the mean step of a pixel as a part of limits. decay: how fast pixels go back to
            mid-gray. blur: how much of a pixel goes to its neighbours, from 0 to 0.25; 0 and decay=0 are plain ascent.
            limits: the range of the network's inputs. size: (height, width) where the network takes any.
            Gives a Finding: images [N, H, W, C], before and after [N] (activations), filters.
            """
            import tensorflow as tf
            shape = _input_shape(model)
            if shape is None:
                raise ValueError(f"'{model.name}' is not built: give it an Input, or call it on data first")
            if None in shape:
                if size is None or len(shape) != 3 or shape[2] is None:
                    raise ValueError(f"'{model.name}' takes {shape}: say how large the image shall be, size=(height, width)")
                shape = (int(size[0]), int(size[1]), shape[2])
            chosen = [int(f) for f in filter] if isinstance(filter, (list, tuple, range, _np.ndarray)) else [int(filter)]
            if not chosen or len(chosen) > 256:
                raise ValueError(f"from 1 to 256 filters can be maximized at once, not {len(chosen)}")
            if int(steps) < 1 or rate <= 0 or not 0 <= decay < 1 or not 0 <= blur <= 0.25 or limits[0] >= limits[1]:
                raise ValueError("steps must be at least 1, rate above 0, decay from 0 to 1, blur from 0 to 0.25, limits (low, high)")
            found = None if layer is None else _find(model, layer)
            if found is not None and found is _layers(model)[-1]:
                found = None
            walk = _walk(model, [] if found is None else [found])
            n, low, high = len(chosen), float(limits[0]), float(limits[1])
            middle, span = (low + high) / 2, high - low
            stream = _np.random.RandomState(seed)
            weights = None

            def ascent(batch):
                """Activations [N] and their gradients."""
                v = tf.constant(batch)
                with tf.GradientTape() as tape:
                    tape.watch(v)
                    values, _, scores = walk(v)
                    maps = values[0] if values else scores
                    total = tf.reduce_sum(maps * weights)
                gradient = tape.gradient(total, v)
                if gradient is None:
                    raise ValueError("no gradient goes back to the image: a layer of the network has none")
                each = (_np.asarray(maps) * weights).reshape(n, -1).sum(axis=1)
                return each, _np.asarray(gradient)
            x = (middle + stream.normal(0, 0.1, (n,) + shape) * span).astype('float32')
            values, _, scores = walk(x[:1])
            maps = tuple((values[0] if values else scores).shape)
            name = found.name if found is not None else _layers(model)[-1].name
            if not all([0 <= f < maps[-1] for f in chosen]):
                raise ValueError(f"filters of '{name}' are from 0 to {maps[-1] - 1}, not {chosen}")
            spots = int(_np.prod(maps[1:-1])) if len(maps) > 2 else 1
            weights = _np.zeros((n,) + (1,) * (len(maps) - 2) + (maps[-1],), 'float32')
            for i, f in enumerate(chosen):
                weights[i, ..., f] = 1.0 / spots
            before, gradient = ascent(x)
            # A rectifier that is silent has no slope: other noise may wake it.
            for centre, spread in ((0.5, 0.3), (0.1, 0.1), (0.9, 0.1), (0.2, 0.5), (0.8, 0.5)):
                silent = (_np.abs(gradient).reshape(n, -1).max(axis=1) == 0).reshape((n,) + (1,) * len(shape))
                if not silent.any():
                    break
                other = _np.clip(low + (centre + stream.normal(0, spread, (n,) + shape)) * span, low, high)
                x = _np.where(silent, other, x).astype('float32')
                before, gradient = ascent(x)
            for step in range(int(steps)):
                mean = _np.sqrt((gradient.astype('float64') ** 2).reshape(n, -1).mean(axis=1)).reshape((n,) + (1,) * len(shape))
                x = x + rate * span * gradient / (mean + 1e-12)
                x = middle + (x - middle) * (1 - decay)
                # The last steps are not blurred, so that edges come out sharp.
                if blur > 0 and len(shape) == 3 and step < int(steps) - 5:
                    for axis in (1, 2):
                        edge = [(0, 0)] * 4
                        edge[axis] = (1, 1)
                        wide = _np.pad(x, edge, mode='edge')
                        if axis == 1:
                            x = (1 - 2 * blur) * x + blur * (wide[:, :-2] + wide[:, 2:])
                        else:
                            x = (1 - 2 * blur) * x + blur * (wide[:, :, :-2] + wide[:, :, 2:])
                x = _np.clip(x, low, high).astype('float32')
                after, gradient = ascent(x)
            figure = None
            images = x
            if len(shape) == 1:
                side = int(round(shape[0] ** 0.5))
                images = x.reshape(n, side, side, 1) if side * side == shape[0] else x[:, None, :, None]
            elif len(shape) == 2:
                images = x[:, :, :, None]
            if show:
                if images.shape[3] not in (1, 3):
                    raise ValueError(f"inputs of {images.shape[3]} channels can't be shown: show=False gives the numbers")
                what = 'class' if found is None else 'filter'
                titles = [f'{f}: {_short(float(a))}' if float(b) != 0 or float(a) != 0 else f'{f}: silent' for f, a, b in zip(chosen, after, before)]
                figure = _wall([_shown(image, limits) for image in images], _columns(n, columns, 8), titles,
                               f"{name}: what excites {'each ' + what if n > 1 else what + ' ' + str(chosen[0])} most", 'gray', (0, 1))
            return Finding('Maximized', figure, 'images', images=images, before=before, after=after, filters=chosen, layer=name)
        """#
}
