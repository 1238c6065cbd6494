for x in range(3):
    if x == 5: break
else: print("no break")
for x in range(3):
    if x == 1: break
else: print("never")
while x < 3:
    x += 1
else: print("while", x)
for _ in []: pass
else: print("empty")
while True:
    break
else: print("never")

# expect: no break
# expect: while 3
# expect: empty
