/// `traitlets`: attributes that check what they are given. Kinds of single values.
enum TraitsText {
    /// The descriptor behind every trait, and traits of one value.
    static let single = #"""
        import contextlib as _contextlib
        import numbers as _numbers
        import re as _re


        class _Sentinel:
            """A value that stands for nothing else."""

            def __init__(self, name):
                self.name = name

            def __repr__(self):
                return 'traitlets.' + self.name


        Undefined = _Sentinel('Undefined')
        All = _Sentinel('All')


        class TraitError(Exception):
            """A value that a trait does not take."""


        class Bunch(dict):
            """A dictionary whose items are attributes too."""

            def __getattr__(self, key):
                if key in self:
                    return self[key]
                raise AttributeError(key)

            def __setattr__(self, key, value):
                self[key] = value


        def _article(name):
            """The name with 'a' or 'an' before it."""
            return ('an ' if _re.sub(r'[\W_]+', '', name)[:1].lower() in tuple('aeiou') else 'a ') + name


        def _class_of(value):
            """The value's class with an article: 'an IntSlider'."""
            return _article(value.__name__ if isinstance(value, type) else type(value).__name__)


        def _the(value):
            """A value as messages name it: "the str 'a'"."""
            if isinstance(value, type):
                return 'the %s %s' % (value.__name__, value.__name__)
            kind = type(value).__name__
            if kind in ('function', 'method'):
                return "the %s '%s'" % (kind, value.__name__)
            text = repr(value)
            if ' object at 0x' in text:
                text = "at '%s'" % hex(id(value))
            return 'the %s %s' % (kind, text)


        class TraitType:
            """An attribute that checks what it is given and tells observers when it changes."""

            allow_none = False
            read_only = False
            info_text = 'any value'
            default_value = Undefined
            name = None
            this_class = None

            def __init__(self, default_value=Undefined, allow_none=False, read_only=None, help=None, config=None, **metadata):
                if default_value is not Undefined:
                    self.default_value = default_value
                if allow_none:
                    self.allow_none = allow_none
                if read_only is not None:
                    self.read_only = read_only
                self.help = help or ''
                self.metadata = metadata
                if help is not None:
                    self.metadata['help'] = help

            def __set_name__(self, owner, name):
                self.name = name
                self.this_class = owner

            def tag(self, **metadata):
                """Adds metadata; gives the trait itself."""
                self.metadata.update(metadata)
                return self

            def default(self, obj=None):
                """The value of an attribute that was never set."""
                if self.default_value is Undefined and hasattr(self, 'make_dynamic_default'):
                    return self.make_dynamic_default()
                return self.default_value

            def default_value_repr(self):
                """The default as text."""
                return repr(self.default_value)

            def __get__(self, obj, cls=None):
                if obj is None:
                    return self
                values = obj._trait_values
                if self.name in values:
                    return values[self.name]
                default = obj._trait_default(self.name)
                locked, obj._cross_validation_lock = obj._cross_validation_lock, True
                try:
                    value = self._validate(obj, default)
                finally:
                    obj._cross_validation_lock = locked
                values[self.name] = value
                return value

            def __set__(self, obj, value):
                if self.read_only:
                    raise TraitError('The "%s" trait is read-only.' % self.name)
                self.set(obj, value)

            def set(self, obj, value):
                """Sets the attribute, also of a trait that programs only read."""
                new = self._validate(obj, value)
                old = obj._trait_values.get(self.name, self.default_value)
                obj._trait_values[self.name] = new
                try:
                    silent = bool(old == new)
                except Exception:
                    silent = False
                if not silent:
                    obj._notify_trait(self.name, old, new)

            def _validate(self, obj, value):
                if value is None and self.allow_none:
                    return value
                value = self.validate(obj, value)
                if obj is not None and obj._cross_validation_lock is False:
                    value = self._cross_validate(obj, value)
                return value

            def validate(self, obj, value):
                """The value as it is kept; raises TraitError for one that does not fit."""
                return value

            def _cross_validate(self, obj, value):
                handler = obj._trait_validators.get(self.name)
                if handler is None:
                    return value
                proposal = Bunch(trait=self, value=value, owner=obj)
                return handler.func(obj, proposal) if isinstance(handler, _EventHandler) else handler(obj, proposal)

            def __or__(self, other):
                return Union([self, other])

            def info(self):
                """What the trait takes, in words."""
                return self.info_text

