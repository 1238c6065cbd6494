/// What random changes make of an image.
extension LooksText {
    static let augmentations = #"""
        def augmentations(augment, image, count=11, columns=None, seed=0, title='', show=True):
            """Shows an image and what random changes make of it.

            augment: an ImageDataGenerator, a keras layer such as RandomFlip, a list of such layers or a Sequential of them, or
            a function that gets an image [H, W, C] and gives one. seed: of NumPy's random numbers and Keras's.
            Gives a Finding: images [count, H, W, C].
            """
            import keras
            pixels = _pixels(image)
            count = _count(count, 256, 'samples')
            x = pixels.astype('float32')
            if seed is not None:
                keras.utils.set_random_seed(int(seed))
            if hasattr(augment, 'random_transform'):
                made = [augment.standardize(augment.random_transform(x.copy())) for _ in range(count)]
            elif isinstance(augment, (list, tuple)) or hasattr(augment, 'get_config') or hasattr(augment, 'layers'):
                layers = list(augment) if isinstance(augment, (list, tuple)) else [augment]
                if not layers:
                    raise ValueError("there is no layer to change the image")
                made = []
                for _ in range(count):
                    y = x[None]
                    for layer in layers:
                        if not callable(layer):
                            raise TypeError(f"a layer is wanted, not '{type(layer).__name__}'")
                        y = layer(y, training=True)
                    made.append(_np.asarray(y)[0])
            elif callable(augment):
                made = [_pixels(augment(x.copy())) for _ in range(count)]
            else:
                raise TypeError(f"an ImageDataGenerator, layers or a function are wanted, not '{type(augment).__name__}'")
            images = _np.stack([_np.asarray(one) for one in made])
            figure = None
            if show:
                # What changes the scale (rescale=1/255, standardizing) is shown on a scale of its own.
                limits = _limits_of(pixels)
                low, high = float(images.min()), float(images.max())
                span = limits[1] - limits[0]
                same = low > limits[0] - 0.5 * span and high < limits[1] + 0.5 * span and high - low > 0.05 * span
                tiles = [_shown(one, limits if same else _limits_of(images)) for one in images]
                # The original has its frame of the same size.
                first = _shown(pixels, limits)
                n = count + 1
                if tiles[0].shape[:2] == first.shape[:2]:
                    title = title or f"the original, and {count} of what may become of it"
                    figure = _wall([first] + tiles, _columns(n, columns, 6), None, title, 'gray', (0, 1))
                else:
                    figure = _wall(tiles, _columns(count, columns, 6), None, title, 'gray', (0, 1))
            return Finding('Augmentations', figure, 'images', images=images)
        """#
}
