/// Small modules that are written in the language itself.
enum SmallModules {
    /// `warnings`: what programs warn of goes to the error stream, once for each place.
    static let warnings = NativeModule(
        "warnings", doc: "Warnings.",
        written: WrittenModule(
            source: #"""
                import sys as _sys

                filters = []
                _shown = set()
                _recorders = []


                class WarningMessage:
                    """A warning that was caught."""

                    def __init__(self, message, category):
                        self.message, self.category = message, category

                    def __str__(self):
                        return f"{{message : {self.message!r}, category : {self.category.__name__!r}}}"


                def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
                    """Says what happens to warnings of a kind: "ignore", "error", "always", "default", "once"."""
                    if action not in ("default", "error", "ignore", "always", "module", "once"):
                        raise AssertionError(f"invalid action: {action!r}")
                    filters.insert(len(filters) if append else 0, (action, message, category))


                def simplefilter(action, category=Warning, lineno=0, append=False):
                    """Says what happens to warnings of a kind."""
                    filterwarnings(action, "", category, append=append)


                def resetwarnings():
                    """Forgets what was said about warnings."""
                    filters.clear()


                def _action(text, category):
                    for action, message, kind in filters:
                        if issubclass(category, kind) and text.lower().startswith(message.lower()):
                            return action
                    return "default"


                def warn(message, category=None, stacklevel=1, source=None):
                    """Warns of something."""
                    if isinstance(message, Warning):
                        category = type(message)
                    elif category is None:
                        category = UserWarning
                    if not (isinstance(category, type) and issubclass(category, Warning)):
                        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
                    text = str(message)
                    instance = message if isinstance(message, Warning) else category(message)
                    action = _action(text, category)
                    if action == "ignore":
                        return
                    if action == "error":
                        raise instance
                    if action != "always" and not _recorders:
                        if (text, category) in _shown:
                            return
                        _shown.add((text, category))
                    if _recorders:
                        _recorders[-1].append(WarningMessage(instance, category))
                    else:
                        _sys.stderr.write(f"{category.__name__}: {text}\n")


                class catch_warnings:
                    """Keeps what is said about warnings to a block; with `record`, collects them."""

                    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
                        self._record, self._action, self._category = record, action, category

                    def __enter__(self):
                        self._saved = list(filters)
                        if self._action is not None:
                            simplefilter(self._action, self._category)
                        if self._record:
                            log = []
                            _recorders.append(log)
                            return log

                    def __exit__(self, *exc_info):
                        filters[:] = self._saved
                        if self._record:
                            _recorders.pop()
                """#))

    /// `timeit`: how long a function takes.
    static let timeit = NativeModule(
        "timeit", doc: "How long something takes.",
        written: WrittenModule(
            source: #"""
                import time as _time

                default_timer = _time.perf_counter


                def _function(stmt):
                    return stmt if callable(stmt) else eval("lambda: (" + stmt + ")")


                def timeit(stmt="pass", setup="pass", timer=default_timer, number=1000000, globals=None):
                    """Seconds that so many calls of a function take."""
                    if callable(setup):
                        setup()
                    elif setup != "pass":
                        exec(setup)
                    call = (lambda: None) if stmt == "pass" else _function(stmt)
                    start = timer()
                    for _ in range(number):
                        call()
                    return timer() - start


                def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=5, number=1000000, globals=None):
                    """`timeit` several times."""
                    return [timeit(stmt, setup, timer, number, globals) for _ in range(repeat)]
                """#))

    /// `types`: names of types, and a namespace to put attributes in.
    static let types = NativeModule(
        "types", doc: "Names of types.",
        written: WrittenModule(
            source: #"""
                class SimpleNamespace:
                    """An object with the attributes that it is made with."""

                    def __init__(self, /, **kwargs):
                        for name, value in kwargs.items():
                            setattr(self, name, value)

                    def __repr__(self):
                        items = (f"{name}={value!r}" for name, value in self.__dict__.items())
                        return "namespace({})".format(", ".join(items))

                    def __eq__(self, other):
                        if isinstance(other, SimpleNamespace):
                            return self.__dict__ == other.__dict__
                        return NotImplemented


                def _function():
                    yield


                class _Class:
                    def method(self):
                        pass


                FunctionType = type(_function)
                LambdaType = FunctionType
                GeneratorType = type(_function())
                MethodType = type(_Class().method)
                BuiltinFunctionType = type(len)
                NoneType = type(None)
                EllipsisType = type(...)
                NotImplementedType = type(NotImplemented)
                """#))

    /// `traceback`: the text of the exception that is being handled.
    static let traceback = NativeModule(
        "traceback", doc: "Texts of exceptions.",
        written: WrittenModule(
            source: #"""
                import sys as _sys


                def format_exception_only(exc, value=None):
                    """The last lines of a traceback."""
                    exc = exc if value is None else value
                    name = type(exc).__name__
                    text = str(exc)
                    return [f"{name}: {text}\n" if text else f"{name}\n"]


                def format_exception(exc, value=None, tb=None, limit=None, chain=True):
                    """The lines of a traceback, without the places."""
                    return ["Traceback (most recent call last):\n"] + format_exception_only(exc, value)


                def format_exc(limit=None, chain=True):
                    """The text of the exception that is being handled."""
                    value = _sys.exc_info()[1]
                    return "NoneType: None\n" if value is None else "".join(format_exception(value))


                def print_exc(limit=None, file=None, chain=True):
                    """Writes the text of the exception that is being handled."""
                    (file or _sys.stderr).write(format_exc())


                def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
                    """Writes the text of an exception."""
                    (file or _sys.stderr).write("".join(format_exception(exc, value)))
                """#))
}
