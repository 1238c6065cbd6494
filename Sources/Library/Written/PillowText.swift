/// `PIL.Image`: names, the class of pictures.
enum PillowText {
    static let start = #"""
        import io as _io
        import math as _math
        import warnings as _warnings
        import numpy as _np
        from pathlib import Path as _Path
        from PIL._files import size as _size, decode as _decode, encode_png as _encode_png, encode_jpeg as _encode_jpeg
        from PIL._files import to_two as _to_two, to_palette as _to_palette, colour as _colour
        from PIL import UnidentifiedImageError
        """#

    static let names = #"""
        NEAREST = 0
        LANCZOS = 1
        BILINEAR = 2
        BICUBIC = 3
        BOX = 4
        HAMMING = 5
        FLIP_LEFT_RIGHT = 0
        FLIP_TOP_BOTTOM = 1
        ROTATE_90 = 2
        ROTATE_180 = 3
        ROTATE_270 = 4
        TRANSPOSE = 5
        TRANSVERSE = 6
        AFFINE = 0
        EXTENT = 1
        NONE = 0
        FLOYDSTEINBERG = 3
        WEB = 0
        ADAPTIVE = 1
        MAX_IMAGE_PIXELS = 89478485


        class Resampling:
            """Ways to compute pixels of another size."""
            NEAREST = 0
            LANCZOS = 1
            BILINEAR = 2
            BICUBIC = 3
            BOX = 4
            HAMMING = 5


        class Transpose:
            """Mirrors and quarters of a turn."""
            FLIP_LEFT_RIGHT = 0
            FLIP_TOP_BOTTOM = 1
            ROTATE_90 = 2
            ROTATE_180 = 3
            ROTATE_270 = 4
            TRANSPOSE = 5
            TRANSVERSE = 6


        class Transform:
            """Kinds of transforms."""
            AFFINE = 0
            EXTENT = 1


        class Dither:
            """How few colours stand for many."""
            NONE = 0
            FLOYDSTEINBERG = 3


        class Palette:
            """Palettes that convert('P') chooses from."""
            WEB = 0
            ADAPTIVE = 1


        class DecompressionBombWarning(RuntimeWarning):
            """A picture of very many pixels."""


        class DecompressionBombError(Exception):
            """A picture of far more pixels than memory should be asked for."""


        # Samples of a pixel and their kind for each mode.
        _modes = {'1': (1, 'uint8'), 'L': (1, 'uint8'), 'P': (1, 'uint8'), 'LA': (2, 'uint8'), 'RGB': (3, 'uint8'),
                  'RGBA': (4, 'uint8'), 'CMYK': (4, 'uint8'), 'YCbCr': (3, 'uint8'), 'HSV': (3, 'uint8'),
                  'I': (1, 'int32'), 'F': (1, 'float32'), 'I;16': (1, 'uint16')}
        _bands = {'I;16': ('I;16',), 'YCbCr': ('Y', 'Cb', 'Cr')}
        """#

    static let picture = #"""
        class Image:
            """A picture: its pixels, size (width, height) and mode."""

            format = None
            format_description = None
            is_animated = False
            n_frames = 1

            def __init__(self, pixels=None, mode='L'):
                self._pixels = pixels
                self.mode = mode
                self.info = {}
                self._palette = b''
                self._exif = b''

            def _with(self, pixels):
                """The picture with other pixels."""
                result = Image(pixels, self.mode)
                result.info, result._palette = dict(self.info), self._palette
                return result

            @property
            def size(self):
                return (self._pixels.shape[1], self._pixels.shape[0])

            @property
            def width(self):
                return self._pixels.shape[1]

            @property
            def height(self):
                return self._pixels.shape[0]

            @property
            def has_transparency_data(self):
                return self.mode in ('LA', 'RGBA') or 'transparency' in self.info

            def __array__(self, dtype=None, copy=None):
                pixels = self._pixels[:, :, 0] if self._pixels.shape[2] == 1 else self._pixels
                if self.mode == '1':
                    pixels = pixels != 0
                return pixels.astype(dtype) if dtype is not None else pixels.copy()

