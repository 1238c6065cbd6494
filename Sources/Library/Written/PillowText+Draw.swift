/// `PIL.ImageDraw`: lines, boxes, circles and polygons, without smoothing.
extension PillowText {
    static let draw = #"""
        import math as _math
        import numpy as _np



        class ImageDraw:
            """Draws on a picture; lines are not smoothed."""

            def __init__(self, im, mode=None):
                self._image = self.im = im
                self.mode = im.mode

            def _inks(self, outline, fill):
                if outline is None and fill is None:
                    outline = self._white()
                return (None if outline is None else self._image._ink_of(outline), None if fill is None else self._image._ink_of(fill))

            def _white(self):
                return 255 if self._image._pixels.shape[2] == 1 else tuple([255] * self._image._pixels.shape[2])

            def _span(self, y, x0, x1, ink):
                """Pixels from x0 to x1, both included."""
                w, h = self._image.size
                if 0 <= y < h and x1 >= 0 and x0 < w and x0 <= x1:
                    self._image._pixels[y, max(x0, 0):min(x1, w - 1) + 1] = ink

            def point(self, xy, fill=None):
                """Single pixels."""
                ink = self._image._ink_of(self._white() if fill is None else fill)
                for x, y in _points(xy):
                    self._span(int(y), int(x), int(x), ink)

            def line(self, xy, fill=None, width=1, joint=None):
                """Straight lines from point to point."""
                ink = self._image._ink_of(self._white() if fill is None else fill)
                points = _points(xy)
                for a, b in zip(points, points[1:]):
                    if width <= 1:
                        self._thin(int(a[0]), int(a[1]), int(b[0]), int(b[1]), ink)
                    else:
                        self._wide(int(a[0]), int(a[1]), int(b[0]), int(b[1]), width, ink)

            def _thin(self, x0, y0, x1, y1, ink):
                w, h = self._image.size
                if max(abs(x0), abs(y0), abs(x1), abs(y1)) > 1 << 20:
                    raise ValueError("coordinates are beyond any picture: %s" % ((x0, y0, x1, y1),))
                pixels = self._image._pixels
                dx, dy = abs(x1 - x0), abs(y1 - y0)
                sx, sy = 1 if x1 > x0 else -1, 1 if y1 > y0 else -1
                if dy == 0:
                    return self._span(y0, min(x0, x1), max(x0, x1), ink)
                long, short = (dx, dy) if dx > dy else (dy, dx)
                e = 2 * short - long
                for _ in range(long + 1):
                    if 0 <= x0 < w and 0 <= y0 < h:
                        pixels[y0, x0] = ink
                    if e >= 0:
                        if dx > dy:
                            y0 += sy
                        else:
                            x0 += sx
                        e -= 2 * long
                    e += 2 * short
                    if dx > dy:
                        x0 += sx
                    else:
                        y0 += sy

            def _wide(self, x0, y0, x1, y1, width, ink):
                dx, dy = x1 - x0, y1 - y0
                if dx == 0 and dy == 0:
                    return self._span(y0, x0, x0, ink)
                length = _math.hypot(dx, dy)

                def down(f):
                    return int(_math.floor(f + 0.5)) if f >= 0 else -int(_math.floor(abs(f) + 0.5))

                def up(f):
                    return int(_math.ceil(f - 0.5)) if f >= 0 else -int(_math.ceil(abs(f) - 0.5))
                mid = (width - 1) / 2.0
                rmin, rmax = up(mid) / length, down(mid) / length
                dxmin, dxmax = up(rmin * dy), up(rmax * dy)
                dymin, dymax = down(rmin * dx), down(rmax * dx)
                self._fill([(x0 - dxmin, y0 + dymax), (x1 - dxmin, y1 + dymax), (x1 + dxmax, y1 - dymin), (x0 + dxmax, y0 - dymin)], ink)

            def rectangle(self, xy, fill=None, outline=None, width=1):
                """A box from (x0, y0) to (x1, y1), both included."""
                (x0, y0), (x1, y1) = [(int(x), int(y)) for x, y in _points(xy)]
                if x1 < x0 or y1 < y0:
                    raise ValueError("x1 must be greater than or equal to x0" if x1 < x0 else "y1 must be greater than or equal to y0")
                outline, fill = self._inks(outline, fill)
                p = self._image._pixels
                w, h = self._image.size

