/// `PIL.ImageOps`, `PIL.ImageEnhance` and `PIL.ImageChops`.
extension PillowText {
    static let ops = #"""
        from PIL import Image as _Image


        def _table(image, lut):
            if image.mode == 'P':
                raise NotImplementedError("mode P support coming soon")
            if image.mode in ('L', 'RGB'):
                if image.mode == 'RGB' and len(lut) == 256:
                    lut = lut + lut + lut
                return image.point(lut)
            raise OSError("not supported for mode %s" % image.mode)


        def _border(border):
            if isinstance(border, (tuple, list)):
                return tuple(border) * 2 if len(border) == 2 else tuple(border)
            return (border,) * 4


        def grayscale(image):
            """The picture in grays."""
            return image.convert('L')


        def invert(image):
            """The negative."""
            if image.mode == '1':
                return image.point(lambda v: 255 - v)
            return _table(image, [255 - i for i in range(256)])


        def flip(image):
            """Upside down."""
            return image.transpose(_Image.FLIP_TOP_BOTTOM)


        def mirror(image):
            """Left becomes right."""
            return image.transpose(_Image.FLIP_LEFT_RIGHT)


        def posterize(image, bits):
            """Keeps the upper bits of each number."""
            mask = ~((1 << (8 - bits)) - 1)
            return _table(image, [i & mask for i in range(256)])


        def solarize(image, threshold=128):
            """The negative of what is brighter than the threshold."""
            return _table(image, [i if i < threshold else 255 - i for i in range(256)])


