print(-2 ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** -2, ~1 + 2, not True or True, 1 or 0 and 0)
print(1 + 2 * 3 - 4 // 3 % 2, 1 << 2 + 1, 7 & 3 | 8 ^ 2, 1 | 2 == 2, (1, 2) + (3,) * 2)
print(- - 5, +-+5, ~-3, not not 1, 5 - -3, 2 * -3, 10 % -3, -7 // 2, -7 % 3)
print(1 if 0 else 2 or 3, (lambda x: x + 1)(2) * 2, [1, 2][0] + 1, "ab" "c" * 2)

# expect: -4 0.5 512 -0.25 0 True 1
# expect: 6 8 11 False (1, 2, 3, 3)
# expect: 5 -5 2 True 8 -6 -2 -4 2
# expect: 2 6 2 abcabc
