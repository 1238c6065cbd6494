class Numbered(Exception):
    count = 0

    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        Numbered.count += 1
        self.number = Numbered.count
        return self


for i in range(2):
    try:
        raise Numbered("again")
    except Numbered as e:
        print(e, e.number, e.args)

# expect: again 1 ('again',)
# expect: again 2 ('again',)
