class C:
    def __init__(self, n): self.n = n
    def __enter__(self): print("in", self.n); return self.n
    def __exit__(self, *a): print("out", self.n, a[0] and a[0].__name__); return self.n == "quiet"
with C(1): pass
with C(1) as a, C(2) as b: print(a, b)
with (C(3) as a, C(4) as b,): print(a, b)
with (C(5)): pass
with (C(6), C(7)): pass
with C(8) as (x): print(x)
with C((1, 2)) as (p, q): print(p, q)
d = {}
with C(9) as d["k"]: print(d)
with C("quiet"): 1 / 0
try:
    with C("loud"): 1 / 0
except ZeroDivisionError: print("caught")

# expect: in 1
# expect: out 1 None
# expect: in 1
# expect: in 2
# expect: 1 2
# expect: out 2 None
# expect: out 1 None
# expect: in 3
# expect: in 4
# expect: 3 4
# expect: out 4 None
# expect: out 3 None
# expect: in 5
# expect: out 5 None
# expect: in 6
# expect: in 7
# expect: out 7 None
# expect: out 6 None
# expect: in 8
# expect: 8
# expect: out 8 None
# expect: in (1, 2)
# expect: 1 2
# expect: out (1, 2) None
# expect: in 9
# expect: {'k': 9}
# expect: out 9 None
# expect: in quiet
# expect: out quiet ZeroDivisionError
# expect: in loud
# expect: out loud ZeroDivisionError
# expect: caught
