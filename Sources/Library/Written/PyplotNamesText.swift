/// The names of `matplotlib.pyplot` that are written in the language itself.
enum PyplotNamesText {
    /// What every topic begins with.
    static let start = #"""
        from matplotlib import _drawing
        """#

    /// Methods of plots as functions.
    static let forwards = #"""
        def boxplot(*args, **kwargs):
            """The same as ax.boxplot(…) of the current plot: help(plt.gca().boxplot)."""
            return _drawing.gca().boxplot(*args, **kwargs)


        def violinplot(*args, **kwargs):
            """The same as ax.violinplot(…) of the current plot: help(plt.gca().violinplot)."""
            return _drawing.gca().violinplot(*args, **kwargs)


        def hist2d(*args, **kwargs):
            """The same as ax.hist2d(…) of the current plot: help(plt.gca().hist2d)."""
            return _drawing.gca().hist2d(*args, **kwargs)


        def hexbin(*args, **kwargs):
            """The same as ax.hexbin(…) of the current plot: help(plt.gca().hexbin)."""
            return _drawing.gca().hexbin(*args, **kwargs)


        def ecdf(*args, **kwargs):
            """The same as ax.ecdf(…) of the current plot: help(plt.gca().ecdf)."""
            return _drawing.gca().ecdf(*args, **kwargs)


        def stem(*args, **kwargs):
            """The same as ax.stem(…) of the current plot: help(plt.gca().stem)."""
            return _drawing.gca().stem(*args, **kwargs)


        def stackplot(*args, **kwargs):
            """The same as ax.stackplot(…) of the current plot: help(plt.gca().stackplot)."""
            return _drawing.gca().stackplot(*args, **kwargs)


        def stairs(*args, **kwargs):
            """The same as ax.stairs(…) of the current plot: help(plt.gca().stairs)."""
            return _drawing.gca().stairs(*args, **kwargs)


        def eventplot(*args, **kwargs):
            """The same as ax.eventplot(…) of the current plot: help(plt.gca().eventplot)."""
            return _drawing.gca().eventplot(*args, **kwargs)


        def broken_barh(*args, **kwargs):
            """The same as ax.broken_barh(…) of the current plot: help(plt.gca().broken_barh)."""
            return _drawing.gca().broken_barh(*args, **kwargs)


        def spy(*args, **kwargs):
            """The same as ax.spy(…) of the current plot: help(plt.gca().spy)."""
            return _drawing.gca().spy(*args, **kwargs)


        def bar_label(*args, **kwargs):
            """The same as ax.bar_label(…) of the current plot: help(plt.gca().bar_label)."""
            return _drawing.gca().bar_label(*args, **kwargs)


        def quiver(*args, **kwargs):
            """The same as ax.quiver(…) of the current plot: help(plt.gca().quiver)."""
            return _drawing.gca().quiver(*args, **kwargs)


        def quiverkey(*args, **kwargs):
            """The same as ax.quiverkey(…) of the current plot: help(plt.gca().quiverkey)."""
            return _drawing.gca().quiverkey(*args, **kwargs)


        def streamplot(*args, **kwargs):
            """The same as ax.streamplot(…) of the current plot: help(plt.gca().streamplot)."""
            return _drawing.gca().streamplot(*args, **kwargs)


        def clabel(*args, **kwargs):
            """The same as ax.clabel(…) of the current plot: help(plt.gca().clabel)."""
            return _drawing.gca().clabel(*args, **kwargs)


        def table(*args, **kwargs):
            """The same as ax.table(…) of the current plot: help(plt.gca().table)."""
            return _drawing.gca().table(*args, **kwargs)
        """#

    /// Functions of their own.
    static let functions = #"""
        def setp(obj, *args, **kwargs):
            """Sets properties of one artist or of several: setp(lines, color='r') or setp(lines, 'color', 'r')."""
            from itertools import chain
            objects = list(obj) if isinstance(obj, (list, tuple)) or hasattr(obj, '__iter__') else [obj]
            given = dict(zip(args[::2], args[1::2]))
            given.update(kwargs)
            for one in objects:
                if isinstance(one, (list, tuple)):
                    setp(one, **given)
                    continue
                for name, value in given.items():
                    getattr(one, 'set_' + name)(value)


        def getp(obj, property=None):
            """A property of an artist."""
            return getattr(obj, 'get_' + property)()


        get = getp


        def figaspect(arg):
            """Width and height of a figure in inches, from its height over its width."""
            ratio = float(arg) if isinstance(arg, (int, float)) else arg.shape[0] / arg.shape[1]
            import numpy as np
            height = 4.8
            size = np.array([height / ratio, height])
            return np.clip(size / min(1.0, *(size / [4.0, 2.0])) if min(size / [4.0, 2.0]) < 1 else size, None, [16.0, 16.0])


        def subplot_mosaic(mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None, empty_sentinel='.',
                           subplot_kw=None, gridspec_kw=None, per_subplot_kw=None, **fig_kw):
            """A figure whose plots are laid out as names in a picture: 'AB;CC' or lists of names."""
            figure = _drawing.figure(**fig_kw)
            return figure, _mosaic(figure, mosaic, sharex, sharey, width_ratios, height_ratios, empty_sentinel, subplot_kw, gridspec_kw)


