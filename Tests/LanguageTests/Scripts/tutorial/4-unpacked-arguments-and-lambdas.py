def concat(*args, sep="/"):
    return sep.join(args)
print(concat("earth", "mars", "venus"), concat("earth", "mars", sep="."))
print(list(range(3, 6)), list(range(*[3, 6])))
def parrot(voltage, state='a stiff', action='voom'):
    return f"{action} {voltage} {state}"
print(parrot(**{"voltage": "four million", "state": "bleedin' demised", "action": "VOOM"}))
def make_incrementor(n):
    return lambda x: x + n
f = make_incrementor(42)
print(f(0), f(1))
pairs = [(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')]
pairs.sort(key=lambda pair: pair[1])
print(pairs)

# expect: earth/mars/venus earth.mars
# expect: [3, 4, 5] [3, 4, 5]
# expect: VOOM four million bleedin' demised
# expect: 42 43
# expect: [(4, 'four'), (1, 'one'), (3, 'three'), (2, 'two')]
