# A call keeps its function alive though its name gets another value meanwhile.
def replaced(n):
    global replaced
    replaced = None
    made = [n] * 3
    return made, "still here", n * 2


def deleted(depth):
    if depth == 0:
        global deleted
        del deleted
        filler = [lambda: k for k in range(100)]
        return [len(filler)]
    return deleted(depth - 1) + [f"level {depth}"]


def swapped(n):
    def other(n):
        return "other", n
    global swapped
    swapped = other
    return [x * n for x in range(3)], swapped(n)


def thrown():
    global thrown
    thrown = 0
    raise ValueError("from a function without a name")


print(replaced(4), replaced)
print(deleted(5))
try:
    deleted
except NameError as error:
    print(error)
print(swapped(2), swapped(3))
try:
    thrown()
except ValueError as error:
    print(error, thrown)


def again(n):
    global again
    saved = again

    def again(m):
        return m
    result = saved is not again, again(n)
    again = saved
    return result


print(again(1), again(2))

# expect: ([4, 4, 4], 'still here', 8) None
# expect: [100, 'level 1', 'level 2', 'level 3', 'level 4', 'level 5']
# expect: name 'deleted' is not defined
# expect: ([0, 2, 4], ('other', 2)) ('other', 3)
# expect: from a function without a name 0
# expect: (True, 1) (True, 2)
