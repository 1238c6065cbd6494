/// Pictures in other modes: colours, grays, palettes.
extension PillowText {
    static let modes = #"""
        def _mode_of(mode):
            if mode not in _modes:
                raise ValueError("unrecognized image mode: %r; modes here are %s" % (mode, ', '.join(_modes)))
            return _modes[mode]


        def _checked_size(size):
            if len(size) != 2:
                raise ValueError("Size must be a sequence of length 2")
            width, height = int(size[0]), int(size[1])
            if width < 0 or height < 0:
                raise ValueError("Width and height must be >= 0")
            if width * height > 1 << 28:
                raise MemoryError("a picture of %d x %d needs more memory than there is" % (width, height))
            return width, height


        def _palette_table(image):
            """256 colours with their opacities; those beyond the palette are grays."""
            table = _np.repeat(_np.arange(256, dtype='uint8')[:, None], 4, axis=1)
            table[:, 3] = 255
            given = _np.frombuffer(image._palette, dtype='uint8').reshape(-1, 3)[:256]
            table[:len(given), :3] = given
            t = image.info.get('transparency')
            if isinstance(t, bytes):
                opacities = _np.frombuffer(t, dtype='uint8')[:256]
                table[:len(opacities), 3] = opacities
            elif t is not None:
                table[int(t), 3] = 0
            return table


        def _gray(rgb):
            c = rgb.astype('int64')
            return ((c[:, :, 0] * 19595 + c[:, :, 1] * 38470 + c[:, :, 2] * 7471 + 32768) >> 16).astype('uint8')[:, :, None]


        def _divided(t):
            return ((t >> 8) + t) >> 8


        def _to_ycbcr(rgb):
            c = rgb.astype('int64')

            def mixed(r, g, b):
                parts = [_np.floor(_np.arange(256) * w * 64 + 0.5).astype('int64') for w in (r, g, b)]
                return (parts[0][c[:, :, 0]] + parts[1][c[:, :, 1]] + parts[2][c[:, :, 2]]) >> 6
            y = mixed(0.299, 0.587, 0.114)
            cb = mixed(-0.16873589, -0.33126411, 0.5) + 128
            cr = mixed(0.5, -0.41868759, -0.08131241) + 128
            return _np.clip(_np.stack([y, cb, cr], axis=2), 0, 255).astype('uint8')


        def _from_ycbcr(p):
            y = p[:, :, 0].astype('int64')
            i = _np.arange(256) - 128

            def table(w):
                return _np.floor(i * w * 64 + 0.5).astype('int64')
            r = y + (table(1.402)[p[:, :, 2]] >> 6)
            g = y + ((table(-0.34413629)[p[:, :, 1]] + table(-0.71413629)[p[:, :, 2]]) >> 6)
            b = y + (table(1.772)[p[:, :, 1]] >> 6)
            return _np.clip(_np.stack([r, g, b], axis=2), 0, 255).astype('uint8')


        def _to_hsv(rgb):
            c = rgb.astype('float32')
            most, least = c.max(axis=2), c.min(axis=2)
            span = most - least
            safe = _np.where(span == 0, _np.float32(1), span)
            r, g, b = [(most - c[:, :, k]) / safe for k in range(3)]
            r, g, b = [a.astype('float64') for a in (r, g, b)]
            h = _np.where(c[:, :, 0] == most, b - g, _np.where(c[:, :, 1] == most, 2.0 + r - b, 4.0 + g - r))
            # Pillow keeps hues in single precision between its steps.
            h = _np.fmod(h.astype('float32').astype('float64') / 6.0 + 1.0, 1.0).astype('float32').astype('float64')
            s = span / _np.where(most == 0, _np.float32(1), most)
            h = _np.clip(_np.trunc(h * 255.0), 0, 255)
            s = _np.clip(_np.trunc(s.astype('float64') * 255.0), 0, 255)
            zero = span == 0
            return _np.stack([_np.where(zero, 0, h), _np.where(zero, 0, s), most], axis=2).astype('uint8')


        def _from_hsv(p):
            h, s, v = [p[:, :, k].astype('float64') for k in range(3)]
            sector = (h * 6.0 / 255.0).astype('float32').astype('float64')
            i = _np.floor(sector)
            f = (sector - i).astype('float32').astype('float64')
            fs = (s / 255.0).astype('float32').astype('float64')
            q, r, t = [_np.clip(_np.floor(v * (1.0 - x) + 0.5), 0, 255) for x in (fs, fs * f, fs * (1.0 - f))]
            i = i.astype('int64') % 6
            red = _np.choose(i, [v, r, q, q, t, v])
            green = _np.choose(i, [t, v, v, r, q, q])
            blue = _np.choose(i, [q, q, t, v, v, r])
            gray = s == 0
            return _np.stack([_np.where(gray, v, x) for x in (red, green, blue)], axis=2).astype('uint8')


