from collections import UserDict, UserList
class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)
    def __missing__(self, key):
        return f"no {key}"
d = Lower({"A": 1}, B=2)
d["C"] = 3
d.update(D=4)
print(d, d["a"] if "a" in d else None, d["zz"], len(d), list(d), d.get("q"), d.get("a"), "A" in d, d.pop("a"), d.setdefault("E", 5), sorted(d.items()), d == {"b": 2, "c": 3, "d": 4, "e": 5}, d.data)
class Stack(UserList):
    def push(self, x):
        self.append(x)
s = Stack([1, 2])
s.push(3)
print(s, s[0], s[1:], type(s[1:]).__name__, len(s), s + [4], s == [1, 2, 3], 2 in s, s.pop(), list(reversed(s)), s * 2, sorted(s, reverse=True), s.index(2))
s.extend([5]); s.insert(0, 9); s.sort(); del s[0]
print(s, s.count(9), isinstance(s, UserList))
# expect: {'b': 2, 'c': 3, 'd': 4} 1 no zz 4 ['a', 'b', 'c', 'd'] no q 1 False 1 no E [('b', 2), ('c', 3), ('d', 4)] False {'b': 2, 'c': 3, 'd': 4}
# expect: [1, 2] 1 [2, 3] Stack 3 [1, 2, 3, 4] True True 3 [2, 1] [1, 2, 1, 2] [2, 1] 1
# expect: [2, 5, 9] 1 True
