/// `PIL.ImageFilter`: what a picture is seen through.
extension PillowText {
    static let filters = #"""
        import numpy as _np


        class Filter:
            """What img.filter() takes."""


        def _padded(p, margin):
            rows = _np.clip(_np.arange(-margin, p.shape[0] + margin), 0, p.shape[0] - 1)
            columns = _np.clip(_np.arange(-margin, p.shape[1] + margin), 0, p.shape[1] - 1)
            return p[rows][:, columns]


        def _correlated(p, size, weights, offset):
            """Sums of neighbours in single precision, in Pillow's order; the edge stays as it is."""
            margin = size // 2
            h, w = p.shape[:2]
            if h < size or w < size:
                return p.copy()
            f = p.astype('float32')
            total = _np.zeros((h - 2 * margin, w - 2 * margin, p.shape[2]), 'float32') + _np.float32(offset + 0.5)
            for i in range(size):
                # The kernel's first row meets the lowest row of pixels.
                top = size - 1 - i
                line = None
                for j in range(size):
                    part = f[top:top + h - 2 * margin, j:j + w - 2 * margin] * weights[i * size + j]
                    line = part if line is None else line + part
                total = total + line
            result = p.copy()
            result[margin:h - margin, margin:w - margin] = _np.clip(total, 0, 255).astype('uint8')
            return result


        class Kernel(Filter):
            """A 3 x 3 or 5 x 5 kernel: sums of neighbours, divided by scale, and offset."""

            def __init__(self, size, kernel, scale=None, offset=0):
                if scale is None:
                    scale = sum(kernel)
                if size[0] * size[1] != len(kernel):
                    raise ValueError("not enough coefficients in kernel")
                if tuple(size) not in ((3, 3), (5, 5)):
                    raise ValueError("bad kernel size")
                if scale == 0:
                    raise ZeroDivisionError("the kernel's numbers add up to 0: give scale")
                self.filterargs = size, scale, offset, kernel

            def _apply(self, p):
                size, scale, offset, kernel = self.filterargs
                weights = _np.array(kernel, dtype='float32') / _np.float32(scale)
                return _correlated(p, size[0], weights, offset)


        class BuiltinFilter(Kernel):
            """A kernel that is there already."""

            def __init__(self):
                pass


        class BLUR(BuiltinFilter):
            name = "Blur"
            filterargs = (5, 5), 16, 0, (1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1)


        class CONTOUR(BuiltinFilter):
            name = "Contour"
            filterargs = (3, 3), 1, 255, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


        class DETAIL(BuiltinFilter):
            name = "Detail"
            filterargs = (3, 3), 6, 0, (0, -1, 0, -1, 10, -1, 0, -1, 0)


        class EDGE_ENHANCE(BuiltinFilter):
            name = "Edge-enhance"
            filterargs = (3, 3), 2, 0, (-1, -1, -1, -1, 10, -1, -1, -1, -1)


