class Tags(frozenset):
    def sorted(self):
        return sorted(self)


class Raw(bytes):
    def bits(self):
        return len(self) * 8


t = Tags("cab")
print(t.sorted(), {t: 1}[frozenset("abc")], t == frozenset("abc"), "a" in t, len(t))
r = Raw(b"abc")
print(r, r.bits(), r[0], r + b"d", r == b"abc", r.decode())

# expect: ['a', 'b', 'c'] 1 True True 3
# expect: b'abc' 24 97 b'abcd' True abc
