/// Pictures in folders as batches.
extension KerasImages {
    static let folders = #"""
        def _pictures_in(directory, endings):
            found = []
            for root, _, files in sorted(_os.walk(directory), key=lambda part: part[0]):
                for name in sorted(files):
                    if name.lower().endswith(endings):
                        found.append(_os.path.join(root, name))
            return found


        class _Batches:
            """Batches of samples: what image_dataset_from_directory gives. Goes where fit, evaluate and predict take data."""

            def __init__(self, make, count, after=None):
                self._make, self._count, self._after = make, count, after

            def __len__(self):
                return self._count

            def __getitem__(self, index):
                if not 0 <= index < self._count:
                    raise IndexError("there are %d batches" % self._count)
                return self._make(index)

            def __iter__(self):
                for index in range(self._count):
                    yield self._make(index)
                self.on_epoch_end()

            def on_epoch_end(self):
                """Another order, where the pictures are shuffled."""
                if self._after:
                    self._after()

            def _alike(self, make, count):
                other = _Batches(make, count, self._after)
                for name in ('class_names', 'file_paths'):
                    if hasattr(self, name):
                        setattr(other, name, getattr(self, name))
                return other

            def take(self, count):
                """The first batches."""
                return self._alike(self._make, self._count if count < 0 else min(count, self._count))

            def skip(self, count):
                """The batches after the first ones."""
                return self._alike(lambda i: self._make(i + count), max(self._count - count, 0))

            def map(self, map_func, num_parallel_calls=None, **kwargs):
                """Batches that a function made of these: map(lambda x, y: (x / 255, y))."""
                def changed(index):
                    batch = self._make(index)
                    return map_func(*batch) if isinstance(batch, tuple) else map_func(batch)
                return self._alike(changed, self._count)

            def cache(self, filename=''):
                """The same batches, read once."""
                kept = {}
                def once(index):
                    if index not in kept:
                        kept[index] = self._make(index)
                    return kept[index]
                return _Batches(once, self._count)._named(self)

            def _named(self, other):
                for name in ('class_names', 'file_paths'):
                    if hasattr(other, name):
                        setattr(self, name, getattr(other, name))
                return self

            def prefetch(self, buffer_size=None):
                """The same: batches are made when they are asked for."""
                return self

