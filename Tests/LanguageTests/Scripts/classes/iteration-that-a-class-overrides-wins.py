class Sorted(list):
    def __iter__(self):
        return iter(sorted(super().__iter__()))


s = Sorted([3, 1, 2])
print(list(s), [x for x in s], tuple(s), sum(s), *s, s, s[0], len(s), sorted(s, reverse=True))


class Down(tuple):
    def __iter__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]


print(list(Down((1, 2, 3))), max(Down((1, 2))))

# expect: [1, 2, 3] [1, 2, 3] (1, 2, 3) 6 1 2 3 [3, 1, 2] 3 3 [3, 2, 1]
# expect: [3, 2, 1] 2
