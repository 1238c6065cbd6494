d = {"k": 1}
print(f"{d['k']} {(lambda v: v * 2)(4)} {d.get('z', 'none')} {x if (x := 3) else 0}")

# expect: 1 8 none 3
