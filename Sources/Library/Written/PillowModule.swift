import Arrays
import Language
import Tensors
import Vision

/// `PIL.Image`, as far as Keras's functions for images and listings beside them use it: PNG files, sizes, modes.
enum PillowModule {
    static let modules = [
        NativeModule("PIL", doc: "Pictures in files."),
        NativeModule(
            "PIL.Image", doc: "Pictures: PNG files, their sizes and modes.", written: WrittenModule(source: text)),
        NativeModule("PIL._files", doc: "PNG files as arrays.", functions: [decode, encode]),
    ]

    private static let decode = NativeFunction(
        "decode", [Parameter("content", doc: "The bytes of a file.")], doc: "Pixels [height, width, channels]."
    ) { (call) throws(LanguageError) in
        guard let bytes = call[0].byteContent else { throw LanguageError.typeError("bytes expected") }
        let image = try raising { () throws(VisionError) in try PNG.decode(bytes) }
        return Value(
            try lifting { () throws(TensorError) in
                try Tensor(image.pixels, shape: [image.height, image.width, image.channels])
            })
    }

    private static let encode = NativeFunction(
        "encode", [Parameter("pixels", doc: "uint8 [height, width, channels].")], doc: "The bytes of a PNG file."
    ) { (call) throws(LanguageError) in
        let tensor = try call.tensor(0, dtype: .uint8)
        guard tensor.rank == 3 else { throw LanguageError.valueError("pixels are [height, width, channels]") }
        let bytes = try lifting { () throws(TensorError) in try tensor.contiguous().rawBytes() }
        return .object(
            BytesObject(
                try raising { () throws(VisionError) in
                    try PNG.encode(
                        PixelImage(
                            width: tensor.shape[1], height: tensor.shape[0], channels: tensor.shape[2], pixels: bytes))
                }))
    }

    private static let text = #"""
        import math as _math
        import numpy as _np
        from pathlib import Path as _Path
        from PIL._files import decode as _decode, encode as _encode

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


        class UnidentifiedImageError(OSError):
            """A file that is no picture, or in a format that is not read."""


        class Resampling:
            """Ways to compute pixels of another size."""
            NEAREST = 0
            LANCZOS = 1
            BILINEAR = 2
            BICUBIC = 3
            BOX = 4
            HAMMING = 5


        def _sinc(x):
            return 1.0 if x == 0 else _math.sin(x * _math.pi) / (x * _math.pi)


        def _cubic(x):
            x = abs(x)
            if x < 1:
                return (1.5 * x - 2.5) * x * x + 1
            return ((-0.5 * x + 2.5) * x - 4) * x + 2 if x < 2 else 0.0


        _filters = {
            1: (lambda x: _sinc(x) * _sinc(x / 3) if -3 <= x < 3 else 0.0, 3.0),
            2: (lambda x: max(0.0, 1 - abs(x)), 1.0),
            3: (_cubic, 2.0),
            4: (lambda x: 1.0 if -0.5 < x <= 0.5 else 0.0, 0.5),
            5: (lambda x: _sinc(x) * (0.54 + 0.46 * _math.cos(x * _math.pi)) if -1 < x < 1 else 0.0, 1.0),
        }


        def _weights(count, first, last, wanted, resample):
            """Pillow's weights in fixed point: row i mixes the pixels that result i is made of."""
            function, support = _filters[resample]
            step = (last - first) / wanted
            spread = max(step, 1.0)
            support *= spread
            table = _np.zeros((wanted, count))
            for i in range(wanted):
                center = first + (i + 0.5) * step
                low = max(int(center - support + 0.5), 0)
                high = min(int(center + support + 0.5), count)
                row = [function((j - center + 0.5) / spread) for j in range(low, high)]
                total = sum(row)
                table[i, low:high] = [w / total for w in row] if total else row
            return _np.trunc(table * 4194304 + _np.where(table < 0, -0.5, 0.5))


        def _mixed(pixels, axis, first, last, wanted, resample):
            table = _weights(pixels.shape[axis], first, last, wanted, resample)
            sums = _np.tensordot(table, pixels.astype('float64'), axes=(1, axis))
            result = _np.clip(_np.floor((sums + 2097152) / 4194304), 0, 255)
            return _np.moveaxis(result, 0, axis).astype('uint8')


        class Image:
            """A picture: its pixels, size (width, height) and mode."""

            format = None

            def __init__(self, pixels=None, mode='L'):
                self._pixels = pixels
                self.mode = mode

            @property
            def size(self):
                return (self._pixels.shape[1], self._pixels.shape[0])

            @property
            def width(self):
                return self._pixels.shape[1]

