/// `matplotlib.patches`, written in the language itself: shapes in the coordinates of a plot.
enum PyplotPatchesText {
    /// Shapes.
    static let patches = #"""
        import math as _math


        class Patch:
            """A filled shape; by itself it stands for a colour in a legend."""
            _owner = None

            def __init__(self, edgecolor=None, facecolor=None, color=None, linewidth=None, linestyle=None, fill=True, label='',
                         alpha=None, zorder=None, hatch=None, transform=None, visible=True, ec=None, fc=None, lw=None, ls=None,
                         antialiased=None, aa=None, clip_on=True, joinstyle=None, capstyle=None, **kwargs):
                if kwargs:
                    raise AttributeError(f"{type(self).__name__}.set() got an unexpected keyword argument {next(iter(kwargs))!r}")
                self._look = {'edgecolor': ec or edgecolor or color, 'facecolor': fc or facecolor or color, 'linewidth': lw or linewidth,
                              'linestyle': ls or linestyle, 'label': label, 'alpha': alpha, 'zorder': zorder, 'hatch': hatch}
                self._fill, self._transform, self._made = fill, transform, None

            def _points(self):
                raise NotImplementedError

            def _style(self):
                return {k: v for k, v in self._look.items() if v is not None and k != 'facecolor' and not (k == 'label' and v == '')}

            def _legend(self):
                look = self._style()
                look['color'] = self._look['facecolor'] or 'C0'
                look['_patch'] = True
                look.setdefault('label', '')
                return look

            def _draw(self, ax):
                face = self._look['facecolor'] or 'C0'
                if not self._fill or face == 'none':
                    face = 'none'
                look = self._style()
                if face == 'none' and 'edgecolor' not in look:
                    look['edgecolor'] = 'black'
                if self._transform is not None:
                    look['transform'] = self._transform
                self._made, self._owner = ax._polygons([self._points()], face, kind='Patch', **look), ax
                return self

            def _again(self):
                if self._made is not None:
                    self._made.remove()
                    self._draw(self._owner)

            def _change(self, name, value):
                self._look[name] = value
                self._again()

            def set_facecolor(self, color):
                self._change('facecolor', color)

            def set_edgecolor(self, color):
                self._change('edgecolor', color)

            def set_color(self, color):
                self._look['facecolor'] = color
                self._change('edgecolor', color)

            def set_linewidth(self, width):
                self._change('linewidth', width)

            def set_hatch(self, hatch):
                self._change('hatch', hatch)

            def get_hatch(self):
                return self._look['hatch']

            def set_alpha(self, alpha):
                self._change('alpha', alpha)

            def set_label(self, label):
                self._change('label', label)

            def set_fill(self, fill):
                self._fill = fill
                self._again()

            set_fc, set_ec, set_lw = set_facecolor, set_edgecolor, set_linewidth

            def get_facecolor(self):
                from matplotlib.colors import to_rgba
                return to_rgba(self._look['facecolor'] or 'C0')

            def get_label(self):
                return self._look['label']

            def set_visible(self, visible):
                if self._made is not None:
                    self._made.set_visible(visible)

            def set_zorder(self, zorder):
                self._change('zorder', zorder)

            def remove(self):
                if self._made is not None:
                    self._made.remove()
                    self._made = None

            def set(self, **kwargs):
                for name, value in kwargs.items():
                    getattr(self, 'set_' + name)(value)


        class Rectangle(Patch):
            """A rectangle from its lower left corner, turned by an angle in degrees."""

            def __init__(self, xy, width, height, angle=0.0, rotation_point='xy', **kwargs):
                Patch.__init__(self, **kwargs)
                self._xy, self._width, self._height, self._angle = tuple(xy), width, height, angle

            def _points(self):
                (x, y), w, h = self._xy, self._width, self._height
                a = _math.radians(self._angle)
                corners = [(0, 0), (w, 0), (w, h), (0, h)]
                if not a:
                    return [[x + u, y + v] for u, v in corners]
                return [[x + u * _math.cos(a) - v * _math.sin(a), y + u * _math.sin(a) + v * _math.cos(a)] for u, v in corners]

            def get_x(self):
                return self._xy[0]

