/// `ipywidgets`: one or several of some options.
enum WidgetChoicesText {
    static let text = #"""
        def _exhausted(x):
            """A tuple of anything that can be walked through, except dictionaries."""
            return x if isinstance(x, _Mapping) else tuple(x)


        def _pairs(x):
            """Options as pairs of a label and a value."""
            options = tuple(x.items() if isinstance(x, _Mapping) else x)
            if all(isinstance(option, (list, tuple)) and len(option) == 2 for option in options):
                return tuple((str(label), value) for label, value in options)
            return tuple((str(value), value) for value in options)


        def _found(values, value, equals):
            for known in values:
                if equals(known, value):
                    return known
            raise ValueError('%r not in array' % (value,))


        class _Options(_Control):
            """What all widgets with options have: pairs of labels and values."""

            options = Any(())
            _options_full = None
            _options_labels = TypedTuple(trait=Unicode(), read_only=True).tag(sync=True)
            disabled = _flag()
            # False where there must be something to choose.
            _may_be_empty = True

            def __init__(self, *args, **kwargs):
                if not self._may_be_empty and len(kwargs.get('options', ())) == 0:
                    raise TraitError('options must be nonempty')
                self.equals = kwargs.pop('equals', lambda x, y: x == y)
                self._initializing_traits_ = True
                kwargs['options'] = _exhausted(kwargs.get('options', ()))
                self._options_full = _pairs(kwargs['options'])
                self._take_options()
                self._choose_first(kwargs)
                super().__init__(*args, **kwargs)
                self._initializing_traits_ = False

            def _choose_first(self, kwargs):
                """What is chosen where nothing was said."""

            def _take_options(self):
                self.set_trait('_options_labels', tuple(label for label, _ in self._options_full))
                self._options_values = tuple(value for _, value in self._options_full)

            @validate('options')
            def _validate_options(self, proposal):
                proposal.value = _exhausted(proposal.value)
                self._options_full = _pairs(proposal.value)
                if not self._may_be_empty and len(self._options_full) == 0:
                    raise TraitError('Option list must be nonempty')
                return proposal.value

            def _repr_keys(self):
                for key in sorted(list(super()._repr_keys()) + ['options']):
                    if key != 'index' or self.index != 0:
                        yield key


        class _Selection(_Options):
            """One of some options."""

            value = Any(None, allow_none=True)
            label = Unicode(None, allow_none=True)
            index = Int(None, allow_none=True).tag(sync=True)

            def _choose_first(self, kwargs):
                if 'index' not in kwargs and 'value' not in kwargs and 'label' not in kwargs:
                    kwargs['index'] = 0 if self._options_full else None
                    kwargs['label'], kwargs['value'] = self._options_full[0] if self._options_full else (None, None)

            @observe('options')
            def _propagate_options(self, change):
                self._take_options()
                if self.index is not None and self._initializing_traits_ is not True:
                    if not self._options_full:
                        self.index = None
                    elif self.index == 0:
                        # The place is the same, what stands there is not.
                        self._notify_trait('index', 0, 0)
                    else:
                        self.index = 0

            @validate('index')
            def _validate_index(self, proposal):
                if proposal.value is None and self._may_be_empty or proposal.value is not None and 0 <= proposal.value < len(self._options_labels):
                    return proposal.value
                raise TraitError('Invalid selection: index out of bounds')

            @observe('index')
            def _propagate_index(self, change):
                label = None if change.new is None else self._options_labels[change.new]
                value = None if change.new is None else self._options_values[change.new]
                if self.label != label:
                    self.label = label
                if self.value is not value:
                    self.value = value

            @validate('value')
            def _validate_value(self, proposal):
                if proposal.value is None:
                    return None
                try:
                    return _found(self._options_values, proposal.value, self.equals)
                except ValueError:
                    raise TraitError('Invalid selection: value not found')

            @observe('value')
            def _propagate_value(self, change):
                if change.new is None:
                    index = None
                elif self.index is not None and self.equals(self._options_values[self.index], change.new):
                    index = self.index
                else:
                    index = self._options_values.index(change.new)
                if self.index != index:
                    self.index = index