            def __repr__(self):
                return '<PIL.Image.Image image mode=%s size=%dx%d>' % (self.mode, self.width, self.height)

            def __eq__(self, other):
                return isinstance(other, Image) and self.mode == other.mode and self._palette == other._palette and _np.array_equal(self._pixels, other._pixels)

            def __enter__(self):
                return self

            def __exit__(self, *args):
                pass

            def _repr_png_(self):
                stream = _io.BytesIO()
                self._shown().save(stream, 'PNG')
                return stream.getvalue()

            def _shown(self):
                """The picture in a mode that PNG files hold; F and I from their least to their greatest number."""
                if self.mode in ('F', 'I'):
                    p = _np.nan_to_num(self._pixels.astype('float64'))
                    if p.size and (p.min() < 0 or p.max() > 255 or p.max() <= 1):
                        p = (p - p.min()) * (255 / ((p.max() - p.min()) or 1))
                    return Image(_np.clip(p, 0, 255).astype('uint8'), 'L')
                return self.convert('RGB') if self.mode in ('CMYK', 'YCbCr', 'HSV') else self

            def copy(self):
                """The same picture, which can be changed by itself."""
                return self._with(self._pixels.copy())

            def close(self):
                """Does nothing: the file is closed already."""

            def load(self):
                """Does nothing: the pixels are there already."""

            def verify(self):
                """Does nothing: what opens is whole."""

            def seek(self, frame):
                """Goes to a frame: there is one."""
                if frame != 0:
                    raise EOFError("no more images in this file")

            def tell(self):
                """The number of the frame."""
                return 0

            def show(self, title=None):
                """Shows the picture in the notebook."""
                from IPython.display import display
                display(self)

            def getbands(self):
                """The names of the channels."""
                if self.mode in _bands:
                    return _bands[self.mode]
                return tuple(self.mode) if self.mode not in ('1', 'I', 'F') else (self.mode,)

            def _place(self, xy):
                x, y = int(xy[0]), int(xy[1])
                x, y = x + self.width if x < 0 else x, y + self.height if y < 0 else y
                if not (0 <= x < self.width and 0 <= y < self.height):
                    raise IndexError("image index out of range")
                return x, y

            def getpixel(self, xy):
                """The pixel at (x, y)."""
                x, y = self._place(xy)
                values = self._pixels[y, x].tolist()
                return values[0] if len(values) == 1 else tuple(values)

            def putpixel(self, xy, value):
                """Changes the pixel at (x, y)."""
                x, y = self._place(xy)
                self._pixels[y, x] = _ink(self, value)

            def _ink_of(self, color):
                return _ink(self, color)

            def getdata(self, band=None):
                """The pixels in a row: numbers, or tuples."""
                if band is not None:
                    return self._pixels[:, :, band].ravel().tolist()
                rows = self._pixels.reshape(-1, self._pixels.shape[2]).tolist()
                return [row[0] for row in rows] if self._pixels.shape[2] == 1 else [tuple(row) for row in rows]

            get_flattened_data = getdata

            def putdata(self, data, scale=1.0, offset=0.0):
                """Changes the pixels from the upper left on."""
                flat = self._pixels.reshape(-1, self._pixels.shape[2])
                values = _np.asarray(data, dtype='float64').reshape(-1, flat.shape[1]) * scale + offset
                if len(values) > len(flat):
                    raise TypeError("too many data entries")
                if flat.dtype == _np.uint8:
                    values = _np.clip(values, 0, 255)
                flat[:len(values)] = values.astype(flat.dtype)
                self._pixels = flat.reshape(self._pixels.shape)

            def tobytes(self, encoder_name='raw', *args):
                """The pixels as bytes, row by row."""
                if self.mode == '1':
                    return _np.packbits(self._pixels[:, :, 0] != 0, axis=1).tobytes()
                return self._pixels.tobytes()

            def getpalette(self, rawmode='RGB'):
                """The palette as a list of numbers; None without one."""
                return list(self._palette) if self.mode == 'P' else None

