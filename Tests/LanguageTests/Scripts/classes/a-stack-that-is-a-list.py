class Stack(list):
    def push(self, x):
        self.append(x)

    def peek(self):
        return self[-1]

    @property
    def is_empty(self):
        return len(self) == 0


s = Stack([1, 2])
s.push(3)
print(s, len(s), s.peek(), s.pop(), s, s[0], s[-1], s[:1], s.is_empty, bool(s), 2 in s, list(s), Stack())
print(isinstance(s, list), isinstance(s, Stack), issubclass(Stack, list), type(s).__name__, type(s) is list, type(s[:1]).__name__)
s.extend([9, 8])
s += [7]
print(s, type(s).__name__, s == [1, 2, 9, 8, 7], [1, 2, 9, 8, 7] == s, s + [1], type(s + [1]).__name__, s * 2)
for x in s:
    print(x, end=" ")
print(sorted(s), max(s), sum(s), s.index(9), s.count(1), [*s], *s)
del s[0]
s[0] = "first"
s.sort(key=str)
s.reverse()
print(s, s.copy(), list(reversed(s)))
a, *b = s
print(a, b)

# expect: [1, 2] 3 3 3 [1, 2] 1 2 [1] False True True [1, 2] []
# expect: True True True Stack False list
# expect: [1, 2, 9, 8, 7] Stack True True [1, 2, 9, 8, 7, 1] list [1, 2, 9, 8, 7, 1, 2, 9, 8, 7]
# expect: 1 2 9 8 7 [1, 2, 7, 8, 9] 9 27 2 1 [1, 2, 9, 8, 7] 1 2 9 8 7
# expect: ['first', 9, 8, 7] ['first', 9, 8, 7] [7, 8, 9, 'first']
# expect: first [9, 8, 7]
