import bisect
a = [1, 3, 3, 5, 7]
print([bisect.bisect_left(a, x) for x in (0, 1, 3, 4, 9)], [bisect.bisect(a, x) for x in (0, 1, 3, 4, 9)], bisect.bisect_right(a, 3, 2, 4), bisect.bisect_left(a, 3, hi=1))
bisect.insort(a, 4); bisect.insort_left(a, 3); bisect.insort(a, 0)
print(a)
words = ["a", "bb", "dddd"]
bisect.insort(words, "ccc", key=len)
print(words, bisect.bisect_left(words, 2, key=len), bisect.bisect((1, 2, 3), 2))
def grade(score, breakpoints=[60, 70, 80, 90], grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]
print([grade(s) for s in [33, 99, 77, 70, 89, 90, 100]])
for bad in (lambda: bisect.bisect(a, 1, -1), lambda: bisect.bisect(a, "x"), lambda: bisect.bisect(5, 1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: [0, 0, 1, 3, 5] [0, 1, 3, 3, 5] 3 1
# expect: [0, 1, 3, 3, 3, 4, 5, 7]
# expect: ['a', 'bb', 'ccc', 'dddd'] 1 2
# expect: ['F', 'A', 'C', 'C', 'B', 'A', 'A']
# expect: ValueError lo must be non-negative
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError object of type 'int' has no len()
