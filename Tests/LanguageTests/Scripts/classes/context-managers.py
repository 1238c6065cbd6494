class M:
    def __enter__(self):
        print("enter")
        return "value"
    def __exit__(self, kind, error, trace):
        print("exit", kind.__name__ if kind else None, error)
        return kind is ValueError
with M() as m: print(m)
with M(): raise ValueError("swallowed")
try:
    with M() as a, M() as b: raise KeyError("k")
except KeyError as e: print("outside", e)
def f():
    with M(): return 5
print(f())

# expect: enter
# expect: value
# expect: exit None None
# expect: enter
# expect: exit ValueError swallowed
# expect: enter
# expect: enter
# expect: exit KeyError 'k'
# expect: exit KeyError 'k'
# expect: outside 'k'
# expect: enter
# expect: exit None None
# expect: 5
