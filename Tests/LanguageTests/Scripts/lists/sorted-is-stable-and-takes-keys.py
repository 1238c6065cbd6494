words = ["bb", "a", "cc", "dd", "e"]
print(sorted(words, key=len), sorted(words, key=len, reverse=True), sorted([3, 1, 2], reverse=True), sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(2, "b"), (1, "z"), (2, "a")]))

# expect: ['a', 'e', 'bb', 'cc', 'dd'] ['bb', 'cc', 'dd', 'a', 'e'] [3, 2, 1] ['a', 'b', 'c'] ['a', 'b'] [(1, 'z'), (2, 'a'), (2, 'b')]
