/// Why a network answers as it does: Grad-CAM, saliency, occlusion.
extension LooksText {
    static let explanations = #"""
        def _map_layer(model, chosen):
            """The layer whose maps Grad-CAM weighs: the last that gives maps of the last convolution's size."""
            import keras
            layers = _layers(model)
            if chosen is not None:
                return _find(model, chosen)
            if not isinstance(model, keras.Sequential) and type(model) is not keras.Model:
                raise ValueError(_OF_PROGRAM.format(model.name))
            last, size = None, None
            for layer in layers:
                try:
                    shape = tuple(layer.output_shape if hasattr(layer, 'output_shape') else layer.output.shape)
                except AttributeError:
                    raise ValueError(f"'{model.name}' is not built: give it an Input, or call it on data first")
                if len(shape) != 4:
                    continue
                if 'Conv' in type(layer).__name__ or hasattr(layer, 'layers') or size is None:
                    last, size = layer, shape[1:3]
                elif shape[1:3] == size:
                    last = layer
            if last is None:
                raise ValueError(f"'{model.name}' has no layer with maps: Grad-CAM needs a convolutional network; "
                                 "svertka.saliency explains others")
            return last


        def _resized(field, shape):
            """A field [h, w] in another size, smoothly (bilinear, as tf.image.resize does)."""
            import keras
            y = keras.layers.Resizing(shape[0], shape[1])(field[None, :, :, None].astype('float32'))
            return _np.asarray(y)[0, :, :, 0]


        def _explained(pixels, heat, title, answer, bar, cmap, alpha=0.5, limits=(0, 1)):
            """The image, the heat, and the heat over the image."""
            figure, axes = _panels(3, 3.0)
            _draw(axes[0], pixels, answer)
            drawn = axes[1].imshow(heat, cmap=cmap, vmin=limits[0], vmax=limits[1])
            axes[1].axis('off')
            axes[1].set_title(title, fontsize=9)
            base = _shown(pixels)
            base = base if base.ndim == 2 else base[:, :, :3] @ _np.array([0.299, 0.587, 0.114])
            _draw(axes[2], base[:, :, None], 'over the image', (0, 1))
            axes[2].imshow(heat, cmap=cmap, vmin=limits[0], vmax=limits[1], alpha=alpha)
            figure.colorbar(drawn, ax=axes[1], label=bar)
            return figure


        def _named(index, class_names):
            if class_names is None:
                return f'class {index}'
            if not 0 <= index < len(class_names):
                raise ValueError(f"class_names has {len(class_names)} names, but the class is {index}")
            return str(class_names[index])


