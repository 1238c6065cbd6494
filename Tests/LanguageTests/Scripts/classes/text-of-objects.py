class A:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"A({self.x!r})"
class B(A):
    def __str__(self): return "b" + str(self.x)
print(A(1), [A("s")], str(B(2)), repr(B(2)), f"{B(3)} {B(3)!r}", [B(1)], "%s %r" % (B(1), B(1)))

# expect: A(1) [A('s')] b2 A(2) b3 A(3) [A(1)] b1 A(1)
