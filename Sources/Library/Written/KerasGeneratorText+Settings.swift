/// The generator itself: its settings, what it draws and what it does to a picture.
extension KerasGenerator {
    static let generator = #"""
        class ImageDataGenerator:
            """Pictures changed at random: turned, moved, sheared, zoomed, mirrored, brightened, brought to a common spread."""

            def __init__(self, featurewise_center=False, samplewise_center=False, featurewise_std_normalization=False,
                         samplewise_std_normalization=False, zca_whitening=False, zca_epsilon=1e-6, rotation_range=0,
                         width_shift_range=0.0, height_shift_range=0.0, brightness_range=None, shear_range=0.0, zoom_range=0.0,
                         channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, vertical_flip=False,
                         rescale=None, preprocessing_function=None, data_format=None, validation_split=0.0,
                         interpolation_order=1, dtype=None):
                if data_format not in (None, 'channels_last'):
                    raise ValueError("ImageDataGenerator: data_format must be 'channels_last': images are [height, width, channels] here")
                if validation_split and not 0 < validation_split < 1:
                    raise ValueError("`validation_split` must be strictly between 0 and 1.  Received: %s" % validation_split)
                self.featurewise_center, self.samplewise_center = featurewise_center, samplewise_center
                self.featurewise_std_normalization = featurewise_std_normalization
                self.samplewise_std_normalization = samplewise_std_normalization
                self.zca_whitening, self.zca_epsilon = zca_whitening, zca_epsilon
                self.rotation_range, self.shear_range = rotation_range, shear_range
                self.width_shift_range, self.height_shift_range = width_shift_range, height_shift_range
                self.channel_shift_range, self.fill_mode, self.cval = channel_shift_range, fill_mode, cval
                self.horizontal_flip, self.vertical_flip = horizontal_flip, vertical_flip
                self.rescale, self.preprocessing_function = rescale, preprocessing_function
                self.data_format, self.dtype = 'channels_last', dtype or 'float32'
                self.interpolation_order, self._validation_split = interpolation_order, validation_split
                self.mean = self.std = self.zca_whitening_matrix = None
                if isinstance(zoom_range, (float, int)):
                    self.zoom_range = [1 - zoom_range, 1 + zoom_range]
                elif len(zoom_range) == 2 and all(isinstance(v, (float, int)) for v in zoom_range):
                    self.zoom_range = [zoom_range[0], zoom_range[1]]
                else:
                    raise ValueError("`zoom_range` should be a float or a tuple or list of two floats. Received: %s" % (zoom_range,))
                said = "This ImageDataGenerator specifies `%s`, which overrides setting of `%s`."
                if zca_whitening:
                    if not featurewise_center:
                        self.featurewise_center = True
                        _warnings.warn(said % ('zca_whitening', 'featurewise_center'))
                    if featurewise_std_normalization:
                        self.featurewise_std_normalization = False
                        _warnings.warn(said % ('zca_whitening', 'featurewise_std_normalization'))
                if featurewise_std_normalization and not featurewise_center:
                    self.featurewise_center = True
                    _warnings.warn(said % ('featurewise_std_normalization', 'featurewise_center'))
                if samplewise_std_normalization and not samplewise_center:
                    self.samplewise_center = True
                    _warnings.warn(said % ('samplewise_std_normalization', 'samplewise_center'))
                if brightness_range is not None and (not isinstance(brightness_range, (tuple, list)) or len(brightness_range) != 2):
                    raise ValueError("`brightness_range should be tuple or list of two floats. Received: %s" % (brightness_range,))
                self.brightness_range = brightness_range

            def flow(self, x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, save_to_dir=None,
                     save_prefix='', save_format='png', ignore_class_split=False, subset=None):
                """Batches of arrays, changed at random, without an end."""
                return NumpyArrayIterator(x, y, self, batch_size=batch_size, shuffle=shuffle, sample_weight=sample_weight,
                                          seed=seed, save_to_dir=save_to_dir, save_prefix=save_prefix, save_format=save_format,
                                          ignore_class_split=ignore_class_split, subset=subset, dtype=self.dtype)

            def flow_from_directory(self, directory, target_size=(256, 256), color_mode='rgb', classes=None,
                                    class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None,
                                    save_prefix='', save_format='png', follow_links=False, subset=None,
                                    interpolation='nearest', keep_aspect_ratio=False):
                """Batches of PNG and JPEG files, changed at random, without an end; each subfolder of directory is a class."""
                return DirectoryIterator(directory, self, target_size=target_size, color_mode=color_mode, classes=classes,
                                         class_mode=class_mode, batch_size=batch_size, shuffle=shuffle, seed=seed,
                                         save_to_dir=save_to_dir, save_prefix=save_prefix, save_format=save_format,
                                         follow_links=follow_links, subset=subset, interpolation=interpolation,
                                         keep_aspect_ratio=keep_aspect_ratio, dtype=self.dtype)

            def flow_from_dataframe(self, *args, **kwargs):
                """Not offered: there are no data frames here."""
                raise NotImplementedError("flow_from_dataframe is not offered: there are no data frames; flow and flow_from_directory are")

            def _unfitted(self, what):
                _warnings.warn("This ImageDataGenerator specifies `%s`, but it hasn't been fit on any training data. Fit it first by calling `.fit(numpy_data)`." % what)

