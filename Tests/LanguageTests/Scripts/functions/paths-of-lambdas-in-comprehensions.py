print((lambda: 0).__qualname__, [lambda:0 for i in '1'][0].__qualname__, list((lambda: 0) for i in '1')[0].__qualname__, [[lambda:0 for i in '1'] for j in '1'][0][0].__qualname__)
def f(): return [lambda:0 for i in '1'][0], {1:(lambda:0) for i in '1'}[1], next((lambda:0) for i in '1')
print([x.__qualname__ for x in f()])
class C:
    a=[lambda:0 for i in '1'][0]
print(C.a.__qualname__)

# expect: <lambda> <listcomp>.<lambda> <genexpr>.<lambda> <listcomp>.<listcomp>.<lambda>
# expect: ['f.<locals>.<listcomp>.<lambda>', 'f.<locals>.<dictcomp>.<lambda>', 'f.<locals>.<genexpr>.<lambda>']
# expect: C.<listcomp>.<lambda>
