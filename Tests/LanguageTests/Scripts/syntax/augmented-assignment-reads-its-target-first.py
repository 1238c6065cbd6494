# The left side of an augmented assignment is read before the right side gives the same name another value.
def local():
    n = 1
    n += (n := 5)
    m = 1
    m = m + (m := 5)
    k = [1]
    k += (k := [2, 3])
    s = "a"
    s += (s := "b") * 2
    f = 2.0
    for _ in range(3):
        f *= (f := 3.0)
    return n, m, k, s, f


print(local())
n = 1
n += (n := 5)
print(n)


def outer():
    n = 1

    def change():
        nonlocal n
        n = 10
        return 1

    n += change()
    return n


print(outer())

# expect: (6, 6, [1, 2, 3], 'abb', 54.0)
# expect: 6
# expect: 2
