/// `ipywidgets`: widgets that hold others, and places for output.
enum WidgetBoxesText {
    static let boxes = #"""
        @_named()
        class Box(DOMWidget, CoreWidget):
            """Several widgets beside each other."""
            children = TypedTuple(trait=Instance(Widget)).tag(sync=True, **widget_serialization)
            box_style = _bar_style()

            def __init__(self, children=(), **kwargs):
                kwargs['children'] = children
                super().__init__(**kwargs)


        @_named()
        class VBox(Box):
            """Several widgets below each other."""


        @_named()
        class HBox(Box):
            """Several widgets beside each other."""


        @_named()
        class GridBox(Box):
            """Several widgets in rows and columns, which the layout describes."""


        class _SelectionContainer(Box, CoreWidget):
            """Several widgets of which one is seen."""

            titles = TypedTuple(trait=Unicode()).tag(sync=True)
            selected_index = CInt(allow_none=True, default_value=None).tag(sync=True)

            @validate('selected_index')
            def _validated_index(self, proposal):
                if proposal.value is None or 0 <= proposal.value < len(self.children):
                    return proposal.value
                raise TraitError('Invalid selection: index out of bounds')

            @validate('titles')
            def _validate_titles(self, proposal):
                titles, count = tuple(proposal.value), len(self.children)
                return titles[:count] + ('',) * (count - len(titles))

            @observe('children')
            def _observe_children(self, change):
                self._reset_selected_index()
                if len(self.titles) != len(self.children):
                    # Validation makes them as many as there are children.
                    self.titles = tuple(self.titles)

            def _reset_selected_index(self):
                if self.selected_index is not None and len(self.children) < self.selected_index:
                    self.selected_index = None

            def set_title(self, index, title):
                """Sets the title of a page."""
                titles = list(self.titles)
                titles[index] = '' if title is None else title
                self.titles = tuple(titles)

            def get_title(self, index):
                """The title of a page."""
                return self.titles[index]


        @_named()
        class Accordion(_SelectionContainer):
            """Pages below each other, of which one is open."""


        @_named()
        class Tab(_SelectionContainer):
            """Pages with tabs above them."""

            def __init__(self, children=(), **kwargs):
                if len(children) > 0 and 'selected_index' not in kwargs:
                    kwargs['selected_index'] = 0
                super().__init__(children=children, **kwargs)

            def _reset_selected_index(self):
                count = len(self.children)
                if count == 0:
                    self.selected_index = None
                elif self.selected_index is None:
                    self.selected_index = 0
                elif count < self.selected_index:
                    self.selected_index = count - 1


        @_named()
        class Stack(_SelectionContainer):
            """Pages of which one is seen."""
        """#

    static let output = #"""
        @_named()
        class Output(DOMWidget):
            """A place for what is printed and shown: `with output:` sends it there."""

            _view_module = Unicode('@jupyter-widgets/output').tag(sync=True)
            _model_module = Unicode('@jupyter-widgets/output').tag(sync=True)
            _view_module_version = Unicode(__jupyter_widgets_output_version__).tag(sync=True)
            _model_module_version = Unicode(__jupyter_widgets_output_version__).tag(sync=True)

            msg_id = Unicode('').tag(sync=True)
            outputs = TypedTuple(trait=Dict()).tag(sync=True)

            _depth = 0

            def clear_output(self, *args, **kwargs):
                """Removes what is there; with wait=True when the next output comes."""
                with self:
                    _clear_output(*args, **kwargs)

            def capture(self, clear_output=False, *clear_args, **clear_kwargs):
                """Decorates a function whose output goes here."""
                def decorate(func):
                    @_functools.wraps(func)
                    def inner(*args, **kwargs):
                        if clear_output:
                            self.clear_output(*clear_args, **clear_kwargs)
                        with self:
                            return func(*args, **kwargs)
                    return inner
                return decorate

            def __enter__(self):
                request = _comms.request_id()
                if request:
                    # The front end keeps all that answers this request for the widget.
                    self.msg_id = request
                    self._depth += 1

            def __exit__(self, etype, evalue, tb):
                if evalue is not None:
                    _comms.show_error(evalue)
                if self._depth:
                    self._depth -= 1
                    if self._depth == 0:
                        self.msg_id = ''
                return True

            def append_stdout(self, text):
                """Adds printed text."""
                self.outputs += ({'output_type': 'stream', 'name': 'stdout', 'text': text},)

            def append_stderr(self, text):
                """Adds text of the error stream."""
                self.outputs += ({'output_type': 'stream', 'name': 'stderr', 'text': text},)

            def append_display_data(self, display_object):
                """Adds what `display` would show."""
                data, metadata = _comms.bundle(display_object)
                self.outputs += ({'output_type': 'display_data', 'data': data, 'metadata': metadata},)
        """#
}