        class EDGE_ENHANCE_MORE(BuiltinFilter):
            name = "Edge-enhance More"
            filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 9, -1, -1, -1, -1)


        class EMBOSS(BuiltinFilter):
            name = "Emboss"
            filterargs = (3, 3), 1, 128, (-1, 0, 0, 0, 1, 0, 0, 0, 0)


        class FIND_EDGES(BuiltinFilter):
            name = "Find Edges"
            filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


        class SHARPEN(BuiltinFilter):
            name = "Sharpen"
            filterargs = (3, 3), 16, 0, (-2, -2, -2, -2, 32, -2, -2, -2, -2)


        class SMOOTH(BuiltinFilter):
            name = "Smooth"
            filterargs = (3, 3), 13, 0, (1, 1, 1, 1, 5, 1, 1, 1, 1)


        class SMOOTH_MORE(BuiltinFilter):
            name = "Smooth More"
            filterargs = (5, 5), 100, 0, (1, 1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 5, 44, 5, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1, 1)


        def _box_blurred(p, radius, passes, axis):
            """Means over 2 * radius + 1 pixels along an axis, in Pillow's fixed point; a radius may have a fraction."""
            whole = int(radius)
            inner = int((1 << 24) / (_np.float32(radius) * 2 + 1))
            outer = ((1 << 24) - (whole * 2 + 1) * inner) // 2
            n = p.shape[axis]
            places = _np.clip(_np.arange(-whole - 1, n + whole + 1), 0, n - 1)
            for _ in range(passes):
                line = _np.take(p, places, axis=axis).astype('int64')
                sums = _np.cumsum(line, axis=axis)

                def part(a, first, count):
                    return a[first:first + count] if axis == 0 else a[:, first:first + count]
                window = part(sums, 2 * whole + 1, n) - part(sums, 0, n)
                ends = part(line, 0, n) + part(line, 2 * whole + 2, n)
                p = ((window * inner + ends * outer + (1 << 23)) >> 24).astype('uint8')
            return p


        def _blurred(p, radii, passes):
            if min(radii) < 0:
                raise ValueError("radius must be >= 0")
            if radii[0] != 0:
                p = _box_blurred(p, radii[0], passes, 1)
            if radii[1] != 0:
                p = _box_blurred(p, radii[1], passes, 0)
            return p.copy()


        def _both(radius):
            return tuple(radius) if isinstance(radius, (tuple, list)) else (radius, radius)


        class BoxBlur(Filter):
            """Means over squares of 2 * radius + 1 pixels."""

            name = "BoxBlur"

            def __init__(self, radius):
                if min(_both(radius)) < 0:
                    raise ValueError("radius must be >= 0")
                self.radius = radius

            def _apply(self, p):
                return _blurred(p, _both(self.radius), 1)


        def _gaussian_box(radius):
            """The radius of the box that, three times over, is about as wide as a bell of that standard deviation (Gwosdek et al. 2011)."""
            f = _np.float32
            variance = f(f(radius) * f(radius) / f(3))
            ideal = f(_np.sqrt(12.0 * float(variance) + 1.0))
            whole = f(_np.floor((float(ideal) - 1.0) / 2.0))
            a = f((2 * whole + 1) * (whole * (whole + 1) - 3 * variance))
            a = f(a / (6 * (variance - (whole + 1) * (whole + 1))))
            return float(whole + a)


        class GaussianBlur(Filter):
            """Blurs as a bell of standard deviation radius does; by three boxes, as Pillow."""

            name = "GaussianBlur"

            def __init__(self, radius=2):
                self.radius = radius

            def _apply(self, p):
                return _blurred(p, [_gaussian_box(r) if r else 0 for r in _both(self.radius)], 3)


        class UnsharpMask(Filter):
            """Adds percent of what blurring takes away, where that is more than threshold."""

            name = "UnsharpMask"

            def __init__(self, radius=2, percent=150, threshold=3):
                self.radius, self.percent, self.threshold = radius, percent, threshold

            def _apply(self, p):
                lost = p.astype('int64') - GaussianBlur(self.radius)._apply(p)
                more = _np.trunc(lost * self.percent / 100).astype('int64')
                return _np.where(_np.abs(lost) > self.threshold, _np.clip(p + more, 0, 255), p).astype('uint8')


        class RankFilter(Filter):
            """The rank-th smallest number of each square of size x size pixels."""

            name = "Rank"

            def __init__(self, size, rank):
                self.size, self.rank = size, rank

            def _apply(self, p):
                size, rank = int(self.size), int(self.rank)
                if size % 2 == 0 or size < 1:
                    raise ValueError("bad filter size")
                if not 0 <= rank < size * size:
                    raise ValueError("bad rank value")
                h, w = p.shape[:2]
                around = _padded(p, size // 2)
                parts = [around[i:i + h, j:j + w] for i in range(size) for j in range(size)]
                if rank == 0 or rank == size * size - 1:
                    best = parts[0]
                    for part in parts[1:]:
                        best = _np.minimum(best, part) if rank == 0 else _np.maximum(best, part)
                    return best.copy()
                if h * w * p.shape[2] * size * size > 1 << 30:
                    raise MemoryError("a square of %d pixels around each of %d needs more memory than there is" % (size * size, h * w))
                return _np.sort(_np.stack(parts), axis=0)[rank]


        class MedianFilter(RankFilter):
            """The middle number of each square."""

            name = "Median"

            def __init__(self, size=3):
                super().__init__(size, size * size // 2)


        class MinFilter(RankFilter):
            """The least number of each square."""

            name = "Min"

            def __init__(self, size=3):
                super().__init__(size, 0)


        class MaxFilter(RankFilter):
            """The greatest number of each square."""

            name = "Max"

            def __init__(self, size=3):
                super().__init__(size, size * size - 1)
        """#
}
