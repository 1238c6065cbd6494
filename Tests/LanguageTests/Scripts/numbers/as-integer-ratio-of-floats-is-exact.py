print((0.1).as_integer_ratio(), (1e300).as_integer_ratio() == (int(1e300), 1), (-2.5).as_integer_ratio(), (0.0).as_integer_ratio(), (5e-324).as_integer_ratio() == (1, 2 ** 1074))

# expect: (3602879701896397, 36028797018963968) True (-5, 2) (0, 1) True
