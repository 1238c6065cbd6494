/// `ipywidgets`: controls for the parameters of a function.
enum WidgetInteractText {
    static let text = #"""
        class _Empty:
            """Stands for a default that is not there."""


        _empty = _Empty()


        def interactive_output(f, controls):
            """Calls f with the values of the controls, by name, whenever one changes; gives the Output that shows it."""
            out = Output()

            def observer(change):
                kwargs = {name: widget.value for name, widget in controls.items()}
                _comms.show_figures()
                with out:
                    _clear_output(wait=True)
                    f(**kwargs)
                    _comms.show_figures()

            for widget in controls.values():
                widget.observe(observer, 'value')
            _comms.show_figures()
            observer(None)
            return out


        def _get_min_max_value(min, max, value=None, step=None):
            """The bounds and the value of a slider, of which some are given."""
            if value is None:
                if min is None or max is None:
                    raise ValueError('unable to infer range, value from: ({}, {}, {})'.format(min, max, value))
                diff = max - min
                value = min + diff / 2
                if not isinstance(value, type(diff)):
                    value = min + diff // 2
            else:
                if not isinstance(value, _numbers.Real):
                    raise TypeError('expected a real number, got: %r' % value)
                if value == 0:
                    low, high = value, value + 1
                else:
                    low, high = (-value, 3 * value) if value > 0 else (3 * value, -value)
                min = low if min is None else min
                max = high if max is None else max
            if step is not None:
                value = min + int((value - min) / step) * step
            if not min <= value <= max:
                raise ValueError('value must be between min and max (min={}, value={}, max={})'.format(min, value, max))
            return min, max, value


        class interactive(VBox):
            """Controls for the parameters of a function, and what it shows for their values."""

            def __init__(self, f, options={}, /, **kwargs):
                VBox.__init__(self, _dom_classes=['widget-interact'])
                self.result = None
                self.args = []
                self.kwargs = {}
                self.f = f
                self.clear_output = kwargs.pop('clear_output', True)
                self.manual = options.get('manual', False)
                self.manual_name = options.get('manual_name', 'Run Interact')
                self.auto_display = options.get('auto_display', False)
                found = self.find_abbreviations(kwargs)
                self.kwargs_widgets = self.widgets_from_abbreviations(found)
                shown = [widget for widget in self.kwargs_widgets if isinstance(widget, DOMWidget)]
                if self.manual:
                    self.manual_button = Button(description=self.manual_name)
                    shown.append(self.manual_button)
                self.out = Output()
                shown.append(self.out)
                self.children = shown
                if self.manual:
                    self.manual_button.on_click(self.update)
                    for widget in self.kwargs_widgets:
                        if isinstance(widget, Text):
                            widget.continuous_update = False
                            widget.observe(self.update, names='value')
                else:
                    for widget in self.kwargs_widgets:
                        widget.observe(self.update, names='value')
                    self.update()

            def update(self, *args):
                """Calls the function with the values that the controls have."""
                self.kwargs = {}
                if self.manual:
                    self.manual_button.disabled = True
                try:
                    _comms.show_figures()
                    with self.out:
                        if self.clear_output:
                            _clear_output(wait=True)
                        for widget in self.kwargs_widgets:
                            self.kwargs[widget._kwarg] = widget.get_interact_value()
                        self.result = self.f(**self.kwargs)
                        _comms.show_figures()
                        if self.auto_display and self.result is not None:
                            _display(self.result)
                except Exception as error:
                    _comms.show_error(error)
                finally:
                    if self.manual:
                        self.manual_button.disabled = False

            def find_abbreviations(self, kwargs):
                """What stands for each parameter: (name, abbreviation, default)."""
                parameters = _comms.parameters(self.f)
                if parameters is None:
                    return [(name, value, value) for name, value in kwargs.items()]
                found = []
                for name, kind, fallback, annotation in parameters:
                    default = fallback[0] if fallback else _empty
                    if kind == 'positional' and not fallback:
                        raise TypeError('%s() missing 1 required positional argument: %r' % (getattr(self.f, '__name__', 'f'), name))
                    if kind == 'keywords':
                        found += [(key, value, _empty) for key, value in kwargs.items()]
                        kwargs.clear()
                    elif kind in ('normal', 'keyword'):
                        if name in kwargs:
                            value = kwargs.pop(name)
                        elif fallback:
                            value = default
                        elif annotation is not None:
                            value = annotation
                        else:
                            raise ValueError('cannot find widget or abbreviation for argument: {!r}'.format(name))
                        found.append((name, value, default))
                return found

