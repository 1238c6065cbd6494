import Language

/// `keras.preprocessing.image.ImageDataGenerator`: pictures changed at random, the same ones as Keras's after the same
/// `np.random.seed`. Written in the language.
enum KerasGenerator {
    static let module = WrittenModule(start: start, topics: [moving, iterators, generator, KerasImages.pictures])

    private static let start = """
        import os as _os
        import warnings as _warnings
        import numpy as _np

        """

    private static let moving = #"""
        def _inside(at, count, mode):
            """Places between 0 and count - 1 for places anywhere, as SciPy's modes have them; and which count."""
            known = _np.ones(at.shape, bool)
            if mode == 'nearest':
                at = _np.clip(at, 0, count - 1)
            elif mode == 'constant':
                known = (at >= 0) & (at <= count - 1)
                at = _np.clip(at, 0, count - 1)
            elif mode == 'wrap':
                size = max(count - 1, 1)
                low, high = at < 0, at > count - 1
                at = _np.where(low, at + size * (_np.trunc(-at / size) + 1), _np.where(high, at - size * _np.trunc(at / size), at))
            return at, known


        def _neighbour(index, count, mode):
            if mode == 'reflect':
                index = index % (2 * count)
                return _np.where(index >= count, 2 * count - 1 - index, index)
            return _np.clip(index, 0, count - 1)


        def _affine(x, matrix, offset, order, mode, cval):
            """Each pixel from the place matrix @ (row, column) + offset, between pixels linearly."""
            h, w = x.shape[:2]
            rows, columns = _np.mgrid[0:h, 0:w].astype('float64')
            r = matrix[0, 0] * rows + matrix[0, 1] * columns + offset[0]
            c = matrix[1, 0] * rows + matrix[1, 1] * columns + offset[1]
            r, inRows = _inside(r, h, mode)
            c, inColumns = _inside(c, w, mode)
            known = (inRows & inColumns)[:, :, None]
            source = x.astype('float64')
            if order == 0:
                i = _neighbour(_np.floor(r + 0.5).astype('int64'), h, mode)
                j = _neighbour(_np.floor(c + 0.5).astype('int64'), w, mode)
                result = source[i, j]
            else:
                i, j = _np.floor(r).astype('int64'), _np.floor(c).astype('int64')
                dr, dc = (r - i)[:, :, None], (c - j)[:, :, None]
                i0, i1 = _neighbour(i, h, mode), _neighbour(i + 1, h, mode)
                j0, j1 = _neighbour(j, w, mode), _neighbour(j + 1, w, mode)
                result = ((1 - dr) * ((1 - dc) * source[i0, j0] + dc * source[i0, j1])
                          + dr * ((1 - dc) * source[i1, j0] + dc * source[i1, j1]))
            return _np.where(known, result, cval).astype(x.dtype)


