class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __contains__(self, key):
        return super().__contains__(key.lower())

    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key.lower())


d = Lower()
d["Alpha"] = 1
d["BETA"] = 2
print(d, d["ALPHA"], "beta" in d, "Gamma" in d)
del d["Beta"]
print(d)
try:
    d["x"]
except KeyError as e:
    print("KeyError", e)

# expect: {'alpha': 1, 'beta': 2} 1 True False
# expect: del Beta
# expect: {'alpha': 1}
# expect: KeyError 'x'
