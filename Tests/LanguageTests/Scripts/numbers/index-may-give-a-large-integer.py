class Big:
    def __index__(self):
        return 2 ** 70


print(hex(Big()), int(Big()), float(Big()), bin(Big())[:6])
try:
    [1][Big()]
except IndexError as e:
    print(e)

# expect: 0x400000000000000000 1180591620717411303424 1.1805916207174113e+21 0b1000
# expect: cannot fit 'Big' into an index-sized integer
