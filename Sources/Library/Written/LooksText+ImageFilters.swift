/// Classical kernels upon an image.
extension LooksText {
    static let imageFilters = #"""
        import matplotlib.pyplot as _plt


        _KERNELS = {
            'blur': [[1 / 9] * 3] * 3,
            'Gaussian': [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
            'sharpen': [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
            'edges': [[0, -1, 0], [-1, 4, -1], [0, -1, 0]],
            'Laplacian': [[1, 1, 1], [1, -8, 1], [1, 1, 1]],
            'Sobel x': [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
            'Sobel y': [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
            'Prewitt x': [[-1, 0, 1]] * 3,
            'Prewitt y': [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
            'emboss': [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
            'identity': [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
        }


        def _filtered(pixels, kernel):
            """A convolution as networks compute it (the kernel is not turned) of [H, W, C]; edges go on outwards."""
            tall, wide = kernel.shape
            above, left = (tall - 1) // 2, (wide - 1) // 2
            x = _np.pad(pixels.astype('float64'), [(above, tall - 1 - above), (left, wide - 1 - left), (0, 0)], mode='edge')
            y = _np.zeros(pixels.shape)
            for i in range(tall):
                for j in range(wide):
                    if kernel[i, j] != 0:
                        y += kernel[i, j] * x[i:i + pixels.shape[0], j:j + pixels.shape[1]]
            return y


        def _fraction(number):
            """A weight of a kernel as slides write it."""
            if number == int(number):
                return str(int(number)).replace('-', '−')
            for part in (2, 3, 4, 5, 8, 9, 16, 25):
                if abs(number * part - round(number * part)) < 1e-9:
                    return f'{round(number * part)}/{part}'.replace('-', '−')
            return f'{number:.2f}'.replace('-', '−')


        def image_filters(image, kernels=None, columns=None, show_kernels=True, cmap='gray', show=True):
            """Shows what classical kernels make of an image, side by side, each kernel under its picture.

            kernels: None for blur, Gaussian, sharpen, edges, Sobel x, Sobel y, their magnitude and emboss; a list of names
            ('Laplacian', 'Prewitt x', 'Prewitt y', 'identity' too, and 'Sobel' for the magnitude); a dictionary of arrays by
            name; or one array. A kernel is laid over the image as in a layer of a network, it is not turned; beyond the image
            its edges go on. Pictures of kernels whose weights add up to 0 have mid-gray for 0.
            Gives a Finding: images, a dictionary of the results [H, W, C] by name, as computed, not cut off; kernels.
            """
            pixels = _pixels(image)[:, :, :3]
            if kernels is None:
                kernels = ['blur', 'Gaussian', 'sharpen', 'edges', 'Sobel x', 'Sobel y', 'Sobel', 'emboss']
            if isinstance(kernels, str):
                kernels = [kernels]
            if isinstance(kernels, _np.ndarray) or isinstance(kernels, (list, tuple)) and not isinstance(kernels[0] if kernels else '', str):
                kernels = {'kernel': kernels}
            chosen = {}
            for name in kernels:
                if isinstance(kernels, dict):
                    kernel = _numbers(kernels[name], f"the kernel '{name}'").astype('float64')
                    if kernel.ndim != 2 or max(kernel.shape) > 63:
                        raise ValueError(f"a kernel is [height, width] of at most 63, but '{name}' has the shape {kernel.shape}")
                    chosen[name] = kernel
                elif name == 'Sobel':
                    chosen[name] = None
                elif name in _KERNELS:
                    chosen[name] = _np.array(_KERNELS[name], 'float64')
                else:
                    raise ValueError(f"there is no kernel '{name}': known ones are {', '.join(list(_KERNELS) + ['Sobel'])}")
            if not chosen:
                raise ValueError("kernels is empty")
            found = {}
            for name, kernel in chosen.items():
                if kernel is None:
                    across = _filtered(pixels, _np.array(_KERNELS['Sobel x'], 'float64'))
                    found[name] = _np.sqrt(across ** 2 + _filtered(pixels, _np.array(_KERNELS['Sobel y'], 'float64')) ** 2)
                else:
                    found[name] = _filtered(pixels, kernel)
            figure = None
            if show:
                limits = _limits_of(pixels)
                count = len(found) + 1
                lines = (count + 4) // 5
                across = (count + lines - 1) // lines if columns is None else _columns(count, columns)
                lines = (count + across - 1) // across
                tall = pixels.shape[0] / pixels.shape[1]
                side = min(170.0, 780.0 / across)
                under = 0.46 if show_kernels else 0.0
                down = tall + 0.14 + under
                figure = _plt.figure(figsize=((across * side * 1.06 + 20) / 100, (lines * side * down + 20) / 100))
                axes = figure.add_subplot(1, 1, 1)
                for place, name in enumerate(['image'] + list(found)):
                    x, y = place % across * 1.06, place // across * down + 0.12
                    area = (x, x + 1, y + tall, y)
                    if place == 0:
                        shown = _shown(pixels, limits)
                    else:
                        kernel, y0 = chosen[name], found[name]
                        if kernel is None:
                            shown = _shown(y0, (0.0, float(y0.max()) or 1.0))
                        elif abs(float(kernel.sum())) < 1e-9:
                            most = float(_np.abs(y0).max()) or 1.0
                            shown = _shown(y0, (-most, most))
                        else:
                            shown = _shown(y0, limits)
                    axes.imshow(shown, cmap=cmap, vmin=0, vmax=1, extent=area)
                    axes.text(x + 0.5, y - 0.02, name, fontsize=9, ha='center', va='bottom')
                    if not show_kernels:
                        continue
                    if place > 0 and chosen[name] is not None and max(chosen[name].shape) <= 15:
                        kernel = chosen[name]
                        cell = 0.38 / kernel.shape[0]
                        start = x + 0.5 - cell * kernel.shape[1] * 0.72
                        most = float(_np.abs(kernel).max()) or 1.0
                        axes.imshow(kernel, cmap='coolwarm', vmin=-1.6 * most, vmax=1.6 * most,
                                    extent=(start, start + 1.44 * cell * kernel.shape[1], y + tall + 0.03 + 0.38, y + tall + 0.03))
                        written = [[_fraction(float(v)) for v in row] for row in kernel]
                        if max(kernel.shape) > 3 and (max(kernel.shape) > 5 or max([len(t) for row in written for t in row]) > 2):
                            continue
                        for i, row in enumerate(written):
                            for j, text in enumerate(row):
                                axes.text(start + 1.44 * cell * (j + 0.5), y + tall + 0.03 + cell * (i + 0.5), text,
                                          fontsize=8 if kernel.shape[0] < 5 else 7, ha='center', va='center')
                    elif place > 0 and chosen[name] is None:
                        axes.text(x + 0.5, y + tall + 0.2, '√(x² + y²)', fontsize=9, ha='center', va='center')
                axes.set_xlim(0, across * 1.06 - 0.06)
                axes.set_ylim(lines * down - 0.02, 0)
                axes.axis('off')
            return Finding('ImageFilters', figure, 'images', images=found, kernels=chosen)
        """#
}
