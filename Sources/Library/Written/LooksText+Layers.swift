/// Filters and activations of layers.
extension LooksText {
    static let layers = #"""
        import matplotlib.pyplot as _plt


        def filters(model, layer=None, count=64, columns=None, cmap='coolwarm', normalize=False, show=True):
            """Shows what a layer's neurons look for: each filter as a picture of its weights.

            layer: a name, a number or the layer; None is the first one with filters. Filters over three channels are shown in
            colours (mid-gray is 0), those over one as one picture each, others as a row of pictures, one for each channel.
            A Dense layer upon a flattened square image is shown as images too. All share one scale with 0 in its middle;
            with normalize=True each filter has its own.
            Gives a Finding: weights [filters, channels, height, width], limit (the number at the scale's ends), layer.
            """
            if layer is None:
                kinds = [one for one in _layers(model) if _kernel(one) is not None]
                first = [one for one in kinds if 'Conv' in type(one).__name__] or kinds
                if not first:
                    raise ValueError(f"'{model.name}' has no layer with filters")
                layer = first[0]
            else:
                layer = _find(model, layer)
            if not layer.get_weights() or _kernel(layer) is None:
                raise ValueError(f"the layer '{layer.name}' ({type(layer).__name__}) has no filters")
            w = _kernel(layer)
            limit = float(_np.abs(w).max()) or 1.0
            figure = None
            if show:
                most = _np.abs(w).max(axis=(1, 2, 3), keepdims=True)
                scaled = w / _np.where(most > 0, most, 1) * limit if normalize else w
                n = _count(count, len(w), 'filters')
                size = '×'.join([str(side) for side in w.shape[1:]])
                name = f"{layer.name}: {f'{n} of ' if n < len(w) else ''}{len(w)} filters {size}"
                numbers = [str(i) for i in range(n)]
                scale = 'each on its own scale' if normalize else ''
                if w.shape[1] == 3:
                    tiles = [_np.clip(f.transpose(1, 2, 0) / (2 * limit) + 0.5, 0, 1) for f in scaled[:n]]
                    figure = _wall(tiles, _columns(n, columns), numbers, name + f' · gray is 0, colours to ±{_short(limit)}')
                elif w.shape[1] == 1 and w.shape[2] > 1 or w.shape[1] * w.shape[2] == 1 and w.shape[3] <= 64:
                    figure = _wall([f[0] for f in scaled[:n]], _columns(n, columns), numbers, name, cmap, (-limit, limit), scale or 'weight')
                elif w.shape[1] == 1:
                    figure, axes = _plt.subplots(figsize=(7.6, max(1.6, min(7.0, 0.8 + 0.16 * n))))
                    drawn = axes.imshow(scaled[:n, 0, 0], cmap=cmap, vmin=-limit, vmax=limit, aspect='auto')
                    axes.set_title(f"{layer.name}: weights of {f'{n} of ' if n < len(w) else ''}{len(w)} neurons", fontsize=10)
                    axes.set_xlabel('input')
                    axes.set_ylabel('neuron')
                    figure.colorbar(drawn, ax=axes, label=scale or 'weight')
                else:
                    n, across = min(n, 16), min(w.shape[1], 24)
                    name = f"{layer.name}: filters {size} (a row each) on their channels"
                    if n < len(w) or across < w.shape[1]:
                        name = f"{layer.name}: {n} of {len(w)} filters (rows) on {across} of {w.shape[1]} channels"
                    tiles = [scaled[row, channel] for row in range(n) for channel in range(across)]
                    figure = _wall(tiles, across, None, name, cmap, (-limit, limit), scale or 'weight', numbers[:n], 680, 0.12)
            return Finding('Filters', figure, 'weights', weights=w, limit=limit, layer=layer.name)


        def activations(model, image, layer=None, count=64, columns=None, cmap='viridis', show=True):
            """Shows what the layers make of one image.

            layer: a name, a number or the layer: a picture for each of its channels, on one scale; a row of numbers is drawn as
            bars. None: a strip for every layer that gives maps, its first channels side by side, each strip on its own scale.
            Gives a Finding: maps, the layer's output without the batch; for all layers a dictionary of them by name.
            """
            pixels = _pixels(image)
            x = _batch(model, pixels)
            if layer is not None:
                layer = _find(model, layer)
                values, _, _ = _walk(model, [layer])(x)
                maps = _np.asarray(values[0])[0]
                figure = None
                if show and maps.ndim == 3:
                    n = _count(count, maps.shape[2], 'maps')
                    low, high = min(float(maps.min()), 0.0), max(float(maps.max()), 0.0)
                    name = f"{layer.name}: {f'{n} of ' if n < maps.shape[2] else ''}{maps.shape[2]} maps {maps.shape[0]}×{maps.shape[1]}"
                    figure = _wall([maps[:, :, i] for i in range(n)], _columns(n, columns), [str(i) for i in range(n)], name, cmap,
                                   (low, high if high > low else low + 1), 'activation')
                elif show:
                    row = maps.reshape(-1)
                    figure, axes = _plt.subplots(figsize=(7.6, 2.8))
                    axes.bar(_np.arange(len(row)), row, width=0.8 if len(row) < 100 else 1.0)
                    axes.set_title(f"{layer.name}: {len(row)} activations", fontsize=10)
                    axes.set_xlabel('unit')
                return Finding('Activations', figure, 'maps', maps=maps, layer=layer.name)
            chosen = _layers(model)
            values, _, _ = _walk(model, chosen)(x)
            maps = {}
            for one, value in zip(chosen, values):
                if len(value.shape) == 4:
                    maps[one.name] = _np.asarray(value)[0]
            if not maps:
                raise ValueError(f"no layer of '{model.name}' gives maps: name a layer to see its numbers")
            figure = None
            if show:
                across = _columns(12, columns or 12)
                side = 1.0 / max([m.shape[0] / m.shape[1] for m in maps.values()])
                wide, names = 50.0, list(maps)
                rows = [f"{name}\n{maps[name].shape[0]}×{maps[name].shape[1]}×{maps[name].shape[2]}" for name in names]
                left = max([len(name) for name in names] + [9]) * 6.8 + 10
                tall = [wide * maps[name].shape[0] / maps[name].shape[1] for name in names]
                figure = _plt.figure(figsize=((left + across * (wide + 4) + wide + 40) / 100, (sum(tall) + 8 * len(names) + 40) / 100))
                axes = figure.add_subplot(1, 1, 1)
                y = 0.0
                axes.imshow(_shown(pixels), cmap='gray', vmin=0, vmax=1, extent=(0, wide, tall[0], 0))
                for name, label, height in zip(names, rows, tall):
                    m = maps[name]
                    low, high = min(float(m.min()), 0.0), max(float(m.max()), 0.0)
                    for i in range(min(across, m.shape[2])):
                        start = wide + 14 + left + i * (wide + 4)
                        axes.imshow(m[:, :, i], cmap=cmap, vmin=low, vmax=high if high > low else low + 1,
                                    extent=(start, start + wide, y + height, y))
                    axes.text(wide + 14 + left - 6, y + height / 2, label, fontsize=8, ha='right', va='center')
                    y += height + 8
                axes.set_xlim(0, wide + 14 + left + across * (wide + 4))
                axes.set_ylim(y - 8, 0)
                axes.axis('off')
                shown = max([m.shape[2] for m in maps.values()])
                axes.set_title(f"{model.name}: {f'the first {across} maps' if shown > across else 'the maps'} of each layer", fontsize=10)
            return Finding('Activations', figure, 'maps', maps=maps)
        """#
}
