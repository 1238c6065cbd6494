/// Pictures that look into networks and at their results: topics of module `svertka`, written in the language over
/// pyplot, Keras and NumPy. This file holds what the others share: images as arrays, tiles, and `Finding`, in which a
/// function gives back what its picture shows.
enum LooksText {
    static let topics = [
        shared, networks, layers, explanations, excitement, imageFilters, augmentations, boxes, samples, curves,
        confusion,
    ]

    static let shared = #"""
        import matplotlib.pyplot as _plt


        class Finding:
            """What a picture shows, as numbers: an attribute for each that its function names, and `figure` (None with
            show=False). `np.asarray(finding)` is the most important of them."""

            def __init__(self, kind, figure, main, **numbers):
                self._kind, self.figure, self._main, self._names = kind, figure, main, list(numbers)
                for name in numbers:
                    setattr(self, name, numbers[name])

            def __array__(self, dtype=None, copy=None):
                x = _np.asarray(getattr(self, self._main))
                return x if dtype is None else x.astype(dtype)

            def __repr__(self):
                parts = []
                for name in self._names:
                    value = getattr(self, name)
                    if isinstance(value, _np.ndarray) and value.ndim > 0:
                        parts.append(f'{name}: {value.dtype} {value.shape}')
                    elif isinstance(value, float):
                        parts.append(f'{name}={value:.4g}')
                    elif isinstance(value, dict) or isinstance(value, list) and len(value) > 6:
                        parts.append(f'{name}: {type(value).__name__} of {len(value)}')
                    else:
                        parts.append(f'{name}={value!r}')
                return f"{self._kind}({', '.join(parts)})"


        def _numbers(x, what):
            """An array of finite numbers with at least one in it."""
            x = _np.asarray(x)
            if x.dtype.kind not in 'buif':
                raise TypeError(f"{what} must be numbers, not {x.dtype}")
            if x.size == 0:
                raise ValueError(f"{what} has the shape {x.shape}: there is nothing in it")
            if x.dtype.kind == 'f' and not _np.isfinite(x).all():
                raise ValueError(f"{what} contains nan or infinity")
            return x


        def _square(x, what):
            """A flat image [n] as [side, side, 1]."""
            side = int(round(x.size ** 0.5))
            if side * side != x.size:
                raise ValueError(f"{what} has {x.size} numbers in a row, which is no square: give it its two dimensions with reshape")
            return x.reshape(side, side, 1)


        def _pixels(image, what='the image'):
            """One image as [H, W, C]: given as [H, W], [H, W, C], a batch of one, a flat square, or a picture of PIL."""
            x = _numbers(image, what)
            if x.ndim == 4 or x.ndim == 3 and x.shape[2] not in (1, 3, 4):
                if x.shape[0] != 1:
                    raise ValueError(f"one image is wanted, not {x.shape[0]} of them (shape {x.shape}): give one, such as x[0]")
                x = x[0]
            if x.ndim == 1 or x.ndim == 2 and x.shape[0] == 1 and x.shape[1] > 3:
                return _square(x, what)
            if x.ndim == 2:
                x = x[:, :, None]
            if x.ndim != 3 or x.shape[2] not in (1, 3, 4):
                raise ValueError(f"Invalid shape {x.shape} for an image: it must be [H, W], [H, W, 1] or [H, W, 3]")
            return x


        def _images(images, what='the images'):
            """Many images as [N, H, W, C]: given as [N, H, W], [N, H, W, C], flat squares [N, n], or a list of images."""
            if isinstance(images, (list, tuple)):
                rows = [_pixels(image, what) for image in images]
                if len(set([row.shape for row in rows])) > 1:
                    raise ValueError(f"{what} must have one size, not {sorted(set([row.shape for row in rows]))}")
                return _numbers(_np.stack(rows) if rows else [], what)
            x = _numbers(images, what)
            if x.ndim == 2:
                side = int(round(x.shape[1] ** 0.5))
                if side * side == x.shape[1] and side > 1:
                    return x.reshape(len(x), side, side, 1)
            if x.ndim == 3:
                x = x[:, :, :, None]
            if x.ndim != 4 or x.shape[3] not in (1, 3, 4):
                raise ValueError(f"Invalid shape {x.shape} for images: they must be [N, H, W], [N, H, W, 1] or [N, H, W, 3]")
            return x


