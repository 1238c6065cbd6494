x = 5
print(eval("x * 2 + 1"), eval("  [i for i in range(3)]"), eval("y + x", {"y": 2, "x": 1}), eval("a + b", {"a": 1}, {"b": 2}), eval("x", {"x": 0}, {"x": 9}), eval("len('abc')"), eval(b"1 + 1"), eval("(1,\n 2)"), eval("'a' # note"))
f = eval("lambda n: n + x")
print(f(3), eval("max(n, 2)", {"n": 7, "class": 1}))
for bad in (lambda: eval("1 +"), lambda: eval("x = 1"), lambda: eval("nothing_here"), lambda: eval("1/0"), lambda: eval(5), lambda: eval("x", 5), lambda: eval(""), lambda: eval("import os")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__)
# expect: 11 [0, 1, 2] 3 3 9 3 2 (1, 2) a
# expect: 8 7
# expect: SyntaxError
# expect: SyntaxError
# expect: NameError
# expect: ZeroDivisionError
# expect: TypeError
# expect: TypeError
# expect: SyntaxError
# expect: SyntaxError
