p, q = 2 ** 107 - 1, 2 ** 127 - 1
n, e = p * q, 65537
d = pow(e, -1, (p - 1) * (q - 1))
message = int.from_bytes("attack at dawn".encode(), "big")
cipher = pow(message, e, n)
print(cipher)
print(pow(cipher, d, n).to_bytes(14, "big").decode())

# expect: 11431889935342858591501390286876432502251947806094248492567308748287455
# expect: attack at dawn