            def putpalette(self, data, rawmode='RGB'):
                """Gives a picture of places in a palette its colours: red, green, blue, red, …"""
                if self.mode not in ('L', 'P'):
                    raise ValueError("illegal image mode")
                data = bytes(data)
                if rawmode != 'RGB' or len(data) % 3 or len(data) > 768:
                    raise ValueError("a palette is at most 256 triples of red, green and blue here")
                self.mode, self._palette = 'P', data

            def convert(self, mode=None, matrix=None, dither=None, palette=WEB, colors=256):
                """The picture in another mode: '1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'CMYK', 'YCbCr', 'HSV', 'I', 'F'."""
                if matrix is not None:
                    raise NotImplementedError("matrix is not offered: multiply np.asarray(img) by it")
                if mode is None:
                    mode = ('RGBA' if 'transparency' in self.info else 'RGB') if self.mode == 'P' else self.mode
                if mode == self.mode:
                    return self.copy()
                if mode not in _modes:
                    raise ValueError("conversion from %s to %s not supported; modes here are %s" % (self.mode, mode, ', '.join(_modes)))
                return _converted(self, mode, FLOYDSTEINBERG if dither is None else dither, palette)

            def crop(self, box=None):
                """The part (left, upper, right, lower); 0 outside of the picture."""
                if box is None:
                    return self.copy()
                left, upper, right, lower = [int(round(v)) for v in box]
                if right < left or lower < upper:
                    raise ValueError("Coordinate 'right' is less than 'left'" if right < left else "Coordinate 'lower' is less than 'upper'")
                _checked_size((right - left, lower - upper))
                result = _np.zeros((lower - upper, right - left, self._pixels.shape[2]), self._pixels.dtype)
                x0, x1 = max(left, 0), min(right, self.width)
                y0, y1 = max(upper, 0), min(lower, self.height)
                if x0 < x1 and y0 < y1:
                    result[y0 - upper:y1 - upper, x0 - left:x1 - left] = self._pixels[y0:y1, x0:x1]
                return self._with(result)

            def resize(self, size, resample=None, box=None, reducing_gap=None):
                """The picture in another size (width, height), pixel for pixel as Pillow computes it."""
                return _resized(self, size, resample, box, reducing_gap)

            def reduce(self, factor, box=None):
                """The picture made smaller by a whole factor: means of blocks."""
                factors = (factor, factor) if not isinstance(factor, (list, tuple)) else tuple(factor)
                if min(factors) < 1:
                    raise ValueError("factor must be at least 1")
                box = (0, 0) + self.size if box is None else box
                p = self._pixels[box[1]:box[3], box[0]:box[2]]
                if self.mode in ('LA', 'RGBA'):
                    return self._with(_unmultiplied(_reduced(_premultiplied(p), factors)))
                return self._with(_reduced(p, factors))

            def thumbnail(self, size, resample=BICUBIC, reducing_gap=2.0):
                """Makes the picture itself smaller, in its form, so that it fits into size (width, height)."""
                wanted = _thumbnail_size(self, size)
                if wanted != self.size:
                    self._pixels = _resized(self, wanted, resample, None, reducing_gap)._pixels

            def draft(self, mode, size):
                """Does nothing: pictures are read whole."""
                return None

            def rotate(self, angle, resample=NEAREST, expand=False, center=None, translate=None, fillcolor=None):
                """The picture turned by some degrees against the clock."""
                return _rotated(self, angle, resample, expand, center, translate, fillcolor)

            def transform(self, size, method, data=None, resample=NEAREST, fill=1, fillcolor=None):
                """The picture through an affine map: data (a, b, c, d, e, f) tells where (x, y) comes from, (ax+by+c, dx+ey+f)."""
                if method == EXTENT:
                    x0, y0, x1, y1 = data
                    data = ((x1 - x0) / size[0], 0, x0, 0, (y1 - y0) / size[1], y0)
                elif method != AFFINE:
                    raise NotImplementedError("transforms here are Image.AFFINE and Image.EXTENT")
                return _transformed(self, size, tuple(data)[:6], resample, fillcolor)