            def get_y(self):
                return self._xy[1]

            def get_xy(self):
                return self._xy

            def get_width(self):
                return self._width

            def get_height(self):
                return self._height

            def set_xy(self, xy):
                self._xy = tuple(xy)
                self._again()

            def set_x(self, x):
                self.set_xy((x, self._xy[1]))

            def set_y(self, y):
                self.set_xy((self._xy[0], y))

            def set_width(self, width):
                self._width = width
                self._again()

            def set_height(self, height):
                self._height = height
                self._again()

            def __repr__(self):
                return f"Rectangle(xy={self._xy}, width={self._width}, height={self._height}, angle={self._angle})"


        class Ellipse(Patch):
            """An ellipse from its centre, its two diameters and an angle in degrees."""

            def __init__(self, xy, width, height, angle=0, **kwargs):
                Patch.__init__(self, **kwargs)
                self.center, self._width, self._height, self._angle = tuple(xy), width, height, angle
                self._turns = (0.0, 360.0)

            def _points(self):
                (x, y), a = self.center, _math.radians(self._angle)
                first, last = self._turns
                steps = 96
                points = []
                for i in range(steps + 1):
                    t = _math.radians(first + (last - first) * i / steps)
                    u, v = self._width / 2 * _math.cos(t), self._height / 2 * _math.sin(t)
                    points.append([x + u * _math.cos(a) - v * _math.sin(a), y + u * _math.sin(a) + v * _math.cos(a)])
                return points

            def set_center(self, xy):
                self.center = tuple(xy)
                self._again()

            def get_center(self):
                return self.center


        class Circle(Ellipse):
            """A circle from its centre and radius."""

            def __init__(self, xy, radius=5, **kwargs):
                Ellipse.__init__(self, xy, 2 * radius, 2 * radius, **kwargs)

            @property
            def radius(self):
                return self._width / 2

            def get_radius(self):
                return self._width / 2

            def set_radius(self, radius):
                self._width = self._height = 2 * radius
                self._again()


        class Arc(Ellipse):
            """A part of an ellipse's line, between two angles in degrees."""

            def __init__(self, xy, width, height, angle=0.0, theta1=0.0, theta2=360.0, **kwargs):
                Ellipse.__init__(self, xy, width, height, angle, **kwargs)
                self._turns = (theta1, theta2 if theta2 > theta1 else theta2 + 360)

            def _draw(self, ax):
                look = self._style()
                color = look.pop('edgecolor', 'black')
                self._made, self._owner = ax._segments([self._points()], color, **look), ax
                return self


        class Wedge(Patch):
            """A slice of a circle between two angles in degrees."""

            def __init__(self, center, r, theta1, theta2, width=None, **kwargs):
                Patch.__init__(self, **kwargs)
                self._at, self._r, self._turns, self._ring = tuple(center), r, (theta1, theta2), width

            def _points(self):
                (x, y), (first, last) = self._at, self._turns
                last = last if last > first else last + 360
                turns = [_math.radians(first + (last - first) * i / 64) for i in range(65)]
                rim = [[x + self._r * _math.cos(t), y + self._r * _math.sin(t)] for t in turns]
                if self._ring is None:
                    return rim + [[x, y]]
                inner = self._r - self._ring
                return rim + [[x + inner * _math.cos(t), y + inner * _math.sin(t)] for t in reversed(turns)]


        class Polygon(Patch):
            """A shape through points."""

            def __init__(self, xy, closed=True, **kwargs):
                Patch.__init__(self, **kwargs)
                self._xy = [[float(a), float(b)] for a, b in xy]

            def _points(self):
                return self._xy

            def get_xy(self):
                return self._xy

            def set_xy(self, xy):
                self._xy = [[float(a), float(b)] for a, b in xy]
                self._again()


        class RegularPolygon(Polygon):
            """A shape with equal sides."""

            def __init__(self, xy, numVertices, radius=5, orientation=0, **kwargs):
                turns = [orientation + _math.pi / 2 + 2 * _math.pi * i / numVertices for i in range(numVertices)]
                Polygon.__init__(self, [[xy[0] + radius * _math.cos(t), xy[1] + radius * _math.sin(t)] for t in turns], **kwargs)


