e = ValueError('a', 1)
print(e.args, str(e), repr(e), e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.args = ('new',)
print(e, e.args, repr(e))
e.extra = 5
print(e.extra, vars(e))
print(str(ValueError()), repr(ValueError()), repr(ValueError('x')), str(ValueError(5)), repr(ValueError(['a'])), str(KeyError('k')), repr(KeyError('k')), str(KeyError('a', 'b')), str(KeyError()))
e.__cause__ = KeyError('c')
print(repr(e.__cause__), e.__suppress_context__)
e.__context__ = OSError('o')
print(repr(e.__context__))
try: e.__cause__ = 5
except TypeError as t: print(t)
print(e.with_traceback(None) is e)
e.add_note('n1')
print(e.__notes__, hasattr(ValueError(), '__notes__'))
try: e.add_note(5)
except TypeError as t: print(t)
s = StopIteration(5)
print(s.value, StopIteration().value, SystemExit(3).code, SystemExit().code)
o = OSError(2, 'no such', 'file.txt')
print(type(o).__name__, o, o.errno, o.strerror, o.filename, o.args, OSError('just text').errno, OSError(5, 'io'))

# expect: ('a', 1) ('a', 1) ValueError('a', 1) None None False None
# expect: new ('new',) ValueError('new')
# expect: 5 {'extra': 5}
# expect:  ValueError() ValueError('x') 5 ValueError(['a']) 'k' KeyError('k') ('a', 'b')
# expect: KeyError('c') True
# expect: OSError('o')
# expect: exception cause must be None or derive from BaseException
# expect: True
# expect: ['n1'] False
# expect: note must be a str, not 'int'
# expect: 5 None 3 None
# expect: FileNotFoundError [Errno 2] no such: 'file.txt' 2 no such file.txt (2, 'no such') None [Errno 5] io
