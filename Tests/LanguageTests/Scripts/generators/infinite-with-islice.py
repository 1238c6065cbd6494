from itertools import islice, count
def evens():
    n = 0
    while True:
        yield n
        n += 2
print(list(islice(evens(), 4)), list(zip(evens(), "abc")), list(islice(count(5), 2, 6, 2)))

# expect: [0, 2, 4, 6] [(0, 'a'), (2, 'b'), (4, 'c')] [7, 9]
