class A:
    def __getattr__(self, n): print('getattr', n); 
    @property
    def p(self): print('prop'); return lambda *a: a
    def m(self, *a): return a
    @classmethod
    def c(cls, *a): return a
    @staticmethod
    def s(*a): return a
def arg(x): print('arg', x); return x
a=A()
print(a.m(arg(1)), a.c(arg(2)), a.s(arg(3)), a.p(arg(4)))
try: a.q(arg(5))
except TypeError as e: print(e)
class B:
    def __getattribute__(self, n): print('ga', n); return arg
b=B(); print(b.foo(arg(6)))
class D(list):
    def __getattr__(self, n): print('dg', n); raise AttributeError('no '+n)
d=D(); d.append(arg(7)); print(d)
try: d.zz(arg(8))
except AttributeError as e: print(e)
def f(): print('f'); return 1.5
try: print(f"{'x':=5}{f()}")
except ValueError as e: print(e)
print(f"{f():.2f} {f():>5} {f()!r:>6}|{3:03}{f()}")
class E(Exception):
    pass
try: E().zork(arg(9))
except AttributeError as e: print(e)
class S(A):
    def m(self, *a): return super().m(arg(10), *a)
print(S().m(arg(11)))
x=a
print(x.m((x:=5)), x)
def g():
    y=A(); print(y.m((lambda: 7)()), y.p(arg(1)))
    return y.m(y.m(arg(2)))
print(g())

# expect: arg 1
# expect: arg 2
# expect: arg 3
# expect: prop
# expect: arg 4
# expect: (1,) (2,) (3,) (4,)
# expect: getattr q
# expect: arg 5
# expect: 'NoneType' object is not callable
# expect: ga foo
# expect: arg 6
# expect: arg 6
# expect: 6
# expect: arg 7
# expect: [7]
# expect: dg zz
# expect: no zz
# expect: '=' alignment not allowed in string format specifier
# expect: f
# expect: f
# expect: f
# expect: f
# expect: 1.50   1.5    1.5|0031.5
# expect: 'E' object has no attribute 'zork'
# expect: arg 11
# expect: arg 10
# expect: (10, 11)
# expect: (5,) 5
# expect: prop
# expect: arg 1
# expect: (7,) (1,)
# expect: arg 2
# expect: ((2,),)
