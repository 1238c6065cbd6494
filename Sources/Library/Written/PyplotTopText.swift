/// `matplotlib` and `matplotlib.cm`, as far as they are written in the language itself.
enum PyplotTopText {
    /// `matplotlib`.
    static let top = #"""
        def set_loglevel(level):
            """Nothing to do: there is no log."""


        def get_backend():
            """The name of the back end."""
            return 'inline'
        """#

    /// `matplotlib.cm`.
    static let maps = #"""
        class ScalarMappable:
            """A norm and a colour map: for colour bars of one's own."""

            def __init__(self, norm=None, cmap=None):
                from matplotlib.colors import Normalize
                self.norm = norm if norm is not None else Normalize()
                self.cmap = _drawing.get_cmap(cmap)

            def to_rgba(self, x, alpha=None):
                return self.cmap(self.norm(x), alpha=1.0 if alpha is None else alpha)

            def set_array(self, A):
                if A is not None and len(A):
                    import numpy as np
                    self.norm.autoscale_None(np.asarray(A, dtype=float))

            def set_clim(self, vmin=None, vmax=None):
                self.norm.vmin, self.norm.vmax = vmin, vmax

            def get_cmap(self):
                return self.cmap


        def get_cmap(name=None, lut=None):
            """A colour map by name."""
            made = _drawing.get_cmap(name)
            return made.resampled(lut) if lut is not None else made
        """#

}