        def apply_affine_transform(x, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1, row_axis=1, col_axis=2, channel_axis=0,
                                   fill_mode='nearest', cval=0.0, order=1):
            """A picture turned by theta degrees, moved by tx rows and ty columns, sheared and zoomed about its middle."""
            if sorted([row_axis, col_axis, channel_axis]) != [0, 1, 2]:
                raise ValueError("'row_axis', 'col_axis', and 'channel_axis' must be distinct")
            if x.ndim != 3:
                raise ValueError("Input arrays must be multi-channel 2D images.")
            if fill_mode not in ('nearest', 'constant', 'reflect', 'wrap'):
                raise ValueError("fill_mode must be 'nearest', 'constant', 'reflect' or 'wrap', not %r" % (fill_mode,))
            if order not in (0, 1):
                raise NotImplementedError("interpolation_order=%r is not offered: 0 or 1" % (order,))
            steps = []
            if theta != 0:
                a = _np.deg2rad(theta)
                steps.append(_np.array([[_np.cos(a), -_np.sin(a), 0], [_np.sin(a), _np.cos(a), 0], [0, 0, 1]]))
            if tx != 0 or ty != 0:
                steps.append(_np.array([[1, 0, tx], [0, 1, ty], [0, 0, 1]]))
            if shear != 0:
                a = _np.deg2rad(shear)
                steps.append(_np.array([[1, -_np.sin(a), 0], [0, _np.cos(a), 0], [0, 0, 1]]))
            if zx != 1 or zy != 1:
                steps.append(_np.array([[zx, 0, 0], [0, zy, 0], [0, 0, 1]]))
            if not steps:
                return x
            whole = steps[0]
            for step in steps[1:]:
                whole = _np.dot(whole, step)
            h, w = x.shape[row_axis], x.shape[col_axis]
            o, p = float(h) / 2 - 0.5, float(w) / 2 - 0.5
            there, back = _np.array([[1, 0, o], [0, 1, p], [0, 0, 1]]), _np.array([[1, 0, -o], [0, 1, -p], [0, 0, 1]])
            whole = _np.dot(_np.dot(there, whole), back)
            if col_axis > row_axis:
                whole[:, [0, 1]] = whole[:, [1, 0]]
                whole[[0, 1]] = whole[[1, 0]]
            turned = _np.transpose(x, (row_axis, col_axis, channel_axis))
            result = _affine(turned, whole[:2, :2], whole[:2, 2], order, fill_mode, cval)
            return _np.transpose(result, _np.argsort([row_axis, col_axis, channel_axis]))


        def apply_channel_shift(x, intensity, channel_axis=0):
            """A number is added to all channels, within the range that there was."""
            return _np.clip(x + intensity, _np.min(x), _np.max(x))


        def apply_brightness_shift(x, brightness, scale=True):
            """A picture times a number, in steps of 8 bits as Pillow computes it."""
            low, high = _np.min(x), _np.max(x)
            isWide = (low < 0) or (high > 255)
            pixels = img_to_array(array_to_img(x, scale=isWide or scale))
            pixels = _np.trunc(_np.clip(pixels * _np.float32(brightness), 0, 255)).astype('float32')
            if not scale and isWide:
                pixels = pixels / 255 * (high - low) + low
            return pixels
        """#

    private static let iterators = #"""
        class Iterator:
            """Batches without an end: what flow and flow_from_directory give. Goes where fit, evaluate and predict take data."""

            def __init__(self, n, batch_size, shuffle, seed):
                self.n, self.batch_size, self.shuffle, self.seed = n, batch_size, shuffle, seed
                self.batch_index = 0
                self.total_batches_seen = 0
                self.index_array = None

            def _set_index_array(self):
                self.index_array = _np.random.permutation(self.n) if self.shuffle else _np.arange(self.n)

            def __len__(self):
                return (self.n + self.batch_size - 1) // self.batch_size

            def __getitem__(self, idx):
                if idx >= len(self):
                    raise ValueError("Asked to retrieve element %d, but the Sequence has length %d" % (idx, len(self)))
                if self.seed is not None:
                    _np.random.seed(self.seed + self.total_batches_seen)
                self.total_batches_seen += 1
                if self.index_array is None:
                    self._set_index_array()
                return self._samples(self.index_array[self.batch_size * idx:self.batch_size * (idx + 1)])

            def on_epoch_end(self):
                """Another order."""
                self._set_index_array()

            def reset(self):
                """The next batch is the first one."""
                self.batch_index = 0

            def __iter__(self):
                return self

            def next(self):
                """The next batch."""
                return self.__next__()

            def __next__(self):
                if self.seed is not None:
                    _np.random.seed(self.seed + self.total_batches_seen)
                if self.batch_index == 0:
                    self._set_index_array()
                first = (self.batch_index * self.batch_size) % self.n if self.n else 0
                self.batch_index = self.batch_index + 1 if self.n > first + self.batch_size else 0
                self.total_batches_seen += 1
                return self._samples(self.index_array[first:first + self.batch_size])