        class CirclePolygon(RegularPolygon):
            """A circle of straight pieces."""

            def __init__(self, xy, radius=5, resolution=20, **kwargs):
                RegularPolygon.__init__(self, xy, resolution, radius, **kwargs)


        class FancyBboxPatch(Rectangle):
            """A rectangle with room around it and round corners."""

            def __init__(self, xy, width, height, boxstyle='round', mutation_scale=1, mutation_aspect=1, **kwargs):
                Rectangle.__init__(self, xy, width, height, **kwargs)
                text = str(boxstyle)
                self._pad, self._round = 0.3 * mutation_scale, None if text.startswith('round') else 0.0
                for part in text.split(',')[1:]:
                    name, _, value = part.partition('=')
                    if name.strip() == 'pad':
                        self._pad = float(value) * mutation_scale
                    if name.strip() == 'rounding_size':
                        self._round = float(value) * mutation_scale

            def _points(self):
                p = self._pad
                x, y, w, h = self._xy[0] - p, self._xy[1] - p, self._width + 2 * p, self._height + 2 * p
                r = min(p if self._round is None else self._round, w / 2, h / 2)
                if r <= 0:
                    return [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
                points = []
                for cx, cy, start in ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)):
                    points += [[cx + r * _math.cos(_math.radians(start + 9 * i)), cy + r * _math.sin(_math.radians(start + 9 * i))]
                               for i in range(11)]
                return points


        class FancyArrowPatch(Patch):
            """An arrow from point to point."""

            def __init__(self, posA=None, posB=None, path=None, arrowstyle='simple', connectionstyle='arc3', shrinkA=2, shrinkB=2,
                         mutation_scale=1, **kwargs):
                Patch.__init__(self, **kwargs)
                self._ends = (posA, posB)
                self._arrow = {'arrowstyle': arrowstyle, 'connectionstyle': connectionstyle, 'shrinkA': shrinkA}
                if mutation_scale != 1:
                    self._arrow['mutation_scale'] = mutation_scale

            def _draw(self, ax):
                look = dict(self._arrow)
                look['color'] = self._look['edgecolor'] or self._look['facecolor'] or 'C0'
                for name in ('linewidth', 'linestyle', 'alpha'):
                    if self._look[name] is not None:
                        look[name] = self._look[name]
                self._made, self._owner = ax.annotate('', xy=self._ends[1], xytext=self._ends[0], arrowprops=look), ax
                return self

            def set_positions(self, posA, posB):
                self._ends = (posA, posB)
                self._again()


        class ConnectionPatch(FancyArrowPatch):
            """A line between two points of one plot."""

            def __init__(self, xyA, xyB, coordsA='data', coordsB=None, axesA=None, axesB=None, arrowstyle='-', **kwargs):
                FancyArrowPatch.__init__(self, xyA, xyB, arrowstyle=arrowstyle, **kwargs)


        class FancyArrow(Polygon):
            """An arrow of data's size."""

            def __init__(self, x, y, dx, dy, width=0.001, length_includes_head=False, head_width=None, head_length=None, **kwargs):
                head_width = 3 * width if head_width is None else head_width
                head_length = 1.5 * head_width if head_length is None else head_length
                size = _math.hypot(dx, dy) or 1e-12
                total = size if length_includes_head else size + head_length
                c, s = dx / size, dy / size
                neck = total - head_length
                shape = [(0, -width / 2), (neck, -width / 2), (neck, -head_width / 2), (total, 0), (neck, head_width / 2),
                         (neck, width / 2), (0, width / 2)]
                Polygon.__init__(self, [[x + u * c - v * s, y + u * s + v * c] for u, v in shape], **kwargs)


        class Arrow(FancyArrow):
            """An arrow from a point along a direction."""

            def __init__(self, x, y, dx, dy, width=1.0, **kwargs):
                FancyArrow.__init__(self, x, y, dx, dy, width=0.1 * width, head_width=0.3 * width,
                                    length_includes_head=True, head_length=min(0.2 * _math.hypot(dx, dy), 0.4 * width), **kwargs)
        """#

}
