/// Pictures from files and arrays, and back.
extension PillowText {
    static let files = #"""
        def _ink(image, color):
            """A colour as samples of the picture."""
            count = image._pixels.shape[2]
            if isinstance(color, str):
                r, g, b, a = _colour(color)
                if image.mode in ('RGB', 'RGBA'):
                    color = (r, g, b, a)[:count]
                elif image.mode in ('1', 'L', 'LA', 'I', 'F', 'I;16'):
                    color = ((r * 19595 + g * 38470 + b * 7471 + 32768) >> 16, a)[:count]
                else:
                    raise ValueError("colours have no names in mode %s" % image.mode)
            values = list(color) if isinstance(color, (tuple, list)) else [color] + ([255] if image.mode == 'LA' else [])
            if image.mode == 'RGBA' and len(values) == 3:
                values.append(255)
            if image.mode in ('RGB', 'RGBA', 'CMYK', 'YCbCr', 'HSV') and len(values) == 1:
                # One number holds the channels as bytes, red the lowest.
                values = [int(values[0]) >> 8 * k & 255 for k in range(count)]
            if len(values) != count:
                raise TypeError("color must be int, or tuple of %s" % ('one, three or four elements' if count > 2 else 'one or two elements'))
            if image._pixels.dtype == _np.uint8:
                values = [max(0, min(255, int(v))) for v in values]
            if image.mode == '1':
                values = [255 if values[0] else 0]
            return values


        def _exif_bytes(exif):
            if hasattr(exif, 'tobytes'):
                exif = exif.tobytes()
            return exif[6:] if exif[:6] == b'Exif\0\0' else exif


