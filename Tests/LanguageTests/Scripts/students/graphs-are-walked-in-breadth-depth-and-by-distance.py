from collections import deque
import heapq
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "e": {}}
def breadth(start):
    seen, queue = [start], deque([start])
    while queue:
        for n in graph[queue.popleft()]:
            if n not in seen:
                seen.append(n)
                queue.append(n)
    return seen
def depth(node, seen=None):
    seen = [] if seen is None else seen
    seen.append(node)
    for n in sorted(graph[node]):
        if n not in seen: depth(n, seen)
    return seen
def distances(start):
    best, heap = {start: (0, [start])}, [(0, start, [start])]
    while heap:
        d, node, path = heapq.heappop(heap)
        if d > best[node][0]: continue
        for n, w in graph[node].items():
            if n not in best or d + w < best[n][0]:
                best[n] = (d + w, path + [n])
                heapq.heappush(heap, (d + w, n, path + [n]))
    return best
print(breadth("a"), depth("a"))
for node, (d, path) in distances("a").items(): print(f"{node}: {d:3} {'-'.join(path)}")
def order(graph):
    left, done = {n: set() for n in graph}, []
    for n, targets in graph.items():
        for t in targets: left[t].add(n)
    while left:
        free = sorted(n for n, before in left.items() if not before)
        if not free: raise ValueError("a circle: " + " ".join(sorted(left)))
        for n in free:
            done.append(n)
            del left[n]
        for before in left.values(): before.difference_update(free)
    return done
print(order(graph))
try: order({"x": ["y"], "y": ["x"], "z": []})
except ValueError as e: print(e)

# expect: ['a', 'b', 'c', 'f', 'd', 'e'] ['a', 'b', 'c', 'd', 'e', 'f']
# expect: a:   0 a
# expect: b:   7 a-b
# expect: c:   9 a-c
# expect: f:  11 a-c-f
# expect: d:  20 a-c-d
# expect: e:  20 a-c-f-e
# expect: ['a', 'b', 'c', 'd', 'f', 'e']
# expect: a circle: x y
