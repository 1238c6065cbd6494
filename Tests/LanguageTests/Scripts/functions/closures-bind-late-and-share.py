fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def show(): return n
    return up, show
a, b = counter(), counter()
a[0](); a[0](5); b[0]()
print(a[1](), b[1]())
def outer():
    x = 'outer'
    def middle():
        def inner():
            nonlocal x
            x = 'changed'
        inner()
        return x
    return middle(), x
print(outer())
def late():
    def inner(): return y
    y = 1
    r = inner()
    y = 2
    return r, inner()
print(late())
fs = []
for i in range(3):
    def f(): return i
    fs.append(f)
print([f() for f in fs])

# expect: [2, 2, 2] [0, 1, 2]
# expect: 6 1
# expect: ('changed', 'changed')
# expect: (1, 2)
# expect: [2, 2, 2]
