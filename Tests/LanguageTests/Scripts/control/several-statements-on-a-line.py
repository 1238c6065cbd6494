a = 1; b = 2; print(a + b);
if a: b = 3; print(b)

# expect: 3
# expect: 3
