/// Plots that are made of simpler ones, written in the language itself: `ax.stem(…)` is `axes_stem(ax, …)` here.
enum PyplotPlotsText {
    /// What every topic begins with.
    static let start = #"""
        import numpy as _np
        """#

    /// Boxes, violins, histograms.
    static let statistics = #"""
        def axes_boxplot(ax, x, notch=None, sym=None, vert=None, whis=1.5, positions=None, widths=None, patch_artist=False,
                         tick_labels=None, labels=None, showmeans=False, showfliers=True, showcaps=True, showbox=True,
                         medianprops=None, boxprops=None, whiskerprops=None, capprops=None, flierprops=None, meanprops=None,
                         meanline=False, orientation='vertical', patch_props=None, **kwargs):
            """Boxes from the first to the third quartile, a line at the median, whiskers to the last point within whis boxes."""
            sets = _sets(x)
            count = len(sets)
            places = list(positions) if positions is not None else list(range(1, count + 1))
            if len(places) != count:
                raise ValueError("List of boxplot statistics and `positions` values must have same the length")
            if widths is None:
                span = max(places) - min(places) if places else 1
                widths = min(0.5, max(0.15 * span, 0.15)) if count > 1 else 0.5
            widths = [widths] * count if isinstance(widths, (int, float)) else list(widths)
            upright = orientation == 'vertical' if vert is None else bool(vert)
            parts = {name: [] for name in ('whiskers', 'caps', 'boxes', 'medians', 'fliers', 'means')}
            ink = _text_color()
            def line(across, along, props, **more):
                xs, ys = (across, along) if upright else (along, across)
                return ax.plot(xs, ys, **{'color': ink, 'linewidth': 1, **more, **(props or {})})[0]
            for data, place, width in zip(sets, places, widths):
                q1, median, q3 = (float(v) for v in _np.percentile(data, [25, 50, 75])) if len(data) else (float('nan'),) * 3
                reach = whis * (q3 - q1) if isinstance(whis, (int, float)) else None
                low_end, high_end = (q1 - reach, q3 + reach) if reach is not None else _np.percentile(data, whis)
                inside = [v for v in data if low_end <= v <= high_end]
                low, high = (min(min(inside), q1), max(max(inside), q3)) if inside else (q1, q3)
                half = width / 2
                if showbox:
                    if patch_artist:
                        corners = [[place - half, q1], [place + half, q1], [place + half, q3], [place - half, q3]]
                        if not upright:
                            corners = [[b, a] for a, b in corners]
                        look = {'facecolor': 'C0', 'edgecolor': ink, 'linewidth': 1, **(boxprops or {})}
                        face = look.pop('facecolor', look.pop('color', 'C0'))
                        parts['boxes'].append(ax._polygons([corners], face, kind='Polygon', **look))
                    else:
                        parts['boxes'].append(line([place - half, place + half, place + half, place - half, place - half],
                                                   [q1, q1, q3, q3, q1], boxprops))
                for start, end in ((q1, low), (q3, high)):
                    parts['whiskers'].append(line([place, place], [start, end], whiskerprops))
                    if showcaps:
                        parts['caps'].append(line([place - half / 2, place + half / 2], [end, end], capprops))
                parts['medians'].append(line([place - half, place + half], [median, median], medianprops, color='C1', linewidth=1.5))
                if showfliers and sym != '':
                    out = [v for v in data if v < low or v > high]
                    parts['fliers'].append(line([place] * len(out), out, flierprops, linestyle='none', marker='o',
                                                markerfacecolor='none', markersize=5))
                if showmeans:
                    mean = float(_np.mean(data))
                    if meanline:
                        parts['means'].append(line([place - half, place + half], [mean, mean], meanprops, color='C2', linestyle='--'))
                    else:
                        parts['means'].append(line([place], [mean], meanprops, color='C2', linestyle='none', marker='^', markersize=6))
            if places:
                step = [place for place in places]
                names = tick_labels if tick_labels is not None else labels
                shown = list(names) if names is not None else [_short(p) for p in step]
                (ax.set_xticks if upright else ax.set_yticks)(step, shown)
                room = 0.5
                (ax.set_xlim if upright else ax.set_ylim)(min(places) - room, max(places) + room)
            return parts


        def _short(value):
            return str(int(value)) if float(value).is_integer() else str(value)


        def _text_color():
            from matplotlib._settings import rcParams
            return rcParams['text.color']


        def _sets(x):
            """The data sets of a call: one for each column of a table, each list of a list, or a single one."""
            if isinstance(x, _np.ndarray):
                if x.ndim == 2:
                    return [[float(v) for v in x[:, i] if v == v] for i in range(x.shape[1])]
                return [[float(v) for v in x.ravel() if v == v]]
            x = list(x)
            if len(x) and all(isinstance(v, (int, float)) or getattr(v, 'shape', None) == () for v in x):
                return [[float(v) for v in x if v == v]]
            return [[float(v) for v in _np.asarray(part).ravel() if v == v] for part in x]