        def _png_file(image, exif=None, compress_level=6, optimize=False, bits=None, transparency=None, interlace=False, pnginfo=None, dpi=None, quality=None, **params):
            _refuse(params, 'PNG')
            p, mode = image._pixels, image.mode
            if mode not in ('1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'I', 'I;16'):
                raise OSError("cannot write mode %s as PNG" % mode)
            if transparency is None:
                transparency = image.info.get('transparency')
            kind = {'1': 'gray', 'L': 'gray', 'LA': 'grayAlpha', 'P': 'palette', 'RGB': 'colour', 'RGBA': 'colourAlpha', 'I': 'gray', 'I;16': 'gray'}[mode]
            depth, key, opacities, palette = 8, None, b'', b''
            if mode == '1':
                depth, p = 1, (p != 0).astype('uint8')
            elif mode in ('I', 'I;16'):
                depth, p = 16, _np.clip(p, 0, 65535).astype('uint16')
            elif mode == 'P':
                most = int(p.max()) + 1 if p.size else 1
                palette = image._palette if image._palette else bytes(v for i in range(256) for v in (i, i, i))
                count = max(most, 1 if bits is None else min(1 << bits, len(palette) // 3)) if len(palette) // 3 < most else len(palette) // 3
                depth = bits or (1 if count <= 2 else 2 if count <= 4 else 4 if count <= 16 else 8)
                if most > 1 << depth:
                    raise ValueError("%d colours do not fit %d bits" % (most, depth))
                # Places beyond the palette are grays, as everywhere.
                palette = (palette + bytes(v for i in range(len(palette) // 3, 256) for v in (i, i, i)))[:3 * min(count, 1 << depth)]
                if isinstance(transparency, bytes):
                    opacities = transparency[:len(palette) // 3]
                elif transparency is not None:
                    opacities = bytes([255] * int(transparency) + [0])
            if transparency is not None and kind in ('gray', 'colour'):
                key = list(transparency) if isinstance(transparency, (tuple, list)) else [transparency]
                key = [1 if mode == '1' and v else v for v in key]
            level = 9 if optimize else compress_level
            return _encode_png(p, kind, depth, palette, opacities, key, _exif_bytes(exif) if exif else b'', bool(interlace), level)


        def _jpeg_file(image, quality=75, subsampling=-1, optimize=False, progressive=False, exif=None, dpi=None, **params):
            _refuse(params, 'JPEG')
            mode = image.mode
            if mode not in ('1', 'L', 'RGB', 'CMYK', 'YCbCr'):
                raise OSError("cannot write mode %s as JPEG: convert('RGB') first" % mode)
            if mode == 'YCbCr':
                image = image.convert('RGB')
            names = {'4:4:4': 0, '4:2:2': 1, '4:2:0': 2, '4:1:1': 2}
            subsampling = names.get(subsampling, subsampling)
            if isinstance(quality, str):
                raise ValueError("Invalid quality setting: quality is a number from 1 to 100")
            quality = 75 if quality == -1 else max(1, min(100, int(quality)))
            kind = {3: 'colour', 4: 'inks'}.get(image._pixels.shape[2], 'gray')
            return _encode_jpeg(image._pixels, kind, quality, subsampling, bool(optimize), bool(progressive), _exif_bytes(exif) if exif else b'')


        def _refuse(params, kind):
            if params:
                raise TypeError("%s files are written here without %s" % (kind, ', '.join(sorted(params))))


        def _opened(content, name, formats):
            size = _size(content, name)
            if isinstance(size, str):
                raise UnidentifiedImageError("cannot identify image file: " + size)
            if formats is not None and size[0] not in [f.upper() for f in formats]:
                raise UnidentifiedImageError("cannot identify image file: %s is a %s file" % (name, size[0]))
            import PIL.Image as module
            limit, pixels = module.MAX_IMAGE_PIXELS, size[1] * size[2]
            if limit is not None and pixels > 2 * limit:
                raise DecompressionBombError("%s: image size (%d pixels) exceeds limit of %d pixels, could be decompression bomb DOS attack." % (name, pixels, 2 * limit))
            if limit is not None and pixels > limit:
                _warnings.warn("%s: image size (%d pixels) exceeds limit of %d pixels, could be decompression bomb DOS attack." % (name, pixels, limit), DecompressionBombWarning)
            import PIL.ImageFile as files
            format, kind, depth, p, palette, opacities, key, exif, isInterlaced = _decode(content, name, bool(files.LOAD_TRUNCATED_IMAGES))
            image = Image(p, {'gray': 'L', 'grayAlpha': 'LA', 'colour': 'RGB', 'colourAlpha': 'RGBA', 'palette': 'P', 'inks': 'CMYK'}[kind])
            if kind == 'gray' and depth < 8:
                image._pixels = p * _np.uint8(255 // ((1 << depth) - 1))
                image.mode = '1' if depth == 1 else 'L'
                key = [v * (255 // ((1 << depth) - 1)) for v in key] if key else key
            elif depth == 16 and kind == 'gray':
                image.mode = 'I;16'
            elif depth == 16:
                image._pixels = (p >> 8).astype('uint8')
                key = [v >> 8 for v in key] if key else key
                if kind == 'grayAlpha':
                    image = image.convert('RGBA')
            image._palette, image._exif, image.format = palette, exif, format
            image.format_description = {'PNG': 'Portable network graphics', 'JPEG': 'JPEG (ISO 10918)'}[format]
            if opacities:
                isSimple = opacities.count(b'\0') == 1 and opacities.count(b'\xff') == len(opacities) - 1
                image.info['transparency'] = opacities.find(b'\0') if isSimple else opacities
            if key:
                image.info['transparency'] = key[0] if len(key) == 1 else tuple(key)
            if exif:
                image.info['exif'] = (b'Exif\0\0' if format == 'JPEG' else b'') + exif
            if isInterlaced:
                image.info['interlace' if format == 'PNG' else 'progressive'] = 1
            return image


        def open(fp, mode='r', formats=None):
            """The picture in a PNG or JPEG file, read whole."""
            if mode != 'r':
                raise ValueError("bad mode %r" % (mode,))
            if isinstance(fp, _io.StringIO):
                raise ValueError("StringIO cannot be used to open an image. Binary data must be used instead.")
            if hasattr(fp, 'read'):
                content, name = fp.read(), getattr(fp, 'name', 'the file')
                if not isinstance(content, (bytes, bytearray)):
                    raise TypeError("the file is open for text: open(path, 'rb') gives bytes")
                image = _opened(bytes(content), str(name), formats)
            else:
                image = _opened(_Path(fp).read_bytes(), repr(str(fp)), formats)
                image.filename = str(fp)
            return image


        def fromarray(obj, mode=None):
            """A picture of an array: uint8 [height, width] or [height, width, channels]; bool, int32, float32, uint16 [height, width]."""
            pixels = _np.asarray(obj)
            kinds = {'|b1': '1', '<i4': 'I', '<f4': 'F', '<u2': 'I;16'}
            if pixels.ndim == 2 and pixels.dtype.str in kinds:
                found = kinds[pixels.dtype.str]
                if found == '1':
                    pixels = pixels.astype('uint8') * 255
            elif pixels.dtype == _np.uint8 and (pixels.ndim == 2 or pixels.ndim == 3 and pixels.shape[2] in (1, 2, 3, 4)):
                found = ('L', 'LA', 'RGB', 'RGBA')[pixels.shape[2] - 1] if pixels.ndim == 3 else 'L'
            else:
                hint = "(x * 255).astype('uint8') makes bytes of numbers from 0 to 1" if pixels.dtype.kind == 'f' else "pictures are uint8"
                raise TypeError("Cannot handle this data type: %s, %s; %s" % ((1, 1) + pixels.shape[2:], pixels.dtype.str, hint))
            if pixels.ndim == 2:
                pixels = pixels[:, :, None]
            if mode is not None:
                if _mode_of(mode) != (pixels.shape[2], pixels.dtype.name):
                    raise ValueError("mode %r does not fit an array %s of %s" % (mode, pixels.shape, pixels.dtype))
                found = mode
            _checked_size((pixels.shape[1], pixels.shape[0]))
            return Image(pixels.copy(), found)


        def new(mode, size, color=0):
            """A picture of one colour: a number, a tuple, a name or '#rrggbb'."""
            channels, kind = _mode_of(mode)
            width, height = _checked_size(size)
            image = Image(_np.zeros((height, width, channels), kind), mode)
            if color is not None and color != 0:
                image._pixels[:] = _ink(image, color)
            return image


        def frombytes(mode, size, data, decoder_name='raw', *args):
            """A picture of raw samples, row by row."""
            channels, kind = _mode_of(mode)
            width, height = _checked_size(size)
            if mode == '1':
                rows = _np.unpackbits(_np.frombuffer(data, dtype='uint8').reshape(height, -1), axis=1)[:, :width]
                return Image((rows * 255).astype('uint8')[:, :, None], mode)
            samples = _np.frombuffer(bytes(data), dtype=kind)
            if samples.size != width * height * channels:
                raise ValueError("not enough image data" if samples.size < width * height * channels else "cannot decode image data")
            return Image(samples.reshape(height, width, channels).copy(), mode)


        frombuffer = frombytes


        def _same_kind(a, b):
            if a.size != b.size or a.mode != b.mode:
                raise ValueError("images do not match")


        def blend(im1, im2, alpha):
            """im1 * (1 - alpha) + im2 * alpha."""
            _same_kind(im1, im2)
            a, b = im1._pixels.astype('float32'), im2._pixels.astype('float32')
            mixed = a + _np.float32(alpha) * (b - a)
            return im1._with(_np.clip(mixed, 0, 255).astype('uint8'))


        def composite(image1, image2, mask):
            """image1 where the mask is 255, image2 where it is 0."""
            image = image2.copy()
            image.paste(image1, None, mask)
            return image


        def merge(mode, bands):
            """A picture of single channels."""
            if len(bands) != _mode_of(mode)[0]:
                raise ValueError("wrong number of bands")
            for band in bands:
                if band.mode != 'L' or band.size != bands[0].size:
                    raise ValueError("mode mismatch" if band.mode != 'L' else "size mismatch")
            return Image(_np.concatenate([band._pixels for band in bands], axis=2), mode)


        def alpha_composite(im1, im2):
            """im2 with its opacities over im1."""
            _same_kind(im1, im2)
            if im1.mode not in ('LA', 'RGBA'):
                raise ValueError("image has wrong mode")
            dst, src = im1._pixels.astype('int64'), im2._pixels.astype('int64')
            sa, da = src[:, :, -1:], dst[:, :, -1:]
            blend = da * (255 - sa)
            out = sa * 255 + blend
            safe = _np.maximum(out, 1)
            coef1 = sa * 255 * 255 * 128 // safe
            coef2 = 255 * 128 - coef1
            t = src[:, :, :-1] * coef1 + dst[:, :, :-1] * coef2 + (0x80 << 7)
            color = ((t >> 8) + t) >> 8 >> 7
            alpha = _divided(out + 0x80)
            result = _np.concatenate([color, alpha], axis=2)
            return im1._with(_np.where(sa == 0, dst, result).astype('uint8'))


        def linear_gradient(mode):
            """256 x 256 pixels from black above to white below."""
            return Image(_np.repeat(_np.arange(256, dtype='uint8')[:, None, None], 256, axis=1), 'L').convert(mode)


        def getmodebands(mode):
            """How many samples a pixel has."""
            return _mode_of(mode)[0]


        def effect_noise(size, sigma):
            """Gray noise around 128, from np.random."""
            width, height = _checked_size(size)
            return Image(_np.clip(_np.random.normal(128, sigma, (height, width, 1)), 0, 255).astype('uint8'), 'L')
        """#

    static let exif = #"""
        class Exif(dict):
            """A camera's notes: numbers of tags and their values; 274 is how the camera was held."""

            def __init__(self, content=b''):
                super().__init__()
                if content[:6] == b'Exif\0\0':
                    content = content[6:]
                order = {b'II*\0': 'little', b'MM\0*': 'big'}.get(bytes(content[:4]))
                if order is None:
                    return

                def number(at, size, signed=False):
                    return int.from_bytes(content[at:at + size], order, signed=signed)

                def value(kind, count, at):
                    if kind == 2:
                        return content[at:at + count].split(b'\0')[0].decode('utf-8', 'replace')
                    if kind in (1, 7):
                        return content[at:at + count]
                    if kind in (5, 10):
                        pairs = [(number(at + 8 * i, 4, kind == 10), number(at + 8 * i + 4, 4, kind == 10)) for i in range(count)]
                        values = [a / b if b else float('nan') for a, b in pairs]
                    else:
                        size = {3: 2, 4: 4, 6: 1, 8: 2, 9: 4}[kind]
                        values = [number(at + size * i, size, kind in (6, 8, 9)) for i in range(count)]
                    return values[0] if count == 1 else tuple(values)
                start = number(4, 4)
                if start + 2 > len(content):
                    return
                for i in range(number(start, 2)):
                    at = start + 2 + 12 * i
                    if at + 12 > len(content):
                        break
                    tag, kind, count = number(at, 2), number(at + 2, 2), number(at + 4, 4)
                    size = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}.get(kind)
                    if size is None or count == 0:
                        continue
                    place = at + 8 if size * count <= 4 else number(at + 8, 4)
                    if place + size * count <= len(content):
                        self[tag] = value(kind, count, place)

            def tobytes(self, offset=8):
                """The notes as a file holds them: whole numbers, texts, bytes and fractions."""
                entries, rest = b'', b''
                start = 8 + 2 + 12 * len(self) + 4
                for tag in sorted(self):
                    v = self[tag]
                    if isinstance(v, str):
                        kind, count, data = 2, len(v.encode()) + 1, v.encode() + b'\0'
                    elif isinstance(v, (bytes, bytearray)):
                        kind, count, data = 7, len(v), bytes(v)
                    else:
                        values = list(v) if isinstance(v, (tuple, list)) else [v]
                        count = len(values)
                        if all(isinstance(w, int) for w in values):
                            kind = 3 if all(0 <= w < 65536 for w in values) else 4
                            data = b''.join(w.to_bytes(2 if kind == 3 else 4, 'little') for w in values)
                        else:
                            kind = 5
                            data = b''.join(int(round(w * 10000)).to_bytes(4, 'little') + (10000).to_bytes(4, 'little') for w in values)
                    if len(data) <= 4:
                        field = data + b'\0' * (4 - len(data))
                    else:
                        field = (start + len(rest)).to_bytes(4, 'little')
                        rest += data + b'\0' * (len(data) % 2)
                    entries += tag.to_bytes(2, 'little') + kind.to_bytes(2, 'little') + count.to_bytes(4, 'little') + field
                return b'Exif\0\0II*\0\x08\0\0\0' + len(self).to_bytes(2, 'little') + entries + b'\0\0\0\0' + rest
        """#
}
