/// `traitlets`: objects with traits, what observes them, and links between them.
enum TraitObjectsText {
    static let observers = #"""
        class _EventHandler:
            """A method that observes, checks or gives the default of traits."""

            def __init__(self, names, type='change'):
                self.trait_names, self.type = names, type

            def __call__(self, func):
                self.func = func
                return self

            def __get__(self, obj, cls=None):
                if obj is None:
                    return self
                return lambda *args, **kwargs: self.func(obj, *args, **kwargs)


        class ObserveHandler(_EventHandler):
            """A method that is called when traits change."""


        class ValidateHandler(_EventHandler):
            """A method that has the last word on values of traits."""


        class DefaultHandler(_EventHandler):
            """A method that makes the default of a trait."""


        def _names(names, verb):
            if not names:
                raise TypeError('Please specify at least one trait name to %s.' % verb)
            for name in names:
                if name is not All and not isinstance(name, str):
                    raise TypeError('trait names to %s must be strings or All, not %r' % (verb, name))
            return names


        def observe(*names, type='change'):
            """Decorates a method that is called with the change of one of these traits."""
            return ObserveHandler(_names(names, 'observe'), type)


        def validate(*names):
            """Decorates a method that gives the value to keep for what is proposed for one of these traits."""
            return ValidateHandler(_names(names, 'validate'))


        def default(name):
            """Decorates a method that makes a trait's default."""
            if not isinstance(name, str):
                raise TypeError('Trait name must be a string or All, not %r' % (name,))
            return DefaultHandler((name,))
        """#

    static let objects = #"""
        class HasTraits:
            """An object whose attributes are checked and observed."""

            _traits = {}
            _handlers = {}
            _defaults = {}
            _initial_values = {}

            def __init_subclass__(cls, **kwargs):
                super().__init_subclass__(**kwargs)
                cls._collect()

            @classmethod
            def _collect(cls):
                """Finds the traits and handlers of a class and its ancestors, in the order of their names."""
                found = {}
                for ancestor in reversed(cls.__mro__):
                    if ancestor is not object:
                        found.update(vars(ancestor))
                names = sorted(found)
                cls._traits = {name: found[name] for name in names if isinstance(found[name], TraitType)}
                cls._handlers = {name: found[name] for name in names if isinstance(found[name], (ObserveHandler, ValidateHandler))}
                own = vars(cls)
                cls._own_defaults = {name[1:-8]: own[name] for name in own if name[0] == '_' and name.endswith('_default')}
                cls._own_defaults.update({handler.trait_names[0]: handler.func for handler in own.values() if isinstance(handler, DefaultHandler)})
                cls._defaults = {}
                for ancestor in reversed(cls.__mro__):
                    for name, made in vars(ancestor).get('_own_defaults', {}).items():
                        # Defaults that stand above a newer trait of the same name are none of its.
                        if name in cls._traits and issubclass(ancestor, cls._traits[name].this_class):
                            cls._defaults[name] = made
                cls._initial_values = {
                    name: trait.default_value for name, trait in cls._traits.items() if name not in cls._defaults
                    and (isinstance(trait.default_value, (int, float, str)) or trait.default_value is None and trait.allow_none)}

            def __new__(cls, *args, **kwargs):
                made = super().__new__(cls)
                made._trait_values = dict(cls._initial_values)
                made._trait_notifiers = {}
                made._trait_validators = {}
                made._cross_validation_lock = False
                made._held = None
                for handler in cls._handlers.values():
                    for name in handler.trait_names:
                        if isinstance(handler, ObserveHandler):
                            made._trait_notifiers.setdefault(name, {}).setdefault(handler.type, []).append(handler)
                        else:
                            made._trait_validators[name] = handler
                return made