        def grad_cam(model, image, layer=None, class_index=None, class_names=None, alpha=0.5, cmap='inferno', show=True):
            """Shows where a network looks for a class: Grad-CAM (Selvaraju et al., 2017).

            The maps of a layer are added up, each weighed with the mean gradient of the class's score (before softmax or
            sigmoid) on it; what is below 0 is left out. layer: None is the last one with the size of the last convolution.
            class_index: None is the network's answer.
            Gives a Finding: heat [H, W] from 0 to 1 in the image's size, raw [h, w] as the layer has it, before it is scaled,
            class_index, output (what the network says of the class), layer.
            """
            import tensorflow as tf
            pixels = _pixels(image)
            layer = _map_layer(model, layer)
            walk = _walk(model, [layer])
            x = tf.constant(_batch(model, pixels))
            with tf.GradientTape() as tape:
                tape.watch(x)
                values, outputs, scores = walk(x)
                index = _choose(_outputs(outputs, model), class_index)
                score = _score(scores, index)
            maps = values[0]
            if len(maps.shape) != 4:
                raise ValueError(f"the layer '{layer.name}' gives the shape {tuple(maps.shape)}, not maps: name a convolution or a pooling")
            gradient = tape.gradient(score, maps)
            if gradient is None:
                raise ValueError(f"the score does not depend on '{layer.name}' by steps that have gradients")
            maps, gradient = _np.asarray(maps)[0], _np.asarray(gradient)[0]
            raw = _np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=2), 0)
            most = float(raw.max())
            heat = _resized(raw / most if most > 0 else raw, pixels.shape[:2])
            figure = None
            answer = _answer(outputs, index)
            if show:
                name = _named(index, class_names)
                title = f"Grad-CAM, {layer.name}" if most > 0 else f"{layer.name}: nothing speaks for it"
                figure = _explained(pixels, heat, title, f"{name}: {_short(answer)}", '', cmap, alpha)
            return Finding('GradCAM', figure, 'heat', heat=heat, raw=raw, class_index=index, output=answer, layer=layer.name)


        def saliency(model, image, class_index=None, smooth=0, noise=0.15, seed=0, class_names=None, cmap='inferno', show=True):
            """Shows which pixels a class's score depends on: the gradient of the score with respect to the image
            (Simonyan et al., 2014); with smooth=25, its mean over so many noisy copies (SmoothGrad, Smilkov et al., 2017).

            noise: the standard deviation of the noise as a part of the image's range.
            Gives a Finding: gradient [H, W, C] with its sign, heat [H, W] (the largest size over the channels), class_index,
            output.
            """
            import tensorflow as tf
            pixels = _pixels(image)
            given = _batch(model, pixels)
            walk = _walk(model, [])
            _, outputs, _ = walk(given)
            index = _choose(_outputs(outputs, model), class_index)

            def slope(batch):
                x = tf.constant(batch)
                with tf.GradientTape() as tape:
                    tape.watch(x)
                    _, _, scores = walk(x)
                    score = tf.reduce_sum(_score(scores, index))
                found = tape.gradient(score, x)
                if found is None:
                    raise ValueError("no gradient goes back to the image: a layer of the network has none")
                return _np.asarray(found)
            if int(smooth) < 0 or noise < 0:
                raise ValueError("smooth and noise must not be negative")
            if int(smooth) == 0:
                gradient = slope(given)[0]
            else:
                stream = _np.random.RandomState(seed)
                spread = noise * (float(given.max()) - float(given.min()))
                gradient, done = _np.zeros(given.shape[1:]), 0
                while done < int(smooth):
                    n = min(16, int(smooth) - done)
                    noisy = given + stream.normal(0, 1, (n,) + given.shape[1:]).astype('float32') * spread
                    gradient = gradient + slope(noisy.astype('float32')).sum(axis=0)
                    done += n
                gradient = (gradient / int(smooth)).astype('float32')
            gradient = gradient.reshape(pixels.shape)
            heat = _np.abs(gradient).max(axis=2)
            answer = _answer(outputs, index)
            figure = None
            if show:
                # The few largest gradients would leave all others dark.
                top = float(_np.percentile(heat, 99.5)) or float(heat.max()) or 1.0
                title = f'SmoothGrad of {smooth}' if smooth else 'saliency'
                figure = _explained(pixels, heat, title, f"{_named(index, class_names)}: {_short(answer)}", '', cmap, 0.6, (0, top))
            return Finding('Saliency', figure, 'heat', heat=heat, gradient=gradient, class_index=index, output=answer)


        def occlusion(model, image, size=None, stride=None, class_index=None, value=None, class_names=None, cmap='coolwarm',
                      batch_size=64, show=True):
            """Shows which parts of an image a class needs: a patch is moved over the image, and what the network says of the
            class is compared with what it says of the whole image (Zeiler and Fergus, 2014).

            size: the patch's side or (height, width); None is a sixth of the image. stride: None is half of it.
            value: what the patch is filled with; None is the mean colour.
            Gives a Finding: drops [rows, columns], a number for each place of the patch: how much lower the output is;
            heat [H, W], their mean over the patches that hide the pixel; class_index, output.
            """
            pixels = _pixels(image)
            h, w = pixels.shape[:2]
            size = max(2, min(h, w) // 6) if size is None else size
            tall, wide = (int(size[0]), int(size[1])) if isinstance(size, (list, tuple)) else (int(size), int(size))
            if not (1 <= tall <= h and 1 <= wide <= w):
                raise ValueError(f"the patch must be from 1 to {min(h, w)} pixels wide, not {size}: the image is {h} x {w}")
            stride = max(1, min(tall, wide) // 2) if stride is None else int(stride)
            if stride < 1:
                raise ValueError(f"stride must be at least 1, not {stride}")
            tops = sorted(set(list(range(0, h - tall + 1, stride)) + [h - tall]))
            lefts = sorted(set(list(range(0, w - wide + 1, stride)) + [w - wide]))
            places = [(top, left) for top in tops for left in lefts]
            if len(places) > 20000:
                raise ValueError(f"{len(places)} places of the patch are too many: a larger stride makes fewer")
            x = _batch(model, pixels)
            outputs = _outputs(model.predict(x, verbose=0), model)
            index = _choose(outputs, class_index)
            answer = _answer(outputs, index)
            fill = pixels.reshape(-1, pixels.shape[2]).mean(axis=0) if value is None else _np.asarray(value, 'float64').reshape(-1)
            if len(fill) not in (1, pixels.shape[2]):
                raise ValueError(f"value is one number or {pixels.shape[2]}, one for each channel, not {len(fill)}")
            plain = pixels.astype('float32')
            drops = []
            for start in range(0, len(places), batch_size):
                part = places[start:start + batch_size]
                hidden = _np.repeat(plain[None], len(part), axis=0)
                for i, (top, left) in enumerate(part):
                    hidden[i, top:top + tall, left:left + wide] = fill
                rows = _np.asarray(model.predict(hidden.reshape((len(part),) + x.shape[1:]), verbose=0))
                column = rows[:, index] if rows.shape[1] > 1 else rows[:, 0] if index else 1 - rows[:, 0]
                drops.extend((answer - column.astype('float64')).tolist())
            total, covered = _np.zeros((h, w)), _np.zeros((h, w))
            for (top, left), drop in zip(places, drops):
                total[top:top + tall, left:left + wide] += drop
                covered[top:top + tall, left:left + wide] += 1
            heat = total / _np.maximum(covered, 1)
            drops = _np.array(drops).reshape(len(tops), len(lefts))
            figure = None
            if show:
                most = float(_np.abs(heat).max()) or 1.0
                figure = _explained(pixels, heat, f'a patch of {tall}×{wide} hides', f"{_named(index, class_names)}: {_short(answer)}",
                                    'output lost', cmap, 0.6, (-most, most))
            return Finding('Occlusion', figure, 'heat', heat=heat, drops=drops, class_index=index, output=answer)
        """#
}