        def _mosaic(figure, mosaic, sharex, sharey, width_ratios, height_ratios, empty, subplot_kw, gridspec_kw):
            from matplotlib.gridspec import GridSpec
            if isinstance(mosaic, str):
                rows = [row.strip() for row in mosaic.replace(';', '\n').strip().split('\n')]
                rows = [list(row) for row in rows if row]
            else:
                rows = [list(row) for row in mosaic]
            if len(set(len(row) for row in rows)) != 1:
                raise ValueError("All of the rows must be the same length, however the first row has length "
                                 + str(len(rows[0])) + " and others do not.")
            ratios = dict(gridspec_kw or {})
            grid = GridSpec(len(rows), len(rows[0]), width_ratios=width_ratios or ratios.get('width_ratios'),
                            height_ratios=height_ratios or ratios.get('height_ratios'))
            made = {}
            for i, row in enumerate(rows):
                for j, name in enumerate(row):
                    if name == empty or name in made:
                        continue
                    places = [(a, b) for a, line in enumerate(rows) for b, other in enumerate(line) if other == name]
                    a1, b1 = max(a for a, _ in places), max(b for _, b in places)
                    keywords = dict(subplot_kw or {})
                    first = next(iter(made.values()), None)
                    if sharex and first is not None:
                        keywords['sharex'] = first
                    if sharey and first is not None:
                        keywords['sharey'] = first
                    made[name] = figure.add_subplot(grid[i:a1 + 1, j:b1 + 1], **keywords)
            return made


        def polar(*args, **kwargs):
            """Not drawn: angles and radii are turned into x and y."""
            raise NotImplementedError("polar plots are not drawn; draw x = r*np.cos(t), y = r*np.sin(t) and call plt.axis('equal')")


        class _ColormapsByName:
            """Colour maps by name: colormaps['viridis']."""

            def __getitem__(self, name):
                try:
                    return _drawing.get_cmap(name)
                except ValueError as error:
                    raise KeyError(f"{name!r} is not a known colormap name") from None

            def __call__(self):
                return self._names()

            def _names(self):
                return sorted(name for base in _drawing.colormap_names() for name in (base, base + '_r'))

            def __iter__(self):
                return iter(self._names())

            def __len__(self):
                return len(self._names())

            def __contains__(self, name):
                return name in self._names()

            def get_cmap(self, cmap):
                """A colour map by name."""
                return self[cmap] if isinstance(cmap, str) else cmap

            def register(self, cmap, *, name=None, force=False):
                raise NotImplementedError("colour maps are not registered: give the map itself as cmap=")


        colormaps = _ColormapsByName()
        """#

    /// Colour maps as functions.
    static let maps = #"""
        def viridis():
            """The colour map of images from now on."""
            _drawing.set_cmap('viridis')


        def plasma():
            """The colour map of images from now on."""
            _drawing.set_cmap('plasma')


        def inferno():
            """The colour map of images from now on."""
            _drawing.set_cmap('inferno')


        def magma():
            """The colour map of images from now on."""
            _drawing.set_cmap('magma')


        def gray():
            """The colour map of images from now on."""
            _drawing.set_cmap('gray')


        def hot():
            """The colour map of images from now on."""
            _drawing.set_cmap('hot')


        def jet():
            """The colour map of images from now on."""
            _drawing.set_cmap('jet')


        def cool():
            """The colour map of images from now on."""
            _drawing.set_cmap('cool')


        def bone():
            """The colour map of images from now on."""
            _drawing.set_cmap('bone')


        def copper():
            """The colour map of images from now on."""
            _drawing.set_cmap('copper')


        def pink():
            """The colour map of images from now on."""
            _drawing.set_cmap('pink')


        def spring():
            """The colour map of images from now on."""
            _drawing.set_cmap('spring')


        def summer():
            """The colour map of images from now on."""
            _drawing.set_cmap('summer')


        def autumn():
            """The colour map of images from now on."""
            _drawing.set_cmap('autumn')


        def winter():
            """The colour map of images from now on."""
            _drawing.set_cmap('winter')


        def hsv():
            """The colour map of images from now on."""
            _drawing.set_cmap('hsv')
        """#

    /// Settings.
    static let settings = #"""
        from matplotlib import _settings

        rcParams = _settings.rcParams
        rcParamsDefault = _settings.rcParamsDefault
        rc = _settings.rc
        rcdefaults = _settings.rcdefaults
        rc_context = _settings.rc_context
        style = _settings.style
        """#

    /// Ticks.
    static let ticker = #"""
        import matplotlib.ticker as _ticker

        MaxNLocator = _ticker.MaxNLocator
        MultipleLocator = _ticker.MultipleLocator
        NullLocator = _ticker.NullLocator
        FixedLocator = _ticker.FixedLocator
        LinearLocator = _ticker.LinearLocator
        AutoLocator = _ticker.AutoLocator
        LogLocator = _ticker.LogLocator
        FuncFormatter = _ticker.FuncFormatter
        FormatStrFormatter = _ticker.FormatStrFormatter
        NullFormatter = _ticker.NullFormatter
        ScalarFormatter = _ticker.ScalarFormatter
        FixedFormatter = _ticker.FixedFormatter
        """#

    /// Shapes.
    static let patches = #"""
        import matplotlib.patches as _patches

        Rectangle = _patches.Rectangle
        Circle = _patches.Circle
        Polygon = _patches.Polygon
        Arrow = _patches.Arrow
        """#

    /// Others.
    static let others = #"""
        import matplotlib.colors as _colors
        import matplotlib.gridspec as _gridspec
        import matplotlib.lines as _lines
        import cycler as _cycler

        Normalize = _colors.Normalize
        GridSpec = _gridspec.GridSpec
        Line2D = _lines.Line2D
        cycler = _cycler.cycler
        """#

}
