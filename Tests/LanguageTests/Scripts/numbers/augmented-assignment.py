x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 2; x |= 1; x ^= 3; x &= 0xff; x >>= 1
print(x)
y = 7
y /= 2
print(y)

# expect: 63
# expect: 3.5