            @property
            def height(self):
                return self._pixels.shape[0]

            def __array__(self, dtype=None, copy=None):
                pixels = self._pixels[:, :, 0] if self._pixels.shape[2] == 1 else self._pixels
                return pixels.astype(dtype) if dtype is not None else pixels.copy()

            def __repr__(self):
                return '<PIL.Image.Image image mode=%s size=%dx%d>' % (self.mode, self.width, self.height)

            def __eq__(self, other):
                return isinstance(other, Image) and self.mode == other.mode and _np.array_equal(self._pixels, other._pixels)

            def _repr_png_(self):
                return _encode(self._shown()._pixels)

            def _shown(self):
                if self.mode == 'I':
                    return Image(_np.clip(self._pixels, 0, 255).astype('uint8'), 'L')
                return self

            def copy(self):
                """The same picture, which can be changed by itself."""
                return Image(self._pixels.copy(), self.mode)

            def close(self):
                """Does nothing: the file is closed already."""

            def load(self):
                """Does nothing: the pixels are there already."""

            def getbands(self):
                """The names of the channels."""
                return ('I',) if self.mode == 'I' else tuple(self.mode)

            def getpixel(self, xy):
                """The pixel at (x, y)."""
                values = [int(v) for v in self._pixels[xy[1], xy[0]]]
                return values[0] if len(values) == 1 else tuple(values)

            def putpixel(self, xy, value):
                """Changes the pixel at (x, y)."""
                self._pixels[xy[1], xy[0]] = value

            def tobytes(self):
                """The pixels as bytes, row by row."""
                return self._pixels.tobytes()

            def convert(self, mode):
                """The picture in another mode: 'L', 'LA', 'RGB' or 'RGBA'."""
                if mode == self.mode:
                    return self.copy()
                if mode not in ('L', 'LA', 'RGB', 'RGBA'):
                    raise ValueError("conversion from %s to %s not supported; modes here are L, LA, RGB and RGBA" % (self.mode, mode))
                p = self._shown()._pixels
                alpha = p[:, :, -1:] if p.shape[2] in (2, 4) else _np.full(p.shape[:2] + (1,), 255, 'uint8')
                color = p[:, :, :-1] if p.shape[2] in (2, 4) else p
                if mode in ('L', 'LA') and color.shape[2] == 3:
                    c = color.astype('int64')
                    gray = (c[:, :, 0] * 19595 + c[:, :, 1] * 38470 + c[:, :, 2] * 7471 + 32768) >> 16
                    color = gray.astype('uint8')[:, :, None]
                if mode in ('RGB', 'RGBA') and color.shape[2] == 1:
                    color = _np.repeat(color, 3, axis=2)
                return Image(_np.concatenate([color, alpha], axis=2) if mode in ('LA', 'RGBA') else color.copy(), mode)

            def crop(self, box=None):
                """The part (left, upper, right, lower); 0 outside of the picture."""
                if box is None:
                    return self.copy()
                left, upper, right, lower = [int(round(v)) for v in box]
                if right < left or lower < upper:
                    raise ValueError("Coordinate 'right' is less than 'left'" if right < left else "Coordinate 'lower' is less than 'upper'")
                result = _np.zeros((lower - upper, right - left, self._pixels.shape[2]), self._pixels.dtype)
                x0, x1 = max(left, 0), min(right, self.width)
                y0, y1 = max(upper, 0), min(lower, self.height)
                if x0 < x1 and y0 < y1:
                    result[y0 - upper:y1 - upper, x0 - left:x1 - left] = self._pixels[y0:y1, x0:x1]
                return Image(result, self.mode)

