def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

x = [3, 1, 2, 5]
t(lambda: max(x, key=lambda v: x.pop()))
y = [3, 1, 2]
t(lambda: min(y, key=lambda v: y.append(9) or v if len(y) < 6 else v))
print(y)

# expect: 3
# expect: 1
# expect: [3, 1, 2, 9, 9, 9]