        def equalize(image, mask=None):
            """Spreads brightnesses so that all are about as frequent."""
            if image.mode == 'P':
                image = image.convert('RGB')
            h = image.histogram(mask)
            lut = []
            for start in range(0, len(h), 256):
                used = [n for n in h[start:start + 256] if n]
                step = (sum(used) - used[-1]) // 255 if len(used) > 1 else 0
                if not step:
                    lut.extend(range(256))
                    continue
                n = step // 2
                for i in range(256):
                    lut.append(n // step)
                    n += h[start + i]
            return _table(image, lut)


        def _cut(h, count, places):
            for i in places:
                taken = min(count, h[i])
                h[i] -= taken
                count -= taken
                if count <= 0:
                    break


        def autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False):
            """Spreads brightnesses over 0…255, but for cutoff percent at both ends."""
            whole = (image.convert('L') if preserve_tone else image).histogram(mask)
            lut = []
            for start in range(0, len(whole), 256):
                h = whole[start:start + 256]
                for i in [] if ignore is None else [ignore] if isinstance(ignore, int) else ignore:
                    h[i] = 0
                if cutoff:
                    low, high = cutoff if isinstance(cutoff, tuple) else (cutoff, cutoff)
                    n = sum(h)
                    _cut(h, int(n * low // 100), range(256))
                    _cut(h, int(n * high // 100), range(255, -1, -1))
                used = [i for i in range(256) if h[i]]
                lo, hi = (used[0], used[-1]) if used else (255, 0)
                if hi <= lo:
                    lut.extend(range(256))
                    continue
                scale = 255.0 / (hi - lo)
                offset = -lo * scale
                lut.extend(max(0, min(255, int(i * scale + offset))) for i in range(256))
            return _table(image, lut)


        def contain(image, size, method=_Image.BICUBIC):
            """As large as fits into size, in the picture's form."""
            size = tuple(size)
            ratio, wanted = image.width / image.height, size[0] / size[1]
            if ratio > wanted:
                size = (size[0], round(image.height / image.width * size[0]))
            elif ratio < wanted:
                size = (round(image.width / image.height * size[1]), size[1])
            return image.resize(size, resample=method)


        def cover(image, size, method=_Image.BICUBIC):
            """As small as covers size, in the picture's form."""
            size = tuple(size)
            ratio, wanted = image.width / image.height, size[0] / size[1]
            if ratio < wanted:
                size = (size[0], round(image.height / image.width * size[0]))
            elif ratio > wanted:
                size = (round(image.width / image.height * size[1]), size[1])
            return image.resize(size, resample=method)


        def pad(image, size, method=_Image.BICUBIC, color=None, centering=(0.5, 0.5)):
            """As large as fits, with borders to fill size."""
            resized = contain(image, size, method)
            if resized.size == tuple(size):
                return resized
            out = _filled(resized, size, color)
            if resized.width != size[0]:
                out.paste(resized, (round((size[0] - resized.width) * max(0, min(centering[0], 1))), 0))
            else:
                out.paste(resized, (0, round((size[1] - resized.height) * max(0, min(centering[1], 1)))))
            return out


        def _filled(image, size, color):
            out = _Image.new(image.mode, size, 0 if color is None else color)
            out.info, out._palette = dict(image.info), image._palette
            return out


        def fit(image, size, method=_Image.BICUBIC, bleed=0.0, centering=(0.5, 0.5)):
            """Cut to the form of size and resized."""
            cx, cy = [c if 0.0 <= c <= 1.0 else 0.5 for c in centering]
            bleed = bleed if 0.0 <= bleed < 0.5 else 0.0
            edge = (bleed * image.width, bleed * image.height)
            live = (image.width - edge[0] * 2, image.height - edge[1] * 2)
            ratio, wanted = live[0] / live[1], size[0] / size[1]
            width, height = live
            if ratio > wanted:
                width = wanted * live[1]
            elif ratio < wanted:
                height = live[0] / wanted
            left, top = edge[0] + (live[0] - width) * cx, edge[1] + (live[1] - height) * cy
            return image.resize(size, method, box=(left, top, left + width, top + height))


        def scale(image, factor, resample=_Image.BICUBIC):
            """Larger or smaller by a factor."""
            if factor <= 0:
                raise ValueError("the factor must be greater than 0")
            if factor == 1:
                return image.copy()
            return image.resize((round(factor * image.width), round(factor * image.height)), resample=resample)


        def crop(image, border=0):
            """Without border pixels at each side."""
            left, top, right, bottom = _border(border)
            return image.crop((left, top, image.width - right, image.height - bottom))


        def expand(image, border=0, fill=0):
            """With a border around."""
            left, top, right, bottom = _border(border)
            out = _filled(image, (left + image.width + right, top + image.height + bottom), fill)
            out.paste(image, (left, top))
            return out


        def exif_transpose(image, in_place=False):
            """The picture as the camera was held: turned as EXIF's orientation says, which is then taken away."""
            exif = image.getexif()
            turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
            turn = turns.get(exif.get(274))
            if turn is None:
                return None if in_place else image.copy()
            turned = image.transpose(turn)
            del exif[274]
            turned._exif = exif.tobytes()
            turned.info['exif'] = turned._exif
            if in_place:
                image._pixels, image._exif, image.info = turned._pixels, turned._exif, turned.info
                return None
            return turned
        """#

    static let enhance = #"""
        from PIL import Image as _Image, ImageFilter as _ImageFilter


        class _Enhance:
            def enhance(self, factor):
                """The picture with more (factor > 1) or less of it; 1 changes nothing."""
                return _Image.blend(self.degenerate, self.image, factor)

            def _keep_alpha(self):
                if self.image.mode in ('LA', 'RGBA'):
                    self.degenerate.putalpha(self.image.getchannel('A'))


        class Color(_Enhance):
            """Colours: 0 is gray."""

            def __init__(self, image):
                self.image = image
                gray = 'LA' if image.mode in ('LA', 'RGBA') else 'L'
                self.degenerate = image if gray == image.mode else image.convert(gray).convert(image.mode)


        class Contrast(_Enhance):
            """Contrast: 0 is an even gray."""

            def __init__(self, image):
                self.image = image
                counts = image.convert('L').histogram()
                mean = int(sum(i * n for i, n in enumerate(counts)) / (sum(counts) or 1) + 0.5)
                self.degenerate = _Image.new('L', image.size, mean).convert(image.mode)
                self._keep_alpha()


        class Brightness(_Enhance):
            """Brightness: 0 is black."""

            def __init__(self, image):
                self.image = image
                self.degenerate = _Image.new(image.mode, image.size, 0)
                self._keep_alpha()


        class Sharpness(_Enhance):
            """Sharpness: 0 is blurred, 2 sharpened."""

            def __init__(self, image):
                self.image = image
                self.degenerate = image.filter(_ImageFilter.SMOOTH)
                self._keep_alpha()
        """#

    static let chops = #"""
        import numpy as _np


        def _computed(image1, image2, function):
            if image1.mode != image2.mode:
                raise ValueError("image has wrong mode")
            h, w = min(image1.height, image2.height), min(image1.width, image2.width)
            a, b = image1._pixels[:h, :w].astype('int64'), image2._pixels[:h, :w].astype('int64')
            return image1._with(_np.clip(function(a, b), 0, 255).astype('uint8'))


        def difference(image1, image2):
            """|image1 - image2|."""
            return _computed(image1, image2, lambda a, b: _np.abs(a - b))


        def add(image1, image2, scale=1.0, offset=0):
            """(image1 + image2) / scale + offset."""
            return _computed(image1, image2, lambda a, b: _np.trunc((a + b) / scale + offset))


        def subtract(image1, image2, scale=1.0, offset=0):
            """(image1 - image2) / scale + offset."""
            return _computed(image1, image2, lambda a, b: _np.trunc((a - b) / scale + offset))


        def add_modulo(image1, image2):
            """image1 + image2, beyond 255 from 0 again."""
            return _computed(image1, image2, lambda a, b: (a + b) & 255)


        def subtract_modulo(image1, image2):
            """image1 - image2, below 0 from 255 again."""
            return _computed(image1, image2, lambda a, b: (a - b) & 255)


        def multiply(image1, image2):
            """image1 * image2 / 255."""
            return _computed(image1, image2, lambda a, b: a * b // 255)


        def screen(image1, image2):
            """The negative of the negatives' product."""
            return _computed(image1, image2, lambda a, b: 255 - (255 - a) * (255 - b) // 255)


        def lighter(image1, image2):
            """The greater number of both."""
            return _computed(image1, image2, _np.maximum)


        def darker(image1, image2):
            """The smaller number of both."""
            return _computed(image1, image2, _np.minimum)


        def invert(image):
            """The negative."""
            return image._with(255 - image._pixels)


        def offset(image, xoffset, yoffset=None):
            """Moved, with what leaves at one side coming in at the other."""
            return image._with(_np.roll(image._pixels, (xoffset if yoffset is None else yoffset, xoffset), axis=(0, 1)))
        """#
}