        def axes_violinplot(ax, dataset, positions=None, vert=None, widths=0.5, showmeans=False, showextrema=True,
                            showmedians=False, quantiles=None, points=100, bw_method=None, side='both', orientation='vertical', **kwargs):
            """The density of each data set, mirrored: a Gaussian kernel whose width follows Scott's rule."""
            sets = _sets(dataset)
            places = list(positions) if positions is not None else list(range(1, len(sets) + 1))
            widths = [widths] * len(sets) if isinstance(widths, (int, float)) else list(widths)
            upright = orientation == 'vertical' if vert is None else bool(vert)
            bodies = []
            color = ax._next_color()
            marks = {'cmins': [], 'cmaxes': [], 'cmeans': [], 'cmedians': []}
            bars = []
            for data, place, width in zip(sets, places, widths):
                values = _np.asarray(data)
                low, high = float(values.min()), float(values.max())
                grid = _np.linspace(low, high, points)
                spread = float(values.std(ddof=1)) if len(data) > 1 else 0.0
                factor = float(bw_method) if isinstance(bw_method, (int, float)) else len(data) ** -0.2
                if spread * factor > 0:
                    z = (grid.reshape(-1, 1) - values.reshape(1, -1)) / (spread * factor)
                    density = _np.exp(-0.5 * z * z).sum(axis=1)
                    density = density / density.max() * width / 2
                else:
                    density = _np.zeros(points)
                left = place - (density if side != 'high' else 0 * density)
                right = place + (density if side != 'low' else 0 * density)
                across = _np.concatenate([left, right[::-1]])
                along = _np.concatenate([grid, grid[::-1]])
                outline = _np.column_stack([across, along] if upright else [along, across])
                bodies.append(ax._polygons([outline], color, alpha=0.3, kind='PolyCollection'))
                half = width / 4
                for name, value in (('cmins', low), ('cmaxes', high), ('cmeans', float(values.mean())),
                                    ('cmedians', float(_np.median(values)))):
                    marks[name].append([[place - half, value], [place + half, value]])
                bars.append([[place, low], [place, high]])
            made = {'bodies': bodies}
            wanted = [('cmaxes', showextrema), ('cmins', showextrema), ('cmeans', showmeans), ('cmedians', showmedians)]
            def lines(pieces):
                return pieces if upright else [[[y, x] for x, y in piece] for piece in pieces]
            for name, is_wanted in wanted:
                if is_wanted:
                    made[name] = ax._segments(lines(marks[name]), color, linewidth=1.5)
            if showextrema:
                made['cbars'] = ax._segments(lines(bars), color, linewidth=1.5)
            return made


        def axes__hist_several(ax, x, bins=None, range=None, density=False, weights=None, cumulative=False, histtype='bar',
                               orientation='vertical', rwidth=None, log=False, stacked=False, label=None, color=None, alpha=None,
                               edgecolor=None, linewidth=None, **kwargs):
            """Histograms of several data sets over the same bins, side by side or stacked."""
            from matplotlib._settings import rcParams
            sets = _sets(x)
            if bins is None:
                bins = rcParams['hist.bins']
            everything = _np.concatenate([_np.asarray(part) for part in sets])
            edges = _np.histogram(everything, bins=bins, range=range)[1]
            stacked = stacked or histtype == 'barstacked'
            counts = [_np.histogram(_np.asarray(part), bins=edges)[0].astype(float) for part in sets]
            if density:
                total = sum(part.sum() for part in counts)
                counts = [part / ((total if stacked else part.sum()) * _np.diff(edges)) for part in counts]
            if cumulative:
                counts = [_np.cumsum(part) for part in counts]
            names = label if isinstance(label, (list, tuple)) else [label] + [None] * (len(sets) - 1)
            colors = color if isinstance(color, (list, tuple)) else [color] * len(sets)
            look = {k: v for k, v in (('alpha', alpha), ('edgecolor', edgecolor), ('linewidth', linewidth)) if v is not None}
            look.update(kwargs)
            if log:
                (ax.set_yscale if orientation == 'vertical' else ax.set_xscale)('log')
            step = _np.diff(edges)
            made = []
            base = _np.zeros(len(edges) - 1)
            draw = ax.bar if orientation == 'vertical' else ax.barh
            for place, (part, name, tint) in enumerate(zip(counts, names, colors)):
                own = dict(look)
                if name is not None:
                    own['label'] = name
                own['color'] = tint if tint is not None else ax._next_color()
                if histtype.startswith('step'):
                    values = base + part if stacked else part
                    xs = _np.repeat(edges, 2)
                    ys = _np.concatenate([[0], _np.repeat(values, 2), [0]])
                    if histtype == 'step':
                        made.append(ax.plot(xs, ys, **own))
                    else:
                        made.append([ax.fill_between(xs, ys, **own)])
                elif stacked:
                    made.append(draw(edges[:-1], part, step * (rwidth or 1), base, align='edge', **own))
                else:
                    width = step * (rwidth or 0.8) / len(sets)
                    start = edges[:-1] + step * (1 - (rwidth or 0.8)) / 2 + place * width
                    made.append(draw(start, part, width, align='edge', **own))
                if stacked:
                    base = base + part
                    counts[place] = base
            return _np.array(counts), edges, made


