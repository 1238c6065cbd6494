import Language

/// `keras.utils` and `keras.preprocessing`: pictures as arrays, folders of pictures, sequences of one length. Written in the
/// language, over `PIL.Image` and `numpy`.
enum KerasImages {
    static let images = WrittenModule(
        start: start, topics: [pictures, sequences, folders, files])
    static let sequencesAlone = WrittenModule(start: start, topics: [sequences])

    static let start = """
        import math as _math
        import os as _os
        import warnings as _warnings
        import numpy as _np

        """

    static let pictures = #"""
        _resampling = {'nearest': 0, 'lanczos': 1, 'bilinear': 2, 'bicubic': 3, 'box': 4, 'hamming': 5}


        def _checked_format(data_format):
            if data_format not in (None, 'channels_last'):
                raise ValueError("data_format must be 'channels_last': images are [height, width, channels] here")


        def load_img(path, color_mode='rgb', target_size=None, interpolation='nearest', keep_aspect_ratio=False):
            """The picture in a PNG or JPEG file; img_to_array makes an array of it."""
            from PIL import Image
            if not hasattr(path, 'read') and not isinstance(path, (str, bytes)) and not hasattr(path, '__fspath__'):
                raise TypeError("path should be path-like or io.BytesIO, not %s" % type(path))
            img = Image.open(path)
            if color_mode not in ('grayscale', 'rgb', 'rgba'):
                raise ValueError('color_mode must be "grayscale", "rgb", or "rgba"')
            mode = {'grayscale': 'L', 'rgb': 'RGB', 'rgba': 'RGBA'}[color_mode]
            if img.mode != mode:
                img = img.convert(mode)
            if target_size is not None:
                size = (target_size[1], target_size[0])
                if img.size != size:
                    if interpolation not in _resampling:
                        raise ValueError("Invalid interpolation method %s specified. Supported methods are %s" % (
                            interpolation, 'nearest, bilinear, bicubic, hamming, box, lanczos'))
                    box = None
                    if keep_aspect_ratio:
                        width, height = img.size
                        h = min(height, (width * size[1]) // size[0])
                        w = min(width, (height * size[0]) // size[1])
                        top, left = (height - h) // 2, (width - w) // 2
                        box = [left, top, left + w, top + h]
                    img = img.resize(size, _resampling[interpolation], box=box)
            return img


        def img_to_array(img, data_format=None, dtype=None):
            """The pixels of a picture: float32 [height, width, channels]."""
            _checked_format(data_format)
            x = _np.asarray(img, dtype=dtype or 'float32')
            if x.ndim == 2:
                x = x.reshape(x.shape + (1,))
            elif x.ndim != 3:
                raise ValueError("Unsupported image shape: %s" % (x.shape,))
            return x


        def array_to_img(x, data_format=None, scale=True, dtype=None):
            """A picture of an array; scale brings its numbers to 0…255."""
            from PIL import Image
            _checked_format(data_format)
            x = _np.asarray(x, dtype=dtype or 'float32')
            if x.ndim != 3:
                raise ValueError("Expected image array to have rank 3 (single image). Got array with shape: %s" % (x.shape,))
            if scale:
                x = x - _np.min(x)
                most = _np.max(x)
                if most != 0:
                    x /= most
                x *= 255
            if x.shape[2] in (3, 4):
                return Image.fromarray(x.astype('uint8'))
            if x.shape[2] == 1:
                if _np.max(x) > 255:
                    return Image.fromarray(x[:, :, 0].astype('int32'), 'I')
                return Image.fromarray(x[:, :, 0].astype('uint8'))
            raise ValueError("Unsupported channel number: %s" % x.shape[2])


        def save_img(path, x, data_format=None, file_format=None, scale=True, **kwargs):
            """Writes an array as a PNG or JPEG file."""
            _checked_format(data_format)
            img = array_to_img(x, scale=scale)
            if img.mode == 'RGBA' and (file_format in ('jpg', 'jpeg') or file_format is None and str(path).lower().endswith(('.jpg', '.jpeg'))):
                _warnings.warn("The JPG format does not support RGBA images, converting to RGB.")
                img = img.convert('RGB')
            img.save(path, format=file_format, **kwargs)


        def _places(count, wanted):
            """Rows of weights for bilinear resizing as TensorFlow computes it."""
            table = _np.zeros((wanted, count), 'float32')
            at = (_np.arange(wanted, dtype='float32') + _np.float32(0.5)) * _np.float32(count / wanted) - _np.float32(0.5)
            low = _np.floor(at)
            share = (at - low).astype('float32')
            a = _np.clip(low, 0, count - 1).astype('int64')
            b = _np.clip(low + 1, 0, count - 1).astype('int64')
            for i in range(wanted):
                table[i, a[i]] += 1 - share[i]
                table[i, b[i]] += share[i]
            return table


        def _resized(x, size, interpolation):
            h, w = size
            if x.shape[:2] == (h, w):
                return x.astype('float32')
            if interpolation == 'nearest':
                rows = _np.minimum(((_np.arange(h) + 0.5) * (x.shape[0] / h)).astype('int64'), x.shape[0] - 1)
                columns = _np.minimum(((_np.arange(w) + 0.5) * (x.shape[1] / w)).astype('int64'), x.shape[1] - 1)
                return x[rows][:, columns].astype('float32')
            if interpolation != 'bilinear':
                raise NotImplementedError("interpolation=%r is not offered: 'bilinear' or 'nearest'" % (interpolation,))
            x = x.astype('float32')
            wide = _np.tensordot(_places(x.shape[1], w), x, axes=(1, 1))
            return _np.tensordot(_places(x.shape[0], h), wide, axes=(1, 1)).astype('float32')


        def smart_resize(x, size, interpolation='bilinear', data_format='channels_last', **kwargs):
            """An image in another size, cut to the size's form first."""
            _checked_format(data_format)
            if len(size) != 2:
                raise ValueError("Expected `size` to be a tuple of 2 integers, but got: %s." % (size,))
            x = _np.asarray(x)
            if x.ndim == 4:
                return _np.stack([smart_resize(each, size, interpolation) for each in x])
            if x.ndim != 3:
                raise ValueError("Expected an image array with shape `(height, width, channels)`, or `(batch_size, height, width, channels)`, but got input with incorrect rank, of shape %s." % (x.shape,))
            height, width = x.shape[:2]
            h = max(min(height, int(float(width * size[0]) / size[1])), 1)
            w = max(min(width, int(float(height * size[1]) / size[0])), 1)
            top, left = int(float(height - h) / 2), int(float(width - w) / 2)
            return _resized(x[top:top + h, left:left + w], size, interpolation)
        """#

    static let sequences = #"""
        def pad_sequences(sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.0):
            """Sequences of one length: short ones are filled up with value, long ones are cut."""
            if not hasattr(sequences, '__len__'):
                raise ValueError("`sequences` must be iterable.")
            lengths, shape = [], None
            for x in sequences:
                if not hasattr(x, '__len__'):
                    raise ValueError("`sequences` must be a list of iterables. Found non-iterable: %s" % (x,))
                lengths.append(len(x))
                if shape is None and len(x):
                    shape = _np.asarray(x).shape[1:]
            shape = shape or ()
            if maxlen is None:
                maxlen = max(lengths) if lengths else 0
            isText = dtype not in (object, "object") and _np.issubdtype(dtype, _np.str_)
            if isinstance(value, str) and dtype not in (object, 'object') and not isText:
                raise ValueError("`dtype` %s is not compatible with `value`'s type: %s\nYou should set `dtype=object` for variable length strings." % (dtype, type(value)))
            result = _np.full((len(sequences), maxlen) + shape, value, dtype=dtype)
            for i, s in enumerate(sequences):
                if not len(s):
                    continue
                if truncating == 'pre':
                    part = s[-maxlen:]
                elif truncating == 'post':
                    part = s[:maxlen]
                else:
                    raise ValueError('Truncating type "%s" not understood' % truncating)
                part = _np.asarray(part, dtype=dtype)
                if part.shape[1:] != shape:
                    raise ValueError("Shape of sample %s of sequence at position %s is different from expected shape %s" % (part.shape[1:], i, shape))
                if padding == 'post':
                    result[i, :len(part)] = part
                elif padding == 'pre':
                    result[i, -len(part):] = part
                else:
                    raise ValueError('Padding type "%s" not understood' % padding)
            return result
        """#

    static let files = #"""
        def _folders(cache_dir, cache_subdir):
            home = _os.environ.get('HOME', '')
            found = [_os.path.join(cache_dir, cache_subdir)] if cache_dir else []
            if _os.environ.get('SVERTKA_DATA'):
                found.append(_os.environ['SVERTKA_DATA'])
            if home:
                found += [_os.path.join(home, '.svertka', 'datasets'), _os.path.join(home, '.keras', cache_subdir)]
            return found


        def get_file(fname=None, origin=None, untar=False, md5_hash=None, file_hash=None, cache_subdir='datasets',
                     hash_algorithm='auto', extract=False, archive_format='auto', cache_dir=None, force_download=False):
            """The path of a file that is on this computer; nothing is downloaded."""
            if fname is None:
                if origin is None:
                    raise ValueError("Please specify the 'origin' argument (URL of the file to download).")
                fname = origin.rstrip('/').rsplit('/', 1)[-1]
            fname = str(fname)
            stem = fname
            for ending in ('.tar.gz', '.tgz', '.tar.bz', '.tar', '.zip'):
                if fname.endswith(ending):
                    stem = fname[:-len(ending)]
            names = [stem, stem + '_extracted', fname] if extract or untar else [fname]
            folders = [''] if _os.path.isabs(fname) else _folders(cache_dir, cache_subdir)
            for folder in folders:
                for name in names:
                    for path in (_os.path.join(folder, name), _os.path.join(folder, stem.split('.')[0], name)):
                        if _os.path.exists(path):
                            return path
            text = "%s is not on this computer, and nothing is downloaded: " % fname
            if origin:
                text += "get %s%s and " % (origin, ', unpack it' if extract or untar else '')
            text += "put it into %s" % (folders[-1] if folders and folders[-1] else _os.path.dirname(fname))
            raise FileNotFoundError(text + (" or into the folder that SVERTKA_DATA names" if not _os.path.isabs(fname) else ""))
        """#
}
