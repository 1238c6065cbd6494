class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Down(3)), sum(Down(4)), 2 in Down(5), [*Down(2)], max(Down(3)))
a, b = Down(2)
print(a, b)

# expect: [2, 1, 0] 6 True [1, 0] 2
# expect: 1 0
