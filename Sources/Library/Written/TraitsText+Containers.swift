/// `traitlets`: traits of several values.
enum TraitContainersText {
    static let text = #"""
        class Union(TraitType):
            """What one of several traits takes; the first that does decides."""

            def __init__(self, trait_types, **kwargs):
                self.trait_types = list(trait_types)
                self.info_text = ' or '.join(kind.info() for kind in self.trait_types)
                super().__init__(**kwargs)

            def default(self, obj=None):
                value = super().default(obj)
                for kind in self.trait_types:
                    if value is Undefined:
                        value = kind.default(obj)
                return value

            def validate(self, obj, value):
                locked, obj._cross_validation_lock = obj._cross_validation_lock, True
                try:
                    for kind in self.trait_types:
                        try:
                            return kind._validate(obj, value)
                        except TraitError:
                            continue
                finally:
                    obj._cross_validation_lock = locked
                self.error(obj, value)


        class Instance(TraitType):
            """An object of a class."""
            klass = None

            def __init__(self, klass=None, args=None, kw=None, allow_none=False, read_only=None, help=None, **kwargs):
                if klass is not None:
                    self.klass = klass
                if not isinstance(self.klass, type):
                    raise TraitError('The klass attribute must be a class not: %r' % (self.klass,))
                self.default_args, self.default_kwargs = args, kw
                super().__init__(allow_none=allow_none, read_only=read_only, help=help, **kwargs)

            def validate(self, obj, value):
                if isinstance(value, self.klass):
                    return value
                self.error(obj, value)

            def info(self):
                return _article(self.klass.__name__) + (' or None' if self.allow_none else '')

            def make_dynamic_default(self):
                """A new object, or None where no arguments for one were given."""
                if self.default_args is None and self.default_kwargs is None:
                    return None
                return self.klass(*(self.default_args or ()), **(self.default_kwargs or {}))


        class Container(Instance):
            """Several values of one kind."""
            _cast_types = ()
            _trait = None

            def __init__(self, trait=None, default_value=Undefined, help=None, read_only=None, config=None, **kwargs):
                if trait is not None and not isinstance(trait, TraitType):
                    if default_value is not Undefined:
                        raise TypeError('`trait` must be a Trait or None, got %r %r' % (trait, type(trait)))
                    default_value, trait = trait, None
                args = ()
                if default_value is None and kwargs.get('allow_none', False):
                    kwargs['default_value'] = None
                elif isinstance(default_value, (list, tuple, set)):
                    args = (default_value,)
                elif default_value is not Undefined and default_value is not None:
                    raise TypeError('default value of %s was %s' % (type(self).__name__, default_value))
                self._trait = trait
                super().__init__(args=args, help=help, read_only=read_only, **kwargs)

            def validate(self, obj, value):
                if isinstance(value, self._cast_types):
                    value = self.klass(value)
                return self.validate_elements(obj, super().validate(obj, value))

            def validate_elements(self, obj, value):
                """The values, each as its own trait keeps it."""
                if self._trait is None or isinstance(self._trait, Any):
                    return value
                return self.klass([self._element(self._trait, obj, v) for v in value])

            def _element(self, trait, obj, value):
                try:
                    return trait._validate(obj, value)
                except TraitError as error:
                    self.error(obj, value, error)


        class List(Container):
            """A list."""
            klass = list
            _cast_types = (tuple,)

            def __init__(self, trait=None, default_value=Undefined, minlen=0, maxlen=1 << 62, **kwargs):
                self._minlen, self._maxlen = minlen, maxlen
                super().__init__(trait, default_value, **kwargs)

            def validate_elements(self, obj, value):
                if not self._minlen <= len(value) <= self._maxlen:
                    raise TraitError("The length of the '%s' trait of %s instance must be between %i and %i, but a value of %s was specified." % (
                        self.name, _class_of(obj), self._minlen, self._maxlen, '%r %r' % (value, type(value))))
                return super().validate_elements(obj, value)


        class Set(List):
            """A set."""
            klass = set
            _cast_types = (tuple, list)


        class Tuple(Container):
            """A tuple; with several traits, one for each place."""
            klass = tuple
            _cast_types = (list,)

            def __init__(self, *traits, **kwargs):
                default_value = kwargs.pop('default_value', Undefined)
                if len(traits) == 1 and default_value is Undefined and not isinstance(traits[0], TraitType):
                    default_value, traits = traits[0], ()
                self._traits = traits
                super().__init__(None, default_value, **kwargs)
                if traits and default_value is Undefined and not kwargs.get('allow_none', False):
                    self.default_args = None

            def validate_elements(self, obj, value):
                if not self._traits:
                    return value
                if len(value) != len(self._traits):
                    raise TraitError("The '%s' trait of %s instance requires %i elements, but a value of %s was specified." % (
                        self.name, _class_of(obj), len(self._traits), '%r %r' % (value, type(value))))
                return tuple(self._element(trait, obj, v) for trait, v in zip(self._traits, value))


        class Dict(Instance):
            """A dictionary."""
            klass = dict

            def __init__(self, value_trait=None, per_key_traits=None, key_trait=None, default_value=Undefined, **kwargs):
                if value_trait is not None and not isinstance(value_trait, TraitType):
                    default_value, value_trait = value_trait, None
                self._value_trait, self._key_trait, self._per_key_traits = value_trait, key_trait, per_key_traits or {}
                args = None if default_value is None else (() if default_value is Undefined else (default_value,))
                super().__init__(args=args, **kwargs)

            def validate(self, obj, value):
                value = super().validate(obj, value)
                if self._value_trait is None and self._key_trait is None and not self._per_key_traits:
                    return value
                return {self._checked(self._key_trait, obj, key, 'Keys'):
                        self._checked(self._per_key_traits.get(key, self._value_trait), obj, v, 'Values') for key, v in value.items()}

            def _checked(self, trait, obj, element, side):
                if trait is None:
                    return element
                try:
                    return trait._validate(obj, element)
                except TraitError:
                    raise TraitError("%s of the '%s' trait of %s instance must be %s, but a value of %r %r was specified." % (
                        side, self.name, _class_of(obj), trait.info(), element, type(element))) from None
        """#
}
