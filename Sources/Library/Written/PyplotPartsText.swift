/// Small modules of matplotlib, written in the language itself.
enum PyplotPartsText {
    /// `matplotlib.lines`.
    static let lines = #"""
        class Line2D:
            """A line that stands in a legend or is added to a plot."""

            def __init__(self, xdata, ydata, **kwargs):
                self._x, self._y, self._look, self._made = list(xdata), list(ydata), kwargs, None

            def _legend(self):
                return dict(self._look, _patch=False)

            def _draw(self, ax):
                self._made, = ax.plot(self._x, self._y, **self._look)
                return self._made

            def get_label(self):
                return self._look.get('label', '')

            def set_label(self, label):
                self._look['label'] = label

            def get_color(self):
                return self._look.get('color', self._look.get('c', 'C0'))

            def set_color(self, color):
                self._look['color'] = color

            def set_data(self, x, y):
                self._x, self._y = list(x), list(y)
                if self._made is not None:
                    self._made.set_data(x, y)

            def get_xdata(self):
                return self._x

            def get_ydata(self):
                return self._y
        """#

    /// `matplotlib.collections`.
    static let collections = #"""
        class LineCollection:
            """Many lines with colours of their own."""

            def __init__(self, segments, linewidths=None, colors=None, array=None, cmap=None, norm=None, linewidth=None, color=None,
                         linestyles=None, alpha=None, label='', zorder=None, **kwargs):
                self._lines, self._colors, self._array, self._cmap, self._norm = segments, colors if colors is not None else color, array, cmap, norm
                width = linewidths if linewidths is not None else linewidth
                width = width[0] if isinstance(width, (list, tuple)) else width
                self._look = {k: v for k, v in (('linewidth', width), ('linestyle', linestyles), ('alpha', alpha), ('zorder', zorder)) if v is not None}
                if label:
                    self._look['label'] = label

            def set_array(self, A):
                self._array = A

            def set_linewidth(self, width):
                self._look['linewidth'] = width

            def set_color(self, color):
                self._colors = color

            def set_clim(self, vmin, vmax=None):
                from matplotlib.colors import Normalize
                self._norm = Normalize(*(vmin if vmax is None else (vmin, vmax)))

            def _draw(self, ax):
                ends = {} if self._norm is None else {'vmin': self._norm.vmin, 'vmax': self._norm.vmax}
                if self._array is None:
                    return ax._segments(self._lines, self._colors if self._colors is not None else 'C0', **self._look)
                return ax._segments(self._lines, None, array=self._array, cmap=self._cmap, **ends, **self._look)


        class PolyCollection:
            """Many shapes."""

            def __init__(self, verts, array=None, cmap=None, facecolors=None, edgecolors=None, alpha=None, linewidths=None, facecolor=None,
                         edgecolor=None, color=None, **kwargs):
                self._shapes, self._array, self._cmap = verts, array, cmap
                self._face = facecolors if facecolors is not None else facecolor or color or 'C0'
                edge = edgecolors if edgecolors is not None else edgecolor
                width = linewidths[0] if isinstance(linewidths, (list, tuple)) else linewidths
                self._look = {k: v for k, v in (('edgecolor', edge), ('linewidth', width), ('alpha', alpha)) if v is not None}

            def set_array(self, A):
                self._array = A

            def _draw(self, ax):
                if self._array is None:
                    return ax._polygons(self._shapes, self._face, **self._look)
                return ax._polygons(self._shapes, None, array=self._array, cmap=self._cmap, **self._look)


        class PatchCollection(PolyCollection):
            """Many patches."""

            def __init__(self, patches, match_original=False, **kwargs):
                PolyCollection.__init__(self, [p._points() for p in patches], **kwargs)
                if match_original:
                    self._face = [p._look['facecolor'] or 'C0' for p in patches]
        """#

    /// `matplotlib.gridspec`.
    static let gridspec = #"""
        class SubplotSpec:
            """Some cells of a grid."""

            def __init__(self, grid, rows, columns):
                self._grid, self._rows, self._columns = grid, rows, columns

            def _cell(self):
                g = self._grid
                return (g.nrows, g.ncols, self._rows[0], self._rows[-1], self._columns[0], self._columns[-1], g.width_ratios, g.height_ratios)

            def subgridspec(self, nrows, ncols, **kwargs):
                """A finer grid in these cells."""
                return GridSpecFromSubplotSpec(nrows, ncols, subplot_spec=self, **kwargs)


        class GridSpec:
            """Rows and columns for plots."""

            def __init__(self, nrows, ncols, figure=None, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None,
                         width_ratios=None, height_ratios=None):
                if nrows < 1 or ncols < 1:
                    raise ValueError(f"Number of rows and columns must be positive integers, not {nrows!r} and {ncols!r}")
                for name, ratios, count in (('width_ratios', width_ratios, ncols), ('height_ratios', height_ratios, nrows)):
                    if ratios is not None and len(ratios) != count:
                        raise ValueError(f"Expected the given number of {name} to match the number of the grid ({count})")
                self.nrows, self.ncols, self.figure = nrows, ncols, figure
                self.width_ratios = list(width_ratios) if width_ratios is not None else None
                self.height_ratios = list(height_ratios) if height_ratios is not None else None

            def _places(self, key, count):
                if isinstance(key, slice):
                    places = list(range(count))[key]
                else:
                    place = key + count if key < 0 else key
                    if not 0 <= place < count:
                        raise IndexError(f"index {key} is out of bounds for axis with size {count}")
                    places = [place]
                if not places:
                    raise IndexError("GridSpec slice would result in no space allocated for subplot")
                return places

