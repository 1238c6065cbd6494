def a():
    try: return 'try'
    finally: print('finally a')
def b():
    try: return 'try'
    finally: return 'finally'
def c():
    for i in range(3):
        try: continue
        finally: print('c', i)
    return 'end'
def d():
    while True:
        try: return 'in loop'
        finally: break
    return 'after break'
def e():
    try: raise ValueError('lost')
    finally: return 'swallowed'
def f():
    x = 1
    try: return x
    finally: x = 2
def g():
    try:
        try: raise ValueError('inner')
        finally: raise KeyError('from finally')
    except KeyError as k: return repr(k)
def h():
    for i in range(5):
        try:
            if i == 2: break
        finally: print('h', i)
    else: print('not reached')
    return i
for fn in [a, b, c, d, e, f, g, h]: print(fn())

# expect: finally a
# expect: try
# expect: finally
# expect: c 0
# expect: c 1
# expect: c 2
# expect: end
# expect: after break
# expect: swallowed
# expect: 1
# expect: KeyError('from finally')
# expect: h 0
# expect: h 1
# expect: h 2
# expect: 2
