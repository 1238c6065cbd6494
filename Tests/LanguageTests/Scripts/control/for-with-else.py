for x in [1, 2]:
    if x == 3: break
else: print("not found")
for x in [1, 2]:
    if x == 2: break
else: print("not here")
print(x)

# expect: not found
# expect: 2