            def widgets_from_abbreviations(self, seq):
                """The widgets that abbreviations stand for."""
                result = []
                for name, abbrev, default in seq:
                    if isinstance(abbrev, Widget) and not isinstance(abbrev, ValueWidget):
                        raise TypeError('{!r} is not a ValueWidget'.format(abbrev))
                    widget = self.widget_from_abbrev(abbrev, default)
                    if widget is None:
                        raise ValueError('{!r} cannot be transformed to a widget'.format(abbrev))
                    if not hasattr(widget, 'description') or not widget.description:
                        widget.description = name
                    widget._kwarg = name
                    result.append(widget)
                return result

            @classmethod
            def widget_from_abbrev(cls, abbrev, default=_empty):
                """The widget that an abbreviation stands for, or None."""
                if isinstance(abbrev, (ValueWidget, fixed)):
                    return abbrev
                if isinstance(abbrev, tuple):
                    return cls._with_default(cls.widget_from_tuple(abbrev), default)
                widget = None
                if isinstance(abbrev, type):
                    widget = cls.widget_from_annotation(abbrev)
                if widget is None:
                    widget = cls.widget_from_single_value(abbrev)
                if widget is None and isinstance(abbrev, _Iterable):
                    return cls._with_default(cls.widget_from_iterable(abbrev), default)
                return widget

            @staticmethod
            def _with_default(widget, default):
                if default is not _empty:
                    try:
                        widget.value = default
                    except Exception:
                        # A default that the widget can't show: it keeps its own.
                        pass
                return widget

            @staticmethod
            def widget_from_single_value(o):
                """The widget for a value of its kind, or None."""
                if isinstance(o, str):
                    return Text(value=str(o))
                if isinstance(o, bool):
                    return Checkbox(value=o)
                if isinstance(o, _numbers.Real):
                    low, high, _ = _get_min_max_value(None, None, o)
                    return (IntSlider if isinstance(o, _numbers.Integral) else FloatSlider)(value=o, min=low, max=high)
                return None

            @staticmethod
            def widget_from_annotation(t):
                """The widget for values of a type, or None."""
                if t is str:
                    return Text()
                if t is bool:
                    return Checkbox()
                if t is int or t is _numbers.Integral:
                    return IntText()
                if t is float or t is _numbers.Real:
                    return FloatText()
                if hasattr(t, '__members__'):
                    return Dropdown(options={option.name: option for option in t})
                return None

            @staticmethod
            def widget_from_tuple(o):
                """The slider of (min, max) or (min, max, step), or None."""
                if len(o) not in (2, 3) or not all(isinstance(part, _numbers.Real) for part in o):
                    return None
                kind = IntSlider if all(isinstance(part, _numbers.Integral) for part in o) else FloatSlider
                if len(o) == 2:
                    low, high, value = _get_min_max_value(o[0], o[1])
                    return kind(value=value, min=low, max=high)
                if o[2] <= 0:
                    raise ValueError('step must be >= 0, not %r' % o[2])
                low, high, value = _get_min_max_value(o[0], o[1], step=o[2])
                return kind(value=value, min=low, max=high, step=o[2])

            @staticmethod
            def widget_from_iterable(o):
                """The list of options that can be walked through."""
                if isinstance(o, (list, dict)):
                    return Dropdown(options=o)
                return Dropdown(options=list(o.items() if isinstance(o, _Mapping) else o))

            @classmethod
            def factory(cls):
                """A function like `interact`."""
                return _InteractFactory(cls, dict(manual=False, auto_display=True, manual_name='Run Interact'))


        class _InteractFactory:
            """`interact`: makes a function interactive, also as a decorator."""

            def __init__(self, cls, options, kwargs={}):
                self.cls, self.opts, self.kwargs = cls, options, kwargs

            def widget(self, f):
                """The controls of a function, not shown."""
                return self.cls(f, self.opts, **self.kwargs)

            def __call__(self, f=None, /, **kwargs):
                if kwargs:
                    return type(self)(self.cls, self.opts, {**self.kwargs, **kwargs})._applied(f)
                return self._applied(f)

            def _applied(self, f):
                if f is None:
                    return self
                widget = self.widget(f)
                try:
                    f.widget = widget
                except AttributeError:
                    # A bound method or the like, which takes no attributes.
                    plain = f
                    f = lambda *args, **kwargs: plain(*args, **kwargs)
                    f.widget = widget
                _comms.show_figures()
                _display(widget)
                return f

            def options(self, **kwds):
                """The same with other options: manual, manual_name, auto_display."""
                for name in kwds:
                    if name not in self.opts:
                        raise ValueError('invalid option {!r}'.format(name))
                return type(self)(self.cls, {**self.opts, **kwds}, self.kwargs)


        class fixed(HasTraits):
            """A value without a control."""

            value = Any()
            description = Unicode('')

            def __init__(self, value, **kwargs):
                super().__init__(value=value, **kwargs)

            def get_interact_value(self):
                """The value."""
                return self.value


        interact = interactive.factory()
        interact_manual = interact.options(manual=True, manual_name='Run Interact')
        """#
}
