from collections import Counter, defaultdict
text = """The cat and the dog. The bird, the cat; and THE end!
A dog is not a cat -- or is it?"""
words = [w.strip(".,;!?-").lower() for w in text.split()]
words = [w for w in words if w]
count = Counter(words)
for word, n in sorted(count.items(), key=lambda p: (-p[1], p[0])): print(f"{word:<6}|{'#' * n:<6}|{n / len(words):6.1%}")
by_length = defaultdict(list)
for w in sorted(set(words)): by_length[len(w)].append(w)
print(dict(sorted(by_length.items())))
print(count.most_common(2), sum(count.values()), count["nothing"], max(words, key=len))
letters = Counter("".join(words))
print(sorted(letters, key=lambda c: (-letters[c], c))[:5], letters.total())
print((Counter("banana") - Counter("ban")), Counter("ab") + Counter("bc"), Counter("aab") & Counter("ab"))

# expect: the   |##### | 23.8%
# expect: cat   |###   | 14.3%
# expect: a     |##    |  9.5%
# expect: and   |##    |  9.5%
# expect: dog   |##    |  9.5%
# expect: is    |##    |  9.5%
# expect: bird  |#     |  4.8%
# expect: end   |#     |  4.8%
# expect: it    |#     |  4.8%
# expect: not   |#     |  4.8%
# expect: or    |#     |  4.8%
# expect: {1: ['a'], 2: ['is', 'it', 'or'], 3: ['and', 'cat', 'dog', 'end', 'not', 'the'], 4: ['bird']}
# expect: [('the', 5), ('cat', 3)] 21 0 bird
# expect: ['t', 'a', 'd', 'e', 'h'] 56
# expect: Counter({'a': 2, 'n': 1}) Counter({'b': 2, 'a': 1, 'c': 1}) Counter({'a': 1, 'b': 1})
