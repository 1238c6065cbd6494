def v(x):
    print(x, end=" ")
    return x
v(1) + v(2) * v(3); print()
[v(1), v(2)]; {v("k"): v("v")}; print()
print(v(1), v(2), sep=v("/"))
a = [0, 0]
a[v(0)] = v(9); print(a)

# expect: 1 2 3
# expect: 1 2 k v
# expect: 1 2 / 1/2
# expect: 9 0 [9, 0]
