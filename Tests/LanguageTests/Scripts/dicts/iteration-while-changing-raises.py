d = {"a": 1}
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e:
    print(e)

# expect: dictionary changed size during iteration
