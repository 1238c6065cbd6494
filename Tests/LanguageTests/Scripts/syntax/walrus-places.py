if (n := 10) > 5: print(n)
while (n := n - 3) > 0: print(n, end=" ")
print()
print([y := 1, y ** 2], y, [last := x for x in range(3)], last)
print((lambda: (q := 5) + q)(), {(k := "a"): 1}, k, f"{(w := 3)} {w}")
data = [1, 2, 3]
print(data[m := 1], m, data[(s := 0):2], any((hit := v) > 1 for v in data), hit)
print(max(t := 4, 2), t, [z for v in data if (z := v * 2) > 2])
def f(x=(u := 7)): return x
print(f(), u)

# expect: 10
# expect: 7 4 1 
# expect: [1, 1] 1 [0, 1, 2] 2
# expect: 10 {'a': 1} a 3 3
# expect: 2 1 [1, 2] True 2
# expect: 4 4 [4, 6]
# expect: 7 7