        def axes_hist2d(ax, x, y, bins=10, range=None, density=False, weights=None, cmin=None, cmax=None, **kwargs):
            """Counts points in a grid of rectangles and shows the counts as colours."""
            x, y = _np.asarray(x, dtype=float).ravel(), _np.asarray(y, dtype=float).ravel()
            across, along = bins if isinstance(bins, (list, tuple)) and len(bins) == 2 else (bins, bins)
            ranges = range if range is not None else [None, None]
            x_edges = _np.histogram(x, bins=across, range=ranges[0])[1]
            y_edges = _np.histogram(y, bins=along, range=ranges[1])[1]
            columns = _np.searchsorted(x_edges, x, side='right') - 1
            rows = _np.searchsorted(y_edges, y, side='right') - 1
            columns = _np.where(x == x_edges[-1], len(x_edges) - 2, columns)
            rows = _np.where(y == y_edges[-1], len(y_edges) - 2, rows)
            inside = (columns >= 0) & (columns < len(x_edges) - 1) & (rows >= 0) & (rows < len(y_edges) - 1)
            place = columns[inside] * (len(y_edges) - 1) + rows[inside]
            counts = _np.bincount(place, minlength=(len(x_edges) - 1) * (len(y_edges) - 1)).astype(float)
            counts = counts.reshape(len(x_edges) - 1, len(y_edges) - 1)
            if density:
                counts = counts / counts.sum() / _np.outer(_np.diff(x_edges), _np.diff(y_edges))
            shown = counts.copy()
            if cmin is not None:
                shown[shown < cmin] = _np.nan
            mesh = ax.pcolormesh(x_edges, y_edges, shown.T, **kwargs)
            ax.set_xlim(float(x_edges[0]), float(x_edges[-1]))
            ax.set_ylim(float(y_edges[0]), float(y_edges[-1]))
            return counts, x_edges, y_edges, mesh


        def axes_hexbin(ax, x, y, C=None, gridsize=100, cmap=None, mincnt=None, bins=None, extent=None, **kwargs):
            """Counts points in hexagons and shows the counts as colours."""
            x, y = _np.asarray(x, dtype=float).ravel(), _np.asarray(y, dtype=float).ravel()
            columns, rows = gridsize if isinstance(gridsize, (tuple, list)) else (gridsize, int(gridsize / 3 ** 0.5))
            x0, x1, y0, y1 = extent if extent is not None else (float(x.min()), float(x.max()), float(y.min()), float(y.max()))
            dx, dy = (x1 - x0 or 1) / columns, (y1 - y0 or 1) / rows
            sums = {}
            weights = [1.0] * len(x) if C is None else [float(v) for v in _np.asarray(C).ravel()]
            for px, py, weight in zip(((x - x0) / dx).tolist(), ((y - y0) / dy).tolist(), weights):
                a, b = round(px), round(py)
                c, d = int(px // 1), int(py // 1)
                near = (px - a) ** 2 + 3 * (py - b) ** 2 < (px - c - 0.5) ** 2 + 3 * (py - d - 0.5) ** 2
                key = (a, b) if near else (c + 0.5, d + 0.5)
                total, count = sums.get(key, (0.0, 0))
                sums[key] = (total + weight, count + 1)
            least = 0 if mincnt is None else mincnt
            keys = [key for key, (_, count) in sums.items() if count >= least]
            if mincnt is None and C is None:
                every = [(i, j) for i in range(columns + 1) for j in range(rows + 1)]
                every += [(i + 0.5, j + 0.5) for i in range(columns) for j in range(rows)]
                keys = every
            values = []
            for key in keys:
                total, count = sums.get(key, (0.0, 0))
                values.append(total if C is None else total / count)
            if bins == 'log':
                values = [_np.log10(v + 1) for v in values]
            shape = [(0.5, -1 / 6), (0.5, 1 / 6), (0, 1 / 3), (-0.5, 1 / 6), (-0.5, -1 / 6), (0, -1 / 3)]
            outlines = [[[x0 + (i + u) * dx, y0 + (j + v) * dy] for u, v in shape] for i, j in keys]
            made = ax._polygons(outlines, None, array=values, cmap=cmap, kind='PolyCollection', **kwargs)
            ax.margins(0.02)
            return made


        def axes_ecdf(ax, x, weights=None, complementary=False, orientation='vertical', **kwargs):
            """The share of the data up to each value, as a staircase."""
            values = _np.sort(_np.asarray(x, dtype=float).ravel())
            share = _np.arange(1, len(values) + 1) / len(values)
            if complementary:
                share = 1 - share
            start = [1.0 if complementary else 0.0]
            return ax.plot(_np.concatenate([[values[0]], values]), _np.concatenate([start, share]), drawstyle='steps-post', **kwargs)[0]
        """#

}