            def __init__(self, *args, **kwargs):
                if kwargs:
                    self._held = {}
                    self._cross_validation_lock = True
                    changes = {}
                    try:
                        for key, value in kwargs.items():
                            if key in self._traits:
                                setattr(self, key, value)
                                changes[key] = Bunch(name=key, old=None, new=value, owner=self, type='change')
                        for key in changes:
                            value = self._traits[key]._cross_validate(self, getattr(self, key))
                            self.set_trait(key, value)
                            changes[key]['new'] = value
                    finally:
                        self._cross_validation_lock = False
                        self._held = None
                    for change in changes.values():
                        self.notify_change(change)

            @_contextlib.contextmanager
            def hold_trait_notifications(self):
                """Within the block traits change without a word; what they are in the end is checked and told at its end."""
                if self._cross_validation_lock:
                    yield
                    return
                held = self._held = {}
                self._cross_validation_lock = True
                try:
                    yield
                    for name in list(held):
                        self.set_trait(name, self._traits[name]._cross_validate(self, getattr(self, name)))
                except TraitError:
                    self._held = {}
                    for name, changes in held.items():
                        for change in changes[::-1]:
                            if change.type == 'change':
                                if change.old is not Undefined:
                                    self.set_trait(name, change.old)
                                else:
                                    self._trait_values.pop(name)
                    held = {}
                    raise
                finally:
                    self._cross_validation_lock = False
                    self._held = None
                    for changes in held.values():
                        for change in changes:
                            self.notify_change(change)

            def _notify_trait(self, name, old, new):
                change = Bunch(name=name, old=old, new=new, owner=self, type='change')
                if self._held is None:
                    self.notify_change(change)
                elif name in self._held:
                    self._held[name][-1]['new'] = new
                else:
                    self._held[name] = [change]

            def notify_change(self, change):
                """Tells observers of a change."""
                name, type = change['name'], change['type']
                handlers = []
                for key in (name, All):
                    known = self._trait_notifiers.get(key)
                    if known:
                        handlers += known.get(type, []) + known.get(All, [])
                for handler in handlers:
                    if isinstance(handler, _EventHandler):
                        handler.func(self, change)
                    else:
                        handler(change)

            def observe(self, handler, names=All, type='change'):
                """Calls handler(change) when one of the traits changes; change has name, old, new, owner and type."""
                for name in [names] if names is All or isinstance(names, str) else names:
                    known = self._trait_notifiers.setdefault(name, {}).setdefault(type, [])
                    if handler not in known:
                        known.append(handler)

            def unobserve(self, handler, names=All, type='change'):
                """Undoes `observe`; with None as handler for all of them."""
                for name in [names] if names is All or isinstance(names, str) else names:
                    known = self._trait_notifiers.get(name, {})
                    if handler is None:
                        known.pop(type, None)
                    elif type in known:
                        known[type].remove(handler)

            def unobserve_all(self, name=All):
                """Forgets all observers, or those of one trait."""
                if name is All:
                    self._trait_notifiers = {}
                else:
                    self._trait_notifiers.pop(name, None)

            def set_trait(self, name, value):
                """Sets a trait, also one that programs only read."""
                if name not in self._traits:
                    raise TraitError('Class %s does not have a trait named %s' % (type(self).__name__, name))
                self._traits[name].set(self, value)

            def _trait_default(self, name):
                made = self._defaults.get(name)
                return self._traits[name].default(self) if made is None else made(self)

            def add_traits(self, **traits):
                """Gives this object further traits."""
                cls = type(self)
                self.__class__ = type(cls.__name__, (cls,), dict(traits))

            def has_trait(self, name):
                """True where the object has a trait of that name."""
                return name in self._traits

            def trait_has_value(self, name):
                """True where the trait was set or asked for."""
                return name in self._trait_values

            @classmethod
            def class_traits(cls, **metadata):
                """The traits by name: those whose metadata are as given."""
                if not metadata:
                    return dict(cls._traits)
                return {name: trait for name, trait in cls._traits.items()
                        if all(wanted(trait.metadata.get(key)) if callable(wanted) else trait.metadata.get(key) == wanted
                               for key, wanted in metadata.items())}

