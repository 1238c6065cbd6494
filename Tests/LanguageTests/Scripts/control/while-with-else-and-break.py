n = 3
while n:
    n -= 1
    if n == 5: break
else:
    print("no break")
while True:
    n += 1
    if n < 3: continue
    break
else:
    print("never")
print(n)

# expect: no break
# expect: 3
