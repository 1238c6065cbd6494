x = ((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))
y = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[2]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
print(x, str(y).count("["), - - - - - - - - - - 5, not not not not 1)
f = lambda a: lambda b: lambda c: lambda d: a + b + c + d
print(f(1)(2)(3)(4), 1 if 0 else 2 if 0 else 3 if 0 else 4)

# expect: 1 30 5 True
# expect: 10 4
