def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:120])
t(lambda: round(100.0, -(10**20))); t(lambda: round(1.5, 10**20)); t(lambda: round(-0.0, -5)); t(lambda: bytes(2**63-1)); t(lambda: bytes(2**63)); t(lambda: bytes(-1)); t(lambda: 10**30 in b'a'); t(lambda: 300 in b'a'); t(lambda: 97 in b'a'); t(lambda: True in b'\x01'); t(lambda: round(float('inf'), 2)); t(lambda: round(1e300, -301)); t(lambda: bytearray(2**63-1))

# expect: 0.0
# expect: 1.5
# expect: -0.0
# expect: OverflowError byte string is too large
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: ValueError negative count
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: True
# expect: True
# expect: inf
# expect: 0.0
# expect: MemoryError