            def _changed(self, x):
                generator = self.image_data_generator
                return generator.standardize(generator.apply_transform(x, generator.get_random_transform(x.shape)))

            def _saved(self, batch, places, most):
                if not self.save_to_dir:
                    return
                for i, j in enumerate(places):
                    name = '%s_%s_%s.%s' % (self.save_prefix, j, _np.random.randint(most), self.save_format)
                    array_to_img(batch[i], scale=True).save(_os.path.join(self.save_to_dir, name))


        class NumpyArrayIterator(Iterator):
            """Batches of arrays, changed at random."""

            def __init__(self, x, y, image_data_generator, batch_size=32, shuffle=False, sample_weight=None, seed=None,
                         data_format=None, save_to_dir=None, save_prefix='', save_format='png', subset=None,
                         ignore_class_split=False, dtype=None):
                others = []
                if isinstance(x, (tuple, list)):
                    others = [_np.asarray(each) for each in (x[1] if isinstance(x[1], list) else [x[1]])]
                    x = x[0]
                    for other in others:
                        if len(x) != len(other):
                            raise ValueError("All of the arrays in `x` should have the same length. Found a pair with: len(x[0]) = %d, len(x[?]) = %d" % (len(x), len(other)))
                for name, values in (('y` (labels)', y), ('sample_weight`', sample_weight)):
                    if values is not None and len(x) != len(values):
                        raise ValueError("`x` (images tensor) and `%s should have the same length. Found: x.shape = %s, %s.shape = %s" % (
                            name, _np.asarray(x).shape, name.split('`')[0], _np.asarray(values).shape))
                if subset is not None:
                    if subset not in ('training', 'validation'):
                        raise ValueError('Invalid subset name: %s; expected "training" or "validation".' % subset)
                    at = int(len(x) * image_data_generator._validation_split)
                    if y is not None and not ignore_class_split and not _np.array_equal(_np.unique(y[:at]), _np.unique(y[at:])):
                        raise ValueError("Training and validation subsets have different number of classes after the split. If your numpy arrays are sorted by the label, you might want to shuffle them.")
                    part = slice(None, at) if subset == 'validation' else slice(at, None)
                    x, others = x[part], [other[part] for other in others]
                    y = y[part] if y is not None else None
                self.dtype = dtype or 'float32'
                self.x, self.x_misc = _np.asarray(x, dtype=self.dtype), others
                if self.x.ndim != 4:
                    raise ValueError("Input data in `NumpyArrayIterator` should have rank 4. You passed an array with shape %s" % (self.x.shape,)
                                     + ("; images need a channel axis: x.reshape(-1, %d, %d, 1)" % self.x.shape[1:] if self.x.ndim == 3 else ""))
                if self.x.shape[3] not in (1, 3, 4):
                    _warnings.warn('NumpyArrayIterator is set to use the data format convention "channels_last" (channels on axis 3), i.e. expected either 1, 3, or 4 channels on axis 3. However, it was passed an array with shape %s (%d channels).' % (self.x.shape, self.x.shape[3]))
                self.y = None if y is None else _np.asarray(y)
                self.sample_weight = None if sample_weight is None else _np.asarray(sample_weight)
                self.image_data_generator = image_data_generator
                self.save_to_dir, self.save_prefix, self.save_format = save_to_dir, save_prefix, save_format
                super().__init__(len(self.x), batch_size, shuffle, seed)

            def _samples(self, places):
                batch = _np.zeros((len(places),) + self.x.shape[1:], dtype=self.dtype)
                for i, j in enumerate(places):
                    batch[i] = self._changed(self.x[j].copy())
                self._saved(batch, places, 10000)
                x = [batch] + [other[places] for other in self.x_misc] if self.x_misc else batch
                if self.y is None:
                    return x
                if self.sample_weight is None:
                    return x, self.y[places]
                return x, self.y[places], self.sample_weight[places]


        class DirectoryIterator(Iterator):
            """Batches of PNG and JPEG files in folders, a folder a class, changed at random."""

