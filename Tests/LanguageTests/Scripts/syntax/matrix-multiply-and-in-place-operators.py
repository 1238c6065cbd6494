class M:
    def __init__(self, v): self.v = v
    def __matmul__(self, o): return M(f"({self.v}@{o.v})")
    def __imatmul__(self, o): self.v += "@=" + o.v; return self
a, b = M("a"), M("b")
print((a @ b @ a).v)
a @= b
print(a.v)
x = 10
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 2; x >>= 1; x |= 1; x &= 7; x ^= 2
print(x)
x /= 2
print(x)
l = [1, 2]; l[0] += 5; l += (3,); l *= 2
print(l)
d = {"k": [1]}; d["k"] += [2]; print(d)

# expect: ((a@b)@a)
# expect: a@=b
# expect: 5
# expect: 2.5
# expect: [6, 2, 3, 6, 2, 3]
# expect: {'k': [1, 2]}
