class Field:
    def __get__(self, obj, cls):
        return "value"

    def __set__(self, obj, value):
        print("set", value)

    def __delete__(self, obj):
        print("delete")


class C:
    f = Field()


c = C()
c.f = 1
del c.f
print(c.f, C().f)

# expect: set 1
# expect: delete
# expect: value value
