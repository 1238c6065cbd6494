/// `matplotlib.colors`, written in the language itself.
enum PyplotColorsText {
    /// Colours, norms and maps.
    static let colors = #"""
        import math as _math
        import numpy as _np
        from matplotlib import _drawing


        def to_rgba(c, alpha=None):
            """Red, green, blue and opacity of a colour, 0 to 1."""
            made = _drawing.rgba(c)
            return made if alpha is None else made[:3] + (float(alpha),)


        def to_rgb(c):
            """Red, green and blue of a colour, 0 to 1."""
            return _drawing.rgba(c)[:3]


        def to_hex(c, keep_alpha=False):
            """A colour as '#rrggbb'."""
            return '#' + ''.join('%02x' % round(v * 255) for v in _drawing.rgba(c)[:4 if keep_alpha else 3])


        rgb2hex = to_hex
        hex2color = to_rgb


        def to_rgba_array(c, alpha=None):
            """Colours as rows of red, green, blue and opacity."""
            if isinstance(c, str):
                c = [c]
            return _np.array([to_rgba(one, alpha) for one in c])


        def is_color_like(c):
            """True for what is a colour."""
            try:
                _drawing.rgba(c)
                return True
            except (ValueError, TypeError):
                return False


        def same_color(c1, c2):
            """True where two colours are the same."""
            return to_rgba(c1) == to_rgba(c2)


        def rgb_to_hsv(arr):
            """Colours as hue, saturation and value."""
            import colorsys
            arr = _np.asarray(arr, dtype=float)
            return _np.array([colorsys.rgb_to_hsv(*row) for row in arr.reshape(-1, 3).tolist()]).reshape(arr.shape)


        def hsv_to_rgb(hsv):
            """Hue, saturation and value as red, green and blue."""
            hsv = _np.asarray(hsv, dtype=float)
            rows = []
            for h, s, v in hsv.reshape(-1, 3).tolist():
                i, f = int(h * 6) % 6, h * 6 - int(h * 6)
                p, q, t = v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))
                rows.append([(v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q)][i])
            return _np.array(rows).reshape(hsv.shape)


        class Normalize:
            """Numbers from vmin to vmax as 0 to 1."""
            kind = 'linear'

            def __init__(self, vmin=None, vmax=None, clip=False):
                self.vmin, self.vmax, self.clip = vmin, vmax, clip

            def _part(self, x):
                return (x - self.vmin) / (self.vmax - self.vmin) if self.vmax != self.vmin else x * 0.0

            def __call__(self, value, clip=None):
                scalar = isinstance(value, (int, float))
                x = _np.asarray(value, dtype=float)
                self.autoscale_None(x)
                if self.clip if clip is None else clip:
                    x = _np.clip(x, self.vmin, self.vmax)
                made = self._part(x)
                return float(made) if scalar else made

            def autoscale_None(self, A):
                if self.vmin is None and A.size:
                    self.vmin = float(_np.nanmin(A))
                if self.vmax is None and A.size:
                    self.vmax = float(_np.nanmax(A))

            def autoscale(self, A):
                self.vmin = self.vmax = None
                self.autoscale_None(_np.asarray(A, dtype=float))

            def scaled(self):
                return self.vmin is not None and self.vmax is not None

            def inverse(self, value):
                return self.vmin + value * (self.vmax - self.vmin)


        class NoNorm(Normalize):
            """Numbers as they are."""


        class LogNorm(Normalize):
            """Logarithms of numbers."""
            kind = 'log'

            def _part(self, x):
                return _np.log(x / self.vmin) / _np.log(self.vmax / self.vmin)


        class PowerNorm(Normalize):
            """Powers of numbers."""
            kind = 'power'

            def __init__(self, gamma, vmin=None, vmax=None, clip=False):
                Normalize.__init__(self, vmin, vmax, clip)
                self.gamma = gamma

            def _part(self, x):
                return ((x - self.vmin) / (self.vmax - self.vmin)) ** self.gamma


        class TwoSlopeNorm(Normalize):
            """One number in the middle, whatever the ends are."""
            kind = 'centred'

            def __init__(self, vcenter, vmin=None, vmax=None):
                Normalize.__init__(self, vmin, vmax)
                self.vcenter = vcenter

            def _part(self, x):
                low, high = (x - self.vmin) / (self.vcenter - self.vmin) / 2, (x - self.vcenter) / (self.vmax - self.vcenter) / 2 + 0.5
                return _np.where(x < self.vcenter, low, high)


        class CenteredNorm(TwoSlopeNorm):
            """One number in the middle and ends that are as far from it."""

            def __init__(self, vcenter=0, halfrange=None, clip=False):
                ends = (None, None) if halfrange is None else (vcenter - halfrange, vcenter + halfrange)
                TwoSlopeNorm.__init__(self, vcenter, *ends)


        class SymLogNorm(Normalize):
            """Logarithms on both sides of zero."""
            kind = 'symlog'

            def __init__(self, linthresh, linscale=1.0, vmin=None, vmax=None, clip=False, base=10):
                Normalize.__init__(self, vmin, vmax, clip)
                self.linthresh = linthresh


        class BoundaryNorm(Normalize):
            """Steps between increasing numbers."""
            kind = 'boundaries'

            def __init__(self, boundaries, ncolors, clip=False, extend='neither'):
                self.boundaries, self.Ncmap = list(boundaries), ncolors
                Normalize.__init__(self, self.boundaries[0], self.boundaries[-1], clip)
                if ncolors < len(self.boundaries) - 1:
                    raise ValueError(f"There are {len(self.boundaries) - 1} color bins including extensions, but ncolors = {ncolors}; "
                                     "ncolors must equal or exceed the number of bins")

            def __call__(self, value, clip=None):
                scalar = isinstance(value, (int, float))
                regions = len(self.boundaries) - 1
                place = _np.clip(_np.searchsorted(self.boundaries, _np.asarray(value, dtype=float), side='right') - 1, 0, regions - 1)
                made = place * (self.Ncmap - 1) // max(regions - 1, 1) if self.Ncmap > regions else place
                return int(made) if scalar else made


        def ListedColormap(colors, name='from_list', N=None):
            """A colour map of classes."""
            colors = [colors] if isinstance(colors, str) else list(colors)
            if N is not None:
                colors = [colors[i % len(colors)] for i in range(N)]
            return _drawing.colormap(name, colors, True)


        class LinearSegmentedColormap:
            """Colour maps that go from colour to colour."""

            @staticmethod
            def from_list(name, colors, N=256, gamma=1.0):
                """A map through colours, or through (part, colour) pairs."""
                colors = list(colors)
                if colors and isinstance(colors[0], (tuple, list)) and len(colors[0]) == 2 and not isinstance(colors[0][0], str):
                    parts, tints = [float(p) for p, _ in colors], [to_rgb(c) for _, c in colors]
                else:
                    tints = [to_rgb(c) for c in colors]
                    parts = [i / max(len(tints) - 1, 1) for i in range(len(tints))]
                steps = [i / max(N - 1, 1) for i in range(N)]
                channels = [_np.interp(steps, parts, [t[k] for t in tints]) for k in range(3)]
                return _drawing.colormap(name, [(float(r), float(g), float(b)) for r, g, b in zip(*channels)], N < 256)


        _names = _drawing.color_names()
        CSS4_COLORS = {name: code.upper() for name, code in _names if len(name) > 1 and ':' not in name}
        TABLEAU_COLORS = {name: code for name, code in _names if name.startswith('tab:')}
        BASE_COLORS = {name: to_rgb(name) for name in 'bgrcmykw'}
        """#

}
