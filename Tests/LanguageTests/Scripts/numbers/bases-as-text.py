print(hex(255), oct(8), bin(-5), hex(-255), f"{10:b} {255:X} {255:#o}")

# expect: 0xff 0o10 -0b101 -0xff 1010 FF 0o377
