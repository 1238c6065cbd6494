/// Stems, arrows, stairs and their kin.
extension PyplotPlotsText {
    /// Everything else.
    static let others = #"""
        def axes_stem(ax, *args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical', **kwargs):
            """A marker at each value with a line down to the base."""
            from matplotlib._drawing import container
            if len(args) >= 2 and not isinstance(args[1], str):
                places, heights, rest = list(args[0]), list(args[1]), args[2:]
            else:
                heights, rest = list(args[0]), args[1:]
                places = list(range(len(heights)))
            formats = [linefmt, markerfmt, basefmt]
            for i, given in enumerate(rest[:3]):
                formats[i] = given
            color = ax._next_color() if formats[0] is None or formats[1] is None else None
            upright = orientation == 'vertical'
            look = {}
            if formats[0] is None:
                look['color'] = color
            lines = []
            for place, height in zip(places, heights):
                xs, ys = ([place, place], [bottom, height]) if upright else ([bottom, height], [place, place])
                lines += ax.plot(xs, ys, *([formats[0]] if formats[0] else []), **look)
            xs, ys = (places, heights) if upright else (heights, places)
            if formats[1] is None:
                markers, = ax.plot(xs, ys, 'o', color=color)
            else:
                markers, = ax.plot(xs, ys, formats[1], linestyle='none')
            if label is not None:
                markers.set_label(label)
            ends = [min(places), max(places)] if places else []
            flat = [bottom] * len(ends)
            xs, ys = (ends, flat) if upright else (flat, ends)
            base, = ax.plot(xs, ys, formats[2]) if formats[2] else ax.plot(xs, ys, color='C3')
            return container('StemContainer', [markers, lines, base])


        def axes_stackplot(ax, x, *args, labels=(), colors=None, baseline='zero', **kwargs):
            """Areas on top of each other."""
            rows = _np.vstack([_np.atleast_2d(_np.asarray(row, dtype=float)) for row in args])
            base = _np.zeros(rows.shape[1])
            if baseline == 'sym':
                base = -rows.sum(axis=0) / 2
            names = list(labels) + [None] * len(rows)
            made = []
            for place, row in enumerate(rows):
                look = dict(kwargs)
                if names[place] is not None:
                    look['label'] = names[place]
                look['color'] = colors[place % len(colors)] if colors else ax._next_color()
                made.append(ax.fill_between(x, base, base + row, **look))
                base = base + row
            if baseline == 'zero' and len(rows) and float(rows.min()) >= 0:
                ax.set_ylim(bottom=0)
            return made


        def axes_stairs(ax, values, edges=None, baseline=0, fill=False, orientation='vertical', **kwargs):
            """A staircase between edges."""
            values = _np.asarray(values, dtype=float)
            edges = _np.arange(len(values) + 1) if edges is None else _np.asarray(edges)
            xs, ys = _np.repeat(edges, 2), _np.concatenate([[baseline], _np.repeat(values, 2), [baseline]])
            if fill:
                return ax.fill_between(xs, ys, baseline, **kwargs)
            return ax.plot(xs, ys, **kwargs)[0]


        def axes_eventplot(ax, positions, orientation='horizontal', lineoffsets=1, linelengths=1, linewidths=None, colors=None, **kwargs):
            """A short line at each position."""
            rows = [positions] if len(positions) == 0 or not hasattr(positions[0], '__len__') else positions
            made = []
            for place, row in enumerate(rows):
                offset = lineoffsets[place] if hasattr(lineoffsets, '__len__') else (place if len(rows) > 1 else lineoffsets)
                length = linelengths[place] if hasattr(linelengths, '__len__') else linelengths
                color = (colors[place % len(colors)] if isinstance(colors, (list, tuple)) else colors) or 'C0'
                low, high = offset - length / 2, offset + length / 2
                pieces = [[[v, low], [v, high]] if orientation == 'horizontal' else [[low, v], [high, v]] for v in row]
                made.append(ax._segments(pieces, color, linewidth=linewidths or 1.5, **kwargs))
            return made


        def axes_broken_barh(ax, xranges, yrange, facecolors=None, color=None, **kwargs):
            """Bars from start to start + width at one height."""
            start, height = yrange
            boxes = [[[x, start], [x + w, start], [x + w, start + height], [x, start + height]] for x, w in xranges]
            return ax._polygons(boxes, facecolors or color or ax._next_color(), **kwargs)


        def axes_spy(ax, Z, precision=0, marker=None, markersize=None, **kwargs):
            """Shows which elements of a matrix are not zero."""
            Z = _np.asarray(Z)
            if marker is not None or markersize is not None:
                rows, columns = _np.nonzero(_np.abs(Z) > precision)
                ax.set_xlim(-0.5, Z.shape[1] - 0.5)
                ax.set_ylim(Z.shape[0] - 0.5, -0.5)
                return ax.plot(columns, rows, linestyle='none', marker=marker or 's', markersize=markersize or 10, **kwargs)[0]
            return ax.imshow((_np.abs(Z) > precision).astype(int), cmap='binary', **kwargs)


        def axes_bar_label(ax, container, labels=None, fmt='%g', label_type='edge', padding=0, **kwargs):
            """Writes each bar's length at its end, or in its middle."""
            made = []
            lies = container.orientation == 'horizontal'
            for place, bar in enumerate(container):
                x, y, w, h = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
                value = w if lies else h
                total = x + w if lies else y + h
                if labels is not None:
                    text = str(labels[place])
                else:
                    shown = total if label_type == 'edge' else value
                    text = fmt(shown) if callable(fmt) else fmt.format(shown) if '{' in fmt else fmt % shown
                look = dict(kwargs)
                if label_type == 'center':
                    point, shift = (x + w / 2, y + h / 2), (0, 0)
                    look.setdefault('ha', 'center')
                    look.setdefault('va', 'center')
                elif lies:
                    point, shift = (total, y + h / 2), ((padding + 2) * (1 if value >= 0 else -1), 0)
                    look.setdefault('ha', 'left' if value >= 0 else 'right')
                    look.setdefault('va', 'center')
                else:
                    point, shift = (x + w / 2, total), (0, (padding + 1) * (1 if value >= 0 else -1))
                    look.setdefault('ha', 'center')
                    look.setdefault('va', 'bottom' if value >= 0 else 'top')
                made.append(ax.annotate(text, point, xytext=shift, textcoords='offset points', **look))
            return made


        def axes_quiver(ax, *args, angles='uv', scale=None, scale_units=None, width=None, color=None, cmap=None, pivot='tail',
                        headwidth=3, headlength=5, units='width', **kwargs):
            """A field of arrows."""
            colors = None
            if len(args) in (3, 5):
                colors, args = _np.asarray(args[-1], dtype=float).ravel(), args[:-1]
            if len(args) == 2:
                U, V = (_np.atleast_2d(_np.asarray(a, dtype=float)) for a in args)
                X, Y = _np.meshgrid(_np.arange(U.shape[1]), _np.arange(U.shape[0]))
            elif len(args) == 4:
                X, Y, U, V = (_np.asarray(a, dtype=float) for a in args)
                if U.ndim == 2 and X.ndim == 1:
                    X, Y = _np.meshgrid(X, Y)
            else:
                raise TypeError("quiver() takes from 2 to 5 positional arguments but " + str(len(args)) + " were given")
            X, Y, U, V = (a.ravel().astype(float) for a in (X, Y, U, V))
            ax._reach(X, Y)
            n = len(U)
            length = _np.sqrt(U * U + V * V)
            in_data = scale_units == 'xy' or scale_units == 'x' or scale_units == 'y'
            span_x, span_y = float(X.max() - X.min()) or 1.0, float(Y.max() - Y.min()) or 1.0
            if in_data:
                factor_x = factor_y = 1 / (scale or 1)
            else:
                amean = float(length.mean()) or 1.0
                used = scale if scale is not None else 1.8 * amean * max(10, n ** 0.5)
                factor_x = 1.1 * span_x / used
                factor_y = factor_x if angles == 'xy' else 1.1 * span_y * 0.75 / used * (4 / 3)
            dx, dy = U * factor_x, V * factor_y
            if in_data:
                span_x = max(float((X + dx).max()), float(X.max())) - min(float((X + dx).min()), float(X.min())) or 1.0
                span_y = max(float((Y + dy).max()), float(Y.max())) - min(float((Y + dy).min()), float(Y.min())) or 1.0
            if pivot in ('mid', 'middle'):
                X, Y = X - dx / 2, Y - dy / 2
            elif pivot == 'tip':
                X, Y = X - dx, Y - dy
            # Arrows are drawn in units of the plot's spans, so that heads have their shape.
            thick = (width if width is not None else 0.06 / max(min(n, 1000) ** 0.5, 8)) * 1.1
            outlines = []
            for x, y, a, b in zip(X.tolist(), Y.tolist(), dx.tolist(), dy.tolist()):
                u, v = a / span_x, b / span_y
                size = (u * u + v * v) ** 0.5
                if size < 1e-12:
                    outlines.append([[x, y], [x, y], [x, y]])
                    continue
                cos, sin = u / size, v / size
                t = min(thick, size / 3) / 2 if not in_data else thick / 2
                head, wide = min(headlength * 2 * t, size), headwidth * t
                shape = [(0, -t), (size - head, -t), (size - head, -wide), (size, 0), (size - head, wide), (size - head, t), (0, t)]
                outlines.append([[x + (p * cos - q * sin) * span_x, y + (p * sin + q * cos) * span_y] for p, q in shape])
            if colors is not None:
                made = ax._polygons(outlines, None, array=colors, cmap=cmap, kind='Quiver', **kwargs)
            else:
                made = ax._polygons(outlines, color if color is not None else _text_color(), kind='Quiver', **kwargs)
            return made


        def _text_color():
            from matplotlib._settings import rcParams
            return rcParams['text.color']


        def axes_quiverkey(ax, Q, X, Y, U, label, **kwargs):
            """The meaning of an arrow's length, in words."""
            return ax.text(X, Y, '→ ' + label, transform=ax.transAxes, ha='center')


        def axes_streamplot(ax, x, y, u, v, density=1, color=None, linewidth=None, cmap=None, arrowsize=1, **kwargs):
            """Lines along a field of directions."""
            x, y = _np.asarray(x, dtype=float), _np.asarray(y, dtype=float)
            if x.ndim == 2:
                x = x[0]
            if y.ndim == 2:
                y = y[:, 0]
            u, v = _np.asarray(u, dtype=float), _np.asarray(v, dtype=float)
            x0, y0, dx, dy = float(x[0]), float(y[0]), float(x[1] - x[0]), float(y[1] - y[0])
            width, height = (len(x) - 1) * dx, (len(y) - 1) * dy
            us, vs = u.tolist(), v.tolist()
            def field(px, py):
                i, j = min(max((px - x0) / dx, 0), len(x) - 1.000001), min(max((py - y0) / dy, 0), len(y) - 1.000001)
                a, b = int(i), int(j)
                s, t = i - a, j - b
                def at(rows):
                    return (rows[b][a] * (1 - s) + rows[b][a + 1] * s) * (1 - t) + (rows[b + 1][a] * (1 - s) + rows[b + 1][a + 1] * s) * t
                return at(us) / width, at(vs) / height
            cells = int(30 * density)
            taken = set()
            tint = color if isinstance(color, str) else 'C0'
            def walk(px, py, sign, own):
                points = []
                for _ in range(400):
                    a, b = field(px, py)
                    size = (a * a + b * b) ** 0.5
                    if size < 1e-9:
                        break
                    px, py = px + sign * a / size * 0.01 * width, py + sign * b / size * 0.01 * height
                    if not (x0 <= px <= x0 + width and y0 <= py <= y0 + height):
                        break
                    cell = (int((px - x0) / width * cells), int((py - y0) / height * cells))
                    if cell in taken and cell not in own:
                        break
                    own.add(cell)
                    points.append([px, py])
                return points
            starts = [(i, j) for ring in range(cells // 2 + 1) for i in range(ring, cells - ring) for j in range(ring, cells - ring)
                      if i in (ring, cells - ring - 1) or j in (ring, cells - ring - 1)]
            lines, heads = [], []
            for i, j in starts:
                if (i, j) in taken:
                    continue
                px, py = x0 + (i + 0.5) / cells * width, y0 + (j + 0.5) / cells * height
                own = {(i, j)}
                points = walk(px, py, -1, own)[::-1] + [[px, py]] + walk(px, py, 1, own)
                if len(points) < 12:
                    continue
                taken |= own
                lines.append(points)
                a, b = points[len(points) // 2], points[len(points) // 2 + 1]
                heads.append((a, b))
            made = ax._segments(lines, tint, linewidth=linewidth if isinstance(linewidth, (int, float)) else 1.5)
            for a, b in heads:
                p, q = (b[0] - a[0]) / width, (b[1] - a[1]) / height
                size = (p * p + q * q) ** 0.5 or 1
                p, q = p / size * 0.018 * arrowsize, q / size * 0.018 * arrowsize
                corner = [[b[0] + p * width, b[1] + q * height], [b[0] - q * 0.5 * width, b[1] + p * 0.5 * height],
                          [b[0] + q * 0.5 * width, b[1] - p * 0.5 * height]]
                ax._polygons([corner], tint)
            ax.set_xlim(x0, x0 + width)
            ax.set_ylim(y0, y0 + height)
            return made


        def axes_clabel(ax, CS, levels=None, inline=True, fmt=None, fontsize=None, colors=None, **kwargs):
            """Writes the values of contour lines on them."""
            from matplotlib._drawing import longest
            made = []
            for place, (level, point, angle, color) in enumerate(longest(CS)):
                if levels is not None and not any(abs(level - l) < 1e-12 for l in levels):
                    continue
                if fmt is None:
                    text = '%.3f' % level
                elif isinstance(fmt, dict):
                    text = fmt.get(level, '%.3f' % level)
                else:
                    text = fmt(level) if callable(fmt) else fmt.format(level) if '{' in fmt else fmt % level
                if fmt is None and '.' in text:
                    text = text.rstrip('0').rstrip('.') if float(text) == round(level, 3) else text
                look = {'fontsize': fontsize or 8, 'color': colors if isinstance(colors, str) else color, 'ha': 'center', 'va': 'center',
                        'rotation': angle}
                if inline:
                    look['bbox'] = {'facecolor': 'white', 'edgecolor': 'none', 'pad': 0.5, 'alpha': 0.75}
                made.append(ax.text(point[0], point[1], text, **look))
            return made


        def axes_table(ax, cellText=None, cellColours=None, cellLoc='right', colWidths=None, rowLabels=None, rowColours=None,
                       colLabels=None, colColours=None, loc='bottom', bbox=None, edges='closed', **kwargs):
            """A table of text in the plot."""
            rows = [[str(c) for c in row] for row in (cellText or [])]
            columns = max(len(row) for row in rows) if rows else len(colLabels or [])
            all_rows = ([list(map(str, colLabels))] if colLabels is not None else []) + rows
            tint = ([list(colColours) if colColours else [None] * columns] if colLabels is not None else [])
            tint += [list(row) for row in cellColours] if cellColours is not None else [[None] * columns for _ in rows]
            width = 1.0 / max(columns, 1)
            widths = list(colWidths) if colWidths is not None else [width] * columns
            height = 0.09
            total = height * len(all_rows)
            low, left = {'center': (0.5 - total / 2, 0.5 - sum(widths) / 2), 'top': (1.02, 0), 'upper center': (1 - total, 0)}.get(loc, (0, 0))
            if bbox is not None:
                left, low, full, tall = bbox
                widths, height = [w / sum(widths) * full for w in widths], tall / len(all_rows)
            for i, row in enumerate(all_rows):
                y, x = low + (len(all_rows) - 1 - i) * height, left
                for j, text in enumerate(row):
                    box = [[x, y], [x + widths[j], y], [x + widths[j], y + height], [x, y + height]]
                    ax._polygons([box], tint[i][j] or 'white', edgecolor='0.4', linewidth=0.8, transform=ax.transAxes)
                    if i == 0 and colLabels is not None:
                        at, align = x + widths[j] / 2, 'center'
                    else:
                        at, align = {'right': (x + widths[j] * 0.95, 'right'), 'left': (x + widths[j] * 0.05, 'left')}.get(
                            cellLoc, (x + widths[j] / 2, 'center'))
                    ax.text(at, y + height / 2, text, transform=ax.transAxes, ha=align, va='center')
                    x += widths[j]
                if rowLabels is not None and i >= len(all_rows) - len(rows):
                    ax.text(left - 0.01, y + height / 2, str(rowLabels[i - len(all_rows) + len(rows)]), transform=ax.transAxes, ha='right', va='center')


        def axes_set_prop_cycle(ax, *args, **kwargs):
            """The colours that curves take one after another."""
            if len(args) == 1:
                given = args[0]
                ax._cycle(None if given is None else given.by_key().get('color'))
            elif len(args) == 2:
                if args[0] == 'color':
                    ax._cycle(list(args[1]))
            elif 'color' in kwargs:
                ax._cycle(list(kwargs['color']))


        def axes_add_patch(ax, p):
            """Draws a shape of matplotlib.patches."""
            return p._draw(ax)


        def axes_add_artist(ax, a):
            """Draws a shape or a line that was made before."""
            return a._draw(ax)


        def axes_add_line(ax, line):
            """Draws a line that was made before."""
            return line._draw(ax)


        def axes_add_collection(ax, collection, autolim=True):
            """Draws several lines or shapes."""
            return collection._draw(ax)


        def axes_secondary_xaxis(ax, location, functions=None, **kwargs):
            """A second scale for x, at the top."""
            return _second(ax, ax.twiny(), functions, True)


        def axes_secondary_yaxis(ax, location, functions=None, **kwargs):
            """A second scale for y, on the right."""
            return _second(ax, ax.twinx(), functions, False)


        def _second(ax, other, functions, is_x):
            low, high = ax.get_xlim() if is_x else ax.get_ylim()
            forward = functions[0] if functions else (lambda v: v)
            (ax.set_xlim if is_x else ax.set_ylim)(low, high)
            (other.set_xlim if is_x else other.set_ylim)(float(forward(low)), float(forward(high)))
            return other


        def artist_legend_elements(a, prop='colors', num='auto', fmt=None, func=None, alpha=None, **kwargs):
            """Signs and names for the legend of a scatter coloured by numbers."""
            from matplotlib.lines import Line2D
            values = a.get_array()
            if values is None:
                return [], []
            found = sorted(set(float(v) for v in _np.asarray(values).ravel()))
            if num != None and isinstance(num, int) and len(found) > num or len(found) > 12:
                found = _np.linspace(found[0], found[-1], num if isinstance(num, int) else 7).tolist()
            cmap = a.get_cmap()
            low, high = a.get_clim()
            handles = [Line2D([], [], marker='o', linestyle='none', color=cmap((v - low) / (high - low) if high > low else 0.0)) for v in found]
            names = [fmt.format(x=v) if fmt else (str(int(v)) if v == int(v) else '%.3g' % v) for v in found]
            return handles, names


        def figure_add_gridspec(figure, nrows=1, ncols=1, **kwargs):
            """Rows and columns for plots of this figure."""
            from matplotlib.gridspec import GridSpec
            return GridSpec(nrows, ncols, figure=figure, **kwargs)


        def figure_subplot_mosaic(figure, mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None,
                                  empty_sentinel='.', subplot_kw=None, gridspec_kw=None, per_subplot_kw=None):
            """Plots that are laid out as names in a picture."""
            from matplotlib.pyplot import _mosaic
            return _mosaic(figure, mosaic, sharex, sharey, width_ratios, height_ratios, empty_sentinel, subplot_kw, gridspec_kw)


        def artist_get_bbox(a):
            """The rectangle of a bar."""
            return a
        """#

}