        def _plain(image):
            """The same picture in L, LA, RGB or RGBA."""
            p, mode = image._pixels, image.mode
            if mode in ('L', 'LA', 'RGB', 'RGBA'):
                return p, mode
            if mode == '1':
                return p, 'L'
            if mode == 'I':
                return _np.clip(p, 0, 255).astype('uint8'), 'L'
            if mode == 'F':
                return _np.clip(_np.nan_to_num(p), 0, 255).astype('uint8'), 'L'
            if mode == 'I;16':
                return _np.clip(p, 0, 255).astype('uint8'), 'L'
            if mode == 'P':
                return _palette_table(image)[p[:, :, 0]], 'RGBA'
            if mode == 'CMYK':
                paper = 255 - p[:, :, 3:].astype('int64')
                return _np.clip(paper - _divided(p[:, :, :3].astype('int64') * paper + 128), 0, 255).astype('uint8'), 'RGB'
            return (_from_ycbcr if mode == 'YCbCr' else _from_hsv)(p), 'RGB'


        def _opacity(image, p, mode):
            """Opacities of a plain picture; the colour that info calls transparent has none."""
            if p.shape[2] in (2, 4):
                return p[:, :, -1:]
            opaque = _np.full(p.shape[:2] + (1,), 255, 'uint8')
            t = image.info.get('transparency')
            if t is not None and image.mode in ('1', 'L', 'RGB', 'I', 'I;16'):
                opaque[(image._pixels == _np.array(t)).all(axis=2)] = 0
            return opaque


        def _converted(image, mode, dither, palette):
            if mode == 'P' and palette == ADAPTIVE:
                raise NotImplementedError("palettes that fit a picture are not computed here; convert('P') takes the 216 colours of the web")
            p, plain = _plain(image)
            result = Image(None, mode)
            result.info = dict(image.info)
            if mode in ('I', 'F', 'I;16'):
                if image.mode in ('I', 'F', 'I;16'):
                    p = image._pixels
                elif plain != 'L':
                    c = p[:, :, :3] if p.shape[2] > 2 else p[:, :, :1]
                    if mode == 'F' and c.shape[2] == 3:
                        c = c.astype('float64')
                        p = ((c[:, :, 0] * 299 + c[:, :, 1] * 587 + c[:, :, 2] * 114) / 1000)[:, :, None]
                    else:
                        p = _gray(c) if c.shape[2] == 3 else c
                if mode == 'I;16':
                    p = _np.clip(p, 0, 65535)
                result._pixels = p.astype(_modes[mode][1])
                return result
            alpha = _opacity(image, p, plain) if mode in ('LA', 'RGBA') else None
            if mode in ('LA', 'RGBA') or image.mode == 'P':
                result.info.pop('transparency', None)
            color = p[:, :, :-1] if p.shape[2] in (2, 4) else p
            if mode in ('L', 'LA', '1') and color.shape[2] == 3:
                if mode == '1':
                    c = color.astype('int64')
                    color = ((c[:, :, 0] * 299 + c[:, :, 1] * 587 + c[:, :, 2] * 114) // 1000).astype('uint8')[:, :, None]
                else:
                    color = _gray(color)
            elif mode not in ('L', 'LA', '1', 'P', 'CMYK') and color.shape[2] == 1:
                color = _np.repeat(color, 3, axis=2)
            if mode == '1':
                color = _to_two(color) if dither != NONE else _np.where(color >= 128, 255, 0).astype('uint8')
            elif mode == 'P':
                if color.shape[2] == 1:
                    result._palette = bytes(v for i in range(256) for v in (i, i, i))
                else:
                    result._palette = _web_palette()
                    color = _to_palette(color, result._palette, dither != NONE)
            elif mode == 'CMYK':
                none = _np.zeros(color.shape[:2] + (4 - color.shape[2],), 'uint8')
                color = _np.concatenate([255 - color, none] if color.shape[2] == 3 else [none, 255 - color], axis=2)
            elif mode == 'YCbCr':
                color = _to_ycbcr(color)
            elif mode == 'HSV':
                color = _to_hsv(color)
            result._pixels = _np.concatenate([color, alpha], axis=2) if alpha is not None else color.copy()
            return result


        def _web_palette():
            cube = [v for b in range(6) for g in range(6) for r in range(6) for v in (r * 51, g * 51, b * 51)]
            return bytes([0] * 30 + cube)


        def _premultiplied(p):
            t = p[:, :, :-1].astype('int64') * p[:, :, -1:] + 128
            return _np.concatenate([_divided(t).astype('uint8'), p[:, :, -1:]], axis=2)


        def _unmultiplied(p):
            a = p[:, :, -1:].astype('int64')
            c = _np.minimum(255 * p[:, :, :-1].astype('int64') // _np.maximum(a, 1), 255)
            c = _np.where((a == 0) | (a == 255), p[:, :, :-1], c)
            return _np.concatenate([c.astype('uint8'), p[:, :, -1:]], axis=2)
        """#
}
