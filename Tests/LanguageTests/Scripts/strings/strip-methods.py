print(repr("  a b ".strip()), repr("  a ".lstrip()), repr(" a  ".rstrip()), "xxaxx".strip("x"), "www.example.com".strip("cmowz."), repr("\n\ta\r".strip()))

# expect: 'a b' 'a ' ' a' a example 'a'
