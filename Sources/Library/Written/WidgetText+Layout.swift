/// `ipywidgets`: layouts, styles and what all controls have.
enum WidgetLayoutText {
    static let text = #"""
        class InstanceDict(Instance):
            """A widget, or a dictionary of what it is made of."""

            def validate(self, obj, value):
                return super().validate(obj, self.klass(**value) if isinstance(value, dict) else value)

            def make_dynamic_default(self):
                return self.klass(*(self.default_args or ()), **(self.default_kwargs or {}))


        class TypedTuple(Container):
            """A tuple of any length, its values of one kind."""
            klass = tuple
            _cast_types = (list,)


        def _text(**kwargs):
            return Unicode(None, allow_none=True, **kwargs).tag(sync=True)


        def _choice(*values, **kwargs):
            return CaselessStrEnum(values=list(values), **kwargs).tag(sync=True)


        def _part(cls):
            return InstanceDict(cls).tag(sync=True, **widget_serialization)


        _everywhere = ['inherit', 'initial', 'unset']


        @_named()
        class Layout(Widget):
            """Where and how large a widget is, in words of CSS."""

            _view_module = Unicode('@jupyter-widgets/base').tag(sync=True)
            _view_module_version = Unicode(__jupyter_widgets_base_version__).tag(sync=True)

            align_content = _choice('flex-start', 'flex-end', 'center', 'space-between', 'space-around', 'space-evenly', 'stretch', *_everywhere, allow_none=True)
            align_items = _choice('flex-start', 'flex-end', 'center', 'baseline', 'stretch', *_everywhere, allow_none=True)
            align_self = _choice('auto', 'flex-start', 'flex-end', 'center', 'baseline', 'stretch', *_everywhere, allow_none=True)
            border_top, border_right, border_bottom, border_left = _text(), _text(), _text(), _text()
            top, right, bottom, left = _text(), _text(), _text(), _text()
            width, height = _text(), _text()
            min_width, min_height, max_width, max_height = _text(), _text(), _text(), _text()
            display, flex, flex_flow, margin, padding, order, overflow = _text(), _text(), _text(), _text(), _text(), _text(), _text()
            justify_content = _choice('flex-start', 'flex-end', 'center', 'space-between', 'space-around', *_everywhere, allow_none=True)
            justify_items = _choice('flex-start', 'flex-end', 'center', *_everywhere, allow_none=True)
            visibility = _choice('visible', 'hidden', *_everywhere, allow_none=True)
            object_fit = _choice('contain', 'cover', 'fill', 'scale-down', 'none', allow_none=True)
            object_position = _text()
            grid_auto_columns, grid_auto_rows, grid_gap = _text(), _text(), _text()
            grid_auto_flow = _choice('column', 'row', 'row dense', 'column dense', *_everywhere, allow_none=True)
            grid_template_rows, grid_template_columns, grid_template_areas = _text(), _text(), _text()
            grid_row, grid_column, grid_area = _text(), _text(), _text()

            def __init__(self, **kwargs):
                if 'border' in kwargs:
                    border = kwargs.pop('border')
                    for side in ('top', 'right', 'bottom', 'left'):
                        kwargs.setdefault('border_' + side, border)
                super().__init__(**kwargs)

            @property
            def border(self):
                """The border of all sides; None where they differ."""
                borders = {self.border_top, self.border_right, self.border_bottom, self.border_left}
                return borders.pop() if len(borders) == 1 else None

            @border.setter
            def border(self, border):
                self.border_top = self.border_right = self.border_bottom = self.border_left = border


        class Style(Widget):
            """How a widget looks."""

            _model_name = Unicode('StyleModel').tag(sync=True)
            _view_name = Unicode('StyleView').tag(sync=True)
            _view_module = Unicode('@jupyter-widgets/base').tag(sync=True)
            _view_module_version = Unicode(__jupyter_widgets_base_version__).tag(sync=True)


        class DOMWidget(Widget):
            """A widget that stands in the page."""

            # What its text leaves out where nothing was set in it.
            _quiet = ('layout',)

            _model_name = Unicode('DOMWidgetModel').tag(sync=True)
            _dom_classes = TypedTuple(trait=Unicode()).tag(sync=True)
            tabbable = Bool(allow_none=True, default_value=None).tag(sync=True)
            tooltip = _text()
            layout = _part(Layout)

            def add_class(self, className):
                """Adds a CSS class."""
                if className not in self._dom_classes:
                    self._dom_classes = list(self._dom_classes) + [className]
                return self

            def remove_class(self, className):
                """Removes a CSS class."""
                if className in self._dom_classes:
                    self._dom_classes = [c for c in self._dom_classes if c != className]
                return self

            def focus(self):
                """Keys go to this widget."""
                self.send({'do': 'focus'})

            def blur(self):
                """Keys go elsewhere."""
                self.send({'do': 'blur'})

            def _repr_keys(self):
                for key in super()._repr_keys():
                    if key in self._quiet and repr(getattr(self, key)) == type(getattr(self, key)).__name__ + '()':
                        continue
                    yield key
                if self._dom_classes:
                    yield '_dom_classes'


        class CoreWidget(Widget):
            """A widget of @jupyter-widgets/controls."""

            _model_module = Unicode('@jupyter-widgets/controls').tag(sync=True)
            _model_module_version = Unicode(__jupyter_widgets_controls_version__).tag(sync=True)
            _view_module = Unicode('@jupyter-widgets/controls').tag(sync=True)
            _view_module_version = Unicode(__jupyter_widgets_controls_version__).tag(sync=True)


        class ValueWidget(Widget):
            """A widget with a value."""

            value = Any(help='The value of the widget.')

            def get_interact_value(self):
                """What interactive functions get."""
                return self.value

            def _repr_keys(self):
                yield 'value'
                for key in super()._repr_keys():
                    if key != 'value':
                        yield key


        _styled = _named(view='StyleView')


        @_styled
        class DescriptionStyle(Style, CoreWidget):
            """How the words beside a control look."""
            description_width = Unicode().tag(sync=True)


        class DescriptionWidget(DOMWidget, CoreWidget):
            """A widget with words beside it."""

            _quiet = ('layout', 'style')

            _model_name = Unicode('DescriptionModel').tag(sync=True)
            description = Unicode('').tag(sync=True)
            description_allow_html = Bool(False).tag(sync=True)
            style = _part(DescriptionStyle)

            def __init__(self, *args, **kwargs):
                if 'description_tooltip' in kwargs:
                    kwargs.setdefault('tooltip', kwargs.pop('description_tooltip'))
                super().__init__(*args, **kwargs)

            @property
            def description_tooltip(self):
                """The older name of `tooltip`."""
                return self.tooltip

            @description_tooltip.setter
            def description_tooltip(self, tooltip):
                self.tooltip = tooltip


        class _Control(DescriptionWidget, ValueWidget, CoreWidget):
            """A control whose value comes first when it is made."""

            def __init__(self, value=None, **kwargs):
                if value is not None:
                    kwargs['value'] = value
                super().__init__(**kwargs)
        """#
}
