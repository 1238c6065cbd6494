print(type(1), type("a"), type(None), type([]), type(print), type(lambda: 0), type(int), type(1.5), type({}), type(set()), type(range(1)), isinstance(1, (str, int)), isinstance("a", str), isinstance(None, type(None)), isinstance([], list), issubclass(bool, int), type(1) is int, type(ValueError("x")))

# expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'list'> <class 'builtin_function_or_method'> <class 'function'> <class 'type'> <class 'float'> <class 'dict'> <class 'set'> <class 'range'> True True True True True True <class 'ValueError'>