            def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=True):
                """The batches in another order each time."""
                order = list(_np.random.permutation(self._count))
                def after():
                    order[:] = list(_np.random.permutation(self._count))
                return _Batches(lambda i: self._make(int(order[i])), self._count, after)._named(self)


        def image_dataset_from_directory(directory, labels='inferred', label_mode='int', class_names=None, color_mode='rgb',
                                         batch_size=32, image_size=(256, 256), shuffle=True, seed=None, validation_split=None,
                                         subset=None, interpolation='bilinear', follow_links=False, crop_to_aspect_ratio=False,
                                         pad_to_aspect_ratio=False, data_format=None, format='tf', verbose=True):
            """Batches (images, labels) of PNG and JPEG files; each subfolder of directory is a class."""
            _checked_format(data_format)
            directory = str(directory)
            if labels not in ('inferred', None) and not isinstance(labels, (list, tuple)):
                raise ValueError("`labels` argument should be a list/tuple of integer labels, of the same size as the number of image files in the target directory. If you wish to infer the labels from the subdirectory names in the target directory, pass `labels=\"inferred\"`. If you wish to get a dataset that only contains images (no labels), pass `labels=None`. Received: labels=%s" % (labels,))
            if label_mode not in ('int', 'categorical', 'binary', None):
                raise ValueError('`label_mode` argument must be one of "int", "categorical", "binary", or None. Received: label_mode=%s' % (label_mode,))
            if labels is None or label_mode is None:
                labels, label_mode = None, None
            if color_mode not in ('rgb', 'rgba', 'grayscale'):
                raise ValueError('`color_mode` must be one of {"rgb", "rgba", "grayscale"}. Received: color_mode=%s' % (color_mode,))
            if isinstance(image_size, int):
                image_size = (image_size, image_size)
            if not isinstance(image_size, (list, tuple)) or len(image_size) != 2:
                raise ValueError("Invalid `image_size` value. Expected a tuple of 2 integers. Received: image_size=%s" % (image_size,))
            if pad_to_aspect_ratio:
                raise NotImplementedError("pad_to_aspect_ratio=True is not offered: crop_to_aspect_ratio=True cuts the images")
            if interpolation.lower() not in ('bilinear', 'nearest'):
                raise NotImplementedError("interpolation=%r is not offered: 'bilinear' or 'nearest'" % (interpolation,))
            if validation_split and not 0 < validation_split < 1:
                raise ValueError("`validation_split` must be between 0 and 1, received: %s" % validation_split)
            if (validation_split or subset) and not (validation_split and subset):
                raise ValueError("If `subset` is set, `validation_split` must be set, and inversely.")
            if subset not in ('training', 'validation', 'both', None):
                raise ValueError('`subset` must be either "training", "validation" or "both", received: %s' % subset)
            if validation_split and shuffle and seed is None:
                raise ValueError("If using `validation_split` and shuffling the data, you must provide a `seed` argument, to make sure that there is no overlap between the training and validation subset.")
            if seed is None:
                seed = int(_np.random.randint(1000000))
            endings = ('.jpeg', '.jpg', '.png')
            others = ('.bmp', '.gif')
            paths, numbers = [], []
            if labels == 'inferred':
                names = [n for n in sorted(_os.listdir(directory)) if _os.path.isdir(_os.path.join(directory, n)) and n[0] != '.']
                if class_names is not None:
                    if not set(class_names).issubset(set(names)):
                        raise ValueError("The `class_names` passed did not match the names of the subdirectories of the target directory. Expected: %s (or a subset of it), but received: class_names=%s" % (names, class_names))
                    names = list(class_names)
                for number, name in enumerate(names):
                    found = _pictures_in(_os.path.join(directory, name), endings)
                    paths += found
                    numbers += [number] * len(found)
                class_names = names
            else:
                if class_names is not None:
                    raise ValueError("You can only pass `class_names` if `labels=\"inferred\"`. Received: labels=%s, and class_names=%s" % (labels, class_names))
                paths = _pictures_in(directory, endings)
                if labels is not None:
                    if len(labels) != len(paths):
                        raise ValueError("Expected the lengths of `labels` to match the number of files in the target directory. len(labels) is %d while we found %d files in directory %s." % (len(labels), len(paths), directory))
                    numbers = list(labels)
                    class_names = [str(label) for label in sorted(set(labels))]
            if verbose:
                print("Found %d files." % len(paths) if labels is None else "Found %d files belonging to %d classes." % (len(paths), len(class_names)))
            if label_mode == 'binary' and len(class_names) != 2:
                raise ValueError('When passing `label_mode="binary"`, there must be exactly 2 class_names. Received: class_names=%s' % (class_names,))
            if not paths:
                unread = _pictures_in(directory, others)
                raise ValueError("No images found in directory %s. Allowed formats: ('.jpeg', '.jpg', '.png')" % directory + (
                    "; %d pictures there are in other formats, which are not read here" % len(unread) if unread else ""))
            numbers = _np.array(numbers, dtype='int32')
            if shuffle:
                _np.random.RandomState(seed).shuffle(paths)
                _np.random.RandomState(seed).shuffle(numbers)

            def batches(paths, numbers, isShuffled):
                order = _np.arange(len(paths))
                source = _np.random.RandomState(seed)

                def mix():
                    if isShuffled:
                        source.shuffle(order)

                def sample(i):
                    if color_mode == 'grayscale':
                        # Colours become gray as libpng computes it, which is not quite as Pillow does.
                        c = img_to_array(load_img(paths[i], color_mode='rgb'), dtype='int64')
                        x = ((9797 * c[:, :, :1] + 19234 * c[:, :, 1:2] + 3737 * c[:, :, 2:]) >> 15).astype('float32')
                    else:
                        x = img_to_array(load_img(paths[i], color_mode=color_mode))
                    if crop_to_aspect_ratio:
                        return smart_resize(x, image_size, interpolation.lower())
                    return _resized(x, image_size, interpolation.lower())

                def label(places):
                    y = numbers[places]
                    if label_mode == 'binary':
                        return y.astype('float32')[:, None]
                    if label_mode == 'categorical':
                        return _np.eye(len(class_names), dtype='float32')[y]
                    return y

                def batch(index):
                    if batch_size is None:
                        x = sample(int(order[index]))
                        return x if label_mode is None else (x, label(order[index:index + 1])[0])
                    places = order[index * batch_size:(index + 1) * batch_size]
                    x = _np.stack([sample(int(i)) for i in places])
                    return x if label_mode is None else (x, label(places))

                mix()
                result = _Batches(batch, len(paths) if batch_size is None else -(-len(paths) // batch_size), mix)
                result.class_names, result.file_paths = class_names, list(paths)
                return result

            if not validation_split:
                return batches(paths, numbers, shuffle)
            held = int(validation_split * len(paths))
            if subset in ('training', 'both') and verbose:
                print("Using %d files for training." % (len(paths) - held))
            if subset in ('validation', 'both') and verbose:
                print("Using %d files for validation." % held)
            if held == 0 or held == len(paths):
                raise ValueError("validation_split=%s leaves one part without images: there are %d" % (validation_split, len(paths)))
            training = batches(paths[:-held], numbers[:-held], shuffle)
            validation = batches(paths[-held:], numbers[-held:], shuffle and subset == 'validation')
            return [training, validation] if subset == 'both' else training if subset == 'training' else validation
        """#
}