            @classmethod
            def class_trait_names(cls, **metadata):
                """The names of the traits."""
                return list(cls.class_traits(**metadata))

            def traits(self, **metadata):
                """The traits by name: those whose metadata are as given."""
                return self.class_traits(**metadata)

            def trait_names(self, **metadata):
                """The names of the traits."""
                return list(self.class_traits(**metadata))

            def trait_values(self, **metadata):
                """The values of the traits by name."""
                return {name: getattr(self, name) for name in self.class_traits(**metadata)}

            def trait_defaults(self, *names, **metadata):
                """The default of a trait, or those of several by name."""
                for name in names:
                    if name not in self._traits:
                        raise TraitError("'%s' is not a trait of '%s' instances" % (name, type(self).__name__))
                if len(names) == 1 and not metadata:
                    return self._trait_default(names[0])
                return {name: self._trait_default(name) for name in self.trait_names(**metadata) + list(names)}

            def trait_metadata(self, traitname, key, default=None):
                """One of a trait's metadata."""
                if traitname not in self._traits:
                    raise TraitError('Class %s does not have a trait named %s' % (type(self).__name__, traitname))
                return self._traits[traitname].metadata.get(key, default)
        """#

    static let links = #"""
        def _check_ends(*ends):
            for end in ends:
                if len(end) != 2:
                    raise TypeError("Each linked traitlet must be specified as (HasTraits, 'trait_name'), not %r" % (end,))
                owner, name = end
                if not isinstance(owner, HasTraits):
                    raise TypeError('Each object must be HasTraits, not %r' % (type(owner),))
                if not owner.has_trait(name):
                    raise TypeError('%r has no trait %r' % (owner, name))


        class directional_link:
            """Sets the target's trait whenever the source's changes; both are (object, name)."""

            updating = False

            def __init__(self, source, target, transform=None):
                self._transform = transform or (lambda x: x)
                _check_ends(source, target)
                self.source, self.target = source, target
                self.link()

            def link(self):
                """Begins, with the source's value."""
                try:
                    setattr(self.target[0], self.target[1], self._transform(getattr(self.source[0], self.source[1])))
                finally:
                    self.source[0].observe(self._update, names=self.source[1])

            def _update(self, change):
                if not self.updating:
                    self.updating = True
                    try:
                        setattr(self.target[0], self.target[1], self._transform(change.new))
                    finally:
                        self.updating = False

            def unlink(self):
                """Ends."""
                self.source[0].unobserve(self._update, names=self.source[1])


        dlink = directional_link


        class link:
            """Keeps two traits equal; both are (object, name)."""

            updating = False

            def __init__(self, source, target, transform=None):
                _check_ends(source, target)
                self.source, self.target = source, target
                self._transform, self._transform_inv = transform or (lambda x: x, lambda x: x)
                self.link()

            def link(self):
                """Begins, with the source's value."""
                try:
                    setattr(self.target[0], self.target[1], self._transform(getattr(self.source[0], self.source[1])))
                finally:
                    self.source[0].observe(self._update_target, names=self.source[1])
                    self.target[0].observe(self._update_source, names=self.target[1])

            def _update_target(self, change):
                self._follow(change, self.source, self.target, self._transform, 'source value changed while updating the target')

            def _update_source(self, change):
                self._follow(change, self.target, self.source, self._transform_inv, 'target value changed while updating the source')

            def _follow(self, change, leader, follower, transform, broken):
                if self.updating:
                    return
                self.updating = True
                try:
                    setattr(follower[0], follower[1], transform(change.new))
                    if getattr(leader[0], leader[1]) != change.new:
                        raise TraitError('Broken link %s: the %s.' % (self, broken))
                finally:
                    self.updating = False

            def unlink(self):
                """Ends."""
                self.source[0].unobserve(self._update_target, names=self.source[1])
                self.target[0].unobserve(self._update_source, names=self.target[1])
        """#
}
