class Unique(set):
    def add(self, x):
        print("add", x)
        super().add(x)


u = Unique([1, 2, 2])
u.add(3)
print(u, len(u), 2 in u, u | {9}, u & {1}, sorted(u), u == {1, 2, 3}, isinstance(u, set), {1} < u, Unique(), u.issuperset({1}))
u |= {10}
u.discard(1)
print(sorted(u), type(u).__name__)
try:
    hash(u)
except TypeError as e:
    print(e)

# expect: add 3
# expect: Unique({1, 2, 3}) 3 True {1, 2, 3, 9} {1} [1, 2, 3] True True True Unique() True
# expect: [2, 3, 10] Unique
# expect: unhashable type: 'Unique'