            def standardize(self, x):
                """A picture brought to a common spread, as the settings say."""
                if self.preprocessing_function:
                    x = self.preprocessing_function(x)
                if self.rescale:
                    x *= self.rescale
                if self.samplewise_center:
                    x -= _np.mean(x, keepdims=True)
                if self.samplewise_std_normalization:
                    x /= _np.std(x, keepdims=True) + 1e-6
                if self.featurewise_center:
                    if self.mean is not None:
                        x -= self.mean
                    else:
                        self._unfitted('featurewise_center')
                if self.featurewise_std_normalization:
                    if self.std is not None:
                        x /= self.std + 1e-6
                    else:
                        self._unfitted('featurewise_std_normalization')
                if self.zca_whitening:
                    if self.zca_whitening_matrix is not None:
                        x = _np.reshape(x.reshape(-1, self.zca_whitening_matrix.shape[0]) @ self.zca_whitening_matrix, x.shape)
                    else:
                        self._unfitted('zca_whitening')
                return x

            def _shift(self, wanted, count):
                if not isinstance(wanted, (int, float)) or isinstance(wanted, int) and wanted > 0:
                    moved = _np.random.choice(wanted)
                    moved = moved * _np.random.choice([-1, 1])
                else:
                    moved = _np.random.uniform(-wanted, wanted)
                return moved * count if _np.max(wanted) < 1 else moved

            def get_random_transform(self, img_shape, seed=None):
                """What happens to the next picture, drawn from np.random."""
                if seed is not None:
                    _np.random.seed(seed)
                uniform = _np.random.uniform
                theta = uniform(-self.rotation_range, self.rotation_range) if self.rotation_range else 0
                tx = self._shift(self.height_shift_range, img_shape[0]) if self.height_shift_range else 0
                ty = self._shift(self.width_shift_range, img_shape[1]) if self.width_shift_range else 0
                shear = uniform(-self.shear_range, self.shear_range) if self.shear_range else 0
                if self.zoom_range[0] == 1 and self.zoom_range[1] == 1:
                    zx, zy = 1, 1
                else:
                    zx, zy = uniform(self.zoom_range[0], self.zoom_range[1], 2)
                flip_horizontal = (_np.random.random() < 0.5) * self.horizontal_flip
                flip_vertical = (_np.random.random() < 0.5) * self.vertical_flip
                intensity = None
                if self.channel_shift_range != 0:
                    intensity = uniform(-self.channel_shift_range, self.channel_shift_range)
                brightness = None
                if self.brightness_range is not None:
                    brightness = uniform(self.brightness_range[0], self.brightness_range[1])
                return {'theta': theta, 'tx': tx, 'ty': ty, 'shear': shear, 'zx': zx, 'zy': zy,
                        'flip_horizontal': flip_horizontal, 'flip_vertical': flip_vertical,
                        'channel_shift_intensity': intensity, 'brightness': brightness}

            def apply_transform(self, x, transform_parameters):
                """A picture changed as get_random_transform says."""
                p = transform_parameters
                x = apply_affine_transform(x, p.get('theta', 0), p.get('tx', 0), p.get('ty', 0), p.get('shear', 0),
                                           p.get('zx', 1), p.get('zy', 1), row_axis=0, col_axis=1, channel_axis=2,
                                           fill_mode=self.fill_mode, cval=self.cval, order=self.interpolation_order)
                if p.get('channel_shift_intensity') is not None:
                    x = apply_channel_shift(x, p['channel_shift_intensity'], 2)
                if p.get('flip_horizontal', False):
                    x = x[:, ::-1]
                if p.get('flip_vertical', False):
                    x = x[::-1]
                if p.get('brightness') is not None:
                    x = apply_brightness_shift(x, p['brightness'], False)
                return x

            def random_transform(self, x, seed=None):
                """A picture changed at random."""
                return self.apply_transform(x, self.get_random_transform(x.shape, seed))

            def fit(self, x, augment=False, rounds=1, seed=None):
                """Learns mean, deviation and whitening of pictures, where the settings ask for them."""
                x = _np.asarray(x, dtype=self.dtype)
                if x.ndim != 4:
                    raise ValueError("Input to `.fit()` should have rank 4. Got array with shape: " + str(x.shape))
                if x.shape[3] not in (1, 3, 4):
                    _warnings.warn('Expected input to be images (as Numpy array) following the data format convention "channels_last" (channels on axis 3), i.e. expected either 1, 3 or 4 channels on axis 3. However, it was passed an array with shape %s (%d channels).' % (x.shape, x.shape[3]))
                if seed is not None:
                    _np.random.seed(seed)
                x = _np.copy(x)
                if self.rescale:
                    x *= self.rescale
                if augment:
                    more = _np.zeros((rounds * len(x),) + x.shape[1:], dtype=self.dtype)
                    for r in range(rounds):
                        for i in range(len(x)):
                            more[i + r * len(x)] = self.random_transform(x[i])
                    x = more
                if self.featurewise_center:
                    self.mean = _np.mean(x, axis=(0, 1, 2)).reshape(1, 1, x.shape[3])
                    x -= self.mean
                if self.featurewise_std_normalization:
                    self.std = _np.std(x, axis=(0, 1, 2)).reshape(1, 1, x.shape[3])
                    x /= self.std + 1e-6
                if self.zca_whitening:
                    flat = x.reshape(len(x), -1)
                    u, s, _ = _np.linalg.svd(flat.T, full_matrices=False)
                    inverse = _np.sqrt(len(x)) / (s + self.zca_epsilon)
                    self.zca_whitening_matrix = (u * inverse).dot(u.T)
        """#
}
