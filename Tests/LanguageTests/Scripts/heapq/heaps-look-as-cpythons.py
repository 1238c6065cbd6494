import heapq

values = [37 * i % 101 for i in range(1, 21)]
heap = values[:]
heapq.heapify(heap)
print(heap)
heapq.heappush(heap, -1); heapq.heappush(heap, 50)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 7), heapq.heapreplace(heap, 99), heap)
print([heapq.heappop(heap) for _ in range(len(heap))])
print(heapq.nlargest(3, values), heapq.nsmallest(3, values), heapq.nlargest(2, ["a", "bbb", "cc"], key=len), heapq.nsmallest(0, values))
print(list(heapq.merge([1, 4, 7], [2, 5], [3, 6, 8])), list(heapq.merge([5, 3], [4, 1], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
tasks = []
for item in ((2, "b"), (1, "z"), (2, "a"), (0, "q")):
    heapq.heappush(tasks, item)
print([heapq.heappop(tasks) for _ in range(4)], heapq.heappushpop([], 5))
for bad in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((1, 2), 3), lambda: heapq.heapify([1, "a", 2])):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: [3, 23, 10, 30, 33, 20, 13, 47, 37, 67, 84, 40, 77, 57, 50, 87, 94, 60, 97, 74]
# expect: [10, 23, 13, 30, 33, 20, 50, 47, 37, 67, 50, 40, 77, 57, 99, 87, 94, 60, 97, 74, 84] -1 3 7 [10, 23, 13, 30, 33, 20, 50, 47, 37, 67, 50, 40, 77, 57, 99, 87, 94, 60, 97, 74, 84]
# expect: [10, 13, 20, 23, 30, 33, 37, 40, 47, 50, 50, 57, 60, 67, 74, 77, 84, 87, 94, 97, 99]
# expect: [97, 94, 87] [3, 10, 13] ['bbb', 'cc'] []
# expect: [1, 2, 3, 4, 5, 6, 7, 8] [5, 4, 3, 1] ['a', 'bb', 'ccc']
# expect: [(0, 'q'), (1, 'z'), (2, 'a'), (2, 'b')] 5
# expect: IndexError index out of range
# expect: IndexError index out of range
# expect: TypeError heappush() argument 1 must be list, not tuple
# expect: TypeError '<' not supported between instances of 'str' and 'int'
