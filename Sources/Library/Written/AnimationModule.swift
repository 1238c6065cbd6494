import Language

/// `matplotlib.animation`, written in the language: `FuncAnimation` and `ArtistAnimation` over `svertka.Animation`.
enum AnimationModule {
    static let module = NativeModule(
        "matplotlib.animation", doc: "Figures that move.", written: WrittenModule(source: text))

    private static let text = #"""
        import itertools as _itertools
        from svertka import Animation as _Film


        class PillowWriter:
            """How an animation is written: frames a second."""

            def __init__(self, fps=5, metadata=None, codec=None, bitrate=None):
                self.fps = fps


        class FFMpegWriter:
            """Not offered: there is no encoder of videos."""

            def __init__(self, *args, **kwargs):
                raise NotImplementedError("FFMpegWriter: there is no encoder of videos here: anim.save('film.gif') or HTML(anim.to_jshtml())")


        class Animation:
            """Frames of a figure that play."""

            def __init__(self, fig, interval, repeat, repeat_delay):
                if not interval > 0:
                    raise ValueError("interval must be positive milliseconds, not %r" % (interval,))
                self._fig = fig
                self._interval = interval
                self._repeat = repeat
                self._repeat_delay = repeat_delay
                self._films = {}

            def _draw(self, film):
                raise NotImplementedError("an animation needs frames: FuncAnimation or ArtistAnimation")

            def _film(self, fps=None, dpi=None):
                fps = 1000 / self._interval if fps is None else fps
                key = (fps, dpi)
                if key not in self._films:
                    film = _Film(fps=min(max(fps, 0.02), 100), loop=0 if self._repeat else 1, dpi=dpi, live=False)
                    film.hold(self._fig)
                    try:
                        self._draw(film)
                    finally:
                        film.finish()
                    if film.frames == 0:
                        raise ValueError("the animation has no frames")
                    self._films[key] = film
                return self._films[key]

            def _pause(self, last):
                """The last frame waits before all begins anew."""
                return (self._interval + self._repeat_delay) / 1000 if last and self._repeat and self._repeat_delay else None

            def to_jshtml(self, fps=None, embed_frames=True, default_mode=None):
                """HTML with the picture that plays; no program runs in it."""
                return self._film(fps).to_html()

            def to_html5_video(self, embed_limit=None):
                """Not offered: there is no encoder of videos."""
                raise NotImplementedError("to_html5_video: there is no encoder of videos here: HTML(anim.to_jshtml()) shows the animation, anim.save('film.gif') writes it")

            def save(self, filename, writer=None, fps=None, dpi=None, codec=None, bitrate=None, extra_args=None,
                     metadata=None, extra_anim=None, savefig_kwargs=None, progress_callback=None):
                """Writes a .gif or an animated .png."""
                if isinstance(writer, str) and writer != 'pillow':
                    raise NotImplementedError("writer=%r: there is no encoder of videos here: anim.save('film.gif', writer='pillow')" % writer)
                if fps is None and isinstance(writer, PillowWriter):
                    fps = writer.fps
                self._film(fps, dpi).save(str(filename))

            def pause(self):
                """Nothing to do: the picture plays by itself."""

            def resume(self):
                """Nothing to do: the picture plays by itself."""

            def _repr_png_(self):
                return self._film().to_bytes()

            def _repr_mimebundle_(self, include=None, exclude=None):
                film = self._film()
                return {'image/png': film.to_bytes()}, {'image/png': {'width': film.size[0], 'height': film.size[1]}}

            def __repr__(self):
                return '<matplotlib.animation.%s>' % type(self).__name__


        class FuncAnimation(Animation):
            """An animation by calling a function again and again."""

            def __init__(self, fig, func, frames=None, init_func=None, fargs=None, save_count=None, *,
                         cache_frame_data=True, interval=200, repeat_delay=0, repeat=True, blit=False):
                super().__init__(fig, interval, repeat, repeat_delay)
                self._func = func
                self._init = init_func
                self._args = tuple(fargs) if fargs else ()
                self._count = 100 if save_count is None else save_count
                self._frames = frames
                self._list = None

            def _values(self):
                if self._list is None:
                    frames = self._frames
                    if frames is None:
                        self._list = list(range(self._count))
                    elif isinstance(frames, int):
                        self._list = list(range(frames))
                    elif callable(frames):
                        self._list = list(_itertools.islice(frames(), self._count))
                    elif hasattr(frames, '__len__'):
                        self._list = list(frames)
                    else:
                        self._list = list(_itertools.islice(frames, self._count))
                return self._list

            def new_frame_seq(self):
                """The frames once more."""
                return iter(self._values())

            def _draw(self, film):
                if self._init is not None:
                    self._init()
                values = self._values()
                for place, value in enumerate(values):
                    film.hold(self._fig)
                    self._func(value, *self._args)
                    film.frame(self._fig, self._pause(place == len(values) - 1))


        class ArtistAnimation(Animation):
            """An animation of what was drawn before: each frame shows its artists alone."""

            def __init__(self, fig, artists, *, interval=200, repeat_delay=0, repeat=True, blit=False):
                super().__init__(fig, interval, repeat, repeat_delay)
                self._artists = [list(group) if isinstance(group, (list, tuple)) else [group] for group in artists]

            def _draw(self, film):
                everything = [artist for group in self._artists for artist in group]
                for place, group in enumerate(self._artists):
                    film.frame_of(self._fig, group, everything, self._pause(place == len(self._artists) - 1))
        """#
}
