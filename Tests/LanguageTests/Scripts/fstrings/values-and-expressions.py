name, n = "мир", 3
print(f"Привет, {name}! {n + 1} {n * 2 = } {name!r} {'in' + 'ner'} {[i for i in range(n)]} {{literal}}")

# expect: Привет, мир! 4 n * 2 = 6 'мир' inner [0, 1, 2] {literal}