            @validate('label')
            def _validate_label(self, proposal):
                if proposal.value is not None and proposal.value not in self._options_labels:
                    raise TraitError('Invalid selection: label not found')
                return proposal.value

            @observe('label')
            def _propagate_label(self, change):
                if change.new is None:
                    index = None
                elif self.index is not None and self._options_labels[self.index] == change.new:
                    index = self.index
                else:
                    index = self._options_labels.index(change.new)
                if self.index != index:
                    self.index = index


        class _MultipleSelection(_Options):
            """Several of some options."""

            value = TypedTuple(trait=Any())
            label = TypedTuple(trait=Unicode())
            index = TypedTuple(trait=Int()).tag(sync=True)

            @observe('options')
            def _propagate_options(self, change):
                self._take_options()
                if self._initializing_traits_ is not True:
                    self.index = ()

            @validate('index')
            def _validate_index(self, proposal):
                if all(0 <= i < len(self._options_labels) for i in proposal.value):
                    return proposal.value
                raise TraitError('Invalid selection: index out of bounds')

            @observe('index')
            def _propagate_index(self, change):
                label = tuple(self._options_labels[i] for i in change.new)
                value = tuple(self._options_values[i] for i in change.new)
                if self.label != label:
                    self.label = label
                if self.value != value:
                    self.value = value

            @validate('value')
            def _validate_value(self, proposal):
                try:
                    return tuple(_found(self._options_values, value, self.equals) for value in proposal.value)
                except ValueError:
                    raise TraitError('Invalid selection: value not found')

            @observe('value')
            def _propagate_value(self, change):
                index = tuple(self._options_values.index(value) for value in change.new)
                if self.index != index:
                    self.index = index

            @validate('label')
            def _validate_label(self, proposal):
                if any(label not in self._options_labels for label in proposal.value):
                    raise TraitError('Invalid selection: label not found')
                return proposal.value

            @observe('label')
            def _propagate_label(self, change):
                index = tuple(self._options_labels.index(label) for label in change.new)
                if self.index != index:
                    self.index = index


        @_styled
        class ToggleButtonsStyle(DescriptionStyle, CoreWidget):
            """How a row of buttons looks."""
            button_width, font_weight = Unicode().tag(sync=True), Unicode().tag(sync=True)


        @_named()
        class ToggleButtons(_Selection):
            """A row of buttons of which one is down."""
            tooltips = TypedTuple(Unicode()).tag(sync=True)
            icons = TypedTuple(Unicode()).tag(sync=True)
            style = _part(ToggleButtonsStyle)
            button_style = _button_style(allow_none=True)


        @_named()
        class Dropdown(_Selection):
            """A list that opens: one of its options."""


        @_named()
        class RadioButtons(_Selection):
            """Round boxes of which one is ticked."""
            orientation = _orientation('vertical')


        @_named()
        class Select(_Selection):
            """A list: one of its options."""
            rows = Int(5).tag(sync=True)


        @_named()
        class SelectMultiple(_MultipleSelection):
            """A list: several of its options."""
            rows = Int(5).tag(sync=True)


        @_named()
        class SelectionSlider(_Selection):
            """A slider over options."""
            _may_be_empty = False
            value = Any()
            label = Unicode()
            index = Int().tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update = _flag(True), _flag(True)
            style = _part(SliderStyle)


        @_named()
        class SelectionRangeSlider(_MultipleSelection):
            """A slider for the first and the last of some options."""
            _may_be_empty = False
            value = Tuple()
            label = Tuple()
            index = Tuple((0, 0)).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update = _flag(True), _flag(True)
            style = _part(SliderStyle)

            @observe('options')
            def _propagate_options(self, change):
                self._take_options()
                if self._initializing_traits_ is not True:
                    self.index = (0, 0)

            @validate('index')
            def _validate_index(self, proposal):
                if len(proposal.value) != 2:
                    raise TraitError('Invalid selection: index must have two values, but is %r' % (proposal.value,))
                if all(0 <= i < len(self._options_labels) for i in proposal.value):
                    return proposal.value
                raise TraitError('Invalid selection: index out of bounds: %s' % (proposal.value,))
        """#
}
