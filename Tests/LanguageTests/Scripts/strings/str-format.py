print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x:>5}|{y!r}".format(x=1, y="s"), "{0[1]} {1.real}".format([1, 2], 5), "{:{}}|".format("a", 4), "{{}}".format(), "{:.2f}".format(2.345), "{d[key]}".format(d={"key": 9}))

# expect: 1 2 b a     1|'s' 2 5 a   | {} 2.35 9
