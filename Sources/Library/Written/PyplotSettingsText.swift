/// `rcParams` and style sheets, written in the language itself. The defaults are those of matplotlib 3.10; the drawing
/// has looks of its own until one of them is set.
enum PyplotSettingsText {
    /// What the text begins with.
    static let start = #"""
        from matplotlib import _drawing
        """#

    /// Settings and what changes them.
    static let settings = #"""
        class RcParams(dict):
            """matplotlib's settings by name; what is set here holds for figures and plots that are made from now on."""

            def __setitem__(self, key, value):
                if key not in _defaults and key != 'axes.prop_cycle':
                    raise KeyError(f"{key} is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)")
                _follow(key, value)
                if key == 'axes.prop_cycle':
                    value = _Cycle(value)
                dict.__setitem__(self, key, value)

            def update(self, *args, **kwargs):
                for key, value in dict(*args, **kwargs).items():
                    self[key] = value

            def copy(self):
                return dict(self)

            def find_all(self, pattern):
                return {key: value for key, value in self.items() if pattern in key}


        class _Cycle:
            """The colours that curves take one after another."""

            def __init__(self, given):
                self._colors = list(given.by_key()['color']) if hasattr(given, 'by_key') else list(given)

            def by_key(self):
                return {'color': list(self._colors)}

            def __iter__(self):
                return iter([{'color': c} for c in self._colors])

            def __len__(self):
                return len(self._colors)

            def __repr__(self):
                return f"cycler('color', {self._colors})"


        def _follow(key, value):
            """Lets the drawing follow a setting."""
            if key == 'axes.prop_cycle':
                _drawing.apply('_cycle', _Cycle(value).by_key()['color'])
            elif key == 'text.usetex' and value:
                raise RuntimeError("there is no TeX behind a cell: formulas between dollar signs are drawn as they are")
            else:
                _drawing.apply(key, value)


        def _fresh():
            made = RcParams()
            for key, value in _defaults.items():
                dict.__setitem__(made, key, list(value) if isinstance(value, list) else value)
            dict.__setitem__(made, 'axes.prop_cycle', _Cycle(_drawing.cycle()))
            return made


        rcParams = _fresh()
        rcParamsDefault = dict(rcParams)


        def _restore(saved):
            """All settings as they were."""
            _drawing.reset()
            first = dict(rcParamsDefault)
            for key in list(rcParams):
                dict.__setitem__(rcParams, key, saved[key])
            changed = [key for key in saved if key != 'axes.prop_cycle' and saved[key] != first[key]]
            # Sizes that are words are relative to the size of the font.
            for key in sorted(changed, key=lambda k: k != 'font.size'):
                _follow(key, saved[key])
            _follow('axes.prop_cycle', saved['axes.prop_cycle'])


        def rcdefaults():
            """All settings as they were at first."""
            _restore(rcParamsDefault)


        def rc_file_defaults():
            """All settings as they were at first."""
            _restore(rcParamsDefault)


        def rc(group, **kwargs):
            """Sets settings of a group: rc('lines', linewidth=2)."""
            short = {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color', 'fc': 'facecolor', 'ec': 'edgecolor', 'mew': 'markeredgewidth'}
            for name in ([group] if isinstance(group, str) else group):
                for key, value in kwargs.items():
                    rcParams[f'{name}.{short.get(key, key)}'] = value


        class rc_context:
            """Settings that hold inside of a with statement."""

            def __init__(self, rc=None, fname=None):
                self._given = rc or {}

            def __enter__(self):
                self._saved = dict(rcParams)
                for key, value in self._given.items():
                    rcParams[key] = value
                return rcParams

            def __exit__(self, kind, error, traceback):
                _restore(self._saved)
                return False


        def _apply_style(name):
            if isinstance(name, dict):
                rcParams.update(name)
                return
            if name == 'default':
                _restore(rcParamsDefault)
                return
            if name not in _library:
                near = [known for known in _library if str(name).lower() in known or known in str(name).lower()]
                raise OSError(f"{name!r} is not a valid package style, path of style file, URL of style file, or library style name "
                              f"(library styles are listed in `style.available`)" + (f"; did you mean {near[0]!r}?" if near else ''))
            sheet = _library[name]
            for key in sorted(sheet, key=lambda k: k != 'font.size'):
                if key in _defaults or key == 'axes.prop_cycle':
                    rcParams[key] = sheet[key]


        class _StyleContext:
            """Style sheets that hold inside of a with statement."""

            def __init__(self, sheets, after_reset):
                self._sheets, self._reset = sheets, after_reset

            def __enter__(self):
                self._saved = dict(rcParams)
                if self._reset:
                    rcdefaults()
                _use(self._sheets)

            def __exit__(self, kind, error, traceback):
                _restore(self._saved)
                return False


        def _use(style):
            for sheet in (style if isinstance(style, (list, tuple)) else [style]):
                _apply_style(sheet)


        class _Styles:
            """matplotlib's style sheets."""

            def __init__(self):
                self.available = sorted(name for name in _library)
                self.library = _library

            def use(self, style):
                """Sets everything that a style sheet says."""
                _use(style)

            def context(self, style, after_reset=False):
                """The same inside of a with statement."""
                return _StyleContext(style, after_reset)


        style = _Styles()
        """#

}
