class Box:
    def __init__(self): self.d = {}
    def __len__(self): return len(self.d)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in self.d
    def __iter__(self): return iter(self.d)
b = Box()
b["x"] = 1; b["y"] = 2; b["x"] += 5
print(len(b), b["x"], "y" in b, list(b), bool(Box()))
del b["x"]
print(len(b))
class S:
    def __getitem__(self, k): return k
print(S()[1:2], S()[1, 2], S()[::3], S()[1:2, 3])

# expect: 2 6 True ['x', 'y'] False
# expect: 1
# expect: slice(1, 2, None) (1, 2) slice(None, None, 3) (slice(1, 2, None), 3)