            def error(self, obj, value, error=None, info=None):
                """Raises the TraitError of a value that does not fit."""
                if error is not None:
                    parts = error.args + (self,)
                    if self.name is None:
                        raise TraitError(*parts)
                    chain = ' of '.join(_class_of(part) for part in parts[2:])
                    raise TraitError("The '%s' trait of %s instance contains %s which expected %s, not %s." % (
                        self.name, _class_of(obj), chain, parts[1], _the(parts[0])))
                if self.name is None:
                    raise TraitError(value, info or self.info(), self)
                owner = '' if obj is None else ' of %s instance' % _class_of(obj)
                raise TraitError("The '%s' trait%s expected %s, not %s." % (self.name, owner, info or self.info(), _the(value)))


        class Any(TraitType):
            """Any value."""
            default_value = None
            allow_none = True


        class _Number(TraitType):
            """A number, perhaps between two others."""

            def __init__(self, default_value=Undefined, allow_none=False, read_only=None, help=None, config=None, min=None, max=None, **metadata):
                self.min, self.max = min, max
                super().__init__(default_value, allow_none, read_only, help, config, **metadata)

            def _bounded(self, obj, value):
                for bound, wrong, word in ((self.min, lambda b: value < b, 'less'), (self.max, lambda b: value > b, 'greater')):
                    if bound is not None and wrong(bound):
                        raise TraitError("The value of the '%s' trait of %s instance should not be %s than %s, but a value of %s was specified" % (
                            self.name, _class_of(obj), word, bound, value))
                return value


        class Int(_Number):
            """A whole number."""
            default_value = 0
            info_text = 'an int'

            def validate(self, obj, value):
                if not isinstance(value, int) and isinstance(value, _numbers.Number):
                    try:
                        whole = int(value)
                        if whole == value:
                            value = whole
                    except Exception:
                        pass
                if not isinstance(value, int):
                    self.error(obj, value)
                return self._bounded(obj, value)


        class CInt(Int):
            """A whole number, or what int() makes one of."""

            def validate(self, obj, value):
                try:
                    value = int(value)
                except Exception:
                    self.error(obj, value)
                return self._bounded(obj, value)


        Integer = Int
        Long = Int
        CLong = CInt


        class Float(_Number):
            """A number with a fraction."""
            default_value = 0.0
            info_text = 'a float'

            def validate(self, obj, value):
                if isinstance(value, int):
                    value = float(value)
                if not isinstance(value, float):
                    self.error(obj, value)
                return self._bounded(obj, value)


        class CFloat(Float):
            """A number with a fraction, or what float() makes one of."""

            def validate(self, obj, value):
                try:
                    value = float(value)
                except Exception:
                    self.error(obj, value)
                return self._bounded(obj, value)


        class Unicode(TraitType):
            """Text."""
            default_value = ''
            info_text = 'a unicode string'

            def validate(self, obj, value):
                if isinstance(value, str):
                    return value
                if isinstance(value, bytes):
                    try:
                        return value.decode('ascii')
                    except UnicodeDecodeError:
                        raise TraitError("Could not decode %r for unicode trait '%s' of %s instance." % (value, self.name, _class_of(obj))) from None
                self.error(obj, value)


        class CUnicode(Unicode):
            """Text, or what str() makes of a value."""

            def validate(self, obj, value):
                return str(value)


        class Bytes(TraitType):
            """Bytes."""
            default_value = b''
            info_text = 'a bytes object'

            def validate(self, obj, value):
                if isinstance(value, bytes):
                    return value
                self.error(obj, value)


        class Bool(TraitType):
            """True or False."""
            default_value = False
            info_text = 'a boolean'

            def validate(self, obj, value):
                if isinstance(value, bool):
                    return value
                if isinstance(value, int) and value in (0, 1):
                    return value == 1
                self.error(obj, value)


        class CBool(Bool):
            """The truth of any value."""

            def validate(self, obj, value):
                return bool(value)


        class Callable(TraitType):
            """Something that can be called."""
            info_text = 'a callable'

            def validate(self, obj, value):
                if callable(value):
                    return value
                self.error(obj, value)


        class Enum(TraitType):
            """One of some values."""

            def __init__(self, values, default_value=Undefined, **kwargs):
                self.values = values
                if kwargs.get('allow_none') and default_value is Undefined:
                    default_value = None
                super().__init__(default_value, **kwargs)

            def validate(self, obj, value):
                if self.values and value in self.values:
                    return value
                self.error(obj, value)

            def info(self):
                return 'any of %r%s' % (list(self.values or []), ' or None' if self.allow_none else '')


        class CaselessStrEnum(Enum):
            """One of some texts, in small or capital letters."""

            def validate(self, obj, value):
                if isinstance(value, str):
                    for known in self.values or []:
                        if known.lower() == value.lower():
                            return known
                self.error(obj, value)

            def info(self):
                return 'any of %r (case-insensitive)%s' % (list(self.values or []), ' or None' if self.allow_none else '')
        """#
}
