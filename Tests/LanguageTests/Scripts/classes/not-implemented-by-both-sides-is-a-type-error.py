class N:
    def __add__(self, o):
        return NotImplemented

    def __radd__(self, o):
        return NotImplemented

    def __lt__(self, o):
        return NotImplemented

    def __eq__(self, o):
        return NotImplemented


for f in (lambda: N() + N(), lambda: N() + 1, lambda: 1 + N(), lambda: N() < N(), lambda: N() > 1):
    try:
        f()
    except TypeError as e:
        print(e)
n = N()
print(n == n, n == N(), n != N(), N() == 1)


class L(list):
    def __add__(self, o):
        return NotImplemented


try:
    L([1]) + [2]
except TypeError as e:
    print(e)

# expect: unsupported operand type(s) for +: 'N' and 'N'
# expect: unsupported operand type(s) for +: 'N' and 'int'
# expect: unsupported operand type(s) for +: 'int' and 'N'
# expect: '<' not supported between instances of 'N' and 'N'
# expect: '>' not supported between instances of 'N' and 'int'
# expect: True False True False
# expect: unsupported operand type(s) for +: 'L' and 'list'
