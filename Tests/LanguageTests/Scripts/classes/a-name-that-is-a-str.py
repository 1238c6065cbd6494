class Name(str):
    def initials(self):
        return "".join(w[0] for w in self.split())

    def __len__(self):
        return 99


n = Name("Ada Lovelace")
print(n, repr(n), n.initials(), n.upper(), n + "!", len(n), n == "Ada Lovelace", hash(n) == hash("Ada Lovelace"), n[0], n[-3:], "Love" in n)
print(isinstance(n, str), type(n).__name__, type(n.upper()).__name__, type(n + "").__name__, {n: 1}["Ada Lovelace"], {"Ada Lovelace": 2}[n])
print(f"{n:>20}|{n!r}", "%s" % n, "{}".format(n), "-".join([n, "x"]), n.startswith("Ada"), "x".join(Name("ab")), sorted([n, "B", "A"]), n < "B")
print([c for c in Name("abc")], n.split(), n * 2, n.replace("a", "o"), "Ada " + Name("x"), Name(), Name(5))

# expect: Ada Lovelace 'Ada Lovelace' AL ADA LOVELACE Ada Lovelace! 99 True True A ace True
# expect: True Name str str 1 2
# expect:         Ada Lovelace|'Ada Lovelace' Ada Lovelace Ada Lovelace Ada Lovelace-x True axb ['A', 'Ada Lovelace', 'B'] True
# expect: ['a', 'b', 'c'] ['Ada', 'Lovelace'] Ada LovelaceAda Lovelace Ado Loveloce Ada x  5
