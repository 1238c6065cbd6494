# A call with plain arguments takes a short way in the loop; a call through map or a bound method takes the long one.
def outcome(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


VALUES = [0, 1, -7, 2**62, 2**63 - 1, -2**63, 2**70, True, 1.5, -0.0, 1e300, float("inf"), float("nan"), "", "a", "é", "12",
          [], [1, 2], (), (3,), {}, {"k": 1}, {1, 2}, None, range(3), b"x"]
same = 0
for v in VALUES:
    pairs = [
        (lambda: len(v), lambda: [*map(len, [v])][0]), (lambda: str(v), lambda: [*map(str, [v])][0]),
        (lambda: int(v), lambda: [*map(int, [v])][0]), (lambda: float(v), lambda: [*map(float, [v])][0]),
        (lambda: abs(v), lambda: [*map(abs, [v])][0]), (lambda: ord(v), lambda: [*map(ord, [v])][0]),
        (lambda: range(v), lambda: [*map(range, [v])][0]), (lambda: sum([1, v]), lambda: [*map(sum, [[1, v]])][0]),
        (lambda: sum(x for x in [v, 0.5]), lambda: [*map(sum, [iter([v, 0.5])])][0]),
        (lambda: min(v, 2), lambda: [*map(min, [v], [2])][0]), (lambda: max(1.5, v), lambda: [*map(max, [1.5], [v])][0]),
        (lambda: {"a": 1, 7: 2, 1.5: 3}.get(v), lambda: [*map({"a": 1, 7: 2, 1.5: 3}.get, [v])][0]),
        (lambda: {1: "x", "a": 2}.get(v, "no"), lambda: [*map({1: "x", "a": 2}.get, [v], ["no"])][0]),
    ]
    for quick, slow in pairs:
        a, b = outcome(quick), outcome(slow)
        if a == b:
            same += 1
        else:
            print("differ:", v, a, b)
print(same)

xs = []
add, take = xs.append, xs.pop
for i in range(3):
    xs.append(i)
    add(i * 10)
print(xs, xs.pop(), take(), xs)
for empty in ([].pop, lambda: [].pop()):
    try:
        empty()
    except IndexError as e:
        print(e)


def totals(values):
    generator = (x * 2 for x in values)
    return sum(x * 2 for x in values) == sum(generator), any(x > 2 for x in values) == any(iter([x > 2 for x in values]))


print(totals([1, 2, 3]), totals([0.5]), totals([]), totals([2**62, 2**62]))
# expect: 351
# expect: [0, 0, 1, 10] 20 2 [0, 0, 1, 10]
# expect: pop from empty list
# expect: pop from empty list
# expect: (True, True) (True, True) (True, True) (True, True)
