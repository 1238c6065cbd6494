class I(int):
    pass


class F(float):
    pass


print(pow(I(2), 3, 5), divmod(F(7), 2), range(I(3))[I(1)], [0] * I(2), round(F(2.567), 1), round(I(1234), -2), max(I(7), 3, F(2.5)), sum([I(7), F(2.5), 1]))
print(F(1) == 1 and I(1) == 1.0, {I(7), 7, 7.0}, f"{I(7):>5}{F(2.5):.2f}", "%d %.1f %s" % (I(7), F(2.5), I(3)), isinstance(I(1), (str, int)), bool(I(0)), I(7).bit_length())
print(str(I(5)), repr(F(1.5)), I(5).real, -I(5), abs(F(-1)), I("12") + 1, I(2 ** 70) // 3, int.__repr__(I(3)))

# expect: 3 (3.0, 1.0) 1 [0, 0] 2.6 1200 7 10.5
# expect: True {7}     72.50 7 2.5 3 True False 3
# expect: 5 1.5 5 -5 1.0 13 393530540239137101141 3