            def __init__(self, directory, image_data_generator, target_size=(256, 256), color_mode='rgb', classes=None,
                         class_mode='categorical', batch_size=32, shuffle=True, seed=None, data_format=None, save_to_dir=None,
                         save_prefix='', save_format='png', follow_links=False, subset=None, interpolation='nearest',
                         keep_aspect_ratio=False, dtype=None):
                if color_mode not in ('rgb', 'rgba', 'grayscale'):
                    raise ValueError('Invalid color mode: %s; expected "rgb", "rgba", or "grayscale".' % color_mode)
                if class_mode not in ('categorical', 'binary', 'sparse', 'input', None):
                    raise ValueError("Invalid class_mode: %s; expected one of: {'categorical', 'binary', 'sparse', 'input', None}" % (class_mode,))
                if subset not in (None, 'validation', 'training'):
                    raise ValueError('Invalid subset name: %s;expected "training" or "validation"' % subset)
                self.directory, self.image_data_generator = str(directory), image_data_generator
                self.target_size, self.color_mode = tuple(target_size), color_mode
                self.image_shape = self.target_size + ({'rgb': 3, 'rgba': 4, 'grayscale': 1}[color_mode],)
                self.class_mode, self.interpolation, self.keep_aspect_ratio = class_mode, interpolation, keep_aspect_ratio
                self.save_to_dir, self.save_prefix, self.save_format = save_to_dir, save_prefix, save_format
                self.dtype, self.subset = dtype or 'float32', subset
                if not classes:
                    classes = [n for n in sorted(_os.listdir(self.directory)) if _os.path.isdir(_os.path.join(self.directory, n))]
                self.num_classes = len(classes)
                self.class_indices = dict(zip(classes, range(len(classes))))
                share = image_data_generator._validation_split if image_data_generator else 0
                self.filenames, numbers, unread = [], [], 0
                for number, name in enumerate(classes):
                    found = []
                    for root, _, files in sorted(_os.walk(_os.path.join(self.directory, name)), key=lambda part: part[0]):
                        for file in sorted(files):
                            if file.lower().endswith(('.png', '.jpg', '.jpeg')):
                                found.append(_os.path.relpath(_os.path.join(root, file), self.directory))
                            elif file.lower().endswith(('.bmp', '.ppm', '.tif', '.tiff')):
                                unread += 1
                    if subset is not None:
                        split = (0, share) if subset == 'validation' else (share, 1)
                        found = found[int(split[0] * len(found)):int(split[1] * len(found))]
                    self.filenames += found
                    numbers += [number] * len(found)
                self.samples = len(self.filenames)
                self.classes = self.labels = _np.array(numbers, dtype='int32')
                self.filepaths = [_os.path.join(self.directory, name) for name in self.filenames]
                print("Found %d images belonging to %d classes." % (self.samples, self.num_classes))
                if unread:
                    _warnings.warn("%d pictures are neither PNG nor JPEG files and are left out: other formats are not read here" % unread)
                super().__init__(self.samples, batch_size, shuffle, seed)

            def _samples(self, places):
                batch = _np.zeros((len(places),) + self.image_shape, dtype=self.dtype)
                for i, j in enumerate(places):
                    x = img_to_array(load_img(self.filepaths[j], color_mode=self.color_mode, target_size=self.target_size,
                                              interpolation=self.interpolation, keep_aspect_ratio=self.keep_aspect_ratio))
                    batch[i] = self._changed(x) if self.image_data_generator else x
                self._saved(batch, places, 10000000)
                if self.class_mode == 'input':
                    return batch, batch.copy()
                if self.class_mode in ('binary', 'sparse'):
                    return batch, self.classes[places].astype(self.dtype)
                if self.class_mode == 'categorical':
                    return batch, _np.eye(max(self.num_classes, 1), dtype=self.dtype)[self.classes[places]]
                return batch
        """#
}