            def transpose(self, method):
                """The picture mirrored or turned by a quarter."""
                p = self._pixels
                turns = {0: lambda: p[:, ::-1], 1: lambda: p[::-1], 2: lambda: _np.rot90(p), 3: lambda: _np.rot90(p, 2),
                         4: lambda: _np.rot90(p, 3), 5: lambda: p.transpose(1, 0, 2), 6: lambda: p[::-1, ::-1].transpose(1, 0, 2)}
                if method not in turns:
                    raise ValueError("unknown method %r: one of 0 to 6, such as Image.FLIP_LEFT_RIGHT" % (method,))
                return self._with(turns[method]().copy())

            def paste(self, im, box=None, mask=None):
                """Puts a picture or a colour into the box; where the mask is 255, or in part where it is less."""
                if isinstance(box, Image):
                    box, mask = None, box
                box = (0, 0) if box is None else tuple(int(v) for v in box)
                if len(box) == 2:
                    size = im.size if isinstance(im, Image) else mask.size if mask is not None else None
                    if size is None:
                        raise ValueError("cannot determine region size; use 4-item box")
                    box += (box[0] + size[0], box[1] + size[1])
                w, h = box[2] - box[0], box[3] - box[1]
                if isinstance(im, Image):
                    if im.size != (w, h):
                        raise ValueError("images do not match")
                    source = (im if im.mode == self.mode else im.convert(self.mode))._pixels
                else:
                    _checked_size((max(w, 0), max(h, 0)))
                    source = _np.zeros((max(h, 0), max(w, 0), self._pixels.shape[2]), self._pixels.dtype)
                    source[:] = _ink(self, im)
                x0, x1, y0, y1 = max(box[0], 0), min(box[2], self.width), max(box[1], 0), min(box[3], self.height)
                if x0 >= x1 or y0 >= y1:
                    return
                part = (slice(y0 - box[1], y1 - box[1]), slice(x0 - box[0], x1 - box[0]))
                source = source[part]
                if mask is not None:
                    if mask.size != (w, h):
                        raise ValueError("images do not match")
                    if mask.mode not in ('1', 'L', 'LA', 'RGBA'):
                        raise ValueError("bad transparency mask")
                    m = mask._pixels[:, :, -1:][part].astype('int64')
                    t = source.astype('int64') * m + self._pixels[y0:y1, x0:x1].astype('int64') * (255 - m) + 128
                    source = _divided(t).astype(self._pixels.dtype)
                self._pixels[y0:y1, x0:x1] = source

            def alpha_composite(self, im, dest=(0, 0), source=(0, 0)):
                """Lays a picture with opacities over this one."""
                over = im.crop(tuple(source) + im.size)
                box = tuple(dest) + (dest[0] + over.width, dest[1] + over.height)
                self.paste(alpha_composite(self.crop(box), over), box)

            def split(self):
                """A picture for each channel."""
                if self._pixels.shape[2] == 1:
                    return (self.copy(),)
                return tuple(Image(self._pixels[:, :, k:k + 1].copy(), 'L') for k in range(self._pixels.shape[2]))

            def getchannel(self, channel):
                """One channel, by its number or name."""
                if isinstance(channel, str):
                    if channel not in self.getbands():
                        raise ValueError('The image has no channel "%s"' % channel)
                    channel = self.getbands().index(channel)
                return Image(self._pixels[:, :, channel:channel + 1].copy(), 'L')

            def putalpha(self, alpha):
                """Gives the picture opacities: a number, or a picture of mode L."""
                if self.mode not in ('LA', 'RGBA'):
                    plain = self.convert('LA' if self.mode in ('1', 'L', 'I', 'F', 'I;16') else 'RGBA')
                    self._pixels, self.mode, self._palette = plain._pixels, plain.mode, b''
                if isinstance(alpha, Image):
                    if alpha.size != self.size:
                        raise ValueError("images do not match")
                    alpha = alpha.convert('L')._pixels[:, :, 0]
                self._pixels[:, :, -1] = alpha

