d = {"k": [1, 2], 'q"': 3}
print(f"{d['k']} {{}} {{{d['k'][0]}}} {'}'} {'{'} {{'a'}}", f'{d["k"]!r:>10}|', f"{ {1: 2}[1] }", f"{ {3} }")
print(f"""{d["k"]} {d['k']}
{'two'
 'parts'} {"it's"}""", f'{"a" if d else "b"}', f"{(lambda x: x * 2)(3)}", f"{', '.join(str(x) for x in d['k'])}")

# expect: [1, 2] {} {1} } { {'a'}     [1, 2]| 2 {3}
# expect: [1, 2] [1, 2]
# expect: twoparts it's a 6 1, 2
