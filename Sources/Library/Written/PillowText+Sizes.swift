/// Pictures in other sizes and turned, pixel for pixel as Pillow computes them.
extension PillowText {
    static let sizes = #"""
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
            """Row i mixes the pixels that result i is made of; rows add up to 1."""
            function, support = _filters[resample]
            # Pillow keeps the ends in single precision.
            first, step = float(_np.float32(first)), float(_np.float32(last) - _np.float32(first)) / wanted
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
            return table


        def _mixed(pixels, axis, first, last, wanted, resample):
            table = _weights(pixels.shape[axis], first, last, wanted, resample)
            if pixels.dtype == _np.uint8:
                # Pillow's weights in fixed point.
                table = _np.trunc(table * 4194304 + _np.where(table < 0, -0.5, 0.5))
            sums = _np.moveaxis(_np.tensordot(table, pixels.astype('float64'), axes=(1, axis)), 0, axis)
            if pixels.dtype == _np.uint8:
                return _np.clip(_np.floor((sums + 2097152) / 4194304), 0, 255).astype('uint8')
            if pixels.dtype == _np.float32:
                return sums.astype('float32')
            limits = (0, 65535) if pixels.dtype == _np.uint16 else (-2147483648, 2147483647)
            return _np.clip(_np.floor(sums + 0.5), limits[0], limits[1]).astype(pixels.dtype)


        def _resized(image, size, resample, box, reducing_gap):
            width, height = int(size[0]), int(size[1])
            if width < 1 or height < 1:
                raise ValueError("height and width must be > 0")
            if width * height > 1 << 28:
                raise MemoryError("a picture of %d x %d needs more memory than there is" % (width, height))
            resample = BICUBIC if resample is None else int(resample)
            if resample not in (0, 1, 2, 3, 4, 5):
                raise ValueError("Unknown resampling filter (%s). Use Image.Resampling.NEAREST (0), Image.Resampling.LANCZOS (1), Image.Resampling.BILINEAR (2), Image.Resampling.BICUBIC (3), Image.Resampling.BOX (4) or Image.Resampling.HAMMING (5)" % resample)
            if reducing_gap is not None and reducing_gap < 1.0:
                raise ValueError("reducing_gap must be 1.0 or greater")
            box = tuple(box) if box is not None else (0, 0) + image.size
            if box[0] < 0 or box[1] < 0 or box[2] > image.width or box[3] > image.height:
                raise ValueError("Box can't exceed original image size")
            if box[2] <= box[0] or box[3] <= box[1]:
                raise ValueError("Box can't be empty")
            if image.size == (width, height) and box == (0, 0) + image.size:
                return image.copy()
            if image.mode in ('1', 'P'):
                resample = NEAREST
            p = image._pixels
            if resample == NEAREST:
                x = box[0] + (_np.arange(width) + 0.5) * ((box[2] - box[0]) / width)
                y = box[1] + (_np.arange(height) + 0.5) * ((box[3] - box[1]) / height)
                return image._with(p[y.astype('int64')][:, x.astype('int64')])
            hasAlpha = image.mode in ('LA', 'RGBA')
            if hasAlpha:
                p = _premultiplied(p)
            if reducing_gap is not None:
                factors = [int((box[k + 2] - box[k]) / (width, height)[k] / reducing_gap) or 1 for k in (0, 1)]
                if max(factors) > 1:
                    safe = _safe_box(image.size, (width, height), resample, box)
                    p = _reduced(p[safe[1]:safe[3], safe[0]:safe[2]], factors)
                    box = tuple((box[k] - safe[k % 2]) / factors[k % 2] for k in range(4))
            # As Pillow: rows first, but where that makes the larger picture between.
            axes = (0, 1) if width > p.shape[1] and height < p.shape[0] else (1, 0)
            for axis in axes:
                first, last, wanted = (box[0], box[2], width) if axis == 1 else (box[1], box[3], height)
                if (p.shape[axis], first, last) != (wanted, 0, wanted):
                    p = _mixed(p, axis, first, last, wanted, resample)
            return image._with(_unmultiplied(p) if hasAlpha else p)


        def _safe_box(whole, size, resample, box):
            """The part of the picture that resizing a box looks at."""
            support = _filters[resample][1] - 0.5
            spans = [(box[k + 2] - box[k]) / size[k] for k in (0, 1)]
            extra = [support * s for s in spans]
            return (max(0, int(box[0] - extra[0])), max(0, int(box[1] - extra[1])),
                    min(whole[0], _math.ceil(box[2] + extra[0])), min(whole[1], _math.ceil(box[3] + extra[1])))


