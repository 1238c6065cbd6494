/// `ipywidgets`: sliders, progress bars and boxes for numbers.
enum WidgetNumbersText {
    /// Traits that controls share.
    static let traits = #"""
        def _flag(value=False, **kwargs):
            return Bool(value, **kwargs).tag(sync=True)


        def _orientation(value='horizontal'):
            return _choice('horizontal', 'vertical', default_value=value)


        def _behavior():
            return _choice('drag-tap', 'drag-snap', 'tap', 'drag', 'snap', default_value='drag-tap')


        def _bar_style(**kwargs):
            return _choice('success', 'info', 'warning', 'danger', '', default_value='', **kwargs)


        def _button_style(**kwargs):
            return _choice('primary', 'success', 'info', 'warning', 'danger', '', default_value='', **kwargs)


        _color_names = ('aliceblue antiquewhite aqua aquamarine azure beiae bisque black blanchedalmond blue blueviolet brown burlywood cadetblue '
            'chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgrey darkgreen '
            'darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray '
            'darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen '
            'fuchsia gainsboro ghostwhite gold goldenrod gray grey green greenyellow honeydew hotpink indianred indigo ivory khaki lavender '
            'lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgrey lightgreen '
            'lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen '
            'magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen '
            'mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange '
            'orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple '
            'rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray '
            'slategrey snow springgreen steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke yellow '
            'yellowgreen').split()
        _percent = r'\s*(?:\d+(?:\.\d*)?|\.\d+)?%?\s*'
        _whole = r'\s*\d+%?\s*'
        _color_forms = [_re.compile(form) for form in (
            r'^#[a-fA-F0-9]{3}(?:[a-fA-F0-9]{3})?$', r'^#[a-fA-F0-9]{4}(?:[a-fA-F0-9]{4})?$',
            r'rgb\(%s,%s,%s\)' % (_whole, _whole, _whole), r'rgba\(%s,%s,%s,%s\)' % (_whole, _whole, _whole, _percent),
            r'hsl\(%s,%s,%s\)' % (_percent, _percent, _percent), r'hsla\(%s,%s,%s,%s\)' % (_percent, _percent, _percent, _percent),
            r'var\(--[\w\-]+(?:,[^()]*(?:\([^()]*\))?[^()]*)?\)')]
        _format_form = _re.compile(r'^(?:(.)?([<>=^]))?([+\-\( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?([a-z%])?$', _re.I)
        _format_kinds = 'efgrs%pbodxXc'


        class Color(Unicode):
            """A color of HTML: 'blue', '#060482', '#A80', 'rgb(0, 10, 20)'."""
            info_text = 'a valid HTML color'
            default_value = Undefined

            def validate(self, obj, value):
                if isinstance(value, str) and (value.lower() in _color_names or any(form.match(value) for form in _color_forms)):
                    return value
                self.error(obj, value)


        class NumberFormat(Unicode):
            """How a number is written: '.3f'."""
            info_text = 'a valid number format'
            default_value = Undefined

            def validate(self, obj, value):
                value = super().validate(obj, value)
                found = _format_form.match(value)
                if found is None:
                    self.error(obj, value)
                if found.group(9) is not None and found.group(9) not in _format_kinds:
                    raise TraitError("The type specifier of a NumberFormat trait must be one of %s, but a value of '%s' was specified." % (
                        list(_format_kinds), found.group(9)))
                return value
        """#

    static let widgets = #"""
        @_styled
        class SliderStyle(DescriptionStyle, CoreWidget):
            """How a slider looks."""
            handle_color = Color(None, allow_none=True).tag(sync=True)


        @_styled
        class ProgressStyle(DescriptionStyle, CoreWidget):
            """How a progress bar looks."""
            bar_color = Color(None, allow_none=True).tag(sync=True)


        class _Bounded(_Control):
            """A number between min and max."""

            # How messages begin: whole numbers and fractions differ.
            _setting = 'setting'

            def __init__(self, value=None, min=None, max=None, step=None, **kwargs):
                for name, given in (('min', min), ('max', max), ('step', step)):
                    if given is not None:
                        kwargs[name] = given
                super().__init__(value, **kwargs)

            def _limit(self, bound):
                """The value at a bound."""
                return bound

            @validate('value')
            def _validate_value(self, proposal):
                value, low, high = proposal['value'], self._limit(self.min), self._limit(self.max)
                return min(max(value, low), high) if low > value or high < value else value

            @validate('min')
            def _validate_min(self, proposal):
                low = proposal['value']
                if low > self.max:
                    raise TraitError(self._setting + ' min > max')
                if self._limit(low) > self.value:
                    self.value = self._limit(low)
                return low

            @validate('max')
            def _validate_max(self, proposal):
                high = proposal['value']
                if high < self.min:
                    raise TraitError('setting max < min')
                if self._limit(high) < self.value:
                    self.value = self._limit(high)
                return high


        class _Range(_Control):
            """Two numbers between min and max."""

            def __init__(self, *args, **kwargs):
                low, high = kwargs.get('min', self._traits['min'].default_value), kwargs.get('max', self._traits['max'].default_value)
                if kwargs.get('value', None) is None:
                    kwargs['value'] = (0.75 * low + 0.25 * high, 0.25 * low + 0.75 * high)
                elif not isinstance(kwargs['value'], tuple):
                    try:
                        kwargs['value'] = tuple(kwargs['value'])
                    except Exception:
                        raise TypeError("A 'range' must be able to be cast to a tuple. The input of type {} could not be cast to a tuple".format(
                            type(kwargs['value'])))
                super().__init__(*args, **kwargs)