            def __getitem__(self, key):
                if not isinstance(key, tuple):
                    if isinstance(key, slice):
                        places = self._places(key, self.nrows * self.ncols)
                        first, last = places[0], places[-1]
                    else:
                        first = last = self._places(key, self.nrows * self.ncols)[0]
                    return SubplotSpec(self, [first // self.ncols, last // self.ncols], [first % self.ncols, last % self.ncols])
                return SubplotSpec(self, self._places(key[0], self.nrows), self._places(key[1], self.ncols))

            def update(self, **kwargs):
                """Labels always have their room."""

            def tight_layout(self, figure, **kwargs):
                """Labels always have their room."""

            def subplots(self, sharex=False, sharey=False, squeeze=True, subplot_kw=None):
                """A plot in each cell."""
                import matplotlib.pyplot as plt
                figure = self.figure or plt.gcf()
                return figure.subplots(self.nrows, self.ncols, sharex=sharex, sharey=sharey, squeeze=squeeze, subplot_kw=subplot_kw,
                                       width_ratios=self.width_ratios, height_ratios=self.height_ratios)


        class GridSpecFromSubplotSpec(GridSpec):
            """A finer grid in cells of another one: cells are cut into equal parts."""

            def __init__(self, nrows, ncols, subplot_spec, wspace=None, hspace=None, height_ratios=None, width_ratios=None):
                rows, columns = subplot_spec._rows, subplot_spec._columns
                outer = subplot_spec._grid
                GridSpec.__init__(self, nrows, ncols, outer.figure)
                self._outer, self._rows0, self._columns0 = outer, rows, columns

            def __getitem__(self, key):
                inner = GridSpec.__getitem__(self, key)
                outer = self._outer
                fine = GridSpec(outer.nrows * self.nrows, outer.ncols * self.ncols)
                tall = self._rows0[-1] - self._rows0[0] + 1
                wide = self._columns0[-1] - self._columns0[0] + 1
                row, column = self._rows0[0] * self.nrows, self._columns0[0] * self.ncols
                return SubplotSpec(fine, [row + inner._rows[0] * tall, row + (inner._rows[-1] + 1) * tall - 1],
                                   [column + inner._columns[0] * wide, column + (inner._columns[-1] + 1) * wide - 1])
        """#

    /// `matplotlib.dates`.
    static let dates = #"""
        from datetime import datetime as _datetime, date as _date, timedelta as _timedelta


        def date2num(d):
            """Days since 1970 of a date or of several."""
            if isinstance(d, (list, tuple)):
                return [date2num(one) for one in d]
            seconds = 0.0
            if isinstance(d, _datetime):
                seconds = d.hour * 3600 + d.minute * 60 + d.second + d.microsecond / 1e6
            return d.toordinal() - 719163 + seconds / 86400


        def num2date(x, tz=None):
            """The date of days since 1970."""
            if isinstance(x, (list, tuple)):
                return [num2date(one) for one in x]
            return _datetime(1970, 1, 1) + _timedelta(days=float(x))


        class DateFormatter:
            """Dates in a format of strftime."""
            kind = 'DateFormatter'

            def __init__(self, fmt, tz=None, usetex=None):
                self.fmt = fmt

            def __call__(self, x, pos=None):
                return num2date(x).strftime(self.fmt)


        class AutoDateLocator:
            """Round dates."""
            kind = 'AutoDateLocator'

            def __init__(self, *args, **kwargs):
                pass


        class AutoDateFormatter:
            """Dates as they are."""
            kind = 'ScalarFormatter'

            def __init__(self, *args, **kwargs):
                pass


        class ConciseDateFormatter(AutoDateFormatter):
            """Dates as they are."""


        class DayLocator:
            """Ticks at days."""
            kind = 'MultipleLocator'

            def __init__(self, bymonthday=None, interval=1, tz=None):
                self.base, self.offset = float(interval), 0.0


        class WeekdayLocator:
            """Ticks at a day of the week."""
            kind = 'MultipleLocator'

            def __init__(self, byweekday=1, interval=1, tz=None):
                self.base, self.offset = 7.0 * interval, float(byweekday) + 4.0


        class HourLocator:
            """Ticks at hours."""
            kind = 'MultipleLocator'

            def __init__(self, byhour=None, interval=1, tz=None):
                self.base, self.offset = interval / 24, 0.0


        class MinuteLocator:
            """Ticks at minutes."""
            kind = 'MultipleLocator'

            def __init__(self, byminute=None, interval=1, tz=None):
                self.base, self.offset = interval / 1440, 0.0


        class MonthLocator(AutoDateLocator):
            """Round months."""


        class YearLocator(AutoDateLocator):
            """Round years."""
        """#

    /// `cycler`.
    static let cycler = #"""
        class Cycler:
            """Values that are taken one after another."""

            def __init__(self, keys):
                self._keys = keys

            def by_key(self):
                return {key: list(values) for key, values in self._keys.items()}

            @property
            def keys(self):
                return set(self._keys)

            def __iter__(self):
                names = list(self._keys)
                return iter([dict(zip(names, row)) for row in zip(*self._keys.values())])

            def __len__(self):
                return len(next(iter(self._keys.values()), []))

            def __add__(self, other):
                return Cycler({**self._keys, **other._keys})

            def __mul__(self, other):
                made = {key: [v for v in values for _ in range(len(other))] for key, values in self._keys.items()}
                made.update({key: list(values) * len(self) for key, values in other._keys.items()})
                return Cycler(made)


        def cycler(*args, **kwargs):
            """cycler('color', [...]) or cycler(color=[...])."""
            if len(args) == 2:
                return Cycler({args[0]: list(args[1])})
            if len(args) == 1:
                return Cycler(args[0].by_key())
            return Cycler({key: list(values) for key, values in kwargs.items()})
        """#

}
