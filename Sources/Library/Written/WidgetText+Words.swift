/// `ipywidgets`: truth, buttons, text, colors and tags.
enum WidgetWordsText {
    static let text = #"""
        class _Font(CoreWidget):
            """How letters look."""
            font_family, font_style, font_variant, font_weight, text_decoration = _text(), _text(), _text(), _text(), _text()


        @_styled
        class CheckboxStyle(DescriptionStyle, CoreWidget):
            """How a checkbox looks."""
            background = _text()


        @_styled
        class ToggleButtonStyle(DescriptionStyle, _Font):
            """How a toggle button looks."""
            font_size = _text()
            text_color = Color(None, allow_none=True).tag(sync=True)


        @_styled
        class ButtonStyle(Style, _Font):
            """How a button looks."""
            button_color = Color(None, allow_none=True).tag(sync=True)
            font_size, text_color = _text(), _text()


        class _StringStyle(DescriptionStyle, CoreWidget):
            """How text looks."""
            _model_name = Unicode('StringStyleModel').tag(sync=True)
            background, font_size = _text(), _text()
            text_color = Color(None, allow_none=True).tag(sync=True)


        @_styled
        class LabelStyle(_StringStyle, _Font):
            """How a label looks."""


        @_styled
        class TextStyle(_StringStyle):
            """How a box for text looks."""


        @_styled
        class HTMLStyle(_StringStyle):
            """How text in HTML looks."""


        @_styled
        class HTMLMathStyle(_StringStyle):
            """How text in HTML with formulas looks."""


        class _Bool(_Control):
            """True or False."""
            _model_name = Unicode('BoolModel').tag(sync=True)
            value, disabled = _flag(), _flag()


        @_named()
        class Checkbox(_Bool):
            """A box to tick."""
            indent = _flag(True)
            style = _part(CheckboxStyle)


        @_named()
        class ToggleButton(_Bool):
            """A button that stays down."""
            icon = Unicode('').tag(sync=True)
            button_style = _button_style()
            style = _part(ToggleButtonStyle)


        @_named()
        class Valid(_Bool):
            """A green tick or a red cross."""
            readout = Unicode('Invalid').tag(sync=True)


        @_named()
        class Button(DOMWidget, CoreWidget):
            """A button; `on_click` says what it does."""
            description = Unicode().tag(sync=True)
            disabled = _flag()
            icon = Unicode('').tag(sync=True)
            button_style = _button_style()
            style = _part(ButtonStyle)

            def __init__(self, **kwargs):
                super().__init__(**kwargs)
                self._click_handlers = CallbackDispatcher()
                self.on_msg(self._handle_button_msg)

            @validate('icon')
            def _validate_icon(self, proposal):
                return proposal['value'].replace('fa-', '')

            def on_click(self, callback, remove=False):
                """Calls callback(button) when the button is clicked."""
                self._click_handlers.register_callback(callback, remove=remove)

            def click(self):
                """Does what a click does."""
                self._click_handlers(self)

            def _handle_button_msg(self, _, content, buffers):
                if content.get('event', '') == 'click':
                    self.click()


        class _String(_Control):
            """Text."""
            _model_name = Unicode('StringModel').tag(sync=True)
            value = Unicode().tag(sync=True)
            # A space without width keeps the baseline where text would be.
            placeholder = Unicode('\u200b').tag(sync=True)
            style = _part(_StringStyle)


        @_named()
        class HTML(_String):
            """Text in HTML."""
            style = _part(HTMLStyle)


        @_named()
        class HTMLMath(_String):
            """Text in HTML with formulas."""
            style = _part(HTMLMathStyle)


        @_named()
        class Label(_String):
            """A line of text, with formulas between dollar signs."""
            style = _part(LabelStyle)


        @_named()
        class Textarea(_String):
            """A box for several lines of text."""
            rows = Int(None, allow_none=True).tag(sync=True)
            disabled, continuous_update = _flag(), _flag(True)
            style = _part(TextStyle)


        @_named()
        class Text(_String):
            """A box for a line of text."""
            disabled, continuous_update = _flag(), _flag(True)
            style = _part(TextStyle)

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self._submission_callbacks = CallbackDispatcher()
                self.on_msg(self._handle_string_msg)

            def _handle_string_msg(self, _, content, buffers):
                if content.get('event', '') == 'submit':
                    self._submission_callbacks(self)

            def on_submit(self, callback, remove=False):
                """Calls callback(widget) when Enter is pressed; newer programs set continuous_update=False and observe the value."""
                _warnings.warn('on_submit is deprecated. Instead, set the .continuous_update attribute to False and observe the value '
                               "changing with: mywidget.observe(callback, 'value').", DeprecationWarning)
                self._submission_callbacks.register_callback(callback, remove=remove)


        @_named()
        class Password(Text):
            """A box for text that is not shown."""

            def _repr_keys(self):
                for key in super()._repr_keys():
                    if key != 'value':
                        yield key


        @_named()
        class Combobox(Text):
            """A box for text that suggests some."""
            options = TypedTuple(trait=Unicode()).tag(sync=True)
            ensure_option = _flag()


        @_named()
        class ColorPicker(_Control):
            """A color to choose."""
            value = Color('black').tag(sync=True)
            concise, disabled = _flag(), _flag()


        class TagsInputBase(_Control):
            """Several values as tags."""
            _model_name = Unicode('TagsInputBaseModel').tag(sync=True)
            value = List().tag(sync=True)
            placeholder = Unicode('\u200b').tag(sync=True)
            allowed_tags = List().tag(sync=True)
            allow_duplicates = _flag(True)

            @validate('value')
            def _validate_value(self, proposal):
                if '' in proposal['value']:
                    raise TraitError('The value of a TagsInput widget cannot contain blank strings')
                for tag in proposal['value']:
                    if self.allowed_tags and tag not in self.allowed_tags:
                        raise TraitError('Tag value {} is not allowed, allowed tags are {}'.format(tag, self.allowed_tags))
                return proposal['value']


        @_named()
        class TagsInput(TagsInputBase):
            """Words as tags."""
            value = List(Unicode()).tag(sync=True)
            tag_style = _button_style()


        @_named()
        class ColorsInput(TagsInputBase):
            """Colors as tags."""
            value = List(Color()).tag(sync=True)


        class NumbersInputBase(TagsInput):
            """Numbers as tags."""
            _model_name = Unicode('NumbersInputBaseModel').tag(sync=True)
            min = CFloat(default_value=None, allow_none=True).tag(sync=True)
            max = CFloat(default_value=None, allow_none=True).tag(sync=True)

            @validate('value')
            def _validate_numbers(self, proposal):
                for tag in proposal['value']:
                    if self.min is not None and tag < self.min:
                        raise TraitError('Tag value {} should be >= {}'.format(tag, self.min))
                    if self.max is not None and tag > self.max:
                        raise TraitError('Tag value {} should be <= {}'.format(tag, self.max))
                return proposal['value']


        @_named()
        class FloatsInput(NumbersInputBase):
            """Numbers as tags."""
            value = List(CFloat()).tag(sync=True)
            format = NumberFormat('.1f').tag(sync=True)


        @_named()
        class IntsInput(NumbersInputBase):
            """Whole numbers as tags."""
            value = List(CInt()).tag(sync=True)
            format = NumberFormat('d').tag(sync=True)
            min = CInt(default_value=None, allow_none=True).tag(sync=True)
            max = CInt(default_value=None, allow_none=True).tag(sync=True)
        """#
}
