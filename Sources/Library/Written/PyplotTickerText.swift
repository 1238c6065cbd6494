/// `matplotlib.ticker`: where ticks are and what stands at them.
enum PyplotTickerText {
    /// Locators and formatters.
    static let ticker = #"""
        class _Locator:
            kind = 'Locator'

            def tick_values(self, vmin, vmax):
                raise NotImplementedError


        class MultipleLocator(_Locator):
            """Ticks at whole multiples of base."""
            kind = 'MultipleLocator'

            def __init__(self, base=1.0, offset=0.0):
                if base <= 0:
                    raise ValueError("'step' must be positive")
                self.base, self.offset = base, offset


        class MaxNLocator(_Locator):
            """At most nbins steps between round ticks."""
            kind = 'MaxNLocator'

            def __init__(self, nbins=10, integer=False, steps=None, prune=None, min_n_ticks=2, symmetric=False):
                self.nbins, self.integer = (9 if nbins == 'auto' else nbins), integer


        class AutoLocator(MaxNLocator):
            """Round ticks."""

            def __init__(self):
                MaxNLocator.__init__(self, 9)


        class LinearLocator(_Locator):
            """So many ticks."""
            kind = 'LinearLocator'

            def __init__(self, numticks=11):
                self.numticks = numticks


        class FixedLocator(_Locator):
            """Ticks at given places."""
            kind = 'FixedLocator'

            def __init__(self, locs, nbins=None):
                self.locs = list(locs)


        class IndexLocator(MultipleLocator):
            """Ticks at every base-th place."""

            def __init__(self, base, offset):
                MultipleLocator.__init__(self, base, offset)


        class NullLocator(_Locator):
            """No ticks."""
            kind = 'NullLocator'


        class AutoMinorLocator(_Locator):
            """Short ticks between the long ones."""
            kind = 'AutoMinorLocator'

            def __init__(self, n=None):
                self.ndivs = n


        class LogLocator(_Locator):
            """Ticks at powers."""
            kind = 'LogLocator'

            def __init__(self, base=10.0, subs=(1.0,), numticks=None):
                self.base = base


        class _Formatter:
            kind = 'Formatter'


        class FuncFormatter(_Formatter):
            """A function of the value and the tick's number."""

            def __init__(self, func):
                self.func = func

            def __call__(self, x, pos=None):
                return self.func(x, pos)


        class FormatStrFormatter(_Formatter):
            """A format with %."""

            def __init__(self, fmt):
                self.fmt = fmt

            def __call__(self, x, pos=None):
                return self.fmt % x


        class StrMethodFormatter(_Formatter):
            """A format with braces: '{x:.2f}'."""

            def __init__(self, fmt):
                self.fmt = fmt

            def __call__(self, x, pos=None):
                return self.fmt.format(x=x, pos=pos)


        class PercentFormatter(_Formatter):
            """Parts of xmax as percent."""

            def __init__(self, xmax=100, decimals=None, symbol='%', is_latex=False):
                self.xmax, self.decimals, self.symbol = xmax, decimals, symbol

            def __call__(self, x, pos=None):
                value = 100.0 * x / self.xmax
                if self.decimals is None:
                    text = '%.1f' % value
                    text = text[:-2] if text.endswith('.0') else text
                else:
                    text = f'{value:.{int(self.decimals)}f}'
                return text + (self.symbol or '')


        class FixedFormatter(_Formatter):
            """Given labels."""

            def __init__(self, seq):
                self.seq = list(seq)

            def __call__(self, x, pos=None):
                return self.seq[pos] if pos is not None and pos < len(self.seq) else ''


        class EngFormatter(_Formatter):
            """Numbers with prefixes: k, M, G."""

            def __init__(self, unit='', places=None, sep=' '):
                self.unit, self.places, self.sep = unit, places, sep

            def __call__(self, x, pos=None):
                import math
                if x == 0:
                    return '0' + self.sep + self.unit
                power = max(min(int(math.floor(math.log10(abs(x)) / 3)) * 3, 12), -12)
                prefix = {-12: 'p', -9: 'n', -6: 'µ', -3: 'm', 0: '', 3: 'k', 6: 'M', 9: 'G', 12: 'T'}[power]
                value = x / 10 ** power
                text = f'{value:g}' if self.places is None else f'{value:.{self.places}f}'
                return text + self.sep + prefix + self.unit


        class NullFormatter(_Formatter):
            """No labels."""
            kind = 'NullFormatter'

            def __call__(self, x, pos=None):
                return ''


        class ScalarFormatter(_Formatter):
            """Numbers as they are."""
            kind = 'ScalarFormatter'

            def __init__(self, useOffset=None, useMathText=None, useLocale=None):
                pass

            def set_powerlimits(self, lims):
                pass

            def set_scientific(self, b):
                pass

            def __call__(self, x, pos=None):
                return f'{x:g}'


        class LogFormatter(ScalarFormatter):
            """Powers of ten."""


        class LogFormatterSciNotation(LogFormatter):
            """Powers of ten."""


        class LogFormatterMathtext(LogFormatter):
            """Powers of ten."""
        """#

}
