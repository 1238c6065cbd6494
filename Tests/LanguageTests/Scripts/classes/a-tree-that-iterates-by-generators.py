class Node:
    def __init__(self, value, *children):
        self.value = value
        self.children = list(children)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, x):
        return any(x == y for y in self)

    def __getitem__(self, i):
        return list(self)[i]


t = Node(1, Node(2, Node(5)), Node(3))
print(list(t), len(t), 5 in t, 9 in t, t[1:], sorted(t, reverse=True), max(t), [*t], sum(t), t[-1], list(reversed(t)))
a, *b = t
print(a, b)

# expect: [1, 2, 5, 3] 4 True False [2, 5, 3] [5, 3, 2, 1] 5 [1, 2, 5, 3] 11 3 [3, 5, 2, 1]
# expect: 1 [2, 5, 3]
