e = "before"
try: 1 / 0
except ZeroDivisionError as e: pass
try: e
except NameError as n: print(n)

# expect: name 'e' is not defined