        def _limits_of(x):
            """What is black and what is white in images: 0 and 1, 0 and 255, or the least and the largest number."""
            low, high = float(x.min()), float(x.max())
            if x.dtype == _np.uint8 or x.dtype.kind in 'ui' and low >= 0 and high <= 255:
                return 0.0, 255.0
            if low >= 0 and high <= 1:
                return 0.0, 1.0
            if low >= 0 and 2 < high <= 255:
                return 0.0, 255.0
            if low >= -1 and high <= 1:
                return -1.0, 1.0
            return low, high


        def _shown(pixels, limits=None):
            """An image [H, W, C] as numbers from 0 to 1 for imshow: [H, W] or [H, W, 3]."""
            low, high = limits or _limits_of(pixels)
            x = _np.clip((pixels.astype('float64') - low) / ((high - low) or 1.0), 0, 1)
            return x[:, :, 0] if x.shape[2] == 1 else x


        def _panels(count, height=2.9, width=2.6):
            """A row of plots without frames."""
            figure, axes = _plt.subplots(1, count, figsize=(width * count, height), squeeze=False)
            return figure, list(axes[0])


        def _draw(axes, pixels, title='', limits=None):
            """An image in a plot."""
            axes.imshow(_shown(pixels, limits), cmap='gray', vmin=0, vmax=1)
            axes.axis('off')
            axes.set_title(title, fontsize=9)


        def _short(number):
            """A number in three digits."""
            return f'{number:.3g}'.replace('-', '−')


        def _columns(count, columns, most=10):
            """How many tiles stand side by side."""
            if columns is not None:
                if int(columns) < 1:
                    raise ValueError(f"columns must be at least 1, not {columns}")
                return min(int(columns), max(count, 1))
            if count <= 5:
                return max(count, 1)
            # About as wide as high twice over; of the widths near that, the one with the fewest empty places in the last row.
            ideal = min(most, int(_np.ceil(count ** 0.5 * 1.3)))
            near = [n for n in range(max(ideal - 2, 2), min(ideal + 2, most) + 1)]
            return min(near, key=lambda n: (-count % n, abs(n - ideal), -n))


        def _count(count, available, what):
            """How many of what there is are shown."""
            if int(count) < 1:
                raise ValueError(f"count must be at least 1, not {count}")
            if available < 1:
                raise ValueError(f"there are no {what}")
            return min(int(count), available)


        def _wall(tiles, columns, titles=None, title='', cmap='gray', limits=None, bar='', rows=None, width=780, gap=0.08):
            """Tiles of one size as one plot; each is [H, W] through the colour map or [H, W, 3].

            rows: a name for each row, to its left. bar: what the colours mean, for a scale beside.
            """
            height, wide = tiles[0].shape[:2]
            lines = (len(tiles) + columns - 1) // columns
            side = max(14.0, min(104.0, width / columns / (1 + gap), 640.0 / lines * wide / height if lines > 6 else 1000.0))
            tall = height / wide
            # A title stands in a strip over its tile, as high as its letters.
            room = 15.0 / side if titles else 0.0
            across, down = 1 + gap, tall + gap + room
            left = (max([len(row) for row in rows]) * 6.6 + 8) / side if rows else 0.0
            figure = _plt.figure(figsize=((side * (columns * across + left) + 24 + (78 if bar else 0)) / 100,
                                          (side * lines * down + 24 + (30 if title else 0)) / 100))
            axes = figure.add_subplot(1, 1, 1)
            mappable = None
            low, high = limits or (None, None)
            for place, tile in enumerate(tiles):
                row, column = place // columns, place % columns
                x, y = column * across, row * down + room
                drawn = axes.imshow(tile, cmap=cmap, vmin=low, vmax=high, extent=(x, x + 1, y + tall, y))
                if tile.ndim == 2:
                    mappable = drawn
                if titles and place < len(titles):
                    axes.text(x + 0.5, y - 2 / side, titles[place], fontsize=7.5 if side > 40 else 6.5, ha='center', va='bottom')
                if rows and column == 0:
                    axes.text(-6 / side, y + tall / 2, rows[row], fontsize=8, ha='right', va='center')
            axes.set_xlim(-left, columns * across - gap)
            axes.set_ylim(lines * down - gap, 0)
            axes.axis('off')
            if title:
                axes.set_title(title, fontsize=10)
            if bar and mappable is not None:
                figure.colorbar(mappable, ax=axes, label=bar)
            return figure
        """#
}