            @property
            def lower(self):
                """The smaller number."""
                return self.value[0]

            @lower.setter
            def lower(self, lower):
                self.value = (lower, self.value[1])

            @property
            def upper(self):
                """The larger number."""
                return self.value[1]

            @upper.setter
            def upper(self, upper):
                self.value = (self.value[0], upper)

            @validate('min', 'max')
            def _validate_bounds(self, proposal):
                name, new = proposal['trait'].name, proposal['value']
                if name == 'min' and new > self.max:
                    raise TraitError('setting min > max')
                if name == 'max' and new < self.min:
                    raise TraitError('setting max < min')
                pick = max if name == 'min' else min
                self.value = (pick(new, self.value[0]), pick(new, self.value[1]))
                return new

            @validate('value')
            def _validate_value(self, proposal):
                lower, upper = proposal['value']
                if upper < lower:
                    raise TraitError('setting lower > upper')
                return max(min(lower, self.max), self.min), max(min(upper, self.max), self.min)


        class _Int(_Control):
            """A whole number."""
            value = CInt(0).tag(sync=True)


        class _BoundedInt(_Bounded, _Int):
            """A whole number between two others."""
            max = CInt(100).tag(sync=True)
            min = CInt(0).tag(sync=True)


        class _Float(_Control):
            """A number."""
            value = CFloat(0.0).tag(sync=True)


        class _BoundedFloat(_Bounded, _Float):
            """A number between two others."""
            _setting = 'Setting'
            max = CFloat(100.0).tag(sync=True)
            min = CFloat(0.0).tag(sync=True)


        @_named()
        class IntText(_Int):
            """A box for a whole number."""
            disabled, continuous_update = _flag(), _flag()
            step = CInt(1).tag(sync=True)


        @_named(view='IntTextView')
        class BoundedIntText(_BoundedInt):
            """A box for a whole number between two others."""
            disabled, continuous_update = _flag(), _flag()
            step = CInt(1).tag(sync=True)


        @_named()
        class IntSlider(_BoundedInt):
            """A slider over whole numbers: IntSlider(value, min, max, step)."""
            step = CInt(1).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update, disabled = _flag(True), _flag(True), _flag()
            readout_format = NumberFormat('d').tag(sync=True)
            style = _part(SliderStyle)


        @_named(view='ProgressView')
        class IntProgress(_BoundedInt):
            """A bar that shows how far something came, in whole numbers."""
            orientation = _orientation()
            bar_style = _bar_style()
            style = _part(ProgressStyle)


        @_named()
        class Play(_BoundedInt):
            """Buttons that count up by themselves."""
            playing, repeat, disabled, show_repeat = _flag(), _flag(), _flag(), _flag(True)
            interval = CInt(100).tag(sync=True)
            step = CInt(1).tag(sync=True)


        @_named()
        class IntRangeSlider(_Range):
            """A slider for two whole numbers."""
            value = Tuple(CInt(), CInt(), default_value=(0, 1)).tag(sync=True)
            max = CInt(100).tag(sync=True)
            min = CInt(0).tag(sync=True)
            step = CInt(1).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update, disabled = _flag(True), _flag(True), _flag()
            readout_format = NumberFormat('d').tag(sync=True)
            style = _part(SliderStyle)


        @_named()
        class FloatText(_Float):
            """A box for a number."""
            disabled, continuous_update = _flag(), _flag()
            step = CFloat(None, allow_none=True).tag(sync=True)


        @_named(view='FloatTextView')
        class BoundedFloatText(_BoundedFloat):
            """A box for a number between two others."""
            disabled, continuous_update = _flag(), _flag()
            step = CFloat(None, allow_none=True).tag(sync=True)


        @_named()
        class FloatSlider(_BoundedFloat):
            """A slider over numbers: FloatSlider(value, min, max, step)."""
            step = CFloat(0.1, allow_none=True).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update, disabled = _flag(True), _flag(True), _flag()
            readout_format = NumberFormat('.2f').tag(sync=True)
            style = _part(SliderStyle)


        @_named()
        class FloatLogSlider(_Bounded, _Float):
            """A slider over powers: the value lies between base ** min and base ** max."""
            _setting = 'Setting'
            value = CFloat(1.0).tag(sync=True)
            max = CFloat(4.0).tag(sync=True)
            min = CFloat(0.0).tag(sync=True)
            base = CFloat(10.0).tag(sync=True)
            step = CFloat(0.1, allow_none=True).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update, disabled = _flag(True), _flag(True), _flag()
            readout_format = NumberFormat('.3g').tag(sync=True)
            style = _part(SliderStyle)

            def _limit(self, bound):
                return self.base ** bound


        @_named(view='ProgressView')
        class FloatProgress(_BoundedFloat):
            """A bar that shows how far something came."""
            orientation = _orientation()
            bar_style = _bar_style(allow_none=True)
            style = _part(ProgressStyle)


        @_named()
        class FloatRangeSlider(_Range):
            """A slider for two numbers."""
            value = Tuple(CFloat(), CFloat(), default_value=(0.0, 1.0)).tag(sync=True)
            max = CFloat(100.0).tag(sync=True)
            min = CFloat(0.0).tag(sync=True)
            step = CFloat(0.1, allow_none=True).tag(sync=True)
            orientation, behavior = _orientation(), _behavior()
            readout, continuous_update, disabled = _flag(True), _flag(True), _flag()
            readout_format = NumberFormat('.2f').tag(sync=True)
            style = _part(SliderStyle)
        """#
}
