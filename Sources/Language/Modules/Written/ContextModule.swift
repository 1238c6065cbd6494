/// `contextlib`: what `with` takes.
enum ContextModule {
    static let module = NativeModule("contextlib", doc: "Things for `with`.", written: WrittenModule(source: text))

    private static let text = #"""
        import functools as _functools
        import sys as _sys


        class AbstractContextManager:
            """What `with` takes: enters as itself."""

            def __enter__(self):
                return self

            def __exit__(self, exc_type, exc_value, traceback):
                return None


        class ContextDecorator:
            """Lets a context manager stand before a function as a decorator."""

            def _recreate_cm(self):
                return self

            def __call__(self, func):
                @_functools.wraps(func)
                def inner(*args, **kwds):
                    with self._recreate_cm():
                        return func(*args, **kwds)
                return inner


        class _GeneratorContextManager(AbstractContextManager, ContextDecorator):
            def __init__(self, func, args, kwds):
                self.gen = func(*args, **kwds)
                self.func, self.args, self.kwds = func, args, kwds

            def _recreate_cm(self):
                return type(self)(self.func, self.args, self.kwds)

            def __enter__(self):
                try:
                    return next(self.gen)
                except StopIteration:
                    raise RuntimeError("generator didn't yield") from None

            def __exit__(self, typ, value, traceback):
                if typ is None:
                    try:
                        next(self.gen)
                    except StopIteration:
                        return False
                    raise RuntimeError("generator didn't stop")
                if value is None:
                    value = typ()
                try:
                    self.gen.throw(value)
                except StopIteration as exc:
                    return exc is not value
                except RuntimeError as exc:
                    if exc is value:
                        return False
                    if isinstance(value, StopIteration) and exc.__cause__ is value:
                        return False
                    raise
                except BaseException as exc:
                    if exc is not value:
                        raise
                    return False
                raise RuntimeError("generator didn't stop after throw()")


        def contextmanager(func):
            """Makes a context manager of a generator that yields once."""
            @_functools.wraps(func)
            def helper(*args, **kwds):
                return _GeneratorContextManager(func, args, kwds)
            return helper


        class closing(AbstractContextManager):
            """Closes a thing at the end of the block."""

            def __init__(self, thing):
                self.thing = thing

            def __enter__(self):
                return self.thing

            def __exit__(self, *exc_info):
                self.thing.close()


        class suppress(AbstractContextManager):
            """Swallows exceptions of some kinds."""

            def __init__(self, *exceptions):
                self._exceptions = exceptions

            def __exit__(self, exctype, excinst, exctb):
                return exctype is not None and issubclass(exctype, self._exceptions)


        class nullcontext(AbstractContextManager):
            """Does nothing; gives what it was given."""

            def __init__(self, enter_result=None):
                self.enter_result = enter_result

            def __enter__(self):
                return self.enter_result


        class _RedirectStream(AbstractContextManager):
            def __init__(self, new_target):
                self._new_target = new_target
                self._old_targets = []

            def __enter__(self):
                self._old_targets.append(getattr(_sys, self._stream))
                setattr(_sys, self._stream, self._new_target)
                return self._new_target

            def __exit__(self, exctype, excinst, exctb):
                setattr(_sys, self._stream, self._old_targets.pop())


        class redirect_stdout(_RedirectStream):
            """What is printed goes to another file."""
            _stream = "stdout"


        class redirect_stderr(_RedirectStream):
            """What goes to the error stream goes to another file."""
            _stream = "stderr"


        class ExitStack(AbstractContextManager):
            """Holds any number of context managers and calls, and leaves them in reverse order."""

            def __init__(self):
                self._exits = []

            def enter_context(self, cm):
                """Enters a context manager; it is left when the stack is."""
                cls = type(cm)
                if not hasattr(cls, "__enter__") or not hasattr(cls, "__exit__"):
                    raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
                result = cm.__enter__()
                self._exits.append(cm.__exit__)
                return result

            def push(self, exit):
                """Adds a context manager's exit, or a function like it."""
                self._exits.append(exit.__exit__ if hasattr(type(exit), "__exit__") else exit)
                return exit

            def callback(self, callback, /, *args, **kwds):
                """Adds a call."""
                def leave(exc_type, exc, tb):
                    callback(*args, **kwds)
                self._exits.append(leave)
                return callback

            def pop_all(self):
                """Moves everything to a new stack."""
                new = type(self)()
                new._exits, self._exits = self._exits, []
                return new

            def close(self):
                """Leaves everything now."""
                self.__exit__(None, None, None)

            def __exit__(self, *exc_details):
                received = exc_details[0] is not None
                pending = exc_details[1]
                suppressed = False
                changed = False
                while self._exits:
                    leave = self._exits.pop()
                    try:
                        kind = None if pending is None else type(pending)
                        if leave(kind, pending, None):
                            suppressed = True
                            changed = False
                            pending = None
                    except BaseException as exc:
                        pending = exc
                        changed = True
                if changed:
                    raise pending
                return received and suppressed
        """#
}
