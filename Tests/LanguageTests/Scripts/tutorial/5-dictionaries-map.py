tel = {'jack': 4098, 'sape': 4139}
tel['guido'] = 4127
print(tel, tel['jack'])
del tel['sape']
tel['irv'] = 4127
print(tel, list(tel), sorted(tel), 'guido' in tel, 'jack' not in tel)
print(dict([('sape', 4139), ('guido', 4127), ('jack', 4098)]), {x: x**2 for x in (2, 4, 6)}, dict(sape=4139, guido=4127))
try:
    tel['nobody']
except KeyError as e:
    print(repr(e))

# expect: {'jack': 4098, 'sape': 4139, 'guido': 4127} 4098
# expect: {'jack': 4098, 'guido': 4127, 'irv': 4127} ['jack', 'guido', 'irv'] ['guido', 'irv', 'jack'] True False
# expect: {'sape': 4139, 'guido': 4127, 'jack': 4098} {2: 4, 4: 16, 6: 36} {'sape': 4139, 'guido': 4127}
# expect: KeyError('nobody')