            def resize(self, size, resample=None, box=None):
                """The picture in another size (width, height), pixel for pixel as Pillow computes it."""
                width, height = int(size[0]), int(size[1])
                if width < 1 or height < 1:
                    raise ValueError("height and width must be > 0")
                if width * height > 1 << 28:
                    raise MemoryError("a picture of %d x %d needs more memory than there is" % (width, height))
                resample = BICUBIC if resample is None else int(resample)
                if resample not in (0, 1, 2, 3, 4, 5):
                    raise ValueError("Unknown resampling filter (%s)." % resample)
                box = tuple(box) if box is not None else (0, 0) + self.size
                if self.size == (width, height) and box == (0, 0) + self.size:
                    return self.copy()
                p = self._pixels
                if resample == NEAREST or self.mode == 'I':
                    x = box[0] + (_np.arange(width) + 0.5) * ((box[2] - box[0]) / width)
                    y = box[1] + (_np.arange(height) + 0.5) * ((box[3] - box[1]) / height)
                    return Image(p[y.astype('int64')][:, x.astype('int64')], self.mode)
                hasAlpha = self.mode in ('LA', 'RGBA')
                if hasAlpha:
                    t = p[:, :, :-1].astype('int64') * p[:, :, -1:] + 128
                    p = _np.concatenate([(((t >> 8) + t) >> 8).astype('uint8'), p[:, :, -1:]], axis=2)
                if (self.width, box[0], box[2]) != (width, 0, width):
                    p = _mixed(p, 1, box[0], box[2], width, resample)
                if (self.height, box[1], box[3]) != (height, 0, height):
                    p = _mixed(p, 0, box[1], box[3], height, resample)
                if hasAlpha:
                    a = p[:, :, -1:].astype('int64')
                    c = _np.minimum(255 * p[:, :, :-1].astype('int64') // _np.maximum(a, 1), 255)
                    c = _np.where((a == 0) | (a == 255), p[:, :, :-1], c)
                    p = _np.concatenate([c.astype('uint8'), p[:, :, -1:]], axis=2)
                return Image(p, self.mode)

            def transpose(self, method):
                """The picture mirrored or turned by a quarter."""
                p = self._pixels
                turns = {0: lambda: p[:, ::-1], 1: lambda: p[::-1], 2: lambda: _np.rot90(p), 3: lambda: _np.rot90(p, 2),
                         4: lambda: _np.rot90(p, 3), 5: lambda: p.transpose(1, 0, 2)}
                if method not in turns:
                    raise ValueError("unknown method %r: one of 0 to 5, such as Image.FLIP_LEFT_RIGHT" % (method,))
                return Image(turns[method]().copy(), self.mode)

            def save(self, fp, format=None, **params):
                """Writes a PNG file."""
                name = str(fp).lower() if not hasattr(fp, 'write') else ''
                kind = (format or (name.rsplit('.', 1)[-1] if '.' in name else 'png')).lower()
                if kind != 'png':
                    raise ValueError("pictures are written as PNG files here, not as %r: give the file a name that ends in .png" % kind)
                content = _encode(self._shown()._pixels)
                if hasattr(fp, 'write'):
                    fp.write(content)
                else:
                    _Path(fp).write_bytes(content)


        def open(fp, mode='r'):
            """The picture in a PNG file."""
            if hasattr(fp, 'read'):
                content, name = fp.read(), 'the file'
            else:
                content = _Path(fp).read_bytes()
                name = repr(str(fp))
            if content[:8] != b'\x89PNG\r\n\x1a\n':
                kind = 'JPEG' if content[:2] == b'\xff\xd8' else 'GIF' if content[:3] == b'GIF' else 'BMP' if content[:2] == b'BM' else ''
                raise UnidentifiedImageError(
                    "cannot identify image file %s: %s" % (name, kind + " files are not read here, PNG files are" if kind else "it is no PNG file"))
            pixels = _decode(content)
            image = Image(pixels, ('L', 'LA', 'RGB', 'RGBA')[pixels.shape[2] - 1])
            image.format = 'PNG'
            return image


        def fromarray(obj, mode=None):
            """A picture of an array: uint8 [height, width] or [height, width, channels]."""
            pixels = _np.asarray(obj)
            if pixels.dtype == bool:
                pixels = pixels.astype('uint8') * 255
            isWide = mode == 'I' or pixels.dtype == _np.int32 and pixels.ndim == 2
            if not (pixels.dtype == _np.uint8 or isWide) or pixels.ndim not in (2, 3) or pixels.ndim == 3 and pixels.shape[2] not in (1, 2, 3, 4):
                shape = (1, 1) + pixels.shape[2:]
                raise TypeError("Cannot handle this data type: %s, %s; pictures are uint8: (x * 255).astype('uint8')" % (shape, pixels.dtype.str))
            if pixels.ndim == 2:
                pixels = pixels[:, :, None]
            return Image(pixels.copy(), mode or ('I' if isWide else ('L', 'LA', 'RGB', 'RGBA')[pixels.shape[2] - 1]))


        def new(mode, size, color=0):
            """A picture of one colour."""
            channels = {'L': 1, 'LA': 2, 'RGB': 3, 'RGBA': 4}
            if mode not in channels:
                raise ValueError("unrecognized image mode: %s; modes here are L, LA, RGB and RGBA" % mode)
            width, height = int(size[0]), int(size[1])
            if width < 0 or height < 0 or width * height > 1 << 28:
                raise ValueError("a picture can't be %d x %d" % (width, height))
            pixels = _np.zeros((height, width, channels[mode]), 'uint8')
            pixels[:] = color
            return Image(pixels, mode)
        """#
}
