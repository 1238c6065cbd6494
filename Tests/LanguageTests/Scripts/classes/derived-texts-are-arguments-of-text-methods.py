class S(str):
    pass


n = S("hello")
print("a,b".split(S(",")), "hello".startswith(n), "hello".replace(S("l"), S("L")), n.join(["a", "b"]), S("{} {x}").format(1, x=2), S("%d") % 5)
print(int(S("12")), float(S("1.5")), "hello".find(S("l")), S("a") in "abc", n[::-1], list(map(S.upper, [S("a")])), sorted([S("b"), "a", S("C")], key=str.lower))
print("x", "y", sep=S("-"), end=S("!\n"))
print("hello".count(S("l")), "x".center(5, S("*")), n.partition(S("l")), len(n), "%(a)s" % {S("a"): 1}, {"hello": 1}[n])

# expect: ['a', 'b'] True heLLo ahellob 1 2 5
# expect: 12 1.5 2 True olleh ['A'] ['a', 'b', 'C']
# expect: x-y!
# expect: 2 **x** ('he', 'l', 'lo') 5 1 1
