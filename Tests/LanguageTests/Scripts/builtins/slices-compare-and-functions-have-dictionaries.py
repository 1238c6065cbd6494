def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:120])
class C:
    def __le__(self, o): return NotImplemented
t(lambda: C() <= True); t(lambda: C() < False); t(lambda: C() >= 1); t(lambda: True <= C()); t(lambda: [C()] < [True]); t(lambda: sorted([C(), True])); t(lambda: max(C(), True)); t(lambda: 'a' < True); t(lambda: True < 'a'); t(lambda: slice(1) < slice(2)); t(lambda: slice(1)<slice(None)); t(lambda: vars(C)) if 0 else 0; t(lambda: vars(C()))
t(lambda: vars(5))
import collections

class E(Exception): pass
t(lambda: vars(E('a'))); t(lambda: vars(ValueError(1)))
class L(list): pass
t(lambda: vars(L()))
t(lambda: slice(1,2) == slice(1,2)); t(lambda: slice(1,2)<slice(1,3)); t(lambda: min(slice(1,2), slice(0,5)))
def f(): pass
f.x=1
t(lambda: vars(f)); t(lambda: f.__dict__)
class I:
    def __int__(self): return True
t(lambda: int(I())); t(lambda: collections.Counter('aab').most_common(1.0)); t(lambda: collections.Counter('aab').most_common(5.0)); t(lambda: collections.Counter('aab').most_common('a'))
def f():
    del x
    return lambda: x
t(f)
def f():
    x = 1
    def g():
        nonlocal x
        del x
        del x
    g()
t(f)
def f():
    x = 1
    del x
    try: x
    except NameError as e: print(repr(e))
    x = 2
    k = lambda: x
    del x
    k()
t(f)
t(lambda: I.sm(~'a')); t(lambda: I.sm(-1, not 'a', -'a'))

# expect: TypeError '<=' not supported between instances of 'C' and 'bool'
# expect: TypeError '<' not supported between instances of 'C' and 'bool'
# expect: TypeError '>=' not supported between instances of 'C' and 'int'
# expect: TypeError '<=' not supported between instances of 'bool' and 'C'
# expect: TypeError '<' not supported between instances of 'C' and 'bool'
# expect: TypeError '<' not supported between instances of 'bool' and 'C'
# expect: TypeError '>' not supported between instances of 'bool' and 'C'
# expect: TypeError '<' not supported between instances of 'str' and 'bool'
# expect: TypeError '<' not supported between instances of 'bool' and 'str'
# expect: True
# expect: TypeError '<' not supported between instances of 'int' and 'NoneType'
# expect: {}
# expect: TypeError vars() argument must have __dict__ attribute
# expect: {}
# expect: {}
# expect: {}
# expect: True
# expect: True
# expect: slice(0, 5, None)
# expect: {'x': 1}
# expect: {'x': 1}
# expect: 1
# expect: [('a', 2)]
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError '>=' not supported between instances of 'str' and 'int'
# expect: UnboundLocalError cannot access local variable 'x' where it is not associated with a value
# expect: NameError cannot access free variable 'x' where it is not associated with a value in enclosing scope
# expect: UnboundLocalError("cannot access local variable 'x' where it is not associated with a value")
# expect: NameError cannot access free variable 'x' where it is not associated with a value in enclosing scope
# expect: AttributeError type object 'I' has no attribute 'sm'
# expect: AttributeError type object 'I' has no attribute 'sm'
