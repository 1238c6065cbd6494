/// `ipywidgets`: dates and times.
enum WidgetDatesText {
    static let text = #"""
        def _fields(names):
            """Serialization of a date or time by its fields; the browser counts months from 0."""
            shifts = {'month': 1}

            def to_json(value, obj):
                if value is None:
                    return None
                if 'hours' in names and 'year' in names and value.tzinfo is not None:
                    value = value.astimezone(_datetime.timezone.utc)
                parts = {name: getattr(value, attribute) - shifts.get(name, 0) for name, attribute in _field_names if name in names}
                if 'milliseconds' in names:
                    parts['milliseconds'] = value.microsecond / 1000
                return parts

            return to_json


        _field_names = (('year', 'year'), ('month', 'month'), ('date', 'day'), ('hours', 'hour'), ('minutes', 'minute'), ('seconds', 'second'))
        _day = ('year', 'month', 'date')
        _clock = ('hours', 'minutes', 'seconds', 'milliseconds')


        def _day_of(js):
            return [js['year'], js['month'] + 1, js['date']]


        def _clock_of(js):
            return [js['hours'], js['minutes'], js['seconds'], int(js['milliseconds'] * 1000)]


        def _moment(names, made):
            return {'to_json': _fields(names), 'from_json': lambda js, obj: None if js is None else made(js)}


        _date_serialization = _moment(_day, lambda js: _datetime.date(*_day_of(js)))
        _time_serialization = _moment(_clock, lambda js: _datetime.time(*_clock_of(js)))
        _naive_serialization = _moment(_day + _clock, lambda js: _datetime.datetime(*_day_of(js), *_clock_of(js)))
        _datetime_serialization = _moment(
            _day + _clock, lambda js: _datetime.datetime(*_day_of(js), *_clock_of(js), _datetime.timezone.utc))


        def _when(serialization):
            return Any(None).tag(sync=True, **serialization)


        class _Picker(_Control):
            """A date or time between two others."""

            disabled = _flag()

            def _check(self, value):
                return value

            @validate('value')
            def _validate_value(self, proposal):
                value = proposal['value']
                if value is not None:
                    value = self._check(value)
                    if self.min and self.min > value:
                        value = self.min
                    if self.max and self.max < value:
                        value = self.max
                return value

            @validate('min')
            def _validate_min(self, proposal):
                low = proposal['value']
                if low is not None:
                    low = self._check(low)
                    if self.max and low > self.max:
                        raise TraitError('Setting min > max')
                    if self.value and low > self.value:
                        self.value = low
                return low

            @validate('max')
            def _validate_max(self, proposal):
                high = proposal['value']
                if high is not None:
                    high = self._check(high)
                    if self.min and high < self.min:
                        raise TraitError('setting max < min')
                    if self.value and high < self.value:
                        self.value = high
                return high


        @_named()
        class DatePicker(_Picker):
            """A date: datetime.date."""
            value, min, max = _when(_date_serialization), _when(_date_serialization), _when(_date_serialization)
            step = Union((CInt(1), CaselessStrEnum(['any']))).tag(sync=True)


        @_named(model='TimeModel', view='TimeView')
        class TimePicker(_Picker):
            """A time of the day: datetime.time."""
            value, min, max = _when(_time_serialization), _when(_time_serialization), _when(_time_serialization)
            step = Union((CFloat(60), CaselessStrEnum(['any']))).tag(sync=True)


        @_named(model='DatetimeModel', view='DatetimeView')
        class DatetimePicker(_Picker):
            """A date and time with its zone: datetime.datetime."""
            value, min, max = _when(_datetime_serialization), _when(_datetime_serialization), _when(_datetime_serialization)

            def _check(self, value):
                if value.tzinfo is None:
                    raise TraitError('%s values needs to be timezone aware' % type(self).__name__)
                return value


        @_named(model='NaiveDatetimeModel', view='DatetimeView')
        class NaiveDatetimePicker(DatetimePicker):
            """A date and time without a zone: datetime.datetime."""
            value, min, max = _when(_naive_serialization), _when(_naive_serialization), _when(_naive_serialization)

            def _check(self, value):
                if value.tzinfo is not None:
                    raise TraitError('%s values needs to be timezone unaware' % type(self).__name__)
                return value
        """#
}
