/// What autoencoders and generators make.
extension LooksText {
    static let samples = #"""
        import matplotlib.pyplot as _plt


        def reconstructions(model, x, count=10, target=None, show=True):
            """Shows images over what a network makes of them: an autoencoder's reconstructions.

            model: a network that gives images of its input's size, or a pair (encoder, decoder). target: the clean images
            where x is noisy; the error is measured against them, and they stand in a row below.
            Gives a Finding: images [N, H, W, C], errors [N], the mean squared error of each.
            """
            pictures = _images(x, 'x')
            n = _count(count, len(pictures), 'images')
            pictures = pictures[:n]
            parts = list(model) if isinstance(model, (list, tuple)) else [model]
            y = pictures.astype('float32')
            for i, part in enumerate(parts):
                if i == 0:
                    wanted = _input_shape(part)
                    if wanted is not None and None not in wanted and int(_np.prod(wanted)) == y[0].size:
                        y = y.reshape((n,) + wanted)
                y = part.predict(y, verbose=0)
                if isinstance(y, (list, tuple)):
                    # An encoder of mean, spread and sample: the last is what the decoder takes.
                    y = y[-1]
            y = _np.asarray(y)
            if y[0].size != pictures[0].size:
                raise ValueError(f"the network gives the shape {y.shape[1:]} for an image of {pictures.shape[1:]}: both must be the same size")
            y = y.reshape(pictures.shape)
            wanted = pictures if target is None else _images(target, 'target')[:n]
            if wanted.shape != pictures.shape:
                raise ValueError(f"target has the shape {wanted.shape}, but x has {pictures.shape}")
            errors = ((y.astype('float64') - wanted) ** 2).reshape(n, -1).mean(axis=1)
            figure = None
            if show:
                limits = _limits_of(wanted)
                tiles = [_shown(image, limits) for image in pictures] + [_shown(image, limits) for image in y]
                rows = ['input', 'output'] if target is not None else ['original', 'reconstruction']
                if target is not None:
                    tiles += [_shown(image, limits) for image in wanted]
                    rows.append('target')
                figure = _wall(tiles, n, None, f'mean squared error {_short(float(errors.mean()))}', 'gray', (0, 1), '', rows, 700, 0.05)
            return Finding('Reconstructions', figure, 'images', images=y, errors=errors)


        def _outgoing(y, shape_of, limits):
            """What a generator gives as images [N, H, W, C] with their limits: (−1, 1) where a tanh made them, else (0, 1)."""
            images = _images(y, f"what '{shape_of}' gives")
            if limits is None:
                low, high = float(images.min()), float(images.max())
                limits = (-1.0, 1.0) if low < -0.01 and high <= 1.001 else (0.0, 1.0) if high <= 1.001 else _limits_of(images)
            return images, limits


        def samples(generator, noise=25, columns=None, seed=0, limits=None, titles=None, title='', show=True):
            """Shows what a generator makes of noise, as a grid.

            noise: how many samples are made of normally distributed noise, or the noise itself [N, size], so that the same
            codes can be seen while the network learns. limits: what is black and white; None is (-1, 1) where there is
            anything below 0, else (0, 1).
            Gives a Finding: images [N, H, W, C], noise.
            """
            if isinstance(noise, (int, _np.integer)):
                wanted = _input_shape(generator)
                if wanted is None or None in wanted:
                    raise ValueError("how large the noise is can't be seen from the generator: give it, noise=np.random.normal(size=(25, 64))")
                n = _count(noise, 1024, 'samples')
                noise = _np.random.RandomState(seed).normal(0, 1, (n,) + wanted).astype('float32')
            else:
                noise = _numbers(noise, 'noise')
                if noise.ndim < 2:
                    raise ValueError(f"noise must be [N, size], not {noise.shape}")
                if len(noise) > 1024:
                    raise ValueError(f"{len(noise)} samples are too many for a picture: at most 1024")
            images, limits = _outgoing(generator.predict(noise, verbose=0), getattr(generator, 'name', 'generator'), limits)
            figure = None
            if show:
                across = _columns(len(images), columns, 16)
                if columns is None and int(len(images) ** 0.5) ** 2 == len(images):
                    across = int(len(images) ** 0.5)
                names = None if titles is None else [str(one) for one in titles]
                figure = _wall([_shown(one, limits) for one in images], across, names, title, 'gray', (0, 1), '', None, 700, 0.04)
            return Finding('Samples', figure, 'images', images=images, noise=noise)


        def manifold(decoder, n=15, limits=(-2, 2), title='', show=True):
            """Shows what a decoder makes of each place of a plane of codes: the images lie where their codes are.

            decoder: a network that takes two numbers. n: how many codes along each axis. limits: from where to where.
            Gives a Finding: images [n, n, H, W, C], the first row has the largest second number; codes [n, n, 2].
            """
            wanted = _input_shape(decoder)
            if wanted is not None and wanted != (2,):
                raise ValueError(f"a decoder of two numbers is wanted, not of {wanted}")
            n = _count(n, 40, 'codes')
            if limits[0] >= limits[1]:
                raise ValueError("limits are (low, high)")
            line = _np.linspace(limits[0], limits[1], n)
            codes = _np.stack(_np.meshgrid(line, line[::-1]), axis=-1)
            images, scale = _outgoing(decoder.predict(codes.reshape(-1, 2).astype('float32'), verbose=0), getattr(decoder, 'name', 'decoder'), None)
            h, w, c = images.shape[1:]
            images = images.reshape(n, n, h, w, c)
            figure = None
            if show:
                whole = images.transpose(0, 2, 1, 3, 4).reshape(n * h, n * w, c)
                half = (limits[1] - limits[0]) / max(n - 1, 1) / 2
                figure, axes = _plt.subplots(figsize=(6.2, 6.2 * h / w))
                axes.imshow(_shown(whole, scale), cmap='gray', vmin=0, vmax=1,
                            extent=(limits[0] - half, limits[1] + half, limits[0] - half, limits[1] + half), aspect='auto')
                axes.set_xlabel('first number of the code')
                axes.set_ylabel('second number')
                axes.set_title(title or 'what the decoder makes of each code', fontsize=10)
            return Finding('Manifold', figure, 'images', images=images, codes=codes)
        """#
}
