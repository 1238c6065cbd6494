class M:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fe, self.fx = name, swallow, fail_enter, fail_exit
    def __enter__(self):
        print('enter', self.name)
        if self.fe: raise KeyError(self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print('exit', self.name, kind.__name__ if kind else None, value)
        if self.fx: raise IndexError(self.name)
        return self.swallow
with M('a') as a, M('b') as b: print(a, b)
with (M('c') as c, M('d', swallow=True)): raise ValueError('in body')
for ms in [(M('e'), M('f', fail_enter=True)), (M('g'), M('h', fail_exit=True)), (M('i', swallow=True), M('j', fail_exit=True))]:
    try:
        with ms[0], ms[1] as x: print('body', x)
    except Exception as e: print(type(e).__name__, e)
def f():
    with M('k'): return 'returned'
print(f())
for i in range(2):
    with M('l'): continue
class NoExit:
    def __enter__(self): pass
for thing in [5, NoExit(), None]:
    try:
        with thing: pass
    except Exception as e: print(type(e).__name__, e)

# expect: enter a
# expect: enter b
# expect: A B
# expect: exit b None None
# expect: exit a None None
# expect: enter c
# expect: enter d
# expect: exit d ValueError in body
# expect: exit c None None
# expect: enter e
# expect: enter f
# expect: exit e KeyError 'f'
# expect: KeyError 'f'
# expect: enter g
# expect: enter h
# expect: body H
# expect: exit h None None
# expect: exit g IndexError h
# expect: IndexError h
# expect: enter i
# expect: enter j
# expect: body J
# expect: exit j None None
# expect: exit i IndexError j
# expect: enter k
# expect: exit k None None
# expect: returned
# expect: enter l
# expect: exit l None None
# expect: enter l
# expect: exit l None None
# expect: TypeError 'int' object does not support the context manager protocol
# expect: TypeError 'NoExit' object does not support the context manager protocol (missed __exit__ method)
# expect: TypeError 'NoneType' object does not support the context manager protocol
