def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

import operator as o

for a in (True, 1, 1.5):
    for b in (True, 1, 1.5):
        for f in (o.xor, o.and_, o.or_, o.lshift, o.matmul, o.ixor):
            t(lambda: f(a, b))

# expect: False
# expect: True
# expect: True
# expect: 2
# expect: TypeError unsupported operand type(s) for @: 'bool' and 'bool'
# expect: False
# expect: 0
# expect: 1
# expect: 1
# expect: 2
# expect: TypeError unsupported operand type(s) for @: 'bool' and 'int'
# expect: 0
# expect: TypeError unsupported operand type(s) for ^: 'bool' and 'float'
# expect: TypeError unsupported operand type(s) for &: 'bool' and 'float'
# expect: TypeError unsupported operand type(s) for |: 'bool' and 'float'
# expect: TypeError unsupported operand type(s) for <<: 'bool' and 'float'
# expect: TypeError unsupported operand type(s) for @: 'bool' and 'float'
# expect: TypeError unsupported operand type(s) for ^=: 'bool' and 'float'
# expect: 0
# expect: 1
# expect: 1
# expect: 2
# expect: TypeError unsupported operand type(s) for @: 'int' and 'bool'
# expect: 0
# expect: 0
# expect: 1
# expect: 1
# expect: 2
# expect: TypeError unsupported operand type(s) for @: 'int' and 'int'
# expect: 0
# expect: TypeError unsupported operand type(s) for ^: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for &: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for |: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for <<: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for @: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for ^=: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for ^: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for &: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for |: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for <<: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for @: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for ^=: 'float' and 'bool'
# expect: TypeError unsupported operand type(s) for ^: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for &: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for |: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for <<: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for @: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for ^=: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for ^: 'float' and 'float'
# expect: TypeError unsupported operand type(s) for &: 'float' and 'float'
# expect: TypeError unsupported operand type(s) for |: 'float' and 'float'
# expect: TypeError unsupported operand type(s) for <<: 'float' and 'float'
# expect: TypeError unsupported operand type(s) for @: 'float' and 'float'
# expect: TypeError unsupported operand type(s) for ^=: 'float' and 'float'
