x = 5
print("big" if x > 3 else "small", [1, 2][x > 3], x and "yes" or "no")

# expect: big 2 yes
