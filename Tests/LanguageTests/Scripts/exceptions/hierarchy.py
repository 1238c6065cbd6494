for e in (IndexError, KeyError, ZeroDivisionError, FileNotFoundError, ModuleNotFoundError, RecursionError, UnicodeDecodeError):
    print(e.__name__, e.__mro__[1].__name__, issubclass(e, Exception))
try: [][1]
except LookupError as e: print(type(e).__name__)

# expect: IndexError LookupError True
# expect: KeyError LookupError True
# expect: ZeroDivisionError ArithmeticError True
# expect: FileNotFoundError OSError True
# expect: ModuleNotFoundError ImportError True
# expect: RecursionError RuntimeError True
# expect: UnicodeDecodeError UnicodeError True
# expect: IndexError
