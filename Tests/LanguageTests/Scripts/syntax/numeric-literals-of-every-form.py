print(1_000_000, 0xFF, 0Xff_ff, 0o17, 0O1_7, 0b101, 0B1_1, 00, 0_0, 000)
print(1.5, 1., .5, 1e3, 1E-3, 1_0.0_1, 1e+1_0, .5e2, 0.1e-5, 00.5, 09.5, 1.e2, 1e308 * 10)
print(0xDEAD_BEEF, 0b1111_0000, 0x_ff, 1 .real, 1.0.is_integer(), 5 .bit_length())
print(1if 1else 2, [1for _ in [1]], 1if 0else 3)

# expect: 1000000 255 65535 15 15 5 3 0 0 0
# expect: 1.5 1.0 0.5 1000.0 0.001 10.01 10000000000.0 50.0 1e-06 0.5 9.5 100.0 inf
# expect: 3735928559 240 255 1 True 3
# expect: 1 [1] 3
