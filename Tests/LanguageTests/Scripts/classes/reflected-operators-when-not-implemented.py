class A:
    def __add__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return "B.radd"
print(A() + B(), 1 + B())
try: A() + 1
except TypeError as e: print(e)

# expect: B.radd B.radd
# expect: unsupported operand type(s) for +: 'A' and 'int'
