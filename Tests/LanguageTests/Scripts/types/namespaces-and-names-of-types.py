import types, timeit
n = types.SimpleNamespace(x=1, y="a")
n.z = [2]
print(n, n.x, n == types.SimpleNamespace(x=1, y="a", z=[2]), isinstance(lambda: 1, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance((i for i in ()), types.GeneratorType), types.NoneType is type(None), isinstance("".join, types.MethodType))
print(timeit.timeit(lambda: 1 + 1, number=10) >= 0, len(timeit.repeat("1 + 1", number=5, repeat=3)), timeit.default_timer() > 0)
# expect: namespace(x=1, y='a', z=[2]) 1 True True True True True False
# expect: True 3 True
