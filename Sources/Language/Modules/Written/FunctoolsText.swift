extension FunctoolsModule {
    /// The parts of `functools` that are made of functions of the language.
    static let written = WrittenModule(
        source: #"""
            WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
            WRAPPER_UPDATES = ('__dict__',)


            def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
                """Gives a function the name and documentation of another."""
                for attr in ('__name__', '__doc__'):
                    if attr in assigned and hasattr(wrapped, attr):
                        setattr(wrapper, attr, getattr(wrapped, attr))
                wrapper.__wrapped__ = wrapped
                return wrapper


            class _SingleDispatch:
                def __init__(self, func):
                    self._func = func
                    self.registry = {object: func}
                    self.__wrapped__ = func
                    self.__name__ = func.__name__
                    self.__doc__ = func.__doc__

                def dispatch(self, cls):
                    for base in cls.__mro__:
                        if base in self.registry:
                            return self.registry[base]
                    return self._func

                def register(self, cls, func=None):
                    if func is not None:
                        self.registry[cls] = func
                        return func
                    if isinstance(cls, type):
                        def decorate(func):
                            self.registry[cls] = func
                            return func
                        return decorate
                    raise TypeError(
                        f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain `@register` on an annotated function.")

                def __call__(self, *args, **kw):
                    if not args:
                        raise TypeError(f'{self.__name__} requires at least 1 positional argument')
                    return self.dispatch(type(args[0]))(*args, **kw)


            def singledispatch(func):
                """A function that chooses by the type of its first argument; `register` adds a choice."""
                return _SingleDispatch(func)
            """#)
}
