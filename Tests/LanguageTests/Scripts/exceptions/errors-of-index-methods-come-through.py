class I:
    def __index__(s): raise KeyError('x')
for f in (lambda: 'abc'.find('b', I()), lambda: [1][I()], lambda: [1,2][I():], lambda: range(I()), lambda:[1].pop(I()), lambda: [1]*I(), lambda: 'a'*I(), lambda: chr(I()), lambda: 'a'.center(I()), lambda: round(1.5, I()), lambda: bytes(I())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
# expect: KeyError 'x'
