class Settings(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        del self[name]


s = Settings(rate=0.1)
s.epochs = 5
print(s.rate, s.epochs, s, s.keys())
del s.rate
try:
    s.rate
except AttributeError as e:
    print("no", e)

# expect: 0.1 5 {'rate': 0.1, 'epochs': 5} dict_keys(['rate', 'epochs'])
# expect: no rate