            def point(self, lut, mode=None):
                """Every sample through a table of 256 numbers for each channel, or through a function."""
                count = self._pixels.shape[2]
                if self._pixels.dtype != _np.uint8:
                    if not callable(lut):
                        raise ValueError("bad mode: tables are for 8-bit samples")
                    result = self._with(_np.asarray(lut(self._pixels.astype('float64'))).astype(self._pixels.dtype))
                    return result
                if callable(lut):
                    lut = [lut(i) for i in range(256)] * count
                table = _np.asarray(lut, dtype='float64')
                if table.size != 256 * count:
                    raise ValueError("wrong number of lut entries")
                table = _np.clip(_np.round(table), 0, 255).astype('uint8').reshape(count, 256)
                result = self._with(_np.stack([table[k][self._pixels[:, :, k]] for k in range(count)], axis=2))
                if mode == '1':
                    result._pixels = _np.where(result._pixels != 0, 255, 0).astype('uint8')
                if mode is not None:
                    if mode not in ('L', '1') or count != 1:
                        raise ValueError("point operation not supported for this mode")
                    result.mode = mode
                return result

            def filter(self, filter):
                """The picture through a filter of PIL.ImageFilter."""
                if isinstance(filter, type):
                    filter = filter()
                if not hasattr(filter, '_apply'):
                    raise TypeError("filter argument should be ImageFilter.Filter instance or class")
                if self.mode in ('P', '1', 'I', 'F', 'I;16'):
                    raise ValueError("cannot filter %s images: convert('L') or convert('RGB') first" % ('palette' if self.mode == 'P' else self.mode))
                return self._with(filter._apply(self._pixels))

            def histogram(self, mask=None):
                """How often each of 256 numbers occurs, channel by channel."""
                p = _plain(self)[0] if self.mode in ('I', 'F', 'I;16') else self._pixels
                if mask is not None:
                    if mask.size != self.size:
                        raise ValueError("mask and image don't have the same size")
                    p = p[mask._pixels[:, :, 0] != 0][:, None, :]
                return [n for k in range(p.shape[2]) for n in _np.bincount(p[:, :, k].ravel(), minlength=256).tolist()]

            def getcolors(self, maxcolors=256):
                """The colours with how often each occurs; None where there are more than maxcolors."""
                found, counts = _np.unique(self._pixels.reshape(-1, self._pixels.shape[2]), axis=0, return_counts=True)
                if len(found) > maxcolors:
                    return None
                return [(int(n), tuple(c) if len(c) > 1 else c[0]) for c, n in zip(found.tolist(), counts)]

            def getextrema(self):
                """The least and the greatest number of each channel."""
                pairs = [(self._pixels[:, :, k].min().item(), self._pixels[:, :, k].max().item()) for k in range(self._pixels.shape[2])]
                return pairs[0] if len(pairs) == 1 else tuple(pairs)

            def getbbox(self, alpha_only=True):
                """The box around everything that is not 0; None where all is."""
                p = self._pixels[:, :, -1:] if alpha_only and self.mode in ('LA', 'RGBA') else self._pixels
                used = (p != 0).any(axis=2)
                rows, columns = _np.flatnonzero(used.any(axis=1)), _np.flatnonzero(used.any(axis=0))
                return (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1) if len(rows) else None

            def getexif(self):
                """What the camera noted: numbers of tags and their values."""
                return Exif(self._exif)

            def save(self, fp, format=None, **params):
                """Writes a PNG or JPEG file: quality, subsampling, progressive, optimize, exif for JPEG; compress_level, bits for PNG."""
                name = '' if hasattr(fp, 'write') else str(fp)
                ending = name.lower().rsplit('.', 1)[-1] if '.' in name else ''
                if format is None:
                    format = {'png': 'PNG', 'apng': 'PNG', 'jpg': 'JPEG', 'jpeg': 'JPEG', 'jpe': 'JPEG', 'jfif': 'JPEG'}.get(ending)
                    if format is None:
                        raise ValueError("unknown file extension: %s; pictures are written as .png and .jpg files here" % ('.' + ending if ending else "''"))
                kind = format.upper()
                if kind not in ('PNG', 'JPEG', 'JPG'):
                    raise KeyError("pictures are written as PNG and JPEG files here, not as %r" % format)
                content = _png_file(self, **params) if kind == 'PNG' else _jpeg_file(self, **params)
                if hasattr(fp, 'write'):
                    fp.write(content)
                else:
                    _Path(fp).write_bytes(content)
        """#
}