                def box(a, b, c, d, ink):
                    a, b, c, d = max(a, 0), max(b, 0), min(c, w - 1), min(d, h - 1)
                    if a <= c and b <= d:
                        p[b:d + 1, a:c + 1] = ink
                if fill is not None:
                    box(x0, y0, x1, y1, fill)
                if outline is not None and outline != fill and width != 0:
                    k = width - 1
                    box(x0, y0, x1, min(y0 + k, y1), outline)
                    box(x0, max(y1 - k, y0), x1, y1, outline)
                    box(x0, y0, min(x0 + k, x1), y1, outline)
                    box(max(x1 - k, x0), y0, x1, y1, outline)

            def ellipse(self, xy, fill=None, outline=None, width=1):
                """The ellipse inside of a box, both corners included."""
                (x0, y0), (x1, y1) = [(int(x), int(y)) for x, y in _points(xy)]
                if x1 < x0 or y1 < y0:
                    raise ValueError("x1 must be greater than or equal to x0" if x1 < x0 else "y1 must be greater than or equal to y0")
                outline, fill = self._inks(outline, fill)
                w, h = self._image.size
                xs, ys = _np.arange(w)[None, :], _np.arange(h)[:, None]

                def inside(inset):
                    a, b = (x1 - x0 + 1) / 2 - inset, (y1 - y0 + 1) / 2 - inset
                    if a <= 0 or b <= 0:
                        return _np.zeros((h, w), 'bool')
                    return ((xs - (x0 + x1) / 2) / a) ** 2 + ((ys - (y0 + y1) / 2) / b) ** 2 <= 1.0
                whole = inside(0)
                if fill is not None:
                    self._image._pixels[whole] = fill
                if outline is not None and width != 0:
                    self._image._pixels[whole & ~inside(width)] = outline

            def polygon(self, xy, fill=None, outline=None, width=1):
                """A closed line through points, and what is inside of it."""
                points = [(int(x), int(y)) for x, y in _points(xy)]
                outline, fill = self._inks(outline, fill)
                if fill is not None:
                    self._fill(points, fill)
                if outline is not None and outline != fill and width != 0:
                    for a, b in zip(points, points[1:] + points[:1]):
                        if width == 1:
                            self._thin(a[0], a[1], b[0], b[1], outline)
                        else:
                            self._wide(a[0], a[1], b[0], b[1], width, outline)

            def _fill(self, points, ink):
                """Rows between the edges that cross their middle, and the edges themselves."""
                w, h = self._image.size
                low, high = max(min(y for _, y in points), 0), min(max(y for _, y in points), h - 1)
                edges = list(zip(points, points[1:] + points[:1]))
                last = max(y for _, y in points)
                for y in range(low, high + 1):
                    crossings = []
                    for (ax, ay), (bx, by) in edges:
                        if ay == by:
                            if ay == y:
                                self._span(y, min(ax, bx), max(ax, bx), ink)
                        elif min(ay, by) <= y <= max(ay, by):
                            crossings.append(ax + (y - ay) * (bx - ax) / (by - ay))
                            if y == max(ay, by) and y < last:
                                crossings.append(crossings[-1])
                    crossings.sort()
                    for a, b in zip(crossings[::2], crossings[1::2]):
                        self._span(y, int(_math.floor(a + 0.5)), int(_math.ceil(b - 0.5)), ink)

            def text(self, xy, text, fill=None, font=None, anchor=None, **options):
                """Refused: plt.text writes on pictures."""
                raise NotImplementedError("PIL.ImageDraw writes no text here: plt.imshow(img) and plt.text(x, y, text) do")


        def _points(xy):
            values = list(xy)
            if values and isinstance(values[0], (tuple, list)):
                return [tuple(v) for v in values]
            if len(values) % 2:
                raise ValueError("coordinate list must contain an even number of coordinates")
            return list(zip(values[::2], values[1::2]))


        def Draw(im, mode=None):
            """Draws on a picture."""
            return ImageDraw(im, mode)
        """#
}
