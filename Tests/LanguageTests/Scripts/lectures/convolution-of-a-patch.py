patch = [[221, 198, 149], [205, 147, 173], [149, 170, 222]]
kernel = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
print(sum(p * k for rp, rk in zip(patch, kernel) for p, k in zip(rp, rk)))

# expect: -63