        def _reduced(p, factors):
            """Means of blocks; those at the right and below may be smaller."""
            fx, fy = factors
            kind = p.dtype
            h, w = p.shape[:2]
            rows, columns = -(-h // fy), -(-w // fx)
            sums = p.astype('float64' if kind == _np.float32 else 'int64')
            for axis, size, count, factor in ((0, h, rows, fy), (1, w, columns, fx)):
                sums = _np.take(_np.cumsum(sums, axis=axis), _np.minimum(_np.arange(1, count + 1) * factor, size) - 1, axis=axis)
                sums = _np.diff(sums, axis=axis, prepend=_np.zeros_like(_np.take(sums, [0], axis=axis)))
            counts = _np.minimum(fy, h - _np.arange(rows) * fy)[:, None, None] * _np.minimum(fx, w - _np.arange(columns) * fx)[None, :, None]
            if kind == _np.uint8:
                return (((sums + counts // 2) * _np.trunc(_np.float32(16777216) / counts.astype('float32')).astype('int64')) >> 24).astype('uint8')
            means = sums / counts
            return (means if kind == _np.float32 else _np.floor(means + 0.5)).astype(kind)


        def _rounded_aspect(number, key):
            return max(min(_math.floor(number), _math.ceil(number), key=key), 1)


        def _thumbnail_size(image, size):
            x, y = [_math.floor(v) for v in size]
            if x >= image.width and y >= image.height:
                return image.size
            aspect = image.width / image.height
            if x / y >= aspect:
                return _rounded_aspect(y * aspect, lambda n: abs(aspect - n / y)), y
            return x, _rounded_aspect(x / aspect, lambda n: 0 if n == 0 else abs(aspect - x / n))


        def _sampled(p, x, y, resample):
            """Pixels at places between pixels, and where the places are inside."""
            h, w = p.shape[:2]
            inside = (x >= 0) & (x < w) & (y >= 0) & (y < h)
            if resample == NEAREST:
                return p[_np.clip(_np.floor(y), 0, h - 1).astype('int64'), _np.clip(_np.floor(x), 0, w - 1).astype('int64')], inside
            x, y = x - 0.5, y - 0.5
            left, top = _np.floor(x), _np.floor(y)
            dx, dy = (x - left)[:, :, None], (y - top)[:, :, None]
            left, top = left.astype('int64'), top.astype('int64')

            def at(j, k):
                return p[_np.clip(top + k, 0, h - 1), _np.clip(left + j, 0, w - 1)].astype('float64')
            if resample == BILINEAR:
                a, b = at(0, 0), at(0, 1)
                a, b = a + (at(1, 0) - a) * dx, b + (at(1, 1) - b) * dx
                return a + (b - a) * dy, inside

            def cubic(v1, v2, v3, v4, d):
                return v2 + d * ((v3 - v1) + d * ((2 * (v1 - v2) + v3 - v4) + d * (-v1 + v2 - v3 + v4)))
            lines = [cubic(at(-1, k), at(0, k), at(1, k), at(2, k), dx) for k in (-1, 0, 1, 2)]
            return cubic(lines[0], lines[1], lines[2], lines[3], dy), inside


        def _transformed(image, size, a, resample, fillcolor):
            """What an affine map finds for each pixel of the result."""
            width, height = _checked_size(size)
            if resample not in (NEAREST, BILINEAR, BICUBIC):
                raise ValueError("Unknown resampling filter (%s). Use Image.Resampling.NEAREST (0), Image.Resampling.BILINEAR (2) or Image.Resampling.BICUBIC (3)" % (resample,))
            if image.mode in ('1', 'P'):
                resample = NEAREST
            result = new(image.mode, (width, height), 0 if fillcolor is None else fillcolor)
            result._palette, result.info = image._palette, dict(image.info)
            if width == 0 or height == 0:
                return result
            p = image._pixels
            hasAlpha = image.mode in ('LA', 'RGBA') and resample != NEAREST
            if hasAlpha:
                p = _premultiplied(p)
            columns, rows = _np.arange(width)[None, :], _np.arange(height)[:, None]
            if resample == NEAREST and (a[1] != 0 or a[3] != 0):
                # Pillow counts in 1/65536 of a pixel.
                def fixed(v):
                    return int(_math.floor(v * 65536.0 + 0.5))
                x = (fixed(a[2] + a[0] * 0.5 + a[1] * 0.5) + columns * fixed(a[0]) + rows * fixed(a[1])) >> 16
                y = (fixed(a[5] + a[3] * 0.5 + a[4] * 0.5) + columns * fixed(a[3]) + rows * fixed(a[4])) >> 16
                x, y = x.astype('float64'), y.astype('float64')
            else:
                x = a[0] * (columns + 0.5) + a[1] * (rows + 0.5) + a[2]
                y = a[3] * (columns + 0.5) + a[4] * (rows + 0.5) + a[5]
            found, inside = _sampled(p, x, y, resample)
            if p.dtype == _np.uint8:
                found = _np.clip(found, 0, 255).astype('uint8')
            elif p.dtype != _np.float32 and resample != NEAREST:
                found = _np.floor(found + 0.5)
            found = found.astype(p.dtype)
            if hasAlpha:
                found = _unmultiplied(found)
            result._pixels[inside] = found[inside]
            return result


        def _rotated(image, angle, resample, expand, center, translate, fillcolor):
            angle = angle % 360.0
            if not (center or translate):
                if angle == 0:
                    return image.copy()
                if angle == 180:
                    return image.transpose(ROTATE_180)
                if angle in (90, 270) and (expand or image.width == image.height):
                    return image.transpose(ROTATE_90 if angle == 90 else ROTATE_270)
            w, h = image.size
            moved = (0, 0) if translate is None else translate
            middle = (w / 2, h / 2) if center is None else center
            turn = -_math.radians(angle)
            c, s = round(_math.cos(turn), 15), round(_math.sin(turn), 15)
            a = [c, s, 0.0, -s, c, 0.0]

            def apply(x, y):
                return a[0] * x + a[1] * y + a[2], a[3] * x + a[4] * y + a[5]
            a[2], a[5] = apply(-middle[0] - moved[0], -middle[1] - moved[1])
            a[2] += middle[0]
            a[5] += middle[1]
            if expand:
                corners = [apply(x, y) for x, y in ((0, 0), (w, 0), (w, h), (0, h))]
                xs, ys = [q[0] for q in corners], [q[1] for q in corners]
                nw = _math.ceil(max(xs)) - _math.floor(min(xs))
                nh = _math.ceil(max(ys)) - _math.floor(min(ys))
                a[2], a[5] = apply(-(nw - w) / 2.0, -(nh - h) / 2.0)
                w, h = nw, nh
            return _transformed(image, (w, h), a, resample, fillcolor)
        """#
}
