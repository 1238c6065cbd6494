print(64j, type(64j).__name__, (2.5j).imag, 3j.real, abs(4j), 1j == 1j, 1j != 2j, 1j == 1, bool(0j))
key = slice(-1, 1, 64j)
print(key, key.step)
# expect: 64j complex 2.5 0.0 4.0 True True False False
# expect: slice(-1, 1, 64j) 64j
